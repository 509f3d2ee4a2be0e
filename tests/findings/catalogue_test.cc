#include "findings/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "practice/own_words.h"
#include "support/accepted.h"

namespace footprint::findings {
namespace {

TEST(Catalogue, NamesEachFindingOnceAndSaysWhatToDo) {
    std::set<std::string_view> names;
    for (const Entry& entry : catalogue()) {
        EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
        EXPECT_NE(entry.name.find('.'), std::string_view::npos) << entry.name;
        for (const auto text : {entry.title, entry.means, entry.fix, entry.source})
            EXPECT_FALSE(text.empty()) << entry.name;
        EXPECT_EQ(entry.fix.back(), '.') << entry.name;
    }
}

TEST(Catalogue, HasNoWordInBracesThatIsNotAWordOfTheProfile) {
    practice::Wording marked;
    marked.iro = marked.review = marked.decision = marked.midway = marked.social_worker = {"*", "*"};
    for (const Entry& entry : catalogue())
        for (const std::string_view text : {entry.title, entry.means, entry.fix}) {
            const std::string worded = practice::in_own_words(text, marked);
            EXPECT_EQ(std::count(worded.begin(), worded.end(), '*'),
                      std::count(text.begin(), text.end(), '{'))
                << entry.name;
        }
}

TEST(Catalogue, IsThePage) {
    tests::expect_accepted("docs/findings.md", catalogue_page());
}

}  // namespace
}  // namespace footprint::findings
