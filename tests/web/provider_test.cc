// Signing in by a real identity provider, from the page to the session and out again.
#include "exchange/provider_file.h"

#include <fstream>

#include "exchange/signing_in.h"
#include "web/service.h"

namespace footprint::web {
namespace {

class ByProvider : public exchange::SigningIn {
  protected:
    Service service;
    Person person{service};
    std::unique_ptr<exchange::IdentityProvider> provider_ = made(known());

    static exchange::ProviderTerms known() {
        exchange::ProviderTerms terms = SigningIn::terms();
        terms.roles = {{"FP-IRO", "iro"}, {"FP-ADMIN", "administrator"}};
        return terms;
    }
    void SetUp() override {
        service.use_provider(provider_.get(), "A01");
        service.set_clock(exchange::now());
    }
    // What comes back to us after the provider's own pages.
    std::string way_back(const std::string& name, const std::string& then = "/") {
        const Response away = person.get("/sign-in/provider?then=" + percent_encoded(then));
        EXPECT_EQ(away.status, 303) << text_of(away);
        const auto query = exchange::PersonAtABrowser().sign_in(location_of(away), name);
        return "/sign-in/return?" + exchange::form_text(query);
    }
    const care::Account* account(const std::string& subject) {
        lists_ = service.accounts().all();
        return lists_.find("provider:" + subject);
    }

  private:
    care::AccessLists lists_;
};

TEST_F(ByProvider, APersonComesInWithTheRolesOfTheirClaims) {
    EXPECT_NE(text_of(person.get("/sign-in")).find("/sign-in/provider"), std::string::npos);
    const Response in = person.get(way_back("TEST-iro", "/measures?year=2024-25"));
    EXPECT_EQ(location_of(in), "/measures?year=2024-25");
    EXPECT_EQ(person.get("/children").status, 200);
    EXPECT_EQ(person.get("/import").status, 403);
    ASSERT_NE(account("TEST-iro"), nullptr);
    EXPECT_EQ(account("TEST-iro")->roles, std::vector<care::AccountRole>{care::AccountRole::iro});
    // A second time the account is the same one, in the same version.
    const std::uint64_t version = service.casework().access_version();
    Person(service).get("/sign-in");
    Person again(service);
    person = again;
    person.get(way_back("TEST-iro"));
    EXPECT_EQ(service.casework().access_version(), version);
}

TEST_F(ByProvider, AReturnIsForTheBrowserThatSetOutAndForOnce) {
    const std::string back = way_back("TEST-iro");
    Person other(service);
    EXPECT_EQ(other.get(back).status, 403);
    EXPECT_EQ(person.get(back).status, 303);
    EXPECT_EQ(person.get(back).status, 403);
    Person tampered(service);
    person = tampered;
    const std::string forged = way_back("TEST-iro");
    person.cookies()["footprint-leaving"] = "bm90aGluZw";
    EXPECT_EQ(person.get(forged).status, 403);
}

TEST_F(ByProvider, WithoutARoleOrOfAnotherAuthorityNobodyComesIn) {
    service.use_provider(provider_.get(), "");
    EXPECT_EQ(person.get(way_back("TEST-none")).status, 403);
    EXPECT_EQ(account("TEST-none"), nullptr);
    service.use_provider(provider_.get(), "E06999999");
    EXPECT_EQ(person.get(way_back("TEST-iro")).status, 403);
    EXPECT_EQ(account("TEST-iro"), nullptr);
    EXPECT_EQ(person.get("/children").status, 303);
}

TEST_F(ByProvider, AClosedAccountStaysOutWhateverTheProviderSays) {
    person.get(way_back("TEST-iro"));
    care::Account closed = *account("TEST-iro");
    closed.closed = true;
    ASSERT_TRUE(service.accounts().change(closed, {"maker"}, "", service.now()));
    EXPECT_EQ(person.get("/children").status, 303);
    EXPECT_EQ(person.get(way_back("TEST-iro")).status, 403);
}

TEST_F(ByProvider, SigningOutNamesTheWayOutOverThere) {
    person.get(way_back("TEST-iro"));
    person.get("/account");
    const Response out = person.post("/sign-out", {});
    EXPECT_EQ(out.status, 200);
    EXPECT_NE(text_of(out).find(exchange::provider().issuer()), std::string::npos);
    EXPECT_EQ(person.get("/children").status, 303);
}

TEST_F(ByProvider, AProviderThatIsAwayIsSaidOpenly) {
    exchange::ProviderTerms nowhere = known();
    nowhere.issuer = "http://127.0.0.1:1";
    const auto away = made(nowhere);
    service.use_provider(away.get(), "");
    EXPECT_EQ(person.get("/sign-in/provider").status, 403);
    EXPECT_EQ(person.get("/sign-in").status, 200);
}

class ProviderFile : public testing::Test {
  protected:
    const std::string folder_ = testing::TempDir();
    static Problems problems_of(const std::string& text) {
        const std::string path = testing::TempDir() + "/provider.toml";
        std::ofstream(path) << text;
        const auto read = exchange::read_provider_file(path, {"iro", "manager"});
        return read ? Problems{} : read.problems();
    }
};

TEST_F(ProviderFile, IsReadWithItsSecretFromAnotherFile) {
    const std::string secret = folder_ + "/secret";
    std::ofstream(secret) << "a secret\n";
    const std::string path = folder_ + "/provider.toml";
    std::ofstream(path)
        << "name = 'Westmere'\nissuer = 'https://login.example'\nour_id = 'fp'\nsecret_file = '" << secret
        << "'\nreturn_address = 'https://fp.example/sign-in/return'\n[roles]\niro = ['FP-IRO', 'A']\n"
           "manager = ['FP-MAN']\n[claims]\nroles = 'groups'\n";
    const auto read = exchange::read_provider_file(path, {"iro", "manager"});
    ASSERT_TRUE(read) << printed(read.problems());
    EXPECT_EQ(read->name, "Westmere");
    EXPECT_EQ(read->terms.our_secret, "a secret");
    EXPECT_EQ(read->terms.roles.size(), 3U);
    EXPECT_EQ(read->terms.claims.roles, "groups");
    EXPECT_EQ(read->terms.claims.subject, "sub");
}

TEST_F(ProviderFile, SaysWhatIsWrongAndWhere) {
    const std::string good =
        "name = 'W'\nissuer = 'https://l.example'\nour_id = 'fp'\nreturn_address = "
        "'https://f.example/sign-in/return'\n";
    EXPECT_TRUE(problems_of(good + "[roles]\niro = ['A']\n").empty());
    EXPECT_EQ(problems_of(good).size(), 1U);  // no roles
    const Problems role = problems_of(good + "[roles]\nboss = ['A']\n");
    ASSERT_EQ(role.size(), 1U);
    EXPECT_EQ(role[0].place.line, 6);
    EXPECT_NE(role[0].message.find("Known: iro, manager"), std::string::npos);
    EXPECT_EQ(problems_of(good + "colour = 'red'\n[roles]\niro = ['A']\n").size(), 1U);
    EXPECT_EQ(problems_of(good + "secret_file = '/nowhere/at/all'\n[roles]\niro = ['A']\n").size(), 1U);
    EXPECT_FALSE(exchange::read_provider_file("/nowhere/at/all", {}));
}

}  // namespace
}  // namespace footprint::web
