// Address  GET and POST /children/{child}/readers, /children/{child}/emergency; POST /openings/noted
// Who      restrict_file; open_in_emergency; restrict_file
// Shows    who alone may open the file; a form for a reason
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

Response readers_page(const View& view, std::uint32_t child, std::string_view error) {
    const std::string& id = view.snapshot.records().children[child].id;
    const care::AccessLists lists = view.application.doors->accounts.all();
    govuk::Checkboxes people;
    people.name = "accounts";
    people.legend = "Who alone may open this file";
    people.hint = "Nobody chosen: everybody whose role allows it.";
    for (const care::Account& account : lists.accounts) {
        const bool reads = std::any_of(lists.readers.begin(), lists.readers.end(), [&](const auto& row) {
            return row.child.text == id && row.account == account.account;
        });
        if (reads || (!account.closed.value_or(false) && care::may_ever(account, care::Verb::open_file)))
            people.items.push_back({account.account.text, account.name, {}, reads});
    }
    govuk::Textarea why;
    why.id = "why";
    why.name = "why";
    why.label = "Why";
    why.hint = "It stands in the journal. Do not name the child.";
    why.rows = 3;
    why.error = error;
    Html main;
    if (!error.empty()) main += govuk::error_summary("There is a problem", {{std::string(error), "#why"}});
    main += heading("Who may open this file");
    // Within the hours of an emergency they are not kept from it, and named for it no more than before.
    const auto is_named = [&](const auto& row) {
        return row.child.text == id && row.account.text == view.actor().name;
    };
    if (view.sight.is_restricted(child) && std::none_of(lists.readers.begin(), lists.readers.end(), is_named))
        main += govuk::warning_text(
            "You are not named for this file. If you name yourself or nobody, that is an opening in an "
            "emergency: the other managers are told at once, with your name and your reason.");
    main.put(
        "<form method=\"post\" action=\""_html, address_of_child(view, child), "/readers\" novalidate>"_html,
        form_key(view), govuk::checkboxes(people), govuk::textarea(why),
        govuk::button({.text = "Save", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form>"_html);
    return made(view, "Who may open this file", "/children",
                {{"Children", "/children"}, {id, address_of_child(view, child)}, {"Who may open it", ""}},
                main, error.empty() ? 200 : 400);
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
    return readers_page(view, *child, "");
}

Response change_readers(const View& view, const Request& request, const Form& form) {
    const auto child = file_asked_for(view, request);
    if (!child) return not_found(view, "There is no child with this id.");
    if (auto first = must_prove(view, request, form)) return std::move(*first);
    std::vector<std::string> accounts;
    for (const std::string_view account : form.all("accounts")) accounts.emplace_back(account);
    const auto done = view.application.doors->accounts.restrict_file(
        view.snapshot.records().children[*child].id, accounts, {view.actor().name},
        std::string(form.text("why")), view.now);
    if (!done) return readers_page(view, *child, done.problems().front().message);
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
