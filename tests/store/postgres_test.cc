#include "store/postgres.h"

#include <fstream>
#include <iterator>
#include <thread>

#include "store/migrations.h"
#include "store/support.h"
#include "support/places.h"

namespace footprint::store::tests {
namespace {

Problem refusal_of(const std::string& url) {
    const auto backend = open_postgres(url);
    if (backend) {
        ADD_FAILURE() << url << " was not refused";
        return {};
    }
    return backend.problems().front();
}

std::string fault_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Fault& fault) {
        return fault.what();
    }
    ADD_FAILURE() << "there was no fault";
    return {};
}

TEST(PostgresAddress, IsReadAsWordsOrAsUri) {
    EmptyPostgresPlace place;
    const std::string words = place.url().substr(std::string("postgres:").size());
    const std::string folder = words.substr(5, words.find(' ') - 5);
    std::string escaped;
    for (const char one : folder) escaped += one == '/' ? std::string("%2F") : std::string(1, one);
    for (const std::string& url :
         {place.url(), "postgresql:" + words, "postgres://" + owner + "@" + escaped + "/" + place.name(),
          "postgresql://" + owner + "@/" + place.name() + "?host=" + escaped}) {
        auto backend = value_of(open_postgres(url));
        EXPECT_TRUE(backend->connect(Access::read)->is_empty()) << url;
        EXPECT_EQ(backend->place(), "The PostgreSQL database '" + place.name() + "' on " + folder);
    }
}

TEST(PostgresAddress, WithAPasswordIsRefusedAndNotRepeated) {
    for (const char* url :
         {"postgres://someone:hush@localhost/x", "postgres:host=localhost password=hush",
          "postgresql:dbname='x' password = 'hush'", "postgres://localhost/x?password=hush"}) {
        const Problem problem = refusal_of(url);
        EXPECT_EQ(problem.kind, Problem::Kind::wrong_use) << url;
        EXPECT_EQ(problem.message.find("hush"), std::string::npos) << problem.message;
        EXPECT_NE(problem.message.find("pgpass"), std::string::npos) << problem.message;
    }
}

TEST(PostgresAddress, ThatCannotBeReadIsRefusedAndNotRepeated) {
    for (const char* url :
         {"postgres:footprint", "postgres:nonsense=1", "postgres:host='x", "postgres://[half"}) {
        const Problem problem = refusal_of(url);
        EXPECT_EQ(problem.kind, Problem::Kind::wrong_use) << url;
        EXPECT_NE(problem.message.find("Write postgres:"), std::string::npos) << problem.message;
    }
}

TEST(PostgresAddress, OfAnotherMachineIsReachedByTlsOnly) {
    for (const char* url :
         {"postgres:host=db.example dbname=x", "postgres://someone@192.0.2.7/x?sslmode=require",
          "postgres:hostaddr=192.0.2.7 dbname=x sslmode=prefer",
          "postgres:host=localhost,db.example dbname=x"}) {
        const Problem problem = refusal_of(url);
        EXPECT_EQ(problem.kind, Problem::Kind::wrong_use) << url;
        EXPECT_NE(problem.message.find("sslmode=verify-full"), std::string::npos) << problem.message;
    }
    for (const char* url : {"postgres:host=db.example dbname=x sslmode=verify-full",
                            "postgres:host=localhost dbname=x", "postgres:dbname=x"})
        EXPECT_TRUE(open_postgres(url)) << url;
}

TEST(PostgresAddress, OfAServerOrADatabaseThatIsNotThereIsAFault) {
    PostgresPlace place;
    EXPECT_NE(fault_of([] {
                  (void)Store::open("postgres:host=/no/such/folder dbname=x user=y", OpenMode::create);
              }).find("cannot be reached"),
              std::string::npos);
    const std::string gone = place.cluster().address("no_such_database", owner);
    const std::string said = fault_of([&] { (void)Store::open(gone, OpenMode::create); });
    EXPECT_NE(said.find("no_such_database"), std::string::npos) << said;
    EXPECT_NE(said.find("Look at the address"), std::string::npos) << said;
}

