#include "store/rows.h"

#include <algorithm>

namespace footprint::store {

care::ChildNumber ChildrenByName::number_of(std::string_view id) {
    if (id.empty()) return {};
    const std::vector<care::Child>& all = *children_;
    for (std::uint32_t place = last_; place < all.size() && place < last_ + 2; ++place)
        if (all[place].id == id) return {last_ = place};
    const auto found =
        std::lower_bound(all.begin(), all.end(), id,
                         [](const care::Child& child, std::string_view wanted) { return child.id < wanted; });
    if (found == all.end() || found->id != id) return {};
    last_ = static_cast<std::uint32_t>(found - all.begin());
    return {last_};
}

void unknown_in_database(std::string_view what, const std::string& why) {
    throw Fault("The database holds something in " + std::string(what) +
                " that this program cannot read: " + why +
                " Run 'footprint verify'; if it finds nothing, use the program that wrote the database.");
}

}  // namespace footprint::store
