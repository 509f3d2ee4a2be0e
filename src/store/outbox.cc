#include "store/outbox.h"

#include "store/prepared.h"

namespace footprint::store {

namespace {

// In the order of letter_columns().
const std::string letter_names =
    "id, account, kind, about, booked, sequence, address, subject, words, invitation, method, made_at, "
    "try_at, tries, "
    "state, said";

Letter read_letter(Statement& row) {
    return {std::string(row.text(0)), std::string(row.text(1)),   std::string(row.text(2)),
            std::string(row.text(3)), std::string(row.text(4)),   row.number(5).value_or(0),
            std::string(row.text(6)), std::string(row.text(7)),   std::string(row.text(8)),
            std::string(row.text(9)), std::string(row.text(10)),  moment_in(row, 11),
            moment_in(row, 12),       row.number(13).value_or(0), std::string(row.text(14)),
            std::string(row.text(15))};
}

std::vector<Letter> all_of(Statement& rows) {
    std::vector<Letter> all;
    while (rows.step()) all.push_back(read_letter(rows));
    return all;
}

MailWishes read_wishes(Statement& row) {
    return {std::string(row.text(0)), std::string(row.text(1)), row.number(2).value_or(0) != 0,
            row.number(3).value_or(0) != 0, row.number(4).value_or(0) != 0};
}

}  // namespace

bool put_in(Database& database, const std::string& authority, const Letter& letter) {
    if (find_letter(database, authority, letter.id)) return false;
    execute(database,
            "INSERT INTO outbox (authority, " + letter_names +
                ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) "
                "ON CONFLICT (authority, id) DO NOTHING",
            authority, letter.id, letter.account, letter.kind, letter.about, letter.booked, letter.sequence,
            letter.address, letter.subject, letter.words, letter.invitation, letter.method, letter.made_at,
            letter.try_at, letter.tries, letter.state, letter.said);
    return true;
}

std::vector<Letter> take_out(Database& database, const std::string& authority, Moment now, int most) {
    auto taken =
        all_of(*prepared(database,
                         "SELECT " + letter_names +
                             " FROM outbox WHERE authority = $1 AND state = 'waiting' AND try_at <= $2 "
                             "ORDER BY made_at, id LIMIT $3",
                         authority, now, std::int64_t{most}));
    for (Letter& letter : taken) {
        letter.state = "sending";
        letter.try_at = now;
        ++letter.tries;
        keep(database, authority, letter);
    }
    return taken;
}

void keep(Database& database, const std::string& authority, const Letter& letter) {
    execute(database,
            "UPDATE outbox SET words = $1, invitation = $2, try_at = $3, tries = $4, state = $5, said = $6 "
            "WHERE authority = $7 AND id = $8",
            letter.words, letter.invitation, letter.try_at, letter.tries, letter.state, letter.said,
            authority, letter.id);
}

void give_up(Database& database, const std::string& authority, Moment before) {
    execute(database,
            "UPDATE outbox SET state = 'unknown', words = '', invitation = '' "
            "WHERE authority = $1 AND state = 'sending' AND try_at < $2",
            authority, before);
}

void drop_letters(Database& database, const std::string& authority, Moment before,
                  Moment invitations_before) {
    execute(database,
            "DELETE FROM outbox WHERE authority = $1 AND state <> 'waiting' AND "
            "((kind <> 'invitation' AND made_at < $2) OR made_at < $3)",
            authority, before, invitations_before);
}

std::vector<Letter> letters(Database& database, const std::string& authority, int most) {
    return all_of(*prepared(
        database,
        "SELECT " + letter_names + " FROM outbox WHERE authority = $1 ORDER BY made_at DESC, id LIMIT $2",
        authority, std::int64_t{most}));
}

std::vector<Letter> letters_of(Database& database, const std::string& authority, const std::string& account,
                               int most) {
    return all_of(
        *prepared(database,
                  "SELECT " + letter_names +
                      " FROM outbox WHERE authority = $1 AND account = $2 ORDER BY made_at DESC, id LIMIT $3",
                  authority, account, std::int64_t{most}));
}

std::optional<Letter> find_letter(Database& database, const std::string& authority, const std::string& id) {
    const auto row = prepared(
        database, "SELECT " + letter_names + " FROM outbox WHERE authority = $1 AND id = $2", authority, id);
    return row->step() ? std::optional(read_letter(*row)) : std::nullopt;
}

std::vector<Letter> last_invitations(Database& database, const std::string& authority) {
    std::vector<Letter> last;
    for (Letter& letter : all_of(*prepared(database,
                                           "SELECT " + letter_names +
                                               " FROM outbox WHERE authority = $1 AND kind = 'invitation' "
                                               "ORDER BY account, about, sequence",
                                           authority))) {
        if (!last.empty() && last.back().account == letter.account && last.back().about == letter.about)
            last.pop_back();
        last.push_back(std::move(letter));
    }
    return last;
}

std::set<std::string> ids_of_letters(Database& database, const std::string& authority) {
    const auto rows =
        prepared(database, "SELECT id FROM outbox WHERE authority = $1 AND kind <> 'invitation'", authority);
    std::set<std::string> ids;
    while (rows->step()) ids.emplace(rows->text(0));
    return ids;
}

std::vector<MailWishes> all_wishes(Database& database, const std::string& authority) {
    const auto rows =
        prepared(database,
                 "SELECT account, address, month_ahead, week_ahead, invitations FROM mail_wishes "
                 "WHERE authority = $1 ORDER BY account",
                 authority);
    std::vector<MailWishes> all;
    while (rows->step()) all.push_back(read_wishes(*rows));
    return all;
}

std::optional<MailWishes> wishes_of(Database& database, const std::string& authority,
                                    const std::string& account) {
    const auto row =
        prepared(database,
                 "SELECT account, address, month_ahead, week_ahead, invitations FROM mail_wishes "
                 "WHERE authority = $1 AND account = $2",
                 authority, account);
    return row->step() ? std::optional(read_wishes(*row)) : std::nullopt;
}

void keep(Database& database, const std::string& authority, const MailWishes& wishes) {
    execute(
        database,
        "INSERT INTO mail_wishes (authority, account, address, month_ahead, week_ahead, invitations) "
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (authority, account) DO UPDATE SET "
        "address = excluded.address, month_ahead = excluded.month_ahead, week_ahead = excluded.week_ahead, "
        "invitations = excluded.invitations",
        authority, wishes.account, wishes.address, std::int64_t{wishes.month_ahead ? 1 : 0},
        std::int64_t{wishes.week_ahead ? 1 : 0}, std::int64_t{wishes.invitations ? 1 : 0});
}

const std::vector<Column>& letter_columns() {
    using enum Cell::Kind;
    static const std::vector<Column> columns = {
        {"id", text, true}, {"account", text},    {"kind", text},    {"about", text},
        {"booked", text},   {"sequence", number}, {"address", text}, {"subject", text},
        {"words", text},    {"invitation", text}, {"method", text},  {"made_at", number},
        {"try_at", number}, {"tries", number},    {"state", text},   {"said", text}};
    return columns;
}

const std::vector<Column>& wish_columns() {
    using enum Cell::Kind;
    static const std::vector<Column> columns = {{"account", text, true},
                                                {"address", text},
                                                {"month_ahead", number},
                                                {"week_ahead", number},
                                                {"invitations", number}};
    return columns;
}

}  // namespace footprint::store
