#include "store/one_row.h"

namespace footprint::store {

std::optional<CurrentRow> find_current(Database& database, const OneRow& row) {
    const auto select = database.prepare(select_versions(*row.shape));
    select->bind(1, row.authority);
    bind_key(*select, 2, *row.shape, row.cells);
    std::optional<CurrentRow> current;
    while (select->step()) {
        current.emplace();
        read_cells(*select, *row.shape, current->cells);
        current->stored = read_version(*select, *row.shape);
    }
    return current;
}

std::optional<Problem> stands_against(const OneRow& row, const std::optional<CurrentRow>& current) {
    const std::string name = std::string(row.shape->table) + ' ' + key_text(*row.shape, row.cells);
    const bool is_there = current && !current->stored.withdrawn;
    const std::uint64_t version = is_there ? current->stored.version : 0;
    if (version != row.expected) {
        if (!current)
            return Problem{
                Problem::Kind::not_found, {}, name + " is not in the database. Load the page again."};
        return Problem{Problem::Kind::changed_meanwhile,
                       {},
                       name + " was " + (is_there ? "changed" : "withdrawn") + " by " +
                           current->stored.recorded_by + " at " + iso(current->stored.recorded_at) +
                           ", after you opened it. Look at it again, then repeat "
                           "what you want to change."};
    }
    if (row.withdraws && !is_there)
        return Problem{Problem::Kind::not_found, {}, name + " is not there, so it cannot be withdrawn."};
    return std::nullopt;
}

}  // namespace footprint::store
