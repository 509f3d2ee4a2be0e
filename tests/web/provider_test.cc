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
        terms.roles = {{"FP-IRO", "iro"},
                       {"FP-MANAGER", "manager"},
                       {"FP-ADMIN", "administrator"},
                       {"FP-WORKER", "social_worker"}};
        return terms;
    }
    void SetUp() override {
        service.use_provider(provider_.get(), "A01");
        service.set_clock(exchange::now());
    }
    // What comes back to us after the provider's own pages.
    std::string way_back(const std::string& name, const std::string& then = "/",
                         const std::string& more = "") {
        const Response away = person.get("/sign-in/provider?then=" + percent_encoded(then) + more);
        EXPECT_EQ(away.status, 303) << text_of(away);
        const auto query = exchange::PersonAtABrowser().sign_in(location_of(away), name);
        return "/sign-in/return?" + exchange::form_text(query);
    }
    // With whatever claims the provider makes of them today.
    int come_in(const nlohmann::json& claims, const std::string& name = "TEST-iro") {
        const std::string back = way_back(name);
        exchange::provider().order({{"claims", claims}});
        const int status = person.get(back).status;
        exchange::provider().order(nlohmann::json::object());
        return status;
    }
    std::vector<care::AccountRole> roles_of(const std::string& subject) {
        const care::Account* const found = account(subject);
        return found == nullptr ? std::vector<care::AccountRole>{} : found->roles;
    }
    // Somebody who manages accounts already, made here.
    void make_administrator() { service.account("ada", {care::AccountRole::administrator}); }
    std::size_t refusals() {
        store::JournalQuestion question;
        question.verb = "sign_in_refused";
        question.limit = 10'000;
        return service.casework().journal(question).size();
    }
    bool is_proved() {
        const auto found =
            service.casework().look_up(casework::SignIn::hash_of_token(person.cookies()["footprint"]));
        const auto lists = service.accounts().all();
        const auto visitor = service.sign_in().visitor(found, lists, service.now());
        return visitor && service.sign_in().is_proved(*visitor, service.now());
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
    const std::size_t before = refusals();
    EXPECT_EQ(person.get(way_back("TEST-none")).status, 403);
    EXPECT_EQ(account("TEST-none"), nullptr);
    EXPECT_EQ(refusals(), before + 1) << "it is in the journal";
    service.use_provider(provider_.get(), "E06999999");
    EXPECT_EQ(person.get(way_back("TEST-iro")).status, 403);
    EXPECT_EQ(account("TEST-iro"), nullptr);
    EXPECT_EQ(person.get("/children").status, 303);
}

TEST_F(ByProvider, AClosedAccountStaysOutWhateverTheProviderSays) {
    person.get(way_back("TEST-iro"));
    care::Account closed = *account("TEST-iro");
    closed.closed = true;
    ASSERT_TRUE(
        service.accounts().change(closed, service.accounts().version(), {"maker"}, "", service.now()));
    EXPECT_EQ(person.get("/children").status, 303);
    EXPECT_EQ(person.get(way_back("TEST-iro")).status, 403);
}

TEST_F(ByProvider, NobodyManagesAccountsAndOpensFiles) {
    make_administrator();
    EXPECT_EQ(come_in({{"roles", {"FP-MANAGER", "FP-ADMIN"}}}), 403);
    EXPECT_EQ(account("TEST-iro"), nullptr);
    EXPECT_EQ(come_in({{"roles", {"FP-ADMIN"}}}), 303);
    EXPECT_EQ(roles_of("TEST-iro"), std::vector<care::AccountRole>{care::AccountRole::administrator});
    EXPECT_EQ(come_in({{"roles", {"FP-IRO", "FP-ADMIN"}}}), 403);
    EXPECT_EQ(roles_of("TEST-iro"), std::vector<care::AccountRole>{care::AccountRole::administrator});
}

