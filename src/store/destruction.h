// Destroying what is kept about a child, so that nothing of it can be read again and the journal still proves
// all that is left.
//
// In      the id of a child; a write transaction
// Out     what is left of every entry that had written something about the child
// Shape   all versions go, of every kind of record; where another's row names the child beside others, the id
//         goes from all its versions and the row stays; the journal keeps who did what to a file of that id
// Errors  a database whose login may not delete: Fault
// Source  docs/operating/retention.md; docs/decisions/destruction.md
// Rows    every table of records, drafts, and imports that wait: they may be about the child
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "store/database.h"
#include "store/shapes.h"

namespace footprint::store {

inline constexpr std::string_view destroy_verb = "destroy";

struct Destroyed {
    std::size_t rows = 0;                       // gone, or with a mention taken out
    std::map<std::uint64_t, std::string> left;  // by entry: the fingerprint of what is left of it
};

// The column by which a table's rows are a child's; empty where they are none's, or a review's.
std::string_view child_column_of(const TableShape& shape);
// Of now and of earlier.
std::set<std::string> reviews_of(Database& database, const std::string& authority, const std::string& child);

Destroyed destroy_child(Database& database, const std::string& authority, const std::string& child);

// By entry, in place of the fingerprints that the journal has.
std::map<std::uint64_t, std::string> remains_of(Database& database, const std::string& authority);

// The ids of children whose records were destroyed.
std::set<std::string> destroyed_children(Database& database, const std::string& authority);

}  // namespace footprint::store
