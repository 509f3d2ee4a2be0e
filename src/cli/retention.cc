#include "casework/retention.h"

#include "base/json.h"
#include "base/text.h"
#include "cli/acting.h"
#include "cli/output.h"

namespace footprint::cli {

namespace {

std::string holds_text(const casework::KeptFile& file) {
    std::vector<std::string> names;
    for (const care::LegalHold* hold : file.holds) names.push_back(hold->hold.text);
    return join(names, " ");
}

Result<std::unique_ptr<casework::Casework>> open_database(const Common& common) {
    auto service = open_casework(common);
    if (service && (*service)->is_read_only()) return needs_database();
    return service;
}

}  // namespace

Exit retention(const Common& common, const RetentionOptions& options) {
    const auto reading = Reading::open(common);
    if (!reading) return refused(reading.problems());
    if (reading->service().is_read_only()) return refused({needs_database()});
    if (const auto noted = reading->note("read_lists", "files to be kept or destroyed"); !noted)
        return refused(noted.problems());
    const casework::Snapshot& snapshot = reading->snapshot();
    const auto lists = reading->service().access(reading->service().access_version());
    TextTable table({"child", "due from", "held by", "why", "citation"});
    JsonWriter json;
    json.open_array();
    for (const casework::KeptFile& file : casework::kept_files(snapshot, *lists)) {
        if ((!options.all && file.kept.due_from > common.as_at) || !reading->sees(file.child)) continue;
        const std::string& id = snapshot.records().children[file.child].id;
        const std::string due = file.kept.due_from.is_never() ? std::string() : iso(file.kept.due_from);
        table.add({id, due, holds_text(file), file.kept.why, file.kept.citation});
        json.open_object()
            .field("child", id)
            .field("due_from", due)
            .field("due", file.is_due(common.as_at))
            .field("held_by", holds_text(file))
            .field("why", file.kept.why)
            .field("citation", file.kept.citation)
            .close_object();
    }
    json.close_array();
    if (wants_json(common))
        print(json.take() + "\n");
    else
        print(table.empty() ? "No file is due to be destroyed.\n" : table.printed());
    return Exit::done;
}

Exit hold(const Common& common, const RetentionOptions& options) {
    auto service = open_database(common);
    if (!service) return refused(service.problems());
    const auto done =
        casework::Retention(**service).hold({{options.hold}, {options.child}, options.why}, actor_of(common));
    if (!done) return refused(done.problems());
    say("'" + options.hold + "' holds " +
        (options.child.empty() ? "every file" : "the file of " + options.child) + ".");
    return Exit::done;
}

Exit release(const Common& common, const RetentionOptions& options) {
    auto service = open_database(common);
    if (!service) return refused(service.problems());
    const auto done = casework::Retention(**service).release({{options.hold}, {options.child}, {}},
                                                             options.why, actor_of(common));
    if (!done) return refused(done.problems());
    say("'" + options.hold + "' no longer holds " +
        (options.child.empty() ? "every file" : "the file of " + options.child) + ".");
    return Exit::done;
}

Exit destroy(const Common& common, const RetentionOptions& options) {
    const auto reading = Reading::open(common);
    if (!reading) return refused(reading.problems());
    if (reading->service().is_read_only()) return refused({needs_database()});
    const care::ChildNumber child = reading->snapshot().records().find(options.child);
    if (const auto problem = reading->stands_against(child, options.child)) return refused({*problem});
    const auto done = casework::Retention(reading->service())
                          .destroy(options.child, options.why, options.early, actor_of(common));
    if (!done) return refused(done.problems());
    say(counted(static_cast<std::int64_t>(*done), "row", "rows") + " about " + options.child +
        " destroyed. Copies that were made before still hold them.");
    return Exit::done;
}

}  // namespace footprint::cli
