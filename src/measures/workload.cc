#include "measures/workload.h"

#include <algorithm>

#include "base/text.h"

namespace footprint::measures {

std::uint32_t iro_of(const Cohort& cohort, std::uint32_t child, Day on) {
    std::uint32_t found = none;
    for (const CohortAllocation& row : cohort.allocations_of(child))
        if (row.to_iro && row.from <= on && row.until > on) found = row.officer;
    return found;
}

bool in_post(const care::Officer& officer, Day on) {
    return (!officer.started_on || *officer.started_on <= on) &&
           (!officer.ended_on || *officer.ended_on > on);
}

bool is_away(const care::Records& records, const Id<care::Officer>& officer, Day on) {
    return std::any_of(records.absences.begin(), records.absences.end(), [&](const care::Absence& row) {
        return row.officer == officer && row.from_on && *row.from_on <= on && row.until_on.value_or(on) >= on;
    });
}

std::optional<std::string_view> chair_of_plan(const Cohort& cohort, std::uint32_t child, Day on) {
    bool has_plan = false;
    std::string_view chair;
    for (const care::Conference& row : cohort.records().conferences.of({child})) {
        has_plan = has_plan || care::has_plan_on(row, on);
        if (row.held_on && *row.held_on <= on && !row.officer.empty()) chair = row.officer.text;
    }
    return has_plan ? std::optional(chair) : std::nullopt;
}

Workload::Workload(const Question& question)
    : question_(question),
      weights_(question.profile.workload),
      recent_from_(first_within(question.on, weights_.recent_months)),
      year_ago_(add_months(question.on, -12)),
      extra_reviews_(question.cohort.children()) {
    for (const CohortReview& review : question.cohort.reviews_in(year_ago_ + 1, question.on))
        if (reviews::is_extra(question, review)) ++extra_reviews_[review.child];
}

template <class Visit>
void Workload::for_each_part(const LookedAfter& child, std::string_view officer, Visit&& visit) const {
    const CohortPeriod& period = *child.period;
    visit("child", weights_.child);
    if (extra_reviews_[period.child] > 0)
        visit("extra_review", weights_.extra_review * extra_reviews_[period.child]);
    if (chair_of_plan(question_.cohort, period.child, question_.on) == officer)
        visit("protection_plan", weights_.protection_plan);
    if (period.from >= recent_from_) visit("recently_accommodated", weights_.recently_accommodated);
    if (has_moved(period)) visit("placement_disrupted", weights_.placement_disrupted);
    if (child.episode == none) return;
    const auto miles = question_.cohort.distance_miles(child.episode);
    if (miles && *miles > weights_.distant_miles) visit("placed_at_distance", weights_.placed_at_distance);
    if (question_.cohort.episodes().legal_status[child.episode] == care::LegalStatus::C1)
        visit("in_proceedings", weights_.in_proceedings);
    if (has_siblings_apart(child)) visit("siblings_apart", weights_.siblings_apart);
}

std::vector<WeightPart> Workload::parts(const LookedAfter& child, std::string_view officer) const {
    std::vector<WeightPart> all;
    for_each_part(child, officer, [&](std::string_view name, double weight) {
        if (weight != 0) all.push_back({name, weight});
    });
    return all;
}

double Workload::of(const LookedAfter& child, std::string_view officer) const {
    double sum = 0;
    for_each_part(child, officer, [&](std::string_view, double weight) { sum += weight; });
    return sum;
}

std::vector<OfficerWork> work_by_officer(const Question& question, const Workload& workload) {
    const auto& officers = question.cohort.records().officers;
    std::vector<OfficerWork> all(officers.size());
    for (const LookedAfter& one : question.looked_after()) {
        if (one.iro == none) continue;
        ++all[one.iro].children;
        all[one.iro].weighed += workload.of(one, officers[one.iro].officer.text);
    }
    return all;
}

// Looked after too, and somewhere else: who lives where is known of both.
bool Workload::has_siblings_apart(const LookedAfter& child) const {
    const Cohort& cohort = question_.cohort;
    const care::Postcode& home = cohort.episodes().placement[child.episode];
    if (home.empty()) return false;
    const auto siblings = cohort.families().of({child.period->child});
    return std::any_of(siblings.begin(), siblings.end(), [&](std::uint32_t sibling) {
        const CohortPeriod* const period = cohort.period_on(sibling, question_.on);
        const std::uint32_t episode = period == nullptr ? none : cohort.episode_on(*period, question_.on);
        if (episode == none) return false;
        const care::Postcode& other = cohort.episodes().placement[episode];
        return !other.empty() && other != home;
    });
}

bool Workload::has_moved(const CohortPeriod& period) const {
    const EpisodeColumns& episodes = question_.cohort.episodes();
    for (std::uint32_t i = period.first_episode + 1; i < period.end_episode; ++i) {
        const auto reason = episodes.reason_for_new[i];
        const bool moved = reason == care::ReasonForNewEpisode::P || reason == care::ReasonForNewEpisode::B;
        if (moved && episodes.from[i] > year_ago_ && episodes.from[i] <= question_.on) return true;
    }
    return false;
}

}  // namespace footprint::measures
