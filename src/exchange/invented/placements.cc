#include "exchange/invented/history.h"
#include "exchange/invented/placement_traits.h"

#include <algorithm>
#include <array>

namespace footprint::exchange::invented {

namespace {

using care::LegalStatus;
using care::PlacementType;
using care::ReasonPlacementChanged;
using P = PlacementType;

enum class Moves { settled, some, many };
constexpr Quantile days_settled[] = {{0, 400}, {300, 1500}, {700, 3800}, {1000, 6500}};
constexpr Quantile days_some[] = {{0, 40}, {300, 150}, {700, 400}, {1000, 1000}};
constexpr Quantile days_many[] = {{0, 7}, {300, 32}, {700, 90}, {1000, 240}};

// Where children of an age are placed when nothing else decides: weights in the order of `ordinary_types`.
constexpr std::array ordinary_types = {P::U6, P::U3, P::K2, P::K3, P::P1, P::Z11,
                                       P::R1, P::S1, P::K1, P::R3, P::R2, P::R5};
struct TypesOfAge {
    int until_years;
    std::array<int, 12> weights;
};
constexpr TypesOfAge types_of_age[] = {
    {1, {600, 240, 0, 0, 110, 5, 0, 0, 0, 50, 3, 0}},
    {8, {620, 235, 10, 0, 125, 22, 2, 0, 0, 6, 1, 0}},
    {11, {590, 175, 100, 0, 110, 35, 5, 4, 0, 0, 1, 0}},
    {14, {480, 115, 250, 0, 85, 55, 12, 7, 3, 0, 2, 0}},
    {16, {370, 90, 380, 0, 75, 75, 14, 7, 8, 0, 3, 2}},
    {99, {230, 65, 190, 405, 55, 60, 14, 4, 6, 10, 4, 6}},
};

// Lays the placements of one stay one after another.
class Placer {
  public:
    Placer(const Surroundings& around, const InventedChild& child, Stay& stay, Draw& draw)
        : around_(around), child_(child), stay_(stay), draw_(draw) {
        const int years = age_on(child.born, stay.began);
        const int way = draw.below(1000);
        const int settled = years < 12 ? 700 : 520;
        moves_ = way < settled ? Moves::settled : way < 850 ? Moves::some : Moves::many;
    }

    void draw_all();

  private:
    void add(Day from, P type, ReasonPlacementChanged reason);
    const care::Postcode& draw_postcode(P type, care::PlacementProvider provider);
    void change_kind(Day from, P type);
    void draw_stretch(Day from, Day until, bool fostered_only);
    int draw_days();
    P draw_type(Day on, bool fostered_only);
    void draw_within(Day from, Day until);
    void draw_absence(Day from);
    void draw_guardianship();
    void draw_adoption();
    void draw_alone();
    void draw_going_home();
    void follow_the_code_book();
    bool is_under_care_order(Day on) const;

