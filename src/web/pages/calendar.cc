// Address  /calendar?month=2026-11&officer=
// Shows    what falls due in a month, day by day, and what is booked
#include <algorithm>
#include <map>

#include "base/text.h"
#include "measures/time.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

struct Entry {
    std::uint32_t child = 0;
    const law::Requirement* due = nullptr;  // null: a booking
};

std::map<Day, std::vector<Entry>> entries_of(const View& view, const measures::Time& month,
                                             const std::string& officer) {
    std::map<Day, std::vector<Entry>> days;
    const std::uint32_t wanted = view.snapshot.cohort().officer_number(officer);
    for (const casework::ChildLine& line : view.snapshot.lines()) {
        if (line.next == nullptr || !view.sight.sees(line.child)) continue;
        if (!officer.empty() && line.officer != wanted) continue;
        if (month.holds(line.next->is.latest))
            days[line.next->is.latest].push_back({line.child, &line.next->is});
        if (line.booked_on && month.holds(*line.booked_on))
            days[*line.booked_on].push_back({line.child, nullptr});
    }
    return days;
}

std::string month_address(Day day, const std::string& officer) {
    return "/calendar?month=" + iso(day).substr(0, 7) +
           (officer.empty() ? "" : "&officer=" + percent_encoded(officer));
}

Html filter(const View& view, const measures::Time& month, const std::string& officer) {
    std::vector<govuk::SelectItem> officers = {{"", "Anybody", officer.empty()}};
    for (const care::Officer& row : view.snapshot.records().officers)
        if (care::is_iro(row.role))
            officers.push_back({row.officer.text, row.name.empty() ? row.officer.text : row.name,
                                row.officer.text == officer});
    govuk::Input input;
    input.id = "month";
    input.name = "month";
    input.label = "Month";
    input.type = "month";
    input.value = iso(month.first).substr(0, 7);
    return Html("<form class=\"fp-filter\" method=\"get\" action=\"/calendar\">"_html, govuk::input(input),
                govuk::select({"officer", "officer", words_of(view).iro.one, officers}),
                govuk::button({.text = "Show", .href = {}, .name = {}, .value = {}}), "</form>"_html);
}

Response month_of(const View& view, const Request& request) {
    const Day today = view.snapshot.as_at();
    const std::string officer(request.query.text("officer"));
    const auto first = parse_iso_day(std::string(request.query.text("month")) + "-01");
    const auto [year, number, day] = civil(first.value_or(today));
    const measures::Time month = measures::month(year, number);
    const auto days = entries_of(view, month, officer);
    const std::string title = at_the_beginning(words_of(view).review.many) + " in " +
                              std::string(month_name(number)) + " " + std::to_string(year);
    Html main = heading(title);
    main += filter(view, month, officer);
    main.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\""_html,
             month_address(month.first - 1, officer),
             "\">Month before</a> &nbsp; <a class=\"govuk-link\" href=\""_html,
             month_address(month.last + 1, officer), "\">Month after</a></p>"_html);
    govuk::Table table;
    table.columns = {{"Day"}, {"Latest day of"}, {"Booked"}};
    const auto& calendar = *view.snapshot.ground().rules.calendar;
    for (const auto& [on, entries] : days) {
        Html due;
        Html booked;
        for (const Entry& entry : entries) {
            Html& list = entry.due == nullptr ? booked : due;
            list.put("<div>"_html, child_link(view, entry.child),
                     entry.due == nullptr ? Html() : Html(" "_html, state_tag(*entry.due, today)),
                     "</div>"_html);
        }
        Html name(with_weekday(on), Html());
        if (!calendar.is_working_day(on)) name.put(" "_html, govuk::tag("No working day", "grey"));
        table.add({std::move(name), true}, std::move(due), std::move(booked));
    }
    if (table.rows.empty()) {
        main += govuk::inset_text("Nothing falls due in this month, and nothing is booked."_html);
    } else {
        main += scrolling(title, govuk::table(table));
    }
    main.put("<p class=\"fp-note\">A latest day on a day that is no working day is not moved: hold the "_html,
             words_of(view).review.one, " before it.</p>"_html);
    return made(view, title, "/calendar", {}, main);
}

}  // namespace

Response calendar(const View& view, const Request& request) {
    return kept(view, request, [&] { return month_of(view, request); });
}

}  // namespace footprint::web::pages
