#include <algorithm>
#include <limits>
#include <set>
#include <vector>

#include "measures/catalogue.h"

namespace footprint::measures::caseload {

namespace {

// The IRO to whom a child is allocated on the day; of several the one allocated last.
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

// Officers who are away on the day and whose work somebody covers.
std::set<std::string_view> covered_on(const Cohort& cohort, Day on) {
    std::set<std::string_view> covered;
    for (const care::Absence& row : cohort.records().absences)
        if (row.from_on && *row.from_on <= on && (!row.until_on || *row.until_on >= on) &&
            !row.covered_by.empty())
            covered.insert(row.officer.text);
    return covered;
}

// Full-time posts of IROs on the day: those in post, without those whose work somebody covers.
double posts_on(const Cohort& cohort, Day on, bool& unknown) {
    const auto covered = covered_on(cohort, on);
    double posts = 0;
    for (const care::Officer& officer : cohort.records().officers) {
        if (officer.role != care::Role::iro || !in_post(officer, on) ||
            covered.contains(officer.officer.text))
            continue;
        if (officer.fte) {
            posts += *officer.fte;
        } else {
            unknown = true;
        }
    }
    return posts;
}

std::optional<double> per(double children, double posts) {
    return posts > 0 ? std::optional(children / posts) : std::nullopt;
}

// What a child's circumstances add to the work, by the weights of the profile.
double weight_of(const Question& question, const CohortPeriod& period) {
    const Cohort& cohort = question.cohort;
    const practice::WorkloadWeights& weights = question.profile.workload;
    const std::uint32_t episode = cohort.episode_on(period, question.on);
    double weight = weights.child;
    const bool recent = add_months(period.from, weights.recent_months) > question.on;
    if (recent) weight += weights.recently_accommodated;
    if (episode != none) {
        const auto miles = cohort.distance_miles(episode);
        if (miles && *miles > weights.distant_miles) weight += weights.placed_at_distance;
        if (cohort.episodes().legal_status[episode] == care::LegalStatus::C1)
            weight += weights.in_proceedings;
        const Day year_ago = add_months(question.on, -12);
        int moves = 0;
        for (std::uint32_t i = period.first_episode + 1; i < period.end_episode; ++i) {
            const auto reason = cohort.episodes().reason_for_new[i];
            const bool moved =
                reason == care::ReasonForNewEpisode::P || reason == care::ReasonForNewEpisode::B;
            const Day on = cohort.episodes().from[i];
            moves += moved && on > year_ago && on <= question.on ? 1 : 0;
        }
        if (moves > 0) weight += weights.placement_disrupted;
    }
    return weight;
}

// For each officer, how many children are theirs on the day.
std::vector<double> children_by_iro(const Cohort& cohort, Day on) {
    std::vector<double> counted(cohort.records().officers.size(), 0);
    cohort.looked_after_on(on, [&](const CohortPeriod& period) {
        const std::uint32_t officer = iro_of(cohort, period.child, on);
        if (officer != none) ++counted[officer];
    });
    return counted;
}

}  // namespace

void average(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    double children = 0;
    cohort.looked_after_on(question.on, [&](const CohortPeriod& period) {
        if (iro_of(cohort, period.child, question.on) == none) {
            tally.leave_out("no_iro", period.child, question.on);
        } else {
            tally.count(period.child, true, question.on);
            ++children;
        }
    });
    bool unknown = false;
    const double posts = posts_on(cohort, question.on, unknown);
    // An officer in post whose hours nobody recorded makes the average unknown.
    tally.state("", "", posts, children, unknown ? std::nullopt : per(children, posts));
}

void by_officer(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    std::vector<double> weighted(cohort.records().officers.size(), 0);
    cohort.looked_after_on(question.on, [&](const CohortPeriod& period) {
        const std::uint32_t officer = iro_of(cohort, period.child, question.on);
        const std::string_view row = officer == none
                                         ? not_recorded
                                         : std::string_view(cohort.records().officers[officer].officer.text);
        tally.count(period.child, true, question.on);
        tally.count_in("", row, period.child, true, question.on);
        if (officer != none) weighted[officer] += weight_of(question, period);
    });
    const auto counted = children_by_iro(cohort, question.on);
    for (std::uint32_t officer = 0; officer < counted.size(); ++officer) {
        const double children = counted[officer];
        if (children == 0) continue;
        const care::Officer& who = cohort.records().officers[officer];
        const double posts = who.fte.value_or(0);
        tally.state("per_fte", who.officer.text, posts, children, per(children, posts));
        tally.state("weighted", who.officer.text, children, weighted[officer], weighted[officer]);
    }
}

// The lowest and the highest number of children a full-time post, over the month ends of the year.
void range(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    double lowest = std::numeric_limits<double>::max();
    double highest = 0;
    bool any = false;
    for (const Time& month : months_of(year_of(question.time.first))) {
        if (month.last > cohort.as_at()) break;
        const auto counted = children_by_iro(cohort, month.last);
        for (std::uint32_t officer = 0; officer < cohort.records().officers.size(); ++officer) {
            const care::Officer& who = cohort.records().officers[officer];
            if (who.role != care::Role::iro || !who.fte || *who.fte <= 0 || !in_post(who, month.last))
                continue;
            if (counted[officer] == 0) continue;
            any = true;
            lowest = std::min(lowest, counted[officer] / *who.fte);
            highest = std::max(highest, counted[officer] / *who.fte);
        }
    }
    const auto known = [any](double value) { return any ? std::optional(value) : std::nullopt; };
    tally.state("", "", 0, 0, known(highest - lowest));
    tally.state("", "lowest", 0, 0, known(lowest));
    tally.state("", "highest", 0, 0, known(highest));
}

void allocation_in_time(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    for (const std::uint32_t place : cohort.periods_started_in(question.time.first, question.time.last)) {
        const CohortPeriod& period = cohort.periods()[place];
        if (period.start_unknown) {
            tally.leave_out("history.truncated", period.child, period.from);
            continue;
        }
        const Day limit = cohort.calendar().add(period.from, question.profile.allocation_working_days);
        bool allocated = false;
        for (const CohortAllocation& row : cohort.allocations_of(period.child))
            allocated = allocated || (row.to_iro && row.from <= std::min(limit, cohort.as_at()) &&
                                      row.until > period.from);
        if (allocated) {
            tally.count(period.child, true, period.from);
        } else if (cohort.records().allocations.size() == 0) {
            tally.leave_out(not_recorded, period.child, period.from);
        } else if (period.until <= limit) {
            tally.leave_out("ended_within_limit", period.child, period.from);
        } else if (limit >= cohort.as_at()) {
            tally.leave_out("not_yet_due", period.child, period.from);
        } else {
            tally.count(period.child, false, period.from);
        }
    }
}

namespace {

// Looked after for the twelve months up to the day, and never under short breaks in them (READING
// twelve_months_cohort).
template <class Visit>
void twelve_months_cohort(const Question& question, Tally& tally, Visit&& visit) {
    const Cohort& cohort = question.cohort;
    const Day by = add_months(question.on, -12) + (cohort.readings().twelve_months_from_same_day ? 0 : 1);
    cohort.looked_after_on(question.on, [&](const CohortPeriod& period) {
        if (cohort.had_short_break(period.child, by, question.on)) return;
        if (period.from <= by) {
            visit(period, by);
        } else if (period.start_unknown) {
            tally.leave_out("history.truncated", period.child, question.on);
        }
    });
}

}  // namespace

void same_iro(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    twelve_months_cohort(question, tally, [&](const CohortPeriod& period, Day from) {
        std::uint32_t only = none;
        bool several = false;
        Day covered_until = from;
        for (const CohortAllocation& row : cohort.allocations_of(period.child)) {
            if (!row.to_iro || row.from > question.on || row.until <= from) continue;
            several = several || (only != none && only != row.officer);
            only = row.officer;
            if (row.from <= covered_until) covered_until = std::max(covered_until, row.until);
        }
        if (only == none) {
            tally.leave_out(not_recorded, period.child, question.on);
        } else {
            tally.count(period.child, !several && covered_until > question.on, question.on);
        }
    });
}

// Two or more changes of social worker in the twelve months.
void workers(const Question& question, Tally& tally) {
    constexpr int many = 2;
    const Cohort& cohort = question.cohort;
    twelve_months_cohort(question, tally, [&](const CohortPeriod& period, Day from) {
        int changes = 0;
        std::string_view last;
        for (const care::WorkerEpisode& row : cohort.records().worker_episodes.of({period.child})) {
            if (!row.from_on || *row.from_on > question.on || row.social_worker_id.empty()) continue;
            if (!last.empty() && last != row.social_worker_id && *row.from_on >= from) ++changes;
            last = row.social_worker_id;
        }
        if (last.empty()) {
            tally.leave_out(not_recorded, period.child, question.on);
        } else {
            tally.count(period.child, changes >= many, question.on);
        }
    });
}

}  // namespace footprint::measures::caseload
