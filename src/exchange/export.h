// Writing records as files: the return's tables and the service's own, as they are read.
//
// In      records; a folder
// Out     a file a table that holds anything; a file whose content would be the same is written all the same
// Errors  a folder or file that cannot be written: a Problem
// Source  docs/formats.md
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "care/records.h"

namespace footprint::exchange {

struct WrittenFile {
    std::string name;
    std::string text;
};

// The files' texts; an import of them changes nothing.
std::vector<WrittenFile> export_texts(const care::Records& records);
// The tables of the return, the service's own lists, or both.
enum class Exported { all, returns, trackers };
Result<Done> export_folder(const care::Records& records, const std::filesystem::path& folder,
                           Exported which = Exported::all);

}  // namespace footprint::exchange
