#include "base/json.h"
#include "base/text.h"
#include "cli/acting.h"
#include "cli/output.h"
#include "cli/progress.h"

namespace footprint::cli {

namespace {

Result<exchange::ReadOptions> read_options(const Common& common, const ImportOptions& options) {
    exchange::ReadOptions read;
    read.today = common.as_at;
    read.only = common.only;
    for (const std::string& given : options.return_years) {
        const std::size_t equals = given.rfind('=');
        const auto year = equals == std::string::npos ? std::nullopt : parse_year(given.substr(equals + 1));
        if (!year)
            return Problem{Problem::Kind::wrong_use,
                           {},
                           "--return-year: '" + given + "' is not one. Write it as GROUP=2017-18."};
        read.return_years[given.substr(0, equals)] = *year;
    }
    return read;
}

void print_json(const casework::ImportPreview& preview) {
    JsonWriter json;
    json.open_object().key("problems").open_array();
    for (const Problem& problem : preview.reading.problems) {
        json.open_object().field("file", problem.place.file).field("line", problem.place.line);
        json.field("column", problem.place.column).field("message", problem.message).close_object();
    }
    json.close_array().key("changes").open_object();
    for (const care::TableDifference& table : preview.changes) {
        json.key(table.table).open_object();
        json.field("added", static_cast<std::int64_t>(table.added.size()));
        json.field("changed", static_cast<std::int64_t>(table.changed.size()));
        json.field("unchanged", static_cast<std::int64_t>(table.unchanged)).close_object();
    }
    json.close_object().key("not_read").open_array();
    for (const std::string& file : preview.reading.not_read) json.text(file);
    json.close_array().close_object();
    print(json.take() + "\n");
}

void print_table(const casework::ImportPreview& preview) {
    TextTable table({"table", "added", "changed", "unchanged"});
    for (const care::TableDifference& one : preview.changes)
        table.add({std::string(one.table), grouped(static_cast<std::int64_t>(one.added.size())),
                   grouped(static_cast<std::int64_t>(one.changed.size())),
                   grouped(static_cast<std::int64_t>(one.unchanged))});
    if (!table.empty()) print(table.printed());
    for (const std::string& file : preview.reading.not_read) say("not read: " + file);
}

}  // namespace

Exit import(const Common& common, const ImportOptions& options) {
    const auto read = read_options(common, options);
    if (!read) return refused(read.problems());
    Common where = common;
    where.only.clear();  // they are of the folder that is imported, not of the one that is known
    auto service = open_casework(where);
    if (!service) return refused(service.problems());
    auto preview = [&] {
        const Progress progress("Reading " + options.folder);
        return (*service)->preview_import(std::filesystem::path(options.folder), *read);
    }();
    if (!preview) return refused(preview.problems());
    if (wants_json(common)) {
        print_json(*preview);
    } else {
        print_problems(preview->reading.problems);
        print_table(*preview);
    }
    if (!preview->may_be_taken_over()) {
        say("Nothing was taken over: " +
            counted(static_cast<std::int64_t>(preview->reading.problems.size()), "problem", "problems") +
            ". Mend them, or name the files that have none with --only.");
        return Exit::says_no;
    }
    if (options.dry_run) {
        say("Nothing was taken over: this was a dry run.");
        return Exit::done;
    }
    const auto applied = [&] {
        const Progress progress("Taking over " + options.folder);
        return (*service)->take_over(*preview, actor_of(common), "import of " + options.folder);
    }();
    if (!applied) return refused(applied.problems());
    say(applied->changed ? "Taken over." : "Nothing is new: all of it was there already.");
    return Exit::done;
}

Exit export_files(const Common& common, const std::string& folder, const std::string& kind) {
    auto reading = Reading::open(common);
    if (!reading) return refused(reading.problems());
    // An export with holes would be taken for the whole.
    if (const std::size_t kept = reading->kept_from_them(); kept > 0)
        return refused(
            {Problem{Problem::Kind::not_permitted,
                     {},
                     counted(static_cast<std::int64_t>(kept), "restricted file is", "restricted files are") +
                         " kept from '" + common.as +
                         "', and an export holds every file. Somebody who may open all of them "
                         "can write it."}});
    if (const auto noted = reading->note("hand_out", (kind.empty() ? "all" : kind) + " records as files");
        !noted)
        return refused(noted.problems());
    const auto which = kind.empty()    ? exchange::Exported::all
                       : kind == "903" ? exchange::Exported::returns
                                       : exchange::Exported::trackers;
    const auto done =
        reading->service().export_files(folder, {common.as_at, common.known_at, std::nullopt}, which);
    if (!done) return refused(done.problems());
    say("Written to " + folder + ".");
    return Exit::done;
}

}  // namespace footprint::cli
