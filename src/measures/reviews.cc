#include <algorithm>
#include <vector>

#include "measures/catalogue.h"
#include "practice/planning.h"

namespace footprint::measures::reviews {

namespace {

std::string_view text_row(const std::string& text) {
    return text.empty() ? not_recorded : std::string_view(text);
}

// The requirement by which a review that meets one is named first, second or later.
const law::Requirement& named_by(const Cohort& cohort, const CohortReview& review) {
    return cohort.requirement(review.named_by_other ? review.other_requirement : review.requirement).is;
}

bool meets_any(const CohortReview& review) {
    return review.requirement != none;
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
    for (const CohortDue& row : question.cohort.dues_in(question.time.first, question.time.last)) {
        if (row.counts_with_other) continue;
        if (row.state == law::State::lapsed) {
            tally.leave_out("lapsed", row.child, row.latest);
        } else {
            visit(row);
        }
    }
}

void count_due_in_time(const Question& question, Tally& tally, bool with_relaxed) {
    each_due(question, tally, [&](const CohortDue& row) {
        if (row.state == law::State::pending) {
            tally.leave_out("not_yet_due", row.child, row.latest);
            return;
        }
        const bool met = row.state == law::State::met || (with_relaxed && row.state == law::State::relaxed);
        tally.count(row.child, met, row.latest);
    });
}

// The row of a review's kind, and a number of its own for it.
std::pair<std::size_t, std::string_view> numbered_kind(const CohortReview& review) {
    if (meets_any(review)) return {2 + static_cast<std::size_t>(review.kind), law::printed(review.kind)};
    if (review.of_short_breaks) return {1, "short_breaks"};
    return {0, "no_requirement"};
}

}  // namespace

void held(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    Split kinds(tally, "");
    Split modes(tally, "mode");
    Split officers(tally, "officer");
    Split teams(tally, "team");
    for (const CohortReview& review : question.reviews()) {
        const auto [kind, kind_row] = numbered_kind(review);
        // Officers are numbered from nought; the number before is that of nobody.
        const std::size_t officer = review.officer == none ? 0 : review.officer + std::size_t{1};
        tally.count(review.child, true, review.held_on);
        kinds.count(
            kind, [row = kind_row] { return row; }, review.child, true, review.held_on);
        modes.count(review.mode, review.child, true, review.held_on);
        officers.count(
            officer, [&] { return officer_row(cohort, review.officer); }, review.child, true, review.held_on);
        teams.count(
            officer, [&] { return team_row(cohort, review.officer); }, review.child, true, review.held_on);
    }
}

void due(const Question& question, Tally& tally) {
    each_due(question, tally, [&](const CohortDue& row) { tally.count(row.child, true, row.latest); });
}

void held_in_time(const Question& question, Tally& tally) {
    for (const CohortReview& review : question.reviews())
        if (meets_any(review)) tally.count(review.child, review.in_time, review.held_on);
}

void held_in_time_relaxed(const Question& question, Tally& tally) {
    const auto reviews = question.reviews();
    const auto relaxed = [](const CohortReview& review) { return review.any_relaxed; };
    if (std::none_of(reviews.begin(), reviews.end(), relaxed)) return;
    for (const CohortReview& review : reviews)
        if (meets_any(review)) tally.count(review.child, review.in_time_relaxed, review.held_on);
}

void due_in_time(const Question& question, Tally& tally) {
    count_due_in_time(question, tally, false);
}

void due_in_time_relaxed(const Question& question, Tally& tally) {
    const auto rows = question.cohort.dues_in(question.time.first, question.time.last);
    const auto relaxed = [](const CohortDue& row) {
        return row.state == law::State::relaxed && !row.counts_with_other;
    };
    if (std::any_of(rows.begin(), rows.end(), relaxed)) count_due_in_time(question, tally, true);
}

// The old national indicator. A child with nothing due in the year is met.
void children_all_in_time(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    const Day last = question.on;
    std::vector<bool> missed_one(cohort.children());
    for (const CohortDue& row : cohort.dues_in(question.time.first, question.time.last)) {
        const bool fell_due = row.state != law::State::lapsed && row.state != law::State::pending;
        if (fell_due && row.state != law::State::met) missed_one[row.child] = true;
    }
    question.each_looked_after([&](const CohortPeriod& period) {
        if (cohort.calendar().add(period.from, cohort.rules().first_working_days) < last)
            tally.count(period.child, !missed_one[period.child], last);
    });
}

void late_by_reason(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    for (const CohortReview& review : question.reviews()) {
        if (review.in_time) continue;  // as is what no requirement asked for
        const care::ReviewDetails* const own = cohort.details(review);
        tally.count(review.child, true, review.held_on);
        tally.count_in("", own == nullptr ? not_recorded : text_row(own->late_reason), review.child, true,
                       review.held_on);
    }
}

namespace {

bool held_early(const Question& question, const CohortReview& review) {
    const int days = question.profile.extra_review_days;
    if (!meets_any(review) || review.kind != law::Kind::later) return false;
    // No review is planned after its latest day.
    if (review.latest - review.held_on <= days) return false;
    const law::Requirement& named = named_by(question.cohort, review);
    return practice::planned_on(question.profile, named, question.cohort.calendar()) - review.held_on > days;
}

}  // namespace

bool is_extra(const Question& question, const CohortReview& review) {
    return review.brought_forward || held_early(question, review);
}

void extra(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    for (const CohortReview& review : question.reviews()) {
        const bool met = is_extra(question, review);
        tally.count(review.child, met, review.held_on);
        if (met)
            tally.count_in("",
                           review.brought_forward ? text_row(cohort.details(review)->brought_forward_reason)
                                                  : not_recorded,
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
    for (const auto& [row, child, review_that_met] : cohort.requirements_of(own.child.value)) {
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
    for (const auto& [on, place, details] : cohort.stood_down_in(question.time.first, question.time.last)) {
        const care::StoodDown& row = cohort.records().stood_down[place];
        const std::uint32_t child = cohort.records().review_details[details].child.value;
        const law::Requirement* const requirement =
            booked_for(cohort, details, row.booked_for_on.value_or(on));
        if (requirement == nullptr) {
            tally.leave_out("no_requirement", child, on);
            continue;
        }
        const bool in_timescale = row.rearranged_for_on && *row.rearranged_for_on <= requirement->latest;
        tally.count(child, in_timescale, on);
        tally.count_in("", text_row(row.reason), child, in_timescale, on);
    }
}

void mode(const Question& question, Tally& tally) {
    Split modes(tally, "");
    for (const CohortReview& review : question.reviews()) {
        tally.count(review.child, true, review.held_on);
        modes.count(review.mode, review.child, true, review.held_on);
    }
}

// Mean and highest number of reviews of the children who had one.
void per_child(const Question& question, Tally& tally) {
    std::vector<int> reviews_of(question.cohort.children());
    int highest = 0;
    for (const CohortReview& review : question.reviews())
        highest = std::max(highest, ++reviews_of[review.child]);
    double total = 0;
    double children = 0;
    for (std::uint32_t child = 0; child < reviews_of.size(); ++child) {
        if (reviews_of[child] == 0) continue;
        total += reviews_of[child];
        ++children;
        tally.count(child);
        if (reviews_of[child] == highest) tally.count_in("", "highest", child);
    }
    const bool any = children > 0;
    tally.state("", "", children, total, any ? std::optional(total / children) : std::nullopt);
    tally.state("", "highest", children, highest, any ? std::optional<double>(highest) : std::nullopt);
}

void chaired_by_child(const Question& question, Tally& tally) {
    Split ways(tally, "");
    for (const CohortReview& review : question.reviews()) {
        if (review.age < 0) {
            tally.leave_out("age_not_recorded", review.child, review.held_on);
            continue;
        }
        if (review.age < speaks_for_self_from_age) continue;
        if (review.chaired == care::Chaired::not_recorded) {
            tally.leave_out(not_recorded, review.child, review.held_on);
            continue;
        }
        const bool chaired = review.chaired == care::Chaired::co || review.chaired == care::Chaired::yes;
        tally.count(review.child, chaired, review.held_on);
        ways.count(review.chaired, review.child, chaired, review.held_on);
    }
}

}  // namespace footprint::measures::reviews
