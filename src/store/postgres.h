// The database of a service or a whole region: PostgreSQL, with many writers on many machines.
//
// In      postgres:CONNECTION, where CONNECTION is what libpq reads: words as 'host=... dbname=...', or what
//         follows the colon of a URI. The password comes from PGPASSWORD or a password file only
// Out     connections; a row is seen and written within a transaction of its authority only
// Errors  Problem: an address that cannot be read or holds a password. Fault: no connection, one that was
//         cut, a lock held too long, missing rights, the server's disk. Overtaken: deadlock, serialization
// Source  docs/decisions/postgresql.md; docs/operating/store.md
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "store/database.h"

namespace footprint::store {

bool is_postgres(std::string_view url);

// Without the database being asked anything yet.
Result<std::unique_ptr<Backend>> open_postgres(const std::string& url);

}  // namespace footprint::store
