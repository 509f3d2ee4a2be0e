#include "exchange/secrets.h"

#include "base/result.h"
#include "exchange/base64url.h"

#include <sodium.h>

namespace footprint::exchange {

namespace {

void make_ready() {
    static const bool ready = sodium_init() >= 0;
    ensure(ready, "libsodium could be made ready");
}

}  // namespace

std::string random_text(std::size_t bytes) {
    make_ready();
    std::string drawn(bytes, '\0');
    randombytes_buf(drawn.data(), drawn.size());
    return base64url(drawn);
}

std::string random_letters(std::size_t how_many, std::string_view out_of) {
    make_ready();
    std::string letters;
    while (letters.size() < how_many)
        letters += out_of[randombytes_uniform(static_cast<std::uint32_t>(out_of.size()))];
    return letters;
}

bool same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string sha256(std::string_view bytes) {
    std::string fingerprint(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(fingerprint.data()),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return fingerprint;
}

}  // namespace footprint::exchange
