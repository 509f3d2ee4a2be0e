// Pages of measures and findings: rows under their names, the band of caseloads, the service's own words.
#include "measures/catalogue.h"
#include "web/service.h"

namespace footprint::web {
namespace {

class MeasurePages : public testing::Test {
  protected:
    Service service{false};
    std::string page(const std::string& address) {
        const Response response = service.answer(Method::get, address, {});
        EXPECT_EQ(response.status, 200) << address;
        return text_of(response);
    }
};

TEST_F(MeasurePages, LeaveNoBracesAndNoBareCodes) {
    std::string all = page("/measures?year=2025-26") + page("/findings");
    for (const measures::Measure& measure : measures::catalogue())
        all += page("/measures/" + std::string(measure.id) + "?year=2025-26");
    for (const care::Finding& finding : service.snapshot()->findings())
        if (all.find("/findings?finding=" + std::string(finding.name) + "\"") == std::string::npos)
            all += page("/findings?finding=" + std::string(finding.name));
    EXPECT_EQ(all.find('{'), std::string::npos) << all.substr(all.find('{'), 60);
    // In cells: a chart has letters of its own, as the M of May.
    for (const char* code : {"V2", "N1", "M", "A", "N8", "C2"})
        for (const char* end : {"</td", "</th"}) {
            const std::string bare = '>' + std::string(code) + end;
            EXPECT_EQ(all.find(bare), std::string::npos) << bare;
        }
}

TEST_F(MeasurePages, SayHowCaseloadsLieToTheBand) {
    for (const char* id : {"caseload.average", "caseload.by_officer"}) {
        const std::string text = page("/measures/" + std::string(id) + "?year=2025-26");
        EXPECT_NE(text.find("The band is 50 to 70 children a full-time post."), std::string::npos) << id;
        const bool told = text.find("Within 50 to 70") != std::string::npos ||
                          text.find("Above 50 to 70") != std::string::npos ||
                          text.find("Below 50 to 70") != std::string::npos;
        EXPECT_TRUE(told) << id;
    }
    EXPECT_EQ(page("/measures/reviews.held?year=2025-26").find("The band is"), std::string::npos);
}

TEST_F(MeasurePages, OfAChildSayTheAgeUnderTheHistory) {
    const auto now = service.snapshot();
    for (std::uint32_t child = 0; child < now->records().children.size(); ++child) {
        const auto& born_on = now->records().children[child].born_on;
        const auto periods = now->cohort().periods_of(child);
        if (!born_on || periods.empty() || birthday(*born_on, 10) <= periods.front().from ||
            birthday(*born_on, 10) > now->as_at())
            continue;
        EXPECT_NE(page("/children/" + now->records().children[child].id)
                      .find("10 on " + in_words(birthday(*born_on, 10))),
                  std::string::npos);
        return;
    }
    FAIL() << "nobody turned ten";
}

}  // namespace
}  // namespace footprint::web
