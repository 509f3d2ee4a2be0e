#include "care/mentions.h"

#include <gtest/gtest.h>

namespace footprint::care {
namespace {

TEST(Mentions, GoWithWhatPartsThemFromOthers) {
    EXPECT_EQ(without_mention("A", "A"), "");
    EXPECT_EQ(without_mention("A, B, C", "A"), "B, C");
    EXPECT_EQ(without_mention("A, B, C", "B"), "A, C");
    EXPECT_EQ(without_mention("A, B, C", "C"), "A, B");
    EXPECT_EQ(without_mention("A A;A", "A"), "");
    EXPECT_EQ(without_mention("AA BA AB", "A"), "AA BA AB");
    EXPECT_EQ(without_mention("", "A"), "");
}

TEST(Mentions, AreReadOneByOne) {
    EXPECT_EQ(ids_in(" TEST1,TEST2; TEST3\n"), (std::vector<std::string_view>{"TEST1", "TEST2", "TEST3"}));
    EXPECT_TRUE(ids_in(" , ;").empty());
    EXPECT_TRUE(ids_in("").empty());
}

TEST(Mentions, AreOfWholeIds) {
    EXPECT_TRUE(mentions("TEST1;TEST2", "TEST2"));
    EXPECT_TRUE(mentions("TEST2\nTEST1", "TEST2"));
    EXPECT_FALSE(mentions("TEST20, ATEST2", "TEST2"));
    EXPECT_FALSE(mentions("", "TEST2"));
}

}  // namespace
}  // namespace footprint::care
