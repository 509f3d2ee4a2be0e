#include "casework/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <cerrno>

#include "base/result.h"
#include "base/shipped.h"
#include "base/text.h"
#include "exchange/secrets.h"

namespace footprint::casework {

namespace {

// OWASP's least for Argon2id: 19 MiB, two passes, one lane.
constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = std::size_t{19} << 20;

std::atomic<std::uint64_t> reckoned{0};

void ready() {
    static const int done = sodium_init();
    ensure(done >= 0, "the library of passwords can be used");
}

// What is left of "Password123!" without what people add to pass rules: "password".
std::string core_of(std::string_view password) {
    std::string core = lower(password);
    const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    while (!core.empty() && !is_letter(core.back())) core.pop_back();
    return core;
}

bool is_common(std::string_view word) {
    // In order, a word a line, as the build writes them.
    static const std::vector<std::string_view> list =
        split(shipped("assets/passwords/common.txt").value_or(std::string_view()), '\n');
    ensure(list.size() > 10'000, "the list of common passwords is carried");
    return std::binary_search(list.begin(), list.end(), word);
}

// "aaaaaaaaaaaa", "abcdefghijkl", "123456789012", "asdasdasdasd".
bool is_a_pattern(std::string_view password) {
    for (std::size_t period = 1; period <= 4; ++period) {
        bool repeats = true;
        for (std::size_t i = period; i < password.size(); ++i)
            repeats = repeats && password[i] == password[i - period];
        if (repeats) return true;
    }
    std::size_t steps = 0;
    for (std::size_t i = 1; i < password.size(); ++i) {
        const int step = password[i] - password[i - 1];
        steps += step >= -1 && step <= 1 ? 1 : 0;
    }
    return steps + 3 >= password.size();
}

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

std::optional<std::string> weak_password(std::string_view password, const std::vector<std::string>& known) {
    if (password.size() > most_password_bytes || letters_in(password) > most_password_letters)
        return "It has more than " + std::to_string(most_password_letters) +
               " characters. Choose a shorter one.";
    if (letters_in(password) < least_password_letters)
        return "It has fewer than " + std::to_string(least_password_letters) +
               " characters. Three random words make a good one.";
    const std::string core = core_of(password);
    if (is_common(lower(password)) || is_common(core))
        return "It is one of the passwords that are tried first. Three random words make a good one.";
    if (is_a_pattern(password))
        return "It is a pattern that is easily guessed. Three random words make a good one.";
    for (const std::string& word : known) {
        constexpr std::size_t too_short_to_matter = 4;
        if (word.size() < too_short_to_matter || core.find(lower(word)) == std::string::npos) continue;
        if (core.size() < word.size() + least_password_letters - too_short_to_matter)
            return "It is little more than '" + word +
                   "', which others know. Three random words make a good one.";
    }
    return std::nullopt;
}

std::string hash_password(std::string_view password) {
    ready();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    ++reckoned;
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw Fault("There was no memory to hash a password. Try again in a moment.");
    return hash.data();
}

bool is_password(std::string_view password, const std::string& hash) {
    ready();
    if (password.empty() || password.size() > most_password_bytes || hash.size() >= crypto_pwhash_STRBYTES)
        return false;
    std::array<char, crypto_pwhash_STRBYTES> kept{};
    std::copy(hash.begin(), hash.end(), kept.begin());
    errno = 0;
    const bool fits = crypto_pwhash_str_verify(kept.data(), password.data(), password.size()) == 0;
    // What is no hash at all is refused by libsodium before anything is reckoned, and errno tells.
    if (fits || (errno == EINVAL && hash.starts_with(crypto_pwhash_argon2id_STRPREFIX))) ++reckoned;
    return fits;
}

void pretend_to_check(std::string_view password) {
    // Of the same price as a real one, and of no password that anybody knows; not reckoned here, or the first
    // name that is no account would cost twice.
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    // Salts of 16 bytes and hashes of 32, whose last letters in base64 hold a few bits only.
    static const std::string nobodys =
        "$argon2id$v=19$m=" + std::to_string(memory_bytes >> 10) + ",t=" + std::to_string(passes) + ",p=1$" +
        exchange::random_letters(21, letters) + "A$" + exchange::random_letters(42, letters) + "A";
    (void)is_password(password, nobodys);
}

std::uint64_t hashes_reckoned() {
    return reckoned;
}

}  // namespace footprint::casework
