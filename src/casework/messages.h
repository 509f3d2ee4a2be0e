// Letters by e-mail: the month ahead, the week ahead, invitations to what is booked, emergencies.
//
// In      a picture of the records; who may see what of it; who wants which letters; a mail server
// Out     letters in the outbox, each once; what the server said of them
// Units   days and moments; rounds are made every minute or so
// Shape   a letter tells days and initials, as a calendar does, unless the profile allows names. It goes
//         to an account whose person asked for it and may see what it says; what a letter says is gone
//         once it was taken
// Errors  Problem: the journal cannot be written; no such letter; an address to which none may go. What a
//         mail server says is kept with the letter
// Source  IRO Handbook 3.29-3.36; RFC 5546 (invitations, updates, cancellations)
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "care/account.h"
#include "casework/sight.h"
#include "exchange/mail.h"
#include "store/outbox.h"
#include "store/store.h"

namespace footprint::casework {

struct Round {
    std::size_t written = 0;
    std::size_t sent = 0;
    std::size_t put_off = 0;
    std::size_t refused = 0;
};

class Messages {
  public:
    // No server: letters are neither written nor sent. Pages: where the service is reached; may be empty.
    Messages(store::Store& store, std::string authority, std::optional<exchange::MailServer> server,
             std::string pages)
        : store_(store),
          authority_(std::move(authority)),
          server_(std::move(server)),
          pages_(std::move(pages)) {}

    bool has_server() const { return server_.has_value(); }
    store::MailWishes wishes_of(const care::Account& account);
    // What keeps letters from an address; nothing where it is blank, or they may go to it.
    std::optional<std::string> wrong_with_address(std::string_view address) const;
    // That the address is another one stands in the journal by a verb of its own; which one does not:
    // journals are kept for ever, and people's addresses are not.
    Result<Done> keep_wishes(const store::MailWishes& wishes, const store::Author& by, Moment at);
    // Writes what is due and sends what waits.
    Round make_round(const Snapshot& snapshot, const care::AccessLists& lists, Moment now);
    // The newest first.
    std::vector<store::Letter> letters(int most);
    std::vector<store::Letter> letters_of(const care::Account& account, int most);
    // One that the server refused, or whose fate nobody knows.
    Result<Done> try_again(const std::string& id, const store::Author& by, Moment at);

  private:
    std::vector<store::Letter> due(const Snapshot& snapshot, const care::AccessLists& lists, Moment now);
    void invitations_for(const Snapshot& snapshot, const Sight& sight, const store::MailWishes& wishes,
                         const std::vector<store::Letter>& last, Moment now,
                         std::vector<store::Letter>& into);
    void emergencies_for(const care::AccessLists& lists, const store::MailWishes& wishes,
                         const std::set<std::string>& there, Moment now,
                         std::vector<store::Letter>& into) const;
    void send_waiting(Moment now, Round& round);

    store::Store& store_;
    const std::string authority_;
    const std::optional<exchange::MailServer> server_;
    const std::string pages_;
};

// What stands in the letter of the month ahead, and in that of the week; empty where there is nothing to say.
std::string month_ahead(const Snapshot& snapshot, const Sight& sight);
std::string week_ahead(const Snapshot& snapshot, const Sight& sight);

}  // namespace footprint::casework
