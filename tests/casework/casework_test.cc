#include "casework/waiting_imports.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "exchange/published_statistics.h"
#include "measures/catalogue.h"

namespace footprint::casework {
namespace {

class CaseworkTest : public testing::Test {
  protected:
    CaseworkTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-casework-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    ~CaseworkTest() override { std::filesystem::remove_all(folder_); }

    Address database() const { return {"sqlite:" + (folder_ / "f.db").string(), {}, {}, {}}; }
    std::unique_ptr<Casework> with_authority() {
        EXPECT_TRUE(Casework::create_authority(
            database(), {"E06999001", "Westmere", "standard", std::nullopt}, {"anna", {1}}));
        auto opened = Casework::open(database());
        EXPECT_TRUE(opened) << (opened ? "" : printed(opened.problems()));
        return std::move(opened).value();
    }
    static std::vector<exchange::NamedBytes> files() {
        return {
            {"header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nTEST1,F,01/05/2010,WBRI,UN1,,\n"},
            {"episodes.csv",
             "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
             "TEST1,08/06/2024,S,V2,N1,U6,PR1,,,,,,\n"}};
    }
    static exchange::ReadOptions options() {
        exchange::ReadOptions options;
        options.today = day_of(2024, 12, 31);
        return options;
    }
    static Asked today() { return {day_of(2024, 12, 31), std::nullopt, std::nullopt}; }

