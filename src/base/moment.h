// A moment in time, in UTC, to the microsecond; for versions, the journal and sessions.
//
// In      2026-11-22T09:30:00Z, with or without a fraction; or a day alone, which means its end
// Out     microseconds since 1970-01-01T00:00:00Z
// Units   microseconds
// Errors  what is no moment is std::nullopt
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"

namespace footprint {

struct Moment {
    std::int64_t micros = 0;
    auto operator<=>(const Moment&) const = default;
};

inline constexpr Moment end_of_time{INT64_MAX};

Day day_of(Moment moment);  // in UTC
Moment start_of(Day day);
std::optional<Moment> parse_moment(std::string_view text);
std::string iso(Moment moment);  // 2026-11-22T09:30:00.000000Z

}  // namespace footprint
