// The table that every measure is counted from: one authority's children as columns, with the timetable
// worked out.
//
// In      records, the rules of the timetable, the officers, the day as at which all is looked at
// Out     periods, episodes of care and requirements by child; reviews in the order of first sitting, and
//         all else in the order of its day, so that the rows of a time stand together
// Units   days; miles
// Errors  none: what is not known stays unknown and is counted apart
// Source  docs/measures.md
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "care/places.h"
#include "care/records.h"
#include "law/review_timetable.h"
#include "law/rulebook.h"
#include "measures/by_day.h"

namespace footprint::measures {

using care::ChildNumber;
inline constexpr std::uint32_t none = UINT32_MAX;

struct CohortPeriod {
    Day from;
    Day until;  // never, while open
    std::uint32_t child = 0;
    std::uint32_t first_episode = 0;
    std::uint32_t end_episode = 0;
    bool ended_by_age = false;
    bool start_unknown = false;  // the first episode known goes on from one that is not
};

// Episodes of care, short breaks left out; a column each for what is asked of many.
struct EpisodeColumns {
    std::vector<Day> from;
    std::vector<Day> until;
    std::vector<care::LegalStatus> legal_status;
    std::vector<care::CategoryOfNeed> need;
    std::vector<care::PlacementType> place;
    std::vector<care::PlacementProvider> provider;
    std::vector<care::ReasonForNewEpisode> reason_for_new;
    std::vector<care::ReasonEpisodeCeased> reason_ceased;
    std::vector<care::Postcode> placement;
    std::vector<double> miles;             // from home; below 0 where it is not known
    std::vector<care::ShortText<9>> area;  // the upper-tier authority; empty where it is not known
    std::size_t size() const { return from.size(); }
};

struct CohortReview {
    Day held_on;
    Day completed_on;
    Day before;  // of the review before it, or the day before care began; never where not known
    Day latest;  // of the requirement by which it is named first, second or later; never, where it met none
    std::uint32_t child = 0;
    std::uint32_t details = none;            // the row of review_details
    std::uint32_t officer = none;            // the place among the officers
    std::uint32_t requirement = none;        // the one it met that counts in the measures
    std::uint32_t other_requirement = none;  // a second one that it met on the same day
    std::int16_t age = -1;                   // completed years; -1 where the day of birth is not known
    law::Kind kind{};                        // by the requirement by which it is named
    care::Participation participation{};
    care::Mode mode{};
    care::Chaired chaired{};
    bool in_time = true;          // for every requirement that it met
    bool in_time_relaxed = true;  // the same, with those that the coronavirus rule excused
    bool any_relaxed = false;     // that rule excused one
    bool named_by_other = false;  // by other_requirement
    bool of_short_breaks = false;
    bool brought_forward = false;  // a reason for it is recorded
};

struct CohortRequirement {
    law::Requirement is;
    std::uint32_t child = 0;
    std::uint32_t review = none;  // the place among the cohort's reviews
};

// A requirement that stands in the measures, by its latest day; lapsed ones too, which are left out by name.
struct CohortDue {
    Day latest;
    std::uint32_t child = 0;
    law::State state{};
    bool counts_with_other = false;  // another clock asks for a review on the same days, earlier
};

// When the papers of a review went out or came in; never, where that is not recorded. A table of its own
// beside the reviews, so that a year's papers are read in one run and not picked out of the service's rows.
struct CohortPapers {
    Day decisions_sent_on;
    Day record_completed_on;
    Day record_shared_on;
    Day report_received_on;
    Day care_plan_received_on;
    Day report_shared_with_child_on;
};

// Who was heard: the child by the IRO before the review, and the parents at it. Worked out once, since every
// month, quarter and year asks.
struct CohortHeard {
    enum class Child : std::uint8_t { not_looked_after, unknown, no, in_contact, seen_before_review };
    enum class Parents : std::uint8_t { unknown, not_asked, took_part, did_not };
    Child child{};
    Child child_alone{};
    care::Means means{};
    care::Means means_alone{};
    Parents parents{};
};

struct CohortStoodDown {
    Day on;
    std::uint32_t row = 0;      // of stood_down
    std::uint32_t details = 0;  // the row of review_details that it names
};

// Half-way between a review and the next latest day, where a midway is due then.
struct CohortMidway {
    Day due_on;
    std::uint32_t child = 0;
    bool held = false;  // by then, as far as is known
};

// A row of allocations whose first day is known.
struct CohortAllocation {
    Day from;
    Day until;                     // the day after its last; never, while open
    std::uint32_t officer = none;  // the place among the officers
    bool to_iro = false;
};

// A decision of a review that was held.
struct CohortDecision {
    Day due_on;   // never, where it is not known
    Day done_on;  // never, while it is open
    Day held_on;  // of the review
    std::uint32_t child = 0;
};

// The arguable points of measures; the law's data holds the values.
struct Readings {
    bool same_carer_moves_count = false;       // stability.same_carer
    bool twelve_months_from_same_day = false;  // twelve_months_cohort
};
Readings readings_of(const law::Rulebook& rulebook);

class Cohort {
  public:
    struct Basis {
        const care::Records* records = nullptr;
        law::TimetableRules rules;
        Day as_at;
        std::optional<Day> reviews_known_from;
        care::FindPlace find_place;  // may be empty: then distances are not known
        Readings readings{};
    };
    explicit Cohort(Basis basis);

