// What newer records add to and change in older ones, and what comes of laying them over each other.
#include "care/difference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "support/property.h"

namespace footprint::care {
namespace {

// Children by their ids, in order, each with an episode that begins on the day of their place in the list.
Records records_of(const std::vector<std::string>& ids) {
    Records records;
    for (const std::string& id : ids) {
        Child child;
        child.id = id;
        records.children.push_back(child);
    }
    std::sort(records.children.begin(), records.children.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    records.settle();
    return records;
}

void add_episode(Records& records, const std::string& child, Day began, std::optional<Day> ended = {}) {
    Episode episode;
    episode.child = records.find(child);
    episode.began_on = began;
    episode.ended_on = ended;
    records.episodes.add(episode);
    records.settle();
}

const TableDifference* table(const std::vector<TableDifference>& all, std::string_view name) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const TableDifference& one) { return one.table == name; });
    return found == all.end() ? nullptr : &*found;
}

const Day first = day_of(2020, 4, 1);

TEST(Difference, OfTheSameRecordsIsNothing) {
    Records records = records_of({"TEST1", "TEST2"});
    add_episode(records, "TEST1", first);
    for (const TableDifference& one : differences(records, records)) {
        EXPECT_TRUE(one.added.empty() && one.changed.empty()) << one.table;
        EXPECT_GT(one.unchanged, 0U) << one.table;
    }
}

TEST(Difference, TellsAddedFromChangedByTheKey) {
    Records before = records_of({"TEST1"});
    add_episode(before, "TEST1", first);
    Records after = records_of({"TEST1"});
    add_episode(after, "TEST1", first, first + 30);
    add_episode(after, "TEST1", first + 30);
    const auto all = differences(before, after);
    const TableDifference* const episodes = table(all, "Episodes");
    ASSERT_NE(episodes, nullptr);
    ASSERT_EQ(episodes->added.size(), 1U);
    EXPECT_EQ(after.episodes[episodes->added[0]].began_on, first + 30);
    ASSERT_EQ(episodes->changed.size(), 1U);
    EXPECT_EQ(after.episodes[episodes->changed[0]].ended_on, first + 30);
    ASSERT_EQ(episodes->replaced.size(), 1U);
    EXPECT_FALSE(before.episodes[episodes->replaced[0]].ended_on.has_value());
    EXPECT_EQ(episodes->unchanged, 0U);
}

TEST(Difference, ComparesChildrenByTheirIdsNotTheirNumbers) {
    Records before = records_of({"TEST2"});
    add_episode(before, "TEST2", first);
    Records after = records_of({"TEST1", "TEST2"});  // TEST2 is number 1 here and was 0
    add_episode(after, "TEST2", first);
    const auto all = differences(before, after);
    EXPECT_EQ(table(all, "Episodes")->unchanged, 1U);
    EXPECT_EQ(table(all, "Header")->added.size(), 1U);
    EXPECT_EQ(table(all, "Header")->unchanged, 1U);
}

TEST(Difference, SaysNothingOfWhatTheNewerSideDoesNotHave) {
    Records before = records_of({"TEST1"});
    add_episode(before, "TEST1", first);
    EXPECT_EQ(table(differences(before, records_of({"TEST1"})), "Episodes"), nullptr);
}

TEST(Merged, KeepsWhatTheNewerSideDoesNotHaveAndRenumbers) {
    Records before = records_of({"TEST1", "TEST3"});
    add_episode(before, "TEST1", first);
    add_episode(before, "TEST3", first);
    Records after = records_of({"TEST2", "TEST3"});
    add_episode(after, "TEST2", first + 1);
    add_episode(after, "TEST3", first, first + 9);
    const Records both = merged(before, after);
    ASSERT_EQ(both.children.size(), 3U);
    ASSERT_EQ(both.episodes.size(), 3U);
    EXPECT_FALSE(both.episodes.of(both.find("TEST1"))[0].ended_on.has_value());
    EXPECT_EQ(both.episodes.of(both.find("TEST2"))[0].began_on, first + 1);
    EXPECT_EQ(both.episodes.of(both.find("TEST3"))[0].ended_on, first + 9);
}

TEST(Merged, TakesTheNewerChildsRow) {
    Records before = records_of({"TEST1"});
    Records after = records_of({"TEST1"});
    after.children[0].born_on = first;
    EXPECT_EQ(merged(before, after).children[0].born_on, first);
}

