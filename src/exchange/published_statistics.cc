#include "exchange/published_statistics.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/csv.h"
#include "base/shipped.h"
#include "base/text.h"
#include "exchange/unpacked.h"

namespace footprint::exchange {

namespace {

using care::AreaType;

constexpr std::size_t neighbours_counted = 10;

// A table of which columns are asked by their names.
class Sheet {
  public:
    explicit Sheet(const NamedBytes& file) : file_(file), reader_(file.name, file.bytes) {
        if (!reader_.next()) return;
        for (std::size_t i = 0; i < reader_.fields().size(); ++i)
            places_.emplace(std::string(trim(reader_.fields()[i])), i);
    }
    const std::string& name() const { return file_.name; }
    bool has(const std::string& column) const { return places_.contains(column); }
    bool next() { return reader_.next(); }
    // Blank where there is no such column.
    std::string_view text(const std::string& column) const {
        const auto place = places_.find(column);
        if (place == places_.end() || place->second >= reader_.fields().size()) return {};
        return trim(reader_.fields()[place->second]);
    }
    Problem wrong(const std::string& column, std::string message) const {
        const auto place = places_.find(column);
        const int number = place == places_.end() ? 0 : static_cast<int>(place->second) + 1;
        return {Problem::Kind::unreadable,
                {file_.name, reader_.line(), number, {}},
                column + ": " + std::move(message)};
    }
    const Problems& problems() const { return reader_.problems(); }

  private:
    const NamedBytes& file_;
    CsvReader reader_;
    std::map<std::string, std::size_t, std::less<>> places_;
};

// The authority as the files know it: the DfE numbers authorities in a way of its own too.
struct Own {
    std::string old_code;
    std::string name;
    std::string region;
    std::vector<std::string> neighbours;  // by their old codes, the nearest first
};

std::string_view area_name(const Sheet& sheet) {
    for (const char* column : {"la_name", "geo_name", "geo_breakdown"})
        if (const auto name = sheet.text(column); !name.empty()) return name;
    return {};
}

std::string_view region_name(const Sheet& sheet) {
    for (const char* column : {"region_name", "geo_breakdown"})
        if (const auto name = sheet.text(column); !name.empty()) return name;
    return {};
}

void look_for(std::string_view authority, const NamedBytes& file, Own& own) {
    Sheet sheet(file);
    if (!sheet.has("new_la_code") || !sheet.has("old_la_code")) return;
    while (sheet.next()) {
        if (sheet.text("new_la_code") != authority) continue;
        own.old_code = sheet.text("old_la_code");
        own.name = area_name(sheet);
        if (own.region.empty()) own.region = sheet.text("region_name");
        return;
    }
}

void read_neighbours(const NamedBytes& file, Own& own) {
    Sheet sheet(file);
    if (!sheet.has("SN_1")) return;
    while (sheet.next()) {
        if (sheet.text("old_la_code") != own.old_code) continue;
        for (std::size_t i = 1; i <= neighbours_counted; ++i)
            if (const auto code = sheet.text("SN_" + std::to_string(i)); !code.empty())
                own.neighbours.emplace_back(code);
        return;
    }
}

// Blank, or a letter of the statistics for what is not told: it has no value.
bool is_not_told(std::string_view text) {
    constexpr std::array<std::string_view, 8> marks = {"", "c", "z", "x", "k", "u", ":", "low"};
    return std::find(marks.begin(), marks.end(), text) != marks.end();
}

std::optional<double> number_of(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !(number >= 0) || number > 1e9)
        return std::nullopt;
    return number;
}

// "2025" and "202425" are both the year that ended in March 2025.
std::optional<int> year_of_report(std::string_view text) {
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    if (text.size() == 4) return year;
    if (text.size() == 6 && (year / 100 + 1) % 100 == year % 100) return year / 100 + 1;
    return std::nullopt;
}

class Gathering {
  public:
    Gathering(const Own& own, std::vector<PublishedMeaning> meanings)
        : own_(own), meanings_(std::move(meanings)) {}

    void read(const NamedBytes& file) {
        Sheet sheet(file);
        if (sheet.has("SN_1")) return;
        std::vector<const PublishedMeaning*> here;
        for (const PublishedMeaning& meaning : meanings_)
            if (sheet.has("geographic_level") && sheet.has("time_period") &&
                sheet.has(meaning.group_column) && sheet.has(meaning.value_column) &&
                (meaning.breakdown_column.empty() || sheet.has(meaning.breakdown_column)))
                here.push_back(&meaning);
        if (here.empty()) {
            result_.not_understood.push_back(file.name);
            return;
        }
        while (problems_.empty() && sheet.next()) read_row(sheet, here);
        for (const Problem& problem : sheet.problems()) problems_.push_back(problem);
    }

    Result<PublishedStatistics> take() {
        if (!problems_.empty()) return std::move(problems_);
        for (const auto& [key, comparator] : found_) result_.rows.push_back(comparator);
        for (const auto& [key, values] : of_neighbours_) result_.rows.push_back(mean_of(key, values));
        std::stable_sort(result_.rows.begin(), result_.rows.end(), [](const auto& a, const auto& b) {
            return std::tie(a.measure, a.row, a.year, a.area_type) <
                   std::tie(b.measure, b.row, b.year, b.area_type);
        });
        return std::move(result_);
    }

  private:
    using Key = std::tuple<std::string, std::string, int>;  // measure, row, year
    struct OfNeighbours {
        std::string source;
        std::map<std::string, double, std::less<>> values;  // by their codes
    };

