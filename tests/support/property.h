// A property that must hold for whatever is drawn: a counterexample fails the test that asked.
//
// In      what must hold, in words; a callable that draws with rapidcheck and asserts
// Out     nothing; the smallest counterexample stands in the test's output
// Errors  giving up for want of usable draws fails too
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <utility>

namespace footprint::tests {

template <typename Testable>
void for_all(const std::string& what, Testable&& testable) {
    EXPECT_TRUE(rc::check(what, std::forward<Testable>(testable))) << what;
}

}  // namespace footprint::tests
