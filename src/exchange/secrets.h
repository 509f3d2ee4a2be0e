// What nobody may guess, and how it is compared.
//
// In      how many random bytes; texts
// Out     random text; equal or not; a fingerprint of 32 bytes
// Errors  a machine without a source of chance is a broken invariant
// Source  libsodium; SHA-256 (FIPS 180-4)
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace footprint::exchange {

// That many random bytes, as base64url.
std::string random_text(std::size_t bytes);
// That many letters, each drawn out of those.
std::string random_letters(std::size_t how_many, std::string_view out_of);
// Takes as long for texts that differ at their beginning as for texts that differ at their end.
bool same_secret(std::string_view one, std::string_view other);
std::string sha256(std::string_view bytes);

}  // namespace footprint::exchange
