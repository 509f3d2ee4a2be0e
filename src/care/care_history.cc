#include "care/care_history.h"

#include <algorithm>

namespace footprint::care {

namespace {

Day end_of(const Episode& episode) {
    return episode.ended_on.value_or(Day::never());
}

// By beginning; of two that begin on a day the one that ends first; then as they stood in the file.
void put_in_order(std::vector<Episode>& episodes) {
    const auto before = [](const Episode& a, const Episode& b) {
        return a.began_on != b.began_on ? a.began_on < b.began_on : end_of(a) < end_of(b);
    };
    if (!std::is_sorted(episodes.begin(), episodes.end(), before))
        std::stable_sort(episodes.begin(), episodes.end(), before);
}

}  // namespace

Day eighteenth_birthday(Day born_on, const HistoryReadings& readings) {
    const Day day = birthday(born_on, 18);
    const auto born = civil(born_on);
    const bool leap_day = born.month == 2 && born.day == 29;
    // READING age.leap_day: 18 years after a 29 February is never a leap year's.
    return leap_day && !readings.leap_day_birthday_on_1_march ? day - 1 : day;
}

void CareHistory::fill(std::span<const Episode> episodes, std::optional<Day> born_on, Day as_at,
                       const HistoryReadings& readings) {
    episodes_.clear();
    for (const Episode& episode : episodes) {
        if (!episode.began_on || *episode.began_on > as_at) continue;
        episodes_.push_back(episode);
        if (episode.ended_on && *episode.ended_on > as_at) {
            episodes_.back().ended_on.reset();
            episodes_.back().reason_ceased = ReasonEpisodeCeased::not_recorded;
        }
    }
    put_in_order(episodes_);
    find_periods();
    find_series(as_at, born_on, readings);
    end_at_eighteen(born_on, readings);
}

// An episode goes on with the period before it when it does not say that care started, and either follows the
// episode before it on the day that one ended with a successor, or begins before that period ended (an
// overlap).
void CareHistory::find_periods() {
    periods_.clear();
    bool last_was_short_break = false;
    for (std::uint32_t i = 0; i < episodes_.size(); ++i) {
        const Episode& episode = episodes_[i];
        const bool short_break = is_short_break(episode.legal_status);
        if (short_break) {
            last_was_short_break = true;
            continue;
        }
        bool goes_on = false;
        if (i > 0 && !last_was_short_break && episode.reason_for_new != ReasonForNewEpisode::S) {
            const Episode& before = episodes_[i - 1];
            const bool follows =
                before.ended_on == episode.began_on && before.reason_ceased == ReasonEpisodeCeased::X1;
            goes_on = follows || *episode.began_on < periods_.back().until;
        }
        last_was_short_break = false;
        if (goes_on) {
            periods_.back().until = std::max(periods_.back().until, end_of(episode));
            periods_.back().end = i + 1;
        } else {
            periods_.push_back({*episode.began_on, end_of(episode), i, i + 1, false, false});
        }
    }
}

// READING short_breaks.series_gap: a series goes on while no gap exceeds twelve months, and so long after its
// last episode.
void CareHistory::find_series(Day as_at, std::optional<Day> born_on, const HistoryReadings& readings) {
    series_.clear();
    const Day eighteen = born_on ? eighteenth_birthday(*born_on, readings) : Day::never();
    for (std::uint32_t i = 0; i < episodes_.size(); ++i) {
        const Episode& episode = episodes_[i];
        if (!is_short_break(episode.legal_status) || *episode.began_on >= eighteen) continue;
        const bool goes_on =
            !series_.empty() &&
            (series_.back().until.is_never() ||
             *episode.began_on <= add_months(series_.back().until, readings.series_gap_months));
        if (goes_on) {
            series_.back().until = std::max(series_.back().until, end_of(episode));
            series_.back().end = i + 1;
        } else {
            series_.push_back({*episode.began_on, end_of(episode), i, i + 1, true, false});
        }
    }
    if (series_.empty() || series_.back().until.is_never()) return;
    if (as_at <= add_months(series_.back().until, readings.series_gap_months))
        series_.back().until = Day::never();
}

void CareHistory::end_at_eighteen(std::optional<Day> born_on, const HistoryReadings& readings) {
    if (!born_on) return;
    const Day eighteen = eighteenth_birthday(*born_on, readings);
    for (auto* list : {&periods_, &series_}) {
        for (PeriodOfCare& period : *list) {
            if (period.until <= eighteen) continue;
            period.until = eighteen;
            period.ends_by_age = true;
        }
    }
}

const PeriodOfCare* CareHistory::period_on(Day day) const {
    for (const PeriodOfCare& period : periods_)
        if (period.is_open_on(day)) return &period;
    return nullptr;
}

void find_adoption_placements(std::span<const Episode> episodes, Day period_until,
                              const HistoryReadings& readings, std::vector<AdoptionPlacement>& out) {
    out.clear();
    bool placed = false;      // a placement for adoption lasts
    bool away = false;        // on a temporary move within it
    bool was_placed = false;  // the episode before was one of A3 to A6
    for (const Episode& episode : episodes) {
        if (is_short_break(episode.legal_status) || *episode.began_on >= period_until) continue;
        const bool for_adoption = is_placed_for_adoption(episode.place);
        const bool temporary = is_temporary(episode.place) && readings.temporary_move_keeps_adoption;
        if (for_adoption) {
            const bool begins = !away && (!was_placed || starts_placement(episode.reason_for_new));
            if (begins) {
                if (placed) {
                    out.back().until = *episode.began_on;
                    out.back().placed_again = true;
                }
                out.push_back({*episode.began_on, Day::never(), false});
                placed = true;
            }
            away = false;
        } else if (placed && temporary) {
            away = true;  // READING adoption.temporary_move
        } else if (placed) {
            out.back().until = *episode.began_on;
            placed = false;
            away = false;
        }
        was_placed = for_adoption;
    }
}

void find_status_runs(std::span<const Episode> episodes, Day period_until, LegalStatus status,
                      std::vector<StatusRun>& out) {
    out.clear();
    bool running = false;
    for (const Episode& episode : episodes) {
        if (is_short_break(episode.legal_status) || *episode.began_on >= period_until) continue;
        const bool under = episode.legal_status == status;
        if (under && !running) out.push_back({*episode.began_on, Day::never()});
        if (!under && running) out.back().until = *episode.began_on;
        running = under;
    }
}

}  // namespace footprint::care
