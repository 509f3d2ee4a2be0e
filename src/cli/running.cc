#include "base/json.h"
#include "base/text.h"
#include "cli/clock.h"
#include "cli/output.h"
#include "exchange/secrets.h"
#include "web/application.h"

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

Exit serve(const Common& common, const std::string& listen, bool without_sign_in) {
    auto service = open_casework(common);
    if (!service) return refused(service.problems());
    const bool day_given = common.as_at != today();
    web::Application application{**service,
                                 [day = common.as_at, day_given] { return day_given ? day : today(); },
                                 [] { return now(); },
                                 local_person(),
                                 nullptr,
                                 {}};
    const auto log = [](std::string_view line) { say(line); };
    if (without_sign_in || (*service)->is_read_only()) {
        application.form_key = exchange::random_text(32);
        const auto done = web::serve(application, listen, log);
        return done ? Exit::done : refused(done.problems());
    }
    store::Store& store = (*service)->store();
    const std::string& authority = (*service)->authority();
    casework::Accounts accounts(store, authority);
    if (accounts.all().accounts.empty())
        return refused(
            {Problem{Problem::Kind::missing,
                     {},
                     "Nobody could sign in: there is no account yet. Make the first with 'footprint "
                     "add-account NAME --role administrator', or serve one person on this machine with "
                     "--without-sign-in."}});
    casework::SignIn sign_in(store, authority, {});
    casework::Readings readings(store, authority, &sign_in);
    web::Doors doors{sign_in, accounts, readings, nullptr, {}, false};
    application.doors = &doors;
    const auto done = web::serve(application, listen, log);
    if (!done) return refused(done.problems());
    return Exit::done;
}

}  // namespace footprint::cli
