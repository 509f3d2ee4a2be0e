// Address  GET and POST /children/{child}/decisions/{decision}; POST /drafts
// Who      open_file to read, record_review to change; a draft is its author's alone
// Shows    a decision of a review, who changed it when; both texts where somebody else was faster
// Changes  the decision, in a new version; the draft of it
#include <algorithm>

#include "base/text.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

constexpr const char* fields[] = {"text", "owner", "due", "done", "progress"};

std::string day_field(const std::optional<Day>& day) {
    return day ? iso(*day) : std::string();
}

// What the form holds: the record's words, a draft's, or what was sent just now.
struct Written {
    std::string text;
    std::string owner;
    std::string due;
    std::string done;
    std::string progress;
    std::uint64_t based_on = 0;

    std::string& field(std::string_view name) {
        if (name == "text") return text;
        if (name == "owner") return owner;
        if (name == "due") return due;
        return name == "done" ? done : progress;
    }
};

Written written(const care::Decision& decision, std::uint64_t version) {
    return {decision.text,     decision.owner, day_field(decision.due_on), day_field(decision.done_on),
            decision.progress, version};
}

Written written(const Form& form) {
    Written all;
    for (const char* name : fields) all.field(name) = form.text(name);
    all.based_on = whole_number(form.text("based_on")).value_or(0);
    return all;
}

std::string as_draft(Written all) {
    std::string contents;
    for (const char* name : fields)
        contents += std::string(name) + '=' + percent_encoded(all.field(name)) + '&';
    return contents;
}

std::optional<Written> from_draft(const store::Draft& draft) {
    std::string_view contents = draft.contents;
    if (contents.ends_with('&')) contents.remove_suffix(1);
    const auto form = read_urlencoded(contents);
    if (!form) return std::nullopt;
    Written all = written(*form);
    all.based_on = draft.based_on;
    return all;
}

std::string title_of(const View& view) {
    return at_the_beginning(words_of(view).decision.one);
}

struct Asked {
    std::uint32_t child = 0;
    const care::Decision* decision = nullptr;
    std::string address;
};

std::optional<Asked> asked_of(const View& view, const Request& request) {
    const auto child = file_asked_for(view, request);
    if (!child || view.sight.is_kept_from_them(*child)) return std::nullopt;
    for (const care::Decision* decision : decisions_of(view.snapshot, *child))
        if (decision->decision.text == request.parameter("decision"))
            return Asked{*child, decision,
                         "/children/" + percent_encoded(view.snapshot.records().children[*child].id) +
                             "/decisions/" + percent_encoded(decision->decision.text)};
    return std::nullopt;
}

govuk::Input line(const char* name, const char* label, std::string value, const char* type,
                  const std::string& wrong) {
    govuk::Input input;
    input.id = name;
    input.name = name;
    input.label = label;
    input.value = std::move(value);
    input.type = type;
    input.classes = std::string_view(type) == "date" ? "govuk-input--width-10" : "govuk-input--width-20";
    if (wrong == name) input.error = "This is no day of the calendar. Write it as 31/03/2026.";
    return input;
}

govuk::Textarea words(const char* name, const char* label, std::string value) {
    govuk::Textarea area;
    area.id = name;
    area.name = name;
    area.label = label;
    area.value = std::move(value);
    return area;
}

Html form_of(const View& view, const Asked& asked, const Written& now, const std::string& wrong,
             bool has_draft) {
    Html html(
        "<form method=\"post\" action=\""_html, asked.address, "\" data-draft=\"/drafts\" novalidate>"_html,
        form_key(view), "<input type=\"hidden\" name=\"place\" value=\""_html, asked.address,
        "\"><input type=\"hidden\" name=\"based_on\" value=\""_html, now.based_on, "\">"_html,
        govuk::textarea(words("text", "What was decided", now.text)),
        govuk::input(line("owner", "Who is to do it", now.owner, "text", wrong)),
        govuk::input(line("due", "By when", now.due, "date", wrong)),
        govuk::input(line("done", "Done on", now.done, "date", wrong)),
        govuk::textarea(words("progress", "How far it has come", now.progress)),
        "<div class=\"govuk-button-group\">"_html,
        govuk::button({.text = "Save", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}));
    if (view.visitor != nullptr)
        html +=
            "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" data-module=\"govuk-button\" formaction=\"/drafts\">Keep as a draft</button>"_html;
    if (has_draft)
        html +=
            "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" data-module=\"govuk-button\" formaction=\"/drafts\" name=\"throw_away\" value=\"yes\">Throw the draft away</button>"_html;
    return html.put("</div><p class=\"govuk-hint\" data-draft-state aria-live=\"polite\"></p></form>"_html);
}

Html read_only(const care::Decision& decision) {
    const auto or_not = [](const std::string& text) {
        return Html(text.empty() ? "Not recorded" : text, Html());
    };
    return govuk::summary_list({{"What was decided", or_not(decision.text)},
                                {"Who is to do it", or_not(decision.owner)},
                                {"By when", or_not(decision.due_on ? in_words(*decision.due_on) : "")},
                                {"Done on", or_not(decision.done_on ? in_words(*decision.done_on) : "")},
                                {"How far it has come", or_not(decision.progress)}});
}

using Versions = std::vector<store::Version<care::Decision>>;

