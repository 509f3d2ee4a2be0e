#include "casework/messages.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "casework/calendars.h"
#include "casework/tasks.h"
#include "exchange/calendar_file.h"
#include "practice/own_words.h"

namespace footprint::casework {

namespace {

using store::Letter;

constexpr int month_days = 35;
constexpr int week_days = 7;
constexpr int most_a_round = 50;
constexpr std::int64_t minute = 60'000'000;
constexpr std::int64_t longest_wait = 240 * minute;
constexpr std::int64_t unknown_after = 15 * minute;
constexpr std::int64_t whole_day = 24 * 60 * minute;
constexpr std::int64_t kept = 90 * whole_day;
constexpr std::int64_t invitations_kept = 400 * whole_day;
constexpr std::int64_t most_tries = 24;  // some three days

// Another try after 1, 2, 4, ... minutes.
Moment next_try(Moment now, std::int64_t tries) {
    constexpr std::int64_t most_doublings = 10;
    return {now.micros + std::min(minute << std::min(tries - 1, most_doublings), longest_wait)};
}

std::string called(const Snapshot& snapshot, std::uint32_t child) {
    const ChildLine& line = snapshot.lines()[child];
    if (snapshot.ground().profile.names_in_mail) return line.name;
    return line.name == snapshot.records().children[child].id
               ? std::string("a child without a name on record")
               : initials(line.name);
}

bool has_role(const care::Account& account, care::AccountRole role) {
    return std::find(account.roles.begin(), account.roles.end(), role) != account.roles.end();
}

// Whose letters are about: an officer's own children, a team's, and for a manager everybody's.
class Reader {
  public:
    Reader(const Snapshot& snapshot, const Sight& sight)
        : sight_(sight),
          number_(snapshot.cohort().officer_number(sight.account().officer.text)),
          reads_all_(has_role(sight.account(), care::AccountRole::manager) ||
                     has_role(sight.account(), care::AccountRole::business_support)),
          reads_teams_(has_role(sight.account(), care::AccountRole::team_manager) ||
                       has_role(sight.account(), care::AccountRole::social_worker)) {}
    bool is_about(const ChildLine& line) const {
        const bool is_own = number_ != measures::none && line.officer == number_;
        return (is_own || reads_all_ || reads_teams_) && sight_.sees(line.child);
    }
    bool is_about(std::uint32_t child, const Snapshot& snapshot) const {
        return is_about(snapshot.lines()[child]);
    }

  private:
    const Sight& sight_;
    const std::uint32_t number_;
    const bool reads_all_;
    const bool reads_teams_;
};

// "no day is booked", "care plan and report are missing"
std::string what_is_missing(const Snapshot& snapshot, const ChildLine& line) {
    if (!line.booked_on) return "no day is booked";
    for (const care::ReviewDetails& row : snapshot.records().review_details.of({line.child})) {
        if (row.held_on || row.booked_on != line.booked_on) continue;
        std::vector<std::string> missing;
        if (!row.care_plan_received_on) missing.emplace_back("care plan");
        if (!row.report_received_on) missing.emplace_back("report");
        return missing.empty() ? "all papers are there" : listed(missing) + " missing";
    }
    return "booked";
}

Letter letter_of(const store::MailWishes& wishes, const std::string& kind, const std::string& time,
                 Moment now) {
    Letter letter;
    letter.id = kind + "-" + time + "-" + wishes.account;
    letter.account = wishes.account;
    letter.kind = kind;
    letter.address = wishes.address;
    letter.made_at = letter.try_at = now;
    letter.state = "waiting";
    return letter;
}

Day monday_of(Day on) {
    return on - static_cast<int>(weekday_of(on));
}

std::string ending(const std::string& pages) {
    return pages.empty() ? std::string() : "\n" + pages + "/my-work\n";
}

}  // namespace

std::string month_ahead(const Snapshot& snapshot, const Sight& sight) {
    const Reader reader(snapshot, sight);
    std::vector<std::pair<Day, std::string>> lines;
    for (const ChildLine& line : snapshot.lines()) {
        if (line.next == nullptr || !reader.is_about(line)) continue;
        const Day day = line.booked_on.value_or(line.next->is.latest);
        if (day > snapshot.as_at() + month_days) continue;
        lines.emplace_back(day, (line.booked_on ? with_weekday(day) : "By " + with_weekday(day)) + ": " +
                                    called(snapshot, line.child) + "; " + what_is_missing(snapshot, line));
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const auto& [day, line] : lines) text += line + "\n";
    return text;
}

std::string week_ahead(const Snapshot& snapshot, const Sight& sight) {
    const Reader reader(snapshot, sight);
    std::string overdue;
    std::string soon;
    for (const Task& task : tasks(snapshot)) {
        if (task.due > snapshot.as_at() + week_days || !reader.is_about(task.child, snapshot)) continue;
        std::string& list = task.is_overdue(snapshot.as_at()) ? overdue : soon;
        list += "By " + with_weekday(task.due) + ": " + called(snapshot, task.child) + "; " +
                practice::in_own_words(to_be_worded(task.kind), snapshot.ground().profile.words) + "\n";
    }
    return (overdue.empty() ? "" : "Overdue\n" + overdue + "\n") + (soon.empty() ? "" : "This week\n" + soon);
}

store::MailWishes Messages::wishes_of(const care::Account& account) {
    std::optional<store::MailWishes> found;
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        found = store::wishes_of(database, authority_, account.account.text);
    });
    return found.value_or(store::MailWishes{account.account.text, {}, false, false, false});
}

