// Working days of England and Wales.
//
// In      bank holidays with their names, complete for the years of the calendar. A name that ends in
//         "(provisional)" stands for a day that is worked out by rule and not published yet
// Out     the n-th working day after (or before) a day; the holidays on the way
// Units   working days: not Saturday, Sunday or a bank holiday. The start is day 0, whatever day it is
// Errors  outside the calendar's years Monday to Friday are working days; covers() says so
// Source  SI 2010/959 reg 2; law/bank_holidays.csv
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace footprint {

struct BankHoliday {
    Day on;
    std::string title;
};

class WorkingDays {
  public:
    // Monday to Friday, no holiday known.
    WorkingDays() = default;
    // REQUIRES: every holiday of the years from the first to the last one named.
    explicit WorkingDays(std::vector<BankHoliday> holidays);

    bool is_working_day(Day day) const;
    // The n-th working day after `start`; n may be 0 (the start itself) or negative (before).
    Day add(Day start, int working_days) const;
    // Working days after `from` up to and including `until`; negative when until < from.
    int between(Day from, Day until) const;
    // Whether bank holidays are known for every day of [from, until].
    bool covers(Day from, Day until) const;
    // The first and the last day of the calendar; never, where there is none.
    Day first_day() const { return first_; }
    Day last_day() const { return last_; }
    // The last day until which every holiday is published; those after it are worked out by rule.
    Day published_until() const { return published_until_; }
    // Bank holidays in (after, until] that fall on Monday to Friday, in order.
    std::vector<BankHoliday> holidays_between(Day after, Day until) const;
    const std::vector<BankHoliday>& holidays() const { return holidays_; }

  private:
    bool knows(Day day) const { return !holidays_.empty() && day >= first_ && day <= last_; }
    // Working days of the calendar up to and including a day that it knows.
    int counted_until(Day day) const { return counted_[static_cast<std::size_t>(day - first_)]; }

    std::vector<BankHoliday> holidays_;  // in order of day
    Day first_;                          // 1 January of the first year known
    Day last_;                           // 31 December of the last
    Day published_until_;                // 31 December of the last without a provisional holiday
    std::vector<Day> open_;              // the working days from first_ to last_
    std::vector<std::int32_t> counted_;  // for each day from first_: how many of them until then
};

// Reads `date,title` rows; lists every row that is none, a day named twice, and a year without Christmas Day.
Result<WorkingDays> parse_bank_holidays(std::string_view file, std::string_view text);

}  // namespace footprint
