#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string>

#include "practice/profile.h"

#include "base/text.h"
#include "law/toml.h"
#include "practice/profile_parts.h"

namespace footprint::practice {

namespace {

using law::TableReader;
using law::TomlNode;

constexpr int most_working_days = 250;

// Reads one profile and collects everything that is wrong with it.
class ProfileFile {
  public:
    Result<Profile> read(std::string_view file, std::string_view text, const law::Rulebook* law);

  private:
    void read_sections(TableReader& root);
    void read_words(const TomlNode& node);
    Word read_word(TableReader& reader, std::string_view key);
    void read_limits(const TomlNode& node);
    void read_leads(const TomlNode& node);
    law::Limit read_lead(TableReader& leads, std::string_view key, int most_days);
    void read_workload(const TomlNode& node);
    void read_suppression(const TomlNode& node);
    void read_small_sections(TableReader& root);
    void read_lists(const TomlNode& node);
    std::vector<Choice> read_choices(TableReader& reader, std::string_view key, bool may_be_empty = false);
    void read_stages(const TomlNode& list);
    void read_checklists(const TomlNode& list);
    void fail(Problem::Kind kind, const Place& place, std::string message) {
        problems_.push_back({kind, place, std::move(message)});
    }
    bool is_table(const TomlNode& node, std::string_view what);

