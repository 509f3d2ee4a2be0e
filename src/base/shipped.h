// The data files that the program carries inside itself: law, codes, profiles, styles and scripts.
//
// In      a path from the project's root, as "law/reviews.toml"
// Out     the file's bytes, for the life of the program; the paths under a folder, in order
// Errors  a path that is not carried is std::nullopt
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace footprint {

struct ShippedFile {
    const char* path;
    const char* begin;
    const char* end;
};

// Written by the build; ends with a row whose path is null.
extern const ShippedFile shipped_files[];

std::optional<std::string_view> shipped(std::string_view path);
std::vector<std::string_view> shipped_under(std::string_view folder);

}  // namespace footprint
