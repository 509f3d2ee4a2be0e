// The cases of tests/cases/timetable, which people can read, asked of the timetable.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "law/timetable_case.h"
#include "law/timetable_rules.h"
#include "law/why.h"
#include "support/places.h"

namespace footprint::law {
namespace {

// How much the cases asked, so that none is passed over without a word.
struct Asked {
    std::size_t questions = 0;
    std::size_t sentences = 0;
};

void ask(const Case& one, const Rulebook& rulebook, const TimetableRules& rules, Asked& asked) {
    for (const Case::Question& question : one.questions) {
        SCOPED_TRACE(one.file + ":" + std::to_string(one.line) + " " + one.title + ", as at " +
                     iso(question.as_at));
        ReviewTimetable timetable(rules, question.as_at, one.known_from);
        const auto& requirements = timetable.of({one.born_on, one.episodes, one.reviews, one.not_held});
        EXPECT_EQ(answered_lines(requirements, question), expected_lines(question));
        ++asked.questions;
        for (std::size_t i = 0; i < question.expected.size(); ++i) {
            const std::string& sentence = question.expected[i].why;
            if (sentence.empty()) continue;
            ++asked.sentences;
            ASSERT_LT(i, requirements.size()) << sentence;
            const Requirement& is = requirements[i];
            EXPECT_EQ(why(is, rulebook.working_days(), rulebook.citation_on(rule_id(is.rule), is.latest)),
                      sentence);
        }
    }
}

TEST(TimetableCases, AreAnsweredAsWritten) {
    const auto rulebook = shipped_rulebook();
    ASSERT_TRUE(rulebook);
    const TimetableRules rules = timetable_rules(*rulebook);
    Asked asked;
    for (const auto& entry : std::filesystem::directory_iterator(tests::root() + "/tests/cases/timetable")) {
        std::ifstream file(entry.path());
        for (const Case& one : cases_in(file, entry.path().filename().string()))
            ask(one, *rulebook, rules, asked);
    }
    EXPECT_GE(asked.questions, 341u);
    EXPECT_GE(asked.sentences, 34u);
}

}  // namespace
}  // namespace footprint::law
