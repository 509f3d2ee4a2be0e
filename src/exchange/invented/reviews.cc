#include "exchange/invented/reviews.h"

#include <algorithm>

namespace footprint::exchange::invented {

namespace {

enum class Clock { ordinary, adoption, short_breaks };

constexpr std::string_view late_reasons[] = {
    "told_late",    "date_error",           "officer_absent", "social_worker_absent",
    "carer_absent", "report_not_available", "placement_move", "school_holidays",
    "child_wish",   "parent_request",       "illness",        "other"};
constexpr int late_weights[] = {14, 8, 16, 16, 5, 14, 10, 4, 6, 3, 8, 6};
// Reviews that are moved within their time are moved for other reasons than those that become late.
constexpr int stood_down_weights[] = {2, 2, 18, 22, 8, 14, 9, 5, 8, 6, 12, 6};
constexpr std::string_view forward_reasons[] = {
    "plan_change",     "iro_direction", "child_request", "parent_request",
    "welfare_concern", "leaving_care",  "release",       "other"};
constexpr int forward_weights[] = {40, 14, 8, 6, 16, 10, 1, 5};

class ReviewPlanner {
  public:
    ReviewPlanner(const Surroundings& around, const InventedChild& child, const Stay& stay,
                  const WorkingDays& calendar)
        : around_(around), child_(child), stay_(stay), calendar_(calendar) {}

    std::vector<InventedReview> draw_all();

  private:
    struct Clocked {
        Clock clock{};
        Day anchor;
        int number = 0;       // reviews so far
        Day no_later_than{};  // the next is wanted by this day, whatever the limit
    };
    bool run(Clocked clocked, Day until, Day not_before);
    Day latest_of(const Clocked& clocked) const;
    Day working_day_before(Day day) const;
    Day planned(const Clocked& clocked, Day latest, Draw& draw) const;
    void draw_course(InventedReview& review, Day plan, const Clocked& clocked, Draw& draw);
    void move(InventedReview& review, Day plan, Draw& draw);
    bool moved_lately(Day on) const;
    std::string_view late_reason(Draw& draw) const;

