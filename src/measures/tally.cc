#include "measures/tally.h"

#include <algorithm>
#include <set>

namespace footprint::measures {

namespace {

// Labels are mostly the very same literal.
bool is_same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && (a.data() == b.data() || a == b);
}

}  // namespace

std::size_t Tally::place_of(std::string_view dimension) {
    const auto found = std::find_if(dimensions_.begin(), dimensions_.end(),
                                    [&](const Dimension& known) { return known.name == dimension; });
    const auto place = static_cast<std::size_t>(found - dimensions_.begin());
    if (found == dimensions_.end()) dimensions_.push_back({dimension, {}, 0, {}});
    return place;
}

// Codes are a handful, and walking over them is quickest; officers may be hundreds.
std::size_t Tally::place_of(Dimension& dimension, std::string_view row) {
    constexpr std::size_t many = 24;
    std::vector<Row>& rows = dimension.rows;
    if (rows.size() < many) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (is_same(rows[i].label, row)) return i;
    } else {
        if (dimension.places.empty())
            for (std::size_t i = 0; i < rows.size(); ++i) dimension.places.emplace(rows[i].label, i);
        const auto [place, is_new] = dimension.places.emplace(row, rows.size());
        if (!is_new) return place->second;
    }
    const bool opened =
        opened_ && opened_->row == row && opened_->column == dimension.name && opened_->left_out.empty();
    rows.push_back({row, {}, false, opened});
    return rows.size() - 1;
}

Tally::Row& Tally::row_of(std::string_view dimension, std::string_view row) {
    Dimension& found = dimensions_[place_of(dimension)];
    if (found.last < found.rows.size() && is_same(found.rows[found.last].label, row))
        return found.rows[found.last];
    found.last = place_of(found, row);
    return found.rows[found.last];
}

void Tally::expect_row(std::string_view dimension, std::string_view row) {
    row_of(dimension, row).expected = true;
}

void Tally::leave_out(std::string_view reason, std::uint32_t child, Day on) {
    const auto found = std::find_if(left_out_.begin(), left_out_.end(),
                                    [&](const auto& known) { return known.first == reason; });
    if (found == left_out_.end()) {
        left_out_.emplace_back(reason, 1);
    } else {
        ++found->second;
    }
    if (opened_ && opened_->left_out == reason) behind_.push_back({child, on, false});
}

void Tally::state(std::string_view dimension, std::string_view row, double of, std::optional<double> met,
                  std::optional<double> value) {
    stated_.push_back({dimension, std::string(row), of, met, value});
}

bool Tally::comes_before(const Row& a, const Row& b) {
    const bool a_is_unknown = a.label == not_recorded;
    const bool b_is_unknown = b.label == not_recorded;
    if (a_is_unknown != b_is_unknown) return b_is_unknown;
    if (a.expected != b.expected) return a.expected;
    return !a.expected && a.label < b.label;
}

std::vector<Figure> Tally::figures(std::string_view measure, const std::string& time, bool share) const {
    std::vector<Figure> figures;
    const auto add = [&](std::string_view row, std::string_view column, const Counts& counts) {
        Figure figure{std::string(measure), time, std::string(row), std::string(column), {}, {}, {}, {}};
        figure.of = static_cast<double>(counts.of);
        if (share) {
            figure.met = static_cast<double>(counts.met);
            if (counts.of > 0) figure.value = 100.0 * *figure.met / *figure.of;
        } else {
            figure.value = figure.of;
        }
        figures.push_back(std::move(figure));
    };
    const bool whole_is_stated =
        std::any_of(stated_.begin(), stated_.end(), [](const Stated& s) { return s.row.empty(); });
    if (!whole_is_stated) add("", "", whole_);
    for (const Stated& row : stated_)
        figures.push_back({std::string(measure),
                           time,
                           row.row,
                           std::string(row.dimension),
                           row.of,
                           row.met,
                           row.value,
                           {}});
    if (!figures.empty())
        for (const auto& [reason, number] : left_out_) figures.front().left_out.emplace(reason, number);
    std::set<std::pair<std::string_view, std::string_view>> stated;
    for (const Stated& row : stated_) stated.emplace(row.dimension, row.row);
    for (const Dimension& dimension : dimensions_) {
        std::vector<Row> rows = dimension.rows;
        std::stable_sort(rows.begin(), rows.end(), comes_before);
        for (const Row& row : rows)
            // Where a row's figure is stated, its count only says who stands behind it.
            if (!stated.contains({dimension.name, row.label})) add(row.label, dimension.name, row.counts);
    }
    return figures;
}

}  // namespace footprint::measures
