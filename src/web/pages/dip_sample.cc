// Address  /dip-sample?month=2026-03
// Who      judge
// Shows    a few midway checks of a month, that nobody chose, each with its mark or the way to give it one
#include "casework/dip_sample.h"

#include "base/text.h"
#include "web/pages/officer.h"
#include "web/pages/sheet.h"

namespace footprint::web::pages {

namespace {

constexpr std::size_t looked_at = 10;

std::string month_of(Day day) {
    return iso(day).substr(0, 7);
}

// The month that was asked for; else the last that is over.
measures::Time asked_for(const View& view, const Request& request) {
    const auto first = parse_iso_day(std::string(request.query.text("month")) + "-01");
    const auto [year, number, day] = civil(first.value_or(add_months(view.snapshot.as_at(), -1)));
    return measures::month(year, number);
}

Html beside(const measures::Time& month, Day today) {
    const auto link = [](Day day, const char* text) {
        return Html("<a class=\"govuk-link\" href=\"/dip-sample?month="_html, month_of(day), "\">"_html, text,
                    "</a>"_html);
    };
    Html html("<p class=\"govuk-body\">"_html, link(month.first - 1, "Month before"));
    if (month.last < today) html.put(" "_html, link(month.last + 1, "Month after"));
    return html.put("</p>"_html);
}

Html mark(const View& view, const care::Midway& row) {
    const bool is_judged = row.quality != care::MidwayQuality::not_recorded;
    const std::string text =
        is_judged ? meaning_of_code(view, "quality", care::printed(row.quality)) : std::string("Mark it");
    return Html("<a class=\"govuk-link\" href=\"/children/"_html,
                percent_encoded(view.snapshot.records().children[row.child.value].id), "/midways/"_html,
                percent_encoded(row.midway.text), "/quality\">"_html, text, "</a>"_html);
}

}  // namespace

Response dip_sample(const View& view, const Request& request) {
    const measures::Time month = asked_for(view, request);
    const auto sample = casework::dip_sample(view.snapshot, month, looked_at, [&](std::uint32_t child) {
        return view.sight.may(care::Verb::open_file, child) && !view.sight.is_kept_from_them(child);
    });
    const auto [year, number, day] = civil(month.first);
    const std::string checks = words_of(view).midway.many;
    const std::string title =
        at_the_beginning(checks) + " of " + std::string(month_name(number)) + " " + std::to_string(year);
    Html main = heading(title);
    main += beside(month, view.snapshot.as_at());
    if (sample.chosen.empty()) {
        main += govuk::inset_text("None was held in this month, of children whose files you may open."_html);
        return made(view, title, "/dip-sample", {}, main);
    }
    main.put("<p class=\"govuk-body\">"_html, grouped(static_cast<std::int64_t>(sample.held)),
             sample.held == 1 ? " was held" : " were held", ". Chance chose "_html,
             grouped(static_cast<std::int64_t>(sample.chosen.size())), ", of which "_html,
             grouped(static_cast<std::int64_t>(sample.judged)),
             sample.judged == 1 ? " has a mark" : " have a mark", ".</p>"_html);
    govuk::Table table;
    table.columns = {{"Child"}, {"Held"}, {"By"}, {"What was checked, found and changed"}, {"Mark"}};
    for (const care::Midway* const row : sample.chosen)
        table.add({child_link(view, row->child.value), true}, in_words(*row->held_on),
                  view.snapshot.officer_name(view.snapshot.cohort().officer_number(row->officer.text)),
                  row->outcome.empty() ? std::string("Nothing is written") : row->outcome, mark(view, *row));
    for (const care::Midway* const row : sample.chosen) note_reading(view, row->child.value, "midway");
    main += scrolling(title, govuk::table(table));
    return made(view, title, "/dip-sample", {}, main);
}

}  // namespace footprint::web::pages
