// The cases of tests/cases/tasks, which people can read: all that waits to be done, and nothing else.
#include "casework/tasks.h"

#include <gtest/gtest.h>

#include <set>

#include "support/case_folder.h"
#include "support/ground.h"

namespace footprint::casework {
namespace {

std::vector<std::string> lines_of(const Snapshot& snapshot) {
    std::vector<std::string> lines;
    for (const Task& task : tasks(snapshot)) {
        lines.push_back(snapshot.records().children[task.child].id + " " + std::string(printed(task.kind)) +
                        " " + iso(task.due) + (task.about.empty() ? "" : " " + task.about));
    }
    return lines;
}

TEST(TaskCases, AreAllThatWaits) {
    const auto ground = std::move(shipped_ground("standard")).value();
    std::set<std::string> shown;
    for (const tests::FolderCase& one : tests::cases_in("tests/cases/tasks")) {
        exchange::Reading reading = tests::read_case(one, tests::ground().profile, tests::ground().codes);
        tests::check_problems(one, reading);
        std::vector<std::string> wanted;
        for (const tests::CaseCheck& check : one.checks) {
            ASSERT_EQ(check.kind, "task") << one.where(check.line) << " means nothing here";
            if (check.text != "none") wanted.push_back(check.text);
            shown.insert(tests::words_of(check.text).at(check.text == "none" ? 0 : 1));
        }
        ASSERT_FALSE(one.checks.empty()) << one.where(one.line) << " expects nothing";
        const Snapshot snapshot(ground, std::move(reading.records), one.as_at, std::nullopt, 0);
        EXPECT_EQ(lines_of(snapshot), wanted) << one.where(one.line);
    }
    for (const TaskKind kind : task_kinds())
        EXPECT_TRUE(shown.contains(std::string(printed(kind)))) << "no case shows " << printed(kind);
}

// Whoever takes children over looks further ahead than the list of the morning.
TEST(Tasks, AreShownAsFarAheadAsIsAskedFor) {
    const auto ground = std::move(shipped_ground("standard")).value();
    const Day today = day_of(2026, 3, 31);
    care::Records records;
    care::Child child;
    child.id = "TEST1";
    child.born_on = day_of(2018, 3, 1);
    records.children.push_back(child);
    care::Episode episode;
    episode.child = {0};
    episode.began_on = day_of(2025, 1, 6);
    episode.legal_status = care::LegalStatus::C2;
    records.episodes.add(episode);
    care::ReviewDetails review;
    review.review.text = "TESTR1";
    review.child = {0};
    review.held_on = day_of(2026, 1, 20);
    review.decisions_sent_on = review.record_completed_on = review.record_shared_on = day_of(2026, 1, 22);
    records.review_details.add(review);
    records.decisions.push_back({{"TESTD1"}, {"TESTR1"}, "Find a tutor", "", today + 30, {}, ""});
    records.settle();
    const Snapshot snapshot(ground, std::move(records), today, std::nullopt, 0);
    const auto follows = [](const Task& task) { return task.kind == TaskKind::follow_decision; };
    const auto shown = [&](const std::vector<Task>& all) {
        return std::count_if(all.begin(), all.end(), follows);
    };
    EXPECT_EQ(shown(tasks(snapshot)), 0);
    EXPECT_EQ(shown(tasks(snapshot, 29)), 0);
    EXPECT_EQ(shown(tasks(snapshot, 30)), 1);
}

}  // namespace
}  // namespace footprint::casework
