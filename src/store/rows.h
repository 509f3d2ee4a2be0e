// A record as cells, and cells as a record, by the record's own description.
//
// In      a record; or a statement that stands on a row whose first columns are the record's
// Out     a cell a column; or the record
// Errors  a code that no set has is a Fault: the file was written by another program, or damaged
#pragma once

#include <vector>

#include "care/values.h"
#include "store/shapes.h"

namespace footprint::store {

using Cells = std::vector<Cell>;

// Finds the numbers of children by their ids; quick where rows come in the order of children.
class ChildrenByName {
  public:
    explicit ChildrenByName(const std::vector<care::Child>& children) : children_(&children) {}
    care::ChildNumber number_of(std::string_view id);

  private:
    const std::vector<care::Child>* children_;
    std::uint32_t last_ = 0;
};

[[noreturn]] void unknown_in_database(std::string_view what, const std::string& why);

template <class Value>
void to_cell(const std::vector<care::Child>& children, const Value& value, Cell& cell) {
    cell.kind = kind_of<Value>();
    if constexpr (std::is_same_v<Value, care::ChildNumber>) {
        cell.text = value.is_known() ? std::string_view(children[value.value].id) : std::string_view();
    } else if constexpr (std::is_same_v<Value, std::string>) {
        cell.text = value;
    } else if constexpr (care::IsCode<Value>) {
        cell.text = care::printed(value);
    } else if constexpr (kind_of<Value>() == Cell::Kind::day) {
        cell.number = value ? value->count() : 0;
    } else if constexpr (kind_of<Value>() == Cell::Kind::real) {
        cell.real = value.value_or(0);
    } else if constexpr (kind_of<Value>() != Cell::Kind::text) {
        cell.number = value ? static_cast<std::int64_t>(*value) : 0;
    } else {
        cell.text = care::print_value(value, care::Style::own);
    }
    if constexpr (kind_of<Value>() == Cell::Kind::text) {
        cell.blank = cell.text.empty();
    } else {
        cell.blank = !value.has_value();
    }
}

// Into cells that may have held another row of the kind.
template <class Row>
void to_cells(const std::vector<care::Child>& children, const Row& row, Cells& cells) {
    cells.resize(std::tuple_size_v<decltype(care::Describe<Row>::fields)>);
    std::size_t at = 0;
    care::for_each_field<Row>([&](const auto& field) { to_cell(children, row.*field.member, cells[at++]); });
}

template <class Value>
void from_column(Statement& statement, int column, std::string_view name, Value& into) {
    if constexpr (kind_of<Value>() == Cell::Kind::day) {
        into = statement.day(column);
    } else if constexpr (kind_of<Value>() == Cell::Kind::truth) {
        into = statement.truth(column);
    } else if constexpr (kind_of<Value>() == Cell::Kind::real) {
        into = statement.real(column);
    } else if constexpr (kind_of<Value>() == Cell::Kind::number) {
        const auto number = statement.number(column);
        into.reset();
        if (number) into = static_cast<int>(*number);
    } else if constexpr (std::is_same_v<Value, std::string>) {
        into.assign(statement.text(column));
    } else if constexpr (requires { into.text.assign(statement.text(column)); }) {
        into.text.assign(statement.text(column));
    } else {
        const auto error = care::read_value(statement.text(column), care::Style::own, into);
        if (error) unknown_in_database(name, error->message);
    }
}

// False where the row belongs to a child who is not among the children: it was withdrawn.
template <class Row>
bool from_row(Statement& statement, ChildrenByName& children, Row& row) {
    bool belongs = true;
    int column = 0;
    care::for_each_field<Row>([&]<class Value>(const care::Field<Row, Value>& field) {
        if constexpr (std::is_same_v<Value, care::ChildNumber>) {
            const std::string_view id = statement.text(column++);
            row.*field.member = children.number_of(id);
            belongs = belongs && (id.empty() || (row.*field.member).is_known());
        } else {
            from_column(statement, column++, field.name, row.*field.member);
        }
    });
    return belongs;
}

}  // namespace footprint::store
