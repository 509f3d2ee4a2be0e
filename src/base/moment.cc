#include "base/moment.h"

#include <array>
#include <cstdio>

namespace footprint {

namespace {

constexpr std::int64_t micros_a_second = 1'000'000;
constexpr std::int64_t micros_a_day = 86'400 * micros_a_second;

std::optional<int> two_digits(std::string_view text, std::size_t at) {
    if (at + 2 > text.size()) return std::nullopt;
    const char tens = text[at];
    const char ones = text[at + 1];
    if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return std::nullopt;
    return (tens - '0') * 10 + (ones - '0');
}

}  // namespace

Day day_of(Moment moment) {
    const std::int64_t days = moment.micros >= 0 ? moment.micros / micros_a_day
                                                 : -((-moment.micros + micros_a_day - 1) / micros_a_day);
    return Day::from_count(static_cast<std::int32_t>(days));
}

Moment start_of(Day day) {
    return {day.count() * micros_a_day};
}

std::optional<Moment> parse_moment(std::string_view text) {
    if (text.size() < 10) return std::nullopt;
    const auto day = parse_iso_day(text.substr(0, 10));
    if (!day) return std::nullopt;
    const std::int64_t midnight = day->count() * micros_a_day;
    if (text.size() == 10) return Moment{midnight + micros_a_day - 1};
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z')
        return std::nullopt;
    const auto hours = two_digits(text, 11);
    const auto minutes = two_digits(text, 14);
    const auto seconds = two_digits(text, 17);
    if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59) return std::nullopt;
    std::int64_t fraction = 0;
    const std::string_view rest = text.substr(19, text.size() - 20);
    if (!rest.empty()) {
        if (rest[0] != '.' || rest.size() < 2 || rest.size() > 7) return std::nullopt;
        std::int64_t scale = micros_a_second;
        for (const char c : rest.substr(1)) {
            if (c < '0' || c > '9') return std::nullopt;
            scale /= 10;
            fraction += (c - '0') * scale;
        }
    }
    return Moment{midnight + ((*hours * 60LL + *minutes) * 60 + *seconds) * micros_a_second + fraction};
}

std::string iso(Moment moment) {
    const Day day = day_of(moment);
    const std::int64_t in_day = moment.micros - day.count() * micros_a_day;
    const std::int64_t seconds = in_day / micros_a_second;
    std::array<char, 24> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02d.%06dZ", static_cast<int>(seconds / 3600),
                  static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60),
                  static_cast<int>(in_day % micros_a_second));
    return iso(day) + buffer.data();
}

}  // namespace footprint
