// Address  GET and POST /children/{child}/readers, /children/{child}/emergency; POST /openings/noted
// Who      restrict_file; open_in_emergency; restrict_file
// Shows    who alone may open the file, and both where somebody else was faster; a form for a reason
// Changes  readers of a file; an emergency opening, which managers are told of, also where a manager lets
//          themselves in by the list; that another has noted it
#include <algorithm>

#include "base/text.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

std::string address_of_child(const View& view, std::uint32_t child) {
    return "/children/" + percent_encoded(view.snapshot.records().children[child].id);
}

// What stands in the form.
struct ReadersWritten {
    std::vector<std::string> accounts;
    std::string why;
    std::uint64_t based_on = 0;  // the version of access that the writer was shown
};

std::vector<std::string> readers_of(const care::AccessLists& lists, const std::string& child) {
    std::vector<std::string> readers;
    for (const care::FileReader& row : lists.readers)
        if (row.child.text == child) readers.push_back(row.account.text);
    return readers;
}

bool is_among(const std::vector<std::string>& accounts, std::string_view name) {
    return std::find(accounts.begin(), accounts.end(), name) != accounts.end();
}

Html readers_form_of(const View& view, std::uint32_t child, const care::AccessLists& lists,
                     const ReadersWritten& written, std::string_view error) {
    govuk::Checkboxes people;
    people.name = "accounts";
    people.legend = "Who alone may open this file";
    people.hint = "Nobody chosen: everybody whose role allows it.";
    for (const care::Account& account : lists.accounts) {
        const bool reads = is_among(written.accounts, account.account.text);
        if (reads || (!account.closed.value_or(false) && care::may_ever(account, care::Verb::open_file)))
            people.items.push_back({account.account.text, account.name, {}, reads});
    }
    govuk::Textarea why;
    why.id = "why";
    why.name = "why";
    why.label = "Why";
    why.hint = "It stands in the journal. Do not name the child.";
    why.value = written.why;
    why.rows = 3;
    why.error = error;
    return Html(
        "<form method=\"post\" action=\""_html, address_of_child(view, child), "/readers\" novalidate>"_html,
        form_key(view), "<input type=\"hidden\" name=\"based_on\" value=\""_html, written.based_on,
        "\">"_html, govuk::checkboxes(people), govuk::textarea(why),
        govuk::button({.text = "Save", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form>"_html);
}

// Within the hours of an emergency they are not kept from it, and named for it no more than before.
Html warning_of_readers(const View& view, const std::vector<std::string>& readers) {
    if (readers.empty() || is_among(readers, view.actor().name)) return {};
    return govuk::warning_text(
        "You are not named for this file. If you name yourself or nobody, that is an opening in an "
        "emergency: the other managers are told at once, with your name and your reason.");
}

Response whole_readers_page(const View& view, std::uint32_t child, const Html& main, int status) {
    const std::string& id = view.snapshot.records().children[child].id;
    return made(view, "Who may open this file", "/children",
                {{"Children", "/children"}, {id, address_of_child(view, child)}, {"Who may open it", ""}},
                main, status);
}

Response readers_page(const View& view, std::uint32_t child, const care::AccessLists& lists,
                      const ReadersWritten& written, std::string_view error) {
    Html main;
    if (!error.empty()) main += govuk::error_summary("There is a problem", {{std::string(error), "#why"}});
    main.put(heading("Who may open this file"),
             warning_of_readers(view, readers_of(lists, view.snapshot.records().children[child].id)),
             readers_form_of(view, child, lists, written, error));
    return whole_readers_page(view, child, main, error.empty() ? 200 : 400);
}

// Both lists, and theirs is what holds: whoever saves now does so knowing it.
Response both_readers(const View& view, std::uint32_t child, ReadersWritten mine) {
    const std::string& id = view.snapshot.records().children[child].id;
    casework::Accounts& accounts = view.application.doors->accounts;
    mine.based_on = accounts.version();
    const care::AccessLists lists = accounts.all();
    const auto last = accounts.readers_last_written(id);
    const std::string who = last ? last->recorded_by : "Somebody else";
    const std::vector<std::string> theirs = readers_of(lists, id);
    Html named = "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    if (theirs.empty()) named += "<li>Nobody: everybody whose role allows it may open it</li>"_html;
    for (const std::string& name : theirs) {
        const care::Account* const account = lists.find(name);
        named.put("<li>"_html, account == nullptr ? name : account->name, "</li>"_html);
    }
    named += "</ul>"_html;
    Html main(govuk::error_summary(
                  "Somebody else changed this meanwhile",
                  {{who + " saved it while you were writing. Nothing of yours is lost: compare the "
                          "two, then save what is to stand.",
                    "#why"}}),
              heading("Who may open this file"), warning_of_readers(view, theirs),
              "<h2 class=\"govuk-heading-m\">Whom "_html, who, " named</h2>"_html, named,
              "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\""_html, address_of_child(view, child),
              "\">Leave it as it is</a></p><h2 class=\"govuk-heading-m\">Whom you named</h2>"_html,
              readers_form_of(view, child, lists, mine, {}));
    return whole_readers_page(view, child, main, 409);
}

Response emergency_page(const View& view, std::uint32_t child, std::string_view error) {
    govuk::Textarea reason;
    reason.id = "reason";
    reason.name = "reason";
    reason.label = "Why can this not wait?";
    reason.hint = "The manager is told at once, with your name and these words.";
    reason.rows = 4;
    reason.error = error;
    Html main;
    if (!error.empty()) main += govuk::error_summary("There is a problem", {{std::string(error), "#reason"}});
    main.put(heading("Open a restricted file in an emergency"),
             govuk::warning_text("Only the people named for it may open this file. You can open it for "
                                 "twelve hours if a child would come to harm otherwise."),
             "<form method=\"post\" action=\""_html, address_of_child(view, child),
             "/emergency\" novalidate>"_html, form_key(view), govuk::textarea(reason),
             govuk::button({.text = "Open it",
                            .href = {},
                            .name = {},
                            .value = {},
                            .warning = true,
                            .prevent_double_click = true}),
             "</form>"_html);
    return made(view, "Open in an emergency", "/children", {{"Children", "/children"}, {"Emergency", ""}},
                main, error.empty() ? 200 : 400);
}

}  // namespace

Response restricted(const View& view, std::uint32_t child) {
    Html main(
        heading("A restricted file"),
        "<p class=\"govuk-body\">There is a child with this id. Only the people named for it may open the file; the manager of the "_html,
        words_of(view).service, " can name you.</p>"_html);
    if (view.sight.may(care::Verb::open_in_emergency))
        main.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\""_html,
                 address_of_child(view, child), "/emergency\">Open it in an emergency</a></p>"_html);
    return made(view, "A restricted file", "/children", {{"Children", "/children"}, {"Restricted", ""}}, main,
                403);
}

Response readers_form(const View& view, const Request& request) {
    const auto child = file_asked_for(view, request);
    if (!child) return not_found(view, "There is no child with this id.");
    casework::Accounts& accounts = view.application.doors->accounts;
    const std::uint64_t version = accounts.version();
    const care::AccessLists lists = accounts.all();
    return readers_page(view, *child, lists,
                        {readers_of(lists, view.snapshot.records().children[*child].id), {}, version}, {});
}

Response change_readers(const View& view, const Request& request, const Form& form) {
    const auto child = file_asked_for(view, request);
    if (!child) return not_found(view, "There is no child with this id.");
    if (auto first = must_prove(view, request, form)) return std::move(*first);
    casework::Accounts& accounts = view.application.doors->accounts;
    ReadersWritten written{
        {}, std::string(form.text("why")), whole_number(form.text("based_on")).value_or(0)};
    for (const std::string_view account : form.all("accounts")) written.accounts.emplace_back(account);
    const auto done = accounts.restrict_file(view.snapshot.records().children[*child].id, written.accounts,
                                             written.based_on, {view.actor().name}, written.why, view.now);
    if (!done && done.problems().front().kind == Problem::Kind::changed_meanwhile)
        return both_readers(view, *child, std::move(written));
    if (!done) return readers_page(view, *child, accounts.all(), written, done.problems().front().message);
    return see_other(address_of_child(view, *child));
}

Response emergency_form(const View& view, const Request& request) {
    const auto child = file_asked_for(view, request);
    if (!child) return not_found(view, "There is no child with this id.");
    if (!view.sight.is_kept_from_them(*child)) return see_other(address_of_child(view, *child));
    return emergency_page(view, *child, "");
}

Response open_in_emergency(const View& view, const Request& request, const Form& form) {
    const auto child = file_asked_for(view, request);
    if (!child) return not_found(view, "There is no child with this id.");
    const auto done = view.application.doors->accounts.open_in_emergency(
        view.snapshot.records().children[*child].id, view.visitor->account, std::string(form.text("reason")),
        view.now);
    if (!done) return emergency_page(view, *child, done.problems().front().message);
    return see_other(address_of_child(view, *child));
}

Response note_emergency(const View& view, const Request&, const Form& form) {
    const care::AccessLists lists = view.application.doors->accounts.all();
    const auto opening = std::find_if(lists.openings.begin(), lists.openings.end(), [&](const auto& row) {
        return row.child.text == form.text("child") && row.account.text == form.text("account") &&
               row.opened_at == form.text("opened_at");
    });
    if (opening == lists.openings.end()) return not_found(view, "There is no such opening.");
    const auto done =
        view.application.doors->accounts.note_emergency(*opening, {view.actor().name}, view.now);
    if (!done) return problems_page(done.problems(), 409);
    return see_other("/");
}

}  // namespace footprint::web::pages
