// Every finding by its name, on one page: what is wrong with the data, and what mends it.
//
// In      one authority's records, the rules of the timetable, the day as at which they are looked at
// Out     findings in the order of child, then as found
// Errors  none: a finding never stops anything
// Source  docs/findings.md
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "care/finding.h"
#include "care/records.h"
#include "law/review_timetable.h"

namespace footprint::findings {

// Words in braces, as {review}, are the service's own on its pages.
struct Entry {
    std::string_view name;
    std::string_view title;  // in a list
    std::string_view means;  // when it is found
    std::string_view fix;    // what to do
    std::string_view source;
};

std::span<const Entry> catalogue();
const Entry* find_entry(std::string_view name);
// docs/findings.md: the catalogue as a page that people read.
std::string catalogue_page();

// What the findings of one child are worked out from.
struct ChildFile {
    const care::Records& records;
    care::ChildNumber number;
    const law::ReviewTimetable& timetable;
    std::span<const law::Requirement> requirements;
    const law::TimetableRules& rules;
    Day as_at;
    const std::unordered_map<std::string_view, Day>& stood_down_last;  // by review: the latest day booked
    const std::set<Year>& returned_years;  // in which the return has a review of anybody

    const care::Child& child() const { return records.children[number.value]; }
};

// Collects findings of one child; the fix is the catalogue's.
class Found {
  public:
    explicit Found(std::vector<care::Finding>& into) : into_(into) {}
    void add(care::ChildNumber child, std::string_view name, std::string where, std::string message);

  private:
    std::vector<care::Finding>& into_;
};

// A file a topic.
void look_at_child(const ChildFile& file, Found& found);
void look_at_returned_rows(const ChildFile& file, Found& found);
void look_at_episodes(const ChildFile& file, Found& found);
void look_at_reviews(const ChildFile& file, Found& found);
void look_at_participation(const ChildFile& file, Found& found);
void look_at_allocations(const ChildFile& file, Found& found);

// All findings of an authority, with those noted while the files were read.
std::vector<care::Finding> find_all(const care::Records& records, const law::TimetableRules& rules, Day as_at,
                                    std::optional<Day> reviews_known_from);

}  // namespace footprint::findings