    const care::Records& records() const { return *basis_.records; }
    const WorkingDays& calendar() const { return *basis_.rules.calendar; }
    const law::TimetableRules& rules() const { return basis_.rules; }
    Day as_at() const { return basis_.as_at; }
    const Readings& readings() const { return basis_.readings; }
    const care::Families& families() const { return families_; }
    bool places_known() const { return static_cast<bool>(basis_.find_place); }
    std::optional<care::Located> find_place(std::string_view postcode) const {
        return places_known() ? basis_.find_place(postcode) : std::nullopt;
    }
    std::size_t children() const { return born_.size(); }

    Day born_on(std::uint32_t child) const { return born_[child]; }  // never, where not known
    std::int16_t age_of(std::uint32_t child, Day on) const;          // -1 where not known

    std::span<const CohortPeriod> periods() const { return periods_; }
    std::span<const CohortPeriod> periods_of(std::uint32_t child) const {
        return std::span(periods_).subspan(first_period_[child],
                                           first_period_[child + 1] - first_period_[child]);
    }
    const EpisodeColumns& episodes() const { return episodes_; }
    // The episode of the period that holds on the day: the latest to begin of those that cover it.
    std::uint32_t episode_on(const CohortPeriod& period, Day day) const;
    // That of the episode that ended the period last; none where only the birthday ended it.
    care::ReasonEpisodeCeased reason_ceased(const CohortPeriod& period) const;
    // Calls visit(period) for each child looked after at the end of the day, once each.
    template <class Visit>
    void looked_after_on(Day day, Visit&& visit) const {
        std::uint32_t last = none;
        for (const CohortPeriod& period : periods_) {
            if (period.from > day || period.until <= day || period.child == last) continue;
            last = period.child;
            visit(period);
        }
    }
    const CohortPeriod* period_on(std::uint32_t child, Day day) const;
    // Places of the periods that began or ended in the time, those of a child together.
    std::vector<std::uint32_t> periods_started_in(Day first, Day last) const;
    std::vector<std::uint32_t> periods_ended_in(Day first, Day last) const;  // by as_at
    // Whether the child had a short break on any day of [from, until].
    bool had_short_break(std::uint32_t child, Day from, Day until) const;

    std::span<const CohortReview> reviews() const { return reviews_; }
    std::span<const CohortReview> reviews_in(Day first, Day last) const;  // by first sitting
    std::span<const DatedPlace> reviews_completed_in(Day first, Day last) const;
    std::span<const std::uint32_t> reviews_of(
        std::uint32_t child) const {  // places, in order of first sitting
        return std::span(reviews_by_child_)
            .subspan(first_review_[child], first_review_[child + 1] - first_review_[child]);
    }
    const CohortReview& review(std::uint32_t place) const { return reviews_[place]; }
    const CohortPapers& papers_of(const CohortReview& review) const {
        return papers_[static_cast<std::size_t>(&review - reviews_.data())];
    }
    const CohortHeard& heard_at(const CohortReview& review) const {
        return heard_[static_cast<std::size_t>(&review - reviews_.data())];
    }
    const care::ReviewDetails* details(const CohortReview& review) const {
        return review.details == none ? nullptr : &records().review_details[review.details];
    }

