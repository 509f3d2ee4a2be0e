#include <algorithm>

#include "base/text.h"
#include "care/code_book.h"
#include "findings/catalogue.h"

namespace footprint::findings {

namespace {

// For the sets that no column's own type holds: how many adopters, and which authority.
const care::CodeBook& codes() {
    static const care::CodeBook shipped = care::shipped_code_book().value();
    return shipped;
}

bool are_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

// The list of areas is of one year, and authorities merge: the shape of a code is enough.
bool is_authority(std::string_view written) {
    if (codes().find("LA_PERM", written) != nullptr) return true;
    constexpr std::size_t number_of_the_department = 3;
    if (written.size() == number_of_the_department) return are_digits(written);
    constexpr std::size_t area_code = 9;
    const std::string code = upper(written);
    const bool in_england = code.starts_with("E06") || code.starts_with("E08") || code.starts_with("E09") ||
                            code.starts_with("E10");
    return code.size() == area_code && in_england && are_digits(std::string_view(code).substr(1));
}

// What is not known is written as z, from the day upwards.
bool is_day_or_part_of_one(std::string_view written) {
    std::string text = lower(written);
    if (text == "zz/zz/zzzz") return true;
    if (text.starts_with("zz/zz/")) text.replace(0, 5, "01/01");
    if (text.starts_with("zz/")) text.replace(0, 2, "01");
    return parse_uk_day(text).has_value();
}

}  // namespace

void look_at_returned_rows(const ChildFile& file, Found& found) {
    constexpr int highest_score = 40;
    for (const care::HealthOfYear& row : file.records.health.of(file.number))
        if (row.sdq_score && (*row.sdq_score < 0 || *row.sdq_score > highest_score))
            found.add(file.number, "health.sdq_out_of_range", "OC2 SDQ_SCORE",
                      "The score is " + std::to_string(*row.sdq_score) + ".");
    for (const care::Adoption& row : file.records.adoptions.of(file.number))
        if (row.adopters && codes().find("NB_ADOPTR", std::to_string(*row.adopters)) == nullptr)
            found.add(file.number, "adoption.adopters_unknown", "AD1 NB_ADOPTR",
                      "The number of adopters is " + std::to_string(*row.adopters) + ".");
    for (const care::EarlierPermanence& row : file.records.earlier_permanence.of(file.number)) {
        if (!row.authority.empty() && !is_authority(row.authority))
            found.add(file.number, "permanence.authority_unknown", "PrevPerm LA_PERM",
                      "'" + row.authority + "' is no authority.");
        if (!row.on.empty() && !is_day_or_part_of_one(row.on))
            found.add(file.number, "permanence.no_day", "PrevPerm DATE_PERM", "'" + row.on + "' is no day.");
    }
}

}  // namespace footprint::findings
