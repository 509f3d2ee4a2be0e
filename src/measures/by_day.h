// Rows in the order of their days, and those of a time among them.
//
// In      rows, and the day of each
// Out     their places in the order of days, rows of one day as they stood; the rows of [first, last]
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

// One pass over the rows for each of counting and placing, since days are few and rows are many.
// REQUIRES: every row has a day.
template <class Row, class DayOf>
std::vector<std::uint32_t> by_day(const std::vector<Row>& rows, DayOf&& day_of) {
    std::vector<std::uint32_t> order(rows.size());
    if (rows.empty()) return order;
    const auto [least, most] = std::minmax_element(
        rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return day_of(a) < day_of(b); });
    const Day first = day_of(*least);
    ensure(!day_of(*most).is_never(), "what stands in the order of days has a day");
    std::vector<std::uint32_t> at(static_cast<std::size_t>(day_of(*most) - first) + 2, 0);
    for (const Row& row : rows) ++at[static_cast<std::size_t>(day_of(row) - first) + 1];
    std::partial_sum(at.begin(), at.end(), at.begin());
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        order[at[static_cast<std::size_t>(day_of(rows[i]) - first)]++] = i;
    return order;
}

template <class Row>
std::vector<Row> in_order(const std::vector<Row>& rows, const std::vector<std::uint32_t>& order) {
    std::vector<Row> ordered;
    ordered.reserve(order.size());
    for (const std::uint32_t place : order) ordered.push_back(rows[place]);
    return ordered;
}

template <class Row, class DayOf>
std::vector<Row> ordered_by_day(const std::vector<Row>& rows, DayOf&& day_of) {
    return in_order(rows, by_day(rows, day_of));
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
