#include "store/verify.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "store/destruction.h"
#include "store/journal.h"
#include "store/versions.h"

namespace footprint::store {

namespace {

constexpr std::size_t most_problems = 200;
constexpr std::size_t entries_at_once = 2000;

bool same_key(const TableShape& shape, const Cells& a, const Cells& b) {
    return std::all_of(shape.keys.begin(), shape.keys.end(),
                       [&](std::size_t place) { return a[place] == b[place]; });
}

// Walks over one authority's part of the database.
class Walk {
  public:
    Walk(Database& database, std::string authority, Problems& found)
        : database_(&database), authority_(std::move(authority)), found_(&found) {}

    void journal();
    void day_heads(const std::vector<JournalHead>& all);
    void table(const TableShape& shape);
    void contents();

  private:
    void report(const std::string& where, const std::string& message) {
        if (found_->size() < most_problems)
            found_->push_back({Problem::Kind::conflict, {"", 0, 0, where}, message});
    }
    std::string entry_place(std::uint64_t number) const {
        return "journal " + (authority_.empty() ? "of the database" : authority_) + " entry " +
               std::to_string(number);
    }
    void entry(const JournalEntry& entry);
    void version(const TableShape& shape, const std::string& key, const StoredVersion& row);
    void follows(const TableShape& shape, const std::string& key, const StoredVersion& before,
                 const StoredVersion* next);

