// The people of the service, when they were away, and which child is whose.
//
// In      rows of officers, absences, allocations, supervision
// Out     plain records
// Shape   an allocation is [from, until); one child may have one officer at a time
// Source  docs/formats.md#trackers; SI 2010/959 reg 45 (appointment of the IRO)
#pragma once

#include <optional>
#include <string>

#include "care/child.h"

namespace footprint::care {

struct Officer {
    Id<Officer> officer;
    std::string name;
    Role role{};
    std::string team;
    std::string social_worker_id;
    std::optional<double> fte;
    Contract contract{};
    std::optional<Day> started_on;
    std::optional<Day> ended_on;
    std::string swe_number;
    std::optional<Day> swe_expires_on;
    std::optional<Day> dbs_checked_on;
    std::string sex;
    std::string ethnicity;
    std::string links;
    bool operator==(const Officer&) const = default;
};

// Whether a child's IRO may be one: a senior IRO is an IRO with other duties beside.
inline constexpr bool is_iro(Role role) {
    return role == Role::iro || role == Role::senior_iro;
}

template <>
struct Describe<Officer> {
    static constexpr std::string_view table = "officers";
    static constexpr auto fields = std::tuple(
        key("officer", &Officer::officer), field("name", &Officer::name), field("role", &Officer::role),
        field("team", &Officer::team), field("sw_id", &Officer::social_worker_id),
        field("fte", &Officer::fte), field("contract", &Officer::contract),
        field("started", &Officer::started_on), field("ended", &Officer::ended_on),
        field("swe_number", &Officer::swe_number), field("swe_expires", &Officer::swe_expires_on),
        field("dbs_checked", &Officer::dbs_checked_on), field("sex", &Officer::sex),
        field("ethnicity", &Officer::ethnicity), field("links", &Officer::links));
};

struct Absence {
    Id<Officer> officer;
    std::optional<Day> from_on;
    std::optional<Day> until_on;
    std::string reason;
    Id<Officer> covered_by;
    bool operator==(const Absence&) const = default;
};

template <>
struct Describe<Absence> {
    static constexpr std::string_view table = "absences";
    static constexpr auto fields = std::tuple(
        key("officer", &Absence::officer), key("from", &Absence::from_on), field("until", &Absence::until_on),
        field("reason", &Absence::reason), field("covered_by", &Absence::covered_by));
};

struct Allocation {
    ChildNumber child;
    Id<Officer> officer;
    std::optional<Day> from_on;
    std::optional<Day> until_on;
    std::string reason;
    bool operator==(const Allocation&) const = default;
};

template <>
struct Describe<Allocation> {
    static constexpr std::string_view table = "allocations";
    static constexpr auto fields =
        std::tuple(key("child", &Allocation::child), key("officer", &Allocation::officer),
                   key("from", &Allocation::from_on), field("until", &Allocation::until_on),
                   field("reason", &Allocation::reason));
};

// What an officer was supervised, observed or trained in. Children: their ids, as the service wrote them.
struct Supervision {
    Id<Officer> officer;
    std::optional<Day> on;
    SupervisionKind kind{};
    std::string children;
    std::string note;
    bool operator==(const Supervision&) const = default;
};

template <>
struct Describe<Supervision> {
    static constexpr std::string_view table = "supervision";
    static constexpr auto fields = std::tuple(
        key("officer", &Supervision::officer), key("on", &Supervision::on), key("kind", &Supervision::kind),
        names_children("children", &Supervision::children), field("note", &Supervision::note));
};

}  // namespace footprint::care
