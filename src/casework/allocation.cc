#include "casework/allocation.h"

#include <algorithm>

namespace footprint::casework {

namespace {

// With a brother or sister of the child's, or wished for, and not yet beyond a full post's children.
bool is_near(const Candidate& one, int most) {
    const auto after = one.work_after();
    return (one.is_wished || one.has_sibling) && after && *after <= most;
}

// Who is not there comes last, and before them whom the child does not want. Then who is near before who is
// not, and who would have least to do; whoever's hours are not known after them.
bool comes_before(const Candidate& a, const Candidate& b, int most) {
    if (a.is_away != b.is_away) return b.is_away;
    if (a.is_not_wished != b.is_not_wished) return b.is_not_wished;
    if (is_near(a, most) != is_near(b, most)) return is_near(a, most);
    const auto work_a = a.work_after();
    const auto work_b = b.work_after();
    if (work_a.has_value() != work_b.has_value()) return work_a.has_value();
    return work_a && *work_a != *work_b ? *work_a < *work_b : a.officer < b.officer;
}

}  // namespace

AllocationChoice choice_for(const Snapshot& snapshot, std::uint32_t child, Day from) {
    const measures::Cohort& cohort = snapshot.cohort();
    const practice::Profile& profile = snapshot.ground().profile;
    const Day today = snapshot.as_at();
    measures::Census census(cohort);
    const measures::Question question{cohort, profile, census, measures::on(today), today};
    const measures::Workload workload(question);
    const auto& officers = snapshot.records().officers;
    const auto work = measures::work_by_officer(question, workload);
    AllocationChoice choice;
    const measures::CohortPeriod* const period = cohort.period_on(child, today);
    const std::uint32_t now = measures::iro_of(cohort, child, today);
    if (period != nullptr && now == measures::none)
        choice.wanted_by = cohort.calendar().add(period->from, profile.allocation_working_days);
    measures::LookedAfter looked_after;
    if (period != nullptr) {
        looked_after = {period, cohort.episode_on(*period, today), now};
        choice.parts = workload.parts(looked_after, {});
    }
    const care::Wish wish = care::wish_on(snapshot.records(), {child}, today);
    const auto siblings = cohort.families().of({child});
    for (std::uint32_t i = 0; i < officers.size(); ++i) {
        if (!care::is_iro(officers[i].role) || !measures::in_post(officers[i], from)) continue;
        Candidate one;
        one.officer = i;
        one.children = work[i].children;
        one.work = work[i].weighed;
        one.fte = officers[i].fte;
        one.added =
            period == nullptr ? profile.workload.child : workload.of(looked_after, officers[i].officer.text);
        one.is_now = now == i;
        for (const measures::CohortAllocation& row : cohort.allocations_of(child))
            one.was_before = one.was_before || (row.officer == i && row.from < today && now != i);
        one.is_away = measures::is_away(snapshot.records(), officers[i].officer, from);
        one.has_sibling = std::any_of(siblings.begin(), siblings.end(), [&](std::uint32_t sibling) {
            return measures::iro_of(cohort, sibling, today) == i;
        });
        one.is_wished = wish.officer == officers[i].officer;
        one.is_not_wished = wish.not_officer == officers[i].officer;
        choice.candidates.push_back(one);
    }
    const int most = profile.caseload_most;
    std::stable_sort(choice.candidates.begin(), choice.candidates.end(),
                     [most](const Candidate& a, const Candidate& b) { return comes_before(a, b, most); });
    return choice;
}

std::vector<care::Allocation> rows_of_allocation(const Snapshot& snapshot, const care::Allocation& wanted) {
    std::vector<care::Allocation> rows;
    const auto& officers = snapshot.records().officers;
    for (const care::Allocation& row : snapshot.records().allocations.of(wanted.child)) {
        const std::uint32_t officer = snapshot.cohort().officer_number(row.officer.text);
        const bool is_to_iro = officer != measures::none && care::is_iro(officers[officer].role);
        const bool is_open = !row.until_on || *row.until_on > *wanted.from_on;
        if (!is_to_iro || !is_open || row.officer == wanted.officer) continue;
        rows.push_back(row);
        rows.back().until_on = wanted.from_on;
    }
    rows.push_back(wanted);
    return rows;
}

}  // namespace footprint::casework
