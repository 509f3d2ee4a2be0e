#include "web/admission.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <random>
#include <typeinfo>

#include "base/result.h"
#include "web/cookies.h"

namespace footprint::web {

namespace {

constexpr std::string_view security_headers =
    // The hash is that of the one line of script by which the design system learns that scripts run.
    "Content-Security-Policy: default-src 'none'; script-src 'self' "
    "'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    // Not no-referrer: browsers would then hide the origin of our own forms too.
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n";

std::string_view heading_of(int status) {
    switch (status) {
        case 403:
            return "Not from another site";
        case 404:
            return "Page not found";
        case 405:
            return "This address cannot be used like that";
        case 408:
            return "The request took too long";
        case 413:
            return "What was sent is too large";
        case 414:
            return "The address is too long";
        case 431:
            return "The request brings too much along";
        case 500:
            return "Sorry, there is a problem with the service";
        case 503:
            return "The service is being stopped";
        case 507:
            return "There is no room left";
        default:
            return "The request cannot be answered";
    }
}

// Short enough to be read out over a telephone; no letter that is mistaken for a digit.
std::string fresh_number() {
    constexpr std::string_view signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    thread_local std::random_device source;
    std::uniform_int_distribution<std::size_t> any(0, signs.size() - 1);
    std::string number;
    for (int at = 0; at < 8; ++at) number += signs[any(source)];
    return number;
}

// "Mon, 23 Nov 2026 06:00:00 GMT", made once a second a thread.
const std::string& http_date() {
    thread_local std::time_t made_at = -1;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now == made_at) return text;
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::array<char, 64> room{};
    std::snprintf(room.data(), room.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT", days[parts.tm_wday],
                  parts.tm_mday, months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min,
                  parts.tm_sec);
    text = room.data();
    made_at = now;
    return text;
}

bool has_header(const Response& response, std::string_view name) {
    for (const Field& header : response.headers)
        if (header.name == name) return true;
    return false;
}

// A header may come several times, which means the same as once with commas.
std::string all_of(const Head& head, std::string_view name) {
    std::string all;
    for (const Field& header : head.headers)
        if (header.name == name) all += (all.empty() ? "" : ",") + header.value;
    return all;
}

// What a handler wrote into a header must stay one line.
void check_headers(const Response& response) {
    const auto is_one_line = [](std::string_view text) {
        return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
    };
    bool good = is_one_line(response.content_type);
    for (const Field& header : response.headers)
        good = good && is_one_line(header.name) && is_one_line(header.value);
    ensure(good, "a header of more than one line");
}

}  // namespace

Response sorry_page(const ServerOptions& options, int status, std::string_view text,
                    std::string_view number) {
    const Sorry sorry{status, heading_of(status), text, number};
    if (options.sorry) {
        try {
            return page(options.sorry(sorry), status);
        } catch (const std::exception&) {
            // The page that says sorry is itself at fault: the plain one below always works.
        }
    }
    std::string sentences(text);
    if (!number.empty()) sentences += " Quote the number " + std::string(number) + " when you report it.";
    return plain_page(status, sorry.heading, sentences);
}

Answer fault_answer(const ServerOptions& options, std::string_view pattern, std::string_view what,
                    FaultKind kind) {
    const std::string number = fresh_number();
    if (options.note) options.note(number + ' ' + std::string(pattern) + ' ' + std::string(what));
    if (kind == FaultKind::no_room)
        return {sorry_page(
                    options, 507,
                    "The disk is full, so nothing was written. Keep what you typed, tell whoever runs this "
                    "service, and try again later. Lists and figures can still be read; a child's file opens "
                    "again when it can be written down who opened it.",
                    number),
                number};
    return {sorry_page(
                options, 500,
                "What you asked for could not be finished. See whether your last change is there, then try "
                "again.",
                number),
            number};
}

