#include "measures/catalogue.h"

#include <algorithm>
#include <map>

namespace footprint::measures::population {

namespace {

// The sum over officers and the like take every row; a split of those looked after takes one row each.
template <class RowOf>
void split_looked_after(const Question& question, Tally& tally, RowOf&& row_of_period) {
    question.each_looked_after([&](const CohortPeriod& period) {
        tally.count(period.child, true, question.on);
        tally.count_in("", row_of_period(period), period.child, true, question.on);
    });
}

// As split_looked_after, for rows that are codes.
template <class CodeOf>
void split_by_code(const Question& question, Tally& tally, CodeOf&& code_of) {
    Split rows(tally, "");
    for (const LookedAfter& one : question.looked_after()) {
        tally.count(one.period->child, true, question.on);
        rows.count(code_of(one), one.period->child, true, question.on);
    }
}

template <care::IsCode Code>
void expect_codes(Tally& tally) {
    const auto& codes = care::codes_of(Code{});
    for (std::size_t i = 1; i < codes.size; ++i) tally.expect_row("", codes.names[i]);
}

// Starts of periods, in all the ways in which they are split.
class Starts {
  public:
    Starts(const Question& question, Tally& tally) : question_(question), tally_(tally) {}
    void count(const CohortPeriod& period) {
        const EpisodeColumns& episodes = question_.cohort.episodes();
        const std::int16_t age = question_.cohort.age_of(period.child, period.from);
        tally_.count(period.child, true, period.from);
        statuses_.count(episodes.legal_status[period.first_episode], period.child, true, period.from);
        needs_.count(episodes.need[period.first_episode], period.child, true, period.from);
        tally_.count_in("age", age_row(question_.profile.age_bands_dfe, age), period.child, true,
                        period.from);
    }

