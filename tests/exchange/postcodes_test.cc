// Where postcodes lie: a small table of the tests' own, and the country's where it is there.
#include <gtest/gtest.h>

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "exchange/postcodes.h"
#include "support/shared_data.h"

namespace footprint::exchange {
namespace {

class Postcodes : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() /
                  ("footprint-postcodes-" + std::to_string(::getpid()) + "-" +
                   ::testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return folder_ / name;
    }
    std::filesystem::path cache() const { return folder_ / "cache"; }

    std::filesystem::path folder_;
};

constexpr const char* small_table =
    "pcd,easting,northing,laua\n"
    "ZZ9 9ZZ,430000,400000,E07000001\n"
    "AA1 1AA,400000,400000,E06000001\n"
    "AA1 1AB,432186,400000,E06000001\n"
    "GY1 1AA,,,\n"
    "B1  1AA,400000,432187,E06000001\n";

TEST_F(Postcodes, AreFoundInAnySpelling) {
    const auto find = open_postcodes(write("small.csv", small_table), cache());
    ASSERT_TRUE(find.has_value()) << printed(find.problems());
    for (const std::string_view written : {"AA1 1AA", "aa11aa", "AA11AA", " AA1  1AA "}) {
        const auto found = (*find)(written);
        ASSERT_TRUE(found.has_value()) << written;
        EXPECT_EQ(found->easting, 400'000);
        EXPECT_EQ(found->northing, 400'000);
        EXPECT_EQ(found->authority.view(), "E06000001");
    }
    EXPECT_EQ((*find)("B1 1AA")->northing, 432'187);
}

TEST_F(Postcodes, ThatNobodyKnowsAreNowhere) {
    const auto find = open_postcodes(write("small.csv", small_table), cache());
    ASSERT_TRUE(find.has_value());
    for (const std::string_view unknown :
         {"AA1 1AC", "", " ", "AA1 1A", "AA1-1AA", "AA1 1AAA", "GY1 1AA", "\xC3\xA9"})
        EXPECT_FALSE((*find)(unknown).has_value()) << unknown;
}

// sqrt((E1-E2)^2+(N1-N2)^2)/1000/1.6093, one decimal: 32,186 m are 20.0 miles.
TEST_F(Postcodes, LieApartAsTheReturnCounts) {
    const auto find = open_postcodes(write("small.csv", small_table), cache());
    ASSERT_TRUE(find.has_value());
    const auto at = [&](std::string_view postcode) { return (*find)(postcode).value(); };
    EXPECT_DOUBLE_EQ(care::distance_miles(at("AA1 1AA"), at("AA1 1AA")), 0);
    EXPECT_DOUBLE_EQ(care::distance_miles(at("AA1 1AA"), at("AA1 1AB")), 20.0);
    EXPECT_DOUBLE_EQ(care::distance_miles(at("AA1 1AB"), at("AA1 1AA")), 20.0);
    EXPECT_DOUBLE_EQ(care::distance_miles(at("AA1 1AA"), at("ZZ9 9ZZ")), 18.6);
    EXPECT_DOUBLE_EQ(care::distance_miles({0, 0, {}}, {3'000'000, 4'000'000, {}}), 3106.9);
    // 20.05 miles are 32,266.465 m: a metre less is 20.0, a metre more is 20.1.
    EXPECT_DOUBLE_EQ(care::distance_miles({0, 0, {}}, {32'266, 0, {}}), 20.0);
    EXPECT_DOUBLE_EQ(care::distance_miles({0, 0, {}}, {32'267, 0, {}}), 20.1);
}

TEST_F(Postcodes, LeadToTheUpperTierWhereItIsSaid) {
    write("ltla_to_utla_2021.json",
          "[\n  {\n    \"LTLA21CD\": \"E07000001\",\n    \"UTLA21CD\": \"E10000001\"\n  }\n]\n");
    const auto find = open_postcodes(write("small.csv", small_table), cache());
    ASSERT_TRUE(find.has_value());
    EXPECT_EQ((*find)("ZZ9 9ZZ")->authority.view(), "E10000001");
    EXPECT_EQ((*find)("AA1 1AA")->authority.view(), "E06000001");
}

TEST_F(Postcodes, AreKeptAndReadAgainFromWhatIsKept) {
    const auto file = write("small.csv", small_table);
    ASSERT_TRUE(open_postcodes(file, cache()).has_value());
    const auto kept = cache() / "small.csv.table";
    ASSERT_TRUE(std::filesystem::exists(kept));
    const auto written = std::filesystem::last_write_time(kept);
    const auto again = open_postcodes(file, cache());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(std::filesystem::last_write_time(kept), written);
    EXPECT_EQ((*again)("AA1 1AB")->easting, 432'186);
    // Nothing else is left behind.
    EXPECT_EQ(
        std::distance(std::filesystem::directory_iterator(cache()), std::filesystem::directory_iterator()),
        1);
}

TEST_F(Postcodes, AreReadAnewWhenTheFileHasChangedOrWhatIsKeptIsBroken) {
    const auto file = write("small.csv", small_table);
    ASSERT_TRUE(open_postcodes(file, cache()).has_value());
    write("small.csv", std::string(small_table) + "CC1 1CC,100000,100001,E06000002\n");
    const auto more = open_postcodes(file, cache());
    ASSERT_TRUE(more.has_value());
    EXPECT_EQ((*more)("CC1 1CC")->northing, 100'001);
    for (const std::string broken :
         {"", "FPPC0002", "rubbish that is longer than the head of a table would be, by far"}) {
        std::ofstream(cache() / "small.csv.table", std::ios::binary | std::ios::trunc) << broken;
        const auto mended = open_postcodes(file, cache());
        ASSERT_TRUE(mended.has_value());
        EXPECT_EQ((*mended)("AA1 1AA")->easting, 400'000);
    }
}

TEST_F(Postcodes, OutOfAFileThatIsNoTableAreAProblem) {
    EXPECT_EQ(open_postcodes(folder_ / "none.csv", cache()).problems().front().kind,
              Problem::Kind::not_found);
    const auto line_of = [&](const std::string& text) {
        const auto find = open_postcodes(write("wrong.csv", text), cache());
        return find ? -1 : find.problems().front().place.line;
    };
    EXPECT_EQ(line_of("postcode,east\nAA1 1AA,1\n"), 1);
    EXPECT_EQ(line_of("pcd,easting,northing,laua\nAA1 1AA,4,4,E06000001\nAA1 1AB,four,4,E06000001\n"), 3);
    EXPECT_EQ(line_of("pcd,easting,northing,laua\nAA1-1AA,4,4,E06000001\n"), 2);
    EXPECT_EQ(line_of("pcd,easting,northing,laua\nAA1 1AA,4,4\n"), 2);
    EXPECT_GE(line_of(""), 0);
}

// The whole country, where the tables lie beside the project.
TEST_F(Postcodes, OfTheCountry) {
    constexpr const char* of_the_country = "ons/onspd_2025nov_postcodes.csv.gz";
    FOOTPRINT_NEEDS_SHARED(of_the_country);
    const auto file = tests::shared_data(of_the_country);
    const auto find = open_postcodes(file, cache());
    ASSERT_TRUE(find.has_value()) << printed(find.problems());
    const auto is_at = [&](std::string_view postcode, int easting, int northing, std::string_view authority) {
        const auto found = (*find)(postcode);
        return found && found->easting == easting && found->northing == northing &&
               found->authority.view() == authority;
    };
    EXPECT_TRUE(is_at("AB1 0AA", 385'386, 801'193, "S12000033"));
    EXPECT_TRUE(is_at("B76 8LQ", 413'159, 293'089, "E08000025"));
    EXPECT_TRUE(is_at("ML5 5FG", 272'130, 663'718, "S12000050"));
    EXPECT_FALSE((*find)("ZZ99 9ZZ").has_value());
    const auto again = open_postcodes(file, cache());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ((*again)("b768lq")->easting, 413'159);
}

}  // namespace
}  // namespace footprint::exchange
