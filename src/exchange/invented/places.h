// Where invented children come from and where they are placed: postcodes of post boxes, at which nobody
// lives.
//
// In      codes/invented_places.csv; the region; a number that chooses the authority's middle
// Out     for an authority: the places of its own area, which are those to call home; for each of them the
//         places near it, inside the area and beside it, and far from it
// Units   metres of the National Grid; a mile is 1609.3 m, as the Department counts distances
// Errors  none
// Source  ONS Postcode Directory (Open Government Licence v3.0; contains OS and Royal Mail data)
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "care/episode.h"
#include "exchange/invented/draw.h"

namespace footprint::exchange::invented {

struct Place {
    care::Postcode postcode;
    int easting = 0;
    int northing = 0;
    care::ShortText<9> area;  // the real authority there, of the upper tier
    bool is_inside = false;   // the invented authority's own area, some 10 miles about its middle
};

class Places {
  public:
    Places(std::string_view region, std::uint64_t seed);
    const std::vector<Place>& all() const { return all_; }
    // The number of a home; homes lie in the authority's own area.
    int draw_home(Draw& draw) const { return draw.below(static_cast<int>(homes_.size())); }
    const care::Postcode& home(int number) const { return homes_[static_cast<std::size_t>(number)].postcode; }
    // A postcode up to 20 miles from the home, so many of a thousand in the authority's own area; or farther,
    // which is never in it. Never the home itself.
    const care::Postcode& draw_near(int home, int inside_thousandths, Draw& draw) const;
    const care::Postcode& draw_far(int home, Draw& draw) const;

  private:
    std::vector<Place> all_;
    std::vector<Place> homes_;
    std::vector<std::vector<std::uint32_t>> inside_;  // for each home, near places in all_
    std::vector<std::vector<std::uint32_t>> beside_;  // likewise, outside the area
    std::vector<std::vector<std::uint32_t>> far_;     // likewise, at most 120 miles
};

}  // namespace footprint::exchange::invented