  private:
    const Question& question_;
    Tally& tally_;
    Split statuses_{tally_, ""};
    Split needs_{tally_, "need"};
};

void count_end(const Question& question, Tally& tally, const CohortPeriod& period) {
    tally.count(period.child, true, period.until);
    tally.count_in("", period.ended_by_age ? "reached_18" : row_of(question.cohort.reason_ceased(period)),
                   period.child, true, period.until);
}

// Calls visit(period) for each that began in the time; those of a child follow each other.
template <class Visit>
void each_started(const Question& question, Visit&& visit) {
    for (const std::uint32_t place :
         question.cohort.periods_started_in(question.time.first, question.time.last))
        visit(question.cohort.periods()[place]);
}

// As each_started; where the start is not known to be one, the child is left out.
template <class Visit>
void each_known_start(const Question& question, Tally& tally, Visit&& visit) {
    each_started(question, [&](const CohortPeriod& period) {
        if (period.start_unknown) {
            tally.leave_out(truncated, period.child, period.from);
        } else {
            visit(period);
        }
    });
}

}  // namespace

void looked_after(const Question& question, Tally& tally) {
    question.cohort.looked_after_on(
        question.on, [&](const CohortPeriod& period) { tally.count(period.child, true, question.on); });
}

// For 31 March Y the mid-year estimate of Y-1, or the latest before it.
void rate(const Question& question, Tally& tally) {
    double children = 0;
    question.each_looked_after([&](const CohortPeriod& period) {
        tally.count(period.child, true, question.on);
        ++children;
    });
    const care::Population* latest = nullptr;
    for (const care::Population& row : question.cohort.records().population) {
        if (!row.year || !row.children_0_17 || *row.year > civil(question.on).year - 1) continue;
        if (latest == nullptr || *row.year > *latest->year) latest = &row;
    }
    if (latest == nullptr || *latest->children_0_17 <= 0) {
        tally.state("", "", 0, children, std::nullopt);
        return;
    }
    constexpr double per = 10'000;
    const double population = *latest->children_0_17;
    tally.state("", "", population, children, per * children / population);
    tally.state("estimate", std::to_string(*latest->year), population, children, per * children / population);
}

// Children, once each, by their first start in the time that is known to be one; left out, once, who has
// none.
void started(const Question& question, Tally& tally) {
    Starts counted(question, tally);
    std::vector<const CohortPeriod*> starts;
    each_started(question, [&](const CohortPeriod& period) { starts.push_back(&period); });
    for (std::size_t begin = 0, end = 0; begin < starts.size(); begin = end) {
        const CohortPeriod* known = nullptr;
        for (end = begin; end < starts.size() && starts[end]->child == starts[begin]->child; ++end)
            if (known == nullptr && !starts[end]->start_unknown) known = starts[end];
        if (known != nullptr) {
            counted.count(*known);
        } else {
            tally.leave_out(truncated, starts[begin]->child, starts[begin]->from);
        }
    }
}

void started_periods(const Question& question, Tally& tally) {
    Starts counted(question, tally);
    each_known_start(question, tally, [&](const CohortPeriod& period) { counted.count(period); });
}

void ceased(const Question& question, Tally& tally) {
    question.each_ceased([&](const CohortPeriod& period) { count_end(question, tally, period); });
}

void ceased_periods(const Question& question, Tally& tally) {
    question.each_ended([&](const CohortPeriod& period) { count_end(question, tally, period); });
}

namespace {

bool is_uasc_on(const Cohort& cohort, std::uint32_t child, Day day) {
    for (const care::Uasc& row : cohort.records().uasc.of({child}))
        if (!row.ceased_on || *row.ceased_on > day) return true;
    return false;
}

bool was_ever_uasc(const Cohort& cohort, std::uint32_t child) {
    return !cohort.records().uasc.of({child}).empty();
}

}  // namespace

void uasc(const Question& question, Tally& tally) {
    question.each_looked_after([&](const CohortPeriod& period) {
        tally.count(period.child, is_uasc_on(question.cohort, period.child, question.on), question.on);
    });
}

void uasc_arrived(const Question& question, Tally& tally) {
    each_started(question, [&](const CohortPeriod& period) {
        if (!is_uasc_on(question.cohort, period.child, period.from)) return;
        if (period.start_unknown) {
            tally.leave_out(truncated, period.child, period.from);
        } else {
            tally.count(period.child, true, period.from);
        }
    });
}

void uasc_left(const Question& question, Tally& tally) {
    question.each_ended([&](const CohortPeriod& period) {
        if (was_ever_uasc(question.cohort, period.child) &&
            question.cohort.reason_ceased(period) == care::ReasonEpisodeCeased::E3)
            tally.count(period.child, true, period.until);
    });
}

void sex(const Question& question, Tally& tally) {
    expect_codes<care::Sex>(tally);
    split_by_code(question, tally, [&](const LookedAfter& one) {
        return question.cohort.records().children[one.period->child].sex;
    });
}

void age(const Question& question, Tally& tally) {
    for (const practice::AgeBand& band : question.profile.age_bands_dfe) tally.expect_row("", band.name);
    for (const practice::AgeBand& band : question.profile.age_bands_local)
        tally.expect_row("local", band.name);
    question.each_looked_after([&](const CohortPeriod& period) {
        const std::int16_t years = question.cohort.age_of(period.child, question.on);
        tally.count(period.child, true, question.on);
        tally.count_in("", age_row(question.profile.age_bands_dfe, years), period.child, true, question.on);
        tally.count_in("local", age_row(question.profile.age_bands_local, years), period.child, true,
                       question.on);
    });
}

void ethnicity(const Question& question, Tally& tally) {
    expect_codes<care::Ethnicity>(tally);
    split_by_code(question, tally, [&](const LookedAfter& one) {
        return question.cohort.records().children[one.period->child].ethnicity;
    });
}

void ethnic_group(const Question& question, Tally& tally) {
    for (const std::string_view row : {"white", "mixed", "asian", "black", "other", "not_known"})
        tally.expect_row("", row);
    split_looked_after(question, tally, [&](const CohortPeriod& period) -> std::string_view {
        using care::Ethnicity;
        const Ethnicity code = question.cohort.records().children[period.child].ethnicity;
        if (code == Ethnicity::not_recorded) return not_recorded;
        if (code <= Ethnicity::WROM) return "white";
        if (code <= Ethnicity::MOTH) return "mixed";
        if (code <= Ethnicity::AOTH || code == Ethnicity::CHNE) return "asian";
        if (code <= Ethnicity::BOTH) return "black";
        return code == Ethnicity::OOTH ? "other" : "not_known";
    });
}

void disability(const Question& question, Tally& tally) {
    split_looked_after(question, tally, [&](const CohortPeriod& period) -> std::string_view {
        const auto rows = question.cohort.records().child_details.of({period.child});
        return rows.empty() || rows.front().disability.empty() ? not_recorded
                                                               : std::string_view(rows.front().disability);
    });
}

namespace {

std::string_view legal_group(care::LegalStatus status) {
    using care::LegalStatus;
    switch (status) {
        case LegalStatus::C2:
            return "full_care_order";
        case LegalStatus::C1:
            return "interim_care_order";
        case LegalStatus::E1:
            return "placement_order";
        case LegalStatus::V2:
            return "section_20";
        case LegalStatus::D1:
            return "freed";
        case LegalStatus::L1:
        case LegalStatus::L2:
        case LegalStatus::L3:
            return "protection";
        case LegalStatus::J1:
        case LegalStatus::J2:
        case LegalStatus::J3:
            return "youth_justice";
        case LegalStatus::V3:
        case LegalStatus::V4:
            return "short_breaks";
        case LegalStatus::not_recorded:
            return not_recorded;
    }
    return not_recorded;
}

template <class Code>
Code code_on(const LookedAfter& one, const std::vector<Code>& column) {
    return one.episode == none ? Code{} : column[one.episode];
}

}  // namespace

void legal_status(const Question& question, Tally& tally) {
    expect_codes<care::LegalStatus>(tally);
    Split statuses(tally, "");
    for (const LookedAfter& one : question.looked_after()) {
        const auto status = code_on(one, question.cohort.episodes().legal_status);
        const std::uint32_t child = one.period->child;
        tally.count(child, true, question.on);
        statuses.count(status, child, true, question.on);
        tally.count_in("group", legal_group(status), child, true, question.on);
    }
}

void need(const Question& question, Tally& tally) {
    expect_codes<care::CategoryOfNeed>(tally);
    split_by_code(question, tally,
                  [&](const LookedAfter& one) { return code_on(one, question.cohort.episodes().need); });
}

void time_in_care(const Question& question, Tally& tally) {
    struct Band {
        const practice::MonthBand* band;
        Day until;                // periods that began before have lasted as long
        std::optional<Day> from;  // and those that began before this one longer
    };
    std::vector<Band> bands;
    for (const practice::MonthBand& band : question.profile.time_in_care_bands) {
        tally.expect_row("", band.name);
        bands.push_back({&band, first_within(question.on, band.from_months), std::nullopt});
        if (band.until_months) bands.back().from = first_within(question.on, *band.until_months);
    }
    question.each_looked_after([&](const CohortPeriod& period) {
        const auto found = std::find_if(bands.begin(), bands.end(), [&](const Band& band) {
            return period.from < band.until && (!band.from || period.from >= *band.from);
        });
        if (found == bands.end()) return;
        // Where the beginning is not known, the known days decide only that it is the longest time.
        if (period.start_unknown && found->from) {
            tally.leave_out(truncated, period.child, question.on);
        } else {
            tally.count(period.child, true, question.on);
            tally.count_in("", found->band->name, period.child, true, question.on);
        }
    });
}

void entry_status(const Question& question, Tally& tally) {
    const auto& statuses = question.cohort.episodes().legal_status;
    Split by_status(tally, "");
    each_known_start(question, tally, [&](const CohortPeriod& period) {
        tally.count(period.child, true, period.from);
        by_status.count(statuses[period.first_episode], period.child, true, period.from);
    });
}

}  // namespace footprint::measures::population
