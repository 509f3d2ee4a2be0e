// How a measure counts: who is counted, who met it, who is left out; and who stands behind a figure.
//
// In      one call for each child or review that counts
// Out     figures; or, when one figure is opened, the children behind it
// Errors  none
// Source  docs/measures.md
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "measures/cohort.h"

namespace footprint::measures {

// One printed number, with the counts it comes from.
struct Figure {
    std::string measure;
    std::string time;
    std::string row;     // empty for the whole
    std::string column;  // the dimension, where there is more than one; empty for the first and for the whole
    std::optional<double> of;
    std::optional<double> met;    // none for a count
    std::optional<double> value;  // a count, a percentage (not rounded) or a ratio; none where `of` is 0
    std::map<std::string, std::int64_t> left_out;
    bool operator==(const Figure&) const = default;
};

// Which figure of a measure is to be opened.
struct Opened {
    std::string row;
    std::string column;
    std::string left_out;  // a reason: those who could not be counted, instead of those who were
    bool met_only = false;
};

// A child behind a figure, and where it matters the day of the review or requirement.
struct Behind {
    std::uint32_t child = 0;
    Day on;
    bool met = true;
    auto operator<=>(const Behind&) const = default;
};

class Tally {
  public:
    Tally() = default;
    explicit Tally(Opened opened)
        : opened_(std::move(opened)), opens_whole_(opened_->row.empty() && opened_->left_out.empty()) {}

    // The whole.
    void count(std::uint32_t child, bool met = true, Day on = {}) {
        add(whole_, child, met, on, opens_whole_);
    }
    // One row of a split. `dimension` is empty for the first. Labels are literals, or texts that outlive the
    // tally. Rows that were expected come in that order, others by their label; what nobody recorded comes
    // last.
    void count_in(std::string_view dimension, std::string_view row, std::uint32_t child, bool met = true,
                  Day on = {}) {
        Row& counted = row_of(dimension, row);
        add(counted.counts, child, met, on, counted.opened);
    }
    // For rows that stand even when nobody is in them.
    void expect_row(std::string_view dimension, std::string_view row);
    void leave_out(std::string_view reason, std::uint32_t child, Day on = {});
    // Figures that are no counts of children: rates and averages. Printed as they are.
    void state(std::string_view dimension, std::string_view row, double of, std::optional<double> met,
               std::optional<double> value);

    // `share`: value is met in percent of `of`; else value is the count.
    std::vector<Figure> figures(std::string_view measure, const std::string& time, bool share) const;
    const std::vector<Behind>& behind() const { return behind_; }
    bool is_empty() const { return whole_.of == 0 && dimensions_.empty() && stated_.empty(); }

  private:
    friend class Split;
    struct Counts {
        std::int64_t of = 0;
        std::int64_t met = 0;
    };
    struct Row {
        std::string_view label;
        Counts counts;
        bool expected = false;
        bool opened = false;
    };
    struct Dimension {
        std::string_view name;
        std::vector<Row> rows;
        std::size_t last = 0;                                      // the row found last; rows often repeat
        std::unordered_map<std::string_view, std::size_t> places;  // of the rows, once they are many
    };
    struct Stated {
        std::string_view dimension;
        std::string row;
        double of = 0;
        std::optional<double> met;
        std::optional<double> value;
    };
    void add(Counts& counts, std::uint32_t child, bool met, Day on, bool opened) {
        ++counts.of;
        counts.met += met ? 1 : 0;
        if (opened && (met || !opened_->met_only)) behind_.push_back({child, on, met});
    }
    static bool comes_before(const Row& a, const Row& b);
    std::size_t place_of(std::string_view dimension);
    std::size_t place_of(Dimension& dimension, std::string_view row);
    Row& row_of(std::string_view dimension, std::string_view row);

    Counts whole_;
    std::vector<Dimension> dimensions_;
    std::vector<Stated> stated_;
    std::vector<std::pair<std::string_view, std::int64_t>> left_out_;
    std::optional<Opened> opened_;
    bool opens_whole_ = false;
    std::vector<Behind> behind_;
};

// A split whose rows have numbers, as codes and officers have: a row's label is looked up once and not at
// each count.
class Split {
  public:
    Split(Tally& tally, std::string_view dimension) : tally_(tally), dimension_(tally.place_of(dimension)) {}

    // label() names the row of the number.
    template <class Label>
    void count(std::size_t number, Label&& label, std::uint32_t child, bool met = true, Day on = {}) {
        if (number >= rows_.size()) rows_.resize(number + 1, unknown);
        Tally::Dimension& dimension = tally_.dimensions_[dimension_];
        std::size_t& row = rows_[number];
        if (row == unknown) row = tally_.place_of(dimension, label());
        Tally::Row& counted = dimension.rows[row];
        tally_.add(counted.counts, child, met, on, counted.opened);
    }
    template <care::IsCode Code>
    void count(Code code, std::uint32_t child, bool met = true, Day on = {});

  private:
    static constexpr std::size_t unknown = SIZE_MAX;
    Tally& tally_;
    std::size_t dimension_;          // the place among the tally's
    std::vector<std::size_t> rows_;  // of each number
};

// The row of what nobody recorded, and the reason for which a child is left out whose history began before it
// is known.
inline constexpr std::string_view not_recorded = "not_recorded";
inline constexpr std::string_view truncated = "history.truncated";

template <care::IsCode Code>
constexpr std::string_view row_of(Code code) {
    return code == Code{} ? not_recorded : care::printed(code);
}

template <care::IsCode Code>
void Split::count(Code code, std::uint32_t child, bool met, Day on) {
    count(
        static_cast<std::size_t>(code), [code] { return row_of(code); }, child, met, on);
}

}  // namespace footprint::measures
