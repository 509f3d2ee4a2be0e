#include "exchange/secrets.h"

#include "base/result.h"
#include "exchange/base64url.h"

#include <sodium.h>

namespace footprint::exchange {

std::string random_text(std::size_t bytes) {
    static const bool ready = sodium_init() >= 0;
    ensure(ready, "libsodium could be made ready");
    std::string drawn(bytes, '\0');
    randombytes_buf(drawn.data(), drawn.size());
    return base64url(drawn);
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
