#include <algorithm>

#include "findings/catalogue.h"

namespace footprint::findings {

namespace {

const care::Officer* officer_of(const care::Records& records, const Id<care::Officer>& id) {
    const auto found = std::lower_bound(
        records.officers.begin(), records.officers.end(), id,
        [](const care::Officer& officer, const auto& wanted) { return officer.officer < wanted; });
    return found == records.officers.end() || found->officer != id ? nullptr : &*found;
}

bool is_iro(const care::Records& records, const Id<care::Officer>& id) {
    const care::Officer* const officer = officer_of(records, id);
    return officer != nullptr && care::is_iro(officer->role);
}

void look_for_two(const ChildFile& file, std::span<const care::Allocation> rows, Found& found) {
    Day busy_until = Day::from_count(INT32_MIN);
    std::string busy_with;
    for (const care::Allocation& row : rows) {
        if (!row.from_on || !is_iro(file.records, row.officer)) continue;
        if (*row.from_on < busy_until && row.officer.text != busy_with)
            found.add(file.number, "allocation.two_at_once", "allocations " + iso(*row.from_on),
                      "From " + in_words(*row.from_on) + " both '" + busy_with + "' and '" +
                          row.officer.text + "' are allocated.");
        if (row.until_on.value_or(Day::never()) > busy_until) {
            busy_until = row.until_on.value_or(Day::never());
            busy_with = row.officer.text;
        }
    }
}

}  // namespace

void look_at_allocations(const ChildFile& file, Found& found) {
    if (file.records.allocations.size() == 0) return;  // nobody keeps them here
    const auto rows = file.records.allocations.of(file.number);
    look_for_two(file, rows, found);
    const care::PeriodOfCare* const period = file.timetable.history().period_on(file.as_at);
    const auto holds_now = [&](const care::Allocation& row) {
        return row.from_on && *row.from_on <= file.as_at && (!row.until_on || *row.until_on > file.as_at) &&
               is_iro(file.records, row.officer);
    };
    const auto now = std::find_if(rows.begin(), rows.end(), holds_now);
    constexpr int limit_working_days = 5;
    if (period != nullptr && now == rows.end() &&
        file.rules.calendar->add(period->from, limit_working_days) < file.as_at)
        found.add(file.number, "allocation.none", "allocations",
                  "Looked after since " + in_words(period->from) + ", and no IRO is allocated.");
    const bool had_care = !file.timetable.history().periods().empty();
    if (period == nullptr && had_care && now != rows.end() &&
        file.timetable.history().short_break_series().empty())
        found.add(file.number, "allocation.outside_care", "allocations " + iso(*now->from_on),
                  "The child is not looked after, and '" + now->officer.text + "' is still allocated.");
}

}  // namespace footprint::findings
