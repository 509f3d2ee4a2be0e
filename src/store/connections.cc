#include "store/connections.h"

#include <algorithm>

namespace footprint::store {

Pool::Taken Pool::take() {
    std::unique_lock locked(lock_);
    const auto can_be_had = [&] { return !idle_.empty() || made_ < most_; };
    if (!freed_.wait_for(locked, patience_, can_be_had))
        throw Fault(backend_.place() + " is busy: all " + std::to_string(most_) + " connections for " +
                    (access_ == Access::read ? "reading" : "writing") + " were in use for " +
                    std::to_string(patience_.count()) +
                    " milliseconds. Nothing was written. Wait until a long import is done, then try again.");
    if (!idle_.empty()) {
        auto database = std::move(idle_.back());
        idle_.pop_back();
        return {std::move(database), false};
    }
    ++made_;
    locked.unlock();
    try {
        return {backend_.connect(access_), true};
    } catch (...) {
        locked.lock();
        --made_;
        freed_.notify_one();
        throw;
    }
}

void Pool::give_back(std::unique_ptr<Database> database) {
    const std::lock_guard locked(lock_);
    if (database->is_alive()) {
        idle_.push_back(std::move(database));
    } else {
        --made_;
    }
    freed_.notify_one();
}

Connections::Connections(std::unique_ptr<Backend> backend, const PoolLimits& limits)
    : backend_(std::move(backend)),
      readers_(*backend_, Access::read, limits.readers, limits.patience),
      writers_(*backend_, Access::write, std::min(limits.writers, backend_->writers_at_once()),
               limits.patience) {}

// A connection that lay idle may have been cut long ago, as by a server that was restarted. Nothing was done
// on it yet, so that the next one is tried, and at last a new one.
Connections::Held::Held(Pool& pool, Access access, const Scope& scope) : pool_(pool) {
    for (;;) {
        auto taken = pool_.take();
        try {
            transaction_.emplace(*taken.database, access, scope);
            database_ = std::move(taken.database);
            return;
        } catch (...) {
            const bool was_stale = !taken.database->is_alive() && !taken.is_new;
            taken.database->roll_back();
            pool_.give_back(std::move(taken.database));
            if (!was_stale) throw;
        }
    }
}

Connections::Held::~Held() {
    transaction_.reset();
    pool_.give_back(std::move(database_));
}

}  // namespace footprint::store
