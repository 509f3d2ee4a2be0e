#include "exchange/file_kinds.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "care/records.h"

namespace footprint::exchange {

namespace {

template <class... Record>
std::map<std::string_view, std::vector<std::string_view>> columns_of_all() {
    std::map<std::string_view, std::vector<std::string_view>> all;
    const auto add = [&]<class R>(const R*) {
        auto& columns = all[care::Describe<R>::table];
        care::for_each_field<R>([&](const auto& field) { columns.push_back(field.name); });
    };
    (add(static_cast<const Record*>(nullptr)), ...);
    return all;
}

const std::map<std::string_view, std::vector<std::string_view>>& return_tables() {
    static const auto all =
        columns_of_all<care::Child, care::Episode, care::ReturnedReview, care::Uasc, care::HealthOfYear,
                       care::CareLeaver, care::Adoption, care::AdoptionDecision, care::EarlierPermanence,
                       care::MissingEpisode, care::WorkerEpisode, care::DeprivationOfLiberty>();
    return all;
}

constexpr std::array<std::string_view, 23> trackers = {
    "authority",  "officers",       "absences",    "allocations", "children",    "review_details",
    "stood_down", "attendance",     "decisions",   "midways",     "contacts",    "permanence",
    "population", "events",         "supervision", "conferences", "proceedings", "hearings",
    "objections", "review_records", "recipients",  "siblings",    "wishes"};

constexpr std::array<std::string_view, 20> trackers_not_read_yet = {"comparators",
                                                                    "challenges",
                                                                    "challenge_stages",
                                                                    "good_practice",
                                                                    "checklists",
                                                                    "checklist_answers",
                                                                    "audits",
                                                                    "voice_forms",
                                                                    "survey_answers",
                                                                    "advocacy",
                                                                    "accounts",
                                                                    "health",
                                                                    "pep",
                                                                    "plans",
                                                                    "sw_visits",
                                                                    "carers",
                                                                    "carer_reviews",
                                                                    "standards_of_care",
                                                                    "pathway_reviews",
                                                                    "disruptions"};

// The names that files of the return's tables usually have, longer ones first.
constexpr std::array<std::string_view, 18> usual_names = {"placed_for_adoption",
                                                          "previous_permanence",
                                                          "placedadoption",
                                                          "social_worker_episodes",
                                                          "sw_episodes",
                                                          "swepisodes",
                                                          "prev_perm",
                                                          "prevperm",
                                                          "episodes",
                                                          "missing",
                                                          "reviews",
                                                          "header",
                                                          "uasc",
                                                          "dolo",
                                                          "ad1",
                                                          "oc2",
                                                          "oc3",
                                                          "review"};

std::string_view without_extension(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? name : name.substr(0, dot);
}

template <class Names>
bool holds(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), without_extension(name)) != names.end();
}

}  // namespace

std::string base_name(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return lower(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string folder_of(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return std::string(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
}

bool is_tracker_name(std::string_view name) {
    return holds(trackers, name);
}
bool is_tracker_not_read_yet(std::string_view name) {
    return holds(trackers_not_read_yet, name) || without_extension(name) == "objectives";
}

const std::vector<std::string_view>& columns_of(std::string_view table) {
    return return_tables().at(table);
}

Recognised recognise(std::string_view file, const std::vector<std::string>& columns, int line) {
    std::string_view best;
    std::size_t best_shared = 0;
    std::size_t best_size = 0;
    for (const auto& [table, wanted] : return_tables()) {
        const auto shared =
            static_cast<std::size_t>(std::count_if(wanted.begin(), wanted.end(), [&](auto column) {
                return std::find(columns.begin(), columns.end(), column) != columns.end();
            }));
        if (shared == wanted.size() && columns.size() == wanted.size()) return {table, {}};
        // The largest table that lies in it whole; else the one that shares most.
        const bool whole = shared == wanted.size();
        const bool best_whole = best_shared == best_size && best_size > 0;
        const bool better = whole != best_whole ? whole : shared > best_shared;
        if (better) {
            best = table;
            best_shared = shared;
            best_size = wanted.size();
        }
    }
    constexpr std::size_t telling = 3;
    const bool has_child = std::find(columns.begin(), columns.end(), "CHILD") != columns.end();
    if (!has_child || best_shared < telling || best_shared * 2 < best_size) return {};
    Recognised nearly{best, {}};
    const auto& wanted = columns_of(best);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (std::find(wanted.begin(), wanted.end(), columns[i]) != wanted.end()) continue;
        nearly.problems.push_back(
            {Problem::Kind::unknown_code,
             {std::string(file), line, static_cast<int>(i) + 1, {}},
             "'" + columns[i] + "' is no column of " + std::string(best) + ". Take it out."});
    }
    for (const auto column : wanted)
        if (std::find(columns.begin(), columns.end(), column) == columns.end())
            nearly.problems.push_back({Problem::Kind::missing,
                                       {std::string(file), line, 0, {}},
                                       "The column " + std::string(column) + " of " + std::string(best) +
                                           " is missing. Add it, if need be with blanks."});
    return nearly;
}

std::string group_prefix(std::string_view name) {
    for (const auto usual : usual_names) {
        const std::size_t at = name.find(usual);
        if (at != std::string_view::npos) return std::string(name.substr(0, at));
    }
    return {};
}

}  // namespace footprint::exchange
