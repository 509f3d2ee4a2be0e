#include "practice/profile.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/shipped.h"
#include "support/accepted.h"

namespace footprint::practice {
namespace {

const law::Rulebook& shipped_law() {
    static const Result<law::Rulebook> law = law::shipped_rulebook();
    if (!law) throw std::runtime_error(printed(law.problems()));
    return *law;
}

const Profile& standard() {
    static const Result<Profile> profile = shipped_profile("standard");
    if (!profile) throw std::runtime_error(printed(profile.problems()));
    return *profile;
}

TEST(ShippedProfiles, AreWithoutMistakesAndWithinTheLaw) {
    const auto names = shipped_profile_names();
    ASSERT_FALSE(names.empty());
    for (const std::string& name : names) {
        const auto profile = shipped_profile(name, &shipped_law());
        ASSERT_TRUE(profile) << printed(profile.problems());
        EXPECT_EQ(profile->name, name);
    }
}

TEST(ShippedProfiles, OfAnUnknownNameAreRefusedWithTheNearest) {
    const auto profile = shipped_profile("standart");
    ASSERT_FALSE(profile);
    EXPECT_EQ(profile.problems().front().kind, Problem::Kind::not_found);
    EXPECT_NE(profile.problems().front().message.find("Did you mean 'standard'?"), std::string::npos);
    EXPECT_FALSE(shipped_profile(""));
    EXPECT_FALSE(shipped_profile("../law/reviews"));
}

TEST(StandardProfile, HasTheLimitsOfTheGuidance) {
    const Profile& profile = standard();
    EXPECT_EQ(profile.allocation_working_days, 5);
    EXPECT_EQ(profile.decisions_sent_working_days, 5);
    EXPECT_EQ(profile.manager_objection_working_days, 5);
    EXPECT_EQ(profile.record_completed_working_days, 15);
    EXPECT_EQ(profile.record_shared_working_days, 20);
    EXPECT_EQ(profile.report_before_working_days, 3);
    EXPECT_EQ(profile.discussion_before_working_days, 15);
    EXPECT_EQ(profile.challenge_total_working_days, 20);
    EXPECT_EQ(profile.section_20_months, 6);
    EXPECT_EQ(profile.extra_review_days, 28);
    EXPECT_EQ(profile.caseload_least, 50);
    EXPECT_EQ(profile.caseload_most, 70);
    EXPECT_TRUE(profile.pn4_counts);
    EXPECT_EQ(profile.suppression.least, 1);
    EXPECT_EQ(profile.suppression.most, 5);
    EXPECT_EQ(profile.suppression.least_denominator, 10);
}

TEST(StandardProfile, HasTheCodesOfTheTrackers) {
    const Profile& profile = standard();
    EXPECT_EQ(profile.themes.size(), 21U);
    EXPECT_EQ(profile.late_reasons.size(), 12U);
    EXPECT_EQ(profile.stood_down_reasons.size(), 12U);
    EXPECT_EQ(profile.brought_forward_reasons.size(), 9U);
    EXPECT_EQ(profile.outcomes.size(), 4U);
    EXPECT_TRUE(has_code(profile.themes, "deprivation_of_liberty"));
    EXPECT_FALSE(has_code(profile.themes, "deprivation"));
    EXPECT_EQ(label(profile.themes, "drift"), "Drift");
    EXPECT_EQ(label(profile.themes, "unknown"), "unknown");
    ASSERT_EQ(profile.stages.size(), 6U);
    EXPECT_EQ(profile.stages[0].code, "informal");
    EXPECT_EQ(profile.stages[0].working_days, std::nullopt);
    for (std::size_t stage = 1; stage <= 4; ++stage) EXPECT_EQ(profile.stages[stage].working_days, 5);
    EXPECT_EQ(profile.stages[5].code, "cafcass");
}

TEST(StandardProfile, PutsEachAgeInOneBandOfEachKind) {
    for (const auto* bands : {&standard().age_bands_dfe, &standard().age_bands_local})
        for (int age = 0; age < 25; ++age) {
            int found = 0;
            for (const AgeBand& band : *bands)
                found += age >= band.from && (!band.until || age < *band.until) ? 1 : 0;
            EXPECT_EQ(found, 1) << age;
        }
    EXPECT_EQ(standard().age_bands_dfe.front().name, "<1");
    EXPECT_EQ(standard().age_bands_dfe.back().name, "16+");
    EXPECT_EQ(standard().time_in_care_bands.size(), 7U);
    EXPECT_EQ(standard().distance_bands.size(), 4U);
}

TEST(Wording, CountsAndBegins) {
    EXPECT_EQ(standard().words.challenge.counted(1), "1 challenge");
    EXPECT_EQ(standard().words.challenge.counted(2), "2 challenges");
    EXPECT_EQ(at_the_beginning("children looked after"), "Children looked after");
    EXPECT_EQ(at_the_beginning("IROs"), "IROs");
    EXPECT_EQ(at_the_beginning(""), "");
}

struct Mistake {
    std::string_view name;
    std::string_view line;  // of the standard profile
    std::string_view instead;
    std::string_view says;
    std::string_view at;  // what stands in the line that is named, where it is not the changed one
};

void PrintTo(const Mistake& mistake, std::ostream* out) {
    *out << mistake.name;
}

std::string changed(std::string_view line, std::string_view instead) {
    std::string text = tests::file_text("profiles/standard.toml");
    const std::size_t at = text.find(line);
    ensure(at != std::string::npos, "the standard profile has the line");
    return text.replace(at, line.size(), instead);
}

int line_of(std::string_view text, std::string_view part) {
    const std::size_t at = text.find(part);
    ensure(at != std::string_view::npos, "the changed profile has the part");
    return 1 +
           static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

Result<Profile> load_with(std::string_view line, std::string_view instead,
                          const law::Rulebook* law = nullptr) {
    return load_profile("profiles/standard.toml", changed(line, instead), law);
}

class ProfileMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ProfileMistake, IsNamedWithItsPlaceAndARemedy) {
    const Mistake& mistake = GetParam();
    const auto profile = load_with(mistake.line, mistake.instead, &shipped_law());
    ASSERT_FALSE(profile);
    ASSERT_EQ(profile.problems().size(), 1U) << printed(profile.problems());
    const Problem& problem = profile.problems().front();
    EXPECT_EQ(problem.place.file, "profiles/standard.toml");
    EXPECT_GT(problem.place.column, 0);
    const std::string_view named = mistake.at.empty() ? mistake.instead : mistake.at;
    EXPECT_EQ(problem.place.line, line_of(changed(mistake.line, mistake.instead), named)) << problem.message;
    EXPECT_NE(problem.message.find(mistake.says), std::string::npos) << problem.message;
    EXPECT_NE(problem.message.find(". "), std::string::npos) << "no remedy: " << problem.message;
}

INSTANTIATE_TEST_SUITE_P(
    All, ProfileMistake,
    testing::Values(
        Mistake{"unknown_key", "decisions_sent_working_days = 5",
                "decisions_sent_working_days = 5\nrecord_days = 3", "key 'record_days'", "record_days = 3"},
        Mistake{"misspelt", "pn4_counts = true", "pn4_counts = true\npn4_count = true",
                "Did you mean 'pn4_counts'?", "pn4_count = true"},
        Mistake{"missing_limit", "section_20_months = 6\n", "", "no 'section_20_months'", "[limits]"},
        Mistake{"missing_section", "[pages]\nrows = 25\n", "", "no 'pages'",
                "# The standard practice profile"},
        Mistake{"wrong_type", "pn4_counts = true", "pn4_counts = \"yes\"", "true or false"},
        Mistake{"days_in_quotes", "extra_review_days = 28", "extra_review_days = \"28\"", "a whole number"},
        Mistake{"negative", "extra_review_days = 28", "extra_review_days = -1", "from 1 to 180"},
        Mistake{"empty_word", "looked_after_short = \"CLA\"", "looked_after_short = \"\"",
                "empty 'looked_after_short'"},
        Mistake{"one_word_only", "[\"challenge\", \"challenges\"]", "[\"challenge\"]", "two words"},
        Mistake{"looser_record", "record_completed_working_days = 15", "record_completed_working_days = 16",
                "at most 15"},
        Mistake{"looser_report", "report_before_working_days = 3", "report_before_working_days = 2",
                "at least 3"},
        Mistake{"shared_before_completed", "record_shared_working_days = 20",
                "record_shared_working_days = 14", "before it is to be completed"},
        Mistake{"lead_too_long", "number = 2, unit = \"weeks\"", "number = 14, unit = \"weeks\"",
                "longer than half"},
        Mistake{"lead_unit", "number = 2, unit = \"weeks\"", "number = 2, unit = \"week\"",
                "Did you mean 'weeks'?", "number = 2, unit"},
        Mistake{"caseload", "most = 70", "most = 40", "below 'least'"},
        Mistake{"hides_nothing", "most = 5", "most = 0", "from 1 to 20"},
        Mistake{"band_gap", "{ name = \"1-4\", from = 1, until = 5 }",
                "{ name = \"1-4\", from = 2, until = 5 }", "overlaps the one before or leaves a gap"},
        Mistake{"band_overlap", "{ name = \"5-11\", from = 5, until = 12 }",
                "{ name = \"5-11\", from = 4, until = 12 }", "overlaps the one before or leaves a gap"},
        Mistake{"band_from_one", "{ name = \"<1\", from = 0, until = 1 }",
                "{ name = \"<1\", from = 0, until = 0 }", "ends before it begins"},
        Mistake{"band_ends", "{ name = \"100+\", from = 100 }",
                "{ name = \"100+\", from = 100, until = 200 }", "Leave out 'until'"},
        Mistake{"band_twice", "{ name = \"12-15\", from = 12, until = 16 }",
                "{ name = \"5-11\", from = 12, until = 16 }", "named twice"},
        Mistake{"stage_without_days", "label = \"Team manager\"\nworking_days = 5",
                "label = \"Team manager\"", "no working days", "[[stages]]\ncode = \"stage1\""},
        Mistake{"stage_too_long", "label = \"Team manager\"\nworking_days = 5",
                "label = \"Team manager\"\nworking_days = 6", "21 working days together", "[[stages]]"},
        Mistake{"stage_not_on_the_clock", "on_the_clock = false", "on_the_clock = false\nworking_days = 4",
                "not on the clock", "working_days = 4"},
        Mistake{"code_twice", "{ code = \"drift\", label = \"Drift\" },",
                "{ code = \"drift\", label = \"Drift\" }, { code = \"drift\", label = \"Delay\" },",
                "stands twice"},
        Mistake{"party_dropped", "{ code = \"guardian\", label = \"Guardian\" },\n", "", "no 'guardian'",
                "parties = ["},
        Mistake{"party_unknown", "{ code = \"guardian\", label = \"Guardian\" },",
                "{ code = \"guardian\", label = \"Guardian\" }, { code = \"aunt\", label = \"Aunt\" },",
                "'aunt'", "parties = ["},
        Mistake{"no_toml", "title = \"Standard practice\"", "title = Standard practice", "not TOML"},
        Mistake{"other_name", "name = \"standard\"", "name = \"other\"", "its file is not"}),
    [](const auto& drawn) { return std::string(drawn.param.name); });

TEST(Profile, MayTightenAndIsThenStillWithinTheLaw) {
    EXPECT_TRUE(load_with("record_completed_working_days = 15", "record_completed_working_days = 10",
                          &shipped_law()));
    EXPECT_TRUE(
        load_with("report_before_working_days = 3", "report_before_working_days = 5", &shipped_law()));
    // Without the law nothing is held against it.
    EXPECT_TRUE(load_with("record_completed_working_days = 15", "record_completed_working_days = 16"));
}

TEST(Profile, OfAnotherNameMayAddCodesButNeverDropOne) {
    std::string text = tests::file_text("profiles/standard.toml");
    text.replace(text.find("name = \"standard\""), 17, "name = \"river\"");
    EXPECT_TRUE(load_profile("profiles/river.toml", text));

    std::string more = text;
    const std::string drift = "{ code = \"drift\", label = \"Drift\" },";
    more.insert(more.find(drift), "{ code = \"transport\", label = \"Transport\" }, ");
    const auto with_more = load_profile("profiles/river.toml", more);
    ASSERT_TRUE(with_more) << printed(with_more.problems());
    EXPECT_EQ(with_more->themes.size(), 22U);

    std::string fewer = text;
    fewer.replace(fewer.find(drift), drift.size(), "");
    const auto with_fewer = load_profile("profiles/river.toml", fewer);
    ASSERT_FALSE(with_fewer);
    EXPECT_NE(with_fewer.problems().front().message.find("no 'drift'"), std::string::npos);
    EXPECT_GT(with_fewer.problems().front().place.line, 1);
}

TEST(Profile, HasNoWordWhereASectionBelongs) {
    const auto profile = load_profile("wrong.toml", "name = \"wrong\"\nmail = 5\n");
    ASSERT_FALSE(profile);
    const Problems& problems = profile.problems();
    EXPECT_TRUE(std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
        return problem.place.line == 2 && problem.message.find("mail") != std::string::npos;
    })) << printed(problems);
}

TEST(Profile, ListsEveryMistakeAtOnce) {
    const auto profile = load_profile("empty.toml", "name = \"empty\"\n");
    ASSERT_FALSE(profile);
    EXPECT_GT(profile.problems().size(), 8U);
}

}  // namespace
}  // namespace footprint::practice
