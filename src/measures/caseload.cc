#include <algorithm>
#include <set>
#include <vector>

#include "measures/catalogue.h"
#include "measures/workload.h"

namespace footprint::measures::caseload {

namespace {

// Officers who are away on the day and whose work somebody covers.
std::set<std::string_view> covered_on(const Cohort& cohort, Day on) {
    std::set<std::string_view> covered;
    for (const care::Absence& row : cohort.records().absences)
        if (row.from_on && *row.from_on <= on && (!row.until_on || *row.until_on >= on) &&
            !row.covered_by.empty())
            covered.insert(row.officer.text);
    return covered;
}

// For each officer, how many children looked after are theirs on the day.
std::vector<double> children_by_iro(const Question& question, Day on) {
    std::vector<double> counted(question.cohort.records().officers.size(), 0);
    for (const LookedAfter& one : question.census.on(on))
        if (one.iro != none) ++counted[one.iro];
    return counted;
}

// Full-time posts of IROs on the day: those in post, without those whose work somebody covers. A senior IRO
// counts who has children: the others lead the service.
double posts_on(const Cohort& cohort, Day on, const std::vector<double>& children, bool& unknown) {
    const auto covered = covered_on(cohort, on);
    const auto& officers = cohort.records().officers;
    double posts = 0;
    for (std::uint32_t i = 0; i < officers.size(); ++i) {
        const bool chairs =
            officers[i].role == care::Role::iro || (care::is_iro(officers[i].role) && children[i] > 0);
        if (!chairs || !in_post(officers[i], on) || covered.contains(officers[i].officer.text)) continue;
        if (officers[i].fte) {
            posts += *officers[i].fte;
        } else {
            unknown = true;
        }
    }
    return posts;
}

std::optional<double> per(double children, double posts) {
    return posts > 0 ? std::optional(children / posts) : std::nullopt;
}

}  // namespace

void average(const Question& question, Tally& tally) {
    double children = 0;
    for (const LookedAfter& one : question.looked_after()) {
        if (one.iro == none) {
            tally.leave_out("no_iro", one.period->child, question.on);
        } else {
            tally.count(one.period->child, true, question.on);
            ++children;
        }
    }
    bool unknown = false;
    const double posts =
        posts_on(question.cohort, question.on, children_by_iro(question, question.on), unknown);
    // An officer in post whose hours nobody recorded makes the average unknown.
    tally.state("", "", posts, children, unknown ? std::nullopt : per(children, posts));
}

void by_officer(const Question& question, Tally& tally) {
    const auto& officers = question.cohort.records().officers;
    const Workload workload(question);
    std::vector<double> counted(officers.size(), 0);
    std::vector<double> weighted(officers.size(), 0);
    for (const LookedAfter& one : question.looked_after()) {
        const std::uint32_t child = one.period->child;
        tally.count(child, true, question.on);
        if (one.iro == none) {
            tally.count_in("", not_recorded, child, true, question.on);
            continue;
        }
        const std::string_view officer = officers[one.iro].officer.text;
        for (const std::string_view dimension : {"", "per_fte", "weighted"})
            tally.count_in(dimension, officer, child, true, question.on);
        ++counted[one.iro];
        weighted[one.iro] += workload.of(one, officer);
    }
    for (std::uint32_t officer = 0; officer < counted.size(); ++officer) {
        const double children = counted[officer];
        if (children == 0) continue;
        const care::Officer& who = officers[officer];
        const double posts = who.fte.value_or(0);
        tally.state("per_fte", who.officer.text, posts, children, per(children, posts));
        tally.state("weighted", who.officer.text, children, weighted[officer], weighted[officer]);
    }
}

namespace {

// The children of one officer at the end of one month.
struct Caseload {
    std::uint32_t officer = none;
    Day on;
    double children = 0;
    double posts = 0;
    double each_post() const { return children / posts; }
};

// Of IROs in post whose hours are known and who have children. One a month end and officer.
std::vector<Caseload> caseloads_of(const Question& question, Year year) {
    std::vector<Caseload> found;
    const auto& officers = question.cohort.records().officers;
    for (const Time& month : months_of(year)) {
        if (month.last > question.cohort.as_at()) break;
        const auto counted = children_by_iro(question, month.last);
        for (std::uint32_t i = 0; i < officers.size(); ++i) {
            const double posts = officers[i].fte.value_or(0);
            if (counted[i] > 0 && posts > 0 && in_post(officers[i], month.last))
                found.push_back({i, month.last, counted[i], posts});
        }
    }
    return found;
}

// Counts whole: the children stand behind the whole as well, once where both ends are one.
void state_end(const Question& question, Tally& tally, std::string_view row, const Caseload& caseload,
               bool counts_whole) {
    for (const LookedAfter& one : question.census.on(caseload.on)) {
        if (one.iro != caseload.officer) continue;
        if (counts_whole) tally.count(one.period->child, true, caseload.on);
        tally.count_in("", row, one.period->child, true, caseload.on);
    }
    tally.state("", row, caseload.posts, caseload.children, caseload.each_post());
}

}  // namespace

// The lowest and the highest number of children a full-time post, over the month ends of the year; each opens
// to the children of that officer and day.
void range(const Question& question, Tally& tally) {
    const auto caseloads = caseloads_of(question, year_of(question.time.first));
    if (caseloads.empty()) {
        for (const std::string_view row : {"", "lowest", "highest"}) tally.state("", row, 0, {}, {});
        return;
    }
    const auto is_less = [](const Caseload& a, const Caseload& b) { return a.each_post() < b.each_post(); };
    const auto lowest = std::min_element(caseloads.begin(), caseloads.end(), is_less);
    const auto highest = std::max_element(caseloads.begin(), caseloads.end(), is_less);
    tally.state("", "", static_cast<double>(caseloads.size()), {},
                highest->each_post() - lowest->each_post());
    state_end(question, tally, "lowest", *lowest, true);
    state_end(question, tally, "highest", *highest, highest != lowest);
}

namespace {

// What an officer has on the day, as IRO and as chair of conferences.
struct BothRoles {
    std::vector<std::uint32_t> looked_after;
    std::vector<std::uint32_t> with_plan;
};

std::vector<BothRoles> roles_of(const Question& question) {
    const Cohort& cohort = question.cohort;
    std::vector<BothRoles> roles(cohort.records().officers.size());
    const auto& conferences = cohort.records().conferences.all();
    if (conferences.empty()) return roles;  // nobody chairs one
    for (const LookedAfter& one : question.looked_after())
        if (one.iro != none) roles[one.iro].looked_after.push_back(one.period->child);
    std::uint32_t last = none;
    for (const care::Conference& row : conferences) {
        if (row.child.value == last) continue;
        last = row.child.value;
        const auto chair = chair_of_plan(cohort, last, question.on);
        const std::uint32_t officer = chair ? cohort.officer_number(*chair) : none;
        if (officer != none) roles[officer].with_plan.push_back(last);
    }
    return roles;
}

}  // namespace

// A child who is looked after and has a plan is one child of the whole, and stands in both rows.
void joint(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    const auto& officers = cohort.records().officers;
    const auto roles = roles_of(question);
    std::set<std::uint32_t> children;
    double looked_after = 0;
    double with_plan = 0;
    double posts = 0;
    bool unknown = cohort.records().conferences.size() == 0;
    for (std::uint32_t officer = 0; officer < officers.size(); ++officer) {
        const BothRoles& has = roles[officer];
        if (has.looked_after.empty() || has.with_plan.empty() || !in_post(officers[officer], question.on))
            continue;
        posts += officers[officer].fte.value_or(0);
        unknown = unknown || !officers[officer].fte;
        for (const auto& [row, those] :
             {std::pair{"looked_after", &has.looked_after}, std::pair{"plan", &has.with_plan}})
            for (const std::uint32_t child : *those) {
                tally.count_in("", row, child, true, question.on);
                if (children.insert(child).second) tally.count(child, true, question.on);
            }
        looked_after += static_cast<double>(has.looked_after.size());
        with_plan += static_cast<double>(has.with_plan.size());
    }
    const auto state = [&](std::string_view row, double those) {
        tally.state("", row, posts, those, unknown ? std::nullopt : per(those, posts));
    };
    state("", static_cast<double>(children.size()));
    state("looked_after", looked_after);
    state("plan", with_plan);
}

void allocation_in_time(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    for (const std::uint32_t place : cohort.periods_started_in(question.time.first, question.time.last)) {
        const CohortPeriod& period = cohort.periods()[place];
        if (period.start_unknown) {
            tally.leave_out(truncated, period.child, period.from);
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
    question.each_looked_after([&](const CohortPeriod& period) {
        if (cohort.had_short_break(period.child, by, question.on)) return;
        if (period.from <= by) {
            visit(period, by);
        } else if (period.start_unknown) {
            tally.leave_out(truncated, period.child, question.on);
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
