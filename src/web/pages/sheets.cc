// The sheets: every form about one record of a child, in the order in which an IRO comes to them.
#include <algorithm>

#include "casework/booking.h"
#include "web/pages/sheet_of.h"

namespace footprint::web::pages {

namespace {

using care::Verb;

constexpr SheetColumn contact_columns[] = {
    {"on", "Day"},
    {"means", "How you were in touch"},
    {"alone", "Did you speak with the child alone?"},
    {"officer", "Who was in touch"},
    {"about", "What it was about", "In a few words: what the child said, and what follows from it.",
     Typing::words},
};

constexpr SheetColumn midway_columns[] = {
    {"held", "Day on which you looked"},
    {"officer", "Who looked"},
    {"quality", "How far the plan has come", "Good, adequate or poor, as the service judges it."},
    {"outcome", "What you checked, found and changed", {}, Typing::words},
};

constexpr SheetColumn event_columns[] = {
    {"on", "Day on which it happened"},
    {"kind", "What happened", "As missing, move of placement, exclusion, arrest."},
    {"told_iro", "Was the {IRO} told of it by the team?"},
    {"acknowledged", "Acknowledged on", "The day on which the {IRO} answered that they know."},
    {"response", "What the {IRO} said or did", {}, Typing::words},
};

constexpr SheetColumn conference_columns[] = {
    {"kind", "Kind of conference"},
    {"strategy_discussion", "Strategy discussion on"},
    {"due", "To be held by"},
    {"held", "Held on"},
    {"officer", "Who chaired it"},
    {"plan_started", "Plan began on", "Only where this conference began one."},
    {"plan_ended", "Plan ended on", "Only where this conference ended the plan that it had begun."},
    {"category", "Category of the plan", "As neglect, or emotional abuse."},
};

constexpr SheetColumn decision_columns[] = {
    {"text", "What was decided", {}, Typing::words},
    {"owner", "Who is to do it"},
    {"due", "By when"},
    {"done", "Done on"},
    {"progress", "How far it has come", {}, Typing::words},
    {std::get<1>(care::Describe<care::Decision>::fields).name, "{Review}", {}, Typing::hidden},
};

constexpr SheetColumn booking_columns[] = {
    {"booked", "Day"},
    {"place", "Where, and when", "As the child wants it: not at school if the child said so."},
    {"mode", "How people meet"},
    {"officer", "Who chairs it"},
    {"brought_forward_reason", "Why it is brought forward", "Only where it comes earlier than it must."},
};

constexpr SheetColumn preparation_columns[] = {
    {"care_plan_received", "Care plan received on"},
    {"report_received", "{Social worker}'s report received on"},
    {"report_shared_with_child", "Report shared with the child on"},
};

constexpr SheetColumn standing_down_columns[] = {
    {"stood_down", "Stood down on"},
    {"reason", "Why"},
    {"rearranged_for", "Rearranged for", "Leave it blank where no new day is agreed yet."},
    {"booked_for", "Booked for", {}, Typing::hidden},
};

constexpr SheetColumn held_columns[] = {
    {"held", "Held on"},
    {"completed", "Completed on", "Only where it was adjourned: the day of the last sitting."},
    {"place", "Where"},
    {"mode", "How people met"},
    {"officer", "Who chaired it"},
    {"child_seen", "Did the {IRO} see the child before the {review}?"},
    {"child_seen_alone", "Did they see the child alone?"},
    {"participation", "How the child took part", "All that are true. The return takes the first."},
    {"not_attended_reason", "Why the child was not there, and what was tried", {}, Typing::words},
    {"chaired", "Did the child chair it?"},
    {"late_reason", "Why it was late", "Only where it was held after the law's latest day."},
};

constexpr SheetColumn afterwards_columns[] = {
    {"decisions_sent", "{Decisions} sent on"},
    {"record_form", "Form of the {record of the review}"},
    {"record_completed", "{Record of the review} written on"},
    {"record_shared", "{Record of the review} shared on"},
};

// A child's record by its id.
template <class Row>
const Row* one_of(std::span<const Row> rows, Id<Row> Row::*id, const std::string& wanted) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return (row.*id).text == wanted; });
    return found == rows.end() ? nullptr : &*found;
}

const care::Contact* contact(const casework::Snapshot& snapshot, const RecordKey& key) {
    return one_of(snapshot.records().contacts.of({key.child}), &care::Contact::contact, key.id);
}
const care::Midway* midway(const casework::Snapshot& snapshot, const RecordKey& key) {
    return one_of(snapshot.records().midways.of({key.child}), &care::Midway::midway, key.id);
}
const care::SignificantEvent* event(const casework::Snapshot& snapshot, const RecordKey& key) {
    return one_of(snapshot.records().events.of({key.child}), &care::SignificantEvent::event, key.id);
}
const care::Conference* conference(const casework::Snapshot& snapshot, const RecordKey& key) {
    return one_of(snapshot.records().conferences.of({key.child}), &care::Conference::conference, key.id);
}
const care::ReviewDetails* review(const casework::Snapshot& snapshot, const RecordKey& key) {
    return one_of(snapshot.records().review_details.of({key.child}), &care::ReviewDetails::review, key.id);
}
const care::Decision* decision(const casework::Snapshot& snapshot, const RecordKey& key) {
    for (const care::Decision* const row : decisions_of(snapshot, key.child))
        if (row->decision.text == key.id) return row;
    return nullptr;
}

