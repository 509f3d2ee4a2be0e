// The published figures that an invented authority is drawn from.
//
// In      codes/invented_marginals.csv, and the region whose children it is to resemble
// Out     weights for each code; shares in thousandths; population
// Units   children; thousandths
// Errors  a file that lacks a figure breaks an invariant: it is part of the program
// Source  docs/invented_authority.md; Department for Education and Office for National Statistics (Open
//         Government Licence v3.0)
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "care/codes.h"

namespace footprint::exchange::invented {

// The nine regions of England, by their codes.
inline constexpr std::string_view regions[] = {"E12000001", "E12000002", "E12000003",
                                               "E12000004", "E12000005", "E12000006",
                                               "E12000007", "E12000008", "E12000009"};

template <class Code>
using Weights = std::array<int, care::code_count<Code>()>;

struct Marginals {
    std::vector<int> authority_sizes;      // children looked after in each authority, largest first
    std::map<int, int> started;            // England, by the year's end
    std::map<int, int> children_0_17;      // the region, by mid-year
    int looked_after = 0;                  // the region
    int uasc_thousandths = 0;              // of the region's children looked after
    int inside_thousandths = 0;            // of the region's children, placed inside their authority
    int male_thousandths = 0;              // of those who are no asylum-seeking children
    Weights<care::Ethnicity> ethnicity{};  // of those who are no asylum-seeking children
    Weights<care::CategoryOfNeed> need{};  // likewise
    Weights<care::ReasonEpisodeCeased>
        reason_ceased{};  // England; where a row has several codes, by the split of orders
    struct Health {
        int development = 0, assessment = 0, immunisations = 0, dentist = 0, convicted = 0;
        int substance_misuse = 0, intervention_received = 0, intervention_refused = 0, sdq_received = 0;
        int sdq_concern = 0, sdq_borderline = 0;
    } health;  // thousandths, England
};

// REQUIRES: region is one of `regions`
Marginals marginals_of(std::string_view region);

// What unaccompanied asylum-seeking children are; the publication does not cross ethnicity with them.
extern const Weights<care::Ethnicity> uasc_ethnicity;
inline constexpr int uasc_male_thousandths = 945;

}  // namespace footprint::exchange::invented
