#include "casework/retention.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace footprint::casework {
namespace {

class RetentionTest : public testing::Test {
  protected:
    RetentionTest() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "footprint-retention-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        const Address address{"sqlite:" + (folder_ / "f.db").string(), {}, {}, {}};
        EXPECT_TRUE(Casework::create_authority(address, {"E06999001", "Westmere", "standard", std::nullopt},
                                               {"anna", {1}}));
        casework_ = std::move(Casework::open(address)).value();
        const auto preview = casework_->preview_import(files(), options());
        EXPECT_TRUE(preview && preview->may_be_taken_over()) << printed(preview->reading.problems);
        EXPECT_TRUE(casework_->take_over(*preview, {"anna", {2}}, "test"));
    }
    ~RetentionTest() override {
        casework_.reset();
        std::filesystem::remove_all(folder_);
    }
    // One whose file has long been due, one who died, one who is looked after.
    static std::vector<exchange::NamedBytes> files() {
        return {
            {"header.csv",
             "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nTEST1,F,01/05/1946,WBRI,UN1,,\n"
             "TEST2,F,01/05/2004,WBRI,UN1,,\nTEST3,F,01/05/2014,WBRI,UN1,,\n"},
            {"episodes.csv",
             "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
             "TEST1,08/06/1960,S,V2,N1,U6,PR1,01/05/1964,E4A,,,,\n"
             "TEST2,08/06/2008,S,V2,N1,U6,PR1,09/06/2010,E2,,,,\n"
             "TEST3,08/06/2024,S,V2,N1,U6,PR1,,,,,,\n"}};
    }
    static exchange::ReadOptions options() {
        exchange::ReadOptions options;
        options.today = day_of(2025, 12, 31);
        return options;
    }
    static Actor on(Day day, const std::string& who = "anna") {
        return {who, Moment{std::int64_t{day.count()} * 86'400'000'000}};
    }
    std::shared_ptr<const care::AccessLists> lists() {
        return casework_->access(casework_->access_version());
    }
    std::string refusal(const Result<std::size_t>& result) {
        return result ? "" : printed(result.problems());
    }

    std::filesystem::path folder_;
    std::unique_ptr<Casework> casework_;
    const Day today_ = day_of(2025, 12, 31);
};

TEST_F(RetentionTest, ListsWhatIsDueFirst) {
    const auto snapshot = *casework_->read({today_, std::nullopt, std::nullopt});
    const auto files = kept_files(*snapshot, *lists());
    ASSERT_EQ(files.size(), 3U);
    EXPECT_EQ(snapshot->records().children[files[0].child].id, "TEST1");
    EXPECT_EQ(files[0].kept.due_from, day_of(2021, 5, 2));
    EXPECT_EQ(snapshot->records().children[files[1].child].id, "TEST2");
    EXPECT_EQ(files[1].kept.due_from, day_of(2025, 6, 9));
    EXPECT_TRUE(files[1].is_due(day_of(2025, 6, 9)));
    EXPECT_FALSE(files[1].is_due(day_of(2025, 6, 8)));
    EXPECT_EQ(files[2].kept.due_from, day_of(2089, 5, 2));
}

TEST_F(RetentionTest, DestroysWhatIsDueAndNothingElse) {
    Retention retention(*casework_);
    EXPECT_NE(refusal(retention.destroy("TEST3", "why", false, on(today_))).find("looked after"),
              std::string::npos);
    EXPECT_NE(refusal(retention.destroy("TEST3", "why", true, on(today_))).find("looked after"),
              std::string::npos);
    EXPECT_NE(refusal(retention.destroy("TEST9", "why", false, on(today_))).find("no child"),
              std::string::npos);
    EXPECT_NE(refusal(retention.destroy("TEST1", " ", false, on(today_))).find("Say why"), std::string::npos);
    const auto early = retention.destroy("TEST2", "why", false, on(day_of(2025, 6, 8)));
    EXPECT_NE(refusal(early).find("due from 9 June 2025"), std::string::npos) << refusal(early);
    const auto done = retention.destroy("TEST1", "due; decided by the head of service", false, on(today_));
    ASSERT_TRUE(done) << refusal(done);
    const auto snapshot = *casework_->read({today_, std::nullopt, std::nullopt});
    EXPECT_FALSE(snapshot->records().find("TEST1").is_known());
    EXPECT_TRUE(snapshot->records().find("TEST2").is_known());
    EXPECT_TRUE(casework_->store().verify().empty());
}

TEST_F(RetentionTest, IsStoppedByAHold) {
    Retention retention(*casework_);
    ASSERT_TRUE(retention.hold({{"claim-7"}, {"TEST1"}, "A claim"}, on(today_)));
    ASSERT_TRUE(retention.hold({{"inquiry"}, {}, "An inquiry"}, on(today_ + 1)));
    const auto snapshot = *casework_->read({today_, std::nullopt, std::nullopt});
    EXPECT_EQ(kept_files(*snapshot, *lists())[0].holds.size(), 2U);
    EXPECT_EQ(kept_files(*snapshot, *lists())[1].holds.size(), 1U);
    for (const bool early : {false, true})
        EXPECT_NE(refusal(retention.destroy("TEST1", "why", early, on(today_ + 2))).find("held by"),
                  std::string::npos);
    EXPECT_FALSE(retention.release({{"inquiry"}, {}, {}}, "", on(today_ + 2)));
    EXPECT_FALSE(retention.release({{"another"}, {}, {}}, "over", on(today_ + 2)));
    ASSERT_TRUE(retention.release({{"inquiry"}, {}, {}}, "It has reported", on(today_ + 2)));
    EXPECT_FALSE(retention.destroy("TEST1", "why", false, on(today_ + 3)));
    ASSERT_TRUE(retention.release({{"claim-7"}, {"TEST1"}, {}}, "Settled", on(today_ + 3)));
    EXPECT_TRUE(retention.destroy("TEST1", "why", false, on(today_ + 4)));
    EXPECT_TRUE(casework_->store().verify().empty());
}

TEST_F(RetentionTest, HoldsTheFirstChildStillWhenTheSameHoldNamesASecond) {
    Retention retention(*casework_);
    ASSERT_TRUE(retention.hold({{"inquiry"}, {"TEST1"}, "An inquiry"}, on(today_)));
    ASSERT_TRUE(retention.hold({{"inquiry"}, {"TEST2"}, "An inquiry"}, on(today_ + 1)));
    EXPECT_EQ(lists()->holds.size(), 2U);
    EXPECT_NE(refusal(retention.destroy("TEST1", "why", false, on(today_ + 2))).find("held by"),
              std::string::npos);
    EXPECT_FALSE(retention.release({{"inquiry"}, {}, {}}, "over", on(today_ + 2)));
    ASSERT_TRUE(retention.release({{"inquiry"}, {"TEST2"}, {}}, "over", on(today_ + 2)));
    EXPECT_NE(refusal(retention.destroy("TEST1", "why", false, on(today_ + 3))).find("held by"),
              std::string::npos);
    EXPECT_TRUE(retention.destroy("TEST2", "why", false, on(today_ + 3)));
    EXPECT_TRUE(casework_->store().verify().empty());
}

TEST_F(RetentionTest, NamesWhatIsWrongWithAHold) {
    Retention retention(*casework_);
    EXPECT_FALSE(retention.hold({{""}, {}, "why"}, on(today_)));
    EXPECT_FALSE(retention.hold({{"An Inquiry"}, {}, "why"}, on(today_)));
    EXPECT_FALSE(retention.hold({{"inquiry"}, {}, " "}, on(today_)));
    EXPECT_FALSE(retention.hold({{"inquiry"}, {"TEST9"}, "why"}, on(today_)));
}

TEST_F(RetentionTest, KeepsWhatWasDestroyedFromComingBack) {
    Retention retention(*casework_);
    ASSERT_TRUE(retention.destroy("TEST1", "due", false, on(today_)));
    const auto preview = casework_->preview_import(files(), options());
    ASSERT_TRUE(preview);
    EXPECT_FALSE(preview->may_be_taken_over());
    ASSERT_EQ(preview->reading.problems.size(), 1U);
    EXPECT_NE(preview->reading.problems.front().message.find("TEST1"), std::string::npos);
}

TEST_F(RetentionTest, KeepsAMentionFromComingBack) {
    Retention retention(*casework_);
    ASSERT_TRUE(retention.destroy("TEST1", "due", false, on(today_)));
    const auto naming = [&](const std::string& children) {
        const auto preview = casework_->preview_import(
            {{"officers.csv", "officer,name,role\nTESTO1,Kim Green,iro\n"},
             {"supervision.csv",
              "officer,on,kind,children,note\nTESTO1,2025-11-03,supervision," + children + ",drift\n"}},
            options());
        EXPECT_TRUE(preview);
        return printed(preview->reading.problems);
    };
    EXPECT_NE(naming("TEST2; TEST1").find("TEST1"), std::string::npos);
    EXPECT_EQ(naming("TEST2; TEST3"), "");
}

}  // namespace
}  // namespace footprint::casework
