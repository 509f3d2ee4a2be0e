#include "store/load.h"

#include <mutex>
#include <set>

namespace footprint::store {

namespace {

// A finding's name is a literal of the program's; one that was read lives as long as the program too.
std::string_view kept_name(std::string_view name) {
    static std::mutex lock;
    static std::set<std::string, std::less<>> names;
    const std::lock_guard locked(lock);
    const auto found = names.find(name);
    return found != names.end() ? *found : *names.emplace(name).first;
}

template <class Row>
void load_table(Database& database, const std::string& authority, Moment known_at, ChildrenByName& children,
                std::vector<Row>& into) {
    const auto select = database.prepare(select_known_at(shape_of<Row>()));
    select->bind(1, authority);
    select->bind(2, known_at.micros);
    select->bind(3, known_at.micros);
    while (select->step()) {
        into.emplace_back();
        if (!from_row(*select, children, into.back())) into.pop_back();
    }
}

}  // namespace

NotedFinding noted_row(const care::Finding& finding, std::size_t place) {
    return {static_cast<int>(place), finding.child,   std::string(finding.name),
            finding.where,           finding.message, finding.fix};
}

bool has_authority(Database& database, const std::string& authority) {
    const auto select = database.prepare(
        "SELECT 1 FROM \"authority\" WHERE authority = $1 AND replaced_at IS NULL AND withdrawn = 0");
    select->bind(1, authority);
    return select->step();
}

bool has_child(Database& database, const std::string& authority, const std::string& child) {
    const auto select = database.prepare(
        "SELECT 1 FROM \"Header\" WHERE authority = $1 AND \"CHILD\" = $2 AND replaced_at IS NULL AND "
        "withdrawn = 0");
    select->bind(1, authority);
    select->bind(2, child);
    return select->step();
}

std::vector<care::Authority> load_authorities(Database& database) {
    const TableShape& shape = shape_of<care::Authority>();
    std::string columns;
    for (const Column& column : shape.columns) columns += (columns.empty() ? "" : ", ") + in_sql(column.name);
    const auto select = database.prepare("SELECT " + columns + " FROM " + in_sql(shape.table) +
                                         " WHERE replaced_at IS NULL AND withdrawn = 0 ORDER BY authority");
    const std::vector<care::Child> nobody;
    ChildrenByName children(nobody);
    std::vector<care::Authority> all;
    while (select->step()) from_row(*select, children, all.emplace_back());
    return all;
}

care::Records load_records(Database& database, const std::string& authority, Moment known_at) {
    care::Records records;
    ChildrenByName children(records.children);
    care::for_each_table(records, [&](auto& table) {
        load_table(database, authority, known_at, children, care::rows_of(table));
    });
    std::vector<NotedFinding> noted;
    load_table(database, authority, known_at, children, noted);
    // A place whose row was destroyed stays, without a name.
    for (NotedFinding& row : noted) {
        const auto place = static_cast<std::size_t>(row.place.value_or(1));
        if (records.noted.size() < place) records.noted.resize(place);
        records.noted[place - 1] = {row.child, kept_name(row.name), std::move(row.where),
                                    std::move(row.message), std::move(row.fix)};
    }
    records.settle();
    return records;
}

care::AccessLists load_access(Database& database, const std::string& authority) {
    const std::vector<care::Child> nobody;
    ChildrenByName children(nobody);
    care::AccessLists lists;
    load_table(database, authority, end_of_time, children, lists.accounts);
    load_table(database, authority, end_of_time, children, lists.readers);
    load_table(database, authority, end_of_time, children, lists.openings);
    load_table(database, authority, end_of_time, children, lists.holds);
    return lists;
}

}  // namespace footprint::store
