#include "casework/tasks.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "casework/booking.h"
#include "casework/kinds.h"

namespace footprint::casework {

namespace {

// No longer after care ended are papers of the last review asked for.
constexpr int days_after_care = 92;
// No half of the time between two reviews is longer: 6 months, and the ordinary clock's are the longest.
constexpr int longest_midway_days = 200;

constexpr Kinds kinds({
    KindRow<TaskKind>{TaskKind::hold_review, "hold_review", "Hold the {review}"},
    KindRow<TaskKind>{TaskKind::book_review, "book_review", "Book the {review}"},
    KindRow<TaskKind>{TaskKind::settle_booking, "settle_booking", "Say what became of the booking"},
    KindRow<TaskKind>{TaskKind::chase_care_plan, "chase_care_plan", "Ask for the care plan"},
    KindRow<TaskKind>{TaskKind::chase_report, "chase_report", "Ask for the {social worker}'s report"},
    KindRow<TaskKind>{TaskKind::send_decisions, "send_decisions", "Send the {decisions}"},
    KindRow<TaskKind>{TaskKind::complete_record, "complete_record", "Write the {record of the review}"},
    KindRow<TaskKind>{TaskKind::share_record, "share_record", "Share the {record of the review}"},
    KindRow<TaskKind>{TaskKind::allocate, "allocate", "Allocate an {IRO}"},
    KindRow<TaskKind>{TaskKind::do_midway, "do_midway", "Do the {midway check}"},
    KindRow<TaskKind>{TaskKind::follow_decision, "follow_decision", "Follow up the {decision}"},
    KindRow<TaskKind>{TaskKind::answer_event, "answer_event", "Answer what the service was told of"},
    KindRow<TaskKind>{TaskKind::hear_child, "hear_child", "Find another way to hear the child"},
    KindRow<TaskKind>{TaskKind::stop_drift, "stop_drift", "Drift: the {decision} was open at two {reviews}"},
    KindRow<TaskKind>{TaskKind::plan_permanence, "plan_permanence",
                      "Drift: no plan for permanence is agreed"},
    KindRow<TaskKind>{TaskKind::answer_objection, "answer_objection",
                      "Answer the objection to the {decision}"},
    KindRow<TaskKind>{TaskKind::resume_review, "resume_review", "Complete the {review} that was adjourned"},
    KindRow<TaskKind>{TaskKind::hold_sitting, "hold_sitting", "Hold the next {review} with a meeting"},
    KindRow<TaskKind>{TaskKind::send_views, "send_views", "Send the {IRO}'s views before the hearing"},
});

class Listing {
  public:
    Listing(const Snapshot& snapshot, int days_ahead)
        : snapshot_(snapshot),
          records_(snapshot.records()),
          today_(snapshot.as_at()),
          last_day_(today_ + days_ahead),
          last_day_of_reviews_(today_ + std::max(days_ahead, review_days_ahead)) {
        for (const care::StoodDown& row : records_.stood_down)
            if (row.booked_for_on) stood_down_.emplace(row.review.text, *row.booked_for_on);
        for (const care::Objection& row : records_.objections)
            if (row.raised_on && *row.raised_on <= today_ && !row.answered_on)
                objected_.emplace(row.decision.text, *row.raised_on);
        // Where no midway was ever recorded, the service keeps them elsewhere.
        if (records_.midways.size() > 0)
            for (const measures::CohortMidway& midway :
                 cohort().midways_due_in(today_ - longest_midway_days, last_day_))
                if (!midway.held) midways_.push_back(midway);
    }

    std::vector<Task> take() {
        for (const ChildLine& line : snapshot_.lines()) {
            line_ = &line;
            ask_for_officer();
            ask_for_review();
            ask_about_bookings();
            ask_about_sittings();
            ask_for_papers_after();
            ask_for_decisions();
            ask_about_events();
            ask_about_hearings();
            ask_for_other_ways();
            ask_for_permanence();
        }
        ask_for_midways();
        std::stable_sort(tasks_.begin(), tasks_.end(), [](const Task& a, const Task& b) {
            return std::tie(a.due, a.child, a.kind) < std::tie(b.due, b.child, b.kind);
        });
        return std::move(tasks_);
    }

