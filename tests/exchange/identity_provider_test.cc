// Signing in at a real provider: rightly, and in every way that must not do.
#include "exchange/identity_provider.h"

#include <gtest/gtest.h>

#include "exchange/signing_in.h"

namespace footprint::exchange {
namespace {

TEST_F(SigningIn, BringsThePersonWithTheirRoles) {
    const auto ours = made();
    const Return came = come_back(*ours);
    const auto finished = ours->finish(came.kept, came.query, now());
    ASSERT_TRUE(std::holds_alternative<SignedIn>(finished)) << log_of(finished);
    const auto& person = std::get<SignedIn>(finished);
    EXPECT_EQ(person.issuer, provider().issuer());
    EXPECT_EQ(person.subject, "TEST-iro");
    EXPECT_EQ(person.name, "Ida Réviewer");
    EXPECT_EQ(person.email, "ida@authority.example");
    EXPECT_EQ(person.authority, "A01");
    EXPECT_EQ(person.roles, (std::vector<std::string>{"iro", "reader"}))
        << "what is not on the map gives nothing";
    EXPECT_EQ(std::count(person.id_token.begin(), person.id_token.end(), '.'), 2);
}

TEST_F(SigningIn, WorksWithEveryWayOfSayingWhoWeAre) {
    for (const std::string id : {"footprint-post", "footprint-public", "footprint-es"}) {
        ProviderTerms known = terms();
        known.our_id = id;
        if (id != "footprint-post") known.our_secret.clear();
        // A provider that takes both is asked by the header, so this one must say that it takes the form
        // only.
        json description =
            json::parse(http_get(provider().issuer() + "/.well-known/openid-configuration", {}).value().body);
        description["token_endpoint_auth_methods_supported"] = {"client_secret_post"};
        provider().order({{"says", {{"path", "/.well-known/openid-configuration"}, {"body", description}}}});
        const auto ours = made(known);
        EXPECT_EQ(log_after(*ours), "") << id;
        provider().order(json::object());
    }
}

TEST_F(SigningIn, BringsPeopleWithoutARoleBackWithoutOne) {
    const auto ours = made();
    const Return came = come_back(*ours, "TEST-none");
    const auto finished = ours->finish(came.kept, came.query, now());
    ASSERT_TRUE(std::holds_alternative<SignedIn>(finished)) << log_of(finished);
    EXPECT_TRUE(std::get<SignedIn>(finished).roles.empty());
}

TEST_F(SigningIn, RefusesClaimsThatMislead) {
    const auto ours = made();
    EXPECT_TRUE(says(log_after(*ours, "TEST-hostile"), "The claim name"));
    EXPECT_TRUE(says(log_after(*ours, "TEST-many"), "more than 50 values"));
    provider().order({{"claims", {{"name", "Ida\nReviewer"}}}});
    EXPECT_TRUE(says(log_after(*ours), "The claim name"));
    provider().order({{"claims", {{"roles", {"FP-IRO", 1}}}}});
    EXPECT_TRUE(says(log_after(*ours), "The claim roles"));
    provider().order({{"claims", {{"name", std::string(200, 'x')}}}});
    EXPECT_EQ(log_after(*ours), "");
    provider().order({{"claims", {{"name", std::string(201, 'x')}}}});
    EXPECT_TRUE(says(log_after(*ours), "at most 200 characters"));
}

TEST_F(SigningIn, SaysTheSameWhateverWasWrong) {
    const auto ours = made();
    const Return came = come_back(*ours);
    FormFields other_state = came.query;
    value(other_state, "state") += 'x';
    FormFields other_code = came.query;
    value(other_code, "code") += 'x';
    const auto one = std::get<Refusal>(ours->finish(came.kept, other_state, now()));
    const auto other = std::get<Refusal>(ours->finish(came.kept, other_code, now()));
    EXPECT_EQ(one.shown, other.shown);
    EXPECT_NE(one.logged, other.logged);
    for (const auto& refusal : {one, other})
        for (const std::string& secret :
             {value(other_code, "code"), came.kept.state, came.kept.nonce, came.kept.verifier, our_secret})
            EXPECT_FALSE(says(refusal.logged + refusal.shown.message, secret)) << refusal.logged;
}

TEST_F(SigningIn, NeedsTheStateItLeftWith) {
    const auto ours = made();
    Return came = come_back(*ours);
    const auto log_with = [&](const FormFields& query) {
        return log_of(ours->finish(came.kept, query, now()));
    };
    FormFields changed = came.query;
    value(changed, "state").back() ^= 1;
    EXPECT_TRUE(says(log_with(changed), "state"));
    EXPECT_TRUE(says(log_with({}), "state"));
    changed = came.query;
    changed.emplace_back("state", value(came.query, "state"));
    EXPECT_TRUE(says(log_with(changed), "'state' twice"));
    changed = came.query;
    changed.emplace_back("code", "another");
    EXPECT_TRUE(says(log_with(changed), "'code' twice"));
    EXPECT_TRUE(says(log_of(ours->finish({}, {{"state", ""}, {"code", "c"}}, now())), "state"))
        << "nothing was kept";
    EXPECT_EQ(log_with(came.query), "") << "nothing of that has used the code up";
}

TEST_F(SigningIn, NeedsTheIssuerInTheAnswer) {
    const auto ours = made();
    const Return came = come_back(*ours);
    FormFields changed = came.query;
    value(changed, "iss") = "https://other.example";
    EXPECT_TRUE(says(log_of(ours->finish(came.kept, changed, now())), "(iss)"));
    std::erase_if(changed, [](const auto& field) { return field.first == "iss"; });
    EXPECT_TRUE(says(log_of(ours->finish(came.kept, changed, now())), "(iss)"))
        << "the provider says it sends it";
}

TEST_F(SigningIn, AbsenceInThrees) {
    const auto ours = made();
    const auto log_after_micros = [&](std::int64_t micros) {
        const Return came = come_back(*ours);
        const Moment at = now();
        const Kept kept{came.kept.state, came.kept.nonce, came.kept.verifier, {at.micros - micros}};
        return log_of(ours->finish(kept, came.query, at));
    };
    EXPECT_EQ(log_after_micros(900 * second - 1), "");
    EXPECT_EQ(log_after_micros(900 * second), "");
    EXPECT_TRUE(says(log_after_micros(900 * second + 1), "15 minutes"));
    EXPECT_EQ(log_after_micros(0), "");
    EXPECT_TRUE(says(log_after_micros(-1), "15 minutes")) << "began in the future";
}

TEST_F(SigningIn, ReportsWhatTheProviderAnswered) {
    const auto ours = made();
    const auto begun = std::get<Departure>(ours->begin(now()));
    const auto log_with = [&](const std::string& error) {
        return log_of(ours->finish(
            begun.kept, {{"state", begun.kept.state}, {"iss", provider().issuer()}, {"error", error}},
            now()));
    };
    EXPECT_TRUE(says(log_with("access_denied"), "'access_denied'"));
    EXPECT_TRUE(says(log_with("a\nb\x1b[31m"), "'a?b?[31m'")) << "no lines of others in the log";
    EXPECT_LT(log_with(std::string(100'000, 'x')).size(), 500U);
    EXPECT_TRUE(says(
        log_of(ours->finish(begun.kept, {{"state", begun.kept.state}, {"iss", provider().issuer()}}, now())),
        "no code"));
}

TEST_F(SigningIn, ACodeIsGoodForOnce) {
    const auto ours = made();
    const Return came = come_back(*ours);
    EXPECT_EQ(log_of(ours->finish(came.kept, came.query, now())), "");
    EXPECT_TRUE(says(log_of(ours->finish(came.kept, came.query, now())), "'invalid_grant'"));
}

TEST_F(SigningIn, ACodeIsGoodForWhoeverLeftOnly) {
    const auto ours = made();
    Return came = come_back(*ours);
    came.kept.verifier = std::get<Departure>(ours->begin(now())).kept.verifier;
    EXPECT_TRUE(says(log_of(ours->finish(came.kept, came.query, now())), "'invalid_grant'"));
    came = come_back(*ours);
    came.kept.nonce = "another";
    EXPECT_TRUE(says(log_of(ours->finish(came.kept, came.query, now())), "(nonce)"));
}

TEST_F(SigningIn, OurSecretMustBeRight) {
    ProviderTerms known = terms();
    known.our_secret = "wrong";
    const auto ours = made(known);
    EXPECT_TRUE(says(log_after(*ours), "'invalid_client'"));
}

TEST_F(SigningIn, LeavesWithWhatIsNeededAndNeverTheSame) {
    const auto ours = made();
    const auto one = std::get<Departure>(ours->begin(now()));
    const auto other = std::get<Departure>(ours->begin(now()));
    FormFields fields = PersonAtABrowser::fields_of(one.address);
    EXPECT_EQ(value(fields, "code_challenge_method"), "S256");
    EXPECT_EQ(value(fields, "scope"), "openid profile email");
    EXPECT_EQ(value(fields, "redirect_uri"), return_address);
    EXPECT_EQ(value(fields, "nonce"), one.kept.nonce);
    EXPECT_FALSE(says(one.address, one.kept.verifier));
    EXPECT_GE(one.kept.verifier.size(), 43U);
    EXPECT_NE(one.kept.state, other.kept.state);
    EXPECT_NE(one.kept.nonce, other.kept.nonce);
    EXPECT_NE(one.kept.verifier, other.kept.verifier);
    EXPECT_NE(one.kept.state, one.kept.nonce);
}

}  // namespace
}  // namespace footprint::exchange
