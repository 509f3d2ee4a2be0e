// Who may do what to whose child: the whole of it is one table.
//
// In      what a person's account says of them; what they want to do; how they stand to the child
// Out     whether they may; which roles nobody has together
// Errors  none: what the table does not grant is refused
// Source  SI 2010/959 reg 46(3) (nobody who prepares the plan or manages the case may be the child's IRO);
//         Data Protection Act 2018 sch 1 (no more than the work needs); docs/who_may.md
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "care/codes.h"

namespace footprint::care {

// What a person's account says that they are. Officers' roles are another thing: they count caseloads, and
// open nothing.
enum class AccountRole : std::uint8_t {
    not_recorded,
    iro,
    manager,
    business_support,
    social_worker,
    team_manager,
    firo,
    analyst,
    auditor,
    administrator,
    committee,
};
inline constexpr CodeNames AccountRole_codes =
    split_codes("account role",
                "iro, manager, business_support, social_worker, team_manager, firo, analyst, auditor, "
                "administrator, committee");
constexpr const CodeNames& codes_of(AccountRole) {
    return AccountRole_codes;
}

// What somebody wants to do. Pages, commands and everything in `casework` name one of these.
enum class Verb : std::uint8_t {
    see_published,      // reports that were published
    see_figures,        // counts, without a child
    see_lists,          // which children: lists, calendar, findings
    open_file,          // one child's file
    record_review,      // what an IRO records: reviews, decisions, contacts, challenges
    book,               // days, places, papers received
    judge,              // how good what was recorded is
    answer,             // to a challenge, a decision, a question about one's own child
    allocate,           // which officer has which child
    take_over,          // imports
    hand_out,           // exports of records
    restrict_file,      // who alone may open a file
    open_in_emergency,  // a restricted file, with a reason
    read_journal,
    manage_accounts,
    keep_or_destroy,  // retention, legal hold, a person's right to their own file
    operate,          // database, backup, restore
};

// How a person stands to a child.
enum class Standing : std::uint8_t {
    none,
    works_with,  // is the child's social worker, or manages them
    allocated,   // is the child's IRO, or covers for who is
};

// Whose children a role's verb reaches.
enum class Reach : std::uint8_t { nobody, works_with, allocated, everybody };

struct Grant {
    AccountRole role{};
    Verb verb{};
    Reach reach{};
};

// Everything that is granted, a line a role.
std::span<const Grant> grants();
std::span<const Verb> verbs();
std::string_view in_words(Verb verb);

Reach reach(AccountRole role, Verb verb);
constexpr bool reaches(Reach reach, Standing standing) {
    switch (reach) {
        case Reach::nobody:
            return false;
        case Reach::works_with:
            return standing == Standing::works_with;
        case Reach::allocated:
            return standing == Standing::allocated;
        case Reach::everybody:
            return true;
    }
    return false;
}
inline bool may(AccountRole role, Verb verb, Standing standing) {
    return reaches(reach(role, verb), standing);
}

// Two roles that no account has together: whoever works the case has no part in reviewing it, neither by
// recording reviews, nor by saying who reviews whom, laying files over what is recorded, or shutting a file.
struct RolesApart {
    AccountRole works_the_case{};
    AccountRole reviews{};
};
// The first such two among them; nothing where they can stand together.
std::optional<RolesApart> roles_apart(std::span<const AccountRole> roles);

}  // namespace footprint::care
