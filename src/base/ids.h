// Names of things, one type a kind, so that two can never be mixed up in a call.
//
// In      the text by which the authority knows a child, an officer, a review
// Out     Id<Of>; and RowNumber<Of>, the place in a table that is held in memory
// Errors  none
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace footprint {

template <class Of>
struct Id {
    std::string text;
    bool empty() const { return text.empty(); }
    auto operator<=>(const Id&) const = default;
};

template <class Of>
struct RowNumber {
    std::uint32_t value = UINT32_MAX;
    bool is_known() const { return value != UINT32_MAX; }
    auto operator<=>(const RowNumber&) const = default;
};

}  // namespace footprint
