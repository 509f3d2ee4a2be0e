// The head of a request, read by the letter: what could be read in two ways is refused, not repaired.
//
// In      the bytes up to and with the empty line; what this service is reached under
// Out     method, target, headers, how the body comes; or a Refusal: the status and a sentence for the page
// Units   bytes
// Errors  a Refusal, after which the connection is closed
// Source  RFC 9112; W3C Fetch Metadata
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "web/forms.h"
#include "web/reach.h"
#include "web/request.h"

namespace footprint::web {

struct HeadLimits {
    std::size_t bytes = 16 * 1024;
    std::size_t target_bytes = 4 * 1024;
    std::size_t lines = 100;
};

struct Refusal {
    int status = 400;
    std::string_view text;
};

struct Head {
    std::string method_name;
    std::optional<Method> method;  // std::nullopt: none that any address of this service has
    std::string path;
    std::string query;
    std::vector<Field> headers;  // names in lower case
    std::optional<std::uint64_t> content_length;
    bool is_chunked = false;
    bool expects_continue = false;
    bool keeps_connection = true;

    std::string_view header(std::string_view name) const;
    bool has_body() const { return is_chunked || content_length.value_or(0) > 0; }
};

// How far the bytes that have come so far are a head: its length once it is whole, a Refusal as soon as it
// cannot become one, otherwise std::nullopt. `scanned` is where the last look stopped; 0 at first.
std::optional<std::variant<std::size_t, Refusal>> whole_head(std::string_view bytes, std::size_t& scanned,
                                                             const HeadLimits& limits);
// REQUIRES: bytes end with the empty line
std::variant<Head, Refusal> read_head(std::string_view bytes, const HeadLimits& limits);

// A page of another site that has its own name point to this machine still sends that name: it is refused.
// `address` is the one listened on, as "127.0.0.1" or "[::1]"; the public address is a name too.
std::optional<Refusal> refused_host(const Head& head, std::string_view address, std::uint16_t port,
                                    const Reach& reach);
// A form on a page of another site is refused.
std::optional<Refusal> refused_origin(const Head& head, const Reach& reach);

}  // namespace footprint::web
