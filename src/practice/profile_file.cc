#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string>

#include "practice/profile.h"

#include "base/shipped.h"
#include "base/text.h"
#include "law/toml.h"

namespace footprint::practice {

namespace {

using law::TableReader;
using law::TomlNode;

constexpr std::string_view standard_path = "profiles/standard.toml";
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
    void read_bands(const TomlNode& node);
    void read_lists(const TomlNode& node);
    std::vector<Choice> read_choices(TableReader& reader, std::string_view key, bool may_be_empty = false);
    void read_stages(const TomlNode& list);
    void read_checklists(const TomlNode& list);
    void hold_against_codes(const TomlNode& lists);
    void hold_against_law(const TomlNode& limits, const law::Rulebook& law);
    void hold_against_standard(const TomlNode& root);

    template <class Band, class Number, class Read>
    std::vector<Band> read_band_list(TableReader& reader, std::string_view key, bool whole_range, Number Band::*from,
                                     std::optional<Number> Band::*until, Read read_number);
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
                    "'" + std::string(key) + "' needs two words, for one and for many, as [\"review\", \"reviews\"]. It "
                    "has " + std::to_string(words.size()) + ".");
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
    const auto working_days = [&](std::string_view key) { return reader.whole_number(key, 1, most_working_days); };
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
                    "The record is to be shared before it is to be completed. Make record_shared_working_days at least " +
                        std::to_string(profile_.record_completed_working_days) + ".");
    reader.finish();
}

// A lead leaves at least half of the time that the law gives, or the plan would make the law's limit pointless.
law::Limit ProfileFile::read_lead(TableReader& leads, std::string_view key, int most_days) {
    const TomlNode* node = leads.table(key);
    if (node == nullptr) return {};
    TableReader reader(*node, "The lead '" + std::string(key) + "'", problems_);
    law::Limit lead;
    lead.number = reader.whole_number("number", 0, 180);
    const std::string unit = reader.text("unit");
    constexpr std::array units = {law::Unit::working_days, law::Unit::days, law::Unit::weeks, law::Unit::months};
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
                    "The lead '" + std::string(key) + "' is longer than half of the time that the law gives. Write at "
                    "most about " + counted(most_days, "day", "days") + ".");
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
                    "Nothing would be hidden: 'most' is below 'least'. Write at least " + std::to_string(hide.least) + ".");
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
            reader.fail(Problem::Kind::conflict, "most", "'most' is below 'least'. Swap the two, or correct one.");
        reader.finish();
    }
    if (const TomlNode* node = root.table("pages")) {
        TableReader reader(*node, "The section [pages]", problems_);
        profile_.page_rows = reader.whole_number("rows", 5, 1000);
        reader.finish();
    }
}

// Bands follow on each other without a gap. Where they cover everything the first begins at 0 and the last is open.
template <class Band, class Number, class Read>
std::vector<Band> ProfileFile::read_band_list(TableReader& reader, std::string_view key, bool whole_range,
                                              Number Band::*from, std::optional<Number> Band::*until,
                                              Read read_number) {
    std::vector<Band> bands;
    const TomlNode* list = reader.list(key);
    if (list == nullptr) return bands;
    std::set<std::string> names;
    const auto wrong = [&](const TomlNode& at, const Band& band, const std::string& message) {
        fail(Problem::Kind::conflict, at.place, "The band '" + band.name + "' of " + std::string(key) + " " + message);
    };
    for (const TomlNode& item : list->items) {
        if (!is_table(item, "a band as { name = \"0-4\", from = 0, until = 5 }")) continue;
        TableReader band_reader(item, "A band of " + std::string(key), problems_);
        Band band;
        band.name = band_reader.text("name");
        band.*from = read_number(band_reader, "from");
        if (band_reader.has("until")) band.*until = read_number(band_reader, "until");
        band_reader.finish();
        if (!names.insert(band.name).second) wrong(item, band, "is named twice. Rename one.");
        if (band.*until && *(band.*until) <= band.*from)
            wrong(item, band, "ends before it begins. Make 'until' larger than 'from'; 'until' is not in the band.");
        if (bands.empty() && whole_range && band.*from != 0) wrong(item, band, "is the first. Let it begin at 0.");
        if (!bands.empty() && bands.back().*until != band.*from)
            wrong(item, band, "overlaps the one before or leaves a gap. Let it begin where '" + bands.back().name +
                                  "' ends.");
        const bool last = &item == &list->items.back();
        if (whole_range && last && band.*until) wrong(item, band, "is the last. Leave out 'until', so that none is lost.");
        bands.push_back(std::move(band));
    }
    if (list->items.empty())
        reader.fail(Problem::Kind::missing, key, "There are no bands in " + std::string(key) + ". Add at least one.");
    return bands;
}

