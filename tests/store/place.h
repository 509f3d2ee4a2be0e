// A kind of database with a fresh place in it for one test.
//
// Out     its address, a way round the store for tampering
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace footprint::store::tests {

// A kind of database with a fresh, empty place in it.
class Place {
  public:
    Place() {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint_store_XXXXXX").string();
        ensure(::mkdtemp(pattern.data()) != nullptr, "a temporary folder can be made");
        folder_ = pattern;
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    virtual ~Place() { std::filesystem::remove_all(folder_); }
    virtual std::string url() const = 0;
    // As whoever the tables belong to.
    virtual std::string owners_url() const { return url(); }
    // A path at which nothing is, in a folder of the place's own.
    std::string free_file(const std::string& name) const { return (folder_ / name).string(); }
    // A connection that no rule holds back.
    virtual std::unique_ptr<Database> behind_the_back() = 0;
    // The names of all tables, as the database itself has them.
    virtual std::vector<std::string> tables() = 0;
    // The names of a table's columns.
    virtual std::vector<std::string> columns(std::string_view table) = 0;
    // Lets whatever is beneath the store crash as well, and stands it up again; false where there is nothing.
    virtual bool crash() { return false; }
    // Waits until the database has done with whoever was killed.
    virtual void settle() {}

  private:
    std::filesystem::path folder_;
};

}  // namespace footprint::store::tests
