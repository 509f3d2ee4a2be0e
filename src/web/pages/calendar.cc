// Address  /calendar?month=2026-11&officer= or /calendar?week=2026-11-23&officer=, by any day of the week
// Shows    what falls due and what is booked, day by day, of everybody or of one officer with the days on
//          which they are away; a booking stands with who chairs it
#include <algorithm>
#include <map>

#include "base/text.h"
#include "measures/time.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

constexpr int days_of_week = 7;

struct Span {
    Day first;
    Day last;
    bool is_week = false;
    bool holds(Day day) const { return first <= day && day <= last; }
};

struct OnDay {
    std::vector<const casework::ChildLine*> due;
    std::vector<const care::ReviewDetails*> booked;
    std::vector<const care::Absence*> away;
};

Span month_with(Day day) {
    const auto [year, number, date] = civil(day);
    const measures::Time month = measures::month(year, number);
    return {month.first, month.last, false};
}

Span week_with(Day day) {
    const Day monday = day - (static_cast<int>(weekday_of(day)) - static_cast<int>(Weekday::monday));
    return {monday, monday + (days_of_week - 1), true};
}

Span span_asked_for(const View& view, const Request& request) {
    if (request.query.has("week"))
        return week_with(parse_iso_day(request.query.text("week")).value_or(view.snapshot.as_at()));
    const auto first = parse_iso_day(std::string(request.query.text("month")) + "-01");
    return month_with(first.value_or(view.snapshot.as_at()));
}

// Who chairs a booking: whom it names, else whose child it is.
bool is_theirs(const View& view, const care::ReviewDetails& booking, const std::string& officer) {
    if (!booking.officer.empty()) return booking.officer.text == officer;
    const std::uint32_t own = view.snapshot.lines()[booking.child.value].officer;
    return own != measures::none && view.snapshot.records().officers[own].officer.text == officer;
}

std::map<Day, OnDay> days_of(const View& view, const Span& span, const std::string& officer) {
    std::map<Day, OnDay> days;
    if (span.is_week)
        for (Day day = span.first; day <= span.last; day = day + 1) days[day];
    const std::uint32_t wanted = view.snapshot.cohort().officer_number(officer);
    for (const casework::ChildLine& line : view.snapshot.lines())
        if (line.next != nullptr && span.holds(line.next->is.latest) && view.sight.sees(line.child) &&
            (officer.empty() || line.officer == wanted))
            days[line.next->is.latest].due.push_back(&line);
    for (const care::ReviewDetails& row : view.snapshot.records().review_details.all())
        if (const auto next = care::next_sitting_on(row); next && span.holds(*next) &&
                                                          view.sight.sees(row.child.value) &&
                                                          (officer.empty() || is_theirs(view, row, officer)))
            days[*next].booked.push_back(&row);
    if (officer.empty()) return days;
    for (const care::Absence& row : view.snapshot.records().absences) {
        if (row.officer.text != officer || !row.from_on) continue;
        const Day last = std::min(row.until_on.value_or(span.last), span.last);
        for (Day day = std::max(*row.from_on, span.first); day <= last; day = day + 1)
            days[day].away.push_back(&row);
    }
    return days;
}

std::string address_of(const Span& span, const std::string& officer) {
    return (span.is_week ? "/calendar?week=" + iso(span.first)
                         : "/calendar?month=" + iso(span.first).substr(0, 7)) +
           (officer.empty() ? "" : "&officer=" + percent_encoded(officer));
}

Html filter(const View& view, const Span& span, const std::string& officer) {
    std::vector<govuk::SelectItem> officers = {{"", "Anybody", officer.empty()}};
    add_iros(view, officer, {}, officers);
    govuk::Input input;
    input.id = span.is_week ? "week" : "month";
    input.name = input.id;
    input.label = span.is_week ? "Week with the day" : "Month";
    input.type = span.is_week ? "date" : "month";
    input.value = span.is_week ? iso(span.first) : iso(span.first).substr(0, 7);
    return Html("<form class=\"fp-filter\" method=\"get\" action=\"/calendar\">"_html, govuk::input(input),
                govuk::select({"officer", "officer", words_of(view).iro.one, officers}),
                govuk::button({.text = "Show", .href = {}, .name = {}, .value = {}}), "</form>"_html);
}

