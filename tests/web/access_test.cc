// Every address by every role: allowed, refused, restricted, another authority's. The page on who may do what
// is held against the same table.
#include <fstream>
#include <sstream>

#include "support/places.h"
#include "web/service.h"

namespace footprint::web {
namespace {

using care::AccountRole;

const std::vector<AccountRole> roles = {
    AccountRole::iro,           AccountRole::manager,      AccountRole::business_support,
    AccountRole::social_worker, AccountRole::team_manager, AccountRole::firo,
    AccountRole::analyst,       AccountRole::auditor,      AccountRole::administrator,
    AccountRole::committee};

class Access : public testing::Test {
  protected:
    // One service for all: nothing here changes what another test looks at.
    static void SetUpTestSuite() {
        service = std::make_unique<Service>();
        iro = service->some_iro();
        own = service->child_of(iro);
        others = service->child_of(iro, false);
        for (const AccountRole role : roles) {
            const std::string name(care::printed(role));
            people[role] = std::make_unique<Person>(*service);
            people[role]->begin(name, service->account(name, {role}, role == AccountRole::iro ? iro : ""));
        }
    }
    static void TearDownTestSuite() {
        people.clear();
        service.reset();
    }
    static Person& who(AccountRole role) { return *people.at(role); }

    // A real address in place of a pattern's names.
    static std::string address_of(std::string pattern, std::uint32_t child) {
        const auto put = [&](const std::string& name, const std::string& value) {
            if (const std::size_t at = pattern.find(name); at != std::string::npos)
                pattern.replace(at, name.size(), value);
        };
        if (pattern.find("{decision}") != std::string::npos) return service->decision_address(child);
        put("{child}", service->id_of(child));
        put("{measure}", "reviews.held");
        put("{account}", "committee");
        if (pattern == "/measures/reviews.held/children") pattern += "?period=2024-25";
        return pattern;
    }
    // Whether the guard lets somebody through, apart from what follows from the child.
    static bool is_let_through(const Response& response) {
        return response.status != 403 && response.status != 404 &&
               location_of(response).find("/sign-in") != 0;
    }

