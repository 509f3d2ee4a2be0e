// Rows under the names that people give them: each measure's own lists and no other's.
#include <gtest/gtest.h>

#include <algorithm>

#include "measures/catalogue.h"
#include "practice/own_words.h"
#include "support/ground.h"

namespace footprint::measures {
namespace {

using tests::ground;

std::string name_of(std::string_view measure, std::string_view dimension, std::string_view row,
                    const practice::Profile& profile) {
    static const care::Records records = [] {
        care::Records one;
        one.officers.push_back({});
        one.officers.back().officer.text = "IRO1";
        one.officers.back().name = "Officer One";
        one.settle();
        return one;
    }();
    static const Cohort cohort({&records, ground().rules, day_of(2024, 3, 31), std::nullopt, {}});
    return row_name(*find_measure(measure), dimension, row, cohort, profile, ground().codes);
}

TEST(RowNames, StandInListsThatAreThere) {
    for (const Measure& measure : catalogue())
        for (const RowNames& names : measure.rows)
            if (!names.list.empty())
                EXPECT_TRUE(names.list == "officers" ||
                            practice::find_list(ground().profile, names.list) != nullptr ||
                            !ground().codes.codes(names.list).empty())
                    << measure.id << ": " << names.list;
}

TEST(RowNames, OfACodeInTwoListsAreThoseOfTheMeasuresList) {
    practice::Profile profile = ground().profile;
    profile.late_reasons = {{"told_late", "Told too late to be in time"}};
    profile.stood_down_reasons = {{"told_late", "Told too late to come"}};
    EXPECT_EQ(name_of("reviews.late_by_reason", "", "told_late", profile), "Told too late to be in time");
    EXPECT_EQ(name_of("reviews.stood_down", "", "told_late", profile), "Told too late to come");
    EXPECT_EQ(name_of("reviews.held", "mode", "told_late", profile), "Told late");
}

TEST(RowNames, AreSaidInWords) {
    const practice::Profile& profile = ground().profile;
    EXPECT_EQ(name_of("population.started", "", "V2", profile).substr(0, 4), "V2: ");
    EXPECT_EQ(name_of("population.started.periods", "need", "N1", profile).substr(0, 4), "N1: ");
    EXPECT_EQ(name_of("population.started", "age", "10-15", profile), "10-15");
    EXPECT_EQ(name_of("population.entry_status", "", "C2", profile).substr(0, 4), "C2: ");
    EXPECT_EQ(name_of("missing.episodes", "", "M", profile), "Missing");
    EXPECT_EQ(name_of("missing.episodes", "", "A", profile), "Away without authorisation");
    EXPECT_EQ(name_of("contact.before_review", "", "call", profile), "Telephone call");
    EXPECT_EQ(name_of("contact.before_review", "", "seen_before_review", profile), "Seen before review");
    EXPECT_EQ(name_of("placements.area", "area", "E06000001", profile), "Hartlepool");
    EXPECT_EQ(name_of("placements.area", "area", "E06000066", profile), "Somerset");
    EXPECT_EQ(name_of("placements.area", "area", "S12000033", profile), "S12000033");
    EXPECT_EQ(name_of("placements.area", "", "inside", profile), "Inside");
    EXPECT_EQ(name_of("caseload.by_officer", "per_fte", "IRO1", profile), "Officer One");
    EXPECT_EQ(name_of("reviews.held", "officer", "IRO1", profile), "Officer One");
    EXPECT_EQ(name_of("reviews.held", "officer", not_recorded, profile), "Not recorded");
}

TEST(RowNames, AllWordsInBracesAreWordsOfTheProfile) {
    practice::Wording marked;
    marked.iro = marked.review = marked.decision = marked.midway = marked.social_worker = {"*", "*"};
    for (const Measure& measure : catalogue())
        for (const std::string_view text : {measure.title, measure.counts, measure.left_out}) {
            const std::string worded = practice::in_own_words(text, marked);
            EXPECT_EQ(std::count(worded.begin(), worded.end(), '*'),
                      std::count(text.begin(), text.end(), '{'))
                << measure.id;
        }
}

}  // namespace
}  // namespace footprint::measures
