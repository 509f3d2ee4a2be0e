// The tamper-evident log: who did what and when, each entry bound to the one before it.
//
// In      an entry without its place; the database in which it is written, in the transaction of what it
//         tells of
// Out     the entry with its number and hash; the last entry; entries in order
// Shape   one chain an authority, numbered from 1 without a gap; moments rise; every entry's hash covers
//         all its fields and the hash before it; the head of each day is kept apart
// Errors  an entry older than the last one by more than a clock may err is a Problem
// Source  docs/decisions/versions.md
// Rows    journal, journal_heads
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.h"
#include "store/database.h"

namespace footprint::store {

struct JournalEntry {
    std::string authority;     // empty: about the database itself
    std::uint64_t number = 0;  // from 1
    Moment at;
    std::string who;
    std::string verb;
    std::string what;  // tables, keys and counts; never a child's name
    std::string why;
    std::string contents;  // the fingerprint of what was written; empty where nothing was
    std::string previous;  // the hash of the entry before
    std::string hash;
    bool operator==(const JournalEntry&) const = default;
};

struct JournalHead {
    std::string authority;
    Day day;
    std::uint64_t number = 0;
    std::string hash;
};

// What the first entry of a chain stands on.
std::string hash_before_first(std::string_view authority);
std::string hash_of(const JournalEntry& entry);

std::optional<JournalEntry> last_entry(Database& database, std::string_view authority);
// What single rows are written under, by what they are about.
inline constexpr std::string_view put_verb = "put";
inline constexpr std::string_view apply_verb = "apply";
inline constexpr std::string_view create_authority_verb = "create_authority";
inline constexpr std::string_view withdraw_verb = "withdraw";
inline constexpr std::string_view put_access_verb = "put_access";
inline constexpr std::string_view withdraw_access_verb = "withdraw_access";

// The last entry that wrote records; 0 where none did.
std::uint64_t last_change(Database& database, std::string_view authority);
// The last entry that wrote who may do what; 0 where none did.
std::uint64_t last_access_change(Database& database, std::string_view authority);
std::vector<JournalEntry> entries_after(Database& database, std::string_view authority, std::uint64_t number,
                                        std::size_t limit);

// Entries that somebody looks for, the newest first.
struct JournalQuestion {
    std::string who;    // the name, letter by letter; empty: anybody
    std::string child;  // an entry about this child's file; empty: any
    std::string verb;   // empty: any
    Day from = Day::never();
    Day until = Day::never();  // with this day; never: no end
    bool changes = false;      // only those that wrote a record
    std::uint64_t before = 0;  // older than this entry; 0: from the last on
    std::size_t limit = 50;
};
std::vector<JournalEntry> entries_asked_for(Database& database, std::string_view authority,
                                            const JournalQuestion& question);
std::vector<std::string> chains(Database& database);
std::vector<JournalHead> heads(Database& database);

// When the next entry is to be dated: `at`, or just after the last one where a clock went back a little.
Result<Moment> moment_of_next(const std::optional<JournalEntry>& last, Moment at);

// Writes the entry after the last one. REQUIRES: a write transaction; entry.at as moment_of_next() gave it.
JournalEntry append(Database& database, const std::optional<JournalEntry>& last, JournalEntry entry);

}  // namespace footprint::store
