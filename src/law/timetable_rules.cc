#include "law/timetable_rules.h"

#include <algorithm>

namespace footprint::law {

namespace {

int number_of(const Rulebook& rulebook, ReviewRule rule, Unit unit, std::string_view limb = {}) {
    const Limit& limit = rulebook.rule(rule_id(rule)).first_limit(limb);
    ensure(limit.unit == unit, "the timetable's limits are in the units in which it counts");
    return limit.number;
}

// The days in which later reviews were relaxed: the one span of the rule that says so.
const InForce& relaxed_span(const Rulebook& rulebook) {
    const auto& spans = rulebook.rule(rule_id(ReviewRule::subsequent)).spans;
    const auto found =
        std::find_if(spans.begin(), spans.end(), [](const InForce& span) { return span.relaxed; });
    ensure(found != spans.end(), "the law says in which days later reviews were relaxed");
    return *found;
}

}  // namespace

TimetableRules timetable_rules(const Rulebook& rulebook) {
    TimetableRules rules;
    rules.calendar = &rulebook.working_days();
    rules.first_working_days = number_of(rulebook, ReviewRule::first, Unit::working_days);
    rules.second_months = number_of(rulebook, ReviewRule::second, Unit::months);
    rules.later_months = number_of(rulebook, ReviewRule::subsequent, Unit::months);
    rules.placed_first_days = number_of(rulebook, ReviewRule::placed_first, Unit::days);
    rules.placed_second_months = number_of(rulebook, ReviewRule::placed_second, Unit::months);
    rules.placed_later_months = number_of(rulebook, ReviewRule::placed_later, Unit::months);
    rules.authorised_first_months = number_of(rulebook, ReviewRule::authorised_first, Unit::months);
    rules.authorised_later_months = number_of(rulebook, ReviewRule::authorised_later, Unit::months);
    rules.disruption_from_days = number_of(rulebook, ReviewRule::disruption, Unit::days, "earliest");
    rules.disruption_until_days = number_of(rulebook, ReviewRule::disruption, Unit::days, "latest");
    rules.short_breaks_first_months = number_of(rulebook, ReviewRule::short_breaks, Unit::months, "first");
    rules.short_breaks_later_months = number_of(rulebook, ReviewRule::short_breaks, Unit::months, "later");
    rules.relaxed_from = relaxed_span(rulebook).from;
    rules.relaxed_until = relaxed_span(rulebook).until;
    rules.regulations_began = rulebook.rule(rule_id(ReviewRule::first)).spans.front().from;
    rules.history.series_gap_months = rulebook.reading_number("short_breaks.series_gap");
    rules.history.temporary_move_keeps_adoption =
        rulebook.reads("adoption.temporary_move", "neither_ends_nor_begins");
    rules.history.leap_day_birthday_on_1_march = rulebook.reads("age.leap_day", "1_march");
    rules.unknown_past = rulebook.reads("history.unknown_past", "from_first_known_review");
    rules.last_day_counts = rulebook.reads("review.on_last_day", "counts");
    rules.timely_by_first_sitting = rulebook.reads("review.timely_by", "first_sitting");
    rules.return_goes_on = rulebook.reads("adoption.return", "numbers_go_on");
    rules.disruption_review = rulebook.reads("adoption.disruption_review", "own_clock");
    return rules;
}

}  // namespace footprint::law
