// A text that lists children by their ids, whose row it is not.
//
// In      "TEST1, TEST2"; an id
// Out     all ids; whether the id is among them; the text without it
// Shape   ids stand between signs that no id has: "TEST10" is not TEST1
// Errors  none
// Source  docs/formats.md#trackers (children of supervision.csv)
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace footprint::care {

std::vector<std::string_view> ids_in(std::string_view children);
std::string without_mention(std::string_view children, std::string_view id);
inline bool mentions(std::string_view children, std::string_view id) {
    return without_mention(children, id) != children;
}

}  // namespace footprint::care
