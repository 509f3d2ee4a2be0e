// Letters by e-mail, written and sent while the pages are served.
//
// In      the casework, the letters, the day and the moment
// Out     a round every minute; a line in the log where something was sent or refused, which names nobody
// Errors  a round that fails is in the log, and the next one is made all the same
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "casework/casework.h"
#include "casework/messages.h"
#include "cli/log.h"

namespace footprint::cli {

class PostOffice {
  public:
    // REQUIRES: all of them outlive it.
    PostOffice(casework::Casework& casework, casework::Messages& messages, std::function<Day()> today,
               Log& log);
    ~PostOffice();
    PostOffice(const PostOffice&) = delete;
    PostOffice& operator=(const PostOffice&) = delete;

  private:
    void run();
    void make_round();

    casework::Casework& casework_;
    casework::Messages& messages_;
    const std::function<Day()> today_;
    Log& log_;
    std::mutex mutex_;
    std::condition_variable wakes_;
    bool ends_ = false;
    std::thread thread_;  // the last: it needs all of the others
};

}  // namespace footprint::cli
