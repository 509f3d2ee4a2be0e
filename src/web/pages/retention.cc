// Address  GET /retention; POST /retention/hold, /retention/release
// Who      keep_or_destroy
// Shows    which files are due to be destroyed and what holds them
// Changes  holds. Destroying is a command, never a click
#include <algorithm>

#include "base/text.h"
#include "casework/retention.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

constexpr std::size_t rows_shown = 100;

std::shared_ptr<const care::AccessLists> lists_of(const View& view) {
    return view.application.casework.access(view.application.casework.access_version());
}

// One name may hold several files, so each is told apart by both.
Html end_form(const View& view, const care::LegalHold& hold, std::size_t number) {
    const std::string id = "why-" + std::to_string(number);
    return Html("<form method=\"post\" action=\"/retention/release\">"_html, form_key(view),
                "<input type=\"hidden\" name=\"hold\" value=\""_html, hold.hold.text,
                "\"><input type=\"hidden\" name=\"child\" value=\""_html, hold.child.text,
                "\"><label class=\"govuk-label\" for=\""_html, id,
                "\">Why it ends</label><input class=\"govuk-input govuk-input--width-10\" id=\""_html, id,
                "\" name=\"why\"> "_html,
                govuk::button({.text = "End", .href = {}, .name = {}, .value = {}, .secondary = true}),
                "</form>"_html);
}

Html holds_table(const View& view, const care::AccessLists& lists) {
    if (lists.holds.empty()) return "<p class=\"govuk-body\">Nothing is held.</p>"_html;
    govuk::Table table;
    table.columns = {{"Hold"}, {"Holds"}, {"Reason"}, {"End it"}};
    for (std::size_t i = 0; i < lists.holds.size(); ++i) {
        const care::LegalHold& hold = lists.holds[i];
        table.add({hold.hold.text, true}, hold.child.empty() ? std::string("Every file") : hold.child.text,
                  hold.reason, end_form(view, hold, i));
    }
    return scrolling("Holds", govuk::table(table));
}

Html due_table(const View& view, const std::vector<casework::KeptFile>& files) {
    govuk::Table table;
    table.columns = {{"Child"}, {"Due from"}, {"Why"}, {"Held by"}};
    std::size_t due = 0;
    for (const casework::KeptFile& file : files) {
        if (file.kept.due_from > view.snapshot.as_at()) break;
        if (++due > rows_shown || !view.sight.sees(file.child)) continue;
        std::vector<std::string> holds;
        for (const care::LegalHold* hold : file.holds) holds.push_back(hold->hold.text);
        table.add({child_link(view, file.child), true}, in_words(file.kept.due_from),
                  file.kept.why + " (" + file.kept.citation + ")", join(holds, ", "));
    }
    if (table.rows.empty()) return "<p class=\"govuk-body\">No file is due.</p>"_html;
    Html html(
        "<p class=\"govuk-body\">"_html,
        counted(static_cast<std::int64_t>(due), "file is due", "files are due"),
        ". They are destroyed by whoever runs the database, with the command <code>footprint destroy</code>.</p>"_html);
    html += scrolling("Files that are due", govuk::table(table));
    if (due > rows_shown)
        html +=
            "<p class=\"govuk-body\">The first hundred are shown. <code>footprint retention</code> lists all.</p>"_html;
    return html;
}

govuk::Input line(const char* id, const char* label, const char* hint, std::string_view value) {
    govuk::Input input;
    input.id = id;
    input.name = id;
    input.label = label;
    input.hint = hint;
    input.value = value;
    input.classes = "govuk-input--width-20";
    return input;
}

Response page_of_retention(const View& view, const care::LegalHold& tried, std::string_view error,
                           int status = 200) {
    const auto lists = lists_of(view);
    const auto files = casework::kept_files(view.snapshot, *lists);
    const auto unknown = std::count_if(files.begin(), files.end(),
                                       [](const auto& file) { return file.kept.due_from.is_never(); });
    Html main;
    if (!error.empty()) main += govuk::error_summary("There is a problem", {{std::string(error), "#hold"}});
    main.put(heading("Keeping and destroying files"),
             "<h2 class=\"govuk-heading-m\">Due to be destroyed</h2>"_html, due_table(view, files));
    if (unknown > 0)
        main.put("<p class=\"govuk-body\">Of "_html, counted(unknown, "file", "files"),
                 " it cannot be said: the day of birth is not recorded.</p>"_html);
    main.put(
        "<h2 class=\"govuk-heading-m\">Holds</h2><p class=\"govuk-body\">A file that is held is not "_html,
        "destroyed, however old it is.</p>"_html, holds_table(view, *lists),
        "<h2 class=\"govuk-heading-m\">Hold files</h2><form method=\"post\" action=\"/retention/hold\" novalidate>"_html,
        form_key(view),
        govuk::input(line("hold", "Name of the hold", "Small letters, digits and -, as inquiry-2027.",
                          tried.hold.text)),
        govuk::input(line("child", "Child's id", "Blank for every file.", tried.child.text)),
        govuk::input(line("reason", "Reason", "The inquiry, the claim or the order.", tried.reason)),
        govuk::button({.text = "Hold", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form>"_html);
    return made(view, "Keeping and destroying files", "/retention", {}, main, status);
}

// A child or a hold that is not there is unknown, whichever authority it may be another's.
Response not_done(const View& view, const care::LegalHold& tried, const Problems& problems) {
    return page_of_retention(view, tried, problems.front().message,
                             problems.front().kind == Problem::Kind::not_found ? 404 : 400);
}

}  // namespace

Response retention(const View& view, const Request&) {
    return page_of_retention(view, {}, "");
}

Response hold_files(const View& view, const Request&, const Form& form) {
    const care::LegalHold hold{{std::string(trim(form.text("hold")))},
                               {std::string(trim(form.text("child")))},
                               std::string(form.text("reason"))};
    const auto done = casework::Retention(view.application.casework).hold(hold, view.actor());
    if (!done) return not_done(view, hold, done.problems());
    return see_other("/retention");
}

Response release_files(const View& view, const Request& request, const Form& form) {
    if (auto first = must_prove(view, request, form)) return std::move(*first);
    const care::LegalHold hold{{std::string(form.text("hold"))}, {std::string(trim(form.text("child")))}, {}};
    const auto done = casework::Retention(view.application.casework)
                          .release(hold, std::string(form.text("why")), view.actor());
    if (!done) return not_done(view, {}, done.problems());
    return see_other("/retention");
}

}  // namespace footprint::web::pages
