// Proving that nothing was removed, changed, added or moved behind the program's back.
//
// In      a database; heads of its chains that were written down somewhere else
// Out     every place at which the journal's chain or the versions' shape is broken
// Errors  none: what cannot be read at all is a place as well
// Source  docs/decisions/versions.md
#pragma once

#include <set>
#include <string>
#include <vector>

#include "store/journal.h"

namespace footprint::store {

Problems verify(Backend& backend, const std::vector<JournalHead>& kept = {});

// The chains and versions alone. REQUIRES: a transaction that sees all authorities.
void verify_rows(Database& database, Problems& found);
// Whoever has a row in any table.
std::set<std::string> authorities_anywhere(Database& database);

}  // namespace footprint::store
