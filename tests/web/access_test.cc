// Every address by every role: allowed, refused, restricted, another authority's. The page on who may do what
// is held against the same table.
#include <fstream>
#include <sstream>

#include "support/places.h"
#include "web/access_records.h"
#include "web/pages/sheet.h"
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
        service->account("bystander", {AccountRole::committee});
        make_records(*service, own, iro);
        make_objections(*service, others);
        make_neighbour();
    }
    // Another authority in the same database, with a child of its own and a decision about them.
    static void make_neighbour() {
        const std::string code = "E06999777";
        const casework::Actor actor{"maker", service->now()};
        EXPECT_TRUE(casework::Casework::create_authority({service->casework().address().db, {}, {}, {}},
                                                         {code, "Elsewhere", "standard", std::nullopt},
                                                         actor));
        care::Records records;
        care::Child child;
        child.id = foreign;
        child.born_on = day_of(2014, 5, 1);
        records.children.push_back(child);
        care::ChildDetails details;
        details.child = {0};
        details.first_name = foreign_name;
        records.child_details.add(details);
        care::ReviewDetails review;
        review.review.text = "TESTR900001";
        review.child = {0};
        review.held_on = day_of(2026, 1, 5);
        records.review_details.add(review);
        records.decisions.push_back({{"TESTD900001"}, {"TESTR900001"}, "Visit the lighthouse"});
        records.settle();
        const auto elsewhere =
            std::move(casework::Casework::open({service->casework().address().db, code, {}, {}})).value();
        EXPECT_TRUE(elsewhere->take_over(records, actor, "invented"));
    }
    static void TearDownTestSuite() {
        people.clear();
        service.reset();
    }
    static Person& who(AccountRole role) { return *people.at(role); }

    static std::string address_of(const std::string& pattern, std::uint32_t child) {
        return real_address(*service, pattern, child);
    }
    static std::string address_of(const std::string& pattern, const std::string& child) {
        return filled_in(pattern, child, iro);
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
    static inline const std::string foreign = "TEST900001";
    static inline const std::string foreign_name = "Zebulon";
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
    return route.who == "anybody" || route.who == "who is signing in" || route.who == "who has the address" ||
           route.who == "named networks";
}

bool is_about_child(const Route& route) {
    return route.pattern.find("{child}") != std::string::npos;
}

// What becomes of a file that is kept from whoever asks.
std::string of_restricted(const Route& route) {
    const auto is = [&](std::string_view part) { return route.pattern.find(part) != std::string::npos; };
    if (is("/readers") || is("/emergency")) return "yes";
    for (const pages::Sheet* const sheet : pages::sheets())
        if (sheet->about().is_of_child && is("/" + std::string(sheet->collection()) + "/")) return "unknown";
    if (is("/drafts") || is("/allocation") || is("/siblings")) return "unknown";
    if (is_about_child(route)) return "refused";
    if (is("/hold") || is("/release")) return "held";
    if (is("/journal")) return "its id";
    if (is("/import") || route.who == care::in_words(care::Verb::see_figures)) return "counted";
    if (is("/hand-over")) return "left out";
    const bool is_list = route.who == care::in_words(care::Verb::see_lists) || route.pattern == "/" ||
                         route.pattern == "/retention" || route.pattern == "/account";
    return is_list && route.method == Method::get ? "left out" : "";
}

// What becomes of a child or an account of another authority.
std::string of_elsewhere(const Route& route) {
    const bool is_named = route.pattern.find('{') != std::string::npos || route.pattern == "/drafts" ||
                          route.pattern == "/retention/hold" || route.pattern == "/retention/release" ||
                          route.pattern == "/openings/noted";
    return is_named && route.pattern.find("{measure}") == std::string::npos ? "unknown" : "not there";
}

