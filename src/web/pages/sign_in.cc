// Address  GET and POST /sign-in, /sign-in/code, /sign-in/enrol, /sign-in/password; POST /sign-out
// Who      anybody; after the password only who knows it
// Shows    a form a step: name and password, a password of one's own, the second factor
// Changes  begins and ends sessions
#include "base/text.h"
#include "casework/one_time_codes.h"
#include "exchange/secrets.h"
#include "web/cookies.h"
#include "web/guard.h"
#include "web/layout.h"
#include "web/pages/pages.h"
#include "web/square_code.h"

namespace footprint::web::pages {

namespace {

// Where to go on after signing in.
std::string way_on(std::string_view then) {
    return then.starts_with("/sign-in") ? "/" : own_path(then, "/");
}

Html then_field(std::string_view then) {
    return Html("<input type=\"hidden\" name=\"then\" value=\""_html, then, "\">"_html);
}

Html key_field(const casework::Visitor& visitor) {
    return Html("<input type=\"hidden\" name=\"form_key\" value=\""_html, visitor.session.form_key,
                "\">"_html);
}

Response bare(std::string title, std::string_view error, const char* field, const Html& main) {
    PageFrame frame;
    frame.title = std::move(title);
    frame.error = !error.empty();
    Html whole;
    if (!error.empty()) whole += govuk::error_summary("There is a problem", {{std::string(error), field}});
    whole.put(heading(frame.title), main);
    return page(whole_page(frame, whole), error.empty() ? 200 : 400);
}

std::string next_step(const casework::Doorway& doorway, std::string_view then) {
    if (doorway.stage == casework::Stage::done) return way_on(then);
    return std::string(address_of(doorway.stage)) + "?then=" + percent_encoded(way_on(then));
}

// Before there is a session, the form's key is a cookie of this browser's: another site can make a browser
// send a form, but neither read the cookie nor choose it.
std::string door_key(const Application& application, const Request& request) {
    constexpr std::size_t bytes = 32;
    constexpr std::size_t letters = 43;
    const std::string_view brought = request.cookie(door_cookie(application));
    return brought.size() == letters ? std::string(brought) : exchange::random_text(bytes);
}

bool has_door_key(const Application& application, const Request& request, const Form& form) {
    const std::string_view brought = request.cookie(door_cookie(application));
    return !brought.empty() && exchange::same_secret(form.text("form_key"), brought);
}

Response ask_for_password(const Application& application, const Request& request, std::string_view name,
                          std::string_view then, std::string_view error) {
    govuk::Input user;
    user.id = "name";
    user.name = "name";
    user.label = "Name";
    user.value = name;
    user.autocomplete = "username";
    user.classes = "govuk-input--width-20";
    govuk::PasswordInput password;
    password.id = "password";
    password.name = "password";
    password.label = "Password";
    password.autocomplete = "current-password";
    password.classes = "govuk-input--width-20";
    Html main;
    if (application.doors->provider != nullptr)
        main.put("<p class=\"govuk-body\">"_html,
                 govuk::button({.text = "Sign in with " + application.doors->provider_name,
                                .href = "/sign-in/provider?then=" + percent_encoded(way_on(then)),
                                .name = {},
                                .value = {}}),
                 "</p><h2 class=\"govuk-heading-m\">Or with an account of Footprint's own</h2>"_html);
    Cookie door;
    door.name = door_cookie(application);
    door.value = door_key(application, request);
    door.https_only = application.doors->over_tls;
    main.put(
        "<form method=\"post\" action=\"/sign-in\" novalidate><input type=\"hidden\" name=\"form_key\" value=\""_html,
        door.value, "\">"_html, then_field(way_on(then)), govuk::input(user), govuk::password_input(password),
        govuk::button({.text = "Sign in", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form>"_html);
    return bare("Sign in", error, "#name", main).with("Set-Cookie", set_cookie(door));
}

Response ask_for_code(const casework::Visitor& visitor, std::string_view then, std::string_view error) {
    govuk::Input code;
    code.id = "code";
    code.name = "code";
    code.label = "Code";
    code.hint = "Six digits from the app on your telephone, or one of your recovery codes.";
    code.autocomplete = "one-time-code";
    code.input_mode = "text";
    code.classes = "govuk-input--width-10";
    code.error = error;
    return bare(
        "Your code", error, "#code",
        Html("<form method=\"post\" action=\"/sign-in/code\" novalidate>"_html, key_field(visitor),
             then_field(way_on(then)), govuk::input(code),
             govuk::button(
                 {.text = "Go on", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
             "</form>"_html));
}

Response ask_to_enrol(const casework::Visitor& visitor, std::string_view then, std::string_view error) {
    const std::string& key = visitor.one_time_key;
    govuk::Input code;
    code.id = "code";
    code.name = "code";
    code.label = "Code";
    code.hint = "The six digits that the app shows now.";
    code.autocomplete = "one-time-code";
    code.input_mode = "numeric";
    code.classes = "govuk-input--width-10";
    code.error = error;
    std::string spaced;
    for (std::size_t at = 0; at < key.size(); at += 4) spaced += (at == 0 ? "" : " ") + key.substr(at, 4);
    return bare(
        "Set up your second factor", error, "#code",
        Html(
            "<p class=\"govuk-body\">Beside your password you need an app on your telephone that shows six digits. Scan this square with it, or type the key.</p>"_html,
            square_code("The key as a square to be scanned",
                        casework::one_time_key_address(key, "Footprint", visitor.account.account.text)),
            "<p class=\"govuk-body\">Key: <code>"_html, spaced, "</code></p>"_html,
            "<form method=\"post\" action=\"/sign-in/enrol\" novalidate>"_html, key_field(visitor),
            then_field(way_on(then)), govuk::input(code),
            govuk::button(
                {.text = "Go on", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
            "</form>"_html));
}

Response ask_for_first_password(const casework::Visitor& visitor, std::string_view then,
                                std::string_view error) {
    govuk::PasswordInput chosen;
    chosen.id = "chosen";
    chosen.name = "chosen";
    chosen.label = "New password";
    chosen.hint =
        "At least twelve letters; three words that do not belong together are good. There are no other "
        "rules.";
    chosen.autocomplete = "new-password";
    chosen.error = error;
    return bare(
        "Choose a password", error, "#chosen",
        Html(
            "<p class=\"govuk-body\">The password that you were given was for this once. Choose one that only you know.</p>"_html,
            "<form method=\"post\" action=\"/sign-in/password\" novalidate>"_html, key_field(visitor),
            then_field(way_on(then)), govuk::password_input(chosen),
            govuk::button(
                {.text = "Go on", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
            "</form>"_html));
}

std::string first_of(const Problems& problems) {
    return problems.empty() ? std::string() : problems.front().message;
}

}  // namespace

// Both cookies: who is signed in, and that this browser did so before.
Response through(const Application& application, const casework::Doorway& doorway, const std::string& to) {
    Cookie session;
    session.name = session_cookie(application);
    session.value = doorway.token;
    session.https_only = application.doors->over_tls;
    session.from_links = true;
    // Who asked for nothing else begins the day where their role does.
    Response response = see_other(to == "/" ? "/begin" : to).with("Set-Cookie", set_cookie(session));
    if (!doorway.device.empty()) {
        Cookie device;
        device.name = device_cookie(application);
        device.value = doorway.device;
        device.https_only = application.doors->over_tls;
        device.lasts = std::chrono::hours(24 * 365);
        response.with("Set-Cookie", set_cookie(device));
    }
    return response;
}

Response sign_in_form(const Application& application, const Request& request) {
    return ask_for_password(application, request, "", request.query.text("then"), "");
}

Response sign_in(const Application& application, const Request& request) {
    const auto sent = read_form(request);
    if (!sent) return problems_page(sent.problems(), 400);
    if (!has_door_key(application, request, *sent)) {
        application.doors->readings.note_refusal(
            {casework::Refused::form, casework::nobody, "signing in", application.now()});
        Response again =
            ask_for_password(application, request, sent->text("name"), sent->text("then"),
                             "This page was open for too long, or your browser keeps no cookies. "
                             "Type your password again.");
        again.status = 403;
        return again;
    }
    const auto doorway = application.doors->sign_in.with_password(
        sent->text("name"), sent->text("password"), origin_of(application, request), application.now());
    if (!doorway)
        return ask_for_password(application, request, sent->text("name"), sent->text("then"),
                                first_of(doorway.problems()));
    return through(application, *doorway, next_step(*doorway, sent->text("then")));
}

Response code_form(const Application&, const casework::Visitor& visitor, const Request& request,
                   const Form&) {
    return ask_for_code(visitor, request.query.text("then"), "");
}

Response prove_code(const Application& application, const casework::Visitor& visitor, const Request& request,
                    const Form& form) {
    const auto doorway = application.doors->sign_in.prove_code(
        visitor, form.text("code"), origin_of(application, request), application.now());
    if (!doorway) return ask_for_code(visitor, form.text("then"), first_of(doorway.problems()));
    return through(application, *doorway, next_step(*doorway, form.text("then")));
}

Response enrol_form(const Application&, const casework::Visitor& visitor, const Request& request,
                    const Form&) {
    return ask_to_enrol(visitor, request.query.text("then"), "");
}

Response enrol(const Application& application, const casework::Visitor& visitor, const Request& request,
               const Form& form) {
    const auto enrolled = application.doors->sign_in.enrol(
        visitor, form.text("code"), origin_of(application, request), application.now());
    if (!enrolled) return ask_to_enrol(visitor, form.text("then"), first_of(enrolled.problems()));
    Html list = "<ul class=\"govuk-list fp-codes\">"_html;
    for (const std::string& code : enrolled->recovery_codes)
        list.put("<li><code>"_html, code, "</code></li>"_html);
    const std::string to = way_on(form.text("then"));
    Response response = bare(
        "Your recovery codes", "", "",
        Html(
            "<p class=\"govuk-body\">If you lose your telephone, each of these codes lets you in once. They are shown now and never again: print them, or write them down, and keep them where your password is not.</p>"_html,
            list, "</ul>"_html,
            govuk::button({.text = "I have kept them", .href = to, .name = {}, .value = {}})));
    for (const Field& header : through(application, enrolled->doorway, to).headers)
        if (header.name == "Set-Cookie") response.with(header.name, header.value);
    return response;
}

Response first_password_form(const Application&, const casework::Visitor& visitor, const Request& request,
                             const Form&) {
    return ask_for_first_password(visitor, request.query.text("then"), "");
}

Response first_password(const Application& application, const casework::Visitor& visitor,
                        const Request& request, const Form& form) {
    const auto doorway = application.doors->sign_in.choose_password(
        visitor, "", form.text("chosen"), origin_of(application, request), application.now());
    if (!doorway) return ask_for_first_password(visitor, form.text("then"), first_of(doorway.problems()));
    return through(application, *doorway, next_step(*doorway, form.text("then")));
}

namespace {

// Who came by the provider is signed in there still, and is told the way out of there too.
Response signed_out(const View& view) {
    const Application& application = view.application;
    if (view.visitor == nullptr || view.visitor->session.provider_token.empty() ||
        application.doors->provider == nullptr)
        return see_other("/sign-in");
    const auto address = application.doors->provider->sign_out_address(
        view.visitor->session.provider_token, application.doors->public_address + "/sign-in", view.now);
    if (!address) return see_other("/sign-in");
    return bare("You are signed out here", "", "",
                Html("<p class=\"govuk-body\">At "_html, application.doors->provider_name,
                     " you are signed in still. If others use this machine, sign out there too.</p>"_html,
                     govuk::button({.text = "Sign out at " + application.doors->provider_name,
                                    .href = *address,
                                    .name = {},
                                    .value = {}})));
}

}  // namespace

Response sign_out(const View& view, const Request&, const Form&) {
    const Application& application = view.application;
    if (view.visitor != nullptr) {
        const auto done = application.doors->sign_in.sign_out(*view.visitor, view.now);
        if (!done) return problems_page(done.problems());
    }
    Cookie gone;
    gone.name = session_cookie(application);
    gone.value = "out";
    gone.https_only = application.doors != nullptr && application.doors->over_tls;
    gone.lasts = std::chrono::seconds(0);
    // What the browser kept of the files goes as well, where it understands that.
    return signed_out(view)
        .with("Set-Cookie", set_cookie(gone))
        .with("Clear-Site-Data", "\"cache\", \"storage\"");
}

}  // namespace footprint::web::pages
