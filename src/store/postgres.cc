#include "store/postgres.h"

#include <libpq-fe.h>
#include <pqxx/pqxx>

#include <charconv>
#include <map>
#include <optional>

#include "base/text.h"
#include "store/copy.h"

namespace footprint::store {

namespace {

constexpr std::string_view scheme = "postgres:";
constexpr std::string_view long_scheme = "postgresql:";
constexpr int oldest_server = 130'000;
constexpr std::size_t flush_bytes = std::size_t{4} << 20U;
constexpr std::string_view every_authority = "*";

// The server's first line is what went wrong; what follows may show rows.
std::string first_line(std::string_view said) {
    said = said.substr(0, said.find('\n'));
    for (const std::string_view word : {"ERROR:  ", "FATAL:  ", "PANIC:  "})
        if (said.starts_with(word)) said.remove_prefix(word.size());
    return std::string(said);
}

// What went wrong, as the person who runs the service can act on it.
[[noreturn]] void fail(const std::string& place, std::string_view state, std::string_view said) {
    const std::string cause = " (" + first_line(said) + ").";
    if (state == "23505") throw Duplicate("A row is there already" + cause);
    if (state == "40001" || state == "40P01")
        throw Overtaken("Somebody else changed " + place + " at the same time" + cause +
                        " Nothing was written; try again.");
    if (state == "55P03")
        throw Fault(place + " has been locked by another program for 10 seconds" + cause +
                    " Wait until it is done, then try again; nothing was written.");
    if (state == "53100")
        throw NoRoom("The disk that holds " + place + " is full" + cause +
                     " Make room; nothing was written.");
    if (state == "42501")
        throw Fault("The login may not do this in " + place + cause +
                    " Tables are made and changed, and records destroyed, by their owner: do it with the "
                    "owner's address.");
    if (state == "42P01")
        throw Fault(place + " lacks a table, or does not show it" + cause +
                    " Run 'footprint migrate' with the owner's address.");
    if (state.starts_with("XX")) throw Fault(place + " is damaged" + cause + " Put back a copy.");
    throw Fault(place + " failed" + cause);
}

// The server's code for what went wrong; empty where the server did not answer at all. The library leaves it
// out of some of its exceptions, whose kind says as much.
std::string state_of(const pqxx::sql_error& error) {
    if (!error.sqlstate().empty()) return error.sqlstate();
    if (dynamic_cast<const pqxx::unique_violation*>(&error) != nullptr) return "23505";
    if (dynamic_cast<const pqxx::integrity_constraint_violation*>(&error) != nullptr) return "23000";
    if (dynamic_cast<const pqxx::insufficient_privilege*>(&error) != nullptr) return "42501";
    if (dynamic_cast<const pqxx::undefined_table*>(&error) != nullptr) return "42P01";
    if (dynamic_cast<const pqxx::syntax_error*>(&error) != nullptr) return "42601";
    if (dynamic_cast<const pqxx::data_exception*>(&error) != nullptr) return "22000";
    if (dynamic_cast<const pqxx::disk_full*>(&error) != nullptr) return "53100";
    if (dynamic_cast<const pqxx::insufficient_resources*>(&error) != nullptr) return "53000";
    if (dynamic_cast<const pqxx::feature_not_supported*>(&error) != nullptr) return "0A000";
    return {};
}

// One connection to the server, with what is known about its state.
class Line {
  public:
    Line(const std::string& words, const std::string& place) : place_(place) {
        try {
            connection_ = std::make_unique<pqxx::connection>(words);
            silence_ = std::make_unique<pqxx::quiet_errorhandler>(*connection_);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
            // A statement must never run on another connection than the one on which its transaction began.
            connection_->inhibit_reactivation(true);
#pragma GCC diagnostic pop
            session_ = std::make_unique<pqxx::nontransaction>(*connection_);
        } catch (const pqxx::failure& error) {
            throw Fault(place + " cannot be reached (" + first_line(error.what()) +
                        "). Look at the address, the server and its password file, then try again.");
        }
        if (connection_->server_version() < oldest_server)
            throw Fault(place + " is run by PostgreSQL " +
                        std::to_string(connection_->server_version() / 10'000) +
                        ". Footprint needs 13 or later.");
        const std::string encoding = connection_->get_variable("server_encoding");
        if (encoding != "UTF8")
            throw Fault(place + " keeps its texts as " + encoding +
                        ". Make a database with ENCODING 'UTF8'.");
    }

    pqxx::result run(const std::string& statements) {
        return guarded([&] { return session_->exec(statements); });
    }
    pqxx::result run(const std::string& statement, const std::vector<std::optional<std::string>>& values) {
        std::vector<const char*> bare;
        bare.reserve(values.size());
        for (const auto& value : values) bare.push_back(value ? value->c_str() : nullptr);
        return guarded(
            [&] { return session_->exec_params(statement, pqxx::prepare::make_dynamic_params(bare)); });
    }

    void begin(const std::string& statements) {
        failed_ = false;
        committing_ = false;
        run(statements);
    }
    // Whether it was all written is not known if the connection is cut before the server answers.
    void commit() {
        ensure(!failed_, "nothing is committed after a statement failed");
        committing_ = true;
        run("COMMIT");
        committing_ = false;
    }
    void roll_back() noexcept {
        failed_ = false;
        committing_ = false;
        if (!alive_) return;
        try {
            session_->exec("ROLLBACK");
        } catch (...) {
            alive_ = false;
        }
    }
    std::string quoted(std::string_view text) {
        return connection_->quote(std::string(text));
    }
    bool is_alive() const {
        return alive_;
    }
    const std::string& place() const {
        return place_;
    }
    std::map<std::string, std::string, std::less<>>& types_of(const std::string& table) {
        return types_[table];
    }

  private:
    template <class Do>
    pqxx::result guarded(Do&& work) {
        if (!alive_) cut("it was cut before");
        try {
            return work();
        } catch (const pqxx::sql_error& error) {
            failed_ = true;
            const std::string state = state_of(error);
            if (state.empty() || state.starts_with("57P0") || !connection_->is_open()) cut(error.what());
            fail(place_, state, error.what());
        } catch (const pqxx::transaction_rollback& error) {
            failed_ = true;
            fail(place_, "40001", error.what());
        } catch (const pqxx::failure& error) {
            failed_ = true;
            cut(error.what());
        }
    }
    [[noreturn]] void cut(std::string_view said) {
        alive_ = false;
        const std::string cause = " (" + first_line(said) + ").";
        if (committing_)
            throw Fault("The connection to " + place_ + " was cut while the change was being made final" +
                        cause + " Look whether it is there before you repeat it.");
        throw Fault("The connection to " + place_ + " was cut" + cause + " Nothing was written; try again.");
    }

    std::string place_;
    std::unique_ptr<pqxx::connection> connection_;
    std::unique_ptr<pqxx::quiet_errorhandler> silence_;
    std::unique_ptr<pqxx::nontransaction> session_;
    std::map<std::string, std::map<std::string, std::string, std::less<>>> types_;
    bool alive_ = true;
    bool failed_ = false;
    bool committing_ = false;
};

std::string shortest(double value) {
    char bytes[64];
    const auto end = std::to_chars(bytes, bytes + sizeof bytes, value).ptr;
    return {bytes, end};
}

std::optional<std::string> written(const Cell& cell) {
    if (cell.kind == Cell::Kind::text) return cell.text;
    if (cell.blank) return std::nullopt;
    if (cell.kind == Cell::Kind::real) return shortest(cell.real);
    if (cell.kind == Cell::Kind::day) return iso(Day::from_count(static_cast<std::int32_t>(cell.number)));
    return std::to_string(cell.number);
}

class PostgresStatement : public Statement {
  public:
    PostgresStatement(Line& line, std::string sql) : line_(line), sql_(std::move(sql)) {}

