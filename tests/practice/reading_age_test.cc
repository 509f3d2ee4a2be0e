// How old somebody has to be to read a text with ease.
#include "practice/reading_age.h"

#include <gtest/gtest.h>

namespace footprint::practice {
namespace {

TEST(ReadingAge, CountsSyllablesAsTheyAreSpoken) {
    const std::pair<const char*, std::size_t> words[] = {
        {"cat", 1},    {"garden", 2}, {"made", 1},   {"makes", 1},    {"looked", 1},     {"wanted", 2},
        {"table", 2},  {"tables", 2}, {"boxes", 2},  {"churches", 2}, {"the", 1},        {"important", 3},
        {"school", 1}, {"a", 1},      {"review", 2}, {"9", 1},        {"children's", 2}, {"strengths", 1}};
    for (const auto& [word, spoken] : words) EXPECT_EQ(syllables_in(word), spoken) << word;
}

TEST(ReadingAge, CountsSentencesByTheirEnds) {
    const Readability one = readability_of("You saw 3.5 dogs. Did you?! Yes");
    EXPECT_EQ(one.sentences, 3U);
    EXPECT_EQ(one.words, 8U);
    const Readability list = readability_of("We agreed\n- a tutor\n\n- a bicycle");
    EXPECT_EQ(list.sentences, 3U);
    EXPECT_EQ(list.longest_words, 2U);
    EXPECT_EQ(readability_of("").sentences, 0U);
    EXPECT_EQ(readability_of("... !!!").sentences, 0U);
}

TEST(ReadingAge, OfAFewWordsIsNotKnown) {
    EXPECT_EQ(readability_of("It was good to see you.").age(), std::nullopt);
}

// By hand: 0.39 x 10 + 11.8 x 1.5 - 15.59 = 6.01, the sixth grade, whose children are eleven.
TEST(ReadingAge, IsThatOfTheFormula) {
    EXPECT_EQ((Readability{100, 10, 150, 0, ""}.age()), 11);
    const Readability easy = readability_of(
        "It was good to see you. You like your new school. Your mum will come on Sunday. We will find you a "
        "bike.");
    EXPECT_EQ(easy.words, 23U);
    EXPECT_EQ(easy.sentences, 4U);
    EXPECT_EQ(easy.syllables, 24U);
    EXPECT_EQ(easy.age(), 5) << "the youngest for whom there is an age";
    const Readability hard = readability_of(
        "The local authority is requested to undertake an immediate reassessment of the sustainability of "
        "the "
        "current placement arrangements, notwithstanding the considerable uncertainty regarding "
        "availability.");
    EXPECT_EQ(hard.sentences, 1U);
    EXPECT_GE(hard.age().value_or(0), 18);
    EXPECT_EQ(hard.longest_words, hard.words);
    EXPECT_EQ(hard.longest.substr(0, 19), "The local authority");
    EXPECT_LE(hard.longest.size(), 124U);
}

TEST(ReadingAge, IsNotBrokenByLettersOfOtherLanguages) {
    const std::string text = "Zoë möchte draußen spielen, ужин, 学校";
    EXPECT_GT(readability_of(text).words, 0U);
    std::string longest;
    for (int i = 0; i < 100; ++i) longest += "ëë ";
    EXPECT_EQ(readability_of(longest).longest.find("\xC3..."), std::string::npos);
}

}  // namespace
}  // namespace footprint::practice
