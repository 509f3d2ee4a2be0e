// An account: who may sign in for an authority, as what.
//
// In      rows of accounts, of readers of restricted files and of emergency openings
// Out     plain records; how a person stands to a child; whether a restricted file is open to them
// Shape   an account without a role may do nothing; one that is closed stays, so that the journal's names
//         mean somebody
// Source  docs/who_may.md
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/moment.h"
#include "care/access.h"
#include "care/legal_hold.h"
#include "care/records.h"

namespace footprint::care {

struct Account {
    Id<Account> account;  // what is typed to sign in, or the provider's subject
    std::string name;     // as people know them
    Id<Officer> officer;  // who they are among the officers; may be blank
    std::vector<AccountRole> roles;
    std::optional<bool> sees_lists;  // an analyst who may see which children are behind a figure
    std::optional<bool> closed;
    bool operator==(const Account&) const = default;
};

template <>
struct Describe<Account> {
    static constexpr std::string_view table = "accounts";
    static constexpr auto fields =
        std::tuple(key("account", &Account::account), field("name", &Account::name),
                   field("officer", &Account::officer), field("roles", &Account::roles),
                   field("sees_lists", &Account::sees_lists), field("closed", &Account::closed));
};

// Who alone may open a restricted file. The child stands here by id: who may read what is asked before the
// records are.
struct FileReader {
    Id<Child> child;
    Id<Account> account;
    bool operator==(const FileReader&) const = default;
};

template <>
struct Describe<FileReader> {
    static constexpr std::string_view table = "file_readers";
    static constexpr auto fields =
        std::tuple(key("child", &FileReader::child), key("account", &FileReader::account));
};

// A restricted file that was opened by somebody else, for a reason, and which manager has taken note of it.
struct EmergencyOpening {
    Id<Child> child;
    Id<Account> account;
    std::string opened_at;  // a moment, as iso() writes it
    std::string reason;
    std::string noted_by;  // a manager's name; empty: nobody has yet
    bool operator==(const EmergencyOpening&) const = default;
};

template <>
struct Describe<EmergencyOpening> {
    using R = EmergencyOpening;
    static constexpr std::string_view table = "emergency_openings";
    static constexpr auto fields =
        std::tuple(key("child", &R::child), key("account", &R::account), key("opened_at", &R::opened_at),
                   field("reason", &R::reason), field("noted_by", &R::noted_by));
};

// Who may do what in an authority, apart from what follows from the records; and what nobody may destroy.
struct AccessLists {
    std::vector<Account> accounts;
    std::vector<FileReader> readers;
    std::vector<EmergencyOpening> openings;
    std::vector<LegalHold> holds;

    const Account* find(std::string_view account) const;
    bool is_restricted(std::string_view child) const;
};

// How long somebody may read on after opening a file in an emergency.
inline constexpr std::int64_t emergency_micros = std::int64_t{12} * 3600 * 1'000'000;

// Whether the file, if it is restricted, is open to the account at the moment.
bool is_open_to(const AccessLists& lists, const Account& account, std::string_view child, Moment at);

// As of the day: allocated to them, or to whom they cover for; theirs as a social worker, or their team's.
Standing standing_of(const Records& records, const Account& account, ChildNumber child, Day on);

bool may(const Account& account, Verb verb, Standing standing);
// Whether there is any child for whom they may.
bool may_ever(const Account& account, Verb verb);

}  // namespace footprint::care
