// Who opened whose file: written into the journal a little later, all together, so that no page waits for the
// disk; and which sessions are in use.
//
// In      readings and uses as they happen
// Out     entries of the journal, in the order in which they happened
// Units   written at most a second after they happened
// Errors  where the journal cannot be written, nothing may be read any more: Fault, or NoRoom on a disk that
//         has no room. Nothing is lost meanwhile
// Source  docs/decisions/accounts_and_sessions.md
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "casework/sign_in.h"

namespace footprint::casework {

class Readings {
  public:
    Readings(store::Store& store, std::string authority, SignIn* sign_in);
    ~Readings();  // writes what is left
    Readings(const Readings&) = delete;
    Readings& operator=(const Readings&) = delete;

    // Throws Fault where what was read before could not be written for some seconds.
    void note(store::Noted reading);
    // In the journal when this returns, for a file that only few may open.
    void note_now(store::Noted reading);
    void note_seen(const store::Session& session, Moment at);

  private:
    void run();
    bool write(std::unique_lock<std::mutex>& lock);

    store::Store& store_;
    std::string authority_;
    SignIn* sign_in_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<store::Noted> waiting_;
    std::map<std::string, Moment> seen_;
    bool failing_ = false;
    bool without_room_ = false;  // of what failed last
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace footprint::casework
