// Passwords that will do and those that will not, and what is kept of them.
#include "casework/passwords.h"

#include <gtest/gtest.h>

namespace footprint::casework {
namespace {

bool will_do(std::string_view password) {
    return !weak_password(password, {"amina.okoye", "Westmere"});
}

TEST(Passwords, LengthIsCountedInLettersNotBytes) {
    EXPECT_FALSE(will_do("kettle-mosq"));   // 11
    EXPECT_TRUE(will_do("kettle-mosqu"));   // 12
    EXPECT_TRUE(will_do("kettle-mosque"));  // 13
    EXPECT_FALSE(will_do("ééééuvwkrtp"));   // 11 letters, 15 bytes
    const auto as_long_as = [](std::size_t letters) {
        std::string text;
        while (text.size() < letters) text += "kettle mosque rain water ";
        return text.substr(0, letters);
    };
    EXPECT_TRUE(will_do(as_long_as(64)));
    EXPECT_TRUE(will_do(as_long_as(128)));
    EXPECT_TRUE(will_do(as_long_as(127) + "é"));  // 129 bytes
    EXPECT_FALSE(will_do(as_long_as(129)));
}

TEST(Passwords, NoRulesOfComposition) {
    EXPECT_TRUE(will_do("correct horse battery staple"));
    EXPECT_TRUE(will_do("wet tram lemon"));
}

TEST(Passwords, WhatIsTriedFirstWillNotDo) {
    for (const auto* password : {"password1234", "Password1234!", "PASSWORD!!!!!!", "liverpool1892",
                                 "Manchester2024!", "qwertyuiop12", "letmein12345!"})
        EXPECT_FALSE(will_do(password)) << password;
}

TEST(Passwords, PatternsWillNotDo) {
    for (const auto* password :
         {"aaaaaaaaaaaa", "abababababab", "abcdefghijkl", "123456789012", "xyzxyzxyzxyz"})
        EXPECT_FALSE(will_do(password)) << password;
}

TEST(Passwords, WhatOthersKnowWillNotDo) {
    EXPECT_FALSE(will_do("Amina.Okoye2026"));
    EXPECT_FALSE(will_do("Westmere2026!"));
    EXPECT_TRUE(will_do("westmere kettle harpsichord"));
}

TEST(Passwords, AHashFitsItsPasswordOnly) {
    const std::string hash = hash_password("wet tram lemon");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_TRUE(is_password("wet tram lemon", hash));
    EXPECT_FALSE(is_password("wet tram lemon ", hash));
    EXPECT_FALSE(is_password("", hash));
    EXPECT_NE(hash, hash_password("wet tram lemon"));  // each has its own salt
}

TEST(Passwords, ANameThatIsNotThereCostsTheWorkOfOneThatIs) {
    const std::string hash = hash_password("wet tram lemon");
    const auto cost = [](auto&& work) {
        const std::uint64_t before = hashes_reckoned();
        work();
        return hashes_reckoned() - before;
    };
    EXPECT_EQ(cost([&] { EXPECT_TRUE(is_password("wet tram lemon", hash)); }), 1U);
    EXPECT_EQ(cost([&] { EXPECT_FALSE(is_password("wrong", hash)); }), 1U);
    EXPECT_EQ(cost([] { pretend_to_check("wrong"); }), 1U);
    // What is no hash costs nothing, so that the count means something.
    for (const char* none : {"no hash", "$argon2id$v=19$m=19456,t=2,p=1$short$short"})
        EXPECT_EQ(cost([&] { EXPECT_FALSE(is_password("wrong", none)); }), 0U) << none;
    EXPECT_EQ(cost([] { EXPECT_FALSE(hash_password("wet tram lemon").empty()); }), 1U);
}

TEST(Passwords, WhatIsNoHashFitsNothing) {
    for (const auto& hash : {std::string(), std::string("plain"), std::string(500, 'x')})
        EXPECT_FALSE(is_password("plain", hash));
    EXPECT_FALSE(is_password(std::string(2000, 'x'), hash_password("wet tram lemon")));
}

}  // namespace
}  // namespace footprint::casework
