// The service's own words in the texts of catalogues.
#include "practice/own_words.h"

#include <gtest/gtest.h>

#include "base/common_words.h"

namespace footprint::practice {
namespace {

Wording own_words() {
    Wording words = shipped_profile("standard")->words;
    words.review = {"our meeting", "our meetings"};
    words.iro = {"chair", "chairs"};
    return words;
}

TEST(Wording, PutsTheServicesWordsInThePlaceOfThoseInBraces) {
    const Wording words = own_words();
    EXPECT_EQ(in_own_words("{Reviews} held by an {IRO}", words), "Our meetings held by an chair");
    EXPECT_EQ(in_own_words("{IROs}, {decisions} and a {review}", words),
              "chairs, decisions and a our meeting");
    EXPECT_EQ(in_own_words("nothing of ours", words), "nothing of ours");
}

TEST(Wording, LeavesAWordThatIsNotTheServices) {
    EXPECT_EQ(in_own_words("{bicycles} and {", own_words()), "bicycles and {");
}

TEST(Wording, OfTheStandardIsTheCommonOne) {
    const Wording words = shipped_profile("standard")->words;
    for (const char* text :
         {"{review} {reviews} {Review} {Reviews}", "{IRO} {IROs}", "{decision} {Decisions}",
          "{midway check} {Midway checks}", "{social worker} {social workers}"})
        EXPECT_EQ(in_own_words(text, words), in_common_words(text));
}

}  // namespace
}  // namespace footprint::practice
