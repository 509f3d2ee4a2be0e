#include <algorithm>

#include "base/text.h"
#include "casework/booking.h"
#include "casework/look.h"
#include "casework/review_record.h"
#include "exchange/mail.h"

// What stands against an entry about a review: its booking, its meeting, its papers, what it decided, and
// what was written of it.
namespace footprint::casework {

namespace {

using care::Participation;

constexpr int heard_from_age = 4;
constexpr std::string_view words_for_school[] = {"school", "academy", "college", "nursery", "classroom"};
// By then a booking is a slip of the year.
constexpr int longest_ahead_days = 400;

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

// How far apart two children live on the day; nothing where one of the places is not known.
std::optional<double> miles_between(const measures::Cohort& cohort, std::uint32_t child, std::uint32_t other,
                                    Day on) {
    const auto place_of = [&](std::uint32_t whose) -> std::optional<care::Located> {
        const measures::CohortPeriod* const period = cohort.period_on(whose, on);
        const std::uint32_t episode = period == nullptr ? measures::none : cohort.episode_on(*period, on);
        if (episode == measures::none) return std::nullopt;
        return cohort.find_place(cohort.episodes().placement[episode].view());
    };
    const auto here = place_of(child);
    const auto there = place_of(other);
    return here && there ? std::optional(care::distance_miles(*here, *there)) : std::nullopt;
}

// Other bookings of the officer on that day, and how far they have to travel between them.
void look_at_clashes(Look& look, std::uint32_t child, const care::ReviewDetails& now, Day on) {
    if (now.officer.empty()) return;
    std::int64_t others = 0;
    double farthest = 0;
    for (const care::ReviewDetails& row : look.snapshot().records().review_details.all()) {
        if (row.officer != now.officer || row.booked_on != on || row.review == now.review ||
            (!row.sitting.empty() && row.sitting == now.sitting))
            continue;
        ++others;
        farthest = std::max(
            farthest,
            miles_between(look.snapshot().cohort(), child, row.child.value, look.today()).value_or(0));
    }
    if (others == 0) return;
    look.doubt("booked",
               "The officer has " + counted(others, "other booking", "other bookings") + " on that day" +
                   (farthest >= 1 ? ", up to " + fixed(farthest, 0) + " miles away by where the children live"
                                  : std::string()) +
                   ". Is it right all the same?");
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
    look_at_clashes(look, child, now, on);
}

bool is_at_school(std::string_view place) {
    const std::string words = lower(place);
    return std::any_of(std::begin(words_for_school), std::end(words_for_school),
                       [&](std::string_view word) { return words.find(word) != std::string::npos; });
}

// Where the child does not want it, and whom they do not want.
void look_at_wishes(Look& look, std::uint32_t child, const care::ReviewDetails& now,
                    const care::ReviewDetails& before) {
    const care::Wish wish = care::wish_on(look.snapshot().records(), {child}, look.today());
    if (wish.not_at_school == true && now.place != before.place && is_at_school(now.place))
        look.doubt("place", "The child does not want it at school. Is it right all the same?");
    if (now.officer != before.officer) look.is_wanted("officer", now.officer, wish);
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

// The law lets a meeting be adjourned once, for want of papers: SI 2010/959 reg 36(2).
void look_at_adjourning(Look& look, const care::ReviewDetails& now, const care::ReviewDetails& before) {
    if (now.resumes_on == before.resumes_on && now.adjourned_reason == before.adjourned_reason) return;
    if (!now.resumes_on) {
        if (!now.adjourned_reason.empty())
            look.refuse("resumes", "This is blank. Write the day on which the meeting goes on.");
        return;
    }
    const Day on = *now.resumes_on;
    if (!now.held_on) {
        look.refuse("resumes", "It was not held yet. Stand the booking down, and rearrange it.");
        return;
    }
    if (now.adjourned_reason.empty())
        look.refuse("adjourned_reason", "This is blank. Write what is missing.");
    if (on <= *now.held_on)
        look.refuse("resumes", "It goes on after the first meeting, which was on " + in_words(*now.held_on) +
                                   ". Choose a later day.");
    if (before.resumes_on && on != *before.resumes_on)
        look.doubt("resumes", "It was adjourned before, until " + in_words(*before.resumes_on) +
                                  ", and the law knows one adjournment. Is it right all the same?");
    if (look.snapshot().cohort().calendar().between(*now.held_on, on) > adjourned_working_days)
        look.doubt("resumes", "An adjourned meeting is completed within " +
                                  std::to_string(adjourned_working_days) + " working days, by " +
                                  in_words(look.snapshot().cohort().calendar().add(*now.held_on,
                                                                                   adjourned_working_days)) +
                                  ". Is it right all the same?");
    look.is_before_adulthood("resumes", on);
    look.is_a_day_of_work("resumes", on);
    look.is_there("resumes", now.officer, on);
}

// For a child who has long been with the same long-term foster carers, guidance lets a review be held without
// a meeting, so long as there is one in twelve months.
void look_at_want_of_sitting(Look& look, std::uint32_t child, const care::ReviewDetails& now,
                             const care::ReviewDetails& before) {
    const auto on = now.held_on ? now.held_on : now.booked_on;
    if (now.mode != care::Mode::no_sitting || !on ||
        (before.mode == now.mode && before.held_on == now.held_on && before.booked_on == now.booked_on))
        return;
    const measures::Cohort& cohort = look.snapshot().cohort();
    const auto since = long_term_foster_since(cohort, child, *on);
    if (!since || add_months(*since, months_between_sittings) > *on)
        look.doubt(
            "mode",
            since ? "The child is in this long-term foster placement since " + in_words(*since) +
                        " only, and a review needs a meeting in the first twelve months. Is it right all "
                        "the same?"
                  : std::string("Only a review of a child in a long-term foster placement may be held "
                                "without a meeting. Is it right all the same?"));
    if (const Day last = last_sitting_before(cohort, child, *on);
        !last.is_never() && add_months(last, months_between_sittings) < *on)
        look.doubt("mode", "The last meeting was on " + in_words(last) +
                               ", and there is to be one in twelve months. Is it right all the same?");
}

void look_at_papers(Look& look, const care::ReviewDetails& now, const care::ReviewDetails& before) {
    look.has_happened("discussed", now.discussed_on, before.discussed_on);
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
    if (now.booked_on && !now.held_on) look_at_wishes(look, child, now, before);
    look_at_holding(look, now, before);
    look_at_adjourning(look, now, before);
    look_at_want_of_sitting(look, child, now, before);
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

}  // namespace footprint::casework
