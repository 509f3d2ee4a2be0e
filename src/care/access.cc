#include "care/access.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace footprint::care {

namespace {

static_assert(static_cast<std::size_t>(Verb::operate) + 1 == 17);

using enum AccountRole;

// A role's line: what it may do with everybody's records, and what only with some children's.
constexpr std::array table{
    // An IRO works on their own children and reads colleagues'.
    Grant{iro, Verb::see_published, Reach::everybody},
    Grant{iro, Verb::see_figures, Reach::everybody},
    Grant{iro, Verb::see_lists, Reach::everybody},
    Grant{iro, Verb::open_file, Reach::everybody},
    Grant{iro, Verb::record_review, Reach::allocated},
    Grant{iro, Verb::book, Reach::allocated},
    Grant{iro, Verb::answer, Reach::allocated},
    Grant{iro, Verb::open_in_emergency, Reach::everybody},

    // The manager of the IRO service is in no line of the case; what an IRO recorded stays the IRO's.
    Grant{manager, Verb::see_published, Reach::everybody},
    Grant{manager, Verb::see_figures, Reach::everybody},
    Grant{manager, Verb::see_lists, Reach::everybody},
    Grant{manager, Verb::open_file, Reach::everybody},
    Grant{manager, Verb::record_review, Reach::allocated},
    Grant{manager, Verb::book, Reach::everybody},
    Grant{manager, Verb::answer, Reach::allocated},
    Grant{manager, Verb::judge, Reach::everybody},
    Grant{manager, Verb::allocate, Reach::everybody},
    Grant{manager, Verb::take_over, Reach::everybody},
    Grant{manager, Verb::hand_out, Reach::everybody},
    Grant{manager, Verb::restrict_file, Reach::everybody},
    Grant{manager, Verb::open_in_emergency, Reach::everybody},
    Grant{manager, Verb::read_journal, Reach::everybody},
    Grant{manager, Verb::keep_or_destroy, Reach::everybody},

    Grant{business_support, Verb::see_published, Reach::everybody},
    Grant{business_support, Verb::see_lists, Reach::everybody},
    Grant{business_support, Verb::open_file, Reach::everybody},
    Grant{business_support, Verb::book, Reach::everybody},
    Grant{business_support, Verb::take_over, Reach::everybody},

    // The line of the case: they see and answer what concerns their children, and never change what an IRO
    // recorded. SI 2010/959 reg 46(3)
    Grant{social_worker, Verb::see_published, Reach::everybody},
    Grant{social_worker, Verb::see_lists, Reach::works_with},
    Grant{social_worker, Verb::open_file, Reach::works_with},
    Grant{social_worker, Verb::answer, Reach::works_with},
    Grant{team_manager, Verb::see_published, Reach::everybody},
    Grant{team_manager, Verb::see_lists, Reach::works_with},
    Grant{team_manager, Verb::open_file, Reach::works_with},
    Grant{team_manager, Verb::answer, Reach::works_with},

    // Reviews foster carers; a child's file only where the child is theirs.
    Grant{firo, Verb::see_published, Reach::everybody},
    Grant{firo, Verb::see_figures, Reach::everybody},
    Grant{firo, Verb::see_lists, Reach::allocated},
    Grant{firo, Verb::open_file, Reach::allocated},
    Grant{firo, Verb::record_review, Reach::allocated},
    Grant{firo, Verb::book, Reach::allocated},
    Grant{firo, Verb::answer, Reach::allocated},

    // Lists too, where the account says so.
    Grant{analyst, Verb::see_published, Reach::everybody},
    Grant{analyst, Verb::see_figures, Reach::everybody},

    // Reads everything and changes nothing.
    Grant{auditor, Verb::see_published, Reach::everybody},
    Grant{auditor, Verb::see_figures, Reach::everybody},
    Grant{auditor, Verb::see_lists, Reach::everybody},
    Grant{auditor, Verb::open_file, Reach::everybody},
    Grant{auditor, Verb::read_journal, Reach::everybody},

    // Manages accounts and sees no child.
    Grant{administrator, Verb::see_published, Reach::everybody},
    Grant{administrator, Verb::manage_accounts, Reach::everybody},
    Grant{administrator, Verb::operate, Reach::everybody},

    Grant{committee, Verb::see_published, Reach::everybody},
};

// Who prepares the plan or manages the case.
constexpr std::array line_of_the_case{social_worker, team_manager};
// What makes a role one of the reviewing service.
constexpr std::array verbs_of_reviewing{Verb::record_review, Verb::allocate, Verb::take_over,
                                        Verb::restrict_file};

bool works_the_case(AccountRole role) {
    return std::find(line_of_the_case.begin(), line_of_the_case.end(), role) != line_of_the_case.end();
}

bool reviews(AccountRole role) {
    return std::any_of(verbs_of_reviewing.begin(), verbs_of_reviewing.end(),
                       [&](Verb verb) { return reach(role, verb) != Reach::nobody; });
}

constexpr std::array<std::string_view, 17> words{
    "see published reports",
    "see figures",
    "see which children are behind a figure, in lists and in the calendar",
    "open a child's file",
    "record reviews and what comes between them",
    "book reviews and note papers",
    "judge how good what was recorded is",
    "answer for a child",
    "allocate children to officers",
    "take over files",
    "hand out records as files",
    "say who alone may open a file",
    "open a restricted file in an emergency, with a reason",
    "read the journal",
    "manage accounts",
    "keep or destroy records by law",
    "run the database",
};

}  // namespace

std::span<const Grant> grants() {
    return table;
}

std::span<const Verb> verbs() {
    static constexpr auto all = [] {
        std::array<Verb, words.size()> out{};
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<Verb>(i);
        return out;
    }();
    return all;
}

std::string_view in_words(Verb verb) {
    return words[static_cast<std::size_t>(verb)];
}

Reach reach(AccountRole role, Verb verb) {
    for (const Grant& grant : table)
        if (grant.role == role && grant.verb == verb) return grant.reach;
    return Reach::nobody;
}

std::optional<RolesApart> roles_apart(std::span<const AccountRole> roles) {
    const auto works = std::find_if(roles.begin(), roles.end(), works_the_case);
    const auto other = std::find_if(roles.begin(), roles.end(), reviews);
    if (works == roles.end() || other == roles.end()) return std::nullopt;
    return RolesApart{*works, *other};
}

}  // namespace footprint::care
