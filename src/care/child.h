// A child who is or was looked after: who they are.
//
// In      one row of Header; one row of children.csv
// Out     plain records
// Shape   one of each a child; everything but the id may be unknown
// Source  SSDA903 Header; docs/formats.md#trackers
#pragma once

#include <optional>
#include <string>

#include "base/day.h"
#include "base/ids.h"
#include "care/codes.h"
#include "care/fields.h"
#include "care/short_text.h"

namespace footprint::care {

struct Child {
    std::string id;
    Sex sex{};
    std::optional<Day> born_on;
    Ethnicity ethnicity{};
    ShortText<16> upn;
    std::optional<bool> is_mother;
    std::optional<Day> own_child_born_on;
    bool operator==(const Child&) const = default;
};
using ChildNumber = RowNumber<Child>;

template <>
struct Describe<Child> {
    static constexpr std::string_view table = "Header";
    static constexpr auto fields =
        std::tuple(key("CHILD", &Child::id), field("SEX", &Child::sex), field("DOB", &Child::born_on),
                   field("ETHNIC", &Child::ethnicity), field("UPN", &Child::upn),
                   field("MOTHER", &Child::is_mother), field("MC_DOB", &Child::own_child_born_on));
};

// What the service itself knows of a child.
struct ChildDetails {
    ChildNumber child;
    std::string first_name;
    std::string last_name;
    std::string known_as;
    std::string disability;
    std::string chosen_words;
    std::optional<bool> restricted;
    bool operator==(const ChildDetails&) const = default;
};

template <>
struct Describe<ChildDetails> {
    static constexpr std::string_view table = "children";
    static constexpr auto fields = std::tuple(
        key("child", &ChildDetails::child), field("first_name", &ChildDetails::first_name),
        field("last_name", &ChildDetails::last_name), field("known_as", &ChildDetails::known_as),
        field("disability", &ChildDetails::disability), field("chosen_words", &ChildDetails::chosen_words),
        field("restricted", &ChildDetails::restricted));
};

}  // namespace footprint::care
