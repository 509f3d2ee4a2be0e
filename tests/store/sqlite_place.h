// SQLite's place: a file in a folder of the test's own.
//
// Out     its address and path
#pragma once

#include "store/place.h"
#include "store/sqlite.h"

namespace footprint::store::tests {

class SqlitePlace : public Place {
  public:
    std::string url() const override { return "sqlite:" + path(); }
    std::string path() const { return free_file("footprint.db"); }
    std::unique_ptr<Database> behind_the_back() override {
        auto backend = open_sqlite(path(), SqliteFile::copy);
        auto database = (*backend)->connect(Access::write);
        database->execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
        return database;
    }
    std::vector<std::string> tables() override {
        const auto database = behind_the_back();
        const auto select = database->prepare("SELECT name FROM sqlite_schema WHERE type = 'table'");
        std::vector<std::string> names;
        while (select->step()) names.emplace_back(select->text(0));
        return names;
    }
    std::vector<std::string> columns(std::string_view table) override {
        const auto database = behind_the_back();
        const auto select = database->prepare("SELECT name FROM pragma_table_info($1)");
        select->bind(1, table);
        std::vector<std::string> names;
        while (select->step()) names.emplace_back(select->text(0));
        return names;
    }
};

}  // namespace footprint::store::tests
