#include "exchange/invented_support.h"

#include <set>

namespace footprint::exchange {
namespace {

using namespace testing;
using care::Episode;
using care::LegalStatus;
using care::PlacementProvider;
using care::PlacementType;
using care::ReasonEpisodeCeased;
using care::ReasonForNewEpisode;
using care::ReasonPlacementChanged;
using R = ReasonForNewEpisode;
using P = PlacementType;

bool is_foster(P type) {
    return type >= P::U1 && type <= P::U6;
}

// Three authorities of several seeds and ends, without faults.
const std::vector<care::Records>& several() {
    static const std::vector<care::Records> all = [] {
        std::vector<care::Records> made;
        made.push_back(invent(options(600, 5, 1), 0, calendar()));
        made.push_back(invent(options(600, 8, 2), 0, calendar()));
        auto later = options(600, 3, 3);
        later.as_at = day_of(2026, 11, 23);
        made.push_back(invent(later, 0, calendar()));
        return made;
    }();
    return all;
}

// Calls with each child's number, row and episodes.
template <class Visit>
void each_child(Visit visit) {
    for (const auto& records : several())
        for (std::uint32_t i = 0; i < records.children.size(); ++i)
            visit(records, care::ChildNumber{i}, records.children[i], records.episodes.of({i}));
}

TEST(InventedHistory, episodes_follow_each_other) {
    each_child([](const auto&, auto, const care::Child& child, auto episodes) {
        ASSERT_FALSE(episodes.empty());
        for (std::size_t i = 0; i < episodes.size(); ++i) {
            const Episode& each = episodes[i];
            ASSERT_GE(*each.began_on, *child.born_on) << child.id;
            ASSERT_LT(*each.began_on, birthday(*child.born_on, 18)) << child.id;
            ASSERT_EQ(each.ended_on.has_value(), each.reason_ceased != ReasonEpisodeCeased::not_recorded)
                << child.id;
            if (each.ended_on) {
                ASSERT_GT(*each.ended_on, *each.began_on) << child.id;
                ASSERT_LE(*each.ended_on, birthday(*child.born_on, 18)) << child.id;
            }
            const bool goes_on = i + 1 < episodes.size() && episodes[i + 1].reason_for_new != R::S;
            ASSERT_EQ(goes_on, each.reason_ceased == ReasonEpisodeCeased::X1) << child.id;
            if (i == 0) {
                ASSERT_EQ(each.reason_for_new, R::S) << child.id;
            } else if (each.reason_for_new == R::S) {
                ASSERT_GT(*each.began_on, *episodes[i - 1].ended_on) << child.id;
            } else {
                ASSERT_EQ(each.began_on, episodes[i - 1].ended_on) << child.id;
                ASSERT_EQ(each.need, episodes[i - 1].need) << child.id;
            }
        }
    });
}

TEST(InventedHistory, the_reason_for_a_new_episode_says_what_changed) {
    each_child([](const auto&, auto, const care::Child& child, auto episodes) {
        for (std::size_t i = 1; i < episodes.size(); ++i) {
            const Episode& was = episodes[i - 1];
            const Episode& is = episodes[i];
            if (is.reason_for_new == R::S) continue;
            const bool status = was.legal_status != is.legal_status;
            const bool place = was.place != is.place || was.placement_postcode != is.placement_postcode ||
                               was.urn != is.urn || was.provider != is.provider;
            const std::string where = child.id + " " + iso(*is.began_on);
            switch (is.reason_for_new) {
                case R::L:
                    ASSERT_TRUE(status && !place) << where;
                    break;
                case R::P:
                case R::T:
                    ASSERT_TRUE(!status && place) << where;
                    break;
                default:
                    ASSERT_TRUE(status && place) << where;
                    break;
            }
            const bool moved =
                is.reason_for_new != R::L && !care::is_temporary(was.place) && !care::is_temporary(is.place);
            ASSERT_EQ(was.reason_changed != ReasonPlacementChanged::not_recorded, moved) << where;
        }
    });
}

TEST(InventedHistory, codes_fit_the_age) {
    each_child([](const auto&, auto, const care::Child& child, auto episodes) {
        for (const Episode& each : episodes) {
            const int years = age_on(*child.born_on, *each.began_on);
            const std::string where = child.id + " " + iso(*each.began_on);
            if (each.place == P::K3 || each.place == P::H5 || each.place == P::P2) {
                ASSERT_GE(years, 16) << where;
            }
            if (each.place == P::R5 || each.place == P::K1) {
                ASSERT_GE(years, 10) << where;
            }
            if (each.place == P::S1) {
                ASSERT_GE(years, 4) << where;
            }
            if (each.legal_status >= LegalStatus::J1) {
                ASSERT_GE(years, 10) << where;
            }
            if (care::is_placed_for_adoption(each.place)) {
                ASSERT_LT(years, 12) << where;
            }
            if (!each.ended_on) continue;
            const int at_end = age_on(*child.born_on, *each.ended_on);
            const auto reason = each.reason_ceased;
            if (reason == ReasonEpisodeCeased::E17) {
                ASSERT_EQ(at_end, 18) << where;
            }
            if (reason == ReasonEpisodeCeased::E5 || reason == ReasonEpisodeCeased::E6) {
                ASSERT_GE(at_end, 14) << where;
            }
            if (reason == ReasonEpisodeCeased::E7) {
                ASSERT_GE(at_end, 16) << where;
            }
            if (reason >= ReasonEpisodeCeased::E41 && reason <= ReasonEpisodeCeased::E48) {
                ASSERT_LT(at_end, 18) << where;
            }
            if (reason == ReasonEpisodeCeased::E11 || reason == ReasonEpisodeCeased::E12) {
                ASSERT_TRUE(care::is_placed_for_adoption(each.place)) << where;
            }
        }
    });
}

TEST(InventedHistory, codes_are_valid_in_their_year) {
    const Day april_2024 = day_of(2024, 4, 1);
    const Day april_2025 = day_of(2025, 4, 1);
    bool old_code = false;
    each_child([&](const auto&, auto, const care::Child& child, auto episodes) {
        for (const Episode& each : episodes) {
            const std::string where = child.id + " " + iso(*each.began_on);
            const Day until = each.ended_on.value_or(Day::never());
            if (each.place == P::K3) {
                ASSERT_GE(*each.began_on, april_2024) << where;
            }
            if (each.place == P::H5 || each.place == P::P2) {
                ASSERT_LE(until, april_2024) << where;
            }
            if (each.place == P::Z1) {
                ASSERT_LE(until, april_2025) << where;
            }
            if (each.place >= P::Z11) {
                ASSERT_GE(*each.began_on, april_2025) << where;
            }
            const auto reason = each.reason_ceased;
            const bool before_2018 = until < day_of(2018, 4, 1);
            if (reason == ReasonEpisodeCeased::E43 || reason == ReasonEpisodeCeased::E44) {
                ASSERT_TRUE(before_2018) << where;
            }
            if (reason >= ReasonEpisodeCeased::E45 && reason <= ReasonEpisodeCeased::E48) {
                ASSERT_FALSE(before_2018) << where;
            }
            old_code = old_code || each.place == P::H5;
        }
    });
    EXPECT_TRUE(old_code);
}

TEST(InventedHistory, statuses_and_placements_fit_together) {
    each_child([](const auto&, auto, const care::Child& child, auto episodes) {
        for (std::size_t i = 0; i < episodes.size(); ++i) {
            const Episode& each = episodes[i];
            const std::string where = child.id + " " + iso(*each.began_on);
            if (each.place == P::P1) {
                ASSERT_NE(each.legal_status, LegalStatus::V2) << where;
            }
            if (each.place == P::A5 || each.place == P::A6) {
                ASSERT_EQ(each.legal_status, LegalStatus::E1) << where;
                ASSERT_TRUE(is_foster(episodes[i - 1].place) ||
                            care::is_placed_for_adoption(episodes[i - 1].place))
                    << where;
            }
            if (each.legal_status == LegalStatus::L1 && each.ended_on) {
                ASSERT_LE(*each.ended_on - *each.began_on, 3) << where;
            }
            if (care::is_temporary(each.place)) {
                ASSERT_TRUE(i > 0 && each.reason_for_new != R::S) << where;
                if (each.ended_on) {
                    ASSERT_EQ(each.reason_ceased, ReasonEpisodeCeased::X1) << where;
                    std::size_t before = i - 1;
                    while (care::is_temporary(episodes[before].place)) --before;
                    const auto& back = episodes[i + 1];
                    ASSERT_TRUE(care::is_temporary(back.place) || back.place == episodes[before].place)
                        << where;
                }
            }
            const bool without = care::is_temporary(each.place) || each.place >= P::Z1;
            ASSERT_EQ(each.provider == PlacementProvider::not_recorded, without) << where;
            ASSERT_EQ(each.provider == PlacementProvider::PR0, each.place == P::P1) << where;
            if (each.place != P::P1 && !each.home_postcode.empty()) {
                ASSERT_NE(each.home_postcode, each.placement_postcode) << where;
            }
            ASSERT_EQ(each.placement_postcode.empty(), care::is_short_break(each.legal_status)) << where;
        }
    });
}

TEST(InventedHistory, adoptions_have_their_decisions_and_orders) {
    int adopted = 0;
    each_child([&](const care::Records& records, auto number, const care::Child& child, auto episodes) {
        const auto last = episodes.back().reason_ceased;
        const bool is_adopted = last == ReasonEpisodeCeased::E11 || last == ReasonEpisodeCeased::E12;
        ASSERT_EQ(records.adoptions.of(number).size(), is_adopted ? 1u : 0u) << child.id;
        if (!is_adopted) return;
        ++adopted;
        const auto& order = records.adoptions.of(number).front();
        const auto& decision = records.adoption_decisions.of(number).front();
        ASSERT_EQ(order.decided_on, decision.decided_on) << child.id;
        ASSERT_FALSE(decision.reversed_on) << child.id;
        ASSERT_LT(*order.decided_on, *order.matched_on) << child.id;
        for (const Episode& each : episodes) {
            if (!care::is_placed_for_adoption(each.place)) continue;
            ASSERT_LE(*order.matched_on, *each.began_on) << child.id;
            break;
        }
    });
    EXPECT_GT(adopted, 50);
}

// Rule 1015 of the return: a home that the authority runs itself lies in its area.
TEST(InventedHistory, homes_and_what_the_authority_runs_lie_in_its_area) {
    int own = 0;
    each_child([&](const care::Records& records, auto, const care::Child& child, auto episodes) {
        const std::string& code = records.authority.front().code;
        const care::FindPlace find_place = invented_places(code);
        for (const Episode& each : episodes) {
            if (!each.home_postcode.empty()) {
                ASSERT_EQ(find_place(each.home_postcode.view())->authority.view(), code) << child.id;
            }
            const bool in_a_family = is_foster(each.place) || care::is_placed_for_adoption(each.place);
            if (each.provider != care::PlacementProvider::PR1 || in_a_family ||
                each.placement_postcode.empty())
                continue;
            ++own;
            ASSERT_EQ(find_place(each.placement_postcode.view())->authority.view(), code) << child.id;
        }
    });
    EXPECT_GT(own, 50);
}

TEST(InventedHistory, reviews_lie_in_periods_and_codes_fit_the_age) {
    each_child([](const care::Records& records, auto number, const care::Child& child, auto episodes) {
        for (const auto& review : records.reviews.of(number)) {
            const std::string where = child.id + " " + iso(review.held_on);
            bool inside = false;
            for (const Episode& each : episodes)
                inside = inside || (*each.began_on <= review.held_on &&
                                    (!each.ended_on || review.held_on <= *each.ended_on));
            ASSERT_TRUE(inside) << where;
            ASSERT_TRUE(calendar().is_working_day(review.held_on)) << where;
            const bool under_four = age_on(*child.born_on, review.held_on) < 4;
            ASSERT_EQ(review.participation == care::Participation::PN0, under_four) << where;
            ASSERT_NE(review.participation, care::Participation::not_recorded) << where;
            ASSERT_GE(review.completed_on, review.held_on) << where;
        }
    });
}

// Plans may lie ahead: what is booked, what is due, and how long a registration holds.
template <class Row>
void expect_nothing_after(const Row& row, Day as_at) {
    care::for_each_field<Row>([&](const auto& field) {
        if constexpr (requires { Day((row.*field.member).value()); }) {
            if constexpr (std::is_same_v<std::decay_t<decltype(row.*field.member)>, std::optional<Day>>) {
                const auto& day = row.*field.member;
                const bool is_plan = field.name == "booked" || field.name == "due" ||
                                     field.name == "rearranged_for" || field.name == "booked_for" ||
                                     field.name == "swe_expires";
                if (day && !is_plan) {
                    ASSERT_LE(*day, as_at) << care::Describe<Row>::table << " " << field.name;
                }
            }
        }
    });
}

TEST(InventedHistory, nothing_has_happened_after_today) {
    const Day ends[] = {day_of(2026, 3, 31), day_of(2026, 3, 31), day_of(2026, 11, 23)};
    for (std::size_t i = 0; i < several().size(); ++i)
        care::for_each_table(several()[i], [&](const auto& rows) {
            for (std::size_t row = 0; row < rows.size(); ++row) expect_nothing_after(rows[row], ends[i]);
        });
}

// What is generated can be written into files and read again.
TEST(InventedHistory, every_value_survives_being_written) {
    for (const auto& records : several())
        care::for_each_table(records, [](const auto& rows) {
            using Row = std::decay_t<decltype(rows[0])>;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                care::for_each_field<Row>([&](const auto& field) {
                    const auto& value = rows[i].*field.member;
                    if constexpr (!requires { value.is_known(); }) {
                        for (const auto style : {care::Style::ssda903, care::Style::own}) {
                            std::decay_t<decltype(value)> again{};
                            const std::string written = care::print_value(value, style);
                            ASSERT_FALSE(care::read_value(written, style, again))
                                << field.name << " " << written;
                            ASSERT_EQ(again == value, true) << field.name << " " << written;
                        }
                    }
                });
            }
        });
}

TEST(InventedHistory, keys_are_unique) {
    for (const auto& records : several())
        care::for_each_table(records, [](const auto& rows) {
            using Row = std::decay_t<decltype(rows[0])>;
            std::set<std::string> seen;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                std::string key;
                care::for_each_field<Row>([&](const auto& field) {
                    if (!field.key) return;
                    const auto& value = rows[i].*field.member;
                    if constexpr (requires { value.is_known(); }) {
                        key += std::to_string(value.value) + '/';
                    } else {
                        key += care::print_value(value, care::Style::own) + '/';
                    }
                });
                ASSERT_TRUE(seen.insert(key).second) << care::Describe<Row>::table << " " << key;
            }
        });
}

