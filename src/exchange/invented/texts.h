// What invented decisions say, who is to carry them out, and what became of them.
//
// In      a draw; the child's age; how many reviews there were
// Out     a decision's text, its owner and the days it may take; words on its progress
// Errors  none
// Source  written for this program
#pragma once

#include <string_view>

#include "exchange/invented/draw.h"

namespace footprint::exchange::invented {

struct DecisionText {
    int from_years;
    int until_years;
    bool only_first;  // belongs to a first review
    std::string_view owner;
    int days;
    std::string_view text;
};

const DecisionText& draw_decision(Draw& draw, int years, bool first);
// How it is known that a decision was carried out; why one no longer had to be; what was done about a late
// one.
std::string_view draw_evidence(Draw& draw);
std::string_view draw_overtaken(Draw& draw);
std::string_view draw_chased(Draw& draw);
std::string_view draw_midway_outcome(Draw& draw);
std::string_view draw_contact_subject(Draw& draw);

}  // namespace footprint::exchange::invented
