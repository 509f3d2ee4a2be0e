// Address  /children/{child}/footprint?kind=
// Shows    all that the service did for one child and what came of it, the newest first; the longest time in
//          which it did nothing
// Changes  writes into the journal who opened whose file
#include "casework/footprint.h"

#include <algorithm>

#include "base/text.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

using casework::Act;
using casework::ActKind;

std::string title_of(const View& view, std::uint32_t child) {
    return "Footprint of " + view.snapshot.name_of(child);
}

Html gap_and_outcome(const View& view, const casework::Footprint& all) {
    const practice::Wording& words = words_of(view);
    std::vector<govuk::SummaryRow> rows;
    if (all.longest_gap)
        rows.push_back(
            {"Longest time without a " + words.review.one + ", " + words.midway.one + " or contact",
             Html(counted(all.longest_gap->days(), "day", "days"), ", from "_html,
                  in_words(all.longest_gap->after), " to "_html, in_words(all.longest_gap->before))});
    if (all.decisions > 0)
        rows.push_back({"What came of the " + words.decision.many,
                        Html(grouped(static_cast<std::int64_t>(all.decisions_done)), " of "_html,
                             grouped(static_cast<std::int64_t>(all.decisions)), " done"_html)});
    return rows.empty() ? Html() : govuk::summary_list(rows);
}

Html filter(const View& view, const std::string& address, const casework::Footprint& all,
            const std::string& wanted) {
    std::vector<govuk::SelectItem> kinds = {{"", "Everything", wanted.empty()}};
    for (const ActKind kind : casework::act_kinds())
        if (std::any_of(all.acts.begin(), all.acts.end(), [&](const Act& act) { return act.kind == kind; }))
            kinds.push_back({std::string(casework::printed(kind)),
                             in_own_words(view, casework::to_be_worded(kind)),
                             casework::printed(kind) == wanted});
    return Html("<form class=\"fp-filter\" method=\"get\" action=\""_html, address, "\">"_html,
                govuk::select({"kind", "kind", "What", kinds}),
                govuk::button({.text = "Show", .href = {}, .name = {}, .value = {}}), "</form>"_html);
}

Response footprint_of(const View& view, const Request& request, std::uint32_t child) {
    const std::string& id = view.snapshot.records().children[child].id;
    const std::string name = view.snapshot.name_of(child);
    const std::string file = "/children/" + percent_encoded(id);
    const std::string wanted(request.query.text("kind"));
    const casework::Footprint all = casework::footprint_of(view.snapshot, child);
    Html main(heading(title_of(view, child)), gap_and_outcome(view, all));
    if (!all.acts.empty()) main += filter(view, file + "/footprint", all, wanted);
    govuk::Table table;
    table.columns = {{"When"}, {"What"}, {"Who"}};
    for (auto act = all.acts.rbegin(); act != all.acts.rend(); ++act) {
        if (!wanted.empty() && casework::printed(act->kind) != wanted) continue;
        Html what(in_own_words(view, casework::to_be_worded(act->kind)), Html());
        if (!act->words.empty())
            what.put("<br><span class=\"govuk-hint govuk-!-font-size-16\">"_html,
                     at_the_beginning(act->words), "</span>"_html);
        table.add({Html("<span class=\"fp-nowrap\">"_html, in_words(act->on), "</span>"_html), true}, what,
                  view.snapshot.officer_name(act->officer));
    }
    main += table.rows.empty() ? govuk::inset_text("Nothing of this is recorded."_html)
                               : scrolling("Footprint", govuk::table(table));
    return made(view, title_of(view, child), "/children",
                {{"Children", "/children"}, {name, file}, {"Footprint", ""}}, main);
}

}  // namespace

Response footprint(const View& view, const Request& request) {
    const auto asked = file_asked_for(view, request);
    if (!asked) return not_found(view, "There is no child with this id.");
    if (view.sight.is_kept_from_them(*asked)) return restricted(view, *asked);
    note_reading(view, *asked, "footprint of");
    return kept(view, request, [&] { return footprint_of(view, request, *asked); });
}

}  // namespace footprint::web::pages
