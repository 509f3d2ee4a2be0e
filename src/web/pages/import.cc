// Address  GET /import  POST /import  POST /import/take-over
// Shows    a form for files; every problem with its place; what would change, before it is taken over
// Changes  takes the files' records over, all of them or none
#include <algorithm>

#include "base/text.h"
#include "web/forms.h"
#include "web/layout.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

constexpr std::size_t most_waiting = 3;

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

}  // namespace

std::string PendingImports::keep(casework::ImportPreview preview, const std::string& person) {
    const std::lock_guard lock(mutex_);
    std::string token = std::to_string(++next_);
    waiting_.push_back({token, person, std::make_shared<const casework::ImportPreview>(std::move(preview))});
    while (waiting_.size() > most_waiting) waiting_.pop_front();
    return token;
}

std::shared_ptr<const casework::ImportPreview> PendingImports::take(std::string_view token,
                                                                    std::string_view person) {
    const std::lock_guard lock(mutex_);
    for (auto entry = waiting_.begin(); entry != waiting_.end(); ++entry) {
        if (entry->token != token || entry->person != person) continue;
        auto preview = entry->preview;
        waiting_.erase(entry);
        return preview;
    }
    return nullptr;
}

Response import_form(const View& view, const Request&) {
    const Html main(
        heading("Import"),
        "<p class=\"govuk-body\">The files are checked first. Every problem is listed with its place, and "
        "what would "
        "change is shown before anything is taken over. Then it is all of it, or nothing.</p>"_html,
        read_only_note(view.application), form(view, {}));
    return made(view, "Import", "/import", {}, main);
}

Response preview_import(const View& view, PendingImports& imports, const Form& sent) {
    const Application& application = view.application;
    std::vector<std::string> texts;
    std::vector<exchange::NamedBytes> files;
    texts.reserve(sent.uploads.size());
    for (const Upload& upload : sent.uploads) {
        if (upload.file_name.empty()) continue;
        texts.push_back(upload.text());
        files.push_back({upload.file_name, texts.back()});
    }
    if (files.empty()) return refuse(view, "Choose at least one file.");
    exchange::ReadOptions options;
    options.today = application.today();
    auto preview = application.casework.preview_import(std::move(files), options);
    if (!preview) return refuse(view, printed(preview.problems().front()));
    const exchange::Reading& reading = preview->reading;
    if (!preview->may_be_taken_over()) {
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
    Html main(heading("Import"), read_only_note(application), changes_table(*preview));
    std::size_t new_rows = 0;
    for (const care::TableDifference& row : preview->changes)
        new_rows += row.added.size() + row.changed.size();
    if (!reading.records.noted.empty())
        main += govuk::inset_text(
            Html(counted(static_cast<std::int64_t>(reading.records.noted.size()), "finding", "findings"),
                 " were noted while reading. They are listed among the findings afterwards."_html));
    main += files_read(reading);
    if (new_rows == 0) {
        main += govuk::inset_text(
            "Everything in these files is known already. There is nothing to take over."_html);
    } else if (!application.casework.is_read_only()) {
        const std::string token = imports.keep(std::move(preview).value(), view.actor().name);
        main.put(
            "<form method=\"post\" action=\"/import/take-over\">"_html, form_key(view),
            "<input type=\"hidden\" name=\"import\" value=\""_html, token, "\">"_html,
            govuk::button(
                {.text = "Take it over", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
            " <a class=\"govuk-link\" href=\"/import\">Leave it</a></form>"_html);
    }
    return with_frame(view, "Import: what would change", main, 200);
}

Response take_over_import(const View& view, PendingImports& imports, const Form& sent) {
    const Application& application = view.application;
    const auto preview = imports.take(sent.text("import"), view.actor().name);
    if (preview == nullptr) return refuse(view, "This import is no longer waiting. Send the files again.");
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