// Our own messages name no child; those of libraries might quote a value, so only their kind is noted.
Answer run_route(const Admitted& admitted, const ServerOptions& options) {
    const std::string_view pattern = admitted.route->pattern;
    try {
        Answer answer{admitted.route->respond(admitted.request), {}};
        check_headers(answer.response);
        return answer;
    } catch (const NoRoom& full) {
        return fault_answer(options, pattern, std::string("fault: ") + full.what(), FaultKind::no_room);
    } catch (const Fault& fault) {
        return fault_answer(options, pattern, std::string("fault: ") + fault.what());
    } catch (const BrokenInvariant& broken) {
        return fault_answer(options, pattern, std::string("broken invariant: ") + broken.what());
    } catch (const std::exception& other) {
        return fault_answer(options, pattern, std::string("exception of type ") + typeid(other).name());
    } catch (...) {
        return fault_answer(options, pattern, "something thrown that is no exception");
    }
}

std::variant<Admitted, TurnedAway> admit(Head head, const Router& router, const ServerOptions& options,
                                         const Listening& listening, std::string_view peer) {
    const bool whole = !head.has_body();
    const auto away = [&](int status, std::string_view text) {
        return TurnedAway{sorry_page(options, status, text), whole};
    };
    if (const auto refusal = refused_host(head, listening.address, listening.port, options.reach))
        return away(refusal->status, refusal->text);
    if (!head.method) {
        const std::string allowed = router.allowed(head.path);
        if (allowed.empty()) return away(404, "There is no page at this address. Check the address.");
        auto turned = away(405, "Use an ordinary browser.");
        turned.response.with("Allow", allowed);
        return turned;
    }
    Found found = router.find(*head.method, head.path);
    if (found.outcome == Found::Outcome::bad_path)
        return away(400, "The address is broken. Check the address.");
    if (found.outcome == Found::Outcome::not_found)
        return away(404, "There is no page at this address. Check the address.");
    if (found.outcome == Found::Outcome::method_not_allowed) {
        auto turned = away(405, "Go back to the page you came from and try again from there.");
        turned.response.with("Allow", found.allow);
        return turned;
    }
    if (const auto refusal = refused_origin(head, options.reach)) return away(refusal->status, refusal->text);
    if (head.content_length.value_or(0) > found.route->body_limit)
        return away(413, "This page takes less than that. Send less at a time.");
    auto query = read_urlencoded(head.query);
    if (!query) return away(400, query.problems().front().message);

    Admitted admitted;
    admitted.route = found.route;
    admitted.request.method = *head.method;
    admitted.request.path = std::move(head.path);
    admitted.request.parameters = std::move(found.parameters);
    admitted.request.query = std::move(*query);
    admitted.request.cookies = read_cookies(head.header("cookie"));
    admitted.request.came_from = asker(options.reach, peer, all_of(head, "x-forwarded-for"));
    admitted.request.headers = std::move(head.headers);
    return admitted;
}

bool sends_body(const Response& response, bool to_head) {
    return !to_head && response.status != 204 && response.status != 304;
}

std::string written_head(const Response& response, bool keeps_connection, bool over_tls) {
    std::string text;
    text.reserve(1024);
    text.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    text.append(reason_phrase(response.status)).append("\r\nDate: ").append(http_date()).append("\r\n");
    if (!response.content_type.empty())
        text.append("Content-Type: ").append(response.content_type).append("\r\n");
    if (response.status != 204 && response.status != 304)
        text.append("Content-Length: ").append(std::to_string(response.body_size())).append("\r\n");
    for (const Field& header : response.headers)
        text.append(header.name).append(": ").append(header.value).append("\r\n");
    if (!has_header(response, "Cache-Control")) text.append("Cache-Control: no-store\r\n");
    text.append(security_headers);
    // RFC 6797: from then on the browser asks by https only.
    if (over_tls) text.append("Strict-Transport-Security: max-age=31536000\r\n");
    if (!keeps_connection) text.append("Connection: close\r\n");
    return text.append("\r\n");
}

}  // namespace footprint::web
