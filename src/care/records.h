// All records of one authority, held in memory: what a database or a folder of files is read into.
//
// In      rows of every kind, in any order
// Out     children in the order of their ids; rows of a child together, in the order of their days
// Shape   a ChildNumber is the place in `children`; rows of a kind are sorted by child, then by their
//         key's day, and rows that tie stay in the order in which they were read
// Errors  none: what is doubtful stands in `noted`
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/year.h"
#include "care/authority.h"
#include "care/between_reviews.h"
#include "care/child.h"
#include "care/conference.h"
#include "care/episode.h"
#include "care/family.h"
#include "care/finding.h"
#include "care/officer.h"
#include "care/proceedings.h"
#include "care/return_rows.h"
#include "care/review.h"
#include "care/review_record.h"

namespace footprint::care {

// The day by which rows of a kind are ordered within a child.
inline Day day_of_row(const Episode& row) {
    return row.began_on.value_or(Day::never());
}
inline Day day_of_row(const ReturnedReview& row) {
    return row.held_on.value_or(Day::never());
}
inline Day day_of_row(const ReviewDetails& row) {
    return row.held_on.value_or(Day::never());
}
inline Day day_of_row(const Review& row) {
    return row.held_on;
}
inline Day day_of_row(const AdoptionDecision& row) {
    return row.decided_on.value_or(Day::never());
}
inline Day day_of_row(const MissingEpisode& row) {
    return row.from_on.value_or(Day::never());
}
inline Day day_of_row(const WorkerEpisode& row) {
    return row.from_on.value_or(Day::never());
}
inline Day day_of_row(const DeprivationOfLiberty& row) {
    return row.from_on.value_or(Day::never());
}
inline Day day_of_row(const Allocation& row) {
    return row.from_on.value_or(Day::never());
}
inline Day day_of_row(const Midway& row) {
    return row.held_on.value_or(Day::never());
}
inline Day day_of_row(const Contact& row) {
    return row.on.value_or(Day::never());
}
inline Day day_of_row(const SignificantEvent& row) {
    return row.on.value_or(Day::never());
}
inline Day day_of_row(const Conference& row) {
    return row.held_on.value_or(Day::never());
}
inline Day day_of_row(const Proceedings& row) {
    return row.began_on.value_or(Day::never());
}
inline Day day_of_row(const Hearing& row) {
    return row.on.value_or(Day::never());
}
inline Day day_of_row(const Wish& row) {
    return row.on.value_or(Day::never());
}
inline Day day_of_row(const PermanenceStep& row) {
    return row.on.value_or(Day::never());
}
template <class Row>
Day day_of_row(const Row&) {
    return Day::never();
}

// Rows of one kind that belong to children.
template <class Row>
class Rows {
  public:
    void add(Row row) { all_.push_back(std::move(row)); }
    void reserve(std::size_t size) { all_.reserve(size); }
    // To be called once all rows are added, and before any is asked for.
    void settle(std::size_t children) {
        const auto before = [](const Row& a, const Row& b) {
            return a.child != b.child ? a.child < b.child : day_of_row(a) < day_of_row(b);
        };
        if (!std::is_sorted(all_.begin(), all_.end(), before))
            std::stable_sort(all_.begin(), all_.end(), before);
        first_.assign(children + 1, static_cast<std::uint32_t>(all_.size()));
        std::uint32_t at = 0;
        for (std::uint32_t child = 0; child < children; ++child) {
            while (at < all_.size() && all_[at].child.value < child) ++at;
            first_[child] = at;
        }
        first_[children] = static_cast<std::uint32_t>(all_.size());
    }
    std::span<const Row> of(ChildNumber child) const {
        return {all_.data() + first_[child.value], all_.data() + first_[child.value + 1]};
    }
    const std::vector<Row>& all() const { return all_; }
    std::vector<Row>& all() { return all_; }
    std::size_t size() const { return all_.size(); }
    const Row& operator[](std::size_t place) const { return all_[place]; }

  private:
    std::vector<Row> all_;
    std::vector<std::uint32_t> first_;
};

struct Records {
    std::vector<Authority> authority;  // one, or none where nobody has named it
    std::vector<Population> population;
    std::vector<Officer> officers;  // in the order of their ids
    std::vector<Absence> absences;
    std::vector<Supervision> supervision;

    std::vector<Child> children;  // in the order of their ids
    Rows<ChildDetails> child_details;
    Rows<Episode> episodes;
    Rows<ReturnedReview> returned_reviews;
    Rows<Uasc> uasc;
    Rows<HealthOfYear> health;
    Rows<CareLeaver> care_leavers;
    Rows<Adoption> adoptions;
    Rows<AdoptionDecision> adoption_decisions;
    Rows<EarlierPermanence> earlier_permanence;
    Rows<MissingEpisode> missing;
    Rows<WorkerEpisode> worker_episodes;
    Rows<DeprivationOfLiberty> deprivations;

    Rows<Allocation> allocations;
    Rows<ReviewDetails> review_details;
    Rows<Midway> midways;
    Rows<Contact> contacts;
    Rows<SignificantEvent> events;
    Rows<Conference> conferences;
    Rows<Proceedings> proceedings;
    Rows<Hearing> hearings;
    Rows<PermanenceStep> permanence;
    Rows<Sibling> siblings;
    Rows<Wish> wishes;
    std::vector<StoodDown> stood_down;
    std::vector<Attendance> attendance;
    std::vector<Decision> decisions;
    std::vector<Objection> objections;
    std::vector<ReviewRecord> review_records;
    std::vector<Recipient> recipients;

    std::vector<Finding> noted;  // what was odd while reading; most findings are worked out later

    // Worked out by settle(): one a child and day.
    Rows<Review> reviews;

    // Puts children and rows in order and merges the reviews. REQUIRES: `children` sorted by id, rows
    // numbered by it.
    void settle();
    ChildNumber find(std::string_view child_id) const;
    std::string_view id_of(ChildNumber child) const { return children[child.value].id; }
};

// The rows of a table, whether they belong to children or to nobody.
template <class Table>
auto& rows_of(Table& table) {
    if constexpr (requires { table.all(); }) {
        return table.all();
    } else {
        return table;
    }
}

// Calls visit(rows) for every table, in an order in which no row refers to a later one.
template <class R, class Visit>
void for_each_table(R& records, Visit&& visit) {
    visit(records.authority);
    visit(records.population);
    visit(records.officers);
    visit(records.absences);
    visit(records.supervision);
    visit(records.children);
    visit(records.child_details);
    visit(records.episodes);
    visit(records.returned_reviews);
    visit(records.uasc);
    visit(records.health);
    visit(records.care_leavers);
    visit(records.adoptions);
    visit(records.adoption_decisions);
    visit(records.earlier_permanence);
    visit(records.missing);
    visit(records.worker_episodes);
    visit(records.deprivations);
    visit(records.allocations);
    visit(records.review_details);
    visit(records.midways);
    visit(records.contacts);
    visit(records.events);
    visit(records.conferences);
    visit(records.proceedings);
    visit(records.hearings);
    visit(records.permanence);
    visit(records.siblings);
    visit(records.wishes);
    visit(records.stood_down);
    visit(records.attendance);
    visit(records.decisions);
    visit(records.objections);
    visit(records.review_records);
    visit(records.recipients);
}

// The service's id of a review, or CHILD@yyyy-mm-dd where only the return knows it.
std::string review_id(const Records& records, const Review& review);

}  // namespace footprint::care
