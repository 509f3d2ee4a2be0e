#include "law/rulebook.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "base/shipped.h"
#include "base/text.h"
#include "law/law_page.h"
#include "support/accepted.h"
#include "support/property.h"
#include "support/shared_data.h"

namespace footprint::law {
namespace {

const Rulebook& shipped_law() {
    static const Result<Rulebook> law = shipped_rulebook();
    if (!law) throw std::runtime_error(printed(law.problems()));
    return *law;
}

TEST(ShippedLaw, IsWithoutMistakes) {
    const auto law = shipped_rulebook();
    EXPECT_TRUE(law) << (law ? "" : printed(law.problems()));
}

constexpr std::size_t of_the_sector = 119;

TEST(ShippedLaw, HasEachRuleOnceAndTwoOfOurOwn) {
    std::set<std::string> ids;
    for (const Rule& rule : shipped_law().rules()) EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    EXPECT_EQ(ids.size(), of_the_sector + 2);
    EXPECT_TRUE(ids.contains("before_2011"));
    EXPECT_TRUE(ids.contains("retain-adoption-100"));
}

TEST(ShippedLaw, HasTheRulesOfTheSectorsList) {
    FOOTPRINT_NEEDS_SHARED("rules.json");
    std::ifstream list(tests::shared_data("rules.json"));
    const auto rules = nlohmann::json::parse(list);
    EXPECT_EQ(rules.size(), of_the_sector);
    for (const auto& rule : rules) {
        const Rule* found = shipped_law().find(rule["id"].get<std::string>());
        ASSERT_NE(found, nullptr) << rule["id"];
        EXPECT_EQ(printed(found->confidence), rule["grade"].get<std::string>()) << rule["id"];
    }
}

TEST(ShippedLaw, SaysOfEachRuleWhereItStandsAndSince) {
    for (const Rule& rule : shipped_law().rules()) {
        EXPECT_FALSE(rule.citation.empty()) << rule.id;
        EXPECT_FALSE(rule.trigger.empty()) << rule.id;
        EXPECT_FALSE(rule.spans.empty()) << rule.id;
        const bool in_statute = rule.link.starts_with("https://www.legislation.gov.uk/");
        EXPECT_EQ(in_statute, rule.source == Source::legislation) << rule.id;
    }
}

// Whoever is held to a number can look it up, and sees on which days it was in force.
TEST(ShippedLaw, SaysOfEachLimitWhereItIsRead) {
    for (const Rule& rule : shipped_law().rules()) {
        const bool has_limit = std::any_of(rule.spans.begin(), rule.spans.end(),
                                           [](const auto& span) { return !span.limbs.empty(); });
        if (!has_limit) continue;
        const bool has_place = rule.source == Source::legislation ||
                               rule.link.starts_with("https://www.gov.uk/government/publications/");
        EXPECT_TRUE(has_place) << rule.id << " " << rule.link;
        for (const InForce& span : rule.spans) EXPECT_NE(span.from, since_ever) << rule.id;
    }
}

// One after another without a hole: a rule does not lapse on the days between two of its spans.
TEST(ShippedLaw, HasNoHoleBetweenTheSpansOfARule) {
    for (const Rule& rule : shipped_law().rules())
        for (std::size_t i = 1; i < rule.spans.size(); ++i)
            EXPECT_EQ(rule.spans[i].from, rule.spans[i - 1].until + 1) << rule.id;
}

TEST(ShippedLaw, CountsTheExamplesOfTheTimetable) {
    struct Example {
        std::string_view rule;
        std::string_view event;
        std::string_view latest;
    };
    constexpr std::array examples = {
        Example{"review-first-20wd", "2024-06-08", "2024-07-05"},
        Example{"review-first-20wd", "2024-03-11", "2024-04-10"},
        Example{"review-first-20wd", "2011-04-01", "2011-05-05"},
        Example{"review-first-20wd", "2012-05-21", "2012-06-20"},
        Example{"review-first-20wd", "2020-04-20", "2020-05-19"},
        Example{"review-first-20wd", "2021-12-13", "2022-01-13"},
        Example{"review-first-20wd", "2022-09-05", "2022-10-04"},
        Example{"review-first-20wd", "2023-04-20", "2023-05-22"},
        Example{"review-first-20wd", "2026-12-10", "2027-01-12"},
        Example{"review-second-3m", "2024-11-30", "2025-02-28"},
        Example{"review-subsequent-6m", "2023-08-31", "2024-02-29"},
        Example{"review-subsequent-6m", "2024-08-31", "2025-02-28"},
        Example{"adopt-placed-4wk", "2025-01-15", "2025-02-12"},
        Example{"visit-6wk-first-year", "2025-01-15", "2025-02-26"},
        Example{"iro-decisions-5wd", "2024-03-11", "2024-03-18"},
        Example{"review-record-15wd", "2024-03-11", "2024-04-03"},
    };
    for (const auto& [rule, event, latest] : examples) {
        const Day start = *parse_iso_day(event);
        const Limit* limit = shipped_law().rule(rule).limit_on(start);
        ASSERT_NE(limit, nullptr) << rule;
        EXPECT_EQ(iso(count_on(start, *limit, shipped_law().working_days())), latest) << rule << " " << event;
    }
}

TEST(ShippedLaw, CountsBackFromAReview) {
    const Limit before = shipped_law().rule("iro-reports-3d-before").first_limit();
    const Day review = day_of(2024, 4, 4);  // the Thursday after Easter
    EXPECT_EQ(iso(count_back(review, before, shipped_law().working_days())), "2024-03-28");
    EXPECT_EQ(count_back(day_of(2024, 5, 31), {3, Unit::months}, shipped_law().working_days()),
              day_of(2024, 2, 29));
}

TEST(ShippedLaw, ChangesItsLimitsOnTheDaysOfTheCoronavirusRegulations) {
    const Rule& approval = shipped_law().rule("temp-approval-16wk");
    for (const Day on : {day_of(2020, 4, 22), day_of(2020, 4, 23), day_of(2020, 9, 25), day_of(2020, 9, 26)})
        EXPECT_EQ(*approval.limit_on(on), (Limit{16, Unit::weeks})) << iso(on);
    for (const Day on : {day_of(2020, 4, 24), day_of(2020, 4, 25), day_of(2020, 9, 23), day_of(2020, 9, 24)})
        EXPECT_EQ(*approval.limit_on(on), (Limit{24, Unit::weeks})) << iso(on);
}

TEST(ShippedLaw, RelaxesLaterReviewsOnlyWithinTheCoronavirusRegulations) {
    const Rule& later = shipped_law().rule("review-subsequent-6m");
    const auto relaxed = [&](Day on) { return later.in_force_on(on)->relaxed; };
    EXPECT_FALSE(relaxed(day_of(2020, 4, 23)));
    EXPECT_TRUE(relaxed(day_of(2020, 4, 24)));
    EXPECT_TRUE(relaxed(day_of(2020, 4, 25)));
    EXPECT_TRUE(relaxed(day_of(2020, 9, 23)));
    EXPECT_TRUE(relaxed(day_of(2020, 9, 24)));
    EXPECT_FALSE(relaxed(day_of(2020, 9, 25)));
    for (const std::string_view kept : {"review-first-20wd", "review-second-3m"})
        EXPECT_FALSE(shipped_law().rule(kept).in_force_on(day_of(2020, 6, 1))->relaxed) << kept;
    EXPECT_EQ(shipped_law().citation_on("review-subsequent-6m", day_of(2020, 4, 23)),
              "SI 2010/959 reg 33(2)");
    EXPECT_NE(shipped_law().citation_on("review-subsequent-6m", day_of(2020, 4, 24)).find("SI 2020/445"),
              std::string::npos);
    EXPECT_EQ(shipped_law().citation_on("review-subsequent-6m", day_of(2020, 9, 25)),
              "SI 2010/959 reg 33(2)");
}

TEST(ShippedLaw, BeginsOnTheFirstOfApril2011) {
    const Rule& first = shipped_law().rule("review-first-20wd");
    EXPECT_EQ(first.limit_on(day_of(2011, 3, 31)), nullptr);
    EXPECT_EQ(*first.limit_on(day_of(2011, 4, 1)), (Limit{20, Unit::working_days}));
    EXPECT_EQ(*first.limit_on(day_of(2011, 4, 2)), (Limit{20, Unit::working_days}));
    const Rule& before = shipped_law().rule("before_2011");
    EXPECT_NE(before.in_force_on(day_of(2011, 3, 30)), nullptr);
    EXPECT_NE(before.in_force_on(day_of(2011, 3, 31)), nullptr);
    EXPECT_EQ(before.in_force_on(day_of(2011, 4, 1)), nullptr);
    EXPECT_NE(before.in_force_on(day_of(1950, 1, 1)), nullptr);
}

TEST(ShippedLaw, NamesTheLimbsOfARule) {
    const Rule& disruption = shipped_law().rule("adopt-disruption");
    EXPECT_EQ(*disruption.limit_on(day_of(2024, 1, 1), "earliest"), (Limit{28, Unit::days}));
    EXPECT_EQ(*disruption.limit_on(day_of(2024, 1, 1), "latest"), (Limit{42, Unit::days}));
    EXPECT_EQ(disruption.limit_on(day_of(2024, 1, 1)), nullptr);
    EXPECT_EQ(disruption.in_force_on(day_of(2024, 1, 1))->limb("earliest")->sense, Sense::not_before);
    const Rule& short_breaks = shipped_law().rule("shortbreak-reg48-conditions");
    EXPECT_EQ(*short_breaks.limit_on(day_of(2020, 4, 23), "each_placement"), (Limit{17, Unit::days}));
    EXPECT_EQ(short_breaks.limit_on(day_of(2020, 4, 24), "each_placement"), nullptr);
    EXPECT_EQ(*short_breaks.limit_on(day_of(2020, 4, 24), "in_all"), (Limit{75, Unit::days}));
}

TEST(ShippedLaw, AsksOurOwnMistakesToStop) {
    EXPECT_EQ(shipped_law().find("review-first"), nullptr);
    EXPECT_THROW(shipped_law().rule("review-first"), BrokenInvariant);
    EXPECT_THROW(shipped_law().reading("age"), BrokenInvariant);
    EXPECT_THROW(shipped_law().reads("age.leap_day", "2_march"), BrokenInvariant);
    EXPECT_THROW(shipped_law().reading_number("age.leap_day"), BrokenInvariant);
    EXPECT_THROW(count_on(day_of(2024, 1, 1), {1, Unit::terms}, shipped_law().working_days()),
                 BrokenInvariant);
}

TEST(Readings, HaveTheirValues) {
    EXPECT_TRUE(shipped_law().reads("age.leap_day", "1_march"));
    EXPECT_FALSE(shipped_law().reads("age.leap_day", "28_february"));
    EXPECT_EQ(shipped_law().reading_number("short_breaks.series_gap"), 12);
    EXPECT_EQ(shipped_law().readings().size(), 10U);
}

TEST(Readings, AreEachExplainedUnderTheirName) {
    const std::string page = "\n" + tests::file_text("docs/law_issues.md");
    for (const Reading& reading : shipped_law().readings()) {
        const std::size_t at = page.find("\n## " + reading.name + "\n");
        ASSERT_NE(at, std::string::npos) << "docs/law_issues.md has no heading '## " << reading.name << "'.";
        const std::string section = page.substr(at, page.find("\n## ", at + 4) - at);
        for (const std::string& option : reading.options)
            EXPECT_NE(section.find("`" + option + "`"), std::string::npos) << reading.name << " " << option;
        EXPECT_NE(section.find("Footprint reads `" + reading.value + "`"), std::string::npos) << reading.name;
    }
}

TEST(LawPage, IsMadeFromTheLaw) {
    tests::expect_accepted("docs/law.md", law_page(shipped_law()));
}

TEST(BankHolidays, AreThoseOfEnglandAndWales) {
    const WorkingDays& calendar = shipped_law().working_days();
    EXPECT_TRUE(calendar.covers(day_of(2010, 1, 1), day_of(2030, 12, 31)));
    EXPECT_FALSE(calendar.covers(day_of(2009, 12, 31), day_of(2030, 12, 31)));
    EXPECT_FALSE(calendar.covers(day_of(2010, 1, 1), day_of(2031, 1, 1)));
    std::array<int, 21> in_year{};
    for (const BankHoliday& holiday : calendar.holidays()) {
        const Weekday weekday = weekday_of(holiday.on);
        EXPECT_TRUE(weekday != Weekday::saturday && weekday != Weekday::sunday) << iso(holiday.on);
        ++in_year.at(static_cast<std::size_t>(civil(holiday.on).year - 2010));
    }
    for (std::size_t year = 0; year < in_year.size(); ++year) {
        const int named = static_cast<int>(year) + 2010;
        const int extra = named == 2011 || named == 2012 || named == 2023 ? 1 : named == 2022 ? 2 : 0;
        EXPECT_EQ(in_year.at(year), 8 + extra) << named;
    }
    // Once only, and those that were moved.
    for (const Day closed : {day_of(2011, 4, 29), day_of(2012, 6, 5), day_of(2020, 5, 8), day_of(2022, 9, 19),
                             day_of(2023, 5, 8)})
        EXPECT_FALSE(calendar.is_working_day(closed)) << iso(closed);
    for (const Day open : {day_of(2020, 5, 4), day_of(2022, 5, 30), day_of(2012, 5, 28)})
        EXPECT_TRUE(calendar.is_working_day(open)) << iso(open);
}

// A small law without mistakes, into which each test puts one.
constexpr std::string_view small_law = R"toml(subject = "reviews"
order = 1
title = "Reviews"
[[rule]]
id = "one"
title = "One"
rule = "One."
citation = "SI 2010/959 reg 33(1)"
link = "https://www.legislation.gov.uk/uksi/2010/959/regulation/33"
source = "legislation"
confidence = "V1"
[[rule.in_force]]
from = 2011-04-01
until = 2020-04-23
limits = [{ within = 20, unit = "working_days" }]
[[rule.in_force]]
from = 2020-04-24
limits = [{ within = 25, unit = "working_days" }]
[[reading]]
name = "a.reading"
title = "A reading"
clause = "It is doubtful."
value = "yes"
options = ["yes", "no"]
reason = "So."
)toml";

Result<Rulebook> load(const std::string& text) {
    const SourceText file{"law/small.toml", text};
    return load_rulebook({&file, 1}, WorkingDays());
}

std::string with(std::string_view line, std::string_view instead) {
    std::string text(small_law);
    const std::size_t at = text.find(line);
    ensure(at != std::string::npos, "the small law has the line");
    return text.replace(at, line.size(), instead);
}

TEST(LoadRulebook, ReadsASmallLaw) {
    const auto law = load(std::string(small_law));
    ASSERT_TRUE(law) << printed(law.problems());
    EXPECT_EQ(law->rule("one").limit_on(day_of(2020, 4, 23))->number, 20);
    EXPECT_EQ(law->rule("one").limit_on(day_of(2020, 4, 24))->number, 25);
    EXPECT_EQ(law->rule("one").first_limit().number, 20);
    EXPECT_EQ(law->rule("one").subject, "reviews");
}

TEST(LoadRulebook, KeepsItsRulesInPlaceWhenMoved) {
    auto law = load(std::string(small_law));
    ASSERT_TRUE(law);
    const Rule* before = law->find("one");
    const Rulebook moved = std::move(*law);
    EXPECT_EQ(moved.find("one"), before);
}

struct Mistake {
    std::string_view name;
    std::string_view line;  // of the small law
    std::string_view instead;
    int at_line;
    std::string_view says;
};

void PrintTo(const Mistake& mistake, std::ostream* out) {
    *out << mistake.name;
}

class LawMistake : public testing::TestWithParam<Mistake> {};

TEST_P(LawMistake, IsNamedWithItsLineAndARemedy) {
    const Mistake& mistake = GetParam();
    const auto law = load(with(mistake.line, mistake.instead));
    ASSERT_FALSE(law);
    ASSERT_EQ(law.problems().size(), 1U) << printed(law.problems());
    const Problem& problem = law.problems().front();
    EXPECT_EQ(problem.place.file, "law/small.toml");
    EXPECT_EQ(problem.place.line, mistake.at_line) << problem.message;
    EXPECT_GT(problem.place.column, 0);
    EXPECT_NE(problem.message.find(mistake.says), std::string::npos) << problem.message;
}

INSTANTIATE_TEST_SUITE_P(
    All, LawMistake,
    testing::Values(
        Mistake{"unknown_key", "rule = \"One.\"", "rule = \"One.\"\ntriger = \"x\"", 8,
                "Did you mean 'trigger'?"},
        Mistake{"no_citation", "citation = \"SI 2010/959 reg 33(1)\"\n", "", 4, "no 'citation'"},
        Mistake{"empty_citation", "\"SI 2010/959 reg 33(1)\"", "\" \"", 8, "an empty 'citation'"},
        Mistake{"no_id", "id = \"one\"\n", "", 4, "no 'id'"},
        Mistake{"no_link", "link = \"https://www.legislation.gov.uk/uksi/2010/959/regulation/33\"\n", "", 4,
                "without a 'link'"},
        Mistake{"other_link", "https://www.legislation.gov.uk", "https://example.org", 9, "without a 'link'"},
        Mistake{"unknown_unit", "within = 20, unit = \"working_days\"", "within = 20, unit = \"workingdays\"",
                15, "Did you mean 'working_days'?"},
        Mistake{"unknown_confidence", "\"V1\"", "\"V3\"", 11, "Did you mean 'V1'?"},
        Mistake{"unknown_source", "\"legislation\"", "\"law\"", 10, "unknown source"},
        Mistake{"overlapping", "from = 2020-04-24", "from = 2020-04-23", 16, "in force twice"},
        Mistake{"never_ending_first", "until = 2020-04-23\n", "", 15, "in force twice"},
        Mistake{"ends_before_it_begins", "until = 2020-04-23", "until = 2011-03-31", 14, "before it begins"},
        Mistake{"no_number", "within = 20, ", "", 15, "exactly one number"},
        Mistake{"two_numbers", "within = 20, ", "within = 20, before = 3, ", 15, "exactly one number"},
        Mistake{"nothing_within", "within = 20", "within = 0", 15, "from 1 to 1000"},
        Mistake{"two_limits", "[{ within = 20, unit = \"working_days\" }]",
                "[{ within = 2, unit = \"days\" }, { within = 3, unit = \"days\" }]", 12,
                "two limits named ''"},
        Mistake{"relaxed_nothing", "limits = [{ within = 25, unit = \"working_days\" }]", "relaxed = true",
                16, "names no limit"},
        Mistake{"no_option", "value = \"yes\"", "value = \"perhaps\"", 23, "none of its options"},
        Mistake{"one_option", "[\"yes\", \"no\"]", "[\"yes\"]", 24, "two or more"},
        Mistake{"no_toml", "title = \"One\"", "title = \"One", 6, "not TOML"},
        Mistake{"no_day", "from = 2011-04-01", "from = \"2011-04-01\"", 13, "Write it as a day"},
        Mistake{"rule_without_days",
                "[[rule.in_force]]\nfrom = 2011-04-01\nuntil = 2020-04-23\nlimits = [{ within = 20, "
                "unit = \"working_days\" }]\n[[rule.in_force]]\nfrom = 2020-04-24\nlimits = [{ within = 25, "
                "unit = "
                "\"working_days\" }]\n",
                "in_force = []\n", 12, "never in force"}),
    [](const auto& drawn) { return std::string(drawn.param.name); });

TEST(LoadRulebook, RefusesAnIdThatStandsInTwoFiles) {
    const std::array files = {SourceText{"law/a.toml", small_law}, SourceText{"law/b.toml", small_law}};
    const auto law = load_rulebook(files, WorkingDays());
    ASSERT_FALSE(law);
    ASSERT_EQ(law.problems().size(), 3U) << printed(law.problems());
    EXPECT_EQ(law.problems()[0].place.line, 1);  // the subject
    EXPECT_EQ(law.problems()[1].place.file, "law/b.toml");
    EXPECT_EQ(law.problems()[1].place.line, 5);
    EXPECT_NE(law.problems()[1].message.find("named twice"), std::string::npos);
    EXPECT_EQ(law.problems()[2].place.line, 20);
}

TEST(LoadRulebook, ListsEveryMistakeAtOnce) {
    std::string text = with("\"V1\"", "\"V9\"");
    text.replace(text.find("value = \"yes\""), 13, "value = \"maybe\"");
    text += "colour = \"blue\"\n";
    const auto law = load(text);
    ASSERT_FALSE(law);
    EXPECT_EQ(law.problems().size(), 3U) << printed(law.problems());
}

TEST(LoadRulebook, NamesAPlaceForWhateverIsBroken) {
    tests::for_all("a law with a piece cut out loads, or says where it cannot", [] {
        std::string text(small_law);
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        text.erase(at, *rc::gen::inRange<std::size_t>(1, 40));
        text.insert(at, *rc::gen::arbitrary<std::string>());
        const auto law = load(text);
        if (law) return;
        RC_ASSERT(!law.problems().empty());
        for (const Problem& problem : law.problems()) {
            RC_ASSERT(problem.message.size() > 20U);
            RC_ASSERT(problem.place.file.empty() || problem.place.line > 0);
        }
    });
}

TEST(LoadRulebook, RefusesWhatIsNoText) {
    EXPECT_FALSE(load(std::string("subject = \"\xff\"")));
    EXPECT_FALSE(load(std::string(2 << 20, '#')));
    EXPECT_FALSE(load_rulebook({}, WorkingDays()));
}

}  // namespace
}  // namespace footprint::law
