// For whom a command acts, what they may do and see, and what the journal has of it.
//
// In      the options of all commands; the account that --as names, or nobody
// Out     whether the command is theirs; the records, with what of them they may see; entries of the journal
// Errors  Problem: no such account, one that is closed, a role that does not grant it
// Source  docs/who_may.md; docs/command_line.md
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "casework/casework.h"
#include "casework/sight.h"
#include "cli/commands.h"

namespace footprint::cli {

// The row of the table; nullptr: there is no such command.
const CommandAccess* access_of(std::string_view command);

// Whether the account that --as names may give the command. Without --as whoever the machine lets read the
// database may.
Result<Done> permitted(const Common& common, std::string_view command);

// As the journal knows whoever gave the command.
std::string author_name(const Common& common);
casework::Actor actor_of(const Common& common);

// The records that a command reads.
class Reading {
  public:
    static Result<Reading> open(const Common& common, std::optional<Day> reviews_from = std::nullopt);

    casework::Casework& service() const { return *service_; }
    const casework::Snapshot& snapshot() const { return *snapshot_; }
    // In lists.
    bool sees(std::uint32_t child) const { return !sight_ || sight_->sees(child); }
    // What stands against opening the file; of one that is out of reach no more is told than of none at all.
    std::optional<Problem> stands_against(care::ChildNumber child, const std::string& id) const;
    // How many restricted files are kept from them.
    std::size_t kept_from_them() const { return sight_ ? sight_->kept_from_them() : 0; }
    // Into the journal, before anything is printed. Files that are read as records have none.
    Result<Done> note(const std::string& verb, const std::string& what) const;

  private:
    std::unique_ptr<casework::Casework> service_;
    std::shared_ptr<const casework::Snapshot> snapshot_;
    std::optional<casework::Sight> sight_;
    casework::Actor actor_;
};

}  // namespace footprint::cli
