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

std::optional<Day> long_term_foster_since(const measures::Cohort& cohort, std::uint32_t child, Day on) {
    const measures::CohortPeriod* const period = cohort.period_on(child, on);
    const std::uint32_t now = period == nullptr ? measures::none : cohort.episode_on(*period, on);
    if (now == measures::none) return std::nullopt;
    const measures::EpisodeColumns& episodes = cohort.episodes();
    const auto is_long_term = [&](std::uint32_t place) {
        return episodes.place[place] == care::PlacementType::U1 ||
               episodes.place[place] == care::PlacementType::U4;
    };
    if (!is_long_term(now)) return std::nullopt;
    std::uint32_t first = now;
    while (first > period->first_episode && is_long_term(first - 1) &&
           (!care::starts_placement(episodes.reason_for_new[first]) ||
            care::keeps_carer(episodes.reason_for_new[first])))
        --first;
    return episodes.from[first];
}

Day last_sitting_before(const measures::Cohort& cohort, std::uint32_t child, Day on) {
    const measures::CohortPeriod* const period = cohort.period_on(child, on);
    Day last = period == nullptr || period->start_unknown ? Day::never() : period->from;
    for (const std::uint32_t place : cohort.reviews_of(child)) {
        const measures::CohortReview& review = cohort.review(place);
        if (review.held_on < on && review.mode != care::Mode::no_sitting) last = review.held_on;
    }
    return last;
}

}  // namespace footprint::casework
