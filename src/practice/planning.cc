#include "practice/planning.h"

#include <algorithm>

namespace footprint::practice {

const law::Limit& lead_of(const Profile& profile, law::Kind kind) {
    switch (kind) {
        case law::Kind::first:
            return profile.leads.first;
        case law::Kind::second:
            return profile.leads.second;
        case law::Kind::later:
            break;
    }
    return profile.leads.later;
}

Day planned_on(const Profile& profile, const law::Requirement& requirement, const WorkingDays& calendar) {
    const Day planned = law::count_back(requirement.latest, lead_of(profile, requirement.kind), calendar);
    // A lead longer than what the law leaves would plan the review before its own cause.
    return std::min(requirement.latest, std::max(planned, requirement.triggered_by));
}

}  // namespace footprint::practice
