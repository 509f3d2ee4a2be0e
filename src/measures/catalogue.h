// Every measure, on one page: what it counts, of whom, and where its definition comes from.
//
// In      a cohort, a profile, a time
// Out     figures; or the children behind one
// Errors  an unknown measure, row or time: a Problem that names the known ones
// Source  docs/measures.md
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "care/code_book.h"
#include "measures/census.h"
#include "measures/cohort.h"
#include "measures/tally.h"
#include "measures/time.h"
#include "practice/profile.h"

namespace footprint::measures {

// What a measure is asked: the table, the service's practice, and the time. `on` is the last day of the time,
// or the day as at which all is looked at where that is earlier.
struct Question {
    const Cohort& cohort;
    const practice::Profile& profile;
    Census& census;
    Time time;
    Day on;

    std::span<const CohortReview> reviews() const { return cohort.reviews_in(time.first, time.last); }
    const std::vector<LookedAfter>& looked_after() const { return census.on(on); }
    // Calls visit(period) for each child looked after on the day, once each.
    template <class Visit>
    void each_looked_after(Visit&& visit) const {
        for (const LookedAfter& row : looked_after()) visit(*row.period);
    }
    // Calls visit(period) for each that ended in the time; those of a child follow each other.
    template <class Visit>
    void each_ended(Visit&& visit) const {
        for (const std::uint32_t place : cohort.periods_ended_in(time.first, time.last))
            visit(cohort.periods()[place]);
    }
    // The same for each child once: by the last end in the time.
    template <class Visit>
    void each_ceased(Visit&& visit) const {
        const CohortPeriod* last = nullptr;
        each_ended([&](const CohortPeriod& period) {
            if (last != nullptr && last->child != period.child) visit(*last);
            last = &period;
        });
        if (last != nullptr) visit(*last);
    }
};

// The age from which a child's own part in a review is counted.
inline constexpr int speaks_for_self_from_age = 4;

enum class Section { reviews, participation, caseload, numbers, leaving };
std::string_view printed(Section section);

// In which times a measure is printed when a year is asked for.
enum class Times {
    year_and_parts,  // the year, its quarters and its months
    year,            // the year only
    last_day,        // the year's last day
    month_ends,      // the last day of each of its months
};

// How the value is to be read.
enum class Value { count, share, ratio };

// What people call the rows of one dimension of a measure.
struct RowNames {
    std::string_view dimension;
    std::string_view list;   // a set of the code book, as LS; a list of the profile, as means; or officers
    bool with_code = false;  // "V2: Section 20", where people know the code too
};

// Words in braces, as {reviews}, are the service's own on its pages.
struct Measure {
    std::string_view id;
    Section section;
    Times times;
    Value value;
    std::string_view title;     // as printed above the figure
    std::string_view counts;    // who or what is counted, and who met it
    std::string_view left_out;  // who could not be counted, and why; empty where nobody is
    std::string_view source;
    void (*work_out)(const Question& question, Tally& tally);
    RowNames rows[3] = {};        // dimensions that are not named have names of their own
    bool only_where_any = false;  // printed only where something is counted
};

std::span<const Measure> catalogue();
const Measure* find_measure(std::string_view id);

// The times for which the year's figures of a measure are printed; none after the day as at which all is
// looked at.
std::vector<Time> times_of(const Measure& measure, Year year, Day as_at);

std::vector<Figure> work_out(const Measure& measure, const Cohort& cohort, const practice::Profile& profile,
                             const Time& time);
// Every measure for the year, or one; in the order of the catalogue, then of time.
std::vector<Figure> work_out_year(const Cohort& cohort, const practice::Profile& profile, Year year);
// Those behind a figure, in order of child and day; a child as often as it is counted.
std::vector<Behind> open_figure(const Measure& measure, const Cohort& cohort,
                                const practice::Profile& profile, const Time& time, const Opened& opened);
// A row as people call it; a code that no list knows stands for itself.
std::string row_name(const Measure& measure, std::string_view dimension, std::string_view row,
                     const Cohort& cohort, const practice::Profile& profile, const care::CodeBook& codes);
// The band of an age in completed years; one below nought is not known.
std::string_view age_row(const std::vector<practice::AgeBand>& bands, std::int16_t age);
// Whether the figure is a number of children a full-time post, for which the profile has a band.
bool is_a_full_post(const Figure& figure);
// docs/measures.md: the catalogue as a page that people read.
std::string catalogue_page();
// No such measure: says which are near.
Problem unknown_measure(std::string_view id);

// The measures, a file a topic; each is described in the catalogue.
namespace reviews {
// Brought forward with a reason; or, when neither first nor second, held long before the day planned for it.
bool is_extra(const Question&, const CohortReview&);
void held(const Question&, Tally&);
void due(const Question&, Tally&);
void held_in_time(const Question&, Tally&);
void held_in_time_relaxed(const Question&, Tally&);
void due_in_time(const Question&, Tally&);
void due_in_time_relaxed(const Question&, Tally&);
void children_all_in_time(const Question&, Tally&);
void late_by_reason(const Question&, Tally&);
void extra(const Question&, Tally&);
void stood_down(const Question&, Tally&);
void mode(const Question&, Tally&);
void per_child(const Question&, Tally&);
void chaired_by_child(const Question&, Tally&);
}  // namespace reviews
namespace papers {
void decisions_in_time(const Question&, Tally&);
void record_in_time(const Question&, Tally&);
void record_shared_in_time(const Question&, Tally&);
void report_before(const Question&, Tally&);
void care_plan_before(const Question&, Tally&);
void report_shared_with_child(const Question&, Tally&);
void midway_in_time(const Question&, Tally&);
void decisions_progressed(const Question&, Tally&);
void decisions_open(const Question&, Tally&);
void contact_before_review(const Question&, Tally&);
void contact_alone(const Question&, Tally&);
}  // namespace papers
namespace participation {
void by_code(const Question&, Tally&);
void rate(const Question&, Tally&);
void rate_all_ages(const Question&, Tally&);
void attended_spoke(const Question&, Tally&);
void children(const Question&, Tally&);
void no_views(const Question&, Tally&);
void parents(const Question&, Tally&);
}  // namespace participation
namespace caseload {
void average(const Question&, Tally&);
void by_officer(const Question&, Tally&);
void range(const Question&, Tally&);
void joint(const Question&, Tally&);
void allocation_in_time(const Question&, Tally&);
void same_iro(const Question&, Tally&);
void workers(const Question&, Tally&);
}  // namespace caseload
namespace population {
void looked_after(const Question&, Tally&);
void rate(const Question&, Tally&);
void started(const Question&, Tally&);
void started_periods(const Question&, Tally&);
void ceased(const Question&, Tally&);
void ceased_periods(const Question&, Tally&);
void uasc(const Question&, Tally&);
void uasc_arrived(const Question&, Tally&);
void uasc_left(const Question&, Tally&);
void sex(const Question&, Tally&);
void age(const Question&, Tally&);
void ethnicity(const Question&, Tally&);
void ethnic_group(const Question&, Tally&);
void disability(const Question&, Tally&);
void legal_status(const Question&, Tally&);
void need(const Question&, Tally&);
void time_in_care(const Question&, Tally&);
void entry_status(const Question&, Tally&);
}  // namespace population
namespace placements {
void type(const Question&, Tally&);
void provider(const Question&, Tally&);
void distance(const Question&, Tally&);
void over_20(const Question&, Tally&);
void area(const Question&, Tally&);
void three_or_more(const Question&, Tally&);
void long_term(const Question&, Tally&);
void long_term_fostering(const Question&, Tally&);
void missing_children(const Question&, Tally&);
void missing_episodes(const Question&, Tally&);
}  // namespace placements
namespace leaving {
void by_reason(const Question&, Tally&);
void sgo(const Question&, Tally&);
void cao(const Question&, Tally&);
void adopted(const Question&, Tally&);
void order_after_adm(const Question&, Tally&);
void placed_12_months(const Question&, Tally&);
void by_second_review(const Question&, Tally&);
void section_20(const Question&, Tally&);
}  // namespace leaving

}  // namespace footprint::measures
