#include "measures/time.h"

namespace footprint::measures {

Time whole(Year year) {
    return {Time::Kind::year, year.first_day(), year.last_day()};
}

Time month(int year, int number) {
    return {Time::Kind::month, day_of(year, number, 1), day_of(year, number, days_in_month(year, number))};
}

Time quarter(Year year, int number) {
    const Day first = add_months(year.first_day(), 3 * (number - 1));
    return {Time::Kind::quarter, first, add_months(first, 3) - 1};
}

Time on(Day day) {
    return {Time::Kind::day, day, day};
}

std::vector<Time> quarters_of(Year year) {
    return {quarter(year, 1), quarter(year, 2), quarter(year, 3), quarter(year, 4)};
}

std::vector<Time> months_of(Year year) {
    std::vector<Time> months;
    for (int i = 0; i < 12; ++i) {
        const auto [y, m, d] = civil(add_months(year.first_day(), i));
        months.push_back(month(y, m));
    }
    return months;
}

std::optional<Time> parse_time(std::string_view text) {
    if (const auto year = parse_year(text)) return whole(*year);
    if (const auto day = parse_iso_day(text)) return on(*day);
    if (text.size() == 10 && text[7] == '-' && text[8] == 'Q' && text[9] >= '1' && text[9] <= '4') {
        const auto year = parse_year(text.substr(0, 7));
        if (!year) return std::nullopt;
        return quarter(*year, text[9] - '0');
    }
    if (text.size() == 21 && text[10] == '/') {
        const auto first = parse_iso_day(text.substr(0, 10));
        const auto last = parse_iso_day(text.substr(11));
        if (!first || !last) return std::nullopt;
        const auto [year, number, day] = civil(*first);
        const Time whole_month = month(year, number);
        return whole_month.first == *first && whole_month.last == *last ? std::optional(whole_month)
                                                                        : std::nullopt;
    }
    if (text.size() == 7) {
        const auto first = parse_iso_day(std::string(text) + "-01");
        if (!first) return std::nullopt;
        const auto [year, number, day] = civil(*first);
        return month(year, number);
    }
    return std::nullopt;
}

std::string printed(const Time& time) {
    switch (time.kind) {
        case Time::Kind::year:
            return printed(year_of(time.first));
        case Time::Kind::quarter: {
            const int number = (civil(time.first).month + 8) % 12 / 3 + 1;
            return printed(year_of(time.first)) + "-Q" + std::to_string(number);
        }
        case Time::Kind::month: {
            std::string text = iso(time.first).substr(0, 7);
            return parse_year(text) ? iso(time.first) + "/" + iso(time.last) : text;
        }
        case Time::Kind::day:
            return iso(time.first);
    }
    return {};
}

Day first_within(Day on, int months) {
    Day day = add_months(on, -months) - 4;  // months differ by three days
    while (add_months(day, months) <= on) day = day + 1;
    return day;
}

}  // namespace footprint::measures
