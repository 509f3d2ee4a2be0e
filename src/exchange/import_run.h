// Reading a folder of returns and trackers into records: everything checked first, then all of it or
// nothing.
//
// In      files: SSDA903 tables (recognised by their columns, whatever their names) as CSV or XML; the
//         service's own tables (recognised by their names)
// Out     records, merged over the years, with the findings noted on the way; the groups of files that
//         make a return
// Errors  every problem with file, line, column and remedy; where there is one the records must not be
//         used
// Source  docs/formats.md
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/year.h"
#include "care/code_book.h"
#include "care/records.h"
#include "practice/profile.h"

namespace footprint::exchange {

// One file: its path as people know it, and its bytes, which must outlive the reading.
struct NamedBytes {
    std::string name;
    std::string_view bytes;
};

struct ReadOptions {
    Day today;
    std::map<std::string, Year, std::less<>>
        return_years;                      // by group; else the year is found in the episodes
    std::vector<std::string> only;         // names of the only files to read; empty: all
    const care::Records* known = nullptr;  // what is in the database already
};

// The files of one year's return: those of one folder whose names begin in the same way.
struct ReturnGroup {
    std::string name;
    std::optional<Year> year;  // unknown where it has no episode
    std::vector<std::string> files;
};

struct ReadFile {
    std::string name;
    std::string table;
    std::size_t rows = 0;
};

struct Reading {
    care::Records records;
    Problems problems;
    std::vector<std::string> not_read;
    std::vector<ReturnGroup> returns;  // oldest first
    std::vector<ReadFile> files;
};

Reading read_files(std::vector<NamedBytes> files, const ReadOptions& options,
                   const practice::Profile& profile, const care::CodeBook& codes);
// The folder and those within it; files are mapped, not copied.
Reading read_folder(const std::filesystem::path& folder, const ReadOptions& options,
                    const practice::Profile& profile, const care::CodeBook& codes);

}  // namespace footprint::exchange
