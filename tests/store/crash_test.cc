#include "store/crash.h"

#include "store/support.h"

namespace footprint::store::tests {
namespace {

void expect_kept(const CrashReport& report, int rounds, int killed, int acknowledged) {
    for (const std::string& broken : report.broken) ADD_FAILURE() << broken;
    EXPECT_EQ(report.rounds, rounds);
    EXPECT_GT(report.killed, killed);
    EXPECT_GT(report.acknowledged, acknowledged);
}

TEST(Crash, LosesNothingThatWasAcknowledgedAndLeavesNothingHalfDone) {
    expect_kept(kill_writers(30, 20'260'331, sqlite.make), 30, 20, 30);
}

TEST(Crash, OfAWriterToAServerLosesNothingEither) {
    expect_kept(kill_writers(20, 20'260'401, postgres.make), 20, 12, 10);
}

TEST(Crash, OfTheServerItselfLosesNothingEither) {
    expect_kept(kill_writers(6, 20'260'402, [] { return std::make_unique<PlugPlace>(); }), 6, 3, 3);
}

}  // namespace
}  // namespace footprint::store::tests