    std::filesystem::path folder_;
};

TEST_F(CaseworkTest, ShowsWhatWouldChangeAndThenTakesItOver) {
    const auto casework = with_authority();
    auto preview = casework->preview_import(files(), options());
    ASSERT_TRUE(preview);
    ASSERT_TRUE(preview->may_be_taken_over());
    ASSERT_EQ(preview->changes.size(), 2u);
    EXPECT_EQ(preview->changes[0].added.size(), 1u);
    EXPECT_TRUE((*casework->read(today()))->records().children.empty());
    ASSERT_TRUE(casework->take_over(*preview, {"anna", {2}}, "test"));
    const auto snapshot = casework->read(today());
    ASSERT_TRUE(snapshot);
    EXPECT_EQ((*snapshot)->records().children.size(), 1u);
    ASSERT_NE((*snapshot)->lines()[0].next, nullptr);
    EXPECT_EQ((*snapshot)->lines()[0].next->is.latest, day_of(2024, 7, 5));
    preview = casework->preview_import(files(), options());
    EXPECT_EQ(preview->changes[0].unchanged, 1u);
    EXPECT_TRUE(preview->changes[0].added.empty());
}

// Two processes of one service, behind one address: each may be asked for what the other was sent.
TEST_F(CaseworkTest, WhatOneProcessWasSentAnotherTakesOver) {
    const auto here = with_authority();
    const auto there = std::move(Casework::open(database())).value();
    const auto preview = here->preview_import(files(), options());
    const std::string token = WaitingImports(*here).keep(files(), *preview, {"anna", {2}});
    const std::string of_ben = WaitingImports(*there).keep(
        {files().front()}, *there->preview_import({files().front()}, options()), {"ben", {3}});
    EXPECT_GE(token.size(), 40U);
    EXPECT_NE(token, of_ben);
    EXPECT_FALSE(WaitingImports(*there).take(token, {"ben", {4}}));
    EXPECT_FALSE(WaitingImports(*there).take("1", {"anna", {4}}));
    const auto waiting = WaitingImports(*there).take(token, {"anna", {5}});
    ASSERT_TRUE(waiting);
    ASSERT_EQ(waiting->files.size(), 2U);
    EXPECT_EQ(waiting->files[1].bytes, files()[1].bytes);
    EXPECT_EQ(waiting->shown, fingerprint(*there->preview_import(files(), options())));
    EXPECT_FALSE(WaitingImports(*here).take(token, {"anna", {6}})) << "it is taken once";
    EXPECT_TRUE(WaitingImports(*here).take(of_ben, {"ben", {7}}));
}

TEST_F(CaseworkTest, WhatWaitsIsForgottenAfterAnHour) {
    const auto casework = with_authority();
    const auto preview = casework->preview_import(files(), options());
    WaitingImports waiting(*casework);
    constexpr std::int64_t an_hour = std::int64_t{3600} * 1'000'000;
    std::string token = waiting.keep(files(), *preview, {"anna", {2}});
    EXPECT_TRUE(waiting.take(token, {"anna", {2 + an_hour}}));
    token = waiting.keep(files(), *preview, {"anna", {2}});
    EXPECT_FALSE(waiting.take(token, {"anna", {3 + an_hour}}));
    token = waiting.keep(files(), *preview, {"anna", {2}});
    waiting.keep(files(), *preview, {"anna", {3}});
    EXPECT_FALSE(waiting.take(token, {"anna", {4}})) << "the newer one is in its place";
}

TEST_F(CaseworkTest, WhatWaitsIsReadOnceWhileTheRecordsStay) {
    const auto casework = with_authority();
    const Asked asked{day_of(2025, 3, 31), std::nullopt, std::nullopt};
    ASSERT_TRUE(casework->read(asked));
    const auto first = casework->preview_waiting("one", files(), options());
    ASSERT_TRUE(first);
    EXPECT_EQ(*casework->preview_waiting("one", files(), options()), *first);
    EXPECT_NE(*casework->preview_waiting("two", files(), options()), *first) << "other files";
    const auto again = casework->preview_waiting("one", files(), options());
    ASSERT_TRUE(casework->take_over(**again, {"anna", {2}}, "test"));
    // Whether or not somebody looked at a page since.
    const auto unread = casework->preview_waiting("one", files(), options());
    EXPECT_NE(*unread, *again);
    EXPECT_EQ((*unread)->changes.front().unchanged, 1U);
    ASSERT_TRUE(casework->read(asked));
    EXPECT_EQ(fingerprint(**casework->preview_waiting("one", files(), options())), fingerprint(**unread));
}

TEST_F(CaseworkTest, AFingerprintTellsPreviewsApart) {
    const auto casework = with_authority();
    const auto before = casework->preview_import(files(), options());
    EXPECT_EQ(fingerprint(*before), fingerprint(*casework->preview_import(files(), options())));
    ASSERT_TRUE(casework->take_over(*before, {"anna", {2}}, "test"));
    EXPECT_NE(fingerprint(*before), fingerprint(*casework->preview_import(files(), options())));
}

TEST_F(CaseworkTest, ADraftIsNotWrittenOverByAnotherWindow) {
    const auto casework = with_authority();
    const Moment first = *casework->keep_draft({"anna", "/a", "one", 1, {10}}, {});
    EXPECT_EQ(first, Moment{10});
    // A clock that stands still tells them apart all the same.
    const Moment second = *casework->keep_draft({"anna", "/a", "two", 1, {10}}, first);
    EXPECT_EQ(second, Moment{11});
    const auto overtaken = casework->keep_draft({"anna", "/a", "three", 1, {20}}, first);
    ASSERT_FALSE(overtaken);
    EXPECT_EQ(overtaken.problems().front().kind, Problem::Kind::changed_meanwhile);
    EXPECT_EQ(casework->find_draft("anna", "/a")->contents, "two");
    EXPECT_TRUE(casework->keep_draft({"anna", "/a", "two", 1, {30}}, first)) << "the same words";
    EXPECT_FALSE(casework->drop_draft("anna", "/a", first));
    EXPECT_TRUE(casework->find_draft("anna", "/a"));
    EXPECT_TRUE(casework->drop_draft("anna", "/a", {30}));
    EXPECT_FALSE(casework->find_draft("anna", "/a"));
    EXPECT_TRUE(casework->drop_draft("anna", "/a", {30}));
}

TEST_F(CaseworkTest, DraftsHaveLimitsOfNumberAndSize) {
    const auto casework = with_authority();
    EXPECT_TRUE(casework->keep_draft({"anna", "/a", std::string(1024 * 1024, 'x'), 1, {1}}, {}));
    const auto long_one = casework->keep_draft({"anna", "/b", std::string(1024 * 1024 + 1, 'x'), 1, {1}}, {});
    ASSERT_FALSE(long_one);
    EXPECT_EQ(long_one.problems().front().kind, Problem::Kind::too_large);
    for (int i = 1; i < 50; ++i)
        EXPECT_TRUE(casework->keep_draft({"anna", "/" + std::to_string(i), "x", 1, {1}}, {}));
    const auto many = casework->keep_draft({"anna", "/b", "x", 1, {1}}, {});
    ASSERT_FALSE(many);
    EXPECT_EQ(many.problems().front().kind, Problem::Kind::too_large);
    EXPECT_TRUE(casework->keep_draft({"anna", "/49", "y", 1, {2}}, {1})) << "one that is there already";
    EXPECT_TRUE(casework->keep_draft({"ben", "/b", "x", 1, {1}}, {})) << "another's are others";
}

TEST_F(CaseworkTest, KeepsItsPictureUntilTheRecordsChange) {
    const auto casework = with_authority();
    const auto first = *casework->read(today());
    EXPECT_EQ(first, *casework->read(today()));
    EXPECT_NE(first, *casework->read({day_of(2025, 1, 1), std::nullopt, std::nullopt}));
    const auto preview = casework->preview_import(files(), options());
    ASSERT_TRUE(casework->take_over(*preview, {"anna", {2}}, "test"));
    EXPECT_NE(first, *casework->read(today()));
    EXPECT_TRUE(first->records().children.empty());  // whoever reads the old picture still sees it whole
}

TEST_F(CaseworkTest, TellsTheFindingsThatTheLastChangeBrought) {
    const auto casework = with_authority();
    ASSERT_TRUE(casework->take_over(*casework->preview_import(files(), options()), {"anna", {2}}, "first"));
    const auto first = *casework->read(today());
    const auto of_first = casework->new_findings(*first);
    ASSERT_NE(of_first, nullptr);
    EXPECT_EQ(of_first->places.size(), first->findings().size());  // all of them: there was nothing before
    EXPECT_EQ(of_first, casework->new_findings(*first));           // kept
    ASSERT_FALSE(first->findings().empty());

    // A second child, born on no known day: one finding more, and those of the first child are old.
    auto more = files();
    more[0].bytes =
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nTEST0,F,,WBRI,UN1,,\nTEST1,F,01/05/2010,WBRI,UN1,,\n";
    ASSERT_TRUE(casework->take_over(*casework->preview_import(more, options()), {"anna", {3}}, "second"));
    const auto second = *casework->read(today());
    const auto of_second = casework->new_findings(*second);
    ASSERT_NE(of_second, nullptr);
    EXPECT_LT(of_second->places.size(), second->findings().size());
    ASSERT_FALSE(of_second->places.empty());
    for (const std::uint32_t place : of_second->places)
        EXPECT_EQ(second->records().id_of(second->findings()[place].child), "TEST0");
}

TEST_F(CaseworkTest, FilesHaveNoPastToCompareWith) {
    std::ofstream(folder_ / "header.csv") << files()[0].bytes;
    std::ofstream(folder_ / "episodes.csv") << files()[1].bytes;
    const auto opened = Casework::open({"files:" + folder_.string(), {}, {}, {}});
    ASSERT_TRUE(opened);
    EXPECT_EQ((*opened)->new_findings(**(*opened)->read(today())), nullptr);
}

TEST_F(CaseworkTest, AnswersAsItWasKnown) {
    const auto casework = with_authority();
    const auto preview = casework->preview_import(files(), options());
    const Moment then = *parse_moment("2026-01-02T00:00:00Z");
    ASSERT_TRUE(casework->take_over(*preview, {"anna", then}, "test"));
    EXPECT_TRUE((*casework->read({day_of(2024, 12, 31), parse_moment("2026-01-01"), std::nullopt}))
                    ->records()
                    .children.empty());
    EXPECT_EQ((*casework->read({day_of(2024, 12, 31), parse_moment("2026-01-03"), std::nullopt}))
                  ->records()
                  .children.size(),
              1u);
}

TEST_F(CaseworkTest, AFolderIsReadAndNeverWritten) {
    for (const auto& file : files()) std::ofstream(folder_ / file.name, std::ios::binary) << file.bytes;
    auto casework = Casework::open({"files:" + folder_.string(), {}, {}, {}});
    ASSERT_TRUE(casework);
    EXPECT_TRUE((*casework)->is_read_only());
    const auto snapshot = (*casework)->read(today());
    ASSERT_TRUE(snapshot);
    EXPECT_EQ((*snapshot)->authority_name(), "Authority without a name");
    const auto preview = (*casework)->preview_import(files(), options());
    ASSERT_TRUE(preview);
    EXPECT_FALSE((*casework)->take_over(*preview, {"anna", {2}}, "test"));
}

TEST_F(CaseworkTest, SaysWhatIsThereWhenTheAuthorityIsNot) {
    EXPECT_FALSE(Casework::open({"files:/no/such/folder", {}, {}, {}}));
    EXPECT_FALSE(Casework::open(database()));
    with_authority();
    Address other = database();
    other.authority = "E06999002";
    const auto opened = Casework::open(other);
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.problems()[0].message.find("E06999001"), std::string::npos);
    EXPECT_FALSE(shipped_ground("no-such-profile"));
}

TEST_F(CaseworkTest, ADoubleStatementOfOneAuthorityIsRefused) {
    with_authority();
    EXPECT_FALSE(Casework::create_authority(database(), {"E06999001", "Again", "standard", std::nullopt},
                                            {"anna", {3}}));
}

// What is published compares with measures that there are, and with rows that they have.
TEST(Comparators, NameMeasuresThatThereAre) {
    for (const exchange::PublishedMeaning& meaning : exchange::published_meanings()) {
        const measures::Measure* const measure = measures::find_measure(meaning.measure);
        ASSERT_NE(measure, nullptr) << meaning.measure;
        const bool is_a_share = measure->value != measures::Value::count;
        EXPECT_TRUE(meaning.row.empty() || !is_a_share) << meaning.measure << ' ' << meaning.row;
    }
}

}  // namespace
}  // namespace footprint::casework
