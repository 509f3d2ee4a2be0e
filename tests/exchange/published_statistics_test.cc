// The nation's published statistics, as small files of the same columns, and as they are published where they
// are there.
#include "exchange/published_statistics.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/shared_data.h"

namespace footprint::exchange {
namespace {

constexpr const char* numbers =
    "time_period,geographic_level,region_name,old_la_code,la_name,new_la_code,population_type,children_count,"
    "rate_per_10000\n"
    "2024,National,,,,,Children looked after on 31 March each year,83640,70\n"
    "2024,Regional,Northland,,,,Children looked after on 31 March each year,4000,66\n"
    "2024,Regional,Southland,,,,Children looked after on 31 March each year,9000,50\n"
    "2024,Local authority,Northland,901,Anywhere,E06999001,Children looked after on 31 March each "
    "year,300,61\n"
    "2024,Local authority,Southland,902,Elsewhere,E06999002,Children looked after on 31 March each "
    "year,500,80\n"
    "2024,Local authority,Southland,903,Nowhere,E06999003,Children looked after on 31 March each year,c,x\n"
    "2024,Local authority,Southland,904,Somewhere,E06999004,Children looked after on 31 March each "
    "year,200,45\n"
    "2024,National,,,,,Another count,1,1\n";
constexpr const char* neighbours =
    "old_la_code,la_name,SN_1,SN_1P,SN_2,SN_2P\n"
    "902,Elsewhere,901,Close,904,Close\n"
    "901,Anywhere,902,Close,903,Close\n";
constexpr const char* ceased =
    "time_period,geographic_level,geo_breakdown,old_la_code,new_la_code,cla_group,characteristic,percentage\n"
    "202324,National,National,,,Reason episode ceased,Adopted,9\n"
    "202324,Regional,Northland,,,Reason episode ceased,Adopted,11\n"
    "202324,Local authority,Anywhere,901,E06999001,Reason episode ceased,Adopted,z\n";

PublishedStatistics read(const std::vector<NamedBytes>& files, std::string_view authority = "E06999001") {
    auto found = read_published_statistics(files, authority);
    EXPECT_TRUE(found.has_value()) << printed(found.problems());
    return found ? std::move(found).value() : PublishedStatistics{};
}

const care::Comparator* one_of(const PublishedStatistics& all, std::string_view measure, care::AreaType area,
                               std::string_view row = {}, int year = 2024) {
    const auto found = std::find_if(all.rows.begin(), all.rows.end(), [&](const care::Comparator& each) {
        return each.measure == measure && each.area_type == area && each.row == row && each.year == year;
    });
    return found == all.rows.end() ? nullptr : &*found;
}

TEST(PublishedStatistics, AreThoseOfEnglandTheRegionAndTheAuthority) {
    const auto all = read({{"numbers.csv", numbers}, {"sn.csv", neighbours}});
    const auto* england = one_of(all, "population.rate", care::AreaType::england);
    ASSERT_NE(england, nullptr);
    EXPECT_EQ(england->value, 70);
    EXPECT_EQ(england->area, "England");
    EXPECT_NE(england->source.find("numbers.csv"), std::string::npos);
    const auto* region = one_of(all, "population.looked_after", care::AreaType::region);
    ASSERT_NE(region, nullptr);
    EXPECT_EQ(region->value, 4000);
    EXPECT_EQ(region->area, "Northland");
    const auto* own = one_of(all, "population.rate", care::AreaType::area);
    ASSERT_NE(own, nullptr);
    EXPECT_EQ(own->value, 61);
    EXPECT_EQ(own->area, "Anywhere");
    EXPECT_TRUE(all.not_understood.empty());
}

// 903 is suppressed; 904 is no neighbour.
TEST(PublishedStatistics, OfNeighboursAreTheMeanOfThoseThatHaveAValue) {
    const auto all = read({{"numbers.csv", numbers}, {"sn.csv", neighbours}});
    const auto* near = one_of(all, "population.rate", care::AreaType::statistical_neighbours);
    ASSERT_NE(near, nullptr);
    EXPECT_EQ(near->value, 80);
    EXPECT_EQ(near->area, "Mean of 1 statistical neighbours");
    const auto other = read({{"numbers.csv", numbers}, {"sn.csv", neighbours}}, "E06999002");
    EXPECT_EQ(one_of(other, "population.rate", care::AreaType::statistical_neighbours)->value,
              (61 + 45) / 2.0);
    const auto without = read({{"numbers.csv", numbers}});
    EXPECT_EQ(one_of(without, "population.rate", care::AreaType::statistical_neighbours), nullptr);
}

TEST(PublishedStatistics, ThatAreSuppressedHaveNoValue) {
    const auto all = read({{"numbers.csv", numbers}, {"ceased.csv", ceased}});
    const auto* own = one_of(all, "leaving.adopted", care::AreaType::area);
    ASSERT_NE(own, nullptr);
    EXPECT_EQ(own->value, std::nullopt);
    EXPECT_EQ(one_of(all, "leaving.adopted", care::AreaType::region)->value, 11);
    EXPECT_EQ(one_of(all, "leaving.by_reason", care::AreaType::england, "adopted")->value, 9);
}

TEST(PublishedStatistics, OfALaterReleaseReplaceThoseOfAnEarlierOne) {
    constexpr const char* revised =
        "time_period,geographic_level,region_name,old_la_code,la_name,new_la_code,population_type,rate_per_"
        "10000\n"
        "2024,National,,,,,Children looked after on 31 March each year,71\n";
    const auto all = read({{"2024.csv", numbers}, {"2025.csv", revised}});
    EXPECT_EQ(one_of(all, "population.rate", care::AreaType::england)->value, 71);
}

TEST(PublishedStatistics, OfAnotherLayoutAreNamedAndStopNothing) {
    const auto all = read({{"numbers.csv", numbers}, {"other.csv", "year,area,count\n2024,England,3\n"}});
    ASSERT_EQ(all.not_understood.size(), 1U);
    EXPECT_EQ(all.not_understood.front(), "other.csv");
    EXPECT_FALSE(all.rows.empty());
}

TEST(PublishedStatistics, ThatCannotBeReadSayWhereAndWhatToDo) {
    const std::string broken =
        std::string(numbers) + "2024,National,,,,,Children looked after on 31 March each year,many,70\n";
    const auto wrong = read_published_statistics({{"numbers.csv", broken}}, "E06999001");
    ASSERT_FALSE(wrong.has_value());
    ASSERT_EQ(wrong.problems().size(), 1U);
    EXPECT_EQ(wrong.problems().front().place.file, "numbers.csv");
    EXPECT_EQ(wrong.problems().front().place.line, 10);
    EXPECT_EQ(wrong.problems().front().place.column, 8);
    EXPECT_NE(wrong.problems().front().message.find("'many'"), std::string::npos);
    const auto unknown = read_published_statistics({{"numbers.csv", numbers}}, "E06999999");
    ASSERT_FALSE(unknown.has_value());
    EXPECT_NE(unknown.problems().front().message.find("E06999999"), std::string::npos);
    EXPECT_FALSE(read_published_folder("/nowhere/at/all", "E06999001").has_value());
}

// Barking and Dagenham, as the DfE published it.
TEST(PublishedStatistics, AreReadAsTheyArePublished) {
    FOOTPRINT_NEEDS_SHARED("dfe/sn_model_2025_wide.csv");
    const auto found = read_published_folder(tests::shared_data("dfe"), "E09000002");
    ASSERT_TRUE(found.has_value()) << printed(found.problems());
    const auto* england = one_of(*found, "population.looked_after", care::AreaType::england, {}, 2025);
    ASSERT_NE(england, nullptr);
    EXPECT_EQ(england->value, 81770);
    const auto* stability = one_of(*found, "stability.long_term", care::AreaType::england, {}, 2025);
    ASSERT_NE(stability, nullptr);
    EXPECT_EQ(stability->value, 69);
    // Each of what compares is told of England in each of five years.
    for (const PublishedMeaning& meaning : published_meanings())
        for (int year = 2021; year <= 2025; ++year)
            EXPECT_NE(one_of(*found, meaning.measure, care::AreaType::england, meaning.row, year), nullptr)
                << meaning.measure << " " << meaning.row << " " << year;
    const auto* near = one_of(*found, "population.rate", care::AreaType::statistical_neighbours, {}, 2025);
    ASSERT_NE(near, nullptr);
    EXPECT_EQ(near->area, "Mean of 10 statistical neighbours");
    EXPECT_GT(near->value, 30);
    EXPECT_LT(near->value, 150);
    for (const auto area : {care::AreaType::region, care::AreaType::area})
        EXPECT_NE(one_of(*found, "population.age", area, "16+", 2025), nullptr);
}

}  // namespace
}  // namespace footprint::exchange
