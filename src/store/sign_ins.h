// What is overwritten and no record: hashes of passwords, keys of second factors, sessions, failed tries,
// hashes of the secret addresses of calendars; and drafts, which are nobody's but their author's and theirs
// with whom the author shares them.
//
// In      the database; an authority; hashes, never a password or a token itself
// Out     the same again
// Units   moments in UTC
// Shape   these rows are overwritten and deleted: an old hash of a password is of use to an attacker only.
//         What was done stands in the journal
// Rows    credentials, sessions, failed_sign_ins, drafts, calendar_addresses
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/moment.h"
#include "store/database.h"
#include "store/shapes.h"

namespace footprint::store {

struct Credential {
    std::string account;
    std::string password_hash;  // empty: signs in by the provider only, or has not chosen one yet
    Moment chosen_at;
    Moment given_at;                    // by whoever manages accounts; nought: it is one of their own
    std::string one_time_key;           // empty: no second factor yet
    std::int64_t last_step = 0;         // of the last code that was used
    std::vector<std::string> recovery;  // hashes of the codes that are left
};

struct Session {
    std::string token_hash;
    std::string account;
    std::string stage;  // what is still to be proved, and what was offered for it; empty: nothing
    Moment began_at;
    Moment seen_at;
    Moment proved_at;            // when the person last proved who they are
    std::string form_key;        // what every form of the session must bring back
    std::string provider_token;  // to sign out at the provider; empty for a local account
};

// How often somebody tried from one place since it last went well.
struct FailedTries {
    std::int64_t count = 0;
    Moment last_at;
};

std::optional<Credential> find_credential(Database& database, const std::string& authority,
                                          const std::string& account);
void keep(Database& database, const std::string& authority, const Credential& credential);

std::optional<Session> find_session(Database& database, const std::string& authority,
                                    const std::string& token_hash);
void keep(Database& database, const std::string& authority, const Session& session);
void note_seen(Database& database, const std::string& authority, const std::string& token_hash, Moment at);
void end_session(Database& database, const std::string& authority, const std::string& token_hash);
void end_sessions_of(Database& database, const std::string& authority, const std::string& account);
void drop_sessions(Database& database, const std::string& authority, Moment seen_before, Moment began_before);

FailedTries failed_tries(Database& database, const std::string& authority, const std::string& account,
                         const std::string& place);
void keep_tries(Database& database, const std::string& authority, const std::string& account,
                const std::string& place, const FailedTries& tries);
void forget_failures(Database& database, const std::string& authority, const std::string& account,
                     const std::string& place);
// A browser that signed in is a place of its own, whose tries count by themselves.
void note_device(Database& database, const std::string& authority, const std::string& account,
                 const std::string& place, Moment at);
bool knows_device(Database& database, const std::string& authority, const std::string& account,
                  const std::string& place);
void drop_failures(Database& database, const std::string& authority, Moment before, Moment devices_before);

// What somebody is writing: where, and over which version of what was there.
struct Draft {
    std::string account;
    std::string place;  // "decision D1", "review R7"
    std::string contents;
    std::uint64_t based_on = 0;
    Moment saved_at;                            // later than that of the one before it: tells the two apart
    std::vector<std::string> shared_with = {};  // accounts that may read it too
};

std::optional<Draft> find_draft(Database& database, const std::string& authority, const std::string& account,
                                const std::string& place);
std::vector<Draft> drafts_of(Database& database, const std::string& authority, const std::string& account);
// What somebody else wrote and shares with the account; the newest first.
std::vector<Draft> drafts_shared_with(Database& database, const std::string& authority,
                                      const std::string& account);
// The words; whom it is shared with stays as it is.
void keep(Database& database, const std::string& authority, const Draft& draft);
void share(Database& database, const std::string& authority, const Draft& draft);
void drop_draft(Database& database, const std::string& authority, const std::string& account,
                const std::string& place);

// How many sessions an account has.
std::vector<Session> sessions_of(Database& database, const std::string& authority,
                                 const std::string& account);

// The secret address under which an account's calendar is asked for.
struct CalendarAddress {
    std::string account;
    std::string key_hash;
    Moment made_at;
};

std::optional<CalendarAddress> find_calendar(Database& database, const std::string& authority,
                                             const std::string& key_hash);
std::optional<CalendarAddress> calendar_of(Database& database, const std::string& authority,
                                           const std::string& account);
// In place of the one that the account had.
void keep(Database& database, const std::string& authority, const CalendarAddress& address);
void drop_calendar(Database& database, const std::string& authority, const std::string& account);

// The columns of those tables that a copy takes along.
const std::vector<Column>& credential_columns();
const std::vector<Column>& draft_columns();
const std::vector<Column>& calendar_columns();

}  // namespace footprint::store
