#include "store/sqlite.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "base/text.h"

namespace footprint::store {

namespace {

constexpr int busy_milliseconds = 10'000;

// Whether the disk, or this program's share of it, takes nothing more. SQLite calls a quota that is used up a
// failure of the disk, and leaves what the system said where the system left it.
bool is_without_room(const SQLite::Exception& error, int system_said) {
    const bool by_system = system_said == ENOSPC || system_said == EDQUOT || system_said == EFBIG;
    return error.getErrorCode() == SQLITE_FULL || (error.getErrorCode() == SQLITE_IOERR && by_system);
}

// What went wrong, as the person who runs the service can act on it. REQUIRES: system_said was nought before.
[[noreturn]] void fail(const SQLite::Exception& error, const std::string& path, int system_said) {
    const std::string cause = std::string(" (") + error.what() + ").";
    if (is_without_room(error, system_said))
        throw NoRoom("The disk that holds " + path + " is full" + cause + " Make room; nothing was written.");
    switch (error.getErrorCode()) {
        case SQLITE_CONSTRAINT:
            throw Duplicate("A row is there already" + cause);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Fault(path + " has been locked by another program for " +
                        std::to_string(busy_milliseconds / 1000) + " seconds" + cause +
                        " Wait until it is done, then try again; nothing was written.");
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            throw Fault(path + " is damaged" + cause +
                        " Stop the service and put back a copy with 'footprint restore'.");
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            throw Fault(path + " cannot be opened or written" + cause +
                        " Look at the permissions of the file and its folder.");
        case SQLITE_IOERR:
            throw Fault("The disk that holds " + path + " failed" + cause +
                        " Look at the disk; nothing was written.");
        default:
            throw Fault("The database " + path + " failed" + cause);
    }
}

template <class Do>
decltype(auto) guarded(const std::string& path, Do&& work) {
    errno = 0;
    try {
        return work();
    } catch (const SQLite::Exception& error) {
        fail(error, path, errno);
    }
}

// Statements that are compiled and not in use. To compile one takes longer than to run most of them, and
// every page asks the same few questions.
class CompiledStatements {
  public:
    std::unique_ptr<SQLite::Statement> take(SQLite::Database& database, const std::string& sql) {
        if (auto found = idle_.extract(sql)) return std::move(found.mapped());
        return std::make_unique<SQLite::Statement>(database, sql);
    }
    void give_back(const std::string& sql, std::unique_ptr<SQLite::Statement> statement) {
        if (statement->tryReset() != 0 || idle_.size() >= most) return;
        statement->clearBindings();
        idle_.emplace(sql, std::move(statement));
    }

  private:
    static constexpr std::size_t most = 100;
    std::map<std::string, std::unique_ptr<SQLite::Statement>> idle_;
};

class SqliteStatement : public Statement {
  public:
    SqliteStatement(SQLite::Database& database, CompiledStatements& compiled, const std::string& sql,
                    const std::string& path)
        : path_(path),
          sql_(sql),
          compiled_(compiled),
          owned_(guarded(path, [&] { return compiled.take(database, sql); })),
          statement_(*owned_) {}
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;
    ~SqliteStatement() override { compiled_.give_back(sql_, std::move(owned_)); }

    void bind(int place, const Cell& cell) override {
        guarded(path_, [&] {
            if (cell.kind == Cell::Kind::text) return statement_.bind(place, cell.text);
            if (cell.blank) return statement_.bind(place);
            if (cell.kind == Cell::Kind::real) return statement_.bind(place, cell.real);
            if (cell.kind == Cell::Kind::day)
                return statement_.bind(place, iso(Day::from_count(static_cast<std::int32_t>(cell.number))));
            statement_.bind(place, cell.number);
        });
    }
    void bind(int place, std::int64_t number) override {
        guarded(path_, [&] { statement_.bind(place, number); });
    }
    void bind(int place, std::string_view text) override {
        guarded(path_, [&] { statement_.bind(place, std::string(text)); });
    }
    void bind_null(int place) {
        guarded(path_, [&] { statement_.bind(place); });
    }
    bool step() override {
        errno = 0;
        try {
            if (statement_.executeStep()) return true;
            statement_.reset();
            return false;
        } catch (const SQLite::Exception& error) {
            const int system_said = errno;
            statement_.tryReset();
            fail(error, path_, system_said);
        }
    }
    void execute() override {
        while (step()) {
        }
    }

