#include "exchange/invented/faults.h"

#include <span>

namespace footprint::exchange::invented {

namespace {

using care::ChildNumber;
using care::Participation;
using care::Records;

template <class Row>
std::span<Row> rows_of(care::Rows<Row>& rows, ChildNumber number) {
    auto& all = rows.all();
    std::size_t first = all.size();
    while (first > 0 && all[first - 1].child == number) --first;
    return {all.data() + first, all.size() - first};
}

// The participation of the child's last review that the return has, in the return and in the service's own
// row.
void set_participation(ChildNumber number, Records& records, bool blank) {
    const auto returned = rows_of(records.returned_reviews, number);
    if (returned.empty()) return;
    auto& last = returned.back();
    const Participation wrong =
        last.participation == Participation::PN0 ? Participation::PN1 : Participation::PN0;
    last.participation = blank ? Participation::not_recorded : wrong;
    for (auto& row : rows_of(records.review_details, number)) {
        if (row.held_on != last.held_on) continue;
        row.participation.clear();
        if (!blank) row.participation.push_back(wrong);
    }
}

void forget_birth(ChildNumber number, Records& records) {
    records.children[number.value].born_on.reset();
    care::for_each_table(records, [number](auto& rows) {
        if constexpr (requires {
                          rows.all().front().born_on;
                          rows.all().front().child;
                      })
            for (auto& row : rows_of(rows, number)) row.born_on.reset();
    });
}

void leave_gap(ChildNumber number, Records& records) {
    const auto episodes = rows_of(records.episodes, number);
    for (std::size_t i = 1; i < episodes.size(); ++i) {
        auto& row = episodes[i];
        const bool is_long = !row.ended_on || *row.ended_on > *row.began_on + 10;
        if (row.reason_for_new == care::ReasonForNewEpisode::S || !is_long) continue;
        *episodes[i - 1].ended_on = *episodes[i - 1].ended_on - 1;
        return;
    }
}

void leave_open(ChildNumber number, Records& records) {
    const auto episodes = rows_of(records.episodes, number);
    if (episodes.size() < 2) return;
    auto& row = episodes[episodes.size() - 2];
    row.ended_on.reset();
    row.reason_ceased = {};
    row.reason_changed = {};
}

void hold_after_the_end(ChildNumber number, Day as_at, Records& records) {
    const auto episodes = rows_of(records.episodes, number);
    const auto reviews = rows_of(records.returned_reviews, number);
    if (episodes.empty() || reviews.empty() || !episodes.back().ended_on) return;
    auto row = reviews.back();
    row.held_on = *episodes.back().ended_on + 24;
    if (*row.held_on <= as_at && reviews.back().held_on < row.held_on) records.returned_reviews.add(row);
}

void hold_twice(ChildNumber number, Records& records) {
    const auto reviews = rows_of(records.review_details, number);
    if (reviews.empty() || !reviews.back().held_on) return;
    auto row = reviews.back();
    row.review.text += 'b';
    row.record_shared_on.reset();
    records.review_details.add(row);
}

}  // namespace

void add_fault(ChildNumber number, Day as_at, Records& records, Draw& draw) {
    const auto episodes = rows_of(records.episodes, number);
    switch (draw.below(10)) {
        case 0:
            return set_participation(number, records, false);
        case 1:
            return set_participation(number, records, true);
        case 2:
            return forget_birth(number, records);
        case 3:
            return leave_gap(number, records);
        case 4:
            return leave_open(number, records);
        case 5:
            return hold_after_the_end(number, as_at, records);
        case 6:
            return hold_twice(number, records);
        case 7:
            records.children[number.value].ethnicity = {};
            return;
        case 8:
            episodes.back().placement_postcode = {};
            return;
        default: {
            // Another need in the middle of a period.
            if (episodes.back().reason_for_new == care::ReasonForNewEpisode::S) return;
            auto& need = episodes.back().need;
            need = need == care::CategoryOfNeed::N1 ? care::CategoryOfNeed::N5 : care::CategoryOfNeed::N1;
        }
    }
}

}  // namespace footprint::exchange::invented
