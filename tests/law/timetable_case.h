// A case of the timetable, as tests/cases/README.md has it: a history that people can read, what is asked of
// it, and what must be answered.
//
// In      the text of a case file
// Out     its cases; a requirement in the words of a case
// Errors  what is no day fails the test that reads it
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "law/review_timetable.h"

namespace footprint::law {

struct Case {
    struct Expected {
        std::string requirement;
        std::string why;  // the sentence, where the case writes it
    };
    struct Question {
        Day as_at;
        std::vector<Expected> expected;
    };
    std::string file;
    int line = 0;
    std::string title;
    std::optional<Day> born_on;
    std::optional<Day> known_from;
    std::vector<care::Episode> episodes;
    std::vector<care::Review> reviews;
    std::vector<care::ReviewDetails> not_held;
    std::vector<Question> questions;
};

inline Day case_day(const std::string& text) {
    const auto read = parse_iso_day(text);
    EXPECT_TRUE(read) << text;
    return read.value_or(Day());
}

inline std::vector<std::string> case_words(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

inline care::Episode episode_of(const std::vector<std::string>& words) {
    care::Episode episode;
    episode.child = {0};
    episode.began_on = case_day(words.at(0));
    episode.reason_for_new =
        care::parse_code<care::ReasonForNewEpisode>(words.at(1)).value_or(care::ReasonForNewEpisode{});
    episode.legal_status = care::parse_code<care::LegalStatus>(words.at(2)).value_or(care::LegalStatus{});
    episode.place = care::parse_code<care::PlacementType>(words.at(3)).value_or(care::PlacementType{});
    if (words.size() > 4 && words[4] != "-") episode.ended_on = case_day(words[4]);
    if (words.size() > 5) episode.reason_ceased = *care::parse_code<care::ReasonEpisodeCeased>(words[5]);
    return episode;
}

inline care::Review review_of(const std::vector<std::string>& words) {
    const Day held = case_day(words.at(0));
    care::Review review{{0}, held, held, {}, true, false, care::no_details};
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i] == "completed") review.completed_on = case_day(words.at(++i));
        if (words[i] == "relaxed") review.relaxed_reason_given = true;
    }
    return review;
}

inline void read_case_line(Case& one, const std::string& key, const std::string& value) {
    if (key == "born") one.born_on = case_day(value);
    if (key == "known from") one.known_from = case_day(value);
    if (key == "episode") one.episodes.push_back(episode_of(case_words(value)));
    if (key == "review") {
        const care::Review review = review_of(case_words(value));
        const bool again = std::any_of(one.reviews.begin(), one.reviews.end(),
                                       [&](const auto& known) { return known.held_on == review.held_on; });
        if (!again) one.reviews.push_back(review);  // two on a day count as one
    }
    if (key == "not held") {
        care::ReviewDetails row;
        row.booked_on = case_day(case_words(value).at(0));
        row.relaxed_reason = "recorded";
        one.not_held.push_back(row);
    }
    if (key == "as at") one.questions.push_back({case_day(value), {}});
    if (key == "expect") one.questions.back().expected.push_back({value, {}});
    if (key == "why") {  // a long sentence stands on several lines
        std::string& why = one.questions.back().expected.back().why;
        why += (why.empty() ? "" : " ") + value;
    }
}

inline std::vector<Case> cases_in(std::istream& in, const std::string& file) {
    std::vector<Case> cases;
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
            cases.back().file = file;
            cases.back().line = number;
            cases.back().title = value;
        } else {
            read_case_line(cases.back(), key, value);
        }
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
inline std::string in_case_words(const Requirement& is, const std::string& expected) {
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

inline std::string expected_lines(const Case::Question& question) {
    std::vector<std::string> lines;
    for (const Case::Expected& one : question.expected)
        if (one.requirement != "none") lines.push_back(one.requirement);
    return join(lines, "\n");
}

inline std::string answered_lines(const std::vector<Requirement>& requirements,
                                  const Case::Question& question) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < requirements.size(); ++i)
        lines.push_back(in_case_words(requirements[i], i < question.expected.size()
                                                           ? question.expected[i].requirement
                                                           : std::string()));
    return join(lines, "\n");
}

}  // namespace footprint::law
