// Signing in and out, seen from a browser, with the clock in hand.
#include <set>

#include "casework/passwords.h"
#include "web/service.h"

namespace footprint::web {
namespace {

using care::AccountRole;

constexpr std::int64_t a_minute = 60'000'000;

class SignInPages : public testing::Test {
  protected:
    Service service;
    Person jane{service};

    void SetUp() override { jane.begin("jane", service.account("jane", {AccountRole::manager})); }
    bool is_in(Person& person) { return person.get("/").status == 200; }
    bool says(const Response& response, std::string_view words) {
        return text_of(response).find(words) != std::string::npos;
    }
    std::vector<std::string> journalled(const std::string& verb) {
        store::JournalQuestion question;
        question.verb = verb;
        std::vector<std::string> about;
        for (const auto& entry : service.casework().journal(question))
            about.push_back(entry.who + ": " + entry.what);
        return about;
    }
};

TEST_F(SignInPages, LeadsFromTheFirstPasswordToAPasswordOfOnesOwnAndASecondFactor) {
    EXPECT_TRUE(is_in(jane));
    EXPECT_EQ(jane.recovery_codes.size(), 10U);
    EXPECT_EQ(journalled("password_given").size(), 1U);
    EXPECT_EQ(journalled("password_chosen"), std::vector<std::string>{"jane: "});
    EXPECT_EQ(journalled("second_factor_set"), std::vector<std::string>{"jane: "});
    Person again(service);
    again.sign_in("jane", jane.one_time_key);
    EXPECT_TRUE(is_in(again));
}

TEST_F(SignInPages, SendNobodyPastAStep) {
    Person half(service);
    half.post("/sign-in", {{"name", "jane"}, {"password", half.password()}});
    Person with_password(service);
    service.later();
    const auto answer =
        with_password.post("/sign-in", {{"name", "jane"}, {"password", "kettle mosque rain jane"}});
    EXPECT_EQ(location_of(answer), "/sign-in/code?then=%2F");
    EXPECT_EQ(location_of(with_password.get("/children")), "/sign-in/code");
    EXPECT_EQ(location_of(with_password.get("/sign-in/enrol")), "/sign-in/code");
    EXPECT_EQ(location_of(with_password.get("/sign-in/password")), "/sign-in/code");
    with_password.get("/sign-in/code");
    EXPECT_EQ(location_of(with_password.post("/sign-in/enrol", {{"code", "123456"}})), "/sign-in/code");
    EXPECT_EQ(location_of(with_password.post("/sign-in/password", {{"chosen", "something else entirely"}})),
              "/sign-in/code");
    EXPECT_EQ(location_of(half.get("/children")), "/sign-in?then=%2Fchildren");
}

TEST_F(SignInPages, SayTheSameWhateverIsWrong) {
    const auto said = [&](const std::string& name, const std::string& password) {
        Person person(service, "203.0.113." + std::to_string(name.size()));
        std::string text = text_of(person.post("/sign-in", {{"name", name}, {"password", password}}));
        const std::string key = Person::value_in(text, "form_key");
        text.erase(text.find(key), key.size());
        const std::size_t at = text.find(" value=\"", text.find("id=\"name\""));
        if (at < text.find("autocomplete=\"username\"")) text.erase(at, text.find('"', at + 8) + 1 - at);
        return text;
    };
    service.account("closed", {AccountRole::auditor});
    care::Account closed{{"closed"}, "Closed", {}, {AccountRole::auditor}, std::nullopt, true};
    ASSERT_TRUE(
        service.accounts().change(closed, service.accounts().version(), {"maker"}, "", service.now()));
    const std::string wrong = said("jane", "wrong");
    EXPECT_EQ(said("nobody", "wrong"), wrong);
    EXPECT_EQ(said("closed", "wrong"), wrong);
    EXPECT_EQ(said("jаne", "kettle mosque rain jane"), wrong);  // with a Cyrillic letter
    EXPECT_EQ(said("' OR 1=1 --", "x"), wrong);
    EXPECT_EQ(wrong.find("jane"), std::string::npos);
}

TEST_F(SignInPages, WriteDownWhoWasTriedAndNothingThatWasTyped) {
    Person person(service);
    person.post("/sign-in", {{"name", "jane"}, {"password", "a secret of mine"}});
    person.post("/sign-in", {{"name", "a secret typed as a name"}, {"password", "x"}});
    EXPECT_EQ(journalled("sign_in_refused"),
              (std::vector<std::string>{"nobody: a name that is no account", "nobody: account jane"}));
}

TEST_F(SignInPages, MakeAGuesserWaitAndNobodyElse) {
    Person guesser(service, "203.0.113.9");
    for (int i = 0; i < 5; ++i)
        EXPECT_TRUE(says(guesser.post("/sign-in", {{"name", "jane"}, {"password", "wrong"}}), "not right"))
            << i;
    const auto right = guesser.post("/sign-in", {{"name", "jane"}, {"password", "kettle mosque rain jane"}});
    EXPECT_TRUE(says(right, "too many tries"));
    // Her own browser, from the same network, and another network.
    Person at_work(service, "203.0.113.9");
    at_work.cookies()["footprint-device"] = jane.cookies()["footprint-device"];
    at_work.sign_in("jane", jane.one_time_key);
    EXPECT_TRUE(is_in(at_work));
    Person elsewhere(service, "203.0.113.10");
    elsewhere.sign_in("jane", jane.one_time_key);
    EXPECT_TRUE(is_in(elsewhere));
    service.later(16 * a_minute);
    Person patient(service, "203.0.113.9");
    EXPECT_EQ(patient.post("/sign-in", {{"name", "jane"}, {"password", "kettle mosque rain jane"}}).status,
              303);
}

TEST_F(SignInPages, TenThousandWrongPasswordsCostAFewHashesAndAFewEntries) {
    Person guesser(service, "203.0.113.9");
    for (int i = 0; i < 10'000; ++i)
        guesser.post("/sign-in", {{"name", "jane"}, {"password", std::to_string(i)}});
    EXPECT_EQ(journalled("sign_in_refused").size(), 5U);
    EXPECT_TRUE(is_in(jane));
}

TEST_F(SignInPages, ACodeIsGoodForOnceAndSoIsARecoveryCode) {
    Person one(service);
    one.sign_in("jane", jane.one_time_key);
    const std::string used = digits_for(jane.one_time_key, service.now());
    const auto with_code = [&](const std::string& code) {
        Person person(service, "203.0.113.50");
        person.post("/sign-in", {{"name", "jane"}, {"password", "kettle mosque rain jane"}});
        person.get("/sign-in/code");
        return person.post("/sign-in/code", {{"code", code}}).status;
    };
    EXPECT_EQ(with_code(used), 400);
    EXPECT_EQ(with_code(jane.recovery_codes[3]), 303);
    EXPECT_EQ(with_code(jane.recovery_codes[3]), 400);
    EXPECT_EQ(with_code(jane.recovery_codes[4]), 303);
    EXPECT_EQ(with_code("000000x"), 400);
}

TEST_F(SignInPages, ATokenIsNewAfterEachStep) {
    Person person(service);
    service.later();
    person.post("/sign-in", {{"name", "jane"}, {"password", "kettle mosque rain jane"}});
    const std::string half = person.cookies()["footprint"];
    person.get("/sign-in/code");
    const std::string key = person.key();
    person.post("/sign-in/code", {{"code", digits_for(jane.one_time_key, service.now())}});
    EXPECT_NE(person.cookies()["footprint"], half);
    person.get("/account");
    EXPECT_NE(person.key(), key);
    Person thief(service);
    thief.cookies()["footprint"] = half;
    EXPECT_EQ(location_of(thief.get("/children")), "/sign-in?then=%2Fchildren");
}

TEST_F(SignInPages, ASessionEndsWhenItIsIdleAndWhenItIsOld) {
    service.later(29 * a_minute);
    EXPECT_TRUE(is_in(jane));
    std::this_thread::sleep_for(std::chrono::milliseconds(700));  // its use is noted by now
    service.later(29 * a_minute);
    EXPECT_TRUE(is_in(jane));
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    service.later(30 * a_minute);
    EXPECT_FALSE(is_in(jane));
    Person busy(service);
    busy.sign_in("jane", jane.one_time_key);
    for (int minute = 0; minute < 12 * 60 - 20; minute += 20) {
        service.later(20 * a_minute);
        ASSERT_TRUE(is_in(busy)) << minute;
        std::this_thread::sleep_for(std::chrono::milliseconds(600));
        if (minute > 100) minute += 300;  // the hours between are alike
        if (minute > 100) break;
    }
    service.later(12 * 60 * a_minute);
    EXPECT_FALSE(is_in(busy));
}

TEST_F(SignInPages, SignOutHereAndEverywhere) {
    Person second(service);
    second.sign_in("jane", jane.one_time_key);
    const std::string token = second.cookies()["footprint"];
    EXPECT_EQ(location_of(second.post("/sign-out", {})), "/sign-in");
    EXPECT_FALSE(second.cookies().contains("footprint"));
    second.cookies()["footprint"] = token;
    EXPECT_FALSE(is_in(second));
    EXPECT_TRUE(is_in(jane));
    Person third(service);
    third.sign_in("jane", jane.one_time_key);
    third.post("/account/sign-out-everywhere", {});
    EXPECT_FALSE(is_in(jane));
    EXPECT_FALSE(is_in(third));
}

TEST_F(SignInPages, ANewPasswordEndsTheOtherSessions) {
    Person second(service);
    second.sign_in("jane", jane.one_time_key);
    const auto change = [&](const char* now, const char* chosen) {
        second.get("/account/password");
        return second.post("/account/password", {{"now", now}, {"chosen", chosen}});
    };
    EXPECT_TRUE(says(change("wrong", "another good long one"), "is not right"));
    EXPECT_EQ(change("kettle mosque rain jane", "short").status, 400);
    EXPECT_EQ(change("kettle mosque rain jane", "password1234").status, 400);
    EXPECT_EQ(change("kettle mosque rain jane", "kettle mosque rain jane").status, 400);
    EXPECT_EQ(location_of(change("kettle mosque rain jane", "another good long one")), "/account");
    EXPECT_TRUE(is_in(second));
    EXPECT_FALSE(is_in(jane));
}

TEST_F(SignInPages, AFirstPasswordHoldsForAWeek) {
    const std::string given = service.account("late", {AccountRole::auditor});
    service.later(std::int64_t{8} * 24 * 60 * a_minute);
    EXPECT_EQ(Person(service).post("/sign-in", {{"name", "late"}, {"password", given}}).status, 400);
}

TEST_F(SignInPages, AClosedAccountIsOutAtOnce) {
    care::Account closed{{"jane"}, "Jane", {}, {AccountRole::manager}, std::nullopt, true};
    ASSERT_TRUE(
        service.accounts().change(closed, service.accounts().version(), {"maker"}, "", service.now()));
    EXPECT_FALSE(is_in(jane));
}

TEST_F(SignInPages, AFormWithoutTheSessionsKeyChangesNothing) {
    EXPECT_EQ(jane.post("/account/sign-out-everywhere", {}, false).status, 403);
    EXPECT_EQ(jane.post("/account/sign-out-everywhere", {{"form_key", "guessed"}}, false).status, 403);
    EXPECT_TRUE(is_in(jane));
    Service alone(false);
    Person local(alone);
    EXPECT_EQ(local.post("/import/take-over", {{"import", "1"}}, false).status, 403);
}

TEST_F(SignInPages, AnotherTypeOfContentIsNotTaken) {
    EXPECT_EQ(jane.status_of_post_as("/account/sign-out-everywhere", "application/json"), 415);
    EXPECT_EQ(jane.status_of_post_as("/account/sign-out-everywhere", "text/plain"), 415);
    EXPECT_TRUE(is_in(jane));
    EXPECT_EQ(jane.status_of_post_as("/account/sign-out-everywhere", "application/x-www-form-urlencoded"),
              303);
    EXPECT_FALSE(is_in(jane));
}

TEST_F(SignInPages, ForgedCookiesAreNobodys) {
    for (const char* token :
         {"", "x", "../../etc/passwd", "' OR 1=1 --", "0000000000000000000000000000000000000000000"}) {
        Person person(service);
        person.cookies()["footprint"] = token;
        EXPECT_EQ(location_of(person.get("/children")), "/sign-in?then=%2Fchildren") << token;
    }
}

TEST_F(SignInPages, GoOnToPagesOfThisServiceOnly) {
    for (const char* then : {"//evil.example", "https://evil.example", "/\\evil.example",
                             "/a\r\nSet-Cookie: x=y", "/sign-in", "javascript:alert(1)"}) {
        Person person(service);
        service.later();
        const auto answer = person.post(
            "/sign-in", {{"name", "jane"}, {"password", "kettle mosque rain jane"}, {"then", then}});
        EXPECT_EQ(location_of(answer), "/sign-in/code?then=%2F") << then;
    }
    Person person(service);
    EXPECT_EQ(location_of(person.get("/measures?year=2024-25")),
              "/sign-in?then=%2Fmeasures%3Fyear%3D2024-25");
}

TEST_F(SignInPages, WhatCannotBeUndoneAsksForAFreshProof) {
    Person boss(service);
    boss.begin("boss", service.account("boss", {AccountRole::administrator}));
    service.account("lost", {AccountRole::iro});
    service.later(11 * a_minute);
    boss.get("/accounts/lost");
    EXPECT_EQ(location_of(boss.post("/accounts/lost/password", {})),
              "/account/prove?then=%2Faccounts%2Flost");
    boss.get("/account/prove");
    EXPECT_EQ(boss.post("/account/prove",
                        {{"password", "wrong"}, {"code", digits_for(boss.one_time_key, service.now())}})
                  .status,
              400);
    EXPECT_EQ(location_of(boss.post("/account/prove", {{"password", boss.password()},
                                                       {"code", digits_for(boss.one_time_key, service.now())},
                                                       {"then", "/accounts/lost"}})),
              "/accounts/lost");
    EXPECT_TRUE(says(boss.post("/accounts/lost/password", {}), "shown now and never again"));
}

TEST_F(SignInPages, ANameThatIsNotThereCostsTheWorkOfOneThatIs) {
    service.account("closed", {AccountRole::auditor});
    care::Account closed{{"closed"}, "Closed", {}, {AccountRole::auditor}, std::nullopt, true};
    ASSERT_TRUE(
        service.accounts().change(closed, service.accounts().version(), {"maker"}, "", service.now()));
    for (const char* name : {"nobody", "jane", "closed", "", "jane"}) {
        Person person(service, "203.0.113.77");
        person.get("/sign-in");
        const std::uint64_t before = casework::hashes_reckoned();
        EXPECT_EQ(person.post("/sign-in", {{"name", name}, {"password", "wrong"}}).status, 400);
        EXPECT_EQ(casework::hashes_reckoned() - before, 1U) << name;
    }
}

TEST_F(SignInPages, WrongCodesOfOneLockNobodyElseOut) {
    for (int i = 0; i < 30; ++i) {
        const std::string name = "person" + std::to_string(i);
        store::Session session;
        session.account = name;
        const casework::Visitor visitor{session, {{name}, name, {}, {}, {}, {}}, casework::Stage::code, {}};
        for (int n = 0; n < 6; ++n)
            EXPECT_FALSE(service.sign_in().prove_code(visitor, "000000", {"203.0.113.9", {}}, service.now()));
    }
    Person other(service, "203.0.113.9");
    other.sign_in("jane", jane.one_time_key);
    EXPECT_TRUE(is_in(other));
}

TEST_F(SignInPages, GuessingThePasswordOfNowIsSlowedAndWrittenDown) {
    const auto change = [&] {
        return jane.post("/account/password", {{"now", "wrong"}, {"chosen", "another good long one"}});
    };
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(says(change(), "is not right")) << i;
    const std::uint64_t before = casework::hashes_reckoned();
    EXPECT_TRUE(says(change(), "too many tries"));
    EXPECT_EQ(casework::hashes_reckoned(), before);
    EXPECT_EQ(journalled("sign_in_refused"),
              std::vector<std::string>(5, "nobody: account jane, changing the password"));
    jane.get("/account/prove");
    for (int i = 0; i < 5; ++i)
        EXPECT_TRUE(says(jane.post("/account/prove", {{"password", "wrong"}, {"code", "1"}}), "not right"));
    EXPECT_TRUE(
        says(jane.post("/account/prove", {{"password", jane.password()}, {"code", "1"}}), "too many tries"));
}

TEST_F(SignInPages, TheKeyOfTheSecondFactorIsTheServersAndNotTheForms) {
    Person person(service);
    const std::string given = service.account("newcomer", {AccountRole::auditor});
    person.post("/sign-in", {{"name", "newcomer"}, {"password", given}});
    person.get("/sign-in/password");
    person.post("/sign-in/password", {{"chosen", "kettle mosque rain newcomer"}});
    const std::string form = text_of(person.get("/sign-in/enrol"));
    EXPECT_EQ(Person::value_in(form, "key"), "");
    const std::string key = Person::key_shown_in(form);
    ASSERT_EQ(key.size(), 32U);
    EXPECT_EQ(Person::key_shown_in(text_of(person.get("/sign-in/enrol"))), key);
    const std::string mine(32, 'A');
    for (const std::string& own : {mine, std::string()})
        EXPECT_EQ(
            person.post("/sign-in/enrol", {{"key", own}, {"code", digits_for(own, service.now())}}).status,
            400);
    // Another browser that knows the password is offered another key.
    Person second(service);
    second.post("/sign-in", {{"name", "newcomer"}, {"password", "kettle mosque rain newcomer"}});
    EXPECT_NE(Person::key_shown_in(text_of(second.get("/sign-in/enrol"))), key);
    person.get("/sign-in/enrol");
    EXPECT_EQ(person.post("/sign-in/enrol", {{"code", digits_for(key, service.now())}}).status, 200);
    EXPECT_EQ(second.post("/sign-in/enrol", {{"code", digits_for(key, service.now())}}).status, 400);
}

TEST_F(SignInPages, TheFirstFormHasAKeyOfItsOwn) {
    const std::vector<Field> right = {{"name", "jane"}, {"password", "kettle mosque rain jane"}};
    const auto with = [&](const std::string& cookie, const std::string& key) {
        Person person(service);
        person.get("/sign-in");
        if (cookie == "none") person.cookies().clear();
        std::vector<Field> fields = right;
        fields.push_back({"form_key", key == "own" ? person.key() : key});
        return person.post("/sign-in", fields, false);
    };
    EXPECT_EQ(with("own", "own").status, 303);
    for (const Response& refused :
         {with("own", ""), with("own", "guessed"), with("none", "own"), with("none", "")}) {
        EXPECT_EQ(refused.status, 403);
        EXPECT_TRUE(says(refused, "Type your password again"));
        EXPECT_FALSE(says(refused, "kettle mosque"));
    }
    Person one(service);
    Person two(service);
    one.get("/sign-in");
    two.get("/sign-in");
    EXPECT_NE(one.key(), two.key());
    const std::string key = one.key();
    one.get("/sign-in");
    EXPECT_EQ(one.key(), key);  // or two tabs would shut each other out
}

TEST_F(SignInPages, ASessionThatSomebodyElseChoseIsNotTheirs) {
    // An attacker gets a half session and a whole one of their own, and puts their cookies into jane's
    // browser.
    Person attacker(service, "203.0.113.66");
    attacker.begin("mallory", service.account("mallory", {AccountRole::auditor}));
    Person half(service, "203.0.113.66");
    service.later();
    half.post("/sign-in", {{"name", "mallory"}, {"password", attacker.password()}});
    for (const std::string& planted : {attacker.cookies()["footprint"], half.cookies()["footprint"],
                                       std::string("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")}) {
        Person victim(service);
        victim.cookies()["footprint"] = planted;
        victim.sign_in("jane", jane.one_time_key);
        EXPECT_NE(victim.cookies()["footprint"], planted);
        EXPECT_TRUE(says(victim.get("/account"), "Person jane"));
        Person thief(service, "203.0.113.66");
        thief.cookies()["footprint"] = planted;
        EXPECT_FALSE(says(thief.get("/account"), "Person jane"));
    }
}

TEST_F(SignInPages, ByHttpsCookiesBearNamesThatOnlyThisServiceCanSet) {
    service.use_https();
    Person person(service);
    const auto check = [](const Response& response, const std::string& name) {
        bool found = false;
        for (const Field& header : response.headers) {
            if (header.name != "Set-Cookie") continue;
            EXPECT_EQ(header.value.find("__Host-footprint"), 0U) << header.value;
            EXPECT_NE(header.value.find("; Secure"), std::string::npos) << header.value;
            EXPECT_NE(header.value.find("; HttpOnly"), std::string::npos) << header.value;
            EXPECT_NE(header.value.find("; Path=/;"), std::string::npos) << header.value;
            EXPECT_NE(header.value.find("; SameSite="), std::string::npos) << header.value;
            EXPECT_EQ(header.value.find("Domain"), std::string::npos) << header.value;
            found |= header.value.find(name + "=") == 0;
        }
        EXPECT_TRUE(found) << name;
    };
    check(person.get("/sign-in"), "__Host-footprint-door");
    service.later();
    check(person.post("/sign-in", {{"name", "jane"}, {"password", "kettle mosque rain jane"}}),
          "__Host-footprint");
    person.get("/sign-in/code");
    check(person.post("/sign-in/code", {{"code", digits_for(jane.one_time_key, service.now())}}),
          "__Host-footprint-device");
    EXPECT_TRUE(is_in(person));
    person.get("/account");
    check(person.post("/sign-out", {}), "__Host-footprint");
    // The plain names are nobody's here.
    person.cookies()["footprint"] = jane.cookies()["footprint"];
    EXPECT_FALSE(is_in(person));
}

TEST_F(SignInPages, WhatHashesOrAsksTheProviderHasThreadsOfItsOwn) {
    std::set<std::string> apart;
    for (const Route& route : routes(service.application()))
        if (route.signs_in) {
            EXPECT_TRUE(route.takes_long) << route.pattern;
            apart.insert(route.pattern);
        }
    EXPECT_EQ(apart, (std::set<std::string>{"/account/password", "/account/prove", "/accounts/new",
                                            "/accounts/{account}/password", "/sign-in", "/sign-in/code",
                                            "/sign-in/enrol", "/sign-in/password", "/sign-out"}));
}

TEST_F(SignInPages, CookiesCannotBeReadByScripts) {
    Person person(service);
    service.later();
    const auto answer = person.post("/sign-in", {{"name", "jane"}, {"password", "kettle mosque rain jane"}});
    for (const Field& header : answer.headers)
        if (header.name == "Set-Cookie") {
            EXPECT_NE(header.value.find("HttpOnly"), std::string::npos);
            EXPECT_NE(header.value.find("SameSite=Lax"), std::string::npos);
        }
}

}  // namespace
}  // namespace footprint::web
