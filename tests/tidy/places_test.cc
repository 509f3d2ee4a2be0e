// What no file of the project may hold: a path of one machine, the host of a registry, work left for later, a
// test that is passed over.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "tidy/scan.h"
#include "tidy/tree.h"

namespace footprint::tidy {
namespace {

bool is_part_of_a_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
}

// The words below are put together from two halves, or this file would break its own rule.
std::string word(std::string_view first, std::string_view second) {
    return std::string(first) + std::string(second);
}

// Where a word stands in a line by itself; npos where it does not. A path's first part may follow a quote or
// a blank, not another part: "docs/work" is none of a machine's.
std::size_t find_alone(std::string_view line, std::string_view wanted, std::string_view not_before) {
    for (std::size_t at = line.find(wanted); at != std::string_view::npos; at = line.find(wanted, at + 1)) {
        const std::size_t end = at + wanted.size();
        const bool begins = at == 0 || (!is_part_of_a_word(line[at - 1]) &&
                                        not_before.find(line[at - 1]) == std::string_view::npos);
        const bool ends = end >= line.size() || !is_part_of_a_word(line[end]) || wanted.ends_with("_");
        if (begins && ends) return at;
    }
    return std::string_view::npos;
}

std::string fault_of_path(std::string_view line) {
    static const std::vector<std::string> folders = {
        word("/wo", "rk"), word("/ho", "me"), word("/ro", "ot"),      word("/Us", "ers"),
        word("/m", "nt"),  word("/o", "pt"),  word("/wor", "kspace"), word("C:", "\\Users")};
    for (const auto& folder : folders)
        if (find_alone(line, folder, "./~}>)*") != std::string_view::npos)
            return "'" + folder + "' is a path of one machine. Say where it lies from the project's root.";
    return {};
}

std::string fault_of_host(std::string_view line) {
    static const std::vector<std::string> hosts = {
        word("registry.", "npmjs"), word("registry.", "yarnpkg"), word("npm.", "pkg"),
        word("py", "pi.org"),       word("python", "hosted"),     word("deb.", "debian.org"),
        word("archive.", "ubuntu"), word("proxy.", "golang"),     word("crates", ".io"),
        word("ruby", "gems.org"),   word("docker", ".io"),        word("ghcr", ".io"),
        word("arti", "factory"),    word("verda", "ccio"),        word("\"resol", "ved\": \"http"),
        word("_auth", "Token"),     word("registry", "=http")};
    for (const auto& host : hosts)
        if (line.find(host) != std::string_view::npos)
            return "'" + host + "' names a registry. Where packages come from is the machine's own business.";
    return {};
}

std::string fault_of_mark(std::string_view line) {
    static const std::vector<std::string> left_over = {word("TO", "DO"), word("FIX", "ME"), word("XX", "X")};
    for (const auto& mark : left_over)
        if (find_alone(line, mark, "") != std::string_view::npos)
            return "'" + mark + "': do it, or leave it out.";
    static const std::vector<std::string> passed_over = {
        word("GTEST_", "SKIP"), word("DISA", "BLED_"),     word("test.", "skip"), word("test.", "only"),
        word("test.", "todo"),  word("describe.", "only"), word("it.", "skip"),   word("unittest.", "skip")};
    for (const auto& mark : passed_over)
        if (find_alone(line, mark, "") != std::string_view::npos)
            return "'" + mark + "' passes a test over. Run it, or take it out.";
    return {};
}

std::vector<Breach> breaches_of_places(const std::vector<File>& files) {
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        if (!file.is_text) continue;
        const auto lines = lines_of(file.text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            for (auto* const fault_of : {fault_of_path, fault_of_host, fault_of_mark})
                if (std::string fault = fault_of(lines[i]); !fault.empty())
                    breaches.push_back({file.path, static_cast<int>(i) + 1, std::move(fault)});
        }
    }
    return breaches;
}

std::size_t count(const std::string& line, const std::string& path = "docs/a.md") {
    return breaches_of_places({{path, line + "\n"}}).size();
}

TEST(Places, AreNeitherOfAMachineNorLeftForLater) {
    const auto breaches = breaches_of_places(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Places, PathsOfAMachineCanFail) {
    EXPECT_EQ(count("cd " + word("/ho", "me/ann/footprint")), 1U);
    EXPECT_EQ(count("\"" + word("/wo", "rk/main\"")), 1U);
    EXPECT_EQ(count("root is " + word("/ro", "ot.")), 1U);
    EXPECT_EQ(
        count("docs" + word("/wo", "rk.md, ../wo") + "rk, " + word("/wo", "rker, ") + word("/hom", "epage")),
        0U)
        << "parts of other paths";
    EXPECT_EQ(count("/usr/share/zoneinfo and /tmp"), 0U) << "places that every machine has";
}

TEST(Places, RegistriesCanFail) {
    EXPECT_EQ(count("https://" + word("registry.", "npmjs.org/a")), 1U);
    EXPECT_EQ(count("deb http://" + word("deb.", "debian.org/debian bookworm main")), 1U);
    EXPECT_EQ(count("  " + word("\"resol", "ved\": \"https://example.org/a.tgz\"")), 1U);
    EXPECT_EQ(count("omit-lockfile-registry-resolved=true"), 0U);
}

TEST(Places, WorkLeftForLaterCanFail) {
    EXPECT_EQ(count("// " + word("TO", "DO: think")), 1U);
    EXPECT_EQ(count("# " + word("FIX", "ME")), 1U);
    EXPECT_EQ(count("    " + word("GTEST_", "SKIP();")), 1U);
    EXPECT_EQ(count("    " + word("GTEST_", "SKIP();"), "tests/support/ground.h"), 1U);
    EXPECT_EQ(count("    " + word("GTEST_", "SKIP();"), "tests/support/shared_data.h"), 1U);
    EXPECT_EQ(count("TEST(A, " + word("DISA", "BLED_b) {"), "tests/support/shared_data.h"), 1U);
    EXPECT_EQ(count("TEST(A, " + word("DISA", "BLED_b) {")), 1U);
    EXPECT_EQ(count(word("test.", "skip(\"a\", () => {") + "});"), 1U);
    EXPECT_EQ(count("a mastodon; " + word("TO", "DOS")), 0U) << "parts of other words";
}

}  // namespace
}  // namespace footprint::tidy
