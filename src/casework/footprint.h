// A child's footprint: all that the service did for one child and what came of it, in the order of time.
//
// In      a picture of the records; a child's number in it
// Out     acts, the earliest first; the longest time in care in which the service did nothing; what became of
//         the decisions
// Units   days
// Shape   what has no day stands nowhere; nothing after the picture's day is told
// Errors  none
// Source  IRO Handbook, chapters 2 and 3 (what an IRO does between and at reviews, and keeps a record of)
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casework/snapshot.h"

namespace footprint::casework {

enum class ActKind : std::uint8_t {
    allocation,
    contact,
    midway,
    review,
    stood_down,
    decisions_sent,
    record_completed,
    record_shared,
    event,       // what the service was told of
    decision,    // one that was done
    permanence,  // a step towards it
    conference,  // of child protection, and a plan that it began or ended
    court,       // proceedings and their hearings
    wish,        // of the child, about the service
    supervision,
    objection,  // of a manager to a decision
    agreed,     // decisions to which nobody objected in time
};

std::string_view printed(ActKind kind);
std::string_view to_be_worded(ActKind kind);  // with the service's words still in braces
std::span<const ActKind> act_kinds();

struct Act {
    Day on;
    ActKind kind{};
    std::uint32_t officer = measures::none;  // the place among the officers
    std::string words;                       // what there is to say of it; may be empty
};

// While the child was looked after: no review, midway or contact on the days between.
struct Gap {
    Day after;
    Day before;
    int days() const { return before - after; }
};

struct Footprint {
    std::vector<Act> acts;
    std::optional<Gap> longest_gap;  // none: the child was never looked after
    std::size_t decisions = 0;
    std::size_t decisions_done = 0;
};

Footprint footprint_of(const Snapshot& snapshot, std::uint32_t child);

}  // namespace footprint::casework
