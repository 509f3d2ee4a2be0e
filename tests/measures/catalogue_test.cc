#include "measures/catalogue.h"

#include <gtest/gtest.h>

#include <set>

#include "support/accepted.h"

namespace footprint::measures {
namespace {

TEST(Catalogue, NamesEachMeasureOnceAndDefinesIt) {
    std::set<std::string_view> ids;
    for (const Measure& measure : catalogue()) {
        EXPECT_TRUE(ids.insert(measure.id).second) << measure.id;
        EXPECT_EQ(find_measure(measure.id), &measure);
        for (const auto text : {measure.title, measure.counts, measure.source})
            EXPECT_FALSE(text.empty()) << measure.id;
        EXPECT_NE(measure.work_out, nullptr) << measure.id;
    }
    EXPECT_EQ(find_measure("reviews.hold"), nullptr);
    EXPECT_NE(unknown_measure("reviews.hold").message.find("reviews.held"), std::string::npos);
}

TEST(Catalogue, IsThePage) {
    tests::expect_accepted("docs/measures.md", catalogue_page());
}

TEST(Time, IsWrittenAsItIsRead) {
    for (const char* text : {"2019-20", "2019-20-Q1", "2019-20-Q4", "2019-04", "2020-03", "2020-03-31"}) {
        const auto time = parse_time(text);
        ASSERT_TRUE(time) << text;
        EXPECT_EQ(printed(*time), text);
    }
    EXPECT_EQ(iso(parse_time("2019-20-Q4")->first), "2020-01-01");
    EXPECT_EQ(iso(parse_time("2019-20-Q4")->last), "2020-03-31");
    for (const char* text : {"2019", "2019-20-Q5", "2019-13", "2019-21", "", "Q1"})
        EXPECT_EQ(parse_time(text), std::nullopt);
}

// The years 2000-01 to 2011-12 are written as months of 2000 to 2011 might be.
TEST(Time, AMonthThatReadsAsAYearIsWrittenByItsDays) {
    EXPECT_EQ(printed(month(2011, 12)), "2011-12-01/2011-12-31");
    EXPECT_EQ(printed(month(2010, 11)), "2010-11-01/2010-11-30");
    EXPECT_EQ(printed(month(2011, 11)), "2011-11");
    EXPECT_EQ(printed(month(2012, 12)), "2012-12");
    EXPECT_EQ(parse_time("2011-12"), whole(Year{2011}));
    EXPECT_EQ(parse_time("2011-12-01/2011-12-31"), month(2011, 12));
    for (const char* text : {"2011-12-01/2011-12-30", "2011-12-02/2011-12-31", "2011-12-01/2011-13-31",
                             "2011-12-01 2011-12-31", "2011-12-01/"})
        EXPECT_EQ(parse_time(text), std::nullopt) << text;
}

TEST(Time, OnlyAMonthThatReadsAsAYearIsWrittenByItsDays) {
    for (int year = 1990; year <= 2060; ++year)
        for (int number = 1; number <= 12; ++number) {
            const std::string text = printed(month(year, number));
            const bool is_long = text.size() != 7;
            EXPECT_EQ(is_long, parse_year(text.substr(0, 7)).has_value()) << text;
            EXPECT_TRUE(!is_long || (year >= 2000 && year <= 2011)) << text;
            EXPECT_EQ(parse_time(text), month(year, number)) << text;
        }
}

TEST(Time, PartsOfAYearAreItsMonthsAndQuarters) {
    const Year year{2023};
    Day next = year.first_day();
    for (const Time& month : months_of(year)) {
        EXPECT_EQ(month.first, next);
        next = month.last + 1;
    }
    EXPECT_EQ(next, year.last_day() + 1);
    next = year.first_day();
    for (const Time& part : quarters_of(year)) {
        EXPECT_EQ(part.first, next);
        next = part.last + 1;
    }
    EXPECT_EQ(next, year.last_day() + 1);
}

}  // namespace
}  // namespace footprint::measures
