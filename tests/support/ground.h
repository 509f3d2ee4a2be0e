// Law, profile and codes as the program carries them, put together once for the tests that read or count.
//
// In      nothing
// Out     what every reading and every figure needs besides the records
// Errors  what is shipped and cannot be read fails the test
#pragma once

#include <gtest/gtest.h>

#include "care/code_book.h"
#include "law/rulebook.h"
#include "law/timetable_rules.h"
#include "practice/profile.h"

namespace footprint::tests {

struct TestGround {
    law::Rulebook rulebook;
    law::TimetableRules rules;
    practice::Profile profile;
    care::CodeBook codes;
};

inline const TestGround& ground() {
    static const TestGround* const shared = [] {
        auto rulebook = law::shipped_rulebook();
        auto codes = care::shipped_code_book();
        ensure(rulebook.has_value() && codes.has_value(), "law and codes are shipped");
        auto profile = practice::shipped_profile("standard", &*rulebook);
        ensure(profile.has_value(), "the standard profile is shipped");
        auto* made = new TestGround{std::move(*rulebook), {}, std::move(*profile), std::move(*codes)};
        made->rules = law::timetable_rules(made->rulebook);  // points into the rulebook where it lies now
        return made;
    }();
    return *shared;
}

}  // namespace footprint::tests
