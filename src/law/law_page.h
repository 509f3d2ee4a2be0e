// The law as a page that people read, made from the law's files.
//
// In      the rulebook
// Out     docs/law.md: each subject with its rules, their limits by the days in force, where they stand,
//         and how sure we are; then the readings
// Errors  none
#pragma once

#include <string>

#include "law/rulebook.h"

namespace footprint::law {

std::string law_page(const Rulebook& rulebook);

}  // namespace footprint::law
