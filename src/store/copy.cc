#include "store/copy.h"

#include "store/journal.h"
#include "store/migrations.h"
#include "store/outbox.h"
#include "store/sign_ins.h"
#include "store/sqlite.h"
#include "store/verify.h"
#include "store/versions.h"

namespace footprint::store {

namespace {

constexpr std::size_t entries_at_once = 2000;

void copy_journal(Database& from, Database& into, const std::string& authority) {
    const auto sink = into.insert_into("journal", {"authority", "number", "recorded_at", "who", "verb",
                                                   "what", "why", "contents", "previous", "hash"});
    std::uint64_t after = 0;
    for (;;) {
        const auto entries = entries_after(from, authority, after, entries_at_once);
        if (entries.empty()) break;
        for (const JournalEntry& entry : entries) {
            sink->add(std::string_view(entry.authority));
            sink->add(static_cast<std::int64_t>(entry.number));
            sink->add(entry.at.micros);
            for (const auto* text : {&entry.who, &entry.verb, &entry.what, &entry.why, &entry.contents,
                                     &entry.previous, &entry.hash})
                sink->add(std::string_view(*text));
            sink->end_row();
        }
        after = entries.back().number;
    }
    sink->finish();
}

void copy_heads(const std::vector<JournalHead>& all, Database& into, const std::string& authority) {
    const auto sink = into.insert_into("journal_heads", {"authority", "day", "number", "hash"});
    for (const JournalHead& head : all) {
        if (head.authority != authority) continue;
        sink->add(std::string_view(head.authority));
        sink->add(Cell{Cell::Kind::day, false, head.day.count(), 0, {}});
        sink->add(static_cast<std::int64_t>(head.number));
        sink->add(std::string_view(head.hash));
        sink->end_row();
    }
    sink->finish();
}

void copy_table(Database& from, Database& into, const std::string& authority, const TableShape& shape) {
    const auto rows = from.prepare(select_all(shape));
    rows->bind(1, authority);
    const auto sink = into.insert_into(shape.table, columns_written(shape));
    Cells cells;
    while (rows->step()) {
        read_cells(*rows, shape, cells);
        add_row(*sink, authority, cells, read_version(*rows, shape));
    }
    sink->finish();
}

// Rows that are overwritten rather than kept in versions; sessions and failed tries stay behind.
void copy_plain(Database& from, Database& into, const std::string& authority, std::string_view table,
                const std::vector<Column>& columns) {
    std::string names;
    std::vector<std::string_view> written = {"authority"};
    for (const Column& column : columns) {
        names += (names.empty() ? "" : ", ") + std::string(column.name);
        written.push_back(column.name);
    }
    const auto rows =
        from.prepare("SELECT " + names + " FROM " + std::string(table) + " WHERE authority = $1");
    rows->bind(1, authority);
    const auto sink = into.insert_into(table, written);
    while (rows->step()) {
        sink->add(std::string_view(authority));
        for (int at = 0; at < static_cast<int>(columns.size()); ++at) {
            if (columns[static_cast<std::size_t>(at)].kind == Cell::Kind::number) {
                sink->add(rows->number(at).value_or(0));
            } else {
                sink->add(rows->text(at));
            }
        }
        sink->end_row();
    }
    sink->finish();
}

}  // namespace

void copy_rows(Database& from, Database& into) {
    const auto all_heads = heads(from);
    for (const std::string& authority : authorities_anywhere(from)) {
        into.turn_to(Scope::of(authority));
        copy_journal(from, into, authority);
        copy_heads(all_heads, into, authority);
        for (const TableShape* shape : all_shapes()) copy_table(from, into, authority, *shape);
        copy_plain(from, into, authority, "credentials", credential_columns());
        copy_plain(from, into, authority, "drafts", draft_columns());
        copy_plain(from, into, authority, "calendar_addresses", calendar_columns());
        copy_plain(from, into, authority, "outbox", letter_columns());
        copy_plain(from, into, authority, "mail_wishes", wish_columns());
    }
}

Result<Done> copy_into_file(Database& from, const std::string& path) {
    auto file = open_sqlite(path, SqliteFile::create);
    if (!file) return file.problems();
    const auto into = (*file)->connect(Access::write);
    Transaction writing(*into, Access::write, Scope::all());
    take(*into, shipped_migrations((*file)->migrations()));
    copy_rows(from, *into);
    writing.commit();
    return Done{};
}

}  // namespace footprint::store
