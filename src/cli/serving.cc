#include <systemd/sd-daemon.h>

#include "base/text.h"
#include "cli/clock.h"
#include "cli/log.h"
#include "cli/output.h"
#include "cli/post_office.h"
#include "exchange/configuration_file.h"
#include "exchange/provider_file.h"
#include "exchange/secrets.h"
#include "web/application.h"

namespace footprint::cli {

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

Result<Provider> open_provider(const std::string& path, Log& log) {
    auto file = exchange::read_provider_file(path, known_roles());
    if (!file) return file.problems();
    file->terms.note = [&log](std::string_view note) { log.note("identity provider: " + std::string(note)); };
    auto provider = exchange::IdentityProvider::of(file->terms);
    if (!provider) return provider.problems();
    return Provider{std::move(file).value(), std::move(provider).value()};
}

Problem no_account() {
    return {Problem::Kind::missing,
            {},
            "Nobody could sign in: there is no account yet. Make the first with 'footprint user add NAME "
            "--role administrator', or serve one person on this machine with --without-sign-in."};
}

Result<std::vector<web::Network>> networks(const std::vector<std::string>& texts) {
    std::vector<web::Network> all;
    Problems problems;
    for (const std::string& text : texts) {
        auto network = web::Network::of(text);
        if (network)
            all.push_back(std::move(network).value());
        else
            problems.push_back(network.problems().front());
    }
    if (!problems.empty()) return problems;
    return all;
}

Result<web::Reach> reach_of(const exchange::Configuration& configuration) {
    auto proxies = networks(configuration.proxies);
    if (!proxies) return proxies.problems();
    return web::Reach{configuration.public_address, std::move(proxies).value(),
                      configuration.certificate_file, configuration.key_file};
}

constexpr std::string_view way_back = "/sign-in/return";

// The provider sends browsers back to our address: what is said of it twice must agree.
Problems disagreements(const exchange::ProviderFile& file, const web::Reach& reach) {
    if (reach.public_address.empty() ||
        file.terms.return_address == reach.public_address + std::string(way_back))
        return {};
    return {{Problem::Kind::conflict,
             {{}, 0, 0, "return_address"},
             "The provider sends browsers back to " + file.terms.return_address +
                 ", but these pages are at " + reach.public_address + ". Make both the same."}};
}

casework::SignInTerms terms_of(const exchange::Configuration& configuration) {
    casework::SignInTerms terms;
    if (configuration.idle_minutes) terms.idle_minutes = *configuration.idle_minutes;
    if (configuration.absolute_minutes) terms.absolute_minutes = *configuration.absolute_minutes;
    return terms;
}

Exit run(const web::Application& application, const web::Serving& serving) {
    const auto done = web::serve(application, serving);
    ::sd_notify(0, "STOPPING=1");
    return done ? Exit::done : refused(done.problems());
}

Exit serve_signed_in(web::Application& application, web::Serving& serving,
                     const exchange::Configuration& configuration, Log& log) {
    store::Store& store = application.casework.store();
    const std::string& authority = application.casework.authority();
    std::optional<Provider> provider;
    casework::SignInTerms terms = terms_of(configuration);
    if (!configuration.provider_file.empty()) {
        auto opened = open_provider(configuration.provider_file, log);
        if (!opened) return refused(opened.problems());
        provider.emplace(std::move(opened).value());
        if (const auto problems = disagreements(provider->file, serving.reach); !problems.empty())
            return refused(problems);
        // Where the provider serves several authorities, it must say that the person is of this one.
        if (!provider->file.terms.claims.authority.empty()) terms.provider_authority = authority;
    }
    casework::Accounts accounts(store, authority);
    if (!provider && accounts.all().accounts.empty()) return refused({no_account()});
    casework::SignIn sign_in(store, authority, terms);
    sign_in.tidy(now());
    casework::Readings readings(store, authority, &sign_in);
    casework::Calendars calendars(store, authority);
    casework::Messages messages(store, authority, configuration.mail, serving.reach.public_address);
    web::Doors doors{sign_in,
                     accounts,
                     readings,
                     calendars,
                     messages,
                     nullptr,
                     {},
                     serving.reach.public_address,
                     serving.reach.over_tls()};
    if (provider) {
        doors.provider = provider->provider.get();
        doors.provider_name = provider->file.name;
        const std::string& back = provider->file.terms.return_address;
        doors.public_address = back.substr(0, back.size() - way_back.size());
        if (doors.public_address.starts_with("https://") && serving.reach.public_address.empty())
            serving.reach.public_address = doors.public_address;
        doors.over_tls = serving.reach.over_tls();
    }
    application.doors = &doors;
    std::optional<PostOffice> letters;
    if (messages.has_server()) letters.emplace(application.casework, messages, application.today, log);
    return run(application, serving);
}

}  // namespace

Exit serve(const Common& common, const ServeOptions& options) {
    exchange::Configuration configuration = common.configuration;
    if (!options.listen.empty()) configuration.listen = options.listen;
    if (!options.provider.empty()) configuration.provider_file = options.provider;
    auto reach = reach_of(configuration);
    if (!reach) return refused(reach.problems());
    auto watchers = networks(configuration.meter_networks);
    if (!watchers) return refused(watchers.problems());
    auto service = open_casework(common);
    if (!service) return refused(service.problems());
    Log log(configuration.log_as_json);
    const bool day_given = common.as_at != today();
    web::Watching watching{web::Meters(common.version), std::move(watchers).value()};
    web::Application application{**service,
                                 [day = common.as_at, day_given] { return day_given ? day : today(); },
                                 [] { return now(); },
                                 local_person(),
                                 nullptr,
                                 {},
                                 &watching};
    web::Serving serving;
    serving.listen = configuration.listen;
    serving.reach = std::move(reach).value();
    serving.folder_for_uploads = configuration.folder_for_uploads;
    serving.note = [&log](std::string_view text) { log.note(text); };
    if (configuration.log_requests) serving.log = [&log](const web::RequestLine& line) { log.request(line); };
    serving.ready = [] { ::sd_notify(0, "READY=1"); };
    if (options.without_sign_in && !common.as.empty())
        return refused({Problem{Problem::Kind::wrong_use,
                                {},
                                "Without signing in, the pages let one person do everything, so --as cannot "
                                "bind them. Leave one of the two out."}});
    if (options.without_sign_in || (*service)->is_read_only()) {
        application.form_key = exchange::random_text(32);
        return run(application, serving);
    }
    return serve_signed_in(application, serving, configuration, log);
}

}  // namespace footprint::cli
