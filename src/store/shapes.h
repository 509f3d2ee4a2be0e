// Which columns a table of the store has, taken from the records' own descriptions.
//
// In      Describe<Row> of every kind of record
// Out     a table's name, its columns with their kinds, which of them make the key
// Shape   no record's column bears a name of `bookkeeping`
// Rows    every table of records
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "care/account.h"
#include "care/legal_hold.h"
#include "care/records.h"
#include "store/database.h"
#include "store/noted_finding.h"
#include "store/remains.h"

namespace footprint::store {

struct Column {
    std::string_view name;
    Cell::Kind kind = Cell::Kind::text;
    bool key = false;
    bool names_children = false;
};

struct TableShape {
    std::string_view table;
    std::vector<Column> columns;
    std::vector<std::size_t> keys;     // places in `columns`
    std::vector<std::size_t> by_name;  // places in the order of the columns' names
};

// What every table has besides: which entry of the journal wrote the row, when, by whom and why; when a newer
// version took its place (null: it is the current one); whether this version says that the row is no more.
inline constexpr std::array<std::string_view, 6> bookkeeping = {"version",     "recorded_at",  "replaced_at",
                                                                "recorded_by", "recorded_why", "withdrawn"};

template <class Value>
constexpr Cell::Kind kind_of() {
    if constexpr (std::is_same_v<Value, std::optional<Day>>) return Cell::Kind::day;
    if constexpr (std::is_same_v<Value, std::optional<bool>>) return Cell::Kind::truth;
    if constexpr (std::is_same_v<Value, std::optional<int>>) return Cell::Kind::number;
    if constexpr (std::is_same_v<Value, std::optional<double>>) return Cell::Kind::real;
    return Cell::Kind::text;
}

// Fills in `keys` and `by_name`.
TableShape completed(std::string_view table, std::vector<Column> columns);

template <class Row>
const TableShape& shape_of() {
    static const TableShape shape = [] {
        std::vector<Column> columns;
        care::for_each_field<Row>([&]<class Value>(const care::Field<Row, Value>& field) {
            columns.push_back({field.name, kind_of<Value>(), field.key, field.names_children});
        });
        return completed(care::Describe<Row>::table, std::move(columns));
    }();
    return shape;
}

// Whether a table says who may do what, or what must not be destroyed. Its changes leave every picture of the
// records as good as it was.
bool is_about_access(std::string_view table);

// Every table, in an order in which no row refers to a later one.
const std::vector<const TableShape*>& all_shapes();

// An identifier as SQL writes it; the field's own names are kept letter by letter.
std::string in_sql(std::string_view name);

}  // namespace footprint::store
