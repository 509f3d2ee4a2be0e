#include <algorithm>

#include "measures/catalogue.h"

// How children leave care, and how soon a home for good is found for them.
namespace footprint::measures::leaving {

namespace {

using care::ReasonEpisodeCeased;

constexpr std::string_view routes[] = {"adopted",
                                       "sgo_former_foster_carers",
                                       "sgo_others",
                                       "cao",
                                       "home",
                                       "others_without_responsibility",
                                       "independent",
                                       "adult_services",
                                       "custody",
                                       "remand_ended",
                                       "age",
                                       "abroad",
                                       "another_authority",
                                       "died",
                                       "other"};

std::string_view route_of(ReasonEpisodeCeased reason) {
    switch (reason) {
        case ReasonEpisodeCeased::E11:
        case ReasonEpisodeCeased::E12:
            return "adopted";
        case ReasonEpisodeCeased::E43:
        case ReasonEpisodeCeased::E45:
        case ReasonEpisodeCeased::E46:
            return "sgo_former_foster_carers";
        case ReasonEpisodeCeased::E44:
        case ReasonEpisodeCeased::E47:
        case ReasonEpisodeCeased::E48:
            return "sgo_others";
        case ReasonEpisodeCeased::E41:
            return "cao";
        case ReasonEpisodeCeased::E4A:
        case ReasonEpisodeCeased::E4B:
            return "home";
        case ReasonEpisodeCeased::E13:
            return "others_without_responsibility";
        case ReasonEpisodeCeased::E5:
        case ReasonEpisodeCeased::E6:
            return "independent";
        case ReasonEpisodeCeased::E7:
            return "adult_services";
        case ReasonEpisodeCeased::E9:
            return "custody";
        case ReasonEpisodeCeased::E14:
            return "remand_ended";
        case ReasonEpisodeCeased::E15:
        case ReasonEpisodeCeased::E17:
            return "age";
        case ReasonEpisodeCeased::E16:
            return "abroad";
        case ReasonEpisodeCeased::E3:
            return "another_authority";
        case ReasonEpisodeCeased::E2:
            return "died";
        case ReasonEpisodeCeased::E8:
            return "other";
        case ReasonEpisodeCeased::X1:
        case ReasonEpisodeCeased::not_recorded:
            return not_recorded;
    }
    return not_recorded;
}

bool is_by_guardians(ReasonEpisodeCeased reason) {
    return route_of(reason).starts_with("sgo");
}

template <class Test>
void share_of_ceased(const Question& question, Tally& tally, Test&& is_met) {
    question.each_ceased([&](const CohortPeriod& period) {
        tally.count(period.child, is_met(question.cohort.reason_ceased(period)), period.until);
    });
}

// The latest of the days up to one; never, where there is none.
class LatestBy {
  public:
    explicit LatestBy(Day by) : by_(by) {}
    void see(const std::optional<Day>& day) {
        if (day && *day <= by_ && (found_.is_never() || found_ < *day)) found_ = *day;
    }
    Day found() const { return found_; }

