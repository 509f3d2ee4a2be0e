// Who is looked after on a day, with what most measures ask of each next. Taken once a day that a question
// asks about: some forty measures of a year ask about its last day, and a few about each end of a month.
//
// In      a cohort; a day
// Out     a row for each child looked after at the end of the day, in the cohort's order
// Shape   not to be shared by threads: each who asks takes their own
// Errors  none
// Source  docs/measures.md
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "measures/cohort.h"

namespace footprint::measures {

struct LookedAfter {
    const CohortPeriod* period = nullptr;
    std::uint32_t episode = none;  // the one that holds; none where no episode of the period does
    std::uint32_t iro = none;      // the place among the officers of the IRO to whom the child is allocated
};

class Census {
  public:
    // REQUIRES: the cohort outlives it.
    explicit Census(const Cohort& cohort) : cohort_(cohort) {}

    // Stays where it is while the census stands.
    const std::vector<LookedAfter>& on(Day day);

  private:
    const Cohort& cohort_;
    std::map<Day, std::vector<LookedAfter>> taken_;
};

}  // namespace footprint::measures
