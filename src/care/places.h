// Where a postcode lies, for distances and areas.
//
// In      a postcode in any spelling
// Out     eastings and northings in metres, and the authority (upper tier) in which it lies
// Units   metres on the national grid; miles
// Errors  an unknown postcode is std::nullopt
// Source  SSDA903 guidance: straight line, sqrt((E1-E2)^2+(N1-N2)^2)/1000/1.6093, one decimal
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "care/short_text.h"

namespace footprint::care {

struct Located {
    std::int32_t easting = 0;
    std::int32_t northing = 0;
    ShortText<9> authority;
};

// Empty where no table of postcodes was given.
using FindPlace = std::function<std::optional<Located>(std::string_view postcode)>;

double distance_miles(const Located& from, const Located& to);

}  // namespace footprint::care
