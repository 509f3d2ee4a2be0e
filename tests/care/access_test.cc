// What the table of roles grants, and what it never may.
#include "care/access.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <set>

#include "care/account.h"

namespace footprint::care {
namespace {

constexpr std::array standings{Standing::none, Standing::works_with, Standing::allocated};

TEST(Access, NothingIsGrantedTwice) {
    std::set<std::pair<AccountRole, Verb>> seen;
    for (const Grant& grant : grants()) {
        EXPECT_TRUE(seen.emplace(grant.role, grant.verb).second);
        EXPECT_NE(grant.reach, Reach::nobody);
    }
    EXPECT_EQ(verbs().size(), 17U);
}

// SI 2010/959 reg 46(3): the line of the case changes nothing that an IRO recorded.
TEST(Access, TheLineOfTheCaseRecordsNothing) {
    for (const AccountRole role : {AccountRole::social_worker, AccountRole::team_manager})
        for (const Standing standing : standings)
            for (const Verb verb : {Verb::record_review, Verb::book, Verb::allocate, Verb::take_over,
                                    Verb::hand_out, Verb::restrict_file, Verb::keep_or_destroy, Verb::judge})
                EXPECT_FALSE(may(role, verb, standing)) << printed(role) << ": " << in_words(verb);
}

// SI 2010/959 reg 46(3), the other way round: who works the case reviews nothing, by whatever second role.
TEST(Access, WhoWorksTheCaseHasNoPartInReviewingIt) {
    const std::set<AccountRole> line{AccountRole::social_worker, AccountRole::team_manager};
    const std::set<AccountRole> reviewing{AccountRole::iro, AccountRole::manager,
                                          AccountRole::business_support, AccountRole::firo};
    for (std::size_t i = 1; i < code_count<AccountRole>(); ++i)
        for (std::size_t j = 1; j < code_count<AccountRole>(); ++j) {
            const std::array both{static_cast<AccountRole>(i), static_cast<AccountRole>(j)};
            const bool apart = (line.contains(both[0]) && reviewing.contains(both[1])) ||
                               (line.contains(both[1]) && reviewing.contains(both[0]));
            EXPECT_EQ(roles_apart(both).has_value(), apart) << printed(both[0]) << ' ' << printed(both[1]);
        }
    const std::array three{AccountRole::auditor, AccountRole::manager, AccountRole::team_manager};
    const auto found = roles_apart(three);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->works_the_case, AccountRole::team_manager);
    EXPECT_EQ(found->reviews, AccountRole::manager);
    EXPECT_FALSE(roles_apart({}));
}

TEST(Access, AnAuditorChangesNothing) {
    for (const Grant& grant : grants())
        if (grant.role == AccountRole::auditor) {
            EXPECT_TRUE(grant.verb == Verb::see_published || grant.verb == Verb::see_figures ||
                        grant.verb == Verb::see_lists || grant.verb == Verb::open_file ||
                        grant.verb == Verb::read_journal);
        }
}

TEST(Access, AnAdministratorAndTheCommitteeSeeNoChild) {
    for (const AccountRole role : {AccountRole::administrator, AccountRole::committee})
        for (const Verb verb :
             {Verb::see_lists, Verb::open_file, Verb::record_review, Verb::open_in_emergency})
            EXPECT_EQ(reach(role, verb), Reach::nobody);
}

TEST(Access, AnIroRecordsForTheirOwnAndReadsColleagues) {
    EXPECT_TRUE(may(AccountRole::iro, Verb::record_review, Standing::allocated));
    EXPECT_FALSE(may(AccountRole::iro, Verb::record_review, Standing::none));
    EXPECT_TRUE(may(AccountRole::iro, Verb::open_file, Standing::none));
}

TEST(Access, AnAccountWithoutARoleMayDoNothing) {
    for (const Verb verb : verbs())
        for (const Standing standing : standings) EXPECT_FALSE(may(Account{}, verb, standing));
}

TEST(Access, AnAnalystSeesListsOnlyWhereTheAccountSaysSo) {
    Account analyst;
    analyst.roles = {AccountRole::analyst};
    EXPECT_FALSE(may(analyst, Verb::see_lists, Standing::none));
    analyst.sees_lists = true;
    EXPECT_TRUE(may(analyst, Verb::see_lists, Standing::none));
    EXPECT_FALSE(may(analyst, Verb::open_file, Standing::none));
    // It widens nobody else's account.
    analyst.roles = {AccountRole::committee};
    EXPECT_FALSE(may(analyst, Verb::see_lists, Standing::none));
}

TEST(Access, AClosedAccountMayDoNothing) {
    Account manager;
    manager.roles = {AccountRole::manager};
    EXPECT_TRUE(may(manager, Verb::open_file, Standing::none));
    manager.closed = true;
    for (const Verb verb : verbs()) EXPECT_FALSE(may(manager, verb, Standing::allocated));
}

// docs/who_may.md prints the table: a line a verb, a column a role.
TEST(Access, ThePageSaysWhatTheTableSays) {
    std::ifstream file("docs/who_may.md");
    const std::string page{std::istreambuf_iterator<char>(file), {}};
    std::string head = "| to |";
    for (std::size_t i = 1; i < code_count<AccountRole>(); ++i)
        head += " " + std::string(printed(static_cast<AccountRole>(i))) + " |";
    EXPECT_NE(page.find(head), std::string::npos) << head;
    for (const Verb verb : verbs()) {
        std::string line = "| " + std::string(in_words(verb)) + " |";
        for (std::size_t i = 1; i < code_count<AccountRole>(); ++i)
            switch (reach(static_cast<AccountRole>(i), verb)) {
                case Reach::nobody:
                    line += " |";
                    break;
                case Reach::works_with:
                    line += " theirs |";
                    break;
                case Reach::allocated:
                    line += " own |";
                    break;
                case Reach::everybody:
                    line += " yes |";
                    break;
            }
        EXPECT_NE(page.find(line + "\n"), std::string::npos) << line;
    }
}

class Standings : public testing::Test {
  protected:
    Standings() {
        records.children = {{.id = "TEST1"}, {.id = "TEST2"}};
        const auto officer = [&](const char* id, Role role, const char* team, const char* worker) {
            Officer row;
            row.officer.text = id;
            row.role = role;
            row.team = team;
            row.social_worker_id = worker;
            records.officers.push_back(row);
        };
        officer("iro-a", Role::iro, "", "");
        officer("iro-b", Role::iro, "", "");
        officer("sw-a", Role::social_worker, "north", "SW1");
        officer("sw-b", Role::social_worker, "south", "SW2");
        officer("tm-n", Role::team_manager, "north", "");
        records.allocations.add({{0}, {"iro-a"}, day("2026-01-01"), day("2026-02-01"), ""});
        records.absences.push_back({{"iro-a"}, day("2026-01-10"), day("2026-01-12"), "", {"iro-b"}});
        WorkerEpisode worker;
        worker.child = {0};
        worker.social_worker_id = "SW1";
        worker.from_on = day("2026-01-01");
        records.worker_episodes.add(worker);
        records.settle();
    }
    static Day day(const char* text) { return *parse_iso_day(text); }
    Standing of(const char* officer, std::uint32_t child, const char* on) const {
        Account account;
        account.officer.text = officer;
        return standing_of(records, account, {child}, day(on));
    }
    Records records;
};

TEST_F(Standings, AnAllocationHoldsFromItsFirstDayUntilItsLast) {
    EXPECT_EQ(of("iro-a", 0, "2025-12-31"), Standing::none);
    EXPECT_EQ(of("iro-a", 0, "2026-01-01"), Standing::allocated);
    EXPECT_EQ(of("iro-a", 0, "2026-01-31"), Standing::allocated);
    EXPECT_EQ(of("iro-a", 0, "2026-02-01"), Standing::none);
    EXPECT_EQ(of("iro-a", 1, "2026-01-15"), Standing::none);
}

TEST_F(Standings, CoverGivesTheCoveredOfficersChildrenForItsDays) {
    EXPECT_EQ(of("iro-b", 0, "2026-01-09"), Standing::none);
    EXPECT_EQ(of("iro-b", 0, "2026-01-10"), Standing::allocated);
    EXPECT_EQ(of("iro-b", 0, "2026-01-11"), Standing::allocated);
    EXPECT_EQ(of("iro-b", 0, "2026-01-12"), Standing::allocated) << "the last day of the absence";
    EXPECT_EQ(of("iro-b", 0, "2026-01-13"), Standing::none);
}

TEST_F(Standings, TheLineIsTheWorkerAndWhoLeadsTheTeam) {
    EXPECT_EQ(of("sw-a", 0, "2026-01-15"), Standing::works_with);
    EXPECT_EQ(of("sw-b", 0, "2026-01-15"), Standing::none);
    EXPECT_EQ(of("tm-n", 0, "2026-01-15"), Standing::works_with);
    EXPECT_EQ(of("tm-n", 1, "2026-01-15"), Standing::none);
    EXPECT_EQ(of("", 0, "2026-01-15"), Standing::none);
}

// An allocation to somebody in the line of the case makes nobody an IRO.
TEST_F(Standings, NobodyInTheLineStandsAsAllocated) {
    records.allocations.add({{1}, {"sw-b"}, day("2026-01-01"), std::nullopt, ""});
    records.settle();
    EXPECT_EQ(of("sw-b", 1, "2026-01-15"), Standing::works_with);
}

}  // namespace
}  // namespace footprint::care
