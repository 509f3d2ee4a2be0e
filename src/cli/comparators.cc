#include "base/csv.h"
#include "base/json.h"
#include "care/values.h"
#include "cli/acting.h"
#include "cli/output.h"
#include "exchange/published_statistics.h"

namespace footprint::cli {

// Published figures are nobody's records: neither a database nor an account has to do with them.
Exit comparators(const Common& common, const std::string& folder) {
    if (common.authority.empty())
        return refused({{Problem::Kind::wrong_use,
                         {},
                         "Say whose region and neighbours: --authority with the authority's code."}});
    const auto found = exchange::read_published_folder(folder, common.authority);
    if (!found) return refused(found.problems());
    JsonWriter json;
    json.open_array();
    std::string csv;
    std::vector<std::string> cells;
    care::for_each_field<care::Comparator>([&](const auto& field) { cells.emplace_back(field.name); });
    append_csv_row(csv, cells);
    for (const care::Comparator& row : found->rows) {
        cells.clear();
        care::for_each_field<care::Comparator>([&](const auto& field) {
            cells.push_back(care::print_value(row.*field.member, care::Style::own));
        });
        append_csv_row(csv, cells);
        json.open_object().field("measure", row.measure).field("row", row.row);
        json.field("year", static_cast<std::int64_t>(row.year.value_or(0)));
        json.field("area_type", care::printed(row.area_type)).field("area", row.area);
        json.field("value", row.value).field("source", row.source).close_object();
    }
    json.close_array();
    print(wants_json(common) ? json.take() + "\n" : csv);
    for (const std::string& file : found->not_understood)
        say(file + " has no column that compares with a measure, and was left out.");
    return Exit::done;
}

}  // namespace footprint::cli
