#include "store/store.h"

#include <algorithm>
#include <mutex>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "care/difference.h"
#include "store/connections.h"
#include "store/destruction.h"
#include "store/files.h"
#include "store/load.h"
#include "store/newer.h"
#include "store/repeated.h"
#include "store/verify.h"

namespace footprint::store {

namespace {

Problem no_such_authority(const std::string& authority) {
    return {Problem::Kind::not_found,
            {},
            "There is no authority '" + authority + "' in the database. Make one with 'footprint init'."};
}

Problem no_such_child(const std::string& child) {
    return {Problem::Kind::not_found, {}, "There is no child '" + child + "'. Look up the id and try again."};
}

Problem without_author() {
    return {Problem::Kind::missing,
            {},
            "Nobody is named as the one who writes this. Sign in, or say who you are."};
}

}  // namespace

struct Store::Inside {
    explicit Inside(std::unique_ptr<Backend> backend) : connections(std::move(backend)) {}
    Connections connections;

    // Does what writes to an authority in a transaction of its own, again where somebody else was faster.
    template <class Work>
    auto write(const std::string& authority, Work&& work) {
        return repeated([&] {
            Connections::Writing writing(connections, Scope::of(authority));
            return work(writing);
        });
    }
    Result<std::uint64_t> write_one(const OneRow& row, const Author& author, const std::string& why,
                                    Moment at);
};

namespace {

// A text that some database could not keep.
std::optional<Problem> no_text(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts)
        if (!is_valid_utf8(text) || text.find('\0') != std::string_view::npos)
            return Problem{
                Problem::Kind::unreadable,
                {},
                "What is to be written into the journal holds bytes that are no text. Write it as UTF-8."};
    return std::nullopt;
}

// One entry of the journal in the making, with all that it writes.
class Change {
  public:
    // REQUIRES: nothing was read yet. Whoever writes between this first look at the chain and the commit
    // takes the entry's number, so that no change is ever based on rows that are no more.
    static Result<Change> begin(Connections::Writing& writing, const std::string& authority,
                                const Author& author, const std::string& why, Moment at) {
        if (author.name.empty()) return without_author();
        if (auto problem = no_text({author.name, why})) return *problem;
        auto last = last_entry(writing.database(), authority);
        const auto moment = moment_of_next(last, at);
        if (!moment) return moment.problems();
        Stamp stamp{authority, last ? last->number + 1 : 1, *moment, author.name, why};
        return Change(writing, std::move(last), std::move(stamp));
    }

    VersionWriter writer(const TableShape& shape) {
        return VersionWriter(writing_->database(), shape, stamp_, contents_);
    }
    const Stamp& stamp() const { return stamp_; }

    // Writes the entry and makes all of it last.
    JournalEntry commit(const std::string& verb, const std::string& what) {
        JournalEntry entry;
        entry.authority = stamp_.authority;
        entry.at = stamp_.at;
        entry.who = stamp_.by;
        entry.verb = verb;
        entry.what = what;
        entry.why = stamp_.why;
        entry.contents = contents_.finish();
        entry = append(writing_->database(), last_, std::move(entry));
        writing_->commit();
        return entry;
    }

  private:
    Change(Connections::Writing& writing, std::optional<JournalEntry> last, Stamp stamp)
        : writing_(&writing), last_(std::move(last)), stamp_(std::move(stamp)) {}

