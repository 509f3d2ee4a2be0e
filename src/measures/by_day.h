// Rows in the order of their days, and those of a time among them.
//
// In      rows, and the day of each
// Out     the rows in the order of days, those of one day as they stood; the rows of [first, last]
// Errors  none
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace footprint::measures {

// A row of another table by its day.
struct DatedPlace {
    Day on;
    std::uint32_t place = 0;
};

// Hands out the places of rows in the order of their days, rows of one day in the order in which they ask.
// Rows are counted first and asked for then: two passes, since days are few and rows are many.
// REQUIRES: every row has a day.
class PlacesByDay {
  public:
    template <class Row, class DayOf>
    PlacesByDay(const std::vector<Row>& rows, DayOf&& day_of) {
        if (rows.empty()) return;
        const auto [least, most] = std::minmax_element(
            rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return day_of(a) < day_of(b); });
        first_ = day_of(*least);
        ensure(!day_of(*most).is_never(), "what stands in the order of days has a day");
        next_.resize(static_cast<std::size_t>(day_of(*most) - first_) + 2);
        for (const Row& row : rows) ++next_[static_cast<std::size_t>(day_of(row) - first_) + 1];
        std::partial_sum(next_.begin(), next_.end(), next_.begin());
    }
    std::uint32_t next(Day day) { return next_[static_cast<std::size_t>(day - first_)]++; }

  private:
    Day first_;
    std::vector<std::uint32_t> next_;  // for each day from first_
};

template <class Row, class DayOf>
std::vector<Row> ordered_by_day(const std::vector<Row>& rows, DayOf&& day_of) {
    PlacesByDay places(rows, day_of);
    std::vector<Row> ordered(rows.size());
    for (const Row& row : rows) ordered[places.next(day_of(row))] = row;
    return ordered;
}

// The rows whose day lies in [first, last]; they are in the order of that day.
template <class Row, class DayOf>
std::span<const Row> between(const std::vector<Row>& rows, Day first, Day last, DayOf&& day_of) {
    const auto begin =
        std::partition_point(rows.begin(), rows.end(), [&](const Row& row) { return day_of(row) < first; });
    const auto end =
        std::partition_point(begin, rows.end(), [&](const Row& row) { return day_of(row) <= last; });
    return {begin, end};
}

}  // namespace footprint::measures
