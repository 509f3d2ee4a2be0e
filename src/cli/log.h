// The log of the web application: one line a request and one a note, on standard error.
//
// In      what happened, from any thread; nothing of a child's ever comes here
// Out     lines of text, or JSON for programs that collect logs
// Units   microseconds
// Errors  none: a log that cannot be written stops nobody
#pragma once

#include <mutex>
#include <string_view>

#include "web/server.h"

namespace footprint::cli {

class Log {
  public:
    explicit Log(bool as_json) : as_json_(as_json) {}
    void note(std::string_view text);
    void request(const web::RequestLine& line);

  private:
    void write(std::string_view line);

    bool as_json_;
    std::mutex mutex_;
};

}  // namespace footprint::cli