    Connections::Writing* writing_;
    std::optional<JournalEntry> last_;
    Stamp stamp_;
    Contents contents_;
};

// The row whose key another one has as well, as a message; a database need not say which it was.
template <class Row>
std::string said_twice(const care::Records& newer, const std::vector<Row>& rows) {
    std::set<std::string> keys;
    Cells cells;
    for (const Row& row : rows) {
        to_cells(newer.children, row, cells);
        const std::string key = key_text(shape_of<Row>(), cells);
        if (!keys.insert(key).second)
            return std::string(shape_of<Row>().table) + " " + key + " is there twice.";
    }
    return "A row of " + std::string(shape_of<Row>().table) + " is there twice.";
}

// Writes what is new or changed in one table.
template <class Row>
Problems write_table(Change& change, const care::Records& newer, const std::vector<Row>& rows,
                     const care::TableDifference& difference) {
    if (difference.added.empty() && difference.changed.empty()) return {};
    VersionWriter writer = change.writer(shape_of<Row>());
    Cells cells;
    try {
        for (const std::uint32_t place : difference.added) {
            to_cells(newer.children, rows[place], cells);
            writer.add(cells);
        }
        for (const std::uint32_t place : difference.changed) {
            to_cells(newer.children, rows[place], cells);
            writer.replace(cells);
        }
        writer.finish();
    } catch (const Duplicate&) {
        throw Duplicate(said_twice(newer, rows) + " Leave one of the rows out; nothing was taken over.");
    }
    return writer.problems();
}

std::vector<Cells> noted_cells(const care::Records& records) {
    std::vector<Cells> all(records.noted.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        to_cells(records.children, noted_row(records.noted[i], i + 1), all[i]);
    return all;
}

// The newer list takes the older one's place; what lies beyond its end is withdrawn. An empty list says
// nothing.
Problems write_noted(Change& change, const care::Records& current, const care::Records& newer,
                     bool& changed) {
    if (newer.noted.empty()) return {};
    const auto before = noted_cells(current);
    const auto after = noted_cells(newer);
    if (before == after) return {};
    changed = true;
    VersionWriter writer = change.writer(shape_of<NotedFinding>());
    for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
        if (i >= after.size()) {
            writer.withdraw(before[i]);
        } else if (i >= before.size()) {
            writer.add(after[i]);
        } else if (before[i] != after[i]) {
            writer.replace(after[i]);
        }
    }
    writer.finish();
    return writer.problems();
}

std::string counts_text(const std::vector<TableCount>& tables) {
    JsonWriter json;
    json.open_object();
    for (const TableCount& table : tables) {
        if (table.added + table.changed == 0) continue;
        json.key(table.table).open_object();
        if (table.added > 0) json.field("added", static_cast<std::int64_t>(table.added));
        if (table.changed > 0) json.field("changed", static_cast<std::int64_t>(table.changed));
        json.close_object();
    }
    return json.close_object().take();
}

std::optional<Problem> of_another_authority(const std::string& authority, const care::Records& newer) {
    for (const care::Authority& row : newer.authority)
        if (row.code != authority)
            return Problem{Problem::Kind::conflict,
                           {},
                           "These records are of authority '" + row.code + "', not of '" + authority +
                               "'. Choose the right one with --authority."};
    return std::nullopt;
}

Result<Applied> apply_in(Connections::Writing& writing, const std::string& authority,
                         const care::Records& newer, const Author& author, const std::string& why,
                         Moment at) {
    auto change = Change::begin(writing, authority, author, why, at);
    if (!change) return change.problems();
    if (!has_authority(writing.database(), authority)) return no_such_authority(authority);
    const care::Records current = load_records(writing.database(), authority, end_of_time);
    const auto differences = care::differences(current, newer);
    Applied applied;
    for (const care::TableDifference& one : differences)
        applied.tables.push_back({one.table, one.added.size(), one.changed.size(), one.unchanged});
    Problems problems;
    const auto collect = [&](const Problems& more) {
        problems.insert(problems.end(), more.begin(), more.end());
    };
    try {
        auto next = differences.begin();
        care::for_each_table(newer, [&](const auto& table) {
            using Row = std::remove_cvref_t<decltype(table[0])>;
            if (next == differences.end() || next->table != care::Describe<Row>::table) return;
            collect(write_table(*change, newer, care::rows_of(table), *next++));
        });
        collect(write_noted(*change, current, newer, applied.changed));
    } catch (const Duplicate& twice) {
        return Problem{Problem::Kind::conflict, {}, twice.what()};
    }
    if (!problems.empty()) return problems;
    for (const TableCount& table : applied.tables)
        applied.changed = applied.changed || table.added + table.changed > 0;
    const std::uint64_t before = last_change(writing.database(), authority);
    const JournalEntry entry = change->commit(std::string(apply_verb), counts_text(applied.tables));
    applied.version = applied.changed ? entry.number : before;
    return applied;
}

}  // namespace

