// How often somebody may try: a try is counted before anybody looks whether it is right, so that no number of
// tries at the same time gets past the limit.
//
// In      what is tried, for whose account, from where, when
// Out     a try that was taken, to be given back where it was right
// Units   moments in UTC
// Shape   who fails waits alone: in the name that they tried, at the place that they tried it from. What is
//         counted for a whole place runs out drop by drop, so that an office behind one address is never kept
//         out for long; a browser that signed in before is not counted with its place at all
// Errors  Problem: how long to wait
// Source  OWASP ASVS 4.0.3 2.2.1; docs/decisions/accounts_and_sessions.md
#pragma once

#include <string>
#include <string_view>

#include "store/store.h"

namespace footprint::casework {

// Where a try comes from. A browser that signed in before is told from others, so that nobody who only knows
// a name can keep its owner out.
struct Origin {
    std::string place;   // the network address, as far as one customer has it
    std::string device;  // the token of a browser that is known; empty where it brought none
};

enum class Tried : std::uint8_t {
    password,
    code,         // the second factor
    proof,        // who is signed in proves anew who they are
    change,       // the password of now, before another is chosen
    by_provider,  // a return from the identity provider, of which nobody knows yet whose it is
};

// In small letters, as names of accounts are written.
std::string plain_name(std::string_view typed);

class Tries {
  public:
    Tries(store::Store& store, std::string authority) : store_(store), authority_(std::move(authority)) {}

    // What was counted, and where.
    struct Taken {
        std::string account;  // of a browser that is known as it is; of others a fingerprint
        std::string place;
        std::string shared_account;
        std::string shared_place;  // empty: it is counted alone
        bool is_known_device = false;
        std::string device;  // as note_device() has it; empty where the browser is not known
    };
    Result<Taken> take(Tried what, std::string_view account, const Origin& origin, Moment at);
    // The try was right: it does not count, nor do the wrong ones before it.
    void give_back(const Taken& taken, Moment at);

  private:
    Taken counted_at(store::Database& database, Tried what, std::string_view account, const Origin& origin);
    Moment allowed_at(store::Database& database, const Taken& taken, Moment at);
    void count(store::Database& database, const Taken& taken, Moment at);

    store::Store& store_;
    std::string authority_;
};

}  // namespace footprint::casework
