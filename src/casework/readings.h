// Who opened whose file, who was shown which list and what was refused to whom: written into the journal a
// little later, all together, so that no page waits for the disk; and which sessions are in use.
//
// In      readings, refusals and uses as they happen
// Out     entries of the journal: one a reading, in the order in which they happened; how many were refused
// Units   written at most a second after they happened, refusals that follow others within a minute
// Errors  where the journal cannot be written, no file may be read any more: Fault, or NoRoom on a disk that
//         has no room. Nothing of files is lost meanwhile. Lists are shown still, and those that find no room
//         to wait are counted
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
    void note_all_now(const std::vector<store::Noted>& readings);
    // That a page with several children was shown.
    void note_list(store::Noted list);
    void note_refusal(Refusal refusal);
    void note_seen(const store::Session& session, Moment at);

  private:
    struct Waiting {
        store::Noted note;
        bool is_of_a_file = false;
    };
    void run();
    bool write(std::unique_lock<std::mutex>& lock);
    void add_what_was_counted(std::vector<Waiting>& waiting);
    std::vector<store::Noted> dated(const std::vector<Waiting>& waiting);

    store::Store& store_;
    std::string authority_;
    SignIn* sign_in_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Waiting> waiting_;
    std::int64_t lists_without_room_ = 0;  // to wait in
    Moment last_without_room_;
    std::map<std::string, Moment> seen_;
    bool failing_ = false;
    bool without_room_ = false;  // of what failed last
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace footprint::casework
