// Histories that are drawn, worked out a second time in another way: with the list of all working days and a
// calendar that is walked day by day.
//
// Reviews are late, early or missing; episodes follow each other; a placement for adoption begins and ends; a
// series of short breaks goes on beside it all.
#include <gtest/gtest.h>

#include "law/independent_table.h"
#include "law/review_timetable.h"
#include "support/property.h"

namespace footprint::law {
namespace {

using care::LegalStatus;
using care::PlacementType;
using care::ReasonForNewEpisode;

// What the other way of counting says of one requirement.
struct Expected {
    Clock clock{};
    int number = 0;
    Day latest;
    State state{};
    int days_late = 0;
    bool relaxed = false;
};

bool agrees(const Expected& expected, const Requirement& found) {
    return expected.clock == found.clock && expected.number == found.number &&
           expected.latest == found.latest && expected.state == found.state &&
           expected.days_late == found.days_late && expected.relaxed == found.coronavirus_rule;
}

std::string told(const Expected& one) {
    return std::string(printed(one.clock)) + " " + std::to_string(one.number) + " " + iso(one.latest) + " " +
           std::string(printed(one.state)) + " late " + std::to_string(one.days_late);
}

std::string told(const Requirement& one) {
    return told(Expected{one.clock, one.number, one.latest, one.state, one.days_late, one.coronavirus_rule});
}

care::Episode episode(Day began, ReasonForNewEpisode reason, LegalStatus status, PlacementType place) {
    care::Episode row;
    row.child = {0};
    row.began_on = began;
    row.reason_for_new = reason;
    row.legal_status = status;
    row.place = place;
    return row;
}

// Ends the last episode, with another to follow or for good.
void end_last(std::vector<care::Episode>& episodes, Day ended, bool goes_on) {
    episodes.back().ended_on = ended;
    episodes.back().reason_ceased = goes_on ? care::ReasonEpisodeCeased::X1 : care::ReasonEpisodeCeased::E4A;
}

class Histories : public testing::Test {
  protected:
    Histories() {
        rules_.calendar = &calendar_.days;
        rules_.relaxed_from = relaxed_from_;
        rules_.relaxed_until = relaxed_until_;
        rules_.regulations_began = footprint::day_of(2011, 4, 1);
    }

    static int drawn(int from, int until) { return *rc::gen::inRange(from, until + 1); }
    static Day drawn_start() { return footprint::day_of(2011, 6, 1) + drawn(0, 365 * 12); }

    // A review on the day, which may have been adjourned for some days.
    void hold(Day on, int adjourned, bool with_reason) {
        reviews_.push_back(
            {{0}, on, on + adjourned, care::Participation::PN1, true, with_reason, care::no_details});
    }

    // Of a requirement that was met, or is still open, or closed without.
    Expected expect(Clock clock, int number, Day latest, const care::Review* review, Day closes) const {
        Expected one{clock, number, latest, State::pending, 0, false};
        const bool is_kind = clock != Clock::ordinary || number > 2;
        one.relaxed =
            is_kind && clock != Clock::disruption && latest >= relaxed_from_ && latest <= relaxed_until_;
        if (review != nullptr) {
            one.days_late = std::max(0, review->held_on - latest);
            one.state = one.days_late > 0 ? State::late : State::met;
            if (one.days_late > 0 && one.relaxed && review->relaxed_reason_given) one.state = State::relaxed;
        } else if (closes <= latest) {
            one.state = State::lapsed;
        } else if (latest < as_at_) {
            one.state = State::overdue;
            one.days_late = std::min(as_at_, closes) - latest;
        }
        return one;
    }

    // Draws the reviews of a clock, each some days before or after its latest day and before `until`, and
    // says what they meet. First: the latest day of the first of them, which has this number.
    std::vector<Expected> draw_reviews(Clock clock, int number, Day first, Day from, Day until,
                                       std::array<int, 2> months, int most) {
        std::vector<Expected> expected;
        Day latest = first;
        Day not_before = from;
        const int wanted = drawn(0, most);
        for (int i = 0; i < wanted; ++i) {
            const Day held = std::max(not_before, latest + drawn(-80, 80));
            const int adjourned = drawn(0, 3) == 0 ? drawn(1, 20) : 0;
            if (held + adjourned >= std::min(until, as_at_)) break;
            hold(held, adjourned, drawn(0, 1) == 1);
            expected.push_back(expect(clock, number, latest, &reviews_.back(), until));
            latest = table_.months_after(held + adjourned, number == 1 ? months[0] : months[1]);
            not_before = held + adjourned + 1;
            ++number;
        }
        expected.push_back(expect(clock, number, latest, nullptr, until));
        return expected;
    }

