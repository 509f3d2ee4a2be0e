// The cases of tests/cases/timetable, which people can read, asked of the timetable.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "law/timetable_rules.h"
#include "support/places.h"

namespace footprint::law {
namespace {

// A child's history as a case writes it, with what is asked of it.
struct Case {
    std::string file;
    int line = 0;
    std::string title;
    std::optional<Day> born_on;
    std::optional<Day> known_from;
    std::vector<care::Episode> episodes;
    std::vector<care::Review> reviews;
    std::vector<care::ReviewDetails> not_held;
    struct Question {
        Day as_at;
        std::vector<std::string> expected;
    };
    std::vector<Question> questions;
};

Day day(const std::string& text) {
    const auto read = parse_iso_day(text);
    EXPECT_TRUE(read) << text;
    return read.value_or(Day());
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

care::Episode episode_of(const std::vector<std::string>& words) {
    care::Episode episode;
    episode.child = {0};
    episode.began_on = day(words.at(0));
    episode.reason_for_new =
        care::parse_code<care::ReasonForNewEpisode>(words.at(1)).value_or(care::ReasonForNewEpisode{});
    episode.legal_status = care::parse_code<care::LegalStatus>(words.at(2)).value_or(care::LegalStatus{});
    episode.place = care::parse_code<care::PlacementType>(words.at(3)).value_or(care::PlacementType{});
    if (words.size() > 4 && words[4] != "-") episode.ended_on = day(words[4]);
    if (words.size() > 5) episode.reason_ceased = *care::parse_code<care::ReasonEpisodeCeased>(words[5]);
    return episode;
}

care::Review review_of(const std::vector<std::string>& words) {
    care::Review review{{0}, day(words.at(0)), day(words.at(0)), {}, true, false, care::no_details};
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i] == "completed") review.completed_on = day(words.at(++i));
        if (words[i] == "relaxed") review.relaxed_reason_given = true;
    }
    return review;
}

std::vector<Case> cases_of(const std::filesystem::path& path) {
    std::vector<Case> cases;
    std::ifstream in(path);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        const std::string text(trim(line));
        if (text.empty() || text.starts_with('#')) continue;
        const std::size_t colon = text.find(':');
        const std::string key = text.substr(0, colon);
        const std::string value(trim(std::string_view(text).substr(colon + 1)));
        if (key == "case") {
            cases.emplace_back();
            cases.back().file = path.filename().string();
            cases.back().line = number;
            cases.back().title = value;
            continue;
        }
        Case& one = cases.back();
        if (key == "born") one.born_on = day(value);
        if (key == "known from") one.known_from = day(value);
        if (key == "episode") one.episodes.push_back(episode_of(words_of(value)));
        if (key == "review") {
            const care::Review review = review_of(words_of(value));
            const bool again = std::any_of(one.reviews.begin(), one.reviews.end(), [&](const auto& known) {
                return known.held_on == review.held_on;
            });
            if (!again) one.reviews.push_back(review);  // two on a day count as one
        }
        if (key == "not held") {
            care::ReviewDetails row;
            row.booked_on = day(words_of(value).at(0));
            row.relaxed_reason = "recorded";
            one.not_held.push_back(row);
        }
        if (key == "as at") one.questions.push_back({day(value), {}});
        if (key == "expect") one.questions.back().expected.push_back(value);
    }
    for (Case& one : cases) {
        std::sort(one.reviews.begin(), one.reviews.end(),
                  [](const auto& a, const auto& b) { return a.held_on < b.held_on; });
        std::stable_sort(one.episodes.begin(), one.episodes.end(),
                         [](const auto& a, const auto& b) { return a.began_on < b.began_on; });
    }
    return cases;
}

// The requirement in the words of a case, with those that stand only where they were written.
std::string in_case_words(const Requirement& is, const std::string& expected) {
    std::string text =
        std::string(printed(is.clock)) + ' ' + (is.number == 0 ? "-" : std::to_string(is.number)) + ' ' +
        std::string(printed(is.kind)) + " latest " + iso(is.latest) + ' ' + std::string(printed(is.state));
    if (!is.first_sitting.is_never()) text += " review " + iso(is.first_sitting);
    if (is.days_late > 0) text += " late " + std::to_string(is.days_late);
    if (is.coronavirus_rule) text += " relaxed";
    if (is.next) text += " next";
    if (expected.find(" because ") != std::string::npos)
        text += " because " + std::string(printed(is.trigger)) + ' ' + iso(is.triggered_by);
    if (expected.find(" rule ") != std::string::npos) text += " rule " + std::string(rule_id(is.rule));
    return text;
}

void ask(const Case& one, const TimetableRules& rules) {
    for (const Case::Question& question : one.questions) {
        SCOPED_TRACE(one.file + ":" + std::to_string(one.line) + " " + one.title + ", as at " +
                     iso(question.as_at));
        ReviewTimetable timetable(rules, question.as_at, one.known_from);
        const auto& requirements = timetable.of({one.born_on, one.episodes, one.reviews, one.not_held});
        std::vector<std::string> expected = question.expected;
        if (expected == std::vector<std::string>{"none"}) expected.clear();
        std::vector<std::string> made;
        for (std::size_t i = 0; i < requirements.size(); ++i)
            made.push_back(in_case_words(requirements[i], i < expected.size() ? expected[i] : std::string()));
        EXPECT_EQ(join(made, "\n"), join(expected, "\n"));
    }
}

TEST(TimetableCases, AreAnsweredAsWritten) {
    const auto rulebook = shipped_rulebook();
    ASSERT_TRUE(rulebook);
    const TimetableRules rules = timetable_rules(*rulebook);
    std::size_t asked = 0;
    for (const auto& entry : std::filesystem::directory_iterator(tests::root() + "/tests/cases/timetable")) {
        for (const Case& one : cases_of(entry.path())) {
            ask(one, rules);
            asked += one.questions.size();
        }
    }
    EXPECT_GT(asked, 120u);
}

}  // namespace
}  // namespace footprint::law
