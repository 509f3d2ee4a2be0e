// The cases of tests/cases/findings, which people can read, looked through for findings.
#include <gtest/gtest.h>

#include <set>

#include "findings/catalogue.h"
#include "support/case_folder.h"
#include "support/ground.h"

namespace footprint::findings {
namespace {

using tests::ground;

std::vector<care::Finding> findings_of(const tests::FolderCase& one, const care::Records& records) {
    const auto known_from =
        records.authority.empty() ? std::nullopt : records.authority.front().reviews_known_from_on;
    return find_all(records, ground().rules, one.as_at, known_from);
}

// A misspelt name or child would let a near miss pass that shows nothing.
void check_names(const tests::FolderCase& one, const tests::CaseCheck& check, const care::Records& records) {
    const auto words = tests::words_of(check.text);
    ASSERT_GE(words.size(), 2U) << one.where(check.line) << " wants a child, or -, and the finding's name";
    EXPECT_TRUE(words[0] == "-" || records.find(words[0]).is_known())
        << one.where(check.line) << " has no child " << words[0];
    EXPECT_NE(find_entry(words[1]), nullptr) << one.where(check.line) << " names no finding: " << words[1];
}

void check_each_once(const tests::FolderCase& one, const std::vector<care::Finding>& findings) {
    std::set<std::string> seen;
    for (const care::Finding& finding : findings) {
        const std::string text = std::to_string(finding.child.value) + " " + std::string(finding.name) + " " +
                                 finding.where + " " + finding.message;
        EXPECT_TRUE(seen.insert(text).second) << one.where(one.line) << " says twice: " << text;
    }
}

TEST(FindingCases, ShowEachFindingAndANearMissOfIt) {
    std::set<std::string> shown;
    std::set<std::string> nearly;
    for (const tests::FolderCase& one : tests::cases_in("tests/cases/findings")) {
        const exchange::Reading reading = tests::read_case(one, ground().profile, ground().codes);
        tests::check_problems(one, reading);
        const auto findings = findings_of(one, reading.records);
        check_each_once(one, findings);
        EXPECT_FALSE(one.checks.empty()) << one.where(one.line) << " expects nothing";
        for (const tests::CaseCheck& check : one.checks) {
            EXPECT_TRUE(check.kind == "finding" || check.kind == "no finding")
                << one.where(check.line) << " means nothing here: " << check.kind;
            check_names(one, check, reading.records);
            tests::check_finding(one, check, reading.records, findings);
            const auto words = tests::words_of(check.text);
            if (words.size() > 1) (check.kind == "finding" ? shown : nearly).insert(words[1]);
        }
    }
    for (const Entry& entry : catalogue()) {
        EXPECT_TRUE(shown.contains(std::string(entry.name))) << "no case shows " << entry.name;
        EXPECT_TRUE(nearly.contains(std::string(entry.name))) << "no case nearly shows " << entry.name;
    }
}

}  // namespace
}  // namespace footprint::findings
