#include "measures/census.h"

#include "measures/workload.h"

namespace footprint::measures {

const std::vector<LookedAfter>& Census::on(Day day) {
    const auto [place, is_new] = taken_.try_emplace(day);
    std::vector<LookedAfter>& rows = place->second;
    if (is_new)
        cohort_.looked_after_on(day, [&](const CohortPeriod& period) {
            rows.push_back({&period, cohort_.episode_on(period, day), iro_of(cohort_, period.child, day)});
        });
    return rows;
}

}  // namespace footprint::measures
