#include "web/guard.h"

#include "base/text.h"
#include "exchange/secrets.h"
#include "web/layout.h"

namespace footprint::web {

namespace {

std::optional<casework::Visitor> visitor_of(const Application& application, const Request& request,
                                            store::LookedUp& found) {
    const std::string_view token = request.cookie(session_cookie(application));
    found = application.casework.look_up(casework::SignIn::hash_of_token(token));
    if (!found.session) return std::nullopt;
    return application.doors->sign_in.visitor(found, *application.casework.access(found.access_version),
                                              application.now());
}

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

bool has_key(const Form& form, std::string_view key) {
    return !key.empty() && exchange::same_secret(form.text("form_key"), key);
}

}  // namespace

std::string session_cookie(const Application& application) {
    return application.doors != nullptr && application.doors->over_tls ? "__Host-footprint" : "footprint";
}

std::string device_cookie(const Application& application) {
    return session_cookie(application) + "-device";
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

Response Guard::answer(const Request& request, care::Verb verb, const Form* form,
                       const std::function<Response(const pages::View&)>& make) const {
    const Application& application = application_;
    const Moment now = application.now();
    const casework::Asked asked{application.today(), std::nullopt, std::nullopt};
    if (application.doors == nullptr) {
        if (form != nullptr && !has_key(*form, application.form_key)) return without_key();
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
    if (!visitor) return to_sign_in(request);
    if (visitor->stage != casework::Stage::done) return see_other(address_of(visitor->stage));
    application.doors->readings.note_seen(visitor->session, now);
    if (form != nullptr && !has_key(*form, visitor->session.form_key)) return without_key();
    const auto snapshot = application.casework.read(asked, found.data_version);
    if (!snapshot) return pages::problems_page(snapshot.problems());
    const auto lists = application.casework.access(found.access_version);
    const pages::View view{
        application, **snapshot, casework::Sight(**snapshot, *lists, visitor->account, now),
        &*visitor,   now,        {kept_.get(), *snapshot, found.access_version}};
    if (!view.sight.may(verb)) return pages::not_permitted(view, verb);
    return make(view);
}

Respond Guard::page(care::Verb verb, MakePage make) const {
    return [*this, verb, make = std::move(make)](const Request& request) {
        return answer(request, verb, nullptr, [&](const pages::View& view) { return make(view, request); });
    };
}

Respond Guard::form(care::Verb verb, TakeForm take) const {
    return [*this, verb, take = std::move(take)](const Request& request) {
        const auto sent = read_form(request);
        if (!sent) return pages::problems_page(sent.problems(), 400);
        return answer(request, verb, &*sent,
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
        if (!sent) return pages::problems_page(sent.problems(), 400);
        store::LookedUp found;
        const auto visitor = visitor_of(application_, request, found);
        if (!visitor) return see_other("/sign-in");
        if (visitor->stage != stage) return see_other(address_of(visitor->stage));
        if (!has_key(*sent, visitor->session.form_key)) return without_key();
        return take(application_, *visitor, request, *sent);
    };
}

}  // namespace footprint::web
