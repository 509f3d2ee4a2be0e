// A statement with its values, in one call.
//
// In      a database; a statement with $1, $2, ... in the order of the values; texts, numbers, moments
// Out     the statement, ready to be walked over or carried out
// Errors  as Database
#pragma once

#include <memory>
#include <string>
#include <type_traits>

#include "base/moment.h"
#include "store/database.h"

namespace footprint::store {

template <class... Values>
std::unique_ptr<Statement> prepared(Database& database, const std::string& sql, const Values&... values) {
    auto statement = database.prepare(sql);
    int place = 0;
    const auto bind = [&](const auto& value) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, Moment>) {
            statement->bind(++place, value.micros);
        } else {
            statement->bind(++place, value);
        }
    };
    (bind(values), ...);
    return statement;
}

template <class... Values>
void execute(Database& database, const std::string& sql, const Values&... values) {
    prepared(database, sql, values...)->execute();
}

inline Moment moment_in(Statement& row, int column) {
    return {row.number(column).value_or(0)};
}

}  // namespace footprint::store
