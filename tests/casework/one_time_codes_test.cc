// Six digits of half a minute: the standard's own values, and its edges.
#include "casework/one_time_codes.h"

#include <gtest/gtest.h>

#include <set>

namespace footprint::casework {
namespace {

// RFC 6238, appendix B: the key is "12345678901234567890"; its eight digits end in our six.
constexpr std::string_view key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

Moment at(std::int64_t seconds) {
    return {seconds * 1'000'000};
}

TEST(OneTimeCodes, AreThoseOfTheStandard) {
    const std::vector<std::pair<std::int64_t, std::string_view>> values{
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    for (const auto& [seconds, digits] : values)
        EXPECT_EQ(matching_step(key, digits, at(seconds), 0), seconds / 30) << seconds;
}

TEST(OneTimeCodes, ClocksMayDifferByAStepAndNoMore) {
    const std::string_view digits = "050471";  // of the step that begins at 1111111110
    EXPECT_FALSE(matching_step(key, digits, at(1111111110 - 31), 0));
    EXPECT_TRUE(matching_step(key, digits, at(1111111110 - 30), 0));
    EXPECT_TRUE(matching_step(key, digits, at(1111111110 + 59), 0));
    EXPECT_FALSE(matching_step(key, digits, at(1111111110 + 60), 0));
}

TEST(OneTimeCodes, AreUsedOnce) {
    const auto step = matching_step(key, "050471", at(1111111111), 0);
    ASSERT_TRUE(step);
    EXPECT_FALSE(matching_step(key, "050471", at(1111111112), *step));
}

TEST(OneTimeCodes, WhatIsNotSixDigitsIsWrong) {
    for (const auto* typed : {"", "5047", "0504711", "abcdef", " 50471"})
        EXPECT_FALSE(matching_step(key, typed, at(1111111111), 0)) << typed;
}

TEST(OneTimeCodes, AKeyIsLongEnoughAndItsAddressIsWhole) {
    const std::string made = new_one_time_key();
    EXPECT_EQ(made.size(), 32U);
    EXPECT_NE(made, new_one_time_key());
    EXPECT_EQ(
        one_time_key_address("ABC", "Footprint: Westmere", "amina okoye"),
        "otpauth://totp/Footprint%3A%20Westmere:amina%20okoye?secret=ABC&issuer=Footprint%3A%20Westmere");
}

TEST(RecoveryCodes, AreTenThatDifferHoweverTheyAreTyped) {
    const auto codes = new_recovery_codes();
    EXPECT_EQ(std::set(codes.begin(), codes.end()).size(), 10U);
    for (const std::string& code : codes) {
        EXPECT_EQ(code.size(), 27U);
        EXPECT_EQ(plain_recovery_code(code).size(), 24U);
    }
    EXPECT_EQ(plain_recovery_code(" ABCDE-fghjk "), "abcdefghjk");
}

}  // namespace
}  // namespace footprint::casework
