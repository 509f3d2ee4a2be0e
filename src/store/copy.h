// All rows of every authority from one database into another, whatever kinds the two are of.
//
// In      a database in a read of all authorities; an empty one in a write, or the path of a file to be made
// Out     the same journal, heads and versions, so that the copy verifies like the original
// Errors  Problem: a file that cannot be made. Fault: as of the databases
// Source  docs/operating/store.md
#pragma once

#include <string>

#include "store/database.h"

namespace footprint::store {

void copy_rows(Database& from, Database& into);

// REQUIRES: nothing is at the path.
Result<Done> copy_into_file(Database& from, const std::string& path);

}  // namespace footprint::store
