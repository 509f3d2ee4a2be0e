// Tokens by which an identity provider vouches for a person; nothing in one is believed unsigned.
//
// In      a token in three parts; the provider's public keys; what the token must say; the moment
// Out     the claims of the token
// Units   seconds since 1970 in claims; limits in bytes
// Errors  Problem for the log: not_found where no key bears the token's name for it, so that the keys may be
//         read anew; unreadable, too_large or not_permitted otherwise
// Source  RFC 7515, 7517, 7518, 7519, 8725; OpenID Connect Core 1.0, sections 3.1.3.6 and 3.1.3.7
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.h"
#include "base/result.h"
#include "exchange/json_tree.h"

namespace footprint::exchange {

inline constexpr std::size_t most_token_bytes = 32 * 1024;
inline constexpr std::size_t most_keys = 50;

struct PublicKey;

// Of a provider's keys those that can be used here: RSA of 2048 to 8192 bits and EC on P-256, for signatures.
class KeySet {
  public:
    static Result<KeySet> read(std::string_view json);
    const std::vector<std::shared_ptr<const PublicKey>>& keys() const { return keys_; }

  private:
    std::vector<std::shared_ptr<const PublicKey>> keys_;
};

// What an ID token must say to be meant for us, now, and for this one sign-in.
struct Expected {
    std::string issuer;
    std::string audience;
    std::string nonce;
    std::string access_token;  // that came with it; empty where there was none
    Moment now;
    std::int64_t skew_seconds = 60;  // how far the provider's clock may be from ours
    Moment authenticated_since{};    // from when on the person must have shown who they are; nought: whenever
};

// The claims of a token that one of the keys has signed, by RS256 or ES256; nothing else about them is
// checked.
Result<JsonTree> signed_claims(std::string_view token, const KeySet& keys);
// All that speaks against these claims; none where they are as expected.
Problems faults_of_claims(const JsonTree& claims, const Expected& expected);
// Both of them.
Result<JsonTree> checked_id_token(std::string_view token, const KeySet& keys, const Expected& expected);

}  // namespace footprint::exchange
