#include "casework/entries.h"

#include <algorithm>

#include "base/text.h"
#include "care/mentions.h"
#include "casework/booking.h"
#include "casework/review_record.h"
#include "exchange/mail.h"
#include "measures/workload.h"

namespace footprint::casework {

namespace {

using care::Participation;

constexpr int last_birthday = 18;
constexpr int heard_from_age = 4;
constexpr int adjourned_working_days = 20;
// More than this share of a full post is hours a week.
constexpr double most_of_a_post = 2;
// By then a booking is a slip of the year.
constexpr int longest_ahead_days = 400;

// Of what is no child's record.
constexpr std::uint32_t no_child = UINT32_MAX;

class Look {
  public:
    Look(const Snapshot& snapshot, std::uint32_t child, bool is_new = false)
        : snapshot_(snapshot), child_(child), today_(snapshot.as_at()), is_new_(is_new) {}

    std::vector<EntryRemark> take() { return std::move(remarks_); }
    void refuse(std::string_view column, std::string message) {
        remarks_.push_back({column, std::move(message), false});
    }
    void is_not_there(std::string_view column, std::string message) {
        remarks_.push_back({column, std::move(message), false, true});
    }
    void doubt(std::string_view column, std::string message) {
        remarks_.push_back({column, std::move(message), true});
    }

    // What was blank on record may stay so.
    void must_be_said(std::string_view column, bool is_said, bool was_said, const char* what) {
        if (!is_said && (was_said || is_new_)) refuse(column, std::string("This is blank. ") + what);
    }
    using Column = std::optional<Day>;
    // Something that happened, or that was done. False: nothing more is to be said of it.
    bool has_happened(std::string_view column, const Column& now, const Column& before) {
        if (!now || now == before) return false;
        if (*now > today_) {
            refuse(column, in_words(*now) + " is still to come. Write the day on which it was.");
            return false;
        }
        const Day born_on = this->born_on();
        if (!born_on.is_never() && *now < born_on) {
            refuse(column, "The child was born later, on " + in_words(born_on) + ". Correct the day.");
            return false;
        }
        return true;
    }
    // Words: "the child was seen", behind which the other column's day is named.
    void is_not_before(std::string_view column, const Column& now, const Column& earlier, const char* words) {
        if (now && earlier && *now < *earlier)
            refuse(column, "This is before " + std::string(words) + " on " + in_words(*earlier) +
                               ". Correct one of the two.");
    }
    void is_in_care(std::string_view column, Day on) {
        if (on >= came_into_care()) return;
        refuse(column, came_into_care().is_never()
                           ? "No care of this child is recorded. Import the child's episodes first."
                           : "The child came into care later, on " + in_words(came_into_care()) +
                                 ". Correct the day.");
    }
    void is_before_adulthood(std::string_view column, Day on) {
        const Day born_on = this->born_on();
        if (!born_on.is_never() && on >= birthday(born_on, last_birthday))
            refuse(column, "The child is 18 on " + in_words(birthday(born_on, last_birthday)) +
                               ", and is not looked after from then on. Choose an earlier day.");
    }
    // Day: on which the officer did, or is to do, it.
    void can_be_theirs(std::string_view column, const Id<care::Officer>& officer, Day on) {
        if (officer.empty()) return;
        const auto& officers = snapshot_.records().officers;
        const auto known = std::find_if(officers.begin(), officers.end(),
                                        [&](const care::Officer& one) { return one.officer == officer; });
        if (known == officers.end()) {
            is_not_there(column,
                         "There is no officer '" + shown(officer.text) + "'. Choose one of the list.");
            return;
        }
        const std::string& name = known->name.empty() ? known->officer.text : known->name;
        if (known->ended_on && *known->ended_on <= on)
            refuse(column, name + " left on " + in_words(*known->ended_on) + ". Choose who is there on " +
                               in_words(on) + ".");
        if (known->started_on && *known->started_on > on)
            refuse(column, name + " starts on " + in_words(*known->started_on) + ". Choose who is there on " +
                               in_words(on) + ".");
    }
    void is_there(std::string_view column, const Id<care::Officer>& officer, Day on) {
        if (measures::is_away(snapshot_.records(), officer, on))
            doubt(column, "The officer is away on that day. Is it right all the same?");
    }
    void is_a_day_of_work(std::string_view column, Day on) {
        if (snapshot_.cohort().calendar().is_working_day(on)) return;
        const auto holidays = snapshot_.cohort().calendar().holidays_between(on - 1, on);
        doubt(column, with_weekday(on) +
                          (holidays.empty() ? " is at the weekend."
                                            : " is a bank holiday: " + holidays.front().title + ".") +
                          " Is it right all the same?");
    }
    Day born_on() const { return child_ == no_child ? Day::never() : snapshot_.cohort().born_on(child_); }
    Day came_into_care() const {
        Day first = Day::never();
        for (const care::Episode& row : snapshot_.records().episodes.of({child_}))
            if (row.began_on) first = std::min(first, *row.began_on);
        return first;
    }
    const Snapshot& snapshot() const { return snapshot_; }
    Day today() const { return today_; }

