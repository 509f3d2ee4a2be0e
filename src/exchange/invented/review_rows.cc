#include "exchange/invented/rows.h"

#include "exchange/invented/texts.h"

#include <algorithm>
#include <array>

namespace footprint::exchange::invented {

namespace {

using care::Mode;
using care::Participation;
using care::Party;
using care::ReviewDetails;

Participation draw_participation(Draw& draw, int years) {
    static constexpr std::array codes = {Participation::PN1, Participation::PN2, Participation::PN3,
                                         Participation::PN4, Participation::PN5, Participation::PN6,
                                         Participation::PN7};
    static constexpr int young[] = {130, 40, 60, 60, 50, 570, 90};
    static constexpr int middle[] = {400, 35, 15, 25, 60, 420, 45};
    static constexpr int older[] = {540, 25, 8, 17, 70, 285, 55};
    static constexpr int grown[] = {560, 20, 5, 15, 60, 245, 95};
    if (years < 4) return Participation::PN0;
    return codes[draw.weighted(years < 7 ? young : years < 12 ? middle : years < 16 ? older : grown)];
}

// Virtual while the first two years of the pandemic lasted, and somewhat since.
Mode draw_mode(Draw& draw, Day held) {
    const int way = draw.below(1000);
    if (held < day_of(2020, 3, 23)) return way < 995 ? Mode::face_to_face : Mode::hybrid;
    if (held < day_of(2021, 7, 19))
        return way < 830 ? Mode::virtual_ : way < 900 ? Mode::hybrid : Mode::face_to_face;
    if (held < day_of(2022, 4, 1))
        return way < 400 ? Mode::virtual_ : way < 600 ? Mode::hybrid : Mode::face_to_face;
    return way < 130 ? Mode::virtual_ : way < 360 ? Mode::hybrid : Mode::face_to_face;
}

// Everything about one review that is written down.
class ReviewWriter {
  public:
    ReviewWriter(const Surroundings& around, const ChildFile& file, const Service& service,
                 const WorkingDays& calendar, care::Records& records)
        : around_(around), file_(file), service_(service), calendar_(calendar), records_(records) {}

    void write(const Stay& stay, const InventedReview& review, int place);

  private:
    void add_voice(const InventedReview& review, ReviewDetails& row, Draw& draw);
    void add_papers(const InventedReview& review, ReviewDetails& row, Draw& sitting, Draw& draw);
    void add_attendance(const InventedReview& review, const ReviewDetails& row);
    void add_decisions(const Stay& stay, const InventedReview& review, const ReviewDetails& row, int place,
                       Draw& draw);
    void end_decision(Day care_ends, Day completed, int days, care::Decision& decision, Draw draw) const;
    std::optional<Day> unless_later(Day day) const {
        return day <= around_.as_at ? std::optional<Day>(day) : std::nullopt;
    }

