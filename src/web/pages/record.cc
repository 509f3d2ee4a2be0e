// Address  GET and POST /children/{child}/{collection}/{id}{step}, for every sheet; {id} is `new` for a new
//          record. Of the service's own: /officers/{id}/post
// Who      open_file to read, the sheet's own verb to change
// Shows    one record, who changed it when; both texts where somebody else was faster
// Changes  the record, in a new version; or takes it back
#include "web/pages/record.h"

#include <algorithm>

#include "base/text.h"
#include "web/pages/remarks.h"

namespace footprint::web::pages {

namespace {

std::optional<AskedRecord> record_of(const Sheet& sheet, const View& view, std::uint32_t child,
                                     std::string id) {
    AskedRecord asked{&sheet, {child, std::move(id)}, {}, {}};
    asked.address = sheet.address(view, asked.key);
    asked.stands = sheet.find(view, asked.key);
    if (asked.stands) return asked;
    const bool may_begin = may_change(view, asked) && sheet.may_begin(view, asked.key);
    return may_begin ? std::optional(asked) : std::nullopt;
}

using Versions = std::vector<TypedVersion>;

Versions versions_of(const View& view, const AskedRecord& asked) {
    if (view.application.casework.is_read_only()) return {};
    return asked.sheet->versions(view, asked.key).value_or(Versions{});
}

Html history(const View& view, const AskedRecord& asked, const Versions& versions) {
    if (versions.empty()) return {};
    govuk::Table table;
    table.columns = {{"When (UTC)"}, {"Who"}};
    for (const SheetColumn& column : asked.sheet->about().columns)
        if (column.typing != Typing::hidden) table.columns.push_back({in_own_words(view, column.label)});
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        const std::string at = iso(version->stored.recorded_at);
        table.add({at.substr(0, 10) + " " + at.substr(11, 5), true},
                  version->stored.recorded_by + (version->stored.withdrawn ? ", who took it back" : ""));
        for (const SheetColumn& column : asked.sheet->about().columns)
            if (column.typing != Typing::hidden)
                table.rows.back().emplace_back(asked.sheet->in_words(view, column, version->typed));
    }
    return govuk::details("Earlier versions", scrolling("Earlier versions", govuk::table(table)));
}

// Both texts, and theirs is what is there: whoever saves now does so knowing it. Mine is kept as a draft
// before it is shown, so that nothing is lost by going elsewhere.
Response show_both(const View& view, const AskedRecord& asked, Written mine) {
    const Versions versions = versions_of(view, asked);
    if (versions.empty()) return no_such_record(view, *asked.sheet);
    const TypedVersion& theirs = versions.back();
    std::string kept = "Nothing of yours is lost: compare the two, then save what is to stand.";
    if (view.visitor != nullptr) {
        const auto draft = view.application.casework.keep_draft(
            {view.actor().name, asked.address, as_draft(*asked.sheet, mine.typed), mine.based_on, view.now},
            mine.draft);
        if (draft) mine.draft = *draft;
        kept = draft ? "What you wrote is kept as your draft: compare the two, then save what is to stand."
                     : "What you wrote is on this page alone: " + draft.problems().front().message;
    }
    mine.based_on = theirs.stored.version;
    const char* const did = theirs.stored.withdrawn ? " took back" : " saved";
    Html main(
        govuk::error_summary("Somebody else changed this meanwhile",
                             {{theirs.stored.recorded_by + did + " it while you were writing. " + kept,
                               "#" + std::string(asked.sheet->about().columns.front().name)}}),
        heading_of(view, asked), "<h2 class=\"govuk-heading-m\">What "_html, theirs.stored.recorded_by, did,
        "</h2>"_html, asked.sheet->read_only(view, theirs.typed),
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\""_html, asked.address,
        "?without_draft=yes\">Leave it as it is</a></p><h2 class=\"govuk-heading-m\">What you wrote</h2>"_html,
        form_of(view, asked, mine, {{}, false, mine.draft.micros != 0}));
    return whole(view, asked, main, 409);
}

// What stands against it, beside the fields, with all that was typed.
Response show_remarks(const View& view, const AskedRecord& asked, const Written& sent,
                      std::vector<casework::EntryRemark> remarks) {
    const bool asks = are_doubts(remarks);
    const int status = status_of(remarks);
    Html head = head_of_remarks(remarks);
    return whole(
        view, asked,
        head.put(heading_of(view, asked), form_of(view, asked, sent, {std::move(remarks), asks, false})),
        status);
}

Html saved_note(const View& view, const AskedRecord& asked) {
    const std::string& id = view.snapshot.records().children[asked.key.child].id;
    return govuk::notification_banner(
        "Success",
        Html(
            "<p class=\"govuk-notification-banner__heading\">Saved. <a class=\"govuk-notification-banner__link\" href=\"/children/"_html,
            percent_encoded(id),
            "\">Go to the child's file</a> or <a class=\"govuk-notification-banner__link\" href=\"/my-work\">to your work</a>.</p>"_html),
        true);
}

Response take_back(const View& view, const AskedRecord& asked, const Written& sent) {
    if (std::string against = asked.sheet->against_taking_back(view, asked.key); !against.empty())
        return show_remarks(view, asked, sent,
                            {{asked.sheet->about().columns.front().name, std::move(against), false}});
    const auto done = asked.sheet->take_back(view, asked.key, sent.based_on);
    if (!done && done.problems().front().kind == Problem::Kind::changed_meanwhile)
        return show_both(view, asked, sent);
    if (!done) return problems_page(done.problems(), 400);
    return see_other(asked.address);
}

}  // namespace