    Database* database_;
    std::string authority_;
    Problems* found_;
    std::map<std::uint64_t, JournalEntry> entries_;
    std::map<std::uint64_t, Contents> written_;
};

void Walk::entry(const JournalEntry& entry) {
    const std::string place = entry_place(entry.number);
    const JournalEntry* before = entries_.empty() ? nullptr : &entries_.rbegin()->second;
    const std::uint64_t expected = before == nullptr ? 1 : before->number + 1;
    const std::string hash_before = before == nullptr ? hash_before_first(authority_) : before->hash;
    if (entry.number != expected) {
        report(entry_place(expected), "Entry " + std::to_string(expected) +
                                          " is missing: it was removed. The next one there is " +
                                          std::to_string(entry.number) + ".");
    } else if (entry.previous != hash_before) {
        report(place,
               "This entry does not follow the one before it: one of the two was changed, put in or moved.");
    }
    if (hash_of(entry) != entry.hash)
        report(place, "This entry is not what was written: it was changed, put in or moved.");
    if (before != nullptr && entry.at <= before->at)
        report(place, "This entry is not later than the one before it.");
    entries_.emplace(entry.number, entry);
}

void Walk::journal() {
    std::uint64_t after = 0;
    for (;;) {
        const auto entries = entries_after(*database_, authority_, after, entries_at_once);
        if (entries.empty()) return;
        for (const JournalEntry& one : entries) entry(one);
        after = entries.back().number;
    }
}

void Walk::day_heads(const std::vector<JournalHead>& all) {
    std::map<Day, const JournalEntry*> last_of_day;
    for (const auto& [number, one] : entries_) last_of_day[day_of(one.at)] = &one;
    for (const JournalHead& head : all) {
        if (head.authority != authority_) continue;
        const auto last = last_of_day.find(head.day);
        if (last == last_of_day.end() || last->second->number < head.number) {
            report(entry_place(head.number), "Entry " + std::to_string(head.number) + " was the last of " +
                                                 iso(head.day) + " and is missing: it was removed.");
        } else if (last->second->number != head.number || last->second->hash != head.hash) {
            report(entry_place(last->second->number),
                   "The last entry of " + iso(head.day) + " should be number " + std::to_string(head.number) +
                       " with the hash that was kept: an entry was put in or changed.");
        }
        if (last != last_of_day.end()) last_of_day.erase(last);
    }
    for (const auto& [day, one] : last_of_day)
        report(entry_place(one->number),
               "The head of " + iso(day) + " is missing: it was removed, or entries were put in.");
}

void Walk::version(const TableShape& shape, const std::string& key, const StoredVersion& row) {
    const std::string place =
        std::string(shape.table) + ' ' + key + " version " + std::to_string(row.version);
    const auto entry = entries_.find(row.version);
    if (entry == entries_.end() || entry->second.contents.empty()) {
        report(place, "No entry of the journal wrote this version: it was put in, or the entry was removed.");
        return;
    }
    if (row.recorded_at != entry->second.at || row.recorded_by != entry->second.who ||
        row.recorded_why != entry->second.why)
        report(place, "Who wrote this version, when or why is not what the journal says: it was changed.");
    if (shape.table == care::Describe<Remains>::table && entry->second.verb != destroy_verb)
        report(place, "Only a destruction leaves remains: it was put in.");
}

void Walk::follows(const TableShape& shape, const std::string& key, const StoredVersion& before,
                   const StoredVersion* next) {
    const std::string place =
        std::string(shape.table) + ' ' + key + " version " + std::to_string(before.version);
    if (next == nullptr) {
        if (before.replaced_at)
            report(place, "The last version is not the current one: a newer one was removed.");
    } else if (before.replaced_at != next->recorded_at) {
        report(place,
               "This version does not end where the next one begins: one was removed, put in or changed.");
    }
}

void Walk::table(const TableShape& shape) {
    const auto rows = database_->prepare(select_all(shape));
    rows->bind(1, authority_);
    Cells cells;
    Cells cells_before;
    std::string key;
    std::optional<StoredVersion> before;
    while (rows->step()) {
        read_cells(*rows, shape, cells);
        const StoredVersion row = read_version(*rows, shape);
        if (before) follows(shape, key, *before, same_key(shape, cells_before, cells) ? &row : nullptr);
        key = key_text(shape, cells);
        version(shape, key, row);
        const Stamp stamp{authority_, row.version, row.recorded_at, row.recorded_by, row.recorded_why};
        written_[row.version].add(shape.table, fingerprint_of(shape, stamp, row.withdrawn, cells));
        before = row;
        std::swap(cells_before, cells);
    }
    if (before) follows(shape, key, *before, nullptr);
    for (auto& [number, contents] : written_) contents.close(shape.table);
}

// What was destroyed left a trace of its own, which the entry that tells of it covers.
void Walk::contents() {
    const auto remains = remains_of(*database_, authority_);
    for (const auto& [number, one] : entries_) {
        const auto written = written_.find(number);
        const std::string found = written == written_.end() ? std::string() : written->second.finish();
        const auto left = remains.find(number);
        if (found != (left == remains.end() ? one.contents : left->second))
            report(entry_place(number), "What this entry wrote (" + one.what +
                                            ") is not what is there now: rows were "
                                            "changed, removed or put in.");
    }
}

// What was written down elsewhere must still be in its chain. Entries may have come after it, on the same day
// too.
void verify_kept(Database& database, const std::vector<JournalHead>& kept, Problems& found) {
    for (const JournalHead& head : kept) {
        const std::string place = "journal " + (head.authority.empty() ? "of the database" : head.authority) +
                                  " entry " + std::to_string(head.number);
        const auto report = [&](const std::string& message) {
            if (found.size() < most_problems)
                found.push_back({Problem::Kind::conflict, {"", 0, 0, place}, message});
        };
        const std::string said = "Entry " + std::to_string(head.number) + " was the last of " +
                                 iso(head.day) + " when the heads were written down";
        const auto entries = head.number == 0 ? std::vector<JournalEntry>()
                                              : entries_after(database, head.authority, head.number - 1, 1);
        if (entries.empty() || entries.front().number != head.number) {
            report(said + ", and is missing: it was removed, with all that came after it.");
        } else if (entries.front().hash != head.hash || day_of(entries.front().at) != head.day) {
            report(said + ", with another hash: it was changed since, or one before it was.");
        }
    }
}

}  // namespace

std::set<std::string> authorities_anywhere(Database& database) {
    const auto in_journal = chains(database);
    std::set<std::string> all(in_journal.begin(), in_journal.end());
    for (const TableShape* shape : all_shapes()) {
        const auto select = database.prepare("SELECT DISTINCT authority FROM " + in_sql(shape->table));
        while (select->step()) all.emplace(select->text(0));
    }
    return all;
}

void verify_rows(Database& database, Problems& found) {
    const auto all_heads = heads(database);
    for (const std::string& authority : authorities_anywhere(database)) {
        Walk walk(database, authority, found);
        walk.journal();
        walk.day_heads(all_heads);
        for (const TableShape* shape : all_shapes()) walk.table(*shape);
        walk.contents();
    }
}

Problems verify(Backend& backend, const std::vector<JournalHead>& kept) {
    Problems found;
    try {
        found = backend.damage();
        const auto database = backend.connect(Access::read);
        const Transaction reading(*database, Access::read, Scope::all());
        verify_rows(*database, found);
        verify_kept(*database, kept, found);
    } catch (const Fault& fault) {
        found.push_back({Problem::Kind::unreadable, {backend.place(), 0, 0, "file"}, fault.what()});
    }
    return found;
}

}  // namespace footprint::store
