#include <algorithm>

#include "findings/catalogue.h"
#include "law/rulebook.h"

namespace footprint::findings {

namespace {

using care::Review;

// The day on which it was held, or by which it was due.
std::string place_of(Day day) {
    return "Reviews " + iso(day);
}

const care::ReviewDetails* details_of(const ChildFile& file, const Review& review) {
    return review.details == care::no_details ? nullptr : &file.records.review_details[review.details];
}

bool in_any(std::span<const care::PeriodOfCare> periods, Day day) {
    return std::any_of(periods.begin(), periods.end(), [&](const auto& period) {
        return period.from <= day && (day <= period.until || period.until.is_never());
    });
}

void look_at_days(const ChildFile& file, const Review& review, Found& found) {
    const auto& history = file.timetable.history();
    const bool in_care = in_any(history.periods(), review.held_on);
    const bool in_series = in_any(history.short_break_series(), review.held_on);
    if (!in_care && !in_series)
        found.add(file.number, "review.outside_care", place_of(review.held_on),
                  "The child was not looked after on " + in_words(review.held_on) + ".");
    if (!in_care && in_series && review.in_return)
        found.add(file.number, "review.under_short_breaks", place_of(review.held_on),
                  "The child had short breaks only on " + in_words(review.held_on) + ".");
    const care::ReviewDetails* const own = details_of(file, review);
    if (own != nullptr && own->completed_on && *own->completed_on < review.held_on)
        found.add(file.number, "review.completed_before_held", place_of(review.held_on),
                  "It was completed on " + in_words(*own->completed_on) + ", before its first sitting.");
}

bool was_relaxed(const ChildFile& file, Day day) {
    return day >= file.rules.relaxed_from && day <= file.rules.relaxed_until;
}

void look_at_adjournment(const ChildFile& file, const Review& review, Found& found) {
    if (review.completed_on == review.held_on) return;
    constexpr int limit_working_days = 20;
    const Day limit = file.rules.calendar->add(review.held_on, limit_working_days);
    if (review.completed_on > limit)
        found.add(file.number, "adjournment.too_long", place_of(review.held_on),
                  "It was adjourned on " + in_words(review.held_on) + " and completed on " +
                      in_words(review.completed_on) + ", after " + in_words(limit) + ".");
    const care::ReviewDetails* const own = details_of(file, review);
    if (own == nullptr || was_relaxed(file, review.held_on)) return;
    const auto booked = file.stood_down_last.find(own->review.text);
    if (booked == file.stood_down_last.end() || booked->second <= review.held_on) return;
    found.add(file.number, "adjournment.twice", place_of(review.held_on),
              "It was adjourned, and the second sitting booked for " + in_words(booked->second) +
                  " was stood down.");
}

// "Adoption review 2": which clock asked for it, and the number in its sequence.
std::string named(const law::Requirement& requirement) {
    const std::string number =
        requirement.number == 0 ? " (number not known)" : " " + std::to_string(requirement.number);
    switch (requirement.clock) {
        case law::Clock::ordinary:
            return "Ordinary review" + number;
        case law::Clock::adoption:
            return "Adoption review" + number;
        case law::Clock::adoption_authorised:
            return "Review" + number + " while the child waits to be placed for adoption";
        case law::Clock::disruption:
            return "The review after the return from a placement for adoption";
        case law::Clock::short_breaks:
            return "Short breaks review" + number;
    }
    return {};
}

// The latest day, and where the rule stands that set it. The rules of the timetable hold numbers only.
std::string due_by(const law::Requirement& requirement) {
    static const law::Rulebook shipped = law::shipped_rulebook().value();
    return "due by " + in_words(requirement.latest) + " (" +
           shipped.citation_on(law::rule_id(requirement.rule), requirement.latest) + ")";
}

void look_at_requirements(const ChildFile& file, Found& found) {
    for (const law::Requirement& requirement : file.requirements) {
        if (requirement.rule == law::ReviewRule::before_2011) continue;
        if (requirement.state == law::State::late)
            found.add(file.number, "review.late", place_of(requirement.first_sitting),
                      named(requirement) + " was held on " + in_words(requirement.first_sitting) +
                          ", and was " + due_by(requirement) + ".");
        if (requirement.state == law::State::overdue)
            found.add(file.number, "review.missed", place_of(requirement.latest),
                      named(requirement) + " was " + due_by(requirement) + ", and none was held.");
    }
}

// After a move: a review within 20 working days and another within three months of it, neither brought
// forward with a reason, in the midst of a sequence that asks for one in six months.
void look_for_restart(const ChildFile& file, std::span<const Review> reviews, Found& found) {
    const auto& history = file.timetable.history();
    const auto has_reason = [&](const Review& review) {
        const care::ReviewDetails* const own = details_of(file, review);
        return own != nullptr && !own->brought_forward_reason.empty();
    };
    for (const care::Episode& episode : history.episodes()) {
        const bool moved = episode.reason_for_new == care::ReasonForNewEpisode::P ||
                           episode.reason_for_new == care::ReasonForNewEpisode::B;
        if (!moved || care::is_placed_for_adoption(episode.place)) continue;
        const Day began = *episode.began_on;
        const Day first_limit = file.rules.calendar->add(began, file.rules.first_working_days);
        const auto first =
            std::lower_bound(reviews.begin(), reviews.end(), began,
                             [](const Review& review, Day day) { return review.held_on < day; });
        if (first == reviews.end() || first->held_on > first_limit || first - reviews.begin() < 2 ||
            has_reason(*first))
            continue;
        const auto second = first + 1;
        const bool early = add_months((first - 1)->held_on, 4) > first->held_on;
        if (second == reviews.end() || !early || has_reason(*second)) continue;
        if (second->held_on <= add_months(first->held_on, file.rules.second_months))
            found.add(file.number, "review.sequence_restarted", place_of(first->held_on),
                      "After the move on " + in_words(began) + " reviews were held on " +
                          in_words(first->held_on) + " and " + in_words(second->held_on) +
                          ", as if the sequence had begun again.");
    }
}

// Two rows of the service on one day; the return's doubles are noted while it is read.
void look_for_two_a_day(const ChildFile& file, Found& found) {
    const auto rows = file.records.review_details.of(file.number);
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (rows[i].held_on && rows[i].held_on == rows[i - 1].held_on)
            found.add(file.number, "review.two_a_day", place_of(*rows[i].held_on),
                      "'" + rows[i - 1].review.text + "' and '" + rows[i].review.text +
                          "' are both recorded as held on " + in_words(*rows[i].held_on) + ".");
}

// What the service records and the return has must be the same reviews: in years of which there is a return,
// and from the first review of the child that the service recorded.
void compare_with_return(const ChildFile& file, std::span<const Review> reviews, Found& found) {
    const auto recorded = file.records.review_details.of(file.number);
    if (recorded.empty() || !recorded.front().held_on) return;
    for (const Review& review : reviews) {
        const bool own = review.details != care::no_details;
        if (own && !review.in_return && file.returned_years.contains(year_of(review.held_on)) &&
            !in_any(file.timetable.history().short_break_series(), review.held_on))
            found.add(file.number, "review.not_in_return", place_of(review.held_on),
                      "The service recorded a review on " + in_words(review.held_on) +
                          " that the return does not have.");
        if (!own && review.held_on > *recorded.front().held_on)
            found.add(file.number, "review.return_only", place_of(review.held_on),
                      "The return has a review on " + in_words(review.held_on) +
                          " that the service did not record.");
    }
}

}  // namespace

void look_at_reviews(const ChildFile& file, Found& found) {
    const auto reviews = file.records.reviews.of(file.number);
    for (const Review& review : reviews) {
        if (review.held_on > file.as_at) {
            found.add(file.number, "review.dated_ahead", place_of(review.held_on),
                      "It is recorded as held on " + in_words(review.held_on) + ", which has not come.");
            continue;
        }
        look_at_days(file, review, found);
        look_at_adjournment(file, review, found);
    }
    look_at_requirements(file, found);
    look_for_restart(file, reviews, found);
    look_for_two_a_day(file, found);
    compare_with_return(file, reviews, found);
}

}  // namespace footprint::findings
