// What was written since records were loaded: enough to bring them up to date without loading all again.
//
// In      a connection in a read; settled records and the version as of which they were loaded
// Out     the same records as a load of now would yield, and their version
// Errors  none: nothing where much was written at once, or children came or went; load them anew
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "care/records.h"
#include "store/database.h"

namespace footprint::store {

std::optional<std::uint64_t> bring_up_to_date(Database& database, const std::string& authority,
                                              care::Records& records, std::uint64_t version);

}  // namespace footprint::store
