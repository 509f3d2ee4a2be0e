// What goes with a type of placement: who provides it, under which number, how far away, and why one ends.
//
// In      the type; a draw
// Out     codes of the return
// Units   thousandths
// Errors  none
// Source  the shares of providers, distances and localities published for 31 March; rule 1015 of the return;
//         docs/invented_authority.md
#pragma once

#include <string>

#include "care/codes.h"
#include "exchange/invented/draw.h"

namespace footprint::exchange::invented {

constexpr bool is_foster(care::PlacementType type) {
    return type >= care::PlacementType::U1 && type <= care::PlacementType::U6;
}

care::PlacementProvider draw_provider(care::PlacementType type, Draw& draw);
// Numbers that Ofsted has not given out, so that nobody takes them for a real home or agency.
std::string draw_urn(care::PlacementType type, care::PlacementProvider provider, Draw& draw);
// How many of 1,000 such placements lie more than 20 miles from home.
int far_thousandths(care::PlacementType type);
// Whether it is a home that the authority runs itself, which stands in its own area.
bool is_own_home(care::PlacementType type, care::PlacementProvider provider);
// How many of 1,000 placements up to 20 miles from home lie inside the authority, where so many of all the
// region's children are placed inside theirs.
int inside_thousandths(care::PlacementProvider provider, int of_region);
// Why a placement came to its end.
care::ReasonPlacementChanged draw_reason(Draw& draw);

}  // namespace footprint::exchange::invented
