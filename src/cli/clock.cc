#include "cli/clock.h"

#include <chrono>
#include <cstdlib>

namespace footprint::cli {

Moment now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return Moment{std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

// The day in England: an hour ahead of UTC from the last Sunday of March to the last Sunday of October.
Day today() {
    const Moment moment = now();
    const Day day = day_of(moment);
    const auto last_sunday = [](int year, int month) {
        Day last = day_of(year, month, 31);
        while (weekday_of(last) != Weekday::sunday) last = last - 1;
        return last;
    };
    const int year = civil(day).year;
    constexpr std::int64_t hour = 3'600'000'000;
    const std::int64_t begins = last_sunday(year, 3).count() * 24 * hour + hour;
    const std::int64_t ends = last_sunday(year, 10).count() * 24 * hour + hour;
    const bool summer = moment.micros >= begins && moment.micros < ends;
    return day_of(Moment{moment.micros + (summer ? hour : 0)});
}

std::string local_person() {
    const char* const user = std::getenv("USER");
    return user == nullptr || *user == '\0' ? "local" : user;
}

}  // namespace footprint::cli