    static std::string shown(std::string_view text) {
        constexpr std::size_t most = 40;
        return std::string(text.substr(0, most));
    }

  private:
    const Snapshot& snapshot_;
    const std::uint32_t child_;
    const Day today_;
    const bool is_new_;
    std::vector<EntryRemark> remarks_;
};

// The codes of the return say of a child under four that they are (PN0), and of any other how they took part.
// On the fourth birthday itself either is right.
void look_at_participation(Look& look, std::uint32_t child, const care::ReviewDetails& now) {
    const auto& codes = now.participation;
    const bool is_young = std::find(codes.begin(), codes.end(), Participation::PN0) != codes.end();
    if (is_young && codes.size() > 1)
        look.refuse(
            "participation",
            "PN0 says that the child is under four, and stands alone. Choose it, or how they took part.");
    const Day born_on = look.snapshot().cohort().born_on(child);
    if (codes.empty() || born_on.is_never() || !now.held_on) return;
    const Day fourth = birthday(born_on, heard_from_age);
    if (is_young && *now.held_on > fourth)
        look.refuse("participation", "The child is four from " + in_words(fourth) +
                                         " on, and PN0 is of younger ones. Choose how they took part.");
    if (!is_young && *now.held_on < fourth)
        look.refuse("participation", "The child is under four until " + in_words(fourth) +
                                         ", for whom the code is PN0. Choose that one.");
}

void look_at_booking(Look& look, std::uint32_t child, const care::ReviewDetails& now) {
    const Day on = *now.booked_on;
    if (on < look.today() && !now.held_on) {
        look.refuse("booked",
                    in_words(on) + " is past. Book a day to come; if it was held, record the meeting.");
        return;
    }
    look.is_before_adulthood("booked", on);
    look.is_a_day_of_work("booked", on);
    // Once it was held, the day of the meeting counts.
    if (!now.held_on) look.is_there("officer", now.officer, on);
    if (on > look.today() + longest_ahead_days)
        look.doubt("booked", in_words(on) + " is more than a year ahead. Is it right all the same?");
    const ChildLine& line = look.snapshot().lines()[child];
    if (line.next != nullptr && on > line.next->is.latest && !now.held_on)
        look.doubt("booked", "The law's latest day is before it: " + with_weekday(line.next->is.latest) +
                                 ". Is it right all the same?");
    std::size_t others = 0;
    for (const care::ReviewDetails& row : look.snapshot().records().review_details.all())
        others += !now.officer.empty() && row.officer == now.officer && row.booked_on == on &&
                          row.review != now.review
                      ? 1
                      : 0;
    if (others > 0)
        look.doubt("booked",
                   "The officer has " +
                       counted(static_cast<std::int64_t>(others), "other booking", "other bookings") +
                       " on that day. Is it right all the same?");
}

void look_at_holding(Look& look, const care::ReviewDetails& now, const care::ReviewDetails& before) {
    if (look.has_happened("held", now.held_on, before.held_on)) {
        look.is_in_care("held", *now.held_on);
        look.is_before_adulthood("held", *now.held_on);
    }
    // Whose child it is stands there already, also where a colleague held it for them.
    if (now.held_on && (now.held_on != before.held_on || now.officer != before.officer))
        look.is_there("officer", now.officer, *now.held_on);
    if (look.has_happened("completed", now.completed_on, before.completed_on) ||
        now.held_on != before.held_on)
        look.is_not_before("completed", now.completed_on, now.held_on, "the meeting was held,");
    if (now.completed_on && !now.held_on)
        look.refuse("held", "It was completed, and no day is given on which it was held. Write that day.");
    if (now.completed_on != before.completed_on && now.completed_on && now.held_on &&
        look.snapshot().cohort().calendar().between(*now.held_on, *now.completed_on) > adjourned_working_days)
        look.doubt("completed", "An adjourned meeting is completed within " +
                                    std::to_string(adjourned_working_days) +
                                    " working days. Is it right all the same?");
}

void look_at_papers(Look& look, const care::ReviewDetails& now, const care::ReviewDetails& before) {
    look.has_happened("care_plan_received", now.care_plan_received_on, before.care_plan_received_on);
    look.has_happened("report_received", now.report_received_on, before.report_received_on);
    if (look.has_happened("report_shared_with_child", now.report_shared_with_child_on,
                          before.report_shared_with_child_on))
        look.is_not_before("report_shared_with_child", now.report_shared_with_child_on,
                           now.report_received_on, "the report came,");
    if (now.child_seen_alone == true && now.child_seen == false)
        look.refuse("child_seen_alone",
                    "A child who was not seen was not seen alone. Correct one of the two.");
    if (look.has_happened("decisions_sent", now.decisions_sent_on, before.decisions_sent_on))
        look.is_not_before("decisions_sent", now.decisions_sent_on, now.held_on, "the meeting was held,");
    if (look.has_happened("record_completed", now.record_completed_on, before.record_completed_on))
        look.is_not_before("record_completed", now.record_completed_on, now.held_on, "the meeting was held,");
    if (look.has_happened("record_shared", now.record_shared_on, before.record_shared_on))
        look.is_not_before("record_shared", now.record_shared_on, now.record_completed_on,
                           "the record was written,");
}

// Null where the child has none of that id.
const care::ReviewDetails* review_of(const Snapshot& snapshot, std::uint32_t child,
                                     const Id<care::ReviewDetails>& review) {
    const auto reviews = snapshot.records().review_details.of({child});
    const auto found = std::find_if(reviews.begin(), reviews.end(),
                                    [&](const care::ReviewDetails& row) { return row.review == review; });
    return found == reviews.end() ? nullptr : &*found;
}

}  // namespace

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Contact& now,
                                   const care::Contact& before) {
    Look look(snapshot, child, before.contact.empty());
    look.must_be_said("on", now.on.has_value(), before.on.has_value(), "Write the day of the contact.");
    look.must_be_said("means", now.means != care::Means::not_recorded,
                      before.means != care::Means::not_recorded, "Choose how you were in touch.");
    look.has_happened("on", now.on, before.on);
    if (now.officer != before.officer)
        look.can_be_theirs("officer", now.officer, now.on.value_or(look.today()));
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Midway& now,
                                   const care::Midway& before) {
    Look look(snapshot, child, before.midway.empty());
    look.must_be_said("held", now.held_on.has_value(), before.held_on.has_value(),
                      "Write the day on which you looked.");
    if (look.has_happened("held", now.held_on, before.held_on)) look.is_in_care("held", *now.held_on);
    if (now.officer != before.officer)
        look.can_be_theirs("officer", now.officer, now.held_on.value_or(look.today()));
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child,
                                   const care::SignificantEvent& now, const care::SignificantEvent& before) {
    Look look(snapshot, child, before.event.empty());
    look.must_be_said("on", now.on.has_value(), before.on.has_value(), "Write the day on which it happened.");
    look.must_be_said("kind", !now.kind.empty(), !before.kind.empty(), "Write what happened.");
    look.has_happened("on", now.on, before.on);
    if (look.has_happened("acknowledged", now.acknowledged_on, before.acknowledged_on))
        look.is_not_before("acknowledged", now.acknowledged_on, now.on, "it happened,");
    return look.take();
}

