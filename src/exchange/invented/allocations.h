// Who has which child: officers are taken on as numbers grow, leave, and hand over.
//
// In      stays in order of their beginning, and when each ends
// Out     officers with their time in post; allocations
// Units   caseload: children a full-time post, aimed at between 50 and 70
// Errors  none
// Source  docs/invented_authority.md
#pragma once

#include <string_view>
#include <vector>

#include "base/working_days.h"
#include "exchange/invented/draw.h"

namespace footprint::exchange::invented {

struct AllocatedStay {
    std::size_t child = 0;
    int family = 0;
    Day began;
    Day ends;
};

struct PostHolder {
    Day from;
    Day until;
    int tenths = 10;  // of a full-time post
    bool agency = false;
};

struct AllocatedSpan {
    std::size_t stay = 0;
    int officer = 0;
    Day from;
    Day until;
    std::string_view reason;
};

struct Allocated {
    std::vector<PostHolder> officers;
    std::vector<AllocatedSpan> spans;  // in order of time for each stay
};

Allocated allocate(const std::vector<AllocatedStay>& stays, Day as_at, std::uint64_t seed,
                   const WorkingDays& calendar);

}  // namespace footprint::exchange::invented
