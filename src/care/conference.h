// A child protection conference, and the plan that it began or ended.
//
// In      rows of conferences
// Out     plain records
// Shape   a child has a plan from plan_started until plan_ended, of whichever conference says so
// Source  Working Together to Safeguard Children; docs/formats.md#trackers
#pragma once

#include <optional>
#include <string>

#include "care/officer.h"

namespace footprint::care {

struct Conference {
    Id<Conference> conference;
    ChildNumber child;
    ConferenceKind kind{};
    std::optional<Day> strategy_discussion_on;
    std::optional<Day> due_on;
    std::optional<Day> held_on;
    std::optional<Day> plan_started_on;
    std::optional<Day> plan_ended_on;
    std::string category;
    Id<Officer> officer;  // who chaired it
    bool operator==(const Conference&) const = default;
};

template <>
struct Describe<Conference> {
    using C = Conference;
    static constexpr std::string_view table = "conferences";
    static constexpr auto fields =
        std::tuple(key("conference", &C::conference), required("child", &C::child), field("kind", &C::kind),
                   field("strategy_discussion", &C::strategy_discussion_on), field("due", &C::due_on),
                   field("held", &C::held_on), field("plan_started", &C::plan_started_on),
                   field("plan_ended", &C::plan_ended_on), field("category", &C::category),
                   field("officer", &C::officer));
};

// Whether the conference's plan was in force at the end of the day.
inline bool has_plan_on(const Conference& row, Day on) {
    return row.plan_started_on && *row.plan_started_on <= on &&
           (!row.plan_ended_on || *row.plan_ended_on > on);
}

}  // namespace footprint::care
