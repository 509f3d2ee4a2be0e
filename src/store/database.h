// What the store asks of a database: statements, transactions, rows in bulk, a copy while running.
//
// In      SQL that both databases understand; bound values are written $1, $2, ... in the order of their
//         first use
// Out     rows, a cell at a time
// Units   what is bound counts from 1, what is read from 0
// Errors  Fault: disk full, damaged, locked, gone, with what to do. Duplicate: a key that is there already.
//         Overtaken: somebody else was first; the whole transaction may be tried again
// Source  docs/decisions/versions.md
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace footprint::store {

// A value on its way into a column or out of one. A blank text is kept as the empty text, any other blank as
// null.
struct Cell {
    enum class Kind : std::uint8_t { text, number, real, truth, day };
    Kind kind = Kind::text;
    bool blank = true;
    std::int64_t number = 0;  // also a truth, as 0 or 1, and a day, as its count
    double real = 0;
    std::string text;
    bool operator==(const Cell&) const = default;
};

class Statement {
  public:
    virtual ~Statement() = default;

    virtual void bind(int place, const Cell& cell) = 0;
    virtual void bind(int place, std::int64_t number) = 0;
    virtual void bind(int place, std::string_view text) = 0;
    // Steps to the next row; false at the end, after which the statement can be bound and run anew.
    virtual bool step() = 0;
    // Runs a statement that yields no rows, and makes it ready to be bound and run anew.
    virtual void execute() = 0;

    virtual std::string_view text(int column) = 0;  // holds until the next step
    virtual std::optional<std::int64_t> number(int column) = 0;
    virtual std::optional<double> real(int column) = 0;
    virtual std::optional<bool> truth(int column) = 0;
    virtual std::optional<Day> day(int column) = 0;
};

// Takes many rows into one table, by whichever way the database has for it.
class RowSink {
  public:
    virtual ~RowSink() = default;
    virtual void add(const Cell& cell) = 0;
    virtual void add(std::int64_t number) = 0;
    virtual void add(std::string_view text) = 0;
    virtual void add_null() = 0;
    virtual void end_row() = 0;
    virtual void finish() = 0;
};

// Whose rows a transaction deals with. A database that guards its rows shows no others; an SQLite file, which
// belongs to one program, leaves it to the statements.
class Scope {
  public:
    static Scope of(std::string authority) { return Scope(std::move(authority), false); }
    // Reads only: verification, copies, the list of authorities, and the steps of the tables themselves.
    static Scope all() { return Scope({}, true); }
    const std::string& authority() const { return authority_; }
    bool is_all() const { return all_; }

  private:
    Scope(std::string authority, bool all) : authority_(std::move(authority)), all_(all) {}
    std::string authority_;
    bool all_;
};

// One connection; to be used by one thread at a time.
class Database {
  public:
    virtual ~Database() = default;

    virtual void execute(const std::string& statements) = 0;
    virtual std::unique_ptr<Statement> prepare(const std::string& statement) = 0;
    virtual std::unique_ptr<RowSink> insert_into(std::string_view table,
                                                 const std::vector<std::string_view>& columns) = 0;
    virtual bool has_table(std::string_view name) = 0;
    virtual bool is_empty() = 0;  // no table at all

    // A read sees the state of one moment until it ends. A write keeps other writers of the scope out until
    // it ends.
    virtual void begin_read(const Scope& scope) = 0;
    virtual void begin_write(const Scope& scope) = 0;
    // Goes on with another authority within the transaction.
    virtual void turn_to(const Scope& scope) = 0;
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;
    // False: the connection is cut, and a new one must be made.
    virtual bool is_alive() const = 0;
};

enum class Access { read, write };

// Where connections come from.
class Backend {
  public:
    virtual ~Backend() = default;
    virtual std::unique_ptr<Database> connect(Access access) = 0;
    virtual std::string_view migrations() const = 0;  // the folder of its migrations
    virtual std::string place() const = 0;            // as people name it, for messages
    // How many transactions may write side by side; those of one authority take turns all the same.
    virtual std::size_t writers_at_once() const = 0;
    // Makes it ready for many readers beside one writer. REQUIRES: the database is one of ours.
    virtual void put_into_service() = 0;
    // What the database itself finds broken in its file.
    virtual Problems damage() = 0;
    // A whole copy of one moment, made while others read and write. REQUIRES: nothing is at the path.
    virtual Result<Done> copy_to(const std::string& path) = 0;
};

// A row whose key, or whose key and version, is in the table already.
class Duplicate : public Fault {
  public:
    using Fault::Fault;
};

// Somebody else's transaction was first, so nothing of this one was written. It may be tried again.
class Overtaken : public Fault {
  public:
    using Fault::Fault;
};

// Ends in a roll-back unless it was committed.
class Transaction {
  public:
    Transaction(Database& database, Access access, const Scope& scope) : database_(&database) {
        access == Access::write ? database.begin_write(scope) : database.begin_read(scope);
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction() {
        if (database_ != nullptr) database_->roll_back();
    }
    void commit() {
        database_->commit();
        database_ = nullptr;
    }

  private:
    Database* database_;
};

}  // namespace footprint::store
