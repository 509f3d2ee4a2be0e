// What is left of what an entry of the journal wrote, after a child's records were destroyed.
//
// In      the number of an entry; the fingerprint of its rows that are still there
// Out     a record like all others, written by the entry that tells of the destruction
// Shape   the newest one holds in place of the fingerprint that the entry itself has
// Rows    remains
#pragma once

#include <optional>
#include <string>

#include "care/child.h"

namespace footprint::store {

struct Remains {
    std::optional<int> entry;
    std::string contents;  // blank: nothing is left
    bool operator==(const Remains&) const = default;
};

}  // namespace footprint::store

namespace footprint::care {

template <>
struct Describe<store::Remains> {
    static constexpr std::string_view table = "remains";
    static constexpr auto fields =
        std::tuple(key("entry", &store::Remains::entry), field("contents", &store::Remains::contents));
};

}  // namespace footprint::care
