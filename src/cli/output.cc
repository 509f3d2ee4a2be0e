#include "cli/output.h"

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "cli/progress.h"

namespace footprint::cli {

void print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void say(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fputc('\n', stderr);
}

void write_to_error(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

void print_problems(const Problems& problems) {
    for (const Problem& problem : problems) say(printed(problem));
}

Exit refused(const Problems& problems) {
    print_problems(problems);
    const bool use = !problems.empty() && problems.front().kind == Problem::Kind::wrong_use;
    return use ? Exit::wrong_use : Exit::says_no;
}

Problem needs_database() {
    return {Problem::Kind::wrong_use, {}, "A folder is only read. Name a database with --db sqlite:PATH."};
}

bool wants_json(const Common& common) {
    return common.format == "json" || common.format == "jsonl";
}

namespace {

// Letters as seen, not bytes.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789.,-% ") == std::string_view::npos;
}

}  // namespace

std::string TextTable::printed() const {
    std::vector<std::size_t> widths;
    for (const auto& head : heads_) widths.push_back(width_of(head));
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
            widths[i] = std::max(widths[i], width_of(row[i]));
    std::string out;
    const auto add_row = [&](const std::vector<std::string>& row) {
        std::string line;
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
            const std::string space(widths[i] - width_of(row[i]), ' ');
            if (i > 0) line += "  ";
            line += is_number(row[i]) ? space + row[i] : row[i] + space;
        }
        while (!line.empty() && line.back() == ' ') line.pop_back();
        out += line + '\n';
    };
    add_row(heads_);
    for (const auto& row : rows_) add_row(row);
    return out;
}

Result<std::optional<Day>> day_option(std::string_view name, const std::string& text) {
    if (text.empty()) return std::optional<Day>();
    const auto day = parse_day(text);
    if (day) return day;
    return Problem{Problem::Kind::wrong_use,
                   {},
                   std::string(name) + ": '" + text + "' is not a day. Write it as yyyy-mm-dd."};
}

Result<std::unique_ptr<casework::Casework>> open_casework(const Common& common) {
    return casework::Casework::open(
        {common.db, common.authority, common.profile, common.postcodes, common.only});
}

Result<std::shared_ptr<const casework::Snapshot>> read_snapshot(casework::Casework& service,
                                                                const Common& common,
                                                                std::optional<Day> reviews_from) {
    const Progress progress("Reading the records");
    auto read = service.read({common.as_at, common.known_at, reviews_from});
    if (read || !service.is_read_only()) return read;
    Problems problems = read.problems();
    problems.push_back(
        {Problem::Kind::not_permitted,
         {},
         "Nothing was read: " + counted(static_cast<std::int64_t>(problems.size()), "problem", "problems") +
             ". Mend them, or name the files that have none with --only."});
    return problems;
}

Result<std::shared_ptr<const casework::Snapshot>> open_snapshot(const Common& common) {
    auto service = open_casework(common);
    if (!service) return service.problems();
    return read_snapshot(**service, common);
}

}  // namespace footprint::cli
