#include "store/crash.h"

#include <gtest/gtest.h>

namespace footprint::store::tests {
namespace {

TEST(Crash, LosesNothingThatWasAcknowledgedAndLeavesNothingHalfDone) {
    const CrashReport report = kill_writers(30, 20'260'331);
    for (const std::string& broken : report.broken) ADD_FAILURE() << broken;
    EXPECT_EQ(report.rounds, 30);
    EXPECT_GT(report.killed, 20);
    EXPECT_GT(report.acknowledged, 30);
}

}  // namespace
}  // namespace footprint::store::tests
