#include "base/json.h"
#include "base/text.h"
#include "cli/clock.h"
#include "cli/output.h"
#include "exchange/provider_file.h"
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

namespace {

std::vector<std::string> known_roles() {
    std::vector<std::string> roles;
    for (std::size_t i = 1; i < care::code_count<care::AccountRole>(); ++i)
        roles.emplace_back(care::printed(static_cast<care::AccountRole>(i)));
    return roles;
}

struct Provider {
    exchange::ProviderFile file;
    std::unique_ptr<exchange::IdentityProvider> provider;
};

Result<Provider> open_provider(const std::string& path) {
    auto file = exchange::read_provider_file(path, known_roles());
    if (!file) return file.problems();
    file->terms.note = [](std::string_view note) { say("Identity provider: " + std::string(note)); };
    auto provider = exchange::IdentityProvider::of(file->terms);
    if (!provider) return provider.problems();
    return Provider{std::move(file).value(), std::move(provider).value()};
}

Problem no_account() {
    return {Problem::Kind::missing,
            {},
            "Nobody could sign in: there is no account yet. Make the first with 'footprint add-account NAME "
            "--role "
            "administrator', or serve one person on this machine with --without-sign-in."};
}

}  // namespace

Exit serve(const Common& common, const ServeOptions& options) {
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
    const auto run = [&] {
        const auto done = web::serve(application, options.listen, log);
        return done ? Exit::done : refused(done.problems());
    };
    if (options.without_sign_in || (*service)->is_read_only()) {
        application.form_key = exchange::random_text(32);
        return run();
    }
    store::Store& store = (*service)->store();
    const std::string& authority = (*service)->authority();
    std::optional<Provider> provider;
    casework::SignInTerms terms;
    if (!options.provider.empty()) {
        auto opened = open_provider(options.provider);
        if (!opened) return refused(opened.problems());
        provider.emplace(std::move(opened).value());
        // Where the provider serves several authorities, it must say that the person is of this one.
        if (!provider->file.terms.claims.authority.empty()) terms.provider_authority = authority;
    }
    casework::Accounts accounts(store, authority);
    if (!provider && accounts.all().accounts.empty()) return refused({no_account()});
    casework::SignIn sign_in(store, authority, terms);
    sign_in.tidy(now());
    casework::Readings readings(store, authority, &sign_in);
    web::Doors doors{sign_in, accounts, readings, nullptr, {}, {}, false};
    if (provider) {
        doors.provider = provider->provider.get();
        doors.provider_name = provider->file.name;
        const std::string& back = provider->file.terms.return_address;
        doors.public_address = back.substr(0, back.size() - std::string_view("/sign-in/return").size());
        doors.over_tls = back.starts_with("https://");
    }
    application.doors = &doors;
    return run();
}

}  // namespace footprint::cli
