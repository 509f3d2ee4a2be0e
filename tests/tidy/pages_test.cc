// Pages and the tree say the same: ARCHITECTURE.md names what is there, links lead somewhere, the page of
// commands has them all.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "tidy/scan.h"
#include "tidy/tree.h"

namespace footprint::tidy {
namespace {

const File* find(const std::vector<File>& files, std::string_view path) {
    const auto found =
        std::find_if(files.begin(), files.end(), [&](const File& file) { return file.path == path; });
    return found == files.end() ? nullptr : &*found;
}

// All folders with a file in them, each with "/" at its end, and the files of the root.
std::set<std::string> parts_of(const std::vector<File>& files) {
    std::set<std::string> parts;
    for (const auto& file : files) {
        if (file.path.find('/') == std::string::npos) parts.insert(file.path);
        for (std::size_t at = file.path.find('/'); at != std::string::npos; at = file.path.find('/', at + 1))
            parts.insert(file.path.substr(0, at + 1));
    }
    return parts;
}

std::size_t depth_of(std::string_view folder) {
    return static_cast<std::size_t>(std::count(folder.begin(), folder.end(), '/'));
}

// What the map must name: whatever lies in the root, every folder of src/, the folders of tests/.
std::vector<Breach> breaches_of_missing_parts(const std::vector<File>& files, const File& map) {
    const auto spans = code_spans_of(map.text);
    const auto named = [&](const std::string& span) {
        return std::any_of(spans.begin(), spans.end(), [&](const Seen& seen) { return seen.text == span; });
    };
    std::vector<Breach> breaches;
    for (const auto& part : parts_of(files)) {
        const bool of_tests = part.starts_with("tests/") && depth_of(part) == 2;
        if (depth_of(part) > 1 && !part.starts_with("src/") && !of_tests) continue;
        const std::string span = of_tests ? part.substr(6, part.size() - 7) : part;
        if (!named(span))
            breaches.push_back({map.path, 1, "It does not name `" + span + "` (" + part + ")."});
    }
    return breaches;
}

bool is_like_a_path(const std::string& span) {
    static const std::regex path(R"([A-Za-z0-9_.\-]*/?[A-Za-z0-9_./\-]*)");
    static const std::regex ending(R"(.*\.(md|h|cc|json|toml|csv|py|mjs|txt|case|sh)$)");
    if (span.starts_with("/") || span.starts_with("..") || span.starts_with("-")) return false;
    return std::regex_match(span, path) &&
           (span.find('/') != std::string::npos || std::regex_match(span, ending));
}

// A page may leave out src/, and the ending of a pair of .h and .cc; a name alone is any file's of that name.
bool leads_somewhere(const std::vector<File>& files, std::string span) {
    if (span.starts_with("./")) span.erase(0, 2);
    for (const std::string under : {"", "src/", "docs/", "tests/"})
        for (const std::string ending : {"", ".h", ".cc"})
            if (has(files, under + span + ending)) return true;
    return span.find('/') == std::string::npos &&
           std::any_of(files.begin(), files.end(),
                       [&](const File& file) { return file.path.ends_with("/" + span); });
}

std::vector<Breach> breaches_of_named_parts(const std::vector<File>& files, const File& page) {
    std::vector<Breach> breaches;
    for (const auto& span : code_spans_of(page.text))
        if (is_like_a_path(span.text) && !leads_somewhere(files, span.text))
            breaches.push_back({page.path, span.line, "There is no `" + span.text + "`."});
    return breaches;
}

// "a/b" + "../c.md" is "a/c.md".
std::string path_from(std::string_view page, std::string_view target) {
    std::vector<std::string> parts;
    std::string all(page.substr(0, page.rfind('/') == std::string_view::npos ? 0 : page.rfind('/') + 1));
    all += target;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find('/', at), all.size());
        const std::string part = all.substr(at, end - at);
        if (part == ".." && !parts.empty())
            parts.pop_back();
        else if (part != "." && !part.empty())
            parts.push_back(part);
        at = end + 1;
    }
    std::string path;
    for (const auto& part : parts) path += (path.empty() ? "" : "/") + part;
    return path;
}

// What is wrong with a link to `path#anchor`; empty where it leads somewhere.
std::string fault_of_target(const std::vector<File>& files, const std::string& path,
                            const std::string& anchor) {
    if (!has(files, path)) return "There is no " + path + ".";
    const File* const page = find(files, path);
    if (anchor.empty() || page == nullptr) return {};
    const auto anchors = anchors_of(page->text);
    if (std::find(anchors.begin(), anchors.end(), anchor) != anchors.end()) return {};
    return path + " has no heading '" + anchor + "'.";
}

