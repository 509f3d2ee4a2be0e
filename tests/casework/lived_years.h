// A service that lives through days by its own verbs alone: children come and go, reviews are booked, stood
// down and held, papers go out; and each day what the pages show is held against a recount from scratch.
//
// In      how many children and days; a seed
// Out     what was done; every difference in words, with its day
// Errors  what the verbs refuse is a difference too
// Source  docs/decisions/changes_together.md
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace footprint::casework::tests {

struct LivedYears {
    int days = 0;
    std::map<std::string, int> acts;  // by the journal's verb
    std::vector<std::string> differences;
};

// Recounted: every so many days.
LivedYears live(int children, int days, int recounted, std::uint64_t seed);

}  // namespace footprint::casework::tests
