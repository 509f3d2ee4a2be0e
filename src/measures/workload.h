// How much work a child is for their officer, by the weights of the service's profile; and whose child is
// whose.
//
// In      a cohort; the weights; a day
// Out     what each circumstance of a child adds; their sum
// Units   children: 1 is one child without anything of note
// Shape   what the records do not tell adds nothing
// Errors  none
// Source  docs/measures.md#caseload-and-continuity; IRO Handbook 7.15 (50 to 70 children)
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "measures/catalogue.h"

namespace footprint::measures {

// The IRO to whom a child is allocated on the day; of several the one allocated last. None, where it is
// nobody.
std::uint32_t iro_of(const Cohort& cohort, std::uint32_t child, Day on);
bool in_post(const care::Officer& officer, Day on);
bool is_away(const care::Records& records, const Id<care::Officer>& officer, Day on);
// The officer who chaired the last conference of a child with a plan of protection on the day; empty where
// nobody is named. Nothing where the child has no plan.
std::optional<std::string_view> chair_of_plan(const Cohort& cohort, std::uint32_t child, Day on);

struct WeightPart {
    std::string_view name;  // as the profile has it
    double weight = 0;
};

class Workload {
  public:
    // REQUIRES: what the question refers to outlives it.
    explicit Workload(const Question& question);

    // Every part that is not nothing, the child's own first.
    // REQUIRES: the child is one of the question's day.
    std::vector<WeightPart> parts(const LookedAfter& child, std::string_view officer) const;
    // Their sum.
    double of(const LookedAfter& child, std::string_view officer) const;

  private:
    template <class Visit>
    void for_each_part(const LookedAfter& child, std::string_view officer, Visit&& visit) const;
    bool has_moved(const CohortPeriod& period) const;
    bool has_siblings_apart(const LookedAfter& child) const;

    const Question& question_;
    const practice::WorkloadWeights& weights_;
    Day recent_from_;  // who came on it or later came lately
    Day year_ago_;
    std::vector<int> extra_reviews_;  // of each child, in the twelve months
};

// What each officer has on the day: their children looked after, and the same weighed. By the places of the
// officers.
struct OfficerWork {
    std::size_t children = 0;
    double weighed = 0;
};
std::vector<OfficerWork> work_by_officer(const Question& question, const Workload& workload);

}  // namespace footprint::measures
