#include "store/digest.h"

#include "base/result.h"

#include <sodium.h>

namespace footprint::store {

namespace {

crypto_generichash_state* state_in(std::array<unsigned char, 384>& bytes) {
    static_assert(sizeof(crypto_generichash_state) <= sizeof bytes &&
                  alignof(crypto_generichash_state) <= 64);
    return reinterpret_cast<crypto_generichash_state*>(bytes.data());
}

}  // namespace

Digest::Digest() {
    static const bool ready = sodium_init() >= 0;
    ensure(ready, "libsodium could be made ready");
    crypto_generichash_init(state_in(state_), nullptr, 0, sizeof(Fingerprint));
}

void Digest::feed(const void* bytes, std::size_t size) {
    crypto_generichash_update(state_in(state_), static_cast<const unsigned char*>(bytes), size);
}

Digest& Digest::add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    feed(text.data(), text.size());
    return *this;
}

// Little-endian on every machine, so that a copy can be checked anywhere.
Digest& Digest::add(std::int64_t number) {
    std::array<unsigned char, 8> bytes{};
    auto rest = static_cast<std::uint64_t>(number);
    for (unsigned char& byte : bytes) {
        byte = static_cast<unsigned char>(rest & 0xffU);
        rest >>= 8U;
    }
    feed(bytes.data(), bytes.size());
    return *this;
}

Digest& Digest::add(const Fingerprint& fingerprint) {
    feed(fingerprint.data(), fingerprint.size());
    return *this;
}

Fingerprint Digest::finish() {
    Fingerprint result{};
    crypto_generichash_final(state_in(state_), result.data(), result.size());
    return result;
}

std::string hex(const Fingerprint& fingerprint) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(fingerprint.size() * 2);
    for (const unsigned char byte : fingerprint) {
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 15U]);
    }
    return text;
}

}  // namespace footprint::store
