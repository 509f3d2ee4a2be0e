#include "store/change_set.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace footprint::store {

void ChangeSet::add(OneRow row) {
    const auto same = std::find_if(rows_.begin(), rows_.end(), [&](const OneRow& known) {
        return known.shape == row.shape &&
               key_text(*known.shape, known.cells) == key_text(*row.shape, row.cells);
    });
    same == rows_.end() ? rows_.push_back(std::move(row)) : static_cast<void>(*same = std::move(row));
}

std::string ChangeSet::what() const {
    constexpr std::size_t named_one_by_one = 12;
    std::map<std::string_view, std::size_t> rows_of;
    for (const OneRow& row : rows_) ++rows_of[row.shape->table];
    std::vector<std::string> parts;
    for (const OneRow& row : rows_) {
        std::size_t& count = rows_of[row.shape->table];
        const std::string table(row.shape->table);
        if (count > named_one_by_one) {
            parts.push_back(table + ' ' + std::to_string(count) + " rows");
            count = 0;
        } else if (count > 0) {
            parts.push_back(table + ' ' + key_text(*row.shape, row.cells));
        }
    }
    const std::string rows = join(parts, ", ");
    return children_.empty() ? rows : rows + " of " + join(children_, " ");
}

std::optional<Problem> overtakes(const OneRow& row, const std::optional<CurrentRow>& current) {
    if (!current || current->stored.version <= row.expected) return std::nullopt;
    return Problem{Problem::Kind::changed_meanwhile,
                   {},
                   std::string(row.shape->table) + ' ' + key_text(*row.shape, row.cells) + " was " +
                       (current->stored.withdrawn ? "withdrawn" : "changed") + " by " +
                       current->stored.recorded_by + " at " + iso(current->stored.recorded_at) +
                       ", after you opened it. Look at it again, then repeat what you want to change."};
}

}  // namespace footprint::store
