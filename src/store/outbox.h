// Letters by e-mail that wait to be sent or were sent, and who wants which.
//
// In      the database; an authority; a letter under an id of its own
// Out     the same again; which letters are to be tried now
// Units   moments in UTC
// Shape   a letter is put in once: its id says what it is about and of which time. It is taken by one service
//         alone, and one whose fate is not known, since the service stopped while it was sent, is never sent
//         again
// Rows    outbox, mail_wishes
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/moment.h"
#include "store/database.h"
#include "store/shapes.h"

namespace footprint::store {

struct Letter {
    std::string id;
    std::string account;  // whose it is
    std::string kind;
    std::string about;          // the review of an invitation
    std::string booked;         // its day, as yyyy-mm-dd; empty: it was called off
    std::int64_t sequence = 0;  // of the invitations to one review
    std::string address;
    std::string subject;
    std::string words;  // gone, like the invitation, once the letter was taken
    std::string invitation;
    std::string method;
    Moment made_at;
    Moment try_at;  // not before
    std::int64_t tries = 0;
    std::string state;  // waiting, sending, sent, refused, unknown
    std::string said;   // by the mail server, at the last try
};

// False: a letter of this id is there already.
bool put_in(Database& database, const std::string& authority, const Letter& letter);
// Takes the letters that are to be tried now out of the others' reach, the oldest first.
std::vector<Letter> take_out(Database& database, const std::string& authority, Moment now, int most);
// What became of it.
void keep(Database& database, const std::string& authority, const Letter& letter);
// Those that somebody took before then and said no more of.
void give_up(Database& database, const std::string& authority, Moment before);
// Invitations are kept for longer: the next one to a review is numbered by them.
void drop_letters(Database& database, const std::string& authority, Moment before, Moment invitations_before);
// The newest first.
std::vector<Letter> letters(Database& database, const std::string& authority, int most);
std::vector<Letter> letters_of(Database& database, const std::string& authority, const std::string& account,
                               int most);
std::optional<Letter> find_letter(Database& database, const std::string& authority, const std::string& id);
// The last invitation of each account to each review, sent or to be sent; an account's together.
std::vector<Letter> last_invitations(Database& database, const std::string& authority);
// Of all letters but invitations.
std::set<std::string> ids_of_letters(Database& database, const std::string& authority);

struct MailWishes {
    std::string account;
    std::string address;  // empty: nothing is sent
    bool month_ahead = false;
    bool week_ahead = false;
    bool invitations = false;
};

std::vector<MailWishes> all_wishes(Database& database, const std::string& authority);
std::optional<MailWishes> wishes_of(Database& database, const std::string& authority,
                                    const std::string& account);
void keep(Database& database, const std::string& authority, const MailWishes& wishes);

// The columns of these tables that a copy takes along.
const std::vector<Column>& letter_columns();
const std::vector<Column>& wish_columns();

}  // namespace footprint::store
