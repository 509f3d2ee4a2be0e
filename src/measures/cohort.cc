#include "measures/cohort.h"

#include <algorithm>

namespace footprint::measures {

namespace {

constexpr auto held_on = [](const auto& review) { return review.held_on; };
constexpr auto latest = [](const CohortDue& row) { return row.latest; };

}  // namespace

Readings readings_of(const law::Rulebook& rulebook) {
    return {rulebook.reads("stability.same_carer", "counted"),
            rulebook.reads("twelve_months_cohort", "by_the_same_day")};
}

Cohort::Cohort(Basis basis) : basis_(std::move(basis)), families_(*basis_.records) {
    const care::Records& all = records();
    const std::size_t count = all.children.size();
    for (std::uint32_t i = 0; i < all.officers.size(); ++i)
        officer_numbers_.emplace(all.officers[i].officer.text, i);
    born_.reserve(count);
    past_unknown_.reserve(count);
    for (auto* first : {&first_period_, &first_review_, &first_requirement_}) {
        first->reserve(count + 1);
        first->push_back(0);
    }
    const auto& reviews = all.reviews.all();
    const auto held = static_cast<std::size_t>(std::count_if(
        reviews.begin(), reviews.end(), [&](const care::Review& row) { return row.held_on <= as_at(); }));
    reviews_.resize(held);
    papers_.resize(held);
    heard_.resize(held);
    reviews_by_child_.reserve(held);
    review_of_details_.assign(all.review_details.size(), none);
    requirements_.reserve(held + 2 * count);  // a review more is asked for than was held
    dues_.reserve(held + 2 * count);
    midways_.reserve(held);
    law::ReviewTimetable timetable(basis_.rules, basis_.as_at, basis_.reviews_known_from);
    PlacesByDay places(reviews, held_on);
    ChildReviews own;
    for (std::uint32_t child = 0; child < count; ++child) add_child(timetable, child, own, places);
    dues_ = ordered_by_day(dues_, latest);
    index_tables();
}

void Cohort::add_child(law::ReviewTimetable& timetable, std::uint32_t child, ChildReviews& own,
                       PlacesByDay& places) {
    const care::Records& all = records();
    const ChildNumber number{child};
    born_.push_back(all.children[child].born_on.value_or(Day::never()));
    const auto& requirements = timetable.of({all.children[child].born_on, all.episodes.of(number),
                                             all.reviews.of(number), all.review_details.of(number)});
    past_unknown_.push_back(timetable.past_is_unknown());
    add_periods(timetable, child);
    add_reviews(child, own);
    add_requirements(child, requirements, own);
    add_midways(child, requirements);
    add_contacts(child, own);
    place_reviews(own, places);
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

void Cohort::add_reviews(std::uint32_t child, ChildReviews& own) const {
    const care::Records& all = records();
    own.reviews.clear();
    own.papers.clear();
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
        if (const care::ReviewDetails* by_service = details(row)) {
            row.mode = by_service->mode;
            row.officer = officer_number(by_service->officer.text, own.officer);
            row.chaired = by_service->chaired;
            row.brought_forward = !by_service->brought_forward_reason.empty();
        }
        own.papers.push_back(papers_in(details(row)));
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
        own.reviews.push_back(row);
    }
}

namespace {

// Ties a review to a requirement that it met and that counts. Of two the first is the one with the earlier
// latest day. A review is named first, second or later by the ordinary or the adoption clock, if it met one
// of theirs.
void count_as_met(CohortReview& review, std::uint32_t place,
                  const std::vector<CohortRequirement>& requirements) {
    const auto later = [&](std::uint32_t a, std::uint32_t b) {
        return requirements[a].is.latest > requirements[b].is.latest;
    };
    const auto by_authorised = [&](std::uint32_t at) {
        return requirements[at].is.clock == law::Clock::adoption_authorised;
    };
    review.other_requirement = place;
    if (review.requirement == none || later(review.requirement, place))
        std::swap(review.requirement, review.other_requirement);
    review.named_by_other = review.other_requirement != none && by_authorised(review.requirement) &&
                            !by_authorised(review.other_requirement);
    const law::Requirement& named =
        requirements[review.named_by_other ? review.other_requirement : review.requirement].is;
    review.kind = named.kind;
    review.latest = named.latest;
    const law::State state = requirements[place].is.state;
    const bool relaxed = state == law::State::relaxed;
    review.in_time = review.in_time && state == law::State::met;
    review.in_time_relaxed = review.in_time_relaxed && (relaxed || state == law::State::met);
    review.any_relaxed = review.any_relaxed || relaxed;
}

}  // namespace

void Cohort::add_requirements(std::uint32_t child, std::span<const law::Requirement> requirements,
                              ChildReviews& own) {
    for (const law::Requirement& row : requirements) {
        const auto place = static_cast<std::uint32_t>(requirements_.size());
        requirements_.push_back({row, child, none});  // the review's place is not known yet
        const bool counts = row.in_ordinary_measures();
        if (counts) dues_.push_back({row.latest, child, row.state, row.counts_with_other});
        if (row.review == law::no_review) continue;
        CohortReview& review = own.reviews[row.review];
        if (row.clock == law::Clock::short_breaks) review.of_short_breaks = true;
        if (counts) count_as_met(review, place, requirements_);
    }
    first_requirement_.push_back(static_cast<std::uint32_t>(requirements_.size()));
}

void Cohort::place_reviews(ChildReviews& own, PlacesByDay& places) {
    const std::uint32_t begin = first_review_.back();
    for (std::size_t i = 0; i < own.reviews.size(); ++i) {
        const CohortReview& review = own.reviews[i];
        const std::uint32_t place = places.next(review.held_on);
        reviews_[place] = review;
        papers_[place] = own.papers[i];
        heard_[place] = own.heard[i];
        reviews_by_child_.push_back(place);
        if (review.details != none) review_of_details_[review.details] = place;
    }
    first_review_.push_back(static_cast<std::uint32_t>(reviews_by_child_.size()));
    const std::uint32_t first = *(first_requirement_.end() - 2);
    for (CohortRequirement& row : std::span(requirements_).subspan(first))
        if (row.is.review != law::no_review) row.review = reviews_by_child_[begin + row.is.review];
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

care::ReasonEpisodeCeased Cohort::reason_ceased(const CohortPeriod& period) const {
    care::ReasonEpisodeCeased reason{};
    if (period.ended_by_age) return reason;
    for (std::uint32_t i = period.first_episode; i < period.end_episode; ++i)
        if (episodes_.until[i] == period.until) reason = episodes_.reason_ceased[i];
    return reason;
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

std::span<const CohortDue> Cohort::dues_in(Day first, Day last) const {
    return between(dues_, first, last, latest);
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
