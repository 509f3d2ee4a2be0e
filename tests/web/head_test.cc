#include "web/head.h"

#include <gtest/gtest.h>

#include <string>

namespace footprint::web {
namespace {

// What comes of a head whose bytes come one by one.
std::optional<std::variant<std::size_t, Refusal>> in_pieces(const std::string& bytes,
                                                            const HeadLimits& limits) {
    std::size_t scanned = 0;
    for (std::size_t length = 1; length <= bytes.size(); ++length)
        if (auto whole = whole_head(std::string_view(bytes).substr(0, length), scanned, limits)) return whole;
    return std::nullopt;
}

TEST(WholeHead, IsTheSameHoweverItComes) {
    const HeadLimits limits{1024, 256, 20};
    const std::size_t longest_line = 256 + 64;
    for (const std::size_t line : {longest_line - 1, longest_line, longest_line + 1}) {
        const std::string bytes = std::string(line - 1, 'a') + "\r\nHost: localhost\r\n\r\n";
        std::size_t scanned = 0;
        const auto at_once = whole_head(bytes, scanned, limits);
        const auto pieces = in_pieces(bytes, limits);
        ASSERT_TRUE(at_once && pieces) << line;
        ASSERT_EQ(at_once->index(), pieces->index()) << line;
        EXPECT_EQ(at_once->index(), line > longest_line ? 1U : 0U) << line;
    }
}

TEST(WholeHead, RefusesALineThatEndsInANewlineAlone) {
    const HeadLimits limits{1024, 256, 20};
    for (const std::string bytes : {"GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\n\n"}) {
        const auto whole = in_pieces(bytes, limits);
        ASSERT_TRUE(whole);
        EXPECT_EQ(std::get<Refusal>(*whole).status, 400);
    }
}

}  // namespace
}  // namespace footprint::web