std::vector<Breach> breaches_of_links(const std::vector<File>& files) {
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        if (!file.path.ends_with(".md")) continue;
        for (const auto& link : links_of(file.text)) {
            if (link.text.find("://") != std::string::npos || link.text.starts_with("mailto:")) continue;
            const std::size_t hash = std::min(link.text.find('#'), link.text.size());
            const std::string target = link.text.substr(0, hash);
            const std::string path = target.empty() ? file.path : path_from(file.path, target);
            const std::string anchor = hash < link.text.size() ? link.text.substr(hash + 1) : "";
            if (std::string fault = fault_of_target(files, path, anchor); !fault.empty())
                breaches.push_back({file.path, link.line, "(" + link.text + "): " + fault});
        }
    }
    return breaches;
}

// Comments send their readers to pages too: "Source  docs/formats.md#xml".
std::vector<Breach> breaches_of_sources(const std::vector<File>& files) {
    static const std::regex page(R"((docs/[A-Za-z0-9_/\-]+\.md)(#([A-Za-z0-9_\-]+))?)");
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        if (!is_cpp(file.path) || file.path.starts_with("tests/tidy/")) continue;
        const std::string comments = comments_only(file.text);
        const auto lines = lines_of(comments);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string line(lines[i]);
            for (std::sregex_iterator it(line.begin(), line.end(), page), end; it != end; ++it)
                if (std::string fault = fault_of_target(files, (*it)[1], (*it)[3]); !fault.empty())
                    breaches.push_back({file.path, static_cast<int>(i) + 1, std::move(fault)});
        }
    }
    return breaches;
}

std::set<std::string> matches(const std::string& text, const std::regex& wanted) {
    std::set<std::string> found;
    for (std::sregex_iterator it(text.begin(), text.end(), wanted), end; it != end; ++it)
        found.insert((*it)[1]);
    return found;
}

// What `footprint --help` lists is made by these calls.
std::set<std::string> commands_of(const std::string& main) {
    static const std::regex call(R"re(\bcommand\(\s*([a-z]+),\s*line,\s*"([a-z_\-]+)")re");
    std::set<std::string> found;
    for (std::sregex_iterator it(main.begin(), main.end(), call), end; it != end; ++it)
        found.insert((*it)[1] == "app" ? (*it)[2].str() : (*it)[1].str() + " " + (*it)[2].str());
    return found;
}
std::set<std::string> options_of(const std::string& main) {
    static const std::regex call(R"re(\badd_(?:option|flag)\(\s*"(--[a-z\-]+)")re");
    return matches(main, call);
}

std::vector<Breach> breaches_of_commands(const std::string& main, const File& page) {
    const auto commands = commands_of(main);
    const auto options = options_of(main);
    std::set<std::string> spans;
    for (const auto& span : code_spans_of(page.text)) {
        const auto space = span.text.find(' ');
        spans.insert(span.text.substr(0, space));
        if (space != std::string::npos) spans.insert(span.text.substr(0, span.text.find(' ', space + 1)));
    }
    std::vector<Breach> breaches;
    for (const auto& names : {commands, options})
        for (const auto& name : names)
            if (!spans.contains(name))
                breaches.push_back({page.path, 1, "It does not describe `" + name + "`."});
    static const std::regex called(R"re((?:`|\$ |\n)footprint ((?:user )?[a-z_\-]+)\b)re");
    for (const auto& name : matches(page.text, called))
        if (!name.starts_with("-") && !commands.contains(name))
            breaches.push_back({page.path, 1, "The program has no command '" + name + "'."});
    static const std::regex option(R"re((--[a-z][a-z\-]*))re");
    for (const auto& name : matches(page.text, option))
        if (!options.contains(name) && name != "--help" && name != "--help-all" && name != "--version")
            breaches.push_back({page.path, 1, "The program has no option " + name + "."});
    return breaches;
}

