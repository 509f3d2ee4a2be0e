#include "store/newer.h"

#include <algorithm>
#include <vector>

#include "store/destruction.h"
#include "store/journal.h"
#include "store/rows.h"
#include "store/versions.h"

namespace footprint::store {

namespace {

// What entries after a version wrote to, in their own words.
struct Written {
    std::uint64_t version = 0;
    std::vector<std::string> what;
    // Looked for in the words: a table too many costs one query.
    bool mentions(std::string_view table) const {
        return std::any_of(what.begin(), what.end(),
                           [&](const std::string& words) { return words.find(table) != std::string::npos; });
    }
};

bool is_about_single_rows(std::string_view verb) {
    return verb != apply_verb && verb != create_authority_verb && verb != destroy_verb;
}

std::optional<Written> written_after(Database& database, const std::string& authority,
                                     std::uint64_t version) {
    constexpr std::size_t most_entries = 256;
    const auto select = database.prepare(
        "SELECT number, verb, what FROM journal WHERE authority = $1 AND number > $2 AND contents <> '' AND "
        "verb NOT IN ('put_access', 'withdraw_access') ORDER BY number LIMIT " +
        std::to_string(most_entries + 1));
    select->bind(1, authority);
    select->bind(2, static_cast<std::int64_t>(version));
    Written written{version, {}};
    bool single = true;
    while (select->step()) {
        written.version = static_cast<std::uint64_t>(select->number(0).value_or(0));
        single = single && is_about_single_rows(select->text(1));
        written.what.emplace_back(select->text(2));
    }
    if (!single || written.what.size() > most_entries) return std::nullopt;
    return written;
}

int compared(const Cell& a, const Cell& b) {
    if (a.blank || b.blank) return int{b.blank} - int{a.blank};
    if (a.kind == Cell::Kind::text) return a.text.compare(b.text);
    return a.number < b.number ? -1 : int{a.number > b.number};
}

// The order in which the database yields the rows of a table.
template <class Row>
class KeyOrder {
  public:
    explicit KeyOrder(const std::vector<care::Child>& children) : children_(children) {}
    int operator()(const Row& a, const Row& b) {
        to_cells(children_, a, one_);
        to_cells(children_, b, other_);
        for (const std::size_t place : shape_of<Row>().keys)
            if (const int order = compared(one_[place], other_[place])) return order;
        return 0;
    }

  private:
    const std::vector<care::Child>& children_;
    Cells one_;
    Cells other_;
};

template <class Row>
bool same_key(const Row& a, const Row& b) {
    bool same = true;
    care::for_each_field<Row>(
        [&](const auto& field) { same = same && (!field.key || a.*field.member == b.*field.member); });
    return same;
}

// The row as it was, which may have stood with another child.
template <class Row>
void take_out(std::vector<Row>& rows, const Row& row) {
    const auto by_child = [](const Row& a, const Row& b) { return a.child < b.child; };
    const auto is_it = [&](const Row& one) { return same_key(one, row); };
    const auto [first, last] = std::equal_range(rows.begin(), rows.end(), row, by_child);
    auto old = std::find_if(first, last, is_it);
    if (old == last) old = std::find_if(rows.begin(), rows.end(), is_it);
    if (old != rows.end()) rows.erase(old);
}

// Where the row stands, or is to stand, among rows in the order of children, days and keys.
template <class Row>
void lay_in(std::vector<Row>& rows, const Row& row, bool withdrawn, KeyOrder<Row>& keys) {
    if constexpr (requires { row.child; }) {
        take_out(rows, row);
        if (withdrawn) return;
        const auto by_child = [](const Row& a, const Row& b) { return a.child < b.child; };
        const auto [first, last] = std::equal_range(rows.begin(), rows.end(), row, by_child);
        const auto stands_before = [&](const Row& one) {
            const Day day = care::day_of_row(one);
            const Day wanted = care::day_of_row(row);
            return day != wanted ? day < wanted : keys(one, row) < 0;
        };
        rows.insert(std::partition_point(first, last, stands_before), row);
    } else {
        const auto place = std::partition_point(rows.begin(), rows.end(),
                                                [&](const Row& one) { return keys(one, row) < 0; });
        const bool known = place != rows.end() && same_key(*place, row);
        if (known && withdrawn) {
            rows.erase(place);
        } else if (known) {
            *place = row;
        } else if (!withdrawn) {
            rows.insert(place, row);
        }
    }
}

template <class Row>
void lay_in_newer(Database& database, const std::string& authority, std::uint64_t version,
                  care::Records& records, std::vector<Row>& rows) {
    const auto select = database.prepare(select_newer(shape_of<Row>()));
    select->bind(1, authority);
    select->bind(2, static_cast<std::int64_t>(version));
    ChildrenByName children(records.children);
    KeyOrder<Row> keys(records.children);
    while (select->step()) {
        Row row;
        if (!from_row(*select, children, row)) continue;
        lay_in(rows, row, read_version(*select, shape_of<Row>()).withdrawn, keys);
    }
}

}  // namespace

std::optional<std::uint64_t> bring_up_to_date(Database& database, const std::string& authority,
                                              care::Records& records, std::uint64_t version) {
    const auto written = written_after(database, authority, version);
    // Rows know their child by its place, which moves when a child comes or goes.
    if (!written || written->mentions(care::Describe<care::Child>::table)) return std::nullopt;
    if (written->what.empty()) return written->version;
    care::for_each_table(records, [&](auto& table) {
        using Row = std::remove_cvref_t<decltype(care::rows_of(table)[0])>;
        if (written->mentions(care::Describe<Row>::table))
            lay_in_newer(database, authority, version, records, care::rows_of(table));
    });
    records.settle();
    return written->version;
}

}  // namespace footprint::store
