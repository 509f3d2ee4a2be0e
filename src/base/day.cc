#include "base/day.h"

#include <array>
#include <chrono>

#include "base/result.h"

namespace footprint {

namespace {

constexpr std::array<std::string_view, 12> month_names = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> weekday_names = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                           "Friday", "Saturday", "Sunday"};

constexpr bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

// Days from 1970-01-01 to the given civil date, for any year.
// Counted in eras of 400 years whose years begin in March, so that the leap day comes last.
constexpr std::int32_t count_of(int year, int month, int day) {
    const int y = month <= 2 ? year - 1 : year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int year_of_era = y - era * 400;
    const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

// Where each month begins, and where the last one ends: a day that is read is one look into this.
constexpr auto month_starts = [] {
    std::array<std::int32_t, (latest_year - earliest_year + 1) * 12 + 1> starts{};
    std::size_t at = 0;
    for (int year = earliest_year; year <= latest_year; ++year)
        for (int month = 1; month <= 12; ++month) starts[at++] = count_of(year, month, 1);
    starts[at] = count_of(latest_year + 1, 1, 1);
    return starts;
}();

// Reads exactly `size` digits at `at`; -1 where one is none.
constexpr int digits(std::string_view text, std::size_t at, std::size_t size) {
    int value = 0;
    for (std::size_t i = at; i < at + size; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

void append_number(std::string& out, int value, int width) {
    std::string text = std::to_string(value);
    for (int missing = width - static_cast<int>(text.size()); missing > 0; --missing) out += '0';
    out += text;
}

}  // namespace

int days_in_month(int year, int month) {
    constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths.at(static_cast<std::size_t>(month - 1));
}

std::optional<Day> make_day(int year, int month, int day) {
    if (year < earliest_year || year > latest_year || month < 1 || month > 12) return std::nullopt;
    const auto at = static_cast<std::size_t>((year - earliest_year) * 12 + month - 1);
    const std::int32_t count = month_starts[at] + day - 1;
    if (day < 1 || count >= month_starts[at + 1]) return std::nullopt;
    return Day::from_count(count);
}

Day day_of(int year, int month, int day) {
    const auto made = make_day(year, month, day);
    ensure(made.has_value(), "a day that stands in the source exists");
    return *made;
}

YearMonthDay civil(Day day) {
    // Counted as count_of does. A number of days is turned into years, and what is left into months, by one
    // multiplication each (Neri and Schneider, Euclidean affine functions, 2022), without a division that
    // depends on the one before.
    constexpr std::uint32_t eras = 82;  // makes every day that can be held positive
    const std::uint32_t shifted = static_cast<std::uint32_t>(day.count()) + 719468 + eras * 146097;
    const std::uint32_t in_quarters = 4 * shifted + 3;
    const std::uint32_t century = in_quarters / 146097;
    const std::uint32_t of_century = in_quarters % 146097 | 3;
    const std::uint64_t years = std::uint64_t{2939745} * of_century;
    const auto year_of_century = static_cast<std::uint32_t>(years >> 32);
    const std::uint32_t day_of_year = static_cast<std::uint32_t>(years) / 2939745 / 4;
    const std::uint32_t months = 2141 * day_of_year + 197913;
    const bool is_next_year = day_of_year >= 306;  // January and February, which come last
    const int year = static_cast<int>(100 * century + year_of_century) - static_cast<int>(400 * eras);
    const int month = static_cast<int>(months >> 16);
    return {year + (is_next_year ? 1 : 0), is_next_year ? month - 12 : month,
            static_cast<int>((months & 0xffff) / 2141) + 1};
}

Weekday weekday_of(Day day) {
    const int since_monday = ((day.count() + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
    return static_cast<Weekday>(since_monday);
}

std::optional<Day> parse_iso_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    return make_day(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

std::optional<Day> parse_uk_day(std::string_view text) {
    if (text.size() != 10 || text[2] != '/' || text[5] != '/') return std::nullopt;
    return make_day(digits(text, 6, 4), digits(text, 3, 2), digits(text, 0, 2));
}

std::optional<Day> parse_day(std::string_view text) {
    if (text.size() != 10) return std::nullopt;
    return text[2] == '/' ? parse_uk_day(text) : parse_iso_day(text);
}

std::string iso(Day day) {
    if (day.is_never()) return {};
    const auto [y, m, d] = civil(day);
    std::string out;
    out.reserve(10);
    append_number(out, y, 4);
    out += '-';
    append_number(out, m, 2);
    out += '-';
    append_number(out, d, 2);
    return out;
}

std::string uk(Day day) {
    if (day.is_never()) return {};
    const auto [y, m, d] = civil(day);
    std::string out;
    out.reserve(10);
    append_number(out, d, 2);
    out += '/';
    append_number(out, m, 2);
    out += '/';
    append_number(out, y, 4);
    return out;
}

std::string in_words(Day day) {
    if (day.is_never()) return {};
    const auto [y, m, d] = civil(day);
    std::string out = std::to_string(d);
    out += ' ';
    out += month_name(m);
    out += ' ';
    append_number(out, y, 4);
    return out;
}

std::string with_weekday(Day day) {
    if (day.is_never()) return {};
    return std::string(weekday_name(weekday_of(day))) + ' ' + in_words(day);
}

std::string_view month_name(int month) {
    return month_names.at(static_cast<std::size_t>(month - 1));
}

std::string_view weekday_name(Weekday weekday) {
    return weekday_names.at(static_cast<std::size_t>(weekday));
}

Day add_months(Day day, int months) {
    const auto [y, m, d] = civil(day);
    const int total = y * 12 + (m - 1) + months;
    const int year = total >= 0 ? total / 12 : (total - 11) / 12;
    const int month = total - year * 12 + 1;
    const int last = days_in_month(year, month);
    return Day::from_count(count_of(year, month, d < last ? d : last));
}

Day birthday(Day born_on, int years) {
    const auto [y, m, d] = civil(born_on);
    if (m == 2 && d == 29 && !is_leap(y + years)) return Day::from_count(count_of(y + years, 3, 1));
    return Day::from_count(count_of(y + years, m, d));
}

int age_on(Day born_on, Day on) {
    const auto born = civil(born_on);
    const auto then = civil(on);
    const bool before_birthday = then.month < born.month || (then.month == born.month && then.day < born.day);
    return then.year - born.year - (before_birthday ? 1 : 0);
}

}  // namespace footprint
