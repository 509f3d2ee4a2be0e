#include "base/day.h"

#include <gtest/gtest.h>

#include <chrono>

#include "base/moment.h"
#include "base/year.h"
#include "support/property.h"

namespace footprint {
namespace {

TEST(Day, AgreesWithTheCalendarOfTheStandardLibrary) {
    for (int count = -30'000; count < 80'000; ++count) {
        const std::chrono::year_month_day there{std::chrono::sys_days{std::chrono::days{count}}};
        const auto here = civil(Day::from_count(count));
        ASSERT_EQ(here.year, static_cast<int>(there.year()));
        ASSERT_EQ(here.month, static_cast<int>(static_cast<unsigned>(there.month())));
        ASSERT_EQ(here.day, static_cast<int>(static_cast<unsigned>(there.day())));
        if (const auto made = make_day(here.year, here.month, here.day)) {
            ASSERT_EQ(made->count(), count);
        }
        const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{count}}};
        ASSERT_EQ(static_cast<unsigned>(weekday_of(Day::from_count(count))), weekday.iso_encoding() - 1);
    }
}

TEST(Day, ReadsBothWaysOfWriting) {
    EXPECT_EQ(parse_day("2024-02-29"), make_day(2024, 2, 29));
    EXPECT_EQ(parse_day("29/02/2024"), make_day(2024, 2, 29));
    EXPECT_EQ(parse_uk_day("2024-02-29"), std::nullopt);
    EXPECT_EQ(parse_iso_day("29/02/2024"), std::nullopt);
}

TEST(Day, RefusesDaysThatDoNotExist) {
    for (const char* text : {"30/02/2020", "29/02/2023", "31/04/2024", "00/01/2024", "32/01/2024",
                             "01/13/2024", "2024-00-10", "1/1/2024", "2024-1-1", "", "2024-02-2x",
                             "0012-01-01", "9999-01-01", "2024/02/29", "29-02-2024", " 2024-02-2"})
        EXPECT_EQ(parse_day(text), std::nullopt) << text;
}

TEST(Day, IsWrittenAsItIsRead) {
    tests::for_all("a day is read as it is written", [] {
        const Day day = Day::from_count(*rc::gen::inRange(-30'000, 80'000));
        RC_ASSERT(parse_iso_day(iso(day)) == day);
        RC_ASSERT(parse_uk_day(uk(day)) == day);
    });
    EXPECT_EQ(with_weekday(day_of(2022, 1, 13)), "Thursday 13 January 2022");
    EXPECT_EQ(iso(Day::never()), "");
}

TEST(Day, AddsMonthsByTheCorrespondingDate) {
    EXPECT_EQ(add_months(day_of(2024, 11, 30), 3), day_of(2025, 2, 28));
    EXPECT_EQ(add_months(day_of(2023, 8, 31), 6), day_of(2024, 2, 29));
    EXPECT_EQ(add_months(day_of(2024, 8, 31), 6), day_of(2025, 2, 28));
    EXPECT_EQ(add_months(day_of(2025, 4, 15), 6), day_of(2025, 10, 15));
    EXPECT_EQ(add_months(day_of(2025, 3, 31), -1), day_of(2025, 2, 28));
    EXPECT_EQ(add_months(day_of(2025, 1, 15), -13), day_of(2023, 12, 15));
}

TEST(Day, CountsAgesWithTheLeapDayOnTheFirstOfMarch) {
    const Day leapling = day_of(2004, 2, 29);
    EXPECT_EQ(birthday(leapling, 18), day_of(2022, 3, 1));
    EXPECT_EQ(birthday(leapling, 4), day_of(2008, 2, 29));
    EXPECT_EQ(age_on(leapling, day_of(2022, 2, 28)), 17);
    EXPECT_EQ(age_on(leapling, day_of(2022, 3, 1)), 18);
    const Day born = day_of(2010, 6, 15);
    EXPECT_EQ(age_on(born, day_of(2014, 6, 14)), 3);
    EXPECT_EQ(age_on(born, day_of(2014, 6, 15)), 4);
    EXPECT_EQ(age_on(born, day_of(2014, 6, 16)), 4);
}

TEST(Day, OneThatWasNeverSetLiesAfterAllOthers) {
    EXPECT_GT(Day(), day_of(2199, 12, 31));
}

TEST(Year, RunsFromAprilToMarch) {
    EXPECT_EQ(year_of(day_of(2023, 3, 31)), Year{2022});
    EXPECT_EQ(year_of(day_of(2023, 4, 1)), Year{2023});
    EXPECT_EQ(parse_year("2022-23"), Year{2022});
    EXPECT_EQ(parse_year("2022/23"), Year{2022});
    EXPECT_EQ(parse_year("1999-00"), Year{1999});
    EXPECT_EQ(parse_year("2022-24"), std::nullopt);
    EXPECT_EQ(parse_year("2022"), std::nullopt);
    EXPECT_EQ(printed(Year{2009}), "2009-10");
}

TEST(Moment, IsWrittenAsItIsRead) {
    const auto moment = parse_moment("2026-11-22T09:30:05.000123Z");
    ASSERT_TRUE(moment);
    EXPECT_EQ(iso(*moment), "2026-11-22T09:30:05.000123Z");
    EXPECT_EQ(day_of(*moment), day_of(2026, 11, 22));
    EXPECT_EQ(day_of(*parse_moment("1969-12-31T23:59:59Z")), day_of(1969, 12, 31));
    // A day alone means its end.
    EXPECT_EQ(iso(*parse_moment("2026-11-22")), "2026-11-22T23:59:59.999999Z");
    for (const char* text : {"2026-11-22T25:00:00Z", "2026-11-22T09:30:00", "2026-11-31T00:00:00Z",
                             "yesterday", "", "2026-11-22T09:30:00.Z", "2026-11-22T09:30:00.1234567Z"})
        EXPECT_EQ(parse_moment(text), std::nullopt) << text;
}

}  // namespace
}  // namespace footprint