    static inline std::unique_ptr<Service> service;
    static inline std::string iro;
    static inline std::uint32_t own = 0;
    static inline std::uint32_t others = 0;
    static inline std::map<AccountRole, std::unique_ptr<Person>> people;
};

care::Verb verb_in(const std::string& words) {
    for (const care::Verb verb : care::verbs())
        if (care::in_words(verb) == words) return verb;
    ADD_FAILURE() << "no verb: " << words;
    return care::Verb::operate;
}

// Whose account it is makes no difference.
bool is_for_no_role(const Route& route) {
    return route.who == "anybody" || route.who == "who is signing in" || route.who == "named networks";
}

// The page's table of addresses: made from the routes themselves.
std::string table_of_addresses(const std::vector<Route>& all) {
    std::ostringstream page;
    page << "| address | to |";
    for (const AccountRole role : roles) page << ' ' << care::printed(role) << " |";
    page << "\n| --- | --- |";
    for (std::size_t i = 0; i < roles.size(); ++i) page << " --- |";
    page << '\n';
    for (const Route& route : all) {
        if (is_for_no_role(route)) {
            page << "| `" << (route.method == Method::get ? "GET " : "POST ") << route.pattern << "` | "
                 << route.who << " |";
            for (std::size_t i = 0; i < roles.size(); ++i) page << " yes |";
            page << '\n';
            continue;
        }
        page << "| `" << (route.method == Method::get ? "GET " : "POST ") << route.pattern << "` | "
             << route.who << " |";
        for (const AccountRole role : roles) {
            const care::Reach reach = care::reach(role, verb_in(route.who));
            page << (reach == care::Reach::everybody    ? " yes |"
                     : reach == care::Reach::allocated  ? " own |"
                     : reach == care::Reach::works_with ? " theirs |"
                                                        : " |");
        }
        page << '\n';
    }
    return page.str();
}

TEST_F(Access, OfEveryAddressIsOnThePageOnWhoMayDoWhat) {
    std::ifstream in(tests::root() + "/docs/who_may.md");
    std::ostringstream page;
    page << in.rdbuf();
    const std::string table = table_of_addresses(routes(service->application()));
    EXPECT_NE(page.str().find(table), std::string::npos) << "The page should hold:\n" << table;
}

TEST_F(Access, ToTheMetersIsForThisMachineAndNamedNetworks) {
    const auto status_from = [](const std::string& place) {
        Request request;
        request.came_from = place;
        return service->answer(Method::get, "/metrics", request).status;
    };
    for (const auto* place : {"127.0.0.1", "::1", "10.9.3.4"}) EXPECT_EQ(status_from(place), 200) << place;
    for (const auto* place : {"10.8.3.4", "198.51.100.7", "2001:db8::1"})
        EXPECT_EQ(status_from(place), 404) << place;
    EXPECT_EQ(service->answer(Method::get, "/health", {}).status, 200);
}

TEST_F(Access, OfEveryPageByEveryRoleIsAsTheTableSays) {
    for (const Route& route : routes(service->application())) {
        if (route.method != Method::get || is_for_no_role(route)) continue;
        const care::Verb verb = verb_in(route.who);
        for (const AccountRole role : roles) {
            const bool about_child = route.pattern.find("{child}") != std::string::npos;
            const bool allowed = about_child ? care::may(role, verb, care::Standing::none) ||
                                                   (role == AccountRole::iro &&
                                                    care::may(role, verb, care::Standing::allocated))
                                             : care::reach(role, verb) != care::Reach::nobody;
            // To see who is behind a figure needs the figure as well.
            const bool figures = route.pattern != "/measures/{measure}/children" ||
                                 care::reach(role, care::Verb::see_figures) != care::Reach::nobody;
            const Response got = who(role).get(address_of(route.pattern, own));
            EXPECT_EQ(is_let_through(got), allowed && figures)
                << care::printed(role) << ' ' << route.pattern << ' ' << got.status;
        }
    }
}

TEST_F(Access, OfEveryFormByARoleWithoutItsVerbIsRefused) {
    for (const Route& route : routes(service->application())) {
        if (route.method != Method::post || is_for_no_role(route)) continue;
        const care::Verb verb = verb_in(route.who);
        for (const AccountRole role : roles) {
            if (care::reach(role, verb) != care::Reach::nobody) continue;
            const Response got = who(role).post(address_of(route.pattern, own), {});
            EXPECT_EQ(got.status, 403) << care::printed(role) << ' ' << route.pattern;
        }
    }
}

TEST_F(Access, WithoutASessionEveryAddressLeadsToSigningIn) {
    Person stranger(*service);
    for (const Route& route : routes(service->application())) {
        if (route.who == "anybody" || route.who == "named networks") continue;
        const std::string address = address_of(route.pattern, own);
        const Response got =
            route.method == Method::get ? stranger.get(address) : stranger.post(address, {{"form_key", "x"}});
        EXPECT_EQ(got.status, 303) << route.pattern;
        EXPECT_EQ(location_of(got).find("/sign-in"), 0U) << route.pattern;
    }
}

TEST_F(Access, ToAnotherAuthoritysChildIsAsToNobody) {
    const Response unknown = who(AccountRole::iro).get("/children/TEST999999");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(who(AccountRole::social_worker).get("/children/" + service->id_of(own)).status, 404);
    EXPECT_EQ(who(AccountRole::firo).get("/children/" + service->id_of(own)).status, 404);
    EXPECT_EQ(who(AccountRole::administrator).get("/accounts/somebody.else").status, 404);
    // Nor does the list say that there are others.
    const std::string list = text_of(who(AccountRole::social_worker).get("/children?state=all"));
    EXPECT_EQ(list.find("TEST0"), std::string::npos);
}

TEST_F(Access, AnIroRecordsForTheirOwnChildrenAndReadsColleagues) {
    Person& person = who(AccountRole::iro);
    EXPECT_NE(text_of(person.get(service->decision_address(own))).find("<textarea"), std::string::npos);
    EXPECT_EQ(text_of(person.get(service->decision_address(others))).find("<textarea"), std::string::npos);
    EXPECT_EQ(person.post(service->decision_address(others), {{"text", "mine now"}}).status, 403);
    EXPECT_EQ(who(AccountRole::auditor).post(service->decision_address(own), {{"text", "mine now"}}).status,
              403);
}

TEST_F(Access, TheJournalTellsWhoOpenedWhichFile) {
    who(AccountRole::auditor).get("/children/" + service->id_of(others));
    store::JournalQuestion question;
    question.child = service->id_of(others);
    question.who = "auditor";
    for (int i = 0; i < 40 && service->casework().journal(question).empty(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const auto found = service->casework().journal(question);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().verb, "open_file");
    const std::string page =
        text_of(who(AccountRole::auditor).get("/journal?who=auditor&child=" + service->id_of(others)));
    EXPECT_NE(page.find("Opened a file"), std::string::npos);
}

class Restricted : public testing::Test {
  protected:
    Service service;
    Person manager{service};
    Person iro{service};
    Person auditor{service};
    std::string child;
    std::string name;

    void SetUp() override {
        const std::string officer = service.some_iro();
        const std::uint32_t number = service.child_of(officer);
        child = service.id_of(number);
        name = service.snapshot()->name_of(number);
        manager.begin("manager", service.account("manager", {AccountRole::manager}));
        iro.begin("iro", service.account("iro", {AccountRole::iro}, officer));
        auditor.begin("auditor", service.account("auditor", {AccountRole::auditor}));
        manager.get("/children/" + child + "/readers");
        EXPECT_EQ(
            manager.post("/children/" + child + "/readers", {{"accounts", "manager"}, {"why", "a relative"}})
                .status,
            303);
    }
    static bool shows(const Response& response, const std::string& words) {
        return text_of(response).find(words) != std::string::npos;
    }
};

TEST_F(Restricted, AFileIsANumberToEverybodyElse) {
    EXPECT_EQ(manager.get("/children/" + child).status, 200);
    for (Person* person : {&iro, &auditor}) {
        EXPECT_EQ(person->get("/children/" + child).status, 403);
        EXPECT_FALSE(shows(person->get("/children/" + child), name));
        for (const char* list :
             {"/", "/children?state=all", "/children?state=all&q=", "/findings", "/calendar"})
            EXPECT_FALSE(shows(person->get(list), child)) << list;
        EXPECT_TRUE(shows(person->get("/children?state=all"), "1 restricted file is not shown"));
        EXPECT_FALSE(
            shows(person->get("/measures/population.looked_after/children?period=2026-03-31"), child));
    }
    EXPECT_EQ(auditor.get("/children/" + child + "/emergency").status, 403);
    const std::uint32_t number = service.snapshot()->records().find(child).value;
    EXPECT_EQ(iro.get(service.decision_address(number)).status, 404);
}

TEST_F(Restricted, AFileOpensInAnEmergencyForAReasonThatIsTold) {
    iro.get("/children/" + child + "/emergency");
    EXPECT_EQ(iro.post("/children/" + child + "/emergency", {{"reason", "  "}}).status, 400);
    EXPECT_EQ(iro.get("/children/" + child).status, 403);
    EXPECT_EQ(
        iro.post("/children/" + child + "/emergency", {{"reason", "missing since this morning"}}).status,
        303);
    EXPECT_EQ(iro.get("/children/" + child).status, 200);
    EXPECT_EQ(auditor.get("/children/" + child).status, 403);
    const Response notice = manager.get("/");
    EXPECT_TRUE(shows(notice, "missing since this morning"));
    EXPECT_FALSE(shows(iro.get("/"), "missing since this morning"));
    EXPECT_EQ(manager
                  .post("/openings/noted", {{"child", child},
                                            {"account", "iro"},
                                            {"opened_at", Person::value_in(text_of(notice), "opened_at")}})
                  .status,
              303);
    EXPECT_FALSE(shows(manager.get("/"), "missing since this morning"));
    // The reading is in the journal before the page is shown.
    store::JournalQuestion question;
    question.child = child;
    question.verb = "open_file";
    EXPECT_EQ(service.casework().journal(question).front().who, "iro");
    service.later(std::int64_t{12} * 3600 * 1'000'000);
    Person again(service);
    again.sign_in("iro", iro.one_time_key);
    EXPECT_EQ(again.get("/children/" + child).status, 403);
}

TEST_F(Restricted, AFileIsOpenAgainWhenNobodyIsNamed) {
    manager.get("/children/" + child + "/readers");
    EXPECT_EQ(manager.post("/children/" + child + "/readers", {{"why", "over"}}).status, 303);
    EXPECT_EQ(auditor.get("/children/" + child).status, 200);
    manager.get("/children/" + child + "/readers");
    EXPECT_EQ(manager.post("/children/" + child + "/readers", {{"accounts", "nobody"}, {"why", "x"}}).status,
              400);
    EXPECT_EQ(manager.post("/children/" + child + "/readers", {{"accounts", "manager"}}).status, 400);
}

TEST_F(Restricted, AManagerWhoLetsThemselvesInIsTold) {
    Person second(service);
    second.begin("second", service.account("second", {AccountRole::manager}));
    const std::string readers = "/children/" + child + "/readers";
    EXPECT_EQ(second.get("/children/" + child).status, 403);
    EXPECT_TRUE(shows(second.get(readers), "You are not named for this file"));
    EXPECT_FALSE(shows(manager.get(readers), "You are not named for this file"));
    // Naming others for it opens nothing, and tells nobody.
    EXPECT_EQ(
        second.post(readers, {{"accounts", "manager"}, {"accounts", "iro"}, {"why", "stands in"}}).status,
        303);
    EXPECT_FALSE(shows(manager.get("/"), "stands in"));
    EXPECT_EQ(second.get("/children/" + child).status, 403);
    second.get(readers);
    EXPECT_EQ(second.post(readers, {{"accounts", "manager"}, {"accounts", "second"}, {"why", "  "}}).status,
              400);
    second.get(readers);
    EXPECT_EQ(
        second.post(readers, {{"accounts", "manager"}, {"accounts", "second"}, {"why", "complaint"}}).status,
        303);
    EXPECT_EQ(second.get("/children/" + child).status, 200);
    EXPECT_TRUE(shows(manager.get("/"), "Named themselves for the file: complaint"));
}

TEST_F(Restricted, AManagerWhoTakesTheRestrictionAwayIsToldAlsoAfterAnEmergency) {
    Person second(service);
    second.begin("second", service.account("second", {AccountRole::manager}));
    second.get("/children/" + child + "/emergency");
    EXPECT_EQ(second.post("/children/" + child + "/emergency", {{"reason", "missing"}}).status, 303);
    service.later();
    second.get("/children/" + child + "/readers");
    EXPECT_EQ(second.post("/children/" + child + "/readers", {{"why", "no relative any more"}}).status, 303);
    EXPECT_TRUE(shows(manager.get("/"), "Took the restriction away: no relative any more"));
    EXPECT_EQ(auditor.get("/children/" + child).status, 200);
}

TEST_F(Restricted, NobodyNotesTheirOwnOpeningWhileAnotherCan) {
    Person second(service);
    second.begin("second", service.account("second", {AccountRole::manager}));
    second.get("/children/" + child + "/emergency");
    second.post("/children/" + child + "/emergency", {{"reason", "missing"}});
    const Response own = second.get("/");
    EXPECT_TRUE(shows(own, "another manager notes it"));
    EXPECT_FALSE(shows(own, "I have noted this"));
    const std::string opened_at = Person::value_in(text_of(manager.get("/")), "opened_at");
    const std::vector<Field> noting = {{"child", child}, {"account", "second"}, {"opened_at", opened_at}};
    const Response refused = second.post("/openings/noted", noting);
    EXPECT_EQ(refused.status, 409);
    EXPECT_TRUE(shows(refused, "Another manager notes it"));
    EXPECT_TRUE(shows(manager.get("/"), "I have noted this"));
    // The last manager has nobody else to ask.
    care::Account gone{{"manager"}, "Manager", {}, {AccountRole::manager}, std::nullopt, true};
    ASSERT_TRUE(service.accounts().change(gone, {"maker"}, "", service.now()));
    EXPECT_TRUE(shows(second.get("/"), "I have noted this"));
    EXPECT_EQ(second.post("/openings/noted", noting).status, 303);
    EXPECT_FALSE(shows(second.get("/"), "missing"));
}

class WhatWeighsMuch : public Restricted {
  protected:
    // The page that asks for a proof has what was typed, and takes it once the proof is there.
    void asks_first(Person& person, const std::string& address, std::vector<Field> fields,
                    const std::string& words) {
        service.later(std::int64_t{11} * 60 * 1'000'000);
        const Response asked = person.post(address, fields);
        EXPECT_EQ(asked.status, 403) << address;
        EXPECT_TRUE(shows(asked, "/account/prove")) << address;
        EXPECT_TRUE(shows(asked, words)) << address;
        EXPECT_TRUE(shows(asked, "Send it again")) << address;
        EXPECT_EQ(location_of(person.post("/account/prove",
                                          {{"password", person.password()},
                                           {"code", digits_for(person.one_time_key, service.now())}})),
                  "/account");
        const int status = person.post(address, fields).status;
        EXPECT_TRUE(status == 303 || status == 200) << address << ' ' << status;
    }
};

TEST_F(WhatWeighsMuch, AsksForAFreshProofAndLosesNothing) {
    manager.get("/retention");
    manager.post("/retention/hold", {{"hold", "inquiry"}, {"reason", "asked for"}});
    asks_first(manager, "/retention/release", {{"hold", "inquiry"}, {"why", "the inquiry is over"}},
               "the inquiry is over");
    asks_first(manager, "/children/" + child + "/readers",
               {{"accounts", "manager"}, {"why", "still a relative"}}, "still a relative");
    Person boss(service);
    boss.begin("boss", service.account("boss", {AccountRole::administrator}));
    asks_first(boss, "/accounts/iro", {{"name", "Person iro"}, {"roles", "analyst"}}, "Person iro");
    asks_first(boss, "/accounts/auditor",
               {{"name", "Person auditor"}, {"roles", "auditor"}, {"more", "closed"}}, "Person auditor");
    asks_first(boss, "/accounts/new", {{"account", "late"}, {"name", "Late Comer"}, {"roles", "manager"}},
               "Late Comer");
    const care::AccessLists lists = service.accounts().all();
    EXPECT_EQ(lists.find("iro")->roles, std::vector<AccountRole>{AccountRole::analyst});
    EXPECT_TRUE(lists.find("auditor")->closed.value_or(false));
    EXPECT_NE(lists.find("late"), nullptr);
    EXPECT_TRUE(lists.holds.empty());
}

TEST_F(WhatWeighsMuch, AnAccountsNameIsInOneAlphabet) {
    Person boss(service);
    boss.begin("boss", service.account("boss", {AccountRole::administrator}));
    const Response refused =
        boss.post("/accounts/new", {{"account", "fake"}, {"name", "Pеrson iro"}, {"roles", "auditor"}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_TRUE(shows(refused, "mixes letters of several alphabets"));
    EXPECT_EQ(boss.post("/accounts/iro", {{"name", "Person\u200biro"}, {"roles", "iro"}}).status, 400);
}

class TwoAtOnce : public testing::Test {
  protected:
    Service service;
    Person one{service};
    Person two{service};
    std::string decision;

    void SetUp() override {
        const std::string officer = service.some_iro();
        decision = service.decision_address(service.child_of(officer));
        one.begin("one", service.account("one", {AccountRole::iro}, officer));
        two.begin("two", service.account("two", {AccountRole::iro}, officer));
    }
    static std::string based_on(const Response& form) { return Person::value_in(text_of(form), "based_on"); }
    static bool shows(const Response& response, const std::string& words) {
        return text_of(response).find(words) != std::string::npos;
    }
};

TEST_F(TwoAtOnce, TheSecondIsShownBothTextsAndChooses) {
    const std::string first = based_on(one.get(decision));
    const std::string second = based_on(two.get(decision));
    EXPECT_EQ(one.post(decision, {{"text", "Find a school"}, {"based_on", first}}).status, 303);
    const Response both = two.post(decision, {{"text", "Find a <school> near"}, {"based_on", second}});
    EXPECT_EQ(both.status, 409);
    EXPECT_TRUE(shows(both, "Find a school"));
    EXPECT_TRUE(shows(both, "Find a &lt;school&gt; near"));
    EXPECT_TRUE(shows(one.get(decision), "Find a school"));
    EXPECT_EQ(two.post(decision, {{"text", "Find a school near"}, {"based_on", based_on(both)}}).status, 303);
    EXPECT_TRUE(shows(one.get(decision), "Find a school near"));
    EXPECT_TRUE(shows(one.get(decision), "Find a school</td>"));  // among the earlier versions
}

TEST_F(TwoAtOnce, ADraftIsItsAuthorsAndOutlivesTheSession) {
    const std::string based = based_on(one.get(decision));
    EXPECT_EQ(one.post("/drafts", {{"place", decision},
                                   {"text", "half a sen"},
                                   {"progress", "a & b = c"},
                                   {"based_on", based},
                                   {"quietly", "yes"}})
                  .status,
              204);
    EXPECT_FALSE(shows(two.get(decision), "half a sen"));
    one.post("/sign-out", {});
    Person again(service);
    again.sign_in("one", one.one_time_key);
    EXPECT_TRUE(shows(again.get("/account"), decision));
    const Response form = again.get(decision);
    EXPECT_TRUE(shows(form, "half a sen"));
    EXPECT_TRUE(shows(form, "a &amp; b = c"));
    EXPECT_TRUE(shows(form, "your draft"));
    EXPECT_EQ(based_on(form), based);
    EXPECT_EQ(again.post(decision, {{"text", "half a sentence"}, {"based_on", based}}).status, 303);
    EXPECT_FALSE(shows(again.get(decision), "your draft"));
    again.post("/drafts", {{"place", decision}, {"text", "other"}});
    EXPECT_TRUE(shows(again.get(decision), "your draft"));
    again.post("/drafts", {{"place", decision}, {"throw_away", "yes"}});
    EXPECT_FALSE(shows(again.get(decision), "your draft"));
    EXPECT_EQ(again.post("/drafts", {{"place", "//evil.example"}, {"text", "x"}}).status, 400);
}

TEST_F(TwoAtOnce, WordsComeBackWhereTheSessionEndedMeanwhile) {
    const std::string based = based_on(one.get(decision));
    const std::vector<Field> typed = {{"text", "Find a <b>school</b> near\nher sister"},
                                      {"owner", "Ms Bell"},
                                      {"due", "2026-05-01"},
                                      {"progress", ""},
                                      {"based_on", based}};
    service.later(std::int64_t{31} * 60 * 1'000'000);
    const Response over = one.post(decision, typed);
    EXPECT_EQ(over.status, 403);
    EXPECT_TRUE(shows(over, "You were signed out before this was sent"));
    EXPECT_TRUE(shows(over, "Find a &lt;b&gt;school&lt;/b&gt; near\nher sister</textarea>"));
    EXPECT_FALSE(shows(over, "<b>"));
    EXPECT_EQ(Person::value_in(text_of(over), "due"), "2026-05-01");
    EXPECT_TRUE(shows(over, "action=\"" + decision + "\""));
    EXPECT_TRUE(shows(over, "href=\"/sign-in\" target=\"_blank\""));
    EXPECT_FALSE(shows(one.get("/sign-in"), "school"));  // nothing of it is kept
    // Signed in again at another tab, this one is sent: shown once more with the key of now, then taken.
    const std::string key_of_page = Person::value_in(text_of(over), "form_key");
    one.sign_in("one", one.one_time_key);
    std::vector<Field> again = typed;
    again.push_back({"form_key", key_of_page});
    const Response shown = one.post(decision, again, false);
    EXPECT_EQ(shown.status, 403);
    EXPECT_TRUE(shows(shown, "her sister</textarea>"));
    EXPECT_NE(Person::value_in(text_of(shown), "form_key"), key_of_page);
    EXPECT_EQ(one.post(decision, typed).status, 303);
    EXPECT_TRUE(shows(one.get(decision), "her sister"));
}

TEST_F(TwoAtOnce, WordsAreNotSentUnderTheNameOfTheNextPerson) {
    const std::string based = based_on(one.get(decision));
    service.later(std::int64_t{31} * 60 * 1'000'000);
    const Response over = one.post(decision, {{"text", "Only one person's words"}, {"based_on", based}});
    Person next(service);
    next.sign_in("two", two.one_time_key);
    const Response refused = next.post(decision,
                                       {{"text", "Only one person's words"},
                                        {"based_on", based},
                                        {"form_key", Person::value_in(text_of(over), "form_key")}},
                                       false);
    EXPECT_EQ(refused.status, 403);
    EXPECT_FALSE(shows(refused, "words"));
    EXPECT_FALSE(shows(next.get(decision), "Only one person"));
}

TEST_F(TwoAtOnce, PasswordsDoNotComeBack) {
    one.get("/account/password");
    service.later(std::int64_t{31} * 60 * 1'000'000);
    for (const char* address : {"/account/password", "/account/prove"}) {
        const Response over =
            one.post(address, {{"now", "a secret"}, {"chosen", "more secret"}, {"password", "x"}});
        EXPECT_EQ(over.status, 303) << address;
        EXPECT_EQ(location_of(over), "/sign-in");
    }
    one.sign_in("one", one.one_time_key);
    const Response keyless = one.post("/account/password", {{"now", "a secret"}, {"chosen", "b"}}, false);
    EXPECT_EQ(keyless.status, 403);
    EXPECT_FALSE(shows(keyless, "a secret"));
}

TEST_F(TwoAtOnce, WordsWithoutTheKeyComeBackOnOneMachineToo) {
    Service alone(false);
    Person local(alone);
    const std::string place = alone.decision_address(alone.child_of(alone.some_iro()));
    const Response shown = local.post(place, {{"text", "typed before the service was started anew"}}, false);
    EXPECT_EQ(shown.status, 403);
    EXPECT_TRUE(shows(shown, "started anew</textarea>"));
    EXPECT_EQ(Person::value_in(text_of(shown), "form_key"), "local key");
}

TEST_F(TwoAtOnce, WhatIsTypedIsNeverMarkup) {
    const std::string script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    EXPECT_EQ(one.post(decision, {{"text", script},
                                  {"owner", script},
                                  {"progress", script},
                                  {"based_on", based_on(one.get(decision))}})
                  .status,
              303);
    for (const std::string& address : {decision, decision.substr(0, decision.find("/decisions"))}) {
        EXPECT_FALSE(shows(one.get(address), "<script>alert")) << address;
        EXPECT_FALSE(shows(one.get(address), "<img src=x")) << address;
    }
    EXPECT_FALSE(shows(one.get("/children?q=" + percent_encoded(script)), "<script>alert"));
    EXPECT_FALSE(shows(one.get("/measures/" + percent_encoded(script)), "<script>alert"));
}

TEST_F(TwoAtOnce, ADayThatIsNoneIsSaidBesideItsField) {
    const Response form =
        one.post(decision, {{"text", "x"}, {"due", "30/02/2026"}, {"based_on", based_on(one.get(decision))}});
    EXPECT_EQ(form.status, 400);
    EXPECT_TRUE(shows(form, "30/02/2026"));
    EXPECT_TRUE(shows(form, "no day of the calendar"));
}

}  // namespace
}  // namespace footprint::web
