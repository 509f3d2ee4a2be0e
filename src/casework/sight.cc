#include "casework/sight.h"

#include <algorithm>

namespace footprint::casework {

Sight::Sight(const Snapshot& snapshot, const care::AccessLists& lists, const care::Account& account,
             Moment at)
    : snapshot_(snapshot), account_(account) {
    const auto children = static_cast<std::uint32_t>(snapshot.records().children.size());
    for (const care::FileReader& row : lists.readers) {
        const care::ChildNumber child = snapshot.records().find(row.child.text);
        if (child.is_known()) restricted_.push_back(child.value);
    }
    std::sort(restricted_.begin(), restricted_.end());
    restricted_.erase(std::unique(restricted_.begin(), restricted_.end()), restricted_.end());
    for (const std::uint32_t child : restricted_)
        if (!is_open_to(lists, account, snapshot.records().children[child].id, at)) kept_.push_back(child);
    if (care::may(account, care::Verb::see_lists, care::Standing::none)) return;
    within_.emplace(children, false);
    if (!may(care::Verb::see_lists)) {
        kept_.clear();
        return;
    }
    for (std::uint32_t child = 0; child < children; ++child)
        (*within_)[child] = reaches(care::Verb::see_lists, child);
    kept_.erase(std::remove_if(kept_.begin(), kept_.end(), [&](auto child) { return !(*within_)[child]; }),
                kept_.end());
}

Sight Sight::of_everything(const Snapshot& snapshot, const std::string& name) {
    care::Account account;
    account.account.text = name;
    account.name = name;
    return Sight(snapshot, std::move(account));
}

bool Sight::reaches(care::Verb verb, std::uint32_t child) const {
    if (is_alone_ || care::may(account_, verb, care::Standing::none)) return true;
    return may(verb) &&
           care::may(account_, verb,
                     care::standing_of(snapshot_.records(), account_, {child}, snapshot_.as_at()));
}

bool Sight::may(care::Verb verb, std::uint32_t child) const {
    return reaches(verb, child) && !is_kept_from_them(child);
}

bool Sight::sees(std::uint32_t child) const {
    return (!within_ || (*within_)[child]) && !is_kept_from_them(child);
}

bool Sight::is_restricted(std::uint32_t child) const {
    return std::binary_search(restricted_.begin(), restricted_.end(), child);
}

bool Sight::is_kept_from_them(std::uint32_t child) const {
    return std::binary_search(kept_.begin(), kept_.end(), child);
}

}  // namespace footprint::casework
