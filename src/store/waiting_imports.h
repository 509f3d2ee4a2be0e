// Files that were checked and wait to be taken over: kept in the database, where every process of a service
// finds them.
//
// In      the database; an authority; the hash of a token, never the token itself; contents as text
// Out     the same again
// Units   moments in UTC
// Shape   an account has one at most, the last that it sent; rows are deleted, and no copy takes them along
// Rows    waiting_imports
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/moment.h"
#include "store/database.h"

namespace footprint::store {

struct WaitingFile {
    std::string name;
    std::string contents;
};

struct WaitingImport {
    std::string token_hash;
    std::string account;  // who sent it, and alone may take it over
    std::string shown;    // a fingerprint of the changes that they were shown
    Moment sent_at;
    std::vector<WaitingFile> files;
};

// In place of what the account sent before. Others' that are the oldest make room where all of them together
// would hold more than `most_bytes`.
void keep(Database& database, const std::string& authority, const WaitingImport& import,
          std::int64_t most_bytes);
std::optional<WaitingImport> find_waiting(Database& database, const std::string& authority,
                                          const std::string& token_hash);
void drop_waiting(Database& database, const std::string& authority, const std::string& token_hash);
void drop_waiting_before(Database& database, const std::string& authority, Moment at);

}  // namespace footprint::store
