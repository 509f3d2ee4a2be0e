// A file as text, packed by gzip or not.
//
// In      a path; what the file should be, for the words of a refusal; how large it may become
// Out     its text
// Units   bytes
// Errors  a file that is not there, is damaged, or becomes too large: a Problem that names it
// Source  RFC 1952
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace footprint::exchange {

struct Unpacking {
    std::string_view what;  // as "table of postcodes"
    std::size_t limit = 0;
};

Result<std::string> unpacked(const std::filesystem::path& path, const Unpacking& unpacking);

}  // namespace footprint::exchange
