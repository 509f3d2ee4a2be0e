// Laying tables of one kind over each other: one row a key.
//
// In      tables, oldest first, each row with the file and line it came from
// Out     rows in the order of their keys
// Errors  two rows of one file with the same key: a finding where a return may well repeat it, else a problem
#pragma once

#include <cstdint>
#include <numeric>
#include <type_traits>
#include <vector>

#include "care/records.h"
#include "exchange/notebook.h"

namespace footprint::exchange {

// Which repeats within a file are a finding; elsewhere different values are a problem.
template <class Row>
constexpr bool repeats_are_found() {
    return std::is_same_v<Row, care::ReturnedReview> || std::is_same_v<Row, care::MissingEpisode> ||
           std::is_same_v<Row, care::WorkerEpisode> || std::is_same_v<Row, care::Uasc> ||
           std::is_same_v<Row, care::HealthOfYear> || std::is_same_v<Row, care::CareLeaver> ||
           std::is_same_v<Row, care::Adoption> || std::is_same_v<Row, care::AdoptionDecision> ||
           std::is_same_v<Row, care::EarlierPermanence> || std::is_same_v<Row, care::DeprivationOfLiberty>;
}

template <class Row>
care::ChildNumber child_of(const Row& row) {
    if constexpr (requires { row.child; }) {
        return row.child;
    } else {
        return {};
    }
}

// Fills what the first row left blank from a later one of the same key.
template <class Row>
void fill_blanks(Row& first, const Row& again) {
    care::for_each_field<Row>([&](const auto& field) {
        using Value = std::remove_reference_t<decltype(first.*field.member)>;
        if (first.*field.member == Value{}) first.*field.member = again.*field.member;
    });
}

// Lays tables over each other, oldest first: a newer file's row replaces an older one with the same key.
template <class Row>
void merge(std::vector<ReadTable<Row>*> tables, Notebook& notes, std::vector<Row>& into) {
    // Mostly one file, which was written in the order of its keys.
    if (into.empty() && tables.size() == 1 && tables.front()->in_order) {
        into = std::move(tables.front()->rows);
        return;
    }
    std::vector<Row> rows;
    std::vector<Origin> origins;
    std::size_t total = 0;
    for (const auto* table : tables) total += table->rows.size();
    rows.reserve(total);
    origins.reserve(total);
    for (auto* table : tables) {
        std::move(table->rows.begin(), table->rows.end(), std::back_inserter(rows));
        origins.insert(origins.end(), table->origins.begin(), table->origins.end());
    }
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return compare_keys(rows[a], rows[b]) < 0; });
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i + 1;
        while (end < order.size() && compare_keys(rows[order[i]], rows[order[end]]) == 0) ++end;
        std::uint32_t kept = order[i];
        for (std::size_t k = i + 1; k < end; ++k) {
            const std::uint32_t next = order[k];
            const bool same_file = origins[next].file == origins[kept].file;
            if (!same_file) {
                kept = next;
            } else if (!repeats_are_found<Row>() && !(rows[next] == rows[kept])) {
                notes.conflict(origins[next], "This row says something else than line " +
                                                  std::to_string(origins[kept].line) +
                                                  ", which has the same key. Keep one of them.");
            } else if (repeats_are_found<Row>()) {
                notes.find(child_of(rows[next]), "duplicate.row", notes.place(origins[next]),
                           "This row has the key of line " + std::to_string(origins[kept].line) + ".",
                           "Delete one of the rows.");
                fill_blanks(rows[kept], rows[next]);
            }
        }
        into.push_back(std::move(rows[kept]));
        i = end;
    }
}

}  // namespace footprint::exchange
