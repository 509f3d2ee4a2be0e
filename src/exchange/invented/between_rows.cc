#include "exchange/invented/rows.h"

#include "exchange/invented/texts.h"

#include <algorithm>
#include <array>

namespace footprint::exchange::invented {

namespace {

using care::Means;
using care::Milestone;
using care::PermanencePlan;

class BetweenWriter {
  public:
    BetweenWriter(const Surroundings& around, const ChildFile& file, const Service& service,
                  care::Records& records)
        : around_(around), file_(file), service_(service), records_(records) {}

    void write(const Stay& stay, const std::vector<InventedReview>& reviews);

  private:
    void add_midway(const Stay& stay, const InventedReview& review, Day next);
    void add_contact(const InventedReview& review);
    void add_permanence(const Stay& stay, const std::vector<InventedReview>& reviews);
    void add_step(Milestone milestone, PermanencePlan plan, std::optional<Day> on);

    const Surroundings& around_;
    const ChildFile& file_;
    const Service& service_;
    care::Records& records_;
    int midways_ = 0;
    int contacts_ = 0;
};

void BetweenWriter::write(const Stay& stay, const std::vector<InventedReview>& reviews) {
    for (std::size_t i = 0; i < reviews.size(); ++i) {
        if (reviews[i].held && *reviews[i].held < around_.kept_from) continue;
        add_contact(reviews[i]);
        if (!reviews[i].held) continue;
        const bool last = i + 1 == reviews.size();
        const Day next = last ? add_months(*reviews[i].completed, i == 0 ? 3 : 6)
                              : reviews[i + 1].held.value_or(reviews[i + 1].latest);
        add_midway(stay, reviews[i], next);
    }
    if (!stay.short_breaks) add_permanence(stay, reviews);
}

// Half-way to the next review an officer looks how the plan goes on; mostly.
void BetweenWriter::add_midway(const Stay& stay, const InventedReview& review, Day next) {
    Draw draw(mixed(review.sitting, file_.child.seed), 3);
    const Day half = *review.completed + (next - *review.completed + 1) / 2;
    const int way = draw.below(1000);
    const Day held = way < 740 ? half - draw.between(0, 12) : half + draw.between(1, 20);
    if (way >= 880 || held >= std::min(next, stay.ends) || held > around_.as_at || held <= *review.completed)
        return;
    care::Midway row;
    row.midway.text = row_id('M', file_.number, ++midways_);
    row.child = file_.number;
    row.officer = service_.chair(file_.number.value, held);
    row.held_on = held;
    const int quality = draw.below(1000);
    row.quality = quality < 620   ? care::MidwayQuality::good
                  : quality < 920 ? care::MidwayQuality::adequate
                                  : care::MidwayQuality::poor;
    row.outcome = draw_midway_outcome(draw);
    records_.midways.add(std::move(row));
}

// The officer speaks with the child before the review.
void BetweenWriter::add_contact(const InventedReview& review) {
    Draw draw(mixed(review.sitting, file_.child.seed), 4);
    const Day before = review.held.value_or(review.latest);
    const int years = age_on(file_.child.born, before);
    const Day on = before - draw.between(1, 16);
    if (!draw.chance(years < 4 ? 120 : 720) || on <= review.since || on > around_.as_at) return;
    static constexpr std::array means = {Means::face_to_face, Means::call,  Means::video, Means::text,
                                         Means::whatsapp,     Means::email, Means::app,   Means::letter};
    static constexpr int usual[] = {560, 150, 90, 70, 60, 25, 30, 15};
    static constexpr int distant[] = {90, 330, 380, 70, 70, 25, 20, 15};
    const bool pandemic = on >= day_of(2020, 3, 23) && on < day_of(2021, 4, 12);
    care::Contact row;
    row.contact.text = row_id('C', file_.number, ++contacts_);
    row.child = file_.number;
    row.officer = service_.chair(file_.number.value, on);
    row.on = on;
    row.means = means[draw.weighted(pandemic ? distant : usual)];
    row.alone = years >= 4 && draw.chance(760);
    row.about = draw_contact_subject(draw);
    records_.contacts.add(std::move(row));
}

void BetweenWriter::add_step(Milestone milestone, PermanencePlan plan, std::optional<Day> on) {
    if (!on || *on > around_.as_at) return;
    care::PermanenceStep row;
    row.child = file_.number;
    row.milestone = milestone;
    row.plan = plan;
    row.on = on;
    records_.permanence.add(row);
}

PermanencePlan plan_of(const InventedChild& child, const Stay& stay) {
    switch (stay.ending) {
        case Ending::home:
            return PermanencePlan::return_home;
        case Ending::special_guardianship:
            return PermanencePlan::sgo;
        case Ending::arrangements_order:
            return PermanencePlan::cao;
        case Ending::adoption:
            return PermanencePlan::adoption;
        default:
            break;
    }
    if (stay.adoption_decided) return PermanencePlan::adoption;
    if (stay.long_term_matched) return PermanencePlan::long_term_fostering;
    const int years = age_on(child.born, stay.began);
    if (child.alone || years >= 16) return PermanencePlan::independence;
    const bool residential =
        std::any_of(stay.placements.begin(), stay.placements.end(),
                    [](const Placement& placement) { return placement.type == care::PlacementType::K2; });
    return residential ? PermanencePlan::residential : PermanencePlan::long_term_fostering;
}

void BetweenWriter::add_permanence(const Stay& stay, const std::vector<InventedReview>& reviews) {
    Draw draw(mixed(file_.child.seed, 0x7065726d), static_cast<std::uint64_t>(stay.began.count()));
    const PermanencePlan plan = plan_of(file_.child, stay);
    // The plan is to be agreed by the second review; with some it takes longer.
    const bool in_time = draw.chance(870);
    const std::size_t by = in_time ? 1 : 2;
    const int ahead = draw.between(0, 25);
    if (by < reviews.size() && reviews[by].held)
        add_step(Milestone::plan_agreed, plan, std::max(*reviews[by].held - ahead, stay.began + 1));
    add_step(Milestone::adm_decision, PermanencePlan::adoption, stay.adoption_decided);
    add_step(Milestone::placement_order, PermanencePlan::adoption, stay.placement_order);
    add_step(Milestone::matched, PermanencePlan::adoption, stay.matched);
    add_step(Milestone::placed, PermanencePlan::adoption, stay.placed);
    add_step(Milestone::long_term_matched, PermanencePlan::long_term_fostering, stay.long_term_matched);
    if (stay.ending == Ending::adoption) add_step(Milestone::order, PermanencePlan::adoption, stay.ends);
    if (stay.ending == Ending::special_guardianship) add_step(Milestone::sgo, PermanencePlan::sgo, stay.ends);
    if (stay.ending == Ending::arrangements_order) add_step(Milestone::cao, PermanencePlan::cao, stay.ends);
    if (stay.ending == Ending::home) add_step(Milestone::return_home, PermanencePlan::return_home, stay.ends);
}

}  // namespace

void add_rows_between_reviews(const Surroundings& around, const ChildFile& file, const Service& service,
                              care::Records& records) {
    BetweenWriter writer(around, file, service, records);
    for (std::size_t i = 0; i < file.reviews.size(); ++i) writer.write(file.child.stays[i], file.reviews[i]);
}

}  // namespace footprint::exchange::invented
