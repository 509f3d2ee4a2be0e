#include "cli/kills.h"

#include "cli/ground.h"

namespace footprint::cli::tests {
namespace {

class Kills : public testing::TestWithParam<Database> {
  protected:
    static void expect_kept(const KillReport& report, int rounds) {
        for (const std::string& broken : report.broken) ADD_FAILURE() << broken;
        EXPECT_EQ(report.rounds, rounds);
        EXPECT_GT(report.killed, 0);
    }
};

INSTANTIATE_TEST_SUITE_P(On, Kills, testing::Values(sqlite, postgres), name_of);

TEST_P(Kills, OfAnImportLeaveItWholeOrNotAtAll) {
    expect_kept(kill_imports(4, 20'260'331, GetParam().make), 4);
}

TEST_P(Kills, OfTheServiceLoseNothingThatWasAcknowledged) {
    const KillReport report = kill_services(4, 20'260'401, GetParam().make);
    expect_kept(report, 4);
    EXPECT_GT(report.acknowledged, 0);
}

}  // namespace
}  // namespace footprint::cli::tests
