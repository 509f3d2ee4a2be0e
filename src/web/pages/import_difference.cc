// Address  none of its own: a part of /import and /import/waiting
// Shows    each row that an import would add or change, with its old and new values, a page at a time
// Changes  writes into the journal whose recorded values were shown
#include <algorithm>

#include "base/text.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

constexpr std::size_t rows_a_page = 100;

std::size_t count_of(const care::TableDifference& table) {
    return table.added.size() + table.changed.size();
}

// What a person may not read in a file they may not read in an import either. A row that is about a child,
// but nobody knows about whom, is shown to those from whom nothing is kept.
bool is_shown(const View& view, const care::RowChange& change) {
    if (change.of_unknown_child && view.sight.kept_from_them() > 0) return false;
    return std::all_of(change.children.begin(), change.children.end(), [&](const std::string& id) {
        const care::ChildNumber child = view.snapshot.records().find(id);
        return !child.is_known() || view.sight.sees(child.value);
    });
}

// Enough to tell two texts apart by, and no more than a page bears.
std::string shortened(const std::string& text) {
    constexpr std::size_t most = 300;
    if (text.empty()) return "blank";
    if (text.size() <= most) return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "...";
}

Html values_of(const care::RowChange& change) {
    Html html = "<ul class=\"govuk-list govuk-!-margin-bottom-0\">"_html;
    for (const care::ValueChange& value : change.values) {
        html.put("<li><strong>"_html, value.column, "</strong> "_html);
        if (change.added) {
            html.put(shortened(value.after));
        } else {
            html.put("from "_html, shortened(value.before), " to "_html, shortened(value.after));
        }
        html += "</li>"_html;
    }
    return html.put("</ul>"_html);
}

// Seen: the children of whom the table shows what is recorded. Of a row to be added it shows what the person
// sent.
govuk::Table table_of(const View& view, const casework::ImportPreview& preview,
                      const care::TableDifference& difference, std::size_t from, std::size_t count,
                      std::vector<std::uint32_t>& seen) {
    govuk::Table table;
    table.caption = std::string(difference.table);
    table.columns = {{"Row"}, {"What"}, {"Values"}};
    for (const care::RowChange& change :
         care::row_changes(*preview.known, preview.reading.records, difference, from, count)) {
        const Html what = change.added ? govuk::tag("Added", "green") : govuk::tag("Changed", "yellow");
        if (!is_shown(view, change)) {
            table.rows.push_back({{"Not shown", true}, what, "Of a file that is kept from you"});
            continue;
        }
        table.rows.push_back({{join(change.key, ", "), true}, what, values_of(change)});
        if (change.added) continue;
        for (const std::string& id : change.children)
            if (const care::ChildNumber child = view.snapshot.records().find(id); child.is_known())
                seen.push_back(child.value);
    }
    return table;
}

}  // namespace

Html import_difference(const View& view, const casework::ImportPreview& preview, int page,
                       const std::string& address_of_pages) {
    std::size_t all = 0;
    for (const care::TableDifference& table : preview.changes) all += count_of(table);
    if (all == 0) return {};
    const int pages = static_cast<int>((all + rows_a_page - 1) / rows_a_page);
    page = std::clamp(page, 1, pages);
    std::size_t skip = static_cast<std::size_t>(page - 1) * rows_a_page;
    std::size_t left = rows_a_page;
    std::vector<std::uint32_t> seen;
    Html html = "<h2 class=\"govuk-heading-m\">Row by row</h2>"_html;
    for (const care::TableDifference& table : preview.changes) {
        const std::size_t rows = count_of(table);
        if (skip < rows && left > 0) {
            const std::size_t count = std::min(left, rows - skip);
            html += scrolling("Changes of " + std::string(table.table),
                              govuk::table(table_of(view, preview, table, skip, count, seen)));
            left -= count;
        }
        skip -= std::min(skip, rows);
    }
    note_readings(view, std::move(seen), "what an import would change of");
    if (!address_of_pages.empty()) html += govuk::pagination(page, pages, address_of_pages);
    return html;
}

}  // namespace footprint::web::pages
