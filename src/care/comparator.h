// What is published of others, beside which a service's own figures are looked at.
//
// In      rows of comparators
// Out     plain records
// Units   of the measure's own figure; of a row of a split the share of the whole, in percent. The year is
//         the one in which its last March lies
// Source  docs/command_line.md#comparators
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "care/codes.h"
#include "care/fields.h"

namespace footprint::care {

enum class AreaType : std::uint8_t { not_recorded, england, region, statistical_neighbours, area };
inline constexpr CodeNames AreaType_codes =
    split_codes("area type", "england, region, statistical_neighbours, area");
constexpr const CodeNames& codes_of(AreaType) {
    return AreaType_codes;
}

struct Comparator {
    std::string measure;
    std::string row;  // empty for the whole
    std::optional<int> year;
    AreaType area_type{};
    std::string area;
    std::optional<double> value;  // none where it is not told
    std::string source;
    bool operator==(const Comparator&) const = default;
};

template <>
struct Describe<Comparator> {
    using C = Comparator;
    static constexpr std::string_view table = "comparators";
    static constexpr auto fields =
        std::tuple(key("measure", &C::measure), Field<C, std::string>{"row", &C::row, true},
                   key("year", &C::year), key("area_type", &C::area_type), key("area", &C::area),
                   field("value", &C::value), field("source", &C::source));
};

}  // namespace footprint::care
