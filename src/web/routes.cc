#include "web/routes.h"

#include "web/guard.h"
#include "web/layout.h"
#include "web/pages/pages.h"
#include "web/pages/sheet.h"
#include "web/static_files.h"

namespace footprint::web {

namespace {

using care::Verb;

// A form with words in it. Far more than a field takes: what is too long comes back with what to do, and not
// as a page that lost it.
constexpr std::uint64_t long_words = std::uint64_t{8} << 20;

Route reading(const Guard& guard, std::string pattern, Verb verb, MakePage make) {
    return {Method::get,
            std::move(pattern),
            guard.page(verb, std::move(make)),
            64 * 1024,
            false,
            std::string(care::in_words(verb))};
}

Route changing(const Guard& guard, std::string pattern, Verb verb, TakeForm take,
               std::uint64_t body_limit = 64 * 1024, bool takes_long = true) {
    return {Method::post, std::move(pattern), guard.form(verb, std::move(take)),
            body_limit,   takes_long,         std::string(care::in_words(verb))};
}

// One that hashes a password or asks the identity provider, both of which take long: it has threads of its
// own, so that nobody who signs in, or only tries to, keeps others from saving.
Route at_the_door(Route route) {
    route.takes_long = true;
    route.signs_in = true;
    return route;
}

// One with a password in its form, which is never sent back.
Route secret(const Guard& guard, std::string pattern, Verb verb, TakeForm take) {
    return at_the_door({Method::post, std::move(pattern),
                        guard.form(verb, std::move(take), Guard::Typed::secrets), 64 * 1024, true,
                        std::string(care::in_words(verb))});
}

// How people get in.
void add_doors(const Application& application, const Guard& guard, std::vector<Route>& all) {
    using casework::Stage;
    all.push_back(
        {Method::get, "/sign-in",
         [&application](const Request& request) { return pages::sign_in_form(application, request); },
         64 * 1024, false, "anybody"});
    all.push_back(
        at_the_door({Method::post, "/sign-in",
                     [&application](const Request& request) { return pages::sign_in(application, request); },
                     64 * 1024, true, "anybody"}));
    if (application.doors->provider != nullptr) {
        all.push_back(at_the_door({Method::get, "/sign-in/provider",
                                   [&application](const Request& request) {
                                       return pages::leave_for_provider(application, request);
                                   },
                                   64 * 1024, true, "anybody"}));
        all.push_back(at_the_door({Method::get, "/sign-in/return",
                                   [&application](const Request& request) {
                                       return pages::come_back_from_provider(application, request);
                                   },
                                   64 * 1024, true, "anybody"}));
    }
    all.push_back(
        {Method::get, "/calendars/{key}",
         [&application](const Request& request) { return pages::calendar_feed(application, request); },
         64 * 1024, false, "who has the address"});
    const auto step = [&](const char* pattern, Stage stage, TakeHalf make, TakeHalf take) {
        all.push_back({Method::get, pattern, guard.half_page(stage, std::move(make)), 64 * 1024, false,
                       "who is signing in"});
        all.push_back(at_the_door({Method::post, pattern, guard.half_form(stage, std::move(take)), 64 * 1024,
                                   true, "who is signing in"}));
    };
    step("/sign-in/code", Stage::code, pages::code_form, pages::prove_code);
    step("/sign-in/enrol", Stage::enrol, pages::enrol_form, pages::enrol);
    step("/sign-in/password", Stage::password, pages::first_password_form, pages::first_password);
    for (Route& route : std::vector<Route>{
             secret(guard, "/sign-out", Verb::see_published, pages::sign_out),
             reading(guard, "/account", Verb::see_published, pages::account),
             reading(guard, "/account/password", Verb::see_published, pages::password_form),
             secret(guard, "/account/password", Verb::see_published, pages::change_password),
             reading(guard, "/account/prove", Verb::see_published, pages::prove_form),
             secret(guard, "/account/prove", Verb::see_published, pages::prove),
             changing(guard, "/account/sign-out-everywhere", Verb::see_published, pages::sign_out_everywhere),
             changing(guard, "/account/calendar", Verb::see_lists, pages::make_calendar),
             changing(guard, "/account/calendar/end", Verb::see_published, pages::end_calendar),
             changing(guard, "/account/letters", Verb::see_lists, pages::change_letters),
             reading(guard, "/letters", Verb::manage_accounts, pages::letters),
             changing(guard, "/letters/again", Verb::manage_accounts, pages::try_letter_again),
             reading(guard, "/accounts", Verb::manage_accounts, pages::accounts),
             reading(guard, "/accounts/new", Verb::manage_accounts, pages::new_account_form),
             at_the_door(changing(guard, "/accounts/new", Verb::manage_accounts, pages::new_account)),
             reading(guard, "/accounts/{account}", Verb::manage_accounts, pages::account_form),
             changing(guard, "/accounts/{account}", Verb::manage_accounts, pages::change_account),
             at_the_door(changing(guard, "/accounts/{account}/password", Verb::manage_accounts,
                                  pages::give_password)),
             reading(guard, "/children/{child}/readers", Verb::restrict_file, pages::readers_form),
             changing(guard, "/children/{child}/readers", Verb::restrict_file, pages::change_readers),
             reading(guard, "/children/{child}/emergency", Verb::open_in_emergency, pages::emergency_form),
             changing(guard, "/children/{child}/emergency", Verb::open_in_emergency,
                      pages::open_in_emergency),
             changing(guard, "/openings/noted", Verb::restrict_file, pages::note_emergency),
             reading(guard, "/journal", Verb::read_journal, pages::journal),
             reading(guard, "/retention", Verb::keep_or_destroy, pages::retention),
             changing(guard, "/retention/hold", Verb::keep_or_destroy, pages::hold_files),
             changing(guard, "/retention/release", Verb::keep_or_destroy, pages::release_files),
             reading(guard, "/children/{child}/own-file", Verb::keep_or_destroy, pages::own_file_form),
             changing(guard, "/children/{child}/own-file", Verb::keep_or_destroy, pages::own_file_copy),
             changing(guard, "/drafts", Verb::open_file, pages::save_draft, long_words)})
        all.push_back(std::move(route));
}

// A form about one record of a child, or of the service itself, for each sheet.
void add_sheets(const Guard& guard, std::vector<Route>& all) {
    using pages::Sheet;
    for (const Sheet* const sheet : pages::sheets()) {
        const pages::SheetAbout& about = sheet->about();
        const std::string pattern =
            (about.is_of_child ? "/children/{child}" : "") + std::string(about.pattern);
        all.push_back(
            reading(guard, pattern, about.reads, [sheet](const pages::View& view, const Request& request) {
                return pages::record_form(*sheet, view, request);
            }));
        all.push_back(changing(
            guard, pattern, about.verb,
            [sheet](const pages::View& view, const Request& request, const Form& form) {
                return pages::change_record(*sheet, view, request, form);
            },
            long_words));
    }
}

}  // namespace

std::vector<Route> routes(const Application& application) {
    constexpr std::uint64_t import_bytes = std::uint64_t{256} << 20;
    const Guard guard(application, std::make_shared<KeptPages>());
    std::vector<Route> all = {
        reading(guard, "/", Verb::see_published, pages::start),
        reading(guard, "/begin", Verb::see_published, pages::begin),
        reading(guard, "/my-work", Verb::see_lists, pages::work),
        reading(guard, "/officers", Verb::see_lists, pages::officers),
        reading(guard, "/dip-sample", Verb::judge, pages::dip_sample),
        reading(guard, "/officers/{officer}", Verb::see_lists, pages::officer),
        changing(guard, "/officers/{officer}/absences", Verb::allocate, pages::change_absence),
        changing(guard, "/officers/{officer}/supervision", Verb::allocate, pages::change_supervision),
        reading(guard, "/officers/{officer}/hand-over", Verb::open_file, pages::hand_over),
        reading(guard, "/children", Verb::see_lists, pages::children),
        reading(guard, "/children/{child}", Verb::open_file, pages::child),
        reading(guard, "/children/{child}/footprint", Verb::open_file, pages::footprint),
        reading(guard, "/children/{child}/reviews/{id}", Verb::open_file, pages::review),
        reading(guard, "/children/{child}/reviews/{id}/attendance", Verb::open_file, pages::attendance_page),
        reading(guard, "/children/{child}/reviews/{id}/sending", Verb::open_file, pages::sending),
        changing(guard, "/children/{child}/reviews/{id}/sending", Verb::record_review, pages::send),
        reading(guard, "/children/{child}/reviews/{id}/editions/{recipient}", Verb::open_file,
                pages::edition),
        changing(guard, "/children/{child}/reviews/{id}/attendance", Verb::record_review,
                 pages::change_attendance),
        reading(guard, "/children/{child}/reviews/{id}/decisions", Verb::open_file, pages::review_decisions),
        changing(guard, "/children/{child}/reviews/{id}/decisions", Verb::record_review,
                 pages::change_review_decisions),
        reading(guard, "/children/{child}/reviews/{id}/together", Verb::book, pages::together_form),
        changing(guard, "/children/{child}/reviews/{id}/together", Verb::book, pages::hold_together),
        reading(guard, "/children/{child}/allocation", Verb::allocate, pages::allocation_form),
        changing(guard, "/children/{child}/allocation", Verb::allocate, pages::allocate),
        reading(guard, "/children/{child}/siblings", Verb::book, pages::siblings_form),
        changing(guard, "/children/{child}/siblings", Verb::book, pages::change_siblings),
        reading(guard, "/calendar", Verb::see_lists, pages::calendar),
        reading(guard, "/measures", Verb::see_figures, pages::measures),
        reading(guard, "/measures/{measure}", Verb::see_figures, pages::measure),
        reading(guard, "/measures/{measure}/children", Verb::see_lists, pages::behind),
        reading(guard, "/findings", Verb::see_lists, pages::findings),
        reading(guard, "/import", Verb::take_over, pages::import_form),
        changing(guard, "/import", Verb::take_over, pages::preview_import, import_bytes),
        reading(guard, "/import/waiting", Verb::take_over, pages::waiting_import),
        changing(guard, "/import/take-over", Verb::take_over, pages::take_over_import),
        {Method::get, "/assets/{path*}", static_file, 64 * 1024, false, "anybody"},
        {Method::get, "/health", [&application](const Request&) { return pages::health(application); },
         64 * 1024, false, "anybody"},
    };
    add_sheets(guard, all);
    if (application.watching != nullptr)
        all.push_back({Method::get, "/metrics",
                       [&application](const Request& request) { return pages::meters(application, request); },
                       64 * 1024, false, "named networks"});
    if (application.doors != nullptr) add_doors(application, guard, all);
    return all;
}

std::string sorry_page(const Sorry& sorry) {
    Html main("<h1 class=\"govuk-heading-l\">"_html, sorry.heading, "</h1><p class=\"govuk-body\">"_html,
              sorry.text, "</p>"_html);
    if (!sorry.number.empty())
        main.put("<p class=\"govuk-body\">Its number is <strong>"_html, sorry.number,
                 "</strong>. The log has the rest under that number.</p>"_html);
    main += "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/\">Go to the start page</a></p>"_html;
    PageFrame frame;
    frame.title = sorry.heading;
    frame.authority = "Footprint";
    frame.error = true;
    return whole_page(frame, main);
}

}  // namespace footprint::web