    void bind(int place, const Cell& cell) override { value(place) = written(cell); }
    void bind(int place, std::int64_t number) override { value(place) = std::to_string(number); }
    void bind(int place, std::string_view text) override { value(place) = std::string(text); }
    bool step() override {
        if (!running_) {
            rows_ = line_.run(sql_, values_);
            running_ = true;
            row_ = 0;
        } else {
            ++row_;
        }
        if (row_ < rows_.size()) return true;
        running_ = false;
        rows_ = {};
        return false;
    }
    void execute() override {
        line_.run(sql_, values_);
        running_ = false;
    }

    std::string_view text(int column) override {
        const pqxx::field cell = at(column);
        return {cell.c_str(), cell.size()};
    }
    std::optional<std::int64_t> number(int column) override { return read<std::int64_t>(column, "a number"); }
    std::optional<double> real(int column) override { return read<double>(column, "a number"); }
    std::optional<bool> truth(int column) override {
        if (at(column).is_null()) return std::nullopt;
        return text(column) == "t" || text(column) == "1";
    }
    std::optional<Day> day(int column) override {
        if (at(column).is_null()) return std::nullopt;
        const auto day = parse_iso_day(text(column));
        if (!day) unreadable(column, "a day");
        return day;
    }

  private:
    std::optional<std::string>& value(int place) {
        if (values_.size() < static_cast<std::size_t>(place)) values_.resize(static_cast<std::size_t>(place));
        return values_[static_cast<std::size_t>(place) - 1];
    }
    pqxx::field at(int column) const { return rows_[row_][column]; }
    template <class Number>
    std::optional<Number> read(int column, const char* what) {
        if (at(column).is_null()) return std::nullopt;
        const std::string_view said = text(column);
        Number number{};
        const auto end = std::from_chars(said.data(), said.data() + said.size(), number);
        if (end.ec != std::errc() || end.ptr != said.data() + said.size()) unreadable(column, what);
        return number;
    }
    [[noreturn]] void unreadable(int column, const char* what) {
        throw Fault(line_.place() + " holds '" + std::string(text(column)) + "' where " + what +
                    " should be. Run 'footprint verify'.");
    }

