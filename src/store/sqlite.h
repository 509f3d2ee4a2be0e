// The database in one file: SQLite, with one writer and many readers.
//
// In      a path
// Out     connections; a copy while others write; a file moved aside that nobody uses
// Errors  Problem: no such file, not a database, in use. Fault: the disk, a lock held too long, damage
// Source  docs/operating/store.md
#pragma once

#include <memory>
#include <string>

#include "store/database.h"

namespace footprint::store {

enum class SqliteFile {
    create,    // made where it is not there
    existing,  // must be there
    copy,      // must be there, whole to the last byte, and have no log beside it
};

Result<std::unique_ptr<Backend>> open_sqlite(const std::string& path, SqliteFile file);

// Writes all that lies in the write-ahead log into the file itself, so that the file alone is the database.
// A Problem where anybody has it open; a damaged file is left as it is.
Result<Done> close_sqlite(const std::string& path);

}  // namespace footprint::store
