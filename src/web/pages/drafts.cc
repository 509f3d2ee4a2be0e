// Address  POST /drafts
// Who      whoever may change the record; a draft is its author's, and theirs to read with whom the author
//          shares it
// Changes  the draft of what somebody is writing; with whom it is shared
#include "web/pages/drafts.h"

#include <algorithm>

#include "base/text.h"
#include "web/pages/record.h"

namespace footprint::web::pages {

namespace {

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

Response share_draft(const View& view, const AskedRecord& asked, const Form& form) {
    if (!asked.is_of_child())
        return problems_page(
            {{Problem::Kind::wrong_use, {}, "Only a draft about a child is shared. Save it instead."}}, 400);
    auto draft = view.application.casework.find_draft(view.actor().name, asked.address);
    if (!draft) return not_found(view, "There is no draft to share: it was saved or thrown away.");
    const std::string with(form.text("share"));
    const auto lists = lists_of(view);
    const auto all = colleagues(view, *lists, asked.key.child);
    const bool may_read =
        std::any_of(all.begin(), all.end(), [&](const auto* one) { return one->account.text == with; });
    if (!with.empty() && !may_read)
        return problems_page(
            {{Problem::Kind::not_permitted,
              {},
              "A draft is shared with somebody who may open this file. Choose one of the list."}},
            404);
    draft->shared_with.clear();
    if (!with.empty()) draft->shared_with.push_back(with);
    view.application.casework.share_draft(*draft);
    note_reading(view, asked.key.child,
                 "draft of " + std::string(asked.sheet->kind()) + " " + asked.key.id + " shared with " +
                     (with.empty() ? "nobody" : with) + " about");
    return see_other(asked.address);
}

// What scripts ask for quietly is told in a line.
Response not_kept(const View& view, const TypedWords& words, const Problem& problem, bool quietly,
                  const ShowBoth& show_both) {
    const bool is_overtaken = problem.kind == Problem::Kind::changed_meanwhile;
    if (quietly) return plain_text(problem.message, is_overtaken ? 409 : 400);
    const auto stored = view.application.casework.find_draft(view.actor().name, words.place);
    if (is_overtaken && stored) return show_both(*stored);
    return problems_page({problem}, 400);
}

}  // namespace

std::string as_draft(const Sheet& sheet, const Typed& typed) {
    std::string contents;
    for (const SheetColumn& column : sheet.about().columns)
        contents += std::string(column.name) + '=' + percent_encoded(typed.at(column.name)) + '&';
    return contents;
}

std::optional<Written> from_draft(const AskedRecord& asked, const View& view, const store::Draft& draft) {
    std::string_view contents = draft.contents;
    if (contents.ends_with('&')) contents.remove_suffix(1);
    const auto form = read_urlencoded(contents);
    if (!form) return std::nullopt;
    Written all = written(asked, view, *form);
    all.based_on = draft.based_on;
    all.draft = draft.saved_at;
    return all;
}

// Whoever keeps it now does so knowing both.
Response show_both_drafts(const View& view, const AskedRecord& asked, Written mine,
                          const store::Draft& stored) {
    const auto other = from_draft(asked, view, stored);
    mine.draft = stored.saved_at;
    Html main(govuk::error_summary("Another window of yours kept a draft",
                                   {{"It is of " + moment_text(stored.saved_at) +
                                         ", after this page was opened. Nothing was written over: compare "
                                         "the two, then keep or save "
                                         "what is to stand.",
                                     "#" + std::string(asked.sheet->about().columns.front().name)}}),
              heading_of(view, asked), "<h2 class=\"govuk-heading-m\">The draft that is kept</h2>"_html,
              other ? asked.sheet->read_only(view, other->typed) : Html(),
              "<h2 class=\"govuk-heading-m\">What this window holds</h2>"_html,
              form_of(view, asked, mine, {{}, false, true}));
    return whole(view, asked, main, 409);
}

Html sharing_form(const View& view, const AskedRecord& asked, const store::Draft& draft) {
    const auto lists = lists_of(view);
    std::vector<govuk::SelectItem> people = {{"", "Nobody", draft.shared_with.empty()}};
    for (const care::Account* one : colleagues(view, *lists, asked.key.child))
        people.push_back({one->account.text, one->name,
                          !draft.shared_with.empty() && draft.shared_with.front() == one->account.text});
    return Html(
        "<form method=\"post\" action=\"/drafts\">"_html, form_key(view),
        "<input type=\"hidden\" name=\"draft_of\" value=\""_html, asked.address, "\">"_html,
        govuk::select({"share", "share", "Who may read your draft", people}),
        govuk::button({.text = "Share the draft", .href = {}, .name = {}, .value = {}, .secondary = true}),
        "</form>"_html);
}

Html shared_drafts(const View& view, const AskedRecord& asked) {
    if (view.visitor == nullptr) return {};
    Html html;
    const auto lists = lists_of(view);
    for (const store::Draft& draft : view.application.casework.drafts_shared_with(view.actor().name)) {
        const auto kept = draft.place == asked.address ? from_draft(asked, view, draft) : std::nullopt;
        if (!kept) continue;
        const care::Account* const author = lists->find(draft.account);
        html.put(
            "<h2 class=\"govuk-heading-m\">Draft of "_html, author == nullptr ? draft.account : author->name,
            "</h2><p class=\"govuk-body\">Not saved yet. It was kept on "_html, moment_text(draft.saved_at),
            ", and is shared with you to read.</p>"_html, asked.sheet->read_only(view, kept->typed));
    }
    return html;
}

Html about_draft(const AskedRecord& asked, const store::Draft& draft, bool is_shown) {
    if (!is_shown)
        return govuk::inset_text(Html("You have a draft of this. <a class=\"govuk-link\" href=\""_html,
                                      asked.address, "\">Go on with it</a>"_html));
    return govuk::inset_text(Html("This is your draft of "_html, moment_text(draft.saved_at),
                                  !asked.is_of_child() ? ". Nobody else sees it until you save it."_html
                                  : draft.shared_with.empty()
                                      ? ". Nobody else sees it until you save or share it."_html
                                      : ". Besides you, who you share it with reads it."_html));
}

void drop_what_was_saved(const View& view, const AskedRecord& asked, const Written& saved) {
    casework::Casework& casework = view.application.casework;
    const auto draft = casework.find_draft(view.actor().name, asked.address);
    if (!draft) return;
    const bool is_same = draft->contents == as_draft(*asked.sheet, saved.typed);
    casework.drop_draft(view.actor().name, asked.address, is_same ? draft->saved_at : saved.draft);
}

Response save_draft(const View& view, const Request&, const Form& form) {
    const std::string place(form.text("draft_of"));
    const bool is_known = place.starts_with("/children/") || place.starts_with("/officers/");
    if (view.visitor == nullptr || own_path(place, "") != place || !is_known)
        return problems_page({{Problem::Kind::wrong_use, {}, "This is no draft of a page here."}}, 400);
    if (is_of_supervision(place)) return keep_supervision(view, place, form);
    const auto asked = record_at(view, place);
    if (!asked) return not_found(view, "There is no record at this address of which a draft could be kept.");
    if (!may_change(view, *asked)) return not_permitted(view, asked->sheet->about().verb);
    if (form.has("share")) return share_draft(view, *asked, form);
    const Written sent = written(*asked, view, form);
    return keep_words(
        view, form,
        {place, as_draft(*asked->sheet, sent.typed), sent.based_on, sent.draft,
         asked->sheet->told_while_typing(view, asked->key, sent.typed)},
        [&](const store::Draft& stored) { return show_both_drafts(view, *asked, sent, stored); });
}

Response keep_words(const View& view, const Form& form, const TypedWords& words, const ShowBoth& show_both) {
    casework::Casework& casework = view.application.casework;
    const bool quietly = form.has("quietly");
    if (form.has("throw_away")) {
        if (casework.drop_draft(view.actor().name, words.place, words.over)) return see_other(words.place);
        return not_kept(view, words, {Problem::Kind::changed_meanwhile, {}, {}}, false, show_both);
    }
    const auto kept = casework.keep_draft(
        {view.actor().name, words.place, words.contents, words.based_on, view.now}, words.over);
    if (!kept) return not_kept(view, words, kept.problems().front(), quietly, show_both);
    if (!quietly) return see_other(words.place);
    return Response{204, {}, {}, {}}
        .with("Footprint-Told", percent_encoded(words.told))
        .with("Footprint-Draft", std::to_string(kept->micros));
}

}  // namespace footprint::web::pages
