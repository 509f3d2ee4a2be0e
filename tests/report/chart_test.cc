#include "report/chart.h"

#include <expat.h>
#include <gtest/gtest.h>

#include <memory>

namespace footprint::report {
namespace {

bool is_well_formed(const std::string& xml) {
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"),
                                                                              &XML_ParserFree);
    return XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
}

void expect_fit_for_a_page(const std::string& svg) {
    EXPECT_TRUE(is_well_formed(svg)) << svg;
    for (const char* banned :
         {" class=", " style=", "<style", "<script", "currentColor", "NaN", "nan", "inf\""})
        EXPECT_EQ(svg.find(banned), std::string::npos) << banned;
    EXPECT_NE(svg.find("role=\"img\""), std::string::npos);
    EXPECT_NE(svg.find("<title id="), std::string::npos);
}

TEST(Chart, SaysItsNumbersInItsDescription) {
    const std::vector<Bar> bars = {{"Foster & other", 23, "23"}, {"<1", 0, "0"}, {"None", std::nullopt, ""}};
    for (const std::string& svg : {bars_across({"c", "Children by \"placement\"", 720}, bars),
                                   bars_upright({"c", "Children by \"placement\"", 340}, bars)}) {
        expect_fit_for_a_page(svg);
        EXPECT_NE(svg.find("Foster &amp; other: 23; &lt;1: 0; None: no cases."), std::string::npos) << svg;
    }
}

TEST(Chart, IsDrawnWithoutNumbersToo) {
    expect_fit_for_a_page(bars_across({"c", "Nothing", 720}, {}));
    expect_fit_for_a_page(bars_upright({"c", "Nothing", 720}, {}));
}

TEST(Chart, NoTwoOfItsIdsAreAlike) {
    const std::string first = bars_across({"one", "A", 720}, {{"a", 1, "1"}});
    EXPECT_NE(first.find("one-t"), std::string::npos);
    EXPECT_NE(first.find("aria-labelledby=\"one-t one-d\""), std::string::npos);
}

TEST(CareTimeline, SaysTheHistoryInItsDescription) {
    CareTimeline timeline;
    timeline.first = day_of(2020, 2, 29);
    timeline.last = day_of(2024, 3, 31);
    timeline.periods = {{day_of(2020, 2, 29), Day::never(), "Looked after"}};
    timeline.statuses = {{day_of(2020, 2, 29), day_of(2021, 1, 1), "Interim care order"},
                         {day_of(2021, 1, 1), Day::never(), "Full care order"}};
    timeline.reviews = {{day_of(2020, 3, 20), "Review", false}, {day_of(2020, 7, 1), "Review", true}};
    const std::string svg = care_timeline({"h", "Care history of TEST1", 340}, timeline);
    expect_fit_for_a_page(svg);
    EXPECT_NE(svg.find("Interim care order from 29 February 2020 to 1 January 2021"), std::string::npos);
    EXPECT_NE(svg.find("2 reviews held, 1 of them late."), std::string::npos);
}

TEST(CareTimeline, SaysTheAgeAtItsBirthdays) {
    CareTimeline timeline;
    timeline.first = day_of(2020, 2, 29);
    timeline.last = day_of(2024, 3, 31);
    timeline.birthdays = {{day_of(2020, 5, 1), "9", false},
                          {day_of(2021, 5, 1), "10", false},
                          {day_of(2022, 5, 1), "11", false}};
    const std::string svg = care_timeline({"h", "Care history of TEST1", 960}, timeline);
    expect_fit_for_a_page(svg);
    for (const char* age : {">Age<", ">9<", ">10<", ">11<", "Age: 9 on 1 May 2020, 11 on 1 May 2022."})
        EXPECT_NE(svg.find(age), std::string::npos) << age;
}

TEST(CareTimeline, OfASingleDayIsDrawnToo) {
    CareTimeline timeline;
    timeline.first = timeline.last = day_of(2024, 1, 1);
    timeline.periods = {{day_of(2024, 1, 1), day_of(2024, 1, 1), "Looked after"}};
    expect_fit_for_a_page(care_timeline({"h", "A day", 960}, timeline));
}

}  // namespace
}  // namespace footprint::report
