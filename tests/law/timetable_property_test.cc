// Every start from 2011 to 2030 against a table that counts in another way: it lists all working days in a
// row and steps through the list, and finds months by walking the days of the calendar.
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <vector>

#include "base/shipped.h"
#include "law/review_timetable.h"

namespace footprint::law {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

Day day_of(sys_days day) {
    return Day::from_count(static_cast<std::int32_t>(day.time_since_epoch().count()));
}

// All working days of the calendar's years in a row.
std::vector<sys_days> all_working_days(const WorkingDays& calendar) {
    std::set<int> closed;
    for (const auto& holiday : calendar.holidays()) closed.insert(holiday.on.count());
    std::vector<sys_days> list;
    const sys_days last =
        sys_days{year_month_day{std::chrono::year{2031}, std::chrono::month{3}, std::chrono::day{1}}};
    for (sys_days day{year_month_day{std::chrono::year{2010}, std::chrono::month{1}, std::chrono::day{1}}};
         day < last; day += days{1}) {
        const std::chrono::weekday weekday{day};
        if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) continue;
        if (!closed.contains(static_cast<int>(day.time_since_epoch().count()))) list.push_back(day);
    }
    return list;
}

// The last day that carries the number, or of the month that has no such number, by walking.
sys_days months_later(sys_days start, int months) {
    const auto number = year_month_day{start}.day();
    int passed = 0;
    sys_days day = start;
    while (true) {
        const sys_days next = day + days{1};
        if (year_month_day{next}.month() != year_month_day{day}.month()) {
            if (passed == months) return day;  // the month has no such number
            ++passed;
        }
        day = next;
        if (passed == months && year_month_day{day}.day() == number) return day;
    }
}

class Timetable : public testing::Test {
  protected:
    Timetable() : calendar_(parse_bank_holidays("h", *shipped("law/bank_holidays.csv")).value()) {
        rules_.calendar = &calendar_;
        rules_.relaxed_from = footprint::day_of(2020, 4, 24);
        rules_.relaxed_until = footprint::day_of(2020, 9, 24);
        rules_.regulations_began = footprint::day_of(2011, 4, 1);
    }
    WorkingDays calendar_;
    TimetableRules rules_;
};

TEST_F(Timetable, AgreesWithAnIndependentTableForEveryStart) {
    const auto working = all_working_days(calendar_);
    const Day as_at = footprint::day_of(2031, 1, 1);
    ReviewTimetable timetable(rules_, as_at, std::nullopt);
    care::Episode episode;
    episode.child = {0};
    episode.reason_for_new = care::ReasonForNewEpisode::S;
    episode.legal_status = care::LegalStatus::V2;
    episode.place = care::PlacementType::U6;
    const sys_days first{year_month_day{std::chrono::year{2011}, std::chrono::month{1}, std::chrono::day{1}}};
    const sys_days last{year_month_day{std::chrono::year{2030}, std::chrono::month{11}, std::chrono::day{1}}};
    int checked = 0;
    for (sys_days start = first; start <= last; start += days{1}) {
        episode.began_on = day_of(start);
        const auto after = std::upper_bound(working.begin(), working.end(), start);
        const sys_days first_latest = *(after + 19);
        // The first review on its latest day, the second a day early, the third on its latest day.
        const sys_days second_latest = months_later(first_latest, 3);
        const sys_days second_held = second_latest - days{1};
        const sys_days third_latest = months_later(second_held, 6);
        std::vector<care::Review> reviews;
        for (const sys_days held : {first_latest, second_held, third_latest}) {
            if (day_of(held) > as_at) break;
            reviews.push_back(
                {{0}, day_of(held), day_of(held), care::Participation::PN1, true, false, care::no_details});
        }
        const auto& requirements = timetable.of({footprint::day_of(2025, 1, 1), {&episode, 1}, reviews, {}});
        ASSERT_EQ(requirements.size(), reviews.size() + 1) << iso(day_of(start));
        ASSERT_EQ(requirements[0].latest, day_of(first_latest)) << iso(day_of(start));
        for (std::size_t i = 0; i < reviews.size(); ++i)
            ASSERT_EQ(requirements[i].state, State::met) << iso(day_of(start));
        if (requirements.size() > 1) {
            ASSERT_EQ(requirements[1].latest, day_of(second_latest)) << iso(day_of(start));
        }
        if (requirements.size() > 2) {
            ASSERT_EQ(requirements[2].latest, day_of(third_latest)) << iso(day_of(start));
        }
        if (requirements.size() > 3) {
            ASSERT_EQ(requirements[3].latest, day_of(months_later(third_latest, 6))) << iso(day_of(start));
        }
        ++checked;
    }
    EXPECT_EQ(checked, 7245);
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
