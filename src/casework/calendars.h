// What an officer's own calendar shows where they keep it, and the secret address under which it asks.
//
// In      the store; a picture of the records and what the account may see of it
// Out     an address that is shown once; whose account an address is; what stands in the calendar
// Units   whole days: a review's hour is not recorded
// Shape   nothing of a child but initials, and no place: a calendar lies on other people's machines. Nothing
//         at all of a child whose file is restricted, whoever asks. One address an account; another one takes
//         its place, and it can be ended
// Errors  Problem: the journal cannot be written
// Source  IRO Handbook 3.29-3.36 (reviews are booked ahead); docs/operating/sign_in.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "care/account.h"
#include "casework/sight.h"
#include "exchange/calendar_file.h"
#include "store/store.h"

namespace footprint::casework {

class Calendars {
  public:
    Calendars(store::Store& store, std::string authority) : store_(store), authority_(std::move(authority)) {}

    // The key of a new address. It cannot be read again: the store has its hash.
    Result<std::string> make(const care::Account& account, const store::Author& by, Moment at);
    Result<Done> end(const care::Account& account, const store::Author& by, Moment at);
    // When the address was made that the account has.
    std::optional<Moment> made_at(const care::Account& account);
    // Whose it is: an account that is open and has an officer.
    std::optional<care::Account> whose(std::string_view key, const care::AccessLists& lists);

  private:
    store::Store& store_;
    const std::string authority_;
};

// "Ann-Marie Ash": "A.A."; empty where only an id is known.
std::string initials(std::string_view name);

// What tells an event of a calendar from all others, out of which nobody reads a child's or a review's id.
std::string calendar_uid(const std::string& authority, std::string_view kind, std::string_view id);

// Bookings that the officer chairs, and the latest days of their children for whom nothing is booked; by day.
// Restricted files are left out, also for who may open them: whoever has the address is asked for no name.
// Authority: its code, for names that no other calendar has.
std::vector<exchange::CalendarEvent> calendar_of(const Snapshot& snapshot, const Sight& sight,
                                                 const std::string& authority);

}  // namespace footprint::casework
