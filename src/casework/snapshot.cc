#include "casework/snapshot.h"

#include <unordered_map>

#include <algorithm>

#include "base/text.h"
#include "exchange/invented_authority.h"
#include "law/why.h"
#include "practice/own_words.h"

namespace footprint::casework {

namespace {

// Without a table of postcodes nothing is known of where they lie, but for those of an invented authority.
care::FindPlace find_place_of(const Ground& ground, const care::Records& records) {
    if (ground.find_place || records.authority.empty()) return ground.find_place;
    return exchange::invented_places(records.authority.front().code);
}

}  // namespace

Snapshot::Snapshot(std::shared_ptr<const Ground> ground, care::Records records, Day as_at,
                   std::optional<Day> reviews_known_from, std::uint64_t version)
    : ground_(std::move(ground)),
      records_(std::move(records)),
      as_at_(as_at),
      version_(version),
      reviews_known_from_(reviews_known_from) {
    if (!reviews_known_from_ && !records_.authority.empty())
        reviews_known_from_ = records_.authority.front().reviews_known_from_on;
    cohort_ = std::make_unique<measures::Cohort>(
        measures::Cohort::Basis{&records_, ground_->rules, as_at, reviews_known_from_,
                                find_place_of(*ground_, records_), measures::readings_of(ground_->rulebook)});
}

const Snapshot::Lists& Snapshot::lists() const {
    std::call_once(lists_are_worked_out_, [this] {
        find_all(lists_);
        draw_lines(lists_);
        name_lines(lists_);
        sort_decisions(lists_);
    });
    return lists_;
}

void Snapshot::find_all(Lists& into) const {
    into.findings = findings::find_all(records_, ground_->rules, as_at_, reviews_known_from_);
    into.first_finding.reserve(records_.children.size() + 1);
    std::uint32_t at = 0;
    for (std::uint32_t child = 0; child <= records_.children.size(); ++child) {
        while (at < into.findings.size() && into.findings[at].child.value < child) ++at;
        into.first_finding.push_back(at);
    }
}

std::span<const care::Finding> Snapshot::findings_of(std::uint32_t child) const {
    const Lists& all = lists();
    return std::span(all.findings)
        .subspan(all.first_finding[child], all.first_finding[child + 1] - all.first_finding[child]);
}

namespace {

std::uint32_t iro_now(const Snapshot& snapshot, std::uint32_t child) {
    std::uint32_t found = measures::none;
    for (const care::Allocation& row : snapshot.records().allocations.of({child})) {
        const bool holds = row.from_on && *row.from_on <= snapshot.as_at() &&
                           (!row.until_on || *row.until_on > snapshot.as_at());
        if (!holds) continue;
        const std::uint32_t officer = snapshot.cohort().officer_number(row.officer.text);
        if (officer == measures::none) continue;
        const care::Role role = snapshot.records().officers[officer].role;
        if (care::is_iro(role)) found = officer;
    }
    return found;
}

// A booking for a review that was not held, made for the time after the last one.
std::optional<Day> booking_of(const Snapshot& snapshot, std::uint32_t child, Day after) {
    std::optional<Day> booked;
    for (const care::ReviewDetails& row : snapshot.records().review_details.of({child}))
        if (!row.held_on && row.booked_on && *row.booked_on >= after && *row.booked_on >= snapshot.as_at())
            booked = booked ? std::min(*booked, *row.booked_on) : *row.booked_on;
    return booked;
}

}  // namespace

void Snapshot::draw_lines(Lists& into) const {
    into.lines.resize(records_.children.size());
    for (std::uint32_t child = 0; child < into.lines.size(); ++child) {
        ChildLine& line = into.lines[child];
        line.child = child;
        line.looked_after = cohort_->period_on(child, as_at_) != nullptr;
        line.officer = iro_now(*this, child);
        line.findings = into.first_finding[child + 1] - into.first_finding[child];
        for (const measures::CohortRequirement& row : cohort_->requirements_of(child)) {
            if (!row.is.can_still_be_held(as_at_)) continue;
            if (row.is.clock == law::Clock::short_breaks) line.short_breaks = true;
            if (line.next == nullptr || row.is.latest < line.next->is.latest) line.next = &row;
        }
        if (line.next != nullptr) line.booked_on = booking_of(*this, child, line.next->is.triggered_by);
    }
}

void Snapshot::name_lines(Lists& into) const {
    std::vector<std::pair<std::string, std::uint32_t>> by_name;
    by_name.reserve(into.lines.size());
    for (ChildLine& line : into.lines) {
        line.name = name_of(line.child);
        line.words = lower(records_.children[line.child].id) + ' ' + lower(line.name);
        for (const care::ChildDetails& row : records_.child_details.of({line.child}))
            line.words += ' ' + lower(row.first_name) + ' ' + lower(row.last_name);
        line.words += ' ' + lower(officer_name(line.officer));
        by_name.emplace_back(lower(line.name), line.child);
    }
    std::sort(by_name.begin(), by_name.end());
    for (std::uint32_t place = 0; place < by_name.size(); ++place)
        into.lines[by_name[place].second].place_by_name = place;
}

void Snapshot::sort_decisions(Lists& into) const {
    std::unordered_map<std::string_view, std::uint32_t> child_of;
    for (const care::ReviewDetails& row : records_.review_details.all())
        if (row.child.is_known()) child_of.emplace(row.review.text, row.child.value);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;  // child, place
    for (std::uint32_t place = 0; place < records_.decisions.size(); ++place) {
        const auto child = child_of.find(records_.decisions[place].review.text);
        if (child != child_of.end()) found.emplace_back(child->second, place);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    into.first_decision.assign(records_.children.size() + 1, 0);
    for (const auto& [child, place] : found) {
        ++into.first_decision[child + 1];
        into.decisions.push_back(place);
    }
    for (std::size_t child = 1; child < into.first_decision.size(); ++child)
        into.first_decision[child] += into.first_decision[child - 1];
}

std::span<const std::uint32_t> Snapshot::decisions_of(std::uint32_t child) const {
    const Lists& all = lists();
    return std::span(all.decisions)
        .subspan(all.first_decision[child], all.first_decision[child + 1] - all.first_decision[child]);
}

std::string Snapshot::authority_name() const {
    if (records_.authority.empty() || records_.authority.front().name.empty())
        return "Authority without a name";
    return records_.authority.front().name;
}

std::string Snapshot::name_of(std::uint32_t child) const {
    const auto rows = records_.child_details.of({child});
    if (rows.empty()) return records_.children[child].id;
    const care::ChildDetails& row = rows.front();
    std::string name = row.known_as.empty() ? row.first_name : row.known_as;
    if (!row.last_name.empty()) name += (name.empty() ? "" : " ") + row.last_name;
    return name.empty() ? records_.children[child].id : name;
}

std::string Snapshot::officer_name(std::uint32_t officer) const {
    if (officer == measures::none) return {};
    const care::Officer& row = records_.officers[officer];
    return row.name.empty() ? row.officer.text : row.name;
}

std::string Snapshot::citation(const law::Requirement& requirement) const {
    return std::string(ground_->rulebook.citation_on(law::rule_id(requirement.rule), requirement.latest));
}

std::string Snapshot::why(const law::Requirement& requirement) const {
    return law::why(requirement, *ground_->rules.calendar, citation(requirement));
}

std::string Snapshot::why_in_own_words(const law::Requirement& requirement) const {
    return practice::in_own_words(
        law::why_to_be_worded(requirement, *ground_->rules.calendar, citation(requirement)),
        ground_->profile.words);
}

std::string Snapshot::review_id(const measures::CohortRequirement& requirement) const {
    if (requirement.review == measures::none) return {};
    const measures::CohortReview& review = cohort_->review(requirement.review);
    if (review.details != measures::none) return records_.review_details[review.details].review.text;
    return records_.children[review.child].id + "@" + iso(review.held_on);
}

}  // namespace footprint::casework
