// A provider's keys and tokens, made in the test and wrong in whatever way is asked for.
//
// In      a name for the key; head and claims of a token
// Out     keys as a provider publishes them; tokens
// Errors  a broken invariant where OpenSSL refuses
#pragma once

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "base/result.h"
#include "exchange/base64url.h"

namespace footprint::exchange {

using nlohmann::json;

class TestKey {
  public:
    static TestKey rsa(std::string name, unsigned int bits = 2048) {
        return {std::move(name), EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(bits))};
    }
    static TestKey ec(std::string name, const char* curve = "P-256") {
        return {std::move(name), EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve)};
    }

    bool is_rsa() const { return EVP_PKEY_is_a(key_.get(), "RSA") == 1; }
    const char* algorithm() const { return is_rsa() ? "RS256" : "ES256"; }
    json published() const {
        if (is_rsa())
            return {{"kty", "RSA"},
                    {"kid", name_},
                    {"n", part(OSSL_PKEY_PARAM_RSA_N)},
                    {"e", part(OSSL_PKEY_PARAM_RSA_E)}};
        return {{"kty", "EC"},
                {"kid", name_},
                {"crv", "P-256"},
                {"x", part(OSSL_PKEY_PARAM_EC_PUB_X)},
                {"y", part(OSSL_PKEY_PARAM_EC_PUB_Y)}};
    }
    json head() const { return {{"alg", algorithm()}, {"kid", name_}}; }

    std::string token(const json& claims) const { return token(head(), claims.dump()); }
    std::string token(const json& head, const std::string& claims) const {
        const std::string text = base64url(head.dump()) + '.' + base64url(claims);
        return text + '.' + base64url(signature(text));
    }
    // As a token holds it: RSA's number, or EC's two numbers side by side.
    std::string signature(const std::string& text) const {
        const std::string made = openssl_signature(text);
        if (is_rsa()) return made;
        const auto* at = reinterpret_cast<const unsigned char*>(made.data());
        const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(
            d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(made.size())), &ECDSA_SIG_free);
        return padded(ECDSA_SIG_get0_r(pair.get())) + padded(ECDSA_SIG_get0_s(pair.get()));
    }
    std::string openssl_signature(const std::string& text) const {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                              &EVP_MD_CTX_free);
        std::string made(1024, '\0');
        std::size_t size = made.size();
        ensure(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
                   EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(made.data()), &size,
                                  reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1,
               "OpenSSL signs");
        made.resize(size);
        return made;
    }

  private:
    TestKey(std::string name, EVP_PKEY* key) : name_(std::move(name)), key_(key, &EVP_PKEY_free) {
        ensure(key != nullptr, "OpenSSL makes a key");
    }

    static std::string padded(const BIGNUM* number) {
        std::string bytes(32, '\0');
        ensure(BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), 32) == 32,
               "a number of P-256 has 32 bytes");
        return bytes;
    }
    std::string part(const char* name) const {
        BIGNUM* number = nullptr;
        ensure(EVP_PKEY_get_bn_param(key_.get(), name, &number) == 1, "the key has that part");
        std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
        if (!is_rsa()) bytes.resize(32);
        BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
        BN_free(number);
        return base64url(bytes);
    }

    std::string name_;
    std::shared_ptr<EVP_PKEY> key_;
};

inline std::string key_list(const std::vector<json>& keys) {
    return json{{"keys", keys}}.dump();
}

}  // namespace footprint::exchange
