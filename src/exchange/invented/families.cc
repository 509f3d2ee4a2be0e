#include "exchange/invented/history.h"

#include "base/year.h"
#include "exchange/invented/names.h"

#include <algorithm>
#include <array>

namespace footprint::exchange::invented {

namespace {

using care::CategoryOfNeed;
using care::Sex;

constexpr int bands = 5;  // ages under 1, 1-4, 5-9, 10-15, 16 and 17
constexpr std::array<int, 4> band_begins = {1, 5, 10, 16};

// The ages at which children enter, how their care ends, and how long it takes are not published together.
// These numbers were chosen so that what is published comes out: numbers, ages, statuses, placements and
// reasons (see docs/invented_authority.md, and the test that holds the shares together).
constexpr std::array<int, bands> entry_ages = {235, 130, 175, 285, 175};
// Of each 1,000 who enter in a band, how many end in which way, in the order of Ending.
constexpr std::array<std::array<int, 11>, bands> ending_weights = {{
    // home, guardianship, arrangements, adoption, others, authority, remand, custody, -, other, grown up
    {180, 265, 35, 395, 30, 10, 0, 0, 0, 20, 65},
    {270, 255, 60, 175, 50, 15, 0, 0, 0, 30, 145},
    {280, 160, 45, 15, 65, 20, 0, 0, 0, 35, 380},
    {260, 40, 28, 0, 75, 25, 12, 14, 0, 46, 500},
    {135, 0, 4, 0, 85, 40, 20, 25, 0, 75, 616},
}};
constexpr Quantile days_home[] = {{0, 2},     {100, 12},  {220, 50},   {450, 180},
                                  {680, 400}, {860, 720}, {950, 1100}, {1000, 1900}};
constexpr Quantile days_guardianship[] = {{0, 100},   {200, 210},  {500, 330},
                                          {800, 560}, {950, 1050}, {1000, 2000}};
constexpr Quantile days_arrangements[] = {{0, 60}, {300, 200}, {600, 350}, {900, 800}, {1000, 1500}};
constexpr Quantile days_adoption[] = {{0, 420}, {200, 500}, {500, 610}, {800, 780}, {1000, 1250}};
constexpr Quantile days_elsewhere[] = {{0, 3}, {300, 40}, {600, 160}, {1000, 900}};
constexpr Quantile days_justice[] = {{0, 10}, {500, 120}, {1000, 350}};
constexpr Quantile days_breaks[] = {{0, 120}, {500, 500}, {1000, 1400}};

int band_of(int years) {
    int band = 0;
    for (const int begins : band_begins) band += years >= begins ? 1 : 0;
    return band;
}

int draw_days_old(Draw& draw) {
    switch (draw.weighted(entry_ages)) {
        case 0:
            return draw.chance(450) ? draw.between(0, 12) : draw.between(0, 364);
        case 1:
            return draw.between(366, 5 * 365);
        case 2:
            return draw.between(5 * 366, 10 * 365);
        case 3: {
            // More of them enter at 13 to 15 than at 10 to 12.
            const int one = draw.between(10 * 366, 16 * 365);
            const int other = draw.between(10 * 366, 16 * 365);
            return std::max(one, other);
        }
        default:
            return draw.between(16 * 366, 18 * 365 - 40);
    }
}

// Most who come alone are 16 or 17.
int draw_days_old_alone(Draw& draw) {
    const int one = draw.between(15 * 366, 18 * 365 - 60);
    const int other = draw.between(15 * 366, 18 * 365 - 60);
    return std::max(one, other);
}

int days_until(Ending ending, Draw& draw) {
    switch (ending) {
        case Ending::special_guardianship:
            return draw.from(days_guardianship);
        case Ending::arrangements_order:
            return draw.from(days_arrangements);
        case Ending::adoption:
            return draw.from(days_adoption);
        case Ending::other_authority:
        case Ending::other:
            return draw.from(days_elsewhere);
        case Ending::remand_ended:
        case Ending::custody:
            return draw.from(days_justice);
        case Ending::not_a_child:
            return draw.between(25, 150);
        default:
            return draw.from(days_home);
    }
}

// REQUIRES: the child is under 18 on that day
Stay draw_stay(const Surroundings& around, const InventedChild& child, Day began, Draw& draw) {
    Stay stay;
    stay.began = began;
    const Day grown_up = birthday(child.born, 18);
    if (child.alone) {
        const int way = draw.below(1000);
        stay.ending = way < 260   ? Ending::other_authority
                      : way < 310 ? Ending::not_a_child
                                  : Ending::grown_up;
        stay.need = CategoryOfNeed::N8;
    } else {
        const auto& weights = ending_weights[static_cast<std::size_t>(band_of(age_on(child.born, began)))];
        stay.ending = static_cast<Ending>(draw.weighted(weights));
        stay.need = static_cast<CategoryOfNeed>(draw.weighted(around.figures.need));
        if (stay.ending == Ending::adoption && age_on(child.born, began) >= 8)
            stay.ending = Ending::special_guardianship;
    }
    const int days = days_until(stay.ending, draw);
    stay.ends = stay.ending == Ending::grown_up ? grown_up : began + days;
    if (stay.ending == Ending::other_authority && child.alone) stay.ends = began + draw.between(3, 70);
    if (stay.ending == Ending::remand_ended || stay.ending == Ending::custody) stay.need = CategoryOfNeed::N6;
    if (stay.ends >= grown_up) {
        stay.ends = grown_up;
        stay.ending = Ending::grown_up;
    }
    return stay;
}

Stay draw_short_breaks(Day began, Day grown_up, Draw& draw) {
    Stay stay;
    stay.began = began;
    stay.short_breaks = true;
    stay.ending = Ending::other;
    stay.need = draw.chance(850) ? CategoryOfNeed::N2 : CategoryOfNeed::N4;
    stay.ends = std::min(began + draw.from(days_breaks), grown_up);
    return stay;
}

// Some come back: after a return home one in eleven, after an order few.
void draw_returns(const Surroundings& around, InventedChild& child, Draw& draw) {
    while (child.stays.size() < 3) {
        const Stay& last = child.stays.back();
        const bool home = last.ending == Ending::home || last.ending == Ending::with_others;
        const bool order =
            last.ending == Ending::special_guardianship || last.ending == Ending::arrangements_order;
        if (!draw.chance(home ? 90 : order ? 25 : 0)) return;
        const Day again = last.ends + (home ? draw.between(20, 700) : draw.between(250, 2000));
        if (again > around.as_at || age_on(child.born, again) > 16) return;
        child.stays.push_back(draw_stay(around, child, again, draw));
    }
}

Day draw_entry(const Surroundings& around, Draw& draw) {
    const Year first = year_of(around.first_entry);
    for (;;) {
        const Year year{first.starts + static_cast<int>(draw.weighted(around.entry_weights))};
        const Day day = year.first_day() + draw.below(year.last_day() - year.first_day() + 1);
        if (day >= around.first_entry && day <= around.as_at) return day;
    }
}

// A share of those who are looked after on a day is a larger or smaller share of those who enter, by how long
// they stay.
int share_of_entries_alone(const Surroundings& around) {
    return around.figures.uasc_thousandths * 350 / 100;
}

int draw_size(Draw& draw) {
    static constexpr int sizes[] = {640, 200, 110, 50};
    return 1 + static_cast<int>(draw.weighted(sizes));
}

void draw_person(const Surroundings& around, InventedChild& child, Draw& draw) {
    const int male = child.alone ? uasc_male_thousandths : around.figures.male_thousandths;
    child.sex = draw.chance(male) ? Sex::M : Sex::F;
    child.first_name = first_name(draw, child.sex, child.ethnicity);
}

// A sister or brother of the first child enters on the same day, unless born later.
std::optional<InventedChild> draw_sibling(const Surroundings& around, const InventedChild& first, int place) {
    InventedChild child = first;
    child.seed = mixed(first.seed, static_cast<std::uint64_t>(place));
    child.stays.clear();
    Draw draw(child.seed);
    const int apart = place * draw.between(320, 900);
    child.born = draw.chance(600) ? first.born - apart : first.born + apart;
    draw_person(around, child, draw);
    const Stay& model = first.stays.front();
    Day began = model.began;
    if (child.born > began - 1) {
        began = child.born + draw.between(0, 20);
        if (began >= model.ends) return std::nullopt;
    }
    const int years = age_on(child.born, began);
    if (began > around.as_at || years >= 17) return std::nullopt;
    Stay stay = draw_stay(around, child, began, draw);
    stay.need = model.need == CategoryOfNeed::N2 || model.need == CategoryOfNeed::N6 ? stay.need : model.need;
    const bool fits =
        ending_weights[static_cast<std::size_t>(band_of(years))][static_cast<std::size_t>(model.ending)] > 20;
    const bool together = draw.chance(600) && fits && model.ending != Ending::grown_up &&
                          began == model.began && model.ends < birthday(child.born, 18);
    if (together) {
        stay.ending = model.ending;
        stay.ends = model.ends;
    }
    child.stays.push_back(stay);
    draw_returns(around, child, draw);
    return child;
}

bool is_kept(const Surroundings& around, const InventedChild& child) {
    return child.stays.back().ends >= around.kept_from;
}

}  // namespace

bool InventedChild::is_looked_after(Day on) const {
    return std::any_of(stays.begin(), stays.end(), [on](const Stay& stay) {
        return !stay.short_breaks && stay.began <= on && on < stay.ends;
    });
}

std::vector<InventedChild> draw_family(const Surroundings& around, int number) {
    InventedChild first;
    first.family = number;
    first.seed = mixed(around.seed, static_cast<std::uint64_t>(number));
    Draw draw(first.seed);
    first.alone = draw.chance(share_of_entries_alone(around));
    first.home = around.places.draw_home(draw);
    const Day began = draw_entry(around, draw);
    const auto& ethnicities = first.alone ? uasc_ethnicity : around.figures.ethnicity;
    first.ethnicity = static_cast<care::Ethnicity>(draw.weighted(ethnicities));
    first.last_name = last_name(draw, first.ethnicity);
    first.born = began - (first.alone ? draw_days_old_alone(draw) : draw_days_old(draw));
    draw_person(around, first, draw);
    const int size = first.alone ? 1 : draw_size(draw);
    const bool short_breaks = !first.alone && age_on(first.born, began) >= 4 && draw.chance(25);
    first.stays.push_back(short_breaks ? draw_short_breaks(began, birthday(first.born, 18), draw)
                                       : draw_stay(around, first, began, draw));
    if (!short_breaks) draw_returns(around, first, draw);
    std::vector<InventedChild> children;
    if (is_kept(around, first)) children.push_back(first);
    for (int place = 1; !short_breaks && place < size; ++place)
        if (auto sibling = draw_sibling(around, first, place); sibling && is_kept(around, *sibling))
            children.push_back(std::move(*sibling));
    return children;
}

}  // namespace footprint::exchange::invented
