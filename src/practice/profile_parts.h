// Parts of the reading of a profile that stand on their own: bands, and what a profile is held against.
//
// In      the file's tables, and the profile as read so far
// Out     bands filled in; problems added
// Errors  as practice/profile.h
#pragma once

#include <string_view>

#include "base/result.h"
#include "law/rulebook.h"
#include "law/toml.h"
#include "practice/profile.h"

namespace footprint::practice {

inline constexpr std::string_view standard_path = "profiles/standard.toml";

void read_bands(const law::TomlNode& node, Profile& profile, Problems& problems);

// Some lists only name what the program knows by its code: each code must be there, and no other.
void hold_against_codes(const Profile& profile, const law::TomlNode& lists, Problems& problems);
// A profile may tighten, never loosen.
void hold_against_law(const Profile& profile, const law::TomlNode& root, const law::Rulebook& law,
                      Problems& problems);
// Figures of services are compared by code, so each profile has at least the standard's.
void hold_against_standard(const law::TomlNode& root, Problems& problems);

}  // namespace footprint::practice
