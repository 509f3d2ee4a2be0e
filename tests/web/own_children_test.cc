// Whose children are whose: every address about a child by people who work with the child, review them, cover
// for who does, or no longer do; and the same of a file that is open to named people only.
#include <algorithm>

#include "web/access_records.h"
#include "web/service.h"

namespace footprint::web {
namespace {

using care::AccountRole;
using care::Standing;

struct Stands {
    const char* name;  // of the account, and of the officer in capitals
    AccountRole role;
    care::Role officer;
    Standing standing;
    const char* why;
};

// Today is 31 March 2026. The child's social worker is of the team North.
constexpr Stands people_and_how_they_stand[] = {
    {"worker", AccountRole::social_worker, care::Role::social_worker, Standing::works_with,
     "is the child's social worker"},
    {"before", AccountRole::social_worker, care::Role::social_worker, Standing::none,
     "was it up to the month before"},
    {"north", AccountRole::team_manager, care::Role::team_manager, Standing::works_with,
     "manages the worker's team"},
    {"south", AccountRole::team_manager, care::Role::team_manager, Standing::none, "manages another team"},
    {"fostering", AccountRole::firo, care::Role::firo, Standing::allocated, "reviews the child's carers"},
    {"gone", AccountRole::firo, care::Role::firo, Standing::none, "did so last year"},
    {"cover", AccountRole::iro, care::Role::iro, Standing::allocated, "covers for the child's IRO today"},
    {"covered", AccountRole::iro, care::Role::iro, Standing::none, "covered up to yesterday"},
    {"colleague", AccountRole::iro, care::Role::iro, Standing::none, "has other children"},
    {"turned", AccountRole::iro, care::Role::social_worker, Standing::works_with,
     "works with the child: an IRO's account makes them no reviewer of this one"},
    {"support", AccountRole::business_support, care::Role::business_support, Standing::none,
     "books for everybody"},
};

std::string officer_of(const Stands& person) {
    return "TEST" + upper(person.name);
}

class OwnChildren : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        service = std::make_unique<Service>();
        iro = service->some_iro();
        child = service->child_of(iro);
        elsewhere = service->child_of(iro, false);
        make_records(*service, child, iro);
        make_standings();
        for (const Stands& each : people_and_how_they_stand) {
            people[each.name] = std::make_unique<Person>(*service);
            people[each.name]->begin(each.name, service->account(each.name, {each.role}, officer_of(each)));
        }
        manager = std::make_unique<Person>(*service);
        manager->begin("manager", service->account("manager", {AccountRole::manager}));
    }
    static void TearDownTestSuite() {
        people.clear();
        manager.reset();
        service.reset();
    }
    static void make_standings() {
        const auto now = service->snapshot();
        const care::ChildNumber number{child};
        store::ChangeSet changes("import", now->records(), now->version());
        for (const Stands& each : people_and_how_they_stand) {
            care::Officer officer;
            officer.officer.text = officer_of(each);
            officer.role = each.officer;
            officer.team = std::string(each.name) == "south" ? "South" : "North";
            officer.social_worker_id = "SW-" + officer.officer.text;
            changes.put(officer);
        }
        const auto works = [&](const char* who, Day from, std::optional<Day> until) {
            changes.put(care::WorkerEpisode{number, {}, std::string("SW-TEST") + who, from, until, {}});
        };
        works("WORKER", day_of(2026, 3, 1), {});
        works("BEFORE", day_of(2025, 3, 1), day_of(2026, 2, 28));
        works("TURNED", day_of(2026, 3, 2), {});
        const auto allocated = [&](const char* who, Day from, std::optional<Day> until) {
            changes.put(care::Allocation{number, {std::string("TEST") + who}, from, until, {}});
        };
        allocated("FOSTERING", day_of(2025, 6, 2), {});
        allocated("GONE", day_of(2024, 6, 3), day_of(2025, 6, 2));
        const auto covers = [&](const char* who, Day from, Day until) {
            changes.put(care::Absence{{iro}, from, until, "leave", {std::string("TEST") + who}});
        };
        covers("COVER", day_of(2026, 3, 31), day_of(2026, 3, 31));
        covers("COVERED", day_of(2026, 3, 29), day_of(2026, 3, 30));
        EXPECT_TRUE(service->casework().write(changes, {"maker", service->now()}));
    }

