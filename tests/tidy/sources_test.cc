// How sources are written: head comments, lengths, names, words of the field.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <regex>
#include <set>

#include "tidy/scan.h"
#include "tidy/tree.h"

namespace footprint::tidy {
namespace {

constexpr int most_lines_of_a_function = 70;
constexpr int most_lines_of_a_file = 700;

std::vector<Breach> breaches_of_head_comments(const std::vector<File>& files) {
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        if (!file.path.ends_with(".h")) continue;
        if (std::string fault = fault_of_head_comment(file.text); !fault.empty())
            breaches.push_back({file.path, 1, "Head comment: " + fault});
        else if (file.text.find("\n#pragma once\n") == std::string::npos)
            breaches.push_back({file.path, 1, "A header says #pragma once under its head comment."});
    }
    return breaches;
}

std::vector<Breach> breaches_of_length(const std::vector<File>& files) {
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        if (!is_cpp(file.path)) continue;
        const auto count = static_cast<int>(lines_of(file.text).size());
        if (count > most_lines_of_a_file)
            breaches.push_back(
                {file.path, count, "A file of " + std::to_string(count) + " lines is two files."});
        for (const auto& function : functions_of(file.text))
            if (function.lines > most_lines_of_a_function)
                breaches.push_back({file.path, function.line,
                                    "'" + function.name + "' has " + std::to_string(function.lines) +
                                        " lines; a function fits a screen of " +
                                        std::to_string(most_lines_of_a_function) + "."});
    }
    return breaches;
}

// "SocialWorkerId" and "social_worker_id" are both "social worker id".
std::vector<std::string> words_of_name(std::string_view name) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        const bool begins_a_hump =
            std::isupper(c) != 0 && i > 0 && std::islower(static_cast<unsigned char>(name[i - 1])) != 0;
        if ((std::isalnum(c) == 0 || begins_a_hump) && !words.back().empty()) words.emplace_back();
        if (std::isalnum(c) != 0) words.back() += static_cast<char>(std::tolower(c));
    }
    return words;
}

// Words that say nothing, whatever the name is made of besides. A manager in small letters is a person of the
// service; a type or a file that manages is none.
bool is_empty_word(std::string_view word, bool names_a_type) {
    static const std::set<std::string_view> empty_words = {
        "handler", "handlers", "helper", "helpers", "util", "utils", "utility", "misc", "info", "infos"};
    return empty_words.contains(word) || (names_a_type && (word == "manager" || word == "managers"));
}

// The right-hand column of the words of the field, as far as the word has no other business in a program.
// Words that a service may choose for its own pages are not in the program either: they come out of its
// profile.
std::string_view instead_of_word(std::string_view word) {
    static const std::map<std::string_view, std::string_view> said = {
        {"client", "child"},
        {"clients", "child"},
        {"lac", "child"},
        {"stint", "episode"},
        {"stints", "episode"},
        {"code1", "category_of_need"},
        {"meeting", "review"},
        {"meetings", "review"},
        {"engagement", "attendance or participation"},
        {"recommendation", "decision"},
        {"recommendations", "decision"},
        {"monitoring", "midway or contact"},
        {"dispute", "challenge"},
        {"disputes", "challenge"},
        {"drn", "challenge"},
        {"escalation", "challenge"},
        {"escalations", "challenge"},
        {"compliance", "checklist"},
        {"deadline", "due or latest_on"},
        {"deadlines", "due or latest_on"},
        {"kpi", "measure"},
        {"kpis", "measure"},
        {"metric", "measure"},
        {"metrics", "measure"},
        {"settings", "profile"},
        {"tenant", "profile or authority"},
        {"tenants", "profile or authority"},
    };
    const auto found = said.find(word);
    return found == said.end() ? std::string_view() : found->second;
}

