// What the tests of invented authorities have in common.
//
// In      how many children and years, and a seed
// Out     records drawn without faults: an authority, or one of each region; the calendar they are drawn by
// Errors  a calendar that cannot be read ends the tests
#pragma once

#include "base/shipped.h"
#include "base/working_days.h"
#include "care/values.h"
#include "exchange/invented_authority.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace footprint::exchange::testing {

inline const WorkingDays& calendar() {
    static const WorkingDays days =
        *parse_bank_holidays("law/bank_holidays.csv", *shipped("law/bank_holidays.csv"));
    return days;
}

inline InventedOptions options(int children, int years = 5, std::uint64_t seed = 1) {
    InventedOptions out;
    out.children = children;
    out.years = years;
    out.seed = seed;
    out.faults = 0;
    out.as_at = day_of(2026, 3, 31);
    return out;
}

// Two thousand children without a fault; made once, for several tests look at them.
inline const care::Records& two_thousand() {
    static const care::Records records = invent(options(2000), 0, calendar());
    return records;
}

// An authority of each region, 2,700 children in all; together they stand for England.
inline const std::vector<care::Records>& nation() {
    static const std::vector<care::Records> all = [] {
        auto asked = options(300);
        asked.authorities = 9;
        std::vector<care::Records> made;
        for (int number = 0; number < asked.authorities; ++number)
            made.push_back(invent(asked, number, calendar()));
        return made;
    }();
    return all;
}

template <class Row>
std::string printed_row(const Row& row) {
    std::string text;
    care::for_each_field<Row>([&](const auto& field) {
        const auto& value = row.*field.member;
        if constexpr (requires { value.is_known(); }) {
            text += std::to_string(value.value);
        } else {
            text += care::print_value(value, care::Style::own);
        }
        text += '\x1f';
    });
    return text;
}

// A number out of every value of every row (FNV-1a).
inline std::uint64_t fingerprint(const care::Records& records) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    care::for_each_table(records, [&hash](const auto& rows) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (const char c : printed_row(rows[i]))
                hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    });
    return hash;
}

inline bool is_looked_after(const care::Episode& episode, Day on) {
    return !care::is_short_break(episode.legal_status) && *episode.began_on <= on &&
           (!episode.ended_on || *episode.ended_on > on);
}

inline int looked_after(const care::Records& records, Day on) {
    int count = 0;
    for (const auto& episode : records.episodes.all()) {
        const auto& born = records.children[episode.child.value].born_on;
        count += is_looked_after(episode, on) && born && on < birthday(*born, 18) ? 1 : 0;
    }
    return count;
}

}  // namespace footprint::exchange::testing
