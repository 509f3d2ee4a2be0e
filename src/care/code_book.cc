#include "care/code_book.h"

#include <algorithm>
#include <array>

#include "base/csv.h"
#include "base/shipped.h"
#include "base/text.h"

namespace footprint::care {

namespace {

constexpr std::array<std::string_view, 7> columns = {"set",  "code",  "label", "group",
                                                     "from", "until", "source"};

class CodeBookFile {
  public:
    CodeBookFile(std::string_view file, std::string_view text) : file_(file), reader_(file, text) {}
    Result<CodeBook::Sets> read_sets();

  private:
    void check_header();
    void read_row();
    std::optional<Year> year_in(std::size_t column);
    void fail(Problem::Kind kind, std::size_t column, std::string message) {
        problems_.push_back({kind,
                             {std::string(file_), reader_.line(), static_cast<int>(column) + 1, {}},
                             std::move(message)});
    }

    std::string_view file_;
    CsvReader reader_;
    CodeBook::Sets sets_;
    Problems problems_;
};

void CodeBookFile::check_header() {
    const auto& fields = reader_.fields();
    if (std::equal(fields.begin(), fields.end(), columns.begin(), columns.end())) return;
    fail(Problem::Kind::missing, 0, "The first row must be: set,code,label,group,from,until,source.");
}

std::optional<Year> CodeBookFile::year_in(std::size_t column) {
    const std::string_view written = reader_.fields()[column];
    if (written.empty()) return std::nullopt;
    const auto year = parse_year(written);
    if (!year)
        fail(Problem::Kind::unreadable, column,
             "'" + std::string(written) + "' is no year. Write it as 2018-19, or leave it blank.");
    return year;
}

void CodeBookFile::read_row() {
    const auto& fields = reader_.fields();
    if (fields.size() != columns.size()) {
        fail(Problem::Kind::unreadable, 0,
             "The row has " + counted(static_cast<std::int64_t>(fields.size()), "field", "fields") +
                 ". Write seven, blank where there is nothing to say.");
        return;
    }
    for (const std::size_t needed : {0, 1, 2, 6})
        if (trim(fields[needed]).empty())
            fail(Problem::Kind::missing, needed,
                 "The " + std::string(columns.at(needed)) +
                     " is blank. Every code has a set, a label and a source.");
    CodeMeaning meaning{
        std::string(fields[1]), std::string(fields[2]), std::string(fields[3]), year_in(4), year_in(5),
        std::string(fields[6])};
    if (meaning.from && meaning.until && *meaning.until < *meaning.from)
        fail(Problem::Kind::conflict, 5,
             "The code ends before it begins. 'until' is the last year in which it is valid.");
    auto& set = sets_[std::string(fields[0])];
    if (std::any_of(set.begin(), set.end(),
                    [&](const auto& other) { return same_code(meaning.code, other.code); }))
        fail(Problem::Kind::conflict, 1,
             "The code " + meaning.code + " stands twice in the set " + std::string(fields[0]) +
                 ". Drop one.");
    set.push_back(std::move(meaning));
}

Result<CodeBook::Sets> CodeBookFile::read_sets() {
    bool header = true;
    while (reader_.next()) {
        if (header)
            check_header();
        else
            read_row();
        header = false;
        if (!problems_.empty() && sets_.empty()) break;
    }
    problems_.insert(problems_.end(), reader_.problems().begin(), reader_.problems().end());
    if (problems_.empty() && sets_.empty())
        fail(Problem::Kind::missing, 0, "The file has no codes. Add a row for each.");
    if (!problems_.empty()) return problems_;
    return std::move(sets_);
}

}  // namespace

std::vector<std::string_view> CodeBook::sets() const {
    std::vector<std::string_view> names;
    for (const auto& [name, codes] : sets_) names.push_back(name);
    return names;
}

std::span<const CodeMeaning> CodeBook::codes(std::string_view set) const {
    const auto found = sets_.find(set);
    if (found == sets_.end()) return {};
    return found->second;
}

const CodeMeaning* CodeBook::find(std::string_view set, std::string_view code) const {
    for (const CodeMeaning& meaning : codes(set))
        if (same_code(code, meaning.code)) return &meaning;
    return nullptr;
}

std::string_view CodeBook::label(std::string_view set, std::string_view code) const {
    const CodeMeaning* found = find(set, code);
    return found == nullptr ? code : std::string_view(found->label);
}

std::string_view CodeBook::group(std::string_view set, std::string_view code) const {
    const CodeMeaning* found = find(set, code);
    return found == nullptr ? std::string_view() : std::string_view(found->group);
}

bool CodeBook::is_valid_in(std::string_view set, std::string_view code, Year year) const {
    const CodeMeaning* found = find(set, code);
    return found != nullptr && found->is_valid_in(year);
}

Result<CodeBook> load_code_book(std::string_view file, std::string_view text) {
    auto sets = CodeBookFile(file, text).read_sets();
    if (!sets) return sets.problems();
    return CodeBook(std::move(sets).value());
}

Result<CodeBook> shipped_code_book() {
    CodeBook::Sets all;
    for (const std::string_view path : {"codes/dfe.csv", "codes/areas.csv"}) {
        const auto text = shipped(path);
        ensure(text.has_value(), "the program carries the code book");
        auto read = CodeBookFile(path, *text).read_sets();
        if (!read) return read.problems();
        all.merge(std::move(read).value());
    }
    return CodeBook(std::move(all));
}

}  // namespace footprint::care
