// Tokens that hold, and every way of making one that must not.
#include "exchange/json_web_token.h"

#include <gtest/gtest.h>

#include "exchange/token_maker.h"
#include "support/property.h"

namespace footprint::exchange {
namespace {

using Kind = Problem::Kind;

constexpr std::int64_t noon = 1'795'435'200;  // 2026-11-23T12:00:00Z

// Keys take a while to make, so all tests share them.
const TestKey& rsa_key() {
    static const TestKey key = TestKey::rsa("rsa-1");
    return key;
}
const TestKey& ec_key() {
    static const TestKey key = TestKey::ec("ec-1");
    return key;
}
const TestKey& attackers_key() {
    static const TestKey key = TestKey::rsa("rsa-1");
    return key;
}
const KeySet& keys() {
    static const KeySet set = KeySet::read(key_list({rsa_key().published(), ec_key().published()})).value();
    return set;
}

Expected expected() {
    Expected said;
    said.issuer = "https://provider.example";
    said.audience = "footprint";
    said.nonce = "n-1";
    said.now = {noon * 1'000'000};
    return said;
}

json claims() {
    return {{"iss", "https://provider.example"},
            {"aud", "footprint"},
            {"sub", "TEST-officer-1"},
            {"nonce", "n-1"},
            {"iat", noon - 5},
            {"exp", noon + 300}};
}

json claims_with(const char* name, json value) {
    json all = claims();
    all[name] = std::move(value);
    return all;
}
json claims_without(const char* name) {
    json all = claims();
    all.erase(name);
    return all;
}

bool holds(const std::string& token, const Expected& said = expected()) {
    return checked_id_token(token, keys(), said).has_value();
}
// REQUIRES: the token does not hold
Kind fault_of(const std::string& token, const KeySet& set = keys()) {
    return checked_id_token(token, set, expected()).problems().front().kind;
}

TEST(JsonWebToken, HoldsByEitherAlgorithm) {
    for (const TestKey* key : {&rsa_key(), &ec_key()}) {
        const auto read = checked_id_token(key->token(claims()), keys(), expected());
        ASSERT_TRUE(read) << key->algorithm() << printed(read.problems());
        EXPECT_EQ(read->text_of("sub"), "TEST-officer-1");
    }
}

// Made by others: the examples of RFC 7515, A.2 and A.3, which have no types and no names of keys.
TEST(JsonWebToken, ReadsTheExamplesOfTheStandard) {
    const std::string payload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const auto rsa = KeySet::read(
        R"({"keys":[{"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx)"
        R"(HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_)"
        R"(7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5Zw)"
        R"(Kh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}]})");
    const auto ec = KeySet::read(
        R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
        R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})");
    const std::string by_rsa =
        "eyJhbGciOiJSUzI1NiJ9." + payload +
        ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbd"
        "s9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZ"
        "RmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs"
        "98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    const std::string by_ec =
        "eyJhbGciOiJFUzI1NiJ9." + payload +
        ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    ASSERT_TRUE(rsa && ec);
    EXPECT_EQ(signed_claims(by_rsa, *rsa).value().text_of("iss"), "joe");
    EXPECT_EQ(signed_claims(by_ec, *ec).value().text_of("iss"), "joe");
    EXPECT_EQ(signed_claims(by_rsa, *ec).problems().front().kind, Kind::not_found);
}

TEST(JsonWebToken, NoChangedByteHolds) {
    for (const TestKey* key : {&rsa_key(), &ec_key()}) {
        const std::string token = key->token(claims());
        tests::for_all("a token with one character changed is refused", [&] {
            const auto at = *rc::gen::inRange<std::size_t>(0, token.size());
            const char to = *rc::gen::elementOf(std::string("ABCXYZabcxyz0189-_.=+/ \n\x80"));
            std::string changed = token;
            RC_PRE(changed[at] != to);
            changed[at] = to;
            RC_ASSERT(!holds(changed));
        });
    }
}

