// An account: who may sign in for an authority, as what.
//
// In      rows of accounts
// Out     plain records; how a person stands to a child
// Shape   an account without a role may do nothing; one that is closed stays, so that the journal's names
//         mean somebody
// Source  docs/who_may.md
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "care/access.h"
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

// Who alone may open a restricted file.
struct FileReader {
    ChildNumber child;
    Id<Account> account;
    bool operator==(const FileReader&) const = default;
};

template <>
struct Describe<FileReader> {
    static constexpr std::string_view table = "file_readers";
    static constexpr auto fields =
        std::tuple(key("child", &FileReader::child), key("account", &FileReader::account));
};

// As of the day: allocated to them, or to whom they cover for; theirs as a social worker, or their team's.
Standing standing_of(const Records& records, const Account& account, ChildNumber child, Day on);

bool may(const Account& account, Verb verb, Standing standing);
// Whether there is any child for whom they may.
bool may_ever(const Account& account, Verb verb);

}  // namespace footprint::care
