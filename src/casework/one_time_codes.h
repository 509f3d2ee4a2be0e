// The second factor: six digits that a telephone shows for half a minute; and codes for when it is lost.
//
// In      a key that both sides have; the moment
// Out     whether the digits are right, and which half minute they were for
// Units   steps of 30 seconds since 1970
// Errors  none: what is not six digits is wrong
// Source  RFC 6238 and RFC 4226 (HMAC-SHA-1, six digits, 30 seconds)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.h"

namespace footprint::casework {

// 20 random bytes, written in the letters that authenticator apps take (base32).
std::string new_one_time_key();
// For a square to be scanned or a link to be followed: otpauth://totp/...
std::string one_time_key_address(std::string_view key, std::string_view service, std::string_view account);

// Digits of the step before, this one or the next are right, since clocks differ. A step that was used is
// used up. Yields the step to be kept as the last one used.
std::optional<std::int64_t> matching_step(std::string_view key, std::string_view digits, Moment at,
                                          std::int64_t last_used);

// Ten codes, each good for once.
std::vector<std::string> new_recovery_codes();
// As people type it: case, blanks and hyphens do not matter.
std::string plain_recovery_code(std::string_view typed);

}  // namespace footprint::casework
