// Who may sign in as what, who alone may open a restricted file, and who opened one in an emergency.
//
// In      what an administrator or a manager decides; a reason
// Out     the new version, in the journal
// Shape   there is always somebody who manages accounts; who manages accounts opens no file
// Errors  Problem: a name that could be taken for another, a role that cannot go with another, somebody else
//         was faster
// Source  SI 2010/959 reg 46(3); docs/who_may.md; docs/decisions/accounts_and_sessions.md
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace footprint::casework {

// The version under which a row stands now; 0: there is none.
template <class Row>
std::uint64_t current_version(store::Store& store, const std::string& authority, const Row& row) {
    const auto versions = store.versions_of(authority, care::Records{}, row);
    return versions.empty() ? 0 : versions.back().stored.version;
}

class Accounts {
  public:
    Accounts(store::Store& store, std::string authority) : store_(store), authority_(std::move(authority)) {}

    care::AccessLists all() { return store_.load_access(authority_); }
    // The number of the last change of access: what is read after it is at least as new. A form that shows an
    // account or the readers of a file brings it back as what it was based on.
    std::uint64_t version() { return store_.access_version(authority_); }

    // A new account. Its name is written in small plain letters, so that no two look alike.
    Result<care::Account> add(care::Account account, const store::Author& by, Moment at);
    // What an account is from now on; its name stays. Refused where somebody changed it after the version
    // that the writer was shown; then `last_written` says who.
    Result<Done> change(const care::Account& account, std::uint64_t based_on, const store::Author& by,
                        const std::string& why, Moment at);
    std::optional<store::StoredVersion> last_written(const care::Account& account);

    // What the identity provider says of a person, as their account from now on: made anew, changed, or with
    // its roles taken away. Which officer they are, what they see beyond their roles and that they are closed
    // is said here and stays. The account as it stands then.
    Result<care::Account> follow_claims(care::Account claimed, Moment at);

    // Who alone may open the child's file from now on; nobody named: everybody whose role allows it. Whoever
    // lets themselves in thereby, though they were not named before, has opened the file in an emergency: the
    // other managers are told, with the reason. All of it is one change; refused where others were named, or
    // none, after the version that the writer was shown: then `readers_last_written` says by whom.
    Result<Done> restrict_file(const std::string& child, const std::vector<std::string>& accounts,
                               std::uint64_t based_on, const store::Author& by, const std::string& why,
                               Moment at);
    std::optional<store::StoredVersion> readers_last_written(const std::string& child);
    // For twelve hours; managers see it on their start page until one has noted it, and that is somebody else
    // than who opened it, while there is somebody else.
    Result<Done> open_in_emergency(const std::string& child, const care::Account& account,
                                   const std::string& reason, Moment at);
    Result<Done> note_emergency(care::EmergencyOpening opening, const store::Author& by, Moment at);
    // Whether that is theirs to note.
    static bool may_note(const care::EmergencyOpening& opening, std::string_view account,
                         const care::AccessLists& lists);

  private:
    std::optional<Problem> wrong_with(const care::Account& account, const care::AccessLists& lists);
    // Who was named for the file when access was last changed at that version or before.
    std::set<std::string> readers_at(const std::string& child, std::uint64_t version);

    store::Store& store_;
    std::string authority_;
};

}  // namespace footprint::casework