    void compare(std::vector<Expected> expected) {
        std::stable_sort(expected.begin(), expected.end(), [](const Expected& a, const Expected& b) {
            return a.latest != b.latest ? a.latest < b.latest : a.clock < b.clock;
        });
        ReviewTimetable timetable(rules_, as_at_, std::nullopt);
        const auto& found = timetable.of({std::nullopt, episodes_, reviews_, {}});
        std::string both = "as at " + iso(as_at_) + "\n";
        for (const auto& one : expected) both += "expected " + told(one) + "\n";
        for (const auto& one : found) both += "found    " + told(one) + "\n";
        RC_ASSERT(found.size() == expected.size() || (RC_LOG() << both, false));
        for (std::size_t i = 0; i < found.size(); ++i)
            RC_ASSERT(agrees(expected[i], found[i]) || (RC_LOG() << both, false));
    }

    void begin_anew() {
        episodes_.clear();
        reviews_.clear();
    }

    const Day relaxed_from_ = footprint::day_of(2020, 4, 24);
    const Day relaxed_until_ = footprint::day_of(2020, 9, 24);
    IndependentTable::Calendar calendar_;
    IndependentTable table_;
    TimetableRules rules_;
    Day as_at_;
    std::vector<care::Episode> episodes_;
    std::vector<care::Review> reviews_;
};

// Moves and changes of status within a period change nothing of its clock; the next period begins anew.
TEST_F(Histories, OfLateEarlyAndMissedReviewsInSeveralEpisodes) {
    tests::for_all("two periods of several episodes", [this] {
        begin_anew();
        const Day first = drawn_start();
        const Day ended = first + drawn(30, 900);
        const Day second = ended + drawn(1, 200);
        as_at_ = second + drawn(1, 700);
        episodes_.push_back(episode(first, ReasonForNewEpisode::S, LegalStatus::V2, PlacementType::U6));
        for (Day at = first + drawn(1, 120); at < ended; at = at + drawn(1, 300)) {
            end_last(episodes_, at, true);
            const bool moved = drawn(0, 1) == 1;
            episodes_.push_back(episode(at, moved ? ReasonForNewEpisode::P : ReasonForNewEpisode::L,
                                        moved ? LegalStatus::V2 : LegalStatus::C2, PlacementType::U6));
        }
        end_last(episodes_, ended, false);
        episodes_.push_back(episode(second, ReasonForNewEpisode::S, LegalStatus::C1, PlacementType::K2));
        auto expected = draw_reviews(Clock::ordinary, 1, table_.working_days_after(first, 20), first + 1,
                                     ended, {3, 6}, 6);
        const auto put_in_order = [](std::vector<Expected>& list) {
            std::stable_sort(list.begin(), list.end(),
                             [](const Expected& a, const Expected& b) { return a.latest < b.latest; });
        };
        put_in_order(expected);
        auto later = draw_reviews(Clock::ordinary, 1, table_.working_days_after(second, 20), second + 1,
                                  Day::never(), {3, 6}, 6);
        put_in_order(later);
        // Requirements stand period by period; within one they are in order already.
        ReviewTimetable timetable(rules_, as_at_, std::nullopt);
        const auto& found = timetable.of({std::nullopt, episodes_, reviews_, {}});
        expected.insert(expected.end(), later.begin(), later.end());
        RC_ASSERT(found.size() == expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            RC_LOG() << told(expected[i]) << " / " << told(found[i]) << "\n";
            RC_ASSERT(agrees(expected[i], found[i]));
        }
    });
}

TEST_F(Histories, OfTheMonthsInWhichTheCoronavirusRuleStood) {
    int relaxed = 0;
    tests::for_all("later reviews in 2020", [&] {
        begin_anew();
        const Day first = footprint::day_of(2019, 5, 1) + drawn(0, 300);
        as_at_ = footprint::day_of(2021, 6, 30);
        episodes_.push_back(episode(first, ReasonForNewEpisode::S, LegalStatus::C2, PlacementType::U4));
        const auto expected = draw_reviews(Clock::ordinary, 1, table_.working_days_after(first, 20),
                                           first + 1, Day::never(), {3, 6}, 5);
        for (const Expected& one : expected) relaxed += one.state == State::relaxed ? 1 : 0;
        compare(expected);
    });
    EXPECT_GT(relaxed, 0) << "the days of the rule were never drawn";
}

TEST_F(Histories, OfAPlacementForAdoptionAndTheReturnFromIt) {
    int returns = 0;
    tests::for_all("placed for adoption, and perhaps back", [&] {
        begin_anew();
        const Day first = drawn_start();
        const Day placed = first + drawn(1, 500);
        const bool comes_back = drawn(0, 1) == 1;
        const Day back = comes_back ? placed + drawn(1, 500) : Day::never();
        as_at_ = (comes_back ? back : placed) + drawn(1, 500);
        episodes_.push_back(episode(first, ReasonForNewEpisode::S, LegalStatus::C2, PlacementType::U4));
        end_last(episodes_, placed, true);
        episodes_.push_back(episode(placed, ReasonForNewEpisode::P, LegalStatus::C2, PlacementType::A5));
        if (comes_back) {
            end_last(episodes_, back, true);
            episodes_.push_back(episode(back, ReasonForNewEpisode::P, LegalStatus::C2, PlacementType::U4));
        }
        auto expected = draw_reviews(Clock::ordinary, 1, table_.working_days_after(first, 20), first + 1,
                                     placed, {3, 6}, 4);
        const std::size_t before = reviews_.size();
        const auto while_placed = draw_reviews(Clock::adoption, 1, placed + 28, placed, back, {3, 6}, 4);
        expected.insert(expected.end(), while_placed.begin(), while_placed.end());
        if (comes_back) {
            ++returns;
            const int held = static_cast<int>(reviews_.size());
            const Day floor = table_.working_days_after(back, 20);
            Day latest = floor;
            if (held > 0) {
                latest = table_.months_after(reviews_.back().completed_on, held == 1 ? 3 : 6);
                const bool reviewed_since = reviews_.size() > before;
                if (!reviewed_since) latest = std::max(latest, floor);
            }
            const auto after = draw_reviews(Clock::ordinary, held + 1, latest, back, Day::never(), {3, 6}, 3);
            expected.insert(expected.end(), after.begin(), after.end());
            const care::Review* met = nullptr;
            for (std::size_t i = static_cast<std::size_t>(held); i < reviews_.size() && met == nullptr; ++i)
                if (reviews_[i].held_on >= back + 28 && reviews_[i].held_on <= back + 42) met = &reviews_[i];
            expected.push_back(expect(Clock::disruption, 1, back + 42, met, Day::never()));
        }
        compare(expected);
    });
    EXPECT_GT(returns, 0);
}

TEST_F(Histories, OfShortBreaks) {
    tests::for_all("a series of short breaks", [this] {
        begin_anew();
        const Day first = drawn_start();
        Day at = first;
        const int breaks = drawn(1, 6);
        for (int i = 0; i < breaks; ++i) {
            episodes_.push_back(episode(at, ReasonForNewEpisode::S,
                                        i % 2 == 0 ? LegalStatus::V4 : LegalStatus::V3, PlacementType::K2));
            const Day ended = at + drawn(0, 5);
            if (i + 1 < breaks || drawn(0, 1) == 1) end_last(episodes_, ended, false);
            at = ended + drawn(1, 300);
        }
        // The series is open while its last break is at most twelve months ago.
        as_at_ = *episodes_.back().began_on + drawn(6, 300);
        compare(draw_reviews(Clock::short_breaks, 1, table_.months_after(first, 3), first, Day::never(),
                             {6, 6}, 5));
    });
}

}  // namespace
}  // namespace footprint::law
