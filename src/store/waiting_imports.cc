#include "store/waiting_imports.h"

namespace footprint::store {

namespace {

void drop_of_account(Database& database, const std::string& authority, const std::string& account) {
    const auto drop = database.prepare("DELETE FROM waiting_imports WHERE authority = $1 AND account = $2");
    drop->bind(1, authority);
    drop->bind(2, account);
    drop->execute();
}

std::int64_t bytes_of(const WaitingImport& import) {
    std::int64_t bytes = 0;
    for (const WaitingFile& file : import.files) bytes += static_cast<std::int64_t>(file.contents.size());
    return bytes;
}

// The oldest first.
std::vector<std::pair<std::string, std::int64_t>> all_with_bytes(Database& database,
                                                                 const std::string& authority) {
    const auto select = database.prepare(
        "SELECT token_hash, CAST(sum(length(contents)) AS bigint) FROM waiting_imports WHERE authority = $1 "
        "GROUP BY token_hash ORDER BY min(sent_at)");
    select->bind(1, authority);
    std::vector<std::pair<std::string, std::int64_t>> all;
    while (select->step()) all.emplace_back(select->text(0), select->number(1).value_or(0));
    return all;
}

void make_room(Database& database, const std::string& authority, std::int64_t most_bytes) {
    const auto all = all_with_bytes(database, authority);
    std::int64_t bytes = 0;
    for (const auto& [token_hash, held] : all) bytes += held;
    for (const auto& [token_hash, held] : all) {
        if (bytes <= most_bytes) return;
        drop_waiting(database, authority, token_hash);
        bytes -= held;
    }
}

}  // namespace

void keep(Database& database, const std::string& authority, const WaitingImport& import,
          std::int64_t most_bytes) {
    drop_of_account(database, authority, import.account);
    make_room(database, authority, most_bytes - bytes_of(import));
    const auto insert = database.prepare(
        "INSERT INTO waiting_imports (authority, token_hash, place, account, shown, sent_at, name, contents) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    std::int64_t place = 0;
    for (const WaitingFile& file : import.files) {
        insert->bind(1, authority);
        insert->bind(2, import.token_hash);
        insert->bind(3, place++);
        insert->bind(4, import.account);
        insert->bind(5, import.shown);
        insert->bind(6, import.sent_at.micros);
        insert->bind(7, file.name);
        insert->bind(8, file.contents);
        insert->execute();
    }
}

std::optional<WaitingImport> find_waiting(Database& database, const std::string& authority,
                                          const std::string& token_hash) {
    const auto select = database.prepare(
        "SELECT account, shown, sent_at, name, contents FROM waiting_imports "
        "WHERE authority = $1 AND token_hash = $2 ORDER BY place");
    select->bind(1, authority);
    select->bind(2, token_hash);
    WaitingImport import;
    import.token_hash = token_hash;
    while (select->step()) {
        import.account = select->text(0);
        import.shown = select->text(1);
        import.sent_at = {select->number(2).value_or(0)};
        import.files.push_back({std::string(select->text(3)), std::string(select->text(4))});
    }
    if (import.files.empty()) return std::nullopt;
    return import;
}

void drop_waiting(Database& database, const std::string& authority, const std::string& token_hash) {
    const auto drop =
        database.prepare("DELETE FROM waiting_imports WHERE authority = $1 AND token_hash = $2");
    drop->bind(1, authority);
    drop->bind(2, token_hash);
    drop->execute();
}

void drop_waiting_before(Database& database, const std::string& authority, Moment at) {
    const auto drop = database.prepare("DELETE FROM waiting_imports WHERE authority = $1 AND sent_at < $2");
    drop->bind(1, authority);
    drop->bind(2, at.micros);
    drop->execute();
}

}  // namespace footprint::store
