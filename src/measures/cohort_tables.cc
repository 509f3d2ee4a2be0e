// The tables beside the cohort's reviews and periods: each other kind of row in the order of its day, and
// what every month, quarter and year asks of a review, worked out once.
#include <algorithm>

#include "base/place_by_name.h"
#include "measures/cohort.h"

namespace footprint::measures {

namespace {

constexpr auto on_of = [](const auto& row) { return row.on; };
constexpr auto due_on_of = [](const auto& row) { return row.due_on; };

struct ReviewIdOf {
    const std::vector<care::ReviewDetails>* rows;
    std::string_view operator()(std::uint32_t place) const { return (*rows)[place].review.text; }
};

}  // namespace

// Rows of review_details by the review's id.
class Cohort::DetailsByName : public PlaceByName<ReviewIdOf> {
  public:
    explicit DetailsByName(const std::vector<care::ReviewDetails>& rows)
        : PlaceByName(rows.size(), ReviewIdOf{&rows}) {}
    static_assert(nowhere == none);
};

void Cohort::index_tables() {
    index_periods();
    index_completed();
    index_allocations();
    midways_ = ordered_by_day(midways_, due_on_of);
    index_missing();
    DetailsByName details(records().review_details.all());
    index_attendance(details);
    index_decisions(details);
    index_stood_down(details);
}

void Cohort::index_periods() {
    started_.reserve(periods_.size());
    ended_.reserve(periods_.size());
    for (std::uint32_t i = 0; i < periods_.size(); ++i) {
        started_.push_back({periods_[i].from, i});
        if (periods_[i].until <= as_at()) ended_.push_back({periods_[i].until, i});
    }
    started_ = ordered_by_day(started_, on_of);
    ended_ = ordered_by_day(ended_, on_of);
}

void Cohort::index_completed() {
    completed_.reserve(reviews_.size());
    for (std::uint32_t i = 0; i < reviews_.size(); ++i)
        if (!reviews_[i].completed_on.is_never()) completed_.push_back({reviews_[i].completed_on, i});
    completed_ = ordered_by_day(completed_, on_of);
}

void Cohort::index_allocations() {
    const auto& rows = records().allocations;
    allocations_.reserve(rows.size());
    first_allocation_.reserve(children() + 1);
    LastOfficer last;
    for (std::uint32_t child = 0; child < children(); ++child) {
        first_allocation_.push_back(static_cast<std::uint32_t>(allocations_.size()));
        for (const care::Allocation& row : rows.of({child})) {
            if (!row.from_on) continue;
            const std::uint32_t officer = officer_number(row.officer.text, last);
            const bool to_iro = officer != none && care::is_iro(records().officers[officer].role);
            allocations_.push_back({*row.from_on, row.until_on.value_or(Day::never()), officer, to_iro});
        }
    }
    first_allocation_.push_back(static_cast<std::uint32_t>(allocations_.size()));
}

namespace {

// The latest day of the requirement, or of the authorised clock's beside it, which is earlier.
Day next_latest(std::span<const law::Requirement> requirements, const law::Requirement& row) {
    Day latest = row.latest;
    if (!row.counts_with_other) return latest;
    for (const law::Requirement& other : requirements) {
        const bool stands =
            other.clock == law::Clock::adoption_authorised && other.state != law::State::lapsed;
        const bool beside = other.review == row.review ||
                            (other.review == law::no_review && row.first_sitting >= other.closed_on);
        const bool same_days = other.triggered_by < row.closed_on && row.triggered_by < other.closed_on;
        if (stands && beside && same_days) latest = std::min(latest, other.latest);
    }
    return latest;
}

bool midway_held(const Cohort& cohort, std::uint32_t child, Day after, Day until) {
    const auto midways = cohort.records().midways.of({child});
    return std::any_of(midways.begin(), midways.end(), [&](const care::Midway& midway) {
        return midway.held_on && *midway.held_on > after && *midway.held_on <= until;
    });
}

}  // namespace

// Half-way between a review and the next latest day. Dropped where the next review is held before it, and
// where the child is no longer looked after.
void Cohort::add_midways(std::uint32_t child, std::span<const law::Requirement> requirements) {
    for (const law::Requirement& row : requirements) {
        const bool follows_review = row.trigger == law::Trigger::review_completed &&
                                    (row.clock == law::Clock::ordinary || row.clock == law::Clock::adoption);
        if (!follows_review || !row.in_ordinary_measures()) continue;
        const Day due = row.triggered_by + (next_latest(requirements, row) - row.triggered_by + 1) / 2;
        if (row.first_sitting < due || row.closed_on <= due || period_on(child, due) == nullptr) continue;
        midways_.push_back({due, child, midway_held(*this, child, row.triggered_by, std::min(due, as_at()))});
    }
}

void Cohort::index_missing() {
    const auto& rows = records().missing.all();
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        if (rows[i].from_on && *rows[i].from_on <= as_at()) missing_.push_back({*rows[i].from_on, i});
    missing_ = ordered_by_day(missing_, on_of);
}

namespace {

using Child = CohortHeard::Child;

// Whether the IRO and the child were in touch before the review, and how: by the contacts after the review
// before and up to this one, else by what the review's own row says.
template <class ByIro>
Child child_heard(std::span<const care::Contact> contacts, bool alone, std::optional<bool> seen,
                  bool contacts_are_kept, care::Means& means, ByIro&& by_iro) {
    bool in_contact = false;
    for (const care::Contact& contact : contacts) {
        if ((alone && contact.alone != true) || !by_iro(contact)) continue;
        in_contact = true;
        if (contact.means != care::Means{}) means = contact.means;
    }
    if (in_contact) return Child::in_contact;
    if (seen == true) return Child::seen_before_review;
    return seen || contacts_are_kept ? Child::no : Child::unknown;
}

}  // namespace

void Cohort::add_contacts(std::uint32_t child, ChildReviews& own) const {
    own.heard.assign(own.reviews.size(), {});
    const bool kept = records().contacts.size() > 0;
    const auto contacts = records().contacts.of({child});  // in the order of their days, unknown ones last
    const auto day_of = [&](std::size_t i) { return contacts[i].on.value_or(Day::never()); };
    // The log is that of the IROs: a contact is one of theirs unless it names an officer of another role.
    const auto by_iro = [&](const care::Contact& contact) {
        const std::uint32_t officer = officer_number(contact.officer.text, own.officer);
        if (officer == none) return true;
        const care::Role role = records().officers[officer].role;
        return role == care::Role::not_recorded || care::is_iro(role);
    };
    std::size_t begin = 0;
    for (std::size_t i = 0; i < own.reviews.size(); ++i) {
        const CohortReview& review = own.reviews[i];
        // On the day on which care ends the child was still there to be spoken to.
        if (period_on(child, review.held_on - 1) == nullptr && period_on(child, review.held_on) == nullptr)
            continue;
        if (!review.before.is_never())
            while (begin < contacts.size() && day_of(begin) <= review.before) ++begin;
        std::size_t end = begin;
        while (end < contacts.size() && day_of(end) <= review.held_on) ++end;
        const auto since = contacts.subspan(begin, end - begin);
        const care::ReviewDetails* const by_service = details(review);
        const auto seen = by_service == nullptr ? std::nullopt : by_service->child_seen;
        const auto seen_alone = by_service == nullptr ? std::nullopt : by_service->child_seen_alone;
        CohortHeard& heard = own.heard[i];
        heard.child = child_heard(since, false, seen, kept, heard.means, by_iro);
        heard.child_alone = child_heard(since, true, seen_alone, kept, heard.means_alone, by_iro);
    }
}

void Cohort::index_attendance(DetailsByName& details) {
    struct Rows {
        bool any = false;
        bool any_asked = false;
        bool any_unknown = false;
        bool any_took_part = false;
    };
    std::vector<Rows> parents(records().review_details.size());
    for (const care::Attendance& row : records().attendance) {
        if (row.party != care::Party::mother && row.party != care::Party::father) continue;
        const std::uint32_t own = details.find(row.review.text);
        if (own == none) continue;
        Rows& rows = parents[own];
        rows.any = true;
        if (row.attended == true || row.views == true) rows.any_took_part = true;
        if (!row.not_invited_reason.empty()) continue;
        rows.any_asked = true;
        rows.any_unknown = rows.any_unknown || (!row.attended && !row.views);
    }
    using Parents = CohortHeard::Parents;
    for (std::uint32_t i = 0; i < reviews_.size(); ++i) {
        if (reviews_[i].details == none) continue;
        const Rows& rows = parents[reviews_[i].details];
        heard_[i].parents = rows.any_took_part ? Parents::took_part
                            : !rows.any        ? Parents::unknown
                            : !rows.any_asked  ? Parents::not_asked
                            : rows.any_unknown ? Parents::unknown
                                               : Parents::did_not;
    }
}

// Those that name a review that is not there are a finding, and counted nowhere; nor are those of a review
// that was not held by the day.
void Cohort::index_decisions(DetailsByName& details) {
    std::vector<CohortDecision> undated;
    decisions_.reserve(records().decisions.size());
    for (const care::Decision& row : records().decisions) {
        const std::uint32_t own = details.find(row.review.text);
        if (own == none) continue;
        const care::ReviewDetails& review = records().review_details[own];
        const Day held_on = review.held_on.value_or(Day::never());
        if (held_on > as_at()) continue;
        (row.due_on ? decisions_ : undated)
            .push_back({row.due_on.value_or(Day::never()), row.done_on.value_or(Day::never()), held_on,
                        review.child.value});
    }
    decisions_ = ordered_by_day(decisions_, due_on_of);
    decisions_.insert(decisions_.end(), undated.begin(), undated.end());
}

void Cohort::index_stood_down(DetailsByName& details) {
    const auto& rows = records().stood_down;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].stood_down_on || *rows[i].stood_down_on > as_at()) continue;
        const std::uint32_t own = details.find(rows[i].review.text);
        if (own != none) stood_down_.push_back({*rows[i].stood_down_on, i, own});
    }
    stood_down_ = ordered_by_day(stood_down_, on_of);
}

