#include "web/guard.h"

#include <algorithm>

#include "base/text.h"
#include "exchange/secrets.h"
#include "web/layout.h"
#include "web/send_again.h"

namespace footprint::web {

namespace {

// After signing in, people go on where they were. What was sent with a form is not sent again by itself.
Response to_sign_in(const Request& request) {
    if (request.method == Method::post) return see_other("/sign-in");
    std::string there = request.path;
    char between = '?';
    for (const Field& field : request.query.fields) {
        there += between + percent_encoded(field.name) + '=' + percent_encoded(field.value);
        between = '&';
    }
    if (there == "/") return see_other("/sign-in");
    return see_other("/sign-in?then=" + percent_encoded(there));
}

Response without_key() {
    PageFrame frame;
    frame.title = "Send it again";
    frame.error = true;
    return page(
        whole_page(
            frame,
            Html(
                pages::heading("Send it again"),
                "<p class=\"govuk-body\">This page was open since before you signed in, or the form was not one of ours. Nothing was changed. Go back, load the page again and send it once more.</p>"_html)),
        403);
}

// The same, with the words that were in the form and the key of now. Whoever sends it then has seen them; and
// what one person typed is not sent under the name of the next who signs in at the same browser.
Response without_key(const Request& request, const Form& form, const std::string& key,
                     const casework::Visitor* visitor) {
    if (!holds_words(form)) return without_key();
    if (visitor != nullptr && casework::SignIn::is_form_of_another(form.text("form_key"), visitor->account))
        return without_key();
    const std::string name = visitor == nullptr ? std::string() : visitor->account.name;
    return send_again(
        request, form,
        {"Send it again",
         "<p class=\"govuk-body\">This page was open since before you signed in, or the form was not one of ours. Nothing was changed. What was sent is here: if it is yours, send it once more.</p>"_html,
         key, name});
}

// Whoever was signed out while they wrote gets their words back, and signs in beside them.
Response session_over(const Request& request, const Form& form) {
    return send_again(
        request, form,
        {"You were signed out before this was sent",
         "<p class=\"govuk-body\">Nothing was changed, and nothing that you typed is lost: it is all on this page, and on no other. <a class=\"govuk-link\" href=\"/sign-in\" target=\"_blank\" rel=\"noopener\">Sign in at another tab</a>, then come back to this one and send it again.</p>"_html,
         std::string(form.text("form_key")),
         {}});
}

bool has_key(const Form& form, std::string_view key) {
    return !key.empty() && exchange::same_secret(form.text("form_key"), key);
}

// The child of whose file an address is.
const Field* child_in(const Request& request) {
    const auto found = std::find_if(request.parameters.begin(), request.parameters.end(),
                                    [](const Field& field) { return field.name == "child"; });
    return found == request.parameters.end() ? nullptr : &*found;
}

// A value of an address as the journal may have it: a code, a day, an id. What else people type may be a
// name.
bool is_plain(std::string_view value) {
    constexpr std::size_t longest = 60;
    return value.size() <= longest && std::all_of(value.begin(), value.end(), [](char sign) {
               return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
                      (sign >= '0' && sign <= '9') || sign == '.' || sign == '_' || sign == '-';
           });
}

// Which list it was: the page, and what was asked of it as far as it is no free text.
std::string address_of_list(const Request& request) {
    constexpr std::string_view known[] = {"state",   "officer", "sort",  "page",   "whose",
                                          "kind",    "when",    "month", "week",   "new",
                                          "finding", "period",  "row",   "column", "left_out"};
    std::string address;
    for (const char sign : request.path) address += sign > ' ' && sign < 127 ? sign : '?';
    char between = '?';
    const auto add = [&](std::string_view name, std::string_view value) {
        address.append(1, between).append(name).append(1, '=').append(value);
        between = '&';
    };
    for (const std::string_view name : known)
        if (const std::string_view value = request.query.text(name); !value.empty())
            add(name, is_plain(value) ? value : "...");
    if (!request.query.text("q").empty()) add("q", "...");
    return address;
}

// A page with several children is a list; one child's file notes itself who opened it.
void note_list(const pages::View& view, const Request& request) {
    const std::size_t children = view.listed->number();
    if (children == 0 || child_in(request) != nullptr) return;
    std::string what = counted(static_cast<std::int64_t>(children), "child", "children");
    what.append(" at ").append(address_of_list(request));
    view.application.doors->readings.note_list(
        {{view.actor().name}, "read_lists", std::move(what), {}, view.now});
}

// A page that is not the person's, or the file of a child who is not theirs, which is as unknown to them as
// one that is not there.
void note_refused_page(const pages::View& view, const Request& request, care::Verb verb, int status) {
    if (status != 403 && status != 404) return;
    const Field* const named = child_in(request);
    const care::ChildNumber child =
        named == nullptr ? care::ChildNumber{} : view.snapshot.records().find(named->value);
    const bool is_theirs = !child.is_known() || view.sight.may(care::Verb::open_file, child.value);
    if (status == 404 && is_theirs) return;
    std::string about(care::in_words(verb));
    if (child.is_known()) about.append(1, ' ').append(view.snapshot.records().children[child.value].id);
    view.application.doors->readings.note_refusal(
        {casework::Refused::page, view.actor().name, std::move(about), view.now});
}

void note_refused_form(const Application& application, std::string who, std::string about) {
    application.doors->readings.note_refusal(
        {casework::Refused::form, std::move(who), std::move(about), application.now()});
}

}  // namespace

std::optional<casework::Visitor> visitor_of(const Application& application, const Request& request,
                                            store::LookedUp& found) {
    const std::string_view token = request.cookie(session_cookie(application));
    found = application.casework.look_up(casework::SignIn::hash_of_token(token));
    if (!found.session) {
        if (!token.empty())
            application.doors->readings.note_refusal(
                {casework::Refused::session, casework::nobody, {}, application.now()});
        return std::nullopt;
    }
    return application.doors->sign_in.visitor(found, *application.casework.access(found.access_version),
                                              application.now());
}

std::string session_cookie(const Application& application) {
    return application.doors != nullptr && application.doors->over_tls ? "__Host-footprint" : "footprint";
}

std::string device_cookie(const Application& application) {
    return session_cookie(application) + "-device";
}

std::string door_cookie(const Application& application) {
    return session_cookie(application) + "-door";
}

casework::Origin origin_of(const Application& application, const Request& request) {
    return {request.came_from, std::string(request.cookie(device_cookie(application)))};
}

std::string_view address_of(casework::Stage stage) {
    switch (stage) {
        case casework::Stage::done:
            return "/";
        case casework::Stage::code:
            return "/sign-in/code";
        case casework::Stage::enrol:
            return "/sign-in/enrol";
        case casework::Stage::password:
            return "/sign-in/password";
    }
    return "/sign-in";
}

Response Guard::answer(const Request& request, care::Verb verb, const Sent& sent,
                       const std::function<Response(const pages::View&)>& make) const {
    const Application& application = application_;
    const Moment now = application.now();
    const casework::Asked asked{application.today(), std::nullopt, std::nullopt};
    if (application.doors == nullptr) {
        if (sent.form != nullptr && !has_key(*sent.form, application.form_key))
            return sent.comes_back ? without_key(request, *sent.form, application.form_key, nullptr)
                                   : without_key();
        const auto snapshot = application.casework.read(asked);
        if (!snapshot) return pages::problems_page(snapshot.problems());
        return make({application,
                     **snapshot,
                     casework::Sight::of_everything(**snapshot, application.person),
                     nullptr,
                     now,
                     {kept_.get(), *snapshot, 0}});
    }
    store::LookedUp found;
    const auto visitor = visitor_of(application, request, found);
    if (!visitor || visitor->stage != casework::Stage::done) {
        if (sent.comes_back && holds_words(*sent.form)) return session_over(request, *sent.form);
        return visitor ? see_other(address_of(visitor->stage)) : to_sign_in(request);
    }
    application.doors->readings.note_seen(visitor->session, now);
    if (sent.form != nullptr && !has_key(*sent.form, visitor->session.form_key)) {
        note_refused_form(application, visitor->account.account.text, std::string(care::in_words(verb)));
        return sent.comes_back ? without_key(request, *sent.form, visitor->session.form_key, &*visitor)
                               : without_key();
    }
    const auto snapshot = application.casework.read(asked, found.data_version);
    if (!snapshot) return pages::problems_page(snapshot.problems());
    const auto lists = application.casework.access(found.access_version);
    pages::Listed listed;
    const pages::View view{
        application, **snapshot, casework::Sight(**snapshot, *lists, visitor->account, now),
        &*visitor,   now,        {kept_.get(), *snapshot, found.access_version},
        &listed};
    Response response = view.sight.may(verb) ? make(view) : pages::not_permitted(view, verb);
    note_list(view, request);
    note_refused_page(view, request, verb, response.status);
    return response;
}

namespace {

// What is no form at all is a type of content that is not taken.
int status_of(const Problems& problems) {
    return problems.front().kind == Problem::Kind::wrong_use ? 415 : 400;
}

}  // namespace

Respond Guard::page(care::Verb verb, MakePage make) const {
    return [*this, verb, make = std::move(make)](const Request& request) {
        return answer(request, verb, {}, [&](const pages::View& view) { return make(view, request); });
    };
}

Respond Guard::form(care::Verb verb, TakeForm take, Typed typed) const {
    return [*this, verb, typed, take = std::move(take)](const Request& request) {
        const auto sent = read_form(request);
        if (!sent) return pages::problems_page(sent.problems(), status_of(sent.problems()));
        return answer(request, verb, {&*sent, typed == Typed::words},
                      [&](const pages::View& view) { return take(view, request, *sent); });
    };
}

Respond Guard::half_page(casework::Stage stage, TakeHalf make) const {
    return [*this, stage, make = std::move(make)](const Request& request) {
        store::LookedUp found;
        const auto visitor = visitor_of(application_, request, found);
        if (!visitor) return see_other("/sign-in");
        if (visitor->stage != stage) return see_other(address_of(visitor->stage));
        return make(application_, *visitor, request, {});
    };
}

Respond Guard::half_form(casework::Stage stage, TakeHalf take) const {
    return [*this, stage, take = std::move(take)](const Request& request) {
        const auto sent = read_form(request);
        if (!sent) return pages::problems_page(sent.problems(), status_of(sent.problems()));
        store::LookedUp found;
        const auto visitor = visitor_of(application_, request, found);
        if (!visitor) return see_other("/sign-in");
        if (visitor->stage != stage) return see_other(address_of(visitor->stage));
        if (!has_key(*sent, visitor->session.form_key)) {
            note_refused_form(application_, casework::nobody,
                              "account " + visitor->account.account.text + ", signing in");
            return without_key();
        }
        return take(application_, *visitor, request, *sent);
    };
}

}  // namespace footprint::web
