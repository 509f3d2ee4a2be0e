#include "exchange/import_run.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "base/csv.h"
#include "exchange/file_kinds.h"
#include "exchange/mapped_file.h"
#include "exchange/merge.h"
#include "exchange/references.h"
#include "exchange/return_tables.h"
#include "exchange/sources.h"
#include "exchange/ssda903_xml.h"
#include "exchange/table_reader.h"
#include "exchange/years.h"

namespace footprint::exchange {

namespace {

// One file of a table that waits to be read: the return's tables wait until all children are known.
struct Waiting {
    std::uint32_t file = 0;
    std::string table;
    std::size_t group = 0;
    XmlTables xml;
    bool is_xml = false;
    std::optional<CsvReader> csv;  // which has read the first row, and so looked through the whole text
};

class Run {
  public:
    Run(std::vector<NamedBytes> files, const ReadOptions& options, const practice::Profile& profile,
        const care::CodeBook& codes)
        : files_(std::move(files)), options_(options), profile_(profile), codes_(codes) {}

    Reading read() {
        choose_files();
        for (std::uint32_t i = 0; i < files_.size(); ++i) sort_out(i);
        read_children();
        number_children();
        for (Waiting& waiting : waiting_) read_waiting(waiting);
        order_returns();
        Notebook notes = notebook();
        lay_over_each_other(groups_, ids_, codes_, notes, reading_.records);
        for (const Waiting& tracker : trackers_) read_tracker(tracker, notes);
        reading_.problems = problems_.take();
        if (reading_.problems.empty()) {
            note_unknown_references(reading_.records, options_.known, reading_.records.noted);
            reading_.records.settle();
        }
        return std::move(reading_);
    }

  private:
    void choose_files();
    void sort_out(std::uint32_t file);
    std::size_t group_of(std::uint32_t file);
    void read_children();
    void number_children();
    void read_waiting(Waiting& waiting);
    void read_tracker(const Waiting& waiting, Notebook& notes);
    Notebook notebook();
    void order_returns();
    std::optional<Year> year_of_episodes(const ReturnTables& tables) const;

    template <class Row>
    void read_csv(CsvReader& reader, std::uint32_t file, care::Style style, ReadTable<Row>& into);
    template <class Row>
    void read_xml(const Waiting& waiting, ReadTable<Row>& into);
    TableContext context_of(std::uint32_t file, care::Style style);
    template <class Row>
    void own_rows(std::uint32_t file, Notebook& notes, std::vector<Row>& into);

