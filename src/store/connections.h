// The connections of one open store: one that writes, and as many that read as are needed at once.
//
// In      a backend
// Out     a connection for as long as it is held
// Errors  Fault: no connection can be made
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "store/database.h"

namespace footprint::store {

class Connections {
  public:
    explicit Connections(std::unique_ptr<Backend> backend)
        : backend_(std::move(backend)), writer_(backend_->connect(Access::write)) {}

    Backend& backend() { return *backend_; }

    // A reader's view of one moment, while it is held.
    class Reading {
      public:
        Reading(Connections& all, const Scope& scope) : all_(all), database_(all.take()) {
            transaction_.emplace(*database_, Access::read, scope);
        }
        Reading(const Reading&) = delete;
        Reading& operator=(const Reading&) = delete;
        ~Reading() {
            transaction_.reset();
            all_.give_back(std::move(database_));
        }
        Database& database() { return *database_; }

      private:
        Connections& all_;
        std::unique_ptr<Database> database_;
        std::optional<Transaction> transaction_;
    };

    // The only writer of this program, while it is held; other programs are kept out as well.
    class Writing {
      public:
        Writing(Connections& all, const Scope& scope)
            : lock_(all.writing_), database_(*all.writer_), transaction_(database_, Access::write, scope) {}
        Database& database() { return database_; }
        void commit() { transaction_.commit(); }

      private:
        std::lock_guard<std::mutex> lock_;
        Database& database_;
        Transaction transaction_;
    };

  private:
    std::unique_ptr<Database> take() {
        {
            const std::lock_guard lock(idle_lock_);
            if (!idle_.empty()) {
                auto database = std::move(idle_.back());
                idle_.pop_back();
                return database;
            }
        }
        return backend_->connect(Access::read);
    }
    void give_back(std::unique_ptr<Database> database) {
        const std::lock_guard lock(idle_lock_);
        idle_.push_back(std::move(database));
    }

    std::unique_ptr<Backend> backend_;
    std::mutex writing_;
    std::unique_ptr<Database> writer_;
    std::mutex idle_lock_;
    std::vector<std::unique_ptr<Database>> idle_;
};

}  // namespace footprint::store
