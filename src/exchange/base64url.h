// Bytes as text that can stand in an address, strictly: one text for the same bytes, and no other.
//
// In      bytes; or letters, digits, "-" and "_", without padding
// Out     text; or bytes
// Errors  std::nullopt for any other character, for padding, for a length that cannot be, and for bits that
//         stand over and are not zero
// Source  RFC 4648, section 5
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace footprint::exchange {

std::string base64url(std::string_view bytes);
std::optional<std::string> bytes_of_base64url(std::string_view text);

}  // namespace footprint::exchange
