// What is refused, and what is asked once more, where somebody writes a record.
#include "casework/entries.h"

#include <gtest/gtest.h>

namespace footprint::casework {
namespace {

// A child of eight who has been in care since 2025, and the officers around her.
class Entries : public testing::Test {
  protected:
    static constexpr std::uint32_t child = 0;
    const Day today = day_of(2026, 3, 31);  // a Tuesday
    care::Records records;

    void SetUp() override {
        care::Child one;
        one.id = "TEST1";
        one.born_on = day_of(2018, 3, 1);
        records.children.push_back(one);
        care::Episode episode;
        episode.child = {child};
        episode.began_on = day_of(2025, 1, 6);
        episode.legal_status = care::LegalStatus::C2;
        records.episodes.add(episode);
        add_officer("TESTO1", {}, {});
        add_officer("TESTO2", {}, day_of(2026, 1, 1));
        add_officer("TESTO3", day_of(2026, 6, 1), {});
        records.absences.push_back({{"TESTO1"}, day_of(2026, 4, 20), day_of(2026, 4, 24), "leave", {}});
        records.allocations.add({{child}, {"TESTO1"}, day_of(2025, 1, 8), {}, ""});
        add_review("TESTR1", day_of(2026, 4, 14), {});
        add_review("TESTR0", {}, day_of(2026, 1, 20));
    }
    void add_officer(const char* id, std::optional<Day> from, std::optional<Day> until) {
        care::Officer officer;
        officer.officer.text = id;
        officer.role = care::Role::iro;
        officer.started_on = from;
        officer.ended_on = until;
        officer.fte = 1.0;
        records.officers.push_back(officer);
    }
    void add_review(const char* id, std::optional<Day> booked_on, std::optional<Day> held_on) {
        care::ReviewDetails review;
        review.review.text = id;
        review.child = {child};
        review.officer.text = "TESTO1";
        review.booked_on = booked_on;
        review.held_on = held_on;
        records.review_details.add(review);
    }
    const Snapshot& snapshot() {
        if (made_ == nullptr) {
            records.settle();
            made_ = std::make_unique<Snapshot>(std::move(shipped_ground("standard")).value(), records, today,
                                               std::nullopt, 1);
        }
        return *made_;
    }
    // "held! participation?": a column that is refused, one that is doubted.
    template <class Row>
    std::string said(const Row& now, const Row& before = {}) {
        std::string text;
        for (const EntryRemark& remark : look_over(snapshot(), child, now, before))
            text += (text.empty() ? "" : " ") + std::string(remark.column) + (remark.is_doubt ? "?" : "!");
        return text;
    }
    static care::ReviewDetails review(std::optional<Day> booked_on, std::optional<Day> held_on) {
        care::ReviewDetails row;
        row.review.text = "TESTR9";
        row.child = {child};
        row.booked_on = booked_on;
        row.held_on = held_on;
        return row;
    }

