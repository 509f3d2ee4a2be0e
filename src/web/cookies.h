// Cookies: read strictly, written so that no script and no other site can have them.
//
// In      a Cookie header; a name and a value for Set-Cookie
// Out     names and values; the text of a Set-Cookie header
// Errors  a broken pair is left out; a name or value that cannot be written is a broken invariant
// Source  RFC 6265
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/forms.h"

namespace footprint::web {

std::vector<Field> read_cookies(std::string_view header);

struct Cookie {
    std::string name;
    std::string value;
    std::optional<std::chrono::seconds> lasts =
        std::nullopt;  // std::nullopt: until the browser closes; 0: forget it now
    bool https_only = false;
    std::string path = "/";
    bool from_links = false;  // sent along too when a link on another site leads here, never with its forms
};

// "name=value; Path=/; HttpOnly; SameSite=Strict"
std::string set_cookie(const Cookie& cookie);

}  // namespace footprint::web