// Any two sets of children and days of beginning and ending.
Records drawn_records() {
    std::vector<std::string> names;
    for (int id = 1; id < 9; ++id)
        if (*rc::gen::arbitrary<bool>()) names.push_back("TEST" + std::to_string(id));
    Records records = records_of(names);
    for (const std::string& name : names)
        for (int day = 0; day < 5; ++day)
            if (*rc::gen::arbitrary<bool>())
                add_episode(records, name, first + day,
                            *rc::gen::element(std::optional<Day>(), std::optional<Day>(first + 9)));
    return records;
}

bool nothing_to_do(const std::vector<TableDifference>& all) {
    return std::all_of(all.begin(), all.end(),
                       [](const auto& one) { return one.added.empty() && one.changed.empty(); });
}

TEST(Merged, HasNothingLeftToTakeFromTheNewerSide) {
    tests::for_all("merging twice is merging once", [] {
        const Records before = drawn_records();
        const Records after = drawn_records();
        const Records both = merged(before, after);
        RC_ASSERT(nothing_to_do(differences(both, after)));
        const Records again = merged(both, after);
        RC_ASSERT(nothing_to_do(differences(both, again)));
        RC_ASSERT(nothing_to_do(differences(again, both)));
    });
    tests::for_all("rows are added, changed or the same, and none is lost", [] {
        const Records before = drawn_records();
        const Records after = drawn_records();
        const auto all = differences(before, after);
        const TableDifference* const episodes = table(all, "Episodes");
        const std::size_t added = episodes == nullptr ? 0 : episodes->added.size();
        if (episodes != nullptr)
            RC_ASSERT(added + episodes->changed.size() + episodes->unchanged == after.episodes.size());
        RC_ASSERT(merged(before, after).episodes.size() == before.episodes.size() + added);
    });
}

TEST(Difference, SaysOldAndNewValuesRowByRow) {
    Records before = records_of({"TEST1", "TEST2"});
    add_episode(before, "TEST2", first);
    Records after = records_of({"TEST0", "TEST2"});
    add_episode(after, "TEST2", first, first + 30);
    add_episode(after, "TEST2", first + 30);
    const auto all = differences(before, after);
    const auto rows = row_changes(before, after, *table(all, "Episodes"), 0, 10);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_TRUE(rows[0].added);
    EXPECT_EQ(rows[0].key, (std::vector<std::string>{"TEST2", "01/05/2020"}));
    EXPECT_EQ(rows[0].children, std::vector<std::string>{"TEST2"});
    EXPECT_TRUE(rows[0].values.empty());
    EXPECT_FALSE(rows[1].added);
    ASSERT_EQ(rows[1].values.size(), 1U);
    EXPECT_EQ(rows[1].values[0].column, "DEC");
    EXPECT_EQ(rows[1].values[0].before, "");
    EXPECT_EQ(rows[1].values[0].after, "01/05/2020");
    EXPECT_EQ(row_changes(before, after, *table(all, "Episodes"), 1, 10).size(), 1U);
    EXPECT_EQ(row_changes(before, after, *table(all, "Header"), 0, 1).front().children,
              std::vector<std::string>{"TEST0"});
}

// A decision says only of which review it is; the review says of which child.
TEST(Difference, SaysWhomARowIsAbout) {
    const auto with_decision = [](const std::string& review) {
        Records records = records_of({"TEST1", "TEST2"});
        for (const char* child : {"TEST1", "TEST2"}) {
            ReviewDetails row;
            row.review.text = std::string("R-") + child;
            row.child = records.find(child);
            records.review_details.add(row);
        }
        Decision decision;
        decision.decision.text = "D1";
        decision.review.text = review;
        records.decisions.push_back(decision);
        records.settle();
        return records;
    };
    const auto whom = [](const Records& before, const Records& after) {
        return row_changes(before, after, *table(differences(before, after), "decisions"), 0, 1).front();
    };
    EXPECT_EQ(whom(with_decision("R-TEST1"), with_decision("R-TEST2")).children,
              (std::vector<std::string>{"TEST2", "TEST1"}));
    EXPECT_EQ(whom(records_of({"TEST1"}), with_decision("TEST1@2024-05-01")).children,
              std::vector<std::string>{"TEST1"});
    EXPECT_TRUE(whom(records_of({"TEST1"}), with_decision("nowhere")).of_unknown_child);
}

}  // namespace
}  // namespace footprint::care
