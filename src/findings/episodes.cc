#include <algorithm>

#include "findings/catalogue.h"

namespace footprint::findings {

namespace {

using care::Episode;
using care::ReasonEpisodeCeased;
using care::ReasonForNewEpisode;

std::string place_of(const Episode& episode) {
    return "Episodes " + iso(*episode.began_on);
}

void look_at_one(const ChildFile& file, const Episode& episode, Found& found) {
    if (episode.ended_on && *episode.ended_on < *episode.began_on)
        found.add(file.number, "episode.ends_before_it_begins", place_of(episode),
                  "It began on " + in_words(*episode.began_on) + " and ended on " +
                      in_words(*episode.ended_on) + ".");
    const bool has_reason = episode.reason_ceased != ReasonEpisodeCeased::not_recorded;
    if (episode.ended_on.has_value() != has_reason)
        found.add(
            file.number, "episode.end_without_reason", place_of(episode),
            has_reason ? "It has a reason for ending and no end." : "It has an end and no reason for it.");
    if (episode.legal_status == care::LegalStatus::not_recorded)
        found.add(file.number, "episode.no_legal_status", place_of(episode), "There is no legal status.");
    if (episode.place == care::PlacementType::not_recorded)
        found.add(file.number, "episode.no_placement", place_of(episode), "There is no placement type.");
}

// Two neighbours by the day on which they began; short breaks come and go and are compared with nothing.
void look_at_pair(const ChildFile& file, const Episode& before, const Episode& after, Found& found) {
    if (care::is_short_break(before.legal_status) || care::is_short_break(after.legal_status)) return;
    const bool starts = after.reason_for_new == ReasonForNewEpisode::S;
    if (!before.ended_on) {
        found.add(file.number, "episode.open_and_followed", place_of(before),
                  "It has no end, and another episode began on " + in_words(*after.began_on) + ".");
        return;
    }
    const bool same_day = *before.ended_on == *after.began_on;
    if (*after.began_on < *before.ended_on) {
        found.add(file.number, "episode.overlap", place_of(after),
                  "It began on " + in_words(*after.began_on) + ", before the one before ended on " +
                      in_words(*before.ended_on) + ".");
    } else if (starts && same_day && before.reason_ceased == ReasonEpisodeCeased::X1) {
        found.add(file.number, "episode.started_again", place_of(after),
                  "It says that care started, and the episode before ended with X1 on that day.");
    } else if (!starts && !(same_day && before.reason_ceased == ReasonEpisodeCeased::X1)) {
        found.add(file.number, "episode.gap", place_of(after),
                  "It goes on from an episode that ended on " + in_words(*before.ended_on) + " with " +
                      (before.reason_ceased == ReasonEpisodeCeased::not_recorded
                           ? std::string("no reason")
                           : std::string(care::printed(before.reason_ceased))) +
                      ", and began on " + in_words(*after.began_on) + ".");
    }
}

void look_at_successors(const ChildFile& file, std::span<const Episode> episodes, Found& found) {
    for (const Episode& episode : episodes) {
        if (episode.reason_ceased != ReasonEpisodeCeased::X1 || !episode.ended_on ||
            *episode.ended_on > file.as_at)
            continue;
        const bool followed = std::any_of(episodes.begin(), episodes.end(), [&](const Episode& other) {
            return other.began_on == episode.ended_on && &other != &episode;
        });
        if (!followed)
            found.add(file.number, "episode.x1_without_successor", place_of(episode),
                      "It ended on " + in_words(*episode.ended_on) +
                          " with X1, and no episode begins on that day.");
    }
}

void look_at_periods(const ChildFile& file, Found& found) {
    const auto& history = file.timetable.history();
    for (const care::PeriodOfCare& period : history.periods()) {
        const auto episodes = history.episodes_of(period);
        const auto changed = std::find_if(episodes.begin(), episodes.end(), [&](const Episode& episode) {
            return episode.need != episodes.front().need;
        });
        if (changed != episodes.end())
            found.add(
                file.number, "episode.need_changed", place_of(*changed),
                "The period that began on " + in_words(period.from) + " has more than one category of need.");
        if (!period.ends_by_age) continue;
        if (period.from >= period.until) {
            found.add(file.number, "episode.after_18", place_of(episodes.front()),
                      "It began on " + in_words(period.from) + ", on or after the 18th birthday.");
        } else if (period.until <= file.as_at) {
            found.add(file.number, "episode.beyond_18", place_of(episodes.back()),
                      "It goes on beyond " + in_words(period.until) + ", the 18th birthday.");
        }
    }
    if (file.timetable.past_is_unknown())
        found.add(file.number, "history.truncated", "Episodes " + iso(*history.episodes().front().began_on),
                  "The history before the records, or the reviews before they are known, cannot be seen.");
}

}  // namespace

void look_at_episodes(const ChildFile& file, Found& found) {
    const auto episodes = file.records.episodes.of(file.number);
    const Episode* before = nullptr;
    for (const Episode& episode : episodes) {
        if (!episode.began_on) continue;
        look_at_one(file, episode, found);
        if (before != nullptr) look_at_pair(file, *before, episode, found);
        before = &episode;
    }
    look_at_successors(file, episodes, found);
    look_at_periods(file, found);
}

}  // namespace footprint::findings
