#include "exchange/invented/placement_traits.h"

#include <algorithm>
#include <array>

namespace footprint::exchange::invented {

using care::PlacementProvider;
using care::PlacementType;
using care::ReasonPlacementChanged;
using P = PlacementType;

PlacementProvider draw_provider(P type, Draw& draw) {
    using R = PlacementProvider;
    // In the order own, other authority, other public, private, voluntary.
    std::array<int, 5> weights{};
    switch (type) {
        case P::P1:
            return R::PR0;
        case P::T0:
        case P::T1:
        case P::T2:
        case P::T3:
        case P::T4:
        case P::Z1:
        case P::Z11:
        case P::Z12:
        case P::Z13:
        case P::Z14:
            return R::not_recorded;
        case P::U1:
        case P::U2:
        case P::U3:
            weights = {970, 10, 0, 15, 5};
            break;
        case P::U4:
        case P::U5:
        case P::U6:
            weights = {430, 12, 0, 460, 98};
            break;
        case P::A3:
        case P::A4:
        case P::A5:
        case P::A6:
            weights = {700, 110, 0, 60, 130};
            break;
        case P::K1:
            weights = {150, 500, 0, 300, 50};
            break;
        case P::K2:
            weights = {150, 8, 0, 795, 47};
            break;
        case P::R2:
        case P::R5:
            weights = {0, 0, 900, 100, 0};
            break;
        case P::R1:
        case P::R3:
        case P::S1:
            weights = {120, 30, 60, 640, 150};
            break;
        default:
            weights = {110, 10, 10, 770, 100};
            break;
    }
    return static_cast<R>(2 + draw.weighted(weights));
}

std::string draw_urn(P type, PlacementProvider provider, Draw& draw) {
    const auto number = [&draw](std::string_view begins, int many) {
        const int one = 100 + draw.below(many);
        return std::string(begins).append(std::to_string(one));
    };
    switch (type) {
        case P::K1:
        case P::K2:
            return number("SC992", 60);
        case P::K3:
            return number("2999", 45);
        case P::R3:
        case P::S1:
            return number("SC993", 12);
        default:
            break;
    }
    if (!is_foster(type) && !care::is_placed_for_adoption(type)) return {};
    return provider == PlacementProvider::PR1 ? "SC990100" : number("SC991", 20);
}

int far_thousandths(P type) {
    switch (type) {
        case P::U1:
        case P::U2:
        case P::U3:
            return 150;
        case P::K1:
        case P::R5:
            return 700;
        case P::K2:
            return 420;
        case P::A4:
        case P::A6:
            return 550;
        case P::R1:
        case P::R2:
        case P::R3:
        case P::S1:
            return 450;
        default:
            return 215;
    }
}

bool is_own_home(P type, PlacementProvider provider) {
    return provider == PlacementProvider::PR1 && !is_foster(type) && !care::is_placed_for_adoption(type);
}

int inside_thousandths(PlacementProvider provider, int of_region) {
    constexpr int near_thousandths = 780;  // of all placements; what is farther away is never inside
    const int of_near = of_region * 1000 / near_thousandths;
    // The authority's own carers live there more often than those of agencies.
    return std::clamp(of_near + (provider == PlacementProvider::PR1 ? 120 : -110), 0, 1000);
}

ReasonPlacementChanged draw_reason(Draw& draw) {
    using R = ReasonPlacementChanged;
    static constexpr std::array reasons = {R::CARPL, R::CREQB, R::CREQO, R::LAREQ, R::CHILD,
                                           R::OTHER, R::STAND, R::ALLEG, R::CLOSE, R::APPRR};
    static constexpr int weights[] = {350, 160, 140, 100, 90, 105, 15, 15, 20, 5};
    return reasons[draw.weighted(weights)];
}

}  // namespace footprint::exchange::invented
