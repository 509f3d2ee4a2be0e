// How long a child's file is kept. Edges in threes: the day before, the day, the day after.
#include "law/retention.h"

#include <gtest/gtest.h>

namespace footprint::law {
namespace {

const Rulebook& shipped_law() {
    static const Result<Rulebook> law = shipped_rulebook();
    if (!law) throw std::runtime_error(printed(law.problems()));
    return *law;
}

Day due_from(std::optional<Day> born, std::optional<Day> died = {}, std::optional<Day> adopted = {}) {
    return kept_until({born, died, adopted}, shipped_law()).due_from;
}

// SI 2010/959 reg 50(1)(a): until the 75th anniversary of the birth, which is still a day of keeping.
TEST(Retention, IsUntilThe75thAnniversaryOfTheBirth) {
    EXPECT_EQ(due_from(day_of(2010, 5, 1)), day_of(2085, 5, 2));
    EXPECT_EQ(due_from(day_of(2010, 4, 30)), day_of(2085, 5, 1));
    EXPECT_EQ(due_from(day_of(2010, 5, 2)), day_of(2085, 5, 3));
    EXPECT_EQ(due_from(day_of(2012, 2, 29)), day_of(2087, 3, 2));
}

// SI 2010/959 reg 50(1)(b): 15 years beginning with the day of death.
TEST(Retention, IsFifteenYearsWhereTheChildDiesBefore18) {
    const Day born = day_of(2010, 5, 1);
    EXPECT_EQ(due_from(born, day_of(2020, 6, 9)), day_of(2035, 6, 9));
    EXPECT_EQ(due_from(born, day_of(2020, 6, 10)), day_of(2035, 6, 10));
    EXPECT_EQ(due_from(born, day_of(2028, 4, 30)), day_of(2043, 4, 30));
    EXPECT_EQ(due_from(born, day_of(2028, 5, 1)), day_of(2085, 5, 2));  // on the 18th birthday: an adult
}

// SI 2005/888 reg 6
TEST(Retention, IsAHundredYearsAfterAnAdoption) {
    EXPECT_EQ(due_from(day_of(2010, 5, 1), {}, day_of(2012, 7, 3)), day_of(2112, 7, 4));
    EXPECT_EQ(due_from(day_of(2010, 5, 1), {}, day_of(2012, 7, 2)), day_of(2112, 7, 3));
}

TEST(Retention, IsNotSaidWithoutADayOfBirth) {
    EXPECT_TRUE(due_from(std::nullopt).is_never());
    EXPECT_TRUE(due_from(std::nullopt, day_of(2020, 6, 9)).is_never());
    EXPECT_NE(kept_until({}, shipped_law()).why.find("not recorded"), std::string::npos);
}

TEST(Retention, SaysWhyAndWhere) {
    const auto kept = kept_until({day_of(2010, 5, 1), {}, {}}, shipped_law());
    EXPECT_EQ(kept.why, "until the 75th anniversary of the birth on 1 May 2010");
    EXPECT_EQ(kept.citation, "SI 2010/959 reg 50(1)");
    EXPECT_EQ(kept_until({day_of(2010, 5, 1), day_of(2020, 6, 9), {}}, shipped_law()).why,
              "15 years beginning with the death on 9 June 2020");
}

}  // namespace
}  // namespace footprint::law
