// The record of a review: one text, and what each reader has of it.
#include "casework/review_record.h"

#include <gtest/gtest.h>

namespace footprint::casework {
namespace {

class Editions : public testing::Test {
  protected:
    care::Records records;
    care::ReviewRecord record{{"TESTR1"},
                              "I like the garden.\n\nNot for mother, father: I do not want to go home.",
                              "School is going well.",
                              "Not for the child: The placement may end.\n\nSleep is hard.",
                              "",
                              7,
                              "See you soon."};

    void SetUp() override {
        care::Child child;
        child.id = "TEST1";
        child.born_on = day_of(2016, 3, 1);
        records.children.push_back(child);
        care::ChildDetails details;
        details.child = {0};
        details.first_name = "Samuel";
        details.known_as = "Sam";
        details.chosen_words = "my catch-up";
        records.child_details.add(details);
        care::Officer officer;
        officer.officer.text = "TESTO1";
        officer.name = "Ada Test";
        records.officers.push_back(officer);
        care::ReviewDetails review;
        review.review.text = "TESTR1";
        review.child = {0};
        review.officer.text = "TESTO1";
        review.held_on = day_of(2026, 3, 3);
        review.place = "At home";
        records.review_details.add(review);
        records.attendance.push_back({{"TESTR1"}, care::Party::mother, true, true, {}, ""});
        records.attendance.push_back({{"TESTR1"}, care::Party::school, true, false, true, ""});
        records.attendance.push_back({{"TESTR1"}, care::Party::father, false, {}, {}, "An order"});
        records.decisions.push_back(
            {{"TESTD1"}, {"TESTR1"}, "Find a tutor", "Team manager", day_of(2026, 4, 1), {}, ""});
    }
    const Snapshot& snapshot() {
        if (made_ == nullptr) {
            records.settle();
            made_ = std::make_unique<Snapshot>(std::move(shipped_ground("standard")).value(), records,
                                               day_of(2026, 3, 31), std::nullopt, 1);
        }
        return *made_;
    }
    const care::ReviewDetails& review() { return snapshot().records().review_details[0]; }
    Edition edition(care::RecordForm form, care::Reader reader) {
        return edition_of(snapshot(), review(), record, form, reader);
    }
    // All that an edition says, heading by heading.
    static std::string said(const Edition& edition) {
        std::string text = edition.greeting;
        for (const EditionSection& section : edition.sections) {
            text += " [" + section.heading + "]";
            for (const std::string& paragraph : section.paragraphs) text += " " + paragraph;
        }
        return text + " " + edition.closing;
    }
    std::vector<std::string> wrong(const std::string& text) {
        return passages_of(text, snapshot().ground().profile).wrong;
    }

  private:
    std::unique_ptr<Snapshot> made_;
};

TEST_F(Editions, TheChildHasALetterInTheirOwnWords) {
    const Edition letter = edition(care::RecordForm::letter, care::Reader::child);
    EXPECT_EQ(letter.title, "My catch-up, 3 March 2026");
    EXPECT_EQ(said(letter),
              "Dear Sam, [What you told us] I like the garden. I do not want to go home. [What is going "
              "well] School "
              "is going well. [What people are worried about] Sleep is hard. See you soon.");
    EXPECT_EQ(letter.held_back, 1U);
    EXPECT_EQ(letter.decisions_heading, "What we agreed");
    ASSERT_EQ(letter.decisions.size(), 1U);
    EXPECT_EQ(letter.signature, "Ada Test, your IRO");
}

TEST_F(Editions, OthersHaveTheSameTextWithoutWhatIsNotForThem) {
    const Edition mother = edition(care::RecordForm::signs_of_safety, care::Reader::mother);
    EXPECT_EQ(
        said(mother),
        " [What the child says] I like the garden. [What is going well] School is going well. [What are we "
        "worried about] The placement may end. Sleep is hard. [On a scale of 0 to 10] 7, where 10 is as well "
        "as "
        "can be. See you soon.");
    EXPECT_EQ(mother.held_back, 1U);
    EXPECT_EQ(edition(care::RecordForm::minutes, care::Reader::school).held_back, 0U);
}

TEST_F(Editions, MinutesSayWhoWasThere) {
    const Edition minutes = edition(care::RecordForm::minutes, care::Reader::school);
    std::string facts;
    for (const EditionFact& fact : minutes.facts) facts += fact.name + ": " + fact.value + "; ";
    EXPECT_EQ(facts,
              "Held on: 3 March 2026; Where: At home; Chaired by: Ada Test; Who came: Mother; Who sent their "
              "views: "
              "School; ");
}

TEST_F(Editions, APassageForNobodyKnownIsShownToNobody) {
    record.going_well =
        "Not for Grandad: he drinks.\n\nNot for\n\nNotable progress.\n\nNot for all the tea in China";
    const Edition letter = edition(care::RecordForm::letter, care::Reader::school);
    EXPECT_NE(said(letter).find("[What is going well] Notable progress. ["), std::string::npos)
        << said(letter);
    EXPECT_EQ(letter.held_back, 3U);
    EXPECT_EQ(wrong(record.going_well).size(), 3U);
    EXPECT_NE(wrong("Not for Grandad: he drinks.").front().find("'Grandad'"), std::string::npos);
    EXPECT_EQ(wrong("NOT FOR THE CHILD, Social Worker and the carer:\nwords").size(), 0U);
    EXPECT_EQ(wrong("Not for : words").size(), 1U);
    EXPECT_EQ(wrong("Not for mother\nand father: words").size(), 1U) << "the colon stands in the first line";
}

TEST_F(Editions, GoToWhoWasAskedAndToTheChildAlways) {
    using care::Reader;
    EXPECT_EQ(readers_to_add(snapshot(), {"TESTR1"}),
              (std::vector{Reader::child, Reader::mother, Reader::school}));
    EXPECT_EQ(readers_to_add(snapshot(), {"TESTR2"}), std::vector{Reader::child});
}

TEST_F(Editions, MayBeObjectedToForFiveWorkingDays) {
    care::ReviewDetails sent = review();
    EXPECT_EQ(agreement_of(snapshot(), sent, nullptr).is, Agreement::not_sent);
    // Today is Tuesday 31 March; Good Friday and Easter Monday lie ahead.
    sent.decisions_sent_on = day_of(2026, 3, 24);
    EXPECT_EQ(agreement_of(snapshot(), sent, nullptr).is, Agreement::may_be_objected_to);
    EXPECT_EQ(agreement_of(snapshot(), sent, nullptr).on, day_of(2026, 3, 31));
    sent.decisions_sent_on = day_of(2026, 3, 23);
    EXPECT_EQ(agreement_of(snapshot(), sent, nullptr).is, Agreement::agreed_by_silence);
    EXPECT_EQ(agreement_of(snapshot(), sent, nullptr).on, day_of(2026, 3, 30));
    sent.decisions_sent_on = day_of(2026, 3, 31);
    EXPECT_EQ(agreement_of(snapshot(), sent, nullptr).on, day_of(2026, 4, 9));
    care::Objection objection{{"TESTD1"}, {"TESTR1"}, day_of(2026, 3, 30), "A manager", "No money", {},
                              {},         ""};
    EXPECT_EQ(agreement_of(snapshot(), sent, &objection).is, Agreement::objected_to);
    objection.answered_on = day_of(2026, 3, 31);
    EXPECT_EQ(agreement_of(snapshot(), sent, &objection).is, Agreement::answered);
}

}  // namespace
}  // namespace footprint::casework
