#include "web/cookies.h"

#include <algorithm>

#include "base/result.h"
#include "base/text.h"

namespace footprint::web {

namespace {

bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               marks.find(c) != std::string_view::npos;
    });
}

bool is_cookie_value(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return c > 0x20 && c != 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
    });
}

}  // namespace

std::vector<Field> read_cookies(std::string_view header) {
    std::vector<Field> cookies;
    for (const auto pair : split(header, ';')) {
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        const std::string_view name = trim(pair.substr(0, equals));
        std::string_view value = trim(pair.substr(equals + 1));
        if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
            value = value.substr(1, value.size() - 2);
        if (is_token(name) && is_cookie_value(value))
            cookies.push_back({std::string(name), std::string(value)});
    }
    return cookies;
}

std::string set_cookie(const Cookie& cookie) {
    ensure(is_token(cookie.name) && is_cookie_value(cookie.value),
           "a cookie that no browser would understand");
    ensure(cookie.path.starts_with('/') && is_cookie_value(cookie.path), "a cookie's path is none");
    std::string text = cookie.name + '=' + cookie.value + "; Path=" + cookie.path +
                       "; HttpOnly; SameSite=" + (cookie.from_links ? "Lax" : "Strict");
    if (cookie.lasts) text += "; Max-Age=" + std::to_string(cookie.lasts->count());
    if (cookie.https_only) text += "; Secure";
    return text;
}

}  // namespace footprint::web
