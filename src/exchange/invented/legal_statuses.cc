#include "exchange/invented/history.h"

#include <algorithm>

namespace footprint::exchange::invented {

namespace {

using care::LegalStatus;

// The statuses of one stay, one after another; a span that would not last a day is left out.
class Statuses {
  public:
    explicit Statuses(Stay& stay) : stay_(stay) {}
    void from(Day day, LegalStatus status) {
        if (day >= stay_.ends || (!stay_.legal.empty() && stay_.legal.back().status == status)) return;
        while (!stay_.legal.empty() && stay_.legal.back().from >= day) stay_.legal.pop_back();
        stay_.legal.push_back({stay_.legal.empty() ? stay_.began : day, status});
    }

  private:
    Stay& stay_;
};

// The first days, up to the day on which an interim order or an agreement takes over.
Day draw_beginning(Statuses& statuses, const Stay& stay, int agreed_thousandths, Draw& draw) {
    const int way = draw.below(1000);
    if (way < 95) {
        statuses.from(stay.began, LegalStatus::L1);  // at most 72 hours
        const Day next = stay.began + draw.between(1, 3);
        statuses.from(next, draw.chance(500) ? LegalStatus::V2 : LegalStatus::C1);
        return next;
    }
    if (way < 130) {
        statuses.from(stay.began, LegalStatus::L2);  // at most 8 days, once prolonged by 7
        const Day next = stay.began + draw.between(3, 8);
        statuses.from(next, LegalStatus::C1);
        return next;
    }
    statuses.from(stay.began, draw.chance(agreed_thousandths) ? LegalStatus::V2 : LegalStatus::C1);
    return stay.began;
}

// Care proceedings are meant to last 26 weeks and often take longer.
Day final_hearing(Day proceedings, Draw& draw) {
    return proceedings + draw.between(170, 470);
}

void draw_adoption(Statuses& statuses, Stay& stay, Draw& draw) {
    draw_beginning(statuses, stay, 330, draw);
    const int days = stay.ends - stay.began;
    statuses.from(stay.began + draw.between(9, 50), LegalStatus::C1);
    const Day order = stay.began + draw.between(130, std::min(320, days - 270));
    statuses.from(order, LegalStatus::E1);
    stay.placement_order = order;
    stay.adoption_decided = order - draw.between(7, 60);
    const int left = stay.ends - order;
    stay.placed = std::max(order + 40, stay.ends - draw.between(110, std::min(340, left)));
    stay.matched = std::max(order + 1, *stay.placed - draw.between(7, 40));
}

// A plan of adoption that came to nothing: an order, sometimes a placement, then care as before.
void draw_lost_adoption(Statuses& statuses, Stay& stay, Draw& draw) {
    draw_beginning(statuses, stay, 330, draw);
    statuses.from(stay.began + draw.between(9, 50), LegalStatus::C1);
    const Day order = stay.began + draw.between(150, 320);
    statuses.from(order, LegalStatus::E1);
    stay.placement_order = order;
    stay.adoption_decided = order - draw.between(7, 60);
    if (draw.chance(300)) {
        stay.placed = order + draw.between(60, 300);
        stay.matched = *stay.placed - draw.between(7, 40);
        stay.adoption_reversed = *stay.placed + draw.between(60, 320);
    } else {
        stay.adoption_reversed = order + draw.between(200, 600);
    }
    statuses.from(*stay.adoption_reversed + draw.between(20, 120), LegalStatus::C2);
}

void draw_care_order(Statuses& statuses, const Stay& stay, int agreed_thousandths, Draw& draw) {
    const Day first = draw_beginning(statuses, stay, agreed_thousandths, draw);
    const Day proceedings =
        stay.legal.back().status == LegalStatus::V2 ? first + draw.between(14, 150) : first;
    statuses.from(proceedings, LegalStatus::C1);
    statuses.from(final_hearing(proceedings, draw), LegalStatus::C2);
}

void draw_home(Statuses& statuses, const Stay& stay, Draw& draw) {
    if (draw.chance(370)) {
        draw_beginning(statuses, stay, 1000, draw);
        if (stay.legal.back().status == LegalStatus::C1) return;
        statuses.from(stay.began + 3, LegalStatus::V2);
        return;
    }
    draw_care_order(statuses, stay, 350, draw);
}

void draw_grown_up(Statuses& statuses, const InventedChild& child, Stay& stay, Draw& draw) {
    const int years = age_on(child.born, stay.began);
    const int ordered = years < 10   ? 980
                        : years < 13 ? 950
                        : years < 15 ? 890
                        : years < 16 ? 720
                        : years < 17 ? 400
                                     : 80;
    const int days = stay.ends - stay.began;
    if (years < 6 && days > 1500 && draw.chance(110)) return draw_lost_adoption(statuses, stay, draw);
    if (draw.chance(ordered)) return draw_care_order(statuses, stay, 400, draw);
    statuses.from(stay.began, LegalStatus::V2);
}

}  // namespace

void draw_legal_statuses(const InventedChild& child, Stay& stay, Draw& draw) {
    Statuses statuses(stay);
    if (stay.short_breaks) return statuses.from(stay.began, LegalStatus::V4);
    if (child.alone) return statuses.from(stay.began, LegalStatus::V2);
    switch (stay.ending) {
        case Ending::remand_ended:
        case Ending::custody:
            return statuses.from(stay.began, LegalStatus::J1);
        case Ending::adoption:
            return draw_adoption(statuses, stay, draw);
        case Ending::grown_up:
            return draw_grown_up(statuses, child, stay, draw);
        case Ending::special_guardianship:
        case Ending::arrangements_order:
            // Most of these orders end the proceedings; a quarter of the children entered by agreement and
            // stayed so.
            if (draw.chance(180)) return statuses.from(stay.began, LegalStatus::V2);
            return draw_care_order(statuses, stay, 350, draw);
        default:
            return draw_home(statuses, stay, draw);
    }
}

}  // namespace footprint::exchange::invented