Id<care::Officer> own_officer(const View& view) {
    return view.sight.account().officer;
}

void begin_contact(care::Contact& row, const View& view, const RecordKey&) {
    row.on = view.snapshot.as_at();
    row.officer = own_officer(view);
}
void begin_midway(care::Midway& row, const View& view, const RecordKey&) {
    row.held_on = view.snapshot.as_at();
    row.officer = own_officer(view);
}
void begin_event(care::SignificantEvent& row, const View& view, const RecordKey&) {
    row.acknowledged_on = view.snapshot.as_at();
}
void begin_conference(care::Conference& row, const View& view, const RecordKey&) {
    row.officer = own_officer(view);
}
void begin_decision(care::Decision&, const View&, const RecordKey&) {}
// Whose child it is chairs it.
void begin_booking(care::ReviewDetails& row, const View& view, const RecordKey&) {
    const std::uint32_t officer = view.snapshot.lines()[row.child.value].officer;
    if (officer != measures::none) row.officer = view.snapshot.records().officers[officer].officer;
}
void begin_held(care::ReviewDetails& row, const View& view, const RecordKey& key) {
    begin_booking(row, view, key);
    row.held_on = view.snapshot.as_at();
}
void begin_nothing(care::ReviewDetails&, const View&, const RecordKey&) {}

// Each booking has its own row in the ledger, so that there is never one to be changed.
const care::StoodDown* no_standing_down(const casework::Snapshot&, const RecordKey&) {
    return nullptr;
}
bool can_be_stood_down(const casework::Snapshot& snapshot, const RecordKey& key) {
    return casework::booked_review(snapshot, key.child, key.id) != nullptr;
}
void begin_standing_down(care::StoodDown& row, const View& view, const RecordKey& key) {
    row.stood_down_on = view.snapshot.as_at();
    if (const auto* const booked = casework::booked_review(view.snapshot, key.child, key.id))
        row.booked_for_on = booked->booked_on;
}
void move_booking(store::ChangeSet& changes, const casework::Snapshot& snapshot, const RecordKey& key,
                  const care::StoodDown& row) {
    if (const auto moved = casework::review_after(snapshot, key.child, row)) changes.put(*moved);
}

// The steps of one review.
std::vector<const Sheet*> of_reviews() {
    using OfReview = SheetOf<care::ReviewDetails>;
    static const OfReview booking({"/reviews/{id}/booking", "Booking of the {review}", "book_review", "R-",
                                   Verb::book, false, booking_columns},
                                  review, begin_booking);
    static const SheetOf<care::StoodDown> standing_down({"/reviews/{id}/standing-down",
                                                         "Stand the {review} down",
                                                         "stand_down_review",
                                                         {},
                                                         Verb::book,
                                                         false,
                                                         standing_down_columns,
                                                         Verb::book},
                                                        no_standing_down, begin_standing_down, move_booking,
                                                        can_be_stood_down);
    static const OfReview preparation({"/reviews/{id}/preparation",
                                       "Preparation of the {review}",
                                       "prepare_review",
                                       {},
                                       Verb::book,
                                       false,
                                       preparation_columns},
                                      review, begin_nothing);
    static const OfReview as_held({"/reviews/{id}/meeting", "The {review} as it was held", "hold_review",
                                   "R-", Verb::record_review, false, held_columns},
                                  review, begin_held);
    static const OfReview afterwards({"/reviews/{id}/afterwards",
                                      "After the {review}",
                                      "finish_review",
                                      {},
                                      Verb::record_review,
                                      false,
                                      afterwards_columns},
                                     review, begin_nothing);
    return {&booking, &standing_down, &preparation, &as_held, &afterwards};
}

// What comes of reviews, and what comes between them.
std::vector<const Sheet*> of_all_else() {
    static const SheetOf<care::Decision> decisions(
        {"/decisions/{id}", "{Decision}", "record_decision", "D-", Verb::record_review, true,
         decision_columns, Verb::open_file, true},
        decision, begin_decision);
    static const SheetOf<care::Midway> midways(
        {"/midways/{id}", "{Midway check}", "record_midway", "M-", Verb::record_review, true, midway_columns},
        midway, begin_midway);
    static const SheetOf<care::Contact> contacts(
        {"/contacts/{id}", "Contact", "record_contact", "C-", Verb::record_review, true, contact_columns,
         Verb::open_file, true},
        contact, begin_contact);
    static const SheetOf<care::SignificantEvent> events(
        {"/events/{id}", "Significant event", "record_event", "E-", Verb::record_review, true, event_columns},
        event, begin_event);
    static const SheetOf<care::Conference> conferences(
        {"/conferences/{id}", "Child protection conference", "record_conference", "P-", Verb::record_review,
         true, conference_columns},
        conference, begin_conference);
    return {&decisions, &midways, &contacts, &events, &conferences};
}

}  // namespace

const std::vector<const Sheet*>& sheets() {
    static const std::vector<const Sheet*> all = [] {
        std::vector<const Sheet*> list = of_reviews();
        for (const Sheet* const one : of_all_else()) list.push_back(one);
        return list;
    }();
    return all;
}

}  // namespace footprint::web::pages
