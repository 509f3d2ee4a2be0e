#include "exchange/invented/rows.h"

#include "base/year.h"
#include "exchange/invented/names.h"

#include <algorithm>
#include <array>

namespace footprint::exchange::invented {

namespace {

using care::CategoryOfNeed;
using care::Sex;

// A unique pupil number of no school: authority 999, with its check letter.
std::string pupil_number(const InventedChild& child, care::ChildNumber number) {
    std::string digits = "999" + std::to_string(civil(child.born).year % 100 + 100).substr(1);
    std::string serial = std::to_string(number.value + 1);
    serial.insert(0, 7 - std::min<std::size_t>(7, serial.size()), '0');
    digits += serial;
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * (static_cast<int>(i) + 2);
    return std::string(1, "ABCDEFGHJKLMNPQRTUVWXYZ"[sum % 23]) + digits;
}

void add_header(const Surroundings& around, const ChildFile& file, care::Child& row, Draw& draw) {
    const InventedChild& child = file.child;
    row.sex = child.sex;
    row.born_on = child.born;
    row.ethnicity = child.ethnicity;
    const Day last = std::min(child.stays.back().ends, around.as_at);
    const int years = age_on(child.born, last);
    const bool new_here = around.as_at - child.stays.back().began < 7;
    if (years < 5) {
        row.upn.assign("UN1");
    } else if (child.alone) {
        row.upn.assign("UN2");
    } else if (new_here) {
        row.upn.assign("UN4");
    } else {
        row.upn.assign(pupil_number(child, file.number));
    }
    if (child.stays.front().short_breaks || child.sex != Sex::F) return;
    row.is_mother = false;
    const Day youngest = birthday(child.born, 15) + 100;
    if (last > youngest && draw.chance(45)) {
        row.is_mother = true;
        row.own_child_born_on = youngest + draw.below(last - youngest);
    }
}

void add_details(const ChildFile& file, care::Records& records, Draw& draw) {
    static constexpr std::string_view disabilities[] = {
        "autism",   "learning disability", "ADHD",  "hearing", "mobility",
        "epilepsy", "speech and language", "vision"};
    static constexpr std::string_view words[] = {"my meeting", "my catch-up", "the big chat",
                                                 "my plan meeting"};
    care::ChildDetails row;
    row.child = file.number;
    row.first_name = file.child.first_name;
    row.last_name = file.child.last_name;
    if (draw.chance(140)) row.known_as = short_form(row.first_name);
    const bool disabled = file.child.stays.back().need == CategoryOfNeed::N2;
    if (disabled || draw.chance(105)) row.disability = draw.one_of(disabilities);
    if (draw.chance(60)) row.chosen_words = draw.one_of(words);
    row.restricted = draw.chance(6);
    records.child_details.add(std::move(row));
}

void add_uasc(const Surroundings& around, const ChildFile& file, care::Records& records, Draw& draw) {
    const InventedChild& child = file.child;
    if (!child.alone) return;
    care::Uasc row;
    row.child = file.number;
    row.sex = child.sex;
    row.born_on = child.born;
    const Stay& last = child.stays.back();
    // The status ends with care or with leave to remain, by the 18th birthday at the latest.
    Day ceased = last.ends;
    if (draw.chance(150)) ceased = std::min(ceased, last.began + draw.between(250, 700));
    if (ceased <= around.as_at) row.ceased_on = ceased;
    records.uasc.add(row);
}

int draw_sdq_score(const Marginals::Health& health, Draw& draw) {
    const int way = draw.below(1000);
    if (way < health.sdq_concern) return 17 + std::min(draw.between(0, 19), draw.between(0, 19));
    if (way < health.sdq_concern + health.sdq_borderline) return draw.between(14, 16);
    return draw.between(2, 13);
}

// Those who on the last 31 March had been looked after for twelve months.
void add_health(const Surroundings& around, const ChildFile& file, care::Records& records, Draw& draw) {
    const Day last_day = Year{year_of(around.as_at).starts - 1}.last_day();
    const InventedChild& child = file.child;
    const Stay& stay = child.stays.back();
    if (stay.short_breaks || stay.ends <= last_day || stay.began > add_months(last_day, -12) + 1) return;
    const Marginals::Health& shares = around.figures.health;
    const int years = age_on(child.born, last_day);
    const int years_before = age_on(child.born, Year{year_of(around.as_at).starts - 1}.first_day());
    care::HealthOfYear row;
    row.child = file.number;
    row.born_on = child.born;
    if (years_before >= 4 && years <= 16) {
        if (draw.chance(shares.sdq_received)) {
            row.sdq_score = draw_sdq_score(shares, draw);
        } else {
            static constexpr std::array reasons = {care::SdqReason::SDQ2, care::SdqReason::SDQ3,
                                                   care::SdqReason::SDQ4, care::SdqReason::SDQ5};
            static constexpr int weights[] = {15, 10, 55, 20};
            row.sdq_reason = reasons[draw.weighted(weights)];
        }
    } else if (years >= 4 && years <= 17 && years_before < 17) {
        row.sdq_reason = care::SdqReason::SDQ1;
    }
    if (years >= 10) row.convicted = draw.chance(shares.convicted);
    if (years < 5) row.health_check = draw.chance(shares.development);
    row.immunisations = draw.chance(shares.immunisations);
    row.teeth_check = draw.chance(shares.dentist);
    row.health_assessment = draw.chance(shares.assessment);
    // Hardly anybody under twelve; a figure for all ages stands for about twice as many of the older ones.
    row.substance_misuse = years >= 12 && draw.chance(shares.substance_misuse * 2);
    if (*row.substance_misuse) {
        row.intervention_received = draw.chance(shares.intervention_received);
        if (!*row.intervention_received) row.intervention_offered = draw.chance(750);
    }
    records.health.add(row);
}

// Young people who had left and became 17 to 21 in the last full year of returns.
void add_care_leaver(const Surroundings& around, const ChildFile& file, care::Records& records, Draw& draw) {
    using A = care::Activity;
    using H = care::Accommodation;
    const InventedChild& child = file.child;
    const Stay& stay = child.stays.back();
    const Year year{year_of(around.as_at).starts - 1};
    const int years = age_on(child.born, year.last_day());
    const bool had_birthday = age_on(child.born, year.first_day() - 1) < years;
    const bool relevant = age_on(child.born, stay.ends) >= 16 && stay.ends - stay.began >= 91;
    if (stay.short_breaks || !relevant || !had_birthday || years < 17 || years > 21) return;
    if (stay.ends > birthday(child.born, years) || stay.ends > around.as_at) return;
    if (stay.reason == care::ReasonEpisodeCeased::E3 || stay.reason == care::ReasonEpisodeCeased::E2) return;
    // On the 18th birthday itself care has only just ended, which the return does not ask about.
    if (years == 18 && stay.ends == birthday(child.born, 18)) return;
    care::CareLeaver row;
    row.child = file.number;
    row.born_on = child.born;
    const int way = draw.below(1000);
    row.in_touch = way < 930   ? care::InTouch::YES
                   : way < 970 ? care::InTouch::NO
                   : way < 985 ? care::InTouch::REFU
                               : care::InTouch::NREQ;
    if (row.in_touch == care::InTouch::YES) {
        static constexpr std::array activities = {A::F1, A::F2, A::F4, A::F5, A::P2,
                                                  A::P5, A::G4, A::G5, A::G6};
        static constexpr int weights[] = {60, 230, 40, 240, 20, 40, 150, 170, 50};
        row.activity = activities[draw.weighted(weights)];
        static constexpr std::array homes = {H::U1, H::D1, H::Z1, H::B1, H::E1,
                                             H::K1, H::Y1, H::X2, H::S2, H::V2};
        static constexpr int shares[] = {340, 200, 110, 120, 60, 30, 60, 35, 15, 30};
        row.accommodation = homes[draw.weighted(shares)];
        if (years == 17 && row.accommodation == H::Z1) row.accommodation = H::B1;
    } else {
        row.activity = A::_0;
        row.accommodation = H::_0;
    }
    records.care_leavers.add(row);
}

void add_adoption(const Surroundings& around, const ChildFile& file, const Stay& stay, care::Records& records,
                  Draw& draw) {
    if (!stay.adoption_decided || *stay.adoption_decided > around.as_at) return;
    care::AdoptionDecision decision;
    decision.child = file.number;
    decision.born_on = file.child.born;
    decision.decided_on = stay.adoption_decided;
    if (stay.adoption_reversed && *stay.adoption_reversed <= around.as_at) {
        decision.reversed_on = stay.adoption_reversed;
        static constexpr std::array reasons = {care::AdoptionReversed::RD1, care::AdoptionReversed::RD3,
                                               care::AdoptionReversed::RD4};
        decision.reason_reversed = reasons[static_cast<std::size_t>(draw.below(3))];
    }
    records.adoption_decisions.add(decision);
    if (stay.ending != Ending::adoption || stay.ends > around.as_at) return;
    using S = care::SexOfAdopters;
    using L = care::AdoptersStatus;
    struct Pair {
        int adopters;
        S sex;
        L status;
    };
    static constexpr Pair pairs[] = {{2, S::MF, L::L11}, {2, S::MF, L::L3}, {2, S::MM, L::L12},
                                     {2, S::FF, L::L12}, {2, S::FF, L::L2}, {2, S::MM, L::L4},
                                     {1, S::F1, L::L0},  {1, S::M1, L::L0}};
    static constexpr int weights[] = {560, 110, 90, 70, 10, 20, 120, 20};
    const Pair& pair = pairs[draw.weighted(weights)];
    care::Adoption row;
    row.child = file.number;
    row.born_on = file.child.born;
    row.decided_on = stay.adoption_decided;
    row.matched_on = stay.matched;
    row.by_foster_carer =
        std::any_of(stay.placements.begin(), stay.placements.end(),
                    [](const Placement& placement) { return placement.type == care::PlacementType::A5; });
    row.adopters = pair.adopters;
    row.sex_of_adopters = pair.sex;
    row.adopters_status = pair.status;
    records.adoptions.add(row);
}

// Asked for every child who began to be looked after since April 2016.
void add_earlier_permanence(const Surroundings& around, const ChildFile& file, care::Records& records,
                            Draw& draw) {
    const InventedChild& child = file.child;
    const Stay& stay = child.stays.back();
    if (stay.short_breaks || stay.began < day_of(2016, 4, 1) || stay.began > around.as_at) return;
    using K = care::PreviousPermanence;
    care::EarlierPermanence row;
    row.child = file.number;
    row.born_on = child.born;
    row.kind = K::Z1;
    std::optional<Day> order;
    if (child.stays.size() > 1) {
        const Stay& before = child.stays[child.stays.size() - 2];
        if (before.ending == Ending::special_guardianship) row.kind = K::P2;
        if (before.ending == Ending::arrangements_order) row.kind = K::P3;
        order = before.ends;
    } else if (!child.alone && age_on(child.born, stay.began) >= 4 && draw.chance(75)) {
        const int way = draw.below(1000);
        row.kind = way < 220 ? K::P1 : way < 750 ? K::P2 : K::P3;
        order = child.born + draw.between(500, stay.began - child.born - 200);
    }
    if (row.kind != K::Z1) {
        // The Department's numbers of authorities in several parts of England.
        static constexpr std::string_view authorities[] = {"302", "330", "356", "370", "380",
                                                           "825", "855", "878", "908"};
        row.authority = draw.one_of(authorities);
        row.on = draw.chance(250) ? "zz/zz/" + std::to_string(civil(*order).year) : uk(*order);
    }
    records.earlier_permanence.add(std::move(row));
}

// One in ten goes missing in a year; most of them older, some of them often.
void add_missing(const Surroundings& around, const ChildFile& file, const Stay& stay, care::Records& records,
                 Draw& draw) {
    if (stay.short_breaks) return;
    const bool often = draw.chance(110);
    const Day until = std::min(stay.ends, around.as_at);
    for (Day day = std::max({stay.began, around.kept_from, birthday(file.child.born, 10)}); day < until;) {
        const int years = age_on(file.child.born, day);
        const int usual = years < 13 ? 3600 : file.child.alone ? 2400 : 1900;
        day = day + 1 + draw.between(0, often && years >= 12 ? 75 : usual * 2);
        if (day >= until) return;
        care::MissingEpisode row;
        row.child = file.number;
        row.born_on = file.child.born;
        row.kind = draw.chance(780) ? care::MissingKind::M : care::MissingKind::A;
        row.from_on = day;
        const Day back = day + (draw.chance(880) ? draw.between(0, 2) : draw.between(3, 30));
        const Day ended = std::min(back, stay.ends);
        if (ended <= around.as_at) row.until_on = ended;
        records.missing.add(row);
        day = ended;
    }
}

// Since April 2026 the return asks for orders that deprive of liberty.
void add_deprivation(const Surroundings& around, const ChildFile& file, const Stay& stay,
                     care::Records& records, Draw& draw) {
    const Day asked_from = day_of(2026, 4, 1);
    if (stay.placements.empty() || stay.ends <= asked_from || stay.short_breaks) return;
    for (std::size_t i = 0; i < stay.placements.size(); ++i) {
        const Placement& placement = stay.placements[i];
        const Day until = i + 1 < stay.placements.size() ? stay.placements[i + 1].from : stay.ends;
        if (placement.type != care::PlacementType::K2 || until <= asked_from || !draw.chance(60)) continue;
        care::DeprivationOfLiberty row;
        row.child = file.number;
        row.born_on = file.child.born;
        const Day from = std::max(placement.from, asked_from) + draw.between(0, 60);
        if (from >= until || from > around.as_at) continue;
        row.from_on = from;
        const Day ended = std::min(until, from + draw.between(28, 180));
        if (ended <= around.as_at) row.until_on = ended;
        records.deprivations.add(row);
    }
}

}  // namespace

std::string row_id(char letter, care::ChildNumber number, int row) {
    std::string text = std::to_string(1'000'001 + number.value);
    text.front() = letter;
    if (row < 10) return text.append("-0").append(1, static_cast<char>('0' + row));
    return text.append("-").append(std::to_string(row));
}

void add_return_rows(const Surroundings& around, const ChildFile& file, care::Records& records) {
    // A stream for each subject: another row of the one leaves the others as they are.
    const auto stream = [&file](std::uint64_t subject) {
        return Draw(mixed(file.child.seed, 0x726f7773), subject);
    };
    Draw header = stream(1), details = stream(2), uasc = stream(3), health = stream(4), leaver = stream(5);
    Draw permanence = stream(6), adoption = stream(7), missing = stream(8), deprivation = stream(9);
    add_header(around, file, records.children[file.number.value], header);
    add_details(file, records, details);
    add_uasc(around, file, records, uasc);
    add_health(around, file, records, health);
    add_care_leaver(around, file, records, leaver);
    add_earlier_permanence(around, file, records, permanence);
    for (const Stay& stay : file.child.stays) {
        if (stay.began > around.as_at) continue;
        add_adoption(around, file, stay, records, adoption);
        add_missing(around, file, stay, records, missing);
        add_deprivation(around, file, stay, records, deprivation);
    }
}

}  // namespace footprint::exchange::invented
