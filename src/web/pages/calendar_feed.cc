// Address  GET /calendars/{key}; POST /account/calendar, /account/calendar/end
// Who      who has the address, which only its owner was shown; the forms are the owner's
// Shows    an officer's bookings and latest days, but those of restricted files, to the program in which they
//          keep their calendar; each time it asks is written into the journal
// Changes  makes the address of one's own calendar, in place of the one before it, for who proved anew that
//          it is them; or ends it
#include "casework/calendars.h"

#include "base/text.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

bool has_calendar(const View& view) {
    return view.visitor != nullptr && !view.visitor->account.officer.empty() &&
           view.sight.may(care::Verb::see_lists);
}

Html button_to(const View& view, const char* address, const char* text) {
    return Html("<form method=\"post\" action=\""_html, address, "\">"_html, form_key(view),
                govuk::button({.text = text,
                               .href = {},
                               .name = {},
                               .value = {},
                               .secondary = true,
                               .prevent_double_click = true}),
                "</form>"_html);
}

}  // namespace

Html own_calendar(const View& view) {
    if (!has_calendar(view)) return {};
    Html html(
        "<h2 class=\"govuk-heading-m\">Your calendar elsewhere</h2><p class=\"govuk-body\">The program in which you keep your calendar can ask for yours here. It is told days and initials, no names and no places, and nothing of restricted files.</p>"_html);
    const auto made = view.application.doors->calendars.made_at(view.visitor->account);
    if (!made) return html.put(button_to(view, "/account/calendar", "Make an address for it"));
    return html.put(
        "<p class=\"govuk-body\">Its address was made on "_html, in_words(day_of(*made)),
        ". It is not shown again: where it is lost, or somebody else may have it, make another or end it.</p>"_html,
        button_to(view, "/account/calendar", "Make another address"),
        button_to(view, "/account/calendar/end", "End it"));
}

Response make_calendar(const View& view, const Request&, const Form&) {
    if (!has_calendar(view))
        return problems_page({{Problem::Kind::wrong_use,
                               {},
                               "Your account is no officer's, and only an officer has a calendar. Ask "
                               "whoever manages accounts to say which officer you are."}},
                             400);
    // It opens without a session, so a session that somebody left open is not enough to make it.
    if (auto first = must_prove(view, "/account")) return std::move(*first);
    const auto key =
        view.application.doors->calendars.make(view.visitor->account, {view.actor().name}, view.now);
    if (!key) return problems_page(key.problems());
    const std::string address = view.application.doors->public_address + "/calendars/" + *key;
    return made(
        view, "Your calendar's address", "/account", {{"Your account", "/account"}, {"Calendar", ""}},
        Html(
            heading("Your calendar's address"),
            govuk::inset_text(Html("<code class=\"fp-break\">"_html, address, "</code>"_html)),
            view.application.doors->public_address.empty()
                ? "<p class=\"govuk-body\">Write before it the beginning of this page's own address, up to the first single stroke.</p>"_html
                : Html(),
            "<p class=\"govuk-body\">In the program in which you keep your calendar, choose to subscribe from the web and give it this address. It is shown only now. Whoever has it sees what stands in your calendar: do not pass it on.</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/account\">Go back to your account</a></p>"_html));
}

Response end_calendar(const View& view, const Request&, const Form&) {
    const auto done =
        view.application.doors->calendars.end(view.visitor->account, {view.actor().name}, view.now);
    if (!done) return problems_page(done.problems());
    return see_other("/account");
}

Response calendar_feed(const Application& application, const Request& request) {
    const auto lists = application.casework.access(application.casework.access_version());
    const auto account = application.doors->calendars.whose(request.parameter("key"), *lists);
    if (!account) return plain_text("There is no calendar at this address.\n", 404);
    const auto snapshot = application.casework.read({application.today(), std::nullopt, std::nullopt});
    if (!snapshot) return plain_text("The records cannot be reached.\n", 503);
    const Moment now = application.now();
    const casework::Sight sight(**snapshot, *lists, *account, now);
    if (!sight.may(care::Verb::see_lists)) return plain_text("There is no calendar at this address.\n", 404);
    const auto events = casework::calendar_of(**snapshot, sight, application.casework.authority());
    application.doors->readings.note_list(
        {{account->account.text},
         "read_calendar",
         counted(static_cast<std::int64_t>(events.size()), "entry", "entries") +
             " of their calendar elsewhere",
         {},
         now});
    Response response = plain_text(exchange::calendar_file(
        at_the_beginning((*snapshot)->ground().profile.words.review.many), events, now));
    response.content_type = "text/calendar; charset=utf-8";
    return response;
}

}  // namespace footprint::web::pages