Store::Store(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& url, OpenMode mode) {
    auto backend = open_current(url, mode == OpenMode::create);
    if (!backend) return backend.problems();
    return std::unique_ptr<Store>(new Store(std::make_unique<Inside>(std::move(backend).value())));
}

std::vector<care::Authority> Store::authorities() {
    Connections::Reading reading(inside_->connections, Scope::all());
    return load_authorities(reading.database());
}

Result<Done> Store::create_authority(const care::Authority& authority, const Author& author, Moment at) {
    if (authority.code.empty())
        return Problem{Problem::Kind::missing, {}, "The authority has no code. Give it one, as E06000034."};
    return inside_->write(authority.code, [&](Connections::Writing& writing) -> Result<Done> {
        auto change = Change::begin(writing, authority.code, author, "", at);
        if (!change) return change.problems();
        if (has_authority(writing.database(), authority.code))
            return Problem{Problem::Kind::conflict,
                           {},
                           "There is an authority '" + authority.code +
                               "' in the database already. Choose another code, or import into it."};
        VersionWriter writer = change->writer(shape_of<care::Authority>());
        Cells cells;
        to_cells({}, authority, cells);
        writer.add(cells);
        writer.finish();
        if (!writer.problems().empty()) return writer.problems();
        change->commit(std::string(create_authority_verb), authority.code);
        return Done{};
    });
}

Result<care::Records> Store::load(const std::string& authority, Moment known_at) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    if (!has_authority(reading.database(), authority)) return no_such_authority(authority);
    return load_records(reading.database(), authority, known_at);
}

std::optional<std::uint64_t> Store::bring_up_to_date(const std::string& authority, care::Records& records,
                                                     std::uint64_t version) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    return store::bring_up_to_date(reading.database(), authority, records, version);
}

care::AccessLists Store::load_access(const std::string& authority) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    return store::load_access(reading.database(), authority);
}

std::uint64_t Store::access_version(const std::string& authority) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    return last_access_change(reading.database(), authority);
}

std::uint64_t Store::data_version(const std::string& authority) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    return last_change(reading.database(), authority);
}

Result<Applied> Store::apply(const std::string& authority, const care::Records& newer, const Author& author,
                             const std::string& why, Moment at) {
    if (auto other = of_another_authority(authority, newer)) return *other;
    return inside_->write(authority, [&](Connections::Writing& writing) {
        return apply_in(writing, authority, newer, author, why, at);
    });
}

// Those rows of a set that are not there yet as they are to be. Problems: somebody else was first.
Result<std::vector<OneRow>> rows_to_write(Database& database, const std::string& authority,
                                          const std::vector<OneRow>& rows) {
    std::vector<OneRow> left;
    Problems problems;
    for (OneRow row : rows) {
        row.authority = authority;
        if (!row.child.empty() && !has_child(database, authority, row.child))
            problems.push_back(no_such_child(row.child));
        const auto current = find_current(database, row);
        const bool is_there = current && !current->stored.withdrawn;
        if (row.withdraws ? !is_there : is_there && current->is_same_as(row)) continue;
        if (auto problem = overtakes(row, current)) problems.push_back(std::move(*problem));
        left.push_back(std::move(row));
    }
    if (!problems.empty()) return problems;
    // One writer a table.
    std::stable_sort(left.begin(), left.end(),
                     [](const OneRow& a, const OneRow& b) { return a.shape->table < b.shape->table; });
    return left;
}