    const Surroundings& around_;
    const InventedChild& child_;
    Stay& stay_;
    Draw& draw_;
    Moves moves_{};
};

void Placer::draw_all() {
    if (stay_.short_breaks) {
        add(stay_.began, draw_.chance(550) ? P::R1 : draw_.chance(500) ? P::U6 : P::K2, {});
    } else if (child_.alone) {
        draw_alone();
    } else if (stay_.legal.front().status == LegalStatus::J1) {
        static constexpr std::array types = {P::R5, P::K1, P::K2, P::U6};
        static constexpr int weights[] = {550, 200, 150, 100};
        add(stay_.began, types[draw_.weighted(weights)], {});
    } else if (stay_.placed) {
        draw_adoption();
    } else if (stay_.ending == Ending::special_guardianship) {
        draw_guardianship();
    } else if (stay_.ending == Ending::home) {
        draw_going_home();
    } else {
        draw_stretch(stay_.began, stay_.ends, false);
    }
    follow_the_code_book();
}

bool Placer::is_under_care_order(Day on) const {
    LegalStatus status{};
    for (const auto& span : stay_.legal)
        if (span.from <= on) status = span.status;
    return status == LegalStatus::C1 || status == LegalStatus::C2;
}

void Placer::add(Day from, P type, ReasonPlacementChanged reason) {
    Placement placement;
    placement.from = from;
    placement.type = type;
    placement.reason = stay_.placements.empty() ? ReasonPlacementChanged::not_recorded : reason;
    placement.provider = draw_provider(type, draw_);
    placement.urn = draw_urn(type, placement.provider, draw_);
    do placement.postcode = draw_postcode(type, placement.provider);
    while (!stay_.placements.empty() && stay_.placements.back().postcode == placement.postcode);
    stay_.placements.push_back(std::move(placement));
}

const care::Postcode& Placer::draw_postcode(P type, care::PlacementProvider provider) {
    if (type == P::P1 && draw_.chance(650)) return around_.places.home(child_.home);
    const bool far = type != P::P1 && draw_.chance(far_thousandths(type));
    if (is_own_home(type, provider)) return around_.places.draw_near(child_.home, 1000, draw_);
    if (far) return around_.places.draw_far(child_.home, draw_);
    const int inside = inside_thousandths(provider, around_.figures.inside_thousandths);
    return around_.places.draw_near(child_.home, inside, draw_);
}

// The same carer under another code.
void Placer::change_kind(Day from, P type) {
    Placement placement = stay_.placements.back();
    placement.from = from;
    placement.type = type;
    placement.same_carer = true;
    placement.reason = ReasonPlacementChanged::PLACE;
    stay_.placements.push_back(std::move(placement));
}

int Placer::draw_days() {
    switch (moves_) {
        case Moves::settled:
            return draw_.from(days_settled);
        case Moves::some:
            if (draw_.chance(230)) moves_ = Moves::settled;
            return draw_.from(days_some);
        default:
            // It does not go on for ever.
            if (draw_.chance(100)) moves_ = Moves::some;
            return draw_.from(days_many);
    }
}

P Placer::draw_type(Day on, bool fostered_only) {
    const int years = age_on(child_.born, on);
    const TypesOfAge* row = types_of_age;
    while (years >= row->until_years) ++row;
    for (;;) {
        const P type = ordinary_types[draw_.weighted(row->weights)];
        if (type == P::P1 && (!is_under_care_order(on) || fostered_only)) continue;
        if (fostered_only && !is_foster(type)) continue;
        if (type == P::R3 && years >= 16 && child_.sex != care::Sex::F) continue;
        return type;
    }
}

void Placer::draw_stretch(Day from, Day until, bool fostered_only) {
    int short_thousandths = stay_.placements.empty() ? 420 : 0;
    for (Day day = from; day < until;) {
        const P type = draw_type(day, fostered_only);
        // The first days are often spent with carers who take children in at once, and the next with others.
        int days = draw_.chance(short_thousandths) ? draw_.between(4, 60) : draw_days();
        short_thousandths = short_thousandths * 2 / 3;
        const Day sixteenth = birthday(child_.born, 16);
        // Homes for children are left for supported accommodation, if not at sixteen then soon after.
        if ((type == P::K2 || type == P::Z11) && day < sixteenth && draw_.chance(600))
            days = std::min(days, sixteenth + draw_.between(5, 500) - day);
        Day next = day + days;
        if (until - next < 25) next = until;
        add(day, type, draw_reason(draw_));
        draw_within(day, next);
        day = next;
    }
}

// What happens while a placement lasts: a short absence; the match for the long term.
void Placer::draw_within(Day from, Day until) {
    const P type = stay_.placements.back().type;
    if (!is_foster(type)) return;
    if (until - from > 250 && draw_.chance(45)) draw_absence(from + draw_.between(60, 150));
    const bool lasting = stay_.ending == Ending::grown_up && until - from > 500;
    const Day match = from + draw_.between(240, 480);
    if (!lasting || !draw_.chance(620) || match >= until || age_on(child_.born, match) < 2) return;
    if (stay_.adoption_decided && match < stay_.adoption_reversed.value_or(stay_.ends) + 150) return;
    change_kind(match, type == P::U3 ? P::U1 : P::U4);
    if (!stay_.long_term_matched) stay_.long_term_matched = match;
}

void Placer::draw_absence(Day from) {
    static constexpr std::array types = {P::T1, P::T3, P::T4};
    const P type = types[static_cast<std::size_t>(draw_.below(3))];
    const int days = type == P::T1   ? draw_.between(2, 25)
                     : type == P::T3 ? draw_.between(4, 18)
                                     : draw_.between(1, 6);
    Placement back = stay_.placements.back();
    add(from, type, {});
    back.from = from + days;
    back.reason = ReasonPlacementChanged::not_recorded;
    back.same_carer = false;
    stay_.placements.push_back(std::move(back));
}

// Special guardians have often fostered the child before, as relatives or friends.
void Placer::draw_guardianship() {
    using R = care::ReasonEpisodeCeased;
    static constexpr std::array reasons = {R::E45, R::E46, R::E47, R::E48};
    std::array<int, 4> weights{};
    for (std::size_t i = 0; i < reasons.size(); ++i)
        weights[i] = around_.figures.reason_ceased[static_cast<std::size_t>(reasons[i])];
    stay_.reason = reasons[draw_.weighted(weights)];
    Day day = stay_.began;
    if (stay_.reason == R::E45) {
        if (draw_.chance(480)) {
            add(day, P::U6, {});
            day = day + draw_.between(5, std::min(150, (stay_.ends - stay_.began) / 2));
        }
        add(day, P::U3, ReasonPlacementChanged::CARPL);
    } else {
        if (draw_.chance(350)) {
            add(day, P::U6, {});
            day = day + draw_.between(5, std::min(100, (stay_.ends - stay_.began) / 2));
        }
        add(day, P::U6, draw_reason(draw_));
    }
}

void Placer::draw_adoption() {
    const bool same_carer = draw_.chance(110);
    const Day placed = *stay_.placed;
    Day day = stay_.began;
    if (draw_.chance(400)) {
        add(day, P::U6, {});
        day = day + draw_.between(4, 90);
    }
    add(day, same_carer ? P::U5 : P::U6, draw_reason(draw_));
    if (same_carer) {
        change_kind(placed, P::A5);
    } else {
        add(placed, P::A6, ReasonPlacementChanged::CARPL);
    }
    if (stay_.ending != Ending::adoption) draw_stretch(*stay_.adoption_reversed, stay_.ends, true);
}

void Placer::draw_alone() {
    const Day sixteenth = birthday(child_.born, 16);
    Day day = stay_.began;
    while (day < stay_.ends) {
        const bool young = day < sixteenth;
        const P type = young || draw_.chance(300) ? P::U6 : P::K3;
        Day next = day + (draw_.chance(250) ? draw_.between(7, 45) : draw_.between(150, 900));
        if (young && next > sixteenth && draw_.chance(500)) next = sixteenth + draw_.between(1, 120);
        if (stay_.ends - next < 25) next = stay_.ends;
        add(day, type, draw_reason(draw_));
        day = next;
    }
}

// Under an order the last months before the return are spent with the parents.
void Placer::draw_going_home() {
    const int before_the_end = draw_.between(60, 480);
    const int after_the_beginning = draw_.between(10, 40);
    const Day home = std::max(stay_.ends - before_the_end, stay_.began + after_the_beginning);
    if (home + 7 >= stay_.ends || !is_under_care_order(home) || !draw_.chance(720))
        return draw_stretch(stay_.began, stay_.ends, false);
    draw_stretch(stay_.began, home, false);
    if (stay_.placements.back().type == P::P1) return;
    add(home, P::P1, ReasonPlacementChanged::CARPL);
}

// The same placement has another code from a certain day: supported accommodation since April 2024, other
// placements since April 2025.
void Placer::follow_the_code_book() {
    const Day supported = day_of(2024, 4, 1);
    const Day others = day_of(2025, 4, 1);
    std::vector<Placement> out;
    for (std::size_t i = 0; i < stay_.placements.size(); ++i) {
        Placement each = std::move(stay_.placements[i]);
        const Day until = i + 1 < stay_.placements.size() ? stay_.placements[i + 1].from : stay_.ends;
        const bool is_supported = each.type == P::K3;
        const bool is_other = each.type == P::Z11;
        const Day changes = is_supported ? supported : others;
        if (is_other) each.type = static_cast<P>(static_cast<int>(P::Z11) + draw_.below(4));
        if ((!is_supported && !is_other) || each.from >= changes) {
            out.push_back(std::move(each));
            continue;
        }
        Placement after = each;
        each.type = is_other                                                    ? P::Z1
                    : age_on(child_.born, each.from) >= 17 && draw_.chance(200) ? P::P2
                                                                                : P::H5;
        each.urn.clear();
        out.push_back(std::move(each));
        if (until <= changes) continue;
        after.from = changes;
        after.same_carer = true;
        after.reason = ReasonPlacementChanged::PLACE;
        out.push_back(std::move(after));
    }
    stay_.placements = std::move(out);
}

}  // namespace

void draw_placements(const Surroundings& around, const InventedChild& child, Stay& stay, Draw& draw) {
    Placer(around, child, stay, draw).draw_all();
}

void draw_reason_ceased(const Surroundings& around, const InventedChild& child, Stay& stay, Draw& draw) {
    using R = care::ReasonEpisodeCeased;
    const auto weight = [&](R reason) {
        return around.figures.reason_ceased[static_cast<std::size_t>(reason)];
    };
    const auto either = [&](R one, R other) {
        const int weights[] = {weight(one), weight(other)};
        return draw.weighted(weights) == 0 ? one : other;
    };
    const P last = stay.placements.back().type;
    switch (stay.ending) {
        case Ending::home:
            stay.reason = last == P::P1 ? R::E4A : either(R::E4A, R::E4B);
            return;
        case Ending::special_guardianship:
            if (stay.ends < day_of(2018, 4, 1))
                stay.reason = stay.reason == R::E45 || stay.reason == R::E46 ? R::E43 : R::E44;
            return;
        case Ending::arrangements_order:
            stay.reason = R::E41;
            return;
        case Ending::adoption:
            stay.reason = either(R::E11, R::E12);
            return;
        case Ending::with_others:
            stay.reason = R::E13;
            return;
        case Ending::other_authority:
            stay.reason = R::E3;
            return;
        case Ending::remand_ended:
            stay.reason = R::E14;
            return;
        case Ending::custody:
            stay.reason = R::E9;
            return;
        case Ending::not_a_child:
            stay.reason = R::E15;
            return;
        case Ending::other:
            stay.reason = draw.chance(60) ? R::E16 : draw.chance(45) && !stay.short_breaks ? R::E2 : R::E8;
            return;
        case Ending::grown_up:
            break;
    }
    static constexpr std::array reasons = {R::E17, R::E5, R::E6, R::E7, R::E8};
    // What follows on care at 18 depends on where a young person lived.
    static constexpr int fostered[] = {760, 130, 40, 10, 60};
    static constexpr int supported[] = {180, 545, 170, 5, 100};
    static constexpr int residential[] = {160, 490, 90, 120, 140};
    const bool independent = last == P::K3 || last == P::H5 || last == P::P2;
    const auto& weights = is_foster(last) ? fostered : independent || child.alone ? supported : residential;
    stay.reason = last == P::P1 ? R::E8 : reasons[draw.weighted(weights)];
}

}  // namespace footprint::exchange::invented