std::optional<std::string> Messages::wrong_with_address(std::string_view address) const {
    if (address.empty()) return std::nullopt;
    static const exchange::MailServer none;
    return exchange::wrong_with_address(server_ ? *server_ : none, address);
}

Result<Done> Messages::keep_wishes(const store::MailWishes& wishes, const store::Author& by, Moment at) {
    if (const auto wrong = wrong_with_address(wishes.address))
        return Problem{Problem::Kind::not_permitted, {}, *wrong};
    care::Account account;
    account.account.text = wishes.account;
    const bool is_another = wishes_of(account).address != wishes.address;
    const auto noted = store_.note(authority_, is_another ? "change_mail_address" : "choose_letters",
                                   "account " + wishes.account, "", by, at);
    if (!noted) return noted.problems();
    store_.change_sign_ins(authority_,
                           [&](store::Database& database) { store::keep(database, authority_, wishes); });
    return Done{};
}

std::vector<Letter> Messages::letters(int most) {
    std::vector<Letter> all;
    store_.read_sign_ins(
        authority_, [&](store::Database& database) { all = store::letters(database, authority_, most); });
    return all;
}

std::vector<Letter> Messages::letters_of(const care::Account& account, int most) {
    std::vector<Letter> all;
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        all = store::letters_of(database, authority_, account.account.text, most);
    });
    return all;
}

Result<Done> Messages::try_again(const std::string& id, const store::Author& by, Moment at) {
    std::optional<Letter> letter;
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        letter = store::find_letter(database, authority_, id);
    });
    const bool may_be_tried = letter && !letter->words.empty() && letter->state == "refused";
    if (!may_be_tried)
        return Problem{Problem::Kind::not_found, {}, "There is no letter here that could be tried again."};
    const auto noted = store_.note(authority_, "try_letter_again", "letter " + id, "", by, at);
    if (!noted) return noted.problems();
    letter->state = "waiting";
    letter->try_at = at;
    letter->tries = 0;
    store_.change_sign_ins(authority_,
                           [&](store::Database& database) { store::keep(database, authority_, *letter); });
    return Done{};
}

// The first days of a month and of a week are enough: whoever was away or not running catches up.
std::vector<Letter> Messages::due(const Snapshot& snapshot, const care::AccessLists& lists, Moment now) {
    std::vector<store::MailWishes> all;
    std::set<std::string> there;
    std::map<std::string, std::vector<Letter>> last;  // invitations, by account
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        all = store::all_wishes(database, authority_);
        there = store::ids_of_letters(database, authority_);
        for (Letter& letter : store::last_invitations(database, authority_)) {
            std::vector<Letter>& own = last[letter.account];
            own.push_back(std::move(letter));
        }
    });
    const Day today = snapshot.as_at();
    const practice::Wording& words = snapshot.ground().profile.words;
    std::vector<Letter> letters;
    for (const store::MailWishes& wishes : all) {
        const care::Account* const account = lists.find(wishes.account);
        if (wishes.address.empty() || account == nullptr || account->closed == true) continue;
        if (care::may_ever(*account, care::Verb::restrict_file))
            emergencies_for(lists, wishes, there, now, letters);
        const Sight sight(snapshot, lists, *account, now);
        if (!sight.may(care::Verb::see_lists)) continue;
        const auto add = [&](bool is_wanted, const char* kind, const std::string& time, std::string subject,
                             std::string (*words_of)(const Snapshot&, const Sight&)) {
            Letter letter = letter_of(wishes, kind, time, now);
            if (!is_wanted || there.contains(letter.id)) return;
            letter.subject = std::move(subject);
            letter.words = words_of(snapshot, sight);
            if (!letter.words.empty()) letters.push_back(std::move(letter));
        };
        add(wishes.month_ahead, "month_ahead", iso(today).substr(0, 7),
            practice::at_the_beginning(words.review.many) + " of the next weeks", month_ahead);
        add(wishes.week_ahead, "week_ahead", iso(monday_of(today)), "What waits this week", week_ahead);
        if (wishes.invitations) invitations_for(snapshot, sight, wishes, last[wishes.account], now, letters);
    }
    for (Letter& letter : letters) letter.words += ending(pages_);
    return letters;
}