    std::string_view text(int column) override {
        const SQLite::Column cell = statement_.getColumn(column);
        const char* bytes = cell.getText();
        return {bytes, static_cast<std::size_t>(cell.getBytes())};
    }
    std::optional<std::int64_t> number(int column) override {
        const SQLite::Column cell = statement_.getColumn(column);
        if (cell.isNull()) return std::nullopt;
        return cell.getInt64();
    }
    std::optional<double> real(int column) override {
        const SQLite::Column cell = statement_.getColumn(column);
        if (cell.isNull()) return std::nullopt;
        return cell.getDouble();
    }
    std::optional<bool> truth(int column) override {
        const auto value = number(column);
        if (!value) return std::nullopt;
        return *value != 0;
    }
    std::optional<Day> day(int column) override {
        const std::string_view written = text(column);
        if (written.empty()) return std::nullopt;
        const auto day = parse_iso_day(written);
        if (!day)
            throw Fault(path_ + " holds '" + std::string(written) +
                        "' where a day should be. Run 'footprint verify'.");
        return day;
    }

  private:
    const std::string& path_;
    std::string sql_;
    CompiledStatements& compiled_;
    std::unique_ptr<SQLite::Statement> owned_;
    SQLite::Statement& statement_;
};

// One prepared insert, run anew for every row: within a transaction nothing is faster in SQLite.
class SqliteSink : public RowSink {
  public:
    explicit SqliteSink(std::unique_ptr<SqliteStatement> insert) : insert_(std::move(insert)) {}
    void add(const Cell& cell) override { insert_->bind(place_++, cell); }
    void add(std::int64_t number) override { insert_->bind(place_++, number); }
    void add(std::string_view text) override { insert_->bind(place_++, text); }
    void add_null() override { insert_->bind_null(place_++); }
    void end_row() override {
        place_ = 1;
        insert_->execute();
    }
    void finish() override { ensure(place_ == 1, "no row is left half written"); }

  private:
    std::unique_ptr<SqliteStatement> insert_;
    int place_ = 1;
};

class SqliteDatabase : public Database {
  public:
    SqliteDatabase(const std::string& path, Access access)
        : path_(path), database_(guarded(path, [&] {
              return SQLite::Database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, busy_milliseconds);
          })) {
        execute(
            "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA mmap_size = 268435456;"
            "PRAGMA cache_size = -65536; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
            "PRAGMA secure_delete = ON;");
        if (access == Access::read) execute("PRAGMA query_only = ON");
    }

    void execute(const std::string& statements) override {
        guarded(path_, [&] { database_.exec(statements); });
    }
    std::unique_ptr<Statement> prepare(const std::string& statement) override {
        return std::make_unique<SqliteStatement>(database_, compiled_, statement, path_);
    }
    std::unique_ptr<RowSink> insert_into(std::string_view table,
                                         const std::vector<std::string_view>& columns) override {
        std::vector<std::string> names;
        std::vector<std::string> places;
        for (const std::string_view column : columns) {
            names.push_back('"' + std::string(column) + '"');
            places.push_back("$" + std::to_string(names.size()));
        }
        const std::string sql = "INSERT INTO \"" + std::string(table) + "\" (" + join(names, ", ") +
                                ") VALUES (" + join(places, ", ") + ")";
        return std::make_unique<SqliteSink>(
            std::make_unique<SqliteStatement>(database_, compiled_, sql, path_));
    }
    bool has_table(std::string_view name) override {
        SqliteStatement select(database_, compiled_,
                               "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", path_);
        select.bind(1, name);
        return select.step();
    }
    bool is_empty() override {
        SqliteStatement select(database_, compiled_, "SELECT 1 FROM sqlite_master LIMIT 1", path_);
        return !select.step();
    }
    // A transaction of SQLite sees the moment of its first read, so there is one at once.
    void begin_read(const Scope&) override {
        run("BEGIN");
        is_empty();
    }
    void begin_write(const Scope&) override { run("BEGIN IMMEDIATE"); }
    void turn_to(const Scope&) override {}
    void commit() override { run("COMMIT"); }
    void roll_back() noexcept override { database_.tryExec("ROLLBACK"); }
    bool is_alive() const override { return true; }

    SQLite::Database& raw() { return database_; }

  private:
    void run(const std::string& statement) {
        SqliteStatement(database_, compiled_, statement, path_).execute();
    }

    std::string path_;
    SQLite::Database database_;
    CompiledStatements compiled_;  // goes before the database does
};

// SQLite makes its log with the permissions of the file, so that these must be right from the beginning.
bool make_private_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return errno == EEXIST;
    ::close(file);
    return true;
}

bool looks_like_sqlite(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    char head[16] = {};
    file.read(head, sizeof head);
    return file.gcount() == 0 || std::memcmp(head, "SQLite format 3", sizeof head) == 0;
}

