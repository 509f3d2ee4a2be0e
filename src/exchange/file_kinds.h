// Which table a file holds: a return's by its columns, the service's own by its name.
//
// In      a file's name and first row
// Out     the table; or why it is none
// Errors  a file that is nearly a table: a Problem that names the columns
// Source  docs/formats.md
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace footprint::exchange {

// "episodes.csv" of "2017/2017-Episodes.CSV", in lower case.
std::string base_name(std::string_view path);
std::string folder_of(std::string_view path);

// Tables of the service's own records that are read, and those that have a place but are not read yet.
bool is_tracker_name(std::string_view base_name);
bool is_tracker_not_read_yet(std::string_view base_name);

// The return's table whose columns these are; empty where they are none's. Problems where they are nearly
// one's.
struct Recognised {
    std::string_view table;
    Problems problems;
};
Recognised recognise(std::string_view file, const std::vector<std::string>& columns, int line);

// What stands before the table's usual name in the file's: "2017-" of "2017-episodes.csv".
std::string group_prefix(std::string_view base_name);

// The columns of a return's table, in its order.
const std::vector<std::string_view>& columns_of(std::string_view table);

}  // namespace footprint::exchange