Problems write_rows(Change& change, const std::vector<OneRow>& rows) {
    Problems problems;
    for (auto row = rows.begin(); row != rows.end();) {
        VersionWriter writer = change.writer(*row->shape);
        const TableShape* const shape = row->shape;
        for (; row != rows.end() && row->shape == shape; ++row)
            row->withdraws ? writer.withdraw(row->cells) : writer.replace(row->cells);
        writer.finish();
        problems.insert(problems.end(), writer.problems().begin(), writer.problems().end());
    }
    return problems;
}

Result<std::uint64_t> Store::write(const std::string& authority, const ChangeSet& changes,
                                   const Author& author, const std::string& why, Moment at,
                                   const LastLook& last_look) {
    return inside_->write(authority, [&](Connections::Writing& writing) -> Result<std::uint64_t> {
        auto change = Change::begin(writing, authority, author, why, at);
        if (!change) return change.problems();
        if (!has_authority(writing.database(), authority)) return no_such_authority(authority);
        // From the entry's number on nobody else writes.
        if (last_look)
            if (auto problem = last_look(store::load_access(writing.database(), authority),
                                         last_change(writing.database(), authority)))
                return *problem;
        const auto rows = rows_to_write(writing.database(), authority, changes.rows());
        if (!rows) return rows.problems();
        if (rows->empty()) return last_change(writing.database(), authority);
        if (Problems problems = write_rows(*change, *rows); !problems.empty()) return problems;
        return change->commit(changes.verb(), changes.what()).number;
    });
}

Result<std::uint64_t> Store::Inside::write_one(const OneRow& row, const Author& author,
                                               const std::string& why, Moment at) {
    return write(row.authority, [&](Connections::Writing& writing) -> Result<std::uint64_t> {
        auto change = Change::begin(writing, row.authority, author, why, at);
        if (!change) return change.problems();
        if (!has_authority(writing.database(), row.authority)) return no_such_authority(row.authority);
        if (!row.child.empty() && !has_child(writing.database(), row.authority, row.child))
            return no_such_child(row.child);
        const auto current = find_current(writing.database(), row);
        if (auto problem = stands_against(row, current)) return *problem;
        if (!row.withdraws && current && current->is_same_as(row)) return current->stored.version;
        VersionWriter writer = change->writer(*row.shape);
        row.withdraws ? writer.withdraw(current->cells) : writer.replace(row.cells);
        writer.finish();
        if (!writer.problems().empty()) return writer.problems();
        const bool access = is_about_access(row.shape->table);
        const std::string_view verb = row.withdraws ? (access ? withdraw_access_verb : withdraw_verb)
                                                    : (access ? put_access_verb : put_verb);
        return change
            ->commit(std::string(verb), std::string(row.shape->table) + ' ' + key_text(*row.shape, row.cells))
            .number;
    });
}

Result<std::size_t> Store::destroy(const std::string& authority, const std::string& child,
                                   const Author& author, const std::string& why, Moment at,
                                   const LastLook& last_look) {
    return inside_->write(authority, [&](Connections::Writing& writing) -> Result<std::size_t> {
        auto change = Change::begin(writing, authority, author, why, at);
        if (!change) return change.problems();
        if (!has_child(writing.database(), authority, child)) return no_such_child(child);
        // From the entry's number on nobody else writes: what is held now is held, what is not will not be.
        if (auto problem = last_look(store::load_access(writing.database(), authority),
                                     last_change(writing.database(), authority)))
            return *problem;
        const Destroyed destroyed = destroy_child(writing.database(), authority, child);
        VersionWriter writer = change->writer(shape_of<Remains>());
        const std::vector<care::Child> nobody;
        Cells cells;
        for (const auto& [entry, contents] : destroyed.left) {
            to_cells(nobody, Remains{static_cast<int>(entry), contents}, cells);
            writer.replace(cells);
        }
        writer.finish();
        if (!writer.problems().empty()) return writer.problems();
        change->commit(std::string(destroy_verb), "child " + child);
        return destroyed.rows;
    });
}

std::set<std::string> Store::destroyed(const std::string& authority) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    return destroyed_children(reading.database(), authority);
}

