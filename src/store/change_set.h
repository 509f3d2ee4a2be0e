// Rows of any kinds that are to be written together, under one entry of the journal, or not at all.
//
// In      rows as they stand from now on, or are no more; which version of the records their writer saw
// Out     the rows as the store writes them; what the entry says of them
// Shape   a row is written only where nobody changed it after that version
// Errors  none: what stands against a row is found when it is written
// Source  docs/decisions/changes_together.md
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "store/one_row.h"

namespace footprint::store {

class ChangeSet {
  public:
    // Verb: what somebody did, as the journal says it. REQUIRES: `records` outlive the set.
    ChangeSet(std::string verb, const care::Records& records, std::uint64_t based_on)
        : verb_(std::move(verb)), records_(records), based_on_(based_on) {}

    // Of a key that is put twice the last word counts.
    template <class Row>
    void put(const Row& row) {
        add(one_row({}, records_, row, based_on_, false));
    }
    template <class Row>
    void withdraw(const Row& row) {
        add(one_row({}, records_, row, based_on_, true));
    }
    // Whose file it concerns, so that it is found under them.
    void about(care::ChildNumber child) { children_.emplace_back(records_.id_of(child)); }
    // Where the set has no records by which to know the child.
    void about_child(std::string id) { children_.push_back(std::move(id)); }

    const std::string& verb() const { return verb_; }
    const std::vector<OneRow>& rows() const { return rows_; }
    // "review_details R1, decisions D1 of TEST1"; tables with many rows are counted.
    std::string what() const;

  private:
    void add(OneRow row);

    std::string verb_;
    const care::Records& records_;
    std::uint64_t based_on_;
    std::vector<OneRow> rows_;
    std::vector<std::string> children_;
};

// Whether somebody changed the row after the version that its writer saw; what they wrote may be the same.
std::optional<Problem> overtakes(const OneRow& row, const std::optional<CurrentRow>& current);

}  // namespace footprint::store
