// The time that a figure is about: a year, a quarter, a month, or a day.
//
// In      2019-20, 2019-20-Q1, 2019-04, 2020-03-31; 2010-11 is a year, and the month of these letters is
//         2010-11-01/2010-11-30
// Out     the first and the last day, both in it; the parts of a year
// Errors  what is none of these is std::nullopt
// Source  docs/measures.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/year.h"

namespace footprint::measures {

struct Time {
    enum class Kind { year, quarter, month, day };
    Kind kind = Kind::year;
    Day first;
    Day last;
    bool operator==(const Time&) const = default;
    bool holds(Day day) const { return first <= day && day <= last; }
};

Time whole(Year year);
Time quarter(Year year, int number);  // 1 (April to June) to 4
Time month(int year, int number);     // of the calendar
Time on(Day day);
std::vector<Time> quarters_of(Year year);
std::vector<Time> months_of(Year year);
std::optional<Time> parse_time(std::string_view text);
std::string printed(const Time& time);

// The first day from which so many months have not passed by `on`: asked once, and not of each row.
Day first_within(Day on, int months);

}  // namespace footprint::measures
