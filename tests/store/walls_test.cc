#include <fstream>
#include <functional>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "store/outbox.h"
#include "store/support.h"
#include "store/waiting_imports.h"
#include "support/places.h"

namespace footprint::store::tests {
namespace {

const std::string neighbour = "E06999002";

// Two authorities with records, and a connection of the everyday login on which anything may be tried.
class Walls : public testing::Test {
  protected:
    PostgresPlace place;
    std::unique_ptr<Store> store = with_authority(place);
    std::unique_ptr<Database> login = value_of(open_postgres(place.url()))->connect(Access::write);
    std::unique_ptr<Database> admin = place.behind_the_back();

    void SetUp() override {
        value_of(store->create_authority({neighbour, "Neighbour", "", std::nullopt}, author, at(1)));
        value_of(store->apply(code, some_records(3), author, "", at(2)));
        value_of(store->apply(neighbour, some_records(2, "TESTN"), author, "", at(2)));
    }
    static std::vector<std::string> tables() {
        std::vector<std::string> all = {
            "journal", "journal_heads",   "credentials",        "sessions", "failed_sign_ins",
            "drafts",  "waiting_imports", "calendar_addresses", "outbox",   "mail_wishes"};
        for (const TableShape* shape : all_shapes()) all.push_back(in_sql(shape->table));
        return all;
    }
    static int count(Database& database, const std::string& query) {
        const auto select = database.prepare(query);
        return select->step() ? static_cast<int>(select->number(0).value_or(0)) : -1;
    }
    int seen() {
        int all = 0;
        for (const std::string& table : tables()) all += count(*login, "SELECT count(*) FROM " + table);
        return all;
    }
    // What the everyday login is told when it tries something in a scope; empty where it may.
    std::string refusal(const Scope& scope, const std::string& statement) {
        try {
            const Transaction writing(*login, Access::write, scope);
            login->execute(statement);
        } catch (const Fault& fault) {
            return fault.what();
        }
        return {};
    }
    bool is_denied(const Scope& scope, const std::string& statement) {
        return refusal(scope, statement).find("may not do this") != std::string::npos;
    }
    static std::string entry_of(const std::string& authority) {
        return "INSERT INTO journal VALUES ('" + authority + "', 99, 1, 'w', 'v', '', '', '', '', '')";
    }
};

TEST_F(Walls, StandAroundEveryTableThatHasAnAuthority) {
    const auto select = admin->prepare(
        "SELECT c.relname::text, c.relrowsecurity AND c.relforcerowsecurity, "
        "EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'authority'), "
        "(SELECT count(*) FROM pg_policy WHERE polrelid = c.oid AND polname NOT IN ('of_reader', "
        "'own_login')) "
        "FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace");
    std::size_t guarded = 0;
    while (select->step()) {
        const std::string name(select->text(0));
        EXPECT_EQ(select->truth(2), name != "migrations") << name;
        if (name == "migrations") continue;
        ++guarded;
        EXPECT_EQ(select->truth(1), true) << name;
        EXPECT_EQ(select->number(3), 2) << name;
    }
    EXPECT_EQ(guarded,
              tables().size() + 1);  // and the logins that read by views, of which the program sees none
}

TEST_F(Walls, ShowNothingToATransactionThatNamesNoAuthority) {
    EXPECT_EQ(seen(), 0);
    {
        const Transaction reading(*login, Access::read, Scope::of("E06999009"));
        EXPECT_EQ(seen(), 0);
    }
    const Transaction reading(*login, Access::read, Scope::of(""));
    EXPECT_EQ(seen(), 0);
}

TEST_F(Walls, ShowOneAuthorityItsOwnRowsOnly) {
    for (const auto& [authority, children] : std::map<std::string, int>{{code, 3}, {neighbour, 2}}) {
        const Transaction reading(*login, Access::read, Scope::of(authority));
        EXPECT_EQ(count(*login, "SELECT count(*) FROM \"Header\""), children);
        EXPECT_EQ(count(*login, "SELECT count(*) FROM journal"), 2);
        for (const std::string& table : tables())
            EXPECT_EQ(
                count(*login, "SELECT count(*) FROM " + table + " WHERE authority <> '" + authority + "'"),
                0);
    }
    const Transaction reading(*login, Access::read, Scope::all());
    EXPECT_EQ(count(*login, "SELECT count(*) FROM \"Header\""), 5);
}

// The owner of the tables is held back as well; only an administrator of the server is not.
TEST_F(Walls, HoldBackTheOwnerToo) {
    const auto owners = value_of(open_postgres(place.owners_url()))->connect(Access::write);
    EXPECT_EQ(count(*owners, "SELECT count(*) FROM \"Header\""), 0);
    EXPECT_EQ(count(*admin, "SELECT count(*) FROM \"Header\""), 5);
}

TEST_F(Walls, LetNobodyWriteForAnotherAuthority) {
    EXPECT_EQ(refusal(Scope::of(code), entry_of(code)), "");
    for (const Scope& scope : {Scope::of(neighbour), Scope::of(""), Scope::all()})
        EXPECT_NE(refusal(scope, entry_of(code)).find("may not do this"), std::string::npos);
    EXPECT_THROW(login->execute(entry_of(code)), Fault);
    for (const Scope& scope : {Scope::of(neighbour), Scope::of(""), Scope::all()}) {
        Transaction writing(*login, Access::write, scope);
        login->execute("UPDATE \"Header\" SET replaced_at = recorded_at + 1 WHERE authority = '" + code +
                       "'");
        writing.commit();
    }
    EXPECT_EQ(count(*admin, "SELECT count(*) FROM \"Header\" WHERE authority = '" + code +
                                "' AND replaced_at IS NOT NULL"),
              0);
    EXPECT_TRUE(store->verify().empty());
}

TEST_F(Walls, LetTheProgramNeitherChangeNorRemoveWhatWasWritten) {
    const Scope own = Scope::of(code);
    for (const std::string& table : tables()) {
        // What no record holds is the program's own to overwrite, and the authority's all the same.
        const bool is_overwritten = table == "credentials" || table == "sessions" ||
                                    table == "failed_sign_ins" || table == "drafts" ||
                                    table == "waiting_imports" || table == "calendar_addresses" ||
                                    table == "outbox" || table == "mail_wishes";
        EXPECT_EQ(is_denied(own, "DELETE FROM " + table), !is_overwritten) << table;
        EXPECT_TRUE(is_denied(own, "TRUNCATE " + table)) << table;
        EXPECT_TRUE(is_denied(own, "DROP TABLE " + table)) << table;
        EXPECT_TRUE(is_denied(own, "ALTER TABLE " + table + " DISABLE ROW LEVEL SECURITY")) << table;
        EXPECT_TRUE(is_denied(own, "DROP POLICY own_authority ON " + table)) << table;
        EXPECT_EQ(is_denied(own, "UPDATE " + table + " SET authority = authority"), !is_overwritten) << table;
    }
    for (const TableShape* shape : all_shapes()) {
        const std::string table = in_sql(shape->table);
        EXPECT_EQ(refusal(own, "UPDATE " + table + " SET replaced_at = replaced_at"), "") << table;
        for (const Column& column : shape->columns)
            EXPECT_TRUE(is_denied(own, "UPDATE " + table + " SET " + in_sql(column.name) + " = NULL"))
                << table;
        for (const std::string name : {"version", "recorded_at", "recorded_by", "recorded_why", "withdrawn"})
            EXPECT_TRUE(is_denied(own, "UPDATE " + table + " SET " + name + " = " + name)) << table;
    }
    for (const std::string name : {"number", "recorded_at", "who", "verb", "what", "why", "contents", "hash"})
        EXPECT_TRUE(is_denied(own, "UPDATE journal SET " + name + " = " + name)) << name;
    EXPECT_TRUE(is_denied(own, "DELETE FROM migrations"));
    EXPECT_TRUE(is_denied(own, "CREATE TABLE mine (number integer)"));
}

Letter a_letter() {
    Letter one;
    one.id = "1";
    one.account = "jane";
    one.state = "waiting";
    return one;
}

// What the server was asked by the everyday login, statement by statement, each with the scope that its
// transaction named.
struct Asked {
    std::string scope;  // "none" before any was named
    std::string statement;
};

std::vector<Asked> asked_in(const std::string& log, const std::string& login) {
    std::vector<Asked> all;
    std::istringstream lines(log);
    std::string line;
    bool ours = false;
    std::string scope = "none";
    while (std::getline(lines, line)) {
        if (line.starts_with('\t')) {
            if (ours) all.back().statement += ' ' + line.substr(1);
            continue;
        }
        const std::size_t simple = line.find("LOG:  statement: ");
        const std::size_t bound = line.find("LOG:  execute <unnamed>: ");
        ours = line.starts_with(login) && (simple != std::string::npos || bound != std::string::npos);
        if (!ours) continue;
        const std::string statement = line.substr(simple != std::string::npos ? simple + 17 : bound + 25);
        if (statement.starts_with("BEGIN")) scope = "none";
        const std::string word = "SET LOCAL footprint.authority = '";
        if (const std::size_t named = statement.find(word); named != std::string::npos)
            scope = statement.substr(named + word.size(),
                                     statement.find('\'', named + word.size()) - named - word.size());
        all.push_back({scope, statement});
        if (statement == "COMMIT" || statement == "ROLLBACK") scope = "none";
    }
    return all;
}

bool is_about_rows(const std::string& statement) {
    if (statement.starts_with("BEGIN") || statement.starts_with("SET LOCAL") ||
        statement.starts_with("SHOW ") || statement == "COMMIT" || statement == "ROLLBACK")
        return false;
    return statement.find("pg_catalog.") == std::string::npos &&
           statement.find("FROM migrations") == std::string::npos;
}

using Verbs = std::map<std::string, std::function<void()>>;

// What is kept beside the records, by the functions that take a connection.
using Work = std::function<void(Database&)>;
std::map<std::string, Work> works_beside_records() {
    return {
        {"find_credential", [](Database& d) { (void)find_credential(d, code, "jane"); }},
        {"keep a credential",
         [](Database& d) {
             keep(d, code, Credential{"jane", "", {}, {}, "", 0, {}});
         }},
        {"find_session", [](Database& d) { (void)find_session(d, code, "hash"); }},
        {"keep a session",
         [](Database& d) {
             keep(d, code, Session{"hash", "jane", "", at(1), at(1), at(1), "key", ""});
         }},
        {"note_seen", [](Database& d) { note_seen(d, code, "hash", at(2)); }},
        {"end_session", [](Database& d) { end_session(d, code, "hash"); }},
        {"end_sessions_of", [](Database& d) { end_sessions_of(d, code, "jane"); }},
        {"drop_sessions", [](Database& d) { drop_sessions(d, code, at(1), at(1)); }},
        {"sessions_of", [](Database& d) { (void)sessions_of(d, code, "jane"); }},
        {"failed_tries", [](Database& d) { (void)failed_tries(d, code, "jane", "here"); }},
        {"keep_tries",
         [](Database& d) {
             keep_tries(d, code, "jane", "here", {1, at(1)});
         }},
        {"forget_failures", [](Database& d) { forget_failures(d, code, "jane", "here"); }},
        {"note_device", [](Database& d) { note_device(d, code, "jane", "here", at(1)); }},
        {"knows_device", [](Database& d) { (void)knows_device(d, code, "jane", "here"); }},
        {"drop_failures", [](Database& d) { drop_failures(d, code, at(1), at(1)); }},
        {"find_draft", [](Database& d) { (void)find_draft(d, code, "jane", "/a"); }},
        {"drafts_of", [](Database& d) { (void)drafts_of(d, code, "jane"); }},
        {"drafts_shared_with", [](Database& d) { (void)drafts_shared_with(d, code, "jane"); }},
        {"keep a draft",
         [](Database& d) {
             keep(d, code, Draft{"jane", "/a", "words", 0, at(1)});
         }},
        {"share",
         [](Database& d) {
             share(d, code, Draft{"jane", "/a", "words", 0, at(1), {"ben"}});
         }},
        {"drop_draft", [](Database& d) { drop_draft(d, code, "jane", "/a"); }},
        {"find_calendar", [](Database& d) { (void)find_calendar(d, code, "hash"); }},
        {"calendar_of", [](Database& d) { (void)calendar_of(d, code, "jane"); }},
        {"keep a calendar",
         [](Database& d) {
             keep(d, code, CalendarAddress{"jane", "hash", at(1)});
         }},
        {"drop_calendar", [](Database& d) { drop_calendar(d, code, "jane"); }},
        {"put_in", [](Database& d) { (void)put_in(d, code, a_letter()); }},
        {"take_out", [](Database& d) { (void)take_out(d, code, at(9), 10); }},
        {"keep a letter", [](Database& d) { keep(d, code, a_letter()); }},
        {"give_up", [](Database& d) { give_up(d, code, at(1)); }},
        {"drop_letters", [](Database& d) { drop_letters(d, code, at(1), at(1)); }},
        {"letters", [](Database& d) { (void)letters(d, code, 10); }},
        {"letters_of", [](Database& d) { (void)letters_of(d, code, "jane", 10); }},
        {"find_letter", [](Database& d) { (void)find_letter(d, code, "1"); }},
        {"last_invitations", [](Database& d) { (void)last_invitations(d, code); }},
        {"ids_of_letters", [](Database& d) { (void)ids_of_letters(d, code); }},
        {"all_wishes", [](Database& d) { (void)all_wishes(d, code); }},
        {"wishes_of", [](Database& d) { (void)wishes_of(d, code, "jane"); }},
        {"keep wishes",
         [](Database& d) {
             keep(d, code, MailWishes{"jane", "", false, false, false});
         }},
        {"keep an import",
         [](Database& d) {
             keep(d, code, WaitingImport{"hash", "jane", "", at(1), {}}, 1000);
         }},
        {"find_waiting", [](Database& d) { (void)find_waiting(d, code, "hash"); }},
        {"drop_waiting", [](Database& d) { drop_waiting(d, code, "hash"); }},
        {"drop_waiting_before", [](Database& d) { drop_waiting_before(d, code, at(1)); }},
    };
}

std::set<std::string> names_in(const std::string& text, const std::regex& declared) {
    std::set<std::string> names;
    for (std::sregex_iterator found(text.begin(), text.end(), declared), end; found != end; ++found)
        names.insert((*found)[1]);
    return names;
}

std::string header_of(const std::string& name) {
    std::ifstream file(footprint::tests::root() + "/src/store/" + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Every verb of the store, on the records of the one authority.
class VerbsOfTheStore : public Walls {
  protected:
    const care::Records records = some_records(4);

    Verbs of_store() {
        return {

            {"open", [&] { opened(place, OpenMode::existing); }},
            {"authorities", [&] { (void)store->authorities(); }},
            {"create_authority",
             [&] {
                 value_of(store->create_authority({"E06999003", "Third", "", std::nullopt}, author, at(3)));
             }},
            {"load", [&] { (void)store->load(code); }},
            {"bring_up_to_date",
             [&] {
                 auto mine = value_of(store->load(code));
                 (void)store->bring_up_to_date(code, mine, 1);
             }},
            {"write",
             [&] {
                 ChangeSet changes("test", records, 0);
                 value_of(store->write(code, changes, author, "", at(4)));
             }},
            {"destroy",
             [&] {
                 const auto owners = value_of(Store::open(place.owners_url(), OpenMode::existing));
                 value_of(
                     owners->destroy(code, "TEST1003", author, "", at(7),
                                     [](const care::AccessLists&, std::uint64_t) { return std::nullopt; }));
             }},
            {"destroyed", [&] { (void)store->destroyed(code); }},
            {"read_sign_ins",
             [&] { store->read_sign_ins(code, [](Database& d) { (void)find_session(d, code, "hash"); }); }},
            {"data_version", [&] { (void)store->data_version(code); }},
            {"apply", [&] { value_of(store->apply(code, records, author, "", at(3))); }},
            {"put",
             [&] { (void)store->put(code, records, records.review_details[0], 0, author, "", at(4)); }},
            {"withdraw",
             [&] { (void)store->withdraw(code, records, records.review_details[1], 2, author, "", at(5)); }},
            {"versions_of", [&] { (void)store->versions_of(code, records, records.episodes[0]); }},
            {"note", [&] { value_of(store->note(code, "read", "", "", author, at(6))); }},
            {"journal", [&] { (void)store->journal(code); }},
            {"load_access", [&] { (void)store->load_access(code); }},
            {"access_version", [&] { (void)store->access_version(code); }},
            {"look_up", [&] { (void)store->look_up(code, "hash"); }},
            {"change_sign_ins",
             [&] {
                 store->change_sign_ins(code, [](Database& database) {
                     keep(database, code, Session{"hash", "jane", "", at(1), at(1), at(1), "key", ""});
                     (void)sessions_of(database, code, "jane");
                 });
             }},
            {"note_all",
             [&] {
                 value_of(store->note_all(code, {{author, "read", "", "", at(6)}}));
             }},
            {"journal by question", [&] { (void)store->journal(code, JournalQuestion{}); }},
            {"versions_about",
             [&] { (void)store->versions_about<care::Decision>(code, records, "TEST1000"); }},
            {"journal_heads", [&] { (void)store->journal_heads(); }},
            {"verify", [&] { (void)store->verify(); }},
            {"backup", [&] { value_of(store->backup(place.free_file("copy.db"))); }},
        };
    }
    Verbs all() {
        Verbs verbs = of_store();
        for (const auto& [name, work] : works_beside_records())
            verbs.emplace(name, [this, does = work] { store->change_sign_ins(code, does); });
        return verbs;
    }
};

TEST_F(VerbsOfTheStore, CrossTheWallsOnlyWhereTheySaySo) {
    std::set<std::string> crossing;
    for (const auto& [verb, run] : all()) {
        const std::size_t before = place.cluster().log().size();
        run();
        int about_rows = 0;
        for (const Asked& asked : asked_in(place.cluster().log().substr(before),
                                           (verb == "destroy" ? owner : program) + "@" + place.name())) {
            const bool begins = asked.statement.starts_with("BEGIN");
            EXPECT_TRUE(!begins ||
                        asked.statement.find("; SET LOCAL footprint.authority = ") != std::string::npos)
                << verb << ": " << asked.statement;
            if (!is_about_rows(asked.statement)) continue;
            ++about_rows;
            EXPECT_NE(asked.scope, "none") << verb << ": " << asked.statement;
            if (asked.scope == "*") {
                crossing.insert(verb);
                EXPECT_TRUE(asked.statement.starts_with("SELECT")) << verb << ": " << asked.statement;
                continue;
            }
            const bool names_it = asked.statement.find("authority = $") != std::string::npos ||
                                  asked.statement.starts_with("INSERT INTO ");
            EXPECT_TRUE(names_it) << verb << ": " << asked.statement;
        }
        EXPECT_TRUE(verb == "open" || about_rows > 0) << verb << " asked nothing";
    }
    EXPECT_EQ(crossing, (std::set<std::string>{"authorities", "backup", "journal_heads", "verify"}));
}

// None is left out: as the headers declare them.
TEST_F(VerbsOfTheStore, AreAllTried) {
    std::set<std::string> tried;
    for (const auto& [verb, run] : all()) tried.insert(verb.substr(0, verb.find(' ')));
    const std::string header = header_of("store.h");
    const std::size_t begin = header.find("class Store {");
    const std::string store_class = header.substr(begin, header.find("private:", begin) - begin);
    const auto of_store = names_in(store_class, std::regex(R"(\n    (?:static )?[\w:<>, ]+[> ]([a-z_]+)\()"));
    EXPECT_GT(of_store.size(), 20U);
    for (const std::string& name : of_store) EXPECT_TRUE(tried.contains(name)) << "no case for " << name;
    std::set<std::string> beside;
    for (const char* file : {"sign_ins.h", "outbox.h", "waiting_imports.h"})
        beside.merge(names_in(header_of(file), std::regex(R"(([a-z_]+)\(Database& database)")));
    EXPECT_GT(beside.size(), 30U);
    for (const std::string& name : beside) EXPECT_TRUE(tried.contains(name)) << "no case for " << name;
}

}  // namespace
}  // namespace footprint::store::tests