  private:
    Day by_;
    Day found_ = Day::never();
};

// When the agency decided that the child should be placed for adoption: as the service has it, else as the
// return of the year of the decision, else as that of the year of the adoption. Never, where nobody says.
Day decided_on(const care::Records& records, std::uint32_t child, Day by) {
    LatestBy step(by);
    for (const care::PermanenceStep& row : records.permanence.of({child}))
        if (row.milestone == care::Milestone::adm_decision) step.see(row.on);
    if (!step.found().is_never()) return step.found();
    LatestBy decision(by);
    for (const care::AdoptionDecision& row : records.adoption_decisions.of({child}))
        if (!row.reversed_on || *row.reversed_on > by) decision.see(row.decided_on);
    if (!decision.found().is_never()) return decision.found();
    LatestBy adoption(by);
    for (const care::Adoption& row : records.adoptions.of({child})) adoption.see(row.decided_on);
    return adoption.found();
}

constexpr std::string_view no_decision = "decision_not_known";

}  // namespace

void by_reason(const Question& question, Tally& tally) {
    for (const std::string_view route : routes) tally.expect_row("", route);
    question.each_ceased([&](const CohortPeriod& period) {
        tally.count(period.child, true, period.until);
        tally.count_in("",
                       period.ended_by_age ? "reached_18" : route_of(question.cohort.reason_ceased(period)),
                       period.child, true, period.until);
    });
}

void sgo(const Question& question, Tally& tally) {
    share_of_ceased(question, tally, is_by_guardians);
}

void cao(const Question& question, Tally& tally) {
    share_of_ceased(question, tally,
                    [](ReasonEpisodeCeased reason) { return reason == ReasonEpisodeCeased::E41; });
}

void adopted(const Question& question, Tally& tally) {
    share_of_ceased(question, tally, care::is_adopted);
}

void order_after_adm(const Question& question, Tally& tally) {
    constexpr int soon_months = 12;
    constexpr int late_months = 18;
    constexpr std::string_view soon = "under_12_months";
    constexpr std::string_view later = "12_to_under_18_months";
    constexpr std::string_view late = "18_months_or_more";
    for (const std::string_view row : {soon, later, late}) tally.expect_row("", row);
    question.each_ended([&](const CohortPeriod& period) {
        if (!care::is_adopted(question.cohort.reason_ceased(period))) return;
        const Day decided = decided_on(question.cohort.records(), period.child, period.until);
        if (decided.is_never()) {
            tally.leave_out(no_decision, period.child, period.until);
            return;
        }
        const std::string_view row = add_months(decided, soon_months) > period.until   ? soon
                                     : add_months(decided, late_months) > period.until ? later
                                                                                       : late;
        tally.count(period.child, true, period.until);
        tally.count_in("", row, period.child, true, period.until);
    });
}

// Once each, by the first placement in the time. What went on with the same carer as the return begins may
// have been for adoption already.
void placed_12_months(const Question& question, Tally& tally) {
    constexpr int months = 12;
    const Cohort& cohort = question.cohort;
    const EpisodeColumns& episodes = cohort.episodes();
    std::uint32_t last = none;
    for (const CohortPeriod& period : cohort.periods()) {
        for (std::uint32_t i = period.first_episode; i < period.end_episode; ++i) {
            const Day placed = episodes.from[i];
            if (period.child == last || !question.time.holds(placed) || placed > question.on) continue;
            if (!care::is_placed_for_adoption(episodes.place[i])) continue;
            const bool is_first = i == period.first_episode;
            if (!is_first && care::is_placed_for_adoption(episodes.place[i - 1])) continue;
            last = period.child;
            const Day decided = decided_on(cohort.records(), period.child, placed);
            if (is_first && period.start_unknown)
                tally.leave_out(truncated, period.child, placed);
            else if (decided.is_never())
                tally.leave_out(no_decision, period.child, placed);
            else
                tally.count(period.child, placed <= add_months(decided, months), placed);
        }
    }
}

// A plan of an earlier time in care is another plan.
void by_second_review(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    const auto& steps = cohort.records().permanence;
    const bool kept = std::any_of(
        steps.all().begin(), steps.all().end(),
        [](const care::PermanenceStep& row) { return row.milestone == care::Milestone::plan_agreed; });
    for (const CohortReview& review : question.reviews()) {
        if (review.requirement == none || review.kind != law::Kind::second) continue;
        if (!kept) {
            tally.leave_out(not_recorded, review.child, review.held_on);
            continue;
        }
        const CohortPeriod* const period = cohort.period_on(review.child, review.held_on);
        const bool any_before = period == nullptr || period->start_unknown;
        const auto rows = steps.of({review.child});
        tally.count(review.child,
                    std::any_of(rows.begin(), rows.end(),
                                [&](const care::PermanenceStep& row) {
                                    return row.milestone == care::Milestone::plan_agreed && row.on &&
                                           *row.on <= review.held_on &&
                                           (any_before || *row.on >= period->from);
                                }),
                    review.held_on);
    }
}

void section_20(const Question& question, Tally& tally) {
    const Cohort& cohort = question.cohort;
    const EpisodeColumns& episodes = cohort.episodes();
    // More than so many months: they had passed by the day before.
    const Day long_before = first_within(question.on - 1, question.profile.section_20_months);
    for (const practice::AgeBand& band : question.profile.age_bands_dfe) tally.expect_row("", band.name);
    for (const LookedAfter& one : question.looked_after()) {
        if (one.episode == none || episodes.legal_status[one.episode] != care::LegalStatus::V2) continue;
        std::uint32_t first = one.episode;
        while (first > one.period->first_episode && episodes.legal_status[first - 1] == care::LegalStatus::V2)
            --first;
        const std::uint32_t child = one.period->child;
        const bool met = episodes.from[first] < long_before;
        if (!met && first == one.period->first_episode && one.period->start_unknown) {
            tally.leave_out(truncated, child, question.on);
            continue;
        }
        tally.count(child, met, question.on);
        tally.count_in("", age_row(question.profile.age_bands_dfe, cohort.age_of(child, question.on)), child,
                       met, question.on);
    }
}

}  // namespace footprint::measures::leaving