Html history(const Versions& versions) {
    govuk::Table table;
    table.columns = {{"When (UTC)"}, {"Who"}, {"What was decided"}, {"How far it has come"}};
    for (auto version = versions.rbegin(); version != versions.rend(); ++version)
        table.add({iso(version->stored.recorded_at).substr(0, 10) + " " +
                       iso(version->stored.recorded_at).substr(11, 5),
                   true},
                  version->stored.recorded_by, version->row.text, version->row.progress);
    return govuk::details("Earlier versions", scrolling("Earlier versions", govuk::table(table)));
}

Response whole(const View& view, const Asked& asked, const Html& main, int status = 200) {
    const std::string& id = view.snapshot.records().children[asked.child].id;
    return made(view, title_of(view), "/children",
                {{"Children", "/children"}, {id, "/children/" + percent_encoded(id)}, {title_of(view), ""}},
                main, status);
}

bool may_change(const View& view, const Asked& asked) {
    return !view.application.casework.is_read_only() &&
           view.sight.may(care::Verb::record_review, asked.child);
}

// Both texts, and theirs is what is there: whoever saves now does so knowing it.
Response show_both(const View& view, const Asked& asked, Written mine, const Versions& versions) {
    const store::Version<care::Decision>& theirs = versions.back();
    mine.based_on = theirs.stored.version;
    Html main(
        govuk::error_summary(
            "Somebody else changed this meanwhile",
            {{theirs.stored.recorded_by + " saved it while you were writing. Nothing of "
                                          "yours is lost: compare the two, then save what is to stand.",
              "#text"}}),
        heading(title_of(view)), "<h2 class=\"govuk-heading-m\">What "_html, theirs.stored.recorded_by,
        " saved</h2>"_html, read_only(theirs.row),
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\""_html, asked.address,
        "?without_draft=yes\">Leave it as it is</a></p><h2 class=\"govuk-heading-m\">What you wrote</h2>"_html,
        form_of(view, asked, mine, "", false));
    return whole(view, asked, main, 409);
}

}  // namespace

std::vector<const care::Decision*> decisions_of(const casework::Snapshot& snapshot, std::uint32_t child) {
    std::vector<const care::Decision*> found;
    for (const std::uint32_t place : snapshot.decisions_of(child))
        found.push_back(&snapshot.records().decisions[place]);
    std::reverse(found.begin(), found.end());
    return found;
}

Response decision_form(const View& view, const Request& request) {
    const auto asked = asked_of(view, request);
    if (!asked) return not_found(view, "There is no such " + words_of(view).decision.one + ".");
    note_reading(view, asked->child, "decision " + asked->decision->decision.text + " of");
    Html main = heading(title_of(view));
    if (!may_change(view, *asked)) return whole(view, *asked, main.put(read_only(*asked->decision)));
    const Versions versions = view.application.casework.versions_of(*asked->decision);
    Written now = written(*asked->decision, versions.empty() ? 0 : versions.back().stored.version);
    const auto draft = view.application.casework.find_draft(view.actor().name, asked->address);
    const auto drafted = draft && !request.query.has("without_draft") ? from_draft(*draft) : std::nullopt;
    if (drafted) {
        now = *drafted;
        main.put(govuk::inset_text(Html("This is your draft of "_html, in_words(day_of(draft->saved_at)),
                                        ", "_html, iso(draft->saved_at).substr(11, 5),
                                        " UTC. Nobody else sees it until you save."_html)));
    }
    main.put(form_of(view, *asked, now, "", drafted.has_value()), history(versions));
    return whole(view, *asked, main);
}

Response change_decision(const View& view, const Request& request, const Form& form) {
    const auto asked = asked_of(view, request);
    if (!asked) return not_found(view, "There is no such " + words_of(view).decision.one + ".");
    if (!may_change(view, *asked)) return not_permitted(view, care::Verb::record_review);
    const Written sent = written(form);
    care::Decision decision = *asked->decision;
    decision.text = trim(sent.text);
    decision.owner = trim(sent.owner);
    decision.progress = trim(sent.progress);
    decision.due_on = parse_day(trim(sent.due));
    decision.done_on = parse_day(trim(sent.done));
    for (const char* name : {"due", "done"}) {
        const bool is_due = std::string_view(name) == "due";
        const std::string typed(trim(is_due ? sent.due : sent.done));
        if (typed.empty() || (is_due ? decision.due_on : decision.done_on)) continue;
        return whole(
            view, *asked,
            Html(govuk::error_summary("There is a problem",
                                      {{"'" + typed + "' is no day of the calendar. Write it as 31/03/2026.",
                                        "#" + std::string(name)}}),
                 heading(title_of(view)), form_of(view, *asked, sent, name, false)),
            400);
    }
    const auto put = view.application.casework.put_decision(decision, sent.based_on, view.actor());
    if (!put && put.problems().front().kind == Problem::Kind::changed_meanwhile)
        return show_both(view, *asked, sent, view.application.casework.versions_of(decision));
    if (!put) return problems_page(put.problems(), 400);
    view.application.casework.drop_draft(view.actor().name, asked->address);
    return see_other(asked->address);
}

Response save_draft(const View& view, const Request&, const Form& form) {
    const std::string place(form.text("place"));
    if (view.visitor == nullptr || own_path(place, "") != place || !place.starts_with("/children/"))
        return problems_page({{Problem::Kind::wrong_use, {}, "This is no draft of a page here."}}, 400);
    if (form.has("throw_away")) {
        view.application.casework.drop_draft(view.actor().name, place);
    } else {
        const Written sent = written(form);
        view.application.casework.keep_draft(
            {view.actor().name, place, as_draft(sent), sent.based_on, view.now});
    }
    if (form.has("quietly")) return {204, {}, {}, {}};
    return see_other(place);
}

}  // namespace footprint::web::pages
