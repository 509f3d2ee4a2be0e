#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "practice/profile_parts.h"

#include "base/shipped.h"

namespace footprint::practice {

namespace {

using law::TableReader;
using law::TomlNode;

std::vector<std::string> codes_in(const TomlNode& list) {
    std::vector<std::string> codes;
    for (const TomlNode& item : list.items)
        for (const auto& entry : item.entries)
            if (entry.key == "code" && !entry.node.text.empty()) codes.push_back(entry.node.text);
    return codes;
}

const TomlNode* entry_of(const TomlNode& table, std::string_view key) {
    for (const auto& entry : table.entries)
        if (entry.key == key) return &entry.node;
    return nullptr;
}

}  // namespace

void hold_against_codes(const Profile& profile, const TomlNode& lists, Problems& problems) {
    const auto hold = [&](const std::vector<Choice>& list, std::string_view key,
                          const care::CodeNames& codes) {
        if (list.empty()) return;
        TableReader at(lists, "The section [lists]", problems);
        std::vector<std::string> known;
        for (std::size_t i = 1; i < codes.size; ++i) {
            known.emplace_back(codes.names[i]);
            if (!has_code(list, codes.names[i]))
                at.fail(Problem::Kind::missing, key,
                        "The list '" + std::string(key) + "' has no '" + known.back() +
                            "'. Add it with its label.");
        }
        for (const Choice& choice : list)
            if (std::find(known.begin(), known.end(), choice.code) == known.end())
                at.fail(Problem::Kind::unknown_code, key,
                        "The list '" + std::string(key) + "' has a code '" + choice.code +
                            "' that nobody knows. " + law::did_you_mean(choice.code, known));
    };
    hold(profile.parties, "parties", care::codes_of(care::Party{}));
    hold(profile.means, "means", care::codes_of(care::Means{}));
    hold(profile.roles, "roles", care::codes_of(care::Role{}));
}

// REQUIRES: the law has these rules, which its own tests hold.
void hold_against_law(const Profile& profile, const TomlNode& root, const law::Rulebook& law,
                      Problems& problems) {
    const TomlNode* limits = entry_of(root, "limits");
    if (limits == nullptr || limits->kind != TomlNode::Kind::table) return;
    struct Bound {
        std::string_view key;
        std::string_view rule;
        int value;
        bool before;  // at least so long before: more is tighter
    };
    const std::array bounds = {
        Bound{"allocation_working_days", "iro-appoint-5wd", profile.allocation_working_days, false},
        Bound{"decisions_sent_working_days", "iro-decisions-5wd", profile.decisions_sent_working_days, false},
        Bound{"manager_objection_working_days", "manager-response-5d", profile.manager_objection_working_days,
              false},
        Bound{"record_completed_working_days", "review-record-15wd", profile.record_completed_working_days,
              false},
        Bound{"record_shared_working_days", "review-record-distribute-20wd",
              profile.record_shared_working_days, false},
        Bound{"report_before_working_days", "iro-reports-3d-before", profile.report_before_working_days,
              true},
        Bound{"discussion_before_working_days", "iro-sw-consult-15wd-before",
              profile.discussion_before_working_days, true},
        Bound{"challenge_total_working_days", "iro-dispute-total-20wd", profile.challenge_total_working_days,
              false},
    };
    TableReader at(*limits, "The section [limits]", problems);
    for (const Bound& bound : bounds) {
        const law::Rule& rule = law.rule(bound.rule);
        const int allowed = rule.first_limit().number;
        if (!at.has(bound.key) || (bound.before ? bound.value >= allowed : bound.value <= allowed)) continue;
        at.fail(Problem::Kind::conflict, bound.key,
                "'" + std::string(bound.key) + "' = " + std::to_string(bound.value) + " is looser than " +
                    rule.citation + " allows. Write " + (bound.before ? "at least " : "at most ") +
                    std::to_string(allowed) + "; a profile may tighten, never loosen.");
    }
}

void hold_against_standard(const TomlNode& root, Problems& problems) {
    const auto text = shipped(standard_path);
    ensure(text.has_value(), "the program carries the standard profile");
    const auto standard = law::parse_toml({standard_path, *text});
    ensure(standard.has_value(), "the standard profile can be read");
    const auto hold = [&](const TomlNode& ours, const TomlNode& theirs, std::string_view key) {
        const TomlNode* list = entry_of(ours, key);
        const TomlNode* model = entry_of(theirs, key);
        if (list == nullptr || model == nullptr) return;
        const auto codes = codes_in(*list);
        for (const std::string& code : codes_in(*model))
            if (std::find(codes.begin(), codes.end(), code) == codes.end())
                problems.push_back({Problem::Kind::missing, list->place,
                                    "The list '" + std::string(key) + "' has no '" + code +
                                        "', which the standard profile has. Add it; "
                                        "a profile may add codes, never drop or rename one."});
    };
    const TomlNode* ours = entry_of(root, "lists");
    const TomlNode* theirs = entry_of(*standard, "lists");
    if (ours == nullptr || theirs == nullptr) return;
    for (const std::string_view key :
         {"themes", "late_reasons", "stood_down_reasons", "brought_forward_reasons", "outcomes"})
        hold(*ours, *theirs, key);
}

}  // namespace footprint::practice
