// Address  /officers?who=everybody&page=
// Who      see_lists; how much work somebody has: see_figures
// Shows    the people of the service: their post, their children, whether they are away and who covers; for
//          whoever may take over files, where somebody is added
#include <algorithm>

#include "base/text.h"
#include "measures/workload.h"
#include "web/pages/officer.h"

namespace footprint::web::pages {

namespace {

constexpr int warned_ahead_days = 60;
constexpr std::string_view everybody = "everybody";

std::vector<std::uint32_t> officers_shown(const View& view, bool all) {
    const auto& officers = view.snapshot.records().officers;
    std::vector<std::uint32_t> shown;
    for (std::uint32_t i = 0; i < officers.size(); ++i)
        if (all || (care::is_iro(officers[i].role) && measures::in_post(officers[i], view.snapshot.as_at())))
            shown.push_back(i);
    std::stable_sort(shown.begin(), shown.end(), [&](std::uint32_t a, std::uint32_t b) {
        return name_of(officers[a]) < name_of(officers[b]);
    });
    return shown;
}

// What a manager is to see to.
Html to_see_to(const View& view, const care::Officer& officer) {
    const Day today = view.snapshot.as_at();
    if (officer.ended_on && *officer.ended_on <= today)
        return Html("Left on "_html, in_words(*officer.ended_on));
    if (officer.started_on && *officer.started_on > today)
        return Html("Starts on "_html, in_words(*officer.started_on));
    if (officer.swe_expires_on && *officer.swe_expires_on <= today + warned_ahead_days)
        return Html("Registration "_html, *officer.swe_expires_on < today ? "ended"_html : "ends"_html,
                    " on "_html, in_words(*officer.swe_expires_on));
    return {};
}

Html filter(const View& view, bool all) {
    const std::vector<govuk::SelectItem> who = {
        {"", at_the_beginning(words_of(view).iro.many) + " in post", !all},
        {std::string(everybody), "Everybody, also who left", all}};
    return Html("<form class=\"fp-filter\" method=\"get\" action=\"/officers\">"_html,
                govuk::select({"who", "who", "Show", who}),
                govuk::button({.text = "Show", .href = {}, .name = {}, .value = {}}), "</form>"_html);
}

govuk::Table table_of(const View& view, std::span<const std::uint32_t> shown) {
    const auto& officers = view.snapshot.records().officers;
    const bool with_work = view.sight.may(care::Verb::see_figures);
    const Day today = view.snapshot.as_at();
    measures::Census census(view.snapshot.cohort());
    const measures::Question question{view.snapshot.cohort(), view.snapshot.ground().profile, census,
                                      measures::on(today), today};
    const measures::Workload workload(question);
    const auto work =
        with_work ? measures::work_by_officer(question, workload) : std::vector<measures::OfficerWork>();
    govuk::Table table;
    table.columns = {{"Name"}, {"Role"}, {"Post", true}};
    if (with_work) table.columns.insert(table.columns.end(), {{"Children", true}, {"Work", true}});
    table.columns.insert(table.columns.end(), {{"Away"}, {"To see to"}});
    for (const std::uint32_t number : shown) {
        const care::Officer& officer = officers[number];
        table.add({Html("<a class=\"govuk-link\" href=\""_html, address_of_officer(view, number), "\">"_html,
                        name_of(officer), "</a>"_html),
                   true},
                  role_in_words(view, officer.role),
                  officer.fte ? with_two_places(*officer.fte) : std::string("Not known"));
        if (with_work) {
            table.rows.back().emplace_back(grouped(static_cast<std::int64_t>(work[number].children)));
            table.rows.back().emplace_back(with_two_places(work[number].weighed));
        }
        table.rows.back().emplace_back(away_now(view, officer.officer));
        table.rows.back().emplace_back(to_see_to(view, officer));
    }
    return table;
}

Response list_of(const View& view, const Request& request) {
    const bool all = request.query.text("who") == everybody;
    const std::vector<std::uint32_t> shown = officers_shown(view, all);
    const auto rows = static_cast<std::size_t>(view.snapshot.ground().profile.page_rows);
    const int pages = static_cast<int>((shown.size() + rows - 1) / rows);
    const int page = page_number(request, pages);
    const std::size_t from = static_cast<std::size_t>(page - 1) * rows;
    Html main(heading("People"), filter(view, all));
    if (view.sight.may(care::Verb::judge))
        main.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/dip-sample\">A dip sample of "_html,
                 words_of(view).midway.many, "</a></p>"_html);
    if (view.sight.may(care::Verb::take_over) && !view.application.casework.is_read_only())
        main += govuk::button({.text = "Add somebody",
                               .href = "/officers/new/post",
                               .name = {},
                               .value = {},
                               .secondary = true});
    if (shown.empty()) {
        main += govuk::inset_text(
            "Nobody of the service is recorded. Add them here, or import officers.csv; or show everybody."_html);
        return made(view, "People", "/officers", {}, main);
    }
    main += scrolling(
        "People",
        govuk::table(table_of(view, std::span(shown).subspan(from, std::min(rows, shown.size() - from)))));
    main += govuk::pagination(page, pages, query_for_pages(request));
    if (view.sight.may(care::Verb::see_figures))
        main +=
            "<p class=\"fp-note\">Work is the children whom somebody has, each weighed as the service's profile says.</p>"_html;
    return made(view, "People", "/officers", {}, main);
}

}  // namespace

Response officers(const View& view, const Request& request) {
    return kept(view, request, [&] { return list_of(view, request); });
}

}  // namespace footprint::web::pages
