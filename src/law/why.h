// Why a review is, was or would have been due by its day, in one sentence that an officer can read out.
//
// In      a requirement, the calendar, and the citation in force on its latest day
// Out     "The first review is due by Thursday 13 January 2022: 20 working days after ... (SI 2010/959 reg
//         33(1)); 27 and 28 December and 3 January are bank holidays."
// Errors  none: where the calendar ends, or its holidays are not published yet, the sentence says so
// Source  docs/law.md
#pragma once

#include <string>
#include <string_view>

#include "law/review_timetable.h"

namespace footprint::law {

std::string why(const Requirement& requirement, const WorkingDays& calendar, std::string_view citation);
// The same with words in braces, as {review}, where a service may have its own.
std::string why_to_be_worded(const Requirement& requirement, const WorkingDays& calendar,
                             std::string_view citation);

}  // namespace footprint::law
