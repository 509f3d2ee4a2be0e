// Another way of counting than the program's: all working days stand in a row, and months are found by
// walking the days of the calendar.
//
// In      the bank holidays that the program carries
// Out     days
// Errors  none: beyond the table the test fails
#pragma once

#include <algorithm>
#include <chrono>
#include <set>
#include <vector>

#include "base/shipped.h"
#include "base/working_days.h"

namespace footprint::law {

class IndependentTable {
  public:
    // The program's own, as the rules want it.
    struct Calendar {
        WorkingDays days = parse_bank_holidays("h", *shipped("law/bank_holidays.csv")).value();
    };

    explicit IndependentTable(const Calendar& calendar) {
        std::set<int> closed;
        for (const auto& holiday : calendar.days.holidays()) closed.insert(holiday.on.count());
        const std::chrono::sys_days last = begins(2036, 3);
        for (std::chrono::sys_days day = begins(2010, 1); day < last; day += std::chrono::days{1}) {
            const std::chrono::weekday weekday{day};
            if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) continue;
            const auto count = static_cast<std::int32_t>(day.time_since_epoch().count());
            if (!closed.contains(count)) working_.push_back(Day::from_count(count));
        }
    }

    // The n-th working day after the day, which is itself day 0 whatever day it is.
    Day working_days_after(Day day, std::size_t number) const {
        const auto after = std::upper_bound(working_.begin(), working_.end(), day);
        return *(after + static_cast<std::ptrdiff_t>(number) - 1);
    }

    // The last day that carries the number, or of the month that has no such number, by walking.
    Day months_after(Day start, int months) const {
        const auto number = on_calendar(start).day();
        int passed = 0;
        for (Day day = start;;) {
            const Day next = day + 1;
            if (on_calendar(next).month() != on_calendar(day).month()) {
                if (passed == months) return day;  // the month has no such number
                ++passed;
            }
            day = next;
            if (passed == months && on_calendar(day).day() == number) return day;
        }
    }

  private:
    static std::chrono::sys_days begins(int year, unsigned month) {
        return std::chrono::sys_days{std::chrono::year_month_day{
            std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{1}}};
    }
    static std::chrono::year_month_day on_calendar(Day day) {
        return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day.count()}}};
    }

    std::vector<Day> working_;
};

}  // namespace footprint::law
