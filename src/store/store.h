// The store: every record of every authority in versions, and the journal that tells who wrote what.
//
// In      records as they should be from now on; who says so, when and why
// Out     records as they are, or as they were known at a moment; what was changed
// Units   moments in UTC; a version is the number of the journal entry that wrote it, an authority's own
//         count
// Shape   all of a call is written, or nothing; what was acknowledged outlives a crash; nothing is ever
//         overwritten
// Errors  Problem: no such authority, changed meanwhile, a newer program's database. Fault: disk, lock,
//         damage
// Source  docs/decisions/versions.md; docs/operating/store.md
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.h"
#include "base/result.h"
#include "care/account.h"
#include "care/records.h"
#include "store/change_set.h"
#include "store/journal.h"
#include "store/sign_ins.h"
#include "store/versions.h"

namespace footprint::store {

enum class OpenMode {
    existing,  // must be there, and up to date
    create,    // made where it is not there
};

struct Author {
    std::string name;
};

struct TableCount {
    std::string_view table;
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t unchanged = 0;
};

struct Applied {
    std::uint64_t version = 0;  // the authority's data version from now on
    bool changed = false;       // false: all of it was known already
    std::vector<TableCount> tables;
};

// What somebody did without writing a record.
struct Noted {
    Author who;
    std::string verb;
    std::string what;
    std::string why;
    Moment at;
};

// Whose session a token stands for, and how new what is held in memory must be.
struct LookedUp {
    std::optional<Session> session;
    std::uint64_t data_version = 0;
    std::uint64_t access_version = 0;
};

// What stands against a write or a destruction, looked at when nobody else can write any more: who may do
// what and what is held, and the number of the last write of records.
using LastLook =
    std::function<std::optional<Problem>(const care::AccessLists& lists, std::uint64_t data_version)>;

template <class Row>
struct Version {
    Row row;
    StoredVersion stored;
};

// To be used by any number of threads: reads go side by side, writes one after the other.
class Store {
  public:
    // url: sqlite:PATH or postgres:CONNECTION
    static Result<std::unique_ptr<Store>> open(const std::string& url, OpenMode mode);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    std::vector<care::Authority> authorities();
    Result<Done> create_authority(const care::Authority& authority, const Author& author, Moment at);

    // Settled records, as they were known at the moment.
    Result<care::Records> load(const std::string& authority, Moment known_at = end_of_time);
    // The number of the last write; a cache of the records is good for as long as it stays the same. 0: none
    // yet.
    std::uint64_t data_version(const std::string& authority);

    // Brings records that were loaded as of a version up to what is current; their version from now on.
    // Nothing where they must be loaded anew.
    std::optional<std::uint64_t> bring_up_to_date(const std::string& authority, care::Records& records,
                                                  std::uint64_t version);

    // Who may do what now, and the number of its last change.
    care::AccessLists load_access(const std::string& authority);
    std::uint64_t access_version(const std::string& authority);

    // Lays newer records over those that are known. What they do not mention stays. REQUIRES: settled.
    Result<Applied> apply(const std::string& authority, const care::Records& newer, const Author& author,
                          const std::string& why, Moment at);

    // All rows of the set, or none; the records' version from now on. What is no different from what is there
    // is not written again, so that the same set twice is written once. The last look is for what no single
    // row can tell; without one, the rows decide.
    Result<std::uint64_t> write(const std::string& authority, const ChangeSet& changes, const Author& author,
                                const std::string& why, Moment at, const LastLook& last_look = {});
    // One row, whose child is numbered as in `records`. Expected: the version that was changed; 0 where there
    // was none. Yields the row's version from now on; a row that is no different from the current one is not
    // written again.
    template <class Row>
    Result<std::uint64_t> put(const std::string& authority, const care::Records& records, const Row& row,
                              std::uint64_t expected, const Author& author, const std::string& why,
                              Moment at);
    // Says that the row is no more; its versions stay.
    template <class Row>
    Result<std::uint64_t> withdraw(const std::string& authority, const care::Records& records, const Row& row,
                                   std::uint64_t expected, const Author& author, const std::string& why,
                                   Moment at);
    // All versions that were ever written about a child, of one kind of record; by row, oldest first.
    template <class Row>
    std::vector<Version<Row>> versions_about(const std::string& authority, const care::Records& records,
                                             const std::string& child);
    // All versions of the row that has the key of `like`, oldest first; none where there never was one.
    template <class Row>
    std::vector<Version<Row>> versions_of(const std::string& authority, const care::Records& records,
                                          const Row& like);

    // Notes what somebody did without writing a record, as opening a child's file; the authority may be
    // empty, for what concerns the database. Yields the entry with its hash.
    Result<JournalEntry> note(const std::string& authority, const std::string& verb, const std::string& what,
                              const std::string& why, const Author& author, Moment at);
    std::vector<JournalEntry> journal(const std::string& authority, std::uint64_t after = 0,
                                      std::size_t limit = 1000);
    // Several of them in one go, one entry each.
    Result<Done> note_all(const std::string& authority, const std::vector<Noted>& notes);
    std::vector<JournalEntry> journal(const std::string& authority, const JournalQuestion& question);

    // What signing in needs, and drafts: see store/sign_ins.h. Work that changes may be done again from its
    // start.
    void read_sign_ins(const std::string& authority, const std::function<void(Database&)>& work);
    void change_sign_ins(const std::string& authority, const std::function<void(Database&)>& work);
    // What a request is answered by, out of one moment.
    LookedUp look_up(const std::string& authority, const std::string& token_hash);

    // Destroys all that is kept about a child, of now and of earlier: nothing of it can be read again. Yields
    // how many rows went. Whether it may be destroyed is the last look's to say: see casework/retention.h.
    Result<std::size_t> destroy(const std::string& authority, const std::string& child, const Author& author,
                                const std::string& why, Moment at, const LastLook& last_look);
    std::set<std::string> destroyed(const std::string& authority);

    // The last entry of each day of each chain: to be kept somewhere else too.
    std::vector<JournalHead> journal_heads();

    // Walks all chains and all versions. Empty: whole. Else the places of what was removed, changed, added or
    // moved. Kept: heads that were written down elsewhere, each of which must still be in its chain; so it
    // shows when the end of a chain was cut off together with its head.
    Problems verify(const std::vector<JournalHead>& kept = {});
    // A verified copy in one file, made while others write. A Problem where there is such a file already.
    Result<Done> backup(const std::string& path);

  private:
    struct Inside;
    explicit Store(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// Puts a copy in the database's place, once it is proved whole; what was there is kept beside it as
// PATH.before-restore. On a server: into a database that holds nothing yet.
Result<Done> restore(const std::string& url, const std::string& file);

// Takes the steps that an older database lacks, all or none; their names. Dry run: only their names.
Result<std::vector<std::string>> migrate(const std::string& url, bool dry_run);

}  // namespace footprint::store
