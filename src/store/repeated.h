// Doing a whole transaction again that lost against somebody else's.
//
// In      what begins, does and ends the transaction; it is called anew each time
// Out     what it yields
// Units   pauses in milliseconds, longer each time and never the same for two who collide
// Errors  Overtaken: it lost every time. Any other Fault at once: it may be that something was written
#pragma once

#include <chrono>
#include <random>
#include <thread>

#include "store/database.h"

namespace footprint::store {

inline constexpr int most_attempts = 6;

template <class Work>
auto repeated(Work&& work) {
    for (int attempt = 1;; ++attempt) {
        try {
            return work();
        } catch (const Overtaken&) {
            if (attempt == most_attempts) throw;
        }
        thread_local std::minstd_rand random{std::random_device{}()};
        std::uniform_int_distribution<int> milliseconds(1, 10 << attempt);
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds(random)));
    }
}

}  // namespace footprint::store
