// Address  GET and POST /children/{child}/own-file?with=readings&with=versions
// Who      keep_or_destroy
// Shows    a child's own file, every passage that somebody wrote with a mark of its own; on request
//          who opened the file, and what stood in it before it was corrected
// Changes  nothing; the journal has who handed out whose file
#include "casework/own_file.h"

#include <algorithm>

#include "base/text.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

// What is asked for beside the file itself.
struct With {
    bool readings = false;
    bool versions = false;
};

With with_of(const Form& asked) {
    With with;
    for (const std::string_view value : asked.all("with")) {
        with.readings = with.readings || value == "readings";
        with.versions = with.versions || value == "versions";
    }
    return with;
}

std::vector<casework::FileSection> file_of(const View& view, std::uint32_t child, const With& with) {
    auto file = casework::own_file(view.snapshot, child);
    casework::Casework& casework = view.application.casework;
    if (with.versions)
        for (auto& section : casework::earlier_versions(casework, view.snapshot, child))
            file.push_back(std::move(section));
    if (with.readings) file.push_back(casework::readings_of(casework, view.snapshot, child));
    return file;
}

// Passages are numbered through the whole file, so that a form can say which go.
std::size_t marks_in(const std::vector<casework::FileSection>& file) {
    std::size_t count = 0;
    for (const auto& section : file)
        for (const auto& record : section.records)
            for (const auto& field : record)
                if (field.is_text) count += field.passages.size();
    return count;
}

std::string title_of_copy(const View& view, std::uint32_t child) {
    return "What is held about " + view.snapshot.name_of(child);
}

Html marks_of(const casework::FileField& field, std::size_t& number) {
    govuk::Checkboxes marks;
    marks.name = "out";
    marks.id_prefix = "out-of-" + std::to_string(number);
    marks.legend = field.label;
    for (const casework::Passage& passage : field.passages)
        marks.items.push_back({std::to_string(number++), passage.text, {}, passage.is_about_others});
    return govuk::checkboxes(marks);
}

// What nobody wrote in words is shown; every passage of the rest has a mark.
Html record_to_mark(const casework::FileRecord& record, std::size_t& number) {
    std::vector<govuk::SummaryRow> rows;
    Html marks;
    for (const casework::FileField& field : record) {
        if (field.is_text)
            marks += marks_of(field, number);
        else
            rows.push_back({field.label, Html(field.passages.front().text, Html())});
    }
    Html html;
    if (!rows.empty()) html += govuk::summary_list(rows);
    return html += marks;
}

Html file_to_mark(const std::vector<casework::FileSection>& file) {
    Html html;
    std::size_t number = 0;
    for (const auto& section : file) {
        html.put("<h2 class=\"govuk-heading-m\">"_html, section.title, "</h2>"_html);
        for (const auto& record : section.records) html += record_to_mark(record, number);
    }
    return html;
}

Html field_of(const casework::FileField& field, const std::vector<bool>& goes, std::size_t& number) {
    Html text;
    bool first = true;
    for (const casework::Passage& passage : field.passages) {
        if (!std::exchange(first, false)) text += " "_html;
        if (field.is_text && goes[number++])
            text += "<span class=\"fp-taken-out\">[A passage about somebody else was taken out.]</span>"_html;
        else
            text.put(passage.text, ""_html);
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

std::string address_of(const View& view, std::uint32_t child) {
    return "/children/" + percent_encoded(view.snapshot.records().children[child].id) + "/own-file";
}

// What more is shown is asked for first: it has marks of its own.
Html more_form(const std::string& address, const With& with) {
    govuk::Checkboxes more;
    more.name = "with";
    more.legend = "What the copy holds besides the file";
    more.hint = "Choose before you mark: showing more begins the marks anew.";
    more.items = {{"readings", "Who opened the file, and when", {}, with.readings},
                  {"versions", "What stood in the file before it was corrected", {}, with.versions}};
    return Html("<form method=\"get\" action=\""_html, address, "\">"_html, govuk::checkboxes(more),
                govuk::button({.text = "Show it", .href = {}, .name = {}, .value = {}, .secondary = true}),
                "</form>"_html);
}

Html hidden(const With& with) {
    Html html;
    if (with.readings) html += "<input type=\"hidden\" name=\"with\" value=\"readings\">"_html;
    if (with.versions) html += "<input type=\"hidden\" name=\"with\" value=\"versions\">"_html;
    return html;
}

}  // namespace

Response own_file_form(const View& view, const Request& request) {
    const auto child = file_asked_for(view, request);
    if (!child) return not_found(view, "There is no child with this id.");
    if (view.sight.is_kept_from_them(*child)) return restricted(view, *child);
    const std::string address = address_of(view, *child);
    if (auto proof = must_prove(view, address)) return std::move(*proof);
    note_reading(view, *child, "own file of");
    const With with = with_of(request.query);
    const std::string title = title_of_copy(view, *child);
    const Html main(
        heading(title), more_form(address, with), "<form method=\"post\" action=\""_html, address, "\">"_html,
        form_key(view), "<input type=\"hidden\" name=\"version\" value=\""_html, view.snapshot.version(),
        "\">"_html, hidden(with),
        "<p class=\"govuk-body\">Mark what is to be taken out. Passages that may be about somebody else are "
        "marked already: these are proposals. Read the whole file, and leave in what the child may "
        "know.</p>"_html,
        file_to_mark(file_of(view, *child, with)),
        govuk::button({.text = "Make the copy", .href = {}, .name = {}, .value = {}}), "</form>"_html);
    return made(view, title, "/children", {{"Children", "/children"}, {"Own file", ""}}, main);
}

Response own_file_copy(const View& view, const Request& request, const Form& form) {
    const auto child = file_asked_for(view, request);
    if (!child) return not_found(view, "There is no child with this id.");
    if (view.sight.is_kept_from_them(*child)) return restricted(view, *child);
    const std::string address = address_of(view, *child);
    if (auto proof = must_prove(view, address)) return std::move(*proof);
    // Marks are numbered in the file as it was read: another file has others.
    if (form.text("version") != std::to_string(view.snapshot.version())) return see_other(address);
    const auto file = file_of(view, *child, with_of(form));
    std::vector<bool> goes(marks_in(file), false);
    for (const std::string_view mark : form.all("out"))
        if (const auto number = whole_number(mark); number && *number < goes.size()) goes[*number] = true;
    note_reading(view, *child, "handed out a copy of");
    const auto taken = std::count(goes.begin(), goes.end(), true);
    return download(standalone(view, title_of_copy(view, *child), taken, copy_of(file, goes)).text(),
                    "file-" + view.snapshot.records().children[*child].id + ".html",
                    "text/html; charset=utf-8");
}

}  // namespace footprint::web::pages
