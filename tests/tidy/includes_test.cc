// Who may include whom: arrows point down, a library of others is one file's business, the lower half is
// pure.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "tidy/scan.h"
#include "tidy/tree.h"

namespace footprint::tidy {
namespace {

// The rows of "Who may include whom" in ARCHITECTURE.md, from below.
const std::map<std::string_view, int> height = {
    {"base", 0},  {"care", 1},     {"law", 2},    {"practice", 3}, {"findings", 4}, {"measures", 4},
    {"store", 5}, {"exchange", 5}, {"report", 5}, {"casework", 6}, {"web", 7},      {"cli", 7},
};
const std::set<std::string_view> pure = {"base", "care", "law", "practice", "findings", "measures", "report"};

// The one sideways arrow: a command starts the web application.
bool may_include(std::string_view who, std::string_view whom) {
    if (who == whom || (who == "cli" && whom == "web")) return true;
    return height.contains(who) && height.contains(whom) && height.at(whom) < height.at(who);
}

std::vector<Breach> breaches_of_arrows(const std::vector<File>& files) {
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        const std::string_view who = source_folder_of(file.path);
        if (!is_cpp(file.path) || who.empty()) continue;
        if (!height.contains(who))
            breaches.push_back(
                {file.path, 1, "Give its folder a place among the arrows of ARCHITECTURE.md."});
        for (const auto& include : includes_of(file.text)) {
            if (!include.quoted) continue;
            const std::string_view whom = std::string_view(include.path).substr(0, include.path.find('/'));
            if (!has(files, "src/" + include.path))
                breaches.push_back({file.path, include.line, "There is no src/" + include.path + "."});
            else if (!may_include(who, whom))
                breaches.push_back({file.path, include.line,
                                    std::string(who) + " must not include " + include.path +
                                        ": arrows point down. Move what is needed to a lower folder."});
        }
    }
    return breaches;
}

struct OneFileLibrary {
    std::string_view header;  // or what the header's path begins with
    std::vector<std::string_view> files;
};

const std::vector<OneFileLibrary> one_file_libraries = {
    {"sqlite3.h", {"src/store/sqlite.cc"}},
    {"SQLiteCpp/", {"src/store/sqlite.cc"}},
    {"libpq-fe.h", {"src/store/postgres.cc"}},
    {"pqxx/", {"src/store/postgres.cc"}},
    {"boost/asio/",
     {"src/web/server.cc", "src/web/connection.cc", "src/web/connection.h", "src/web/certificate.h"}},
    {"boost/beast/", {"src/web/connection.cc"}},
    {"toml++/", {"src/law/toml.cc"}},
    {"expat.h", {"src/exchange/ssda903_xml.cc"}},
    {"zlib.h", {"src/exchange/unpacked.cc"}},
    {"sodium.h", {"src/store/digest.cc", "src/exchange/secrets.cc", "src/casework/passwords.cc"}},
    {"openssl/", {"src/exchange/json_web_token.cc", "src/casework/one_time_codes.cc"}},
    {"curl/", {"src/exchange/http_call.cc", "src/exchange/mail.cc"}},
    {"qrencode.h", {"src/web/square_code.cc"}},
    {"nlohmann/", {"src/exchange/json_tree.cc"}},
    {"systemd/", {"src/cli/serving.cc"}},
    {"CLI/", {"src/cli/main.cc"}},
};

// Headers of the C++ library have neither an ending nor a folder; those of the system are the upper half's.
bool is_standard(std::string_view header) {
    return header.find_first_of("./") == std::string_view::npos;
}
bool is_of_the_system(std::string_view header) {
    static const std::set<std::string_view> known = {"unistd.h", "fcntl.h", "poll.h",
                                                     "signal.h", "pwd.h",   "malloc.h"};
    return known.contains(header) || header.starts_with("sys/") || header.starts_with("netinet/") ||
           header.starts_with("arpa/");
}

std::string fault_of_library(std::string_view path, const std::string& header) {
    for (const auto& library : one_file_libraries) {
        if (!header.starts_with(library.header)) continue;
        if (std::find(library.files.begin(), library.files.end(), path) != library.files.end()) return {};
        return "Only " + std::string(library.files.front()) + " includes <" + header + ">.";
    }
    if (is_standard(header) || is_of_the_system(header)) return {};
    return "<" + header +
           "> is a library that nobody has decided on. Give it to one file, here and in ARCHITECTURE.md.";
}

std::vector<Breach> breaches_of_libraries(const std::vector<File>& files) {
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        if (!is_cpp(file.path) || source_folder_of(file.path).empty()) continue;
        for (const auto& include : includes_of(file.text)) {
            if (include.quoted) continue;
            if (std::string fault = fault_of_library(file.path, include.path); !fault.empty())
                breaches.push_back({file.path, include.line, std::move(fault)});
        }
    }
    return breaches;
}

bool touches_the_world(std::string_view header) {
    static const std::set<std::string_view> headers = {
        "ctime",   "fstream", "filesystem", "iostream",           "ostream",
        "istream", "random",  "thread",     "condition_variable", "future",
        "csignal", "cstdlib", "syncstream"};
    return headers.contains(header) || is_of_the_system(header);
}

// What asks the machine, though its header has pure uses too.
bool asks_the_machine(std::string_view name) {
    static const std::set<std::string_view> names = {"system_clock", "steady_clock", "high_resolution_clock",
                                                     "utc_clock",    "getenv",       "fopen",
                                                     "freopen",      "tmpfile",      "printf",
                                                     "puts",         "stdout",       "stderr",
                                                     "stdin",        "popen",        "random_device"};
    return names.contains(name);
}

