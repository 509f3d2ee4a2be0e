// Address  /
// Shows    what is overdue, due in the next four weeks, not booked; how many findings
#include <algorithm>

#include "base/text.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

constexpr int weeks_ahead = 4;

struct Lists {
    std::vector<const casework::ChildLine*> overdue;
    std::vector<const casework::ChildLine*> soon;
    std::vector<const casework::ChildLine*> not_booked;  // of those due soon or overdue
    std::size_t looked_after = 0;
};

Lists lists_of(const casework::Snapshot& snapshot) {
    Lists lists;
    const Day today = snapshot.as_at();
    for (const casework::ChildLine& line : snapshot.lines()) {
        lists.looked_after += line.looked_after ? 1 : 0;
        if (line.next == nullptr) continue;
        const bool overdue = line.next->is.state == law::State::overdue;
        const bool soon = !overdue && line.next->is.latest <= today + 7 * weeks_ahead;
        if (overdue) lists.overdue.push_back(&line);
        if (soon) lists.soon.push_back(&line);
        if ((overdue || soon) && !line.booked_on) lists.not_booked.push_back(&line);
    }
    const auto by_day = [](const auto* a, const auto* b) { return a->next->is.latest < b->next->is.latest; };
    for (auto* list : {&lists.overdue, &lists.soon, &lists.not_booked})
        std::sort(list->begin(), list->end(), by_day);
    return lists;
}

Html number_box(std::size_t number, std::string_view what, std::string_view href, bool alert) {
    return Html(alert && number > 0 ? "<li class=\"fp-alert\">"_html : "<li>"_html, "<strong>"_html,
                grouped(static_cast<std::int64_t>(number)), "</strong><a class=\"govuk-link\" href=\""_html,
                href, "\">"_html, what, "</a></li>"_html);
}

// Those that the last change brought; of files, which have no past, all.
Html findings_box(const View& view) {
    if (const auto fresh = view.application.casework.new_findings(view.snapshot))
        return number_box(fresh->places.size(), "new findings", "/findings?new=yes", false);
    return number_box(view.snapshot.findings().size(), "findings in the data", "/findings", false);
}

Html table_of(const View& view, std::string_view title, std::string_view id,
              const std::vector<const casework::ChildLine*>& lines, std::string_view none,
              std::string_view all_href) {
    Html html("<h2 class=\"govuk-heading-m\" id=\""_html, id, "\">"_html, title, "</h2>"_html);
    if (lines.empty()) return html.put("<p class=\"govuk-body\">"_html, none, "</p>"_html);
    govuk::Table table;
    table.columns = {{"Child"}, {"Review"}, {"Latest day"}, {"Booked"}, {"IRO"}, {"State"}};
    constexpr std::size_t shown = 15;
    for (std::size_t i = 0; i < lines.size() && i < shown; ++i) {
        const casework::ChildLine& line = *lines[i];
        const law::Requirement& is = line.next->is;
        table.rows.push_back({{child_link(view, line.child), true},
                              review_name(is),
                              with_weekday(is.latest),
                              booking(line, "No date"),
                              view.snapshot.officer_name(line.officer).empty()
                                  ? std::string("Nobody")
                                  : view.snapshot.officer_name(line.officer),
                              state_tag(is, view.snapshot.as_at())});
    }
    html += scrolling(title, govuk::table(table));
    if (lines.size() > shown)
        html.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\""_html, all_href, "\">See all "_html,
                 grouped(static_cast<std::int64_t>(lines.size())), "</a></p>"_html);
    return html;
}

}  // namespace

Response start(const View& view, const Request&) {
    const Lists lists = lists_of(view.snapshot);
    Html main = heading("Reviews at a glance");
    if (view.snapshot.records().children.empty()) {
        main += govuk::inset_text(Html(
            "There is no child here yet. <a class=\"govuk-link\" href=\"/import\">Import a return</a> "_html,
            "to begin."_html));
        return made(view, "Reviews at a glance", "/", {}, main);
    }
    main.put("<ul class=\"fp-numbers\">"_html,
             number_box(lists.looked_after, "children looked after", "/children?state=looked_after", false),
             number_box(lists.overdue.size(), "reviews overdue", "#overdue", true),
             number_box(lists.soon.size(), "due in the next four weeks", "#soon", false),
             number_box(lists.not_booked.size(), "of these without a date", "#not-booked", true),
             findings_box(view), "</ul>"_html);
    main += table_of(view, "Overdue", "overdue", lists.overdue, "No review is overdue.",
                     "/children?state=overdue&sort=due");
    main += table_of(view, "Due in the next four weeks", "soon", lists.soon,
                     "No review falls due in the next four weeks.", "/children?state=soon&sort=due");
    main += table_of(view, "No date booked", "not-booked", lists.not_booked,
                     "Every review that is overdue or falls due in the next four weeks has a date.",
                     "/children?state=not_booked&sort=due");
    return made(view, "Reviews at a glance", "/", {}, main);
}

}  // namespace footprint::web::pages