TEST(PostgresSchema, HasAColumnForEachKindAsItIs) {
    PostgresPlace place;
    with_authority(place).reset();
    const std::map<Cell::Kind, std::string> types = {{Cell::Kind::text, "text"},
                                                     {Cell::Kind::number, "integer"},
                                                     {Cell::Kind::real, "double precision"},
                                                     {Cell::Kind::truth, "boolean"},
                                                     {Cell::Kind::day, "date"}};
    const auto database = place.behind_the_back();
    const auto select = database->prepare(
        "SELECT data_type::text, coalesce(collation_name, '')::text, is_nullable::text "
        "FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND column_name = "
        "$2");
    for (const TableShape* shape : all_shapes()) {
        for (const Column& column : shape->columns) {
            select->bind(1, shape->table);
            select->bind(2, column.name);
            ASSERT_TRUE(select->step()) << shape->table << '.' << column.name;
            const bool is_text = column.kind == Cell::Kind::text;
            EXPECT_EQ(select->text(0), types.at(column.kind)) << shape->table << '.' << column.name;
            EXPECT_EQ(select->text(1), is_text ? "C" : "") << shape->table << '.' << column.name;
            EXPECT_EQ(select->text(2), is_text || column.key ? "NO" : "YES")
                << shape->table << '.' << column.name;
            EXPECT_FALSE(select->step());
        }
    }
}

// Distributing a table over servers needs the authority at the head of each of its keys.
TEST(PostgresSchema, HasTheAuthorityAtTheHeadOfEveryUniqueIndexAndReference) {
    PostgresPlace place;
    with_authority(place).reset();
    const auto database = place.behind_the_back();
    const auto heads = database->prepare(
        "SELECT c.conrelid::regclass::text, a.attname::text FROM ("
        "SELECT conrelid, conkey[1] AS first FROM pg_constraint WHERE contype IN ('p', 'u', 'f') UNION ALL "
        "SELECT indrelid, indkey[0] FROM pg_index WHERE indisunique) c "
        "JOIN pg_class t ON t.oid = c.conrelid AND t.relnamespace = 'public'::regnamespace "
        "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.first");
    int seen = 0;
    for (; heads->step(); ++seen)
        EXPECT_EQ(heads->text(1), heads->text(0) == "migrations" ? "number" : "authority") << heads->text(0);
    EXPECT_GT(seen, 100);
}

// Nor may a policy on a table that is spread over servers ask about another one: the page has what takes
// those away.
TEST(PostgresSchema, HasNoPolicyWithAQuestionInItOnceThePageWasFollowed) {
    PostgresPlace place;
    std::ifstream file(footprint::tests::root() + "/docs/operating/scale.md");
    const std::string page(std::istreambuf_iterator<char>(file), {});
    const std::string begin = "```sql\n";
    const std::size_t from = page.find(begin) + begin.size();
    const auto owners = value_of(open_postgres(place.owners_url()))->connect(Access::write);
    const auto database = place.behind_the_back();
    const auto asking = [&] {
        const auto policies = database->prepare(
            "SELECT polrelid::regclass::text || ' ' || polname FROM pg_policy WHERE concat("
            "pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) LIKE '%SELECT%'");
        std::vector<std::string> found;
        while (policies->step()) found.emplace_back(policies->text(0));
        return found;
    };
    EXPECT_GT(asking().size(), 10U);
    owners->execute(page.substr(from, page.find("```", from) - from));
    EXPECT_EQ(asking(), std::vector<std::string>());
}

TEST(PostgresMigrations, AreFrozen) {
    const std::vector<std::string> frozen = {
        "327a29b1358685e6f36d260db848b2cd6b1f9e7448efca47418063a4da8db8da",
        "7e5d77fe19c39b22e774d26da00846cfdaa49568d4dcbe870bbdaee778e6ca98",
        "1db68a20fefd12de502723b5669d76fb2859882c45237bfaa715b61c462ad15c",
        "7f4e568b82abb519494d9852b7ef1cf35d6544076c555eb40ca32c0594f9db1c",
        "ac6093515ffe5a321662a37a053c662289217878a1d448e1b38b9950b8afdce9",
        "6ba2d372a92f292cd5694cfa1f0213d6c64f65a7fa763aa45eb515e4fff0a59e",
        "0f5e14a5b7eb383b9a59164cd395c26916b7482b7e2b1cd31c7bc1b6d55c7635",
        "151b10aff0f478ed4948e159b58c64581fdf84565a52b148acdf1c6cb39b64e3",
        "97a7ee7e23cf0153dec89bff193a47fec279b8ab727751c7eb3304147983dd1c",
        "77aed7bc10af4f25afc25c712877cfeb88a9636313bba22ef68892ce8a7f44f0",
        "d3fc51f0e2e8a26b8563e77a920e4d08384cd1dffa31bd82b97f1f948bdb7a29",
        "04602d9713c46ea6228d7ad5bf3b4f38c173fb04ab1c42f5fceb7bfcbd322249",
        "3ed02a1b84ef9ca58336049b187ebc2856b6af374dfb509a1e75192a98328dbc",
        "d7e846d1396cf50dfd68983d4aaeb7a62b5d543362fdd50ba4296f59d746b6a1",
        "ce2ffdef969fe1f443287d422cba23603e760748fe41f161d63720846410c62f",
        "a4dfc3d7327898e52d42b4b57f5cfc4d90911020185c3a09d367803662833d70",
    };
    const auto steps = shipped_migrations("src/store/migrations/postgres");
    ASSERT_EQ(steps.size(), frozen.size());
    for (std::size_t i = 0; i < steps.size(); ++i)
        EXPECT_EQ(steps[i].fingerprint, frozen[i]) << steps[i].name;
}

