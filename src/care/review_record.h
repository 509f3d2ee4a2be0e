// What is written of a review, once; who is to read it, in which form; and what a manager had against a
// decision.
//
// In      rows of review_records, recipients, objections
// Out     plain records
// Shape   the record is text: a blank line ends a passage, and a passage may begin with whom it is not for
// Source  IRO Handbook 3.37-3.41 (decisions and record of a review); docs/formats.md#trackers
#pragma once

#include <optional>
#include <string>

#include "care/review.h"

namespace footprint::care {

struct ReviewRecord {
    Id<ReviewDetails> review;
    std::string child_said;
    std::string going_well;
    std::string worries;
    std::string needs_to_happen;
    std::optional<int> scale;  // 0 the worst, 10 the best, as the meeting saw it
    std::string closing;
    bool operator==(const ReviewRecord&) const = default;
};

template <>
struct Describe<ReviewRecord> {
    using R = ReviewRecord;
    static constexpr std::string_view table = "review_records";
    static constexpr auto fields = std::tuple(
        key("review", &R::review), field("child_said", &R::child_said), field("going_well", &R::going_well),
        field("worries", &R::worries), field("needs_to_happen", &R::needs_to_happen),
        field("scale", &R::scale), field("closing", &R::closing));
};

struct Recipient {
    Id<Recipient> recipient;
    Id<ReviewDetails> review;
    std::string name;
    Reader reader{};
    RecordForm form{};
    SentBy sent_by{};
    std::string address;
    std::optional<Day> sent_on;
    bool operator==(const Recipient&) const = default;
};

template <>
struct Describe<Recipient> {
    using R = Recipient;
    static constexpr std::string_view table = "recipients";
    static constexpr auto fields =
        std::tuple(key("recipient", &R::recipient), field("review", &R::review), field("name", &R::name),
                   field("reader", &R::reader), field("form", &R::form), field("sent_by", &R::sent_by),
                   field("address", &R::address), field("sent", &R::sent_on));
};

struct Objection {
    Id<Decision> decision;
    Id<ReviewDetails> review;
    std::optional<Day> raised_on;
    std::string raised_by;
    std::string reason;
    std::optional<Day> answered_on;
    ObjectionOutcome outcome{};
    std::string answer;
    bool operator==(const Objection&) const = default;
};

template <>
struct Describe<Objection> {
    using O = Objection;
    static constexpr std::string_view table = "objections";
    static constexpr auto fields = std::tuple(
        key("decision", &O::decision), field("review", &O::review), field("raised", &O::raised_on),
        field("raised_by", &O::raised_by), field("reason", &O::reason), field("answered", &O::answered_on),
        field("outcome", &O::outcome), field("answer", &O::answer));
};

}  // namespace footprint::care
