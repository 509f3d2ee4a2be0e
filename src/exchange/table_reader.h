// Reads the rows of one table into records by their own description.
//
// In      rows of text with their lines; the columns as the file has them
// Out     records, each with the line it came from
// Errors  every value that cannot be read, with file, line, column and remedy
// Source  docs/decisions/records_described_once.md
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/csv.h"
#include "base/place_by_name.h"
#include "base/text.h"
#include "care/records.h"
#include "care/values.h"
#include "exchange/protected_cells.h"
#include "practice/profile.h"

namespace footprint::exchange {

// Where a row stood: which file, which line.
struct Origin {
    std::uint32_t file = 0;
    std::uint32_t line = 0;
};

// Collects problems up to a limit, and counts the rest.
class ProblemList {
  public:
    void add(Problem problem) {
        constexpr std::size_t most = 10'000;
        if (list_.size() < most) {
            list_.push_back(std::move(problem));
        } else {
            ++more_;
        }
    }
    void add(const Problems& problems) {
        for (const Problem& problem : problems) add(problem);
    }
    // In the order of their places.
    Problems take() {
        std::stable_sort(list_.begin(), list_.end(), [](const Problem& a, const Problem& b) {
            return std::tie(a.place.file, a.place.line, a.place.column) <
                   std::tie(b.place.file, b.place.line, b.place.column);
        });
        if (more_ > 0)
            list_.push_back(
                {Problem::Kind::too_large,
                 {},
                 "And " + grouped(static_cast<std::int64_t>(more_)) + " problems more. Mend these first."});
        return std::move(list_);
    }
    bool empty() const { return list_.empty(); }

  private:
    Problems list_;
    std::size_t more_ = 0;
};

// The children by their ids, whatever the case of their letters. Rows mostly stand in the order of their
// children.
class ChildIds {
  public:
    ChildIds() = default;
    ChildIds(const ChildIds&) = delete;
    ChildIds& operator=(const ChildIds&) = delete;
    // REQUIRES: ids in the order of the children's numbers
    void fill(const std::vector<care::Child>& children) {
        ids_.reserve(children.size());
        for (const care::Child& child : children) ids_.push_back(upper(child.id));
        places_.emplace(ids_.size(), IdOf{&ids_});
    }
    care::ChildNumber find(std::string_view id) {
        std::array<char, 32> buffer{};
        if (!places_ || id.size() > buffer.size()) return {};
        for (std::size_t i = 0; i < id.size(); ++i)
            buffer[i] = id[i] >= 'a' && id[i] <= 'z' ? static_cast<char>(id[i] - 'a' + 'A') : id[i];
        return {places_->find({buffer.data(), id.size()})};
    }