void ProfileFile::read_bands(const TomlNode& node) {
    TableReader reader(node, "The section [bands]", problems_);
    const auto years = [](TableReader& band, std::string_view key) { return band.whole_number(key, 0, 25); };
    const auto months = [](TableReader& band, std::string_view key) { return band.whole_number(key, 0, 300); };
    const auto miles = [](TableReader& band, std::string_view key) { return band.number(key, 0, 10'000); };
    const auto ages = [&](std::string_view key, bool whole) {
        return read_band_list<AgeBand>(reader, key, whole, &AgeBand::from, &AgeBand::until, years);
    };
    profile_.age_bands_dfe = ages("age_dfe", true);
    profile_.age_bands_local = ages("age_local", true);
    profile_.age_bands_voice = ages("age_voice", false);
    profile_.time_in_care_bands = read_band_list<MonthBand>(reader, "time_in_care_months", true,
                                                            &MonthBand::from_months, &MonthBand::until_months, months);
    profile_.distance_bands = read_band_list<MileBand>(reader, "distance_miles", true, &MileBand::from_miles,
                                                       &MileBand::until_miles, miles);
    reader.finish();
}

std::vector<Choice> ProfileFile::read_choices(TableReader& reader, std::string_view key, bool may_be_empty) {
    std::vector<Choice> choices;
    const TomlNode* list = reader.list(key);
    if (list == nullptr) return choices;
    if (list->items.empty() && !may_be_empty)
        reader.fail(Problem::Kind::missing, key, "The list '" + std::string(key) + "' is empty. Add at least one.");
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
    hold_against_codes(node);
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
        total += stage.working_days.value_or(0);
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
                        "The checklist '" + made.code + "' stands twice with this version. Give the newer one the next.");
        reader.finish();
        profile_.checklists.push_back(std::move(made));
    }
}

// Some lists only name what the program knows by its code: each code must be there, and no other.
void ProfileFile::hold_against_codes(const TomlNode& lists) {
    const auto hold = [&](const std::vector<Choice>& list, std::string_view key, const care::CodeNames& codes) {
        if (list.empty()) return;
        TableReader at(lists, "The section [lists]", problems_);
        std::vector<std::string> known;
        for (std::size_t i = 1; i < codes.size; ++i) {
            known.emplace_back(codes.names[i]);
            if (!has_code(list, codes.names[i]))
                at.fail(Problem::Kind::missing, key,
                        "The list '" + std::string(key) + "' has no '" + known.back() + "'. Add it with its label.");
        }
        for (const Choice& choice : list)
            if (std::find(known.begin(), known.end(), choice.code) == known.end())
                at.fail(Problem::Kind::unknown_code, key,
                        "The list '" + std::string(key) + "' has a code '" + choice.code + "' that nobody knows. " +
                            law::did_you_mean(choice.code, known));
    };
    hold(profile_.parties, "parties", care::codes_of(care::Party{}));
    hold(profile_.means, "means", care::codes_of(care::Means{}));
    hold(profile_.roles, "roles", care::codes_of(care::Role{}));
}

// A profile may tighten, never loosen. REQUIRES: the law has these rules, which its own tests hold.
void ProfileFile::hold_against_law(const TomlNode& limits, const law::Rulebook& law) {
    struct Bound {
        std::string_view key;
        std::string_view rule;
        int value;
        bool before;  // at least so long before: more is tighter
    };
    const std::array bounds = {
        Bound{"allocation_working_days", "iro-appoint-5wd", profile_.allocation_working_days, false},
        Bound{"decisions_sent_working_days", "iro-decisions-5wd", profile_.decisions_sent_working_days, false},
        Bound{"manager_objection_working_days", "manager-response-5d", profile_.manager_objection_working_days, false},
        Bound{"record_completed_working_days", "review-record-15wd", profile_.record_completed_working_days, false},
        Bound{"record_shared_working_days", "review-record-distribute-20wd", profile_.record_shared_working_days, false},
        Bound{"report_before_working_days", "iro-reports-3d-before", profile_.report_before_working_days, true},
        Bound{"discussion_before_working_days", "iro-sw-consult-15wd-before", profile_.discussion_before_working_days,
              true},
        Bound{"challenge_total_working_days", "iro-dispute-total-20wd", profile_.challenge_total_working_days, false},
    };
    TableReader at(limits, "The section [limits]", problems_);
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

// Figures of services are compared by code, so each profile has at least the standard's.
void ProfileFile::hold_against_standard(const TomlNode& root) {
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
                fail(Problem::Kind::missing, list->place,
                     "The list '" + std::string(key) + "' has no '" + code + "', which the standard profile has. Add it; "
                     "a profile may add codes, never drop or rename one.");
    };
    const TomlNode* ours = entry_of(root, "lists");
    const TomlNode* theirs = entry_of(*standard, "lists");
    if (ours == nullptr || theirs == nullptr) return;
    for (const std::string_view key :
         {"themes", "late_reasons", "stood_down_reasons", "brought_forward_reasons", "outcomes"})
        hold(*ours, *theirs, key);
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
    if (const TomlNode* node = root.table("bands")) read_bands(*node);
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
    const TomlNode* limits = entry_of(*root, "limits");
    if (law != nullptr && limits != nullptr && limits->kind == TomlNode::Kind::table) hold_against_law(*limits, *law);
    if (file != standard_path) hold_against_standard(*root);
    const bool misnamed = !profile_.name.empty() && !file.ends_with("/" + profile_.name + ".toml") &&
                          file != profile_.name + ".toml";
    if (misnamed)
        reader.fail(Problem::Kind::conflict, "name",
                    "The profile is named '" + profile_.name + "' but its file is not. Name the file " + profile_.name +
                        ".toml.");
    if (!problems_.empty()) return problems_;
    return std::move(profile_);
}

}  // namespace

Result<Profile> load_profile(std::string_view file, std::string_view text, const law::Rulebook* law) {
    return ProfileFile().read(file, text, law);
}

}  // namespace footprint::practice
