#include "care/difference.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "care/values.h"

namespace footprint::care {

namespace {

// The numbers of the newer side's children on the older side; unknown where they are new.
std::vector<ChildNumber> numbers_before(const Records& before, const Records& after) {
    std::vector<ChildNumber> numbers(after.children.size());
    std::size_t at = 0;
    for (std::size_t i = 0; i < after.children.size(); ++i) {
        while (at < before.children.size() && before.children[at].id < after.children[i].id) ++at;
        if (at < before.children.size() && before.children[at].id == after.children[i].id)
            numbers[i] = {static_cast<std::uint32_t>(at)};
    }
    return numbers;
}

// The order of two rows' keys. Children are compared by their ids, since the two sides may number them
// differently.
template <class Row>
int compare(const Records& records_a, const Row& a, const Records& records_b, const Row& b) {
    int order = 0;
    for_each_field<Row>([&](const auto& field) {
        if (order != 0 || !field.key) return;
        using Value = std::remove_cvref_t<decltype(a.*field.member)>;
        if constexpr (std::is_same_v<Value, ChildNumber>) {
            order = records_a.id_of(a.*field.member).compare(records_b.id_of(b.*field.member));
        } else {
            if (a.*field.member < b.*field.member) order = -1;
            if (b.*field.member < a.*field.member) order = 1;
        }
    });
    return order;
}

// One sort for the rows of all tables: one for each would be most of what a compiler has to do here.
std::vector<std::uint32_t> sorted(std::size_t rows,
                                  const std::function<bool(std::uint32_t, std::uint32_t)>& is_before) {
    std::vector<std::uint32_t> order(rows);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), is_before);
    return order;
}

template <class Row>
std::vector<std::uint32_t> by_key(const Records& records, const std::vector<Row>& rows) {
    return sorted(rows.size(), [&](std::uint32_t a, std::uint32_t b) {
        return compare(records, rows[a], records, rows[b]) < 0;
    });
}

// The newer row as it would stand on the older side.
template <class Row>
Row renumbered(const Row& row, const std::vector<ChildNumber>& numbers) {
    Row copy = row;
    if constexpr (requires { copy.child; }) {
        if (copy.child.is_known()) copy.child = numbers[copy.child.value];
    }
    return copy;
}

template <class Row>
TableDifference difference(const Records& before, const std::vector<Row>& old_rows, const Records& after,
                           const std::vector<Row>& new_rows, const std::vector<ChildNumber>& numbers) {
    TableDifference found;
    found.table = Describe<Row>::table;
    const auto old_order = by_key(before, old_rows);
    const auto new_order = by_key(after, new_rows);
    std::size_t at = 0;
    for (const std::uint32_t place : new_order) {
        const Row& row = new_rows[place];
        while (at < old_order.size() && compare(before, old_rows[old_order[at]], after, row) < 0) ++at;
        if (at == old_order.size() || compare(before, old_rows[old_order[at]], after, row) != 0) {
            found.added.push_back(place);
        } else if (old_rows[old_order[at]] == renumbered(row, numbers)) {
            ++found.unchanged;
        } else {
            found.changed.push_back(place);
            found.replaced.push_back(old_order[at]);
        }
    }
    return found;
}

// Walks over the same table on both sides.
template <class Visit>
void each_pair(const Records& before, const Records& after, Visit&& visit) {
    std::vector<const void*> tables;
    for_each_table(before, [&](const auto& table) { tables.push_back(&table); });
    std::size_t at = 0;
    for_each_table(after, [&](const auto& table) {
        using Table = std::remove_cvref_t<decltype(table)>;
        visit(*static_cast<const Table*>(tables[at++]), table);
    });
}

}  // namespace

std::vector<TableDifference> differences(const Records& before, const Records& after) {
    std::vector<TableDifference> all;
    const auto numbers = numbers_before(before, after);
    each_pair(before, after, [&](const auto& old_table, const auto& new_table) {
        if (rows_of(new_table).empty()) return;
        all.push_back(difference(before, rows_of(old_table), after, rows_of(new_table), numbers));
    });
    return all;
}

Records merged(const Records& before, const Records& after) {
    Records result;
    result.noted = after.noted;
    result.children = before.children;
    const auto numbers = numbers_before(before, after);
    for (std::size_t i = 0; i < after.children.size(); ++i) {
        if (numbers[i].is_known()) {
            result.children[numbers[i].value] = after.children[i];
        } else {
            result.children.push_back(after.children[i]);
        }
    }
    std::sort(result.children.begin(), result.children.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    const auto places = [&](const Records& side) {
        std::vector<ChildNumber> list;
        for (const Child& child : side.children) list.push_back(result.find(child.id));
        return list;
    };
    const auto from_before = places(before);
    const auto from_after = places(after);
    std::vector<void*> tables;
    for_each_table(result, [&](auto& table) { tables.push_back(&table); });
    std::size_t at = 0;
    each_pair(before, after, [&](const auto& old_table, const auto& new_table) {
        using Table = std::remove_cvref_t<decltype(new_table)>;
        auto& into = rows_of(*static_cast<Table*>(tables[at++]));
        using Row = typename std::remove_cvref_t<decltype(into)>::value_type;
        if constexpr (!std::is_same_v<Row, Child>) {
            const auto change = difference(before, rows_of(old_table), after, rows_of(new_table),
                                           numbers_before(before, after));
            std::vector<bool> gone(rows_of(old_table).size(), false);
            for (const std::uint32_t place : change.replaced) gone[place] = true;
            for (std::size_t i = 0; i < rows_of(old_table).size(); ++i)
                if (!gone[i]) into.push_back(renumbered(rows_of(old_table)[i], from_before));
            for (const auto* list : {&change.added, &change.changed})
                for (const std::uint32_t place : *list)
                    into.push_back(renumbered(rows_of(new_table)[place], from_after));
        }
    });
    result.settle();
    return result;
}

}  // namespace footprint::care
