// Rows in versions: none is ever overwritten, and what was known at any moment can be read again.
//
// In      cells of a row; which entry of the journal writes it, when, by whom, why
// Out     SQL to read a table as known at a moment; new versions, the older ones closed; their fingerprint
// Shape   of a key's versions each is replaced at the moment at which the next was recorded; the last is
//         current. What is no more has a current version that says so (withdrawn). A version's number is
//         its journal entry's
// Errors  text that no database could keep: Problem. A key twice in one go: Duplicate, at the row or at the
//         end; the caller rolls back
// Source  docs/decisions/versions.md
// Rows    every table of records
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/moment.h"
#include "store/digest.h"
#include "store/rows.h"

namespace footprint::store {

// What all versions that are written by one entry of the journal have in common.
struct Stamp {
    std::string authority;
    std::uint64_t version = 0;
    Moment at;
    std::string by;
    std::string why;
};

// One version of a row, with what the store says of it.
struct StoredVersion {
    std::uint64_t version = 0;
    Moment recorded_at;
    std::optional<Moment> replaced_at;  // unknown: it is the current one
    std::string recorded_by;
    std::string recorded_why;
    bool withdrawn = false;
};

// The fingerprint of all that one entry of the journal wrote, whatever the order in which it is read again.
class Contents {
  public:
    void add(std::string_view table, const Fingerprint& row) { rows_[std::string(table)].push_back(row); }
    // Folds the rows of a table, which are complete, into one fingerprint.
    void close(std::string_view table);
    // Empty where nothing was written.
    std::string finish();

  private:
    std::map<std::string, std::vector<Fingerprint>, std::less<>> rows_;
    std::map<std::string, Fingerprint, std::less<>> tables_;
};

// A blank column leaves no trace, so that a column added later does not change what older rows yield.
Fingerprint fingerprint_of(const TableShape& shape, const Stamp& stamp, bool withdrawn, const Cells& cells);

// $1 the authority, $2 and $3 the moment; the record's columns in their order, rows in the order of their
// keys.
std::string select_known_at(const TableShape& shape);
// $1 the authority, then the key's columns; the record's columns, then the bookkeeping; oldest first.
std::string select_versions(const TableShape& shape);
// $1 the authority, $2 a version; the same columns of the rows that are current and were written after it.
std::string select_newer(const TableShape& shape);
// $1 the authority, $2 what the column holds; the same columns, in the order of keys, oldest first.
std::string select_where(const TableShape& shape, std::string_view column);
// $1 the authority; the same columns, in the order of keys, oldest first.
std::string select_all(const TableShape& shape);
// The bookkeeping columns of a row, which stand after the record's own.
StoredVersion read_version(Statement& row, const TableShape& shape);
// The record's own columns, of any kind of record.
void read_cells(Statement& row, const TableShape& shape, Cells& cells);
// What a sink is given for a row, in this order: the authority, the record's columns, the bookkeeping.
std::vector<std::string_view> columns_written(const TableShape& shape);
void add_row(RowSink& sink, std::string_view authority, const Cells& cells, const StoredVersion& version);
void bind_key(Statement& statement, int first_place, const TableShape& shape, const Cells& cells);
// "TEST1 2024-05-01", for messages and the journal.
std::string key_text(const TableShape& shape, const Cells& cells);

// Writes versions into one table, within one transaction.
class VersionWriter {
  public:
    VersionWriter(Database& database, const TableShape& shape, const Stamp& stamp, Contents& contents);
    // A row that has no current version, or one that says that it was withdrawn.
    void add(const Cells& cells) { write(cells, false, any_withdrawn_); }
    void replace(const Cells& cells) { write(cells, false, true); }
    void withdraw(const Cells& cells) { write(cells, true, true); }
    void finish();
    const Problems& problems() const { return problems_; }

  private:
    void write(const Cells& cells, bool withdrawn, bool replaces);
    bool may_be_kept(const Cells& cells);

    const TableShape* shape_;
    const Stamp* stamp_;
    Contents* contents_;
    bool any_withdrawn_;
    std::unique_ptr<Statement> close_;
    std::unique_ptr<RowSink> sink_;
    Problems problems_;
};

}  // namespace footprint::store
