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
        if (f.size() != 5 || f[0].empty() || f[0] == "postcode") continue;
        places.push_back({{care::Postcode(f[0]), whole(f[1]), whole(f[2])}, f[3] == region});
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
        if (within(each.place, middle, home_reach)) homes_.push_back(each.place);
    }
    for (const Place& home : homes_) {
        auto& near = near_.emplace_back();
        auto& far = far_.emplace_back();
        for (std::uint32_t i = 0; i < all_.size(); ++i) {
            if (all_[i].postcode == home.postcode) continue;
            if (within(all_[i], home, near_reach)) near.push_back(i);
            if (!within(all_[i], home, far_begins) && within(all_[i], home, far_reach)) far.push_back(i);
        }
    }
}

const care::Postcode& Places::draw_near(int home, Draw& draw) const {
    const auto& near = near_[static_cast<std::size_t>(home)];
    return all_[near[draw.below(static_cast<int>(near.size()))]].postcode;
}

const care::Postcode& Places::draw_far(int home, Draw& draw) const {
    const auto& far = far_[static_cast<std::size_t>(home)];
    return all_[far[draw.below(static_cast<int>(far.size()))]].postcode;
}

}  // namespace footprint::exchange::invented
