#include "exchange/json_web_token.h"

#include "base/text.h"
#include "exchange/base64url.h"
#include "exchange/secrets.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <array>
#include <cmath>
#include <optional>

namespace footprint::exchange {

namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* held) const {
        release(held);
    }
};
using Pkey = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Release<BN_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Release<ECDSA_SIG_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>>;

constexpr std::size_t ec_bytes = 32;
constexpr int fewest_rsa_bits = 2048;
constexpr int most_rsa_bits = 8192;  // longer ones only cost time

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(std::string_view bytes) {
    return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

}  // namespace

struct PublicKey {
    std::string name;       // its kid, empty where it has none
    std::string algorithm;  // RS256 or ES256: a key is used with its own alone
    Pkey key;
};

namespace {

Pkey key_made_of(const char* kind, OSSL_PARAM_BLD* builder) {
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    Pkey key(made);
    // A point beside the curve, or an exponent that makes anything a signature, would pass until here.
    const PkeyContext checking(EVP_PKEY_CTX_new_from_pkey(nullptr, made, nullptr));
    if (!checking || EVP_PKEY_public_check(checking.get()) != 1) return nullptr;
    return key;
}

std::optional<std::string> bytes_of_member(const JsonTree& key, std::string_view name) {
    const auto text = key.text_of(name);
    return text ? bytes_of_base64url(*text) : std::nullopt;
}

Pkey rsa_key(const JsonTree& key) {
    const auto modulus = bytes_of_member(key, "n");
    const auto exponent = bytes_of_member(key, "e");
    if (!modulus || !exponent || modulus->size() > most_rsa_bits / 8 + 1 || exponent->size() > 8)
        return nullptr;
    const Number n = number_of(*modulus);
    const Number e = number_of(*exponent);
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || BN_num_bits(n.get()) < fewest_rsa_bits ||
        BN_num_bits(n.get()) > most_rsa_bits)
        return nullptr;
    if (OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return nullptr;
    return key_made_of("RSA", builder.get());
}

Pkey ec_key(const JsonTree& key) {
    const auto x = bytes_of_member(key, "x");
    const auto y = bytes_of_member(key, "y");
    if (key.text_of("crv") != "P-256" || !x || !y || x->size() != ec_bytes || y->size() != ec_bytes)
        return nullptr;
    const std::string point = '\x04' + *x + *y;
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1)
        return nullptr;
    return key_made_of("EC", builder.get());
}

// nullptr for a key that is of another kind, too weak, broken, or meant for something else.
std::shared_ptr<const PublicKey> usable_key(const JsonTree& json) {
    const auto kind = json.text_of("kty");
    PublicKey made{std::string(json.text_of("kid").value_or("")), {}, {}};
    if (json.text_of("use").value_or("sig") != "sig") return nullptr;
    if (json.member("key_ops") != nullptr && !json.lists("key_ops", "verify")) return nullptr;
    if (kind == "RSA") {
        made.algorithm = "RS256";
        made.key = rsa_key(json);
    } else if (kind == "EC") {
        made.algorithm = "ES256";
        made.key = ec_key(json);
    }
    if (!made.key || json.text_of("alg").value_or(made.algorithm) != made.algorithm) return nullptr;
    return std::make_shared<const PublicKey>(std::move(made));
}

Problem fault(Problem::Kind kind, std::string message) {
    return {kind, {}, std::move(message)};
}

}  // namespace

Result<KeySet> KeySet::read(std::string_view json) {
    const auto tree = parse_json(json);
    const JsonTree* const list = tree ? tree->member("keys") : nullptr;
    if (list == nullptr || list->kind != JsonTree::Kind::list)
        return fault(Problem::Kind::unreadable,
                     "The provider's keys are not the JSON that they should be: ask the provider's people.");
    if (list->items.size() > most_keys)
        return fault(Problem::Kind::too_large,
                     "The provider has more than 50 keys: ask the provider's people.");
    KeySet set;
    for (const JsonTree& each : list->items)
        if (auto key = usable_key(each)) set.keys_.push_back(std::move(key));
    ERR_clear_error();
    if (set.keys_.empty())
        return fault(Problem::Kind::missing,
                     "Among the provider's keys is none for RS256 (of at least 2048 bits) or ES256: have the "
                     "provider sign by one of these.");
    return set;
}

