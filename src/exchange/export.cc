#include "exchange/export.h"

#include <fstream>
#include <map>

#include "base/csv.h"
#include "care/values.h"
#include "exchange/file_kinds.h"
#include "exchange/protected_cells.h"

namespace footprint::exchange {

namespace {

// The return's tables keep the names that their files usually have; the service's own are named after the
// table.
std::string file_name(std::string_view table) {
    static const std::map<std::string_view, std::string_view> names = {
        {"Header", "header.csv"},
        {"Episodes", "episodes.csv"},
        {"Reviews", "reviews.csv"},
        {"UASC", "uasc.csv"},
        {"OC2", "oc2.csv"},
        {"OC3", "oc3.csv"},
        {"AD1", "ad1.csv"},
        {"PlacedAdoption", "placed_for_adoption.csv"},
        {"PrevPerm", "previous_permanence.csv"},
        {"Missing", "missing.csv"},
        {"SWEpisodes", "sw_episodes.csv"},
        {"DoLo", "dolo.csv"}};
    const auto found = names.find(table);
    return found == names.end() ? std::string(table) + ".csv" : std::string(found->second);
}

bool is_return_table(std::string_view table) {
    return table.front() >= 'A' && table.front() <= 'Z';
}

// Texts that somebody wrote could be formulas; codes, days and numbers are ours.
template <class Value>
std::string cell_of(const Value& value, care::Style style) {
    std::string cell = care::print_value(value, style);
    return is_typed<Value> ? safe_for_spreadsheet(cell) : cell;
}

template <class Row>
std::string table_text(const care::Records& records, const std::vector<Row>& rows) {
    constexpr std::string_view table = care::Describe<Row>::table;
    const care::Style style = is_return_table(table) ? care::Style::ssda903 : care::Style::own;
    std::string text;
    bool first = true;
    care::for_each_field<Row>([&](const auto& field) {
        if (!first) text += ',';
        first = false;
        text += field.name;
    });
    text += '\n';
    for (const Row& row : rows) {
        first = true;
        care::for_each_field<Row>([&](const auto& field) {
            if (!first) text += ',';
            first = false;
            using Value = std::remove_cvref_t<decltype(row.*field.member)>;
            if constexpr (std::is_same_v<Value, care::ChildNumber>) {
                if ((row.*field.member).is_known())
                    append_csv_field(text, safe_for_spreadsheet(records.id_of(row.*field.member)));
            } else {
                append_csv_field(text, cell_of(row.*field.member, style));
            }
        });
        text += '\n';
    }
    return text;
}

}  // namespace

std::vector<WrittenFile> export_texts(const care::Records& records) {
    std::vector<WrittenFile> files;
    const auto write = [&]<class Row>(const std::vector<Row>& rows) {
        if (!rows.empty())
            files.push_back({file_name(care::Describe<Row>::table), table_text(records, rows)});
    };
    care::for_each_table(records, [&](const auto& table) { write(care::rows_of(table)); });
    return files;
}

Result<Done> export_folder(const care::Records& records, const std::filesystem::path& folder,
                           Exported which) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    for (const WrittenFile& file : export_texts(records)) {
        if (which != Exported::all && is_tracker_name(file.name) != (which == Exported::trackers)) continue;
        std::ofstream out(folder / file.name, std::ios::binary | std::ios::trunc);
        out.write(file.text.data(), static_cast<std::streamsize>(file.text.size()));
        out.close();
        if (!out)
            return Problem{Problem::Kind::unreadable,
                           {(folder / file.name).string(), 0, 0, {}},
                           "It cannot be written. Check the folder, and that the disk is not full."};
    }
    return Done{};
}

}  // namespace footprint::exchange
