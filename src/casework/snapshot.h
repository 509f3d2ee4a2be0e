// Everything known of one authority at one moment, ready to be read: records, timetable, findings and
// figures.
//
// In      records out of a database or a folder; the law; the service's profile; the day as at which they
//         are looked at
// Out     a picture that never changes, shared by all who read it
// Errors  none: what is doubtful is among the findings
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "care/code_book.h"
#include "care/places.h"
#include "care/records.h"
#include "findings/catalogue.h"
#include "law/rulebook.h"
#include "measures/catalogue.h"
#include "practice/profile.h"

namespace footprint::casework {

// What every question is answered by: the law, the service's practice, and where places lie.
struct Ground {
    law::Rulebook rulebook;
    law::TimetableRules rules;
    practice::Profile profile;
    care::CodeBook codes;
    care::FindPlace find_place;
};

// Law and profile as the program carries them. Profile: its name, as in profiles/.
Result<std::shared_ptr<const Ground>> shipped_ground(std::string_view profile,
                                                     care::FindPlace find_place = {});

// A child in a list.
struct ChildLine {
    std::uint32_t child = 0;
    std::string name;                 // as name_of() has it
    std::string words;                // id, names and IRO in small letters, to be searched
    std::uint32_t place_by_name = 0;  // among all children in the order of their names
    bool looked_after = false;
    bool short_breaks = false;
    std::uint32_t officer = measures::none;             // the IRO allocated now
    const measures::CohortRequirement* next = nullptr;  // what can still be held, the earliest
    std::optional<Day> booked_on;                       // a booking for it
    std::uint32_t findings = 0;
};

class Snapshot {
  public:
    Snapshot(std::shared_ptr<const Ground> ground, care::Records records, Day as_at,
             std::optional<Day> reviews_known_from, std::uint64_t version);
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    const Ground& ground() const { return *ground_; }
    const care::Records& records() const { return records_; }
    const measures::Cohort& cohort() const { return *cohort_; }
    const std::vector<care::Finding>& findings() const { return lists().findings; }
    std::span<const care::Finding> findings_of(std::uint32_t child) const;
    const std::vector<ChildLine>& lines() const { return lists().lines; }
    // Places in records().decisions, of the child's reviews in their order.
    std::span<const std::uint32_t> decisions_of(std::uint32_t child) const;
    Day as_at() const { return as_at_; }
    std::uint64_t version() const { return version_; }
    std::string authority_name() const;

    // "Amina Okoye", or the id where no name is recorded.
    std::string name_of(std::uint32_t child) const;
    std::string officer_name(std::uint32_t officer) const;
    // The requirement's sentence and citation.
    std::string why(const law::Requirement& requirement) const;
    // In the service's words, for people; why() keeps to the common ones, for programs.
    std::string why_in_own_words(const law::Requirement& requirement) const;
    std::string citation(const law::Requirement& requirement) const;
    // The service's id of the review that met it; empty where none did.
    std::string review_id(const measures::CohortRequirement& requirement) const;

  private:
    // What pages list: worked out when first asked for, since figures need none of it.
    struct Lists {
        std::vector<care::Finding> findings;
        std::vector<std::uint32_t> first_finding;  // by child, and behind the last
        std::vector<ChildLine> lines;
        std::vector<std::uint32_t> decisions;       // places, by child
        std::vector<std::uint32_t> first_decision;  // by child, and behind the last
    };
    const Lists& lists() const;
    void find_all(Lists& into) const;
    void draw_lines(Lists& into) const;
    void name_lines(Lists& into) const;
    void sort_decisions(Lists& into) const;

    std::shared_ptr<const Ground> ground_;
    care::Records records_;
    Day as_at_;
    std::uint64_t version_;
    std::optional<Day> reviews_known_from_;
    std::unique_ptr<measures::Cohort> cohort_;
    mutable std::once_flag lists_are_worked_out_;
    mutable Lists lists_;
};

}  // namespace footprint::casework