TEST(JsonWebToken, NoPartOfOneHolds) {
    const std::string token = ec_key().token(claims());
    for (std::size_t size = 0; size < token.size(); ++size)
        EXPECT_FALSE(holds(token.substr(0, size))) << size;
    EXPECT_FALSE(holds(token + "A"));
    EXPECT_FALSE(holds(token + "."));
    EXPECT_FALSE(holds(token + "=="));
    EXPECT_FALSE(holds(' ' + token));
}

TEST(JsonWebToken, ClaimsOfOneDoNotGoWithTheSignatureOfAnother) {
    const std::string one = rsa_key().token(claims());
    const std::string other = rsa_key().token(claims_with("sub", "TEST-officer-2"));
    const std::string mixed = other.substr(0, other.rfind('.')) + one.substr(one.rfind('.'));
    EXPECT_EQ(fault_of(mixed), Kind::not_permitted);
}

TEST(JsonWebToken, UnsignedOnesAreRefused) {
    for (const char* name : {"none", "None", "NONE", "nOnE", ""}) {
        const std::string text =
            base64url(json{{"alg", name}}.dump()) + '.' + base64url(claims().dump()) + '.';
        EXPECT_EQ(fault_of(text), Kind::not_permitted) << name;
        EXPECT_EQ(fault_of(text + "AAAA"), Kind::not_permitted) << name;
        EXPECT_FALSE(holds(text.substr(0, text.size() - 1))) << name;
    }
    std::string stripped = rsa_key().token(claims());
    stripped.resize(stripped.rfind('.') + 1);
    EXPECT_EQ(fault_of(stripped), Kind::unreadable);
}

// The old trick: what is public is taken for a shared secret.
TEST(JsonWebToken, ThePublicKeyIsNoSecret) {
    for (const std::string& secret :
         {rsa_key().published()["n"].get<std::string>(), rsa_key().published().dump(), std::string()}) {
        const std::string text =
            base64url(json{{"alg", "HS256"}, {"kid", "rsa-1"}}.dump()) + '.' + base64url(claims().dump());
        std::string mac(32, '\0');
        unsigned int size = 32;
        ASSERT_NE(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       reinterpret_cast<unsigned char*>(mac.data()), &size),
                  nullptr);
        EXPECT_EQ(fault_of(text + '.' + base64url(mac)), Kind::not_permitted);
    }
}

TEST(JsonWebToken, OtherAlgorithmsAreRefusedEvenWithTheRightKey) {
    for (const char* name :
         {"RS384", "RS512", "PS256", "ES384", "ES512", "HS256", "EdDSA", "rs256", "RS256 "}) {
        json head = rsa_key().head();
        head["alg"] = name;
        EXPECT_EQ(fault_of(rsa_key().token(head, claims().dump())), Kind::not_permitted) << name;
    }
    json head = rsa_key().head();
    head["alg"] = 256;
    EXPECT_EQ(fault_of(rsa_key().token(head, claims().dump())), Kind::not_permitted);
}

TEST(JsonWebToken, AKeyIsUsedWithItsOwnAlgorithmOnly) {
    json head = rsa_key().head();
    head["kid"] = "ec-1";
    EXPECT_EQ(fault_of(rsa_key().token(head, claims().dump())), Kind::not_found);
    head = ec_key().head();
    head["kid"] = "rsa-1";
    EXPECT_EQ(fault_of(ec_key().token(head, claims().dump())), Kind::not_found);
}

TEST(JsonWebToken, KeysThatATokenBringsAlongAreNotUsed) {
    json head = attackers_key().head();
    EXPECT_EQ(fault_of(attackers_key().token(head, claims().dump())), Kind::not_permitted);
    head["jwk"] = attackers_key().published();
    head["jku"] = "https://attacker.example/keys";
    head["x5u"] = "https://attacker.example/certificate";
    EXPECT_EQ(fault_of(attackers_key().token(head, claims().dump())), Kind::not_permitted);
    head["kid"] = "attackers";
    EXPECT_EQ(fault_of(attackers_key().token(head, claims().dump())), Kind::not_found);
    head.erase("kid");
    EXPECT_FALSE(holds(attackers_key().token(head, claims().dump())));
}

