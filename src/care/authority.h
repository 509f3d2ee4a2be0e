// The authority whose service this is, and how many children live there.
//
// In      authority.csv (one row), population.csv
// Out     plain records
// Source  docs/formats.md#trackers
#pragma once

#include <optional>
#include <string>

#include "base/day.h"
#include "care/fields.h"

namespace footprint::care {

struct Authority {
    std::string code;  // of the Office for National Statistics, as E06000034
    std::string name;
    std::string profile;
    std::optional<Day> reviews_known_from_on;
    bool operator==(const Authority&) const = default;
};

template <>
struct Describe<Authority> {
    static constexpr std::string_view table = "authority";
    static constexpr auto fields = std::tuple(key("code", &Authority::code), field("name", &Authority::name),
                                              field("profile", &Authority::profile),
                                              field("reviews_known_from", &Authority::reviews_known_from_on));
};

struct Population {
    std::optional<int> year;  // of the mid-year estimate
    std::optional<int> children_0_17;
    bool operator==(const Population&) const = default;
};

template <>
struct Describe<Population> {
    static constexpr std::string_view table = "population";
    static constexpr auto fields =
        std::tuple(key("year", &Population::year), field("children_0_17", &Population::children_0_17));
};

}  // namespace footprint::care