  private:
    struct IdOf {
        const std::vector<std::string>* ids;
        std::string_view operator()(std::uint32_t child) const { return (*ids)[child]; }
    };
    std::vector<std::string> ids_;
    std::optional<PlaceByName<IdOf>> places_;
};

struct TableContext {
    std::string file;
    std::uint32_t file_number = 0;
    care::Style style = care::Style::own;
    ChildIds* children = nullptr;
    const practice::Profile* profile = nullptr;
    ProblemList* problems = nullptr;
    bool children_are_whole = true;  // false: a Header could not be read, which says why a child is not found
};

template <class Row>
struct ReadTable {
    std::vector<Row> rows;
    std::vector<Origin> origins;
    bool in_order = true;  // each row's key comes after that of the row before
};

std::optional<std::string> wrong_word(const practice::Profile& profile, care::WordList list,
                                      std::string_view word);
std::optional<std::string> wrong_child_id(std::string_view id);

namespace details {

// Nearly all fields have nothing around them, and are taken as they are.
inline std::string_view without_space(std::string_view text) {
    constexpr char last_space = ' ';
    if (text.empty() || (text.front() > last_space && text.back() > last_space)) return text;
    return trim(text);
}

template <class Row, class Value>
void read_field(Row& row, const care::Field<Row, Value>& field, std::string_view text, int line, int column,
                const TableContext& context, bool& whole) {
    const auto fail = [&](Problem::Kind kind, std::string message) {
        whole = false;
        context.problems->add(
            {kind, {context.file, line, column, {}}, std::string(field.name) + ": " + std::move(message)});
    };
    // Our own exports put an apostrophe before what a spreadsheet would run; it is no part of what was
    // written.
    std::string_view trimmed = without_space(text);
    if constexpr (is_typed<Value>) trimmed = without_protection(trimmed);
    if (trimmed.empty()) {
        if (field.required)
            fail(Problem::Kind::missing, "It is blank, and the row means nothing without it. Fill it in.");
        return;
    }
    if constexpr (std::is_same_v<Value, care::ChildNumber>) {
        row.*field.member = context.children->find(trimmed);
        whole = whole && ((row.*field.member).is_known() || context.children_are_whole);
        if (!(row.*field.member).is_known() && context.children_are_whole)
            fail(Problem::Kind::not_found, "'" + std::string(trimmed.substr(0, 40)) +
                                               "' is not in Header. Add the child there, or correct the id.");
    } else {
        if (auto error = care::read_value(trimmed, context.style, row.*field.member))
            fail(error->unknown_code ? Problem::Kind::unknown_code : Problem::Kind::unreadable,
                 std::move(error->message));
        if constexpr (std::is_same_v<Value, std::string>) {
            if (field.words != care::WordList::none)
                if (auto wrong = wrong_word(*context.profile, field.words, trimmed))
                    fail(Problem::Kind::unknown_code, std::move(*wrong));
            if (std::is_same_v<Row, care::Child>)
                if (auto wrong = wrong_child_id(trimmed)) fail(Problem::Kind::unreadable, std::move(*wrong));
        }
    }
}

}  // namespace details

// The place of each of a record's fields among the file's columns; -1 where the file does not have it.
template <class Row>
std::vector<int> places_of(const std::vector<std::string>& columns) {
    std::vector<int> places;
    care::for_each_field<Row>([&](const auto& field) {
        int place = -1;
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (care::same_code(columns[i], upper(field.name)) || lower(columns[i]) == field.name)
                place = static_cast<int>(i);
        places.push_back(place);
    });
    return places;
}

// The order of two rows by their keys; children by number.
template <class Row>
int compare_keys(const Row& a, const Row& b) {
    int order = 0;
    care::for_each_field<Row>([&](const auto& field) {
        if (order != 0 || !field.key) return;
        const auto compared = a.*field.member <=> b.*field.member;
        order = compared < 0 ? -1 : compared > 0 ? 1 : 0;
    });
    return order;
}

// Reads all rows that `source` still has. A source has next(), fields(), line(), column_of(place) and
// breaks_off().
template <class Row, class Source>
void read_rows(Source& source, const std::vector<std::string>& columns, const TableContext& context,
               ReadTable<Row>& into) {
    const std::vector<int> places = places_of<Row>(columns);
    while (source.next()) {
        const auto& fields = source.fields();
        bool whole = true;
        if (fields.size() > columns.size()) {
            context.problems->add(
                {Problem::Kind::unreadable,
                 {context.file, source.line(), static_cast<int>(columns.size()) + 1, {}},
                 "This row has more fields than the first row names columns. Check its commas and "
                 "quotes."});
            continue;
        }
        if (fields.size() < columns.size() && source.breaks_off()) {
            context.problems->add({Problem::Kind::unreadable,
                                   {context.file, source.line(), static_cast<int>(fields.size()), {}},
                                   "The file breaks off in this row. Get the whole file again."});
            continue;
        }
        Row& row = into.rows.emplace_back();
        std::size_t at = 0;
        care::for_each_field<Row>([&](const auto& field) {
            const int place = places[at++];
            const auto number = static_cast<std::size_t>(place);
            const std::string_view text =
                place >= 0 && number < fields.size() ? fields[number] : std::string_view();
            if (text.empty() && !field.required) return;
            details::read_field(row, field, text, source.line(), place < 0 ? 0 : source.column_of(place),
                                context, whole);
        });
        // A child whose row has a problem is there all the same: its other rows need not say that it is not.
        if constexpr (std::is_same_v<Row, care::Child>)
            whole = whole || (!row.id.empty() && !wrong_child_id(row.id));
        if (!whole) {
            into.rows.pop_back();
            continue;
        }
        into.origins.push_back({context.file_number, static_cast<std::uint32_t>(source.line())});
        if (into.rows.size() > 1)
            into.in_order = into.in_order && compare_keys(*(into.rows.end() - 2), into.rows.back()) < 0;
    }
}

}  // namespace footprint::exchange