// Whoever says who may read a restricted file is told at once that somebody else does; of which child, the
// page says and no letter.
void Messages::emergencies_for(const care::AccessLists& lists, const store::MailWishes& wishes,
                               const std::set<std::string>& there, Moment now,
                               std::vector<Letter>& into) const {
    for (const care::EmergencyOpening& opening : lists.openings) {
        if (!opening.noted_by.empty()) continue;
        const std::string which = calendar_uid(
            authority_, "opening", opening.child.text + "/" + opening.account.text + "/" + opening.opened_at);
        Letter letter = letter_of(wishes, "emergency", which.substr(0, which.find('@')), now);
        if (there.contains(letter.id)) continue;
        letter.subject = "A restricted file was opened in an emergency";
        letter.words = letter.subject +
                       ". By whom, of which child and for which reason is on the first page, "
                       "until somebody notes it.\n";
        into.push_back(std::move(letter));
    }
}

void Messages::invitations_for(const Snapshot& snapshot, const Sight& sight, const store::MailWishes& wishes,
                               const std::vector<Letter>& last, Moment now, std::vector<Letter>& into) {
    std::map<std::string, std::pair<Day, std::uint32_t>> booked;  // by review: the day, the child
    std::map<std::string, std::uint32_t> children;
    const std::uint32_t number = snapshot.cohort().officer_number(sight.account().officer.text);
    for (const care::ReviewDetails& row : snapshot.records().review_details.all()) {
        children.emplace(row.review.text, row.child.value);
        const bool is_theirs = row.officer.empty() ? snapshot.lines()[row.child.value].officer == number
                                                   : row.officer == sight.account().officer;
        const auto next = care::next_sitting_on(row);
        if (number != measures::none && is_theirs && next && *next >= snapshot.as_at() &&
            sight.sees(row.child.value))
            booked.emplace(row.review.text, std::pair(*next, row.child.value));
    }
    const std::string review_word = practice::at_the_beginning(snapshot.ground().profile.words.review.one);
    const auto add = [&](const std::string& review, std::optional<Day> day, Day shown, std::int64_t sequence,
                         const std::string& whose) {
        Letter letter = letter_of(wishes, "invitation", review + "-" + std::to_string(sequence), now);
        letter.about = review;
        letter.booked = day ? iso(*day) : std::string();
        letter.sequence = sequence;
        letter.method = day ? "REQUEST" : "CANCEL";
        letter.subject =
            (day ? review_word + ", " : "Called off: " + lower(review_word) + ", ") + in_words(shown);
        letter.words = (day ? review_word + " on " : "Called off: " + lower(review_word) + " on ") +
                       with_weekday(shown) + (whose.empty() ? "" : ": " + whose) + "\n";
        letter.invitation =
            exchange::invitation_file({calendar_uid(authority_, "booking", review), shown,
                                       review_word + (whose.empty() ? "" : ": " + whose), true},
                                      {server_->from, wishes.address, sequence, !day.has_value()}, now);
        into.push_back(std::move(letter));
    };
    for (const Letter& letter : last) {
        const auto now_booked = booked.find(letter.about);
        if (now_booked != booked.end()) {
            const auto [day, child] = now_booked->second;
            if (letter.booked != iso(day))
                add(letter.about, day, day, letter.sequence + 1, called(snapshot, child));
            booked.erase(now_booked);
            continue;
        }
        const auto was = parse_day(letter.booked);
        if (!was || *was < snapshot.as_at()) continue;
        // Called off, held early, or somebody else's now; whose it was is not told to who may see it no more.
        const auto child = children.find(letter.about);
        const bool may_know = child != children.end() && sight.sees(child->second);
        add(letter.about, std::nullopt, *was, letter.sequence + 1,
            may_know ? called(snapshot, child->second) : std::string());
    }
    for (const auto& [review, what] : booked)
        add(review, what.first, what.first, 0, called(snapshot, what.second));
}

void Messages::send_waiting(Moment now, Round& round) {
    std::vector<Letter> taken;
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::give_up(database, authority_, {now.micros - unknown_after});
        store::drop_letters(database, authority_, {now.micros - kept}, {now.micros - invitations_kept});
        taken = store::take_out(database, authority_, now, most_a_round);
    });
    for (Letter& letter : taken) {
        const auto refusal = exchange::send_mail(
            *server_,
            {letter.id, letter.address, letter.subject, letter.words, letter.invitation, letter.method}, now);
        letter.said = refusal ? refusal->said : std::string();
        if (!refusal) {
            letter.state = "sent";
            letter.words.clear();
            letter.invitation.clear();
            ++round.sent;
        } else if (refusal->is_final || letter.tries >= most_tries) {
            letter.state = "refused";
            ++round.refused;
        } else {
            letter.state = "waiting";
            letter.try_at = next_try(now, letter.tries);
            ++round.put_off;
        }
        store_.change_sign_ins(authority_,
                               [&](store::Database& database) { store::keep(database, authority_, letter); });
    }
}

Round Messages::make_round(const Snapshot& snapshot, const care::AccessLists& lists, Moment now) {
    Round round;
    if (!server_) return round;
    const std::vector<Letter> letters = due(snapshot, lists, now);
    if (!letters.empty())
        store_.change_sign_ins(authority_, [&](store::Database& database) {
            round.written = 0;
            for (const Letter& letter : letters)
                round.written += store::put_in(database, authority_, letter) ? 1 : 0;
        });
    send_waiting(now, round);
    return round;
}

}  // namespace footprint::casework
