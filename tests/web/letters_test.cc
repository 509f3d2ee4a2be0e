// Letters by e-mail, from the wish at one's account to what a real mail server took: each once, with initials
// only, moved and called off as bookings are.
#include <thread>

#include "casework/calendars.h"
#include "casework/messages.h"
#include "exchange/real_mail_server.h"
#include "web/service.h"

namespace footprint::web {
namespace {

using care::AccountRole;

class Letters : public testing::Test {
  protected:
    exchange::RealMailServer server;
    exchange::MailServer terms{server.address(), "reviews@example.org", "", "", "", true};
    Service service{true, terms};
    std::string officer = service.some_iro();
    std::uint32_t child = service.child_of(officer);
    Person iro{service};
    casework::Messages messages{service.casework().store(), service.casework().authority(), terms,
                                "https://reviews.example.org"};
    Moment now = service.now();

    void SetUp() override { iro.begin("iro", service.account("iro", {AccountRole::iro}, officer)); }
    Response wish(Person& person, const std::string& address, const std::vector<std::string>& letters) {
        std::vector<Field> fields = {{"address", address}};
        for (const std::string& one : letters) fields.push_back({"letters", one});
        return person.post("/account/letters", fields);
    }
    casework::Round make_round(casework::Messages& by) {
        const auto lists = service.casework().access(service.casework().access_version());
        return by.make_round(*service.snapshot(), *lists, now);
    }
    casework::Round make_round() { return make_round(messages); }
    void book(std::optional<Day> day, const std::string& chair) {
        const auto snapshot = service.snapshot();
        care::ReviewDetails review;
        review.review.text = "TESTR1";
        review.child = {child};
        review.booked_on = day;
        review.officer.text = chair;
        store::ChangeSet changes("book_review", snapshot->records(), snapshot->version());
        changes.put(review);
        ASSERT_TRUE(service.casework().write(changes, {"iro", service.now()}));
    }
    // Those about the booking, of which each round here writes one.
    nlohmann::json invitations() {
        nlohmann::json all = nlohmann::json::array();
        const std::string uid = casework::calendar_uid(service.casework().authority(), "booking", "TESTR1");
        for (const auto& letter : server.letters())
            if (letter["calendar"].get<std::string>().find(uid) != std::string::npos) all.push_back(letter);
        return all;
    }
    static bool has(const nlohmann::json& letter, const std::string& line) {
        return letter["calendar"].get<std::string>().find(line) != std::string::npos;
    }
};

TEST_F(Letters, AreSentToWhoAskedForThemAndOnce) {
    EXPECT_EQ(make_round().written, 0U) << "nobody asked";
    EXPECT_EQ(wish(iro, "ada", {"month_ahead"}).status, 400);
    EXPECT_EQ(wish(iro, "ada@example.org", {"month_ahead", "week_ahead"}).status, 303);
    const casework::Round first = make_round();
    EXPECT_EQ(first.written, 2U);
    EXPECT_EQ(first.sent, 2U);
    EXPECT_EQ(make_round().written, 0U);
    const auto letters = server.letters();
    ASSERT_EQ(letters.size(), 2U);
    EXPECT_EQ(letters[0]["to"][0], "ada@example.org");
    EXPECT_NE(letters[0]["text"].get<std::string>().find("https://reviews.example.org/my-work"),
              std::string::npos);
    // Initials and days: no child is named.
    const auto snapshot = service.snapshot();
    for (const auto& letter : letters)
        for (const care::ChildDetails& row : snapshot->records().child_details.all()) {
            EXPECT_EQ(letter["text"].get<std::string>().find(row.last_name), std::string::npos)
                << row.last_name;
            EXPECT_EQ(letter["subject"].get<std::string>().find(row.first_name), std::string::npos);
        }
    // What they said is gone; that they were sent stays.
    for (const store::Letter& letter : messages.letters(10)) {
        EXPECT_EQ(letter.state, "sent");
        EXPECT_EQ(letter.words, "");
    }
    EXPECT_NE(text_of(iro.get("/account")).find("What waits this week"), std::string::npos);
    // Whoever wants no more gets no more.
    EXPECT_EQ(wish(iro, "", {"month_ahead", "week_ahead"}).status, 303);
    now.micros += std::int64_t{40} * 24 * 3600 * 1'000'000;
    for (int day = 0; day < 40; ++day) service.next_day();
    EXPECT_EQ(make_round().written, 0U);
}

TEST_F(Letters, InviteMoveAndCallOff) {
    ASSERT_EQ(wish(iro, "ada@example.org", {"invitations"}).status, 303);
    book(day_of(2026, 5, 12), officer);
    make_round();
    auto letters = invitations();
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_TRUE(has(letters[0], "METHOD:REQUEST")) << letters[0]["calendar"];
    EXPECT_TRUE(has(letters[0], "DTSTART;VALUE=DATE:20260512"));
    EXPECT_TRUE(has(letters[0], "SEQUENCE:0"));
    make_round();
    EXPECT_EQ(invitations().size(), 0U) << "nothing changed";
    book(day_of(2026, 5, 14), officer);
    make_round();
    letters = invitations();
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_TRUE(has(letters[0], "DTSTART;VALUE=DATE:20260514"));
    EXPECT_TRUE(has(letters[0], "SEQUENCE:1"));
    book(std::nullopt, officer);
    make_round();
    letters = invitations();
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_TRUE(has(letters[0], "METHOD:CANCEL"));
    EXPECT_TRUE(has(letters[0], "DTSTART;VALUE=DATE:20260514"));
    EXPECT_TRUE(has(letters[0], "SEQUENCE:2"));
    // Booked once more it is the same event of the calendar.
    book(day_of(2026, 5, 19), officer);
    make_round();
    letters = invitations();
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_TRUE(has(letters[0], "METHOD:REQUEST"));
    EXPECT_TRUE(has(letters[0], "SEQUENCE:3"));
    make_round();
    EXPECT_EQ(invitations().size(), 0U);
}

TEST_F(Letters, ThatAreRefusedAreShownAndTriedAgainByHand) {
    Person administrator(service);
    administrator.begin("boss", service.account("boss", {AccountRole::administrator}));
    ASSERT_EQ(wish(iro, "ada@example.org", {"month_ahead"}).status, 303);
    server.behave("later");
    EXPECT_EQ(make_round().put_off, 1U);
    EXPECT_EQ(make_round().put_off, 0U) << "not before its time";
    now.micros += 61'000'000;
    EXPECT_EQ(make_round().put_off, 1U);
    EXPECT_NE(text_of(administrator.get("/letters")).find("Come back later"), std::string::npos);
    server.behave("never");
    now.micros += 130'000'000;
    EXPECT_EQ(make_round().refused, 1U);
    const std::string page = text_of(administrator.get("/letters"));
    EXPECT_NE(page.find("Nobody of that name"), std::string::npos);
    EXPECT_NE(text_of(iro.get("/account")).find("Nobody of that name"), std::string::npos);
    server.behave("accept");
    now.micros += std::int64_t{24} * 3600 * 1'000'000;
    EXPECT_EQ(make_round().sent, 0U) << "what was refused is not sent by itself";
    const std::string id = messages.letters(1).front().id;
    EXPECT_EQ(administrator.post("/letters/again", {{"id", "another"}}).status, 400);
    EXPECT_EQ(administrator.post("/letters/again", {{"id", id}}).status, 303);
    now.micros += std::int64_t{24} * 3600 * 1'000'000;
    EXPECT_EQ(make_round().sent, 1U);
    EXPECT_EQ(server.letters().size(), 1U);
    EXPECT_EQ(administrator.post("/letters/again", {{"id", id}}).status, 400) << "it was sent";
}

// What letters tell goes to whoever reads that box: a session that somebody left open does not name another.
TEST_F(Letters, GoToAnotherAddressForWhoProvedAnewThatItIsThem) {
    ASSERT_EQ(wish(iro, "ada@example.org", {"month_ahead"}).status, 303);
    service.later(std::int64_t{11} * 60 * 1'000'000);
    EXPECT_EQ(wish(iro, "ada@example.org", {"week_ahead"}).status, 303) << "it is the same address";
    for (const std::string& another : {std::string("eve@example.org"), std::string()}) {
        const Response asked = wish(iro, another, {"month_ahead"});
        EXPECT_EQ(asked.status, 403);
        const std::string text = text_of(asked);
        EXPECT_NE(text.find("/account/prove"), std::string::npos);
        EXPECT_NE(text.find("Send it again"), std::string::npos);
        EXPECT_NE(text.find("value=\"" + another + "\""), std::string::npos);
    }
    EXPECT_NE(text_of(iro.get("/account")).find("ada@example.org"), std::string::npos);
    ASSERT_EQ(
        location_of(iro.post("/account/prove", {{"password", iro.password()},
                                                {"code", digits_for(iro.one_time_key, service.now())}})),
        "/account");
    EXPECT_EQ(wish(iro, "eve@example.org", {"month_ahead"}).status, 303);
    EXPECT_NE(text_of(iro.get("/account")).find("eve@example.org"), std::string::npos);
    // The journal says that the address is another one, and not which.
    const auto entries = [&](const char* verb) {
        store::JournalQuestion question;
        question.verb = verb;
        return service.casework().journal(question);
    };
    ASSERT_EQ(entries("change_mail_address").size(), 2U);
    EXPECT_EQ(entries("change_mail_address").front().what, "account iro");
    EXPECT_EQ(entries("choose_letters").size(), 1U);
    for (const auto& entry : service.casework().store().journal(service.casework().authority()))
        EXPECT_EQ((entry.what + entry.why).find("example.org"), std::string::npos) << entry.verb;
}

TEST(LettersOfADomain, GoToNoOtherOne) {
    exchange::MailServer terms{"smtp://127.0.0.1:1", "reviews@example.org", "", "", "", true};
    terms.domains = {"example.org", "trust.example"};
    Service service(true, terms);
    Person iro(service);
    iro.begin("iro", service.account("iro", {AccountRole::iro}, service.some_iro()));
    const Response refused =
        iro.post("/account/letters", {{"address", "ada@elsewhere.example"}, {"letters", "month_ahead"}});
    EXPECT_EQ(refused.status, 400);
    const std::string text = text_of(refused);
    EXPECT_NE(text.find("id=\"address-error\""), std::string::npos) << "beside the field";
    EXPECT_NE(text.find("ends in @example.org or @trust.example"), std::string::npos);
    EXPECT_NE(text.find("value=\"ada@elsewhere.example\""), std::string::npos);
    EXPECT_EQ(text_of(iro.get("/account")).find("ada@elsewhere.example"), std::string::npos);
    EXPECT_EQ(iro.post("/account/letters", {{"address", "ada@Trust.example"}}).status, 303);
    EXPECT_EQ(iro.post("/account/letters", {{"address", ""}}).status, 303);
}

// Two services on one database, at the same moment; and one that stopped half-way.
TEST_F(Letters, AreNeverSentTwice) {
    ASSERT_EQ(wish(iro, "ada@example.org", {"month_ahead", "week_ahead"}).status, 303);
    casework::Messages second{service.casework().store(), service.casework().authority(), terms, ""};
    const auto lists = service.casework().access(service.casework().access_version());
    const auto snapshot = service.snapshot();
    std::thread other([&] { second.make_round(*snapshot, *lists, now); });
    messages.make_round(*snapshot, *lists, now);
    other.join();
    make_round();
    EXPECT_EQ(server.letters().size(), 2U);
    // Taken out by a service that was never heard of again.
    service.casework().store().change_sign_ins(
        service.casework().authority(), [&](store::Database& database) {
            for (store::Letter letter : store::letters(database, service.casework().authority(), 10)) {
                letter.state = "sending";
                letter.try_at = now;
                letter.words = "words";
                store::keep(database, service.casework().authority(), letter);
            }
        });
    now.micros += std::int64_t{16} * 60 * 1'000'000;
    EXPECT_EQ(make_round().sent, 0U);
    for (const store::Letter& letter : messages.letters(10)) EXPECT_EQ(letter.state, "unknown");
    EXPECT_TRUE(server.letters().empty());
}

TEST_F(Letters, TellAManagerOfAnEmergencyWithoutNamingAnybody) {
    Person manager(service);
    manager.begin("manager", service.account("manager", {AccountRole::manager}));
    ASSERT_EQ(wish(manager, "boss@example.org", {}).status, 303);
    const std::string id = service.id_of(child);
    const auto version = service.casework().access_version();
    const auto lists = service.casework().access(version);
    ASSERT_TRUE(service.accounts().restrict_file({id}, {{"manager"}}, service.accounts().version(),
                                                 {"manager"}, "complaint", service.now()));
    const Response opened =
        iro.post("/children/" + id + "/emergency", {{"reason", "missing since this morning"}});
    ASSERT_EQ(opened.status, 303);
    EXPECT_EQ(make_round().sent, 1U);
    EXPECT_EQ(make_round().written, 0U);
    const auto letters = server.letters();
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters[0]["subject"], "A restricted file was opened in an emergency");
    for (const std::string& kept : {id, std::string("missing"), std::string("iro")})
        EXPECT_EQ(letters[0]["text"].get<std::string>().find(kept + " "), std::string::npos) << kept;
}

// A letter tells its reader nothing that the pages would not.
TEST_F(Letters, SayNothingOfWhatTheirReaderMayNotSee) {
    Person closed(service);
    closed.begin("analyst", service.account("analyst", {AccountRole::analyst}));
    EXPECT_EQ(wish(closed, "eve@example.org", {"month_ahead"}).status, 403);
    Person worker(service);
    worker.begin("worker", service.account("worker", {AccountRole::social_worker}));
    ASSERT_EQ(wish(worker, "eve@example.org", {"month_ahead", "week_ahead", "invitations"}).status, 303);
    EXPECT_EQ(make_round().written, 0U) << "who works with nobody";
}

}  // namespace
}  // namespace footprint::web
