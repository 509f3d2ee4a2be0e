// When a child's reviews must be held at the latest, whether they were, and why.
//
// In      one child's care history, reviews held, what the law asks, and the day as at which it is asked
// Out     requirements in order of period, latest day and clock, each with its state
// Units   working days of England and Wales; months by the corresponding date, else the month's last day
// Errors  none: a doubtful history yields requirements, and findings say what is doubtful
// Source  law/reviews.toml, law/adoption.toml, law/short_breaks.toml, law/coronavirus.toml;
//         docs/law_issues.md
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/working_days.h"
#include "care/care_history.h"
#include "care/review.h"

namespace footprint::law {

enum class Clock : std::uint8_t { ordinary, adoption, adoption_authorised, disruption, short_breaks };
enum class Kind : std::uint8_t { first, second, later };
enum class State : std::uint8_t { met, late, relaxed, overdue, pending, lapsed };
enum class Trigger : std::uint8_t {
    became_looked_after,
    review_completed,
    placed_for_adoption,
    placement_ended,
    authorised,
    short_breaks_began,
    history_known_from,
};
// The rules that set a day, by their ids in law/.
enum class ReviewRule : std::uint8_t {
    first,
    second,
    subsequent,
    placed_first,
    placed_second,
    placed_later,
    authorised_first,
    authorised_later,
    disruption,
    short_breaks,
    before_2011,
};

std::string_view printed(Clock clock);
std::string_view printed(Kind kind);
std::string_view printed(State state);
std::string_view printed(Trigger trigger);
std::string_view rule_id(ReviewRule rule);

inline constexpr std::uint32_t no_review = UINT32_MAX;

struct Requirement {
    Day triggered_by;
    Day latest;
    Day first_sitting;  // never, where no review met it
    Day closed_on;      // its period ended (or will, at 18) or another clock replaced it; else never
    std::uint32_t review = no_review;  // the place among the child's reviews
    std::int32_t days_late = 0;
    std::uint16_t period = 0;  // counts the child's periods and series, in order of their beginning
    std::uint16_t number = 0;  // in its sequence; 0 where the past is not known
    std::int16_t limit = 0;    // what was added to triggered_by, in limit_unit
    enum class Unit : std::uint8_t { working_days, days, months } limit_unit = Unit::days;
    Clock clock{};
    Kind kind{};
    Trigger trigger{};
    ReviewRule rule{};
    State state{};
    bool coronavirus_rule = false;   // the rule of 2020 covers it
    bool next = false;               // the child's earliest that is pending or overdue
    bool counts_with_other = false;  // the authorised clock asks for a review on the same days, earlier
    bool in_ordinary_measures() const {
        return clock != Clock::short_breaks && clock != Clock::disruption && rule != ReviewRule::before_2011;
    }
    // Whether a review held today would still meet it.
    bool can_still_be_held(Day on) const {
        return (state == State::pending || state == State::overdue) && closed_on > on;
    }
};

// Every number and every arguable reading that the timetable rests on; filled from the rulebook.
struct TimetableRules {
    const WorkingDays* calendar = nullptr;
    int first_working_days = 20;
    int second_months = 3;
    int later_months = 6;
    int placed_first_days = 28;
    int placed_second_months = 3;
    int placed_later_months = 6;
    int authorised_first_months = 3;
    int authorised_later_months = 6;
    int disruption_from_days = 28;
    int disruption_until_days = 42;
    int short_breaks_first_months = 3;
    int short_breaks_later_months = 6;
    Day relaxed_from;
    Day relaxed_until;  // the last day
    Day regulations_began;
    care::HistoryReadings history;
    bool unknown_past = true;             // history.unknown_past
    bool last_day_counts = true;          // review.on_last_day
    bool timely_by_first_sitting = true;  // review.timely_by
    bool return_goes_on = true;           // adoption.return
    bool disruption_review = true;        // adoption.disruption_review
};

// What the timetable of one child is worked out from.
struct ChildReviews {
    std::optional<Day> born_on;
    std::span<const care::Episode> episodes;
    std::span<const care::Review> reviews;         // in order of first sitting, one a day
    std::span<const care::ReviewDetails> details;  // for reasons recorded where no review was held
};

// Works out timetables, one child after another; keeps its scratch space between them.
class ReviewTimetable {
  public:
    // `known_from`: reviews before this day are not in the records (READING history.unknown_past).
    ReviewTimetable(const TimetableRules& rules, Day as_at, std::optional<Day> known_from);

    // The requirements of one child, in order; they hold until the next call.
    const std::vector<Requirement>& of(const ChildReviews& child);
    const care::CareHistory& history() const { return history_; }
    // Whether a period of the child began before its past is known.
    bool past_is_unknown() const { return past_is_unknown_; }

  private:
    struct Anchor {
        Day day;  // what the next limit is counted from
        Trigger trigger{};
        std::uint32_t number = 0;  // of the review that comes next; 0 where the past is not known
    };
    // Reviews [first, end) that may meet a clock's requirements, and when it stops without one.
    struct Stretch {
        std::uint32_t first = 0;
        std::uint32_t end = 0;
        Day closes;
    };

    void work_out_period(const care::PeriodOfCare& period);
    void work_out_known(const care::PeriodOfCare& period);
    void work_out_unknown(const care::PeriodOfCare& period);
    void work_out_series(const care::PeriodOfCare& series);
    void run_clock(Clock clock, Anchor anchor, Stretch stretch, Day not_before);
    void run_ordinary_until(Day replaced_on, Anchor anchor, std::uint32_t first_review, Day not_before);
    void run_return(const care::AdoptionPlacement& placement, Day replaced_on);
    void run_disruption(Day ended_on);
    void run_authorised(const care::PeriodOfCare& period);
    void run_authorised_stretch(Day basis, Trigger trigger, Day from, Day until);
    Requirement* ordinary_beside(const Requirement& requirement, Day from);
    Requirement next_requirement(Clock clock, const Anchor& anchor, Day not_before) const;
    void decide(Requirement& requirement, Day closes) const;
    void put_in_order(std::size_t first);
    void mark_next();
    bool reason_recorded(const Requirement& requirement) const;
    std::uint32_t first_review_on_or_after(Day day) const;
    bool ends_before(const care::PeriodOfCare& period) const;

    const TimetableRules& rules_;
    Day as_at_;
    std::optional<Day> known_from_;
    bool past_is_unknown_ = false;

    ChildReviews child_;
    care::CareHistory history_;
    std::vector<Requirement> out_;
    std::uint16_t period_number_ = 0;
    std::uint32_t period_first_ = 0;  // reviews of the period that is being worked out
    std::uint32_t period_end_ = 0;
    Day period_until_;
    std::uint32_t anchor_review_ = no_review;  // where the past is not known: the first review that is
    std::size_t period_output_ = 0;            // where its requirements begin
    std::vector<care::AdoptionPlacement> placements_;
    std::vector<care::StatusRun> authorised_;
};

}  // namespace footprint::law
