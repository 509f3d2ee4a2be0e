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

std::string in_words(care::AccountRole role) {
    std::string words(care::printed(role));
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

// Of a closed account nothing is wrong: it grants nothing, and one that had both has to be closed some time.
std::optional<Problem> wrong_with_roles(const care::Account& account) {
    if (account.closed.value_or(false)) return std::nullopt;
    if (has_role(account, care::AccountRole::administrator) && may_ever(account, care::Verb::open_file))
        return wrong("Whoever manages accounts opens no child's file. Give the two to different accounts.");
    if (const auto apart = care::roles_apart(account.roles))
        return wrong("The roles " + in_words(apart->works_the_case) + " and " + in_words(apart->reviews) +
                     " cannot stand together: whoever works a child's case has no part in reviewing it. "
                     "Leave one of them out.");
    return std::nullopt;
}

// What is wrong with an account whatever else there is, and whoever says what it is: a page, a command or the
// identity provider.
std::optional<Problem> wrong_by_itself(const care::Account& account) {
    if (trim(account.name).empty()) return wrong("The account has no name of a person. Give it one.");
    if (const auto misleading = misleading_name(account.name)) return wrong(*misleading);
    return wrong_with_roles(account);
}

// There is always somebody who manages accounts.
std::optional<Problem> leaves_nobody(const care::Account& account, const care::AccessLists& lists) {
    const bool others = std::any_of(lists.accounts.begin(), lists.accounts.end(), [&](const auto& other) {
        return !(other.account == account.account) && manages_accounts(other);
    });
    const bool had_one = std::any_of(lists.accounts.begin(), lists.accounts.end(), manages_accounts);
    if (had_one && !others && !manages_accounts(account))
        return wrong("Nobody else manages accounts. Let somebody else do so first.");
    return std::nullopt;
}

std::set<std::string> readers_in(const care::AccessLists& lists, const std::string& child) {
    std::set<std::string> readers;
    for (const care::FileReader& row : lists.readers)
        if (row.child.text == child) readers.insert(row.account.text);
    return readers;
}

// Refusing a manager who names themselves would leave a file whose only reader has gone to nobody; letting
// them in quietly would make the restriction worth nothing. To say who may open a file is not to open it.
bool lets_themselves_in(const std::string& who, const std::set<std::string>& before,
                        const std::set<std::string>& after) {
    return !before.empty() && !before.contains(who) && (after.empty() || after.contains(who));
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
    return leaves_nobody(account, lists);
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

Result<Done> Accounts::change(const care::Account& account, std::uint64_t based_on, const store::Author& by,
                              const std::string& why, Moment at) {
    const care::AccessLists lists = all();
    if (lists.find(account.account.text) == nullptr)
        return Problem{Problem::Kind::not_found,
                       {},
                       "There is no account '" + account.account.text + "'. Look up the name and try again."};
    if (auto problem = wrong_with(account, lists)) return *problem;
    store::ChangeSet changes(std::string(store::put_access_verb), no_records, based_on);
    changes.put(account);
    // Asked once more when nobody else can write: two who each take the other's role away leave one of them.
    const auto written = store_.write(
        authority_, changes, by, why, at,
        [&](const care::AccessLists& now, std::uint64_t) { return leaves_nobody(account, now); });
    if (!written) return written.problems();
    return Done{};
}

std::optional<store::StoredVersion> Accounts::last_written(const care::Account& account) {
    const auto versions = store_.versions_of(authority_, no_records, account);
    return versions.empty() ? std::nullopt : std::optional(versions.back().stored);
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
        // Also where nothing is new: what could stand together once cannot for ever.
        if (auto problem = wrong_with_roles(claimed)) return *problem;
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

std::set<std::string> Accounts::readers_at(const std::string& child, std::uint64_t version) {
    std::set<std::string> readers;
    // Of each account the oldest first.
    for (const auto& one : store_.versions_about<care::FileReader>(authority_, no_records, child)) {
        if (one.stored.version > version) continue;
        if (one.stored.withdrawn) {
            readers.erase(one.row.account.text);
        } else {
            readers.insert(one.row.account.text);
        }
    }
    return readers;
}

std::optional<store::StoredVersion> Accounts::readers_last_written(const std::string& child) {
    std::optional<store::StoredVersion> last;
    for (const auto& one : store_.versions_about<care::FileReader>(authority_, no_records, child))
        if (!last || one.stored.version > last->version) last = one.stored;
    return last;
}

Result<Done> Accounts::restrict_file(const std::string& child, const std::vector<std::string>& accounts,
                                     std::uint64_t based_on, const store::Author& by, const std::string& why,
                                     Moment at) {
    if (trim(why).empty()) return wrong("Say why. It stands in the journal.");
    const care::AccessLists lists = all();
    for (const std::string& name : accounts)
        if (lists.find(name) == nullptr)
            return Problem{Problem::Kind::not_found,
                           {},
                           "There is no account '" + name + "'. Look up the name and try again."};
    const std::set<std::string> after(accounts.begin(), accounts.end());
    if (readers_in(lists, child) == after) return Done{};  // as when the same form is sent twice
    const std::set<std::string> before = readers_at(child, based_on);
    const bool is_emergency = lists.find(by.name) != nullptr && lets_themselves_in(by.name, before, after);
    const bool takes_away = after.empty() && !is_emergency;
    store::ChangeSet changes(std::string(takes_away ? store::withdraw_access_verb : store::put_access_verb),
                             no_records, based_on);
    std::string reason = why;
    if (is_emergency) {
        reason = (after.empty() ? "Took the restriction away: " : "Named themselves for the file: ") + why;
        changes.put(care::EmergencyOpening{{child}, {by.name}, iso(at), reason, {}});
    }
    for (const std::string& name : after) changes.put(care::FileReader{{child}, {name}});
    for (const std::string& name : before)
        if (!after.contains(name)) changes.withdraw(care::FileReader{{child}, {name}});
    changes.about_child(child);
    // That others were named, or nobody, no row of the set need tell.
    const auto look = [&](const care::AccessLists& now, std::uint64_t) -> std::optional<Problem> {
        if (readers_in(now, child) == before) return std::nullopt;
        return Problem{
            Problem::Kind::changed_meanwhile,
            {},
            "Somebody else said who may open this file, after you opened the page. Look at it again, "
            "then repeat what you want to change."};
    };
    const auto written = store_.write(authority_, changes, by, reason, at, look);
    if (!written) return written.problems();
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
