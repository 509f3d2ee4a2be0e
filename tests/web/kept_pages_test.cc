// Pages that are kept, and everything that must never be answered with an old one.
#include "web/kept_pages.h"

#include <atomic>
#include <thread>

#include "web/service.h"

namespace footprint::web {
namespace {

using care::AccountRole;
using Text = KeptPages::Text;

// Pictures are told apart by themselves alone, so that these need not hold any records.
KeptPages::Picture picture() {
    return {std::make_shared<int>(0), nullptr};
}
Text text(std::size_t bytes, char letter = 'a') {
    return std::make_shared<const std::string>(bytes, letter);
}

TEST(KeptPages, AreFoundByPictureAndName) {
    KeptPages pages;
    const auto one = picture();
    const auto kept = text(10);
    EXPECT_EQ(pages.find(one, "a"), nullptr);
    pages.keep(one, "a", kept);
    EXPECT_EQ(pages.find(one, "a"), kept);
    EXPECT_EQ(pages.find(one, "b"), nullptr);
}

TEST(KeptPages, SayHowManyChildrenTheyList) {
    KeptPages pages;
    const auto one = picture();
    pages.keep(one, "a", text(10), 7);
    pages.keep(one, "b", text(10));
    std::size_t children = 0;
    ASSERT_NE(pages.find(one, "a", &children), nullptr);
    EXPECT_EQ(children, 7U);
    ASSERT_NE(pages.find(one, "b", &children), nullptr);
    EXPECT_EQ(children, 0U);
}

TEST(KeptPages, EndWithTheirPicture) {
    KeptPages pages;
    const auto one = picture();
    const auto two = picture();
    pages.keep(one, "a", text(10));
    EXPECT_EQ(pages.find(two, "a"), nullptr);
    EXPECT_EQ(pages.bytes(), 0U);
    // Somebody may still be at work with the picture before: what they made is not for the others.
    pages.keep(two, "a", text(10, 'n'));
    pages.keep(one, "b", text(10));
    EXPECT_EQ(pages.find(two, "b"), nullptr);
}

TEST(KeptPages, DoNotKeepThePictureInMemory) {
    KeptPages pages;
    auto one = picture();
    const std::weak_ptr<const casework::Snapshot> seen = one;
    pages.keep(one, "a", text(10));
    one.reset();
    EXPECT_TRUE(seen.expired());
    EXPECT_EQ(pages.find(picture(), "a"), nullptr);
}

TEST(KeptPages, StayWithinTheirBytesAndLetTheLeastAskedForGo) {
    KeptPages pages(10'000);
    const auto one = picture();
    pages.keep(one, "first", text(800));
    for (int number = 0; number < 100; ++number) {
        pages.keep(one, std::to_string(number), text(800));
        EXPECT_LE(pages.bytes(), 10'000U);
        EXPECT_NE(pages.find(one, "first"), nullptr) << number;
    }
    EXPECT_EQ(pages.find(one, "0"), nullptr);
    EXPECT_NE(pages.find(one, "99"), nullptr);
    pages.keep(one, "large", text(2000));
    EXPECT_EQ(pages.find(one, "large"), nullptr);
    EXPECT_NE(pages.find(one, "99"), nullptr);
}

TEST(KeptPages, ServeManyAtOnce) {
    KeptPages pages(20'000);
    const std::vector<KeptPages::Picture> pictures{picture(), picture()};
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&, thread] {
            for (int number = 0; number < 2000; ++number) {
                const std::size_t which = static_cast<std::size_t>(thread + number) % 2;
                const std::string name = std::to_string(number % 30);
                const char letter = which == 0 ? 'a' : 'b';
                const Text found = pages.find(pictures[which], name);
                if (found == nullptr)
                    pages.keep(pictures[which], name, text(500, letter));
                else if (found->front() != letter)
                    ++wrong;
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
    EXPECT_LE(pages.bytes(), 20'000U);
}

class Kept : public testing::Test {
  protected:
    Service service;
    Person manager{service};
    Person auditor{service};
    std::uint32_t number = 0;
    std::string file;  // the address of a child's file

    void SetUp() override {
        number = service.child_of(service.some_iro());
        file = "/children/" + service.id_of(number);
        manager.begin("manager", service.account("manager", {AccountRole::manager}));
        auditor.begin("auditor", service.account("auditor", {AccountRole::auditor}));
    }
    static bool shows(const Response& response, const std::string& words) {
        return response.text().find(words) != std::string_view::npos;
    }
    // The same bytes in the same place: it was not made anew.
    static bool is_the_same(const Response& one, const Response& other) {
        return one.text().data() == other.text().data();
    }
    void restrict_to_manager() {
        manager.get(file + "/readers");
        ASSERT_EQ(manager.post(file + "/readers", {{"accounts", "manager"}, {"why", "a relative"}}).status,
                  303);
    }
    std::size_t readings_of(const std::string& who) {
        store::JournalQuestion question;
        question.child = service.id_of(number);
        question.who = who;
        question.verb = "open_file";
        return service.casework().journal(question).size();
    }
};

TEST_F(Kept, APageAskedForAgainIsNotMadeAgain) {
    for (const std::string& address :
         {std::string("/children"), std::string("/children?state=all&page=2"), file, std::string("/calendar"),
          std::string("/measures"), std::string("/measures/reviews.held"),
          std::string("/measures/reviews.held/children?period=2025-26")}) {
        const Response first = auditor.get(address);
        EXPECT_EQ(first.status, 200) << address;
        EXPECT_TRUE(is_the_same(first, auditor.get(address))) << address;
    }
    EXPECT_FALSE(is_the_same(auditor.get("/children"), auditor.get("/children?state=all")));
    // What a field ends with is not what the next begins with.
    EXPECT_FALSE(
        is_the_same(auditor.get("/children?q=ab&officer=c"), auditor.get("/children?q=a&officer=bc")));
}

TEST_F(Kept, PagesWithNoticesDraftsAndEntriesAreMadeAnew) {
    for (const char* address : {"/", "/journal", "/account"})
        EXPECT_FALSE(is_the_same(auditor.get(address), auditor.get(address))) << address;
}

TEST_F(Kept, AChangedRecordIsSeenAtOnce) {
    auditor.get(file);
    const auto now = service.snapshot();
    care::Decision decision = now->records().decisions[now->decisions_of(number).front()];
    decision.text = "Find a school with a garden";
    service.change(decision, "maker");
    EXPECT_TRUE(shows(auditor.get(file), "Find a school with a garden"));
}

TEST_F(Kept, AChangeOfAccessIsSeenAtOnce) {
    const std::string list = "/children?state=all&q=" + service.id_of(number);
    EXPECT_TRUE(shows(auditor.get(list), file));
    EXPECT_EQ(auditor.get(file).status, 200);
    restrict_to_manager();
    EXPECT_FALSE(shows(auditor.get(list), file));
    EXPECT_EQ(auditor.get(file).status, 403);
    EXPECT_TRUE(shows(manager.get(list), file));
    EXPECT_EQ(manager.get(file).status, 200);
}

TEST_F(Kept, WhatSomebodyIsGivenOrLosesIsSeenAtOnce) {
    EXPECT_FALSE(shows(auditor.get("/children"), "href=\"/accounts\""));
    EXPECT_TRUE(shows(auditor.get("/children"), "href=\"/journal\""));
    care::Account changed = *service.accounts().all().find("auditor");
    changed.roles = {AccountRole::business_support};
    service.later();
    ASSERT_TRUE(
        service.accounts().change(changed, service.accounts().version(), {"maker"}, "moved", service.now()));
    const Response after = auditor.get("/children");
    EXPECT_EQ(after.status, 200);
    EXPECT_FALSE(shows(after, "href=\"/journal\""));
}

TEST_F(Kept, AnotherPersonGetsTheirOwn) {
    const Response theirs = auditor.get("/children");
    const Response ours = manager.get("/children");
    EXPECT_TRUE(shows(theirs, "Person auditor"));
    EXPECT_FALSE(shows(ours, "Person auditor"));
    EXPECT_TRUE(shows(ours, "Person manager"));
    EXPECT_FALSE(shows(ours, auditor.key()));
}

TEST_F(Kept, AnotherSessionGetsItsOwn) {
    auditor.get("/children");
    const std::string key = auditor.key();
    Person again(service);
    again.sign_in("auditor", auditor.one_time_key);
    const Response page = again.get("/children");
    EXPECT_FALSE(shows(page, key));
    EXPECT_TRUE(shows(page, again.key()));
}

TEST_F(Kept, NothingIsShownAfterSigningOut) {
    auditor.get(file);
    auditor.get("/children");
    auto cookies = auditor.cookies();
    auditor.post("/sign-out", {});
    auditor.cookies() = cookies;
    for (const std::string& address : {file, std::string("/children")})
        EXPECT_EQ(location_of(auditor.get(address)).find("/sign-in"), 0U) << address;
}

TEST_F(Kept, AnotherDayHasItsOwn) {
    const std::string before(auditor.get("/children").text());
    service.next_day();
    const std::string after(auditor.get("/children").text());
    EXPECT_NE(before.find("31 March 2026"), std::string::npos);
    EXPECT_EQ(after.find("31 March 2026."), std::string::npos);
    EXPECT_NE(after.find("1 April 2026."), std::string::npos);
}

TEST_F(Kept, EveryReadingOfAFileIsInTheJournal) {
    for (int time = 0; time < 3; ++time) auditor.get(file);
    for (int i = 0; i < 40 && readings_of("auditor") < 3; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_EQ(readings_of("auditor"), 3U);
    // Of a restricted file before the page is shown, the second time too.
    restrict_to_manager();
    for (std::size_t time = 1; time < 4; ++time) {
        EXPECT_EQ(manager.get(file).status, 200);
        EXPECT_EQ(readings_of("manager"), time);
    }
}

}  // namespace
}  // namespace footprint::web
