#include "practice/planning.h"

#include <gtest/gtest.h>

#include "support/property.h"

namespace footprint::practice {
namespace {

const WorkingDays& calendar() {
    static const Result<law::Rulebook> law = law::shipped_rulebook();
    if (!law) throw std::runtime_error(printed(law.problems()));
    return law->working_days();
}

const Profile& standard() {
    static const Result<Profile> profile = shipped_profile("standard");
    if (!profile) throw std::runtime_error(printed(profile.problems()));
    return *profile;
}

law::Requirement requirement(law::Kind kind, Day triggered_by, Day latest) {
    law::Requirement made;
    made.kind = kind;
    made.triggered_by = triggered_by;
    made.latest = latest;
    return made;
}

TEST(Planning, PutsEachKindEarlierByItsLead) {
    // Became looked after on Monday 13 December 2021; 20 working days run over Christmas to Thursday 13
    // January.
    const auto first = requirement(law::Kind::first, day_of(2021, 12, 13), day_of(2022, 1, 13));
    EXPECT_EQ(iso(planned_on(standard(), first, calendar())), "2022-01-06");
    const auto second = requirement(law::Kind::second, day_of(2024, 11, 30), day_of(2025, 2, 28));
    EXPECT_EQ(iso(planned_on(standard(), second, calendar())), "2025-02-21");
    const auto later = requirement(law::Kind::later, day_of(2023, 8, 31), day_of(2024, 2, 29));
    EXPECT_EQ(iso(planned_on(standard(), later, calendar())), "2024-02-15");
}

TEST(Planning, IsNeverBeforeItsCause) {
    const auto soon = requirement(law::Kind::later, day_of(2024, 6, 3), day_of(2024, 6, 10));
    EXPECT_EQ(planned_on(standard(), soon, calendar()), day_of(2024, 6, 3));
    // The unknown past of a record can leave a latest day before its cause.
    const auto odd = requirement(law::Kind::later, day_of(2024, 6, 3), day_of(2024, 6, 1));
    EXPECT_EQ(planned_on(standard(), odd, calendar()), day_of(2024, 6, 1));
}

TEST(Planning, WithoutALeadIsTheLatestDay) {
    Profile without = standard();
    without.leads = {};
    const auto later = requirement(law::Kind::later, day_of(2023, 8, 31), day_of(2024, 2, 29));
    EXPECT_EQ(planned_on(without, later, calendar()), later.latest);
}

TEST(Planning, TightensAndNeverLoosens) {
    tests::for_all("planned on or before the latest day", [] {
        const Day from = Day::from_count(*rc::gen::inRange(14'000, 22'000));
        const int days = *rc::gen::inRange(0, 400);
        Profile profile = standard();
        const auto unit =
            *rc::gen::element(law::Unit::working_days, law::Unit::days, law::Unit::weeks, law::Unit::months);
        const law::Limit lead{*rc::gen::inRange(0, 60), unit};
        profile.leads = {lead, lead, lead};
        const auto kind = *rc::gen::element(law::Kind::first, law::Kind::second, law::Kind::later);
        const auto asked = requirement(kind, from, from + days);
        const Day planned = planned_on(profile, asked, calendar());
        RC_ASSERT(planned <= asked.latest);
        RC_ASSERT(planned >= asked.triggered_by);
    });
}

}  // namespace
}  // namespace footprint::practice