    static bool is_about_child(const Route& route) {
        return route.pattern.find("{child}") != std::string::npos;
    }
    // Readers and emergencies are what a file that is kept from somebody still has.
    static bool is_a_way_in(const Route& route) {
        return route.pattern.find("/readers") != std::string::npos ||
               route.pattern.find("/emergency") != std::string::npos;
    }
    static care::Verb verb_of(const Route& route) {
        for (const care::Verb verb : care::verbs())
            if (care::in_words(verb) == route.who) return verb;
        ADD_FAILURE() << "no verb: " << route.who;
        return care::Verb::operate;
    }
    static Response ask(Person& person, const Route& route) {
        const std::string address = real_address(*service, route.pattern, child);
        return route.method == Method::get ? person.get(address) : person.post(address, {});
    }
    static bool is_let_through(const Response& response) {
        return response.status != 403 && response.status != 404 &&
               location_of(response).find("/sign-in") != 0;
    }
    static std::string words_for(const Stands& each, const Route& route) {
        return std::string(each.name) + ", who " + each.why + ": " +
               (route.method == Method::get ? "GET " : "POST ") + route.pattern;
    }

    static inline std::unique_ptr<Service> service;
    static inline std::string iro;
    static inline std::uint32_t child = 0;
    static inline std::uint32_t elsewhere = 0;
    static inline std::map<std::string, std::unique_ptr<Person>> people;
    static inline std::unique_ptr<Person> manager;
};

// Empty forms: what they lack is said, and nothing is changed.
TEST_F(OwnChildren, AreReachedByEveryAddressAsTheTableSays) {
    std::size_t allowed = 0;
    std::size_t refused = 0;
    for (const Route& route : routes(service->application())) {
        if (!is_about_child(route)) continue;
        for (const Stands& each : people_and_how_they_stand) {
            const bool may = care::may(each.role, verb_of(route), each.standing);
            const Response got = ask(*people.at(each.name), route);
            EXPECT_EQ(is_let_through(got), may) << words_for(each, route) << " gave " << got.status;
            if (may && route.method == Method::get && !is_a_way_in(route))
                EXPECT_EQ(got.status, 200) << words_for(each, route);
            EXPECT_LT(got.status, 500) << words_for(each, route);
            // Who never does it is told so; to whom the file is nobody's, it is not there.
            if (care::reach(each.role, verb_of(route)) == care::Reach::nobody)
                EXPECT_EQ(got.status, 403) << words_for(each, route);
            else if (!care::may(each.role, care::Verb::open_file, each.standing))
                EXPECT_EQ(got.status, 404) << words_for(each, route);
            ++(may ? allowed : refused);
        }
    }
    EXPECT_GT(allowed, 100U);
    EXPECT_GT(refused, 100U);
}

TEST_F(OwnChildren, AreWhatListsOfThoseShowWhoSeeNoOthers) {
    const std::string own = "/children/" + service->id_of(child);
    const std::string other = "/children/" + service->id_of(elsewhere);
    for (const Stands& each : people_and_how_they_stand) {
        const care::Reach reach = care::reach(each.role, care::Verb::see_lists);
        const bool sees = care::reaches(reach, each.standing);
        std::string shown;
        for (int page = 1; page <= 8; ++page)
            shown += text_of(people.at(each.name)->get("/children?state=all&page=" + std::to_string(page)));
        EXPECT_EQ(shown.find(own + "\"") != std::string::npos, sees) << each.name << ", who " << each.why;
        EXPECT_EQ(shown.find(other + "\"") != std::string::npos, reach == care::Reach::everybody)
            << each.name << ", who " << each.why;
        for (const char* list : {"/", "/my-work", "/calendar", "/findings"})
            if (reach != care::Reach::everybody)
                EXPECT_EQ(text_of(people.at(each.name)->get(list)).find(other), std::string::npos)
                    << each.name << ' ' << list;
    }
}

