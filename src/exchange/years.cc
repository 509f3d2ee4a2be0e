#include "exchange/years.h"

#include <set>

#include "base/text.h"
#include "care/codes.h"
#include "exchange/merge.h"

namespace footprint::exchange {

namespace {

void note_codes(const ReturnTables& tables, const care::CodeBook& codes, Notebook& notes) {
    if (!tables.year) return;
    const auto look = [&](const auto& row, const Origin& origin, auto code, std::optional<Day> from,
                          std::optional<Day> until) {
        const auto valid = [&](Year year) { return codes.is_valid_in(code, year); };
        const bool held = valid(*tables.year) || (from && valid(footprint::year_of(*from))) ||
                          (until && valid(footprint::year_of(*until)));
        if (!held)
            notes.find(row.child, "code.not_in_year", notes.place(origin),
                       "The code " + std::string(care::printed(code)) + " was not in use in " +
                           printed(*tables.year) + ".",
                       "Enter the code of that year.");
    };
    for (std::size_t i = 0; i < tables.episodes.rows.size(); ++i) {
        const care::Episode& row = tables.episodes.rows[i];
        look(row, tables.episodes.origins[i], row.place, row.began_on, row.ended_on);
        look(row, tables.episodes.origins[i], row.reason_ceased, row.ended_on, row.ended_on);
        look(row, tables.episodes.origins[i], row.reason_changed, row.ended_on, row.ended_on);
    }
    for (std::size_t i = 0; i < tables.care_leavers.rows.size(); ++i)
        look(tables.care_leavers.rows[i], tables.care_leavers.origins[i],
             tables.care_leavers.rows[i].activity, {}, {});
    const bool wrong_numbers = tables.sex_as_number && !codes.is_valid_in("SEX", "1", *tables.year);
    const bool wrong_letters = tables.sex_as_letter && !codes.is_valid_in("SEX", "M", *tables.year);
    if (wrong_numbers || wrong_letters)
        notes.find({}, "code.not_in_year", tables.name.empty() ? "Header" : "Header of " + tables.name,
                   wrong_numbers ? "The sex is written 1 and 2, as up to 2023-24."
                                 : "The sex is written M and F, as since 2024-25.",
                   "Enter the code of that year.");
}

// An open episode of one year that the next year's return does not have.
void note_vanished(const ReturnTables& earlier, const ReturnTables& later, Notebook& notes) {
    if (later.episodes.rows.empty()) return;
    std::set<std::pair<std::uint32_t, Day>> there;
    for (const care::Episode& episode : later.episodes.rows)
        there.emplace(episode.child.value, episode.began_on.value_or(Day::never()));
    for (std::size_t i = 0; i < earlier.episodes.rows.size(); ++i) {
        const care::Episode& episode = earlier.episodes.rows[i];
        if (episode.ended_on ||
            there.contains({episode.child.value, episode.began_on.value_or(Day::never())}))
            continue;
        notes.find(episode.child, "episode.vanished", notes.place(earlier.episodes.origins[i]),
                   "The episode of " + in_words(*episode.began_on) + " was open, and the return of " +
                       (later.year ? printed(*later.year) : later.name) + " does not have it.",
                   "Add the episode to the later return, with its end if it has ended.");
    }
}

// What should not change from year to year, compared before the newer row replaces the older.
void note_differences(const std::vector<ReadTable<care::Child>*>& headers, ChildIds& ids,
                      std::size_t children, Notebook& notes) {
    struct Seen {
        const care::Child* row = nullptr;
        std::uint32_t file = 0;
    };
    std::vector<Seen> last(children);
    for (const auto* header : headers) {
        for (std::size_t i = 0; i < header->rows.size(); ++i) {
            const care::Child& row = header->rows[i];
            const care::ChildNumber number = ids.find(row.id);
            Seen& before = last[number.value];
            const auto differs = [&](const char* what, const auto& a, const auto& b) {
                using Value = std::decay_t<decltype(a)>;
                if (a == Value{} || b == Value{} || a == b) return;
                notes.find(number, "return.differs", notes.place(header->origins[i]),
                           std::string("The ") + what + " is not that of the return before.",
                           "Find out which is right, and correct the other.");
            };
            if (before.row != nullptr && before.file != header->origins[i].file) {
                differs("sex", before.row->sex, row.sex);
                differs("date of birth", before.row->born_on, row.born_on);
                differs("ethnicity", before.row->ethnicity, row.ethnicity);
            }
            before = {&row, header->origins[i].file};
        }
    }
}

}  // namespace

void lay_over_each_other(std::vector<ReturnTables>& returns, ChildIds& ids, const care::CodeBook& codes,
                         Notebook& notes, care::Records& into) {
    for (const ReturnTables& tables : returns) note_codes(tables, codes, notes);
    for (std::size_t i = 1; i < returns.size(); ++i)
        if (returns[i - 1].year && returns[i].year && *returns[i - 1].year < *returns[i].year)
            note_vanished(returns[i - 1], returns[i], notes);
    std::vector<ReadTable<care::Child>*> headers;
    for (ReturnTables& tables : returns) headers.push_back(&tables.children);
    note_differences(headers, ids, into.children.size(), notes);
    std::vector<care::Child> merged;
    merge(headers, notes, merged);
    for (care::Child& child : merged) into.children[ids.find(child.id).value] = std::move(child);
    const auto merge_table = [&](auto member, auto& rows) {
        std::vector<std::remove_reference_t<decltype(returns.front().*member)>*> tables;
        for (ReturnTables& one : returns) tables.push_back(&(one.*member));
        merge(tables, notes, rows.all());
    };
    merge_table(&ReturnTables::episodes, into.episodes);
    merge_table(&ReturnTables::reviews, into.returned_reviews);
    merge_table(&ReturnTables::uasc, into.uasc);
    merge_table(&ReturnTables::health, into.health);
    merge_table(&ReturnTables::care_leavers, into.care_leavers);
    merge_table(&ReturnTables::adoptions, into.adoptions);
    merge_table(&ReturnTables::adoption_decisions, into.adoption_decisions);
    merge_table(&ReturnTables::earlier_permanence, into.earlier_permanence);
    merge_table(&ReturnTables::missing, into.missing);
    merge_table(&ReturnTables::worker_episodes, into.worker_episodes);
    merge_table(&ReturnTables::deprivations, into.deprivations);
}

}  // namespace footprint::exchange