// The page's table of addresses: made from the routes themselves.
std::string table_of_addresses(const std::vector<Route>& all) {
    std::ostringstream page;
    page << "| address | to |";
    for (const AccountRole role : roles) page << ' ' << care::printed(role) << " |";
    page << " restricted file | another authority's |\n|";
    for (std::size_t i = 0; i < roles.size() + 4; ++i) page << " --- |";
    page << '\n';
    for (const Route& route : all) {
        page << "| `" << (route.method == Method::get ? "GET " : "POST ") << route.pattern << "` | "
             << route.who << " |";
        for (const AccountRole role : roles) {
            const care::Reach reach =
                is_for_no_role(route) ? care::Reach::everybody : care::reach(role, verb_in(route.who));
            page << (reach == care::Reach::everybody    ? " yes |"
                     : reach == care::Reach::allocated  ? " own |"
                     : reach == care::Reach::works_with ? " theirs |"
                                                        : " |");
        }
        const bool is_ours = !is_for_no_role(route);
        for (const std::string& words :
             {is_ours ? of_restricted(route) : std::string(), is_ours ? of_elsewhere(route) : std::string()})
            page << (words.empty() ? " |" : " " + words + " |");
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

// Empty forms: what they lack is said, and nothing is changed.
TEST_F(Access, OfEveryFormByEveryRoleIsAsTheTableSays) {
    for (const Route& route : routes(service->application())) {
        if (route.method != Method::post || is_for_no_role(route)) continue;
        // Who leaves is asked apart, and an opening that is not there is unknown to whoever may note one.
        if (route.pattern.find("sign-out") != std::string::npos) continue;
        const care::Verb verb = verb_in(route.who);
        for (const AccountRole role : roles) {
            std::string address = address_of(route.pattern, own);
            if (const auto at = address.find("/accounts/committee"); at == 0)
                address.replace(0, 19, "/accounts/bystander");
            const bool allowed =
                is_about_child(route)
                    ? care::may(role, verb, care::Standing::none) ||
                          (role == AccountRole::iro && care::may(role, verb, care::Standing::allocated))
                    : care::reach(role, verb) != care::Reach::nobody;
            const Response got = who(role).post(address, {});
            const std::string what = std::string(care::printed(role)) + ' ' + route.pattern;
            if (care::reach(role, verb) == care::Reach::nobody) {
                EXPECT_EQ(got.status, 403) << what;
            } else if (route.pattern == "/openings/noted") {
                EXPECT_EQ(got.status, 404) << what;
            } else {
                EXPECT_EQ(is_let_through(got), allowed) << what << ' ' << got.status;
            }
        }
    }
}

TEST_F(Access, LeavingIsForEverybody) {
    for (const char* address : {"/sign-out", "/account/sign-out-everywhere"}) {
        Person leaver(*service);
        const std::string name = address[1] == 's' ? "leaver" : "leaver.everywhere";
        leaver.begin(name, service->account(name, {AccountRole::committee}));
        EXPECT_EQ(location_of(leaver.post(address, {})).find("/sign-in"), 0U) << address;
        EXPECT_EQ(leaver.get("/account").status, 303) << address;
    }
}

TEST_F(Access, WithoutASessionEveryAddressLeadsToSigningIn) {
    Person stranger(*service);
    for (const Route& route : routes(service->application())) {
        if (route.who == "anybody" || route.who == "named networks" || route.who == "who has the address")
            continue;
        const std::string address = address_of(route.pattern, own);
        const Response got =
            route.method == Method::get ? stranger.get(address) : stranger.post(address, {{"form_key", "x"}});
        EXPECT_EQ(got.status, 303) << route.pattern;
        EXPECT_EQ(location_of(got).find("/sign-in"), 0U) << route.pattern;
    }
}

// A real child of another authority, in the same database: each address answers as for an id that nobody has.
TEST_F(Access, ToAnotherAuthoritysChildIsAsToNobody) {
    for (const Route& route : routes(service->application())) {
        if (!is_about_child(route)) continue;
        for (const AccountRole role : roles) {
            const std::vector<Field> sent = {
                {"text", "x"}, {"why", "x"}, {"reason", "x"}, {"accounts", "manager"}};
            const auto ask = [&](const std::string& child) {
                const std::string address = address_of(route.pattern, child);
                return route.method == Method::get ? who(role).get(address) : who(role).post(address, sent);
            };
            const Response got = ask(foreign);
            const bool granted = care::reach(role, verb_in(route.who)) != care::Reach::nobody;
            const std::string what = std::string(care::printed(role)) + ' ' + route.pattern;
            EXPECT_EQ(got.status, granted ? 404 : 403) << what;
            EXPECT_EQ(text_of(got), text_of(ask("TEST900009"))) << what;
            EXPECT_EQ(text_of(got).find(foreign_name), std::string::npos) << what;
        }
    }
    EXPECT_EQ(who(AccountRole::social_worker).get("/children/" + service->id_of(own)).status, 404);
    EXPECT_EQ(who(AccountRole::firo).get("/children/" + service->id_of(own)).status, 404);
    EXPECT_EQ(who(AccountRole::administrator).get("/accounts/somebody.else").status, 404);
    // Nor does the list say that there are others.
    const std::string list = text_of(who(AccountRole::social_worker).get("/children?state=all"));
    EXPECT_EQ(list.find("TEST0"), std::string::npos);
}

TEST_F(Access, ToAnotherAuthoritysChildIsNoneInFormsAndQuestionsEither) {
    const std::string place = "/children/" + foreign + "/decisions/TESTD900001";
    Person& manager = who(AccountRole::manager);
    const auto refused = [&](Person& person, const std::string& address, const std::vector<Field>& fields) {
        const Response got = person.post(address, fields);
        EXPECT_EQ(got.status, 404) << address;
        EXPECT_EQ(text_of(got).find(foreign_name), std::string::npos) << address;
        EXPECT_EQ(text_of(got).find("lighthouse"), std::string::npos) << address;
    };
    refused(manager, "/retention/hold", {{"hold", "inquiry"}, {"child", foreign}, {"reason", "x"}});
    refused(manager, "/retention/release", {{"hold", "inquiry"}, {"child", foreign}, {"why", "x"}});
    // Officers and colleagues of elsewhere are nobody here.
    const std::string own_child = "/children/" + service->id_of(own);
    refused(manager, own_child + "/allocation", {{"officer", "TESTO900001"}, {"from", "2026-03-31"}});
    refused(manager, "/officers/" + iro + "/absences",
            {{"from", "2026-04-13"}, {"until", "2026-04-14"}, {"covered_by", "TESTO900001"}});
    refused(who(AccountRole::iro), own_child + "/contacts/TESTC1", {{"officer", "TESTO900001"}});
    refused(manager, "/openings/noted", {{"child", foreign}, {"account", "iro"}, {"opened_at", "x"}});
    for (const AccountRole role : {AccountRole::manager, AccountRole::iro, AccountRole::firo}) {
        EXPECT_EQ(who(role).post("/drafts", {{"draft_of", place}, {"text", "x"}}).status, 404);
        EXPECT_EQ(who(role).post("/drafts", {{"draft_of", place}, {"share", "manager"}}).status, 404);
    }
    EXPECT_TRUE(service->casework().access(service->casework().access_version())->holds.empty());
    for (const AccountRole role : roles)
        for (const std::string& address :
             {std::string("/"), "/children?state=all&q=" + foreign, "/children?state=all&q=" + foreign_name,
              std::string("/calendar"), std::string("/findings"), "/journal?child=" + foreign,
              std::string("/measures/population.looked_after/children?period=2026-03-31"),
              std::string("/retention"), std::string("/account"), std::string("/accounts")}) {
            const std::string text = text_of(who(role).get(address));
            EXPECT_EQ(text.find("/children/" + foreign), std::string::npos) << address;
            EXPECT_EQ(text.find("lighthouse"), std::string::npos) << address;
            if (address.find(foreign_name) == std::string::npos)
                EXPECT_EQ(text.find(foreign_name), std::string::npos) << address;
        }
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

TEST_F(Access, ToTheJournalSaysWhichDayIsNone) {
    Person& auditor = who(AccountRole::auditor);
    const Response wrong = auditor.get("/journal?from=2026-02-30&until=yesterday");
    EXPECT_EQ(wrong.status, 400);
    const std::string text = text_of(wrong);
    for (const char* words : {"id=\"from-error\"", "id=\"until-error\"", "2026-02-30", "yesterday",
                              "no day of the calendar", "href=\"#from\"", "href=\"#until\""})
        EXPECT_NE(text.find(words), std::string::npos) << words;
    const Response turned = auditor.get("/journal?from=2026-03-02&until=2026-03-01");
    EXPECT_EQ(turned.status, 400);
    EXPECT_NE(text_of(turned).find("id=\"until-error\""), std::string::npos);
    EXPECT_EQ(auditor.get("/journal?from=2026-03-01&until=31/03/2026").status, 200);
    EXPECT_EQ(auditor.get("/journal?from=&until=").status, 200);
}

TEST_F(Access, ToTheJournalIsInTheJournal) {
    const std::string child = service->id_of(others);
    who(AccountRole::auditor).get("/journal?who=iro&child=" + child);
    store::JournalQuestion question;
    question.child = child;
    question.verb = "read_journal";
    for (int i = 0; i < 40 && service->casework().journal(question).empty(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const auto found = service->casework().journal(question);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().who, "auditor");
    EXPECT_EQ(found.front().what, "journal of iro about child " + child);
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
        make_records(service, number, officer);
        manager.begin("manager", service.account("manager", {AccountRole::manager}));
        iro.begin("iro", service.account("iro", {AccountRole::iro}, officer));
        auditor.begin("auditor", service.account("auditor", {AccountRole::auditor}));
        EXPECT_EQ(manager
                      .post_as_shown("/children/" + child + "/readers",
                                     {{"accounts", "manager"}, {"why", "a relative"}})
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

TEST_F(Restricted, OfEveryAddressIsAsTheTableSays) {
    Person other(service);
    other.begin("other", service.account("other", {AccountRole::manager}));
    for (const Route& route : routes(service.application())) {
        if (!is_about_child(route)) continue;
        const std::string address =
            real_address(service, route.pattern, service.snapshot()->records().find(child).value);
        // There is such a record: who is named for the file is shown it.
        if (route.method == Method::get && of_restricted(route) != "yes" &&
            care::reach(AccountRole::manager, verb_in(route.who)) == care::Reach::everybody)
            EXPECT_EQ(manager.get(address).status, 200) << route.pattern;
        for (const auto& [person, role] :
             {std::pair{&other, AccountRole::manager}, std::pair{&iro, AccountRole::iro},
              std::pair{&auditor, AccountRole::auditor}}) {
            const Response got =
                route.method == Method::get ? person->get(address) : person->post(address, {});
            const std::string what = std::string(care::printed(role)) + ' ' + route.pattern;
            const std::string expected = of_restricted(route);
            if (care::reach(role, verb_in(route.who)) == care::Reach::nobody || expected == "refused") {
                EXPECT_EQ(got.status, 403) << what;
            } else if (expected == "unknown") {
                EXPECT_EQ(got.status, 404) << what;
            } else {
                EXPECT_TRUE(got.status != 403 && got.status != 404) << what << ' ' << got.status;
            }
            EXPECT_FALSE(shows(got, name)) << what;
        }
    }
    const std::string place = service.decision_address(service.snapshot()->records().find(child).value);
    EXPECT_EQ(iro.post("/drafts", {{"draft_of", place}, {"text", "x"}}).status, 404);
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
    EXPECT_EQ(manager.post_as_shown("/children/" + child + "/readers", {{"why", "over"}}).status, 303);
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
        second.post_as_shown(readers, {{"accounts", "manager"}, {"accounts", "iro"}, {"why", "stands in"}})
            .status,
        303);
    EXPECT_FALSE(shows(manager.get("/"), "stands in"));
    EXPECT_EQ(second.get("/children/" + child).status, 403);
    second.get(readers);
    EXPECT_EQ(second.post(readers, {{"accounts", "manager"}, {"accounts", "second"}, {"why", "  "}}).status,
              400);
    const Response let_in = second.post_as_shown(
        readers, {{"accounts", "manager"}, {"accounts", "second"}, {"why", "complaint"}});
    EXPECT_EQ(let_in.status, 303);
    EXPECT_EQ(second.get("/children/" + child).status, 200);
    EXPECT_TRUE(shows(manager.get("/"), "Named themselves for the file: complaint"));
}

TEST_F(Restricted, AManagerWhoTakesTheRestrictionAwayIsToldAlsoAfterAnEmergency) {
    Person second(service);
    second.begin("second", service.account("second", {AccountRole::manager}));
    second.get("/children/" + child + "/emergency");
    EXPECT_EQ(second.post("/children/" + child + "/emergency", {{"reason", "missing"}}).status, 303);
    service.later();
    EXPECT_EQ(
        second.post_as_shown("/children/" + child + "/readers", {{"why", "no relative any more"}}).status,
        303);
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
    ASSERT_TRUE(service.accounts().change(gone, service.accounts().version(), {"maker"}, "", service.now()));
    EXPECT_TRUE(shows(second.get("/"), "I have noted this"));
    EXPECT_EQ(second.post("/openings/noted", noting).status, 303);
    EXPECT_FALSE(shows(second.get("/"), "missing"));
}

class WhatWeighsMuch : public Restricted {
  protected:
    // The page that asks for a proof has what was typed, and takes it once the proof is there.
    void asks_first(Person& person, const std::string& address, std::vector<Field> fields,
                    const std::string& words) {
        const std::string based_on = Person::value_in(text_of(person.get(address)), "based_on");
        if (!based_on.empty()) fields.push_back({"based_on", based_on});
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

// SI 2010/959 reg 46(3): nobody works the case and has a part in reviewing it.
TEST_F(WhatWeighsMuch, RolesThatCannotStandTogetherAreGivenToNobody) {
    Person boss(service);
    boss.begin("boss", service.account("boss", {AccountRole::administrator}));
    const Response refused = boss.post_as_shown(
        "/accounts/iro", {{"name", "Person iro"}, {"roles", "iro"}, {"roles", "team_manager"}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_TRUE(shows(refused, "The roles team manager and iro cannot stand together"));
    EXPECT_EQ(boss.post("/accounts/new", {{"account", "both"},
                                          {"name", "Both"},
                                          {"roles", "social_worker"},
                                          {"roles", "business_support"}})
                  .status,
              400);
    const care::AccessLists lists = service.accounts().all();
    EXPECT_EQ(lists.find("iro")->roles, std::vector<AccountRole>{AccountRole::iro});
    EXPECT_EQ(lists.find("both"), nullptr);
    EXPECT_FALSE(shows(boss.get("/accounts"), "Roles that cannot stand together"));
    // One that had both before this was asked is shown to who can mend it.
    const care::Account before{{"before"},   "Before",    {}, {AccountRole::social_worker, AccountRole::iro},
                               std::nullopt, std::nullopt};
    ASSERT_TRUE(service.casework().store().put(service.casework().authority(), care::Records{}, before, 0,
                                               {"maker"}, "", service.now()));
    EXPECT_TRUE(shows(boss.get("/accounts"), "Roles that cannot stand together"));
}

}  // namespace
}  // namespace footprint::web