namespace {

// What the head of a token claims. It is good for choosing a key, and for nothing else.
struct Head {
    std::string algorithm;
    std::string key_name;
};

Result<Head> head_of(std::string_view text) {
    const auto bytes = bytes_of_base64url(text);
    const auto json = bytes ? parse_json(*bytes) : std::nullopt;
    if (!json || json->kind != JsonTree::Kind::object)
        return fault(Problem::Kind::unreadable, "The token's head is no JSON: refuse it.");
    const auto algorithm = json->text_of("alg").value_or("");
    if (algorithm != "RS256" && algorithm != "ES256")
        return fault(Problem::Kind::not_permitted,
                     "The token is not signed by RS256 or ES256: have the provider sign by one of these.");
    if (json->member("crit") != nullptr)
        return fault(Problem::Kind::not_permitted,
                     "The token's head asks for extensions that are not known here: have the provider leave "
                     "them out.");
    if (json->member("typ") != nullptr && upper(json->text_of("typ").value_or("")) != "JWT")
        return fault(Problem::Kind::not_permitted,
                     "The token is of another type than an ID token: refuse it.");
    if (json->member("kid") != nullptr && !json->text_of("kid"))
        return fault(Problem::Kind::unreadable,
                     "The token names its key by something that is no text: refuse it.");
    return Head{std::string(algorithm), std::string(json->text_of("kid").value_or(""))};
}

// A token may leave out the name of its key only where there is no choice.
std::vector<std::shared_ptr<const PublicKey>> keys_for(const Head& head, const KeySet& set) {
    std::vector<std::shared_ptr<const PublicKey>> fitting;
    for (const auto& key : set.keys())
        if (key->algorithm == head.algorithm && (head.key_name.empty() || key->name == head.key_name))
            fitting.push_back(key);
    if (head.key_name.empty() && fitting.size() > 1) fitting.clear();
    return fitting;
}

// Tokens hold the two numbers of a signature side by side; OpenSSL wants them as a structure.
std::optional<std::string> der_of(std::string_view signature) {
    if (signature.size() != 2 * ec_bytes) return std::nullopt;
    const EcSignature pair(ECDSA_SIG_new());
    Number r = number_of(signature.substr(0, ec_bytes));
    Number s = number_of(signature.substr(ec_bytes));
    if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return std::nullopt;
    (void)r.release();  // both are the pair's now
    (void)s.release();
    std::array<unsigned char, 2 * ec_bytes + 16> room{};
    unsigned char* end = room.data();
    const int length = i2d_ECDSA_SIG(pair.get(), &end);
    if (length <= 0) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(room.data()), static_cast<std::size_t>(length));
}

bool holds(const PublicKey& key, std::string_view signed_text, std::string_view signature) {
    std::string der;
    if (key.algorithm == "ES256") {
        auto made = der_of(signature);
        if (!made) return false;
        der = std::move(*made);
        signature = der;
    }
    const DigestContext context(EVP_MD_CTX_new());
    return context &&
           EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.key.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(signed_text),
                            signed_text.size()) == 1;
}

}  // namespace

Result<JsonTree> signed_claims(std::string_view token, const KeySet& keys) {
    if (token.size() > most_token_bytes)
        return fault(Problem::Kind::too_large,
                     "The token has more than 32 KiB: have the provider put fewer claims into it.");
    const auto parts = split(token, '.');
    if (parts.size() != 3)
        return fault(Problem::Kind::unreadable, "The token has not three parts: refuse it.");
    const auto head = head_of(parts[0]);
    if (!head) return head.problems();
    const auto signature = bytes_of_base64url(parts[2]);
    if (!signature || signature->empty())
        return fault(Problem::Kind::unreadable, "The token's signature is not base64url: refuse it.");
    const auto fitting = keys_for(*head, keys);
    if (fitting.empty())
        return fault(Problem::Kind::not_found,
                     "None of the provider's keys is the one that the token names: read the keys anew.");
    const std::string_view signed_text = token.substr(0, parts[0].size() + 1 + parts[1].size());
    bool signed_by_one = false;
    for (const auto& key : fitting) signed_by_one = signed_by_one || holds(*key, signed_text, *signature);
    ERR_clear_error();  // or the next user of OpenSSL on this thread takes them for its own
    if (!signed_by_one)
        return fault(Problem::Kind::not_permitted, "The token's signature does not hold: refuse it.");
    const auto bytes = bytes_of_base64url(parts[1]);
    auto claims = bytes ? parse_json(*bytes) : std::nullopt;
    if (!claims || claims->kind != JsonTree::Kind::object)
        return fault(Problem::Kind::unreadable, "The token's claims are no JSON: ask the provider's people.");
    return std::move(*claims);
}

