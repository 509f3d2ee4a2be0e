// An episode of care: a stretch in which legal status and placement stay the same.
//
// In      one row of Episodes
// Out     a plain record
// Shape   [began_on, ended_on); open while ended_on is unknown; one a child and day of beginning
// Source  SSDA903 Episodes
#pragma once

#include <optional>

#include "care/child.h"

namespace footprint::care {

using Postcode = ShortText<8>;

struct Episode {
    ChildNumber child;
    std::optional<Day> began_on;
    std::optional<Day> ended_on;
    ReasonForNewEpisode reason_for_new{};
    LegalStatus legal_status{};
    CategoryOfNeed need{};
    PlacementType place{};
    PlacementProvider provider{};
    ReasonEpisodeCeased reason_ceased{};
    ReasonPlacementChanged reason_changed{};
    Postcode home_postcode;
    Postcode placement_postcode;
    ShortText<10> urn;
    bool operator==(const Episode&) const = default;
};

template <>
struct Describe<Episode> {
    static constexpr std::string_view table = "Episodes";
    static constexpr auto fields = std::tuple(
        key("CHILD", &Episode::child), key("DECOM", &Episode::began_on),
        field("RNE", &Episode::reason_for_new), field("LS", &Episode::legal_status),
        field("CIN", &Episode::need), field("PLACE", &Episode::place),
        field("PLACE_PROVIDER", &Episode::provider), field("DEC", &Episode::ended_on),
        field("REC", &Episode::reason_ceased), field("REASON_PLACE_CHANGE", &Episode::reason_changed),
        field("HOME_POST", &Episode::home_postcode), field("PL_POST", &Episode::placement_postcode),
        field("URN", &Episode::urn));
};

}  // namespace footprint::care