    std::optional<AreaType> area_of(const Sheet& sheet) const {
        const std::string_view level = sheet.text("geographic_level");
        if (level == "National") return AreaType::england;
        if (level == "Regional" && region_name(sheet) == own_.region) return AreaType::region;
        if (level != "Local authority") return std::nullopt;
        const std::string_view code = sheet.text("old_la_code");
        if (code == own_.old_code) return AreaType::area;
        const bool near =
            std::find(own_.neighbours.begin(), own_.neighbours.end(), code) != own_.neighbours.end();
        return near ? std::optional(AreaType::statistical_neighbours) : std::nullopt;
    }

    void read_row(const Sheet& sheet, const std::vector<const PublishedMeaning*>& here) {
        const std::optional<AreaType> area = area_of(sheet);
        if (!area) return;
        for (const PublishedMeaning* const meaning : here) {
            if (sheet.text(meaning->group_column) != meaning->group ||
                (!meaning->breakdown_column.empty() &&
                 sheet.text(meaning->breakdown_column) != meaning->breakdown))
                continue;
            const auto year = year_of_report(sheet.text("time_period"));
            const std::string_view text = sheet.text(meaning->value_column);
            const auto value = is_not_told(text) ? std::nullopt : number_of(text);
            if (!year)
                problems_.push_back(sheet.wrong("time_period", "This is no year. Fetch the file again."));
            else if (!value && !is_not_told(text))
                problems_.push_back(
                    sheet.wrong(meaning->value_column, "'" + std::string(text.substr(0, 20)) +
                                                           "' is neither a number nor one of the marks c, z, "
                                                           "x, k, u. Fetch the file again."));
            else
                keep(sheet, {meaning->measure, meaning->row, *year}, *area, value);
        }
    }

    // A file that comes later by its name says again what one before it said: it is the newer release.
    void keep(const Sheet& sheet, const Key& key, AreaType area, std::optional<double> value) {
        const std::string source = "DfE, " + sheet.name() + " (OGL v3.0)";
        if (area == AreaType::statistical_neighbours) {
            OfNeighbours& of = of_neighbours_[key];
            of.source = source;
            if (value)
                of.values.insert_or_assign(std::string(sheet.text("old_la_code")), *value);
            else
                of.values.erase(std::string(sheet.text("old_la_code")));
            return;
        }
        const std::string name = area == AreaType::england  ? "England"
                                 : area == AreaType::region ? own_.region
                                                            : own_.name;
        const auto& [measure, row, year] = key;
        found_.insert_or_assign({key, area}, care::Comparator{measure, row, year, area, name, value, source});
    }

    static care::Comparator mean_of(const Key& key, const OfNeighbours& of) {
        double sum = 0;
        for (const auto& [code, value] : of.values) sum += value;
        const auto number = static_cast<double>(of.values.size());
        const auto& [measure, row, year] = key;
        return {measure,
                row,
                year,
                AreaType::statistical_neighbours,
                "Mean of " + std::to_string(of.values.size()) + " statistical neighbours",
                of.values.empty() ? std::nullopt : std::optional(sum / number),
                of.source};
    }

    const Own& own_;
    std::vector<PublishedMeaning> meanings_;
    std::map<std::pair<Key, AreaType>, care::Comparator> found_;
    std::map<Key, OfNeighbours> of_neighbours_;
    PublishedStatistics result_;
    Problems problems_;
};

}  // namespace

std::vector<PublishedMeaning> published_meanings() {
    constexpr const char* name = "codes/published_statistics.csv";
    const auto text = shipped(name);
    ensure(text.has_value(), "codes/published_statistics.csv is not carried");
    const NamedBytes file{name, *text};
    Sheet sheet(file);
    std::vector<PublishedMeaning> meanings;
    const auto cell = [&](const char* column) { return std::string(sheet.text(column)); };
    while (sheet.next())
        meanings.push_back({cell("group_column"), cell("group"), cell("breakdown_column"), cell("breakdown"),
                            cell("value_column"), cell("measure"), cell("row")});
    ensure(sheet.problems().empty(), "codes/published_statistics.csv cannot be read");
    return meanings;
}

Result<PublishedStatistics> read_published_statistics(const std::vector<NamedBytes>& files,
                                                      std::string_view authority) {
    Own own;
    for (const NamedBytes& file : files)
        if (own.old_code.empty() || own.region.empty()) look_for(authority, file, own);
    if (own.old_code.empty())
        return Problem{Problem::Kind::not_found,
                       {},
                       "No file here knows an authority with the code '" + std::string(authority) +
                           "'. Give the folder of the published files of data, and check --authority."};
    for (const NamedBytes& file : files)
        if (own.neighbours.empty()) read_neighbours(file, own);
    Gathering gathering(own, published_meanings());
    for (const NamedBytes& file : files) gathering.read(file);
    return gathering.take();
}

Result<PublishedStatistics> read_published_folder(const std::filesystem::path& folder,
                                                  std::string_view authority) {
    constexpr std::size_t limit = std::size_t{200} << 20;
    std::error_code error;
    std::map<std::string, std::string> texts;  // by their names, in whose order they are read
    std::filesystem::directory_iterator walk(folder, error);
    if (error)
        return Problem{Problem::Kind::not_found,
                       {folder.string(), 0, 0, {}},
                       "There is no such folder. Check its path."};
    for (const auto& entry : walk) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_regular_file(error) || name.starts_with('.') ||
            !(name.ends_with(".csv") || name.ends_with(".csv.gz")))
            continue;
        auto text = unpacked(entry.path(), {"file of statistics", limit});
        if (!text) return text.problems();
        texts.emplace(name, std::move(text).value());
    }
    std::vector<NamedBytes> files;
    for (const auto& [name, text] : texts) files.push_back({name, text});
    return read_published_statistics(files, authority);
}

}  // namespace footprint::exchange