  private:
    const measures::Cohort& cohort() const { return snapshot_.cohort(); }
    const practice::Profile& profile() const { return snapshot_.ground().profile; }
    bool is_with_us() const { return line_->looked_after || line_->short_breaks; }
    void add(TaskKind kind, Day due, std::string about = {}) {
        tasks_.push_back({kind, line_->child, line_->officer, due, std::move(about)});
    }
    Day working_days_after(Day day, int days) const { return cohort().calendar().add(day, days); }

    void ask_for_officer() {
        const measures::CohortPeriod* const period = cohort().period_on(line_->child, today_);
        if (period == nullptr || line_->officer != measures::none || records_.allocations.size() == 0) return;
        add(TaskKind::allocate, working_days_after(period->from, profile().allocation_working_days));
    }

    void ask_for_review() {
        if (line_->next == nullptr) return;
        const law::Requirement& is = line_->next->is;
        if (is.state == law::State::overdue) {
            add(TaskKind::hold_review, is.latest);
        } else if (!line_->booked_on && is.latest <= last_day_of_reviews_) {
            add(TaskKind::book_review, is.latest);
        }
    }

    bool was_held_since(Day day) const {
        const auto places = cohort().reviews_of(line_->child);
        return !places.empty() && cohort().review(places.back()).held_on >= day;
    }

    void ask_about_bookings() {
        if (!is_with_us()) return;
        for (const care::ReviewDetails& row : records_.review_details.of({line_->child})) {
            if (row.held_on || !row.booked_on || stood_down_.contains({row.review.text, *row.booked_on}))
                continue;
            if (*row.booked_on < today_) {
                if (!was_held_since(*row.booked_on))
                    add(TaskKind::settle_booking, *row.booked_on, row.review.text);
                continue;
            }
            const Day wanted = working_days_after(*row.booked_on, -profile().report_before_working_days);
            if (wanted > last_day_) continue;
            if (!row.care_plan_received_on) add(TaskKind::chase_care_plan, wanted, row.review.text);
            if (!row.report_received_on) add(TaskKind::chase_report, wanted, row.review.text);
        }
    }

    void ask_about_sittings() {
        if (!is_with_us()) return;
        for (const care::ReviewDetails& row : records_.review_details.of({line_->child}))
            if (care::is_adjourned(row) && *row.held_on <= today_)
                add(TaskKind::resume_review, working_days_after(*row.held_on, adjourned_working_days),
                    row.review.text);
        const auto places = cohort().reviews_of(line_->child);
        if (places.empty() || cohort().review(places.back()).mode != care::Mode::no_sitting) return;
        const Day last = last_sitting_before(cohort(), line_->child, today_);
        if (last.is_never()) return;
        const Day wanted = add_months(last, months_between_sittings);
        if (wanted <= last_day_of_reviews_) add(TaskKind::hold_sitting, wanted);
    }

    void ask_for_papers_after() {
        const auto places = cohort().reviews_of(line_->child);
        if (places.empty()) return;
        const measures::CohortReview& review = cohort().review(places.back());
        const care::ReviewDetails* const row = cohort().details(review);
        if (row == nullptr || (!is_with_us() && review.completed_on < today_ - days_after_care)) return;
        const auto limit = [&](int days) { return working_days_after(review.completed_on, days); };
        if (!row->decisions_sent_on)
            add(TaskKind::send_decisions, limit(profile().decisions_sent_working_days), row->review.text);
        if (!row->record_completed_on)
            add(TaskKind::complete_record, limit(profile().record_completed_working_days), row->review.text);
        else if (!row->record_shared_on)
            add(TaskKind::share_record, limit(profile().record_shared_working_days), row->review.text);
    }

    void ask_for_decisions() {
        if (!is_with_us()) return;
        for (const std::uint32_t place : snapshot_.decisions_of(line_->child)) {
            const care::Decision& row = records_.decisions[place];
            if (const auto raised = objected_.find(row.decision.text); raised != objected_.end())
                add(TaskKind::answer_objection,
                    working_days_after(raised->second, profile().manager_objection_working_days),
                    row.decision.text);
            if (row.done_on) continue;
            if (const auto since = drifts_since(row.review))
                add(TaskKind::stop_drift, *since, row.decision.text);
            else if (row.due_on && *row.due_on <= last_day_)
                add(TaskKind::follow_decision, *row.due_on, row.decision.text);
        }
    }

