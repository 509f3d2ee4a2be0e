// A page that names a test as its proof names one that is there, and the file in which it stands.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>

#include "tidy/scan.h"
#include "tidy/tree.h"

namespace footprint::tidy {
namespace {

// Every test as `Suite.Name`, with its file.
std::map<std::string, std::string> tests_in(const std::vector<File>& files) {
    static const std::regex test(R"(\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\))");
    std::map<std::string, std::string> found;
    for (const File& file : files) {
        if (!file.path.starts_with("tests/") || !file.path.ends_with(".cc")) continue;
        for (std::sregex_iterator at(file.text.begin(), file.text.end(), test), end; at != end; ++at)
            found.emplace((*at)[1].str() + "." + (*at)[2].str(), file.path);
    }
    return found;
}

// `Suite.Name` in `web/some_test.cc`: one of the files that its line names from there on is the test's.
std::vector<Breach> breaches_of_named_tests(const std::vector<File>& files) {
    static const std::regex name(R"([A-Z]\w+\.[A-Z]\w+)");
    static const std::regex place(R"([a-z_/]+_test\.cc)");
    const auto tests = tests_in(files);
    std::vector<Breach> breaches;
    for (const File& page : files) {
        if (!page.path.ends_with(".md")) continue;
        const auto spans = code_spans_of(page.text);
        for (auto span = spans.begin(); span != spans.end(); ++span) {
            if (!std::regex_match(span->text, name) || span->text == "Suite.Name") continue;
            const auto test = tests.find(span->text);
            if (test == tests.end()) {
                breaches.push_back({page.path, span->line, "There is no test `" + span->text + "`."});
                continue;
            }
            bool names_a_file = false;
            bool names_its_file = false;
            for (auto next = span; next != spans.end() && next->line == span->line; ++next) {
                if (!std::regex_match(next->text, place)) continue;
                names_a_file = true;
                names_its_file = names_its_file || "tests/" + next->text == test->second;
            }
            if (names_a_file && !names_its_file)
                breaches.push_back(
                    {page.path, span->line, "`" + span->text + "` is in " + test->second + "."});
        }
    }
    return breaches;
}

TEST(NamedTests, AreThere) {
    EXPECT_GT(tests_in(tree()).size(), 500U);
    const auto breaches = breaches_of_named_tests(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(NamedTests, CanFail) {
    const std::vector<File> tests = {
        {"tests/web/a_test.cc", "TEST_F(Pages, AreThere) {}\nTEST(Pages, Stay) {}"},
        {"tests/law/b_test.cc", "TEST_P(Law,\n       Holds) {}"}};
    const auto wrong = [&](const std::string& text) {
        std::vector<File> files = tests;
        files.push_back({"docs/security.md", text});
        return breaches_of_named_tests(files).size();
    };
    EXPECT_EQ(wrong("`Pages.AreThere`"), 0U);
    EXPECT_EQ(wrong("`Pages.AreThere`, `Pages.Stay` in `web/a_test.cc`; `Law.Holds` in `law/b_test.cc`"), 0U);
    EXPECT_EQ(wrong("`Pages.AreGone` in `web/a_test.cc`"), 1U);
    EXPECT_EQ(wrong("`Law.Holds` in `web/a_test.cc`"), 1U);
    EXPECT_EQ(wrong("`Suite.Name` `day.h` `Result.value`"), 0U) << "none is the name of a test";
}

}  // namespace
}  // namespace footprint::tidy
