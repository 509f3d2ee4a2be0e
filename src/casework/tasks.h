// What waits to be done for each child, and by when: what somebody opens in the morning so that nothing is
// found out too late.
//
// In      a picture of the records
// Out     tasks in the order of their due days, of all children
// Units   days; limits of working days are the profile's
// Shape   only what the records tell: where the service does not keep a kind of record at all, nothing is
//         asked of it. Papers are asked for of a child's last review only, so that an old return brings none
// Errors  none
// Source  requirements of the review cycle in law/reviews.toml; the limits of profiles/standard.toml;
//         Children Act 1989 guidance volume 2 (permanence is planned by the second review); IRO Handbook
//         2.10 (drift)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casework/snapshot.h"

namespace footprint::casework {

enum class TaskKind : std::uint8_t {
    hold_review,      // the law's latest day is past
    book_review,      // it falls due soon, and no day is booked
    settle_booking,   // the booked day is past, and nothing says whether the review was held
    chase_care_plan,  // wanted before the booked review
    chase_report,     // the social worker's
    send_decisions,
    complete_record,
    share_record,
    allocate,  // nobody is the child's IRO
    do_midway,
    follow_decision,   // due, and not done
    answer_event,      // the service was told of it, and has not said that it knows
    hear_child,        // the child's views were at neither of the last two reviews
    stop_drift,        // a decision was open at two reviews after the one that made it
    plan_permanence,   // the second review was held, and no plan for permanence is agreed
    answer_objection,  // of a manager to a decision
    resume_review,     // it was adjourned, and is not completed
    hold_sitting,      // the last review was held without one, and there is to be one in twelve months
    send_views,        // a hearing comes, and the guardian does not know what the IRO thinks of the plan
};

// As files and addresses have it, and as people read it: with the service's words still in braces.
std::string_view printed(TaskKind kind);
std::string_view to_be_worded(TaskKind kind);
std::span<const TaskKind> task_kinds();

// Whether `about` is the id of one.
constexpr bool is_about_a_decision(TaskKind kind) {
    return kind == TaskKind::follow_decision || kind == TaskKind::stop_drift ||
           kind == TaskKind::answer_objection;
}

// How far ahead reviews without a date, and how far ahead all else is shown.
inline constexpr int review_days_ahead = 28;
inline constexpr int task_days_ahead = 7;

struct Task {
    TaskKind kind{};
    std::uint32_t child = 0;
    std::uint32_t officer = measures::none;  // the child's IRO, the place among the officers
    Day due;
    std::string about;  // id of the review, decision or event; empty where the child says enough

    bool is_overdue(Day as_at) const { return due < as_at; }
};

// Days ahead: of all else than reviews without a date, of which none is shown later than
// `review_days_ahead` says, unless more is asked for.
std::vector<Task> tasks(const Snapshot& snapshot, int days_ahead = task_days_ahead);

}  // namespace footprint::casework
