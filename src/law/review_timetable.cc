#include "law/review_timetable.h"

#include <algorithm>

namespace footprint::law {

namespace {

using care::AdoptionPlacement;
using care::PeriodOfCare;
using Unit = Requirement::Unit;

Kind kind_of(std::uint32_t number) {
    if (number == 1) return Kind::first;
    return number == 2 ? Kind::second : Kind::later;
}

struct Step {
    int limit;
    Unit unit;
    ReviewRule rule;
};

// Reg 33(1) and (2).
Step ordinary_step(const TimetableRules& rules, std::uint32_t number) {
    if (number == 1) return {rules.first_working_days, Unit::working_days, ReviewRule::first};
    if (number == 2) return {rules.second_months, Unit::months, ReviewRule::second};
    return {rules.later_months, Unit::months, ReviewRule::subsequent};
}

// SI 2005/389 reg 36(3) and (4): placed for adoption.
Step placed_step(const TimetableRules& rules, std::uint32_t number) {
    if (number == 1) return {rules.placed_first_days, Unit::days, ReviewRule::placed_first};
    if (number == 2) return {rules.placed_second_months, Unit::months, ReviewRule::placed_second};
    return {rules.placed_later_months, Unit::months, ReviewRule::placed_later};
}

// SI 2005/389 reg 36(2): authority to place, and no placement.
Step authorised_step(const TimetableRules& rules, std::uint32_t number) {
    if (number == 1) return {rules.authorised_first_months, Unit::months, ReviewRule::authorised_first};
    return {rules.authorised_later_months, Unit::months, ReviewRule::authorised_later};
}

// Reg 48: a series of short breaks.
Step short_breaks_step(const TimetableRules& rules, std::uint32_t number) {
    if (number == 1) return {rules.short_breaks_first_months, Unit::months, ReviewRule::short_breaks};
    return {rules.short_breaks_later_months, Unit::months, ReviewRule::short_breaks};
}

Step step_of(const TimetableRules& rules, Clock clock, std::uint32_t number) {
    switch (clock) {
        case Clock::ordinary:
            return ordinary_step(rules, number);
        case Clock::adoption:
            return placed_step(rules, number);
        case Clock::adoption_authorised:
            return authorised_step(rules, number);
        case Clock::disruption:
            return {rules.disruption_until_days, Unit::days, ReviewRule::disruption};
        case Clock::short_breaks:
            return short_breaks_step(rules, number);
    }
    return {};
}

Day add(const WorkingDays& calendar, Day day, int limit, Unit unit) {
    switch (unit) {
        case Unit::working_days:
            return calendar.add(day, limit);
        case Unit::days:
            return day + limit;
        case Unit::months:
            return add_months(day, limit);
    }
    return day;
}

}  // namespace

std::string_view printed(Clock clock) {
    constexpr std::array<std::string_view, 5> names = {"ordinary", "adoption", "adoption_authorised",
                                                       "disruption", "short_breaks"};
    return names.at(static_cast<std::size_t>(clock));
}

std::string_view printed(Kind kind) {
    constexpr std::array<std::string_view, 3> names = {"first", "second", "later"};
    return names.at(static_cast<std::size_t>(kind));
}

std::string_view printed(State state) {
    constexpr std::array<std::string_view, 6> names = {"met",     "late",    "relaxed",
                                                       "overdue", "pending", "lapsed"};
    return names.at(static_cast<std::size_t>(state));
}

std::string_view printed(Trigger trigger) {
    constexpr std::array<std::string_view, 7> names = {
        "became_looked_after", "review_completed",   "placed_for_adoption", "placement_ended",
        "authorised",          "short_breaks_began", "history_known_from"};
    return names.at(static_cast<std::size_t>(trigger));
}

std::string_view rule_id(ReviewRule rule) {
    constexpr std::array<std::string_view, 11> ids = {
        "review-first-20wd", "review-second-3m",  "review-subsequent-6m", "adopt-placed-4wk",
        "adopt-placed-3m",   "adopt-placed-6m",   "adopt-authorised-3m",  "adopt-authorised-6m",
        "adopt-disruption",  "shortbreak-review", "before_2011"};
    return ids.at(static_cast<std::size_t>(rule));
}

ReviewTimetable::ReviewTimetable(const TimetableRules& rules, Day as_at, std::optional<Day> known_from)
    : rules_(rules), as_at_(as_at), known_from_(known_from) {
    ensure(rules.calendar != nullptr, "the timetable has a calendar");
}

const std::vector<Requirement>& ReviewTimetable::of(const ChildReviews& child) {
    out_.clear();
    past_is_unknown_ = false;
    child_ = child;
    // Reviews after as_at are not known yet.
    const auto known =
        std::upper_bound(child.reviews.begin(), child.reviews.end(), as_at_,
                         [](Day day, const care::Review& review) { return day < review.held_on; });
    child_.reviews = child.reviews.first(static_cast<std::size_t>(known - child.reviews.begin()));
    history_.fill(child.episodes, child.born_on, as_at_, rules_.history);

    period_number_ = 0;
    auto series = history_.short_break_series();
    for (const PeriodOfCare& period : history_.periods()) {
        while (!series.empty() && series.front().from < period.from) {
            work_out_series(series.front());
            series = series.subspan(1);
        }
        work_out_period(period);
    }
    for (const PeriodOfCare& rest : series) work_out_series(rest);
    mark_next();
    return out_;
}

std::uint32_t ReviewTimetable::first_review_on_or_after(Day day) const {
    const auto found =
        std::lower_bound(child_.reviews.begin(), child_.reviews.end(), day,
                         [](const care::Review& review, Day on) { return review.held_on < on; });
    return static_cast<std::uint32_t>(found - child_.reviews.begin());
}

// Whether another period of care ended on the day on which this one begins.
bool ReviewTimetable::ends_before(const PeriodOfCare& period) const {
    for (const PeriodOfCare& other : history_.periods())
        if (&other != &period && other.until == period.from && other.from <= period.from) return true;
    return false;
}

void ReviewTimetable::work_out_period(const PeriodOfCare& period) {
    const std::uint16_t number = period_number_++;
    // Nobody becomes looked after on or after the 18th birthday.
    if (period.ends_by_age && period.from >= period.until) return;
    period_output_ = out_.size();
    period_until_ = period.until;
    anchor_review_ = no_review;
    period_first_ = first_review_on_or_after(ends_before(period) ? period.from + 1 : period.from);
    // READING review.on_last_day: a review on the day on which care ends still counts.
    const bool open = period.until.is_never();
    period_end_ = open ? static_cast<std::uint32_t>(child_.reviews.size())
                       : first_review_on_or_after(rules_.last_day_counts ? period.until + 1 : period.until);
    period_end_ = std::max(period_end_, period_first_);

    const auto episodes = history_.episodes_of(period);
    care::find_adoption_placements(episodes, period.until, rules_.history, placements_);
    const bool began_before_known = known_from_ && period.from < *known_from_;
    const bool joined_under_way = episodes.front().reason_for_new != care::ReasonForNewEpisode::S;
    if (rules_.unknown_past && (began_before_known || joined_under_way)) {
        past_is_unknown_ = true;
        work_out_unknown(period);
    } else {
        work_out_known(period);
    }
    for (std::size_t i = period_output_; i < out_.size(); ++i) out_[i].period = number;
    put_in_order(period_output_);
}

// The clocks of a period from its beginning: the ordinary one, replaced by the one for a placement for
// adoption while that lasts.
void ReviewTimetable::work_out_known(const PeriodOfCare& period) {
    const bool begins_placed = care::is_placed_for_adoption(history_.episodes_of(period).front().place);
    if (!begins_placed) {
        const Day closes = placements_.empty() ? period.until : placements_.front().from;
        run_ordinary_until(closes, {period.from, Trigger::became_looked_after, 1}, period_first_, Day());
    }
    for (std::size_t i = 0; i < placements_.size(); ++i) {
        const AdoptionPlacement& placement = placements_[i];
        const bool ended = placement.until < period.until;
        const std::uint32_t first = std::max(period_first_, first_review_on_or_after(placement.from));
        const std::uint32_t end =
            ended ? std::max(first, std::min(period_end_, first_review_on_or_after(placement.until)))
                  : period_end_;
        run_clock(Clock::adoption, {placement.from, Trigger::placed_for_adoption, 1},
                  {first, end, ended ? placement.until : period.until}, Day());
        if (!ended) continue;
        if (placement.placed_again) continue;
        run_return(placement, i + 1 < placements_.size() ? placements_[i + 1].from : period.until);
        run_disruption(placement.until);
    }
    run_authorised(period);
}

// READING history.unknown_past: nothing is asked until the first review that is known; that one meets no
// requirement, has no number, and the next is due six months after it.
void ReviewTimetable::work_out_unknown(const PeriodOfCare& period) {
    const Day from = known_from_ ? std::max(*known_from_, period.from) : period.from;
    const std::uint32_t anchor = std::max(period_first_, first_review_on_or_after(from));
    if (anchor >= period_end_) {
        Requirement standing =
            next_requirement(Clock::ordinary, {from, Trigger::history_known_from, 0}, Day());
        decide(standing, period.until);
        out_.push_back(standing);
        return;
    }
    anchor_review_ = anchor;
    period_first_ = anchor;  // reviews before it are as if they were not there
    const care::Review& review = child_.reviews[anchor];
    const Anchor next{review.completed_on, Trigger::review_completed, 0};
    // The placement that lasted when the review was held, and those that began later.
    std::size_t at = 0;
    while (at < placements_.size() && placements_[at].until <= review.held_on) ++at;
    const bool placed = at < placements_.size() && placements_[at].from <= review.held_on;
    // A return on the very day of the review is known as well.
    if (!placed && at > 0 && placements_[at - 1].until == review.held_on && review.held_on < period.until)
        run_disruption(review.held_on);
    if (!placed) {
        const Day closes = at < placements_.size() ? placements_[at].from : period.until;
        run_ordinary_until(closes, next, anchor + 1, Day());
    }
    for (; at < placements_.size(); ++at) {
        const AdoptionPlacement& placement = placements_[at];
        const bool ended = placement.until < period.until;
        const bool begun_before = placement.from <= review.held_on;
        const std::uint32_t first =
            begun_before ? anchor + 1 : std::max(anchor + 1, first_review_on_or_after(placement.from));
        const std::uint32_t end =
            ended ? std::max(first, std::min(period_end_, first_review_on_or_after(placement.until)))
                  : period_end_;
        run_clock(Clock::adoption,
                  begun_before ? next : Anchor{placement.from, Trigger::placed_for_adoption, 1},
                  {first, end, ended ? placement.until : period.until}, Day());
        if (!ended || placement.placed_again) continue;
        run_return(placement, at + 1 < placements_.size() ? placements_[at + 1].from : period.until);
        run_disruption(placement.until);
    }
    run_authorised(period);
}

void ReviewTimetable::work_out_series(const PeriodOfCare& series) {
    const std::uint16_t number = period_number_++;
    if (series.ends_by_age && series.from >= series.until) return;
    period_output_ = out_.size();
    period_until_ = series.until;
    period_first_ = first_review_on_or_after(series.from);
    const bool open = series.until.is_never();
    period_end_ = open ? static_cast<std::uint32_t>(child_.reviews.size())
                       : first_review_on_or_after(rules_.last_day_counts ? series.until + 1 : series.until);
    run_clock(Clock::short_breaks, {series.from, Trigger::short_breaks_began, 1},
              {period_first_, period_end_, series.until}, Day());
    for (std::size_t i = period_output_; i < out_.size(); ++i) out_[i].period = number;
    put_in_order(period_output_);
}

Requirement ReviewTimetable::next_requirement(Clock clock, const Anchor& anchor, Day not_before) const {
    const Step step = step_of(rules_, clock, anchor.number);
    Requirement requirement;
    requirement.clock = clock;
    requirement.number = static_cast<std::uint16_t>(anchor.number);
    requirement.kind = kind_of(anchor.number);
    requirement.trigger = anchor.trigger;
    requirement.triggered_by = anchor.day;
    requirement.limit = static_cast<std::int16_t>(step.limit);
    requirement.limit_unit = step.unit;
    requirement.rule = step.rule;
    requirement.latest = add(*rules_.calendar, anchor.day, step.limit, step.unit);
    // READING adoption.return: with no review since the placement began, there are 20 working days from its
    // end, as for a first review; so its rule is that of a first one.
    if (!not_before.is_never()) {
        const Day floor = rules_.calendar->add(not_before, rules_.first_working_days);
        if (floor > requirement.latest) {
            requirement.latest = floor;
            requirement.trigger = Trigger::placement_ended;
            requirement.triggered_by = not_before;
            requirement.limit = static_cast<std::int16_t>(rules_.first_working_days);
            requirement.limit_unit = Unit::working_days;
            requirement.rule = ReviewRule::first;
        }
    }
    // Before the regulations came into force days are worked out in the same way, and never counted.
    if (requirement.latest < rules_.regulations_began) requirement.rule = ReviewRule::before_2011;
    return requirement;
}

// One clock over the reviews that may meet its requirements: each review held sets the next day, and the
// requirement after the last of them waits until the clock closes.
void ReviewTimetable::run_clock(Clock clock, Anchor anchor, Stretch stretch, Day not_before) {
    for (std::uint32_t i = stretch.first; i < stretch.end; ++i) {
        const care::Review& review = child_.reviews[i];
        Requirement requirement = next_requirement(clock, anchor, not_before);
        requirement.review = i;
        requirement.first_sitting = review.held_on;
        decide(requirement, stretch.closes);
        out_.push_back(requirement);
        anchor = {review.completed_on, Trigger::review_completed, anchor.number == 0 ? 0 : anchor.number + 1};
        not_before = Day();
    }
    Requirement open = next_requirement(clock, anchor, not_before);
    decide(open, stretch.closes);
    out_.push_back(open);
}

// Reviews held on or after the day on which another clock takes over meet that one only.
void ReviewTimetable::run_ordinary_until(Day replaced_on, Anchor anchor, std::uint32_t first_review,
                                         Day not_before) {
    const std::uint32_t end = replaced_on == period_until_
                                  ? period_end_
                                  : std::min(period_end_, first_review_on_or_after(replaced_on));
    run_clock(Clock::ordinary, anchor, {first_review, std::max(first_review, end), replaced_on}, not_before);
}

// READING adoption.return: the ordinary clock goes on from the reviews held before the placement ended.
void ReviewTimetable::run_return(const AdoptionPlacement& placement, Day replaced_on) {
    const Day ended_on = placement.until;
    const std::uint32_t first = std::max(period_first_, first_review_on_or_after(ended_on));
    const std::uint32_t held = rules_.return_goes_on ? first - period_first_ : 0;
    if (held == 0) {
        run_ordinary_until(replaced_on, {ended_on, Trigger::placement_ended, 1}, first, Day());
        return;
    }
    const care::Review& last = child_.reviews[first - 1];
    const bool past_unknown = out_.size() > period_output_ && out_[period_output_].number == 0;
    const bool reviewed_since = last.held_on >= placement.from;
    run_ordinary_until(replaced_on,
                       {last.completed_on, Trigger::review_completed, past_unknown ? 0 : held + 1}, first,
                       reviewed_since ? Day() : ended_on);
}

// SI 2005/389 reg 36(10), READING adoption.disruption_review: a review 28 to 42 days after the return.
void ReviewTimetable::run_disruption(Day ended_on) {
    if (!rules_.disruption_review) return;
    Requirement requirement =
        next_requirement(Clock::disruption, {ended_on, Trigger::placement_ended, 1}, Day());
    const std::uint32_t i =
        std::max(period_first_, first_review_on_or_after(ended_on + rules_.disruption_from_days));
    if (i < period_end_ && child_.reviews[i].held_on <= requirement.latest) {
        requirement.review = i;
        requirement.first_sitting = child_.reviews[i].held_on;
    }
    decide(requirement, period_until_);
    out_.push_back(requirement);
}

// SI 2005/389 reg 36(2): while the child may be placed for adoption and is not, a second clock runs beside
// the ordinary one. It begins anew when a placement ends, counted from the day on which that placement began.
void ReviewTimetable::run_authorised(const PeriodOfCare& period) {
    care::find_status_runs(history_.episodes_of(period), period.until, care::LegalStatus::E1, authorised_);
    for (const care::StatusRun& run : authorised_) {
        const Day run_until = std::min(run.until, period.until);
        Day from = run.from;
        Day basis = run.from;
        Trigger trigger = Trigger::authorised;
        bool placed_to_the_end = false;
        for (const AdoptionPlacement& placement : placements_) {
            if (placement.until <= run.from) continue;
            if (placement.from >= run_until) break;
            if (placement.from > from) run_authorised_stretch(basis, trigger, from, placement.from);
            if (placement.until >= run_until) {
                placed_to_the_end = true;
                break;
            }
            from = placement.until;
            basis = std::max(run.from, placement.from);
            trigger = placement.from > run.from ? Trigger::placed_for_adoption : Trigger::authorised;
        }
        if (!placed_to_the_end && from < run_until) run_authorised_stretch(basis, trigger, from, run_until);
    }
}

void ReviewTimetable::run_authorised_stretch(Day basis, Trigger trigger, Day from, Day until) {
    Anchor anchor{basis, trigger, 1};
    std::uint32_t i = std::max(period_first_, first_review_on_or_after(basis));
    const std::uint32_t end =
        until == period_until_ ? period_end_ : std::min(period_end_, first_review_on_or_after(until));
    for (; i < end && child_.reviews[i].held_on < from; ++i)
        anchor = {child_.reviews[i].completed_on, Trigger::review_completed, anchor.number + 1};
    for (;; ++i) {
        Requirement requirement = next_requirement(Clock::adoption_authorised, anchor, Day());
        if (i < end) {
            requirement.review = i;
            requirement.first_sitting = child_.reviews[i].held_on;
        }
        decide(requirement, until);
        // The first review known meets nothing, and before it nothing is asked.
        const bool before_known = anchor_review_ != no_review &&
                                  ((i < end && i == anchor_review_) ||
                                   (anchor.number == 1 && basis < child_.reviews[anchor_review_].held_on));
        // A requirement of this clock stands only where it asks for more than the ordinary one beside it.
        Requirement* const ordinary = ordinary_beside(requirement, from);
        if (!before_known && ordinary != nullptr && requirement.latest < ordinary->latest) {
            ordinary->counts_with_other |= requirement.state != State::lapsed;
            out_.push_back(requirement);
        }
        if (i >= end) return;
        anchor = {child_.reviews[i].completed_on, Trigger::review_completed, anchor.number + 1};
    }
}

// The ordinary requirement that is pending on the same days as one of the second clock.
Requirement* ReviewTimetable::ordinary_beside(const Requirement& requirement, Day from) {
    for (std::size_t i = period_output_; i < out_.size(); ++i) {
        Requirement& ordinary = out_[i];
        if (ordinary.clock != Clock::ordinary) continue;
        const bool held = ordinary.review != no_review;
        const bool same_review = held && ordinary.review >= requirement.review;
        const bool later_review =
            held && requirement.review == no_review && ordinary.first_sitting >= requirement.closed_on;
        const bool unheld = !held && ordinary.closed_on > from;
        if (same_review || later_review || unheld) return &ordinary;
    }
    return nullptr;
}

// The state on the day as at which it is asked.
void ReviewTimetable::decide(Requirement& requirement, Day closes) const {
    requirement.closed_on = closes;
    const bool within =
        requirement.latest >= rules_.relaxed_from && requirement.latest <= rules_.relaxed_until;
    // SI 2020/445: first and second ordinary reviews were not relaxed, and a review after a disruption is not
    // named.
    requirement.coronavirus_rule = within && requirement.clock != Clock::disruption &&
                                   (requirement.clock != Clock::ordinary || requirement.kind == Kind::later);
    if (requirement.review != no_review) {
        // READING review.timely_by
        const Day counted = rules_.timely_by_first_sitting ? requirement.first_sitting
                                                           : child_.reviews[requirement.review].completed_on;
        requirement.state = counted <= requirement.latest ? State::met : State::late;
        if (requirement.state == State::late) requirement.days_late = counted - requirement.latest;
    } else if (closes <= requirement.latest) {
        requirement.state = State::lapsed;
    } else if (requirement.latest < as_at_) {
        requirement.state = State::overdue;
        requirement.days_late = std::min(as_at_, closes) - requirement.latest;
    } else {
        requirement.state = State::pending;
    }
    const bool not_in_time = requirement.state == State::late || requirement.state == State::overdue;
    if (not_in_time && requirement.coronavirus_rule && reason_recorded(requirement))
        requirement.state = State::relaxed;
}

// A reason stands with the review; where none was held, with a booking made for it that never took place.
bool ReviewTimetable::reason_recorded(const Requirement& requirement) const {
    if (requirement.review != no_review) return child_.reviews[requirement.review].relaxed_reason_given;
    for (auto row = child_.details.rbegin(); row != child_.details.rend() && !row->held_on; ++row) {
        const bool for_this = !row->booked_on || *row->booked_on >= requirement.triggered_by;
        if (for_this && !row->relaxed_reason.empty()) return true;
    }
    return false;
}

// A period's requirements by latest day, then clock. They are nearly in order already.
void ReviewTimetable::put_in_order(std::size_t first) {
    const auto before = [](const Requirement& a, const Requirement& b) {
        return a.latest != b.latest ? a.latest < b.latest : a.clock < b.clock;
    };
    for (std::size_t i = first + 1; i < out_.size(); ++i) {
        const Requirement moving = out_[i];
        std::size_t at = i;
        for (; at > first && before(moving, out_[at - 1]); --at) out_[at] = out_[at - 1];
        out_[at] = moving;
    }
}

void ReviewTimetable::mark_next() {
    Requirement* earliest = nullptr;
    for (Requirement& requirement : out_) {
        if (requirement.state != State::pending && requirement.state != State::overdue) continue;
        if (earliest == nullptr || requirement.latest < earliest->latest) earliest = &requirement;
    }
    if (earliest != nullptr) earliest->next = true;
}

}  // namespace footprint::law
