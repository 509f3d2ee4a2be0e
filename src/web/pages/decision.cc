// Address  GET and POST /children/{child}/decisions/{decision}; POST /drafts
// Who      open_file to read, record_review to change; a draft is its author's, and theirs to read with whom
//          the author shares it
// Shows    a decision of a review, who changed it when; both texts where somebody else was faster, or another
//          window of one's own
// Changes  the decision, in a new version; the draft of it; with whom it is shared
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
    Moment draft = {};  // when the draft was kept that the page shows; nought: none was there

    std::string& field(std::string_view name) {
        if (name == "text") return text;
        if (name == "owner") return owner;
        if (name == "due") return due;
        return name == "done" ? done : progress;
    }
};

Written written(const care::Decision& decision, std::uint64_t version) {
    return {decision.text,
            decision.owner,
            day_field(decision.due_on),
            day_field(decision.done_on),
            decision.progress,
            version,
            {}};
}

Written written(const Form& form) {
    Written all;
    for (const char* name : fields) all.field(name) = form.text(name);
    all.based_on = whole_number(form.text("based_on")).value_or(0);
    all.draft = {static_cast<std::int64_t>(whole_number(form.text("draft")).value_or(0))};
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
    all.draft = draft.saved_at;
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

// The decision at an address, as a draft names it.
std::optional<Asked> asked_at(const View& view, std::string_view place) {
    const auto parts = split(place, '/');
    if (parts.size() != 5 || parts[1] != "children" || parts[3] != "decisions") return std::nullopt;
    Request request;
    for (const auto& [name, part] : {std::pair{"child", parts[2]}, std::pair{"decision", parts[4]}}) {
        auto text = percent_decoded(part, false);
        if (!text) return std::nullopt;
        request.parameters.push_back({name, std::move(*text)});
    }
    const auto asked = asked_of(view, request);
    return asked && asked->address == place ? asked : std::nullopt;
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
        "\"><input type=\"hidden\" name=\"based_on\" value=\""_html, now.based_on,
        "\"><input type=\"hidden\" name=\"draft\" value=\""_html, now.draft.micros, "\">"_html,
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

std::string day_in_words(const std::string& typed) {
    const auto day = parse_day(typed);
    return day ? in_words(*day) : typed;
}

Html read_only(const Written& all) {
    const auto or_not = [](const std::string& text) {
        return Html(text.empty() ? "Not recorded" : text, Html());
    };
    return govuk::summary_list({{"What was decided", or_not(all.text)},
                                {"Who is to do it", or_not(all.owner)},
                                {"By when", or_not(day_in_words(all.due))},
                                {"Done on", or_not(day_in_words(all.done))},
                                {"How far it has come", or_not(all.progress)}});
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

std::string moment_text(Moment moment) {
    return in_words(day_of(moment)) + ", " + iso(moment).substr(11, 5) + " UTC";
}

// Both texts, and theirs is what is there: whoever saves now does so knowing it. Mine is kept as a draft
// before it is shown, so that nothing is lost by going elsewhere.
Response show_both(const View& view, const Asked& asked, Written mine, const Versions& versions) {
    const store::Version<care::Decision>& theirs = versions.back();
    std::string kept = "Nothing of yours is lost: compare the two, then save what is to stand.";
    if (view.visitor != nullptr) {
        const auto draft = view.application.casework.keep_draft(
            {view.actor().name, asked.address, as_draft(mine), mine.based_on, view.now}, mine.draft);
        if (draft) mine.draft = *draft;
        kept = draft ? "What you wrote is kept as your draft: compare the two, then save what is to stand."
                     : "What you wrote is on this page alone: " + draft.problems().front().message;
    }
    mine.based_on = theirs.stored.version;
    Html main(
        govuk::error_summary(
            "Somebody else changed this meanwhile",
            {{theirs.stored.recorded_by + " saved it while you were writing. " + kept, "#text"}}),
        heading(title_of(view)), "<h2 class=\"govuk-heading-m\">What "_html, theirs.stored.recorded_by,
        " saved</h2>"_html, read_only(written(theirs.row, 0)),
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\""_html, asked.address,
        "?without_draft=yes\">Leave it as it is</a></p><h2 class=\"govuk-heading-m\">What you wrote</h2>"_html,
        form_of(view, asked, mine, "", mine.draft.micros != 0));
    return whole(view, asked, main, 409);
}

// The draft that another window kept, and what this one holds: whoever keeps it now does so knowing both.
Response show_both_drafts(const View& view, const Asked& asked, Written mine, const store::Draft& stored) {
    const auto other = from_draft(stored);
    mine.draft = stored.saved_at;
    Html main(govuk::error_summary("Another window of yours kept a draft",
                                   {{"It is of " + moment_text(stored.saved_at) +
                                         ", after this page was opened. Nothing was written over: compare "
                                         "the two, then keep or save "
                                         "what is to stand.",
                                     "#text"}}),
              heading(title_of(view)), "<h2 class=\"govuk-heading-m\">The draft that is kept</h2>"_html,
              other ? read_only(*other) : Html(),
              "<h2 class=\"govuk-heading-m\">What this window holds</h2>"_html,
              form_of(view, asked, mine, "", true));
    return whole(view, asked, main, 409);
}

// Who may open the child's file anyway, and so may be shown what somebody writes about it.
std::vector<const care::Account*> colleagues(const View& view, const care::AccessLists& lists,
                                             std::uint32_t child) {
    constexpr std::size_t most = 500;
    const std::string& id = view.snapshot.records().children[child].id;
    std::vector<const care::Account*> all;
    for (const care::Account& account : lists.accounts) {
        const auto standing =
            care::standing_of(view.snapshot.records(), account, {child}, view.snapshot.as_at());
        if (account.account.text != view.actor().name && all.size() < most &&
            care::may(account, care::Verb::open_file, standing) &&
            care::is_open_to(lists, account, id, view.now))
            all.push_back(&account);
    }
    return all;
}

std::shared_ptr<const care::AccessLists> lists_of(const View& view) {
    return view.application.casework.access(view.application.casework.access_version());
}

Html sharing_form(const View& view, const Asked& asked, const store::Draft& draft) {
    const auto lists = lists_of(view);
    std::vector<govuk::SelectItem> people = {{"", "Nobody", draft.shared_with.empty()}};
    for (const care::Account* one : colleagues(view, *lists, asked.child))
        people.push_back({one->account.text, one->name,
                          !draft.shared_with.empty() && draft.shared_with.front() == one->account.text});
    return Html(
        "<form method=\"post\" action=\"/drafts\">"_html, form_key(view),
        "<input type=\"hidden\" name=\"place\" value=\""_html, asked.address, "\">"_html,
        govuk::select({"share", "share", "Who may read your draft", people}),
        govuk::button({.text = "Share the draft", .href = {}, .name = {}, .value = {}, .secondary = true}),
        "</form>"_html);
}

// What colleagues are writing here and let this person read.
Html shared_drafts(const View& view, const Asked& asked) {
    if (view.visitor == nullptr) return {};
    Html html;
    const auto lists = lists_of(view);
    for (const store::Draft& draft : view.application.casework.drafts_shared_with(view.actor().name)) {
        const auto words_kept = draft.place == asked.address ? from_draft(draft) : std::nullopt;
        if (!words_kept) continue;
        const care::Account* const author = lists->find(draft.account);
        html.put(
            "<h2 class=\"govuk-heading-m\">Draft of "_html, author == nullptr ? draft.account : author->name,
            "</h2><p class=\"govuk-body\">Not saved yet. It was kept on "_html, moment_text(draft.saved_at),
            ", and is shared with you to read.</p>"_html, read_only(*words_kept));
    }
    return html;
}

Html about_draft(const Asked& asked, const store::Draft& draft, bool is_shown) {
    if (!is_shown)
        return govuk::inset_text(Html("You have a draft of this. <a class=\"govuk-link\" href=\""_html,
                                      asked.address, "\">Go on with it</a>"_html));
    return govuk::inset_text(Html("This is your draft of "_html, moment_text(draft.saved_at),
                                  draft.shared_with.empty()
                                      ? ". Nobody else sees it until you save or share it."_html
                                      : ". Besides you, who you share it with reads it."_html));
}

Response share_draft(const View& view, const Asked& asked, const Form& form) {
    auto draft = view.application.casework.find_draft(view.actor().name, asked.address);
    if (!draft) return not_found(view, "There is no draft to share: it was saved or thrown away.");
    const std::string with(form.text("share"));
    const auto lists = lists_of(view);
    const auto all = colleagues(view, *lists, asked.child);
    const bool may_read =
        std::any_of(all.begin(), all.end(), [&](const auto* one) { return one->account.text == with; });
    if (!with.empty() && !may_read)
        return problems_page(
            {{Problem::Kind::not_permitted,
              {},
              "A draft is shared with somebody who may open this file. Choose one of the list."}},
            400);
    draft->shared_with.clear();
    if (!with.empty()) draft->shared_with.push_back(with);
    view.application.casework.share_draft(*draft);
    note_reading(view, asked.child,
                 "draft of decision " + asked.decision->decision.text + " shared with " +
                     (with.empty() ? "nobody" : with) + " about");
    return see_other(asked.address);
}

// The draft of these words, also where it was kept on the way here. Another one, which another window kept
// since, stays and is shown.
void drop_what_was_saved(const View& view, const Asked& asked, const Written& saved) {
    casework::Casework& casework = view.application.casework;
    const auto draft = casework.find_draft(view.actor().name, asked.address);
    if (!draft) return;
    const bool is_same = draft->contents == as_draft(saved);
    casework.drop_draft(view.actor().name, asked.address, is_same ? draft->saved_at : saved.draft);
}

// What scripts ask for quietly is told in a line.
Response not_kept(const View& view, const Asked& asked, const Written& sent, const Problem& problem,
                  bool quietly) {
    const bool is_overtaken = problem.kind == Problem::Kind::changed_meanwhile;
    if (quietly) return plain_text(problem.message, is_overtaken ? 409 : 400);
    const auto stored = view.application.casework.find_draft(view.actor().name, asked.address);
    if (is_overtaken && stored) return show_both_drafts(view, asked, sent, *stored);
    return problems_page({problem}, 400);
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
    if (!may_change(view, *asked))
        return whole(view, *asked,
                     main.put(read_only(written(*asked->decision, 0)), shared_drafts(view, *asked)));
    const Versions versions = view.application.casework.versions_of(*asked->decision);
    Written now = written(*asked->decision, versions.empty() ? 0 : versions.back().stored.version);
    const auto draft = view.application.casework.find_draft(view.actor().name, asked->address);
    const auto drafted = draft && !request.query.has("without_draft") ? from_draft(*draft) : std::nullopt;
    if (drafted) now = *drafted;
    if (draft) {
        now.draft = draft->saved_at;
        main += about_draft(*asked, *draft, drafted.has_value());
    }
    main += form_of(view, *asked, now, "", drafted.has_value());
    if (draft && view.visitor != nullptr) main += sharing_form(view, *asked, *draft);
    main.put(shared_drafts(view, *asked), history(versions));
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
    drop_what_was_saved(view, *asked, sent);
    return see_other(asked->address);
}

Response save_draft(const View& view, const Request&, const Form& form) {
    const std::string place(form.text("place"));
    if (view.visitor == nullptr || own_path(place, "") != place || !place.starts_with("/children/"))
        return problems_page({{Problem::Kind::wrong_use, {}, "This is no draft of a page here."}}, 400);
    const auto asked = asked_at(view, place);
    if (!asked) return not_found(view, "There is no such " + words_of(view).decision.one + ".");
    if (!may_change(view, *asked)) return not_permitted(view, care::Verb::record_review);
    if (form.has("share")) return share_draft(view, *asked, form);
    casework::Casework& casework = view.application.casework;
    const Written sent = written(form);
    const bool quietly = form.has("quietly");
    if (form.has("throw_away")) {
        if (casework.drop_draft(view.actor().name, place, sent.draft)) return see_other(place);
        return not_kept(view, *asked, sent, {Problem::Kind::changed_meanwhile, {}, {}}, false);
    }
    const auto kept =
        casework.keep_draft({view.actor().name, place, as_draft(sent), sent.based_on, view.now}, sent.draft);
    if (!kept) return not_kept(view, *asked, sent, kept.problems().front(), quietly);
    if (!quietly) return see_other(place);
    return Response{204, {}, {}, {}}.with("Footprint-Draft", std::to_string(kept->micros));
}

}  // namespace footprint::web::pages
