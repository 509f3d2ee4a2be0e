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
    for (const auto& [completed_on, place] : cohort.reviews_completed_in(question.time.first, question.on)) {
        const CohortReview& review = cohort.review(place);
        const Day limit = cohort.calendar().add(completed_on, working_days);
        count_paper(question, tally, review, cohort.papers_of(review).*paper, limit);
    }
}

// Papers that must be there so many working days before the review.
void count_before(const Question& question, Tally& tally, Day CohortPapers::*paper, int working_days) {
    const Cohort& cohort = question.cohort;
    for (const CohortReview& review : question.reviews()) {
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

void midway_in_time(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    const bool kept = cohort.records().midways.size() > 0;
    for (const auto& [due, child, held] : cohort.midways_due_in(question.time.first, question.time.last)) {
        if (!kept) {
            tally.leave_out(not_recorded, child, due);
        } else if (!held && due >= cohort.as_at()) {
            tally.leave_out("not_yet_due", child, due);
        } else {
            tally.count(child, held, due);
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

void count_contact(const Question& question, Tally& tally, CohortHeard::Child CohortHeard::*heard,
                   care::Means CohortHeard::*means) {
    using Child = CohortHeard::Child;
    const Cohort& cohort = question.cohort;
    Split by_means(tally, "");
    for (const CohortReview& review : question.reviews()) {
        if (review.age >= 0 && review.age < speaks_for_self_from_age) continue;
        const CohortHeard& who = cohort.heard_at(review);
        if (who.*heard == Child::not_looked_after) continue;
        if (review.age < 0) {
            tally.leave_out("age_not_recorded", review.child, review.held_on);
            continue;
        }
        if (who.*heard == Child::unknown) {
            tally.leave_out(not_recorded, review.child, review.held_on);
            continue;
        }
        tally.count(review.child, who.*heard != Child::no, review.held_on);
        if (who.*heard == Child::in_contact) by_means.count(who.*means, review.child, true, review.held_on);
        if (who.*heard == Child::seen_before_review)
            tally.count_in("", "seen_before_review", review.child, true, review.held_on);
    }
}

}  // namespace

void contact_before_review(const Question& question, Tally& tally) {
    count_contact(question, tally, &CohortHeard::child, &CohortHeard::means);
}
void contact_alone(const Question& question, Tally& tally) {
    count_contact(question, tally, &CohortHeard::child_alone, &CohortHeard::means_alone);
}

}  // namespace footprint::measures::papers