    const CohortRequirement& requirement(std::uint32_t place) const { return requirements_[place]; }
    std::span<const CohortRequirement> requirements_of(
        std::uint32_t child) const {  // in the timetable's order
        return std::span(requirements_)
            .subspan(first_requirement_[child], first_requirement_[child + 1] - first_requirement_[child]);
    }
    std::span<const CohortDue> dues_in(Day first, Day last) const;
    // Children whose care began before their history is known.
    bool past_is_unknown(std::uint32_t child) const { return past_unknown_[child]; }

    std::uint32_t officer_number(std::string_view id) const;
    std::uint32_t review_of_details(std::uint32_t details) const { return review_of_details_[details]; }
    std::span<const CohortAllocation> allocations_of(std::uint32_t child) const {  // in the records' order
        return std::span(allocations_)
            .subspan(first_allocation_[child], first_allocation_[child + 1] - first_allocation_[child]);
    }
    std::span<const CohortDecision> decisions() const { return decisions_; }  // by due day
    std::span<const CohortDecision> decisions_due_in(Day first, Day last) const;
    std::span<const CohortMidway> midways_due_in(Day first, Day last) const;
    // Rows of `missing` by the day on which the child went, up to as_at.
    std::span<const DatedPlace> missing_in(Day first, Day last) const;
    // Rows of `stood_down` by the day on which that was done, up to as_at; those that name a review.
    std::span<const CohortStoodDown> stood_down_in(Day first, Day last) const;

    std::optional<double> distance_miles(std::uint32_t episode) const;

  private:
    class DetailsByName;
    struct LastOfficer {
        std::string_view id;
        std::uint32_t number = none;
    };
    // The reviews of one child, until their places among all are known.
    struct ChildReviews {
        std::vector<CohortReview> reviews;
        std::vector<CohortPapers> papers;
        std::vector<CohortHeard> heard;
        LastOfficer officer;
    };
    void add_child(law::ReviewTimetable& timetable, std::uint32_t child, ChildReviews& own,
                   PlacesByDay& places);
    void add_periods(const law::ReviewTimetable& timetable, std::uint32_t child);
    void add_episode(const care::Episode& episode, Day period_until);
    void add_reviews(std::uint32_t child, ChildReviews& own) const;
    void add_requirements(std::uint32_t child, std::span<const law::Requirement> requirements,
                          ChildReviews& own);
    void place_reviews(ChildReviews& own, PlacesByDay& places);
    void add_midways(std::uint32_t child, std::span<const law::Requirement> requirements);
    void add_contacts(std::uint32_t child, ChildReviews& own) const;
    void index_tables();
    void index_periods();
    void index_completed();
    void index_allocations();
    void index_missing();
    void index_attendance(DetailsByName& details);
    void index_decisions(DetailsByName& details);
    void index_stood_down(DetailsByName& details);
    // As officer_number, where the same officer's rows follow each other.
    std::uint32_t officer_number(std::string_view id, LastOfficer& last) const;

    Basis basis_;
    care::Families families_;
    std::vector<Day> born_;
    std::vector<bool> past_unknown_;
    std::vector<CohortPeriod> periods_;
    std::vector<std::uint32_t> first_period_;
    std::vector<DatedPlace> started_;
    std::vector<DatedPlace> ended_;
    EpisodeColumns episodes_;
    std::vector<CohortReview> reviews_;
    std::vector<CohortPapers> papers_;  // beside reviews_
    std::vector<CohortHeard> heard_;    // beside reviews_
    std::vector<DatedPlace> completed_;
    std::vector<std::uint32_t> reviews_by_child_;
    std::vector<std::uint32_t> first_review_;
    std::vector<CohortRequirement> requirements_;
    std::vector<std::uint32_t> first_requirement_;
    std::vector<CohortDue> dues_;
    std::vector<std::uint32_t> review_of_details_;
    std::vector<CohortAllocation> allocations_;
    std::vector<std::uint32_t> first_allocation_;
    std::vector<CohortDecision> decisions_;
    std::vector<CohortMidway> midways_;
    std::vector<DatedPlace> missing_;
    std::vector<CohortStoodDown> stood_down_;
    std::unordered_map<std::string_view, std::uint32_t> officer_numbers_;
};

}  // namespace footprint::measures
