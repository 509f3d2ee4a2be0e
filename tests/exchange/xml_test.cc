// The return in its XML form: what it holds, and what is refused.
#include <gtest/gtest.h>

#include "exchange/import_run.h"
#include "exchange/ssda903_xml.h"
#include "support/ground.h"

namespace footprint::exchange {
namespace {

using tests::ground;

constexpr std::string_view whole_return = R"(<?xml version="1.0"?>
<EXPSSDA903>
  <CHILD>
    <HEADER>
      <CHILDID>TEST1</CHILDID><UPN>UN1</UPN><SEX>2</SEX><DOB>01/05/2007</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC>
      <DUC>01/05/2025</DUC>
      <AMISSING><MISSING>M</MISSING><MIS_START>05/06/2019</MIS_START><MIS_END>06/06/2019</MIS_END></AMISSING>
      <AREVIEW><REVIEW>10/06/2019</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
      <AREVIEW><REVIEW>10/09/2019</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>
      <MOTHER>0</MOTHER>
      <PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE>
      <OC2><SDQ_SCORE>12</SDQ_SCORE><HEALTH_CHECK>1</HEALTH_CHECK></OC2>
    </HEADER>
    <EPISODE>
      <DECOM>20/05/2019</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U5</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER>
      <DEC>01/02/2020</DEC><REC>E4A</REC>
    </EPISODE>
    <EPISODE><DECOM>01/03/2020</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>K2</PL></EPISODE>
  </CHILD>
  <CHILD>
    <HEADER><CHILDID>TEST2</CHILDID><SEX>1</SEX><DOB>02/06/2010</DOB><UASC>0</UASC></HEADER>
  </CHILD>
</EXPSSDA903>
)";

Reading read(std::string_view bytes) {
    ReadOptions options;
    options.today = day_of(2020, 3, 31);
    return read_files({{"return.xml", bytes}}, options, ground().profile, ground().codes);
}

TEST(Xml, GivesTheTablesThatTheFilesGive) {
    const Reading reading = read(whole_return);
    ASSERT_TRUE(reading.problems.empty()) << printed(reading.problems);
    const care::Records& records = reading.records;
    ASSERT_EQ(records.children.size(), 2U);
    EXPECT_EQ(records.children[0].id, "TEST1");
    EXPECT_EQ(records.children[0].sex, care::Sex::F);
    EXPECT_EQ(records.children[0].born_on, day_of(2007, 5, 1));
    EXPECT_EQ(records.children[0].is_mother, false);
    ASSERT_EQ(records.episodes.of({0}).size(), 2U);
    EXPECT_EQ(records.episodes.of({0})[0].place, care::PlacementType::U5);
    EXPECT_EQ(records.episodes.of({0})[0].ended_on, day_of(2020, 2, 1));
    EXPECT_EQ(records.episodes.of({0})[1].legal_status, care::LegalStatus::C2);
    ASSERT_EQ(records.returned_reviews.of({0}).size(), 2U);
    EXPECT_EQ(records.returned_reviews.of({0})[1].participation, care::Participation::PN2);
    EXPECT_EQ(records.returned_reviews.of({0})[1].born_on, day_of(2007, 5, 1));
    EXPECT_EQ(records.missing.of({0}).size(), 1U);
    EXPECT_EQ(records.earlier_permanence.of({0}).size(), 1U);
    ASSERT_EQ(records.health.of({0}).size(), 1U);
    ASSERT_EQ(records.uasc.of({0}).size(), 1U);
    EXPECT_EQ(records.uasc.of({0})[0].ceased_on, day_of(2025, 5, 1));
    EXPECT_TRUE(records.uasc.of({1}).empty());
    ASSERT_EQ(reading.returns.size(), 1U);
    EXPECT_EQ(reading.returns.front().year, (Year{2019}));
}

TEST(Xml, SaysWhereAValueIsWrong) {
    std::string text(whole_return);
    text.replace(text.find("10/09/2019"), 10, "31/09/2019");
    const Reading reading = read(text);
    ASSERT_EQ(reading.problems.size(), 1U) << printed(reading.problems);
    EXPECT_EQ(reading.problems.front().place.file, "return.xml");
    EXPECT_EQ(reading.problems.front().place.line, 9);
    EXPECT_GT(reading.problems.front().place.column, 0);
    EXPECT_NE(reading.problems.front().message.find("REVIEW"), std::string::npos);
}

std::string only_message(std::string_view bytes) {
    const auto tables = read_return_xml("return.xml", bytes);
    if (tables || tables.problems().size() != 1) return "read, or not one problem";
    EXPECT_EQ(tables.problems().front().place.file, "return.xml");
    EXPECT_GT(tables.problems().front().place.line, 0);
    return tables.problems().front().message;
}

TEST(Xml, ThatIsNotWellFormedIsAProblemWithItsPlace) {
    for (const std::string_view text :
         {"<EXPSSDA903><CHILD></EXPSSDA903>", "<EXPSSDA903>", "", "CHILD,SEX\n",
          "<EXPSSDA903><CHILD>\x01</CHILD></EXPSSDA903>", "<EXPSSDA903/><EXPSSDA903/>"})
        EXPECT_NE(only_message(text).find("well-formed"), std::string::npos)
            << text << ": " << only_message(text);
}

TEST(Xml, WithAnotherRootIsNoReturn) {
    EXPECT_NE(only_message("<Message><CHILD/></Message>").find("EXPSSDA903"), std::string::npos);
}

TEST(Xml, RefusesADocumentTypeAndItsEntities) {
    const std::string_view laughs = R"(<?xml version="1.0"?>
<!DOCTYPE EXPSSDA903 [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<EXPSSDA903><CHILD><HEADER><CHILDID>&c;</CHILDID></HEADER></CHILD></EXPSSDA903>)";
    const std::string_view outside = R"(<!DOCTYPE EXPSSDA903 [<!ENTITY f SYSTEM "file:///etc/hostname">]>
<EXPSSDA903><CHILD><HEADER><CHILDID>&f;</CHILDID></HEADER></CHILD></EXPSSDA903>)";
    EXPECT_NE(only_message(laughs).find("document type"), std::string::npos);
    EXPECT_NE(only_message(outside).find("document type"), std::string::npos);
}