std::string title_of(const View& view, const Sheet& sheet) {
    return in_own_words(view, sheet.about().title);
}

Response no_such_record(const View& view, const Sheet& sheet) {
    std::string title = title_of(view, sheet);
    return not_found(view, "There is no record here that is called '" + title + "'.");
}

std::optional<AskedRecord> record_asked_for(const Sheet& sheet, const View& view, const Request& request) {
    std::string id(request.parameter("id"));
    if (!sheet.about().is_of_child) return record_of(sheet, view, measures::none, std::move(id));
    const auto child = file_asked_for(view, request);
    if (!child || view.sight.is_kept_from_them(*child)) return std::nullopt;
    return record_of(sheet, view, *child, std::move(id));
}

std::optional<AskedRecord> record_at(const View& view, std::string_view place) {
    const auto parts = split(place, '/');
    for (const Sheet* const sheet : sheets()) {
        const auto id = sheet->id_in(parts);
        if (!id) continue;
        Request request;
        request.parameters.push_back({"id", *id});
        if (sheet->about().is_of_child) {
            auto child = percent_decoded(parts[2], false);
            if (!child) return std::nullopt;
            request.parameters.push_back({"child", std::move(*child)});
        }
        auto asked = record_asked_for(*sheet, view, request);
        return asked && asked->address == place ? asked : std::nullopt;
    }
    return std::nullopt;
}

bool may_change(const View& view, const AskedRecord& asked) {
    const care::Verb verb = asked.sheet->about().verb;
    return !view.application.casework.is_read_only() &&
           (asked.is_of_child() ? view.sight.may(verb, asked.key.child) : view.sight.may(verb));
}

Written written(const AskedRecord& asked, const View& view, const Form& form) {
    const Sheet& sheet = *asked.sheet;
    return {sheet.read(form, asked.stands ? *asked.stands : sheet.blank(view, asked.key)),
            whole_number(form.text("based_on")).value_or(0),
            {static_cast<std::int64_t>(whole_number(form.text("draft")).value_or(0))}};
}

