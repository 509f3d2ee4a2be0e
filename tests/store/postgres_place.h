// PostgreSQL's place: a database of the test's own in the test program's server.
//
// In      a server
// Out     its address, as the login that everyday work is done by
#pragma once

#include <chrono>
#include <thread>

#include "store/place.h"
#include "store/postgres.h"
#include "store/postgres_cluster.h"

namespace footprint::store::tests {

class PostgresPlace : public Place {
  public:
    explicit PostgresPlace(PostgresCluster& cluster = PostgresCluster::of_this_program())
        : PostgresPlace(cluster, Tables::made) {}
    ~PostgresPlace() override { cluster_.drop_database(name_); }
    std::string url() const override { return cluster_.address(name_, program); }
    std::string owners_url() const override { return cluster_.address(name_, owner); }
    PostgresCluster& cluster() { return cluster_; }
    const std::string& name() const { return name_; }
    std::unique_ptr<Database> behind_the_back() override {
        auto backend = open_postgres(cluster_.address(name_, administrator));
        auto database = (*backend)->connect(Access::write);
        database->execute("SET session_replication_role = replica");
        return database;
    }
    std::vector<std::string> tables() override {
        const auto database = behind_the_back();
        const auto select = database->prepare(
            "SELECT table_name::text FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
        std::vector<std::string> names;
        while (select->step()) names.emplace_back(select->text(0));
        return names;
    }
    std::vector<std::string> columns(std::string_view table) override {
        const auto database = behind_the_back();
        const auto select = database->prepare(
            "SELECT column_name::text FROM information_schema.columns "
            "WHERE table_schema = 'public' AND table_name = $1");
        select->bind(1, table);
        std::vector<std::string> names;
        while (select->step()) names.emplace_back(select->text(0));
        return names;
    }
    void settle() override {
        auto backend = open_postgres(cluster_.address("postgres", administrator));
        const auto database = (*backend)->connect(Access::read);
        const auto others = database->prepare("SELECT 1 FROM pg_stat_activity WHERE datname = $1 LIMIT 1");
        others->bind(1, name_);
        while (others->step()) {
            others->execute();
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }

  protected:
    PostgresPlace(PostgresCluster& cluster, Tables tables)
        : cluster_(cluster), name_(cluster.make_database(tables)) {}

  private:
    PostgresCluster& cluster_;
    std::string name_;
};

// One without tables, whose address is its owner's.
class EmptyPostgresPlace : public PostgresPlace {
  public:
    EmptyPostgresPlace() : PostgresPlace(PostgresCluster::of_this_program(), Tables::none) {}
    std::string url() const override { return owners_url(); }
};

// The same on a server that writes through to the disk, and is switched off where somebody else would only be
// killed.
class PlugPlace : public PostgresPlace {
  public:
    PlugPlace() : PostgresPlace(PostgresCluster::of_this_program(Durable::yes)) {}
    bool crash() override {
        cluster().stop();
        cluster().start();
        return true;
    }
};

}  // namespace footprint::store::tests
