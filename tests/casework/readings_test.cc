// What is written down of readings and refusals: every file, every list, and of a flood its number.
#include "casework/readings.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "casework/casework.h"

namespace footprint::casework {
namespace {

constexpr std::int64_t an_hour = std::int64_t{3600} * 1'000'000;
const std::string code_of_authority = "E06999001";

// "9,999 times: ..." is 9,999.
std::int64_t number_at_the_beginning(std::string text) {
    text.resize(text.find(' '));
    std::erase(text, ',');
    return std::stoll(text);
}

Refusal refused_page(const std::string& who, const std::string& about, std::int64_t at = 1) {
    return {Refused::page, who, about, {at}};
}

TEST(RefusalsTest, AreWrittenAtOnceAndThenOnceAMinute) {
    Refusals refusals;
    refusals.note(refused_page("jane", "read the journal"));
    const auto first = refusals.take(false);
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(first[0].who.name, "jane");
    EXPECT_EQ(first[0].verb, "page_refused");
    EXPECT_EQ(first[0].what, "1 time: read the journal");
    for (std::int64_t i = 0; i < 9'999; ++i)
        refusals.note(
            refused_page("jane", i % 2 == 0 ? "read the journal" : "open a child's file TEST1000", i));
    for (int round = 1; round < Refusals::rounds_between; ++round)
        ASSERT_TRUE(refusals.take(false).empty()) << round;
    const auto then = refusals.take(false);
    ASSERT_EQ(then.size(), 1U);
    EXPECT_EQ(then[0].what, "9,999 times: read the journal and open a child's file TEST1000");
    EXPECT_EQ(then[0].at.micros, 9'998);
    // Who has kept quiet for a minute is nobody of whom anything is known.
    for (int round = 0; round < Refusals::rounds_between; ++round) EXPECT_TRUE(refusals.take(false).empty());
    refusals.note(refused_page("jane", "read the journal"));
    EXPECT_EQ(refusals.take(false).size(), 1U);
}

TEST(RefusalsTest, OfOneKindOrPersonHideNoOthers) {
    Refusals refusals;
    refusals.note(refused_page("jane", "read the journal"));
    refusals.note(refused_page("june", "read the journal"));
    refusals.note({Refused::form, "jane", "manage accounts", {2}});
    refusals.note({Refused::session, nobody, {}, {3}});
    refusals.note({Refused::tries, nobody, "account jane", {4}});
    std::vector<std::string> taken;
    for (const store::Noted& one : refusals.take(false))
        taken.push_back(one.verb + ", " + one.who.name + ": " + one.what);
    EXPECT_EQ(taken, (std::vector<std::string>{"page_refused, jane: 1 time: read the journal",
                                               "page_refused, june: 1 time: read the journal",
                                               "form_refused, jane: 1 time: manage accounts",
                                               "session_refused, nobody: 1 time",
                                               "tries_refused, nobody: 1 time: account jane"}));
}

TEST(RefusalsTest, AreBoundedWhoeverComesAndWhateverTheyAskFor) {
    Refusals refusals;
    for (int i = 0; i < 10'000; ++i) {
        refusals.note(refused_page("person" + std::to_string(i), "read the journal"));
        refusals.note(refused_page("jane", "open a child's file TEST" + std::to_string(i)));
    }
    const auto taken = refusals.take(true);
    EXPECT_LE(taken.size(), Refusals::most_counts + 1);
    std::int64_t all = 0;
    bool are_others = false;
    for (const store::Noted& one : taken) {
        all += number_at_the_beginning(one.what);
        EXPECT_LT(one.what.size(), 300U);
        are_others |= one.who.name == "several people";
        if (one.who.name == "jane")
            EXPECT_EQ(one.what.substr(one.what.size() - std::string("TEST4 and others").size()),
                      "TEST4 and others");
    }
    EXPECT_EQ(all, 20'000);
    EXPECT_TRUE(are_others);
}

class ReadingsTest : public testing::Test {
  protected:
    ReadingsTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-reads-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        const Address address{"sqlite:" + (folder_ / "f.db").string(), {}, {}, {}};
        EXPECT_TRUE(Casework::create_authority(
            address, {code_of_authority, "Westmere", "standard", std::nullopt}, {"anna", {1}}));
        casework_ = std::move(Casework::open(address)).value();
        sign_in_ = std::make_unique<SignIn>(casework_->store(), code_of_authority, SignInTerms{});
        readings_ = std::make_unique<Readings>(casework_->store(), code_of_authority, sign_in_.get());
    }
    ~ReadingsTest() override {
        readings_.reset();
        sign_in_.reset();
        casework_.reset();
        std::filesystem::remove_all(folder_);
    }
    store::Noted noted(const std::string& verb, const std::string& what, std::int64_t later = 0) const {
        return {{"jane"}, verb, what, "", {now_.micros + later}};
    }
    // The newest first.
    std::vector<store::JournalEntry> entries(const std::string& verb = {}) {
        store::JournalQuestion question;
        question.verb = verb;
        question.limit = 50'000;
        return casework_->journal(question);
    }
    void stop() { readings_.reset(); }

    std::filesystem::path folder_;
    std::unique_ptr<Casework> casework_;
    std::unique_ptr<SignIn> sign_in_;
    std::unique_ptr<Readings> readings_;
    Moment now_{std::int64_t{1'774'900'000'000'000}};
};

TEST_F(ReadingsTest, FilesAndListsAreWrittenOneByOneInTheirOrder) {
    readings_->note(noted("open_file", "child TEST1", 1));
    readings_->note_list(noted("read_lists", "25 children at /children", 2));
    readings_->note_list(noted("read_lists", "25 children at /children", 3));
    readings_->note(noted("open_file", "child TEST2", 4));
    stop();
    std::vector<std::string> written;
    for (const store::JournalEntry& entry : entries()) written.push_back(entry.what);
    ASSERT_GE(written.size(), 4U);
    written.resize(4);
    EXPECT_EQ(written, (std::vector<std::string>{"child TEST2", "25 children at /children",
                                                 "25 children at /children", "child TEST1"}));
}

TEST_F(ReadingsTest, SeveralRestrictedFilesAreThereWhenTheyAreNoted) {
    readings_->note_all_now({noted("open_file", "child TEST1"), noted("open_file", "child TEST2")});
    EXPECT_EQ(entries("open_file").size(), 2U);
    readings_->note_all_now({});
}

TEST_F(ReadingsTest, AFloodOfRefusalsIsAHandfulOfEntries) {
    for (int i = 0; i < 10'000; ++i)
        readings_->note_refusal({Refused::page, "jane", "read the journal", now_});
    for (int i = 0; i < 10'000; ++i) readings_->note_refusal({Refused::session, nobody, {}, now_});
    stop();
    for (const char* verb : {"page_refused", "session_refused"}) {
        std::int64_t all = 0;
        for (const store::JournalEntry& entry : entries(verb)) all += number_at_the_beginning(entry.what);
        EXPECT_EQ(all, 10'000) << verb;
        EXPECT_LE(entries(verb).size(), 3U) << verb;
    }
}

// A refusal waits for a minute, and a machine that was asleep for hours may wake meanwhile.
TEST_F(ReadingsTest, WhatWaitedForLongKeepsNobodyFromAFile) {
    const Moment hours_later{now_.micros + 12 * an_hour};
    ASSERT_TRUE(casework_->store().note(code_of_authority, "sign_in", "", "", {"june"}, hours_later));
    readings_->note_list(noted("read_lists", "25 children at /children"));
    readings_->note_refusal({Refused::form, "jane", "manage accounts", now_});
    readings_->note(noted("open_file", "child TEST1", 12 * an_hour));
    stop();
    EXPECT_EQ(entries("open_file").size(), 1U);
    for (const char* verb : {"read_lists", "form_refused"}) {
        ASSERT_EQ(entries(verb).size(), 1U) << verb;
        EXPECT_GT(entries(verb).front().at, hours_later);
    }
}

TEST_F(ReadingsTest, ListsThatFindNoRoomToWaitAreCounted) {
    constexpr std::int64_t shown = 12'000;
    for (std::int64_t i = 0; i < shown; ++i)
        readings_->note_list(noted("read_lists", "1 child at /children"));
    readings_->note(noted("open_file", "child TEST1"));  // files have room still
    stop();
    std::int64_t all = 0;
    for (const store::JournalEntry& entry : entries("read_lists")) {
        const bool is_number_of_others = entry.who == "nobody";
        if (is_number_of_others)
            EXPECT_NE(entry.what.find("no room to wait"), std::string::npos) << entry.what;
        all += is_number_of_others ? number_at_the_beginning(entry.what) : 1;
    }
    EXPECT_EQ(all, shown);
    EXPECT_EQ(entries("open_file").size(), 1U);
}

}  // namespace
}  // namespace footprint::casework
