// A named fault in the data: what is odd or missing, where, and what would mend it.
//
// In      -
// Out     a value, collected; it never stops anything
// Errors  none
// Source  docs/findings.md
#pragma once

#include <string>
#include <string_view>

#include "care/child.h"

namespace footprint::care {

struct Finding {
    ChildNumber child;      // unknown where it is about no single child
    std::string_view name;  // of findings/catalogue.h; a literal
    std::string where;      // "Reviews 2024-05-01", or a file and line
    std::string message;    // what is wrong
    std::string fix;        // what to do
    bool operator==(const Finding&) const = default;
};

}  // namespace footprint::care
