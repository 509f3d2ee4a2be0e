// A single row that is to be written, and what stands in the database under its key.
//
// In      a record, the version that its writer saw
// Out     the current version; what stands against writing
// Errors  Problem: somebody else changed the row meanwhile, or it is not there
#pragma once

#include <optional>
#include <string>

#include "store/versions.h"

namespace footprint::store {

struct OneRow {
    std::string authority;
    const TableShape* shape = nullptr;
    Cells cells;
    std::string child;  // the child to whom the row belongs; empty where it is the child, or there is none
    std::uint64_t expected = 0;
    bool withdraws = false;
};

struct CurrentRow {
    Cells cells;
    StoredVersion stored;
    bool is_same_as(const OneRow& row) const { return !stored.withdrawn && cells == row.cells; }
};

template <class Row>
OneRow one_row(const std::string& authority, const care::Records& records, const Row& row,
               std::uint64_t expected, bool withdraws) {
    OneRow one{authority, &shape_of<Row>(), {}, {}, expected, withdraws};
    to_cells(records.children, row, one.cells);
    if constexpr (requires { row.child.is_known(); })
        if (row.child.is_known()) one.child = records.id_of(row.child);
    return one;
}

std::optional<CurrentRow> find_current(Database& database, const OneRow& row);
std::optional<Problem> stands_against(const OneRow& row, const std::optional<CurrentRow>& current);

}  // namespace footprint::store
