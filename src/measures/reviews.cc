#include <algorithm>
#include <map>

#include "measures/catalogue.h"
#include "practice/planning.h"

namespace footprint::measures::reviews {

namespace {

std::string_view text_row(const std::string& text) {
    return text.empty() ? not_recorded : std::string_view(text);
}

// The requirement by which a review is named first, second or later: that of the ordinary or the adoption
// clock.
const law::Requirement* naming(const Cohort& cohort, const CohortReview& review) {
    for (const std::uint32_t place : {review.requirement, review.other_requirement})
        if (place != none && cohort.requirement(place).is.clock != law::Clock::adoption_authorised)
            return &cohort.requirement(place).is;
    return review.requirement == none ? nullptr : &cohort.requirement(review.requirement).is;
}

bool meets_any(const CohortReview& review) {
    return review.requirement != none;
}

// In time when in time for every requirement that the review met.
bool in_time(const Cohort& cohort, const CohortReview& review, bool with_relaxed) {
    for (const std::uint32_t place : {review.requirement, review.other_requirement}) {
        if (place == none) continue;
        const law::State state = cohort.requirement(place).is.state;
        if (state != law::State::met && !(with_relaxed && state == law::State::relaxed)) return false;
    }
    return true;
}

bool is_relaxed(const Cohort& cohort, const CohortReview& review) {
    for (const std::uint32_t place : {review.requirement, review.other_requirement})
        if (place != none && cohort.requirement(place).is.state == law::State::relaxed) return true;
    return false;
}

std::string_view officer_row(const Cohort& cohort, std::uint32_t officer) {
    return officer == none ? not_recorded : std::string_view(cohort.records().officers[officer].officer.text);
}

std::string_view team_row(const Cohort& cohort, std::uint32_t officer) {
    return officer == none ? not_recorded : text_row(cohort.records().officers[officer].team);
}

// Requirements that stand in the time: lapsed ones and those that another clock's counts for are left out.
template <class Visit>
void each_due(const Question& question, Tally& tally, Visit&& visit) {
    for (const CohortRequirement& row :
         question.cohort.requirements_due_in(question.time.first, question.time.last)) {
        if (!row.is.in_ordinary_measures() || row.counts_with_other) continue;
        if (row.is.state == law::State::lapsed) {
            tally.leave_out("lapsed", row.child, row.is.latest);
        } else {
            visit(row);
        }
    }
}

void count_due_in_time(const Question& question, Tally& tally, bool with_relaxed) {
    each_due(question, tally, [&](const CohortRequirement& row) {
        if (row.is.state == law::State::pending) {
            tally.leave_out("not_yet_due", row.child, row.is.latest);
            return;
        }
        const bool met =
            row.is.state == law::State::met || (with_relaxed && row.is.state == law::State::relaxed);
        tally.count(row.child, met, row.is.latest);
    });
}

}  // namespace

void held(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    for (const CohortReview& review : cohort.reviews_in(question.time.first, question.time.last)) {
        const law::Requirement* const named = naming(cohort, review);
        const std::string_view kind = named != nullptr         ? law::printed(named->kind)
                                      : review.of_short_breaks ? "short_breaks"
                                                               : "no_requirement";
        tally.count(review.child, true, review.held_on);
        tally.count_in("", kind, review.child, true, review.held_on);
        tally.count_in("mode", row_of(review.mode), review.child, true, review.held_on);
        tally.count_in("officer", officer_row(cohort, review.officer), review.child, true, review.held_on);
        tally.count_in("team", team_row(cohort, review.officer), review.child, true, review.held_on);
    }
}

void due(const Question& question, Tally& tally) {
    each_due(question, tally,
             [&](const CohortRequirement& row) { tally.count(row.child, true, row.is.latest); });
}

void held_in_time(const Question& question, Tally& tally) {
    for (const CohortReview& review : question.cohort.reviews_in(question.time.first, question.time.last))
        if (meets_any(review))
            tally.count(review.child, in_time(question.cohort, review, false), review.held_on);
}

void held_in_time_relaxed(const Question& question, Tally& tally) {
    const auto reviews = question.cohort.reviews_in(question.time.first, question.time.last);
    const auto relaxed = [&](const CohortReview& review) { return is_relaxed(question.cohort, review); };
    if (std::none_of(reviews.begin(), reviews.end(), relaxed)) return;
    for (const CohortReview& review : reviews)
        if (meets_any(review))
            tally.count(review.child, in_time(question.cohort, review, true), review.held_on);
}

void due_in_time(const Question& question, Tally& tally) {
    count_due_in_time(question, tally, false);
}

void due_in_time_relaxed(const Question& question, Tally& tally) {
    const auto rows = question.cohort.requirements_due_in(question.time.first, question.time.last);
    const auto relaxed = [](const CohortRequirement& row) {
        return row.is.state == law::State::relaxed && row.is.in_ordinary_measures() && !row.counts_with_other;
    };
    if (std::any_of(rows.begin(), rows.end(), relaxed)) count_due_in_time(question, tally, true);
}

// The old national indicator. A child with nothing due in the year is met.
void children_all_in_time(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    const Day last = question.on;
    cohort.looked_after_on(last, [&](const CohortPeriod& period) {
        const Day first_due = cohort.calendar().add(period.from, cohort.rules().first_working_days);
        if (first_due >= last) return;
        bool all_met = true;
        for (const std::uint32_t place : cohort.requirements_of(period.child)) {
            const law::Requirement& row = cohort.requirement(place).is;
            const bool fell_due = row.in_ordinary_measures() && question.time.holds(row.latest) &&
                                  row.state != law::State::lapsed && row.state != law::State::pending;
            if (fell_due && row.state != law::State::met) all_met = false;
        }
        tally.count(period.child, all_met, last);
    });
}

void late_by_reason(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    for (const CohortReview& review : cohort.reviews_in(question.time.first, question.time.last)) {
        if (!meets_any(review) || in_time(cohort, review, false)) continue;
        const care::ReviewDetails* const own = cohort.details(review);
        tally.count(review.child, true, review.held_on);
        tally.count_in("", own == nullptr ? not_recorded : text_row(own->late_reason), review.child, true,
                       review.held_on);
    }
}

// Brought forward with a reason; or, when neither first nor second, held long before the day planned for it.
void extra(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    for (const CohortReview& review : cohort.reviews_in(question.time.first, question.time.last)) {
        const care::ReviewDetails* const own = cohort.details(review);
        const law::Requirement* const named = naming(cohort, review);
        const bool has_reason = own != nullptr && !own->brought_forward_reason.empty();
        bool early = false;
        if (named != nullptr && named->kind == law::Kind::later) {
            const Day planned = practice::planned_on(question.profile, *named, cohort.calendar());
            early = planned - review.held_on > question.profile.extra_review_days;
        }
        const bool is_extra = has_reason || early;
        tally.count(review.child, is_extra, review.held_on);
        if (is_extra)
            tally.count_in("", has_reason ? text_row(own->brought_forward_reason) : not_recorded,
                           review.child, true, review.held_on);
    }
}

namespace {

// The requirement for which a booking was made: the one its review met, else the earliest that still waited
// then.
const law::Requirement* booked_for(const Cohort& cohort, std::uint32_t details, Day booked_for_on) {
    const std::uint32_t review = cohort.review_of_details(details);
    if (review != none) {
        const std::uint32_t met =
            cohort.review(review).requirement;  // of two the one with the earlier latest day
        return met == none ? nullptr : &cohort.requirement(met).is;
    }
    const care::ReviewDetails& own = cohort.records().review_details[details];
    const law::Requirement* earliest = nullptr;
    for (const std::uint32_t place : cohort.requirements_of(own.child.value)) {
        const law::Requirement& row = cohort.requirement(place).is;
        const bool waited = row.in_ordinary_measures() && row.triggered_by <= booked_for_on &&
                            (row.first_sitting.is_never() ? row.closed_on > booked_for_on
                                                          : row.first_sitting >= booked_for_on);
        if (waited && (earliest == nullptr || row.latest < earliest->latest)) earliest = &row;
    }
    return earliest;
}

}  // namespace

void stood_down(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    for (std::size_t i = 0; i < cohort.records().stood_down.size(); ++i) {
        const care::StoodDown& row = cohort.records().stood_down[i];
        if (!row.stood_down_on || !question.time.holds(*row.stood_down_on) ||
            *row.stood_down_on > cohort.as_at())
            continue;
        const std::uint32_t details = cohort.details_of_stood_down()[i];
        if (details == none) continue;  // names no review that is loaded: a finding says so
        const std::uint32_t child = cohort.records().review_details[details].child.value;
        const Day booked = row.booked_for_on.value_or(*row.stood_down_on);
        const law::Requirement* const requirement = booked_for(cohort, details, booked);
        if (requirement == nullptr) {
            tally.leave_out("no_requirement", child, *row.stood_down_on);
            continue;
        }
        const bool in_timescale = row.rearranged_for_on && *row.rearranged_for_on <= requirement->latest;
        tally.count(child, in_timescale, *row.stood_down_on);
        tally.count_in("", text_row(row.reason), child, in_timescale, *row.stood_down_on);
    }
}

void mode(const Question& question, Tally& tally) {
    for (const CohortReview& review : question.cohort.reviews_in(question.time.first, question.time.last)) {
        tally.count(review.child, true, review.held_on);
        tally.count_in("", row_of(review.mode), review.child, true, review.held_on);
    }
}

// Mean and highest number of reviews of the children who had one.
void per_child(const Question& question, Tally& tally) {
    std::map<std::uint32_t, int> reviews_of;
    for (const CohortReview& review : question.cohort.reviews_in(question.time.first, question.time.last))
        ++reviews_of[review.child];
    double total = 0;
    int highest = 0;
    for (const auto& [child, number] : reviews_of) {
        total += number;
        highest = std::max(highest, number);
    }
    for (const auto& [child, number] : reviews_of) {
        tally.count(child);
        if (number == highest) tally.count_in("", "highest", child);
    }
    const auto children = static_cast<double>(reviews_of.size());
    tally.state("", "", children, total, reviews_of.empty() ? std::nullopt : std::optional(total / children));
    tally.state("", "highest", children, highest,
                reviews_of.empty() ? std::nullopt : std::optional<double>(highest));
}

void chaired_by_child(const Question& question, Tally& tally) {
    constexpr int speaks_for_self_from_age = 4;
    for (const CohortReview& review : question.cohort.reviews_in(question.time.first, question.time.last)) {
        if (review.age < 0) {
            tally.leave_out("age_not_recorded", review.child, review.held_on);
            continue;
        }
        if (review.age < speaks_for_self_from_age) continue;
        const care::ReviewDetails* const own = question.cohort.details(review);
        if (own == nullptr || own->chaired == care::Chaired::not_recorded) {
            tally.leave_out(not_recorded, review.child, review.held_on);
            continue;
        }
        const bool chaired = own->chaired == care::Chaired::co || own->chaired == care::Chaired::yes;
        tally.count(review.child, chaired, review.held_on);
        tally.count_in("", care::printed(own->chaired), review.child, chaired, review.held_on);
    }
}

}  // namespace footprint::measures::reviews
