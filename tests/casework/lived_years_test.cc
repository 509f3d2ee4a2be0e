// A small service lives through four months; `soak_years` lives through two years of a large one.
#include "casework/lived_years.h"

#include <gtest/gtest.h>

namespace footprint::casework::tests {
namespace {

TEST(LivedYears, EveryPictureAgreesWithARecountFromScratch) {
    constexpr std::uint64_t seed = 20260331;
    const LivedYears lived = live(25, 120, 10, seed);
    for (const std::string& difference : lived.differences) ADD_FAILURE() << difference << ", seed " << seed;
    for (const char* verb : {"allocate", "book_review", "hold_review", "stand_down_review", "record_contact",
                             "finish_review", "record_decision", "apply"})
        EXPECT_GT(lived.acts.count(verb), 0U) << verb << " was never done";
}

}  // namespace
}  // namespace footprint::casework::tests
