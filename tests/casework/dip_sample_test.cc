#include "casework/dip_sample.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace footprint::casework {
namespace {

std::vector<care::Midway> some(int count, int from = 0) {
    std::vector<care::Midway> rows;
    for (int i = 0; i < count; ++i)
        rows.push_back({{"TESTM" + std::to_string(from + i)}, {0}, {}, day_of(2026, 3, 1 + i % 28), {}, {}});
    return rows;
}

std::vector<const care::Midway*> all_of(const std::vector<care::Midway>& rows) {
    std::vector<const care::Midway*> places;
    places.reserve(rows.size());
    for (const care::Midway& row : rows) places.push_back(&row);
    return places;
}

TEST(DipSample, DrawsAsManyAsAskedForInTheOrderOfTheirDays) {
    const auto rows = some(40);
    const auto chosen = drawn(all_of(rows), 10);
    ASSERT_EQ(chosen.size(), 10U);
    EXPECT_TRUE(std::is_sorted(chosen.begin(), chosen.end(),
                               [](const auto* a, const auto* b) { return a->held_on < b->held_on; }));
    EXPECT_EQ(drawn(all_of(rows), 50).size(), 40U);
    EXPECT_TRUE(drawn({}, 10).empty());
}

TEST(DipSample, IsTheSameInWhateverOrderTheyStand) {
    const auto rows = some(40);
    auto backwards = all_of(rows);
    std::reverse(backwards.begin(), backwards.end());
    EXPECT_EQ(drawn(backwards, 10), drawn(all_of(rows), 10));
}

// Who is added to a month takes at most one place of those that were chosen before.
TEST(DipSample, KeepsMostOfWhatWasChosenAsTheMonthGrows) {
    const auto rows = some(40);
    auto fewer = all_of(rows);
    fewer.pop_back();
    const auto before = drawn(fewer, 10);
    const auto after = drawn(all_of(rows), 10);
    const auto kept = std::count_if(before.begin(), before.end(), [&](const care::Midway* one) {
        return std::find(after.begin(), after.end(), one) != after.end();
    });
    EXPECT_GE(kept, 9);
}

TEST(DipSample, FavoursNoPartOfTheMonth) {
    int thirds[3] = {};
    for (int month = 0; month < 100; ++month) {
        const auto rows = some(27, 100 * month);
        for (const auto* one : drawn(all_of(rows), 9)) ++thirds[(civil(*one->held_on).day - 1) / 9];
    }
    for (const int third : thirds) {
        EXPECT_GT(third, 250);
        EXPECT_LT(third, 350);
    }
}

}  // namespace
}  // namespace footprint::casework
