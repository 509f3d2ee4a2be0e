// A reason of law for which a file must not be destroyed, however old it is: an inquiry, a claim, a court's
// order.
//
// In      rows of holds
// Out     plain records
// Shape   blank for the child it holds every file; under one name it may hold several, a row each; one that
//         has ended is withdrawn
// Source  docs/operating/retention.md
#pragma once

#include <string>

#include "care/child.h"

namespace footprint::care {

struct LegalHold {
    Id<LegalHold> hold;  // "inquiry-2027"
    Id<Child> child;     // by id; blank: every file
    std::string reason;
    bool operator==(const LegalHold&) const = default;
};

template <>
struct Describe<LegalHold> {
    static constexpr std::string_view table = "legal_holds";
    static constexpr auto fields = std::tuple(key("hold", &LegalHold::hold), key("child", &LegalHold::child),
                                              field("reason", &LegalHold::reason));
};

}  // namespace footprint::care
