#include <algorithm>

#include "measures/catalogue.h"

namespace footprint::measures::placements {

namespace {

std::string_view group_of(care::PlacementType type) {
    using care::PlacementType;
    switch (type) {
        case PlacementType::U1:
        case PlacementType::U2:
        case PlacementType::U3:
            return "foster_relative";
        case PlacementType::U4:
        case PlacementType::U5:
        case PlacementType::U6:
            return "foster_other";
        case PlacementType::A3:
        case PlacementType::A4:
        case PlacementType::A5:
        case PlacementType::A6:
            return "adoption";
        case PlacementType::P1:
            return "with_parents";
        case PlacementType::K1:
        case PlacementType::K2:
            return "childrens_home";
        case PlacementType::K3:
        case PlacementType::H5:
        case PlacementType::P2:
            return "supported";
        case PlacementType::R1:
        case PlacementType::R2:
        case PlacementType::R3:
        case PlacementType::S1:
            return "residential";
        case PlacementType::R5:
            return "custody";
        case PlacementType::not_recorded:
            return not_recorded;
        default:
            return "other";
    }
}

template <class Visit>
void each_on(const Question& question, Visit&& visit) {
    for (const LookedAfter& row : question.looked_after()) visit(*row.period, row.episode);
}

}  // namespace

void type(const Question& question, Tally& tally) {
    const auto& places = question.cohort.episodes().place;
    Split types(tally, "");
    each_on(question, [&](const CohortPeriod& period, std::uint32_t episode) {
        const care::PlacementType place = episode == none ? care::PlacementType{} : places[episode];
        tally.count(period.child, true, question.on);
        types.count(place, period.child, true, question.on);
        tally.count_in("group", group_of(place), period.child, true, question.on);
    });
}

void provider(const Question& question, Tally& tally) {
    const auto& providers = question.cohort.episodes().provider;
    Split rows(tally, "");
    each_on(question, [&](const CohortPeriod& period, std::uint32_t episode) {
        tally.count(period.child, true, question.on);
        const care::PlacementProvider by = episode == none ? care::PlacementProvider{} : providers[episode];
        rows.count(by, period.child, true, question.on);
    });
}

void distance(const Question& question, Tally& tally) {
    for (const practice::MileBand& band : question.profile.distance_bands) tally.expect_row("", band.name);
    each_on(question, [&](const CohortPeriod& period, std::uint32_t episode) {
        tally.count(period.child, true, question.on);
        const auto miles = episode == none ? std::nullopt : question.cohort.distance_miles(episode);
        std::string_view row = not_recorded;
        if (miles)
            for (const practice::MileBand& band : question.profile.distance_bands)
                if (*miles >= band.from_miles && (!band.until_miles || *miles < *band.until_miles))
                    row = band.name;
        tally.count_in("", row, period.child, true, question.on);
    });
}

void over_20(const Question& question, Tally& tally) {
    constexpr double limit_miles = 20.0;
    each_on(question, [&](const CohortPeriod& period, std::uint32_t episode) {
        const auto miles = episode == none ? std::nullopt : question.cohort.distance_miles(episode);
        if (miles) {
            tally.count(period.child, *miles > limit_miles, question.on);
        } else {
            tally.leave_out("distance_not_known", period.child, question.on);
        }
    });
}

// Inside the authority, or the upper-tier authority in which the placement lies.
void area(const Question& question, Tally& tally) {
    const auto& authority = question.cohort.records().authority;
    const std::string_view own =
        authority.empty() ? std::string_view() : std::string_view(authority.front().code);
    each_on(question, [&](const CohortPeriod& period, std::uint32_t episode) {
        tally.count(period.child, true, question.on);
        const std::string_view placed =
            episode == none ? "" : question.cohort.episodes().area[episode].view();
        if (placed.empty() || own.empty()) {
            tally.count_in("", not_recorded, period.child, true, question.on);
        } else if (placed == own) {
            tally.count_in("", "inside", period.child, true, question.on);
        } else {
            tally.count_in("", "outside", period.child, true, question.on);
            tally.count_in("area", placed, period.child, true, question.on);
        }
    });
}

namespace {

// One stay with the same carers, as stability counts it: temporary stays are passed over, and so is the
// return from one to the same place.
struct Stay {
    Day from;
    Day until;                   // of its last episode; a temporary stay after it is no part of it
    bool start_unknown = false;  // the carer may have been there before anything is known
    bool began_for_adoption = false;
    bool for_adoption = false;  // at its end
};

// READING stability.same_carer: a move with the same carer (T, U) is no new stay.
bool begins_stay(care::ReasonForNewEpisode reason, bool same_carer_counts) {
    if (!care::starts_placement(reason)) return false;
    return same_carer_counts || !care::keeps_carer(reason);
}

// The stays that began by the day, as far as they had gone.
void find_stays(const Cohort& cohort, const CohortPeriod& period, Day on, bool same_carer_counts,
                std::vector<Stay>& stays) {
    stays.clear();
    const EpisodeColumns& episodes = cohort.episodes();
    std::uint32_t home = none;  // the latest episode that was no temporary stay
    bool was_away = false;
    for (std::uint32_t i = period.first_episode; i < period.end_episode && episodes.from[i] <= on; ++i) {
        if (care::is_temporary(episodes.place[i])) {
            was_away = true;
            continue;
        }
        const auto reason = episodes.reason_for_new[i];
        const bool returned = was_away && home != none && episodes.place[home] == episodes.place[i] &&
                              episodes.placement[home] == episodes.placement[i];
        const bool moved = home != none && (was_away ? !returned : begins_stay(reason, same_carer_counts));
        const bool for_adoption = care::is_placed_for_adoption(episodes.place[i]);
        if (home == none || moved) {
            // T, U and L go on with the carer of before, and so may the return from a temporary stay.
            const bool goes_on = was_away || care::keeps_carer(reason);
            const bool unknown = home == none && period.start_unknown && goes_on;
            stays.push_back({episodes.from[i], episodes.until[i], unknown, for_adoption, for_adoption});
        } else {
            stays.back().until = std::max(stays.back().until, episodes.until[i]);
            stays.back().for_adoption = for_adoption;
        }
        was_away = false;
        home = i;
    }
}

}  // namespace

void three_or_more(const Question& question, Tally& tally) {
    constexpr int many = 3;
    std::vector<Stay> stays;
    const Cohort& cohort = question.cohort;
    const Day year_began = add_months(question.on + 1, -12);
    question.each_looked_after([&](const CohortPeriod& current) {
        int placements = 0;
        bool unknown = false;
        for (const CohortPeriod& period : cohort.periods_of(current.child)) {
            if (period.from > question.on || period.until <= year_began) continue;
            find_stays(cohort, period, question.on, cohort.readings().same_carer_moves_count, stays);
            for (const Stay& stay : stays) placements += stay.until > year_began ? 1 : 0;
            unknown = unknown || (period.start_unknown && period.from > year_began);
        }
        if (unknown && placements < many) {
            tally.leave_out(truncated, current.child, question.on);
        } else {
            tally.count(current.child, placements >= many, question.on);
        }
    });
}

void long_term(const Question& question, Tally& tally) {
    constexpr int care_months = 30;
    constexpr int carer_months = 24;
    constexpr int under_age = 16;
    std::vector<Stay> stays;
    const Cohort& cohort = question.cohort;
    const Day care_began_by = add_months(question.on, -care_months);
    const Day carer_began_by = add_months(question.on, -carer_months);
    question.each_looked_after([&](const CohortPeriod& period) {
        const std::int16_t age = cohort.age_of(period.child, question.on);
        if (age >= under_age) return;
        const bool long_enough = period.from <= care_began_by;
        if (!long_enough && !period.start_unknown) return;
        if (age < 0) {
            tally.leave_out("age_not_recorded", period.child, question.on);
            return;
        }
        if (!long_enough) {
            tally.leave_out(truncated, period.child, question.on);
            return;
        }
        find_stays(cohort, period, question.on, false, stays);
        if (stays.empty()) {
            tally.leave_out("placement_not_known", period.child, question.on);
            return;
        }
        // Placed for adoption: that placement and the one before count as one.
        const bool joined = stays.back().for_adoption && stays.back().began_for_adoption;
        const std::size_t now = stays.size() - 1;
        const std::size_t first = joined && now > 0 ? now - 1 : now;
        const bool met = stays[first].from <= carer_began_by;
        const bool unknown = stays[first].start_unknown || (joined && now == 0 && period.start_unknown);
        if (!met && unknown) {
            tally.leave_out(truncated, period.child, question.on);
        } else {
            tally.count(period.child, met, question.on);
        }
    });
}

// Children whose plan is long-term fostering, and those of them who are in it.
void long_term_fostering(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    each_on(question, [&](const CohortPeriod& period, std::uint32_t episode) {
        care::PermanencePlan plan{};
        for (const care::PermanenceStep& step : cohort.records().permanence.of({period.child}))
            if (step.on && *step.on <= question.on && step.plan != care::PermanencePlan::not_recorded)
                plan = step.plan;
        if (plan != care::PermanencePlan::long_term_fostering) return;
        const care::PlacementType place =
            episode == none ? care::PlacementType{} : cohort.episodes().place[episode];
        tally.count(period.child, place == care::PlacementType::U1 || place == care::PlacementType::U4,
                    question.on);
    });
}

void missing_children(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    std::vector<bool> counted(cohort.children());
    for (const auto& [on, place] : cohort.missing_in(question.time.first, question.time.last)) {
        const std::uint32_t child = cohort.records().missing[place].child.value;
        if (!counted[child]) tally.count(child, true, on);
        counted[child] = true;
    }
}

void missing_episodes(const Question& question, Tally& tally) {
    for (const auto& [on, place] : question.cohort.missing_in(question.time.first, question.time.last)) {
        const care::MissingEpisode& row = question.cohort.records().missing[place];
        tally.count(row.child.value, true, on);
        tally.count_in("", row_of(row.kind), row.child.value, true, on);
    }
}

}  // namespace footprint::measures::placements
