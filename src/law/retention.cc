#include "law/retention.h"

#include <algorithm>

namespace footprint::law {

namespace {

constexpr std::string_view case_record = "retain-75";
constexpr std::string_view adoption_record = "retain-adoption-100";
constexpr int of_age = 18;

int years_of(const Rulebook& rules, std::string_view rule, std::string_view limb) {
    return rules.rule(rule).first_limit(limb).number;
}

}  // namespace

KeptUntil kept_until(const FileDays& days, const Rulebook& rules) {
    if (!days.born_on) return {Day::never(), {}, "The day of birth is not recorded, so it cannot be said."};
    // reg 50(1)(b): beginning with the day of death, so the last of the years ends on the day before.
    if (days.died_on && *days.died_on < birthday(*days.born_on, of_age)) {
        const int years = years_of(rules, case_record, "after_death");
        return {birthday(*days.died_on, years), rules.rule(case_record).citation,
                std::to_string(years) + " years beginning with the death on " + in_words(*days.died_on)};
    }
    // reg 50(1)(a): until the anniversary, that day included.
    const int years = years_of(rules, case_record, "after_birth");
    KeptUntil kept{
        birthday(*days.born_on, years) + 1, rules.rule(case_record).citation,
        "until the " + std::to_string(years) + "th anniversary of the birth on " + in_words(*days.born_on)};
    if (!days.adopted_on) return kept;
    const int longer = years_of(rules, adoption_record, "after_order");
    const Day until = birthday(*days.adopted_on, longer);
    if (until < kept.due_from) return kept;
    return {until + 1, rules.rule(adoption_record).citation,
            std::to_string(longer) + " years from the adoption on " + in_words(*days.adopted_on)};
}

}  // namespace footprint::law
