#include "base/working_days.h"

#include <gtest/gtest.h>

#include "base/shipped.h"

namespace footprint {
namespace {

WorkingDays calendar() {
    return parse_bank_holidays("law/bank_holidays.csv", *shipped("law/bank_holidays.csv")).value();
}

struct Example {
    const char* start;
    int working_days;
    const char* last;
};

// The event day is day 0; the last day is in time.
constexpr Example examples[] = {
    {"2024-06-08", 20, "2024-07-05"},  // from a Saturday
    {"2024-03-11", 20, "2024-04-10"},  // Easter
    {"2027-03-15", 20, "2027-04-14"},  // Easter
    {"2011-04-01", 20, "2011-05-05"},  // Easter, royal wedding, early May
    {"2012-05-21", 20, "2012-06-20"},  // jubilee
    {"2020-04-20", 20, "2020-05-19"},  // VE day on a Friday
    {"2021-12-13", 20, "2022-01-13"},  // substitute days
    {"2022-09-05", 20, "2022-10-04"},  // state funeral
    {"2023-04-20", 20, "2023-05-22"},  // coronation
    {"2026-12-10", 20, "2027-01-12"},  // Christmas
    {"2024-03-11", 5, "2024-03-18"},  {"2024-03-11", 15, "2024-04-03"},
    {"2024-03-11", 0, "2024-03-11"},  {"2024-04-10", -20, "2024-03-11"},
};

TEST(WorkingDays, AreCountedFromTheDayAfter) {
    const WorkingDays days = calendar();
    for (const Example& example : examples)
        EXPECT_EQ(iso(days.add(*parse_iso_day(example.start), example.working_days)), example.last)
            << example.start;
}

TEST(WorkingDays, BetweenIsTheOppositeOfAdding) {
    const WorkingDays days = calendar();
    for (int count = day_of(2015, 1, 1).count(); count < day_of(2017, 1, 1).count(); ++count) {
        const Day start = Day::from_count(count);
        for (const int n : {0, 1, 5, 20}) ASSERT_EQ(days.between(start, days.add(start, n)), n);
    }
}

// The day that many working days on or back, found by walking.
Day walked(const WorkingDays& days, Day start, int working_days) {
    const int step = working_days < 0 ? -1 : 1;
    Day day = start;
    for (int left = working_days * step; left > 0;) {
        day = day + step;
        left -= days.is_working_day(day) ? 1 : 0;
    }
    return day;
}

TEST(WorkingDays, AreFoundWithinTheCalendarAsByWalkingAndBeyondIt) {
    const WorkingDays days = calendar();
    const Day first = day_of(civil(days.holidays().front().on).year, 1, 1);
    const Day last = day_of(civil(days.holidays().back().on).year, 12, 31);
    for (const Day edge : {first, day_of(2020, 5, 8), last})
        for (int apart = -40; apart <= 40; ++apart)
            for (const int n : {-20, -5, -1, 0, 1, 5, 20}) {
                const Day start = edge + apart;
                ASSERT_EQ(days.add(start, n), walked(days, start, n)) << iso(start) << ' ' << n;
            }
}

TEST(WorkingDays, ArePublishedUntilTheYearBeforeTheFirstProvisionalHoliday) {
    EXPECT_EQ(iso(calendar().first_day()), "2010-01-01");
    EXPECT_EQ(iso(calendar().published_until()), "2028-12-31");
    EXPECT_EQ(iso(calendar().last_day()), "2030-12-31");
    const auto until = [](std::string_view rows) {
        const std::string text = "date,title\n" + std::string(rows);
        return parse_bank_holidays("own.csv", text).value().published_until();
    };
    EXPECT_EQ(iso(until("2024-12-25,Christmas Day\n2025-12-25,Christmas Day\n")), "2025-12-31");
    EXPECT_EQ(iso(until("2024-12-25,Christmas Day\n2025-12-25,Christmas Day (provisional)\n")), "2024-12-31");
    EXPECT_TRUE(WorkingDays().published_until().is_never());
}

TEST(WorkingDays, OutsideTheCalendarAreMondayToFriday) {
    const WorkingDays days = calendar();
    EXPECT_FALSE(days.covers(day_of(2030, 12, 20), day_of(2031, 1, 5)));
    EXPECT_TRUE(days.covers(day_of(2030, 12, 20), day_of(2030, 12, 31)));
    EXPECT_TRUE(days.is_working_day(day_of(2035, 12, 25)));  // a Tuesday
    EXPECT_FALSE(WorkingDays().covers(day_of(2024, 1, 1), day_of(2024, 1, 2)));
}

TEST(WorkingDays, NamesTheHolidaysOnTheWay) {
    const auto found = calendar().holidays_between(day_of(2021, 12, 13), day_of(2022, 1, 13));
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(iso(found[0].on), "2021-12-27");
    EXPECT_EQ(iso(found[2].on), "2022-01-03");
}

TEST(BankHolidays, AreReadWithEveryMistakeNamed) {
    const auto read = parse_bank_holidays(
        "h.csv",
        "date,title\n2024-02-30,x\n2024-12-25,Christmas Day\n2024-12-25,Again\n2025-01-01,New Year\n");
    ASSERT_FALSE(read);
    ASSERT_EQ(read.problems().size(), 3u);
    EXPECT_EQ(read.problems()[0].place.line, 2);
    EXPECT_EQ(read.problems()[1].place.line, 4);
    EXPECT_NE(read.problems()[2].message.find("2025"), std::string::npos);
}

}  // namespace
}  // namespace footprint
