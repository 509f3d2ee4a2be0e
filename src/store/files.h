// Opening a database by its address, copying it whole, putting a copy back, bringing it up to date.
//
// In      sqlite:PATH or postgres:CONNECTION; a path for a copy
// Out     a database that is up to date; a verified copy
// Errors  Problem: no such database, an older or newer one, a damaged copy, a file in the way
// Source  docs/operating/store.md
#pragma once

#include <memory>
#include <string>

#include "store/database.h"

namespace footprint::store {

// Made and brought up to date where it is not there and may be made; else it must be up to date.
Result<std::unique_ptr<Backend>> open_current(const std::string& url, bool may_be_made);

// The copy bears its name only once it is proved whole.
Result<Done> copy_verified(Backend& backend, const std::string& path);

}  // namespace footprint::store
