// What the timetable answers where an authority reads the law otherwise: a case for each value of a switch
// that is not the shipped one. Each differs from what is answered as shipped.
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <sstream>
#include <utility>

#include "law/law_that_reads.h"
#include "law/timetable_case.h"
#include "law/timetable_rules.h"

namespace footprint::law {
namespace {

struct OtherReading {
    std::string name;
    std::string value;
    std::string cases;
};

const std::array other_readings = {
    OtherReading{"adoption.temporary_move", "ends_and_begins", R"(
case: a temporary move ends a placement for adoption, and the return from it begins another
# 20 working days from Sunday 10 September 2023 end on 6 October; 42 days on 22 October.
born: 2022-05-01
episode: 2023-09-01 S V2 A4 2023-09-10 X1
episode: 2023-09-10 P V2 T1 2023-09-14 X1
episode: 2023-09-14 P V2 A4 -
as at: 2023-09-20
expect: adoption 1 first latest 2023-09-29 lapsed
expect: ordinary 1 first latest 2023-10-06 lapsed because placement_ended 2023-09-10
expect: adoption 1 first latest 2023-10-12 pending next because placed_for_adoption 2023-09-14
expect: disruption 1 first latest 2023-10-22 pending
)"},
    OtherReading{"adoption.return", "starts_again", R"(
case: after a return the next review is a first one, whatever was held before
# 20 working days from Monday 3 April 2023, with 7 and 10 April and 1 May, end on 4 May.
born: 2022-05-01
episode: 2023-02-20 S V2 A4 2023-04-03 X1
episode: 2023-04-03 P V2 U4 -
review: 2023-03-15
as at: 2023-04-05
expect: adoption 1 first latest 2023-03-20 met review 2023-03-15
expect: ordinary 1 first latest 2023-05-04 pending next because placement_ended 2023-04-03
expect: disruption 1 first latest 2023-05-15 pending
expect: adoption 2 second latest 2023-06-15 lapsed
)"},
    OtherReading{"adoption.disruption_review", "none", R"(
case: after a return no review of its own is asked for
born: 2022-05-01
episode: 2023-02-20 S V2 A4 2023-03-06 X1
episode: 2023-03-06 P V2 U4 -
as at: 2023-03-10
expect: adoption 1 first latest 2023-03-20 lapsed
expect: ordinary 1 first latest 2023-04-03 pending next
)"},
    OtherReading{"history.unknown_past", "as_if_new", R"(
case: a child who came before reviews are known counts as new
born: 2010-05-01
known from: 2023-04-01
episode: 2023-03-31 S V2 U4 -
as at: 2023-04-20
expect: ordinary 1 first latest 2023-05-03 pending next because became_looked_after 2023-03-31

case: a child whose first known episode does not start care counts as new on its day
born: 2010-05-01
episode: 2023-02-01 L C2 U4 -
as at: 2023-02-20
expect: ordinary 1 first latest 2023-03-01 pending next because became_looked_after 2023-02-01
)"},
    OtherReading{"age.leap_day", "28_february", R"(
case: born on 29 February, the birthday is 28 February
born: 2004-02-29
episode: 2022-01-31 S V2 U6 -
as at: 2022-02-02
expect: ordinary 1 first latest 2022-02-28 lapsed
)"},
    OtherReading{"review.on_last_day", "does_not_count", R"(
case: a review on the day on which care ended meets nothing
born: 2010-05-01
episode: 2023-02-01 S V2 U6 2023-03-01 E4A
review: 2023-03-01
as at: 2023-03-31
expect: ordinary 1 first latest 2023-03-01 lapsed

case: a review on the day on which a series of short breaks ended meets nothing
born: 2012-05-01
episode: 2023-02-01 S V4 K2 2023-05-01 E4A
review: 2023-05-01
as at: 2024-05-02
expect: short_breaks 1 first latest 2023-05-01 lapsed
)"},
    OtherReading{"review.timely_by", "completed", R"(
case: an adjourned review is late by the day on which it was completed
born: 2010-05-01
episode: 2023-02-01 S V2 U6 -
review: 2023-02-28 completed 2023-03-06
as at: 2023-03-10
expect: ordinary 1 first latest 2023-03-01 late review 2023-02-28 late 5
expect: ordinary 2 second latest 2023-06-06 pending next
)"},
    // Two breaks whose gap is the longest that keeps a series, and a third after a gap of a day more.
    OtherReading{"short_breaks.series_gap", "3", R"(
case: three months keep a series, and a day more ends it
born: 2012-05-01
episode: 2023-02-01 S V4 K2 2023-02-03 E4A
episode: 2023-05-03 S V4 K2 2023-05-05 E4A
episode: 2023-08-06 S V4 K2 2023-08-08 E4A
as at: 2023-08-10
expect: short_breaks 1 first latest 2023-05-01 overdue late 4 next
expect: short_breaks 1 first latest 2023-11-06 pending because short_breaks_began 2023-08-06
)"},
    OtherReading{"short_breaks.series_gap", "6", R"(
case: six months keep a series, and a day more ends it
born: 2012-05-01
episode: 2023-02-01 S V4 K2 2023-02-03 E4A
episode: 2023-08-03 S V4 K2 2023-08-05 E4A
episode: 2024-02-06 S V4 K2 2024-02-08 E4A
as at: 2024-02-10
expect: short_breaks 1 first latest 2023-05-01 overdue late 96 next
expect: short_breaks 1 first latest 2024-05-06 pending because short_breaks_began 2024-02-06
)"},
    OtherReading{"short_breaks.series_gap", "24", R"(
case: twenty-four months keep a series, and a day more ends it
born: 2012-05-01
episode: 2023-02-01 S V4 K2 2023-02-03 E4A
episode: 2025-02-03 S V4 K2 2025-02-05 E4A
episode: 2027-02-06 S V4 K2 2027-02-08 E4A
as at: 2027-02-10
expect: short_breaks 1 first latest 2023-05-01 overdue late 646 next
expect: short_breaks 1 first latest 2027-05-06 pending because short_breaks_began 2027-02-06
)"},
};

std::string answer(const Case& one, const Case::Question& question, const TimetableRules& rules) {
    ReviewTimetable timetable(rules, question.as_at, one.known_from);
    return answered_lines(timetable.of({one.born_on, one.episodes, one.reviews, one.not_held}), question);
}

TEST(OtherReadings, AreAnsweredAsWrittenAndOtherwiseThanAsShipped) {
    const auto shipped_law = shipped_rulebook();
    ASSERT_TRUE(shipped_law);
    const TimetableRules shipped_rules = timetable_rules(*shipped_law);
    for (const OtherReading& reading : other_readings) {
        const auto law = law_that_reads(reading.name, reading.value);
        ASSERT_TRUE(law) << printed(law.problems());
        const TimetableRules rules = timetable_rules(*law);
        std::istringstream text(reading.cases);
        const std::vector<Case> cases = cases_in(text, reading.name + " " + reading.value);
        EXPECT_FALSE(cases.empty()) << reading.name;
        for (const Case& one : cases) {
            for (const Case::Question& question : one.questions) {
                SCOPED_TRACE(one.file + ": " + one.title);
                EXPECT_EQ(answer(one, question, rules), expected_lines(question));
                EXPECT_NE(answer(one, question, shipped_rules), expected_lines(question));
            }
        }
    }
}

TEST(OtherReadings, AreTriedForEveryValueThatTheTimetableKnows) {
    // What measures read is tried where they are counted.
    const std::set<std::string> of_measures = {"stability.same_carer", "twelve_months_cohort"};
    std::set<std::pair<std::string, std::string>> tried;
    for (const OtherReading& reading : other_readings) tried.emplace(reading.name, reading.value);
    const auto law = shipped_rulebook();
    ASSERT_TRUE(law);
    for (const Reading& reading : law->readings()) {
        if (of_measures.contains(reading.name)) continue;
        for (const std::string& option : reading.options) {
            EXPECT_EQ(tried.contains({reading.name, option}), option != reading.value)
                << reading.name << " " << option;
        }
    }
}

}  // namespace
}  // namespace footprint::law
