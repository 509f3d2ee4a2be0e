// Address  GET /retention; POST /retention/hold, /retention/release; GET and POST /children/{child}/own-file
// Who      keep_or_destroy
// Shows    which files are due to be destroyed and what holds them; a child's own file with marks on passages
// that
//          may be about somebody else
// Changes  holds; the journal has who handed out whose file. Destroying is a command, never a click
#include <algorithm>

#include "base/text.h"
#include "casework/own_file.h"
#include "casework/retention.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

constexpr std::size_t rows_shown = 100;

std::shared_ptr<const care::AccessLists> lists_of(const View& view) {
    return view.application.casework.access(view.application.casework.access_version());
}

Html holds_table(const View& view, const care::AccessLists& lists) {
    if (lists.holds.empty()) return "<p class=\"govuk-body\">Nothing is held.</p>"_html;
    govuk::Table table;
    table.columns = {{"Hold"}, {"Holds"}, {"Reason"}, {"End it"}};
    for (const care::LegalHold& hold : lists.holds)
        table.rows.push_back(
            {{hold.hold.text, true},
             hold.child.empty() ? std::string("Every file") : hold.child.text,
             hold.reason,
             Html("<form method=\"post\" action=\"/retention/release\">"_html, form_key(view),
                  "<input type=\"hidden\" name=\"hold\" value=\""_html, hold.hold.text,
                  "\"><label class=\"govuk-label\" for=\"why-"_html, hold.hold.text,
                  "\">Why it ends</label><input class=\"govuk-input govuk-input--width-10\" id=\"why-"_html,
                  hold.hold.text, "\" name=\"why\"> "_html,
                  govuk::button({.text = "End", .href = {}, .name = {}, .value = {}, .secondary = true}),
                  "</form>"_html)});
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
        table.rows.push_back({{child_link(view, file.child), true},
                              in_words(file.kept.due_from),
                              file.kept.why + " (" + file.kept.citation + ")",
                              join(holds, ", ")});
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

Response page_of_retention(const View& view, const care::LegalHold& tried, std::string_view error) {
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
    return made(view, "Keeping and destroying files", "/retention", {}, main, error.empty() ? 200 : 400);
}

// Numbered through the whole file, so that a form can say which go.
template <class Show>
std::size_t for_each_mark(const std::vector<casework::FileSection>& file, Show&& show) {
    std::size_t number = 0;
    for (const auto& section : file)
        for (const auto& record : section.records)
            for (const auto& field : record)
                for (const auto& passage : field.passages)
                    if (passage.is_about_others) show(number++, field, passage);
    return number;
}

std::string title_of_copy(const View& view, std::uint32_t child) {
    return "What is held about " + view.snapshot.name_of(child);
}

Html field_of(const casework::FileField& field, const std::vector<bool>& goes, std::size_t& number) {
    Html text;
    bool first = true;
    for (const casework::Passage& passage : field.passages) {
        if (!std::exchange(first, false)) text += " "_html;
        const bool taken_out = passage.is_about_others && goes[number];
        if (passage.is_about_others) ++number;
        taken_out ? text +=
                    "<span class=\"fp-taken-out\">[A passage about somebody else was taken out.]</span>"_html
                  : text.put(passage.text, ""_html);
    }
    return text;
}

Html copy_of(const std::vector<casework::FileSection>& file, const std::vector<bool>& goes) {
    Html html;
    std::size_t number = 0;
    for (const auto& section : file) {
        html.put("<h2 class=\"govuk-heading-m\">"_html, section.title, "</h2>"_html);
        for (const auto& record : section.records) {
            std::vector<govuk::SummaryRow> rows;
            for (const auto& field : record) rows.push_back({field.label, field_of(field, goes, number)});
            html += govuk::summary_list(rows);
        }
    }
    return html;
}

// A page that needs nothing besides itself, to be printed or read on any device.
Html standalone(const View& view, const std::string& title, std::int64_t taken_out, const Html& copy) {
    return Html(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"_html,
        title,
        "</title><style>body{font:1.1em/1.5 sans-serif;max-width:45em;margin:2em auto;padding:0 1em}"_html,
        "dl{border-top:1px solid #888;padding-top:.5em}dt{font-weight:bold}dd{margin:0 0 .5em 0}"_html,
        ".fp-taken-out{color:#555}</style></head><body><h1>"_html, title, "</h1><p>"_html,
        view.snapshot.authority_name(), ", as held on "_html, with_weekday(view.snapshot.as_at()), ". "_html,
        counted(taken_out, "passage about somebody else was", "passages about somebody else were"),
        " taken out.</p>"_html, copy, "</body></html>"_html);
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
    if (!done) return page_of_retention(view, hold, done.problems().front().message);
    return see_other("/retention");
}

Response release_files(const View& view, const Request& request, const Form& form) {
    if (auto first = must_prove(view, request, form)) return std::move(*first);
    const auto done =
        casework::Retention(view.application.casework)
            .release(std::string(form.text("hold")), std::string(form.text("why")), view.actor());
    if (!done) return page_of_retention(view, {}, done.problems().front().message);
    return see_other("/retention");
}

Response own_file_form(const View& view, const Request& request) {
    const auto child = file_asked_for(view, request);
    if (!child) return not_found(view, "There is no child with this id.");
    if (view.sight.is_kept_from_them(*child)) return restricted(view, *child);
    const std::string address =
        "/children/" + percent_encoded(view.snapshot.records().children[*child].id) + "/own-file";
    if (auto proof = must_prove(view, address)) return std::move(*proof);
    note_reading(view, *child, "own file of");
    const auto file = casework::own_file(view.snapshot, *child);
    govuk::Checkboxes marks;
    marks.name = "out";
    marks.legend = "Take these passages out";
    marks.hint = "They may be about somebody else. Read each, and leave in what the child may know.";
    const std::size_t count =
        for_each_mark(file, [&](std::size_t number, const auto& field, const auto& passage) {
            marks.items.push_back({std::to_string(number), passage.text, field.label, true});
        });
    const std::string title = title_of_copy(view, *child);
    Html main(heading(title), "<form method=\"post\" action=\""_html, address, "\">"_html, form_key(view),
              "<input type=\"hidden\" name=\"version\" value=\""_html, view.snapshot.version(), "\">"_html);
    if (count == 0)
        main +=
            "<p class=\"govuk-body\">No passage seems to be about somebody else. Read the file all the same before it is handed out.</p>"_html;
    else
        main += govuk::checkboxes(marks);
    main.put(govuk::button({.text = "Make the copy", .href = {}, .name = {}, .value = {}}), "</form>"_html,
             copy_of(file, std::vector<bool>(count, false)));
    return made(view, title, "/children", {{"Children", "/children"}, {"Own file", ""}}, main);
}

Response own_file_copy(const View& view, const Request& request, const Form& form) {
    const auto child = file_asked_for(view, request);
    if (!child) return not_found(view, "There is no child with this id.");
    if (view.sight.is_kept_from_them(*child)) return restricted(view, *child);
    const std::string& id = view.snapshot.records().children[*child].id;
    const std::string address = "/children/" + percent_encoded(id) + "/own-file";
    if (auto proof = must_prove(view, address)) return std::move(*proof);
    // Marks are numbered in the file as it was read: another file has others.
    if (form.text("version") != std::to_string(view.snapshot.version())) return see_other(address);
    const auto file = casework::own_file(view.snapshot, *child);
    std::vector<bool> goes(for_each_mark(file, [](auto&&...) {}), false);
    for (const Field& field : form.fields)
        if (const auto number = whole_number(field.value);
            field.name == "out" && number && *number < goes.size())
            goes[*number] = true;
    note_reading(view, *child, "handed out a copy of");
    const auto taken = std::count(goes.begin(), goes.end(), true);
    return download(standalone(view, title_of_copy(view, *child), taken, copy_of(file, goes)).text(),
                    "file-" + id + ".html", "text/html; charset=utf-8");
}

}  // namespace footprint::web::pages
