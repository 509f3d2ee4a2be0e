#include "care/records.h"

namespace footprint::care {

namespace {

Review merged(const ReviewDetails& row, std::uint32_t place) {
    Review review;
    review.child = row.child;
    review.held_on = *row.held_on;
    review.completed_on =
        row.completed_on && *row.completed_on >= *row.held_on ? *row.completed_on : *row.held_on;
    if (!row.participation.empty()) review.participation = row.participation.front();
    review.relaxed_reason_given = !row.relaxed_reason.empty();
    review.details = place;
    return review;
}

// One review a child and day: the service's row and the return's are the same review. Where both say how the
// child took part the return counts; of two rows of the service on a day, the first.
void merge_reviews(Records& records) {
    records.reviews = {};
    const auto& own = records.review_details.all();
    const auto& returned = records.returned_reviews.all();
    std::size_t at = 0;
    const auto before = [](const auto& a, const auto& b) {
        return a.child != b.child ? a.child < b.child : day_of_row(a) < day_of_row(b);
    };
    auto& reviews = records.reviews.all();
    reviews.reserve(std::max(own.size(), returned.size()));
    const auto add_own = [&](std::size_t place) {
        if (!own[place].held_on) return;
        const bool again = !reviews.empty() && reviews.back().child == own[place].child &&
                           reviews.back().held_on == *own[place].held_on;
        if (!again) reviews.push_back(merged(own[place], static_cast<std::uint32_t>(place)));
    };
    for (const auto& row : returned) {
        while (at < own.size() && (before(own[at], row) || !before(row, own[at]))) add_own(at++);
        if (!row.held_on) continue;
        const bool known =
            !reviews.empty() && reviews.back().child == row.child && reviews.back().held_on == *row.held_on;
        if (!known) reviews.push_back({row.child, *row.held_on, *row.held_on, {}, false, false, no_details});
        reviews.back().in_return = true;
        if (row.participation != Participation::not_recorded)
            reviews.back().participation = row.participation;
    }
    while (at < own.size()) add_own(at++);
    records.reviews.settle(records.children.size());
}

}  // namespace

void Records::settle() {
    const std::size_t count = children.size();
    const auto settle_one = [count](auto& rows) {
        if constexpr (requires { rows.settle(count); }) rows.settle(count);
    };
    for_each_table(*this, settle_one);
    std::sort(officers.begin(), officers.end(),
              [](const auto& a, const auto& b) { return a.officer < b.officer; });
    merge_reviews(*this);
}

ChildNumber Records::find(std::string_view child_id) const {
    const auto found =
        std::lower_bound(children.begin(), children.end(), child_id,
                         [](const Child& child, std::string_view id) { return child.id < id; });
    if (found == children.end() || found->id != child_id) return {};
    return {static_cast<std::uint32_t>(found - children.begin())};
}

std::string review_id(const Records& records, const Review& review) {
    if (review.details != no_details) return records.review_details[review.details].review.text;
    return records.children[review.child.value].id + '@' + iso(review.held_on);
}

}  // namespace footprint::care
