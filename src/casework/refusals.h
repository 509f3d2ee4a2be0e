// What was refused to whom, counted, so that ten thousand refusals are a handful of entries of the journal.
//
// In      refusals as they happen, on any thread
// Out     what is to be written of them: of each kind and person the first at once, those that follow with
//         their number once a minute has passed
// Units   rounds of whoever writes them, two a second
// Shape   bounded: a few hundred kinds and people at a time, of each a few things that were asked for; what
//         is more is counted together. Nothing that was typed or brought along is kept
// Errors  none
// Source  docs/decisions/accounts_and_sessions.md; OWASP ASVS 4.0.3 7.1.3, 7.2.2
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "store/store.h"

namespace footprint::casework {

enum class Refused : std::uint8_t {
    page,     // to somebody who is signed in
    form,     // without its key, or of another site
    session,  // a cookie that is no session's: over and forgotten, or forged
    tries,    // too many of them: nobody looked whether they were right
};

// The verb under which it stands in the journal.
std::string_view verb_of(Refused kind);

// Who nobody has said they are.
inline constexpr const char* nobody = "nobody";

struct Refusal {
    Refused kind = Refused::page;
    std::string who;    // the account of a session; else nobody
    std::string about;  // what was asked for, in words of our own, and a child by their id; may be empty
    Moment at;
};

class Refusals {
  public:
    static constexpr std::size_t most_counts = 300;
    static constexpr std::size_t most_abouts = 5;
    static constexpr int rounds_between = 120;

    void note(Refusal refusal);
    // One round: what is due now, or everything. It is forgotten here: whoever takes it writes it.
    std::vector<store::Noted> take(bool everything);

  private:
    struct Count {
        std::int64_t times = 0;  // since it was last taken
        std::vector<std::string> abouts;
        bool has_others = false;
        Moment last_at;
        int rounds_to_wait = 0;
    };
    static store::Noted noted(Refused kind, const std::string& who, const Count& count);

    std::mutex mutex_;
    std::map<std::pair<Refused, std::string>, Count> counts_;
};

}  // namespace footprint::casework
