// Data that lies beside the project where it is built, and nowhere else: returns that others made up, the
// country's postcodes, the list of rules.
//
// In      a path below ../shared/data
// Out     the path, to read; a test that needs one which is not there is not run, and `./check` names it
// Errors  none
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "support/places.h"

namespace footprint::tests {

inline std::filesystem::path shared_data(const std::string& path) {
    return std::filesystem::path(root()) / "../shared/data" / path;
}

}  // namespace footprint::tests

// First in the body of a test, which ends there where the file is absent and says in its result what it
// wanted. A macro, for a test is left from its own body only.
#define FOOTPRINT_NEEDS_SHARED(path)                                     \
    if (!std::filesystem::exists(::footprint::tests::shared_data(path))) \
    return ::testing::Test::RecordProperty("absent", (path))
