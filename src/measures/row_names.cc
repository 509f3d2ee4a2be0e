#include <algorithm>

#include "measures/catalogue.h"
#include "practice/own_words.h"

namespace footprint::measures {

namespace {

// face_to_face -> "Face to face"
std::string own_name(std::string_view row) {
    std::string text(row);
    std::replace(text.begin(), text.end(), '_', ' ');
    return practice::at_the_beginning(std::move(text));
}

std::optional<std::string> listed_name(std::string_view list, std::string_view row, const Cohort& cohort,
                                       const practice::Profile& profile, const care::CodeBook& codes) {
    if (list == "officers") {
        const std::uint32_t officer = cohort.officer_number(row);
        if (officer == none) return std::nullopt;
        const std::string& name = cohort.records().officers[officer].name;
        return name.empty() ? std::string(row) : name;
    }
    if (const auto* const choices = practice::find_list(profile, list)) {
        if (!practice::has_code(*choices, row)) return std::nullopt;
        return std::string(practice::label(*choices, row));
    }
    const care::CodeMeaning* const meaning = codes.find(list, row);
    return meaning == nullptr ? std::nullopt : std::optional(meaning->label);
}

}  // namespace

std::string row_name(const Measure& measure, std::string_view dimension, std::string_view row,
                     const Cohort& cohort, const practice::Profile& profile, const care::CodeBook& codes) {
    if (row == not_recorded) return "Not recorded";
    for (const RowNames& names : measure.rows) {
        if (names.list.empty() || names.dimension != dimension) continue;
        const auto name = listed_name(names.list, row, cohort, profile, codes);
        if (name) return names.with_code ? std::string(row) + ": " + *name : *name;
    }
    return own_name(row);
}

std::string_view age_row(const std::vector<practice::AgeBand>& bands, std::int16_t age) {
    if (age < 0) return not_recorded;
    for (const practice::AgeBand& band : bands)
        if (age >= band.from && (!band.until || age < *band.until)) return band.name;
    return not_recorded;
}

bool is_a_full_post(const Figure& figure) {
    return (figure.measure == "caseload.average" && figure.row.empty()) ||
           (figure.measure == "caseload.by_officer" && figure.column == "per_fte") ||
           (figure.measure == "caseload.range" && !figure.row.empty());
}

}  // namespace footprint::measures
