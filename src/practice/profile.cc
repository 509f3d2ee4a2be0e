#include "practice/profile.h"

#include <algorithm>

#include "base/shipped.h"

namespace footprint::practice {

namespace {

const Choice* find(const std::vector<Choice>& list, std::string_view code) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Choice& one) { return one.code == code; });
    return found == list.end() ? nullptr : &*found;
}

constexpr std::string_view folder = "profiles/";
constexpr std::string_view ending = ".toml";

}  // namespace

std::string_view label(const std::vector<Choice>& list, std::string_view code) {
    const Choice* found = find(list, code);
    return found == nullptr ? code : std::string_view(found->label);
}

bool has_code(const std::vector<Choice>& list, std::string_view code) {
    return find(list, code) != nullptr;
}

std::vector<std::string> shipped_profile_names() {
    std::vector<std::string> names;
    for (std::string_view path : shipped_under(folder)) {
        if (!path.ends_with(ending)) continue;
        path.remove_prefix(folder.size());
        path.remove_suffix(ending.size());
        names.emplace_back(path);
    }
    return names;
}

Result<Profile> shipped_profile(std::string_view name, const law::Rulebook* law) {
    const auto names = shipped_profile_names();
    if (std::find(names.begin(), names.end(), name) == names.end())
        return Problem{Problem::Kind::not_found,
                       {{}, 0, 0, "profile"},
                       "There is no profile '" + std::string(name) + "'. " + law::did_you_mean(name, names)};
    const std::string path = std::string(folder) + std::string(name) + std::string(ending);
    return load_profile(path, shipped(path).value_or(std::string_view{}), law);
}

}  // namespace footprint::practice