    Line& line_;
    std::string sql_;
    std::vector<std::optional<std::string>> values_;
    pqxx::result rows_;
    pqxx::result::size_type row_ = 0;
    bool running_ = false;
};

// An array of each column's values goes to the server, some thousands of rows at a time: about as fast as
// COPY, which a table whose rows are guarded by authority does not allow.
class PostgresSink : public RowSink {
  public:
    PostgresSink(Line& line, std::string insert, std::size_t columns)
        : line_(line), insert_(std::move(insert)), arrays_(columns) {}

    void add(const Cell& cell) override {
        const auto value = written(cell);
        value ? add_quoted(*value) : add_null();
    }
    void add(std::int64_t number) override { add_quoted(std::to_string(number)); }
    void add(std::string_view text) override { add_quoted(text); }
    void add_null() override { next() += "NULL"; }
    void end_row() override {
        ensure(place_ == arrays_.size(), "a row has a value for every column");
        place_ = 0;
        if (bytes_ > flush_bytes) flush();
    }
    void finish() override {
        ensure(place_ == 0, "no row is left half written");
        flush();
    }

  private:
    std::string& next() {
        std::string& array = arrays_[place_++];
        array += array.empty() ? '{' : ',';
        return array;
    }
    void add_quoted(std::string_view text) {
        std::string& array = next();
        array += '"';
        for (const char one : text) {
            if (one == '"' || one == '\\') array += '\\';
            array += one;
        }
        array += '"';
        bytes_ += text.size() + 3;
    }
    void flush() {
        if (arrays_.front().empty()) return;
        std::vector<std::optional<std::string>> values;
        for (std::string& array : arrays_) {
            array += '}';
            values.emplace_back(std::move(array));
            array.clear();
        }
        bytes_ = 0;
        line_.run(insert_, values);
    }

    Line& line_;
    std::string insert_;
    std::vector<std::string> arrays_;
    std::size_t place_ = 0;
    std::size_t bytes_ = 0;
};

class PostgresDatabase : public Database {
  public:
    PostgresDatabase(const std::string& words, const std::string& place) : line_(words, place) {}