TEST_F(ByProvider, NobodyWorksTheCaseAndReviewsIt) {
    EXPECT_EQ(come_in({{"roles", {"FP-IRO"}}}), 303);
    EXPECT_EQ(person.get("/children").status, 200);
    const std::size_t before = refusals();
    const std::string back = way_back("TEST-iro");
    exchange::provider().order({{"claims", {{"roles", {"FP-IRO", "FP-WORKER"}}}}});
    const Response refused = person.get(back);
    exchange::provider().order(nlohmann::json::object());
    EXPECT_EQ(refused.status, 403);
    EXPECT_NE(text_of(refused).find("The roles social worker and iro cannot stand together"),
              std::string::npos);
    EXPECT_EQ(refusals(), before + 1);
    EXPECT_EQ(person.get("/children").status, 303) << "what was open under the roles of before is over";
    EXPECT_EQ(roles_of("TEST-iro"), std::vector<care::AccountRole>{care::AccountRole::iro});
    EXPECT_EQ(come_in({{"roles", {"FP-WORKER"}}}), 303);
    EXPECT_EQ(roles_of("TEST-iro"), std::vector<care::AccountRole>{care::AccountRole::social_worker});
}

TEST_F(ByProvider, TheFirstWhoManagesAccountsIsMadeOnTheMachine) {
    EXPECT_EQ(come_in({{"roles", {"FP-ADMIN"}}}), 403);
    EXPECT_EQ(account("TEST-iro"), nullptr);
    // With another role they come in with that one alone.
    EXPECT_EQ(come_in({{"roles", {"FP-IRO", "FP-ADMIN"}}}), 303);
    EXPECT_EQ(roles_of("TEST-iro"), std::vector<care::AccountRole>{care::AccountRole::iro});
    EXPECT_EQ(person.get("/accounts").status, 403);
    make_administrator();
    EXPECT_EQ(come_in({{"roles", {"FP-ADMIN"}}}), 303);
    EXPECT_EQ(person.get("/accounts").status, 200);
}

TEST_F(ByProvider, RolesFollowTheClaimsAlsoWhenTheyAreTakenAway) {
    EXPECT_EQ(come_in({{"roles", {"FP-IRO"}}}), 303);
    care::Account known = *account("TEST-iro");
    known.sees_lists = true;
    ASSERT_TRUE(service.accounts().change(known, service.accounts().version(), {"maker"}, "", service.now()));
    EXPECT_EQ(come_in({{"roles", {"FP-MANAGER"}}, {"name", "Ida Married"}}), 303);
    EXPECT_EQ(roles_of("TEST-iro"), std::vector<care::AccountRole>{care::AccountRole::manager});
    EXPECT_EQ(account("TEST-iro")->name, "Ida Married");
    EXPECT_EQ(account("TEST-iro")->sees_lists, true);  // what is said here stays
    EXPECT_EQ(person.get("/retention").status, 200);
    // Another browser of theirs is open while the provider takes everything away.
    Person elsewhere = person;
    EXPECT_EQ(come_in({{"roles", nlohmann::json::array()}}), 403);
    EXPECT_TRUE(roles_of("TEST-iro").empty());
    EXPECT_EQ(elsewhere.get("/retention").status, 303);
    EXPECT_EQ(come_in({{"roles", {"FP-IRO"}}}), 303);
    EXPECT_EQ(roles_of("TEST-iro"), std::vector<care::AccountRole>{care::AccountRole::iro});
    EXPECT_EQ(person.get("/retention").status, 403);
}

TEST_F(ByProvider, ANameThatCouldBeAnothersIsNotTaken) {
    EXPECT_EQ(come_in({{"name", "Idа Réviewer"}}), 403);  // with a Cyrillic letter
    EXPECT_EQ(account("TEST-iro"), nullptr);
}

