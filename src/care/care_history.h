// What a child's episodes add up to: periods of care, series of short breaks, placements for adoption.
//
// In      one child's episodes, the day of birth, and the day as at which they are looked at
// Out     periods [from, until) in order; short-break series; the stretches within a period
// Units   days; months by the corresponding date
// Errors  none: a doubtful history still has periods, and findings name the doubt
// Source  SSDA903; SI 2010/959 reg 48; SI 2005/389 reg 36; docs/law_issues.md
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "care/episode.h"

namespace footprint::care {

// How the arguable points of a history are read; law data holds the values.
struct HistoryReadings {
    int series_gap_months = 12;
    bool temporary_move_keeps_adoption = true;
    bool leap_day_birthday_on_1_march = true;
};

Day eighteenth_birthday(Day born_on, const HistoryReadings& readings = {});

// An unbroken run of episodes, either of care or of short breaks; or, for short breaks, a whole series.
struct PeriodOfCare {
    Day from;
    Day until;                // never, while it is open
    std::uint32_t first = 0;  // the first of its episodes, in the history's order
    std::uint32_t end = 0;    // one past its last
    bool short_breaks = false;
    bool ends_by_age = false;  // until is the 18th birthday, which may lie ahead
    bool is_open_on(Day day) const { return from <= day && until > day; }
};

// The days on which one placement for adoption lasted.
struct AdoptionPlacement {
    Day from;
    Day until;                  // never, while it lasts to the period's end
    bool placed_again = false;  // it ended because the child was placed for adoption anew
};

// A run of episodes under one legal status.
struct StatusRun {
    Day from;
    Day until;
};

// One child's history, as it was on a day. Kept and filled anew for the next child, so that nothing is
// allocated.
class CareHistory {
  public:
    // Later episodes are left out; an end that lies ahead is not known yet.
    // REQUIRES: every episode has a day on which it began.
    void fill(std::span<const Episode> episodes, std::optional<Day> born_on, Day as_at,
              const HistoryReadings& readings = {});

    std::span<const Episode> episodes() const { return episodes_; }
    std::span<const PeriodOfCare> periods() const { return periods_; }  // of care, without short breaks
    std::span<const PeriodOfCare> short_break_series() const { return series_; }
    std::span<const Episode> episodes_of(const PeriodOfCare& period) const {
        return std::span<const Episode>(episodes_).subspan(period.first, period.end - period.first);
    }
    // The period of care that is open at the end of the day, if there is one.
    const PeriodOfCare* period_on(Day day) const;

  private:
    void find_periods();
    void find_series(Day as_at, std::optional<Day> born_on, const HistoryReadings& readings);
    void end_at_eighteen(std::optional<Day> born_on, const HistoryReadings& readings);

    std::vector<Episode> episodes_;
    std::vector<PeriodOfCare> periods_;
    std::vector<PeriodOfCare> series_;
};

// The placements for adoption within a period, in order. What begins on or after the period's end makes none.
void find_adoption_placements(std::span<const Episode> episodes, Day period_until,
                              const HistoryReadings& readings, std::vector<AdoptionPlacement>& out);

// The runs of episodes with the legal status, in order, within the period.
void find_status_runs(std::span<const Episode> episodes, Day period_until, LegalStatus status,
                      std::vector<StatusRun>& out);

}  // namespace footprint::care
