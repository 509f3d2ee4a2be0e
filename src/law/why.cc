#include "law/why.h"

#include <vector>

#include "base/common_words.h"
#include "base/text.h"

namespace footprint::law {

namespace {

std::string subject(const Requirement& requirement) {
    switch (requirement.clock) {
        case Clock::ordinary:
            return "The " +
                   std::string(requirement.kind == Kind::later ? "next" : printed(requirement.kind)) +
                   " {review}";
        case Clock::adoption:
            return "The " +
                   std::string(requirement.kind == Kind::later ? "next" : printed(requirement.kind)) +
                   " {review} of the placement for adoption";
        case Clock::adoption_authorised:
            return "The {review} while the child waits to be placed for adoption";
        case Clock::disruption:
            return "The {review} after the return from a placement for adoption";
        case Clock::short_breaks:
            return "The " + std::string(requirement.kind == Kind::first ? "first" : "next") +
                   " {review} of the series of short breaks";
    }
    return {};
}

std::string amount(const Requirement& requirement) {
    const int limit = requirement.limit;
    switch (requirement.limit_unit) {
        case Requirement::Unit::working_days:
            return counted(limit, "working day", "working days");
        case Requirement::Unit::days:
            return counted(limit, "day", "days");
        case Requirement::Unit::months:
            return counted(limit, "month", "months");
    }
    return {};
}

std::string_view event(Trigger trigger) {
    switch (trigger) {
        case Trigger::became_looked_after:
            return "when the period of care began";
        case Trigger::review_completed:
            return "when the {review} before was completed";
        case Trigger::placed_for_adoption:
            return "when the child was placed for adoption";
        case Trigger::placement_ended:
            return "when the placement for adoption ended";
        case Trigger::authorised:
            return "when the placement order was made";
        case Trigger::short_breaks_began:
            return "when the series of short breaks began";
        case Trigger::history_known_from:
            return "the first day from which the {reviews} are on record";
    }
    return {};
}

// Whether the day is ahead, was one on which something was due, or never came to count.
std::string_view is_due_by(State state) {
    if (state == State::pending) return " is due by ";
    return state == State::lapsed ? " would have been due by " : " was due by ";
}

// "27 and 28 December and 3 January are bank holidays"
std::string named_holidays(const std::vector<BankHoliday>& found) {
    std::vector<std::string> months;  // "27 and 28 December"
    std::vector<std::string> days;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto here = civil(found[i].on);
        days.push_back(std::to_string(here.day));
        const bool month_ends = i + 1 == found.size() || civil(found[i + 1].on).month != here.month;
        if (!month_ends) continue;
        months.push_back(listed(days) + " " + std::string(month_name(here.month)));
        days.clear();
    }
    return listed(months) + (found.size() == 1 ? " is a bank holiday" : " are bank holidays");
}

// What of the days that were counted is not as published: a day may still be proclaimed or moved.
std::string counted_by_rule(Day first_counted, Day latest, const WorkingDays& calendar) {
    if (calendar.holidays().empty() || latest < calendar.first_day() || first_counted > calendar.last_day())
        return "; the calendar of bank holidays does not reach these days, so Monday to Friday were counted";
    std::string said;
    if (first_counted < calendar.first_day()) {
        said += "; the calendar of bank holidays begins on " + in_words(calendar.first_day());
        said += ", so before it Monday to Friday were counted";
    }
    if (latest > calendar.published_until() && calendar.published_until() < calendar.last_day()) {
        said += "; bank holidays after " + in_words(calendar.published_until());
        said += " are counted by rule, not by published dates";
    }
    if (latest > calendar.last_day()) {
        said += "; the calendar of bank holidays ends on " + in_words(calendar.last_day());
        said += ", so after it Monday to Friday were counted";
    }
    return said;
}

std::string holidays(const Requirement& requirement, const WorkingDays& calendar) {
    if (requirement.limit_unit != Requirement::Unit::working_days) return {};
    const auto found = calendar.holidays_between(requirement.triggered_by, requirement.latest);
    std::string said;
    if (!found.empty()) said += "; " + named_holidays(found);
    return said + counted_by_rule(requirement.triggered_by + 1, requirement.latest, calendar);
}

// Where the law counts on from the last review and a return leaves no time for it: READING adoption.return.
bool has_as_long_as_a_first_review(const Requirement& requirement) {
    return requirement.trigger == Trigger::placement_ended && requirement.number != 1 &&
           requirement.limit_unit == Requirement::Unit::working_days;
}

}  // namespace

std::string why(const Requirement& requirement, const WorkingDays& calendar, std::string_view citation) {
    return in_common_words(why_to_be_worded(requirement, calendar, citation));
}

std::string why_to_be_worded(const Requirement& requirement, const WorkingDays& calendar,
                             std::string_view citation) {
    std::string sentence = subject(requirement) + std::string(is_due_by(requirement.state)) +
                           with_weekday(requirement.latest) + ": " + amount(requirement) + " after " +
                           with_weekday(requirement.triggered_by) + ", " +
                           std::string(event(requirement.trigger));
    if (!citation.empty()) sentence += " (" + std::string(citation) + ")";
    if (has_as_long_as_a_first_review(requirement))
        sentence += "; as long as for a first {review}, since none was held after that placement began";
    sentence += holidays(requirement, calendar);
    if (requirement.coronavirus_rule)
        sentence += "; from 24 April to 24 September 2020 SI 2020/445 relaxed this";
    return sentence + ".";
}

}  // namespace footprint::law
