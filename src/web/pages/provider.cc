// Address  GET /sign-in/provider, /sign-in/return
// Who      anybody
// Shows    nothing of its own: sends the browser to the provider, and takes it in when it comes back
// Changes  begins a session; makes the account, or brings it up to date, by the provider's claims
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
    return exchange::base64url(
        join({kept.state, kept.nonce, kept.verifier, std::to_string(kept.began_at.micros), then}, "\n"));
}

struct Unpacked {
    exchange::Kept kept;
    std::string then;
};

std::optional<Unpacked> unpacked(std::string_view cookie) {
    const auto text = exchange::bytes_of_base64url(cookie);
    if (!text) return std::nullopt;
    const auto parts = split(*text, '\n');
    if (parts.size() != 5) return std::nullopt;
    const auto began = whole_number(parts[3]);
    if (!began) return std::nullopt;
    return Unpacked{{std::string(parts[0]),
                     std::string(parts[1]),
                     std::string(parts[2]),
                     {static_cast<std::int64_t>(*began)}},
                    std::string(parts[4])};
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

}  // namespace

Response leave_for_provider(const Application& application, const Request& request) {
    const auto begun = application.doors->provider->begin(application.now());
    if (const auto* refusal = std::get_if<exchange::Refusal>(&begun)) {
        application.doors->sign_in.note_refusal(refusal->logged, application.now());
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
    exchange::FormFields query;
    for (const Field& field : request.query.fields) query.emplace_back(field.name, field.value);
    const auto finished = application.doors->provider->finish(left->kept, query, application.now());
    if (const auto* refusal = std::get_if<exchange::Refusal>(&finished)) {
        application.doors->sign_in.note_refusal(refusal->logged, application.now());
        return refused(application, refusal->shown);
    }
    const auto doorway =
        application.doors->sign_in.with_provider(std::get<exchange::SignedIn>(finished), application.now());
    if (!doorway) return refused(application, doorway.problems().front());
    return through(application, *doorway, own_path(left->then, "/"))
        .with("Set-Cookie", set_cookie(leaving(application, "gone", std::chrono::seconds(0))));
}

}  // namespace footprint::web::pages
