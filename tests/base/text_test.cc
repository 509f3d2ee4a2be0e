#include "base/text.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/json.h"
#include "base/shortened.h"

namespace footprint {
namespace {

TEST(Text, PrintsNumbersAsPeopleReadThem) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(-1234567), "-1,234,567");
    EXPECT_EQ(counted(1, "review", "reviews"), "1 review");
    EXPECT_EQ(counted(1200, "review", "reviews"), "1,200 reviews");
}

TEST(Text, IsShortenedByWholeWords) {
    EXPECT_EQ(shortened("Book the visit", 14), "Book the visit");
    EXPECT_EQ(shortened("Book the visit", 13), "Book the…");
    EXPECT_EQ(shortened("Book the visit", 8), "Book the…");
    EXPECT_EQ(shortened("Book the visit", 7), "Book…");
    EXPECT_EQ(shortened("Unbroken", 4), "Unbr…");
    EXPECT_EQ(shortened("caféé", 4), "caf…") << "no character is cut in two";
    EXPECT_EQ(shortened("", 4), "");
}

TEST(Text, RoundsHalvesUp) {
    EXPECT_EQ(percent(1, 3), "33.3");
    EXPECT_EQ(percent(2, 3), "66.7");
    EXPECT_EQ(percent(1, 800, 1), "0.1");   // 0.125
    EXPECT_EQ(percent(1, 2000, 1), "0.1");  // 0.05
    EXPECT_EQ(percent(0, 7), "0.0");
    EXPECT_EQ(percent(7, 7), "100.0");
    EXPECT_EQ(fixed(14.25, 1), "14.3");
    EXPECT_EQ(fixed(0.05, 1), "0.1");
    EXPECT_EQ(fixed(3, 0), "3");
    EXPECT_EQ(fixed(-0.04, 1), "0.0");
    EXPECT_EQ(fixed(1e20, 2), "100000000000000000000.00");
    EXPECT_EQ(fixed(-1e300, 0).size(), 302U);
    EXPECT_EQ(fixed(std::numeric_limits<double>::infinity(), 2), "inf");
}

TEST(Text, ListsWords) {
    EXPECT_EQ(listed({}), "");
    EXPECT_EQ(listed({"a"}), "a");
    EXPECT_EQ(listed({"a", "b"}), "a and b");
    EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
}

TEST(Text, KnowsUtf8) {
    EXPECT_TRUE(is_valid_utf8("Zo\xC3\xAB \xE2\x82\xAC \xF0\x9F\x90\xBE"));
    for (const char* text :
         {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF"})
        EXPECT_FALSE(is_valid_utf8(text));
}

TEST(Text, FindsTheNearestWord) {
    EXPECT_EQ(nearest("citaton", {"citation", "trigger"}), "citation");
    EXPECT_EQ(nearest("zzzzzz", {"citation", "trigger"}), "");
}

TEST(Json, IsWrittenInOrderAndEscaped) {
    JsonWriter json;
    json.open_object()
        .field("a", "x\"\\\n\x01")
        .field("b", 3)
        .field("c", std::optional<double>())
        .key("d")
        .open_array();
    json.number(1.5).number(2.0).truth(true).null().close_array().close_object();
    EXPECT_EQ(json.take(), "{\"a\":\"x\\\"\\\\\\n\\u0001\",\"b\":3,\"c\":null,\"d\":[1.5,2,true,null]}");
    json.text("\xFF");
    EXPECT_EQ(json.take(), "\"\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace footprint