// The line of the case answers, and changes nothing that an IRO recorded.
TEST_F(OwnChildren, AreAnsweredForByWhoWorksWithThem) {
    const std::string decision = service->decision_address(child);
    const std::string objection = decision + "/objection";
    for (const char* name : {"worker", "north"}) {
        Person& person = *people.at(name);
        EXPECT_EQ(person.get("/children/" + service->id_of(child)).status, 200) << name;
        EXPECT_EQ(person.post(decision, {{"text", "Something else"}}).status, 403) << name;
        EXPECT_EQ(text_of(person.get(decision)).find("<textarea"), std::string::npos) << name;
        EXPECT_EQ(
            person.post("/children/" + service->id_of(child) + "/contacts/TESTC1", {{"about", "x"}}).status,
            403)
            << name;
    }
    for (const char* name : {"worker", "north"}) {
        Person& person = *people.at(name);
        const std::string reason = std::string(name) + " says that it cannot be done";
        EXPECT_EQ(person.post_as_shown(objection, {{"reason", reason}}).status, 303) << name;
        const auto now = service->snapshot();
        const auto& rows = now->records().objections;
        EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const care::Objection& row) {
            return row.reason == reason;
        })) << name;
        EXPECT_EQ(person.post(decision + "/objection-answer", {{"answer", "x"}}).status, 403) << name;
    }
    for (const char* name : {"before", "south"}) {
        EXPECT_EQ(people.at(name)->get("/children/" + service->id_of(child)).status, 404) << name;
        EXPECT_EQ(people.at(name)->post(objection, {{"reason", "x"}}).status, 404) << name;
    }
}

// Whoever covers records as the child's own IRO does, from the first day to the last and no longer.
TEST_F(OwnChildren, AreRecordedForByWhoCovers) {
    const std::string file = "/children/" + service->id_of(child);
    const std::vector<Field> words = {
        {"on", "2026-03-30"}, {"means", "call"}, {"about", "Asked about school"}};
    for (const char* name : {"covered", "colleague", "turned", "support"})
        EXPECT_EQ(people.at(name)->post(file + "/contacts/TESTC1", words).status, 403) << name;
    Person& cover = *people.at("cover");
    const std::string contact = location_of(cover.get(file + "/contacts/new"));
    EXPECT_EQ(cover.post(contact, words).status, 303);
    const auto now = service->snapshot();
    bool found = false;
    for (const care::Contact& row : now->records().contacts.of({child}))
        found = found || row.about == "Asked about school";
    EXPECT_TRUE(found);
}

// A FIRO records and books for a child who is theirs, business support books for everybody and records
// nothing.
TEST_F(OwnChildren, AreBookedForByBusinessSupportAndByTheirFiro) {
    const std::string file = "/children/" + service->id_of(child);
    Person& firo = *people.at("fostering");
    EXPECT_EQ(firo.post(location_of(firo.get(file + "/contacts/new")),
                        {{"on", "2026-03-30"}, {"means", "call"}, {"about", "Asked the carers"}})
                  .status,
              303);
    std::size_t booked = 0;
    const auto bookings = [&] {
        std::size_t count = 0;
        const auto now = service->snapshot();
        for (const care::ReviewDetails& row : now->records().review_details.of({child}))
            count += row.booked_on && !row.held_on ? 1 : 0;
        return count;
    };
    booked = bookings();
    for (const char* name : {"fostering", "support", "cover"}) {
        Person& person = *people.at(name);
        const std::string address = location_of(person.get(file + "/reviews/new/booking"));
        EXPECT_EQ(person.post(address, {{"booked", "2026-06-02"}, {"sure", "yes"}}).status, 303) << name;
        EXPECT_EQ(bookings(), ++booked) << name;
    }
    EXPECT_EQ(people.at("support")->get(file + "/contacts/new").status, 403);
    EXPECT_EQ(people.at("gone")->get(file + "/reviews/new/booking").status, 404);
}

// The last of these: from here on the file is open to some only, the worker and the FIRO among them.
TEST_F(OwnChildren, ThatAreRestrictedAreOpenToWhoIsNamedAndStandsSo) {
    const std::string readers = "/children/" + service->id_of(child) + "/readers";
    ASSERT_EQ(manager
                  ->post_as_shown(readers, {{"accounts", "manager"},
                                            {"accounts", "worker"},
                                            {"accounts", "fostering"},
                                            {"accounts", "south"},
                                            {"why", "a relative works here"}})
                  .status,
              303);
    const std::string name = service->snapshot()->name_of(child);
    for (const Route& route : routes(service->application())) {
        if (!is_about_child(route) || is_a_way_in(route)) continue;
        for (const Stands& each : people_and_how_they_stand) {
            const std::string who = each.name;
            const bool is_named = who == "worker" || who == "fostering" || who == "south";
            const bool may = is_named && care::may(each.role, verb_of(route), each.standing);
            const Response got = ask(*people.at(who), route);
            EXPECT_EQ(is_let_through(got), may) << words_for(each, route) << " gave " << got.status;
            if (!is_named) EXPECT_EQ(text_of(got).find(name), std::string::npos) << words_for(each, route);
        }
    }
}

}  // namespace
}  // namespace footprint::web
