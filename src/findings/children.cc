#include "findings/catalogue.h"

namespace footprint::findings {

namespace {

template <class Row>
void compare_birth_dates(const ChildFile& file, const care::Rows<Row>& rows, Found& found) {
    if (!file.child().born_on) return;
    for (const Row& row : rows.of(file.number)) {
        if (!row.born_on || *row.born_on == *file.child().born_on) continue;
        found.add(file.number, "child.birth_date_differs", std::string(care::Describe<Row>::table),
                  std::string(care::Describe<Row>::table) + " says born on " + in_words(*row.born_on) +
                      ", Header says " + in_words(*file.child().born_on) + ".");
        return;  // one a table is enough
    }
}

}  // namespace

void look_at_child(const ChildFile& file, Found& found) {
    const care::Child& child = file.child();
    if (!child.born_on) found.add(file.number, "child.no_birth_date", "Header", "There is no date of birth.");
    if (child.sex == care::Sex::not_recorded)
        found.add(file.number, "child.no_sex", "Header", "There is no sex.");
    if (child.ethnicity == care::Ethnicity::not_recorded)
        found.add(file.number, "child.no_ethnicity", "Header", "There is no ethnicity.");
    const auto episodes = file.records.episodes.of(file.number);
    if (episodes.empty())
        found.add(file.number, "child.no_episode", "Header", "There is no episode of this child.");
    if (child.born_on && !episodes.empty() && episodes.front().began_on &&
        *episodes.front().began_on < *child.born_on)
        found.add(file.number, "child.care_before_birth", "Episodes " + iso(*episodes.front().began_on),
                  "An episode began on " + in_words(*episodes.front().began_on) +
                      ", and the child was born on " + in_words(*child.born_on) + ".");
    compare_birth_dates(file, file.records.returned_reviews, found);
    compare_birth_dates(file, file.records.uasc, found);
    compare_birth_dates(file, file.records.health, found);
    compare_birth_dates(file, file.records.care_leavers, found);
    compare_birth_dates(file, file.records.adoptions, found);
    compare_birth_dates(file, file.records.adoption_decisions, found);
    compare_birth_dates(file, file.records.earlier_permanence, found);
    compare_birth_dates(file, file.records.missing, found);
    compare_birth_dates(file, file.records.worker_episodes, found);
    compare_birth_dates(file, file.records.deprivations, found);
}

}  // namespace footprint::findings
