// Proceedings in court about a child, and their hearings: who the guardian is, what comes when, and what the
// service said before it.
//
// In      rows of proceedings, hearings
// Out     plain records
// Source  IRO Handbook chapter 8 (court proceedings; the guardian and the IRO); docs/formats.md#trackers
#pragma once

#include <optional>
#include <string>

#include "care/officer.h"

namespace footprint::care {

struct Proceedings {
    Id<Proceedings> proceedings;
    ChildNumber child;
    ProceedingsKind kind{};
    std::string court;
    std::string case_number;
    std::optional<Day> began_on;
    std::optional<Day> ended_on;
    std::string outcome;
    std::string guardian;                 // the children's guardian, and how they are reached
    std::optional<Day> guardian_told_on;  // who the IRO is, and how they are reached
    bool operator==(const Proceedings&) const = default;
};

template <>
struct Describe<Proceedings> {
    using P = Proceedings;
    static constexpr std::string_view table = "proceedings";
    static constexpr auto fields =
        std::tuple(key("proceedings", &P::proceedings), required("child", &P::child), field("kind", &P::kind),
                   field("court", &P::court), field("case_number", &P::case_number),
                   field("began", &P::began_on), field("ended", &P::ended_on), field("outcome", &P::outcome),
                   field("guardian", &P::guardian), field("guardian_told", &P::guardian_told_on));
};

struct Hearing {
    Id<Hearing> hearing;
    ChildNumber child;
    Id<Proceedings> proceedings;
    std::optional<Day> on;
    HearingKind kind{};
    std::optional<Day> views_sent_on;  // what the IRO thinks of the plan, to the guardian or the court
    std::string views;
    std::string outcome;
    bool operator==(const Hearing&) const = default;
};

template <>
struct Describe<Hearing> {
    using H = Hearing;
    static constexpr std::string_view table = "hearings";
    static constexpr auto fields = std::tuple(key("hearing", &H::hearing), required("child", &H::child),
                                              field("proceedings", &H::proceedings), field("on", &H::on),
                                              field("kind", &H::kind), field("views_sent", &H::views_sent_on),
                                              field("views", &H::views), field("outcome", &H::outcome));
};

}  // namespace footprint::care
