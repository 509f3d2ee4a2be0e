#include <algorithm>

#include "measures/catalogue.h"

namespace footprint::measures::papers {

namespace {

// Whether a paper was there by the limit. Blank is unknown; it is not yet due while the limit lies ahead.
void count_paper(const Question& question, Tally& tally, const CohortReview& review, Day on, Day limit) {
    if (on <= question.cohort.as_at()) {
        tally.count(review.child, on <= limit, review.held_on);
    } else if (limit >= question.cohort.as_at()) {
        tally.leave_out("not_yet_due", review.child, review.held_on);
    } else {
        tally.leave_out(not_recorded, review.child, review.held_on);
    }
}

// Papers sent out so many working days after the review was completed.
void count_after(const Question& question, Tally& tally, Day CohortPapers::*paper, int working_days) {
    const Cohort& cohort = question.cohort;
    for (const std::uint32_t place : cohort.reviews_completed_in(question.time.first, question.on)) {
        const CohortReview& review = cohort.review(place);
        const Day limit = cohort.calendar().add(review.completed_on, working_days);
        count_paper(question, tally, review, cohort.papers_of(review).*paper, limit);
    }
}

// Papers that must be there so many working days before the review.
void count_before(const Question& question, Tally& tally, Day CohortPapers::*paper, int working_days) {
    const Cohort& cohort = question.cohort;
    for (const CohortReview& review : cohort.reviews_in(question.time.first, question.time.last)) {
        const Day on = cohort.papers_of(review).*paper;
        if (on > cohort.as_at()) {
            tally.leave_out(not_recorded, review.child, review.held_on);
            continue;
        }
        tally.count(review.child, on <= cohort.calendar().add(review.held_on, -working_days), review.held_on);
    }
}

}  // namespace

void decisions_in_time(const Question& question, Tally& tally) {
    count_after(question, tally, &CohortPapers::decisions_sent_on,
                question.profile.decisions_sent_working_days);
}

void record_in_time(const Question& question, Tally& tally) {
    count_after(question, tally, &CohortPapers::record_completed_on,
                question.profile.record_completed_working_days);
}

void record_shared_in_time(const Question& question, Tally& tally) {
    count_after(question, tally, &CohortPapers::record_shared_on,
                question.profile.record_shared_working_days);
}

void report_before(const Question& question, Tally& tally) {
    count_before(question, tally, &CohortPapers::report_received_on,
                 question.profile.report_before_working_days);
}

void care_plan_before(const Question& question, Tally& tally) {
    count_before(question, tally, &CohortPapers::care_plan_received_on,
                 question.profile.report_before_working_days);
}

void report_shared_with_child(const Question& question, Tally& tally) {
    count_before(question, tally, &CohortPapers::report_shared_with_child_on, 0);
}

namespace {

// The latest day of the requirement, or of the authorised clock's beside it, which is earlier.
Day next_latest(const Cohort& cohort, const CohortRequirement& row) {
    Day latest = row.is.latest;
    if (!row.counts_with_other) return latest;
    for (const std::uint32_t place : cohort.requirements_of(row.child)) {
        const CohortRequirement& other = cohort.requirement(place);
        const bool stands =
            other.is.clock == law::Clock::adoption_authorised && other.is.state != law::State::lapsed;
        const bool beside = other.review == row.review ||
                            (other.review == none && row.is.first_sitting >= other.is.closed_on);
        const bool same_days =
            other.is.triggered_by < row.is.closed_on && row.is.triggered_by < other.is.closed_on;
        if (stands && beside && same_days) latest = std::min(latest, other.is.latest);
    }
    return latest;
}

bool midway_held(const Cohort& cohort, std::uint32_t child, Day after, Day until) {
    const auto midways = cohort.records().midways.of({child});
    return std::any_of(midways.begin(), midways.end(), [&](const care::Midway& midway) {
        return midway.held_on && *midway.held_on > after && *midway.held_on <= until;
    });
}

}  // namespace

// Half-way between a review and the next latest day. Dropped where the next review is held before it, and
// where the child is no longer looked after.
void midway_in_time(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    const bool kept = cohort.records().midways.size() > 0;
    // The next latest day lies at most some months after the half-way day, and never before it.
    constexpr int longest_wait_days = 400;
    for (const CohortRequirement& row :
         cohort.requirements_due_in(question.time.first, question.time.last + longest_wait_days)) {
        const bool follows_review =
            row.is.trigger == law::Trigger::review_completed &&
            (row.is.clock == law::Clock::ordinary || row.is.clock == law::Clock::adoption);
        if (!follows_review || !row.is.in_ordinary_measures()) continue;
        const int days = next_latest(cohort, row) - row.is.triggered_by;
        const Day due = row.is.triggered_by + (days + 1) / 2;
        if (!question.time.holds(due)) continue;
        const Day next = row.is.first_sitting;
        const bool dropped = (!next.is_never() && next < due) || row.is.closed_on <= due ||
                             cohort.period_on(row.child, due) == nullptr;
        if (dropped) continue;
        if (!kept) {
            tally.leave_out(not_recorded, row.child, due);
            continue;
        }
        const bool done = midway_held(cohort, row.child, row.is.triggered_by, std::min(due, cohort.as_at()));
        if (!done && due >= cohort.as_at()) {
            tally.leave_out("not_yet_due", row.child, due);
        } else {
            tally.count(row.child, done, due);
        }
    }
}

void decisions_progressed(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    for (const CohortDecision& decision : cohort.decisions_due_in(question.time.first, question.time.last)) {
        const bool done = decision.done_on <= std::min(decision.due_on, cohort.as_at());
        if (!done && decision.due_on >= cohort.as_at()) {
            tally.leave_out("not_yet_due", decision.child, decision.due_on);
        } else {
            tally.count(decision.child, done, decision.due_on);
        }
    }
}

namespace {

// The first due day from which `months` months have not passed by the day: asked once, not of each decision.
Day first_within(Day on, int months) {
    Day due = add_months(on, -months) - 4;  // months differ by three days
    while (add_months(due, months) <= on) due = due + 1;
    return due;
}

}  // namespace

// Open on the day, by the time since their due day.
void decisions_open(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    const Day on = question.on;
    for (const std::string_view row :
         {"not_yet_due", "under_1_month", "1_to_3_months", "3_to_6_months", "over_6_months"})
        tally.expect_row("", row);
    const Day within_1_month = first_within(on, 1);
    const Day within_3_months = first_within(on, 3);
    const Day within_6_months = first_within(on, 6);
    for (const CohortDecision& decision : cohort.decisions()) {
        if (decision.held_on > on || decision.done_on <= on) continue;
        const Day due = decision.due_on;
        const std::string_view row = due.is_never()           ? not_recorded
                                     : due >= on              ? "not_yet_due"
                                     : due >= within_1_month  ? "under_1_month"
                                     : due >= within_3_months ? "1_to_3_months"
                                     : due >= within_6_months ? "3_to_6_months"
                                                              : "over_6_months";
        tally.count(decision.child, true, decision.held_on);
        tally.count_in("", row, decision.child, true, decision.held_on);
    }
}

namespace {

// Contacts after the review before and up to this one.
void count_contact(const Question& question, Tally& tally, bool alone) {
    constexpr int speaks_for_self_from_age = 4;
    const Cohort& cohort = question.cohort;
    for (const CohortReview& review : cohort.reviews_in(question.time.first, question.time.last)) {
        if (review.age >= 0 && review.age < speaks_for_self_from_age) continue;
        // On the day on which care ends the child was still there to be spoken to.
        if (cohort.period_on(review.child, review.held_on - 1) == nullptr &&
            cohort.period_on(review.child, review.held_on) == nullptr)
            continue;
        if (review.age < 0) {
            tally.leave_out("age_not_recorded", review.child, review.held_on);
            continue;
        }
        bool spoke = false;
        std::string_view means;
        for (const care::Contact& contact : cohort.records().contacts.of({review.child})) {
            if (!contact.on || *contact.on > review.held_on) continue;
            if (!review.before.is_never() && *contact.on <= review.before) continue;
            if (alone && contact.alone != true) continue;
            spoke = true;
            if (means.empty() || contact.means != care::Means{}) means = row_of(contact.means);
        }
        const care::ReviewDetails* const own = cohort.details(review);
        const std::optional<bool> seen = own == nullptr ? std::nullopt
                                         : alone        ? own->child_seen_alone
                                                        : own->child_seen;
        if (!spoke && seen == true) {
            spoke = true;
            means = "seen_before_review";
        }
        if (!spoke && !seen && cohort.records().contacts.size() == 0) {
            tally.leave_out(not_recorded, review.child, review.held_on);
            continue;
        }
        tally.count(review.child, spoke, review.held_on);
        if (spoke) tally.count_in("", means, review.child, true, review.held_on);
    }
}

}  // namespace

void contact_before_review(const Question& question, Tally& tally) {
    count_contact(question, tally, false);
}
void contact_alone(const Question& question, Tally& tally) {
    count_contact(question, tally, true);
}

}  // namespace footprint::measures::papers
