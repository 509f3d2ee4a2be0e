#include "findings/catalogue.h"

#include <gtest/gtest.h>

#include <set>

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

TEST(Catalogue, IsThePage) {
    tests::expect_accepted("docs/findings.md", catalogue_page());
}

}  // namespace
}  // namespace footprint::findings