TEST(Pages, TheMapNamesWhatIsThere) {
    const File* const map = find(tree(), "ARCHITECTURE.md");
    ASSERT_NE(map, nullptr);
    const auto breaches = breaches_of_missing_parts(tree(), *map);
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Pages, TheMapNamesNothingElse) {
    const File* const map = find(tree(), "ARCHITECTURE.md");
    ASSERT_NE(map, nullptr);
    const auto breaches = breaches_of_named_parts(tree(), *map);
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Pages, MapsCanFail) {
    const std::vector<File> files = {{"start", ""},
                                     {"src/base/day.h", ""},
                                     {"src/web/pages/a.cc", ""},
                                     {"tests/law/a.cc", ""},
                                     {"docs/deep/er/a.md", ""}};
    const File map = {"ARCHITECTURE.md", "`start` `src/` `src/base/` `src/web/` `tests/` `law` `docs/`"};
    ASSERT_EQ(breaches_of_missing_parts(files, map).size(), 1U);
    EXPECT_NE(breaches_of_missing_parts(files, map).front().what.find("src/web/pages/"), std::string::npos);
    const auto wrong = [&](const std::string& text) {
        return breaches_of_named_parts(files, {"ARCHITECTURE.md", text}).size();
    };
    EXPECT_EQ(wrong("`src/base/` `base/day` `base/day.h` `day.h` `./start` `deep/` `web/pages`"), 0U);
    EXPECT_EQ(wrong("`src/law/`\n`base/week`"), 2U);
    EXPECT_EQ(wrong("`week.h`"), 1U);
    EXPECT_EQ(wrong("`POST /import` `Result<T>` `../shared/data` `head`"), 0U) << "no paths of the tree";
}

TEST(Pages, LinksLeadSomewhere) {
    EXPECT_GT(std::count_if(tree().begin(), tree().end(),
                            [](const File& file) { return file.path.ends_with(".md"); }),
              5);
    const auto breaches = breaches_of_links(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Pages, LinksCanFail) {
    const auto wrong = [](const std::string& link) {
        return breaches_of_links(
                   {{"docs/a.md", "# One two\n[x](" + link + ")\n"}, {"README.md", "# Three\n"}})
            .size();
    };
    EXPECT_EQ(wrong("../README.md"), 0U);
    EXPECT_EQ(wrong("../README.md#three"), 0U);
    EXPECT_EQ(wrong("#one-two"), 0U);
    EXPECT_EQ(wrong("../docs"), 0U);
    EXPECT_EQ(wrong("https://example.org/gone.md"), 0U);
    EXPECT_EQ(wrong("README.md"), 1U);
    EXPECT_EQ(wrong("../README.md#four"), 1U);
    EXPECT_EQ(wrong("#one"), 1U);
}

TEST(Pages, CommentsSendReadersSomewhere) {
    const auto breaches = breaches_of_sources(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
    EXPECT_EQ(breaches_of_sources(
                  {{"docs/a.md", "# One\n"},
                   {"src/a.h", "// Source  docs/a.md#one; docs/a.md\n// docs/b.md, docs/a.md#two\n"}})
                  .size(),
              2U);
}

TEST(Pages, OfCommandsHaveThemAll) {
    const File* const main = find(tree(), "src/cli/main.cc");
    const File* const page = find(tree(), "docs/command_line.md");
    ASSERT_NE(main, nullptr);
    ASSERT_NE(page, nullptr);
    // Each command is a function of commands.h, so the reading of main.cc has missed none.
    EXPECT_EQ(commands_of(main->text).size(),
              functions_declared(find(tree(), "src/cli/commands.h")->text, "Exit").size());
    const auto breaches = breaches_of_commands(main->text, *page);
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Pages, OfCommandsCanFail) {
    const std::string main =
        "command(app, line, \"init\", \"Make\");\nauto* c =\n    command(\n  app, line, \"serve\");\n"
        "c->add_option(\"--listen\", x);\nc->add_flag(\"--dry-run\", y);\n"
        "command(user, line, \"list\", \"All\");\n";
    const auto wrong = [&](const std::string& text) {
        return breaches_of_commands(main, {"docs/command_line.md", text}).size();
    };
    EXPECT_EQ(wrong("`init` `serve` `user list` `--listen ADDRESS` `--dry-run` and `footprint init`, --help"),
              0U);
    EXPECT_EQ(wrong("`init` `user list` `--listen ADDRESS` `--dry-run`"), 1U) << "a command less";
    EXPECT_EQ(wrong("`init` `serve` `user list` `--dry-run`"), 1U) << "an option less";
    EXPECT_EQ(wrong("`init` `serve` `user list` `--listen A` `--dry-run` `footprint fly`"), 1U)
        << "a command too many";
    EXPECT_EQ(wrong("`init` `serve` `user list` `--listen A` `--dry-run` `--fast`"), 1U)
        << "an option too many";
    EXPECT_EQ(wrong("`init` `serve` `user all` `--listen A` `--dry-run`"), 1U) << "the second word differs";
    EXPECT_EQ(wrong("`init` `serve` `user list` `--listen A` `--dry-run` `footprint user fly`"), 1U);
}

}  // namespace
}  // namespace footprint::tidy