// Names that are not ours to choose, or that mean something else, each with why it stands.
bool is_said_by_others(std::string_view path, std::string_view name) {
    static const std::set<std::string_view> names = {
        "other_meetings",                      // meetings that are no reviews
        "current_test_info", "TestParamInfo",  // GoogleTest's
    };
    if (names.contains(name) || name.starts_with("XML_")) return true;  // expat's
    // A connection's deadline is a moment after which it is cut; nothing is due to a child.
    return path.starts_with("src/web/connection.") && name.find("deadline") != std::string_view::npos;
}

std::string fault_of_name(std::string_view path, std::string_view name, bool names_a_file) {
    if (is_said_by_others(path, name)) return {};
    const bool names_a_type = !name.empty() && std::isupper(static_cast<unsigned char>(name.front())) != 0;
    const auto words = words_of_name(name);
    for (const auto& word : words) {
        const std::string_view better = path.starts_with("src/") ? instead_of_word(word) : std::string_view();
        if (!better.empty())
            return "'" + std::string(name) + "': do not say " + word + ", say " + std::string(better) + ".";
        const bool data_at_end = word == "data" && &word == &words.back() && words.size() > 1;
        if (is_empty_word(word, names_a_type || names_a_file) || (names_a_type && data_at_end))
            return "'" + std::string(name) + "': " + word + " says nothing; say what it is or does.";
    }
    return {};
}

std::vector<Breach> breaches_of_names(const std::vector<File>& files) {
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        if (!is_cpp(file.path)) continue;
        const std::string name = file.path.substr(file.path.rfind('/') + 1);
        if (std::string fault = fault_of_name(file.path, name.substr(0, name.rfind('.')), true);
            !fault.empty())
            breaches.push_back({file.path, 1, std::move(fault)});
        std::set<int> lines_of_includes;
        for (const auto& include : includes_of(file.text)) lines_of_includes.insert(include.line);
        for (const auto& seen : identifiers_of(file.text)) {
            if (lines_of_includes.contains(seen.line)) continue;
            if (std::string fault = fault_of_name(file.path, seen.text, false); !fault.empty())
                breaches.push_back({file.path, seen.line, std::move(fault)});
        }
    }
    return breaches;
}

// Steps of the law that are not worked out are marked, and nothing is shipped with a mark left.
std::vector<Breach> breaches_of_law_steps(const std::vector<File>& files) {
    const std::string mark = std::string("// MISS") + "ING";
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        if (source_folder_of(file.path) != "law") continue;
        const auto lines = lines_of(file.text);
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (lines[i].find(mark) != std::string_view::npos)
                breaches.push_back(
                    {file.path, static_cast<int>(i) + 1, "A step of the law is not worked out."});
    }
    return breaches;
}

TEST(Sources, HeadersSayWhatTheyAre) {
    const auto breaches = breaches_of_head_comments(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Sources, HeadCommentsCanFail) {
    const std::string good = "// A day.\n//\n// In      text\n#pragma once\n";
    EXPECT_EQ(breaches_of_head_comments({{"src/a/a.h", good}}).size(), 0U);
    EXPECT_EQ(breaches_of_head_comments({{"src/a/a.h", "#pragma once\n" + good}}).size(), 1U);
    EXPECT_EQ(breaches_of_head_comments({{"tests/a/a.h", "// A day.\n//\n// In      text\n"}}).size(), 1U);
}

TEST(Sources, AreShort) {
    const auto breaches = breaches_of_length(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Sources, LengthCanFail) {
    const auto function_of = [](int lines) {
        std::string text = "void a() {\n";
        for (int i = 2; i < lines; ++i) text += "    b();\n";
        return text + "}\n";
    };
    EXPECT_EQ(breaches_of_length({{"src/a.cc", function_of(69)}}).size(), 0U);
    EXPECT_EQ(breaches_of_length({{"src/a.cc", function_of(70)}}).size(), 0U);
    EXPECT_EQ(breaches_of_length({{"src/a.cc", function_of(71)}}).size(), 1U);
    const auto file_of = [](int lines) {
        std::string text;
        for (int i = 0; i < lines; ++i) text += "int a;\n";
        return text;
    };
    EXPECT_EQ(breaches_of_length({{"src/a.cc", file_of(699)}}).size(), 0U);
    EXPECT_EQ(breaches_of_length({{"src/a.cc", file_of(700)}}).size(), 0U);
    EXPECT_EQ(breaches_of_length({{"tests/a.cc", file_of(701)}}).size(), 1U);
}

// A service says in its profile what it calls these; a page that says them itself says them wrongly
// elsewhere. In braces they are put in by in_own_words().
std::vector<Breach> breaches_of_wording(const std::vector<File>& files) {
    static const std::regex said(
        R"((^|[^\w/?&=#.-])(IROs?|[Rr]eviews?|[Ll]ooked after|[Ss]ocial workers?|[Mm]idway checks?|Challenges?|Decisions?)(?![\w/?&=-]))");
    static const std::regex in_braces(R"(\{[\w ]+\})");
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        if (!file.path.starts_with("src/web/")) continue;
        const std::string strings = strings_only(file.text);
        const auto lines = lines_of(strings);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string line = std::regex_replace(std::string(lines[i]), in_braces, "");
            std::smatch found;
            if (std::regex_search(line, found, said))
                breaches.push_back({file.path, static_cast<int>(i) + 1,
                                    "'" + found[2].str() + "' is a word of the profile: words_of(view)."});
        }
    }
    return breaches;
}