    // The second review after the one that made the decision, which finds it open once more.
    std::optional<Day> drifts_since(const Id<care::ReviewDetails>& made_at) const {
        constexpr std::size_t reviews_running = 2;
        const auto places = cohort().reviews_of(line_->child);
        for (std::size_t i = 0; i + reviews_running < places.size(); ++i) {
            const care::ReviewDetails* const row = cohort().details(cohort().review(places[i]));
            if (row != nullptr && row->review == made_at)
                return cohort().review(places[i + reviews_running]).held_on;
        }
        return std::nullopt;
    }

    void ask_for_permanence() {
        constexpr std::size_t wanted_by = 2;
        const measures::CohortPeriod* const period = cohort().period_on(line_->child, today_);
        if (period == nullptr || records_.permanence.size() == 0) return;
        for (const care::PermanenceStep& row : records_.permanence.of({line_->child}))
            if (row.milestone == care::Milestone::plan_agreed && row.on.value_or(today_) <= today_) return;
        std::size_t held = 0;
        for (const std::uint32_t place : cohort().reviews_of(line_->child)) {
            const Day on = cohort().review(place).held_on;
            if (on >= period->from && ++held == wanted_by) return add(TaskKind::plan_permanence, on);
        }
    }

    void ask_about_events() {
        if (!is_with_us()) return;
        for (const care::SignificantEvent& row : records_.events.of({line_->child}))
            if (!row.acknowledged_on && row.told_iro.value_or(true) && row.on.value_or(today_) <= today_)
                add(TaskKind::answer_event, row.on.value_or(today_), row.event.text);
    }

    // One that was held is past mending.
    void ask_about_hearings() {
        constexpr int days_ahead = 14;
        for (const care::Hearing& row : records_.hearings.of({line_->child}))
            if (row.on && *row.on >= today_ && *row.on <= today_ + days_ahead && !row.views_sent_on)
                add(TaskKind::send_views, *row.on, row.hearing.text);
    }

    void ask_for_other_ways() {
        const auto places = cohort().reviews_of(line_->child);
        if (!is_with_us() || places.size() < 2 || line_->next == nullptr) return;
        for (std::size_t back = 1; back <= 2; ++back)
            if (cohort().review(places[places.size() - back]).participation != care::Participation::PN7)
                return;
        add(TaskKind::hear_child, line_->next->is.latest);
    }

    // One that fell due before the last review was held is past mending.
    void ask_for_midways() {
        for (const measures::CohortMidway& midway : midways_) {
            line_ = &snapshot_.lines()[midway.child];
            const bool is_held_since = was_held_since(midway.due_on);
            const auto rows = records_.midways.of({midway.child});
            const auto places = cohort().reviews_of(midway.child);
            const Day last = places.empty() ? Day() : cohort().review(places.back()).held_on;
            const bool is_done_late = std::any_of(rows.begin(), rows.end(), [&](const care::Midway& row) {
                return row.held_on && *row.held_on > last;
            });
            if (!is_held_since && !is_done_late && is_with_us()) add(TaskKind::do_midway, midway.due_on);
        }
    }

    const Snapshot& snapshot_;
    const care::Records& records_;
    const Day today_;
    const Day last_day_;
    const Day last_day_of_reviews_;
    std::set<std::pair<std::string_view, Day>> stood_down_;
    std::map<std::string_view, Day>
        objected_;  // decisions to which an objection waits for an answer, since when
    std::vector<measures::CohortMidway> midways_;
    const ChildLine* line_ = nullptr;
    std::vector<Task> tasks_;
};

}  // namespace

std::string_view printed(TaskKind kind) {
    return kinds[kind].printed;
}

std::string_view to_be_worded(TaskKind kind) {
    return kinds[kind].to_be_worded;
}

std::span<const TaskKind> task_kinds() {
    return kinds.all();
}

std::vector<Task> tasks(const Snapshot& snapshot, int days_ahead) {
    return Listing(snapshot, days_ahead).take();
}

}  // namespace footprint::casework
