// A service's practice: its words, its targets, its stages, its bands. It may tighten the law, never
// loosen it.
//
// In      a file of profiles/
// Out     every setting, typed
// Units   the last part of each name; a limit of working days is counted as the law counts them
// Errors  a key that is unknown or missing, a wrong type, a value that makes no sense, a limit longer than
//         the law's: Problems with file, line, column and remedy; all of them
// Source  profiles/standard.toml says what each setting is; docs/measures.md; law/iro.toml
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "care/codes.h"
#include "law/rulebook.h"
#include "practice/wording.h"

namespace footprint::practice {

// A code of a list that the profile owns, and what people read.
struct Choice {
    std::string code;
    std::string label;
};

// A stage of a challenge. One without days is not on the clock.
struct Stage {
    std::string code;
    std::string label;
    std::optional<int> working_days;
};

struct AgeBand {
    std::string name;
    int from = 0;              // completed years
    std::optional<int> until;  // not in the band
};
struct MonthBand {
    std::string name;
    int from_months = 0;
    std::optional<int> until_months;  // not in the band
};
struct MileBand {
    std::string name;
    double from_miles = 0;
    std::optional<double> until_miles;  // not in the band
};

// How much earlier than the latest day a review is planned, so that a postponed one is still in time.
struct Leads {
    law::Limit first;
    law::Limit second;
    law::Limit later;
};

// What a child adds to an officer's work. Shown wherever it is used.
struct WorkloadWeights {
    double child = 1;
    double recently_accommodated = 0;
    int recent_months = 0;
    double placed_at_distance = 0;
    double distant_miles = 0;
    double in_proceedings = 0;
    double placement_disrupted = 0;
    double extra_review = 0;     // for each in the twelve months
    double siblings_apart = 0;   // a brother or sister is looked after in another place
    double protection_plan = 0;  // a child with a plan, where the officer chairs their conferences too
};

// What the published report hides.
struct Suppression {
    int least = 1;  // counts from here
    int most = 5;   // up to here are hidden
    int least_denominator = 10;
    std::string mark = "c";
};

struct ChecklistTemplate {
    std::string code;
    std::string title;
    int version = 1;
    std::vector<Choice> questions;
};

struct Profile {
    std::string name;  // of its file
    std::string title;
    Wording words;

    int allocation_working_days = 0;
    int decisions_sent_working_days = 0;
    int manager_objection_working_days = 0;
    int record_completed_working_days = 0;
    int record_shared_working_days = 0;
    int report_before_working_days = 0;
    int discussion_before_working_days = 0;
    int challenge_total_working_days = 0;
    int section_20_months = 0;
    int extra_review_days = 0;
    int caseload_least = 0;
    int caseload_most = 0;
    Leads leads;

    bool pn4_counts = true;

    std::vector<AgeBand> age_bands_dfe;
    std::vector<AgeBand> age_bands_local;
    std::vector<AgeBand>
        age_bands_voice;  // for which there is a form of its own; they need not reach every age
    std::vector<MonthBand> time_in_care_bands;
    std::vector<MileBand> distance_bands;
    WorkloadWeights workload;
    Suppression suppression;

    std::vector<Choice> themes;
    std::vector<Stage> stages;
    std::vector<Choice> late_reasons;
    std::vector<Choice> brought_forward_reasons;
    std::vector<Choice> stood_down_reasons;
    std::vector<Choice> outcomes;  // of a challenge
    std::vector<Choice> parties;
    std::vector<Choice> means;
    std::vector<Choice> roles;
    std::vector<Choice> other_meetings;  // that the service chairs
    std::vector<Choice> report_sections;
    std::vector<ChecklistTemplate> checklists;

    int page_rows = 0;
    bool names_in_mail = false;  // letters by e-mail name children; else by their initials
};

// The label of a code; the code itself where the list does not have it.
std::string_view label(const std::vector<Choice>& list, std::string_view code);
bool has_code(const std::vector<Choice>& list, std::string_view code);

// Reads a profile. With the law, its limits are held against the law's; without, they are taken as they are.
Result<Profile> load_profile(std::string_view file, std::string_view text,
                             const law::Rulebook* law = nullptr);

// By name, out of those that the program carries. An unknown name is a problem that lists them.
Result<Profile> shipped_profile(std::string_view name, const law::Rulebook* law = nullptr);
std::vector<std::string> shipped_profile_names();

}  // namespace footprint::practice