TEST(JsonWebToken, UnknownExtensionsAndOtherTypesAreRefused) {
    for (const json& critical : {json{"exp"}, json{"b64"}, json::array(), json("b64"), json()}) {
        json head = rsa_key().head();
        head["crit"] = critical;
        EXPECT_EQ(fault_of(rsa_key().token(head, claims().dump())), Kind::not_permitted) << critical;
    }
    for (const json& type : {json("at+jwt"), json("logout+jwt"), json(1), json("")}) {
        json head = rsa_key().head();
        head["typ"] = type;
        EXPECT_EQ(fault_of(rsa_key().token(head, claims().dump())), Kind::not_permitted) << type;
    }
    json head = rsa_key().head();
    head["typ"] = "JWT";
    EXPECT_TRUE(holds(rsa_key().token(head, claims().dump())));
}

TEST(JsonWebToken, ItsKeyNeedsNoNameWhereThereIsNoChoice) {
    const json head = {{"alg", "RS256"}};
    const std::string token = rsa_key().token(head, claims().dump());
    EXPECT_TRUE(holds(token)) << "the other key is for ES256";
    const auto two = KeySet::read(key_list({rsa_key().published(), TestKey::rsa("rsa-2").published()}));
    ASSERT_TRUE(two);
    EXPECT_EQ(fault_of(token, *two), Kind::not_found);
    EXPECT_FALSE(holds(rsa_key().token({{"alg", "RS256"}, {"kid", 1}}, claims().dump())));
}

TEST(JsonWebToken, EcSignaturesHaveOneForm) {
    const std::string text = base64url(ec_key().head().dump()) + '.' + base64url(claims().dump());
    const std::string right = ec_key().signature(text);
    EXPECT_TRUE(holds(text + '.' + base64url(right)));
    EXPECT_FALSE(holds(text + '.' + base64url(ec_key().openssl_signature(text)))) << "as OpenSSL writes it";
    EXPECT_FALSE(holds(text + '.' + base64url(std::string(64, '\0')))) << "the one that fooled others";
    EXPECT_FALSE(holds(text + '.' + base64url(right.substr(0, 63))));
    EXPECT_FALSE(holds(text + '.' + base64url(right + '\0')));
    EXPECT_FALSE(holds(text + '.' + base64url(right.substr(0, 32) + '\0' + right.substr(32))));
    EXPECT_FALSE(holds(text + '.' + base64url(right.substr(32) + right.substr(0, 32))));
}

TEST(JsonWebToken, ExpiryInThrees) {
    Expected said = expected();
    const auto at = [&](const json& all, std::int64_t seconds) {
        said.now = {seconds * 1'000'000};
        return holds(ec_key().token(all), said);
    };
    const std::int64_t ends = noon + 300 + 60;
    EXPECT_TRUE(at(claims(), ends - 1));
    EXPECT_FALSE(at(claims(), ends));
    EXPECT_FALSE(at(claims(), ends + 1));
    said.now = {ends * 1'000'000 - 1};
    EXPECT_TRUE(holds(ec_key().token(claims()), said)) << "a second is over when it is over";
    const json begins = claims_with("nbf", noon);
    EXPECT_FALSE(at(begins, noon - 61));
    EXPECT_TRUE(at(begins, noon - 60));
    EXPECT_TRUE(at(begins, noon - 59));
    EXPECT_FALSE(at(claims(), noon - 5 - 61)) << "issued in the future";
    EXPECT_TRUE(at(claims(), noon - 5 - 60));
    EXPECT_TRUE(at(claims(), noon - 5 - 59));
    EXPECT_TRUE(at(claims_with("exp", static_cast<double>(noon) + 0.5), noon)) << "fractions are allowed";
}

