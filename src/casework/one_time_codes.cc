#include "casework/one_time_codes.h"

#include <openssl/hmac.h>

#include <array>

#include "base/text.h"
#include "exchange/secrets.h"

namespace footprint::casework {

namespace {

constexpr std::int64_t step_micros = 30'000'000;
constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// What is no letter of base32 is left out: people type blanks and hyphens.
std::string from_base32(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const std::size_t value = base32_letters.find(c);
        if (value == std::string_view::npos) continue;
        bits = (bits << 5) | static_cast<std::uint32_t>(value);
        held += 5;
        if (held < 8) continue;
        held -= 8;
        out += static_cast<char>((bits >> held) & 0xFF);
    }
    return out;
}

// RFC 4226 5.3
std::string digits_of(const std::string& secret, std::int64_t step) {
    std::array<unsigned char, 8> counter{};
    for (int i = 7; i >= 0; --i, step >>= 8)
        counter[static_cast<std::size_t>(i)] = static_cast<unsigned char>(step);
    std::array<unsigned char, 20> mac{};
    unsigned int size = 0;
    HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
         mac.data(), &size);
    const std::size_t offset = mac[19] & 0x0F;
    const std::uint32_t cut = (static_cast<std::uint32_t>(mac[offset] & 0x7F) << 24) |
                              (static_cast<std::uint32_t>(mac[offset + 1]) << 16) |
                              (static_cast<std::uint32_t>(mac[offset + 2]) << 8) | mac[offset + 3];
    std::string digits = std::to_string(cut % 1'000'000);
    return std::string(6 - digits.size(), '0') + digits;
}

}  // namespace

std::string new_one_time_key() {
    // 32 letters of five bits are the 160 bits that RFC 4226 asks for.
    return exchange::random_letters(32, base32_letters);
}

std::string one_time_key_address(std::string_view key, std::string_view service, std::string_view account) {
    const std::string issuer = percent_encoded(service);
    return "otpauth://totp/" + issuer + ":" + percent_encoded(account) + "?secret=" + std::string(key) +
           "&issuer=" + issuer;
}

std::optional<std::int64_t> matching_step(std::string_view key, std::string_view digits, Moment at,
                                          std::int64_t last_used) {
    const std::string secret = from_base32(key);
    const std::int64_t now = at.micros / step_micros;
    std::optional<std::int64_t> found;
    for (std::int64_t step = now - 1; step <= now + 1; ++step)
        if (exchange::same_secret(digits_of(secret, step), digits) && step > last_used) found = step;
    return found;
}

std::vector<std::string> new_recovery_codes() {
    constexpr int how_many = 10;
    std::vector<std::string> codes;
    for (int i = 0; i < how_many; ++i) {
        // Without letters that look like others; some 118 bits, which nobody tries through.
        const std::string code = exchange::random_letters(24, "abcdefghjkmnpqrstuvwxyz23456789");
        codes.push_back(
            join({code.substr(0, 6), code.substr(6, 6), code.substr(12, 6), code.substr(18)}, "-"));
    }
    return codes;
}

std::string plain_recovery_code(std::string_view typed) {
    std::string plain;
    for (const char c : typed)
        if (c != ' ' && c != '-') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return plain;
}

}  // namespace footprint::casework
