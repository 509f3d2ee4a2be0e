// Reading an authority's records out of the database: one ordered query a table, straight into memory.
//
// In      a connection in a read; the authority; the moment as at which things were known
// Out     settled records
// Errors  Fault: something that this program cannot read
#pragma once

#include "base/moment.h"
#include "care/records.h"
#include "store/noted_finding.h"
#include "store/one_row.h"

namespace footprint::store {

bool has_authority(Database& database, const std::string& authority);
// Who may do what, as it is now.
care::AccessLists load_access(Database& database, const std::string& authority);
bool has_child(Database& database, const std::string& authority, const std::string& child);
std::vector<care::Authority> load_authorities(Database& database);
care::Records load_records(Database& database, const std::string& authority, Moment known_at);

NotedFinding noted_row(const care::Finding& finding, std::size_t place);

}  // namespace footprint::store
