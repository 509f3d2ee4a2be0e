// What stands against a record as somebody wants to write it: what cannot be, and what is so unusual that
// they are asked once more.
//
// In      a picture of the records; the record as it would stand, and as it stands now, if it does
// Out     for each column what is wrong with it and what to do
// Units   days; limits of working days are the profile's
// Shape   what was on record before and is not changed is nobody's fault here: only what is new is looked
//         over, so that an old oddity does not keep anybody from recording the next thing
// Errors  none: what is wrong is what it yields
// Source  SI 2010/959 regs 32-36, 45; IRO Handbook chapters 2-4; SSDA903 guide (participation codes);
//         Working Together to Safeguard Children (conferences)
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "care/review_record.h"
#include "casework/snapshot.h"

namespace footprint::casework {

struct EntryRemark {
    std::string_view column;  // as the record describes it
    std::string message;
    bool is_doubt = false;    // may be so: whoever is sure of it says so
    bool is_unknown = false;  // it names somebody or something that is not there
};

// Before: the same record as it stands, or one with nothing in it.
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Contact& now,
                                   const care::Contact& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Midway& now,
                                   const care::Midway& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child,
                                   const care::SignificantEvent& now,
                                   const care::SignificantEvent& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Conference& now,
                                   const care::Conference& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child,
                                   const care::Proceedings& now, const care::Proceedings& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Hearing& now,
                                   const care::Hearing& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Wish& now,
                                   const care::Wish& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Decision& now,
                                   const care::Decision& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child,
                                   const care::ReviewDetails& now, const care::ReviewDetails& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::StoodDown& now,
                                   const care::StoodDown& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child,
                                   const care::ReviewRecord& now, const care::ReviewRecord& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Recipient& now,
                                   const care::Recipient& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Objection& now,
                                   const care::Objection& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Allocation& now,
                                   const care::Allocation& before = {});

// Of officers, and of no child's file.
std::vector<EntryRemark> look_over(const Snapshot& snapshot, const care::Officer& now,
                                   const care::Officer& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, const care::Absence& now,
                                   const care::Absence& before = {});
std::vector<EntryRemark> look_over(const Snapshot& snapshot, const care::Supervision& now,
                                   const care::Supervision& before = {});

// How many rows name the officer, as whose they are or who did it: an officer who is named stays.
std::size_t rows_naming(const care::Records& records, const Id<care::Officer>& officer);

}  // namespace footprint::casework
