// When a review is planned: earlier than the law's latest day by the profile's lead.
//
// In      a requirement of the timetable, the profile, the calendar
// Out     a day, never later than the latest and never before the event that began the count
// Units   the lead's own; the latest day less the lead is not moved to a working day
// Errors  none
// Source  profiles/*.toml [leads]
#pragma once

#include "base/day.h"
#include "base/working_days.h"
#include "law/review_timetable.h"
#include "practice/profile.h"

namespace footprint::practice {

const law::Limit& lead_of(const Profile& profile, law::Kind kind);

Day planned_on(const Profile& profile, const law::Requirement& requirement, const WorkingDays& calendar);

}  // namespace footprint::practice
