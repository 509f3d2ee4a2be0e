// Address  /findings?finding=&new=&page=
// Shows    what is wrong or missing in the data, counted by name, then one by one
#include <algorithm>
#include <map>

#include "base/text.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

// All of them, or those that the last change brought.
struct Asked {
    bool only_new = false;
    std::vector<const care::Finding*> findings;
    std::string address(std::string_view name) const {
        std::string query = name.empty() ? "" : "finding=" + percent_encoded(name);
        if (only_new) query += query.empty() ? "new=yes" : "&new=yes";
        return query.empty() ? "/findings" : "/findings?" + query;
    }
};

Asked asked_of(const View& view, const Request& request) {
    Asked asked;
    const auto& all = view.snapshot.findings();
    const auto fresh =
        request.query.text("new").empty() ? nullptr : view.application.casework.new_findings(view.snapshot);
    if (fresh == nullptr) {
        for (const care::Finding& finding : all)
            if (is_shown(view, finding)) asked.findings.push_back(&finding);
        return asked;
    }
    asked.only_new = true;
    for (const std::uint32_t place : fresh->places)
        if (is_shown(view, all[place])) asked.findings.push_back(&all[place]);
    return asked;
}

// Which of the two is shown, and the way to the other.
Html all_or_new(const View& view, const Asked& asked) {
    const auto fresh = view.application.casework.new_findings(view.snapshot);
    if (fresh == nullptr) return {};
    if (asked.only_new)
        return Html("<p class=\"govuk-body\">These came with the change of "_html,
                    in_words(day_of(fresh->since)),
                    ". <a class=\"govuk-link\" href=\"/findings\">Show all findings</a></p>"_html);
    return Html(
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/findings?new=yes\">Show only those that "
        "came "
        "with the last change</a></p>"_html,
        Html());
}

govuk::Table counted_by_name(const View& view, const Asked& asked) {
    std::map<std::string_view, std::size_t> numbers;
    for (const care::Finding* finding : asked.findings) ++numbers[finding->name];
    govuk::Table table;
    table.caption = "By name";
    table.columns = {{"Finding"}, {"Number", true}, {"What mends it"}};
    for (const findings::Entry& entry : findings::catalogue()) {
        const auto found = numbers.find(entry.name);
        if (found == numbers.end()) continue;
        table.add({Html("<a class=\"govuk-link\" href=\""_html, asked.address(entry.name), "\">"_html,
                        in_own_words(view, entry.title), "</a>"_html),
                   true},
                  grouped(static_cast<std::int64_t>(found->second)), in_own_words(view, entry.fix));
    }
    return table;
}

}  // namespace

Response findings(const View& view, const Request& request) {
    const std::string name(request.query.text("finding"));
    const findings::Entry* const entry = findings::find_entry(name);
    const Asked asked = asked_of(view, request);
    const std::string title = entry != nullptr ? in_own_words(view, entry->title)
                              : asked.only_new ? "New findings"
                                               : "Findings";
    Html main = heading(title);
    main += all_or_new(view, asked);
    if (asked.findings.empty()) {
        main += govuk::inset_text(asked.only_new ? "The last change brought nothing odd or missing."_html
                                                 : "Nothing is odd or missing in the data."_html);
        return made(view, "Findings", "/findings", {}, main);
    }
    if (entry == nullptr) {
        main +=
            "<p class=\"govuk-body\">A finding never stops anything. What was read is kept as it is until it "
            "is "
            "mended.</p>"_html;
        main += scrolling("Findings by name", govuk::table(counted_by_name(view, asked)));
        return made(view, "Findings", "/findings", {}, main);
    }
    main.put("<p class=\"govuk-body\">"_html, in_own_words(view, entry->means),
             "</p><p class=\"govuk-body\"><strong>What mends it:</strong> "_html,
             in_own_words(view, entry->fix), "</p>"_html);
    std::vector<const care::Finding*> found;
    for (const care::Finding* finding : asked.findings)
        if (finding->name == entry->name) found.push_back(finding);
    const auto rows = static_cast<std::size_t>(view.snapshot.ground().profile.page_rows);
    const int pages = static_cast<int>((found.size() + rows - 1) / rows);
    const int page = page_number(request, pages);
    const std::size_t from = static_cast<std::size_t>(page - 1) * rows;
    govuk::Table table;
    table.columns = {{"Child"}, {"Where"}, {"What"}};
    for (std::size_t i = from; i < std::min(found.size(), from + rows); ++i)
        table.add(
            {found[i]->child.is_known() ? child_link(view, found[i]->child.value) : "No single child"_html,
             true},
            found[i]->where, found[i]->message);
    main +=
        table.rows.empty() ? govuk::inset_text("None is left."_html) : scrolling(title, govuk::table(table));
    main += govuk::pagination(page, pages, query_for_pages(request));
    return made(view, title, "/findings", {{"Findings", asked.address("")}, {title, ""}}, main);
}

}  // namespace footprint::web::pages
