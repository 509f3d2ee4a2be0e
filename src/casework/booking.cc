#include "casework/booking.h"

namespace footprint::casework {

const care::ReviewDetails* booked_review(const Snapshot& snapshot, std::uint32_t child, std::string_view id) {
    for (const care::ReviewDetails& row : snapshot.records().review_details.of({child}))
        if (row.review.text == id && row.booked_on && !row.held_on) return &row;
    return nullptr;
}

std::optional<care::ReviewDetails> review_after(const Snapshot& snapshot, std::uint32_t child,
                                                const care::StoodDown& stood_down) {
    const care::ReviewDetails* const booked = booked_review(snapshot, child, stood_down.review.text);
    if (booked == nullptr || booked->booked_on != stood_down.booked_for_on) return std::nullopt;
    care::ReviewDetails moved = *booked;
    moved.booked_on = stood_down.rearranged_for_on;
    return moved;
}

}  // namespace footprint::casework
