// What the service does, counted for whoever watches over it: never whose page it was.
//
// In      one line a request, from any thread
// Out     the page that Prometheus reads
// Units   seconds, bytes
// Errors  none
// Source  the text format of Prometheus, 0.0.4
#pragma once

#include <array>
#include <cstdint>
#include <ctime>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "web/server.h"

namespace footprint::web {

class Meters {
  public:
    explicit Meters(std::string version = {});
    void count(const RequestLine& line);
    std::string printed() const;

    std::function<std::size_t()> connections;  // that are open now

  private:
    // Seconds; a reader of the page draws percentiles from them.
    static constexpr std::array<double, 10> bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5};
    struct Times {
        std::array<std::uint64_t, bounds.size() + 1> in{};  // the last: longer than all bounds
        std::int64_t micros = 0;
    };

    std::string version_;
    std::time_t began_;
    mutable std::mutex mutex_;
    // By method, pattern and status, as the page names them. Patterns are as many as routes.
    std::map<std::string, std::uint64_t> requests_;
    std::map<std::string, Times, std::less<>> times_;
};

}  // namespace footprint::web