TEST(Xml, RefusesDeepNestingAndLongTextSoon) {
    std::string deep = "<EXPSSDA903>";
    for (int i = 0; i < 200'000; ++i) deep += "<CHILD>";
    EXPECT_NE(only_message(deep).find("deep"), std::string::npos);
    const std::string long_text = "<EXPSSDA903><CHILD><HEADER><CHILDID>" + std::string(1'000'000, 'A') +
                                  "</CHILDID></HEADER></CHILD></EXPSSDA903>";
    EXPECT_NE(only_message(long_text).find("too long"), std::string::npos);
}

TEST(Xml, OfManyChildrenIsReadInPieces) {
    std::string text = "<EXPSSDA903>\n";
    constexpr int children = 20'000;  // some megabytes, so that elements lie across the pieces
    for (int i = 0; i < children; ++i)
        text += "<CHILD><HEADER><CHILDID>TEST" + std::to_string(100'000 + i) +
                "</CHILDID><SEX>1</SEX><DOB>02/06/2010</DOB></HEADER></CHILD>\n";
    text += "</EXPSSDA903>\n";
    ASSERT_GT(text.size(), std::size_t{1} << 20);
    const auto tables = read_return_xml("return.xml", text);
    ASSERT_TRUE(tables.has_value()) << printed(tables.problems());
    const auto& rows = tables->at("Header");
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(children));
    for (int i = 0; i < children; ++i) {
        const auto& row = rows[static_cast<std::size_t>(i)];
        ASSERT_EQ(row.values.at(0), "TEST" + std::to_string(100'000 + i));
        ASSERT_EQ(row.line, i + 2);
    }
}

TEST(Xml, WithNoChildIsAnEmptyReturn) {
    const Reading reading = read("<EXPSSDA903/>");
    EXPECT_TRUE(reading.problems.empty()) << printed(reading.problems);
    EXPECT_TRUE(reading.records.children.empty());
}

}  // namespace
}  // namespace footprint::exchange
