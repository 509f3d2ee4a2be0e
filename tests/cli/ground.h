// The databases on which the real program is tried: a file, and a server of the test program's own.
//
// In      nothing
// Out     addresses of fresh places
// Errors  std::runtime_error with the package to install
#pragma once

#include <gtest/gtest.h>

#include "cli/program.h"
#include "store/postgres_place.h"
#include "store/sqlite_place.h"

namespace footprint::cli::tests {

struct Database {
    std::string name;
    std::unique_ptr<store::tests::Place> (*make)();
};

inline const Database sqlite{"Sqlite", []() -> std::unique_ptr<store::tests::Place> {
                                 return std::make_unique<store::tests::SqlitePlace>();
                             }};
inline const Database postgres{"Postgres", []() -> std::unique_ptr<store::tests::Place> {
                                   return std::make_unique<store::tests::PostgresPlace>();
                               }};

class OnEveryDatabase : public testing::TestWithParam<Database> {
  protected:
    std::unique_ptr<store::tests::Place> place = GetParam().make();
};

inline std::string name_of(const testing::TestParamInfo<Database>& database) {
    return database.param.name;
}

}  // namespace footprint::cli::tests
