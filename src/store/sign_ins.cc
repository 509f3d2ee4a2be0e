#include "store/sign_ins.h"

#include <algorithm>

#include "base/text.h"
#include "store/prepared.h"

namespace footprint::store {

namespace {

Session read_session(Statement& row, std::string token_hash) {
    return {std::move(token_hash),    std::string(row.text(0)), std::string(row.text(1)),
            moment_in(row, 2),        moment_in(row, 3),        moment_in(row, 4),
            std::string(row.text(5)), std::string(row.text(6))};
}

}  // namespace

std::optional<Credential> find_credential(Database& database, const std::string& authority,
                                          const std::string& account) {
    const auto row = prepared(
        database,
        "SELECT password_hash, chosen_at, one_time_key, last_step, recovery, given_at FROM credentials "
        "WHERE authority = $1 AND account = $2",
        authority, account);
    if (!row->step()) return std::nullopt;
    Credential found{account,
                     std::string(row->text(0)),
                     moment_in(*row, 1),
                     moment_in(*row, 5),
                     std::string(row->text(2)),
                     row->number(3).value_or(0),
                     {}};
    for (const auto hash : split(row->text(4), ' '))
        if (!hash.empty()) found.recovery.emplace_back(hash);
    return found;
}

void keep(Database& database, const std::string& authority, const Credential& credential) {
    execute(
        database,
        "INSERT INTO credentials (authority, account, password_hash, chosen_at, one_time_key, last_step, "
        "recovery, given_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (authority, account) DO UPDATE SET "
        "password_hash = excluded.password_hash, chosen_at = excluded.chosen_at, "
        "one_time_key = excluded.one_time_key, last_step = excluded.last_step, recovery = excluded.recovery, "
        "given_at = excluded.given_at",
        authority, credential.account, credential.password_hash, credential.chosen_at,
        credential.one_time_key, credential.last_step, join(credential.recovery, " "), credential.given_at);
}

std::optional<Session> find_session(Database& database, const std::string& authority,
                                    const std::string& token_hash) {
    const auto row = prepared(database,
                              "SELECT account, stage, began_at, seen_at, proved_at, form_key, provider_token "
                              "FROM sessions WHERE authority = $1 AND token_hash = $2",
                              authority, token_hash);
    if (!row->step()) return std::nullopt;
    return read_session(*row, token_hash);
}

void keep(Database& database, const std::string& authority, const Session& session) {
    execute(
        database,
        "INSERT INTO sessions (authority, token_hash, account, stage, began_at, seen_at, proved_at, "
        "form_key, "
        "provider_token) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (authority, token_hash) DO "
        "UPDATE SET stage = excluded.stage, seen_at = excluded.seen_at, proved_at = excluded.proved_at",
        authority, session.token_hash, session.account, session.stage, session.began_at, session.seen_at,
        session.proved_at, session.form_key, session.provider_token);
}

void note_seen(Database& database, const std::string& authority, const std::string& token_hash, Moment at) {
    execute(database, "UPDATE sessions SET seen_at = $1 WHERE authority = $2 AND token_hash = $3", at,
            authority, token_hash);
}

void end_session(Database& database, const std::string& authority, const std::string& token_hash) {
    execute(database, "DELETE FROM sessions WHERE authority = $1 AND token_hash = $2", authority, token_hash);
}

void end_sessions_of(Database& database, const std::string& authority, const std::string& account) {
    execute(database, "DELETE FROM sessions WHERE authority = $1 AND account = $2", authority, account);
}

void drop_sessions(Database& database, const std::string& authority, Moment seen_before,
                   Moment began_before) {
    execute(database, "DELETE FROM sessions WHERE authority = $1 AND (seen_at < $2 OR began_at < $3)",
            authority, seen_before, began_before);
}

FailedTries failed_tries(Database& database, const std::string& authority, const std::string& account,
                         const std::string& place) {
    const auto row = prepared(database,
                              "SELECT tries, last_at FROM failed_sign_ins "
                              "WHERE authority = $1 AND account = $2 AND place = $3",
                              authority, account, place);
    if (!row->step()) return {};
    return {row->number(0).value_or(0), moment_in(*row, 1)};
}

void keep_tries(Database& database, const std::string& authority, const std::string& account,
                const std::string& place, const FailedTries& tries) {
    execute(
        database,
        "INSERT INTO failed_sign_ins (authority, account, place, tries, last_at) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (authority, account, place) DO UPDATE SET tries = excluded.tries, "
        "last_at = excluded.last_at",
        authority, account, place, tries.count, tries.last_at);
}

void forget_failures(Database& database, const std::string& authority, const std::string& account,
                     const std::string& place) {
    execute(database, "DELETE FROM failed_sign_ins WHERE authority = $1 AND account = $2 AND place = $3",
            authority, account, place);
}

void note_device(Database& database, const std::string& authority, const std::string& account,
                 const std::string& place, Moment at) {
    execute(
        database,
        "INSERT INTO failed_sign_ins (authority, account, place, tries, last_at) VALUES ($1, $2, $3, 0, $4) "
        "ON CONFLICT (authority, account, place) DO UPDATE SET tries = 0, last_at = excluded.last_at",
        authority, account, place, at);
}

bool knows_device(Database& database, const std::string& authority, const std::string& account,
                  const std::string& place) {
    return prepared(database,
                    "SELECT 1 FROM failed_sign_ins WHERE authority = $1 AND account = $2 AND place = $3",
                    authority, account, place)
        ->step();
}

void drop_failures(Database& database, const std::string& authority, Moment before, Moment devices_before) {
    execute(database,
            "DELETE FROM failed_sign_ins WHERE authority = $1 AND "
            "((place NOT LIKE 'device %' AND last_at < $2) OR last_at < $3)",
            authority, before, devices_before);
}

namespace {

constexpr const char* of_draft = "account, place, contents, based_on, saved_at, shared_with";

Draft read_draft(Statement& row) {
    Draft draft{std::string(row.text(0)), std::string(row.text(1)),
                std::string(row.text(2)), static_cast<std::uint64_t>(row.number(3).value_or(0)),
                moment_in(row, 4),        {}};
    for (const auto account : split(row.text(5), '\n'))
        if (!account.empty()) draft.shared_with.emplace_back(account);
    return draft;
}

std::vector<Draft> all_of(Statement& row) {
    std::vector<Draft> all;
    while (row.step()) all.push_back(read_draft(row));
    return all;
}

}  // namespace

std::optional<Draft> find_draft(Database& database, const std::string& authority, const std::string& account,
                                const std::string& place) {
    const auto row = prepared(database,
                              "SELECT " + std::string(of_draft) +
                                  " FROM drafts WHERE authority = $1 AND account = $2 AND place = $3",
                              authority, account, place);
    if (!row->step()) return std::nullopt;
    return read_draft(*row);
}

std::vector<Draft> drafts_of(Database& database, const std::string& authority, const std::string& account) {
    const auto row = prepared(database,
                              "SELECT " + std::string(of_draft) +
                                  " FROM drafts WHERE authority = $1 AND account = $2 ORDER BY saved_at DESC",
                              authority, account);
    return all_of(*row);
}

std::vector<Draft> drafts_shared_with(Database& database, const std::string& authority,
                                      const std::string& account) {
    const auto row =
        prepared(database,
                 "SELECT " + std::string(of_draft) +
                     " FROM drafts WHERE authority = $1 AND shared_with <> '' ORDER BY saved_at DESC",
                 authority);
    auto all = all_of(*row);
    std::erase_if(all, [&](const Draft& draft) {
        return std::find(draft.shared_with.begin(), draft.shared_with.end(), account) ==
               draft.shared_with.end();
    });
    return all;
}

void keep(Database& database, const std::string& authority, const Draft& draft) {
    execute(database,
            "INSERT INTO drafts (authority, account, place, contents, based_on, saved_at) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (authority, account, place) DO UPDATE SET "
            "contents = excluded.contents, based_on = excluded.based_on, saved_at = excluded.saved_at",
            authority, draft.account, draft.place, draft.contents, static_cast<std::int64_t>(draft.based_on),
            draft.saved_at);
}

void share(Database& database, const std::string& authority, const Draft& draft) {
    execute(database,
            "UPDATE drafts SET shared_with = $1 WHERE authority = $2 AND account = $3 AND place = $4",
            join(draft.shared_with, "\n"), authority, draft.account, draft.place);
}

void drop_draft(Database& database, const std::string& authority, const std::string& account,
                const std::string& place) {
    execute(database, "DELETE FROM drafts WHERE authority = $1 AND account = $2 AND place = $3", authority,
            account, place);
}

std::vector<Session> sessions_of(Database& database, const std::string& authority,
                                 const std::string& account) {
    const auto row =
        prepared(database,
                 "SELECT account, stage, began_at, seen_at, proved_at, form_key, provider_token, "
                 "token_hash FROM sessions WHERE authority = $1 AND account = $2 "
                 "ORDER BY seen_at DESC",
                 authority, account);
    std::vector<Session> all;
    while (row->step()) all.push_back(read_session(*row, std::string(row->text(7))));
    return all;
}

namespace {

std::optional<CalendarAddress> calendar_where(Database& database, const std::string& authority,
                                              const std::string& column, const std::string& value) {
    const auto row = prepared(database,
                              "SELECT account, key_hash, made_at FROM calendar_addresses "
                              "WHERE authority = $1 AND " +
                                  column + " = $2",
                              authority, value);
    if (!row->step()) return std::nullopt;
    return CalendarAddress{std::string(row->text(0)), std::string(row->text(1)), moment_in(*row, 2)};
}

}  // namespace

std::optional<CalendarAddress> find_calendar(Database& database, const std::string& authority,
                                             const std::string& key_hash) {
    return calendar_where(database, authority, "key_hash", key_hash);
}

std::optional<CalendarAddress> calendar_of(Database& database, const std::string& authority,
                                           const std::string& account) {
    return calendar_where(database, authority, "account", account);
}

void keep(Database& database, const std::string& authority, const CalendarAddress& address) {
    execute(database,
            "INSERT INTO calendar_addresses (authority, account, key_hash, made_at) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (authority, account) DO UPDATE SET key_hash = excluded.key_hash, "
            "made_at = excluded.made_at",
            authority, address.account, address.key_hash, address.made_at);
}

void drop_calendar(Database& database, const std::string& authority, const std::string& account) {
    execute(database, "DELETE FROM calendar_addresses WHERE authority = $1 AND account = $2", authority,
            account);
}

const std::vector<Column>& credential_columns() {
    using enum Cell::Kind;
    static const std::vector<Column> columns = {
        {"account", text, true}, {"password_hash", text}, {"chosen_at", number}, {"one_time_key", text},
        {"last_step", number},   {"recovery", text},      {"given_at", number}};
    return columns;
}

const std::vector<Column>& draft_columns() {
    using enum Cell::Kind;
    static const std::vector<Column> columns = {{"account", text, true}, {"place", text, true},
                                                {"contents", text},      {"based_on", number},
                                                {"saved_at", number},    {"shared_with", text}};
    return columns;
}

const std::vector<Column>& calendar_columns() {
    using enum Cell::Kind;
    static const std::vector<Column> columns = {
        {"account", text, true}, {"key_hash", text}, {"made_at", number}};
    return columns;
}

}  // namespace footprint::store
