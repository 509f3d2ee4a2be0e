// The service on each database: pages, people and what they save; two services on one database; and a server
// of PostgreSQL that goes away, or cuts what it was asked in the middle of it.
#include <thread>

#include "cli/ground.h"

namespace footprint::cli::tests {
namespace {

// People sign in to an authority of fifty children.
class DatabaseService : public OnEveryDatabase {
  protected:
    DatabaseService() {
        invent(program, 50, 1);
        officer_ = some_officer(program);
        first_password = add_officer(program, "ada", officer_);
        program.serve("");
    }

    std::string officer_;
    std::string first_password;
    Program program{place->url()};
    Caller caller{program};
};

INSTANTIATE_TEST_SUITE_P(On, DatabaseService, testing::Values(sqlite, postgres), name_of);

TEST_P(DatabaseService, ShowsPagesAndKeepsWhatIsSaved) {
    EXPECT_EQ(caller.get("/children").header("Location"), "/sign-in?then=%2Fchildren");
    caller.sign_in("ada", first_password);
    for (const char* address :
         {"/", "/children", "/calendar", "/measures", "/findings", "/account", "/health"})
        EXPECT_EQ(caller.get(address).status, 200) << address;
    const std::string address = caller.decisions(1).at(0);
    const std::string based_on = Caller::value_in(caller.get(address).body, "based_on");
    EXPECT_EQ(caller.keep_draft(address, "a draft", based_on).status, 204);
    EXPECT_EQ(caller.progress(address), "a draft");
    EXPECT_EQ(caller.save(address, "saved").status, 303);
    EXPECT_EQ(program.stop(), 0);
    program.serve("");
    EXPECT_EQ(caller.progress(address), "saved");
    EXPECT_EQ(program.stop(), 0);
    program.run({"verify"});
}

TEST_P(DatabaseService, ShowsWhatAnotherServiceOnTheSameDatabaseChanged) {
    caller.sign_in("ada", first_password);
    const std::string address = caller.decisions(1).at(0);
    Program other(place->url());
    other.serve("");
    Caller there(other);
    there.sign_in("bob", add_officer(other, "bob", officer_));
    EXPECT_EQ(there.progress(address), caller.progress(address));
    EXPECT_EQ(caller.save(address, "from here").status, 303);
    EXPECT_EQ(there.progress(address), "from here");
    EXPECT_EQ(there.save(address, "from there").status, 303);
    EXPECT_EQ(caller.progress(address), "from there");
    // Whoever may do nothing any more may do it nowhere.
    other.run({"user", "disable", "bob"});
    EXPECT_EQ(there.get(address).status, 303);
    EXPECT_EQ(caller.get(address).status, 200);
}

// Somebody who saved what another had read meanwhile is told so by whichever service they came.
TEST_P(DatabaseService, TellsWhoeverWasSlowerThoughTheOtherCameByAnotherService) {
    caller.sign_in("ada", first_password);
    const std::string address = caller.decisions(1).at(0);
    const std::string based_on = Caller::value_in(caller.get(address).body, "based_on");
    Program other(place->url());
    other.serve("");
    Caller there(other);
    there.sign_in("bob", add_officer(other, "bob", officer_));
    EXPECT_EQ(there.save(address, "from there").status, 303);
    const auto slower =
        caller.post(address, {{"based_on", based_on}, {"text", "t"}, {"progress", "from here"}});
    EXPECT_EQ(slower.status, 409);
    EXPECT_NE(slower.body.find("from there"), std::string::npos);
    EXPECT_EQ(there.progress(address), "from there");
}

class PostgresService : public testing::Test {
  protected:
    PostgresService() {
        invent(program, 50, 1);
        program.serve();
        address = caller.decisions(1).at(0);
        EXPECT_EQ(caller.save(address, "before").status, 303);
    }
    int count(const std::string& query) {
        const auto select = admin->prepare(query);
        return select->step() ? static_cast<int>(select->number(0).value_or(0)) : -1;
    }
    void wait_until_somebody_waits() {
        while (count("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                     "wait_event_type = 'Lock'") < 1)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    void cut_whoever_waits() {
        EXPECT_EQ(count("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = "
                        "current_database() AND wait_event_type = 'Lock'"),
                  1);
    }
    static void expect_sorry(const web::Received& received) {
        EXPECT_EQ(received.status, 500);
        EXPECT_NE(received.body.find("See whether your last change is there, then try again"),
                  std::string::npos);
        EXPECT_FALSE(Caller::found(received.body, "number is <strong>([^<]+)</strong>").empty());
    }
    void expect_whole() {
        EXPECT_EQ(program.stop(), 0) << program.read("serve.log");
        program.run({"verify"});
    }

    store::tests::PostgresPlace place;
    std::unique_ptr<store::Database> admin = place.behind_the_back();
    Program program{place.url()};
    Caller caller{program};
    std::string address;
};

TEST_F(PostgresService, SaysSorryWhileTheServerIsAwayAndGoesOnWhenItIsBack) {
    place.cluster().stop();
    expect_sorry(caller.get("/"));
    expect_sorry(caller.get(address));
    EXPECT_EQ(caller.get("/health").status, 503);
    EXPECT_EQ(caller.get("/health").body, "The records cannot be reached.\n");
    place.cluster().start();
    EXPECT_EQ(caller.get("/health").status, 200);
    EXPECT_EQ(caller.progress(address), "before");
    EXPECT_EQ(caller.save(address, "after").status, 303);
    EXPECT_EQ(caller.progress(address), "after");
    expect_whole();
}

TEST_F(PostgresService, WritesNothingWhereASaveWasCut) {
    const int versions = count("SELECT count(*) FROM \"decisions\"");
    const int entries = count("SELECT count(*) FROM journal");
    const auto other = place.behind_the_back();
    other->execute("BEGIN; SELECT 1 FROM \"decisions\" FOR UPDATE");
    web::Received answer;
    std::thread saving([&] { answer = caller.save(address, "meanwhile"); });
    wait_until_somebody_waits();
    cut_whoever_waits();
    saving.join();
    other->execute("COMMIT");
    expect_sorry(answer);
    EXPECT_EQ(count("SELECT count(*) FROM \"decisions\""), versions);
    EXPECT_EQ(count("SELECT count(*) FROM journal"), entries);
    EXPECT_EQ(caller.progress(address), "before");
    EXPECT_EQ(caller.save(address, "after").status, 303);
    EXPECT_EQ(caller.progress(address), "after");
    expect_whole();
}

TEST_F(PostgresService, SaysSorryWhereAPageWasCut) {
    const auto other = place.behind_the_back();
    other->execute("BEGIN; LOCK TABLE \"decisions\" IN ACCESS EXCLUSIVE MODE");
    web::Received answer;
    std::thread reading([&] { answer = caller.get(address); });
    wait_until_somebody_waits();
    cut_whoever_waits();
    reading.join();
    other->execute("COMMIT");
    expect_sorry(answer);
    EXPECT_EQ(caller.progress(address), "before");
    expect_whole();
}

}  // namespace
}  // namespace footprint::cli::tests
