// Address  GET /accounts; GET and POST /accounts/new, /accounts/{account}; POST /accounts/{account}/password
// Who      manage_accounts
// Shows    everybody who may sign in, with their roles; a form for one account, and both texts where somebody
//          else was faster; a first password, once
// Changes  accounts, for who proved anew that it is them; a first password ends every session of the account
// and its second factor
#include <algorithm>

#include "base/text.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

std::vector<care::AccountRole> all_roles() {
    std::vector<care::AccountRole> roles;
    for (std::size_t i = 1; i < care::code_count<care::AccountRole>(); ++i)
        roles.push_back(static_cast<care::AccountRole>(i));
    return roles;
}

bool has_role(const care::Account& account, care::AccountRole role) {
    return std::find(account.roles.begin(), account.roles.end(), role) != account.roles.end();
}

Html fields(const View& view, const care::Account& account) {
    govuk::Input name;
    name.id = "name";
    name.name = "name";
    name.label = "Name of the person";
    name.value = account.name;
    name.classes = "govuk-input--width-20";
    govuk::Input officer;
    officer.id = "officer";
    officer.name = "officer";
    officer.label = "Officer";
    officer.hint =
        "As in the list of officers. It says which children are theirs. Blank for people who are no officer.";
    officer.value = account.officer.text;
    officer.classes = "govuk-input--width-10";
    govuk::Checkboxes roles;
    roles.name = "roles";
    roles.legend = "Roles";
    roles.hint = "What each role may do stands on the page on who may do what.";
    for (const care::AccountRole role : all_roles())
        roles.items.push_back(
            {std::string(care::printed(role)), role_in_words(view, role), {}, has_role(account, role)});
    govuk::Checkboxes more;
    more.name = "more";
    more.legend = "Besides";
    more.items.push_back({"sees_lists",
                          "An analyst who may see which children are behind a figure",
                          {},
                          account.sees_lists.value_or(false)});
    more.items.push_back({"closed", "Closed: signs in no more", {}, account.closed.value_or(false)});
    return Html(govuk::input(name), govuk::input(officer), govuk::checkboxes(roles), govuk::checkboxes(more));
}

care::Account account_of(const Form& form, std::string name) {
    care::Account account;
    account.account.text = std::move(name);
    account.name = trim(form.text("name"));
    account.officer.text = trim(form.text("officer"));
    for (const std::string_view role : form.all("roles"))
        if (const auto known = care::parse_code<care::AccountRole>(role)) account.roles.push_back(*known);
    for (const std::string_view more : form.all("more")) {
        if (more == "sees_lists") account.sees_lists = true;
        if (more == "closed") account.closed = true;
    }
    return account;
}

