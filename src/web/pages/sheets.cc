// The sheets: every form about one record, in the order in which an IRO comes to them; the service's own
// last.
#include <algorithm>

#include "base/text.h"
#include "casework/booking.h"
#include "casework/review_record.h"
#include "practice/reading_age.h"
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
    {"outcome", "What you checked, found and changed", {}, Typing::words},
};

constexpr SheetColumn quality_columns[] = {
    {"quality", "How good the check is",
     "By the service's own standard: what was looked at, and what came of it."},
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

constexpr SheetColumn proceedings_columns[] = {
    {"kind", "What they are about"},
    {"began", "Began on"},
    {"court", "Court"},
    {"case_number", "Number of the case"},
    {"guardian", "The children's guardian", "Their name, and how they are reached."},
    {"guardian_told", "Guardian told who the {IRO} is on"},
    {"ended", "Ended on"},
    {"outcome", "How they ended", {}, Typing::words},
};

constexpr SheetColumn hearing_columns[] = {
    {"on", "Day of the hearing"},
    {"kind", "Kind of hearing"},
    {"views_sent", "The {IRO}'s views sent on",
     "To the guardian, or to the court by the authority's lawyers."},
    {"views", "What the {IRO} thinks of the plan", {}, Typing::words},
    {"outcome", "What the court said", {}, Typing::words},
    {std::get<2>(care::Describe<care::Hearing>::fields).name, "Proceedings", {}, Typing::hidden},
};

constexpr SheetColumn wish_columns[] = {
    {"on", "Said on"},
    {"officer", "Whom they would like as {IRO}", "Only where they named somebody."},
    {"not_officer", "Whom they do not want"},
    {"means", "How they like to be reached"},
    {"not_at_school", "Are {reviews} to be held away from school?"},
    {"words", "In the child's own words", {}, Typing::words},
};

constexpr SheetColumn decision_columns[] = {
    {"text", "What was decided", {}, Typing::words},
    {"wanted", "What it is to bring for the child", {}, Typing::words},
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
    {"discussed", "Talked over with the {social worker} on"},
    {"agenda", "What the child wants on the agenda",
     "In the child's order and words: what to begin with, what not to speak of, whom to have there.",
     Typing::words},
    {"notes", "Notes for the meeting", "Of the file, and of what people said before.", Typing::words},
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

constexpr SheetColumn adjourning_columns[] = {
    {"resumes", "Goes on on", "Within 20 working days. What was decided waits until it is completed."},
    {"adjourned_reason", "What is missing", "The law adjourns for want of information only, and once.",
     Typing::words},
};

constexpr SheetColumn afterwards_columns[] = {
    {"decisions_sent", "{Decisions} sent on"},
    {"record_form", "Form of the {record of the review}"},
    {"record_completed", "{Record of the review} written on"},
    {"record_shared", "{Record of the review} shared on"},
};

constexpr SheetColumn record_columns[] = {
    {"child_said", "What the child said",
     "As near to the child's own words as you have them. A blank line ends a passage; one that begins 'Not "
     "for "
     "mother, school:' is left out of what they are sent.",
     Typing::words},
    {"going_well", "What is going well", {}, Typing::words},
    {"worries", "What people are worried about", {}, Typing::words},
    {"needs_to_happen", "What needs to happen", "The {decisions} are put below it: they are not typed again.",
     Typing::words},
    {"scale", "On a scale of 0 to 10", "How the meeting saw things, where 10 is as well as can be."},
    {"closing", "What you want to say at the end", {}, Typing::words},
};

constexpr SheetColumn recipient_columns[] = {
    {"name", "Who is to have it"},
    {"reader", "Who that is to the child", "Passages that are not for them are left out."},
    {"form", "In which form"},
    {"sent_by", "How it is sent"},
    {"address", "Address", "Where it goes by post or e-mail.", Typing::words},
    {"sent", "Sent on", "Blank until it is."},
    {std::get<1>(care::Describe<care::Recipient>::fields).name, "{Review}", {}, Typing::hidden},
};

constexpr SheetColumn objection_columns[] = {
    {"raised", "Raised on"},
    {"raised_by", "By whom"},
    {"reason", "What they have against it", {}, Typing::words},
    {std::get<1>(care::Describe<care::Objection>::fields).name, "{Review}", {}, Typing::hidden},
};

constexpr SheetColumn objection_answer_columns[] = {
    {"answered", "Answered on"},
    {"outcome", "What became of it"},
    {"answer", "What was answered", {}, Typing::words},
};

constexpr SheetColumn officer_columns[] = {
    {"name", "Name"},
    {"role", "What they are"},
    {"team", "Team"},
    {"fte", "Share of a full post", "A full post is 1, and half of one 0.5."},
    {"contract", "Contract"},
    {"started", "In post from"},
    {"ended", "Left on", "The first day on which they are not in post any more."},
    {"swe_number", "Registration number", "With Social Work England."},
    {"swe_expires", "Registration ends on"},
    {"dbs_checked", "Last check by the DBS"},
    {"links", "Links", "Teams and services with which they keep in touch, as adoption or youth justice."},
    {"sex", "Gender", "In their own words, and only if they wish: for the make-up of the team."},
    {"ethnicity", "Ethnicity", "In their own words, and only if they wish."},
    {"sw_id", "Id as a {social worker}",
     "As the return names them. An account of theirs sees the children whose worker this is."},
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
const care::Proceedings* proceedings(const casework::Snapshot& snapshot, const RecordKey& key) {
    return one_of(snapshot.records().proceedings.of({key.child}), &care::Proceedings::proceedings, key.id);
}
const care::Hearing* hearing(const casework::Snapshot& snapshot, const RecordKey& key) {
    return one_of(snapshot.records().hearings.of({key.child}), &care::Hearing::hearing, key.id);
}
const care::Wish* wish(const casework::Snapshot& snapshot, const RecordKey& key) {
    return one_of(snapshot.records().wishes.of({key.child}), &care::Wish::wish, key.id);
}
const care::ReviewDetails* review(const casework::Snapshot& snapshot, const RecordKey& key) {
    return one_of(snapshot.records().review_details.of({key.child}), &care::ReviewDetails::review, key.id);
}
const care::Decision* decision(const casework::Snapshot& snapshot, const RecordKey& key) {
    for (const care::Decision* const row : decisions_of(snapshot, key.child))
        if (row->decision.text == key.id) return row;
    return nullptr;
}

const care::ReviewRecord* review_record(const casework::Snapshot& snapshot, const RecordKey& key) {
    return review(snapshot, key) == nullptr ? nullptr : casework::record_of(snapshot, {key.id});
}
const care::Recipient* recipient(const casework::Snapshot& snapshot, const RecordKey& key) {
    for (const care::Recipient& row : snapshot.records().recipients)
        if (row.recipient.text == key.id && review(snapshot, {key.child, row.review.text}) != nullptr)
            return &row;
    return nullptr;
}
const care::Objection* objection(const casework::Snapshot& snapshot, const RecordKey& key) {
    const care::Decision* const to = decision(snapshot, key);
    return to == nullptr
               ? nullptr
               : casework::objection_to(casework::objections_of(snapshot, to->review), to->decision);
}

const care::Officer* officer_of(const casework::Snapshot& snapshot, const RecordKey& key) {
    const std::uint32_t number = snapshot.cohort().officer_number(key.id);
    return number == measures::none ? nullptr : &snapshot.records().officers[number];
}
void begin_officer(care::Officer&, const View&, const RecordKey&) {}
// Whom records name stays, so that it is known who did what.
std::string why_officer_stays(const casework::Snapshot& snapshot, const RecordKey& key) {
    const auto naming = static_cast<std::int64_t>(casework::rows_naming(snapshot.records(), {key.id}));
    if (naming == 0) return {};
    return counted(naming, "record names", "records name") +
           " them, and would name nobody. Write the day on which they left instead.";
}

Id<care::Officer> own_officer(const View& view) {
    return view.sight.account().officer;
}

void begin_wish(care::Wish& row, const View& view, const RecordKey&) {
    row.on = view.snapshot.as_at();
}
// By the means that the child likes best, where that is known.
void begin_contact(care::Contact& row, const View& view, const RecordKey& key) {
    row.on = view.snapshot.as_at();
    row.means = care::wish_on(view.snapshot.records(), {key.child}, view.snapshot.as_at()).means;
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
void begin_proceedings(care::Proceedings&, const View&, const RecordKey&) {}
// Those that are going on, unless the address names others.
void begin_hearing(care::Hearing& row, const View& view, const RecordKey& key) {
    for (const care::Proceedings& one : view.snapshot.records().proceedings.of({key.child}))
        if (!one.ended_on) row.proceedings = one.proceedings;
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
void begin_record(care::ReviewRecord&, const View&, const RecordKey&) {}
void begin_recipient(care::Recipient&, const View&, const RecordKey&) {}
void begin_objection(care::Objection& row, const View& view, const RecordKey& key) {
    row.raised_on = view.snapshot.as_at();
    if (const care::Decision* const to = decision(view.snapshot, key)) row.review = to->review;
}
// A mark is given to a check that is there.
void begin_quality(care::Midway&, const View&, const RecordKey&) {}
// An answer is put to an objection that is there.
void begin_answer(care::Objection&, const View&, const RecordKey&) {}

bool can_be_written_of(const casework::Snapshot& snapshot, const RecordKey& key) {
    return review(snapshot, key) != nullptr;
}
bool can_be_objected_to(const casework::Snapshot& snapshot, const RecordKey& key) {
    return decision(snapshot, key) != nullptr;
}
bool has_none(const casework::Snapshot&, const RecordKey&) {
    return false;
}

std::string all_words(const care::ReviewRecord& row) {
    return join({row.child_said, row.going_well, row.worries, row.needs_to_happen, row.closing}, "\n\n");
}

// At which age it can be read, and where to begin if that is too late; and how the child speaks of it.
std::string told_of_record(const View& view, std::uint32_t child, const care::ReviewRecord& row) {
    const practice::Readability reading = practice::readability_of(all_words(row));
    std::string text;
    if (const auto age = reading.age())
        text = "It can be read from the age of " + std::to_string(*age) + " on. ";
    const Day born_on = view.snapshot.cohort().born_on(child);
    if (!born_on.is_never())
        text += "The child is " + std::to_string(age_on(born_on, view.snapshot.as_at())) + ". ";
    for (const care::ChildDetails& details : view.snapshot.records().child_details.of({child}))
        if (!details.chosen_words.empty())
            text += "In the child's own words it is \"" + details.chosen_words + "\". ";
    if (reading.age())
        text += "The longest sentence has " + std::to_string(reading.longest_words) + " words: \"" +
                reading.longest + "\"";
    return text;
}

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
    static const OfReview adjourning({"/reviews/{id}/adjourning",
                                      "Adjourn the {review}",
                                      "adjourn_review",
                                      {},
                                      Verb::record_review,
                                      false,
                                      adjourning_columns},
                                     review, begin_nothing);
    static const OfReview afterwards({"/reviews/{id}/afterwards",
                                      "After the {review}",
                                      "finish_review",
                                      {},
                                      Verb::record_review,
                                      false,
                                      afterwards_columns},
                                     review, begin_nothing);
    static const SheetOf<care::ReviewRecord> record({"/reviews/{id}/record",
                                                     "{Record of the review}",
                                                     "write_record",
                                                     {},
                                                     Verb::record_review,
                                                     false,
                                                     record_columns},
                                                    review_record, begin_record, nullptr, can_be_written_of,
                                                    told_of_record);
    return {&booking, &standing_down, &preparation, &as_held, &adjourning, &afterwards, &record};
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
    static const SheetOf<care::Midway> quality({"/midways/{id}/quality",
                                                "Quality of the {midway check}",
                                                "judge_midway",
                                                {},
                                                Verb::judge,
                                                false,
                                                quality_columns,
                                                Verb::judge},
                                               midway, begin_quality, nullptr, has_none);
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
    static const SheetOf<care::Proceedings> cases_in_court(
        {"/proceedings/{id}", "Proceedings in court", "record_proceedings", "L-", Verb::record_review, true,
         proceedings_columns},
        proceedings, begin_proceedings);
    static const SheetOf<care::Hearing> hearings({"/hearings/{id}", "Hearing in court", "record_hearing",
                                                  "H-", Verb::record_review, true, hearing_columns},
                                                 hearing, begin_hearing);
    static const SheetOf<care::Objection> objections({"/decisions/{id}/objection",
                                                      "Objection to the {decision}",
                                                      "object_to_decision",
                                                      {},
                                                      Verb::answer,
                                                      true,
                                                      objection_columns},
                                                     objection, begin_objection, nullptr, can_be_objected_to);
    static const SheetOf<care::Objection> answers({"/decisions/{id}/objection-answer",
                                                   "Answer to the objection",
                                                   "answer_objection",
                                                   {},
                                                   Verb::record_review,
                                                   false,
                                                   objection_answer_columns},
                                                  objection, begin_answer, nullptr, has_none);
    static const SheetOf<care::Recipient> recipients(
        {"/recipients/{id}", "Who is sent the {record of the review}", "record_recipient", "T-",
         Verb::record_review, true, recipient_columns, Verb::open_file, true},
        recipient, begin_recipient);
    static const SheetOf<care::Wish> wishes(
        {"/wishes/{id}", "Wish of the child", "record_wish", "W-", Verb::book, true, wish_columns}, wish,
        begin_wish);
    return {&decisions, &objections, &answers,     &recipients,     &midways,  &quality,
            &contacts,  &events,     &conferences, &cases_in_court, &hearings, &wishes};
}

// Whoever may bring them in a file may write them here.
std::vector<const Sheet*> of_the_service() {
    static const SheetOf<care::Officer> officers(
        {"/officers/{id}/post", "Officer", "record_officer", "O-", Verb::take_over, true, officer_columns,
         Verb::take_over, false, false},
        officer_of, begin_officer, nullptr, nullptr, nullptr, why_officer_stays);
    return {&officers};
}

}  // namespace

const std::vector<const Sheet*>& sheets() {
    static const std::vector<const Sheet*> all = [] {
        std::vector<const Sheet*> list = of_reviews();
        for (const Sheet* const one : of_all_else()) list.push_back(one);
        for (const Sheet* const one : of_the_service()) list.push_back(one);
        return list;
    }();
    return all;
}

}  // namespace footprint::web::pages
