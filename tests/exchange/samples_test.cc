// Returns that others made up for their own programs, read where they lie beside the project.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "exchange/import_run.h"
#include "support/ground.h"
#include "support/shared_data.h"

namespace footprint::exchange {
namespace {

using tests::ground;
using tests::shared_data;

constexpr const char* five_years = "samples/ssda903/fake_five_years";
constexpr const char* one_year = "samples/ssda903/fake_one_year";

ReadOptions on(Day today) {
    ReadOptions options;
    options.today = today;
    return options;
}

TEST(Samples, FiveYearsHaveProblemsInOneColumnOnly) {
    FOOTPRINT_NEEDS_SHARED(five_years);
    const auto folder = shared_data(five_years);
    const Reading reading = read_folder(folder, on(day_of(2021, 6, 30)), ground().profile, ground().codes);
    ASSERT_FALSE(reading.problems.empty());
    for (const Problem& problem : reading.problems) {
        EXPECT_TRUE(problem.place.file.ends_with("oc3.csv")) << printed(problem);
        EXPECT_NE(problem.message.find("ACCOM"), std::string::npos) << printed(problem);
    }
}

TEST(Samples, FiveYearsOfChildrenEpisodesAndReviewsReadClean) {
    FOOTPRINT_NEEDS_SHARED(five_years);
    const auto folder = shared_data(five_years);
    ReadOptions options = on(day_of(2021, 6, 30));
    for (int year = 2017; year <= 2021; ++year)
        for (const std::string table : {"header", "episodes", "reviews"})
            options.only.push_back(std::to_string(year) + "-" + table + ".csv");
    const Reading reading = read_folder(folder, options, ground().profile, ground().codes);
    EXPECT_TRUE(reading.problems.empty()) << printed(reading.problems);
    ASSERT_EQ(reading.returns.size(), 5U);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(reading.returns[static_cast<std::size_t>(i)].name, std::to_string(2017 + i));
    EXPECT_EQ(reading.files.size(), 15U);
    std::size_t rows = 0;
    for (const ReadFile& file : reading.files)
        if (file.table == "Header") rows += file.rows;
    EXPECT_GT(reading.records.children.size(), 100U);
    EXPECT_LE(reading.records.children.size(), rows);
    EXPECT_GT(reading.records.episodes.size(), reading.records.children.size());
    EXPECT_GT(reading.records.returned_reviews.size(), 100U);
}

TEST(Samples, OfOneYearNamesWhatItCannotRead) {
    FOOTPRINT_NEEDS_SHARED(one_year);
    const auto folder = shared_data(one_year);
    const Reading reading = read_folder(folder, on(day_of(2025, 6, 30)), ground().profile, ground().codes);
    // Workbooks and the licence are no tables; they are named.
    EXPECT_NE(std::find(reading.not_read.begin(), reading.not_read.end(), "ch_fake.xlsx"),
              reading.not_read.end());
    // All of them are about a cell: a code that no year knows, or a child that is not in Header.
    EXPECT_GT(reading.problems.size(), 60U);
    for (const Problem& problem : reading.problems) {
        EXPECT_FALSE(problem.place.file.empty()) << printed(problem);
        EXPECT_GT(problem.place.line, 0) << printed(problem);
        EXPECT_GT(problem.place.column, 0) << printed(problem);
        EXPECT_FALSE(problem.message.empty());
    }
    const std::string all = printed(reading.problems);
    for (const std::string_view wanted :
         {"DoLo.csv:2:1: CHILD: 'CHILD10' is not in Header. Add the child there, or correct the id.",
          "oc3.csv:2:5: ACCOM: '01' is not a code of ACCOM. Known: B1, B2,",
          "placed_for_adoption.csv:2:5: REASON_PLACED_CEASED: '", "Known: RD1, RD2, RD3, RD4.",
          "sw_episodes.csv:2:6: SW_REASON: 'SWLAZY' is not a code of SW_REASON. Known: MANAGE,"})
        EXPECT_NE(all.find(wanted), std::string::npos) << wanted << "\n" << all;
}

TEST(Samples, InXmlHoldTheirTables) {
    FOOTPRINT_NEEDS_SHARED(one_year);
    const auto folder = shared_data(one_year);
    ReadOptions options = on(day_of(2020, 3, 31));
    options.only = {"fake_903.xml"};
    const Reading reading = read_folder(folder, options, ground().profile, ground().codes);
    std::map<std::string, std::size_t> rows;
    for (const ReadFile& file : reading.files) rows[file.table] += file.rows;
    EXPECT_GT(rows["Header"], 10U) << printed(reading.problems);
    EXPECT_GT(rows["Episodes"], rows["Header"]);
    EXPECT_GT(rows["Reviews"], rows["Header"]);
    EXPECT_GT(rows["OC2"], 0U);
    for (const Problem& problem : reading.problems) EXPECT_GT(problem.place.line, 0) << printed(problem);
}

}  // namespace
}  // namespace footprint::exchange
