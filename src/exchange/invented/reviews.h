// The reviews of an invented stay, held as services hold them: planned ahead of the latest day, mostly
// kept to.
//
// In      a stay with its placements; working days; today
// Out     reviews in order of their day, and those that are booked
// Units   working days; months by the corresponding date
// Errors  none
// Source  SI 2010/959 reg 33, SI 2005/389 reg 36 (the days that are aimed at); shares from
//         docs/invented_authority.md
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/working_days.h"
#include "exchange/invented/history.h"

namespace footprint::exchange::invented {

struct StoodDownBooking {
    Day booked_for;
    Day stood_down;
    std::string_view reason;
    std::optional<Day> rearranged_for;
};

struct InventedReview {
    std::uint64_t sitting = 0;  // the seed of what sisters and brothers reviewed together have in common
    int number = 0;             // in its clock, from 1
    Day since;                  // the review before, or what set the clock going
    Day latest;
    std::optional<Day> booked;
    std::optional<Day> held;
    std::optional<Day> completed;
    std::string_view late_reason;
    std::string_view brought_forward_reason;
    std::string_view relaxed_reason;
    std::vector<StoodDownBooking> stood_down;
};

std::vector<InventedReview> draw_reviews(const Surroundings& around, const InventedChild& child,
                                         const Stay& stay, const WorkingDays& calendar);

}  // namespace footprint::exchange::invented
