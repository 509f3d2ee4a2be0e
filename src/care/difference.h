// What would change if newer records were laid over older ones.
//
// In      the records known so far, and those that were read
// Out     for every table the rows added and changed, and how many stayed the same; nothing is ever taken
//         away
// Errors  none
// Source  docs/formats.md#trackers (years and repeats in returns)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "care/records.h"

namespace footprint::care {

struct TableDifference {
    std::string_view table;
    std::vector<std::uint32_t> added;     // places in the newer records' table
    std::vector<std::uint32_t> changed;   // likewise; their keys are known already
    std::vector<std::uint32_t> replaced;  // for each of `changed`, the place in the older records' table
    std::size_t unchanged = 0;
};

// In the order of for_each_table; tables that hold nothing on either side are left out.
// REQUIRES: both sides settled; children are compared by their ids, so the two may number them differently.
std::vector<TableDifference> differences(const Records& before, const Records& after);

// A value of a row that would be added or changed, as people read it; a blank is empty.
struct ValueChange {
    std::string_view column;
    std::string before;  // empty in a row that is new
    std::string after;
};

// A row that would be added or changed.
struct RowChange {
    bool added = false;
    std::vector<std::string> children;  // the ids of those whom it is about, now or before; none: of nobody
    bool of_unknown_child = false;      // it is about a child, and nothing says about whom
    std::vector<std::string> key;
    std::vector<ValueChange> values;  // of a new row those that hold anything, else those that differ
};

// Some rows of a table's difference, those to be added first; fewer at its end.
std::vector<RowChange> row_changes(const Records& before, const Records& after, const TableDifference& table,
                                   std::size_t from, std::size_t count);

// The older records with the newer laid over them, settled.
Records merged(const Records& before, const Records& after);

}  // namespace footprint::care