// A plan of protection may be of a child who is not looked after: care is not asked for.
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Conference& now,
                                   const care::Conference& before) {
    Look look(snapshot, child, before.conference.empty());
    look.must_be_said("kind", now.kind != care::ConferenceKind::not_recorded,
                      before.kind != care::ConferenceKind::not_recorded, "Choose the kind.");
    if (look.has_happened("held", now.held_on, before.held_on) ||
        now.strategy_discussion_on != before.strategy_discussion_on)
        look.is_not_before("held", now.held_on, now.strategy_discussion_on, "the strategy discussion was,");
    look.has_happened("strategy_discussion", now.strategy_discussion_on, before.strategy_discussion_on);
    if (look.has_happened("plan_started", now.plan_started_on, before.plan_started_on))
        look.is_not_before("plan_started", now.plan_started_on, now.held_on, "the conference was held,");
    if (look.has_happened("plan_ended", now.plan_ended_on, before.plan_ended_on))
        look.is_not_before("plan_ended", now.plan_ended_on, now.plan_started_on, "the plan began,");
    if (now.officer != before.officer)
        look.can_be_theirs("officer", now.officer, now.held_on.value_or(look.today()));
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child,
                                   const care::Proceedings& now, const care::Proceedings& before) {
    Look look(snapshot, child, before.proceedings.empty());
    look.must_be_said("kind", now.kind != care::ProceedingsKind::not_recorded,
                      before.kind != care::ProceedingsKind::not_recorded, "Choose what they are about.");
    look.must_be_said("began", now.began_on.has_value(), before.began_on.has_value(),
                      "Write the day on which they began.");
    look.has_happened("began", now.began_on, before.began_on);
    if (look.has_happened("ended", now.ended_on, before.ended_on) || now.began_on != before.began_on)
        look.is_not_before("ended", now.ended_on, now.began_on, "they began,");
    look.has_happened("guardian_told", now.guardian_told_on, before.guardian_told_on);
    return look.take();
}

