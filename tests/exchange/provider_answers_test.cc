// A provider that answers wrongly, late, or not at all.
#include <gtest/gtest.h>

#include <future>

#include "exchange/json_tree.h"
#include "exchange/provider_directory.h"
#include "exchange/signing_in.h"

namespace footprint::exchange {
namespace {

using Kind = Problem::Kind;

// Signed by the provider's own key all the same.
TEST_F(SigningIn, RefusesTokensWithOtherClaims) {
    const auto ours = made();
    const std::int64_t seconds = now().micros / second;
    const std::vector<std::pair<json, std::string>> lies = {
        {{{"iss", "https://other.example"}}, "(iss)"},
        {{{"iss", provider().issuer() + "/"}}, "(iss)"},
        {{{"aud", "other"}}, "(aud)"},
        {{{"aud", {"footprint", "other"}}}, "(azp)"},
        {{{"azp", "other"}}, "(azp)"},
        {{{"nonce", "another"}}, "(nonce)"},
        {{{"nonce", nullptr}}, "(nonce)"},
        {{{"sub", nullptr}}, "(sub)"},
        {{{"exp", seconds - 120}}, "(exp)"},
        {{{"exp", nullptr}}, "(exp)"},
        {{{"iat", seconds + 120}}, "(iat)"},
        {{{"nbf", seconds + 120}}, "(nbf)"},
        {{{"at_hash", "AAAAAAAAAAAAAAAAAAAAAA"}}, "(at_hash)"},
    };
    for (const auto& [claims, said] : lies) {
        provider().order({{"claims", claims}});
        EXPECT_TRUE(says(log_after(*ours), said)) << claims;
    }
    provider().order({{"claims", {{"aud", {"footprint"}}, {"azp", "footprint"}}}});
    EXPECT_EQ(log_after(*ours), "");
}

TEST_F(SigningIn, RefusesTokensThatAreNotSignedRightly) {
    const auto ours = made();
    provider().order({{"head", {{"alg", "none"}}}});
    EXPECT_TRUE(says(log_after(*ours), "RS256 or ES256"));
    provider().order({{"head", {{"typ", "at+jwt"}}}});
    EXPECT_TRUE(says(log_after(*ours), "another type"));
    provider().order({{"head", {{"kid", "nobody's"}}}});
    EXPECT_TRUE(says(log_after(*ours), "read the keys anew"));
    for (const std::string& token :
         {std::string("broken"), std::string(), std::string("a.b.c"), std::string(100'000, 'A')}) {
        provider().order({{"token", token}});
        EXPECT_NE(log_after(*ours), "") << token.size();
    }
}

TEST_F(SigningIn, RefusesAnswersThatAreNone) {
    const auto ours = made();
    const std::vector<json> bodies = {json::object(),
                                      json::array(),
                                      "text",
                                      {{"id_token", 1}},
                                      {{"id_token", "a.b.c"}, {"token_type", "mac"}}};
    for (const auto& body : bodies) {
        provider().order({{"says", {{"path", "/token"}, {"body", body}}}});
        EXPECT_NE(log_after(*ours), "") << body;
    }
    provider().order({{"says", {{"path", "/token"}, {"body", std::string(2'000'000, ' ')}}}});
    EXPECT_TRUE(says(log_after(*ours), "1,048,576 bytes"));
}

TEST_F(SigningIn, SaysThatWaitingHelpsWhereItDoes) {
    const auto ours = made();
    const auto shown_after = [&](int status) {
        const Return came = come_back(*ours);
        provider().order(
            {{"says", {{"path", "/token"}, {"status", status}, {"body", {{"error", "server_error"}}}}}});
        const auto finished = ours->finish(came.kept, came.query, now());
        provider().order(json::object());
        return std::get<Refusal>(finished).shown.message;
    };
    EXPECT_TRUE(says(shown_after(503), "in a few minutes"));
    EXPECT_TRUE(says(shown_after(500), "in a few minutes"));
    EXPECT_FALSE(says(shown_after(499), "in a few minutes"));
}

TEST_F(SigningIn, ReadsNewKeysWhenTheyAreNeededButNotAllTheTime) {
    const auto ours = made();
    EXPECT_EQ(log_after(*ours), "") << "so that its keys are known";
    provider().order({{"rotate", true}});
    Return came = come_back(*ours);
    EXPECT_TRUE(says(log_of(ours->finish(came.kept, came.query, later(30))), "read the keys anew"))
        << "they were read half a minute ago";
    came = come_back(*ours);
    EXPECT_EQ(log_of(ours->finish(came.kept, came.query, later(61))), "");
    came = come_back(*ours);
    EXPECT_EQ(log_of(ours->finish(came.kept, came.query, later(62))), "");
}

TEST_F(SigningIn, DoesWithoutNewKeysWhereThereAreNone) {
    const auto ours = made();
    EXPECT_EQ(log_after(*ours), "");
    provider().order({{"rotate", true}});
    const Return came = come_back(*ours);
    provider().order({{"says", {{"path", "/jwks"}, {"status", 503}, {"body", "Back soon"}}}});
    EXPECT_TRUE(says(log_of(ours->finish(came.kept, came.query, later(61))), "read the keys anew"))
        << "the old ones do not fit";
    provider().order(json::object());
    const Return again = come_back(*ours);
    provider().order({{"says", {{"path", "/jwks"}, {"body", {{"keys", json::array()}}}}}});
    EXPECT_TRUE(says(log_of(ours->finish(again.kept, again.query, later(122))), "is none for RS256"));
}

TEST_F(SigningIn, KeysThatWereTakenBackHoldForAnHourAtMost) {
    ProviderDirectory directory(provider().issuer(), {}, {});
    ASSERT_TRUE(directory.keys(now()));
    const auto jwks_are = [](const json& body) {
        provider().order({{"says", {{"path", "/jwks"}, {"body", body}}}});
    };
    jwks_are({{"keys", json::array()}});
    EXPECT_TRUE(directory.keys(later(3'500))) << "not asked yet";
    jwks_are("Back soon");
    EXPECT_TRUE(directory.keys(later(3'700))) << "that is no answer";
    jwks_are({{"keys", json::array()}});
    const auto none = directory.keys(later(3'720));
    ASSERT_FALSE(none);
    EXPECT_EQ(none.problems().front().kind, Kind::missing);
    EXPECT_FALSE(directory.keys(later(3'725)));
    provider().order(json::object());
    EXPECT_TRUE(directory.keys(later(3'740)));
}

TEST_F(SigningIn, GoesOnWhenTheProviderIsBack) {
    std::vector<std::string> notes;
    ProviderTerms known = terms();
    known.note = [&](std::string_view note) { notes.emplace_back(note); };
    const auto ours = made(known);
    const Return came = come_back(*ours);
    provider().stop();
    const auto finished = ours->finish(came.kept, came.query, now());
    ASSERT_TRUE(std::holds_alternative<Refusal>(finished));
    EXPECT_TRUE(says(std::get<Refusal>(finished).shown.message, "Try again in a few minutes"));
    EXPECT_TRUE(says(std::get<Refusal>(finished).logged, "cannot be reached"));
    EXPECT_TRUE(std::holds_alternative<Departure>(ours->begin(later(1'800)))) << "its description is known";
    EXPECT_TRUE(notes.empty());
    EXPECT_TRUE(std::holds_alternative<Departure>(ours->begin(later(3'700))))
        << "and is kept though it is old";
    ASSERT_EQ(notes.size(), 1U);
    EXPECT_TRUE(says(notes.front(), "is used still")) << notes.front();
    EXPECT_TRUE(std::holds_alternative<Departure>(ours->begin(later(3'705))));
    EXPECT_EQ(notes.size(), 1U) << "it is left alone for ten seconds";
    const auto stranger = made();
    EXPECT_TRUE(std::holds_alternative<Refusal>(stranger->begin(now()))) << "who knows nothing cannot begin";
    provider().start_again();
    EXPECT_TRUE(std::holds_alternative<Refusal>(stranger->begin(later(9))));
    EXPECT_TRUE(std::holds_alternative<Departure>(stranger->begin(later(11))));
    const Return again = come_back(*ours);
    EXPECT_EQ(log_of(ours->finish(again.kept, again.query, later(70))), "") << "its keys are new ones";
}

TEST_F(SigningIn, DoesNotWaitWithoutEnd) {
    ProviderTerms known = terms();
    known.http.whole_ms = 1'500;
    const auto ours = made(known);
    const Return came = come_back(*ours);
    provider().order({{"wait", {{"path", "/token"}, {"ms", 20'000}}}});
    const Moment before = now();
    const auto log = log_of(ours->finish(came.kept, came.query, now()));
    EXPECT_TRUE(says(log, "did not answer in time")) << log;
    EXPECT_LT(now().micros - before.micros, 15 * second);
}

TEST_F(SigningIn, ManyAtOnceAskTheProviderAndAllGetIn) {
    const auto ours = made();
    std::vector<std::future<std::string>> runs;
    for (int i = 0; i < 4; ++i)
        runs.push_back(std::async(std::launch::async, [&] {
            std::string all;
            for (int k = 0; k < 3; ++k) all += log_after(*ours);
            return all;
        }));
    for (auto& run : runs) EXPECT_EQ(run.get(), "");
}

TEST_F(SigningIn, SignsOutOverThereToo) {
    const auto ours = made();
    const Return came = come_back(*ours);
    const auto finished = ours->finish(came.kept, came.query, now());
    ASSERT_TRUE(std::holds_alternative<SignedIn>(finished)) << log_of(finished);
    const std::string token = std::get<SignedIn>(finished).id_token;
    const auto address = ours->sign_out_address(token, "http://127.0.0.1:9/", now());
    ASSERT_TRUE(address);
    PersonAtABrowser person;
    EXPECT_EQ(person.open(*address, nullptr), "") << "a page that asks";
    EXPECT_TRUE(says(person.page(), "logout")) << person.page();
    EXPECT_TRUE(says(*ours->sign_out_address(token, "", now()), "id_token_hint="));
    EXPECT_FALSE(says(*ours->sign_out_address(std::string(4'001, 'x'), "", now()), "id_token_hint="));
}

TEST_F(SigningIn, TermsAreChecked) {
    const auto fields_of_faults = [](const ProviderTerms& known) {
        const auto one = IdentityProvider::of(known);
        std::string fields;
        if (!one)
            for (const auto& problem : one.problems()) fields += problem.place.field + ' ';
        return fields;
    };
    ProviderTerms known = terms();
    EXPECT_EQ(fields_of_faults(known), "");
    known.issuer = "http://provider.example";
    known.return_address = "http://footprint.example/return";
    known.our_id.clear();
    known.our_secret = "with\nend of line";
    known.scopes = {"profile"};
    known.claims.subject.clear();
    known.skew_seconds = 301;
    EXPECT_EQ(fields_of_faults(known), "issuer return_address our_id our_secret scopes claims skew_seconds ");
    known = terms();
    known.scopes = {"openid", "two words"};
    EXPECT_EQ(fields_of_faults(known), "scopes ");
    for (const std::int64_t skew : {0, 1, 299, 300}) {
        known = terms();
        known.skew_seconds = skew;
        EXPECT_EQ(fields_of_faults(known), "") << skew;
    }
    known.skew_seconds = -1;
    EXPECT_EQ(fields_of_faults(known), "skew_seconds ");
}

json description() {
    return {{"issuer", "https://provider.example/a"},
            {"authorization_endpoint", "https://provider.example/go?policy=1"},
            {"token_endpoint", "https://provider.example/token"},
            {"jwks_uri", "https://keys.example/keys"},
            {"end_session_endpoint", "https://provider.example/end"}};
}
Result<ProviderWays> read(const json& text) {
    return provider_ways(text.dump(), "https://provider.example/a");
}
json with(const char* name, json value) {
    json all = description();
    all[name] = std::move(value);
    return all;
}

TEST(ProviderDescription, IsRead) {
    const auto ways = read(description());
    ASSERT_TRUE(ways) << printed(ways.problems());
    EXPECT_EQ(ways->token, "https://provider.example/token");
    EXPECT_EQ(ways->keys, "https://keys.example/keys");
    EXPECT_EQ(ways->end_session, "https://provider.example/end");
    EXPECT_TRUE(ways->takes_basic) << "where nothing is said";
    EXPECT_FALSE(ways->takes_post);
    EXPECT_FALSE(ways->names_itself_in_answers);
}

TEST(ProviderDescription, MustNameTheIssuerExactly) {
    for (const char* other : {"https://provider.example/a/", "https://provider.example/A",
                              "https://provider.example", "http://provider.example/a", ""})
        EXPECT_EQ(read(with("issuer", other)).problems().front().kind, Kind::conflict) << other;
    EXPECT_FALSE(read(with("issuer", nullptr)));
}

TEST(ProviderDescription, MustLeadToSafePlaces) {
    for (const char* name : {"authorization_endpoint", "token_endpoint", "jwks_uri"})
        for (const json& wrong :
             {json("http://provider.example/x"), json("http://127.0.0.1/x"), json("file:///etc/passwd"),
              json(""), json(1), json(), json("https://"), json("https://user:word@provider.example/"),
              json("https://provider.example/#part"), json("https://provider.example/a b"),
              json("javascript:alert(1)"), json("//provider.example/x"), json("gopher://provider.example/")})
            EXPECT_FALSE(read(with(name, wrong))) << name << wrong;
    const auto without = read(with("end_session_endpoint", "http://provider.example/"));
    ASSERT_TRUE(without) << "signing out there can be done without";
    EXPECT_EQ(without->end_session, "");
}

TEST(ProviderDescription, MustTakeOurProofOfWhoBegan) {
    EXPECT_TRUE(read(with("code_challenge_methods_supported", {"plain", "S256"})));
    EXPECT_FALSE(read(with("code_challenge_methods_supported", {"plain"})));
    EXPECT_FALSE(read(with("code_challenge_methods_supported", json::array())));
    const auto post = read(with("token_endpoint_auth_methods_supported", {"client_secret_post"}));
    ASSERT_TRUE(post);
    EXPECT_FALSE(post->takes_basic);
    EXPECT_TRUE(post->takes_post);
    for (const json& wrong : {json(), json::array(), json("text")}) EXPECT_FALSE(read(wrong));
}

TEST(ProviderDescription, IsRefusedFromAProviderWithAnotherName) {
    json said =
        json::parse(http_get(provider().issuer() + "/.well-known/openid-configuration", {}).value().body);
    said["issuer"] = "https://other.example";
    provider().order({{"says", {{"path", "/.well-known/openid-configuration"}, {"body", said}}}});
    ProviderDirectory directory(provider().issuer(), {}, {});
    const auto ways = directory.ways(now());
    provider().order(json::object());
    ASSERT_FALSE(ways);
    EXPECT_EQ(ways.problems().front().kind, Kind::conflict);
}

SignedIn person_of(const char* claims, const ClaimNames& names) {
    const auto read =
        signed_in_by(*parse_json(claims), names, {{"a", "first"}, {"b", "second"}, {"c", "first"}});
    EXPECT_TRUE(read) << printed(read.problems());
    return read ? *read : SignedIn();
}

TEST(SignedInPerson, IsFoundInClaimsWithinClaims) {
    ClaimNames names;
    names.roles = "realm_access.roles";
    EXPECT_EQ(person_of(R"({"sub":"x","realm_access":{"roles":["b","c","a","d"]}})", names).roles,
              (std::vector<std::string>{"second", "first"}));
    names.roles = "https://authority.example/roles";
    EXPECT_EQ(person_of(R"({"sub":"x","https://authority.example/roles":"a"})", names).roles,
              (std::vector<std::string>{"first"}))
        << "points in a name are no path, and one role needs no list";
    names.roles = "a.b.c";
    EXPECT_TRUE(person_of(R"({"sub":"x","a":{"b":"c"}})", names).roles.empty());
    names.subject = "oid";
    EXPECT_EQ(person_of(R"({"sub":"x","oid":"y","name":null})", names).subject, "y");
}

TEST(SignedInPerson, HasPlainTexts) {
    EXPECT_TRUE(is_plain_text("Zoë O’Brien-Łuk 王", 200));
    EXPECT_TRUE(is_plain_text("", 0));
    for (const std::string& wrong :
         {std::string("a\nb"), std::string("a\0b", 3), std::string("a\x7f"), std::string("\xc2\x85"),
          std::string("a\xe2\x80\xae"), std::string("\xe2\x80\x8b"), std::string("\xef\xbb\xbfx"),
          std::string("\xf3\xa0\x81\x81"), std::string("\xff"), std::string("\xc3")})
        EXPECT_FALSE(is_plain_text(wrong, 200)) << testing::PrintToString(wrong);
    std::string wide;
    for (int i = 0; i < 200; ++i) wide += "王";
    EXPECT_TRUE(is_plain_text(wide, 201));
    EXPECT_TRUE(is_plain_text(wide, 200));
    EXPECT_FALSE(is_plain_text(wide, 199));
}

TEST(SignedInPerson, HasAtMostFiftyRoles) {
    const auto with_roles = [](int count) {
        json claims = {{"sub", "x"}, {"roles", json::array()}};
        for (int i = 0; i < count; ++i) claims["roles"].push_back("a");
        return signed_in_by(*parse_json(claims.dump()), {}, {}).has_value();
    };
    EXPECT_TRUE(with_roles(49));
    EXPECT_TRUE(with_roles(50));
    EXPECT_FALSE(with_roles(51));
    EXPECT_FALSE(signed_in_by(*parse_json(R"({"sub":"x","roles":{"a":"b"}})"), {}, {}));
    EXPECT_FALSE(signed_in_by(*parse_json(R"({"sub":"x","roles":[["a"]]})"), {}, {}));
    EXPECT_FALSE(signed_in_by(*parse_json(R"({"sub":1})"), {}, {}));
    EXPECT_FALSE(signed_in_by(*parse_json(R"({"name":"x"})"), {}, {}));
}

}  // namespace
}  // namespace footprint::exchange
