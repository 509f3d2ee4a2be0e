#include "casework/retention.h"

#include <algorithm>

#include "base/text.h"
#include "casework/accounts.h"

namespace footprint::casework {

namespace {

const care::Records no_records;

Problem wrong(std::string message) {
    return {Problem::Kind::wrong_use, {}, std::move(message)};
}

// A hold on this file, or on every file.
bool is_on(const care::LegalHold& hold, const std::string& child) {
    return hold.child.empty() || hold.child.text == child;
}

std::optional<Problem> held_by(const std::vector<care::LegalHold>& holds, const std::string& child) {
    for (const care::LegalHold& hold : holds)
        if (is_on(hold, child))
            return Problem{Problem::Kind::not_permitted,
                           {},
                           "The file is held by '" + hold.hold.text + "': " + hold.reason +
                               " End the hold first, if it has ended."};
    return std::nullopt;
}

law::FileDays days_of(const care::Records& records, std::uint32_t child) {
    law::FileDays days;
    days.born_on = records.children[child].born_on;
    for (const care::Episode& episode : records.episodes.of({child})) {
        if (episode.reason_ceased == care::ReasonEpisodeCeased::E2) days.died_on = episode.ended_on;
        if (episode.reason_ceased == care::ReasonEpisodeCeased::E11 ||
            episode.reason_ceased == care::ReasonEpisodeCeased::E12)
            days.adopted_on = episode.ended_on;
    }
    return days;
}

}  // namespace

std::vector<KeptFile> kept_files(const Snapshot& snapshot, const care::AccessLists& lists) {
    std::vector<KeptFile> files;
    const auto& children = snapshot.records().children;
    files.reserve(children.size());
    for (std::uint32_t child = 0; child < children.size(); ++child) {
        KeptFile file{
            child, law::kept_until(days_of(snapshot.records(), child), snapshot.ground().rulebook), {}};
        for (const care::LegalHold& hold : lists.holds)
            if (is_on(hold, children[child].id)) file.holds.push_back(&hold);
        files.push_back(std::move(file));
    }
    std::stable_sort(files.begin(), files.end(),
                     [](const KeptFile& a, const KeptFile& b) { return a.kept.due_from < b.kept.due_from; });
    return files;
}

Result<Done> Retention::hold(const care::LegalHold& hold, const Actor& actor) {
    const bool is_name =
        !hold.hold.empty() && hold.hold.text.size() <= 60 &&
        std::all_of(hold.hold.text.begin(), hold.hold.text.end(), [](char sign) {
            return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '-';
        });
    if (!is_name)
        return wrong("Call the hold by a short name of small letters, digits and '-', as inquiry-2027.");
    if (trim(hold.reason).empty())
        return wrong("Say why these files must be kept: the inquiry, the claim or the order.");
    if (!hold.child.empty()) {
        const auto now = casework_.read({day_of(actor.at), std::nullopt, std::nullopt});
        if (!now) return now.problems();
        if (!(*now)->records().find(hold.child.text).is_known())
            return Problem{Problem::Kind::not_found,
                           {},
                           "There is no child '" + hold.child.text + "'. Look up the id and try again."};
    }
    const auto put = casework_.store().put(casework_.authority(), no_records, hold,
                                           current_version(casework_.store(), casework_.authority(), hold),
                                           {actor.name}, hold.reason, actor.at);
    if (!put) return put.problems();
    return Done{};
}

Result<Done> Retention::release(const care::LegalHold& hold, const std::string& why, const Actor& actor) {
    if (hold.hold.empty()) return wrong("Say which hold ends, by its name.");
    const auto lists = casework_.access(casework_.access_version());
    const auto found = std::find_if(
        lists->holds.begin(), lists->holds.end(),
        [&](const care::LegalHold& row) { return row.hold == hold.hold && row.child == hold.child; });
    if (found == lists->holds.end())
        return Problem{
            Problem::Kind::not_found,
            {},
            "There is no hold '" + hold.hold.text + "' on " +
                (hold.child.empty() ? "every file" : "the file of " + hold.child.text) +
                ". Look at the list of holds: one name may hold several files, and each ends by itself."};
    if (trim(why).empty()) return wrong("Say why the hold ends.");
    const auto gone = casework_.store().withdraw(
        casework_.authority(), no_records, *found,
        current_version(casework_.store(), casework_.authority(), *found), {actor.name}, why, actor.at);
    if (!gone) return gone.problems();
    return Done{};
}

Result<std::size_t> Retention::destroy(const std::string& child, const std::string& why, bool early,
                                       const Actor& actor) {
    const Day today = day_of(actor.at);
    const auto now = casework_.read({today, std::nullopt, std::nullopt});
    if (!now) return now.problems();
    const care::ChildNumber number = (*now)->records().find(child);
    if (!number.is_known())
        return Problem{
            Problem::Kind::not_found, {}, "There is no child '" + child + "'. Look up the id and try again."};
    if (trim(why).empty()) return wrong("Say why the file is destroyed, and who decided it.");
    const auto lists = casework_.access(casework_.access_version());
    const auto files = kept_files(**now, *lists);
    const auto file = std::find_if(files.begin(), files.end(),
                                   [&](const KeptFile& one) { return one.child == number.value; });
    if (auto held = held_by(lists->holds, child)) return *held;
    if ((*now)->lines()[number.value].looked_after)
        return Problem{Problem::Kind::not_permitted,
                       {},
                       "The child is looked after now. Nobody destroys the file of a child in care."};
    if (!early && file->kept.due_from > today)
        return Problem{Problem::Kind::not_permitted,
                       {},
                       file->kept.due_from.is_never()
                           ? "It cannot be said when the file is due: the day of birth is not recorded."
                           : "The file is due from " + in_words(file->kept.due_from) + " on (" +
                                 file->kept.why + ", " + file->kept.citation + ")."};
    const store::LastLook last_look = [&](const care::AccessLists& at_last,
                                          std::uint64_t version) -> std::optional<Problem> {
        if (auto held = held_by(at_last.holds, child)) return held;
        if (version == (*now)->version()) return std::nullopt;
        return Problem{Problem::Kind::changed_meanwhile,
                       {},
                       "The records were changed while this was looked at. Nothing was destroyed; look at "
                       "the file again, then repeat it."};
    };
    return casework_.store().destroy(casework_.authority(), child, {actor.name}, why, actor.at, last_look);
}

}  // namespace footprint::casework