namespace {

bool names_audience(const JsonTree& claims, const std::string& ours, bool& others_too) {
    const JsonTree* const audience = claims.member("aud");
    if (audience == nullptr) return false;
    if (audience->kind == JsonTree::Kind::text) return audience->text == ours;
    others_too = audience->items.size() > 1;
    return claims.lists("aud", ours);
}

void look_at_parties(const JsonTree& claims, const Expected& expected, Problems& faults) {
    const auto note = [&](std::string message) {
        faults.push_back(fault(Problem::Kind::not_permitted, std::move(message)));
    };
    if (claims.text_of("iss") != expected.issuer)
        note("The token's issuer (iss) is not the provider: compare the issuer of both sides.");
    bool others_too = false;
    if (!names_audience(claims, expected.audience, others_too))
        note("The token is not meant for us (aud): compare our id with the one that the provider has.");
    if (others_too && claims.member("azp") == nullptr)
        note("The token is for several, and does not say who asked for it (azp): refuse it.");
    if (claims.member("azp") != nullptr && claims.text_of("azp") != expected.audience)
        note("Somebody else asked for the token (azp): refuse it.");
    if (claims.text_of("sub").value_or("").empty()) note("The token names no person (sub): refuse it.");
    if (expected.nonce.empty() || claims.text_of("nonce") != expected.nonce)
        note("The token was not made for this sign-in (nonce): refuse it.");
}

void look_at_times(const JsonTree& claims, const Expected& expected, Problems& faults) {
    const auto note = [&](Problem::Kind kind, std::string message) {
        faults.push_back(fault(kind, std::move(message)));
    };
    const double now = std::floor(static_cast<double>(expected.now.micros) / 1e6);
    const auto skew = static_cast<double>(expected.skew_seconds);
    const auto expires = claims.number_of("exp");
    const auto issued = claims.number_of("iat");
    if (!expires)
        note(Problem::Kind::missing, "The token does not say until when it holds (exp): refuse it.");
    else if (now >= *expires + skew)
        note(Problem::Kind::not_permitted, "The token has expired (exp): compare the clocks of both sides.");
    if (!issued)
        note(Problem::Kind::missing, "The token does not say since when it is there (iat): refuse it.");
    else if (*issued > now + skew)
        note(Problem::Kind::not_permitted,
             "The token is from the future (iat): compare the clocks of both sides.");
    const double since = std::floor(static_cast<double>(expected.authenticated_since.micros) / 1e6);
    const auto authenticated = claims.number_of("auth_time");
    if (since > 0 && !authenticated)
        note(Problem::Kind::missing,
             "The token does not say when the person showed who they are (auth_time): have the provider say "
             "it.");
    else if (since > 0 && *authenticated < since - skew)
        note(Problem::Kind::not_permitted,
             "The person was not asked anew who they are (auth_time): have the provider heed prompt=login.");
    if (claims.member("nbf") != nullptr && claims.number_of("nbf").value_or(HUGE_VAL) > now + skew)
        note(Problem::Kind::not_permitted,
             "The token does not hold yet (nbf): compare the clocks of both sides.");
}

}  // namespace

Problems faults_of_claims(const JsonTree& claims, const Expected& expected) {
    Problems faults;
    look_at_parties(claims, expected, faults);
    look_at_times(claims, expected, faults);
    // RS256 and ES256 both go with SHA-256, of which the left half stands in the token.
    if (claims.member("at_hash") != nullptr && !expected.access_token.empty() &&
        claims.text_of("at_hash") != base64url(sha256(expected.access_token).substr(0, 16)))
        faults.push_back(fault(Problem::Kind::not_permitted,
                               "The token belongs to another access token (at_hash): refuse it."));
    return faults;
}

Result<JsonTree> checked_id_token(std::string_view token, const KeySet& keys, const Expected& expected) {
    auto claims = signed_claims(token, keys);
    if (!claims) return claims;
    if (auto faults = faults_of_claims(*claims, expected); !faults.empty()) return faults;
    return claims;
}

}  // namespace footprint::exchange