template <class Row>
Result<std::uint64_t> Store::put(const std::string& authority, const care::Records& records, const Row& row,
                                 std::uint64_t expected, const Author& author, const std::string& why,
                                 Moment at) {
    return inside_->write_one(one_row(authority, records, row, expected, false), author, why, at);
}

template <class Row>
Result<std::uint64_t> Store::withdraw(const std::string& authority, const care::Records& records,
                                      const Row& row, std::uint64_t expected, const Author& author,
                                      const std::string& why, Moment at) {
    return inside_->write_one(one_row(authority, records, row, expected, true), author, why, at);
}

template <class Row>
std::vector<Version<Row>> Store::versions_of(const std::string& authority, const care::Records& records,
                                             const Row& like) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    const TableShape& shape = shape_of<Row>();
    Cells cells;
    to_cells(records.children, like, cells);
    const auto select = reading.database().prepare(select_versions(shape));
    select->bind(1, authority);
    bind_key(*select, 2, shape, cells);
    ChildrenByName children(records.children);
    std::vector<Version<Row>> all;
    while (select->step()) {
        Version<Row> version;
        from_row(*select, children, version.row);
        version.stored = read_version(*select, shape);
        all.push_back(std::move(version));
    }
    return all;
}

template <class Row>
std::vector<Version<Row>> Store::versions_about(const std::string& authority, const care::Records& records,
                                                const std::string& child) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    const TableShape& shape = shape_of<Row>();
    const std::string_view column = child_column_of(shape);
    const bool of_review =
        column.empty() && std::any_of(shape.columns.begin(), shape.columns.end(),
                                      [](const Column& one) { return one.name == "review"; });
    std::vector<Version<Row>> all;
    if (column.empty() && !of_review) return all;
    const auto select =
        reading.database().prepare(select_where(shape, of_review ? std::string_view("review") : column));
    const std::set<std::string> wanted =
        of_review ? reviews_of(reading.database(), authority, child) : std::set<std::string>{child};
    ChildrenByName children(records.children);
    for (const std::string& value : wanted) {
        select->bind(1, authority);
        select->bind(2, value);
        while (select->step()) {
            Version<Row> version;
            from_row(*select, children, version.row);
            version.stored = read_version(*select, shape);
            all.push_back(std::move(version));
        }
    }
    return all;
}

Result<JournalEntry> Store::note(const std::string& authority, const std::string& verb,
                                 const std::string& what, const std::string& why, const Author& author,
                                 Moment at) {
    if (auto problem = no_text({authority, verb, what})) return *problem;
    return inside_->write(authority, [&](Connections::Writing& writing) -> Result<JournalEntry> {
        auto change = Change::begin(writing, authority, author, why, at);
        if (!change) return change.problems();
        if (!authority.empty() && !has_authority(writing.database(), authority))
            return no_such_authority(authority);
        return change->commit(verb, what);
    });
}

std::vector<JournalEntry> Store::journal(const std::string& authority, std::uint64_t after,
                                         std::size_t limit) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    return entries_after(reading.database(), authority, after, limit);
}

Result<Done> Store::note_all(const std::string& authority, const std::vector<Noted>& notes) {
    return inside_->write(authority, [&](Connections::Writing& writing) -> Result<Done> {
        auto last = last_entry(writing.database(), authority);
        for (const Noted& note : notes) {
            if (auto problem = no_text({note.who.name, note.verb, note.what, note.why})) return *problem;
            const auto moment = moment_of_next(last, note.at);
            if (!moment) return moment.problems();
            last = append(writing.database(), last,
                          {authority, 0, *moment, note.who.name, note.verb, note.what, note.why, {}, {}, {}});
        }
        writing.commit();
        return Done{};
    });
}

std::vector<JournalEntry> Store::journal(const std::string& authority, const JournalQuestion& question) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    return entries_asked_for(reading.database(), authority, question);
}