Html form_of(const View& view, const AskedRecord& asked, const Written& now, const RecordForm& form) {
    Html html(
        "<form method=\"post\" action=\""_html, asked.address, "\" data-draft=\"/drafts\" novalidate>"_html,
        form_key(view), "<input type=\"hidden\" name=\"draft_of\" value=\""_html, asked.address,
        "\"><input type=\"hidden\" name=\"based_on\" value=\""_html, now.based_on,
        "\"><input type=\"hidden\" name=\"draft\" value=\""_html, now.draft.micros, "\">"_html,
        asked.sheet->fields(view, now.typed, form.remarks), "<div class=\"govuk-button-group\">"_html,
        form.asks_whether_sure
            ? Html(
                  "<button type=\"submit\" class=\"govuk-button\" data-module=\"govuk-button\" data-prevent-double-click=\"true\" name=\"sure\" value=\""_html,
                  doubts_shown(form.remarks), "\">Save it all the same</button>"_html)
            : "<button type=\"submit\" class=\"govuk-button\" data-module=\"govuk-button\" data-prevent-double-click=\"true\">Save</button>"_html);
    if (asked.sheet->about().comes_in_rows && !asked.stands)
        html +=
            "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" data-module=\"govuk-button\" data-prevent-double-click=\"true\" name=\"another\" value=\"yes\">Save and record another</button>"_html;
    if (view.visitor != nullptr)
        html +=
            "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" data-module=\"govuk-button\" formaction=\"/drafts\">Keep as a draft</button>"_html;
    if (form.has_draft)
        html +=
            "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" data-module=\"govuk-button\" formaction=\"/drafts\" name=\"throw_away\" value=\"yes\">Throw the draft away</button>"_html;
    html.put("</div><p class=\"govuk-hint\" data-draft-told>"_html,
             asked.sheet->told_while_typing(view, asked.key, now.typed),
             "</p><p class=\"govuk-hint\" data-draft-state aria-live=\"polite\"></p></form>"_html);
    return html;
}

namespace {

// A slip is undone in one step, and the step back is another one.
Html take_back_form(const View& view, const AskedRecord& asked, const Written& now) {
    if (!asked.stands || !asked.sheet->about().may_be_taken_back) return {};
    return Html(
        "<form method=\"post\" action=\""_html, asked.address, "\">"_html, form_key(view),
        "<input type=\"hidden\" name=\"based_on\" value=\""_html, now.based_on,
        asked.is_of_child()
            ? "\"><p class=\"govuk-body\">Was it recorded by mistake, or for the wrong child?</p>"_html
            : "\"><p class=\"govuk-body\">Was it recorded by mistake?</p>"_html,
        "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" data-module=\"govuk-button\" name=\"take_back\" value=\"yes\">Take it back</button></form>"_html);
}

// One that was taken back may be saved again, as it was.
std::optional<Response> begin_new(const Sheet& sheet, const View& view, const Request& request) {
    if (request.parameter("id") != "new" || sheet.about().prefix.empty()) return std::nullopt;
    AskedRecord asked{&sheet, {measures::none, sheet.fresh_id()}, {}, {}};
    if (sheet.about().is_of_child) {
        const auto child = file_asked_for(view, request);
        if (!child || view.sight.is_kept_from_them(*child)) return no_such_record(view, sheet);
        asked.key.child = *child;
    }
    if (!may_change(view, asked)) return not_permitted(view, sheet.about().verb);
    Typed begun;
    for (const SheetColumn& column : sheet.about().columns)
        if (column.typing == Typing::hidden && request.query.has(column.name))
            begun[column.name] = request.query.text(column.name);
    return see_other(sheet.address_of_another(view, asked.key, begun));
}

// What a form shows that nobody has sent yet.
Written shown_at_first(const View& view, const Request& request, const AskedRecord& asked,
                       const Versions& versions) {
    Written now{{}, view.snapshot.version(), {}};
    if (asked.stands) {
        now.typed = *asked.stands;
        return now;
    }
    if (!versions.empty()) {
        now.typed = versions.back().typed;
        return now;
    }
    now.typed = asked.sheet->blank(view, asked.key);
    for (const SheetColumn& column : asked.sheet->about().columns)
        if (column.typing == Typing::hidden && request.query.has(column.name))
            now.typed[column.name] = request.query.text(column.name);
    return now;
}

}  // namespace

// An officer is known by the first of the sheet's columns.
Html heading_of(const View& view, const AskedRecord& asked) {
    const std::string title = title_of(view, *asked.sheet);
    if (asked.is_of_child()) return heading_of_child(view, asked.key.child, title);
    if (!asked.stands) return heading(title);
    return Html("<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">"_html,
                asked.stands->at(asked.sheet->about().columns.front().name), "</span> "_html, title,
                "</h1>"_html);
}

