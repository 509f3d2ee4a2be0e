// What the service does for a child between two reviews: midways, contacts, and what it is told of; and the
// steps towards permanence.
//
// In      rows of midways, contacts, events, permanence
// Out     plain records
// Source  docs/formats.md#trackers
#pragma once

#include <optional>
#include <string>

#include "care/officer.h"

namespace footprint::care {

struct Midway {
    Id<Midway> midway;
    ChildNumber child;
    Id<Officer> officer;
    std::optional<Day> held_on;
    MidwayQuality quality{};
    std::string outcome;
    bool operator==(const Midway&) const = default;
};

template <>
struct Describe<Midway> {
    static constexpr std::string_view table = "midways";
    static constexpr auto fields =
        std::tuple(key("midway", &Midway::midway), required("child", &Midway::child),
                   field("officer", &Midway::officer), field("held", &Midway::held_on),
                   field("quality", &Midway::quality), field("outcome", &Midway::outcome));
};

struct Contact {
    Id<Contact> contact;
    ChildNumber child;
    Id<Officer> officer;
    std::optional<Day> on;
    Means means{};
    std::optional<bool> alone;
    std::string about;
    bool operator==(const Contact&) const = default;
};

template <>
struct Describe<Contact> {
    static constexpr std::string_view table = "contacts";
    static constexpr auto fields = std::tuple(
        key("contact", &Contact::contact), required("child", &Contact::child),
        field("officer", &Contact::officer), field("on", &Contact::on), field("means", &Contact::means),
        field("alone", &Contact::alone), field("about", &Contact::about));
};

// Something that the service must be told of, as a move or a child gone missing.
struct SignificantEvent {
    Id<SignificantEvent> event;
    ChildNumber child;
    std::optional<Day> on;
    std::string kind;
    std::optional<bool> told_iro;
    std::optional<Day> acknowledged_on;
    std::string response;
    bool operator==(const SignificantEvent&) const = default;
};

template <>
struct Describe<SignificantEvent> {
    using E = SignificantEvent;
    static constexpr std::string_view table = "events";
    static constexpr auto fields =
        std::tuple(key("event", &E::event), required("child", &E::child), field("on", &E::on),
                   field("kind", &E::kind), field("told_iro", &E::told_iro),
                   field("acknowledged", &E::acknowledged_on), field("response", &E::response));
};

struct PermanenceStep {
    ChildNumber child;
    Milestone milestone{};
    PermanencePlan plan{};
    std::optional<Day> on;
    bool operator==(const PermanenceStep&) const = default;
};

template <>
struct Describe<PermanenceStep> {
    static constexpr std::string_view table = "permanence";
    static constexpr auto fields =
        std::tuple(key("child", &PermanenceStep::child), key("milestone", &PermanenceStep::milestone),
                   key("plan", &PermanenceStep::plan), key("on", &PermanenceStep::on));
};

}  // namespace footprint::care
