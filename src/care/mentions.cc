#include "care/mentions.h"

#include <algorithm>

namespace footprint::care {

namespace {

constexpr std::string_view between = " ,;\t\r\n";

}  // namespace

std::vector<std::string_view> ids_in(std::string_view children) {
    std::vector<std::string_view> ids;
    for (std::size_t from = children.find_first_not_of(between); from != std::string_view::npos;) {
        const std::size_t until = std::min(children.find_first_of(between, from), children.size());
        ids.push_back(children.substr(from, until - from));
        from = children.find_first_not_of(between, until);
    }
    return ids;
}

std::string without_mention(std::string_view children, std::string_view id) {
    std::string left(children);
    for (std::size_t at = left.find(id); at != std::string::npos; at = left.find(id, at)) {
        const std::size_t after = at + id.size();
        const bool whole = (at == 0 || between.find(left[at - 1]) != std::string_view::npos) &&
                           (after == left.size() || between.find(left[after]) != std::string_view::npos);
        if (!whole) {
            ++at;
            continue;
        }
        // With the signs that part it from the next, or from the one before where it is the last.
        std::size_t until = left.find_first_not_of(between, after);
        std::size_t from = at;
        if (until == std::string::npos) {
            until = left.size();
            const std::size_t before = at == 0 ? std::string::npos : left.find_last_not_of(between, at - 1);
            from = before == std::string::npos ? 0 : before + 1;
        }
        left.erase(from, until - from);
        at = from;
    }
    return left;
}

}  // namespace footprint::care