    void execute(const std::string& statements) override { line_.run(statements); }
    std::unique_ptr<Statement> prepare(const std::string& statement) override {
        return std::make_unique<PostgresStatement>(line_, statement);
    }
    std::unique_ptr<RowSink> insert_into(std::string_view table,
                                         const std::vector<std::string_view>& columns) override {
        const auto& types = types_of(std::string(table));
        std::vector<std::string> names;
        std::vector<std::string> arrays;
        for (const std::string_view column : columns) {
            const auto type = types.find(column);
            if (type == types.end())
                fail(line_.place(), "42P01", std::string(table) + "." + std::string(column));
            names.push_back('"' + std::string(column) + '"');
            arrays.push_back("$" + std::to_string(names.size()) + "::" + type->second + "[]");
        }
        std::string insert = "INSERT INTO \"" + std::string(table) + "\" (" + join(names, ", ") +
                             ") SELECT * FROM unnest(" + join(arrays, ", ") + ")";
        return std::make_unique<PostgresSink>(line_, std::move(insert), columns.size());
    }
    bool has_table(std::string_view name) override {
        return !line_
                    .run(
                        "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = ANY (current_schemas(false)) "
                        "AND tablename = $1",
                        {std::string(name)})
                    .empty();
    }
    bool is_empty() override {
        return line_
            .run("SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = ANY (current_schemas(false)) LIMIT 1")
            .empty();
    }

    // The moment of a transaction that reads is that of its first query, so there is one at once.
    void begin_read(const Scope& scope) override {
        writes_ = false;
        line_.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; " + guard(scope) +
                    "SET LOCAL datestyle = 'ISO, YMD'; SELECT 1");
    }
    // Each statement sees what was committed before it. As writers of an authority take turns, and every
    // write bears the number after the last entry of the authority's journal, that is the same as one moment.
    void begin_write(const Scope& scope) override {
        writes_ = true;
        line_.begin("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; " + guard(scope) +
                    "SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL synchronous_commit = on; "
                    "SET LOCAL lock_timeout = '10s'; " +
                    turn(scope));
    }
    void turn_to(const Scope& scope) override { line_.run(guard(scope) + (writes_ ? turn(scope) : "")); }
    void commit() override { line_.commit(); }
    void roll_back() noexcept override { line_.roll_back(); }
    bool is_alive() const override { return line_.is_alive(); }

  private:
    static std::string name_of(const Scope& scope) {
        return scope.is_all() ? std::string(every_authority) : scope.authority();
    }
    std::string guard(const Scope& scope) {
        return "SET LOCAL footprint.authority = " + line_.quoted(name_of(scope)) + "; ";
    }
    std::string turn(const Scope& scope) {
        return "SELECT pg_advisory_xact_lock(hashtextextended(" +
               line_.quoted("footprint " + name_of(scope)) + ", 0))";
    }
    const std::map<std::string, std::string, std::less<>>& types_of(const std::string& table) {
        auto& types = line_.types_of(table);
        if (types.empty())
            for (const auto& row :
                 line_.run("SELECT attname, format_type(atttypid, NULL) FROM pg_catalog.pg_attribute "
                           "WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped",
                           {'"' + table + '"'}))
                types.emplace(row[0].c_str(), row[1].c_str());
        return types;
    }

    Line line_;
    bool writes_ = false;
};

class PostgresBackend : public Backend {
  public:
    PostgresBackend(std::string words, std::string place)
        : words_(std::move(words)), place_(std::move(place)) {}

    std::unique_ptr<Database> connect(Access) override {
        return std::make_unique<PostgresDatabase>(words_, place_);
    }
    std::string_view migrations() const override { return "src/store/migrations/postgres"; }
    std::string place() const override { return place_; }
    std::size_t writers_at_once() const override { return 8; }
    void put_into_service() override {}

