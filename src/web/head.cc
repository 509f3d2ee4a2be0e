#include "web/head.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace footprint::web {

namespace {

bool is_token_char(char c) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

// Visible characters and, within a line, spaces and tabs; bytes from 0x80 on are somebody's UTF-8.
bool is_value(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

std::string_view without_spaces(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

constexpr Refusal bad_line{400, "The request is not written as HTTP/1.1 asks. Use an ordinary browser."};
constexpr Refusal bad_length{400, "The request says in more than one way, or in none, where it ends."};
constexpr Refusal long_target{414, "The address is too long. Shorten what you search for."};
constexpr Refusal long_head{431,
                            "The request brings too much along. Delete this site's cookies and try again."};

// METHOD SP target SP HTTP/1.1
std::optional<Refusal> read_request_line(std::string_view line, const HeadLimits& limits, Head& head) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return bad_line;
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (!is_token(method) || method.size() > 32) return bad_line;
    if (version == "HTTP/1.0")
        head.keeps_connection = false;
    else if (version.size() == 8 && version.starts_with("HTTP/") && version != "HTTP/1.1")
        return Refusal{505, "This service speaks HTTP/1.1 only."};
    else if (version != "HTTP/1.1")
        return bad_line;
    if (target.size() > limits.target_bytes) return long_target;
    const bool visible =
        std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (!visible || !target.starts_with('/') || target.find('#') != std::string_view::npos) return bad_line;
    head.method_name = std::string(method);
    if (method == "GET") head.method = Method::get;
    if (method == "HEAD") head.method = Method::head;
    if (method == "POST") head.method = Method::post;
    const std::size_t mark = std::min(target.find('?'), target.size());
    head.path = std::string(target.substr(0, mark));
    head.query = std::string(target.substr(std::min(mark + 1, target.size())));
    return std::nullopt;
}

// A line that begins with a space continued the one before it in old programs; names never hold or end in
// one.
std::optional<Refusal> read_header_line(std::string_view line, Head& head) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return bad_line;
    const std::string_view value = without_spaces(line.substr(colon + 1));
    if (!is_value(value)) return bad_line;
    head.headers.push_back({lower(line.substr(0, colon)), std::string(value)});
    return std::nullopt;
}

// What decides who is asked, where the request ends or who may: said once, or refused.
bool says_one_thing_twice(const Head& head) {
    constexpr std::array<std::string_view, 8> once{"host",         "content-length", "transfer-encoding",
                                                   "content-type", "origin",         "sec-fetch-site",
                                                   "cookie",       "expect"};
    return std::any_of(once.begin(), once.end(), [&](std::string_view name) {
        return std::count_if(head.headers.begin(), head.headers.end(),
                             [&](const Field& header) { return header.name == name; }) > 1;
    });
}

bool has(const Head& head, std::string_view name) {
    return std::any_of(head.headers.begin(), head.headers.end(),
                       [&](const Field& header) { return header.name == name; });
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
    if (text.empty() || text.size() > 18) return std::nullopt;
    std::uint64_t number = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

std::optional<Refusal> read_framing(Head& head, bool is_http_1_1) {
    const bool has_length = has(head, "content-length");
    const bool has_coding = has(head, "transfer-encoding");
    if (has_length && has_coding) return bad_length;
    if (has_coding) {
        if (!is_http_1_1) return bad_length;
        if (lower(head.header("transfer-encoding")) != "chunked")
            return Refusal{501, "The request comes in a coding that this service does not know."};
        head.is_chunked = true;
    }
    if (has_length) {
        head.content_length = whole_number(head.header("content-length"));
        if (!head.content_length) return bad_length;
    }
    if (head.has_body() && (head.method == Method::get || head.method == Method::head))
        return Refusal{400, "A request that only reads must not bring anything along."};
    return std::nullopt;
}

std::optional<Refusal> read_wishes(Head& head) {
    for (const Field& header : head.headers) {
        if (header.name != "connection") continue;
        for (const auto word : split(header.value, ','))
            if (lower(trim(word)) == "close") head.keeps_connection = false;
    }
    if (has(head, "expect")) {
        if (lower(head.header("expect")) != "100-continue")
            return Refusal{417, "The request expects something that this service does not know."};
        head.expects_continue = true;
    }
    if (has(head, "content-encoding") && lower(head.header("content-encoding")) != "identity")
        return Refusal{415, "The request comes in a coding that this service does not know."};
    return std::nullopt;
}

}  // namespace

std::string_view Head::header(std::string_view name) const {
    for (const Field& field : headers)
        if (field.name == name) return field.value;
    return {};
}

std::optional<std::variant<std::size_t, Refusal>> whole_head(std::string_view bytes, std::size_t& scanned,
                                                             const HeadLimits& limits) {
    using Answer = std::variant<std::size_t, Refusal>;
    if (!bytes.empty() && !is_token_char(bytes.front())) return Answer(bad_line);
    const std::size_t longest_line = limits.target_bytes + 64;
    // Only as much as may be a head: what comes after it is the next request's or the body's.
    const std::string_view looked_at = bytes.substr(0, limits.bytes);
    for (;;) {
        const std::size_t end = looked_at.find('\n', scanned);
        if (end == std::string_view::npos) break;
        if (end == 0 || looked_at[end - 1] != '\r') return Answer(bad_line);
        if (scanned == 0 && end > longest_line) return Answer(long_target);
        scanned = end + 1;
        if (end >= 3 && looked_at.substr(end - 3, 4) == "\r\n\r\n") return Answer(scanned);
    }
    if (scanned == 0 && bytes.size() > longest_line) return Answer(long_target);
    if (bytes.size() >= limits.bytes) return Answer(long_head);
    return std::nullopt;
}

std::variant<Head, Refusal> read_head(std::string_view bytes, const HeadLimits& limits) {
    Head head;
    bytes.remove_suffix(2);
    const std::size_t first_end = bytes.find("\r\n");
    if (auto refusal = read_request_line(bytes.substr(0, first_end), limits, head)) return *refusal;
    const bool is_http_1_1 = head.keeps_connection;
    bytes.remove_prefix(first_end + 2);
    while (!bytes.empty()) {
        const std::size_t end = bytes.find("\r\n");
        if (head.headers.size() >= limits.lines) return long_head;
        if (auto refusal = read_header_line(bytes.substr(0, end), head)) return *refusal;
        bytes.remove_prefix(end + 2);
    }
    if (says_one_thing_twice(head))
        return Refusal{400, "The request says one thing twice. Use an ordinary browser."};
    if (!has(head, "host"))
        return Refusal{400, "The request does not say whom it asks. Use an ordinary browser."};
    if (auto refusal = read_framing(head, is_http_1_1)) return *refusal;
    if (auto refusal = read_wishes(head)) return *refusal;
    return head;
}

std::optional<Refusal> refused_host(const Head& head, std::string_view address, std::uint16_t port,
                                    const Reach& reach) {
    const std::string host = lower(head.header("host"));
    if (!host.empty() && host == reach.public_host()) return std::nullopt;
    const std::string ending = ':' + std::to_string(port);
    for (const auto name : std::array<std::string_view, 4>{"localhost", "127.0.0.1", "[::1]", address}) {
        if (host == std::string(name) + ending) return std::nullopt;
        if (port == 80 && host == name) return std::nullopt;
    }
    if (!reach.public_address.empty())
        return Refusal{421, "This service answers under its own address only. Open it under that address."};
    return Refusal{421,
                   "This service answers only on this machine and under the address it was started with. "
                   "Open it under http://localhost and the port it was given."};
}

std::optional<Refusal> refused_origin(const Head& head, const Reach& reach) {
    if (head.method != Method::post) return std::nullopt;
    constexpr Refusal refusal{403,
                              "What was sent came from a page of another site, so nothing was changed. "
                              "Open the page here and send it again."};
    const std::string site = lower(head.header("sec-fetch-site"));
    if (has(head, "sec-fetch-site") && site != "same-origin" && site != "none") return refusal;
    if (has(head, "origin") && lower(head.header("origin")) != reach.origin_of(lower(head.header("host"))))
        return refusal;
    return std::nullopt;
}

}  // namespace footprint::web
