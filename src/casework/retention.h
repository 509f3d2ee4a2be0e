// Retention: which files are due to be destroyed, what holds them, and destroying one.
//
// In      the records; the holds; the day
// Out     every file with the day from which it is due; changes through the store's journal
// Errors  Problem: a file that is not due, that is held, or whose child is looked after
// Source  SI 2010/959 reg 50; docs/operating/retention.md
#pragma once

#include <string>
#include <vector>

#include "casework/casework.h"
#include "law/retention.h"

namespace footprint::casework {

struct KeptFile {
    std::uint32_t child = 0;
    law::KeptUntil kept;
    std::vector<const care::LegalHold*> holds;  // of the lists that were given
    bool is_due(Day today) const { return kept.due_from <= today && holds.empty(); }
};

// One a child: those that are due first, by their day; those of which it cannot be said last.
std::vector<KeptFile> kept_files(const Snapshot& snapshot, const care::AccessLists& lists);

class Retention {
  public:
    explicit Retention(Casework& casework) : casework_(casework) {}

    Result<Done> hold(const care::LegalHold& hold, const Actor& actor);
    // Child: blank for a hold on every file. What the same name holds besides stays held.
    Result<Done> release(const care::LegalHold& hold, const std::string& why, const Actor& actor);
    // Early: before its day, as a court may order. The number of rows that went. Asked when it is read and
    // once more when nobody else can write: a hold that was placed in between stands against it.
    Result<std::size_t> destroy(const std::string& child, const std::string& why, bool early,
                                const Actor& actor);

  private:
    Casework& casework_;
};

}  // namespace footprint::casework
