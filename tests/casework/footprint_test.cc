// The cases of tests/cases/footprint, which people can read: all acts, in order; their words begin as the
// case says.
#include "casework/footprint.h"

#include <gtest/gtest.h>

#include <set>

#include "support/case_folder.h"
#include "support/ground.h"

namespace footprint::casework {
namespace {

std::string gap_of(const std::string& child, const Footprint& all) {
    return child +
           (all.longest_gap ? " " + iso(all.longest_gap->after) + " " + iso(all.longest_gap->before)
                            : " none") +
           " decisions " + std::to_string(all.decisions_done) + " of " + std::to_string(all.decisions);
}

void expect_acts(const tests::FolderCase& one, const std::string& child, const Footprint& all) {
    std::vector<const tests::CaseCheck*> wanted;
    for (const tests::CaseCheck& check : one.checks)
        if (check.kind == "act" && check.text.starts_with(child + " ")) wanted.push_back(&check);
    EXPECT_EQ(all.acts.size(), wanted.size()) << one.where(one.line) << " of " << child;
    for (std::size_t i = 0; i < std::min(all.acts.size(), wanted.size()); ++i) {
        const Act& act = all.acts[i];
        const std::string text = child + " " + iso(act.on) + " " + std::string(printed(act.kind)) +
                                 (act.words.empty() ? "" : " " + act.words);
        EXPECT_TRUE(text.starts_with(wanted[i]->text))
            << one.where(wanted[i]->line) << "\nthere is: " << text;
    }
}

TEST(FootprintCases, AreAllActsInOrder) {
    const auto ground = std::move(shipped_ground("standard")).value();
    std::set<std::string> shown;
    for (const tests::FolderCase& one : tests::cases_in("tests/cases/footprint")) {
        exchange::Reading reading = tests::read_case(one, tests::ground().profile, tests::ground().codes);
        tests::check_problems(one, reading);
        const Snapshot snapshot(ground, std::move(reading.records), one.as_at, std::nullopt, 0);
        std::set<std::string> gaps;
        for (std::uint32_t child = 0; child < snapshot.records().children.size(); ++child) {
            const Footprint all = footprint_of(snapshot, child);
            expect_acts(one, snapshot.records().children[child].id, all);
            gaps.insert(gap_of(snapshot.records().children[child].id, all));
            for (const Act& act : all.acts) shown.insert(std::string(printed(act.kind)));
        }
        for (const tests::CaseCheck& check : one.checks)
            EXPECT_TRUE(check.kind == "act" || (check.kind == "gap" && gaps.contains(check.text)))
                << one.where(check.line)
                << "\nthere are: " << join({gaps.begin(), gaps.end()}, "\n           ");
    }
    for (const ActKind kind : act_kinds())
        EXPECT_TRUE(shown.contains(std::string(printed(kind)))) << "no case shows " << printed(kind);
}

}  // namespace
}  // namespace footprint::casework
