#include "casework/own_file.h"

#include <gtest/gtest.h>

namespace footprint::casework {
namespace {

std::vector<std::string> marked(const std::string& text) {
    std::vector<std::string> all;
    for (const Passage& passage : passages_of(text, {"leigh", "tom"}))
        if (passage.is_about_others) all.push_back(passage.text);
    return all;
}

TEST(OwnFile, MarksPassagesThatMayBeAboutOthers) {
    EXPECT_EQ(marked("She likes school. Her mother telephoned."),
              std::vector<std::string>{"Her mother telephoned."});
    EXPECT_EQ(marked("Tom's room is next door."), std::vector<std::string>{"Tom's room is next door."});
    EXPECT_EQ(marked("TOM shouted!"), std::vector<std::string>{"TOM shouted!"});
    EXPECT_EQ(marked("Mrs Hale said so.\nNothing else."), std::vector<std::string>{"Mrs Hale said so."});
    EXPECT_EQ(marked("Tomorrow is the visit."), std::vector<std::string>{});
    EXPECT_EQ(marked("The social worker and the reviewing officer came."), std::vector<std::string>{});
    EXPECT_EQ(marked(""), std::vector<std::string>{});
}

TEST(OwnFile, LosesNoWord) {
    std::string all;
    for (const Passage& passage : passages_of("One. Two? Three\nfour 1.5 five", {}))
        all += passage.text + "|";
    EXPECT_EQ(all, "One.|Two?|Three|four 1.5 five|");
}

}  // namespace
}  // namespace footprint::casework
