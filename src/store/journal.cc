#include "store/journal.h"

#include <variant>

#include "store/digest.h"

namespace footprint::store {

namespace {

constexpr std::string_view columns =
    "authority, number, recorded_at, who, verb, what, why, contents, previous, hash";

// How far a clock may go back without anybody being told, as when it is set right over the network.
constexpr std::int64_t clock_error_micros = std::int64_t{3600} * 1'000'000;

JournalEntry read_entry(Statement& row) {
    JournalEntry entry;
    entry.authority = row.text(0);
    entry.number = static_cast<std::uint64_t>(row.number(1).value_or(0));
    entry.at = {row.number(2).value_or(0)};
    entry.who = row.text(3);
    entry.verb = row.text(4);
    entry.what = row.text(5);
    entry.why = row.text(6);
    entry.contents = row.text(7);
    entry.previous = row.text(8);
    entry.hash = row.text(9);
    return entry;
}

void move_head(Database& database, const JournalEntry& entry) {
    const auto upsert = database.prepare(
        "INSERT INTO journal_heads (authority, day, number, hash) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (authority, day) DO UPDATE SET number = excluded.number, hash = excluded.hash");
    upsert->bind(1, entry.authority);
    Cell day{Cell::Kind::day, false, day_of(entry.at).count(), 0, {}};
    upsert->bind(2, day);
    upsert->bind(3, static_cast<std::int64_t>(entry.number));
    upsert->bind(4, entry.hash);
    upsert->execute();
}

}  // namespace

std::string hash_before_first(std::string_view authority) {
    return hex(Digest().add("footprint journal").add(authority).finish());
}

std::string hash_of(const JournalEntry& entry) {
    Digest digest;
    digest.add(entry.previous)
        .add(entry.authority)
        .add(static_cast<std::int64_t>(entry.number))
        .add(entry.at.micros);
    digest.add(entry.who).add(entry.verb).add(entry.what).add(entry.why).add(entry.contents);
    return hex(digest.finish());
}

std::optional<JournalEntry> last_entry(Database& database, std::string_view authority) {
    const auto select = database.prepare("SELECT " + std::string(columns) +
                                         " FROM journal WHERE authority = $1 ORDER BY number DESC LIMIT 1");
    select->bind(1, authority);
    if (!select->step()) return std::nullopt;
    return read_entry(*select);
}

namespace {

std::uint64_t newest_in(Database& database, std::string_view view, std::string_view authority) {
    const auto select = database.prepare("SELECT number FROM " + std::string(view) +
                                         " WHERE authority = $1 ORDER BY number DESC LIMIT 1");
    select->bind(1, authority);
    return select->step() ? static_cast<std::uint64_t>(select->number(0).value_or(0)) : 0;
}

}  // namespace

std::uint64_t last_change(Database& database, std::string_view authority) {
    return newest_in(database, "record_changes", authority);
}

std::uint64_t last_access_change(Database& database, std::string_view authority) {
    return newest_in(database, "access_changes", authority);
}

std::vector<JournalEntry> entries_after(Database& database, std::string_view authority, std::uint64_t number,
                                        std::size_t limit) {
    const auto select =
        database.prepare("SELECT " + std::string(columns) +
                         " FROM journal WHERE authority = $1 AND number > $2 ORDER BY number LIMIT $3");
    select->bind(1, authority);
    select->bind(2, static_cast<std::int64_t>(number));
    select->bind(3, static_cast<std::int64_t>(limit));
    std::vector<JournalEntry> entries;
    while (select->step()) entries.push_back(read_entry(*select));
    return entries;
}

namespace {

// A text within a pattern of LIKE.
std::string for_like(std::string_view text) {
    std::string written;
    for (const char sign : text) {
        if (sign == '%' || sign == '_' || sign == '!') written += '!';
        written += sign;
    }
    return written;
}

}  // namespace

std::vector<JournalEntry> entries_asked_for(Database& database, std::string_view authority,
                                            const JournalQuestion& question) {
    std::string sql = "SELECT " + std::string(columns) +
                      (question.changes ? " FROM record_changes" : " FROM journal") + " WHERE authority = $1";
    std::vector<std::variant<std::string, std::int64_t>> values;
    const auto next = [&](auto value) {
        values.emplace_back(std::move(value));
        return "$" + std::to_string(values.size() + 1);
    };
    // What an account did at the pages, and what a command did that was bound to it.
    if (!question.who.empty()) {
        sql += " AND (who = " + next(question.who);
        sql += " OR who LIKE " + next(for_like(question.who) + " (command line%") + " ESCAPE '!')";
    }
    if (!question.verb.empty()) sql += " AND verb = " + next(question.verb);
    if (!question.child.empty()) {
        const std::string like = for_like(question.child);
        sql += " AND (what LIKE " + next("% " + like) + " ESCAPE '!'";
        sql += " OR what LIKE " + next("% " + like + " %") + " ESCAPE '!')";
    }
    if (!question.from.is_never()) sql += " AND recorded_at >= " + next(start_of(question.from).micros);
    if (!question.until.is_never()) sql += " AND recorded_at < " + next(start_of(question.until + 1).micros);
    if (question.before > 0) sql += " AND number < " + next(static_cast<std::int64_t>(question.before));
    sql += " ORDER BY number DESC LIMIT " + next(static_cast<std::int64_t>(question.limit));
    const auto select = database.prepare(sql);
    select->bind(1, authority);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int place = static_cast<int>(i) + 2;
        if (const auto* text = std::get_if<std::string>(&values[i])) {
            select->bind(place, std::string_view(*text));
        } else {
            select->bind(place, std::get<std::int64_t>(values[i]));
        }
    }
    std::vector<JournalEntry> entries;
    while (select->step()) entries.push_back(read_entry(*select));
    return entries;
}

