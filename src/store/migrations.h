// The steps by which the tables came to be as they are: numbered, forward only, each recorded with its
// fingerprint.
//
// In      a database, empty or of any older program
// Out     which steps it had, which it lacks; the lacking ones taken, all or none
// Errors  a database of a newer program, of another step by the same number, or of another application:
//         Problem
// Source  src/store/migrations/
// Rows    migrations
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace footprint::store {

struct Migration {
    int number = 0;
    std::string name;  // "0001_journal"
    std::string_view sql;
    std::string fingerprint;
};

// Those that the program carries for a kind of database, in order.
std::vector<Migration> shipped_migrations(std::string_view folder);

// The steps that are lacking; what stands in the way where the database is not one of ours.
Result<std::vector<Migration>> lacking(Database& database, const std::string& place, std::string_view folder);

// Takes the steps. REQUIRES: a write transaction; they are the database's next ones.
void take(Database& database, const std::vector<Migration>& steps);

}  // namespace footprint::store