TEST(PostgresMigrating, NamesTheStepsInADryRunAndTakesThemOnce) {
    EmptyPostgresPlace place;
    EXPECT_EQ(value_of(migrate(place.url(), true)), steps_of("postgres"));
    EXPECT_TRUE(place.behind_the_back()->is_empty());
    EXPECT_EQ(value_of(migrate(place.url(), false)), steps_of("postgres"));
    EXPECT_TRUE(value_of(migrate(place.url(), false)).empty());
    EXPECT_TRUE(with_authority(place)->verify().empty());
}

TEST(PostgresMigrating, IsForTheOwnerOfTheTables) {
    EmptyPostgresPlace place;
    const std::string everyday = place.cluster().address(place.name(), program);
    const std::string said = fault_of([&] { (void)Store::open(everyday, OpenMode::create); });
    EXPECT_NE(said.find("with the owner's address"), std::string::npos) << said;
    const auto empty = Store::open(everyday, OpenMode::existing);
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.problems().front().kind, Problem::Kind::not_found);
    value_of(Store::open(place.url(), OpenMode::create));
    EXPECT_TRUE(value_of(Store::open(everyday, OpenMode::existing))->authorities().empty());
}

TEST(PostgresMigrating, TakesAllStepsOrNone) {
    EmptyPostgresPlace place;
    {
        const auto database = value_of(open_postgres(place.url()))->connect(Access::write);
        Transaction transaction(*database, Access::write, Scope::all());
        take(*database, {shipped_migrations("src/store/migrations/postgres").front()});
        transaction.commit();
    }
    const auto older = Store::open(place.url(), OpenMode::create);
    ASSERT_FALSE(older);
    EXPECT_NE(older.problems().front().message.find("footprint migrate"), std::string::npos);
    place.behind_the_back()->execute("CREATE TABLE decisions (spoilt integer)");
    EXPECT_THROW((void)migrate(place.url(), false), Fault);
    EXPECT_FALSE(place.behind_the_back()->has_table("Header"));
    place.behind_the_back()->execute("DROP TABLE decisions");
    EXPECT_EQ(value_of(migrate(place.url(), false)), steps_of("postgres", 1));
    EXPECT_TRUE(with_authority(place)->verify().empty());
}

TEST(PostgresMigrating, IsDoneOnceWhereTwoProgramsStartAtOnce) {
    EmptyPostgresPlace place;
    std::vector<std::vector<std::string>> taken(3);
    std::vector<std::thread> programs;
    for (auto& steps : taken) programs.emplace_back([&] { steps = value_of(migrate(place.url(), false)); });
    for (auto& one : programs) one.join();
    std::vector<std::string> all;
    for (const auto& steps : taken) all.insert(all.end(), steps.begin(), steps.end());
    EXPECT_EQ(all, steps_of("postgres"));
}

TEST(PostgresMigrating, RefusesAnotherProgramsDatabaseAndANewerOne) {
    EmptyPostgresPlace foreign;
    foreign.behind_the_back()->execute("CREATE TABLE accounts (number integer)");
    const auto refused = migrate(foreign.url(), false);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.problems().front().message.find("another program"), std::string::npos);
    PostgresPlace newer;
    newer.behind_the_back()->execute("INSERT INTO migrations VALUES (9999, '9999_later', 'f', 1)");
    const auto too_new = Store::open(newer.url(), OpenMode::existing);
    ASSERT_FALSE(too_new);
    EXPECT_NE(too_new.problems().front().message.find("newer version"), std::string::npos);
}

}  // namespace
}  // namespace footprint::store::tests
