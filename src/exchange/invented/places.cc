#include "exchange/invented/places.h"

#include "base/csv.h"
#include "base/result.h"
#include "base/shipped.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace footprint::exchange::invented {

namespace {

struct PlaceOfRegion {
    Place place;
    bool in_region = false;
};

int whole(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::vector<PlaceOfRegion> read_places(std::string_view region) {
    const auto text = shipped("codes/invented_places.csv");
    ensure(text.has_value(), "codes/invented_places.csv is not carried");
    std::vector<PlaceOfRegion> places;
    CsvReader reader("codes/invented_places.csv", *text);
    while (reader.next()) {
        const auto& f = reader.fields();
        if (f.size() != 6 || f[0].empty() || f[0] == "postcode") continue;
        places.push_back({{care::Postcode(f[0]), whole(f[1]), whole(f[2]), care::ShortText<9>(f[4]), false},
                          f[3] == region});
    }
    ensure(reader.problems().empty(), "codes/invented_places.csv cannot be read");
    return places;
}

// Squares of lengths are compared, so that no machine rounds differently from another.
bool within(const Place& a, const Place& b, int metres) {
    const std::int64_t east = a.easting - b.easting;
    const std::int64_t north = a.northing - b.northing;
    return east * east + north * north <= static_cast<std::int64_t>(metres) * metres;
}

constexpr int home_reach = 16'000;
constexpr int near_reach = 31'500;  // safely under 20 miles (32,186 m)
constexpr int far_begins = 33'000;  // safely over
constexpr int far_reach = 193'000;

}  // namespace

Places::Places(std::string_view region, std::uint64_t seed) {
    const auto places = read_places(region);
    // The middle is one of the better connected places of the region, so that there is something near.
    std::vector<std::pair<int, std::size_t>> middles;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i].in_region) continue;
        int neighbours = 0;
        for (const auto& other : places)
            neighbours += within(places[i].place, other.place, home_reach) ? 1 : 0;
        middles.emplace_back(-neighbours, i);
    }
    ensure(!middles.empty(), "the region has no place");
    std::sort(middles.begin(), middles.end());
    Draw draw(seed);
    const Place middle = places[middles[draw.below(static_cast<int>(middles.size() + 1) / 2)].second].place;
    for (const auto& each : places) {
        all_.push_back(each.place);
        all_.back().is_inside = within(each.place, middle, home_reach);
        if (all_.back().is_inside) homes_.push_back(all_.back());
    }
    for (const Place& home : homes_) {
        auto& inside = inside_.emplace_back();
        auto& beside = beside_.emplace_back();
        auto& far = far_.emplace_back();
        for (std::uint32_t i = 0; i < all_.size(); ++i) {
            if (all_[i].postcode == home.postcode) continue;
            if (within(all_[i], home, near_reach)) (all_[i].is_inside ? inside : beside).push_back(i);
            if (!within(all_[i], home, far_begins) && within(all_[i], home, far_reach)) far.push_back(i);
        }
    }
}

// A place takes one number of the stream, whichever list it is out of.
const care::Postcode& Places::draw_near(int home, int inside_thousandths, Draw& draw) const {
    Draw place(draw.next());
    const auto& inside = inside_[static_cast<std::size_t>(home)];
    const auto& beside = beside_[static_cast<std::size_t>(home)];
    const bool stays = beside.empty() || (place.chance(inside_thousandths) && !inside.empty());
    const auto& near = stays ? inside : beside;
    return all_[near[static_cast<std::size_t>(place.below(static_cast<int>(near.size())))]].postcode;
}

const care::Postcode& Places::draw_far(int home, Draw& draw) const {
    const auto& far = far_[static_cast<std::size_t>(home)];
    return all_[far[draw.below(static_cast<int>(far.size()))]].postcode;
}

}  // namespace footprint::exchange::invented
