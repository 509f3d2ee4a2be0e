// The year of the returns: 1 April to 31 March.
//
// In      2022-23, 2022/23 or 2023 is not guessed: only 2022-23 and 2022/23 are read
// Out     first and last day, the year of a day
// Errors  anything else is std::nullopt
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"

namespace footprint {

struct Year {
    int starts = 0;  // 2022 for 2022-23
    auto operator<=>(const Year&) const = default;
    Day first_day() const { return day_of(starts, 4, 1); }
    Day last_day() const { return day_of(starts + 1, 3, 31); }
};

Year year_of(Day day);
std::optional<Year> parse_year(std::string_view text);
std::string printed(Year year);  // 2022-23

}  // namespace footprint
