// An invented family and its children: who they are, when they were looked after, under what status, and
// where.
//
// In      the surroundings (figures, places, days); the family's number
// Out     children with their periods of care, each with its legal statuses and placements, planned to the
//         end even where that lies after today
// Shape   spans of a period begin with it, follow each other, and end with it
// Errors  none
// Source  docs/invented_authority.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "care/episode.h"
#include "exchange/invented/draw.h"
#include "exchange/invented/marginals.h"
#include "exchange/invented/places.h"

namespace footprint::exchange::invented {

// What every family of an authority has in common.
struct Surroundings {
    std::uint64_t seed = 0;
    Marginals figures;
    Places places;
    Day first_entry;  // nobody began to be looked after before
    Day kept_from;    // who left before this day is not kept
    Day as_at;
    std::vector<int> entry_weights;  // for each year of the returns since first_entry
};

// How a period of care ends.
enum class Ending : std::uint8_t {
    home,
    special_guardianship,
    arrangements_order,
    adoption,
    with_others,
    other_authority,
    remand_ended,
    custody,
    not_a_child,
    other,
    grown_up,
};

struct LegalSpan {
    Day from;
    care::LegalStatus status{};
};

struct Placement {
    Day from;
    care::PlacementType type{};
    care::PlacementProvider provider{};
    care::Postcode postcode;
    std::string urn;
    bool same_carer = false;                // as the one before
    care::ReasonPlacementChanged reason{};  // why the one before came to its end
};

struct Stay {
    Day began;
    Day ends;
    Ending ending{};
    bool short_breaks = false;
    care::CategoryOfNeed need{};
    care::ReasonEpisodeCeased reason{};
    std::vector<LegalSpan> legal;
    std::vector<Placement> placements;
    // Steps to permanence, where they were taken.
    std::optional<Day> adoption_decided;
    std::optional<Day> adoption_reversed;
    std::optional<Day> placement_order;
    std::optional<Day> matched;
    std::optional<Day> placed;
    std::optional<Day> long_term_matched;
};

struct InventedChild {
    std::uint64_t seed = 0;
    int family = 0;
    care::Sex sex{};
    Day born;
    care::Ethnicity ethnicity{};
    bool alone = false;  // an unaccompanied asylum-seeking child
    int home = 0;        // of Places
    std::string first_name;
    std::string last_name;
    std::vector<Stay> stays;
    bool is_looked_after(Day on) const;
};

// The n-th family. Those of its children who were looked after at some time in the days that are kept; often
// none.
std::vector<InventedChild> draw_family(const Surroundings& around, int number);

// Fills in the statuses and placements of a stay.
void draw_legal_statuses(const InventedChild& child, Stay& stay, Draw& draw);
void draw_placements(const Surroundings& around, const InventedChild& child, Stay& stay, Draw& draw);
// Chooses the reason for which care ceased, in keeping with how it ended and where the child lived.
void draw_reason_ceased(const Surroundings& around, const InventedChild& child, Stay& stay, Draw& draw);

// The child's rows of Episodes up to today.
std::vector<care::Episode> episodes_of(const Surroundings& around, const InventedChild& child,
                                       care::ChildNumber number);

}  // namespace footprint::exchange::invented
