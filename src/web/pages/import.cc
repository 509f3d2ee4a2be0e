// Address  GET /import  POST /import  GET /import/waiting?import=&page=  POST /import/take-over
// Shows    a form for files; every problem with its place; what would change, before it is taken over
// Changes  takes the files' records over, all of them or none
#include <algorithm>

#include "base/text.h"
#include "casework/waiting_imports.h"
#include "web/forms.h"
#include "web/layout.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

constexpr int most_pages = 1'000'000;

Html form(const View& view, std::string_view error) {
    govuk::FileUpload upload;
    upload.id = "files";
    upload.name = "files";
    upload.label = "Files of the return and of the service";
    upload.hint =
        "SSDA903 tables as CSV or XML, and the service's own tables as CSV. Choose several at once.";
    upload.error = error;
    upload.multiple = true;
    return Html(
        "<form method=\"post\" action=\"/import\" enctype=\"multipart/form-data\">"_html, form_key(view),
        govuk::file_upload(upload),
        govuk::button(
            {.text = "Check the files", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form>"_html);
}

Html read_only_note(const Application& application) {
    if (!application.casework.is_read_only()) return {};
    return govuk::warning_text(
        "These records are read from a folder. Files can be checked here, and nothing is taken over.");
}

std::vector<exchange::NamedBytes> named(const std::vector<casework::SentFile>& sent) {
    std::vector<exchange::NamedBytes> files;
    files.reserve(sent.size());
    for (const casework::SentFile& file : sent) files.push_back({file.name, file.bytes});
    return files;
}

Html problems_table(const Problems& problems) {
    govuk::Table table;
    table.caption = "Problems";
    table.columns = {{"File"}, {"Line", true}, {"Column", true}, {"What is wrong, and what to do"}};
    constexpr std::size_t most = 500;
    for (std::size_t i = 0; i < problems.size() && i < most; ++i) {
        const Place& place = problems[i].place;
        table.add({place.file, true}, place.line > 0 ? std::to_string(place.line) : std::string(),
                  place.column > 0 ? std::to_string(place.column) : std::string(), problems[i].message);
    }
    Html html = scrolling("Problems", govuk::table(table));
    if (problems.size() > most)
        html.put("<p class=\"govuk-body\">And "_html,
                 grouped(static_cast<std::int64_t>(problems.size() - most)),
                 " more. Mend these first.</p>"_html);
    return html;
}

Html changes_table(const casework::ImportPreview& preview) {
    govuk::Table table;
    table.caption = "What would change";
    table.columns = {{"Table"}, {"Added", true}, {"Changed", true}, {"Unchanged", true}};
    for (const care::TableDifference& row : preview.changes)
        table.add({row.table, true}, grouped(static_cast<std::int64_t>(row.added.size())),
                  grouped(static_cast<std::int64_t>(row.changed.size())),
                  grouped(static_cast<std::int64_t>(row.unchanged)));
    return scrolling("What would change", govuk::table(table));
}

Html files_read(const exchange::Reading& reading) {
    Html html;
    if (!reading.files.empty()) {
        govuk::Table table;
        table.columns = {{"File"}, {"Table"}, {"Rows", true}};
        for (const exchange::ReadFile& file : reading.files)
            table.add({file.name, true}, file.table, grouped(static_cast<std::int64_t>(file.rows)));
        html +=
            govuk::details("Files that were read", scrolling("Files that were read", govuk::table(table)));
    }
    if (!reading.not_read.empty()) {
        Html list = "<ul class=\"govuk-list govuk-list--bullet\">"_html;
        for (const std::string& name : reading.not_read) list.put("<li>"_html, name, "</li>"_html);
        html.put("<p class=\"govuk-body\">Not read, since they are no table that is known here:</p>"_html,
                 list, "</ul>"_html);
    }
    return html;
}

Response with_frame(const View& view, std::string title, const Html& main, int status) {
    return made(view, std::move(title), "/import", {{"Import", "/import"}, {"Result", ""}}, main, status);
}

Response refuse(const View& view, std::string_view error) {
    return with_frame(view, "Import",
                      Html(govuk::error_summary("There is a problem", {{std::string(error), "#files"}}),
                           heading("Import"), read_only_note(view.application), form(view, error)),
                      400);
}

bool has_changes(const casework::ImportPreview& preview) {
    return std::any_of(preview.changes.begin(), preview.changes.end(),
                       [](const auto& table) { return !table.added.empty() || !table.changed.empty(); });
}

exchange::ReadOptions reading_now(const View& view) {
    exchange::ReadOptions options;
    options.today = view.application.today();
    return options;
}

Result<casework::ImportPreview> read_again(const View& view, const std::vector<casework::SentFile>& sent) {
    return view.application.casework.preview_import(named(sent), reading_now(view));
}

Response problems_shown(const View& view, const exchange::Reading& reading) {
    const Html main(
        govuk::error_summary(
            "Nothing was taken over",
            {{counted(static_cast<std::int64_t>(reading.problems.size()), "problem", "problems") +
                  ". Mend what is listed below, or leave out the files that have problems, and send the "
                  "files again.",
              ""}}),
        heading("Import"), problems_table(reading.problems), files_read(reading), form(view, {}));
    return with_frame(view, "Import: problems", main, 200);
}

Html take_over_form(const View& view, const std::string& token) {
    return Html(
        "<form method=\"post\" action=\"/import/take-over\">"_html, form_key(view),
        "<input type=\"hidden\" name=\"import\" value=\""_html, token,
        "\"><div class=\"govuk-button-group\">"_html,
        govuk::button(
            {.text = "Take it over", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        " <a class=\"govuk-link\" href=\"/import\">Leave it</a></div></form>"_html);
}

// What would change, with one page of its rows and a button that takes it over, if it waits under a token.
Response what_would_change(const View& view, const casework::ImportPreview& preview, const std::string& token,
                           int page, std::string_view note) {
    const exchange::Reading& reading = preview.reading;
    Html main(heading("Import"), read_only_note(view.application));
    if (!note.empty()) main += govuk::warning_text(note);
    main += changes_table(preview);
    if (!reading.records.noted.empty())
        main += govuk::inset_text(
            Html(counted(static_cast<std::int64_t>(reading.records.noted.size()), "finding", "findings"),
                 " were noted while reading. They are listed among the findings afterwards."_html));
    main += files_read(reading);
    if (!has_changes(preview)) {
        main += govuk::inset_text(
            "Everything in these files is known already. There is nothing to take over."_html);
    } else {
        const std::string pages =
            token.empty() ? std::string() : "/import/waiting?import=" + percent_encoded(token) + "&page=";
        main += import_difference(view, preview, page, pages);
        if (!token.empty()) main += take_over_form(view, token);
    }
    return with_frame(view, "Import: what would change", main, note.empty() ? 200 : 409);
}

// The files wait for somebody to say yes to what is shown.
Response shown(const View& view, const std::vector<casework::SentFile>& sent,
               const casework::ImportPreview& preview, std::string_view note) {
    if (!preview.may_be_taken_over()) return problems_shown(view, preview.reading);
    std::string token;
    if (has_changes(preview) && !view.application.casework.is_read_only())
        token = casework::WaitingImports(view.application.casework).keep(named(sent), preview, view.actor());
    return what_would_change(view, preview, token, 1, note);
}

constexpr std::string_view waits_no_more = "This import is no longer waiting. Send the files again.";

}  // namespace

Response import_form(const View& view, const Request&) {
    const Html main(
        heading("Import"),
        "<p class=\"govuk-body\">The files are checked first. Every problem is listed with its place, and "
        "what would "
        "change is shown before anything is taken over. Then it is all of it, or nothing.</p>"_html,
        read_only_note(view.application), form(view, {}));
    return made(view, "Import", "/import", {}, main);
}

Response preview_import(const View& view, const Request&, const Form& sent) {
    std::vector<casework::SentFile> files;
    files.reserve(sent.uploads.size());
    for (const Upload& upload : sent.uploads)
        if (!upload.file_name.empty()) files.push_back({upload.file_name, upload.text()});
    if (files.empty()) return refuse(view, "Choose at least one file.");
    const auto preview = read_again(view, files);
    if (!preview) return refuse(view, printed(preview.problems().front()));
    return shown(view, files, *preview, {});
}

Response waiting_import(const View& view, const Request& request) {
    if (view.application.casework.is_read_only()) return refuse(view, "A folder is only read.");
    const std::string token(request.query.text("import"));
    const auto waiting = casework::WaitingImports(view.application.casework).look_at(token, view.actor());
    if (!waiting) return refuse(view, waits_no_more);
    const auto preview =
        view.application.casework.preview_waiting(token, named(waiting->files), reading_now(view));
    if (!preview) return refuse(view, printed(preview.problems().front()));
    if (!(*preview)->may_be_taken_over()) return problems_shown(view, (*preview)->reading);
    return what_would_change(view, **preview, token, page_number(request, most_pages), {});
}

Response take_over_import(const View& view, const Request&, const Form& sent) {
    const Application& application = view.application;
    if (application.casework.is_read_only()) return refuse(view, "A folder is only read.");
    const auto waiting =
        casework::WaitingImports(application.casework).take(sent.text("import"), view.actor());
    if (!waiting) return refuse(view, waits_no_more);
    const auto preview = read_again(view, waiting->files);
    if (!preview) return refuse(view, printed(preview.problems().front()));
    // What somebody said yes to is what was shown to them, and nothing else.
    if (!preview->may_be_taken_over() || casework::fingerprint(*preview) != waiting->shown)
        return shown(
            view, waiting->files, *preview,
            "The records were changed since this was shown. Nothing was taken over yet: look at what "
            "would change now.");
    const auto applied = application.casework.take_over(*preview, view.actor(), "import of uploaded files");
    if (!applied) return refuse(view, printed(applied.problems().front()));
    std::size_t added = 0;
    std::size_t changed = 0;
    for (const store::TableCount& table : applied->tables) {
        added += table.added;
        changed += table.changed;
    }
    const Html main(govuk::notification_banner(
                        "Taken over",
                        Html("<p class=\"govuk-notification-banner__heading\">"_html,
                             counted(static_cast<std::int64_t>(added), "row", "rows"), " added, "_html,
                             grouped(static_cast<std::int64_t>(changed)), " changed.</p>"_html),
                        true),
                    heading("Import"),
                    "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/\">See what is due now</a>, or "
                    "<a class=\"govuk-link\" "
                    "href=\"/findings\">see the findings</a>.</p>"_html);
    return with_frame(view, "Import: taken over", main, 200);
}

}  // namespace footprint::web::pages