TEST(JsonWebToken, TimesMustBeThereAndNumbers) {
    EXPECT_FALSE(holds(ec_key().token(claims_without("exp"))));
    EXPECT_FALSE(holds(ec_key().token(claims_without("iat"))));
    for (const char* name : {"exp", "iat", "nbf"})
        for (const json& value : {json("1795435000"), json(), json::array(), json(true)})
            EXPECT_FALSE(holds(ec_key().token(claims_with(name, value)))) << name << value;
    EXPECT_TRUE(holds(ec_key().token(claims_with("exp", 1e300))));
    EXPECT_FALSE(holds(ec_key().token(claims_with("exp", -1e300))));
}

TEST(JsonWebToken, IsForUsFromThemForThisSignIn) {
    EXPECT_FALSE(holds(ec_key().token(claims_without("iss"))));
    EXPECT_FALSE(holds(ec_key().token(claims_without("aud"))));
    EXPECT_FALSE(holds(ec_key().token(claims_without("sub"))));
    EXPECT_FALSE(holds(ec_key().token(claims_without("nonce"))));
    for (const char* wrong :
         {"https://provider.example/", "https://PROVIDER.example", "http://provider.example", ""})
        EXPECT_FALSE(holds(ec_key().token(claims_with("iss", wrong)))) << wrong;
    for (const json& wrong :
         {json("Footprint"), json("footprint "), json(""), json::array(), json{"other"}, json(1)})
        EXPECT_FALSE(holds(ec_key().token(claims_with("aud", wrong)))) << wrong;
    EXPECT_FALSE(holds(ec_key().token(claims_with("nonce", "n-2"))));
    EXPECT_FALSE(holds(ec_key().token(claims_with("sub", ""))));
    Expected without = expected();
    without.nonce.clear();
    EXPECT_FALSE(holds(ec_key().token(claims_with("nonce", "")), without)) << "no nonce is no proof";
}

TEST(JsonWebToken, SeveralAudiencesNeedTheOneWhoAsked) {
    EXPECT_TRUE(holds(ec_key().token(claims_with("aud", {"footprint"}))));
    json both = claims_with("aud", {"footprint", "other"});
    EXPECT_FALSE(holds(ec_key().token(both)));
    both["azp"] = "footprint";
    EXPECT_TRUE(holds(ec_key().token(both)));
    both["azp"] = "other";
    EXPECT_FALSE(holds(ec_key().token(both)));
    both["azp"] = json::array({"footprint"});
    EXPECT_FALSE(holds(ec_key().token(both)));
    EXPECT_FALSE(holds(ec_key().token(claims_with("azp", "other")))) << "with one audience too";
}

// RFC 7519 has no example of it; the value is worked out here by OpenSSL alone.
TEST(JsonWebToken, AccessTokenIsTheOneThatCameWithIt) {
    Expected said = expected();
    said.access_token = "an-access-token";
    std::string fingerprint(32, '\0');
    ASSERT_EQ(EVP_Q_digest(nullptr, "SHA256", nullptr, said.access_token.data(), said.access_token.size(),
                           reinterpret_cast<unsigned char*>(fingerprint.data()), nullptr),
              1);
    const json right = claims_with("at_hash", base64url(fingerprint.substr(0, 16)));
    EXPECT_TRUE(holds(ec_key().token(right), said));
    EXPECT_TRUE(holds(ec_key().token(claims()), said)) << "it may be left out";
    EXPECT_FALSE(holds(ec_key().token(claims_with("at_hash", base64url(fingerprint))), said));
    said.access_token = "another";
    EXPECT_FALSE(holds(ec_key().token(right), said));
}

TEST(JsonWebToken, AllFaultsAreNamed) {
    const auto tree = parse_json(R"({"iss":"x","aud":["a","b"],"nonce":"y","exp":1,"iat":1e12})");
    ASSERT_TRUE(tree);
    EXPECT_EQ(faults_of_claims(*tree, expected()).size(), 7U);
}

