// The numbers and readings that the review timetable rests on, taken out of the rulebook once.
//
// In      the rulebook
// Out     what ReviewTimetable works with; it refers to the rulebook's calendar, which must outlive it
// Errors  a rule, limit or reading that the law's files do not hold is our own mistake (ensure)
// Source  law/*.toml
#pragma once

#include "law/review_timetable.h"
#include "law/rulebook.h"

namespace footprint::law {

TimetableRules timetable_rules(const Rulebook& rulebook);

}  // namespace footprint::law
