#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "store/connections.h"
#include "store/support.h"

namespace footprint::store::tests {
namespace {

// A store on a server on which things go wrong.
class Server : public testing::Test {
  protected:
    PostgresPlace place;
    std::unique_ptr<Store> store = with_authority(place);
    std::unique_ptr<Database> admin = place.behind_the_back();

    void apply(int children, int second) {
        value_of(store->apply(code, some_records(children), author, "", at(second)));
    }
    static std::string fault_of(const std::function<void()>& work) {
        try {
            work();
        } catch (const Fault& fault) {
            return fault.what();
        }
        ADD_FAILURE() << "there was no fault";
        return {};
    }
    static void expect_said(const std::string& said, const std::string& words) {
        EXPECT_NE(said.find(words), std::string::npos) << said;
    }
    int count(const std::string& query) {
        const auto select = admin->prepare(query);
        return select->step() ? static_cast<int>(select->number(0).value_or(0)) : -1;
    }
    // Cuts every connection of the store; how many there were.
    int cut() {
        return count(
            "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = 'footprint' AND pid <> "
            "pg_backend_pid()");
    }
    void wait_for(const std::string& event) {
        while (count("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                     "wait_event = '" +
                     event + "'") < 1)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    void expect_whole() {
        const Problems found = store->verify();
        EXPECT_TRUE(found.empty()) << printed(found);
    }
};

TEST_F(Server, ReplacesConnectionsThatWereCutWhileTheyWereIdle) {
    apply(2, 1);
    EXPECT_EQ(value_of(store->load(code)).children.size(), 2U);
    EXPECT_GE(cut(), 2);
    EXPECT_EQ(value_of(store->load(code)).children.size(), 2U);
    cut();
    apply(3, 2);
    EXPECT_EQ(store->journal(code).size(), 3U);
    expect_whole();
}

TEST_F(Server, ThatIsAwayIsAFaultAndGoesOnWhenItIsBack) {
    apply(2, 1);
    place.cluster().stop();
    expect_said(fault_of([&] { (void)store->load(code); }), "cannot be reached");
    expect_said(fault_of([&] { (void)store->apply(code, some_records(3), author, "", at(2)); }),
                "cannot be reached");
    place.cluster().start();
    EXPECT_EQ(value_of(store->load(code)).children.size(), 2U);
    apply(3, 3);
    EXPECT_EQ(store->journal(code).size(), 3U);
    expect_whole();
}

TEST_F(Server, ThatCutsAReadIsAFaultAndTheNextReadWorks) {
    apply(2, 1);
    Connections connections(value_of(open_postgres(place.url())));
    const std::string said = fault_of([&] {
        Connections::Reading reading(connections, Scope::of(code));
        cut();
        (void)reading.database().prepare("SELECT 1")->step();
    });
    expect_said(said, "was cut");
    expect_said(said, "try again");
    Connections::Reading reading(connections, Scope::of(code));
    const auto select = reading.database().prepare("SELECT count(*) FROM journal WHERE authority = $1");
    select->bind(1, code);
    ASSERT_TRUE(select->step());
    EXPECT_EQ(select->number(0), 2);
}

TEST_F(Server, ThatCutsAWriteIsAFaultAndNothingWasWritten) {
    apply(2, 1);
    auto newer = some_records(3);
    newer.episodes.all()[1].ended_on = day_of(2024, 12, 1);
    const auto other = place.behind_the_back();
    other->execute("BEGIN; SELECT 1 FROM \"Episodes\" WHERE \"CHILD\" = 'TEST1001' FOR UPDATE");
    std::string said;
    std::thread writer([&] { said = fault_of([&] { (void)store->apply(code, newer, author, "", at(2)); }); });
    wait_for("transactionid");
    count(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() "
        "AND wait_event = 'transactionid'");
    writer.join();
    expect_said(said, "was cut");
    expect_said(said, "Nothing was written");
    other->execute("COMMIT");
    EXPECT_EQ(value_of(store->load(code)).children.size(), 2U);
    apply(3, 3);
    EXPECT_EQ(store->journal(code).size(), 3U);
    expect_whole();
}

// Before anything was done, as while it waits for its turn, nobody need hear of it.
TEST_F(Server, ThatCutsAWriterWhoWaitsGivesItAnotherConnection) {
    apply(2, 1);
    const auto other = value_of(open_postgres(place.url()))->connect(Access::write);
    std::optional<Transaction> holding(std::in_place, *other, Access::write, Scope::of(code));
    std::thread writer([&] { apply(3, 2); });
    wait_for("advisory");
    EXPECT_EQ(count("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND wait_event = 'advisory'"),
              1);
    wait_for("advisory");
    holding.reset();
    writer.join();
    EXPECT_EQ(store->journal(code).size(), 3U);
    expect_whole();
}

// The server is asked to commit and takes long over it, and meanwhile the connection goes.
TEST_F(Server, ThatCutsACommitSaysThatItIsNotKnownAndTriesNothingAgain) {
    admin->execute(
        "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN "
        "NULL; END';"
        "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION slow()");
    std::string said;
    std::thread writer([&] {
        said = fault_of([&] { (void)store->note(code, "read", "child TEST1000", "", author, at(1)); });
    });
    wait_for("PgSleep");
    count(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() "
        "AND wait_event = 'PgSleep'");
    writer.join();
    expect_said(said, "while the change was being made final");
    expect_said(said, "Look whether it is there");
    admin->execute("DROP TRIGGER slow ON journal");
    EXPECT_EQ(store->journal(code).size(), 1U);
    apply(1, 2);
}

TEST_F(Server, WithALockHeldTooLongIsAFaultForWritersOfThatAuthorityOnly) {
    value_of(store->create_authority({"E06999002", "Other", "", std::nullopt}, author, at(1)));
    const auto other = value_of(open_postgres(place.url()))->connect(Access::write);
    const Transaction holding(*other, Access::write, Scope::of(code));
    EXPECT_EQ(value_of(store->load(code)).children.size(), 0U);
    value_of(store->apply("E06999002", some_records(2), author, "", at(2)));
    expect_said(fault_of([&] { (void)store->apply(code, some_records(3), author, "", at(2)); }),
                "locked by another program for 10 seconds");
}

// Another program that takes no turns writes the next entry of the chain.
TEST_F(Server, TriesAgainWhereAWriterThatTakesNoTurnsWasFirst) {
    apply(2, 1);
    JournalEntry entry = store->journal(code).back();
    entry.previous = entry.hash;
    ++entry.number;
    entry.at = at(2);
    entry.verb = "read";
    entry.contents.clear();
    entry.hash = hash_of(entry);
    const auto other = place.behind_the_back();
    other->execute("BEGIN; INSERT INTO journal SELECT authority, " + std::to_string(entry.number) + ", " +
                   std::to_string(entry.at.micros) + ", who, 'read', what, why, '', hash, '" + entry.hash +
                   "' FROM journal WHERE number = 2; UPDATE journal_heads SET number = 3, hash = '" +
                   entry.hash + "'");
    std::thread writer([&] { apply(3, 3); });
    wait_for("transactionid");
    other->execute("COMMIT");
    writer.join();
    const auto entries = store->journal(code);
    ASSERT_EQ(entries.size(), 4U);
    EXPECT_EQ(entries[2], entry);
    EXPECT_EQ(entries[3].verb, "apply");
    EXPECT_EQ(value_of(store->load(code)).children.size(), 3U);
    expect_whole();
}

TEST_F(Server, TriesAgainAfterADeadlock) {
    apply(2, 1);
    const auto other = place.behind_the_back();
    other->execute(
        "SET deadlock_timeout = '60s'; BEGIN; SELECT 1 FROM \"Episodes\" WHERE \"CHILD\" = 'TEST1001' FOR "
        "UPDATE");
    auto newer = some_records(2);
    newer.children[0].sex = care::Sex::M;
    newer.episodes.all()[1].ended_on = day_of(2024, 12, 1);
    std::thread writer([&] { value_of(store->apply(code, newer, author, "", at(2))); });
    wait_for("transactionid");
    other->execute("SELECT 1 FROM \"Header\" WHERE \"CHILD\" = 'TEST1000' FOR UPDATE");
    other->execute("COMMIT");
    writer.join();
    EXPECT_EQ(store->journal(code).size(), 3U);
    EXPECT_NE(place.cluster().log().find("deadlock detected"), std::string::npos);
    expect_whole();
}

TEST_F(Server, LetsWritersOfManyAuthoritiesWorkSideBySide) {
    std::vector<std::thread> writers;
    for (int i = 0; i < 5; ++i)
        value_of(store->create_authority({"E0699901" + std::to_string(i), "Borough", "", std::nullopt},
                                         author, at(1)));
    for (int i = 0; i < 5; ++i)
        writers.emplace_back([&, i] {
            for (int j = 1; j < 5; ++j)
                value_of(
                    store->apply("E0699901" + std::to_string(i), some_records(j), author, "", at(1 + j)));
        });
    for (auto& writer : writers) writer.join();
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(value_of(store->load("E0699901" + std::to_string(i))).children.size(), 4U);
    expect_whole();
}

using Processes = StoreContract;
ON_EVERY_DATABASE(Processes);

TEST_P(Processes, SeeEachOthersChangesAtOnce) {
    const std::uint64_t before = apply(some_records(1), 1).version;
    const pid_t other = ::fork();
    if (other == 0) {
        try {
            const auto second = Store::open(place->url(), OpenMode::existing);
            const bool saw = second && (*second)->data_version(code) == before;
            const bool wrote = saw && (*second)->apply(code, some_records(4), {"Other Process"}, "", at(2));
            ::_exit(wrote ? 0 : 1);
        } catch (...) {
            ::_exit(2);
        }
    }
    int status = 0;
    ASSERT_EQ(::waitpid(other, &status, 0), other);
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    EXPECT_GT(store->data_version(code), before);
    EXPECT_EQ(load().children.size(), 4U);
    expect_whole();
}

}  // namespace
}  // namespace footprint::store::tests
