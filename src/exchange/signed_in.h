// Who signed in, as the claims of their ID token say it.
//
// In      claims that were checked; which claims say what here
// Out     subject, name, e-mail, authority, roles, when they proved who they are
// Units   texts of at most 200 characters (a subject: 255), at most 50 roles
// Errors  Problem for the log: a text with control characters or too long, no subject, too many roles
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.h"
#include "base/result.h"
#include "exchange/json_tree.h"

namespace footprint::exchange {

// Names of claims. One within another is written with points: realm_access.roles.
struct ClaimNames {
    std::string subject = "sub";
    std::string name = "name";
    std::string email = "email";
    std::string roles = "roles";
    std::string authority;  // empty where the provider serves one authority only
};

struct SignedIn {
    std::string issuer;  // with the subject, the only thing that never changes for a person
    std::string subject;
    std::string name;
    std::string email;
    std::string authority;
    std::vector<std::string> roles;  // our own, by the map; empty for a person who has no business here
    std::string id_token;            // for signing out
    Moment authenticated_at;  // when they last showed the provider who they are; nought: it does not say
};

// `roles` says which value of the claim gives which role; values that are not in it give none.
Result<SignedIn> signed_in_by(const JsonTree& claims, const ClaimNames& names,
                              const std::multimap<std::string, std::string>& roles);
// Printable, of at most that many characters, valid UTF-8; nothing that writes backwards or breaks lines.
bool is_plain_text(std::string_view text, std::size_t most_characters);

}  // namespace footprint::exchange
