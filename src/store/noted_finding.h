// What was odd while a return was read, kept until the next return is read.
//
// In      Records::noted, in its order
// Out     a record like all others
// Shape   places from 1, without a gap; a shorter list withdraws the places beyond its end
// Rows    noted_findings
#pragma once

#include <optional>
#include <string>

#include "care/child.h"

namespace footprint::store {

struct NotedFinding {
    std::optional<int> place;
    care::ChildNumber child;  // unknown where it is about no single child
    std::string name;
    std::string where;
    std::string message;
    std::string fix;
    bool operator==(const NotedFinding&) const = default;
};

}  // namespace footprint::store

namespace footprint::care {

template <>
struct Describe<store::NotedFinding> {
    using R = store::NotedFinding;
    static constexpr std::string_view table = "noted_findings";
    static constexpr auto fields =
        std::tuple(key("place", &R::place), field("child", &R::child), field("finding", &R::name),
                   field("where", &R::where), field("message", &R::message), field("fix", &R::fix));
};

}  // namespace footprint::care
