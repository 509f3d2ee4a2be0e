#include "measures/cohort.h"

#include <algorithm>
#include <numeric>

namespace footprint::measures {

namespace {

constexpr auto held_on = [](const CohortReview& review) { return review.held_on; };
constexpr auto latest = [](const CohortRequirement& row) { return row.is.latest; };

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

Cohort::Cohort(Basis basis) : basis_(std::move(basis)) {
    const care::Records& all = records();
    const std::size_t count = all.children.size();
    for (std::uint32_t i = 0; i < all.officers.size(); ++i)
        officer_numbers_.emplace(all.officers[i].officer.text, i);
    born_.reserve(count);
    past_unknown_.reserve(count);
    first_period_.reserve(count + 1);
    first_period_.push_back(0);
    reviews_.reserve(all.reviews.size());
    papers_.reserve(all.reviews.size());
    heard_.reserve(all.reviews.size());
    requirements_.reserve(all.reviews.size() + 2 * count);  // a review more is asked for than was held
    law::ReviewTimetable timetable(basis_.rules, basis_.as_at, basis_.reviews_known_from);
    LastOfficer officer;
    for (std::uint32_t child = 0; child < count; ++child) add_child(timetable, child, officer);
    order_reviews();
    order_requirements();
    link();
    index_tables();
}

void Cohort::add_child(law::ReviewTimetable& timetable, std::uint32_t child, LastOfficer& officer) {
    const care::Records& all = records();
    const ChildNumber number{child};
    born_.push_back(all.children[child].born_on.value_or(Day::never()));
    const auto& requirements = timetable.of({all.children[child].born_on, all.episodes.of(number),
                                             all.reviews.of(number), all.review_details.of(number)});
    past_unknown_.push_back(timetable.past_is_unknown());
    add_periods(timetable, child);
    const auto reviews_begin = static_cast<std::uint32_t>(reviews_.size());
    add_reviews(child, officer);
    for (const law::Requirement& requirement : requirements) {
        const std::uint32_t review =
            requirement.review == law::no_review ? none : reviews_begin + requirement.review;
        requirements_.push_back({requirement, child, review});
        if (review != none && requirement.clock == law::Clock::short_breaks)
            reviews_[review].of_short_breaks = true;
    }
    add_midways(child, requirements);
    add_contacts(child, reviews_begin);
}

void Cohort::add_periods(const law::ReviewTimetable& timetable, std::uint32_t child) {
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
    first_period_.push_back(static_cast<std::uint32_t>(periods_.size()));
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

void Cohort::add_reviews(std::uint32_t child, LastOfficer& officer) {
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
            row.officer = officer_number(own->officer.text, officer);
            row.chaired = own->chaired;
            row.brought_forward = !own->brought_forward_reason.empty();
        }
        papers_.push_back(papers_in(details(row)));
        // Between two periods of care nothing was there to be spoken about: the later period's beginning
        // counts. On a day when one ends and another begins the review belongs to the one that ended.
        const auto periods = periods_of(child);
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
    for (std::uint32_t i = 0; i < order.size(); ++i) new_place[order[i]] = i;
    reviews_ = in_order(reviews_, order);
    papers_ = in_order(papers_, order);
    heard_ = in_order(heard_, order);
    for (CohortRequirement& requirement : requirements_)
        if (requirement.review != none) requirement.review = new_place[requirement.review];
    group_by_child(reviews_, children(), reviews_by_child_, first_review_);
}

void Cohort::order_requirements() {
    const std::vector<std::uint32_t> order = by_day(requirements_, latest);
    // By child they stay in the timetable's order: period, latest day, clock.
    group_by_child(requirements_, children(), requirements_by_child_, first_requirement_);
    std::vector<std::uint32_t> new_place(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) new_place[order[i]] = i;
    requirements_ = in_order(requirements_, order);
    for (std::uint32_t& place : requirements_by_child_) place = new_place[place];
}

// Ties each review to the requirements that it met and that count, and each row of the service to its review.
void Cohort::link() {
    for (std::uint32_t i = 0; i < requirements_.size(); ++i) {
        const CohortRequirement& requirement = requirements_[i];
        if (requirement.review == none || !requirement.is.in_ordinary_measures()) continue;
        CohortReview& review = reviews_[requirement.review];
        const bool is_first = review.requirement == none;
        (is_first ? review.requirement : review.other_requirement) = i;
        // A review is named first, second or later by the ordinary or the adoption clock, if it met theirs.
        constexpr auto authorised = law::Clock::adoption_authorised;
        if (is_first || (requirements_[review.requirement].is.clock == authorised &&
                         requirement.is.clock != authorised)) {
            review.named_by_other = !is_first;
            review.kind = requirement.is.kind;
            review.latest = requirement.is.latest;
        }
    }
    review_of_details_.assign(records().review_details.size(), none);
    for (std::uint32_t i = 0; i < reviews_.size(); ++i)
        if (reviews_[i].details != none) review_of_details_[reviews_[i].details] = i;
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

std::span<const CohortRequirement> Cohort::requirements_due_in(Day first, Day last) const {
    return between(requirements_, first, last, latest);
}

std::uint32_t Cohort::officer_number(std::string_view id) const {
    if (id.empty()) return none;
    const auto found = officer_numbers_.find(id);
    return found == officer_numbers_.end() ? none : found->second;
}

std::uint32_t Cohort::officer_number(std::string_view id, LastOfficer& last) const {
    if (id != last.id) last = {id, officer_number(id)};
    return last.number;
}

std::optional<double> Cohort::distance_miles(std::uint32_t episode) const {
    const double miles = episodes_.miles[episode];
    return miles < 0 ? std::nullopt : std::optional(miles);
}

}  // namespace footprint::measures