std::vector<Breach> breaches_of_purity(const std::vector<File>& files) {
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        if (!is_cpp(file.path) || !pure.contains(source_folder_of(file.path))) continue;
        for (const auto& include : includes_of(file.text))
            if (!include.quoted && touches_the_world(include.path))
                breaches.push_back(
                    {file.path, include.line,
                     "<" + include.path + "> reaches for the machine; the lower half is pure."});
        for (const auto& name : identifiers_of(file.text))
            if (asks_the_machine(name.text))
                breaches.push_back(
                    {file.path, name.line,
                     "'" + name.text + "' asks the machine; in the lower half it is an argument."});
    }
    return breaches;
}

// A header that is not included first may lean on what came before it.
std::vector<Breach> breaches_of_own_header_first(const std::vector<File>& files) {
    std::vector<Breach> breaches;
    for (const auto& file : files) {
        if (!file.path.ends_with(".cc") || source_folder_of(file.path).empty()) continue;
        const std::string own = file.path.substr(0, file.path.size() - 3) + ".h";
        const auto includes = includes_of(file.text);
        if (!has(files, own) || (!includes.empty() && "src/" + includes.front().path == own)) continue;
        breaches.push_back({file.path, includes.empty() ? 1 : includes.front().line,
                            "Include its own header " + own.substr(4) + " first."});
    }
    return breaches;
}

std::vector<int> lines(const std::vector<Breach>& breaches) {
    std::vector<int> out;
    for (const auto& breach : breaches) out.push_back(breach.line);
    return out;
}

TEST(Includes, PointDownwards) {
    EXPECT_GT(std::count_if(tree().begin(), tree().end(),
                            [](const File& file) { return !source_folder_of(file.path).empty(); }),
              100);
    const auto breaches = breaches_of_arrows(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Includes, ArrowsCanFail) {
    const std::vector<File> files = {
        {"src/law/a.cc",
         "#include \"law/a.h\"\n#include \"care/b.h\"\n#include \"practice/c.h\"\n"
         "#include \"base/gone.h\"\n"},
        {"src/law/a.h", ""},
        {"src/care/b.h", "#include \"law/a.h\"\n"},
        {"src/practice/c.h", ""},
        {"src/measures/d.h", "\n#include \"findings/e.h\"\n"},
        {"src/findings/e.h", ""},
        {"src/web/f.h", "\n\n\n#include \"cli/g.h\"\n"},
        {"src/cli/g.h", "#include \"web/f.h\"\n"},
        {"src/extra/h.h", ""},
    };
    EXPECT_EQ(lines(breaches_of_arrows(files)), (std::vector<int>{3, 4, 1, 2, 4, 1}));
}

TEST(Includes, OfALibraryStandInItsOneFile) {
    const auto breaches = breaches_of_libraries(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Includes, OneFileLibrariesAreOnTheMap) {
    const auto map =
        std::find_if(tree().begin(), tree().end(), [](const File& f) { return f.path == "ARCHITECTURE.md"; });
    ASSERT_NE(map, tree().end());
    const auto spans = code_spans_of(map->text);
    for (const auto& library : one_file_libraries)
        for (const auto& path : library.files)
            if (path.ends_with(".cc") && has(tree(), path))
                EXPECT_TRUE(std::any_of(spans.begin(), spans.end(),
                                        [&](const Seen& span) { return span.text == path; }))
                    << path << " includes " << library.header << "; ARCHITECTURE.md does not say so";
}

TEST(Includes, LibrariesCanFail) {
    const std::string source =
        "#include <map>\n#include <sqlite3.h>\n#include <boost/asio/post.hpp>\n"
        "#include <fmt/core.h>\n#include <unistd.h>\n";
    EXPECT_EQ(lines(breaches_of_libraries({{"src/web/server.cc", source}})), (std::vector<int>{2, 4}));
    EXPECT_EQ(lines(breaches_of_libraries({{"src/store/sqlite.cc", source}})), (std::vector<int>{3, 4}));
    EXPECT_EQ(lines(breaches_of_libraries({{"tests/web/server_test.cc", source}})), std::vector<int>{});
}

TEST(Includes, OfTheLowerHalfArePure) {
    const auto breaches = breaches_of_purity(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
}

TEST(Includes, PurityCanFail) {
    const std::string source =
        "#include <chrono>\n#include <fstream>\n#include <sys/socket.h>\n"
        "auto now = std::chrono::system_clock::now();  // system_clock\n"
        "auto home = std::getenv(\"HOME\");\n";
    EXPECT_EQ(lines(breaches_of_purity({{"src/law/a.cc", source}})), (std::vector<int>{2, 3, 4, 5}));
    EXPECT_EQ(lines(breaches_of_purity({{"src/report/a.h", source}})), (std::vector<int>{2, 3, 4, 5}));
    EXPECT_EQ(lines(breaches_of_purity({{"src/store/a.cc", source}})), std::vector<int>{});
}

TEST(Includes, BeginWithTheirOwnHeader) {
    const auto breaches = breaches_of_own_header_first(tree());
    EXPECT_TRUE(breaches.empty()) << listed(breaches);
    EXPECT_EQ(lines(breaches_of_own_header_first({{"src/a/b.cc", "#include <map>\n#include \"a/b.h\"\n"},
                                                  {"src/a/b.h", ""},
                                                  {"src/a/c.cc", "\n#include \"a/c.h\"\n"},
                                                  {"src/a/c.h", ""},
                                                  {"src/a/alone.cc", "#include <map>\n"}})),
              std::vector<int>{1});
}

}  // namespace
}  // namespace footprint::tidy
