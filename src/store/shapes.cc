#include "store/shapes.h"

#include <algorithm>
#include <numeric>

namespace footprint::store {

TableShape completed(std::string_view table, std::vector<Column> columns) {
    TableShape shape{table, std::move(columns), {}, {}};
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        const std::string_view name = shape.columns[i].name;
        const bool taken = std::find(bookkeeping.begin(), bookkeeping.end(), name) != bookkeeping.end();
        ensure(!taken && name != "authority", "no column of a record is called as the store's own");
        if (shape.columns[i].key) shape.keys.push_back(i);
    }
    ensure(!shape.keys.empty(), "every record has a key");
    shape.by_name.resize(shape.columns.size());
    std::iota(shape.by_name.begin(), shape.by_name.end(), std::size_t{0});
    std::sort(shape.by_name.begin(), shape.by_name.end(),
              [&](std::size_t a, std::size_t b) { return shape.columns[a].name < shape.columns[b].name; });
    return shape;
}

const std::vector<const TableShape*>& all_shapes() {
    static const std::vector<const TableShape*> shapes = [] {
        std::vector<const TableShape*> list;
        const care::Records none;
        care::for_each_table(none, [&](const auto& table) {
            using Row = std::remove_cvref_t<decltype(table[0])>;
            list.push_back(&shape_of<Row>());
        });
        list.push_back(&shape_of<NotedFinding>());
        list.push_back(&shape_of<care::Account>());
        list.push_back(&shape_of<care::FileReader>());
        list.push_back(&shape_of<care::EmergencyOpening>());
        list.push_back(&shape_of<care::LegalHold>());
        list.push_back(&shape_of<Remains>());
        return list;
    }();
    return shapes;
}

bool is_about_access(std::string_view table) {
    return table == care::Describe<care::Account>::table ||
           table == care::Describe<care::FileReader>::table ||
           table == care::Describe<care::EmergencyOpening>::table ||
           table == care::Describe<care::LegalHold>::table;
}

std::string in_sql(std::string_view name) {
    return '"' + std::string(name) + '"';
}

}  // namespace footprint::store
