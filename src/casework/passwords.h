// Passwords that people choose: whether they will do, and what is kept of them.
//
// In      what somebody typed; what is kept of it
// Out     what may be kept: a hash with its salt
// Errors  Fault: no memory for a hash. Whether a password will do is a sentence
// Source  Argon2id (RFC 9106), as libsodium has it; NCSC's guidance for owners of systems: length and a
//         list of common ones, no forced change, no rules of composition
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace footprint::casework {

inline constexpr std::size_t least_password_letters = 12;
inline constexpr std::size_t most_password_letters = 128;
inline constexpr std::size_t most_password_bytes = 1024;  // no more is hashed, so that length costs nobody

// What is wrong with a password that somebody chose, and what to do; nothing where it will do.
// Known: what an attacker would try first, as the account's name and the authority's.
std::optional<std::string> weak_password(std::string_view password, const std::vector<std::string>& known);

// Argon2id with 19 MiB and two passes, some ten milliseconds.
std::string hash_password(std::string_view password);
bool is_password(std::string_view password, const std::string& hash);
// The work of is_password(), for an account that is not there: the time tells nobody which accounts are.
void pretend_to_check(std::string_view password);
// How many hashes this process has reckoned so far.
std::uint64_t hashes_reckoned();

}  // namespace footprint::casework