TEST_F(ByProvider, WhoeverCameByItProvesThereWhoTheyAre) {
    exchange::PersonAtABrowser browser;
    const auto go = [&](const std::string& address, const std::string& name) {
        const Response away = person.get(address);
        EXPECT_EQ(away.status, 303) << text_of(away);
        return "/sign-in/return?" + exchange::form_text(browser.sign_in(location_of(away), name));
    };
    EXPECT_EQ(come_in({{"roles", {"FP-MANAGER"}}}), 303);
    const std::string child = service.id_of(service.child_of(service.some_iro()));
    const std::string own_file = "/children/" + child + "/own-file";
    // That they were signed in over there is no proof.
    EXPECT_FALSE(is_proved());
    EXPECT_EQ(location_of(person.get(own_file)), "/account/prove?then=" + percent_encoded(own_file));
    const std::string page = text_of(person.get("/account/prove?then=" + percent_encoded(own_file)));
    const std::string way = "/sign-in/provider?prove=yes&then=" + percent_encoded(own_file);
    EXPECT_NE(page.find("/sign-in/provider?prove=yes&amp;then="), std::string::npos);
    EXPECT_EQ(page.find("type=\"password\""), std::string::npos);
    EXPECT_EQ(person.post("/account/prove", {{"password", "x"}, {"code", "1"}}).status, 200);
    const Response away = person.get(way);
    EXPECT_NE(location_of(away).find("prompt=login"), std::string::npos);
    EXPECT_NE(location_of(away).find("max_age=0"), std::string::npos);
    const std::string token = person.cookies()["footprint"];
    EXPECT_EQ(location_of(person.get(go(way, "TEST-iro"))), own_file);
    EXPECT_TRUE(is_proved());
    EXPECT_EQ(person.cookies()["footprint"], token);  // it is the same session
    EXPECT_EQ(person.get(own_file).status, 200);
    // It holds as long as any proof; then they are asked again, though they are signed in over there.
    service.later(std::int64_t{11} * 60 * 1'000'000);
    EXPECT_FALSE(is_proved());
}

TEST_F(ByProvider, AProofIsOfTheSamePersonAndOfNow) {
    EXPECT_EQ(come_in({{"roles", {"FP-IRO"}}}), 303);
    EXPECT_FALSE(is_proved());
    const auto prove = [&](const std::string& name, const nlohmann::json& order) {
        const std::string back = way_back(name, "/", "&prove=yes");
        exchange::provider().order(order);
        const Response response = person.get(back);
        exchange::provider().order(nlohmann::json::object());
        return response.status;
    };
    EXPECT_EQ(prove("TEST-other", nlohmann::json::object()), 403);
    EXPECT_FALSE(is_proved());
    const std::int64_t an_hour_ago = service.now().micros / 1'000'000 - 3600;
    EXPECT_EQ(prove("TEST-iro", {{"claims", {{"auth_time", an_hour_ago}}}}), 403);
    EXPECT_EQ(prove("TEST-iro", {{"claims", {{"auth_time", nullptr}}}}), 403);
    EXPECT_FALSE(is_proved());
    // An ordinary return proves nothing for a session that is there, and a proof begins no session.
    EXPECT_EQ(prove("TEST-iro", nlohmann::json::object()), 303);
    EXPECT_TRUE(is_proved());
    person.cookies().erase("footprint");
    EXPECT_EQ(prove("TEST-iro", nlohmann::json::object()), 403);
    EXPECT_FALSE(person.cookies().contains("footprint"));
}

TEST_F(ByProvider, RefusedReturnsAreWrittenDownOnlySoOften) {
    person.get("/sign-in/provider");
    const std::string cookie = person.cookies()["footprint-leaving"];
    const auto knock = [&](const std::string& place) {
        Person stranger(service, place);
        stranger.cookies()["footprint-leaving"] = cookie;
        return text_of(stranger.get("/sign-in/return?state=guessed&code=guessed"));
    };
    for (int i = 0; i < 200; ++i) knock("203.0.113.66");
    EXPECT_EQ(refusals(), 60U);
    EXPECT_NE(knock("203.0.113.66").find("too many tries"), std::string::npos);
    EXPECT_EQ(knock("203.0.113.67").find("too many tries"), std::string::npos);
    EXPECT_EQ(refusals(), 61U);
    // Elsewhere people come in meanwhile, and there too a little later.
    EXPECT_EQ(person.get(way_back("TEST-iro")).status, 303);
    // A provider that is away is noted no more often.
    exchange::ProviderTerms nowhere = known();
    nowhere.issuer = "http://127.0.0.1:1";
    const auto away = made(nowhere);
    service.use_provider(away.get(), "A01");
    for (int i = 0; i < 100; ++i) Person(service, "203.0.113.68").get("/sign-in/provider");
    EXPECT_EQ(refusals(), 121U);
}

TEST_F(ByProvider, ReturnsHaveThreadsOfTheirOwn) {
    int apart = 0;
    for (const Route& route : routes(service.application()))
        if (route.pattern == "/sign-in/provider" || route.pattern == "/sign-in/return")
            apart += route.signs_in ? 1 : 0;
    EXPECT_EQ(apart, 2);
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