// A hearing is mostly still to come, and views may be sent after it is fixed only.
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Hearing& now,
                                   const care::Hearing& before) {
    Look look(snapshot, child, before.hearing.empty());
    const auto all = snapshot.records().proceedings.of({child});
    const auto in = std::find_if(all.begin(), all.end(), [&](const care::Proceedings& row) {
        return row.proceedings == now.proceedings;
    });
    if (in == all.end() && (before.hearing.empty() || now.proceedings != before.proceedings))
        look.refuse("on",
                    "It names no proceedings of this child. Begin it from the page of the proceedings.");
    look.must_be_said("on", now.on.has_value(), before.on.has_value(), "Write the day of the hearing.");
    if (in != all.end() && now.on != before.on)
        look.is_not_before("on", now.on, in->began_on, "the proceedings began,");
    if (now.on && now.on != before.on) look.is_a_day_of_work("on", *now.on);
    look.has_happened("views_sent", now.views_sent_on, before.views_sent_on);
    if (now.views_sent_on && now.on && *now.views_sent_on > *now.on)
        look.doubt("views_sent",
                   "The hearing was before it, on " + in_words(*now.on) + ". Is it right all the same?");
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Decision& now,
                                   const care::Decision& before) {
    Look look(snapshot, child, before.decision.empty());
    look.must_be_said("text", !now.text.empty(), !before.text.empty(), "Write what was decided.");
    look.has_happened("done", now.done_on, before.done_on);
    const care::ReviewDetails* const review = review_of(snapshot, child, now.review);
    if (review == nullptr) {
        if (now.review != before.review || before.decision.empty())
            look.refuse("text", "It names no review of this child. Begin it from the review's page.");
    } else if (now.due_on != before.due_on) {
        look.is_not_before("due", now.due_on, review->held_on, "it was decided,");
    }
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child,
                                   const care::ReviewDetails& now, const care::ReviewDetails& before) {
    Look look(snapshot, child);
    const bool is_moved = now.booked_on != before.booked_on || now.officer != before.officer;
    if (now.booked_on && is_moved) look_at_booking(look, child, now);
    look_at_holding(look, now, before);
    look_at_papers(look, now, before);
    if (now.officer != before.officer)
        look.can_be_theirs("officer", now.officer,
                           now.held_on.value_or(now.booked_on.value_or(look.today())));
    if (now.participation != before.participation || now.held_on != before.held_on)
        look_at_participation(look, child, now);
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::StoodDown& now,
                                   const care::StoodDown& before) {
    Look look(snapshot, child, before.review.empty());
    look.must_be_said("reason", !now.reason.empty(), !before.reason.empty(), "Choose why it was stood down.");
    look.must_be_said("stood_down", now.stood_down_on.has_value(), before.stood_down_on.has_value(),
                      "Write the day on which it was.");
    look.has_happened("stood_down", now.stood_down_on, before.stood_down_on);
    const auto moved = review_after(snapshot, child, now);
    if (!moved) {
        look.refuse("stood_down", "There is no such booking any more. Open the page of the review again.");
        return look.take();
    }
    if (now.rearranged_for_on && now.rearranged_for_on != before.rearranged_for_on) {
        look_at_booking(look, child, *moved);
    }
    auto remarks = look.take();
    for (EntryRemark& remark : remarks)
        if (remark.column == "booked" || remark.column == "officer") remark.column = "rearranged_for";
    return remarks;
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child,
                                   const care::ReviewRecord& now, const care::ReviewRecord& before) {
    Look look(snapshot, child, before.review.empty());
    const care::ReviewDetails* const review = review_of(snapshot, child, now.review);
    if (review == nullptr || !review->held_on)
        look.refuse("child_said", "It was not held yet. Record the meeting first, from the review's page.");
    care::for_each_field<care::ReviewRecord>([&](const auto& field) {
        if constexpr (std::is_same_v<std::decay_t<decltype(now.*field.member)>, std::string>) {
            const std::string& text = now.*field.member;
            if (text == before.*field.member) return;
            for (std::string& wrong : passages_of(text, snapshot.ground().profile).wrong)
                look.refuse(field.name, std::move(wrong));
        }
    });
    constexpr int best = 10;
    if (now.scale && (*now.scale < 0 || *now.scale > best))
        look.refuse("scale", "The scale goes from 0, the worst, to 10, the best. Write a number of it.");
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Recipient& now,
                                   const care::Recipient& before) {
    Look look(snapshot, child, before.recipient.empty());
    if (review_of(snapshot, child, now.review) == nullptr)
        look.refuse("name", "It names no review of this child. Begin it from the review's page.");
    look.must_be_said("name", !now.name.empty(), !before.name.empty(), "Write who is to have it.");
    look.must_be_said("reader", now.reader != care::Reader::not_recorded,
                      before.reader != care::Reader::not_recorded,
                      "Choose who that is to the child: passages are held back by it.");
    const bool is_moved = now.sent_by != before.sent_by || now.address != before.address;
    if (is_moved && now.sent_by == care::SentBy::email && !exchange::is_mail_address(now.address))
        look.refuse("address", "This is no address for e-mail. Write one, as name@example.org.");
    if (is_moved && now.sent_by == care::SentBy::post && now.address.empty())
        look.refuse("address", "It goes by post, and there is no address. Write it.");
    if (look.has_happened("sent", now.sent_on, before.sent_on) && now.sent_by == care::SentBy::not_recorded)
        look.refuse("sent_by", "It was sent, and it is not said how. Choose it.");
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Objection& now,
                                   const care::Objection& before) {
    Look look(snapshot, child, before.decision.empty());
    look.must_be_said("raised", now.raised_on.has_value(), before.raised_on.has_value(),
                      "Write the day on which it came.");
    look.must_be_said("raised_by", !now.raised_by.empty(), !before.raised_by.empty(), "Write who objected.");
    look.must_be_said("reason", !now.reason.empty(), !before.reason.empty(),
                      "Write what they have against it.");
    const care::ReviewDetails* const review = review_of(snapshot, child, now.review);
    const auto places = snapshot.decisions_of(child);
    const bool is_of_it = std::any_of(places.begin(), places.end(), [&](std::uint32_t place) {
        const care::Decision& row = snapshot.records().decisions[place];
        return row.decision == now.decision && row.review == now.review;
    });
    if (!is_of_it && (before.decision.empty() || now.review != before.review))
        look.refuse("raised", "It names no decision of this child. Begin it from the review's page.");
    if (look.has_happened("raised", now.raised_on, before.raised_on) && review != nullptr) {
        look.is_not_before("raised", now.raised_on, review->held_on, "it was decided,");
        const AgreementOn silent = agreement_of(snapshot, *review, nullptr);
        if (silent.is != Agreement::not_sent && *now.raised_on > silent.on)
            look.doubt("raised", "Managers had until " + in_words(silent.on) +
                                     ", and their silence was taken as agreement. Is it recorded all the "
                                     "same?");
    }
    if (look.has_happened("answered", now.answered_on, before.answered_on))
        look.is_not_before("answered", now.answered_on, now.raised_on, "it came,");
    if (now.answered_on && now.outcome == care::ObjectionOutcome::not_recorded)
        look.refuse("outcome", "It was answered. Choose what became of it.");
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Allocation& now,
                                   const care::Allocation& before) {
    Look look(snapshot, child, before.officer.empty());
    look.must_be_said("officer", !now.officer.empty(), !before.officer.empty(),
                      "Choose who is to answer for the child.");
    look.must_be_said("from", now.from_on.has_value(), before.from_on.has_value(),
                      "Write from which day on.");
    if (!now.from_on) return look.take();
    look.is_in_care("from", *now.from_on);
    look.is_before_adulthood("from", *now.from_on);
    if (now.officer != before.officer) {
        look.can_be_theirs("officer", now.officer, *now.from_on);
        look.is_there("officer", now.officer, *now.from_on);
    }
    for (const care::Allocation& row : snapshot.records().allocations.of({child})) {
        if (!row.from_on) continue;
        if (*row.from_on > *now.from_on)
            look.refuse("from", "An allocation from " + in_words(*row.from_on) +
                                    " on is recorded already. Choose a later day.");
        else if (row.officer == now.officer && row.until_on.value_or(Day::never()) > *now.from_on)
            look.refuse("officer",
                        "The child is theirs already, since " + in_words(*row.from_on) + ". Choose another.");
    }
    return look.take();
}

