// A statutory review of a child's case: as the return has it, as the service has it, and as one thing.
//
// In      rows of Reviews, review_details, stood_down, attendance, decisions
// Out     plain records; merged reviews, one a child and day
// Shape   held once held_on is known; completed_on >= held_on; an adjourned review has completed_on later
// Source  SSDA903 Reviews; docs/formats.md#trackers
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "care/child.h"

namespace footprint::care {

struct Officer;

struct ReturnedReview {
    ChildNumber child;
    std::optional<Day> born_on;
    std::optional<Day> held_on;
    Participation participation{};
    bool operator==(const ReturnedReview&) const = default;
};

template <>
struct Describe<ReturnedReview> {
    static constexpr std::string_view table = "Reviews";
    static constexpr auto fields = std::tuple(
        key("CHILD", &ReturnedReview::child), field("DOB", &ReturnedReview::born_on),
        key("REVIEW", &ReturnedReview::held_on), field("REVIEW_CODE", &ReturnedReview::participation));
};

struct ReviewDetails {
    Id<ReviewDetails> review;
    ChildNumber child;
    std::optional<Day> booked_on;
    std::optional<Day> held_on;
    std::optional<Day> completed_on;
    Mode mode{};
    std::string place;
    Id<Officer> officer;
    std::vector<Participation> participation;  // the first counts
    std::string not_attended_reason;
    Chaired chaired{};
    std::string late_reason;
    std::string brought_forward_reason;
    std::string relaxed_reason;
    std::optional<Day> decisions_sent_on;
    RecordForm record_form{};
    std::optional<Day> record_completed_on;
    std::optional<Day> record_shared_on;
    std::optional<Day> care_plan_received_on;
    std::optional<Day> report_received_on;
    std::optional<Day> report_shared_with_child_on;
    std::optional<bool> child_seen;
    std::optional<bool> child_seen_alone;
    std::optional<Day> resumes_on;  // it was adjourned: the day on which it goes on
    std::string adjourned_reason;
    std::string sitting;              // reviews that name the same one are held in one meeting
    std::optional<Day> discussed_on;  // with the social worker, before it
    std::string agenda;               // what the child wants to be talked about
    std::string notes;                // of who prepares it
    bool operator==(const ReviewDetails&) const = default;
};

template <>
struct Describe<ReviewDetails> {
    using R = ReviewDetails;
    static constexpr std::string_view table = "review_details";
    static constexpr auto fields = std::tuple(
        key("review", &R::review), required("child", &R::child), field("booked", &R::booked_on),
        field("held", &R::held_on), field("completed", &R::completed_on), field("mode", &R::mode),
        field("place", &R::place), field("officer", &R::officer), field("participation", &R::participation),
        field("not_attended_reason", &R::not_attended_reason), field("chaired", &R::chaired),
        field("late_reason", &R::late_reason, WordList::late_reason),
        field("brought_forward_reason", &R::brought_forward_reason, WordList::brought_forward_reason),
        field("relaxed_reason", &R::relaxed_reason), field("decisions_sent", &R::decisions_sent_on),
        field("record_form", &R::record_form), field("record_completed", &R::record_completed_on),
        field("record_shared", &R::record_shared_on), field("care_plan_received", &R::care_plan_received_on),
        field("report_received", &R::report_received_on),
        field("report_shared_with_child", &R::report_shared_with_child_on),
        field("child_seen", &R::child_seen), field("child_seen_alone", &R::child_seen_alone),
        field("resumes", &R::resumes_on), field("adjourned_reason", &R::adjourned_reason),
        field("sitting", &R::sitting), field("discussed", &R::discussed_on), field("agenda", &R::agenda),
        field("notes", &R::notes));
};

inline bool is_adjourned(const ReviewDetails& row) {
    return row.held_on && row.resumes_on && !row.completed_on;
}

// The day for which people have it in their diaries; nothing where there is no more to come.
inline std::optional<Day> next_sitting_on(const ReviewDetails& row) {
    if (!row.held_on) return row.booked_on;
    return is_adjourned(row) ? row.resumes_on : std::nullopt;
}

struct StoodDown {
    Id<ReviewDetails> review;
    std::optional<Day> booked_for_on;
    std::optional<Day> stood_down_on;
    std::string reason;
    std::optional<Day> rearranged_for_on;
    bool operator==(const StoodDown&) const = default;
};

template <>
struct Describe<StoodDown> {
    static constexpr std::string_view table = "stood_down";
    static constexpr auto fields =
        std::tuple(key("review", &StoodDown::review), key("booked_for", &StoodDown::booked_for_on),
                   field("stood_down", &StoodDown::stood_down_on),
                   field("reason", &StoodDown::reason, WordList::stood_down_reason),
                   field("rearranged_for", &StoodDown::rearranged_for_on));
};

struct Attendance {
    Id<ReviewDetails> review;
    Party party{};
    std::optional<bool> invited;
    std::optional<bool> attended;
    std::optional<bool> views;
    std::string not_invited_reason;
    bool operator==(const Attendance&) const = default;
};

template <>
struct Describe<Attendance> {
    static constexpr std::string_view table = "attendance";
    static constexpr auto fields = std::tuple(
        key("review", &Attendance::review), key("party", &Attendance::party),
        field("invited", &Attendance::invited), field("attended", &Attendance::attended),
        field("views", &Attendance::views), field("not_invited_reason", &Attendance::not_invited_reason));
};

struct Decision {
    Id<Decision> decision;
    Id<ReviewDetails> review;
    std::string text;
    std::string owner;
    std::optional<Day> due_on;
    std::optional<Day> done_on;
    std::string progress;
    std::string wanted;  // what it is to bring for the child
    bool operator==(const Decision&) const = default;
};

template <>
struct Describe<Decision> {
    static constexpr std::string_view table = "decisions";
    static constexpr auto fields =
        std::tuple(key("decision", &Decision::decision), field("review", &Decision::review),
                   field("text", &Decision::text), field("owner", &Decision::owner),
                   field("due", &Decision::due_on), field("done", &Decision::done_on),
                   field("progress", &Decision::progress), field("wanted", &Decision::wanted));
};

inline constexpr std::uint32_t no_details = UINT32_MAX;

// A review as one thing: what the return and the service's own row say of one child on one day.
struct Review {
    ChildNumber child;
    Day held_on;       // the first sitting
    Day completed_on;  // the first sitting, unless it was adjourned
    Participation participation{};
    bool in_return = false;
    bool relaxed_reason_given = false;   // why it was late while the coronavirus rules allowed it
    std::uint32_t details = no_details;  // the row of review_details, if there is one
};

}  // namespace footprint::care
