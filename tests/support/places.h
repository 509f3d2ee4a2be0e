// Where the project and its program lie while tests run.
//
// In      nothing
// Out     paths, told to one source only, so that the others compile to the same in any folder
// Errors  none
#pragma once

#include <string>

namespace footprint::tests {

std::string root();     // the project's folder
std::string program();  // the built `footprint`

}  // namespace footprint::tests
