#include "casework/accounts.h"

#include <functional>

#include "base/json.h"
#include "base/text.h"
#include "casework/sign_in.h"
#include "cli/acting.h"
#include "cli/clock.h"
#include "cli/output.h"

namespace footprint::cli {

namespace {

// Who gave the command stands in the journal.
store::Author author(const Common& common) {
    return {author_name(common)};
}

Result<std::vector<care::AccountRole>> read_roles(const std::vector<std::string>& written) {
    std::vector<care::AccountRole> roles;
    std::vector<std::string> known;
    for (std::size_t i = 1; i < care::code_count<care::AccountRole>(); ++i)
        known.emplace_back(care::printed(static_cast<care::AccountRole>(i)));
    for (const std::string& one : written) {
        const auto role = care::parse_code<care::AccountRole>(one);
        if (!role)
            return Problem{Problem::Kind::unknown_code,
                           {},
                           "There is no role '" + one + "'. Known: " + join(known, ", ") + "."};
        roles.push_back(*role);
    }
    return roles;
}

std::string roles_text(const care::Account& account) {
    std::vector<std::string> roles;
    for (const care::AccountRole role : account.roles) roles.emplace_back(care::printed(role));
    return join(roles, " ");
}

Exit print_first_password(const Common& common, casework::Casework& service, const care::Account& account,
                          const std::string& why) {
    casework::SignIn sign_in(service.store(), service.authority(), {});
    const auto password = sign_in.give_first_password(account, author(common), why, now());
    if (!password) return refused(password.problems());
    say(account.name + " signs in as '" + account.account.text +
        "'. The first password, good for seven days and to be replaced when it is used:");
    print(*password + "\n");
    return Exit::done;
}

// An account as it stands, and the version of access that this is of.
struct FoundAccount {
    casework::Accounts& all;
    care::Account account;
    std::uint64_t version = 0;
};

Exit with_account(const Common& common, const std::string& name,
                  const std::function<Exit(casework::Casework&, const FoundAccount&)>& work) {
    auto service = open_casework(common);
    if (!service) return refused(service.problems());
    if ((*service)->is_read_only()) return refused({needs_database()});
    casework::Accounts all((*service)->store(), (*service)->authority());
    const std::uint64_t version = all.version();
    const care::AccessLists lists = all.all();
    const care::Account* const account = lists.find(name);
    if (account == nullptr)
        return refused({Problem{Problem::Kind::not_found,
                                {},
                                "There is no account '" + name + "'. 'footprint user list' shows all."}});
    return work(**service, {all, *account, version});
}

}  // namespace

Exit add_user(const Common& common, const AccountOptions& options) {
    const auto roles = read_roles(options.roles);
    if (!roles) return refused(roles.problems());
    auto service = open_casework(common);
    if (!service) return refused(service.problems());
    if ((*service)->is_read_only()) return refused({needs_database()});
    casework::Accounts all((*service)->store(), (*service)->authority());
    care::Account wanted;
    wanted.account.text = options.account;
    wanted.name = options.name.empty() ? options.account : options.name;
    wanted.officer.text = options.officer;
    wanted.roles = *roles;
    if (options.sees_lists) wanted.sees_lists = true;
    const auto added = all.add(wanted, author(common), now());
    if (!added) return refused(added.problems());
    return print_first_password(common, **service, *added, "new account");
}

Exit give_password(const Common& common, const std::string& name) {
    return with_account(common, name, [&](casework::Casework& service, const FoundAccount& found) {
        return print_first_password(common, service, found.account, "asked for on the command line");
    });
}

Exit disable_user(const Common& common, const std::string& name) {
    return with_account(common, name, [&](casework::Casework& service, const FoundAccount& found) {
        care::Account account = found.account;
        account.closed = true;
        const auto done =
            found.all.change(account, found.version, author(common), "closed on the command line", now());
        if (!done) return refused(done.problems());
        casework::SignIn sign_in(service.store(), service.authority(), {});
        const auto out = sign_in.sign_out_everywhere(account, author(common), now());
        if (!out) return refused(out.problems());
        say("'" + account.account.text + "' is closed and signed out everywhere.");
        return Exit::done;
    });
}

Exit list_users(const Common& common) {
    auto service = open_casework(common);
    if (!service) return refused(service.problems());
    if ((*service)->is_read_only()) return refused({needs_database()});
    casework::Accounts all((*service)->store(), (*service)->authority());
    const care::AccessLists lists = all.all();
    if (wants_json(common)) {
        JsonWriter json;
        json.open_array();
        for (const care::Account& account : lists.accounts)
            json.open_object()
                .field("account", account.account.text)
                .field("name", account.name)
                .field("roles", roles_text(account))
                .field("officer", account.officer.text)
                .field("closed", account.closed.value_or(false))
                .close_object();
        json.close_array();
        print(json.take() + "\n");
        return Exit::done;
    }
    if (lists.accounts.empty()) {
        say("There is no account yet. Make one with 'footprint user add NAME --role administrator'.");
        return Exit::done;
    }
    TextTable table({"account", "name", "roles", "officer", "state"});
    for (const care::Account& account : lists.accounts)
        table.add({account.account.text, account.name, roles_text(account), account.officer.text,
                   account.closed.value_or(false) ? "closed" : ""});
    print(table.printed());
    return Exit::done;
}

}  // namespace footprint::cli