    const Surroundings& around_;
    const ChildFile& file_;
    const Service& service_;
    const WorkingDays& calendar_;
    care::Records& records_;
};

void ReviewWriter::write(const Stay& stay, const InventedReview& review, int place) {
    Draw sitting(mixed(review.sitting, 1));
    Draw draw(mixed(review.sitting, file_.child.seed));
    ReviewDetails row;
    row.review.text = row_id('R', file_.number, place);
    row.child = file_.number;
    row.booked_on = review.booked;
    for (const auto& booking : review.stood_down)
        records_.stood_down.push_back({row.review, booking.booked_for, booking.stood_down,
                                       std::string(booking.reason), booking.rearranged_for});
    row.officer = service_.chair(file_.number.value, review.held.value_or(around_.as_at));
    if (!review.held) {
        records_.review_details.add(std::move(row));
        return;
    }
    row.held_on = review.held;
    row.completed_on = review.completed;
    row.mode = draw_mode(sitting, *review.held);
    static constexpr std::string_view places[] = {"carer's home", "carer's home",    "carer's home", "school",
                                                  "office",       "children's home", "family centre"};
    const std::string_view where = sitting.one_of(places);
    if (row.mode != Mode::virtual_) row.place = where;
    row.late_reason = review.late_reason;
    row.brought_forward_reason = review.brought_forward_reason;
    row.relaxed_reason = review.relaxed_reason;
    add_voice(review, row, draw);
    add_papers(review, row, sitting, draw);
    if (!stay.short_breaks) {
        care::ReturnedReview returned;
        returned.child = file_.number;
        returned.born_on = file_.child.born;
        returned.held_on = review.held;
        returned.participation = row.participation.front();
        records_.returned_reviews.add(returned);
    }
    // Who came and what was decided is kept for the years of the service's own records.
    if (*review.held >= around_.kept_from) {
        add_attendance(review, row);
        add_decisions(stay, review, row, place, draw);
    }
    records_.review_details.add(std::move(row));
}

void ReviewWriter::add_voice(const InventedReview& review, ReviewDetails& row, Draw& draw) {
    const int years = age_on(file_.child.born, *review.held);
    const Participation code = draw_participation(draw, years);
    row.participation.push_back(code);
    const bool came = code >= Participation::PN1 && code <= Participation::PN4;
    if (came && draw.chance(60)) row.participation.push_back(Participation::PN6);
    static constexpr std::string_view reasons[] = {"did not want to come",   "at school",
                                                   "chose to write instead", "unsettled by meetings",
                                                   "missing on the day",     "ill"};
    const std::string_view reason = draw.one_of(reasons);
    if (code >= Participation::PN5 && draw.chance(code == Participation::PN7 ? 940 : 700))
        row.not_attended_reason = reason;
    row.chaired = care::Chaired::no;
    if (code == Participation::PN1 && years >= 8) {
        const int way = draw.below(1000);
        row.chaired = way < 35 ? care::Chaired::yes : way < 120 ? care::Chaired::co : care::Chaired::no;
    }
    row.child_seen = came || draw.chance(650);
    row.child_seen_alone = years >= 4 && *row.child_seen && draw.chance(700);
}

// The papers before, and the decisions and the record after.
void ReviewWriter::add_papers(const InventedReview& review, ReviewDetails& row, Draw& sitting, Draw& draw) {
    static constexpr std::array forms = {care::RecordForm::letter, care::RecordForm::signs_of_safety,
                                         care::RecordForm::minutes};
    const int form = sitting.below(1000);
    row.record_form = forms[form < 620 ? 0 : form < 760 ? 1 : 2];
    const Day held = *review.held;
    const Day completed = *review.completed;
    const auto before = [&](int thousandths_known) -> std::optional<Day> {
        if (!sitting.chance(thousandths_known)) return std::nullopt;
        const int days = sitting.chance(765) ? sitting.between(3, 8) : sitting.between(0, 2);
        return calendar_.add(held, -days);
    };
    row.report_received_on = before(955);
    row.care_plan_received_on = before(900);
    if (row.report_received_on && age_on(file_.child.born, held) >= 4 && draw.chance(620))
        row.report_shared_with_child_on = std::min(held, *row.report_received_on + draw.between(0, 4));
    const int sent = sitting.chance(885) ? sitting.between(0, 5) : sitting.between(6, 14);
    row.decisions_sent_on = unless_later(calendar_.add(completed, sent));
    const int written = sitting.chance(865) ? sitting.between(3, 15) : sitting.between(16, 45);
    const Day written_on = calendar_.add(completed, written);
    row.record_completed_on = unless_later(written_on);
    const int shared =
        written <= 15 && sitting.chance(960) ? sitting.between(0, 20 - written) : sitting.between(1, 15);
    row.record_shared_on = unless_later(calendar_.add(written_on, shared));
}

void ReviewWriter::add_attendance(const InventedReview& review, const ReviewDetails& row) {
    // Sisters and brothers share a sitting, so they share who came.
    Draw draw(mixed(review.sitting, 2));
    const int years = age_on(file_.child.born, *review.held);
    const auto add = [&](Party party, int invited, int attended, std::string_view why_not) {
        care::Attendance one;
        one.review = row.review;
        one.party = party;
        one.invited = draw.chance(invited);
        one.attended = draw.chance(attended) && *one.invited;
        one.views = *one.attended || draw.chance(330);
        if (!*one.invited && draw.chance(880)) one.not_invited_reason = why_not;
        records_.attendance.push_back(std::move(one));
    };
    if (!file_.child.alone) {
        add(Party::mother, 860, 560, "not safe for the child");
        add(Party::father, 640, 390, "no contact, whereabouts unknown");
    }
    add(Party::carer, 990, 940, "placement has ended");
    add(Party::social_worker, 1000, 960, "");
    if (years >= 4) add(Party::school, 700, 560, "school holidays");
    if (draw.chance(420)) add(Party::health, 900, 450, "not involved");
    if (years >= 5 && draw.chance(90)) add(Party::advocate, 1000, 860, "");
    if (review.number <= 3 && draw.chance(280)) add(Party::guardian, 1000, 480, "");
}

void ReviewWriter::add_decisions(const Stay& stay, const InventedReview& review, const ReviewDetails& row,
                                 int place, Draw& draw) {
    const int years = age_on(file_.child.born, *review.held);
    const int many = draw.between(2, 5);
    const bool first = review.number == 1;
    std::array<const DecisionText*, 5> chosen{};
    for (int i = 0; i < many; ++i) {
        const DecisionText* text = &draw_decision(draw, std::min(years, 17), first);
        for (int again = 0; again < 20 && std::find(chosen.begin(), chosen.end(), text) != chosen.end();
             ++again)
            text = &draw_decision(draw, std::min(years, 17), first);
        if (std::find(chosen.begin(), chosen.end(), text) != chosen.end()) break;
        chosen[static_cast<std::size_t>(i)] = text;
        care::Decision decision;
        decision.decision.text =
            row_id('D', file_.number, place).append("-").append(1, static_cast<char>('1' + i));
        decision.review = row.review;
        decision.text = text->text;
        decision.owner = text->owner;
        decision.due_on = calendar_.add(*review.completed + text->days - 1, 1);
        const std::uint64_t ends = mixed(mixed(review.sitting, file_.child.seed), 5);
        end_decision(stay.ends, *review.completed, text->days, decision,
                     Draw(ends, static_cast<std::uint64_t>(i)));
        records_.decisions.push_back(std::move(decision));
    }
}

// Most decisions are carried out in time and nearly all others within half a year, or something else takes
// their place; 3 in 100 stay open past two reviews, so that on any day some 5 children in 100 have one such.
void ReviewWriter::end_decision(Day care_ends, Day completed, int days, care::Decision& decision,
                                Draw draw) const {
    const Day due = *decision.due_on;
    const int way = draw.below(1000);
    const bool is_overtaken = way >= 920 && way < 970;
    Day ends = completed;
    if (way < 720)
        ends = std::max(completed, due - draw.between(0, days - 5));
    else if (way < 880)
        ends = due + draw.between(1, 90);
    else if (way < 920)
        ends = std::max(due + 1, completed + draw.between(100, 190));
    else
        ends = completed + (is_overtaken ? draw.between(90, 180) : draw.between(300, 540));
    std::string_view progress = is_overtaken       ? draw_overtaken(draw)
                                : draw.chance(800) ? draw_evidence(draw)
                                                   : std::string_view();
    // Nobody works on a decision after the child has left.
    const Day left = std::max(care_ends, completed);
    if (ends > left) {
        ends = left;
        progress = "Overtaken: the child is no longer looked after.";
    }
    if (ends <= around_.as_at)
        decision.done_on = ends;
    else
        progress = due < around_.as_at && draw.chance(600) ? draw_chased(draw) : std::string_view();
    decision.progress = progress;
}

}  // namespace

void add_review_rows(const Surroundings& around, const ChildFile& file, const Service& service,
                     const WorkingDays& calendar, care::Records& records) {
    ReviewWriter writer(around, file, service, calendar, records);
    int place = 0;
    for (std::size_t i = 0; i < file.reviews.size(); ++i)
        for (const InventedReview& review : file.reviews[i])
            writer.write(file.child.stays[i], review, ++place);
}

}  // namespace footprint::exchange::invented