    Problems damage() override {
        PostgresDatabase database(words_, place_);
        Problems found;
        const auto say = [&](const std::string& message) {
            found.push_back({Problem::Kind::unreadable, {place_, 0, 0, "file"}, message});
        };
        const auto indexes = database.prepare(
            "SELECT indexrelid::regclass::text FROM pg_catalog.pg_index JOIN pg_catalog.pg_class ON oid = "
            "indrelid "
            "WHERE NOT indisvalid AND relnamespace = ANY (current_schemas(false)::regnamespace[])");
        while (indexes->step())
            say("The index " + std::string(indexes->text(0)) + " is broken. Make it anew with REINDEX.");
        const auto checksums = database.prepare(
            "SELECT checksum_failures FROM pg_catalog.pg_stat_database WHERE datname = current_database()");
        if (checksums->step() && checksums->number(0).value_or(0) > 0)
            say("The server found " + std::to_string(*checksums->number(0)) +
                " damaged pages. Look at its log and its disk, and put back a copy.");
        return found;
    }

    Result<Done> copy_to(const std::string& path) override {
        PostgresDatabase database(words_, place_);
        const Transaction reading(database, Access::read, Scope::all());
        return copy_into_file(database, path);
    }

  private:
    std::string words_;
    std::string place_;
};

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

std::string quoted_word(std::string_view value) {
    std::string quoted = "'";
    for (const char one : value) {
        if (one == '\'' || one == '\\') quoted += '\\';
        quoted += one;
    }
    return quoted + "'";
}

// What libpq takes where the address does not say, out of the environment too.
std::string by_default(std::string_view word) {
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconndefaults());
    for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr;
         ++option)
        if (option->keyword == word && option->val != nullptr) return option->val;
    return {};
}

std::string said_or_by_default(const std::map<std::string, std::string>& words, const std::string& word) {
    const auto found = words.find(word);
    return found != words.end() ? found->second : by_default(word);
}

// A socket of this machine, or its own loop; libpq takes a blank host for the former.
bool is_of_this_machine(const std::map<std::string, std::string>& words) {
    for (const char* word : {"host", "hostaddr"}) {
        const std::string hosts = said_or_by_default(words, word);
        for (const std::string_view host : split(hosts, ','))
            if (!host.empty() && host.front() != '/' && host != "localhost" && host != "127.0.0.1" &&
                host != "::1")
                return false;
    }
    return true;
}

}  // namespace

bool is_postgres(std::string_view url) {
    return url.starts_with(scheme) || url.starts_with(long_scheme);
}

Result<std::unique_ptr<Backend>> open_postgres(const std::string& url) {
    const std::string_view rest = std::string_view(url).substr(url.find(':') + 1);
    const std::string asked = rest.starts_with("//") ? url : std::string(rest);
    const auto wrong = [](const std::string& message) {
        return Problem{Problem::Kind::wrong_use, {}, message};
    };
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(asked.c_str(), nullptr));
    if (!options)
        return wrong(
            "The address of the database cannot be read. Write postgres:host=HOST dbname=NAME user=LOGIN, or "
            "postgres://LOGIN@HOST/NAME.");
    std::map<std::string, std::string> words = {
        {"application_name", "footprint"}, {"connect_timeout", "10"}, {"tcp_user_timeout", "30000"}};
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
        if (option->val != nullptr) words[option->keyword] = option->val;
    if (words.contains("password") || words.contains("sslpassword"))
        return wrong(
            "The address of the database holds a password, which everybody on this machine could read. Leave "
            "it "
            "out, and put it into the password file (~/.pgpass) or PGPASSWORD.");
    if (!is_of_this_machine(words) && said_or_by_default(words, "sslmode") != "verify-full")
        return wrong(
            "The database is on another machine, and records of children must not travel in the clear or to "
            "a "
            "stranger. Add sslmode=verify-full to its address, and sslrootcert=FILE where the server's "
            "certificate is of an authority of your own.");
    words["client_encoding"] = "UTF8";
    std::string place = "The PostgreSQL database";
    if (words.contains("dbname")) place += " '" + words["dbname"] + "'";
    if (words.contains("host")) place += " on " + words["host"];
    std::vector<std::string> parts;
    for (const auto& [word, value] : words) parts.push_back(word + "=" + quoted_word(value));
    return std::unique_ptr<Backend>(std::make_unique<PostgresBackend>(join(parts, " "), std::move(place)));
}

}  // namespace footprint::store