Html ways_on(const View& view, const Span& span, const std::string& officer) {
    const auto link = [&](const Span& to, const char* text) {
        return Html("<a class=\"govuk-link\" href=\""_html, address_of(to, officer), "\">"_html, text,
                    "</a>"_html);
    };
    const auto beside = [&](Day day) { return span.is_week ? week_with(day) : month_with(day); };
    // Of the month with today, the week with today.
    const Day today = view.snapshot.as_at();
    const Day within = span.holds(today) ? today : span.first;
    return Html("<p class=\"govuk-body\">"_html,
                link(beside(span.first - 1), span.is_week ? "Week before" : "Month before"), " &nbsp; "_html,
                link(beside(span.last + 1), span.is_week ? "Week after" : "Month after"), " &nbsp; "_html,
                span.is_week ? link(month_with(within), "Whole month") : link(week_with(within), "By week"),
                "</p>"_html);
}

std::string title_of(const View& view, const Span& span) {
    const std::string reviews = at_the_beginning(words_of(view).review.many);
    if (span.is_week) return reviews + " from " + in_words(span.first) + " to " + in_words(span.last);
    const auto [year, number, day] = civil(span.first);
    return reviews + " in " + std::string(month_name(number)) + " " + std::to_string(year);
}

std::string name_of_officer(const View& view, const Id<care::Officer>& officer) {
    const std::uint32_t number = view.snapshot.cohort().officer_number(officer.text);
    return number == measures::none ? officer.text : view.snapshot.officer_name(number);
}

Html booked_cell(const View& view, const care::ReviewDetails& row, const std::string& officer) {
    std::vector<std::string> words;
    if (officer.empty() && !row.officer.empty()) words.push_back(name_of_officer(view, row.officer));
    if (!row.place.empty()) words.push_back(row.place);
    Html html("<div>"_html, child_link(view, row.child.value));
    if (!words.empty())
        html.put(" <span class=\"govuk-hint govuk-!-margin-bottom-0 govuk-!-font-size-16\">"_html,
                 join(words, "; "), "</span>"_html);
    return html.put("</div>"_html);
}

Html day_cell(const View& view, Day on, const OnDay& day) {
    Html name(with_weekday(on), Html());
    if (!view.snapshot.ground().rules.calendar->is_working_day(on))
        name.put(" "_html, govuk::tag("No working day", "grey"));
    for (const care::Absence* const row : day.away) {
        name.put(" "_html, govuk::tag("Away", "purple"));
        if (!row->covered_by.empty())
            name.put(
                " <span class=\"govuk-hint govuk-!-margin-bottom-0 govuk-!-font-size-16\">covered by "_html,
                name_of_officer(view, row->covered_by), "</span>"_html);
    }
    return name;
}

Response calendar_of(const View& view, const Request& request) {
    const std::string officer(request.query.text("officer"));
    const Span span = span_asked_for(view, request);
    const std::string title = title_of(view, span);
    Html main(heading(title), filter(view, span, officer), ways_on(view, span, officer));
    govuk::Table table;
    table.columns = {{"Day"}, {"Latest day of"}, {"Booked"}};
    for (const auto& [on, day] : days_of(view, span, officer)) {
        Html due;
        for (const casework::ChildLine* const line : day.due)
            due.put("<div>"_html, child_link(view, line->child), " "_html,
                    state_tag(line->next->is, view.snapshot.as_at()), "</div>"_html);
        Html booked;
        for (const care::ReviewDetails* const row : day.booked) booked += booked_cell(view, *row, officer);
        table.add({day_cell(view, on, day), true}, std::move(due), std::move(booked));
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
    return kept(view, request, [&] { return calendar_of(view, request); });
}

}  // namespace footprint::web::pages
