// Signing in and out, seen from a browser, with the clock in hand.
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
    EXPECT_EQ(location_of(with_password.post("/sign-in/enrol", {{"key", "A"}, {"code", "123456"}})),
              "/sign-in/code");
    EXPECT_EQ(location_of(with_password.post("/sign-in/password", {{"chosen", "something else entirely"}})),
              "/sign-in/code");
    EXPECT_EQ(location_of(half.get("/children")), "/sign-in?then=%2Fchildren");
}

TEST_F(SignInPages, SayTheSameWhateverIsWrong) {
    const auto said = [&](const std::string& name, const std::string& password) {
        Person person(service, "203.0.113." + std::to_string(name.size()));
        std::string text = text_of(person.post("/sign-in", {{"name", name}, {"password", password}}));
        const std::size_t at = text.find(" value=\"", text.find("id=\"name\""));
        if (at < text.find("autocomplete=\"username\"")) text.erase(at, text.find('"', at + 8) + 1 - at);
        return text;
    };
    service.account("closed", {AccountRole::auditor});
    care::Account closed{{"closed"}, "Closed", {}, {AccountRole::auditor}, std::nullopt, true};
    ASSERT_TRUE(service.accounts().change(closed, {"maker"}, "", service.now()));
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
    ASSERT_TRUE(service.accounts().change(closed, {"maker"}, "", service.now()));
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