namespace {

// The places of the rows of [first, last], in their own order.
std::vector<std::uint32_t> places_between(const std::vector<DatedPlace>& rows, Day first, Day last) {
    std::vector<std::uint32_t> places;
    for (const DatedPlace& row : between(rows, first, last, on_of)) places.push_back(row.place);
    std::sort(places.begin(), places.end());
    return places;
}

}  // namespace

std::vector<std::uint32_t> Cohort::periods_started_in(Day first, Day last) const {
    return places_between(started_, first, last);
}
std::vector<std::uint32_t> Cohort::periods_ended_in(Day first, Day last) const {
    return places_between(ended_, first, last);
}
std::span<const DatedPlace> Cohort::reviews_completed_in(Day first, Day last) const {
    return between(completed_, first, last, on_of);
}
std::span<const CohortDecision> Cohort::decisions_due_in(Day first, Day last) const {
    return between(decisions_, first, last, due_on_of);
}
std::span<const CohortMidway> Cohort::midways_due_in(Day first, Day last) const {
    return between(midways_, first, last, due_on_of);
}
std::span<const DatedPlace> Cohort::missing_in(Day first, Day last) const {
    return between(missing_, first, last, on_of);
}
std::span<const CohortStoodDown> Cohort::stood_down_in(Day first, Day last) const {
    return between(stood_down_, first, last, on_of);
}

}  // namespace footprint::measures