    std::unique_ptr<Snapshot> made_;
};

TEST_F(Entries, AContactIsOfADayThatIsPastAndOfSomebodyWhoWasThere) {
    care::Contact contact{{"TESTC1"}, {child}, {"TESTO1"}, today, care::Means::call, {}, ""};
    EXPECT_EQ(said(contact), "");
    contact.on = today + 1;
    EXPECT_EQ(said(contact), "on!");
    contact.on = day_of(2018, 2, 28);
    EXPECT_EQ(said(contact), "on!") << "before the child was born";
    contact.on = today;
    contact.officer.text = "TESTO2";
    EXPECT_EQ(said(contact), "officer!") << "who has left";
    contact.officer.text = "TESTO3";
    EXPECT_EQ(said(contact), "officer!") << "who has not begun";
    contact.officer.text = "nobody";
    EXPECT_EQ(said(contact), "officer!");
    EXPECT_EQ(said(care::Contact{}), "on! means!");
}

TEST_F(Entries, ARecordIsOfAReviewThatWasHeld) {
    care::ReviewRecord record{{"TESTR0"}, "I like the garden", {}, {}, {}, {}, {}};
    EXPECT_EQ(said(record), "");
    record.review.text = "TESTR1";
    EXPECT_EQ(said(record), "child_said!") << "which is booked";
    record.review.text = "TESTR0";
    record.scale = 11;
    EXPECT_EQ(said(record), "scale!");
    record.scale = 10;
    record.worries = "Not for the milkman: she was seen";
    EXPECT_EQ(said(record), "worries!");
    record.worries = "Not for the mother and school: she was seen";
    EXPECT_EQ(said(record), "");
}

TEST_F(Entries, WhoIsSentARecordHasAnAddressWhereItGoes) {
    care::Recipient to{{"TESTT1"}, {"TESTR0"}, "Jo", care::Reader::mother, {}, care::SentBy::post, "", {}};
    EXPECT_EQ(said(to), "address!");
    to.address = "1 Test Street";
    EXPECT_EQ(said(to), "");
    to.sent_by = care::SentBy::email;
    EXPECT_EQ(said(to), "address!");
    for (const char* wrong :
         {"jo", "jo@", "@example.org", "jo@example", "jo@example.org, mo@example.org", "j o@a.b"}) {
        to.address = wrong;
        EXPECT_EQ(said(to), "address!") << wrong;
    }
    to.address = "jo@example.org";
    EXPECT_EQ(said(to), "");
    to.sent_on = today + 1;
    EXPECT_EQ(said(to), "sent!");
    to.sent_on = today;
    to.sent_by = {};
    EXPECT_EQ(said(to), "sent_by!");
    EXPECT_EQ(said(care::Recipient{}), "name! name! reader!");
}

TEST_F(Entries, AnObjectionAfterItsDaysIsAskedOnceMore) {
    records.decisions.push_back({{"TESTD1"}, {"TESTR0"}, "Find a tutor", "", {}, {}, ""});
    for (care::ReviewDetails& row : records.review_details.all())
        if (row.review.text == "TESTR0") row.decisions_sent_on = day_of(2026, 1, 22);
    // Five working days after Thursday 22 January.
    care::Objection objection{{"TESTD1"}, {"TESTR0"}, day_of(2026, 1, 29), "A manager", "No money", {},
                              {},         ""};
    EXPECT_EQ(said(objection), "");
    objection.raised_on = day_of(2026, 1, 30);
    EXPECT_EQ(said(objection), "raised?");
    objection.raised_on = day_of(2026, 1, 19);
    EXPECT_EQ(said(objection), "raised!") << "before it was decided";
    objection.raised_on = day_of(2026, 1, 28);
    objection.answered_on = day_of(2026, 1, 27);
    EXPECT_EQ(said(objection), "answered! outcome!");
    objection.answered_on = day_of(2026, 1, 30);
    objection.outcome = care::ObjectionOutcome::stands;
    EXPECT_EQ(said(objection), "");
    EXPECT_EQ(said(care::Objection{}), "raised! raised_by! reason! raised!");
    objection.review.text = "TESTR1";
    EXPECT_EQ(said(objection), "raised!") << "of another review";
}

TEST_F(Entries, WhatIsOnRecordIsNobodysFault) {
    care::Contact old{{"TESTC1"}, {child}, {"nobody"}, {}, {}, {}, ""};
    care::Contact now = old;
    now.about = "She likes the new school";
    EXPECT_EQ(said(now, old), "");
    care::Decision before{{"TESTD1"}, {"unknown"}, "", "", {}, {}, ""};
    care::Decision after = before;
    after.done_on = today;
    EXPECT_EQ(said(after, before), "");
}

TEST_F(Entries, AReviewIsHeldInCareAndNotInTheTimeToCome) {
    EXPECT_EQ(said(review({}, today)), "");
    EXPECT_EQ(said(review({}, today + 1)), "held!");
    EXPECT_EQ(said(review({}, day_of(2025, 1, 5))), "held!") << "the day before care began";
    EXPECT_EQ(said(review({}, day_of(2025, 1, 6))), "");
    care::ReviewDetails row = review({}, today - 30);
    row.completed_on = today - 31;
    EXPECT_EQ(said(row), "completed!");
    row.completed_on = today - 1;
    EXPECT_EQ(said(row), "completed?") << "more than twenty working days";
    row.held_on.reset();
    EXPECT_EQ(said(row), "held!");
}

// The officer whose child it is stands in the form already, also where a colleague covered.
TEST_F(Entries, WhoHeldAReviewWasThere) {
    records.absences.push_back({{"TESTO1"}, today - 4, today - 1, "illness", {}});
    care::ReviewDetails row = review({}, today - 1);
    row.officer.text = "TESTO1";
    EXPECT_EQ(said(row), "officer?") << "on the last day of the absence";
    EXPECT_EQ(said(row, row), "") << "what is on record is not asked again";
    row.booked_on = row.held_on;
    EXPECT_EQ(said(row), "officer?") << "once, and not of the booking too";
    row = review({}, today);
    row.officer.text = "TESTO1";
    EXPECT_EQ(said(row), "") << "back on the day after";
    row.held_on = today - 5;
    EXPECT_EQ(said(row), "") << "not yet away on the day before";
}

TEST_F(Entries, TheCodeOfParticipationGoesWithTheAge) {
    records.children[0].born_on = day_of(2022, 3, 31);
    care::ReviewDetails row = review({}, today);
    row.participation = {care::Participation::PN0};
    EXPECT_EQ(said(row), "") << "on the fourth birthday either is right";
    row.participation = {care::Participation::PN1};
    EXPECT_EQ(said(row), "");
    row.held_on = today - 1;
    EXPECT_EQ(said(row), "participation!") << "under four";
    row.participation = {care::Participation::PN0, care::Participation::PN1};
    EXPECT_EQ(said(row), "participation!") << "PN0 stands alone";
}

TEST_F(Entries, ABookingIsOfADayToComeOnWhichPeopleWork) {
    EXPECT_EQ(said(review(today - 1, {})), "booked!");
    EXPECT_EQ(said(review(today, {})), "");
    EXPECT_EQ(said(review(day_of(2026, 4, 3), {})), "booked?") << "Good Friday";
    EXPECT_EQ(said(review(day_of(2026, 4, 5), {})), "booked?") << "a Sunday";
    care::ReviewDetails row = review(day_of(2026, 4, 21), {});
    row.officer.text = "TESTO1";
    EXPECT_EQ(said(row), "officer?") << "the officer is away";
    row.booked_on = day_of(2026, 4, 14);
    EXPECT_EQ(said(row), "booked?") << "the officer has another booking";
    row.booked_on = day_of(2027, 6, 1);
    row.officer.text.clear();
    EXPECT_EQ(said(row), "booked? booked?") << "more than a year ahead, and after the law's latest day";
    records.children[0].born_on = day_of(2008, 4, 10);
}

TEST_F(Entries, NoReviewIsBookedForAnAdult) {
    records.children[0].born_on = day_of(2008, 4, 10);
    EXPECT_EQ(said(review(day_of(2026, 4, 9), {})), "");
    EXPECT_EQ(said(review(day_of(2026, 4, 10), {})).substr(0, 7), "booked!") << "the eighteenth birthday";
}

TEST_F(Entries, PapersComeInTheirOrder) {
    care::ReviewDetails row = review({}, today - 20);
    row.decisions_sent_on = today - 21;
    EXPECT_EQ(said(row), "decisions_sent!");
    row.decisions_sent_on = today - 19;
    row.record_completed_on = today - 10;
    row.record_shared_on = today - 11;
    EXPECT_EQ(said(row), "record_shared!");
    row.record_shared_on = today + 1;
    EXPECT_EQ(said(row), "record_shared!");
    row.record_shared_on = today;
    EXPECT_EQ(said(row), "");
    row.child_seen = false;
    row.child_seen_alone = true;
    EXPECT_EQ(said(row), "child_seen_alone!");
}

TEST_F(Entries, ADecisionIsOfAReviewOfTheChild) {
    care::Decision decision{{"TESTD1"}, {"TESTR0"}, "Find a school", "", day_of(2026, 4, 1), {}, ""};
    EXPECT_EQ(said(decision), "");
    decision.due_on = day_of(2026, 1, 19);
    EXPECT_EQ(said(decision), "due!") << "before it was decided";
    decision.due_on.reset();
    decision.done_on = today + 1;
    EXPECT_EQ(said(decision), "done!");
    decision.done_on.reset();
    decision.review.text = "TESTR8";
    EXPECT_EQ(said(decision), "text!") << "of no review of this child";
    decision.review.text = "TESTR0";
    decision.text.clear();
    EXPECT_EQ(said(decision), "text!");
}

TEST_F(Entries, OnlyWhatIsBookedIsStoodDown) {
    care::StoodDown row{{"TESTR1"}, day_of(2026, 4, 14), today, "illness", day_of(2026, 4, 16)};
    EXPECT_EQ(said(row), "");
    row.rearranged_for_on = today - 1;
    EXPECT_EQ(said(row), "rearranged_for!");
    row.rearranged_for_on.reset();
    row.reason.clear();
    EXPECT_EQ(said(row), "reason!");
    row.reason = "illness";
    row.stood_down_on = today + 1;
    EXPECT_EQ(said(row), "stood_down!");
    row.stood_down_on = today;
    row.booked_for_on = day_of(2026, 4, 15);
    EXPECT_EQ(said(row), "stood_down!") << "somebody moved the booking meanwhile";
}

TEST_F(Entries, AConferenceComesAfterItsDiscussionAndBeforeItsPlan) {
    care::Conference row;
    row.conference.text = "TESTP1";
    row.child = {child};
    EXPECT_EQ(said(row), "kind!");
    row.kind = care::ConferenceKind::initial;
    EXPECT_EQ(said(row), "") << "one that is only due";
    row.strategy_discussion_on = day_of(2026, 3, 2);
    row.held_on = day_of(2026, 3, 1);
    EXPECT_EQ(said(row), "held!") << "before the discussion";
    row.held_on = today + 1;
    EXPECT_EQ(said(row), "held!") << "still to come";
    row.held_on = day_of(2026, 3, 12);
    row.plan_started_on = day_of(2026, 3, 11);
    EXPECT_EQ(said(row), "plan_started!");
    row.plan_started_on = row.held_on;
    row.plan_ended_on = day_of(2026, 3, 11);
    EXPECT_EQ(said(row), "plan_ended!");
    row.plan_ended_on.reset();
    row.officer.text = "TESTO2";
    EXPECT_EQ(said(row), "officer!") << "who has left";
    row.officer.text = "TESTO1";
    EXPECT_EQ(said(row), "");
}

TEST_F(Entries, ProceedingsBeginBeforeTheyEnd) {
    care::Proceedings row;
    row.proceedings.text = "TESTL1";
    row.child = {child};
    EXPECT_EQ(said(row), "kind! began!");
    row.kind = care::ProceedingsKind::care;
    row.began_on = today + 1;
    EXPECT_EQ(said(row), "began!") << "still to come";
    row.began_on = day_of(2026, 3, 2);
    row.ended_on = day_of(2026, 3, 1);
    EXPECT_EQ(said(row), "ended!");
    row.ended_on.reset();
    row.guardian_told_on = today + 1;
    EXPECT_EQ(said(row), "guardian_told!");
    row.guardian_told_on = today;
    EXPECT_EQ(said(row), "");
}

TEST_F(Entries, AHearingIsOfProceedingsOfTheChild) {
    care::Hearing row;
    row.hearing.text = "TESTH1";
    row.child = {child};
    row.on = day_of(2026, 6, 1);
    EXPECT_EQ(said(row), "on!") << "of none";
}

TEST_F(Entries, AnAllocationGoesToSomebodyElseAndOnwards) {
    add_officer("TESTO4", {}, {});
    care::Allocation row{{child}, {"TESTO4"}, today, {}, ""};
    EXPECT_EQ(said(row), "");
    row.officer.text = "TESTO1";
    EXPECT_EQ(said(row), "officer!") << "whose the child is already";
    row.officer.text = "TESTO2";
    EXPECT_EQ(said(row), "officer!") << "who has left";
    row.officer.text = "TESTO4";
    row.from_on = day_of(2025, 1, 7);
    EXPECT_EQ(said(row), "from!") << "a later allocation is recorded";
    row.from_on = day_of(2024, 12, 31);
    EXPECT_EQ(said(row), "from! from!") << "and not in care yet";
    EXPECT_EQ(said(care::Allocation{}), "officer! from!");
}

// Of an officer, who is in no child's file.
TEST_F(Entries, AWishSaysSomethingAndNamesWhoIsThere) {
    care::Wish row;
    row.wish.text = "TESTW1";
    row.child = {child};
    EXPECT_EQ(said(row), "on! words!");
    row.on = today + 1;
    row.words = "Please text me";
    EXPECT_EQ(said(row), "on!") << "still to come";
    row.on = today;
    EXPECT_EQ(said(row), "");
    row.officer.text = "TESTO1";
    row.not_officer.text = "TESTO1";
    EXPECT_EQ(said(row), "not_officer!");
    row.not_officer.text = "TESTO2";
    EXPECT_EQ(said(row), "") << "whom they do not want may have left";
    row.officer.text = "TESTO2";
    row.not_officer = {};
    EXPECT_EQ(said(row), "officer!") << "left";
    row.officer.text = "TESTO77";
    EXPECT_EQ(said(row), "officer!") << "nobody";
}

TEST_F(Entries, WhatTheChildWishesIsAskedAboutOnce) {
    care::Wish wish;
    wish.wish.text = "TESTW1";
    wish.child = {child};
    wish.on = day_of(2026, 2, 2);
    wish.not_officer.text = "TESTO3";
    wish.not_at_school = true;
    records.wishes.add(wish);
    care::ReviewDetails before;
    for (const care::ReviewDetails& row : snapshot().records().review_details.of({child}))
        if (row.review.text == "TESTR1") before = row;
    care::ReviewDetails now = before;
    now.place = "Elm Primary School, 2 pm";
    EXPECT_EQ(said(now, before), "place?");
    EXPECT_EQ(said(now, now), "") << "nothing new";
    now.place = "Home, 2 pm";
    EXPECT_EQ(said(now, before), "");
    now.booked_on = day_of(2026, 6, 2);
    now.officer.text = "TESTO3";
    EXPECT_NE(said(now, before).find("officer?"), std::string::npos);
    const care::Allocation allocation{{child}, {"TESTO3"}, day_of(2026, 6, 2), {}, ""};
    EXPECT_EQ(said(allocation), "officer?");
}

// The latest word counts, column by column; what is still to be said does not.
TEST_F(Entries, WishesStandUntilTheChildSaysOtherwise) {
    const auto add = [&](const char* id, Day on, const char* officer, const char* not_officer,
                         care::Means means) {
        care::Wish wish;
        wish.wish.text = id;
        wish.child = {child};
        wish.on = on;
        wish.officer.text = officer;
        wish.not_officer.text = not_officer;
        wish.means = means;
        records.wishes.add(wish);
    };
    add("TESTW1", day_of(2025, 6, 2), "TESTO1", "", care::Means::text);
    add("TESTW2", day_of(2025, 9, 1), "", "TESTO1", {});
    add("TESTW3", day_of(2026, 1, 5), "TESTO1", "", care::Means::video);
    add("TESTW4", day_of(2026, 9, 1), "TESTO3", "", care::Means::letter);
    records.settle();
    const auto on = [&](Day day) { return care::wish_on(records, {child}, day); };
    EXPECT_EQ(on(day_of(2025, 6, 1)).officer.text, "");
    EXPECT_EQ(on(day_of(2025, 6, 2)).officer.text, "TESTO1");
    EXPECT_EQ(on(day_of(2025, 9, 1)).officer.text, "");
    EXPECT_EQ(on(day_of(2025, 9, 1)).not_officer.text, "TESTO1");
    EXPECT_EQ(on(day_of(2025, 9, 1)).means, care::Means::text);
    EXPECT_EQ(on(day_of(2026, 1, 5)).officer.text, "TESTO1");
    EXPECT_EQ(on(day_of(2026, 1, 5)).not_officer.text, "");
    EXPECT_EQ(on(day_of(2026, 1, 5)).means, care::Means::video);
}

// A mile is 1.6093 km: the other child lives 30 miles away.
TEST_F(Entries, AnotherBookingOfTheDaySaysHowFarItIs) {
    care::Child other;
    other.id = "TEST2";
    other.born_on = day_of(2016, 3, 1);
    records.children.push_back(other);
    care::Episode episode = records.episodes.all()[0];
    episode.child = {1};
    episode.placement_postcode = care::Postcode("THERE");
    records.episodes.all()[0].placement_postcode = care::Postcode("HERE");
    records.episodes.add(episode);
    care::ReviewDetails booked = review(day_of(2026, 4, 16), {});
    booked.review.text = "TESTR8";
    booked.child = {1};
    booked.officer.text = "TESTO1";
    records.review_details.add(booked);
    records.settle();
    const care::FindPlace find_place = [](std::string_view postcode) -> std::optional<care::Located> {
        return care::Located{postcode == "THERE" ? 48'279 : 0, 0, {}};
    };
    made_ = std::make_unique<Snapshot>(std::move(shipped_ground("standard", find_place)).value(), records,
                                       today, std::nullopt, 1);
    care::ReviewDetails now = review(day_of(2026, 4, 16), {});
    now.officer.text = "TESTO1";
    const auto remarks = look_over(snapshot(), child, now, care::ReviewDetails{});
    ASSERT_EQ(remarks.size(), 1U);
    EXPECT_NE(remarks[0].message.find("1 other booking on that day, up to 30 miles away"), std::string::npos)
        << remarks[0].message;
}

TEST_F(Entries, AMeetingIsAdjournedOnceAndForTwentyWorkingDays) {
    care::ReviewDetails held;
    care::ReviewDetails booked;
    for (const care::ReviewDetails& row : snapshot().records().review_details.of({child}))
        (row.review.text == "TESTR0" ? held : booked) = row;
    care::ReviewDetails now = held;
    now.resumes_on = day_of(2026, 2, 10);
    EXPECT_EQ(said(now, held), "adjourned_reason!");
    now.adjourned_reason = "No care plan";
    EXPECT_EQ(said(now, held), "");
    now.resumes_on = day_of(2026, 2, 17);
    EXPECT_EQ(said(now, held), "") << "the twentieth";
    now.resumes_on = day_of(2026, 2, 18);
    EXPECT_EQ(said(now, held), "resumes?");
    now.resumes_on = held.held_on;
    EXPECT_EQ(said(now, held), "resumes!");
    now.resumes_on = day_of(2026, 2, 14);
    EXPECT_EQ(said(now, held), "resumes?") << "a Saturday";
    now.resumes_on.reset();
    EXPECT_EQ(said(now, held), "resumes!") << "until when?";
    care::ReviewDetails before = held;
    before.resumes_on = day_of(2026, 2, 10);
    before.adjourned_reason = now.adjourned_reason;
    now.resumes_on = day_of(2026, 2, 12);
    EXPECT_EQ(said(now, before), "resumes?") << "a second time";
    now = booked;
    now.resumes_on = day_of(2026, 5, 12);
    now.adjourned_reason = "No care plan";
    EXPECT_EQ(said(now, booked), "resumes!") << "not held yet";
}

TEST_F(Entries, WithoutAMeetingIsForALongTermFosterPlacementWithOneInTheYear) {
    const auto said_of_it = [&] {
        made_.reset();
        care::ReviewDetails before;
        for (const care::ReviewDetails& row : snapshot().records().review_details.of({child}))
            if (row.review.text == "TESTR0") before = row;
        care::ReviewDetails now = before;
        now.mode = care::Mode::no_sitting;
        EXPECT_EQ(said(now, now), "") << "what is on record is not asked again";
        return said(now, before);
    };
    records.episodes.all()[0].reason_for_new = care::ReasonForNewEpisode::S;
    EXPECT_EQ(said_of_it(), "mode? mode?") << "neither the placement nor a meeting in the year";
    records.episodes.all()[0].place = care::PlacementType::U4;
    EXPECT_EQ(said_of_it(), "mode?") << "care began more than a year before";
    add_review("TESTR9", {}, day_of(2025, 7, 1));
    EXPECT_EQ(said_of_it(), "");
    records.episodes.all()[0].began_on = day_of(2025, 1, 21);
    EXPECT_EQ(said_of_it(), "mode?") << "there for a day less than a year";
}

class OfficerEntries : public Entries {
  protected:
    std::string said_of(const care::Officer& now, const care::Officer& before = {}) {
        std::string text;
        for (const EntryRemark& remark : look_over(snapshot(), now, before))
            text += (text.empty() ? "" : " ") + std::string(remark.column) + (remark.is_doubt ? "?" : "!");
        return text;
    }
    static care::Officer robin() {
        care::Officer row;
        row.officer.text = "TESTO9";
        row.name = "Robin Test";
        row.role = care::Role::iro;
        return row;
    }
};

TEST_F(OfficerEntries, HaveANameAndARoleAndDaysInTheirOrder) {
    care::Officer row = robin();
    EXPECT_EQ(said_of(row), "");
    EXPECT_EQ(said_of({}), "name! role!");
    row.started_on = day_of(2026, 4, 1);
    row.ended_on = day_of(2026, 3, 31);
    EXPECT_EQ(said_of(row), "ended!");
    row.ended_on = row.started_on;
    EXPECT_EQ(said_of(row), "");
    row = robin();
    row.dbs_checked_on = today;
    EXPECT_EQ(said_of(row), "");
    row.dbs_checked_on = today + 1;
    EXPECT_EQ(said_of(row), "dbs_checked!") << "still to come";
    row = robin();
    row.swe_expires_on = today;
    EXPECT_EQ(said_of(row), "");
    row.swe_expires_on = today - 1;
    EXPECT_EQ(said_of(row), "swe_expires?");
    EXPECT_EQ(said_of(row, row), "") << "what is on record is not asked again";
}

TEST_F(OfficerEntries, HaveAShareOfAPostAndNoHours) {
    care::Officer row = robin();
    for (const auto& [fte, words] : std::vector<std::pair<double, std::string>>{
             {-0.1, "fte!"}, {0, ""}, {0.6, ""}, {1, ""}, {1.2, "fte?"}, {2, "fte?"}, {37, "fte!"}}) {
        row.fte = fte;
        EXPECT_EQ(said_of(row), words) << fte;
    }
}

TEST_F(OfficerEntries, AreNotTwoOfOneNameOrNumberWithoutSayingSo) {
    records.officers.front().name = "Robin test";
    records.officers.front().swe_number = "SW1";
    care::Officer row = robin();
    EXPECT_EQ(said_of(row), "name?");
    row.swe_number = "SW1";
    EXPECT_EQ(said_of(row), "swe_number? name?");
}

TEST_F(OfficerEntries, EndWithChildrenStillTheirs) {
    const care::Officer before = records.officers.front();
    care::Officer row = before;
    row.name = "Robin Test";
    row.ended_on = today + 30;
    EXPECT_EQ(said_of(row, before), "ended?");
    EXPECT_EQ(look_over(snapshot(), row, before).front().message.find("1 child is still theirs then"), 0U);
    row.ended_on.reset();
    row.role = care::Role::manager;
    EXPECT_EQ(said_of(row, before), "role?");
    row.role = care::Role::senior_iro;
    EXPECT_EQ(said_of(row, before), "");
}

TEST_F(OfficerEntries, EndOnceTheirChildrenAreSomebodyElses) {
    records.allocations.add({{child}, {"TESTO4"}, today + 10, {}, ""});
    add_officer("TESTO4", {}, {});
    const care::Officer before = records.officers.front();
    care::Officer row = before;
    row.name = "Robin Test";
    row.ended_on = today + 9;
    EXPECT_EQ(said_of(row, before), "ended?") << "the day before";
    row.ended_on = today + 10;
    EXPECT_EQ(said_of(row, before), "");
    row.ended_on = today - 1;
    EXPECT_EQ(said_of(row, before), "ended?") << "the child is theirs today";
    care::Officer next = records.officers.back();
    care::Officer ending = next;
    ending.name = "Somebody Else";
    ending.ended_on = today + 5;
    EXPECT_EQ(said_of(ending, next), "ended?") << "who is to have the child later";
}

TEST_F(OfficerEntries, StayWhereARowNamesThem) {
    EXPECT_EQ(rows_naming(snapshot().records(), {"TESTO1"}), 4U) << "an absence, an allocation, two reviews";
    EXPECT_EQ(rows_naming(snapshot().records(), {"TESTO2"}), 0U);
}

TEST_F(OfficerEntries, HaveOneSupervisionOfAKindADay) {
    const care::Supervision one{{"TESTO1"}, day_of(2026, 3, 2), care::SupervisionKind::group, "", "Drift"};
    records.supervision.push_back(one);
    care::Supervision other = one;
    other.note = "Something else";
    const auto remarks = [&](const care::Supervision& now, const care::Supervision& before) {
        return look_over(snapshot(), now, before).size();
    };
    EXPECT_EQ(remarks(other, {}), 1U) << "it would take the place of the first";
    EXPECT_EQ(remarks(one, {}), 0U) << "the same sent twice";
    EXPECT_EQ(remarks(other, one), 0U) << "the first, changed";
    other.kind = care::SupervisionKind::training;
    EXPECT_EQ(remarks(other, {}), 0U);
}

}  // namespace
}  // namespace footprint::casework