namespace {

// Whether the child is the officer's on the day, or will be: of several the one allocated last counts.
bool is_theirs_from(std::span<const care::Allocation> rows, const Id<care::Officer>& officer, Day on) {
    const care::Allocation* last = nullptr;
    for (const care::Allocation& row : rows) {
        if (!row.from_on || row.until_on.value_or(Day::never()) <= on) continue;
        if (*row.from_on > on && row.officer == officer) return true;
        if (*row.from_on <= on) last = &row;
    }
    return last != nullptr && last->officer == officer;
}

// Children who are with the service and would be nobody's. Of a day that is past, those of today.
std::int64_t children_left_with(const Snapshot& snapshot, const Id<care::Officer>& officer, Day on) {
    const auto& lines = snapshot.lines();
    return std::count_if(lines.begin(), lines.end(), [&](const ChildLine& line) {
        return (line.looked_after || line.short_breaks) &&
               is_theirs_from(snapshot.records().allocations.of({line.child}), officer,
                              std::max(on, snapshot.as_at()));
    });
}

void look_at_children_left(Look& look, const care::Officer& now, const care::Officer& before) {
    const bool ends = now.ended_on && now.ended_on != before.ended_on;
    const bool is_no_iro = care::is_iro(before.role) && !care::is_iro(now.role);
    if (!ends && !is_no_iro) return;
    const std::int64_t left =
        children_left_with(look.snapshot(), now.officer, ends ? *now.ended_on : look.today());
    if (left == 0) return;
    look.doubt(ends ? "ended" : "role",
               counted(left, "child is", "children are") +
                   " still theirs then. Give them to somebody else first; or is it right all the same?");
}

void look_at_registration(Look& look, const care::Officer& now, const care::Officer& before) {
    const bool is_past = now.swe_expires_on && *now.swe_expires_on < look.today();
    if (is_past && now.swe_expires_on != before.swe_expires_on && !now.ended_on)
        look.doubt("swe_expires", in_words(*now.swe_expires_on) +
                                      " is past, and they are registered no more. Is it right all the same?");
    if (now.swe_number.empty() || now.swe_number == before.swe_number) return;
    for (const care::Officer& row : look.snapshot().records().officers)
        if (row.officer != now.officer && row.swe_number == now.swe_number)
            look.doubt("swe_number", "This is the number of " +
                                         (row.name.empty() ? row.officer.text : row.name) +
                                         ". Is it right all the same?");
}

void look_at_namesakes(Look& look, const care::Officer& now, const care::Officer& before) {
    if (now.name.empty() || now.name == before.name) return;
    for (const care::Officer& row : look.snapshot().records().officers)
        if (row.officer != now.officer && lower(row.name) == lower(now.name))
            look.doubt("name", "Somebody of this name is recorded already, as '" +
                                   Look::shown(row.officer.text) + "'. Is this another person?");
}

}  // namespace

