// The connections of one open store: a bounded number for reading, and as many writers as the database lets
// work side by side.
//
// In      a backend
// Out     a transaction on a connection of its own, for as long as it is held
// Errors  Fault: no connection can be made, or none became free in time
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "store/database.h"

namespace footprint::store {

// How many connections there may be, and how long somebody waits for one.
struct PoolLimits {
    std::size_t readers = 16;
    std::size_t writers = 8;
    std::chrono::milliseconds patience{30'000};
};

// Connections for one kind of access. Those that were cut are left out, and new ones made in their place.
class Pool {
  public:
    Pool(Backend& backend, Access access, std::size_t most, std::chrono::milliseconds patience)
        : backend_(backend), access_(access), most_(most), patience_(patience) {}

    // One that is idle, or a new one; an idle one may have been cut without its being known yet.
    struct Taken {
        std::unique_ptr<Database> database;
        bool is_new = false;
    };
    Taken take();
    void give_back(std::unique_ptr<Database> database);

  private:
    Backend& backend_;
    Access access_;
    std::size_t most_;
    std::chrono::milliseconds patience_;
    std::mutex lock_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Database>> idle_;
    std::size_t made_ = 0;
};

class Connections {
  public:
    explicit Connections(std::unique_ptr<Backend> backend, const PoolLimits& limits = {});

    Backend& backend() { return *backend_; }

    // A transaction on a connection that was taken from a pool, and goes back there.
    class Held {
      public:
        Held(Pool& pool, Access access, const Scope& scope);
        Held(const Held&) = delete;
        Held& operator=(const Held&) = delete;
        ~Held();
        Database& database() { return *database_; }
        void commit() { transaction_->commit(); }

      private:
        Pool& pool_;
        std::unique_ptr<Database> database_;
        std::optional<Transaction> transaction_;
    };

    // A reader's view of one moment, while it is held.
    class Reading : public Held {
      public:
        Reading(Connections& all, const Scope& scope) : Held(all.readers_, Access::read, scope) {}
    };

    // The only writer of its scope, while it is held; other programs are kept out as well.
    class Writing : public Held {
      public:
        Writing(Connections& all, const Scope& scope) : Held(all.writers_, Access::write, scope) {}
    };

  private:
    std::unique_ptr<Backend> backend_;
    Pool readers_;
    Pool writers_;
};

}  // namespace footprint::store
