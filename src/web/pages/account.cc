// Address  GET /account; GET and POST /account/password, /account/prove; POST /account/sign-out-everywhere
// Who      who is signed in
// Shows    name, roles, where else the account is signed in, drafts; forms for a new password and a new proof
// Changes  password, sessions
#include <algorithm>

#include "base/text.h"
#include "store/sign_ins.h"
#include "web/cookies.h"
#include "web/guard.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

govuk::PasswordInput secret(const char* id, const char* label, const char* autocomplete,
                            std::string hint = {}) {
    govuk::PasswordInput input;
    input.id = id;
    input.name = id;
    input.label = label;
    input.hint = std::move(hint);
    input.autocomplete = autocomplete;
    input.classes = "govuk-input--width-20";
    return input;
}

Response password_page(const View& view, std::string_view error) {
    Html main;
    if (!error.empty()) main += govuk::error_summary("There is a problem", {{std::string(error), "#now"}});
    main.put(
        heading("Change your password"),
        "<form method=\"post\" action=\"/account/password\" novalidate>"_html, form_key(view),
        govuk::password_input(secret("now", "Password that you have now", "current-password")),
        govuk::password_input(
            secret("chosen", "New password", "new-password",
                   "At least twelve letters; three words that do not belong together are good. "
                   "There are no other rules.")),
        govuk::button(
            {.text = "Change it", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form><p class=\"govuk-body\">Wherever else you are signed in, you will be signed out.</p>"_html);
    return made(view, "Change your password", "/account", {{"Your account", "/account"}, {"Password", ""}},
                main, error.empty() ? 200 : 400);
}

Response proof_by_provider(const View& view, std::string_view then) {
    const Doors& doors = *view.application.doors;
    Html main = heading("Prove that it is you");
    if (doors.provider == nullptr)
        main +=
            "<p class=\"govuk-body\">You signed in by a service that is not used any more. Sign out, and sign in another way.</p>"_html;
    else
        main.put(
            "<p class=\"govuk-body\">What comes next cannot be undone, so it is asked once more who you are. You come back here afterwards.</p>"_html,
            govuk::button(
                {.text = "Go to " + doors.provider_name,
                 .href = "/sign-in/provider?prove=yes&then=" + percent_encoded(own_path(then, "/account")),
                 .name = {},
                 .value = {}}));
    return made(view, "Prove that it is you", "/account", {{"Your account", "/account"}, {"Proof", ""}},
                main);
}

Response prove_page(const View& view, std::string_view then, std::string_view error) {
    if (view.visitor->came_by_provider()) return proof_by_provider(view, then);
    govuk::Input code;
    code.id = "code";
    code.name = "code";
    code.label = "Code";
    code.hint = "Six digits from the app on your telephone, or one of your recovery codes.";
    code.autocomplete = "one-time-code";
    code.classes = "govuk-input--width-10";
    Html main;
    if (!error.empty())
        main += govuk::error_summary("There is a problem", {{std::string(error), "#password"}});
    main.put(
        heading("Prove that it is you"),
        "<p class=\"govuk-body\">What comes next cannot be undone, so it is asked once more who you are.</p>"_html,
        "<form method=\"post\" action=\"/account/prove\" novalidate>"_html, form_key(view),
        "<input type=\"hidden\" name=\"then\" value=\""_html, own_path(then, "/account"), "\">"_html,
        govuk::password_input(secret("password", "Password", "current-password")), govuk::input(code),
        govuk::button({.text = "Go on", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form>"_html);
    return made(view, "Prove that it is you", "/account", {{"Your account", "/account"}, {"Proof", ""}}, main,
                error.empty() ? 200 : 400);
}

Html sessions_of(const View& view) {
    govuk::Table table;
    table.columns = {{"Signed in"}, {"Last used"}, {"Where"}};
    for (const store::Session& session : view.application.doors->sign_in.sessions_of(view.visitor->account))
        table.add(
            {moment_text(session.began_at), true}, moment_text(session.seen_at),
            session.token_hash == view.visitor->session.token_hash ? "This browser" : "Another browser");
    return scrolling("Where you are signed in", govuk::table(table));
}

// Of a child whose file the person may still open: what was shared with them may be out of their reach by
// now.
bool may_read_on(const View& view, const store::Draft& draft) {
    const auto parts = split(draft.place, '/');
    const auto id = parts.size() < 3 ? std::nullopt : percent_decoded(parts[2], false);
    const care::ChildNumber child = view.snapshot.records().find(id.value_or(""));
    return child.is_known() && view.sight.may(care::Verb::open_file, child.value);
}

Html drafts_of(const View& view) {
    const auto drafts = view.application.casework.drafts_of(view.actor().name);
    auto shared = view.application.casework.drafts_shared_with(view.actor().name);
    std::erase_if(shared, [&](const store::Draft& draft) { return !may_read_on(view, draft); });
    if (drafts.empty() && shared.empty()) return {};
    Html html = "<h2 class=\"govuk-heading-m\">Drafts</h2><ul class=\"govuk-list govuk-list--bullet\">"_html;
    const auto line = [&](const store::Draft& draft, const std::string& whose) {
        html.put("<li><a class=\"govuk-link\" href=\""_html, draft.place, "\">"_html, draft.place,
                 "</a>, saved "_html, moment_text(draft.saved_at), whose, "</li>"_html);
    };
    for (const store::Draft& draft : drafts)
        line(draft, draft.shared_with.empty() ? "" : ", shared with " + join(draft.shared_with, ", "));
    for (const store::Draft& draft : shared) line(draft, ", of " + draft.account + ", for you to read");
    return html.put("</ul>"_html);
}

}  // namespace

Response account_page(const View& view, const Request&, const store::MailWishes* typed,
                      const std::string& error) {
    const care::Account& who = view.visitor->account;
    Html main(
        error.empty() ? Html() : govuk::error_summary("There is a problem", {{error, "#address"}}),
        heading("Your account"),
        govuk::summary_list({{"Name", Html(who.name, Html())},
                             {"Signs in as", Html(who.account.text, Html())},
                             {"Roles", Html(roles_in_words(view, who), Html())},
                             {"Officer", Html(who.officer.empty() ? "None" : who.officer.text, Html())}}));
    main += drafts_of(view);
    main += "<h2 class=\"govuk-heading-m\">Where you are signed in</h2>"_html;
    main += sessions_of(view);
    main.put("<form method=\"post\" action=\"/account/sign-out-everywhere\">"_html, form_key(view),
             govuk::button(
                 {.text = "Sign out everywhere", .href = {}, .name = {}, .value = {}, .secondary = true}),
             "</form>"_html);
    main += own_calendar(view);
    main += own_letters(view, typed, error);
    if (!view.visitor->came_by_provider())
        main +=
            "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/account/password\">Change your password</a></p>"_html;
    return made(view, "Your account", "/account", {}, main, error.empty() ? 200 : 400);
}

Response account(const View& view, const Request& request) {
    return account_page(view, request, nullptr, {});
}

Response password_form(const View& view, const Request&) {
    return password_page(view, "");
}

Response change_password(const View& view, const Request& request, const Form& form) {
    const Application& application = view.application;
    const auto doorway = application.doors->sign_in.choose_password(
        *view.visitor, form.text("now"), form.text("chosen"), origin_of(application, request), view.now);
    if (!doorway) return password_page(view, doorway.problems().front().message);
    Cookie session;
    session.name = session_cookie(application);
    session.value = doorway->token;
    session.https_only = application.doors->over_tls;
    session.from_links = true;
    return see_other("/account").with("Set-Cookie", set_cookie(session));
}

Response sign_out_everywhere(const View& view, const Request&, const Form&) {
    const auto done = view.application.doors->sign_in.sign_out_everywhere(view.visitor->account,
                                                                          {view.actor().name}, view.now);
    if (!done) return problems_page(done.problems());
    return see_other("/sign-in");
}

Response prove_form(const View& view, const Request& request) {
    return prove_page(view, request.query.text("then"), "");
}

Response prove(const View& view, const Request& request, const Form& form) {
    const auto done =
        view.application.doors->sign_in.prove(*view.visitor, form.text("password"), form.text("code"),
                                              origin_of(view.application, request), view.now);
    if (!done) return prove_page(view, form.text("then"), done.problems().front().message);
    return see_other(own_path(form.text("then"), "/account"));
}

}  // namespace footprint::web::pages
