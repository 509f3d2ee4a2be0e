#include "care/places.h"

#include <cmath>

namespace footprint::care {

double distance_miles(const Located& from, const Located& to) {
    const double east = static_cast<double>(from.easting) - to.easting;
    const double north = static_cast<double>(from.northing) - to.northing;
    const double miles = std::sqrt(east * east + north * north) / 1000 / 1.6093;
    return std::floor(miles * 10 + 0.5) / 10;
}

}  // namespace footprint::care
