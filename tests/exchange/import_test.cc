// What an import makes of files: the cases of tests/cases/import, and bytes that no text file can hold.
#include <gtest/gtest.h>

#include "care/difference.h"
#include "exchange/import_run.h"
#include "support/case_folder.h"
#include "support/ground.h"

namespace footprint::exchange {
namespace {

using tests::ground;

TEST(Import, DoesWhatTheCasesSay) {
    const auto cases = tests::cases_in("tests/cases/import");
    EXPECT_GE(cases.size(), 40U);
    for (const tests::FolderCase& one : cases) {
        EXPECT_FALSE(one.checks.empty()) << one.where(one.line) << " expects nothing";
        const Reading reading = tests::read_case(one, ground().profile, ground().codes);
        tests::check_problems(one, reading);
        for (const tests::CaseCheck& check : one.checks) {
            tests::check_reading(one, check, reading);
            if (check.kind == "finding" || check.kind == "no finding")
                tests::check_finding(one, check, reading.records, reading.records.noted);
        }
    }
}

constexpr std::string_view header_text =
    "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nTEST1,M,01/05/2015,WBRI,,,\nTEST2,F,02/06/2016,BCRB,,,\n";

Reading read_one(std::string_view bytes, const std::string& name = "header.csv") {
    ReadOptions options;
    options.today = day_of(2024, 3, 31);
    return read_files({{name, bytes}}, options, ground().profile, ground().codes);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

TEST(Import, ReadsTheSameWithAByteOrderMarkAndWithWindowsLineEnds) {
    const Reading plain = read_one(header_text);
    ASSERT_TRUE(plain.problems.empty()) << printed(plain.problems);
    for (const std::string& other :
         {"\xEF\xBB\xBF" + std::string(header_text), replaced(std::string(header_text), "\n", "\r\n"),
          std::string(header_text.substr(0, header_text.size() - 1))}) {
        const Reading again = read_one(other);
        EXPECT_TRUE(again.problems.empty()) << printed(again.problems);
        EXPECT_EQ(again.records.children, plain.records.children);
    }
}

std::string as_utf_16(std::string_view text) {
    std::string wide = "\xFF\xFE";
    for (const char c : text) {
        wide += c;
        wide += '\0';
    }
    return wide;
}

TEST(Import, SaysThatAFileIsUtf16) {
    const std::string wide = as_utf_16(header_text);
    const Reading reading = read_one(wide);
    ASSERT_FALSE(reading.problems.empty());
    EXPECT_NE(printed(reading.problems.front()).find("UTF-16"), std::string::npos)
        << printed(reading.problems);
    EXPECT_TRUE(reading.records.children.empty());
}

TEST(Import, SaysThatAnEmptyFileIsEmpty) {
    for (const std::string name : {"header.csv", "officers.csv", "2017-episodes.csv"}) {
        const Reading reading = read_one("", name);
        ASSERT_EQ(reading.problems.size(), 1U) << name;
        EXPECT_EQ(reading.problems.front().place.file, name);
        EXPECT_NE(reading.problems.front().message.find("empty"), std::string::npos);
    }
}

// A row may leave out blanks at its end; the last one of a file that was cut short looks the same but for its
// line end.
TEST(Import, SaysThatAFileBreaksOff) {
    const std::string columns = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
    for (const std::string whole :
         {"TEST1,M,01/05/2015\n", "TEST1,M,01/05/2015,WBRI,,,", "TEST1,M,01/05/2015,WBRI,,,\n"})
        EXPECT_TRUE(read_one(columns + whole).problems.empty()) << whole;
    for (const std::string cut :
         {"TEST1", "TEST1,M,01/05/20", "TEST0,F,01/05/2015,WBRI,,,\nTEST1,M,01/05/2015,WB"}) {
        const Reading reading = read_one(columns + cut);
        ASSERT_FALSE(reading.problems.empty()) << cut;
        EXPECT_NE(printed(reading.problems).find("breaks off"), std::string::npos) << cut;
    }
}

TEST(Import, StopsAtBytesThatAreNoTextWhereATableShouldBe) {
    std::string bytes = "officer,name\n";
    for (int i = 0; i < 4000; ++i) bytes += static_cast<char>(i * 37 % 256);
    const Reading reading = read_one(bytes, "officers.csv");
    EXPECT_FALSE(reading.problems.empty());
    EXPECT_TRUE(reading.records.officers.empty());
}

TEST(Import, StopsSoonAtAHundredThousandColumns) {
    std::string text = "CHILD";
    for (int i = 0; i < 100'000; ++i) text += ",c" + std::to_string(i);
    text += "\nTEST1\n";
    const Reading reading = read_one(text);
    EXPECT_FALSE(reading.problems.empty());
}

TEST(Import, KeepsLineEndsWithinQuotesAndCountsLinesPastThem) {
    const std::string decisions =
        "decision,review,text,due\nD1,R1,\"Visit in May\nand in "
        "\"\"June\"\"\",2024-06-30\nD2,R1,Call,31-31-2024\n";
    const std::string reviews = "review,child,held\nR1,TEST1,2024-03-01\n";
    ReadOptions options;
    options.today = day_of(2024, 3, 31);
    const Reading wrong = read_files(
        {{"header.csv", header_text}, {"decisions.csv", decisions}, {"review_details.csv", reviews}}, options,
        ground().profile, ground().codes);
    ASSERT_EQ(wrong.problems.size(), 1U) << printed(wrong.problems);
    EXPECT_EQ(wrong.problems.front().place, (Place{"decisions.csv", 4, 4, {}}));

    const std::string mended = replaced(decisions, "31-31-2024", "31/05/2024");
    const Reading right =
        read_files({{"header.csv", header_text}, {"decisions.csv", mended}, {"review_details.csv", reviews}},
                   options, ground().profile, ground().codes);
    ASSERT_TRUE(right.problems.empty()) << printed(right.problems);
    ASSERT_EQ(right.records.decisions.size(), 2U);
    EXPECT_EQ(right.records.decisions[0].text, "Visit in May\nand in \"June\"");
}

TEST(Import, OfAFolderThatIsNotThereIsAProblem) {
    ReadOptions options;
    options.today = day_of(2024, 3, 31);
    const Reading reading = read_folder("tests/no/such/folder", options, ground().profile, ground().codes);
    ASSERT_EQ(reading.problems.size(), 1U);
    EXPECT_EQ(reading.problems.front().kind, Problem::Kind::not_found);
}

TEST(Import, KnowsTheOfficersAndReviewsThatAreInTheDatabaseAlready) {
    ReadOptions options;
    options.today = day_of(2024, 3, 31);
    const Reading before = read_files({{"header.csv", header_text}, {"officers.csv", "officer\nO1\n"}},
                                      options, ground().profile, ground().codes);
    const std::string allocations = "child,officer,from\nTEST1,O1,2024-01-01\nTEST1,O2,2024-02-01\n";
    options.known = &before.records;
    const Reading after =
        read_files({{"allocations.csv", allocations}}, options, ground().profile, ground().codes);
    ASSERT_TRUE(after.problems.empty()) << printed(after.problems);
    ASSERT_EQ(after.records.noted.size(), 1U);
    EXPECT_EQ(after.records.noted.front().name, "reference.unknown");
    EXPECT_NE(after.records.noted.front().message.find("O2"), std::string::npos);
}

// The same file read again, over what the first reading gave, adds and changes nothing.
TEST(Import, OfTheSameFilesTwiceChangesNothing) {
    const Reading once = read_one(header_text);
    const Reading again = read_one(header_text);
    for (const care::TableDifference& table : care::differences(once.records, again.records)) {
        EXPECT_TRUE(table.added.empty()) << table.table;
        EXPECT_TRUE(table.changed.empty()) << table.table;
        EXPECT_EQ(table.unchanged, 2U) << table.table;
    }
}

}  // namespace
}  // namespace footprint::exchange
