#include "base/csv.h"
#include "exchange/invented_support.h"
#include "law/review_timetable.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace footprint::exchange {
namespace {

using namespace testing;
using care::Episode;
using care::PlacementType;
using P = PlacementType;

const Day today = options(2000).as_at;

// Published shares of England in percent: of one row among all rows of its measure.
double published(std::string_view measure, std::string_view row) {
    CsvReader reader("codes/invented_marginals.csv", *shipped("codes/invented_marginals.csv"));
    double part = 0, sum = 0;
    while (reader.next()) {
        const auto& f = reader.fields();
        if (f[0] != "E92000001" || f[1] != measure) continue;
        const double number = std::stod(std::string(f[4]));
        sum += number;
        if (f[2] == row) part = number;
    }
    EXPECT_GT(part, 0) << measure << " " << row;
    return 100 * part / sum;
}

// Percent of the children looked after today for whose open episode `is` holds.
template <class Is>
double share(Is is) {
    int met = 0, of = 0;
    for (const auto& records : nation()) {
        for (const Episode& episode : records.episodes.all()) {
            const auto& child = records.children[episode.child.value];
            if (!is_looked_after(episode, today) || today >= birthday(*child.born_on, 18)) continue;
            ++of;
            met += is(episode, child) ? 1 : 0;
        }
    }
    return 100.0 * met / of;
}

void expect_age(int from, int until, std::string_view row, double tolerance) {
    const double ours = share([&](const Episode&, const care::Child& child) {
        const int years = age_on(*child.born_on, today);
        return years >= from && years < until;
    });
    EXPECT_NEAR(ours, published("age", row), tolerance) << row;
}

TEST(InventedShares, ages_are_as_published) {
    expect_age(0, 1, "Under 1 year", 2);
    expect_age(1, 5, "1 to 4 years", 4);
    expect_age(5, 10, "5 to 9 years", 4);
    expect_age(10, 16, "10 to 15 years", 4);
    expect_age(16, 18, "16 years and over", 5);
}

TEST(InventedShares, sex_and_need_are_as_published) {
    EXPECT_NEAR(share([](auto&, auto& child) { return child.sex == care::Sex::M; }), published("sex", "Male"),
                4);
    const auto need = [](care::CategoryOfNeed code) {
        return share([code](const Episode& episode, auto&) { return episode.need == code; });
    };
    EXPECT_NEAR(need(care::CategoryOfNeed::N1), published("need", "N1. Abuse or neglect"), 6);
    EXPECT_NEAR(need(care::CategoryOfNeed::N5), published("need", "N5. Family dysfunction"), 5);
}

TEST(InventedShares, ethnic_groups_are_as_published) {
    using E = care::Ethnicity;
    const auto group = [](E from, E until) {
        return share([=](auto&, auto& child) { return child.ethnicity >= from && child.ethnicity <= until; });
    };
    EXPECT_NEAR(group(E::WBRI, E::WROM), published("ethnic_group", "White"), 6);
    EXPECT_NEAR(group(E::MWBC, E::MOTH), published("ethnic_group", "Mixed or Multiple ethnic groups"), 4);
    EXPECT_NEAR(group(E::BCRB, E::BOTH),
                published("ethnic_group", "Black, African, Caribbean or Black British"), 4);
    EXPECT_NEAR(share([](auto&, auto& child) { return child.ethnicity == E::not_recorded; }), 0, 0);
}

TEST(InventedShares, legal_statuses_are_as_published) {
    const auto status = [](care::LegalStatus code) {
        return share([code](const Episode& episode, auto&) { return episode.legal_status == code; });
    };
    EXPECT_NEAR(status(care::LegalStatus::C2), published("legal_status", "Full care order"), 6);
    EXPECT_NEAR(status(care::LegalStatus::C1), published("legal_status", "Interim care order"), 4);
    EXPECT_NEAR(status(care::LegalStatus::E1), published("legal_status", "Placement order granted"), 3);
    EXPECT_NEAR(status(care::LegalStatus::V2),
                published("legal_status", "Voluntary agreements under S20 CA 1989"), 6);
}

TEST(InventedShares, placements_are_as_published) {
    const auto place = [](auto is) {
        return share([is](const Episode& episode, auto&) { return is(episode.place); });
    };
    EXPECT_NEAR(place([](P p) { return p >= P::U1 && p <= P::U6; }),
                published("placement", "Foster placements"), 5);
    EXPECT_NEAR(place([](P p) { return p == P::K1 || p == P::K2; }),
                published("placement", "Secure homes and children's homes"), 3);
    EXPECT_NEAR(place([](P p) { return p == P::K3; }),
                published("placement",
                          "Independent and semi-independent living arrangements/supported accommodation"),
                3);
    EXPECT_NEAR(place([](P p) { return p == P::P1; }),
                published("placement", "Placed with parents or other person with parental responsibility"),
                3);
    EXPECT_NEAR(place(care::is_placed_for_adoption), published("placement", "Placed for adoption"), 2);
}

TEST(InventedShares, providers_are_as_published) {
    const auto provider = [](care::PlacementProvider code) {
        return share([code](const Episode& episode, auto&) { return episode.provider == code; });
    };
    EXPECT_NEAR(provider(care::PlacementProvider::PR1), published("provider", "Own provision (by the LA)"),
                5);
    EXPECT_NEAR(provider(care::PlacementProvider::PR4), published("provider", "Private provision"), 5);
    EXPECT_NEAR(provider(care::PlacementProvider::PR5),
                published("provider", "Voluntary/third sector provision"), 3);
}

// Whether an episode begins a placement with new carers; a return from a temporary one is none.
bool begins_with_new_carer(const Episode* before, const Episode& episode) {
    using R = care::ReasonForNewEpisode;
    const auto reason = episode.reason_for_new;
    if (reason != R::S && reason != R::P && reason != R::B) return false;
    return !care::is_temporary(episode.place) && !(before && care::is_temporary(before->place));
}

TEST(InventedShares, children_who_came_alone_are_as_published) {
    int alone = 0, all = 0;
    for (const auto& records : nation()) {
        all += looked_after(records, today);
        for (const auto& row : records.uasc.all())
            alone += is_looked_after(records.episodes.of(row.child).back(), today) ? 1 : 0;
    }
    EXPECT_NEAR(100.0 * alone / all, published("uasc", "UASC"), 3);
}

// Straight lines between the postcodes as the codes have them; a mile is 1609.3 m.
TEST(InventedShares, distances_are_as_published) {
    std::map<std::string, std::pair<double, double>> places;
    CsvReader reader("codes/invented_places.csv", *shipped("codes/invented_places.csv"));
    while (reader.next()) {
        const auto& f = reader.fields();
        if (!f[0].empty() && f[0] != "postcode")
            places[std::string(f[0])] = {std::stod(std::string(f[1])), std::stod(std::string(f[2]))};
    }
    const double far = share([&](const Episode& episode, auto&) {
        if (episode.home_postcode.empty()) return false;
        const auto home = places.at(std::string(episode.home_postcode.view()));
        const auto place = places.at(std::string(episode.placement_postcode.view()));
        return std::hypot(home.first - place.first, home.second - place.second) > 20.05 * 1609.3;
    });
    EXPECT_NEAR(far, published("distance", "Placed more than 20 miles from home"), 4);
}

// As everybody sees it who knows the authority's code alone.
TEST(InventedShares, as_many_are_placed_inside_the_authority_as_published) {
    int inside = 0, all = 0;
    for (const auto& records : nation()) {
        const std::string& own = records.authority.front().code;
        const care::FindPlace find_place = invented_places(own);
        for (const Episode& episode : records.episodes.all()) {
            if (!is_looked_after(episode, today)) continue;
            const auto placed = find_place(episode.placement_postcode.view());
            ASSERT_TRUE(placed) << episode.placement_postcode.view();
            ASSERT_FALSE(placed->authority.empty());
            ++all;
            inside += placed->authority.view() == own ? 1 : 0;
        }
    }
    EXPECT_NEAR(100.0 * inside / all, published("locality", "Placed inside the local authority boundary"), 5);
}

// The number of placements of the last year, and since when the child has had the same carer.
struct Stability {
    int placements = 0;
    Day period;
    Day carer;
};

Stability stability_of(std::span<const Episode> episodes) {
    Stability out{0, *episodes.front().began_on, *episodes.front().began_on};
    for (std::size_t e = 0; e < episodes.size(); ++e) {
        if (episodes[e].reason_for_new == care::ReasonForNewEpisode::S) out.period = *episodes[e].began_on;
        if (!begins_with_new_carer(e > 0 ? &episodes[e - 1] : nullptr, episodes[e])) continue;
        out.carer = *episodes[e].began_on;
        Day until = Day::never();
        for (std::size_t later = e + 1; later < episodes.size() && until.is_never(); ++later)
            if (begins_with_new_carer(&episodes[later - 1], episodes[later]))
                until = *episodes[later].began_on;
        out.placements += until > add_months(today, -12) ? 1 : 0;
    }
    return out;
}

TEST(InventedShares, stability_is_as_published) {
    int all = 0, three = 0, long_stayers = 0, settled = 0;
    for (const auto& records : nation()) {
        for (std::uint32_t i = 0; i < records.children.size(); ++i) {
            const auto episodes = records.episodes.of({i});
            if (!is_looked_after(episodes.back(), today)) continue;
            const Stability child = stability_of(episodes);
            ++all;
            three += child.placements >= 3 ? 1 : 0;
            if (age_on(*records.children[i].born_on, today) >= 16 || child.period > add_months(today, -30))
                continue;
            ++long_stayers;
            settled += child.carer <= add_months(today, -24) ? 1 : 0;
        }
    }
    // 8,500 of 81,770 had three or more; 19,680 of 28,710 had lived with the same carer for two years.
    EXPECT_NEAR(100.0 * three / all, 10.4, 3);
    EXPECT_NEAR(100.0 * settled / long_stayers, 68.5, 6);
}

TEST(InventedShares, as_many_enter_and_leave_in_a_year_as_published) {
    const auto& records = two_thousand();
    int started = 0, ceased = 0;
    for (const Episode& episode : records.episodes.all()) {
        if (care::is_short_break(episode.legal_status)) continue;
        const Day first = day_of(2021, 4, 1);
        started +=
            episode.reason_for_new == care::ReasonForNewEpisode::S && *episode.began_on >= first ? 1 : 0;
        ceased += episode.ended_on && episode.reason_ceased != care::ReasonEpisodeCeased::X1 &&
                          *episode.ended_on >= first
                      ? 1
                      : 0;
    }
    // Of 81,770 looked after, 32,270 had entered in the year and 34,450 left: 39 and 42 in a hundred.
    EXPECT_NEAR(started / 5.0 / 20, 42, 7);
    EXPECT_NEAR(ceased / 5.0 / 20, 42, 7);
}

TEST(InventedShares, reviews_are_mostly_in_time) {
    const auto& records = two_thousand();
    law::TimetableRules rules;
    rules.calendar = &calendar();
    rules.relaxed_from = day_of(2020, 4, 24);
    rules.relaxed_until = day_of(2020, 9, 24);
    rules.regulations_began = day_of(2011, 4, 1);
    law::ReviewTimetable timetable(rules, today, std::nullopt);
    int met = 0, due = 0, late = 0;
    for (std::uint32_t i = 0; i < records.children.size(); ++i) {
        for (const auto& each : timetable.of({records.children[i].born_on, records.episodes.of({i}),
                                              records.reviews.of({i}), records.review_details.of({i})})) {
            if (!each.in_ordinary_measures() || each.latest < day_of(2021, 4, 1)) continue;
            if (each.state == law::State::lapsed || each.state == law::State::pending) continue;
            ++due;
            met += each.state == law::State::met ? 1 : 0;
            late += each.state == law::State::late ? 1 : 0;
        }
    }
    EXPECT_GT(due, 15'000);
    EXPECT_GE(100 * met, 85 * due);
    EXPECT_LE(100 * met, 98 * due);
    EXPECT_GT(late, 0);
}

TEST(InventedShares, caseloads_lie_between_fifty_and_seventy) {
    for (const auto* records : {&two_thousand()}) {
        std::map<std::string, double> fte;
        std::map<std::string, int> load;
        double posts = 0;
        for (const auto& officer : records->officers)
            if (officer.role == care::Role::iro && !officer.ended_on) posts += *officer.fte;
        int children = 0;
        for (const auto& row : records->allocations.all()) children += row.until_on ? 0 : 1;
        EXPECT_GE(children / posts, 50);
        EXPECT_LE(children / posts, 70);
    }
}

TEST(InventedShares, allocations_come_within_five_working_days_mostly) {
    const auto& records = two_thousand();
    int in_time = 0, all = 0;
    for (std::uint32_t i = 0; i < records.children.size(); ++i) {
        const auto rows = records.allocations.of({i});
        const Day began = *records.episodes.of({i}).front().began_on;
        if (rows.empty() || began < day_of(2021, 4, 1)) continue;
        ++all;
        in_time += *rows.front().from_on <= calendar().add(began, 5) ? 1 : 0;
    }
    EXPECT_GT(100 * in_time, 88 * all);
    EXPECT_LT(in_time, all);
}

TEST(InventedShares, papers_and_presence_are_plausible) {
    const auto& records = two_thousand();
    int held = 0, sent = 0, written = 0, virtual_then = 0, then = 0, with_reason = 0, stood_down = 0;
    for (const auto& row : records.review_details.all()) {
        if (!row.held_on) continue;
        ++held;
        sent +=
            row.decisions_sent_on && *row.decisions_sent_on <= calendar().add(*row.completed_on, 5) ? 1 : 0;
        written +=
            row.record_completed_on && *row.record_completed_on <= calendar().add(*row.completed_on, 15) ? 1
                                                                                                         : 0;
        with_reason += row.brought_forward_reason.empty() ? 0 : 1;
        if (*row.held_on < day_of(2020, 3, 23) || *row.held_on >= day_of(2021, 4, 1)) continue;
        ++then;
        virtual_then += row.mode == care::Mode::virtual_ ? 1 : 0;
    }
    stood_down = static_cast<int>(records.stood_down.size());
    EXPECT_NEAR(100.0 * sent / held, 88, 3);
    EXPECT_NEAR(100.0 * written / held, 86, 3);
    EXPECT_GT(100 * virtual_then, 75 * then);
    EXPECT_GT(with_reason, held / 100);
    EXPECT_GT(stood_down, held / 25);
    EXPECT_LT(stood_down, held / 6);
    EXPECT_GT(records.attendance.size(), records.decisions.size());
}

// Children looked after today with a decision that two later reviews found open.
std::set<std::uint32_t> children_with_drift(const care::Records& records) {
    std::map<std::string, const care::ReviewDetails*> held;
    for (const auto& row : records.review_details.all())
        if (row.held_on) held[row.review.text] = &row;
    std::set<std::uint32_t> found;
    for (const care::Decision& decision : records.decisions) {
        const care::ReviewDetails& made_at = *held.at(decision.review.text);
        const auto reviews = records.reviews.of(made_at.child);
        const auto later = std::count_if(reviews.begin(), reviews.end(), [&](const care::Review& review) {
            return review.held_on > *made_at.held_on;
        });
        if (!decision.done_on && later >= 2 &&
            is_looked_after(records.episodes.of(made_at.child).back(), today))
            found.insert(made_at.child.value);
    }
    return found;
}

TEST(InventedShares, decisions_come_to_an_end_and_few_drift) {
    const auto& records = two_thousand();
    EXPECT_NEAR(100.0 * static_cast<double>(children_with_drift(records).size()) / 2000, 5, 2.5);
    int ended = 0, in_time = 0, within_half_a_year = 0, with_evidence = 0, overtaken = 0;
    for (const care::Decision& decision : records.decisions) {
        if (*decision.due_on > today - 200 || !decision.done_on) continue;
        ++ended;
        in_time += *decision.done_on <= *decision.due_on ? 1 : 0;
        within_half_a_year += *decision.done_on <= *decision.due_on + 183 ? 1 : 0;
        with_evidence += decision.progress.empty() ? 0 : 1;
        overtaken += decision.progress.starts_with("Overtaken") ? 1 : 0;
    }
    EXPECT_NEAR(100.0 * in_time / ended, 75, 4);
    EXPECT_GT(100 * within_half_a_year, 95 * ended);
    EXPECT_LT(within_half_a_year, ended);
    EXPECT_NEAR(100.0 * with_evidence / ended, 82, 5);
    EXPECT_GT(100 * overtaken, 4 * ended);
}

}  // namespace
}  // namespace footprint::exchange
