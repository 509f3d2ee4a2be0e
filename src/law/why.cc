#include "law/why.h"

#include <vector>

#include "base/common_words.h"
#include "base/text.h"

namespace footprint::law {

namespace {

std::string subject(const Requirement& requirement) {
    switch (requirement.clock) {
        case Clock::ordinary:
            if (requirement.number == 0) return "The next {review} known";
            return "The " +
                   std::string(requirement.kind == Kind::later ? "next" : printed(requirement.kind)) +
                   " {review}";
        case Clock::adoption:
            if (requirement.number == 0) return "The next {review} of the placement for adoption";
            return "The " +
                   std::string(requirement.kind == Kind::later ? "next" : printed(requirement.kind)) +
                   " {review} of the placement for adoption";
        case Clock::adoption_authorised:
            return "The {review} while authorised to place for adoption";
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
            return "when the authority to place for adoption began";
        case Trigger::short_breaks_began:
            return "when the series of short breaks began";
        case Trigger::history_known_from:
            return "from which the {reviews} are known";
    }
    return {};
}

// "27 and 28 December and 3 January are bank holidays"
std::string holidays(const Requirement& requirement, const WorkingDays& calendar) {
    if (requirement.limit_unit != Requirement::Unit::working_days) return {};
    if (!calendar.covers(requirement.triggered_by, requirement.latest))
        return "; the calendar of bank holidays does not reach these days, so Monday to Friday were counted";
    const auto found = calendar.holidays_between(requirement.triggered_by, requirement.latest);
    if (found.empty()) return {};
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
    return "; " + listed(months) + (found.size() == 1 ? " is a bank holiday" : " are bank holidays");
}

}  // namespace

std::string why(const Requirement& requirement, const WorkingDays& calendar, std::string_view citation) {
    return in_common_words(why_to_be_worded(requirement, calendar, citation));
}

std::string why_to_be_worded(const Requirement& requirement, const WorkingDays& calendar,
                             std::string_view citation) {
    std::string sentence = subject(requirement) + " is due by " + with_weekday(requirement.latest) + ": " +
                           amount(requirement) + " after " + with_weekday(requirement.triggered_by) + ", " +
                           std::string(event(requirement.trigger));
    if (!citation.empty()) sentence += " (" + std::string(citation) + ")";
    sentence += holidays(requirement, calendar);
    if (requirement.coronavirus_rule)
        sentence += "; from 24 April to 24 September 2020 SI 2020/445 relaxed this";
    return sentence + ".";
}

}  // namespace footprint::law