void Store::read_sign_ins(const std::string& authority, const std::function<void(Database&)>& work) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    work(reading.database());
}

void Store::change_sign_ins(const std::string& authority, const std::function<void(Database&)>& work) {
    inside_->write(authority, [&](Connections::Writing& writing) {
        work(writing.database());
        writing.commit();
        return Done{};
    });
}

LookedUp Store::look_up(const std::string& authority, const std::string& token_hash) {
    Connections::Reading reading(inside_->connections, Scope::of(authority));
    return {find_session(reading.database(), authority, token_hash),
            last_change(reading.database(), authority), last_access_change(reading.database(), authority)};
}

std::vector<JournalHead> Store::journal_heads() {
    Connections::Reading reading(inside_->connections, Scope::all());
    return heads(reading.database());
}

Problems Store::verify(const std::vector<JournalHead>& kept) {
    return store::verify(inside_->connections.backend(), kept);
}

Result<Done> Store::backup(const std::string& path) {
    return copy_verified(inside_->connections.backend(), path);
}

#define FOOTPRINT_STORED(Row)                                                                               \
    template Result<std::uint64_t> Store::put<Row>(const std::string&, const care::Records&, const Row&,    \
                                                   std::uint64_t, const Author&, const std::string&,        \
                                                   Moment);                                                 \
    template Result<std::uint64_t> Store::withdraw<Row>(const std::string&, const care::Records&,           \
                                                        const Row&, std::uint64_t, const Author&,           \
                                                        const std::string&, Moment);                        \
    template std::vector<Version<Row>> Store::versions_of<Row>(const std::string&, const care::Records&,    \
                                                               const Row&);                                 \
    template std::vector<Version<Row>> Store::versions_about<Row>(const std::string&, const care::Records&, \
                                                                  const std::string&);

FOOTPRINT_STORED(care::Authority)
FOOTPRINT_STORED(care::Population)
FOOTPRINT_STORED(care::Officer)
FOOTPRINT_STORED(care::Absence)
FOOTPRINT_STORED(care::Child)
FOOTPRINT_STORED(care::ChildDetails)
FOOTPRINT_STORED(care::Episode)
FOOTPRINT_STORED(care::ReturnedReview)
FOOTPRINT_STORED(care::Uasc)
FOOTPRINT_STORED(care::HealthOfYear)
FOOTPRINT_STORED(care::CareLeaver)
FOOTPRINT_STORED(care::Adoption)
FOOTPRINT_STORED(care::AdoptionDecision)
FOOTPRINT_STORED(care::EarlierPermanence)
FOOTPRINT_STORED(care::MissingEpisode)
FOOTPRINT_STORED(care::WorkerEpisode)
FOOTPRINT_STORED(care::DeprivationOfLiberty)
FOOTPRINT_STORED(care::Supervision)
FOOTPRINT_STORED(care::Allocation)
FOOTPRINT_STORED(care::ReviewDetails)
FOOTPRINT_STORED(care::Midway)
FOOTPRINT_STORED(care::Contact)
FOOTPRINT_STORED(care::SignificantEvent)
FOOTPRINT_STORED(care::Conference)
FOOTPRINT_STORED(care::Proceedings)
FOOTPRINT_STORED(care::Hearing)
FOOTPRINT_STORED(care::PermanenceStep)
FOOTPRINT_STORED(care::Sibling)
FOOTPRINT_STORED(care::Wish)
FOOTPRINT_STORED(care::StoodDown)
FOOTPRINT_STORED(care::Attendance)
FOOTPRINT_STORED(care::Decision)
FOOTPRINT_STORED(care::Objection)
FOOTPRINT_STORED(care::ReviewRecord)
FOOTPRINT_STORED(care::Recipient)
FOOTPRINT_STORED(care::Account)
FOOTPRINT_STORED(care::FileReader)
FOOTPRINT_STORED(care::EmergencyOpening)
FOOTPRINT_STORED(care::LegalHold)
#undef FOOTPRINT_STORED

}  // namespace footprint::store
