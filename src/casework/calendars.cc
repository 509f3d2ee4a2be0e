#include "casework/calendars.h"

#include <algorithm>

#include "base/text.h"
#include "casework/sign_in.h"
#include "exchange/secrets.h"
#include "store/digest.h"

namespace footprint::casework {

namespace {

constexpr std::size_t key_bytes = 32;
constexpr int days_kept = 60;  // of what is past

}  // namespace

Result<std::string> Calendars::make(const care::Account& account, const store::Author& by, Moment at) {
    std::string key = exchange::random_text(key_bytes);
    const auto noted =
        store_.note(authority_, "make_calendar_address", "account " + account.account.text, "", by, at);
    if (!noted) return noted.problems();
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::keep(database, authority_,
                    store::CalendarAddress{account.account.text, SignIn::hash_of_token(key), at});
    });
    return key;
}

Result<Done> Calendars::end(const care::Account& account, const store::Author& by, Moment at) {
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::drop_calendar(database, authority_, account.account.text);
    });
    const auto noted =
        store_.note(authority_, "end_calendar_address", "account " + account.account.text, "", by, at);
    if (!noted) return noted.problems();
    return Done{};
}

std::optional<Moment> Calendars::made_at(const care::Account& account) {
    std::optional<store::CalendarAddress> found;
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        found = store::calendar_of(database, authority_, account.account.text);
    });
    return found ? std::optional(found->made_at) : std::nullopt;
}

std::optional<care::Account> Calendars::whose(std::string_view key, const care::AccessLists& lists) {
    std::optional<store::CalendarAddress> found;
    const std::string hash = SignIn::hash_of_token(key);
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        found = store::find_calendar(database, authority_, hash);
    });
    if (!found) return std::nullopt;
    const care::Account* const account = lists.find(found->account);
    if (account == nullptr || account->closed == true || account->officer.empty()) return std::nullopt;
    return *account;
}

std::string initials(std::string_view name) {
    constexpr std::string_view between = " -";
    std::string out;
    for (std::size_t from = name.find_first_not_of(between); from != std::string_view::npos;
         from = name.find_first_not_of(between, name.find_first_of(between, from))) {
        std::size_t size = 1;
        while (from + size < name.size() && (static_cast<unsigned char>(name[from + size]) & 0xC0U) == 0x80U)
            ++size;
        out += std::string(name.substr(from, size)) + ".";
        if (name.find_first_of(between, from) == std::string_view::npos) break;
    }
    return out;
}

std::string calendar_uid(const std::string& authority, std::string_view kind, std::string_view id) {
    constexpr std::size_t letters = 32;
    const std::string whole = authority + "/" + std::string(kind) + "/" + std::string(id);
    return store::hex(store::Digest().add(whole).finish()).substr(0, letters) + "@footprint";
}

std::vector<exchange::CalendarEvent> calendar_of(const Snapshot& snapshot, const Sight& sight,
                                                 const std::string& authority) {
    const std::string& review = snapshot.ground().profile.words.review.one;
    const Id<care::Officer>& officer = sight.account().officer;
    const std::uint32_t number = snapshot.cohort().officer_number(officer.text);
    const Day from = snapshot.as_at() - days_kept;
    const auto is_own = [&](const ChildLine& line) {
        return number != measures::none && line.officer == number;
    };
    const auto is_shown = [&](std::uint32_t child) {
        return sight.sees(child) && !sight.is_restricted(child);
    };
    std::vector<exchange::CalendarEvent> events;
    const auto add = [&](Day on, const std::string& uid, const std::string& what, std::uint32_t child,
                         bool is_busy) {
        const ChildLine& line = snapshot.lines()[child];
        const std::string whose =
            line.name == snapshot.records().children[child].id ? std::string() : initials(line.name);
        events.push_back({uid, on, what + (whose.empty() ? "" : ": " + whose), is_busy});
    };
    for (const care::ReviewDetails& row : snapshot.records().review_details.all()) {
        const std::uint32_t child = row.child.value;
        const bool is_theirs = row.officer.empty() ? is_own(snapshot.lines()[child]) : row.officer == officer;
        const auto next = care::next_sitting_on(row);
        if (next && *next >= from && is_theirs && is_shown(child))
            add(*next, calendar_uid(authority, "booking", row.review.text),
                practice::at_the_beginning(review), child, true);
    }
    for (const ChildLine& line : snapshot.lines())
        if (is_own(line) && line.next != nullptr && !line.booked_on && line.next->is.latest >= from &&
            is_shown(line.child))
            add(line.next->is.latest,
                calendar_uid(authority, "latest", snapshot.records().children[line.child].id),
                "Latest day for a " + review, line.child, false);
    std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.on < b.on; });
    return events;
}

}  // namespace footprint::casework
