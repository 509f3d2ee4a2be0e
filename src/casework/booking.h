// What becomes of a review's booking.
//
// In      a picture of the records; a booking that is stood down
// Out     the review as it stands then
// Errors  none: where there is no such booking there is nothing
// Source  IRO Handbook 3.32-3.36 (a review is rearranged within its time wherever that can be)
#pragma once

#include <optional>
#include <string_view>

#include "casework/snapshot.h"

namespace footprint::casework {

// The child's review of that id, if a day is booked for it and it was not held.
const care::ReviewDetails* booked_review(const Snapshot& snapshot, std::uint32_t child, std::string_view id);

// Each booking that is stood down has a row of its own in the ledger, and the review goes on: on its new day,
// or without one until another is agreed.
std::optional<care::ReviewDetails> review_after(const Snapshot& snapshot, std::uint32_t child,
                                                const care::StoodDown& stood_down);

// Since when the child has been with long-term foster carers (U1, U4) on the day; nothing where they are not.
std::optional<Day> long_term_foster_since(const measures::Cohort& cohort, std::uint32_t child, Day on);
// The last review before the day that was held as a meeting, else the day on which care began; never, where
// neither is known. How a review was held that nobody recorded counts as a meeting.
Day last_sitting_before(const measures::Cohort& cohort, std::uint32_t child, Day on);
inline constexpr int months_between_sittings = 12;
// SI 2010/959 reg 36(2); law/reviews.toml, review-adjourn-20wd
inline constexpr int adjourned_working_days = 20;

}  // namespace footprint::casework
