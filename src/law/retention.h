// How long a child's file is kept, and from which day on it is due to be destroyed.
//
// In      days of birth, of death and of an adoption order, as far as they are known; the rules
// Out     the first day on which the file is due, the rule that says so, a sentence
// Units   days
// Errors  none: where the day of birth is unknown no day is given, and the sentence says so
// Source  SI 2010/959 reg 50(1); SI 2005/888 reg 6; law/retention.toml
#pragma once

#include <optional>
#include <string>

#include "law/rulebook.h"

namespace footprint::law {

struct FileDays {
    std::optional<Day> born_on;
    std::optional<Day> died_on;
    std::optional<Day> adopted_on;
};

struct KeptUntil {
    Day due_from = Day::never();  // never: it cannot be said
    std::string citation;
    std::string why;
};

KeptUntil kept_until(const FileDays& days, const Rulebook& rules);

}  // namespace footprint::law