TEST(JsonWebToken, SizesAreLimited) {
    const auto of_size = [&](std::size_t size) {
        std::string token = ec_key().token(claims_with("note", std::string(size, 'x')));
        return token;
    };
    EXPECT_TRUE(holds(of_size(20'000)));
    EXPECT_EQ(fault_of(of_size(30'000)), Kind::too_large);
    EXPECT_EQ(fault_of(std::string(most_token_bytes + 1, '.')), Kind::too_large);
    EXPECT_EQ(fault_of(std::string(most_token_bytes, '.')), Kind::unreadable);
    EXPECT_EQ(fault_of(std::string(most_token_bytes, 'A')), Kind::unreadable);
}

TEST(JsonWebToken, HeadsAndClaimsAreObjectsWithoutRepetition) {
    const auto token_with = [&](const std::string& head) {
        const std::string text = base64url(head) + '.' + base64url(claims().dump());
        return text + '.' + base64url(ec_key().signature(text));
    };
    EXPECT_TRUE(holds(token_with(R"({"alg":"ES256","kid":"ec-1"})")));
    EXPECT_FALSE(holds(token_with(R"({"alg":"ES256","kid":"ec-1","alg":"ES256"})")));
    EXPECT_FALSE(holds(token_with(R"(["ES256"])")));
    EXPECT_FALSE(holds(token_with("")));
    EXPECT_FALSE(holds(token_with(R"({"alg":"ES256","kid":"ec-1"} )"
                                  "x")));
    EXPECT_EQ(fault_of(ec_key().token(ec_key().head(), "[]")), Kind::unreadable);
    EXPECT_EQ(fault_of(ec_key().token(ec_key().head(), R"({"sub":"a","sub":"b"})")), Kind::unreadable);
}

TEST(JsonWebToken, WeakAndOtherKeysAreLeftOut) {
    const auto usable = [](std::vector<json> list) {
        const auto set = KeySet::read(key_list(list));
        return set ? set->keys().size() : 0;
    };
    const auto changed = [](json key, const char* name, json value) {
        key[name] = std::move(value);
        return key;
    };
    EXPECT_EQ(usable({TestKey::rsa("weak", 2047).published()}), 0U);
    EXPECT_EQ(usable({rsa_key().published()}), 1U);
    EXPECT_EQ(usable({TestKey::rsa("weak", 1024).published(), ec_key().published()}), 1U);
    EXPECT_EQ(usable({changed(rsa_key().published(), "use", "enc")}), 0U);
    EXPECT_EQ(usable({changed(rsa_key().published(), "use", "sig")}), 1U);
    EXPECT_EQ(usable({changed(rsa_key().published(), "alg", "PS256")}), 0U);
    EXPECT_EQ(usable({changed(rsa_key().published(), "alg", "RS256")}), 1U);
    EXPECT_EQ(usable({changed(rsa_key().published(), "key_ops", {"encrypt"})}), 0U);
    EXPECT_EQ(usable({changed(rsa_key().published(), "key_ops", {"verify"})}), 1U);
    EXPECT_EQ(usable({changed(rsa_key().published(), "e", "AQ")}), 0U) << "an exponent of 1 signs anything";
    EXPECT_EQ(usable({changed(rsa_key().published(), "e", "BA")}), 0U) << "even";
    EXPECT_EQ(usable({changed(rsa_key().published(), "n", base64url(std::string(256, '\xff')) + "==")}), 0U);
    EXPECT_EQ(usable({changed(rsa_key().published(), "n", base64url(std::string(1025, '\xff')))}), 0U);
    EXPECT_EQ(usable({changed(ec_key().published(), "crv", "P-384")}), 0U);
    EXPECT_EQ(usable({changed(ec_key().published(), "crv", "secp256k1")}), 0U);
    EXPECT_EQ(usable({changed(ec_key().published(), "x", base64url(std::string(32, 1)))}), 0U)
        << "off the curve";
    EXPECT_EQ(usable({changed(ec_key().published(), "x", base64url(std::string(31, 1)))}), 0U);
    json shifted = ec_key().published();
    const std::string x = *bytes_of_base64url(shifted["x"].get<std::string>());
    shifted["x"] = base64url(x.substr(0, 31));
    shifted["y"] = base64url(x.substr(31) + *bytes_of_base64url(shifted["y"].get<std::string>()));
    EXPECT_EQ(usable({shifted}), 0U) << "the same bytes, parted elsewhere";
    EXPECT_EQ(usable({{{"kty", "oct"}, {"kid", "s"}, {"k", "c2VjcmV0"}}, {{"kty", 1}}, json("key")}), 0U);
    EXPECT_EQ(usable(std::vector<json>(50, ec_key().published())), 50U);
    EXPECT_EQ(usable(std::vector<json>(51, ec_key().published())), 0U);
    for (const char* text : {"", "{}", "[]", R"({"keys":{}})", R"({"keys":[]})", "<html>"})
        EXPECT_FALSE(KeySet::read(text)) << text;
}

TEST(Base64url, GoesThereAndBack) {
    tests::for_all("bytes come back, and no other text says them", [](const std::string& bytes) {
        const std::string text = base64url(bytes);
        RC_ASSERT(bytes_of_base64url(text) == bytes);
        RC_ASSERT(text.find_first_of("+/=") == std::string::npos);
    });
    tests::for_all("what is read is written in the same way", [] {
        const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("AQgw_-9zB=+ ")));
        const auto bytes = bytes_of_base64url(text);
        if (bytes) RC_ASSERT(base64url(*bytes) == text);
    });
    EXPECT_EQ(base64url("f"), "Zg");
    EXPECT_EQ(base64url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(bytes_of_base64url("Zh"), std::nullopt) << "bits stand over";
    EXPECT_EQ(bytes_of_base64url("Zg=="), std::nullopt);
    EXPECT_EQ(bytes_of_base64url("Z"), std::nullopt);
    EXPECT_EQ(bytes_of_base64url(std::string("Zg\0", 3)), std::nullopt);
}

TEST(JsonTree, HasItsLimits) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_TRUE(parse_json(nested(16)));
    EXPECT_FALSE(parse_json(nested(17)));
    EXPECT_FALSE(parse_json(nested(500'000)));
    const auto wide = [](int items) {
        std::string text = "[0";
        for (int i = 1; i < items; ++i) text += ",0";
        return text + ']';
    };
    EXPECT_TRUE(parse_json(wide(19'999)));
    EXPECT_FALSE(parse_json(wide(20'000)));
    EXPECT_FALSE(parse_json(R"({"a":1,"a":1})"));
    EXPECT_FALSE(parse_json(R"({"a":1,"\u0061":1})")) << "the same name, written in another way";
    EXPECT_TRUE(parse_json(R"({"a":{"a":1},"b":{"a":1}})"));
    for (const char* text : {"", " ", "{", "{]", "nul", "1 2", "[1,]", "'a'", "\"\xff\"", "1e999", "NaN"})
        EXPECT_FALSE(parse_json(text)) << text;
}

TEST(JsonTree, ReadsWhatOthersWrite) {
    const auto tree = parse_json(R"({"text":"\u00e9","number":-1.5e2,"yes":true,"no":false,"none":null,)"
                                 R"("list":["a",["b"],{"c":1}]})");
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->text_of("text"), "é");
    EXPECT_EQ(tree->text_of("number"), std::nullopt);
    EXPECT_EQ(tree->number_of("number"), -150);
    EXPECT_TRUE(tree->is_true("yes"));
    EXPECT_FALSE(tree->is_true("no"));
    EXPECT_FALSE(tree->is_true("missing"));
    EXPECT_TRUE(tree->lists("list", "a"));
    EXPECT_FALSE(tree->lists("list", "b"));
    ASSERT_EQ(tree->member("list")->items.size(), 3U);
    EXPECT_EQ(tree->member("list")->items[2].number_of("c"), 1);
    EXPECT_EQ(tree->member("none")->kind, JsonTree::Kind::null);
}

}  // namespace
}  // namespace footprint::exchange