TEST(Sources, LeaveTheWordsOfPagesToTheProfile) {
    const auto breaches = breaches_of_wording(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Sources, WordingCanFail) {
    const auto breaches = [](const std::string& text) {
        return breaches_of_wording({{"src/web/pages/a.cc", text}}).size();
    };
    EXPECT_EQ(breaches("auto a = \"The IRO\"; // the IRO"), 1U);
    EXPECT_EQ(breaches("auto a = \"Next review\";\nauto b = \"Not looked after\";"), 2U);
    EXPECT_EQ(breaches("auto a = \"The {IRO}, and a {record of the review}\";"), 0U);
    EXPECT_EQ(breaches("#include \"care/review.h\"\nauto a = \"/reviews?review=1\"; int review = 0;"), 0U);
}

TEST(Sources, SayTheWordsOfTheField) {
    const auto breaches = breaches_of_names(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Sources, NamesCanFail) {
    const auto breaches = [](const std::string& path, const std::string& text) {
        return breaches_of_names({{path, text}}).size();
    };
    EXPECT_EQ(breaches("src/a/a.cc", "class ReviewManager;"), 1U);
    EXPECT_EQ(breaches("src/a/a.cc", "int date_utils();"), 1U);
    EXPECT_EQ(breaches("src/a/a.cc", "struct ChildInfo { }; struct ChildData { };"), 2U);
    EXPECT_EQ(breaches("src/a/review_helper.cc", ""), 1U);
    EXPECT_EQ(breaches("src/a/review_manager.h", ""), 1U);
    EXPECT_EQ(breaches("src/a/a.cc", "Day deadline; Count kpi;"), 2U);
    EXPECT_EQ(breaches("src/web/connection.cc", "void set_deadline();"), 0U);
    EXPECT_EQ(
        breaches("src/a/a.cc",
                 "#include <utility>\nDay manager_agreed_on; text.data(); // a meeting\nf(\"a meeting\");"),
        0U);
    EXPECT_EQ(breaches("src/a/a.cc", "class Database; int black;"), 0U) << "words within words";
    EXPECT_EQ(breaches("tests/a/a.cc", "int client; int test_helper;"), 1U)
        << "tests speak of clients of a server";
}

TEST(Sources, WorkOutEveryStepOfTheLaw) {
    const auto breaches = breaches_of_law_steps(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
    EXPECT_EQ(breaches_of_law_steps({{"src/law/a.cc", std::string("// MISS") + "ING reg 33(3)\n"}}).size(),
              1U);
}

}  // namespace
}  // namespace footprint::tidy
