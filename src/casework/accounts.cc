#include "casework/accounts.h"

#include <algorithm>

#include "base/text.h"
#include "casework/plain_names.h"

namespace footprint::casework {

namespace {

constexpr std::size_t most_letters = 100;
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789._-@+'";
const care::Records no_records;

bool has_role(const care::Account& account, care::AccountRole role) {
    return std::find(account.roles.begin(), account.roles.end(), role) != account.roles.end();
}

bool manages_accounts(const care::Account& account) {
    return !account.closed.value_or(false) && has_role(account, care::AccountRole::administrator);
}

Problem wrong(std::string message) {
    return {Problem::Kind::wrong_use, {}, std::move(message)};
}

// What is wrong with an account whatever else there is, and whoever says what it is: a page, a command or the
// identity provider.
std::optional<Problem> wrong_by_itself(const care::Account& account) {
    if (trim(account.name).empty()) return wrong("The account has no name of a person. Give it one.");
    if (const auto misleading = misleading_name(account.name)) return wrong(*misleading);
    if (has_role(account, care::AccountRole::administrator) && may_ever(account, care::Verb::open_file))
        return wrong("Whoever manages accounts opens no child's file. Give the two to different accounts.");
    return std::nullopt;
}

}  // namespace

std::optional<Problem> Accounts::wrong_with(const care::Account& account, const care::AccessLists& lists) {
    if (auto problem = wrong_by_itself(account)) return problem;
    if (account.roles.empty())
        return wrong("The account has no role, so nothing could be done with it. Choose one.");
    if (!account.officer.empty()) {
        const auto records = store_.load(authority_);
        if (!records) return records.problems().front();
        const auto& officers = records->officers;
        if (std::none_of(officers.begin(), officers.end(),
                         [&](const auto& row) { return row.officer.text == account.officer.text; }))
            return wrong("There is no officer '" + account.officer.text +
                         "'. Write the id as it stands in the list of officers, or leave it blank.");
    }
    const bool others = std::any_of(lists.accounts.begin(), lists.accounts.end(), [&](const auto& other) {
        return !(other.account == account.account) && manages_accounts(other);
    });
    const bool had_one = std::any_of(lists.accounts.begin(), lists.accounts.end(), manages_accounts);
    if (had_one && !others && !manages_accounts(account))
        return wrong("Nobody else manages accounts. Let somebody else do so first.");
    return std::nullopt;
}

Result<care::Account> Accounts::add(care::Account account, const store::Author& by, Moment at) {
    std::string& name = account.account.text;
    name = lower(trim(name));
    if (name.empty() || name.size() > most_letters || name.find_first_not_of(letters) != std::string::npos)
        return wrong("'" + name +
                     "' is no name to sign in with. Write it with the letters a to z, digits and . _ - @");
    const care::AccessLists lists = all();
    if (lists.find(name) != nullptr)
        return Problem{
            Problem::Kind::conflict, {}, "There is an account '" + name + "' already. Choose another name."};
    if (auto problem = wrong_with(account, lists)) return *problem;
    const auto put = store_.put(authority_, no_records, account, 0, by, "new account", at);
    if (!put) return put.problems();
    return account;
}

Result<Done> Accounts::change(const care::Account& account, const store::Author& by, const std::string& why,
                              Moment at) {
    const care::AccessLists lists = all();
    if (lists.find(account.account.text) == nullptr)
        return Problem{Problem::Kind::not_found,
                       {},
                       "There is no account '" + account.account.text + "'. Look up the name and try again."};
    if (auto problem = wrong_with(account, lists)) return *problem;
    const auto put = store_.put(authority_, no_records, account, current_version(store_, authority_, account),
                                by, why, at);
    if (!put) return put.problems();
    return Done{};
}

Result<care::Account> Accounts::follow_claims(care::Account claimed, Moment at) {
    const care::AccessLists lists = all();
    const care::Account* const before = lists.find(claimed.account.text);
    if (before != nullptr && before->closed.value_or(false)) return *before;
    // The first who manages accounts is made on the machine: a claim of the provider's could be anybody's
    // whom its own administrators let in.
    if (std::none_of(lists.accounts.begin(), lists.accounts.end(), manages_accounts))
        std::erase(claimed.roles, care::AccountRole::administrator);
    if (before == nullptr && claimed.roles.empty()) return claimed;
    if (before != nullptr) {
        claimed.officer = before->officer;
        claimed.sees_lists = before->sees_lists;
        if (claimed.roles.empty()) claimed.name = before->name;  // whatever its name says, the roles go
        if (*before == claimed) return claimed;
    }
    // That somebody manages accounts is not asked here: what the provider takes away is gone, and a new first
    // one is made on the machine.
    if (auto problem = wrong_by_itself(claimed)) return *problem;
    const auto put = store_.put(authority_, no_records, claimed, current_version(store_, authority_, claimed),
                                {"identity provider"}, "as the provider's claims say", at);
    if (!put) return put.problems();
    return claimed;
}

Result<Done> Accounts::restrict_file(const std::string& child, const std::vector<std::string>& accounts,
                                     const store::Author& by, const std::string& why, Moment at) {
    if (trim(why).empty()) return wrong("Say why. It stands in the journal.");
    const care::AccessLists lists = all();
    for (const std::string& name : accounts)
        if (lists.find(name) == nullptr)
            return Problem{Problem::Kind::not_found,
                           {},
                           "There is no account '" + name + "'. Look up the name and try again."};
    // A manager says who may open a file, which is not the same as opening it. Refusing them would leave a
    // file whose only reader has gone to nobody; letting them in quietly would make the restriction worth
    // nothing.
    const bool was_named = std::any_of(lists.readers.begin(), lists.readers.end(), [&](const auto& row) {
        return row.child.text == child && row.account.text == by.name;
    });
    const bool lets_in =
        accounts.empty() || std::find(accounts.begin(), accounts.end(), by.name) != accounts.end();
    const care::Account* const actor = lists.find(by.name);
    if (lists.is_restricted(child) && !was_named && lets_in && actor != nullptr) {
        const auto told = open_in_emergency(
            child, *actor,
            (accounts.empty() ? "Took the restriction away: " : "Named themselves for the file: ") + why, at);
        if (!told) return told.problems();
    }
    for (const std::string& name : accounts) {
        const care::FileReader row{{child}, {name}};
        const auto put =
            store_.put(authority_, no_records, row, current_version(store_, authority_, row), by, why, at);
        if (!put) return put.problems();
    }
    for (const care::FileReader& row : lists.readers) {
        const bool stays = std::find(accounts.begin(), accounts.end(), row.account.text) != accounts.end();
        if (row.child.text != child || stays) continue;
        const auto gone = store_.withdraw(authority_, no_records, row,
                                          current_version(store_, authority_, row), by, why, at);
        if (!gone) return gone.problems();
    }
    return Done{};
}

Result<Done> Accounts::open_in_emergency(const std::string& child, const care::Account& account,
                                         const std::string& reason, Moment at) {
    if (trim(reason).empty())
        return wrong("Say why this cannot wait. The manager is told at once, with your reason.");
    const care::EmergencyOpening row{{child}, account.account, iso(at), std::string(trim(reason)), {}};
    const auto put =
        store_.put(authority_, no_records, row, 0, {account.account.text}, "opened in an emergency", at);
    if (!put) return put.problems();
    return Done{};
}

bool Accounts::may_note(const care::EmergencyOpening& opening, std::string_view account,
                        const care::AccessLists& lists) {
    if (opening.account.text != account) return true;
    return std::none_of(lists.accounts.begin(), lists.accounts.end(), [&](const care::Account& other) {
        return other.account.text != account && may_ever(other, care::Verb::restrict_file);
    });
}

Result<Done> Accounts::note_emergency(care::EmergencyOpening opening, const store::Author& by, Moment at) {
    if (!may_note(opening, by.name, all()))
        return Problem{Problem::Kind::not_permitted,
                       {},
                       "You opened this file yourself. Another manager notes it; ask one of them to."};
    const std::uint64_t version = current_version(store_, authority_, opening);
    opening.noted_by = by.name;
    const auto put = store_.put(authority_, no_records, opening, version, by, "noted", at);
    if (!put) return put.problems();
    return Done{};
}

}  // namespace footprint::casework