    Profile profile_;
    Problems problems_;
};

bool ProfileFile::is_table(const TomlNode& node, std::string_view what) {
    if (node.kind == TomlNode::Kind::table) return true;
    fail(Problem::Kind::unreadable, node.place,
         "Here stands " + std::string(printed(node.kind)) + ". Write " + std::string(what) + ".");
    return false;
}

Word ProfileFile::read_word(TableReader& reader, std::string_view key) {
    const auto words = reader.texts(key);
    if (words.size() == 2) return {words[0], words[1]};
    if (!words.empty())
        reader.fail(Problem::Kind::missing, key,
                    "'" + std::string(key) +
                        "' needs two words, for one and for many, as [\"review\", \"reviews\"]. It "
                        "has " +
                        std::to_string(words.size()) + ".");
    return {};
}

void ProfileFile::read_words(const TomlNode& node) {
    TableReader reader(node, "The section [words]", problems_);
    Wording& words = profile_.words;
    words.service = reader.text("service");
    words.looked_after = reader.text("looked_after");
    words.looked_after_short = reader.text("looked_after_short");
    words.iro_long = reader.text("iro_long");
    words.child_looked_after = read_word(reader, "child_looked_after");
    words.iro = read_word(reader, "iro");
    words.review = read_word(reader, "review");
    words.record = read_word(reader, "record");
    words.decision = read_word(reader, "decision");
    words.midway = read_word(reader, "midway");
    words.challenge = read_word(reader, "challenge");
    words.checklist = read_word(reader, "checklist");
    words.good_practice = read_word(reader, "good_practice");
    words.social_worker = read_word(reader, "social_worker");
    reader.finish();
}

void ProfileFile::read_limits(const TomlNode& node) {
    TableReader reader(node, "The section [limits]", problems_);
    const auto working_days = [&](std::string_view key) {
        return reader.whole_number(key, 1, most_working_days);
    };
    profile_.allocation_working_days = working_days("allocation_working_days");
    profile_.decisions_sent_working_days = working_days("decisions_sent_working_days");
    profile_.manager_objection_working_days = working_days("manager_objection_working_days");
    profile_.record_completed_working_days = working_days("record_completed_working_days");
    profile_.record_shared_working_days = working_days("record_shared_working_days");
    profile_.report_before_working_days = working_days("report_before_working_days");
    profile_.discussion_before_working_days = working_days("discussion_before_working_days");
    profile_.challenge_total_working_days = working_days("challenge_total_working_days");
    profile_.section_20_months = reader.whole_number("section_20_months", 1, 216);
    profile_.extra_review_days = reader.whole_number("extra_review_days", 1, 180);
    if (profile_.record_shared_working_days < profile_.record_completed_working_days)
        reader.fail(Problem::Kind::conflict, "record_shared_working_days",
                    "The record is to be shared before it is to be completed. Make "
                    "record_shared_working_days at least " +
                        std::to_string(profile_.record_completed_working_days) + ".");
    reader.finish();
}

// A lead leaves at least half of the time that the law gives, or the plan would make the law's limit
// pointless.
law::Limit ProfileFile::read_lead(TableReader& leads, std::string_view key, int most_days) {
    const TomlNode* node = leads.table(key);
    if (node == nullptr) return {};
    TableReader reader(*node, "The lead '" + std::string(key) + "'", problems_);
    law::Limit lead;
    lead.number = reader.whole_number("number", 0, 180);
    const std::string unit = reader.text("unit");
    constexpr std::array units = {law::Unit::working_days, law::Unit::days, law::Unit::weeks,
                                  law::Unit::months};
    constexpr std::array days_each = {1.4, 1.0, 7.0, 30.4};
    std::vector<std::string> known;
    bool found = false;
    double days = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        known.emplace_back(printed(units[i]));
        if (unit != known.back()) continue;
        found = true;
        lead.unit = units[i];
        days = days_each[i] * lead.number;
    }
    if (!found && !unit.empty())
        reader.fail(Problem::Kind::unknown_code, "unit",
                    "'" + unit + "' is no unit of a lead. " + law::did_you_mean(unit, known));
    if (days > most_days)
        reader.fail(Problem::Kind::conflict, "number",
                    "The lead '" + std::string(key) +
                        "' is longer than half of the time that the law gives. Write at "
                        "most about " +
                        counted(most_days, "day", "days") + ".");
    reader.finish();
    return lead;
}

void ProfileFile::read_leads(const TomlNode& node) {
    TableReader reader(node, "The section [leads]", problems_);
    profile_.leads.first = read_lead(reader, "first", 14);
    profile_.leads.second = read_lead(reader, "second", 45);
    profile_.leads.later = read_lead(reader, "later", 91);
    reader.finish();
}

void ProfileFile::read_workload(const TomlNode& node) {
    TableReader reader(node, "The section [workload]", problems_);
    const auto weight = [&](std::string_view key) { return reader.number(key, 0, 10); };
    WorkloadWeights& weights = profile_.workload;
    weights.child = weight("child");
    weights.recently_accommodated = weight("recently_accommodated");
    weights.recent_months = reader.whole_number("recent_months", 1, 24);
    weights.placed_at_distance = weight("placed_at_distance");
    weights.distant_miles = reader.number("distant_miles", 1, 500);
    weights.in_proceedings = weight("in_proceedings");
    weights.placement_disrupted = weight("placement_disrupted");
    weights.extra_review = weight("extra_review");
    weights.siblings_apart = weight("siblings_apart");
    weights.protection_plan = weight("protection_plan");
    reader.finish();
}

void ProfileFile::read_suppression(const TomlNode& node) {
    TableReader reader(node, "The section [suppression]", problems_);
    Suppression& hide = profile_.suppression;
    hide.least = reader.whole_number("least", 1, 20);
    hide.most = reader.whole_number("most", 1, 20);
    hide.least_denominator = reader.whole_number("least_denominator", 1, 100);
    hide.mark = reader.text("mark");
    if (hide.most < hide.least)
        reader.fail(Problem::Kind::conflict, "most",
                    "Nothing would be hidden: 'most' is below 'least'. Write at least " +
                        std::to_string(hide.least) + ".");
    reader.finish();
}

void ProfileFile::read_small_sections(TableReader& root) {
    if (const TomlNode* node = root.table("participation")) {
        TableReader reader(*node, "The section [participation]", problems_);
        profile_.pn4_counts = reader.truth("pn4_counts");
        reader.finish();
    }
    if (const TomlNode* node = root.table("caseload")) {
        TableReader reader(*node, "The section [caseload]", problems_);
        profile_.caseload_least = reader.whole_number("least", 1, 500);
        profile_.caseload_most = reader.whole_number("most", 1, 500);
        if (profile_.caseload_most < profile_.caseload_least)
            reader.fail(Problem::Kind::conflict, "most",
                        "'most' is below 'least'. Swap the two, or correct one.");
        reader.finish();
    }
    if (const TomlNode* node = root.table("pages")) {
        TableReader reader(*node, "The section [pages]", problems_);
        profile_.page_rows = reader.whole_number("rows", 5, 1000);
        reader.finish();
    }
    if (const TomlNode* node = root.table_if_any("mail")) {
        TableReader reader(*node, "The section [mail]", problems_);
        profile_.names_in_mail = reader.truth_or("names", false);
        reader.finish();
    }
}

std::vector<Choice> ProfileFile::read_choices(TableReader& reader, std::string_view key, bool may_be_empty) {
    std::vector<Choice> choices;
    const TomlNode* list = reader.list(key);
    if (list == nullptr) return choices;
    if (list->items.empty() && !may_be_empty)
        reader.fail(Problem::Kind::missing, key,
                    "The list '" + std::string(key) + "' is empty. Add at least one.");
    for (const TomlNode& item : list->items) {
        if (!is_table(item, "{ code = \"other\", label = \"Other\" }")) continue;
        TableReader choice(item, "An entry of '" + std::string(key) + "'", problems_);
        Choice read{choice.text("code"), choice.text("label")};
        choice.finish();
        if (has_code(choices, read.code))
            fail(Problem::Kind::conflict, item.place,
                 "The code '" + read.code + "' stands twice in '" + std::string(key) + "'. Drop one.");
        choices.push_back(std::move(read));
    }
    return choices;
}

void ProfileFile::read_lists(const TomlNode& node) {
    TableReader reader(node, "The section [lists]", problems_);
    profile_.themes = read_choices(reader, "themes");
    profile_.late_reasons = read_choices(reader, "late_reasons");
    profile_.stood_down_reasons = read_choices(reader, "stood_down_reasons");
    profile_.brought_forward_reasons = read_choices(reader, "brought_forward_reasons");
    profile_.outcomes = read_choices(reader, "outcomes");
    profile_.parties = read_choices(reader, "parties");
    profile_.means = read_choices(reader, "means");
    profile_.roles = read_choices(reader, "roles");
    profile_.other_meetings = read_choices(reader, "other_meetings", true);
    profile_.report_sections = read_choices(reader, "report_sections");
    reader.finish();
    hold_against_codes(profile_, node, problems_);
}

void ProfileFile::read_stages(const TomlNode& list) {
    int total = 0;
    std::set<std::string> codes;
    for (const TomlNode& item : list.items) {
        if (!is_table(item, "a table [[stages]]")) continue;
        TableReader reader(item, "A stage", problems_);
        Stage stage{reader.text("code"), {}, {}};
        const std::string what = "The stage '" + stage.code + "'";
        reader.rename(what);
        stage.label = reader.text("label");
        const bool on_the_clock = reader.truth_or("on_the_clock", true);
        stage.working_days = reader.whole_number_if_any("working_days", 1, most_working_days);
        if (on_the_clock && !reader.has("working_days"))
            reader.fail(Problem::Kind::missing, "working_days",
                        what + " has no working days. Add 'working_days', or on_the_clock = false.");
        if (!on_the_clock && reader.has("working_days"))
            reader.fail(Problem::Kind::conflict, "working_days",
                        what + " is not on the clock but has working days. Drop one of the two.");
        if (!codes.insert(stage.code).second)
            reader.fail(Problem::Kind::conflict, "code", what + " stands twice. Rename one.");
        if (on_the_clock) total += stage.working_days.value_or(0);
        reader.finish();
        profile_.stages.push_back(std::move(stage));
    }
    if (profile_.stages.empty())
        fail(Problem::Kind::missing, list.place, "There are no stages of a challenge. Add [[stages]].");
    if (total > profile_.challenge_total_working_days && profile_.challenge_total_working_days > 0)
        fail(Problem::Kind::conflict, list.place,
             "The stages take " + std::to_string(total) + " working days together, more than the " +
                 std::to_string(profile_.challenge_total_working_days) +
                 " of challenge_total_working_days. Shorten a stage.");
}

void ProfileFile::read_checklists(const TomlNode& list) {
    std::set<std::string> codes;
    for (const TomlNode& item : list.items) {
        if (!is_table(item, "a table [[checklists]]")) continue;
        TableReader reader(item, "A checklist", problems_);
        ChecklistTemplate made;
        made.code = reader.text("code");
        made.title = reader.text("title");
        made.version = reader.whole_number("version", 1, 1000);
        made.questions = read_choices(reader, "questions");
        if (!codes.insert(made.code + "/" + std::to_string(made.version)).second)
            reader.fail(Problem::Kind::conflict, "version",
                        "The checklist '" + made.code +
                            "' stands twice with this version. Give the newer one the next.");
        reader.finish();
        profile_.checklists.push_back(std::move(made));
    }
}

void ProfileFile::read_sections(TableReader& root) {
    profile_.name = root.text("name");
    profile_.title = root.text("title");
    if (const TomlNode* node = root.table("words")) read_words(*node);
    if (const TomlNode* node = root.table("limits")) read_limits(*node);
    if (const TomlNode* node = root.table("leads")) read_leads(*node);
    if (const TomlNode* node = root.table("workload")) read_workload(*node);
    if (const TomlNode* node = root.table("suppression")) read_suppression(*node);
    read_small_sections(root);
    if (const TomlNode* node = root.table("bands")) read_bands(*node, profile_, problems_);
    if (const TomlNode* node = root.table("lists")) read_lists(*node);
    if (const TomlNode* node = root.list("stages")) read_stages(*node);
    if (const TomlNode* node = root.list("checklists")) read_checklists(*node);
    root.finish();
}

Result<Profile> ProfileFile::read(std::string_view file, std::string_view text, const law::Rulebook* law) {
    const auto root = law::parse_toml({file, text});
    if (!root) return root.problems();
    TableReader reader(*root, "The profile", problems_);
    read_sections(reader);
    if (law != nullptr) hold_against_law(profile_, *root, *law, problems_);
    if (file != standard_path) hold_against_standard(*root, problems_);
    const bool misnamed = !profile_.name.empty() && !file.ends_with("/" + profile_.name + ".toml") &&
                          file != profile_.name + ".toml";
    if (misnamed)
        reader.fail(Problem::Kind::conflict, "name",
                    "The profile is named '" + profile_.name + "' but its file is not. Name the file " +
                        profile_.name + ".toml.");
    if (!problems_.empty()) return problems_;
    return std::move(profile_);
}

}  // namespace

Result<Profile> load_profile(std::string_view file, std::string_view text, const law::Rulebook* law) {
    return ProfileFile().read(file, text, law);
}

}  // namespace footprint::practice
