// The six digits that somebody's telephone shows, reckoned a second time.
//
// In      a key, as the page that hands it out shows it; a moment
// Out     digits
// Errors  none
// Source  RFC 6238
#pragma once

#include <openssl/hmac.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/moment.h"

namespace footprint::web {

// A step of thirty seconds away from the last code that was used.
inline constexpr std::int64_t half_a_minute = 30'000'000;

inline std::string digits_for(const std::string& key, Moment at) {
    std::string bytes;
    std::uint64_t bits = 0;
    int held = 0;
    for (const char letter : key) {
        bits = bits << 5 | std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").find(letter);
        held += 5;
        if (held < 8) continue;
        held -= 8;
        bytes += static_cast<char>(bits >> held & 0xFF);
    }
    std::uint64_t step = static_cast<std::uint64_t>(at.micros / half_a_minute);
    unsigned char counter[8];
    for (int i = 7; i >= 0; --i, step >>= 8) counter[i] = static_cast<unsigned char>(step & 0xFF);
    unsigned char mac[20];
    unsigned int size = 0;
    HMAC(EVP_sha1(), bytes.data(), static_cast<int>(bytes.size()), counter, sizeof counter, mac, &size);
    const int from = mac[19] & 15;
    const unsigned cut = (mac[from] & 0x7FU) << 24 | mac[from + 1] << 16 | mac[from + 2] << 8 | mac[from + 3];
    std::string digits = std::to_string(cut % 1'000'000);
    return std::string(6 - digits.size(), '0') + digits;
}

}  // namespace footprint::web