Response new_page(const View& view, const care::Account& account, std::string_view error) {
    govuk::Input sign_in;
    sign_in.id = "account";
    sign_in.name = "account";
    sign_in.label = "Signs in as";
    sign_in.hint = "Small letters, digits and . _ - @, as amina.okoye";
    sign_in.value = account.account.text;
    sign_in.classes = "govuk-input--width-20";
    Html main;
    if (!error.empty())
        main += govuk::error_summary("There is a problem", {{std::string(error), "#account"}});
    main.put(
        heading("New account"), "<form method=\"post\" action=\"/accounts/new\" novalidate>"_html,
        form_key(view), govuk::input(sign_in), fields(view, account),
        govuk::button(
            {.text = "Make the account", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form>"_html);
    return made(view, "New account", "/accounts", {{"Accounts", "/accounts"}, {"New account", ""}}, main,
                error.empty() ? 200 : 400);
}

// Based on: the version of access that the writer was shown.
Html form_of(const View& view, const care::Account& account, std::uint64_t based_on) {
    return Html(
        "<form method=\"post\" action=\"/accounts/"_html, percent_encoded(account.account.text),
        "\" novalidate>"_html, form_key(view), "<input type=\"hidden\" name=\"based_on\" value=\""_html,
        based_on, "\">"_html, fields(view, account),
        govuk::button({.text = "Save", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form>"_html);
}

Response whole_account_page(const View& view, const care::Account& account, const Html& main, int status) {
    return made(view, account.account.text, "/accounts",
                {{"Accounts", "/accounts"}, {account.account.text, ""}}, main, status);
}

Response account_page(const View& view, const care::Account& account, std::uint64_t based_on,
                      std::string_view error) {
    Html main;
    if (!error.empty()) main += govuk::error_summary("There is a problem", {{std::string(error), "#name"}});
    main.put(
        heading(account.account.text), form_of(view, account, based_on),
        "<h2 class=\"govuk-heading-m\">Password forgotten, or telephone lost</h2><p class=\"govuk-body\">A new first password ends every session of the account and its second factor. Make sure that you speak to the person.</p><form method=\"post\" action=\"/accounts/"_html,
        percent_encoded(account.account.text), "/password\">"_html, form_key(view),
        govuk::button({.text = "Give a new first password",
                       .href = {},
                       .name = {},
                       .value = {},
                       .warning = true,
                       .prevent_double_click = true}),
        "</form>"_html);
    return whole_account_page(view, account, main, error.empty() ? 200 : 400);
}

Html read_only(const View& view, const care::Account& account) {
    const auto or_none = [](const std::string& text) { return Html(text.empty() ? "None" : text, Html()); };
    return govuk::summary_list({{"Name of the person", or_none(account.name)},
                                {"Officer", or_none(account.officer.text)},
                                {"Roles", or_none(roles_in_words(view, account))},
                                {"Sees which children are behind a figure",
                                 account.sees_lists.value_or(false) ? "Yes"_html : "No"_html},
                                {"Closed", account.closed.value_or(false) ? "Yes"_html : "No"_html}});
}

// Both, and theirs is what is there: whoever saves now does so knowing it.
Response both_accounts(const View& view, const care::Account& mine) {
    casework::Accounts& accounts = view.application.doors->accounts;
    const std::uint64_t version = accounts.version();
    const care::AccessLists lists = accounts.all();
    const care::Account* const theirs = lists.find(mine.account.text);
    const auto written = accounts.last_written(mine);
    if (theirs == nullptr || !written) return not_found(view, "There is no account of this name.");
    Html main(
        govuk::error_summary("Somebody else changed this meanwhile",
                             {{written->recorded_by +
                                   " saved it while you were writing. Nothing of yours is lost: compare the "
                                   "two, then save what is to stand.",
                               "#name"}}),
        heading(mine.account.text), "<h2 class=\"govuk-heading-m\">What "_html, written->recorded_by,
        " saved</h2>"_html, read_only(view, *theirs),
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/accounts/"_html,
        percent_encoded(mine.account.text),
        "\">Leave it as it is</a></p><h2 class=\"govuk-heading-m\">What you wrote</h2>"_html,
        form_of(view, mine, version));
    return whole_account_page(view, mine, main, 409);
}

Html state_of(const care::Account& account) {
    if (account.closed.value_or(false)) return govuk::tag("Closed", "grey");
    if (care::roles_apart(account.roles)) return govuk::tag("Roles that cannot stand together", "red");
    return {};
}

Response show_password(const View& view, const care::Account& account, const std::string& password) {
    return made(
        view, "First password", "/accounts", {{"Accounts", "/accounts"}, {"First password", ""}},
        Html(
            heading("First password"), "<p class=\"govuk-body\">For "_html, account.name,
            ", who signs in as <strong>"_html, account.account.text,
            "</strong>:</p><p class=\"govuk-body-l\"><code class=\"fp-nowrap\">"_html, password,
            "</code></p><p class=\"govuk-body\">It is shown now and never again. Give it to the person by another way than e-mail. It holds for seven days, and must be replaced when it is used.</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/accounts\">Back to the accounts</a></p>"_html));
}

}  // namespace

Response accounts(const View& view, const Request&) {
    const care::AccessLists lists = view.application.doors->accounts.all();
    govuk::Table table;
    table.columns = {{"Signs in as"}, {"Name"}, {"Roles"}, {"Officer"}, {"State"}};
    for (const care::Account& account : lists.accounts)
        table.add({Html("<a class=\"govuk-link\" href=\"/accounts/"_html,
                        percent_encoded(account.account.text), "\">"_html, account.account.text, "</a>"_html),
                   true},
                  account.name, roles_in_words(view, account), account.officer.text, state_of(account));
    return made(
        view, "Accounts", "/accounts", {},
        Html(
            heading("Accounts"), scrolling("Accounts", govuk::table(table)),
            govuk::button({.text = "New account", .href = "/accounts/new", .name = {}, .value = {}}),
            "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/letters\">Letters by e-mail, and how they fared</a></p>"_html));
}

Response new_account_form(const View& view, const Request&) {
    return new_page(view, {}, "");
}

Response new_account(const View& view, const Request& request, const Form& form) {
    if (auto first = must_prove(view, request, form)) return std::move(*first);
    Doors& doors = *view.application.doors;
    const care::Account wanted = account_of(form, std::string(form.text("account")));
    const auto made_account = doors.accounts.add(wanted, {view.actor().name}, view.now);
    if (!made_account) return new_page(view, wanted, made_account.problems().front().message);
    const auto password =
        doors.sign_in.give_first_password(*made_account, {view.actor().name}, "new account", view.now);
    if (!password) return new_page(view, wanted, password.problems().front().message);
    return show_password(view, *made_account, *password);
}

Response account_form(const View& view, const Request& request) {
    const std::uint64_t version = view.application.doors->accounts.version();
    const care::AccessLists lists = view.application.doors->accounts.all();
    const care::Account* const account = lists.find(request.parameter("account"));
    if (account == nullptr) return not_found(view, "There is no account of this name.");
    return account_page(view, *account, version, "");
}

Response change_account(const View& view, const Request& request, const Form& form) {
    if (auto first = must_prove(view, request, form)) return std::move(*first);
    const care::Account wanted = account_of(form, std::string(request.parameter("account")));
    const std::uint64_t based_on = whole_number(form.text("based_on")).value_or(0);
    const auto done = view.application.doors->accounts.change(wanted, based_on, {view.actor().name},
                                                              "changed by hand", view.now);
    if (!done && done.problems().front().kind == Problem::Kind::changed_meanwhile)
        return both_accounts(view, wanted);
    if (!done) return account_page(view, wanted, based_on, done.problems().front().message);
    return see_other("/accounts");
}

Response give_password(const View& view, const Request& request, const Form&) {
    const std::string address = "/accounts/" + percent_encoded(request.parameter("account"));
    if (auto first = must_prove(view, address)) return std::move(*first);
    Doors& doors = *view.application.doors;
    const std::uint64_t version = doors.accounts.version();
    const care::AccessLists lists = doors.accounts.all();
    const care::Account* const account = lists.find(request.parameter("account"));
    if (account == nullptr) return not_found(view, "There is no account of this name.");
    const auto password = doors.sign_in.give_first_password(*account, {view.actor().name},
                                                            "asked for at the page of the account", view.now);
    if (!password) return account_page(view, *account, version, password.problems().front().message);
    return show_password(view, *account, *password);
}

}  // namespace footprint::web::pages
