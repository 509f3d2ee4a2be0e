// One question to another server, and its answer: nothing is followed, kept or waited for without end.
//
// In      an https address (http only at this very machine, for tests), a form to send, limits
// Out     status, content type and body
// Units   milliseconds, bytes
// Errors  Problem: an address that is not allowed, a server that cannot be reached, does not prove who it
//         is, answers too slowly or too much. Any status is an answer
// Source  libcurl
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace footprint::exchange {

struct HttpTerms {
    std::string authorities_file;  // of the certificates to trust, PEM; empty for those of the system
    std::string proxy;             // empty for none; the environment is not asked
    int connect_ms = 5'000;
    int whole_ms = 10'000;
    std::size_t most_bytes = 1024 * 1024;
};

struct HttpReply {
    int status = 0;
    std::string content_type;  // in lower case, without parameters
    std::string body;
};

using FormFields = std::vector<std::pair<std::string, std::string>>;

Result<HttpReply> http_get(const std::string& address, const HttpTerms& terms);
// A form is posted; an identity, if one is given, goes along as a name and a password.
struct HttpIdentity {
    std::string name;
    std::string password;
};
Result<HttpReply> http_post(const std::string& address, const FormFields& form, const HttpIdentity* identity,
                            const HttpTerms& terms);

// Whether it may be called: https with a host and nothing before it, no fragment; or http at this machine.
bool may_be_called(const std::string& address);
bool is_https(const std::string& address);
// "a=1&b=%2F": as forms are posted and as addresses carry them.
std::string form_text(const FormFields& form);
// Everything but letters, digits and "-._~" as %XX.
std::string escaped(std::string_view text);

}  // namespace footprint::exchange
