// Address  GET /sign-in/provider, /sign-in/return
// Who      anybody
// Shows    nothing of its own: sends the browser to the provider, and takes it in when it comes back
// Changes  begins a session, or notes in the one that there is that its person proved anew who they
//          are; makes the account, or brings it up to date, by the provider's claims
#include "base/text.h"
#include "exchange/base64url.h"
#include "web/cookies.h"
#include "web/guard.h"
#include "web/layout.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

std::string leaving_cookie(const Application& application) {
    return session_cookie(application) + "-leaving";
}

// What the browser's return is checked against goes along with this browser, and with no other: any of
// several servers can take it in.
Cookie leaving(const Application& application, std::string value, std::chrono::seconds lasts) {
    Cookie cookie;
    cookie.name = leaving_cookie(application);
    cookie.value = std::move(value);
    cookie.lasts = lasts;
    cookie.https_only = application.doors->over_tls;
    cookie.from_links = true;
    return cookie;
}

std::string packed(const exchange::Kept& kept, const std::string& then) {
    return exchange::base64url(join({kept.state, kept.nonce, kept.verifier,
                                     std::to_string(kept.began_at.micros), kept.anew ? "anew" : "", then},
                                    "\n"));
}

struct Unpacked {
    exchange::Kept kept;
    std::string then;
};

std::optional<Unpacked> unpacked(std::string_view cookie) {
    const auto text = exchange::bytes_of_base64url(cookie);
    if (!text) return std::nullopt;
    const auto parts = split(*text, '\n');
    if (parts.size() != 6) return std::nullopt;
    const auto began = whole_number(parts[3]);
    if (!began) return std::nullopt;
    return Unpacked{{std::string(parts[0]),
                     std::string(parts[1]),
                     std::string(parts[2]),
                     {static_cast<std::int64_t>(*began)},
                     parts[4] == "anew"},
                    std::string(parts[5])};
}

Response refused(const Application& application, const Problem& shown) {
    PageFrame frame;
    frame.title = "You are not signed in";
    frame.error = true;
    return page(
               whole_page(
                   frame,
                   Html(
                       heading(frame.title), "<p class=\"govuk-body\">"_html, shown.message,
                       "</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/sign-in\">Try again</a></p>"_html)),
               403)
        .with("Set-Cookie", set_cookie(leaving(application, "gone", std::chrono::seconds(0))));
}

// It proves something for the session that this browser has, if it is the same person's, and begins no other.
std::optional<Response> prove_anew(const Application& application, const Request& request,
                                   const exchange::SignedIn& person) {
    store::LookedUp found;
    const auto visitor = visitor_of(application, request, found);
    if (!visitor || visitor->stage != casework::Stage::done)
        return refused(application, {Problem::Kind::not_permitted,
                                     {},
                                     "Your session here has ended meanwhile. Sign in, and try again."});
    const auto done = application.doors->sign_in.prove_by_provider(*visitor, person, application.now());
    if (!done) return refused(application, done.problems().front());
    return std::nullopt;
}

}  // namespace

Response leave_for_provider(const Application& application, const Request& request) {
    casework::SignIn& sign_in = application.doors->sign_in;
    const Moment now = application.now();
    const auto begun = application.doors->provider->begin(now, request.query.text("prove") == "yes");
    if (const auto* refusal = std::get_if<exchange::Refusal>(&begun)) {
        // Nobody has said yet who they are: only so many a place are written down.
        if (sign_in.take_return(origin_of(application, request), now))
            sign_in.note_refusal(refusal->logged, now);
        return refused(application, refusal->shown);
    }
    const auto& departure = std::get<exchange::Departure>(begun);
    const std::string then = own_path(request.query.text("then"), "/");
    return leave_for(departure.address)
        .with("Set-Cookie",
              set_cookie(leaving(application, packed(departure.kept, then), std::chrono::minutes(15))));
}

Response come_back_from_provider(const Application& application, const Request& request) {
    const auto left = unpacked(request.cookie(leaving_cookie(application)));
    const Problem unknown{
        Problem::Kind::not_permitted,
        {},
        "This browser did not set out to sign in here, or took longer than fifteen minutes."};
    if (!left) return refused(application, unknown);
    casework::SignIn& sign_in = application.doors->sign_in;
    const Moment now = application.now();
    const auto taken = sign_in.take_return(origin_of(application, request), now);
    if (!taken) return refused(application, taken.problems().front());
    exchange::FormFields query;
    for (const Field& field : request.query.fields) query.emplace_back(field.name, field.value);
    const auto finished = application.doors->provider->finish(left->kept, query, now);
    if (const auto* refusal = std::get_if<exchange::Refusal>(&finished)) {
        sign_in.note_refusal(refusal->logged, now);
        return refused(application, refusal->shown);
    }
    const auto& person = std::get<exchange::SignedIn>(finished);
    const std::string to = own_path(left->then, "/");
    Response response;
    if (left->kept.anew) {
        if (auto refusal = prove_anew(application, request, person)) return std::move(*refusal);
        response = see_other(to);
    } else {
        const auto doorway = sign_in.with_provider(person, now);
        if (!doorway) return refused(application, doorway.problems().front());
        response = through(application, *doorway, to);
    }
    sign_in.give_back(*taken, now);
    return std::move(response).with("Set-Cookie",
                                    set_cookie(leaving(application, "gone", std::chrono::seconds(0))));
}

}  // namespace footprint::web::pages
