#include <algorithm>

#include "care/difference.h"
#include "care/values.h"

namespace footprint::care {

namespace {

// The return's own tables write days and answers as the return does.
template <class Row>
constexpr Style style_of() {
    return Describe<Row>::table.front() >= 'A' && Describe<Row>::table.front() <= 'Z' ? Style::ssda903
                                                                                      : Style::own;
}

template <class Row, class Field>
std::string text_of(const Records& records, const Row& row, const Field& field) {
    using Value = std::remove_cvref_t<decltype(row.*field.member)>;
    if constexpr (std::is_same_v<Value, ChildNumber>) {
        return (row.*field.member).is_known() ? std::string(records.id_of(row.*field.member)) : std::string();
    } else {
        return print_value(row.*field.member, style_of<Row>());
    }
}

// Whose review it is; the return's have the child's id in theirs.
std::string child_of_review(const Records& before, const Records& after, const std::string& review) {
    const std::size_t at = review.rfind('@');
    if (at != std::string::npos) return review.substr(0, at);
    for (const Records* side : {&after, &before})
        for (const ReviewDetails& row : side->review_details.all())
            if (row.review.text == review && row.child.is_known()) return std::string(side->id_of(row.child));
    return {};
}

// Side: the records that hold the row.
template <class Row>
void note_child(const Records& before, const Records& after, const Records& side, const Row& row,
                RowChange& change) {
    std::string child;
    bool is_of_a_child = true;
    if constexpr (std::is_same_v<Row, Child>) {
        child = row.id;
    } else if constexpr (requires { row.child; }) {
        if (row.child.is_known()) child = side.id_of(row.child);
    } else if constexpr (requires { row.review; }) {
        child = child_of_review(before, after, row.review.text);
    } else {
        is_of_a_child = false;
    }
    if (!is_of_a_child) return;
    change.of_unknown_child = change.of_unknown_child || child.empty();
    const bool is_noted =
        std::find(change.children.begin(), change.children.end(), child) != change.children.end();
    if (!child.empty() && !is_noted) change.children.push_back(std::move(child));
}

// Older: null for a row that is new.
template <class Row>
RowChange change_of(const Records& before, const Row* older, const Records& after, const Row& newer) {
    RowChange change;
    change.added = older == nullptr;
    note_child(before, after, after, newer, change);
    if (older != nullptr) note_child(before, after, before, *older, change);
    for_each_field<Row>([&](const auto& field) {
        std::string now = text_of(after, newer, field);
        if (field.key) {
            change.key.push_back(std::move(now));
            return;
        }
        std::string then = older == nullptr ? std::string() : text_of(before, *older, field);
        if (then != now) change.values.push_back({field.name, std::move(then), std::move(now)});
    });
    return change;
}

}  // namespace

std::vector<RowChange> row_changes(const Records& before, const Records& after, const TableDifference& table,
                                   std::size_t from, std::size_t count) {
    std::vector<RowChange> changes;
    const std::size_t until = std::min(from + count, table.added.size() + table.changed.size());
    std::vector<const void*> older_tables;
    for_each_table(before, [&](const auto& older) { older_tables.push_back(&older); });
    std::size_t at = 0;
    for_each_table(after, [&](const auto& newer_table) {
        using Table = std::remove_cvref_t<decltype(newer_table)>;
        const auto& older = rows_of(*static_cast<const Table*>(older_tables[at++]));
        const auto& newer = rows_of(newer_table);
        using Row = typename std::remove_cvref_t<decltype(newer)>::value_type;
        if (Describe<Row>::table != table.table) return;
        for (std::size_t i = from; i < until; ++i) {
            if (i < table.added.size()) {
                changes.push_back(change_of<Row>(before, nullptr, after, newer[table.added[i]]));
            } else {
                const std::size_t place = i - table.added.size();
                changes.push_back(change_of<Row>(before, &older[table.replaced[place]], after,
                                                 newer[table.changed[place]]));
            }
        }
    });
    return changes;
}

}  // namespace footprint::care
