#include "care/family.h"

#include <algorithm>

#include "care/records.h"

namespace footprint::care {

Wish wish_on(const Records& records, ChildNumber child, Day on) {
    Wish standing;
    for (const Wish& row : records.wishes.of(child)) {
        if (!row.on || *row.on > on) continue;
        // Whom they want no longer, or again: the later word counts.
        if (!row.officer.empty()) standing.officer = row.officer;
        if (!row.not_officer.empty()) standing.not_officer = row.not_officer;
        if (standing.officer == standing.not_officer)
            (row.officer.empty() ? standing.officer : standing.not_officer) = {};
        if (row.means != Means::not_recorded) standing.means = row.means;
        if (row.not_at_school) standing.not_at_school = row.not_at_school;
        if (!row.words.empty()) {
            standing.words = row.words;
            standing.on = row.on;
        }
    }
    return standing;
}

Families::Families(const Records& records) : records_(records) {
    for (const Sibling& row : records.siblings.all()) members_[row.family].push_back(row.child.value);
}

std::vector<std::uint32_t> Families::of(ChildNumber child) const {
    std::vector<std::uint32_t> found;
    if (members_.empty()) return found;
    for (const Sibling& row : records_.siblings.of(child))
        for (const std::uint32_t other : members_.at(row.family))
            if (other != child.value) found.push_back(other);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace footprint::care
