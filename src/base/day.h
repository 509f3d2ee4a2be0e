// A calendar day, and how days are counted, read and written.
//
// In      days as written by people: 2024-02-29 or 29/02/2024
// Out     a Day; days and months later; completed years between two days
// Units   calendar days; months by the corresponding date, else the month's last day
// Errors  what is no day (30 February, 1/13/2020, year 12) is std::nullopt
// Source  docs/law_issues.md#counting
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace footprint {

enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

struct YearMonthDay {
    int year = 0;
    int month = 0;  // 1-12
    int day = 0;    // 1-31
    auto operator<=>(const YearMonthDay&) const = default;
};

// A day on the civil calendar, as a count from 1 January 1970. One that was never set lies after all others,
// so that an open end compares as "not yet".
class Day {
  public:
    constexpr Day() = default;
    static constexpr Day from_count(std::int32_t days_since_1970) {
        Day day;
        day.count_ = days_since_1970;
        return day;
    }
    static constexpr Day never() { return Day(); }

    constexpr std::int32_t count() const { return count_; }
    constexpr bool is_never() const { return *this == never(); }

    auto operator<=>(const Day&) const = default;
    constexpr Day operator+(int days) const { return from_count(count_ + days); }
    constexpr Day operator-(int days) const { return from_count(count_ - days); }
    constexpr int operator-(Day earlier) const { return count_ - earlier.count_; }

  private:
    std::int32_t count_ = INT32_MAX;
};

// The earliest and latest year that a day in a record may have; what lies outside is a slip of the pen.
inline constexpr int earliest_year = 1880;
inline constexpr int latest_year = 2199;

std::optional<Day> make_day(int year, int month, int day);

// REQUIRES: the day exists. For days that stand in the source, as in tests and tables.
Day day_of(int year, int month, int day);

YearMonthDay civil(Day day);
Weekday weekday_of(Day day);
int days_in_month(int year, int month);

std::optional<Day> parse_iso_day(std::string_view text);  // 2024-02-29
std::optional<Day> parse_uk_day(std::string_view text);   // 29/02/2024
std::optional<Day> parse_day(std::string_view text);      // either

std::string iso(Day day);           // 2024-02-29
std::string uk(Day day);            // 29/02/2024
std::string in_words(Day day);      // 29 February 2024
std::string with_weekday(Day day);  // Thursday 29 February 2024
std::string_view month_name(int month);
std::string_view weekday_name(Weekday weekday);

// The same day of the month, n months later (or earlier); if there is none, the last day of that month.
Day add_months(Day day, int months);

// The day on which somebody born on `born_on` reaches `years`. Born on 29 February: 1 March in a common year
// (READING age.leap_day).
Day birthday(Day born_on, int years);

// Completed years of age on a day. Negative when the day lies before the birth.
int age_on(Day born_on, Day on);

}  // namespace footprint
