#include "base/working_days.h"

#include <algorithm>
#include <set>

#include "base/csv.h"

namespace footprint {

namespace {

bool is_weekend(Day day) {
    return weekday_of(day) >= Weekday::saturday;
}

bool is_provisional(const BankHoliday& holiday) {
    return holiday.title.ends_with("(provisional)");
}

}  // namespace

WorkingDays::WorkingDays(std::vector<BankHoliday> holidays) : holidays_(std::move(holidays)) {
    if (holidays_.empty()) return;
    std::sort(holidays_.begin(), holidays_.end(), [](const auto& a, const auto& b) { return a.on < b.on; });
    first_ = day_of(civil(holidays_.front().on).year, 1, 1);
    last_ = day_of(civil(holidays_.back().on).year, 12, 31);
    const auto by_rule = std::find_if(holidays_.begin(), holidays_.end(), is_provisional);
    published_until_ = by_rule == holidays_.end() ? last_ : day_of(civil(by_rule->on).year - 1, 12, 31);
    auto holiday = holidays_.begin();
    for (Day day = first_; day <= last_; day = day + 1) {
        bool is_holiday = false;
        for (; holiday != holidays_.end() && holiday->on == day; ++holiday) is_holiday = true;
        if (!is_weekend(day) && !is_holiday) open_.push_back(day);
        counted_.push_back(static_cast<std::int32_t>(open_.size()));
    }
}

bool WorkingDays::is_working_day(Day day) const {
    if (!knows(day)) return !is_weekend(day);
    return counted_until(day) > (day == first_ ? 0 : counted_until(day - 1));
}

// Asked of every review, so that within the calendar it is looked up; beyond it days are walked over.
Day WorkingDays::add(Day start, int working_days) const {
    if (working_days == 0) return start;
    if (knows(start)) {
        const int passed = counted_until(start);
        const int wanted = working_days > 0 ? passed + working_days
                                            : passed - (is_working_day(start) ? 1 : 0) + working_days + 1;
        if (wanted >= 1 && wanted <= static_cast<int>(open_.size()))
            return open_[static_cast<std::size_t>(wanted - 1)];
    }
    const int step = working_days < 0 ? -1 : 1;
    Day day = start;
    for (int left = working_days * step; left > 0;) {
        day = day + step;
        if (is_working_day(day)) --left;
    }
    return day;
}

int WorkingDays::between(Day from, Day until) const {
    if (until < from) return -between(until, from);
    if (knows(from) && knows(until)) return counted_until(until) - counted_until(from);
    int counted = 0;
    for (Day day = from + 1; day <= until; day = day + 1) counted += is_working_day(day) ? 1 : 0;
    return counted;
}

bool WorkingDays::covers(Day from, Day until) const {
    return !holidays_.empty() && from >= first_ && until <= last_;
}

std::vector<BankHoliday> WorkingDays::holidays_between(Day after, Day until) const {
    const auto begin = std::upper_bound(holidays_.begin(), holidays_.end(), after,
                                        [](Day day, const auto& holiday) { return day < holiday.on; });
    std::vector<BankHoliday> found;
    for (auto it = begin; it != holidays_.end() && it->on <= until; ++it)
        if (!is_weekend(it->on)) found.push_back(*it);
    return found;
}

Result<WorkingDays> parse_bank_holidays(std::string_view file, std::string_view text) {
    CsvReader reader(file, text);
    Problems problems;
    std::vector<BankHoliday> holidays;
    std::set<Day> seen;
    std::set<int> years;
    std::set<int> years_with_christmas;
    const auto fail = [&](Problem::Kind kind, int column, std::string message) {
        problems.push_back({kind, {std::string(file), reader.line(), column, {}}, std::move(message)});
    };
    bool header = true;
    while (reader.next()) {
        const auto& fields = reader.fields();
        if (header) {
            header = false;
            if (fields.size() != 2 || fields[0] != "date" || fields[1] != "title")
                fail(Problem::Kind::missing, 1, "The first row must be: date,title.");
            continue;
        }
        const auto day = parse_iso_day(fields[0]);
        if (!day) {
            fail(Problem::Kind::unreadable, 1,
                 "'" + std::string(fields[0]) + "' is not a day. Write it as 2024-12-25.");
            continue;
        }
        if (fields.size() != 2 || fields[1].empty()) fail(Problem::Kind::missing, 2, "Name the holiday.");
        if (!seen.insert(*day).second) fail(Problem::Kind::conflict, 1, "This day is named twice.");
        const auto [year, month, number] = civil(*day);
        years.insert(year);
        if (month == 12 && number >= 25 && number <= 28) years_with_christmas.insert(year);
        if (fields.size() == 2) holidays.push_back({*day, std::string(fields[1])});
    }
    for (const auto& problem : reader.problems()) problems.push_back(problem);
    for (const int year : years)
        if (!years_with_christmas.contains(year))
            fail(Problem::Kind::missing, 1,
                 "The year " + std::to_string(year) + " has no Christmas. List every holiday of each year.");
    if (!problems.empty()) return problems;
    return WorkingDays(std::move(holidays));
}

}  // namespace footprint