Response whole(const View& view, const AskedRecord& asked, const Html& main, int status) {
    const std::string title = title_of(view, *asked.sheet);
    if (!asked.is_of_child()) {
        std::vector<govuk::Link> trail = {{"People", "/officers"}};
        if (asked.stands) trail.push_back({asked.key.id, asked.address.substr(0, asked.address.rfind('/'))});
        trail.push_back({title, ""});
        return made(view, title, "/officers", std::move(trail), main, status);
    }
    const std::string& id = view.snapshot.records().children[asked.key.child].id;
    return made(view, title, "/children",
                {{"Children", "/children"}, {id, "/children/" + percent_encoded(id)}, {title, ""}}, main,
                status);
}

Response record_form(const Sheet& sheet, const View& view, const Request& request) {
    if (auto begun = begin_new(sheet, view, request)) return std::move(*begun);
    const auto asked = record_asked_for(sheet, view, request);
    if (!asked) return no_such_record(view, sheet);
    if (asked->is_of_child())
        note_reading(view, asked->key.child, std::string(sheet.kind()) + " " + asked->key.id + " of");
    Html main;
    if (request.query.has("saved") && asked->is_of_child()) main += saved_note(view, *asked);
    main += heading_of(view, *asked);
    if (!may_change(view, *asked))
        return whole(view, *asked,
                     main.put(sheet.read_only(view, *asked->stands), shared_drafts(view, *asked)));
    const Versions versions = versions_of(view, *asked);
    if (!asked->stands && !versions.empty())
        main += govuk::inset_text(Html("This was taken back by "_html, versions.back().stored.recorded_by,
                                       " on "_html, moment_text(versions.back().stored.recorded_at),
                                       ". Save it, and it stands again."_html));
    Written now = shown_at_first(view, request, *asked, versions);
    const auto draft = view.application.casework.find_draft(view.actor().name, asked->address);
    const auto drafted =
        draft && !request.query.has("without_draft") ? from_draft(*asked, view, *draft) : std::nullopt;
    if (drafted) now = *drafted;
    if (draft) {
        now.draft = draft->saved_at;
        main += about_draft(*asked, *draft, drafted.has_value());
    }
    main += form_of(view, *asked, now, {{}, false, drafted.has_value()});
    if (draft && view.visitor != nullptr && asked->is_of_child()) main += sharing_form(view, *asked, *draft);
    main.put(shared_drafts(view, *asked), take_back_form(view, *asked, now), history(view, *asked, versions));
    return whole(view, *asked, main);
}

Response change_record(const Sheet& sheet, const View& view, const Request& request, const Form& form) {
    const auto asked = record_asked_for(sheet, view, request);
    if (!asked) return no_such_record(view, sheet);
    if (!may_change(view, *asked)) return not_permitted(view, sheet.about().verb);
    const Written sent = written(*asked, view, form);
    if (form.has("take_back") && sheet.about().may_be_taken_back) return take_back(view, *asked, sent);
    std::vector<casework::EntryRemark> remarks = sheet.look_over(view, asked->key, sent.typed);
    drop_what_is_sure(remarks, form);
    if (!remarks.empty()) return show_remarks(view, *asked, sent, std::move(remarks));
    const auto saved = sheet.save(view, asked->key, sent.typed, sent.based_on);
    if (!saved && saved.problems().front().kind == Problem::Kind::changed_meanwhile)
        return show_both(view, *asked, sent);
    if (!saved) return problems_page(saved.problems(), 400);
    drop_what_was_saved(view, *asked, sent);
    if (form.has("another") && sheet.about().comes_in_rows) {
        const std::string next = sheet.address_of_another(view, asked->key, sent.typed);
        return see_other(next + (next.find('?') == std::string::npos ? "?" : "&") + "saved=yes");
    }
    return see_other(sheet.address_after(view, asked->key, sent.typed));
}

}  // namespace footprint::web::pages
