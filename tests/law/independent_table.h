// Another way of counting than the program's: all working days stand in a row, and months are found by
// walking the days of the calendar.
//
// In      the days of law/bank_holidays.csv, read here by where their digits stand
// Out     days; outside the file's years every Monday to Friday is a working day
// Errors  none: beyond the table the test fails
#pragma once

#include <algorithm>
#include <chrono>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "base/shipped.h"
#include "base/working_days.h"
#include "support/places.h"

namespace footprint::law {

class IndependentTable {
  public:
    // The program's own, as the rules want it.
    struct Calendar {
        WorkingDays days = parse_bank_holidays("h", *shipped("law/bank_holidays.csv")).value();
    };

    IndependentTable() {
        const std::set<std::chrono::sys_days> closed = bank_holidays();
        const std::chrono::sys_days last = begins(2036, 3);
        for (std::chrono::sys_days day = begins(2010, 1); day < last; day += std::chrono::days{1}) {
            const std::chrono::weekday weekday{day};
            if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) continue;
            const auto count = static_cast<std::int32_t>(day.time_since_epoch().count());
            if (!closed.contains(day)) working_.push_back(Day::from_count(count));
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
    // The one line that does not begin with a digit is the heading.
    static std::set<std::chrono::sys_days> bank_holidays() {
        std::set<std::chrono::sys_days> days;
        std::ifstream file(tests::root() + "/law/bank_holidays.csv");
        for (std::string line; std::getline(file, line);) {
            if (line.empty() || line[0] < '0' || line[0] > '9') continue;
            const auto month = static_cast<unsigned>(std::stoi(line.substr(5, 2)));
            days.insert(begins(std::stoi(line.substr(0, 4)), month) +
                        std::chrono::days{std::stoi(line.substr(8, 2)) - 1});
        }
        return days;
    }
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
