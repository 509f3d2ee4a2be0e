#include "cli/acting.h"

#include <algorithm>
#include <array>

#include "cli/clock.h"
#include "cli/output.h"

namespace footprint::cli {

namespace {

using care::Verb;

constexpr std::string_view all_of_it = "the whole database";
constexpr std::string_view no_record;

constexpr std::array access{
    // What makes or replaces the database has no accounts to ask yet, or puts others in their place.
    CommandAccess{"init", {}, {}, no_record, no_record},
    CommandAccess{"demo", {}, {}, no_record, no_record},
    CommandAccess{"generate", {}, {}, no_record, no_record},
    CommandAccess{"comparators", {}, {}, no_record, no_record},
    CommandAccess{"restore", {}, {}, all_of_it, all_of_it},
    CommandAccess{"migrate", {}, {}, no_record, no_record},

    CommandAccess{"import", Verb::take_over, {}, "counted", "not there"},
    CommandAccess{"export", Verb::hand_out, {}, "refused", "not there"},
    CommandAccess{"timetable", Verb::see_lists, {}, "left out", "not there"},
    CommandAccess{"measures", Verb::see_figures, {}, "counted", "not there"},
    CommandAccess{"children", Verb::see_lists, Verb::see_figures, "left out", "not there"},
    CommandAccess{"findings", Verb::see_lists, {}, "left out", "not there"},
    CommandAccess{"work", Verb::see_lists, {}, "left out", "not there"},

    CommandAccess{"user add", Verb::manage_accounts, {}, no_record, "not there"},
    CommandAccess{"user list", Verb::manage_accounts, {}, no_record, "not there"},
    CommandAccess{"user password", Verb::manage_accounts, {}, no_record, "not there"},
    CommandAccess{"user disable", Verb::manage_accounts, {}, no_record, "not there"},

    CommandAccess{"retention", Verb::keep_or_destroy, {}, "left out", "not there"},
    CommandAccess{"hold", Verb::keep_or_destroy, {}, "held", "not there"},
    CommandAccess{"release", Verb::keep_or_destroy, {}, "released", "not there"},
    CommandAccess{"destroy", Verb::keep_or_destroy, {}, "refused", "not there"},

    CommandAccess{"serve", Verb::operate, {}, "as each person may", "not there"},
    CommandAccess{"backup", Verb::operate, {}, all_of_it, all_of_it},
    CommandAccess{"heads", Verb::operate, {}, no_record, "heads only"},
    CommandAccess{"verify", Verb::operate, {}, no_record, "whether it is whole"},
};

Problem refusal(Problem::Kind kind, std::string message) {
    return {kind, {}, std::move(message)};
}

}  // namespace

std::span<const CommandAccess> command_access() {
    return access;
}

const CommandAccess* access_of(std::string_view command) {
    const auto found = std::find_if(access.begin(), access.end(),
                                    [&](const CommandAccess& row) { return row.command == command; });
    return found == access.end() ? nullptr : &*found;
}

Result<Done> permitted(const Common& common, std::string_view command) {
    if (common.as.empty()) return Done{};
    const CommandAccess* const row = access_of(command);
    ensure(row != nullptr, "every command has a row in the table of who may give it");
    const std::string name(command);
    if (!row->verb)
        return refusal(Problem::Kind::wrong_use,
                       "'" + name +
                           "' makes or replaces what accounts are kept in, so no account can be asked "
                           "whether it may. Leave --as and FOOTPRINT_AS out.");
    auto service = open_casework(common);
    if (!service) return service.problems();
    if ((*service)->is_read_only())
        return refusal(Problem::Kind::wrong_use,
                       "A folder has no accounts. Leave --as out, or name a database with --db sqlite:PATH.");
    const auto lists = (*service)->access((*service)->access_version());
    const care::Account* const account = lists->find(common.as);
    if (account == nullptr)
        return refusal(Problem::Kind::not_found,
                       "--as: there is no account '" + common.as + "' in this authority. Check the name.");
    if (account->closed.value_or(false))
        return refusal(Problem::Kind::not_permitted, "--as: the account '" + common.as + "' is closed.");
    for (const auto& verb : {row->verb, row->also})
        if (verb && !care::may_ever(*account, *verb))
            return refusal(Problem::Kind::not_permitted, "To " + std::string(care::in_words(*verb)) +
                                                             " needs another role than '" + common.as +
                                                             "' has. Whoever manages accounts can give it.");
    return Done{};
}

std::string author_name(const Common& common) {
    return common.as.empty() ? local_person() + " (command line)"
                             : common.as + " (command line, " + local_person() + ")";
}

casework::Actor actor_of(const Common& common) {
    return {author_name(common), now()};
}

Result<Reading> Reading::open(const Common& common, std::optional<Day> reviews_from) {
    Reading reading;
    reading.actor_ = actor_of(common);
    auto service = open_casework(common);
    if (!service) return service.problems();
    reading.service_ = std::move(service).value();
    auto snapshot = read_snapshot(*reading.service_, common, reviews_from);
    if (!snapshot) return snapshot.problems();
    reading.snapshot_ = std::move(snapshot).value();
    if (common.as.empty()) return reading;
    const auto lists = reading.service_->access(reading.service_->access_version());
    const care::Account* const account = lists->find(common.as);
    reading.sight_.emplace(*reading.snapshot_, *lists, account == nullptr ? care::Account{} : *account,
                           now());
    return reading;
}

std::optional<Problem> Reading::stands_against(care::ChildNumber child, const std::string& id) const {
    const bool is_kept = sight_ && child.is_known() && sight_->is_kept_from_them(child.value);
    if (is_kept)
        return refusal(Problem::Kind::not_permitted,
                       "The file of " + id + " is restricted: only the people named for it may open it.");
    if (!child.is_known() || (sight_ && !sight_->may(Verb::open_file, child.value)))
        return refusal(Problem::Kind::not_found, "There is no child '" + id + "'. Check the id.");
    return std::nullopt;
}

Result<Done> Reading::note(const std::string& verb, const std::string& what) const {
    if (service_->is_read_only()) return Done{};
    const auto noted = service_->store().note(service_->authority(), verb, what, "", {actor_.name}, now());
    if (!noted) return noted.problems();
    return Done{};
}

}  // namespace footprint::cli
