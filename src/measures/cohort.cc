#include "measures/cohort.h"

#include <algorithm>
#include <numeric>

#include "base/place_by_name.h"

namespace footprint::measures {

namespace {

// The places of rows in the order of their days; rows of one day stay as they stood. One pass over the rows
// for each of counting and placing, since days are few and rows are many.
template <class Row, class DayOf>
std::vector<std::uint32_t> by_day(const std::vector<Row>& rows, DayOf&& day_of) {
    std::vector<std::uint32_t> order(rows.size());
    if (rows.empty()) return order;
    const auto [least, most] = std::minmax_element(
        rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return day_of(a) < day_of(b); });
    const Day first = day_of(*least);
    ensure(!day_of(*most).is_never(), "what stands in the order of days has a day");
    std::vector<std::uint32_t> at(static_cast<std::size_t>(day_of(*most) - first) + 2, 0);
    for (const Row& row : rows) ++at[static_cast<std::size_t>(day_of(row) - first) + 1];
    std::partial_sum(at.begin(), at.end(), at.begin());
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        order[at[static_cast<std::size_t>(day_of(rows[i]) - first)]++] = i;
    return order;
}

// The rows whose day lies in [first, last]; they are in the order of that day.
template <class Row, class DayOf>
std::span<const Row> between(const std::vector<Row>& rows, Day first, Day last, DayOf&& day_of) {
    const auto begin =
        std::partition_point(rows.begin(), rows.end(), [&](const Row& row) { return day_of(row) < first; });
    const auto end =
        std::partition_point(begin, rows.end(), [&](const Row& row) { return day_of(row) <= last; });
    return {begin, end};
}

constexpr auto held_on = [](const CohortReview& review) { return review.held_on; };
constexpr auto latest = [](const CohortRequirement& row) { return row.is.latest; };
constexpr auto due_on = [](const CohortDecision& decision) { return decision.due_on; };

// For rows grouped by child: where each child's begin, and the places in that order.
template <class Row>
void group_by_child(const std::vector<Row>& rows, std::size_t children, std::vector<std::uint32_t>& places,
                    std::vector<std::uint32_t>& first) {
    first.assign(children + 1, 0);
    for (const Row& row : rows) ++first[row.child + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    places.resize(rows.size());
    auto at = first;
    for (std::uint32_t i = 0; i < rows.size(); ++i) places[at[rows[i].child]++] = i;
}

}  // namespace

Readings readings_of(const law::Rulebook& rulebook) {
    return {rulebook.reads("stability.same_carer", "counted"),
            rulebook.reads("twelve_months_cohort", "by_the_same_day")};
}

namespace {

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

Cohort::Cohort(Basis basis) : basis_(std::move(basis)) {
    const care::Records& all = records();
    const std::size_t count = all.children.size();
    for (std::uint32_t i = 0; i < all.officers.size(); ++i)
        officer_numbers_.emplace(all.officers[i].officer.text, i);
    born_.reserve(count);
    past_unknown_.reserve(count);
    first_period_.reserve(count + 1);
    reviews_.reserve(all.reviews.size());
    papers_.reserve(all.reviews.size());
    requirements_.reserve(all.reviews.size() + count);
    law::ReviewTimetable timetable(basis_.rules, basis_.as_at, basis_.reviews_known_from);
    for (std::uint32_t child = 0; child < count; ++child) add_child(timetable, child);
    first_period_.push_back(static_cast<std::uint32_t>(periods_.size()));
    order_reviews();
    order_requirements();
    link();
    index_allocations();
    DetailsByName details(all.review_details.all());
    index_attendance(details);
    index_decisions(details);
    index_stood_down(details);
}

void Cohort::index_attendance(DetailsByName& details) {
    const auto& attendance = records().attendance;
    first_attendance_.assign(records().review_details.size() + 1, 0);
    std::vector<std::uint32_t> belongs(attendance.size(), none);
    for (std::uint32_t i = 0; i < attendance.size(); ++i) {
        belongs[i] = details.find(attendance[i].review.text);
        if (belongs[i] != none) ++first_attendance_[belongs[i] + 1];
    }
    std::partial_sum(first_attendance_.begin(), first_attendance_.end(), first_attendance_.begin());
    attendance_rows_.resize(first_attendance_.back());
    auto at = first_attendance_;
    for (std::uint32_t i = 0; i < attendance.size(); ++i)
        if (belongs[i] != none) attendance_rows_[at[belongs[i]]++] = i;
}

void Cohort::add_child(law::ReviewTimetable& timetable, std::uint32_t child) {
    const care::Records& all = records();
    const ChildNumber number{child};
    born_.push_back(all.children[child].born_on.value_or(Day::never()));
    const auto& requirements = timetable.of({all.children[child].born_on, all.episodes.of(number),
                                             all.reviews.of(number), all.review_details.of(number)});
    past_unknown_.push_back(timetable.past_is_unknown());
    add_periods(timetable, child);
    const auto reviews_begin = static_cast<std::uint32_t>(reviews_.size());
    add_reviews(child);
    for (const law::Requirement& requirement : requirements) {
        const std::uint32_t review =
            requirement.review == law::no_review ? none : reviews_begin + requirement.review;
        requirements_.push_back({requirement, child, review, requirement.counts_with_other});
        if (review == none) continue;
        if (requirement.clock == law::Clock::short_breaks) reviews_[review].of_short_breaks = true;
    }
}

void Cohort::add_periods(const law::ReviewTimetable& timetable, std::uint32_t child) {
    first_period_.push_back(static_cast<std::uint32_t>(periods_.size()));
    const auto& history = timetable.history();
    for (const care::PeriodOfCare& period : history.periods()) {
        if (period.ends_by_age && period.from >= period.until) continue;
        const auto episodes = history.episodes_of(period);
        CohortPeriod row;
        row.from = period.from;
        row.until = period.until;
        row.child = child;
        row.first_episode = static_cast<std::uint32_t>(episodes_.size());
        row.ended_by_age = period.ends_by_age;
        row.start_unknown = episodes.front().reason_for_new != care::ReasonForNewEpisode::S;
        for (const care::Episode& episode : episodes) add_episode(episode, period.until);
        row.end_episode = static_cast<std::uint32_t>(episodes_.size());
        periods_.push_back(row);
    }
}

void Cohort::add_episode(const care::Episode& episode, Day period_until) {
    episodes_.from.push_back(*episode.began_on);
    episodes_.until.push_back(std::min(episode.ended_on.value_or(Day::never()), period_until));
    episodes_.legal_status.push_back(episode.legal_status);
    episodes_.need.push_back(episode.need);
    episodes_.place.push_back(episode.place);
    episodes_.provider.push_back(episode.provider);
    episodes_.reason_for_new.push_back(episode.reason_for_new);
    episodes_.reason_ceased.push_back(episode.reason_ceased);
    episodes_.placement.push_back(episode.placement_postcode);
    double miles = -1;
    care::ShortText<9> area;
    if (basis_.find_place && !episode.placement_postcode.empty()) {
        if (const auto placed = basis_.find_place(episode.placement_postcode.view())) {
            area = placed->authority;
            const auto home = basis_.find_place(episode.home_postcode.view());
            if (home) miles = care::distance_miles(*home, *placed);
        }
    }
    episodes_.miles.push_back(miles);
    episodes_.area.push_back(area);
}

namespace {

CohortPapers papers_in(const care::ReviewDetails* own) {
    if (own == nullptr) return {};
    const auto day = [](std::optional<Day> on) { return on.value_or(Day::never()); };
    return {day(own->decisions_sent_on),     day(own->record_completed_on),
            day(own->record_shared_on),      day(own->report_received_on),
            day(own->care_plan_received_on), day(own->report_shared_with_child_on)};
}

}  // namespace

void Cohort::add_reviews(std::uint32_t child) {
    const care::Records& all = records();
    Day before;
    for (const care::Review& review : all.reviews.of({child})) {
        if (review.held_on > as_at()) break;
        CohortReview row;
        row.held_on = review.held_on;
        row.completed_on = review.completed_on;
        row.before = before;
        row.child = child;
        row.details = review.details == care::no_details ? none : review.details;
        row.age = age_of(child, review.held_on);
        row.participation = review.participation;
        if (const care::ReviewDetails* own = details(row)) {
            row.mode = own->mode;
            row.officer = officer_number(own->officer.text);
        }
        papers_.push_back(papers_in(details(row)));
        // Between two periods of care nothing was there to be spoken about: the later period's beginning
        // counts. On a day when one ends and another begins the review belongs to the one that ended.
        const auto periods = std::span(periods_).subspan(first_period_[child]);
        const bool one_ends = std::any_of(periods.begin(), periods.end(), [&](const CohortPeriod& period) {
            return period.until == row.held_on;
        });
        for (const CohortPeriod& period : periods) {
            if (period.until < row.held_on) continue;
            const bool began = period.from < row.held_on || (period.from == row.held_on && !one_ends);
            if (began && (row.before.is_never() || row.before < period.from)) row.before = period.from - 1;
        }
        before = review.held_on;
        reviews_.push_back(row);
    }
}

void Cohort::order_reviews() {
    const std::vector<std::uint32_t> order = by_day(reviews_, held_on);
    std::vector<std::uint32_t> new_place(order.size());
    std::vector<CohortReview> sorted;
    sorted.reserve(order.size());
    std::vector<CohortPapers> sorted_papers;
    sorted_papers.reserve(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        new_place[order[i]] = i;
        sorted.push_back(reviews_[order[i]]);
        sorted_papers.push_back(papers_[order[i]]);
    }
    reviews_ = std::move(sorted);
    papers_ = std::move(sorted_papers);
    for (CohortRequirement& requirement : requirements_)
        if (requirement.review != none) requirement.review = new_place[requirement.review];
    group_by_child(reviews_, children(), reviews_by_child_, first_review_);
}

void Cohort::order_requirements() {
    const std::vector<std::uint32_t> order = by_day(requirements_, latest);
    // By child they stay in the timetable's order: period, latest day, clock.
    group_by_child(requirements_, children(), requirements_by_child_, first_requirement_);
    std::vector<std::uint32_t> new_place(order.size());
    std::vector<CohortRequirement> sorted;
    sorted.reserve(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        new_place[order[i]] = i;
        sorted.push_back(requirements_[order[i]]);
    }
    requirements_ = std::move(sorted);
    for (std::uint32_t& place : requirements_by_child_) place = new_place[place];
}

// Ties each review to the requirements that it met and that count, and each row of the service to its review.
void Cohort::link() {
    for (std::uint32_t i = 0; i < requirements_.size(); ++i) {
        const CohortRequirement& requirement = requirements_[i];
        if (requirement.review == none || !requirement.is.in_ordinary_measures()) continue;
        CohortReview& review = reviews_[requirement.review];
        (review.requirement == none ? review.requirement : review.other_requirement) = i;
    }
    review_of_details_.assign(records().review_details.size(), none);
    for (std::uint32_t i = 0; i < reviews_.size(); ++i)
        if (reviews_[i].details != none) review_of_details_[reviews_[i].details] = i;
}

void Cohort::index_allocations() {
    const auto& rows = records().allocations;
    allocations_.reserve(rows.size());
    first_allocation_.reserve(children() + 1);
    for (std::uint32_t child = 0; child < children(); ++child) {
        first_allocation_.push_back(static_cast<std::uint32_t>(allocations_.size()));
        for (const care::Allocation& row : rows.of({child})) {
            if (!row.from_on) continue;
            const std::uint32_t officer = officer_number(row.officer.text);
            const bool to_iro = officer != none && records().officers[officer].role == care::Role::iro;
            allocations_.push_back({*row.from_on, row.until_on.value_or(Day::never()), officer, to_iro});
        }
    }
    first_allocation_.push_back(static_cast<std::uint32_t>(allocations_.size()));
}

// Those that name a review that is not there are a finding, and counted nowhere; nor are those of a review
// that was not held by the day.
void Cohort::index_decisions(DetailsByName& names) {
    std::vector<CohortDecision> due;
    std::vector<CohortDecision> undated;
    due.reserve(records().decisions.size());
    for (const care::Decision& row : records().decisions) {
        const std::uint32_t details = names.find(row.review.text);
        if (details == none) continue;
        const care::ReviewDetails& review = records().review_details[details];
        const Day held_on = review.held_on.value_or(Day::never());
        if (held_on > as_at()) continue;
        (row.due_on ? due : undated)
            .push_back({row.due_on.value_or(Day::never()), row.done_on.value_or(Day::never()), held_on,
                        review.child.value});
    }
    decisions_.reserve(due.size() + undated.size());
    for (const std::uint32_t place : by_day(due, due_on)) decisions_.push_back(due[place]);
    decisions_.insert(decisions_.end(), undated.begin(), undated.end());
}

void Cohort::index_stood_down(DetailsByName& details) {
    details_of_stood_down_.reserve(records().stood_down.size());
    for (const care::StoodDown& row : records().stood_down)
        details_of_stood_down_.push_back(details.find(row.review.text));
}

std::int16_t Cohort::age_of(std::uint32_t child, Day on) const {
    if (born_[child].is_never() || on < born_[child]) return -1;
    return static_cast<std::int16_t>(footprint::age_on(born_[child], on));
}

std::uint32_t Cohort::episode_on(const CohortPeriod& period, Day day) const {
    std::uint32_t found = none;
    for (std::uint32_t i = period.first_episode; i < period.end_episode && episodes_.from[i] <= day; ++i)
        if (episodes_.until[i] > day) found = i;
    return found;
}

const CohortPeriod* Cohort::period_on(std::uint32_t child, Day day) const {
    for (const CohortPeriod& period : periods_of(child))
        if (period.from <= day && period.until > day) return &period;
    return nullptr;
}

bool Cohort::had_short_break(std::uint32_t child, Day from, Day until) const {
    for (const care::Episode& episode : records().episodes.of({child})) {
        if (!care::is_short_break(episode.legal_status) || !episode.began_on) continue;
        const bool over_before = episode.ended_on && *episode.ended_on <= from;
        if (*episode.began_on <= until && !over_before) return true;
    }
    return false;
}

std::span<const CohortReview> Cohort::reviews_in(Day first, Day last) const {
    return between(reviews_, first, last, held_on);
}

// Completed at most a few weeks after the first sitting, so only the reviews around the time are looked at.
std::vector<std::uint32_t> Cohort::reviews_completed_in(Day first, Day last) const {
    std::vector<std::uint32_t> places;
    constexpr int longest_adjournment_days = 400;
    const auto candidates = reviews_in(first - longest_adjournment_days, last);
    for (const CohortReview& review : candidates)
        if (review.completed_on >= first && review.completed_on <= last)
            places.push_back(static_cast<std::uint32_t>(&review - reviews_.data()));
    return places;
}

std::span<const CohortRequirement> Cohort::requirements_due_in(Day first, Day last) const {
    return between(requirements_, first, last, latest);
}

std::span<const CohortDecision> Cohort::decisions_due_in(Day first, Day last) const {
    return between(decisions_, first, last, due_on);
}

std::uint32_t Cohort::officer_number(std::string_view id) const {
    if (id.empty()) return none;
    const auto found = officer_numbers_.find(id);
    return found == officer_numbers_.end() ? none : found->second;
}

std::span<const std::uint32_t> Cohort::attendance_of(std::uint32_t details) const {
    return std::span(attendance_rows_)
        .subspan(first_attendance_[details], first_attendance_[details + 1] - first_attendance_[details]);
}

std::optional<double> Cohort::distance_miles(std::uint32_t episode) const {
    const double miles = episodes_.miles[episode];
    return miles < 0 ? std::nullopt : std::optional(miles);
}

}  // namespace footprint::measures