std::vector<EntryRemark> look_over(const Snapshot& snapshot, const care::Officer& now,
                                   const care::Officer& before) {
    Look look(snapshot, no_child, before.officer.empty());
    look.must_be_said("name", !now.name.empty(), !before.name.empty(), "Write the name.");
    look.must_be_said("role", now.role != care::Role::not_recorded, before.role != care::Role::not_recorded,
                      "Choose what they are.");
    if (now.fte && now.fte != before.fte) {
        if (!(*now.fte >= 0 && *now.fte <= most_of_a_post))
            look.refuse("fte", "A full post is 1, and half of one 0.5. Write which share of one it is.");
        else if (*now.fte > 1)
            look.doubt("fte", "This is more than a full post, which is 1. Is it right all the same?");
    }
    if (now.started_on != before.started_on || now.ended_on != before.ended_on)
        look.is_not_before("ended", now.ended_on, now.started_on, "they began");
    look.has_happened("dbs_checked", now.dbs_checked_on, before.dbs_checked_on);
    look_at_registration(look, now, before);
    look_at_namesakes(look, now, before);
    look_at_children_left(look, now, before);
    return look.take();
}

std::size_t rows_naming(const care::Records& records, const Id<care::Officer>& officer) {
    std::size_t naming = 0;
    care::for_each_table(records, [&](const auto& table) {
        using Row = std::remove_cvref_t<decltype(*care::rows_of(table).begin())>;
        if constexpr (!std::is_same_v<Row, care::Officer>) {
            for (const Row& row : care::rows_of(table)) {
                bool names = false;
                care::for_each_field<Row>([&](const auto& field) {
                    using Value = std::remove_cvref_t<decltype(row.*field.member)>;
                    if constexpr (std::is_same_v<Value, Id<care::Officer>>)
                        names = names || row.*field.member == officer;
                });
                naming += names ? 1 : 0;
            }
        }
    });
    return naming;
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, const care::Absence& now,
                                   const care::Absence& before) {
    Look look(snapshot, no_child, !before.from_on);
    look.must_be_said("from", now.from_on.has_value(), before.from_on.has_value(), "Write the first day.");
    if (!now.from_on) return look.take();
    look.is_not_before("until", now.until_on, now.from_on, "the first day,");
    if (now.covered_by != before.covered_by) {
        if (now.covered_by == now.officer && !now.officer.empty())
            look.refuse("covered_by", "Nobody covers for themselves. Choose somebody else.");
        look.can_be_theirs("covered_by", now.covered_by, *now.from_on);
        if (!now.covered_by.empty()) look.is_there("covered_by", now.covered_by, *now.from_on);
    }
    for (const care::Absence& row : snapshot.records().absences) {
        if (row.officer != now.officer || !row.from_on || row.from_on == before.from_on) continue;
        if (*row.from_on <= now.until_on.value_or(Day::never()) &&
            *now.from_on <= row.until_on.value_or(Day::never()))
            look.refuse("from", "It runs into an absence that is recorded from " + in_words(*row.from_on) +
                                    " on. Change that one, or choose other days.");
    }
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, const care::Supervision& now,
                                   const care::Supervision& before) {
    Look look(snapshot, no_child, !before.on);
    look.must_be_said("on", now.on.has_value(), before.on.has_value(), "Write the day.");
    look.must_be_said("kind", now.kind != care::SupervisionKind::not_recorded,
                      before.kind != care::SupervisionKind::not_recorded, "Choose what it was.");
    look.has_happened("on", now.on, before.on);
    const auto is_of = [](const care::Supervision& row, const care::Supervision& other) {
        return row.officer == other.officer && row.on == other.on && row.kind == other.kind;
    };
    for (const care::Supervision& row : snapshot.records().supervision)
        if (is_of(row, now) && !is_of(row, before) && !(row == now))
            look.refuse("on", "One of this kind is recorded on that day already. Change that one.");
    if (now.children == before.children) return look.take();
    for (const std::string_view id : care::ids_in(now.children))
        if (!snapshot.records().find(id).is_known())
            look.is_not_there("children", "There is no child '" + Look::shown(id) +
                                              "'. Write ids, with a comma between them.");
    return look.take();
}

}  // namespace footprint::casework
