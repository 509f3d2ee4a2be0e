// Who might answer for a child: each officer's work before and after, and what speaks for and against them.
//
// In      a picture of the records; a child; the day from which on
// Out     what the child adds, part by part; the officers: whom the child wishes, or who has a brother or
//         sister, before others while they have room; then who has most room
// Units   children, weighed as the profile says; officers' work is that of a full-time post
// Shape   a suggestion only: a person allocates
// Errors  none
// Source  SI 2010/959 reg 45 (appointment); IRO Handbook 3.19-3.25 (brothers and sisters share an IRO);
//         profiles/*.toml [workload], [caseload]
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "casework/snapshot.h"
#include "measures/workload.h"

namespace footprint::casework {

struct Candidate {
    std::uint32_t officer = 0;  // the place among the officers
    std::size_t children = 0;
    double work = 0;            // all theirs, weighed
    double added = 0;           // by this child
    std::optional<double> fte;  // not recorded: there is no telling how much room they have
    bool is_now = false;        // the child is theirs
    bool was_before = false;    // and was it before
    bool is_away = false;       // on the day
    bool has_sibling = false;   // a brother or sister is theirs
    bool is_wished = false;     // the child would like them
    bool is_not_wished = false;
    std::optional<double> work_after() const {
        return fte && *fte > 0 ? std::optional((work + (is_now ? 0 : added)) / *fte) : std::nullopt;
    }
};

struct AllocationChoice {
    std::optional<Day> wanted_by;  // the latest day for a child who has nobody
    std::vector<measures::WeightPart> parts;
    std::vector<Candidate> candidates;
};

AllocationChoice choice_for(const Snapshot& snapshot, std::uint32_t child, Day from);

// The rows that change: the new one, and what ends by it. REQUIRES: nothing stands against the allocation.
std::vector<care::Allocation> rows_of_allocation(const Snapshot& snapshot, const care::Allocation& wanted);

}  // namespace footprint::casework