std::vector<std::string> chains(Database& database) {
    const auto select = database.prepare(
        "SELECT authority FROM journal UNION SELECT authority FROM journal_heads ORDER BY authority");
    std::vector<std::string> all;
    while (select->step()) all.emplace_back(select->text(0));
    return all;
}

std::vector<JournalHead> heads(Database& database) {
    const auto select =
        database.prepare("SELECT authority, day, number, hash FROM journal_heads ORDER BY authority, day");
    std::vector<JournalHead> all;
    while (select->step())
        all.push_back({std::string(select->text(0)), select->day(1).value_or(Day::never()),
                       static_cast<std::uint64_t>(select->number(2).value_or(0)),
                       std::string(select->text(3))});
    return all;
}

Result<Moment> moment_of_next(const std::optional<JournalEntry>& last, Moment at) {
    if (!last || at > last->at) return at;
    if (last->at.micros - at.micros <= clock_error_micros) return Moment{last->at.micros + 1};
    return Problem{Problem::Kind::conflict,
                   {},
                   "It is " + iso(at) + " by this machine's clock, but the last entry of the journal is of " +
                       iso(last->at) + ". Set the clock right; nothing was written."};
}

JournalEntry append(Database& database, const std::optional<JournalEntry>& last, JournalEntry entry) {
    ensure(!last || (last->authority == entry.authority && entry.at > last->at),
           "an entry follows the last of its chain");
    entry.number = last ? last->number + 1 : 1;
    entry.previous = last ? last->hash : hash_before_first(entry.authority);
    entry.hash = hash_of(entry);
    const auto insert = database.prepare("INSERT INTO journal (" + std::string(columns) +
                                         ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    insert->bind(1, entry.authority);
    insert->bind(2, static_cast<std::int64_t>(entry.number));
    insert->bind(3, entry.at.micros);
    int place = 4;
    for (const auto* text :
         {&entry.who, &entry.verb, &entry.what, &entry.why, &entry.contents, &entry.previous, &entry.hash})
        insert->bind(place++, std::string_view(*text));
    try {
        insert->execute();
    } catch (const Duplicate&) {
        throw Overtaken("Somebody else wrote to authority '" + entry.authority +
                        "' at the same time. Nothing was written; try again.");
    }
    move_head(database, entry);
    return entry;
}

}  // namespace footprint::store
