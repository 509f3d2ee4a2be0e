#include "care/account.h"

#include <algorithm>

namespace footprint::care {

const Account* AccessLists::find(std::string_view account) const {
    const auto found = std::find_if(accounts.begin(), accounts.end(),
                                    [&](const Account& row) { return row.account.text == account; });
    return found == accounts.end() ? nullptr : &*found;
}

bool AccessLists::is_restricted(std::string_view child) const {
    return std::any_of(readers.begin(), readers.end(),
                       [&](const FileReader& row) { return row.child.text == child; });
}

bool is_open_to(const AccessLists& lists, const Account& account, std::string_view child, Moment at) {
    if (!lists.is_restricted(child)) return true;
    const bool named = std::any_of(lists.readers.begin(), lists.readers.end(), [&](const FileReader& row) {
        return row.child.text == child && row.account == account.account;
    });
    return named || std::any_of(lists.openings.begin(), lists.openings.end(), [&](const auto& row) {
               const auto opened = parse_moment(row.opened_at);
               return row.child.text == child && row.account == account.account && opened && *opened <= at &&
                      at.micros - opened->micros < emergency_micros;
           });
}

namespace {

bool holds(const std::optional<Day>& from, const std::optional<Day>& until, Day on) {
    return from && *from <= on && (!until || *until > on);
}

// The last day of an absence is one: they are back on the day after.
bool is_absent(const Absence& row, Day on) {
    return row.from_on && *row.from_on <= on && row.until_on.value_or(on) >= on;
}

bool covers_for(const Records& records, const Id<Officer>& officer, const Id<Officer>& absent, Day on) {
    return std::any_of(records.absences.begin(), records.absences.end(), [&](const Absence& row) {
        return row.officer == absent && row.covered_by == officer && is_absent(row, on);
    });
}

const Officer* officer_of(const Records& records, const Id<Officer>& id) {
    const auto found = std::find_if(records.officers.begin(), records.officers.end(),
                                    [&](const Officer& row) { return row.officer == id; });
    return found == records.officers.end() ? nullptr : &*found;
}

// The line of the case: the child's worker is this officer, or an officer of the team that this one manages.
bool works_with(const Records& records, const Officer& officer, ChildNumber child, Day on) {
    for (const WorkerEpisode& row : records.worker_episodes.of(child)) {
        if (row.social_worker_id.empty() || !holds(row.from_on, row.until_on, on)) continue;
        if (row.social_worker_id == officer.social_worker_id) return true;
        const bool in_team =
            officer.role == Role::team_manager && !officer.team.empty() &&
            std::any_of(records.officers.begin(), records.officers.end(), [&](const Officer& one) {
                return one.team == officer.team && row.social_worker_id == one.social_worker_id;
            });
        if (in_team) return true;
    }
    return false;
}

}  // namespace

Standing standing_of(const Records& records, const Account& account, ChildNumber child, Day on) {
    const Officer* officer = officer_of(records, account.officer);
    if (officer == nullptr) return Standing::none;
    // Whoever is in the line of the case is no child's IRO, whatever else is recorded of them.
    if (works_with(records, *officer, child, on)) return Standing::works_with;
    const bool in_line = officer->role == Role::social_worker || officer->role == Role::team_manager;
    for (const Allocation& row : records.allocations.of(child)) {
        if (!holds(row.from_on, row.until_on, on)) continue;
        if (row.officer == officer->officer || covers_for(records, officer->officer, row.officer, on))
            return in_line ? Standing::works_with : Standing::allocated;
    }
    return Standing::none;
}

namespace {

template <class Question>
bool any_role(const Account& account, Question&& asks) {
    return !account.closed.value_or(false) && std::any_of(account.roles.begin(), account.roles.end(), asks);
}

// The one thing that an account says beyond its roles.
bool sees_lists(const Account& account, Verb verb) {
    return verb == Verb::see_lists && account.sees_lists.value_or(false) &&
           any_role(account, [](AccountRole role) { return role == AccountRole::analyst; });
}

}  // namespace

bool may(const Account& account, Verb verb, Standing standing) {
    return sees_lists(account, verb) ||
           any_role(account, [&](AccountRole role) { return reaches(reach(role, verb), standing); });
}

bool may_ever(const Account& account, Verb verb) {
    return sees_lists(account, verb) ||
           any_role(account, [&](AccountRole role) { return reach(role, verb) != Reach::nobody; });
}

}  // namespace footprint::care
