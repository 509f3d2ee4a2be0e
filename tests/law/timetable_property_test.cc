// Every start from 2011 to 2030 against a table that counts in another way: it lists all working days in a
// row and steps through the list, and finds months by walking the days of the calendar.
#include <gtest/gtest.h>

#include <vector>

#include "law/independent_table.h"
#include "law/review_timetable.h"

namespace footprint::law {
namespace {

class Timetable : public testing::Test {
  protected:
    Timetable() {
        rules_.calendar = &calendar_.days;
        rules_.relaxed_from = footprint::day_of(2020, 4, 24);
        rules_.relaxed_until = footprint::day_of(2020, 9, 24);
        rules_.regulations_began = footprint::day_of(2011, 4, 1);
    }
    IndependentTable::Calendar calendar_;
    IndependentTable table_;
    TimetableRules rules_;
};

TEST_F(Timetable, AgreesWithAnIndependentTableForEveryStart) {
    // After the last review of the last start. The calendar ends with 2030, and a day that is counted beyond
    // it is counted by Mondays to Fridays in both ways; so starts go up to its last day.
    const Day as_at = footprint::day_of(2032, 1, 1);
    ReviewTimetable timetable(rules_, as_at, std::nullopt);
    care::Episode episode;
    episode.child = {0};
    episode.reason_for_new = care::ReasonForNewEpisode::S;
    episode.legal_status = care::LegalStatus::V2;
    episode.place = care::PlacementType::U6;
    int checked = 0;
    for (Day start = footprint::day_of(2011, 1, 1); start <= footprint::day_of(2030, 12, 31);
         start = start + 1) {
        episode.began_on = start;
        const Day first_latest = table_.working_days_after(start, 20);
        // The first review on its latest day, the second a day early, the third on its latest day.
        const Day second_latest = table_.months_after(first_latest, 3);
        const Day second_held = second_latest - 1;
        const Day third_latest = table_.months_after(second_held, 6);
        std::vector<care::Review> reviews;
        for (const Day held : {first_latest, second_held, third_latest})
            reviews.push_back({{0}, held, held, care::Participation::PN1, true, false, care::no_details});
        const auto& requirements = timetable.of({footprint::day_of(2025, 1, 1), {&episode, 1}, reviews, {}});
        ASSERT_EQ(requirements.size(), reviews.size() + 1) << iso(start);
        for (std::size_t i = 0; i < reviews.size(); ++i)
            ASSERT_EQ(requirements[i].state, State::met) << iso(start);
        ASSERT_EQ(requirements[0].latest, first_latest) << iso(start);
        ASSERT_EQ(requirements[1].latest, second_latest) << iso(start);
        ASSERT_EQ(requirements[2].latest, third_latest) << iso(start);
        ASSERT_EQ(requirements[3].latest, table_.months_after(third_latest, 6)) << iso(start);
        ++checked;
    }
    EXPECT_EQ(checked, 7305);
}

TEST_F(Timetable, ADayLateIsLate) {
    ReviewTimetable timetable(rules_, footprint::day_of(2024, 12, 31), std::nullopt);
    care::Episode episode;
    episode.reason_for_new = care::ReasonForNewEpisode::S;
    episode.began_on = footprint::day_of(2024, 6, 8);
    for (const int offset : {-1, 0, 1}) {
        const Day held = footprint::day_of(2024, 7, 5) + offset;
        const care::Review review{{0}, held, held, {}, true, false, care::no_details};
        const auto& requirements = timetable.of({std::nullopt, {&episode, 1}, {&review, 1}, {}});
        EXPECT_EQ(requirements[0].state, offset > 0 ? State::late : State::met);
        EXPECT_EQ(requirements[0].days_late, offset > 0 ? 1 : 0);
    }
}

}  // namespace
}  // namespace footprint::law