    const Surroundings& around_;
    const InventedChild& child_;
    const Stay& stay_;
    const WorkingDays& calendar_;
    int held_ = 0;  // in this stay
    Day last_completed_;
    std::vector<InventedReview> out_;
};

std::vector<InventedReview> ReviewPlanner::draw_all() {
    if (stay_.short_breaks) {
        run({Clock::short_breaks, stay_.began, 0}, stay_.ends, stay_.began);
        return std::move(out_);
    }
    const Day placed = stay_.placed.value_or(stay_.ends);
    if (!run({Clock::ordinary, stay_.began, 0}, placed, stay_.began) || !stay_.placed) return std::move(out_);
    const Day adoption_ends = stay_.ending == Ending::adoption ? stay_.ends : *stay_.adoption_reversed;
    const int before = held_;
    if (!run({Clock::adoption, placed, 0}, adoption_ends, placed) || adoption_ends == stay_.ends)
        return std::move(out_);
    // Back in care the ordinary reviews go on; none is due before 20 working days if there was none since the
    // placement.
    const Day anchor = held_ == 0 ? adoption_ends : last_completed_;
    // A placement that broke down asks for a review 28 to 42 days later.
    const Day not_before = held_ == before ? calendar_.add(adoption_ends, 20) : adoption_ends + 28;
    run({Clock::ordinary, anchor, held_, adoption_ends + 42}, stay_.ends, std::max(anchor, not_before));
    return std::move(out_);
}

Day ReviewPlanner::latest_of(const Clocked& clocked) const {
    if (clocked.clock == Clock::short_breaks) return add_months(clocked.anchor, clocked.number == 0 ? 3 : 6);
    if (clocked.number == 0)
        return clocked.clock == Clock::adoption ? clocked.anchor + 28 : calendar_.add(clocked.anchor, 20);
    Day latest = add_months(clocked.anchor, clocked.number == 1 ? 3 : 6);
    // Once a court has authorised an adoption, three months from then until the child is placed.
    const bool waits = stay_.placement_order && clocked.clock == Clock::ordinary &&
                       clocked.anchor < *stay_.placement_order && *stay_.placement_order < latest;
    if (waits && (!stay_.placed || *stay_.placed > *stay_.placement_order))
        latest = std::min(latest, add_months(*stay_.placement_order, 3));
    return latest;
}

Day ReviewPlanner::working_day_before(Day day) const {
    while (!calendar_.is_working_day(day)) day = day - 1;
    return day;
}

Day ReviewPlanner::planned(const Clocked& clocked, Day latest, Draw& draw) const {
    const int lead = clocked.number == 0 ? draw.between(0, 9) : draw.between(1, 24);
    Day plan = working_day_before(latest - lead);
    while (plan <= clocked.anchor || !calendar_.is_working_day(plan)) plan = plan + 1;
    return plan;
}

bool ReviewPlanner::moved_lately(Day on) const {
    return std::any_of(stay_.placements.begin() + 1, stay_.placements.end(),
                       [on](const Placement& placement) {
                           return !placement.same_carer && placement.from <= on && placement.from > on - 35;
                       });
}

std::string_view ReviewPlanner::late_reason(Draw& draw) const {
    if (draw.chance(70)) return {};  // nobody wrote it down
    return late_reasons[draw.weighted(late_weights)];
}

// A booking that could not be kept: most find another day in time.
void ReviewPlanner::move(InventedReview& review, Day plan, Draw& draw) {
    StoodDownBooking booking;
    booking.booked_for = plan;
    booking.stood_down = std::max(working_day_before(plan - draw.between(0, 8)), review.since);
    booking.reason = late_reasons[draw.weighted(stood_down_weights)];
    const bool in_time = review.latest > plan && draw.chance(780);
    Day again = in_time ? working_day_before(plan + draw.between(1, review.latest - plan))
                        : calendar_.add(review.latest, draw.between(1, 15));
    if (again <= plan) again = calendar_.add(plan, 1);
    booking.rearranged_for = again;
    if (booking.stood_down > around_.as_at) return;
    review.stood_down.push_back(booking);
    review.booked = again;
    review.held = again;
    if (again > review.latest) review.late_reason = booking.reason;
}

// How it went: as planned, earlier, moved, late, or forgotten for a while.
void ReviewPlanner::draw_course(InventedReview& review, Day plan, const Clocked& clocked, Draw& draw) {
    review.booked = plan;
    review.held = plan;
    const bool later = clocked.number >= 2 && clocked.clock == Clock::ordinary;
    const bool relaxed = (later || clocked.clock != Clock::ordinary) &&
                         review.latest >= day_of(2020, 4, 24) && review.latest <= day_of(2020, 9, 24);
    if (relaxed && draw.chance(80)) {
        review.held = calendar_.add(review.latest, draw.between(2, 45));
        review.booked = review.held;
        review.relaxed_reason = "Coronavirus: a review in time was not reasonably practicable";
        review.late_reason = "other";
        return;
    }
    const int way = draw.below(1000);
    if (later && way < 45) {
        const Day early = working_day_before(plan - draw.between(30, 110));
        if (early <= clocked.anchor + 20) return;
        review.booked = early;
        review.held = early;
        review.brought_forward_reason =
            moved_lately(early) ? "placement_move" : forward_reasons[draw.weighted(forward_weights)];
    } else if (way < 130) {
        move(review, plan, draw);
    } else if (way < 156) {
        review.held = calendar_.add(review.latest, draw.between(1, 18));
        review.booked = review.held;
        review.late_reason = late_reason(draw);
    } else if (way < 160) {
        review.held = calendar_.add(review.latest, draw.between(25, 75));
        review.booked = review.held;
        review.late_reason = draw.chance(500) ? "date_error" : "told_late";
    } else if (way < 176) {
        review.completed = calendar_.add(plan, draw.between(4, 19));
    }
}

// Reviews of one clock until it stops. False when today has come first.
bool ReviewPlanner::run(Clocked clocked, Day until, Day not_before) {
    const std::uint64_t family = mixed(around_.seed, static_cast<std::uint64_t>(child_.family));
    for (;; not_before = clocked.anchor) {
        InventedReview review;
        review.sitting =
            mixed(mixed(family, static_cast<std::uint64_t>(clocked.anchor.count())),
                  static_cast<std::uint64_t>(clocked.number * 4 + static_cast<int>(clocked.clock)));
        Draw draw(review.sitting);
        review.number = clocked.number + 1;
        review.since = clocked.anchor;
        review.latest = std::min(std::max(latest_of(clocked), not_before), clocked.no_later_than);
        clocked.no_later_than = Day::never();
        Day plan = std::max(planned(clocked, review.latest, draw), not_before);
        while (!calendar_.is_working_day(plan)) plan = plan + 1;
        draw_course(review, plan, clocked, draw);
        const Day held = *review.held;
        if (held >= until) return until <= around_.as_at;
        if (held > around_.as_at) {
            // Bookings are made some weeks ahead; a review that will come late has not been thought of yet.
            review.held.reset();
            review.completed.reset();
            review.brought_forward_reason = {};
            review.late_reason = {};
            review.relaxed_reason = {};
            const bool thought_of = review.booked == plan || !review.stood_down.empty();
            if (thought_of && *review.booked - around_.as_at <= 56) out_.push_back(std::move(review));
            return false;
        }
        if (review.completed && (*review.completed >= until || *review.completed > around_.as_at))
            review.completed.reset();
        if (!review.completed) review.completed = held;
        clocked.anchor = *review.completed;
        ++clocked.number;
        ++held_;
        last_completed_ = *review.completed;
        out_.push_back(std::move(review));
    }
}

}  // namespace

std::vector<InventedReview> draw_reviews(const Surroundings& around, const InventedChild& child,
                                         const Stay& stay, const WorkingDays& calendar) {
    return ReviewPlanner(around, child, stay, calendar).draw_all();
}

}  // namespace footprint::exchange::invented
