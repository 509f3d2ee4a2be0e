// Charts as SVG: drawn here, so that the same bytes serve a page under a strict policy, print and a document.
//
// In      numbers with their names; a width; an id that is the page's only one of that name
// Out     SVG with a title and a description that says the numbers; presentation attributes only
// Units   pixels of the drawing
// Errors  none: without numbers the drawing says so
// Source  palette of the Government Analysis Function, in its order
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"

namespace footprint::report {

struct Bar {
    std::string name;
    std::optional<double> value;
    std::string printed;  // as the table beside it has it
};

struct ChartFrame {
    std::string id;
    std::string title;
    int width = 720;
};

// One bar a row, the longest name deciding where they begin; for things without an order of their own.
std::string bars_across(const ChartFrame& frame, const std::vector<Bar>& bars);
// One bar a column; for months and quarters.
std::string bars_upright(const ChartFrame& frame, const std::vector<Bar>& bars);

// A child's care history on an axis of days.
struct Stretch {
    Day from;
    Day until;  // never, while it lasts
    std::string name;
};
struct Mark {
    Day on;
    std::string name;
    bool late = false;
};
struct CareTimeline {
    Day first;
    Day last;
    std::vector<Stretch> periods;
    std::vector<Stretch> statuses;
    std::vector<Stretch> placements;
    std::vector<Mark> reviews;
    std::vector<Mark> birthdays;  // named by the age
};
std::string care_timeline(const ChartFrame& frame, const CareTimeline& timeline);

}  // namespace footprint::report