TEST(InventedHistory, officers_have_one_child_at_a_time_and_were_in_post) {
    for (const auto& records : several()) {
        std::map<std::string, const care::Officer*> officers;
        for (const auto& officer : records.officers) officers[officer.officer.text] = &officer;
        for (std::uint32_t i = 0; i < records.children.size(); ++i) {
            const auto rows = records.allocations.of({i});
            for (std::size_t place = 0; place < rows.size(); ++place) {
                const auto& row = rows[place];
                ASSERT_TRUE(officers.contains(row.officer.text));
                const auto& officer = *officers[row.officer.text];
                ASSERT_LE(*officer.started_on, *row.from_on) << row.officer.text;
                if (officer.ended_on) {
                    ASSERT_TRUE(row.until_on && *row.until_on <= *officer.ended_on) << row.officer.text;
                }
                if (place > 0) {
                    ASSERT_LE(rows[place - 1].until_on.value_or(Day::never()), *row.from_on);
                }
            }
        }
    }
}

TEST(InventedHistory, sisters_and_brothers_are_reviewed_on_the_same_day) {
    const auto& records = several().front();
    int families = 0, together = 0;
    for (std::uint32_t i = 1; i < records.children.size(); ++i) {
        const auto mine = records.episodes.of({i});
        const auto theirs = records.episodes.of({i - 1});
        const bool siblings = records.child_details.of({i}).front().last_name ==
                                  records.child_details.of({i - 1}).front().last_name &&
                              mine.front().home_postcode == theirs.front().home_postcode &&
                              mine.front().began_on == theirs.front().began_on &&
                              !mine.front().home_postcode.empty();
        const auto reviews = records.reviews.of({i});
        const auto others = records.reviews.of({i - 1});
        if (!siblings || reviews.empty() || others.empty()) continue;
        ++families;
        together += reviews.front().held_on == others.front().held_on ? 1 : 0;
    }
    // Where one was looked after too shortly for a first review, the first that it had belongs to a later
    // stay.
    EXPECT_GT(families, 100);
    EXPECT_GE(100 * together, 98 * families);
}

}  // namespace
}  // namespace footprint::exchange