    std::vector<NamedBytes> files_;
    const ReadOptions& options_;
    const practice::Profile& profile_;
    const care::CodeBook& codes_;
    ProblemList problems_;
    Reading reading_;
    ChildIds ids_;
    std::vector<ReturnTables> groups_;
    std::vector<Waiting> waiting_;
    std::vector<Waiting> trackers_;
    std::vector<Waiting> headers_;
    bool header_is_whole_ = true;
};

bool ends_with(std::string_view name, std::string_view ending) {
    return name.ends_with(ending);
}

void Run::choose_files() {
    std::sort(files_.begin(), files_.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    if (options_.only.empty()) return;
    std::set<std::string> wanted;
    for (const std::string& name : options_.only) {
        const auto found = std::find_if(files_.begin(), files_.end(), [&](const NamedBytes& file) {
            return file.name == name || base_name(file.name) == base_name(name);
        });
        if (found == files_.end()) {
            problems_.add(
                {Problem::Kind::not_found, {name, 0, 0, {}}, "There is no such file in the folder."});
        } else {
            wanted.insert(found->name);
        }
    }
    std::erase_if(files_, [&](const NamedBytes& file) { return !wanted.contains(file.name); });
}

std::size_t Run::group_of(std::uint32_t file) {
    const std::string& path = files_[file].name;
    const std::string folder = folder_of(path);
    const std::string prefix = group_prefix(base_name(path));
    std::string name = prefix;
    while (!name.empty() &&
           (name.back() == '-' || name.back() == '_' || name.back() == ' ' || name.back() == '.'))
        name.pop_back();
    if (!folder.empty()) name = name.empty() ? folder : folder + "/" + name;
    for (std::size_t i = 0; i < groups_.size(); ++i)
        if (groups_[i].name == name) return i;
    groups_.emplace_back();
    groups_.back().name = name;
    groups_.back().folder = folder;
    return groups_.size() - 1;
}

// Says what each file is; what is no table of ours is named and stops nothing.
void Run::sort_out(std::uint32_t file) {
    const NamedBytes& here = files_[file];
    const std::string name = base_name(here.name);
    if (ends_with(name, ".xml")) {
        auto tables = read_return_xml(here.name, here.bytes);
        if (!tables) {
            problems_.add(tables.problems());
            return;
        }
        const std::size_t group = group_of(file);
        for (auto& [table, rows] : *tables) {
            XmlTables one;
            one.emplace(table, std::move(rows));
            auto& list = table == "Header" ? headers_ : waiting_;
            list.push_back({file, std::string(table), group, std::move(one), true, std::nullopt});
        }
        groups_[group].files.push_back(here.name);
        return;
    }
    if (!ends_with(name, ".csv") || is_tracker_not_read_yet(name)) {
        reading_.not_read.push_back(here.name);
        return;
    }
    if (here.bytes.empty()) {
        problems_.add({Problem::Kind::missing,
                       {here.name, 0, 0, {}},
                       "The file is empty. Write it again, with its first row."});
        return;
    }
    if (is_tracker_name(name)) {
        trackers_.push_back({file, name.substr(0, name.rfind('.')), 0, {}, false, std::nullopt});
        return;
    }
    CsvReader reader(here.name, here.bytes);
    if (!reader.next()) {
        problems_.add(reader.problems());
        if (reader.problems().empty())
            problems_.add({Problem::Kind::missing,
                           {here.name, 0, 0, {}},
                           "The file has no row. Write it again, with its first row."});
        return;
    }
    std::vector<std::string> columns;
    for (const auto field : reader.fields()) columns.push_back(upper(trim(field)));
    const Recognised recognised = recognise(here.name, columns, reader.line());
    problems_.add(recognised.problems);
    if (recognised.table == "Header" && !recognised.problems.empty()) header_is_whole_ = false;
    if (recognised.table.empty()) {
        reading_.not_read.push_back(here.name);
    } else if (recognised.problems.empty()) {
        const std::size_t group = group_of(file);
        groups_[group].files.push_back(here.name);
        auto& list = recognised.table == "Header" ? headers_ : waiting_;
        list.push_back({file, std::string(recognised.table), group, {}, false, std::move(reader)});
    }
}

TableContext Run::context_of(std::uint32_t file, care::Style style) {
    return {files_[file].name, file, style, &ids_, &profile_, &problems_, header_is_whole_};
}

// As many as its beginning makes likely: to count them all would take as long as a tenth of the reading.
std::size_t about_how_many_lines(std::string_view bytes) {
    constexpr std::size_t looked_at = 64 * 1024;
    const std::string_view beginning = bytes.substr(0, looked_at);
    const auto lines = static_cast<std::size_t>(std::count(beginning.begin(), beginning.end(), '\n')) + 1;
    return beginning.empty() ? 0 : lines * ((bytes.size() - 1) / beginning.size() + 1);
}

// REQUIRES: the reader stands at the first row.
template <class Row>
void Run::read_csv(CsvReader& reader, std::uint32_t file, care::Style style, ReadTable<Row>& into) {
    std::vector<std::string> columns;
    for (const auto field : reader.fields()) columns.emplace_back(trim(field));
    CsvSource source(reader);
    const std::size_t before = into.rows.size();
    // A file of nothing but line ends must not ask for more than it is worth.
    into.rows.reserve(before + std::min<std::size_t>(about_how_many_lines(files_[file].bytes), 1'000'000));
    into.origins.reserve(into.rows.capacity());
    read_rows(source, columns, context_of(file, style), into);
    problems_.add(reader.problems());
    reading_.files.push_back(
        {files_[file].name, std::string(care::Describe<Row>::table), into.rows.size() - before});
}

template <class Row>
void Run::read_xml(const Waiting& waiting, ReadTable<Row>& into) {
    std::vector<std::string> columns;
    for (const auto column : columns_of(waiting.table)) columns.emplace_back(column);
    XmlSource source(waiting.xml.begin()->second);
    const std::size_t before = into.rows.size();
    read_rows(source, columns, context_of(waiting.file, care::Style::ssda903), into);
    reading_.files.push_back({files_[waiting.file].name, waiting.table, into.rows.size() - before});
}

// Which way of writing the sex a Header uses: numbers up to 2023/24, letters since.
void note_sex_style(std::string_view written, ReturnTables& tables) {
    const std::string_view text = trim(written);
    if (text == "1" || text == "2") tables.sex_as_number = true;
    if (text == "M" || text == "F" || text == "m" || text == "f") tables.sex_as_letter = true;
}

void Run::read_children() {
    for (Waiting& header : headers_) {
        ReturnTables& group = groups_[header.group];
        if (header.is_xml) {
            for (const XmlRow& row : header.xml.begin()->second) note_sex_style(row.values[1], group);
            read_xml(header, group.children);
            continue;
        }
        CsvReader reader(files_[header.file].name, files_[header.file].bytes);
        int place = -1;
        if (reader.next())
            for (std::size_t i = 0; i < reader.fields().size(); ++i)
                if (care::same_code(trim(reader.fields()[i]), "SEX")) place = static_cast<int>(i);
        while (place >= 0 && reader.next())
            if (static_cast<std::size_t>(place) < reader.fields().size())
                note_sex_style(reader.fields()[static_cast<std::size_t>(place)], group);
        read_csv(*header.csv, header.file, care::Style::ssda903, group.children);
    }
}

// Children of all years' Headers, and those that are known already, in the order of their ids.
void Run::number_children() {
    auto& children = reading_.records.children;
    if (options_.known != nullptr) children = options_.known->children;
    for (const ReturnTables& group : groups_)
        for (const care::Child& child : group.children.rows) {
            children.emplace_back();
            children.back().id = child.id;
        }
    std::unordered_set<std::string> seen;
    seen.reserve(children.size());
    std::erase_if(children, [&](const care::Child& child) { return !seen.insert(upper(child.id)).second; });
    std::sort(children.begin(), children.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    ids_.fill(children);
}

Notebook Run::notebook() {
    std::vector<std::string> names;
    for (const NamedBytes& file : files_) names.push_back(file.name);
    return {std::move(names), problems_, reading_.records.noted};
}

void Run::read_waiting(Waiting& waiting) {
    each_return_table(groups_[waiting.group], [&](auto& table) {
        using Row = typename RowOf<std::remove_reference_t<decltype(table)>>::Type;
        if (care::Describe<Row>::table != waiting.table) return;
        if (waiting.is_xml) {
            read_xml(waiting, table);
        } else {
            read_csv(*waiting.csv, waiting.file, care::Style::ssda903, table);
        }
    });
}

// A group's year: the one in which the latest day of its episodes lies that is not after today.
std::optional<Year> Run::year_of_episodes(const ReturnTables& tables) const {
    std::optional<Day> latest;
    for (const care::Episode& episode : tables.episodes.rows)
        for (const auto& day : {episode.began_on, episode.ended_on})
            if (day && *day <= options_.today && (!latest || *day > *latest)) latest = day;
    return latest ? std::optional(footprint::year_of(*latest)) : std::nullopt;
}

void Run::order_returns() {
    for (ReturnTables& group : groups_) {
        const auto given = options_.return_years.find(group.name);
        group.year =
            given != options_.return_years.end() ? std::optional(given->second) : year_of_episodes(group);
    }
    for (const auto& given : options_.return_years) {
        const std::string& name = given.first;
        const bool known = std::any_of(groups_.begin(), groups_.end(),
                                       [&](const auto& group) { return group.name == name; });
        if (known) continue;
        std::vector<std::string> names;
        for (const ReturnTables& group : groups_) names.push_back("'" + group.name + "'");
        problems_.add({Problem::Kind::wrong_use,
                       {},
                       "There is no group '" + name + "' of files. Known: " + join(names, ", ") + "."});
    }
    // A group without episodes says nothing of its year: it is laid over first.
    std::stable_sort(groups_.begin(), groups_.end(), [](const auto& a, const auto& b) {
        return a.year.value_or(Year{0}) < b.year.value_or(Year{0});
    });
    for (const ReturnTables& group : groups_)
        reading_.returns.push_back({group.name, group.year, group.files});
}

template <class Row>
void Run::own_rows(std::uint32_t file, Notebook& notes, std::vector<Row>& into) {
    CsvReader reader(files_[file].name, files_[file].bytes);
    if (!reader.next()) {
        problems_.add(reader.problems());
        return;
    }
    std::vector<std::string> names;
    care::for_each_field<Row>([&](const auto& field) { names.emplace_back(field.name); });
    std::set<std::string> seen;
    for (std::size_t i = 0; i < reader.fields().size(); ++i) {
        const std::string column = lower(trim(reader.fields()[i]));
        const Place at{files_[file].name, reader.line(), static_cast<int>(i) + 1, {}};
        const bool known = std::find(names.begin(), names.end(), column) != names.end();
        const std::string near = known ? "" : nearest(column, names);
        if (!known)
            problems_.add({Problem::Kind::unknown_code, at,
                           "'" + column.substr(0, 40) + "' is no column of " +
                               std::string(care::Describe<Row>::table) + "." +
                               (near.empty() ? " Known: " + join(names, ", ") + "."
                                             : " Did you mean '" + near + "'?")});
        if (known && !seen.insert(column).second)
            problems_.add({Problem::Kind::conflict, at,
                           "The column '" + column + "' stands here twice. Take one out."});
    }
    care::for_each_field<Row>([&](const auto& field) {
        if (field.required && !seen.contains(std::string(field.name)))
            problems_.add({Problem::Kind::missing,
                           {files_[file].name, reader.line(), 0, {}},
                           "The column '" + std::string(field.name) +
                               "' is missing, and rows mean nothing without it. Add it."});
    });
    ReadTable<Row> table;
    read_csv(reader, file, care::Style::own, table);
    merge<Row>({&table}, notes, into);
}

void Run::read_tracker(const Waiting& waiting, Notebook& notes) {
    const auto read_into = [&]<class Row>(std::vector<Row>& list) {
        if (care::Describe<Row>::table == waiting.table) own_rows(waiting.file, notes, list);
    };
    care::for_each_table(reading_.records, [&](auto& table) { read_into(care::rows_of(table)); });
}

}  // namespace

Reading read_files(std::vector<NamedBytes> files, const ReadOptions& options,
                   const practice::Profile& profile, const care::CodeBook& codes) {
    return Run(std::move(files), options, profile, codes).read();
}

Reading read_folder(const std::filesystem::path& folder, const ReadOptions& options,
                    const practice::Profile& profile, const care::CodeBook& codes) {
    constexpr std::size_t largest_file_bytes = std::size_t{1} << 30;
    constexpr std::size_t most_files = 10'000;
    Reading refused;
    std::vector<MappedFile> mapped;
    std::vector<std::string> names;  // of those that are mapped
    std::vector<NamedBytes> files;
    std::error_code error;
    std::filesystem::recursive_directory_iterator walk(folder, error);
    if (error) {
        refused.problems.push_back(
            {Problem::Kind::not_found, {folder.string(), 0, 0, {}}, "There is no such folder."});
        return refused;
    }
    for (const auto& entry : walk) {
        const std::string name = entry.path().lexically_relative(folder).generic_string();
        if (!entry.is_regular_file(error) || entry.path().filename().string().starts_with('.')) continue;
        const std::string kind = lower(entry.path().extension().string());
        const bool asked =
            options.only.empty() ||
            std::any_of(options.only.begin(), options.only.end(), [&](const std::string& only) {
                return only == name || base_name(only) == base_name(name);
            });
        if (files.size() >= most_files || !asked || (kind != ".csv" && kind != ".xml")) {
            if (asked) files.push_back({name, {}});
            continue;
        }
        auto file = MappedFile::open(entry.path(), largest_file_bytes);
        if (!file) {
            for (Problem problem : file.problems()) {
                problem.place.file = name;
                refused.problems.push_back(std::move(problem));
            }
            continue;
        }
        mapped.push_back(std::move(file).value());
        names.push_back(name);
        files.push_back({name, mapped.back().bytes()});
    }
    if (!refused.problems.empty()) return refused;
    Reading reading = read_files(std::move(files), options, profile, codes);
    for (std::size_t i = 0; i < mapped.size(); ++i)
        if (mapped[i].was_cut())
            refused.problems.push_back(
                {Problem::Kind::unreadable,
                 {names[i], 0, 0, {}},
                 "The file became shorter while it was read. Wait until it is written, "
                 "then read it again."});
    return refused.problems.empty() ? std::move(reading) : std::move(refused);
}

}  // namespace footprint::exchange
