#include "base/json.h"
#include "base/text.h"
#include "cli/output.h"

namespace footprint::cli {

namespace {

Result<std::unique_ptr<store::Store>> open_store(const Common& common, store::OpenMode mode) {
    return store::Store::open(common.db, mode);
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

Exit verify(const Common& common) {
    auto store = open_store(common, store::OpenMode::existing);
    if (!store) return refused(store.problems());
    const Problems problems = (*store)->verify();
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
