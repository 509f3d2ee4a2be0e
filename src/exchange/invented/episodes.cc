#include "exchange/invented/history.h"

#include <algorithm>

namespace footprint::exchange::invented {

namespace {

using care::Episode;
using care::ReasonForNewEpisode;

ReasonForNewEpisode reason_for_new(bool status_changed, bool placement_changed, bool same_carer) {
    if (!placement_changed) return ReasonForNewEpisode::L;
    if (status_changed) return same_carer ? ReasonForNewEpisode::U : ReasonForNewEpisode::B;
    return same_carer ? ReasonForNewEpisode::T : ReasonForNewEpisode::P;
}

// Statuses and placements laid over each other: an episode lasts while both stay the same.
void add_episodes(const Surroundings& around, const InventedChild& child, const Stay& stay,
                  care::ChildNumber number, std::vector<Episode>& out) {
    std::size_t status = 0;
    std::size_t place = 0;
    const std::size_t first = out.size();
    Day day = stay.began;
    while (day <= around.as_at) {
        const Placement& placement = stay.placements[place];
        Episode episode;
        episode.child = number;
        episode.began_on = day;
        episode.legal_status = stay.legal[status].status;
        episode.need = stay.need;
        episode.place = placement.type;
        episode.provider = placement.provider;
        episode.urn = decltype(episode.urn)(placement.urn);
        if (!stay.short_breaks) {
            // The Department asks for no distance from home of children who came alone, nor of short breaks.
            if (!child.alone) episode.home_postcode = around.places.home(child.home);
            episode.placement_postcode = placement.postcode;
        }
        const bool new_status = status > 0 && stay.legal[status].from == day;
        const bool new_place = place > 0 && placement.from == day;
        episode.reason_for_new = day == stay.began
                                     ? ReasonForNewEpisode::S
                                     : reason_for_new(new_status, new_place, placement.same_carer);
        if (new_place && out.size() > first) out.back().reason_changed = placement.reason;
        out.push_back(episode);
        const Day next_status = status + 1 < stay.legal.size() ? stay.legal[status + 1].from : Day::never();
        const Day next_place =
            place + 1 < stay.placements.size() ? stay.placements[place + 1].from : Day::never();
        const Day next = std::min({next_status, next_place, stay.ends});
        if (next > around.as_at) return;
        out.back().ended_on = next;
        out.back().reason_ceased = next == stay.ends ? stay.reason : care::ReasonEpisodeCeased::X1;
        if (next == stay.ends) return;
        if (next_status == next) ++status;
        if (next_place == next) ++place;
        day = next;
    }
}

}  // namespace

std::vector<Episode> episodes_of(const Surroundings& around, const InventedChild& child,
                                 care::ChildNumber number) {
    std::vector<Episode> out;
    for (const Stay& stay : child.stays)
        if (stay.began <= around.as_at) add_episodes(around, child, stay, number, out);
    return out;
}

}  // namespace footprint::exchange::invented
