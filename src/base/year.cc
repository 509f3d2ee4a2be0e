#include "base/year.h"

namespace footprint {

Year year_of(Day day) {
    const auto [year, month, number] = civil(day);
    return Year{month >= 4 ? year : year - 1};
}

std::optional<Year> parse_year(std::string_view text) {
    if (text.size() != 7 || (text[4] != '-' && text[4] != '/')) return std::nullopt;
    for (const std::size_t i : {0, 1, 2, 3, 5, 6})
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
    const int starts = std::stoi(std::string(text.substr(0, 4)));
    const int ends = std::stoi(std::string(text.substr(5, 2)));
    if (starts < earliest_year || starts >= latest_year || (starts + 1) % 100 != ends) return std::nullopt;
    return Year{starts};
}

std::string printed(Year year) {
    const int ends = (year.starts + 1) % 100;
    return std::to_string(year.starts) + '-' + (ends < 10 ? "0" : "") + std::to_string(ends);
}

}  // namespace footprint
