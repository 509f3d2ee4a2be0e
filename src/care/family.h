// Which children belong together, and what a child wishes of the service.
//
// In      rows of siblings, wishes
// Out     plain records; the brothers and sisters of each child; what a child wishes on a day
// Shape   children who name the same family are brothers and sisters; a child may be of two families, as half
//         brothers and sisters are. Of a child's wishes the latest that says something counts, column by
//         column
// Source  SI 2010/959 reg 45; IRO Handbook 3.19-3.25 (who the IRO is), 3.30 (where a review is held);
//         docs/formats.md#trackers
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "care/officer.h"

namespace footprint::care {

struct Records;

struct Sibling {
    ChildNumber child;
    std::string family;
    bool operator==(const Sibling&) const = default;
};

template <>
struct Describe<Sibling> {
    static constexpr std::string_view table = "siblings";
    static constexpr auto fields = std::tuple(key("child", &Sibling::child), key("family", &Sibling::family));
};

struct Wish {
    Id<Wish> wish;
    ChildNumber child;
    std::optional<Day> on;
    Id<Officer> officer;      // whom they would like as their IRO
    Id<Officer> not_officer;  // and whom not
    Means means{};            // by which they like to be reached
    std::optional<bool> not_at_school;
    std::string words;
    bool operator==(const Wish&) const = default;
};

template <>
struct Describe<Wish> {
    static constexpr std::string_view table = "wishes";
    static constexpr auto fields =
        std::tuple(key("wish", &Wish::wish), required("child", &Wish::child), required("on", &Wish::on),
                   field("officer", &Wish::officer), field("not_officer", &Wish::not_officer),
                   field("means", &Wish::means), field("not_at_school", &Wish::not_at_school),
                   field("words", &Wish::words));
};

// What holds on a day: the wish, the officer, the means and the school out of the latest row that names one,
// the words with the day on which they were said.
// REQUIRES: the records are settled.
Wish wish_on(const Records& records, ChildNumber child, Day on);

// Who is whose brother or sister.
// REQUIRES: the records outlive it, and are settled.
class Families {
  public:
    explicit Families(const Records& records);
    // By their numbers, in order, each once, and never the child.
    std::vector<std::uint32_t> of(ChildNumber child) const;

  private:
    const Records& records_;
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> members_;
};

}  // namespace footprint::care
