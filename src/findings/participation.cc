#include <algorithm>

#include "findings/catalogue.h"

namespace footprint::findings {

namespace {

using care::Participation;

void look_at_age(const ChildFile& file, const care::Review& review, Found& found) {
    if (!file.child().born_on || review.participation == Participation::not_recorded) return;
    // On the fourth birthday either is right.
    constexpr int speaks_for_self_from_age = 4;
    const Day fourth = birthday(*file.child().born_on, speaks_for_self_from_age);
    const std::string where = "Reviews " + iso(review.held_on);
    const std::string code(care::printed(review.participation));
    if (review.participation == Participation::PN0 && review.held_on > fourth)
        found.add(file.number, "participation.pn0_at_4", where,
                  "The code is PN0, and the child was four on " + in_words(fourth) + ".");
    if (review.participation != Participation::PN0 && review.held_on < fourth)
        found.add(file.number, "participation.under_4", where,
                  "The code is " + code + ", and the child was not four until " + in_words(fourth) + ".");
}

}  // namespace

void look_at_participation(const ChildFile& file, Found& found) {
    for (const care::Review& review : file.records.reviews.of(file.number)) {
        if (review.held_on > file.as_at) break;
        const std::string where = "Reviews " + iso(review.held_on);
        if (review.participation == Participation::not_recorded)
            found.add(file.number, "participation.not_recorded", where, "There is no participation code.");
        look_at_age(file, review, found);
        if (review.details == care::no_details) continue;
        const care::ReviewDetails& own = file.records.review_details[review.details];
        if (review.in_return && !own.participation.empty() &&
            own.participation.front() != review.participation)
            found.add(file.number, "participation.differs", where,
                      "The return says " + std::string(care::printed(review.participation)) +
                          ", the service's record " + std::string(care::printed(own.participation.front())) +
                          ".");
        if (review.participation == Participation::PN7 && own.not_attended_reason.empty())
            found.add(file.number, "participation.no_reason", where,
                      "The child's views were not there (PN7), and nothing says why.");
    }
}

}  // namespace footprint::findings
