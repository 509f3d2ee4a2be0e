// An officer's own calendar, asked for by the program in which they keep it: under an address that nobody can
// guess, that can be ended, and with nothing of a child in it but initials.
#include <thread>

#include "casework/calendars.h"
#include "web/service.h"

namespace footprint::web {
namespace {

using care::AccountRole;

class Feed : public testing::Test {
  protected:
    Service service;
    Person iro{service};
    std::string officer = service.some_iro();
    std::uint32_t child = service.child_of(officer);

    void SetUp() override { iro.begin("iro", service.account("iro", {AccountRole::iro}, officer)); }
    static std::string address_in(const Response& response) {
        const std::string text = text_of(response);
        const std::string mark = "/calendars/";
        const std::size_t at = text.find(mark);
        return at == std::string::npos ? "" : text.substr(at, text.find('<', at) - at);
    }
    // As a program asks that has no session.
    Response asked(const std::string& address) { return service.answer(Method::get, address, {}); }
    std::string book(const std::string& day) {
        const Response begun = iro.get("/children/" + service.id_of(child) + "/reviews/new/booking");
        const std::string address = location_of(begun);
        const std::string form = text_of(iro.get(address));
        EXPECT_EQ(iro.post(address, {{"booked", day},
                                     {"place", "12 Invented Street"},
                                     {"sure", "yes"},
                                     {"based_on", Person::value_in(form, "based_on")}})
                      .status,
                  303);
        return address;
    }
};

TEST_F(Feed, HasWhatTheOfficerChairsAndNothingOfAChildButInitials) {
    book("2026-05-12");
    const std::string address = address_in(iro.post("/account/calendar", {}));
    ASSERT_FALSE(address.empty());
    const Response calendar = asked(address);
    EXPECT_EQ(calendar.status, 200);
    EXPECT_EQ(calendar.content_type, "text/calendar; charset=utf-8");
    const std::string text = text_of(calendar);
    const auto now = service.snapshot();
    const std::string name = now->lines()[child].name;
    EXPECT_NE(text.find("DTSTART;VALUE=DATE:20260512"), std::string::npos);
    EXPECT_NE(text.find("SUMMARY:Review: " + casework::initials(name)), std::string::npos);
    EXPECT_EQ(text.find("Street"), std::string::npos);
    EXPECT_NE(text.find("TRANSP:TRANSPARENT"), std::string::npos) << "latest days are there too";
    for (const casework::ChildLine& line : now->lines())
        EXPECT_EQ(text.find(line.name), std::string::npos) << line.name;
}

TEST_F(Feed, IsReachedByItsAddressAlone) {
    EXPECT_EQ(asked("/calendars/guess").status, 404);
    const std::string first = address_in(iro.post("/account/calendar", {}));
    EXPECT_EQ(asked(first).status, 200);
    EXPECT_EQ(address_in(iro.get("/account")), "") << "it is shown once";
    const std::string second = address_in(iro.post("/account/calendar", {}));
    EXPECT_EQ(asked(first).status, 404) << "another took its place";
    EXPECT_EQ(asked(second).status, 200);
    EXPECT_EQ(iro.post("/account/calendar/end", {}).status, 303);
    EXPECT_EQ(asked(second).status, 404);
    store::JournalQuestion question;
    question.verb = "make_calendar_address";
    EXPECT_EQ(service.casework().journal(question).size(), 2U);
    question.verb = "read_calendar";
    question.who = "iro";
    for (int i = 0; i < 40 && service.casework().journal(question).size() < 2; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const auto asked_for = service.casework().journal(question);
    ASSERT_EQ(asked_for.size(), 2U) << "once with each address";
    EXPECT_NE(asked_for[0].what.find(" of their calendar elsewhere"), std::string::npos);
}

// The address opens without a session, so a session that somebody left open does not make one.
TEST_F(Feed, IsMadeForWhoProvedAnewThatItIsThem) {
    service.later(std::int64_t{11} * 60 * 1'000'000);
    const Response asked_first = iro.post("/account/calendar", {});
    EXPECT_EQ(location_of(asked_first), "/account/prove?then=%2Faccount");
    EXPECT_EQ(text_of(iro.get("/account")).find("Make another address"), std::string::npos);
    iro.get("/account/prove?then=/account");
    ASSERT_EQ(location_of(iro.post("/account/prove", {{"password", iro.password()},
                                                      {"code", digits_for(iro.one_time_key, service.now())},
                                                      {"then", "/account"}})),
              "/account");
    iro.get("/account");
    EXPECT_EQ(asked(address_in(iro.post("/account/calendar", {}))).status, 200);
}

TEST_F(Feed, HasNothingOfARestrictedFileWhoeverAsks) {
    const std::string place = book("2026-05-12");
    const std::string booking = casework::calendar_uid(service.casework().authority(), "booking",
                                                       std::string(split(place, '/').at(4)));
    const std::string latest =
        casework::calendar_uid(service.casework().authority(), "latest", service.id_of(child));
    const std::string address = address_in(iro.post("/account/calendar", {}));
    EXPECT_NE(text_of(asked(address)).find(booking), std::string::npos);
    ASSERT_TRUE(service.accounts().restrict_file(service.id_of(child), {"iro"}, service.accounts().version(),
                                                 {"maker"}, "a relative", service.now()));
    EXPECT_EQ(iro.get("/children/" + service.id_of(child)).status, 200) << "they are named for it";
    const std::string text = text_of(asked(address));
    EXPECT_EQ(text.find(booking), std::string::npos);
    EXPECT_EQ(text.find(latest), std::string::npos);
    EXPECT_NE(text.find("BEGIN:VEVENT"), std::string::npos) << "others are there";
}

TEST_F(Feed, IsFetchedUnderTheEyesOfTheJournal) {
    const std::string address = address_in(iro.post("/account/calendar", {}));
    EXPECT_EQ(asked(address).status, 200);
    EXPECT_EQ(asked(address).status, 200);
    EXPECT_EQ(asked("/calendars/guess").status, 404);
    store::JournalQuestion question;
    question.verb = "read_calendar";
    for (int i = 0; i < 40 && service.casework().journal(question).size() < 2; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const auto found = service.casework().journal(question);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found.front().who, "iro");
    EXPECT_EQ(found.front().what.find(address.substr(address.rfind('/') + 1)), std::string::npos);
}

TEST_F(Feed, EndsWithTheAccount) {
    const std::string address = address_in(iro.post("/account/calendar", {}));
    EXPECT_EQ(asked(address).status, 200);
    service.later();
    const auto lists = service.casework().access(service.casework().access_version());
    care::Account closed = *lists->find("iro");
    closed.closed = true;
    ASSERT_TRUE(
        service.accounts().change(closed, service.accounts().version(), {"maker"}, "left", service.now()));
    EXPECT_EQ(asked(address).status, 404);
}

TEST_F(Feed, EndsWhereSomebodySignsOutEverywhere) {
    const std::string address = address_in(iro.post("/account/calendar", {}));
    EXPECT_EQ(asked(address).status, 200);
    EXPECT_EQ(iro.post("/account/sign-out-everywhere", {}).status, 303);
    EXPECT_EQ(asked(address).status, 404);
}

TEST_F(Feed, NamesNoId) {
    const std::string text = text_of(asked(address_in(iro.post("/account/calendar", {}))));
    const auto snapshot = service.snapshot();
    ASSERT_NE(text.find("BEGIN:VEVENT"), std::string::npos);
    for (const care::Child& child : snapshot->records().children)
        EXPECT_EQ(text.find(child.id), std::string::npos) << child.id;
}

TEST_F(Feed, IsAnOfficersOwn) {
    Person boss(service);
    boss.begin("boss", service.account("boss", {AccountRole::manager}));
    const Response none = boss.post("/account/calendar", {});
    EXPECT_EQ(none.status, 400);
    EXPECT_NE(text_of(none).find("only an officer has a calendar"), std::string::npos);
    EXPECT_EQ(text_of(boss.get("/account")).find("/account/calendar"), std::string::npos);
}

TEST(Initials, AreOfEveryPartOfAName) {
    EXPECT_EQ(casework::initials("Ann-Marie Ash"), "A.M.A.");
    EXPECT_EQ(casework::initials("Élodie Ó Broin"), "É.Ó.B.");
    EXPECT_EQ(casework::initials("  Ash "), "A.");
    EXPECT_EQ(casework::initials(""), "");
}

}  // namespace
}  // namespace footprint::web
