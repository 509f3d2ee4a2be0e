// What one person may see of an authority's records.
//
// In      a picture of the records, who may do what, the person's account, the moment
// Out     whether they may do something with a child's file; which children their lists show
// Units   children by their numbers in the picture
// Errors  none: what is not granted is not seen
// Source  docs/who_may.md
#pragma once

#include <optional>
#include <vector>

#include "care/account.h"
#include "casework/snapshot.h"

namespace footprint::casework {

class Sight {
  public:
    Sight(const Snapshot& snapshot, const care::AccessLists& lists, const care::Account& account, Moment at);
    // For the one person on whose machine there is no sign-in.
    static Sight of_everything(const Snapshot& snapshot, const std::string& name);

    const care::Account& account() const { return account_; }
    // With any child at all.
    bool may(care::Verb verb) const { return is_alone_ || care::may_ever(account_, verb); }
    bool may(care::Verb verb, std::uint32_t child) const;
    // In lists: it is within their reach, and the file is not kept from them.
    bool sees(std::uint32_t child) const;
    // Within their reach, and kept from them all the same.
    bool is_kept_from_them(std::uint32_t child) const;
    // Only some people may open it, these among them or not.
    bool is_restricted(std::uint32_t child) const;
    // How many of those that a list would show are kept from them.
    std::size_t kept_from_them() const { return kept_.size(); }
    // Which, in order.
    const std::vector<std::uint32_t>& kept() const { return kept_; }

  private:
    Sight(const Snapshot& snapshot, care::Account account)
        : snapshot_(snapshot), account_(std::move(account)), is_alone_(true) {}
    bool reaches(care::Verb verb, std::uint32_t child) const;

    const Snapshot& snapshot_;
    care::Account account_;
    bool is_alone_ = false;
    std::vector<std::uint32_t> restricted_;    // in order
    std::vector<std::uint32_t> kept_;          // in order
    std::optional<std::vector<bool>> within_;  // of lists; none: all children
};

}  // namespace footprint::casework
