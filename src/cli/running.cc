#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/output.h"

namespace footprint::cli {

namespace {

Result<std::unique_ptr<store::Store>> open_store(const Common& common, store::OpenMode mode) {
    return store::Store::open(common.db, mode);
}

constexpr const char* head_columns[] = {"authority", "day", "number", "hash"};

// As 'heads' prints them.
Result<std::vector<store::JournalHead>> read_heads(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return Problem{Problem::Kind::not_found, {path, 0, 0, {}}, "It cannot be read. Check the name."};
    const std::string bytes = text.str();
    CsvReader rows(path, bytes);
    std::vector<store::JournalHead> heads;
    Problems problems;
    while (rows.next()) {
        const auto& fields = rows.fields();
        const bool is_first = rows.line() == 1;
        const bool is_whole = fields.size() == std::size(head_columns);
        if (is_first && is_whole && std::equal(fields.begin(), fields.end(), std::begin(head_columns)))
            continue;
        const auto day = is_whole ? parse_iso_day(fields[1]) : std::nullopt;
        const auto number = is_whole ? whole_number(fields[2]) : std::nullopt;
        if (is_first || !day || !number || fields[3].empty()) {
            problems.push_back({Problem::Kind::unreadable,
                                {path, rows.line(), 0, {}},
                                "This is no head. Name a file that 'footprint heads' has written, as CSV."});
            return problems;
        }
        heads.push_back({std::string(fields[0]), *day, *number, std::string(fields[3])});
    }
    if (!rows.problems().empty()) return rows.problems();
    if (heads.empty())
        return Problem{
            Problem::Kind::missing, {path, 0, 0, {}}, "There is no head in it, so it proves nothing."};
    return heads;
}

}  // namespace

Exit backup(const Common& common, const std::string& file) {
    auto store = open_store(common, store::OpenMode::existing);
    if (!store) return refused(store.problems());
    const auto done = (*store)->backup(file);
    if (!done) return refused(done.problems());
    say("Copied to " + file + ", and the copy is whole.");
    return Exit::done;
}

Exit restore(const Common& common, const std::string& file) {
    const auto done = store::restore(common.db, file);
    if (!done) return refused(done.problems());
    say("Put back from " + file + ".");
    return Exit::done;
}

Exit heads(const Common& common) {
    auto store = open_store(common, store::OpenMode::existing);
    if (!store) return refused(store.problems());
    JsonWriter json;
    json.open_array();
    std::string csv;
    append_csv_row(csv, {std::begin(head_columns), std::end(head_columns)});
    for (const store::JournalHead& head : (*store)->journal_heads()) {
        append_csv_row(csv, {head.authority, iso(head.day), std::to_string(head.number), head.hash});
        json.open_object().field("authority", head.authority).field("day", iso(head.day));
        json.field("number", static_cast<std::int64_t>(head.number)).field("hash", head.hash).close_object();
    }
    json.close_array();
    print(wants_json(common) ? json.take() + "\n" : csv);
    return Exit::done;
}

Exit verify(const Common& common, const std::string& heads) {
    std::vector<store::JournalHead> kept;
    if (!heads.empty()) {
        auto read = read_heads(heads);
        if (!read) return refused(read.problems());
        kept = std::move(read).value();
    }
    auto store = open_store(common, store::OpenMode::existing);
    if (!store) return refused(store.problems());
    const Problems problems = (*store)->verify(kept);
    if (wants_json(common)) {
        JsonWriter json;
        json.open_object().field("whole", problems.empty()).key("problems").open_array();
        for (const Problem& problem : problems)
            json.open_object()
                .field("where", problem.place.field)
                .field("message", problem.message)
                .close_object();
        json.close_array().close_object();
        print(json.take() + "\n");
    } else {
        print_problems(problems);
        if (problems.empty()) print("The journal's chain is whole, and so is the store's shape.\n");
        if (problems.empty() && !heads.empty())
            print("It goes on from all " + counted(static_cast<std::int64_t>(kept.size()), "head", "heads") +
                  " of " + heads + ".\n");
    }
    return problems.empty() ? Exit::done : Exit::says_no;
}

Exit migrate(const Common& common, bool dry_run) {
    const auto steps = store::migrate(common.db, dry_run);
    if (!steps) return refused(steps.problems());
    for (const std::string& step : *steps) print(step + "\n");
    if (steps->empty()) print("Nothing to do: the database is up to date.\n");
    return Exit::done;
}

}  // namespace footprint::cli
