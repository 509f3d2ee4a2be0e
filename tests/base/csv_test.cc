#include "base/csv.h"

#include <gtest/gtest.h>

#include "support/property.h"

namespace footprint {
namespace {

std::vector<std::vector<std::string>> rows_of(CsvReader& reader) {
    std::vector<std::vector<std::string>> rows;
    while (reader.next()) rows.emplace_back(reader.fields().begin(), reader.fields().end());
    return rows;
}

TEST(Csv, ReadsRowsWithEitherLineEnd) {
    CsvReader reader("a.csv",
                     "\xEF\xBB\xBF"
                     "A,B\r\n1,2\n\n3,\"x, \"\"y\"\"\nz\"\r\n,,\n4,");
    const auto rows = rows_of(reader);
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[0], (std::vector<std::string>{"A", "B"}));
    EXPECT_EQ(rows[2], (std::vector<std::string>{"3", "x, \"y\"\nz"}));
    EXPECT_EQ(rows[3], (std::vector<std::string>{"4", ""}));
    EXPECT_EQ(reader.line(), 7);
    EXPECT_TRUE(reader.problems().empty());
}

TEST(Csv, NamesThePlaceOfAQuoteThatIsNeverClosed) {
    CsvReader reader("a.csv", "A,B\n1,2\n3,\"never\n4,5\n");
    rows_of(reader);
    ASSERT_EQ(reader.problems().size(), 1u);
    EXPECT_EQ(reader.problems()[0].place, (Place{"a.csv", 3, 2, ""}));
}

TEST(Csv, NamesTextAfterAClosingQuote) {
    CsvReader reader("a.csv", "A\n\"x\"y,2\n3\n");
    EXPECT_EQ(rows_of(reader).size(), 3u);
    ASSERT_EQ(reader.problems().size(), 1u);
    EXPECT_EQ(reader.problems()[0].place.line, 2);
}

TEST(Csv, RefusesWhatIsNoText) {
    for (const auto& [text, line] : std::vector<std::pair<std::string, int>>{{std::string("\xFF\xFE"
                                                                                          "A\0",
                                                                                          4),
                                                                              1},
                                                                             {std::string("A\n\0\n", 4), 2},
                                                                             {"A\nok\n\xC3\x28\n", 3}}) {
        CsvReader reader("a.csv", text);
        EXPECT_FALSE(reader.next());
        ASSERT_EQ(reader.problems().size(), 1u);
        EXPECT_EQ(reader.problems()[0].place.line, line);
    }
}

TEST(Csv, StopsAtItsLimits) {
    const std::string commas(100'000, ',');
    CsvReader wide("a.csv", commas);
    EXPECT_FALSE(wide.next());
    ASSERT_EQ(wide.problems().size(), 1u);
    EXPECT_EQ(wide.problems()[0].kind, Problem::Kind::too_large);
    CsvReader tall("a.csv", "a\nb\nc\n", {.rows = 2});
    EXPECT_EQ(rows_of(tall).size(), 2u);
    EXPECT_EQ(tall.problems().size(), 1u);
    CsvReader longer("a.csv", "abcdef\n", {.field_bytes = 5});
    EXPECT_TRUE(longer.next());
    EXPECT_EQ(longer.problems().size(), 1u);
}

TEST(Csv, IsReadAsItIsWritten) {
    tests::for_all("a row is read as it is written", [] {
        const auto letters =
            rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', ' ', 'z'));
        auto row = *rc::gen::container<std::vector<std::string>>(letters);
        RC_PRE(row.size() > 1);
        bool any = false;
        for (const auto& field : row) any = any || !field.empty();
        RC_PRE(any);
        // A lone carriage return at the end of a field that needs no quotes would be part of the line end.
        std::string text;
        append_csv_row(text, row);
        CsvReader reader("a.csv", text);
        RC_ASSERT(reader.next());
        RC_ASSERT(std::vector<std::string>(reader.fields().begin(), reader.fields().end()) == row);
        RC_ASSERT(reader.problems().empty());
        RC_ASSERT(!reader.next());
    });
}

TEST(Csv, KeepsFormulasFromRunning) {
    EXPECT_EQ(safe_for_spreadsheet("=1+1"), "'=1+1");
    EXPECT_EQ(safe_for_spreadsheet("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(safe_for_spreadsheet("Anna"), "Anna");
    EXPECT_EQ(safe_for_spreadsheet(""), "");
    EXPECT_EQ(safe_for_spreadsheet("'- he said"), "''- he said");
    EXPECT_EQ(safe_for_spreadsheet("'tis"), "'tis");
}

TEST(Csv, TakesOffTheProtectionThatItPutsOnAndNothingElse) {
    for (const std::string begin :
         {"=", "+", "-", "@", "\t", "\r", "\n", "'=", "''@", "'", "a", "", "a=", "'a"}) {
        const std::string text = begin + "1";
        const std::string safe = safe_for_spreadsheet(text);
        EXPECT_EQ(without_protection(safe), text);
        EXPECT_EQ(std::string_view("=+-@\t\r\n").find(safe.front()), std::string_view::npos) << safe;
    }
    EXPECT_EQ(without_protection("'tis"), "'tis");
    EXPECT_EQ(without_protection("'"), "'");
    EXPECT_EQ(without_protection("=1"), "=1");
}

}  // namespace
}  // namespace footprint
