#include "base/shipped.h"

#include <algorithm>

namespace footprint {

std::optional<std::string_view> shipped(std::string_view path) {
    for (const ShippedFile* file = shipped_files; file->path != nullptr; ++file)
        if (path == file->path)
            return std::string_view(file->begin, static_cast<std::size_t>(file->end - file->begin));
    return std::nullopt;
}

std::vector<std::string_view> shipped_under(std::string_view folder) {
    std::vector<std::string_view> paths;
    for (const ShippedFile* file = shipped_files; file->path != nullptr; ++file)
        if (std::string_view(file->path).starts_with(folder)) paths.emplace_back(file->path);
    std::sort(paths.begin(), paths.end());
    return paths;
}

}  // namespace footprint
