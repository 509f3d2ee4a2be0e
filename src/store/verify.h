// Proving that nothing was removed, changed, added or moved behind the program's back.
//
// In      a database
// Out     every place at which the journal's chain or the versions' shape is broken
// Errors  none: what cannot be read at all is a place as well
// Source  docs/decisions/versions.md
#pragma once

#include "store/database.h"

namespace footprint::store {

Problems verify(Backend& backend);

}  // namespace footprint::store
