// Small things done to text, everywhere in the same way.
//
// In      UTF-8
// Out     text; numbers as people read them
// Errors  none
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace footprint {

std::string_view trim(std::string_view text);
std::string upper(std::string_view text);  // ASCII only
std::string lower(std::string_view text);  // ASCII only
bool is_valid_utf8(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char at);
std::string join(const std::vector<std::string>& parts, std::string_view between);
// "a", "a and b", "a, b and c"
std::string listed(const std::vector<std::string>& parts);
// 1234567 -> "1,234,567"
std::string grouped(std::int64_t number);
// Halves up, always with the given number of decimals: 14.25 -> "14.3". REQUIRES: value >= 0 or exact sign
// handling of halves away from zero.
std::string fixed(double value, int decimals);
// The share met/of in percent, halves up, worked out in whole numbers: 1/3 -> "33.3". REQUIRES: of > 0
std::string percent(std::int64_t met, std::int64_t of, int decimals = 1);
// 1 "review", 2 "reviews"
// Digits only, and not too many of them.
std::optional<std::uint64_t> whole_number(std::string_view text);
std::string counted(std::int64_t number, std::string_view one, std::string_view many);
// The nearest of the known words, for "Did you mean"; empty when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);
// Everything but letters, digits and "-._~" escaped: safe as one segment of a path or one value of a query.
std::string percent_encoded(std::string_view text);

}  // namespace footprint