// SQLite would fill up a last page that is cut short; a copy with one is not whole.
bool is_cut_short(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    unsigned char head[18] = {};
    file.read(reinterpret_cast<char*>(head), sizeof head);
    if (file.gcount() < static_cast<std::streamsize>(sizeof head)) return file.gcount() != 0;
    const std::uintmax_t written = head[16] * 256U + head[17];
    const std::uintmax_t page = written == 1 ? 65'536 : written;
    return page == 0 || std::filesystem::file_size(path) % page != 0;
}

class SqliteBackend : public Backend {
  public:
    explicit SqliteBackend(std::string path) : path_(std::move(path)) {}

    std::unique_ptr<Database> connect(Access access) override {
        return std::make_unique<SqliteDatabase>(path_, access);
    }
    std::string_view migrations() const override { return "src/store/migrations/sqlite"; }
    std::size_t writers_at_once() const override { return 1; }
    std::string place() const override { return path_; }

    // In a write-ahead log readers hold up no writer, nor the writer them.
    void put_into_service() override { connect(Access::write)->execute("PRAGMA journal_mode = WAL"); }

    Problems damage() override {
        SqliteDatabase database(path_, Access::read);
        Problems found;
        const auto rows = database.prepare("PRAGMA integrity_check(50)");
        while (rows->step()) {
            const std::string said(rows->text(0));
            if (said != "ok")
                found.push_back(
                    {Problem::Kind::unreadable,
                     {path_, 0, 0, "file"},
                     "The file is damaged: " + said + ". Put back a copy with 'footprint restore'."});
        }
        return found;
    }

    // In one step: a reader's view of one moment, which in a write-ahead log holds up no writer.
    Result<Done> copy_to(const std::string& path) override {
        if (!make_private_file(path))
            return Problem{
                Problem::Kind::not_permitted,
                {path, 0, 0, {}},
                path + " cannot be made: " + std::strerror(errno) + ". Name a place that can be written."};
        SqliteDatabase from(path_, Access::read);
        guarded(path, [&] {
            SQLite::Database into(path, SQLite::OPEN_READWRITE, busy_milliseconds);
            SQLite::Backup backup(into, from.raw());
            const int done = backup.executeStep(-1);
            if (done != SQLITE_DONE) throw SQLite::Exception("the copy was not finished", done);
        });
        guarded(path, [&] {
            SQLite::Database copy(path, SQLite::OPEN_READWRITE, busy_milliseconds);
            copy.exec("PRAGMA journal_mode = DELETE");  // one file, without a log beside it
        });
        return Done{};
    }

  private:
    std::string path_;
};

}  // namespace

Result<std::unique_ptr<Backend>> open_sqlite(const std::string& path, SqliteFile file) {
    const auto problem = [&](Problem::Kind kind, const std::string& message) {
        return Problem{kind, {path, 0, 0, {}}, message};
    };
    if (path.empty() || path.front() == ':')
        return problem(Problem::Kind::wrong_use, "'sqlite:" + path + "' names no file. Write sqlite:PATH.");
    if (file == SqliteFile::create && !make_private_file(path))
        return problem(Problem::Kind::not_permitted, path + " cannot be made: " + std::strerror(errno) +
                                                         ". Name a place that exists and can be written.");
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return problem(Problem::Kind::not_found,
                       "There is no database at " + path +
                           ". Make one with 'footprint init' or 'footprint demo', or name "
                           "another with --db.");
    if (!looks_like_sqlite(path))
        return problem(Problem::Kind::unreadable, path + " is not a database. Name another file with --db.");
    if (file == SqliteFile::copy && is_cut_short(path))
        return problem(Problem::Kind::unreadable, path + " is cut short. Use another copy.");
    std::unique_ptr<Backend> backend = std::make_unique<SqliteBackend>(path);
    return backend;
}

Result<Done> close_sqlite(const std::string& path) {
    try {
        SQLite::Database database(path, SQLite::OPEN_READWRITE, 0);
        database.exec("PRAGMA locking_mode = EXCLUSIVE");
        database.exec("BEGIN EXCLUSIVE");
        database.exec("COMMIT");
        database.exec("PRAGMA journal_mode = DELETE");
        return Done{};
    } catch (const SQLite::Exception& error) {
        if (error.getErrorCode() != SQLITE_BUSY && error.getErrorCode() != SQLITE_LOCKED) return Done{};
        return Problem{
            Problem::Kind::conflict,
            {path, 0, 0, {}},
            path + " is in use. Stop 'footprint serve' and whatever else has it open, then try again."};
    }
}

}  // namespace footprint::store
