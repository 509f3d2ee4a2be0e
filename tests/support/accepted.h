// Compares what was made with a file that people have accepted.
//
// In      a path from the project's root, and the text that was made
// Out     a failed test where they differ; with FOOTPRINT_ACCEPT=1 the file is written anew
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "support/places.h"

namespace footprint::tests {

inline std::string file_text(const std::string& path) {
    std::ifstream in(tests::root() + "/" + path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

inline void expect_accepted(const std::string& path, const std::string& made) {
    if (std::getenv("FOOTPRINT_ACCEPT") != nullptr) {
        std::ofstream(tests::root() + "/" + path, std::ios::binary) << made;
        return;
    }
    EXPECT_EQ(file_text(path), made)
        << path << " is not what is made now. Look at the difference; if it is right, run "
        << "the test again with FOOTPRINT_ACCEPT=1.";
}

}  // namespace footprint::tests
