// Names in one alphabet are plain, whichever it is; those that could be taken for others are not.
#include "casework/plain_names.h"

#include <gtest/gtest.h>

namespace footprint::casework {
namespace {

TEST(PlainNames, AreInOneAlphabet) {
    for (const char* name :
         {"Amina Okoye", "Ida Réviewer", "Siân O’Neill-Jones", "Łukasz Żak", "Nguyễn Văn An", "Анна Петрова",
          "Ελένη Παπαδοπούλου", "李 小龍", "محمد علي", "Anna 2"})
        EXPECT_FALSE(misleading_name(name)) << name;
}

TEST(PlainNames, MixNoLettersThatLookAlike) {
    for (const char* name :
         {"Аmina Okoye" /* Cyrillic A */, "Amina Оkoye" /* Cyrillic O */, "Αnna" /* Greek A */, "Anna Оо",
          "ａnna", "𝐀nna", "Aℓice", "Ꭺnna" /* Cherokee */, "Annа Петрова"}) {
        const auto wrong = misleading_name(name);
        ASSERT_TRUE(wrong) << name;
        EXPECT_NE(wrong->find("one alphabet"), std::string::npos);
    }
}

TEST(PlainNames, HoldNoSignsThatAreNotSeen) {
    for (const std::string& name :
         {std::string("Anna\nBell"), std::string("Anna\x7f"), std::string("An\u200Bna"),
          std::string("\u202EannA"), std::string("Anna\0B", 6), std::string("\xff"), std::string(201, 'a')}) {
        const auto wrong = misleading_name(name);
        ASSERT_TRUE(wrong);
        EXPECT_NE(wrong->find("not seen"), std::string::npos);
    }
}

}  // namespace
}  // namespace footprint::casework
