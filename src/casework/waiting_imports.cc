#include "casework/waiting_imports.h"

#include "casework/sign_in.h"
#include "exchange/base64url.h"
#include "exchange/secrets.h"
#include "store/waiting_imports.h"

namespace footprint::casework {

namespace {

constexpr std::int64_t an_hour = std::int64_t{3600} * 1'000'000;
// Of all that waits in one authority, as it is kept.
constexpr std::int64_t most_bytes = std::int64_t{768} << 20;
constexpr std::size_t token_bytes = 32;

}  // namespace

std::string fingerprint(const ImportPreview& preview) {
    std::string said;
    const auto add = [&](const auto& places) {
        for (const std::uint32_t place : places) said += std::to_string(place) + ',';
        said += ';';
    };
    for (const care::TableDifference& table : preview.changes) {
        said += std::string(table.table) + ' ' + std::to_string(table.unchanged) + ';';
        add(table.added);
        add(table.changed);
    }
    return exchange::base64url(exchange::sha256(said));
}

std::string WaitingImports::keep(const std::vector<exchange::NamedBytes>& files, const ImportPreview& shown,
                                 const Actor& actor) {
    std::string token = exchange::random_text(token_bytes);
    store::WaitingImport import{SignIn::hash_of_token(token), actor.name, fingerprint(shown), actor.at, {}};
    // As letters, since a file may hold bytes that no column of text takes.
    for (const exchange::NamedBytes& file : files)
        import.files.push_back({file.name, exchange::base64url(file.bytes)});
    casework_.store().change_sign_ins(casework_.authority(), [&](store::Database& database) {
        store::drop_waiting_before(database, casework_.authority(), {actor.at.micros - an_hour});
        store::keep(database, casework_.authority(), import, most_bytes);
    });
    return token;
}

std::optional<Waiting> WaitingImports::look_at(std::string_view token, const Actor& actor) {
    return find(token, actor, false);
}

std::optional<Waiting> WaitingImports::take(std::string_view token, const Actor& actor) {
    return find(token, actor, true);
}

std::optional<Waiting> WaitingImports::find(std::string_view token, const Actor& actor, bool takes) {
    std::optional<store::WaitingImport> found;
    casework_.store().change_sign_ins(casework_.authority(), [&](store::Database& database) {
        store::drop_waiting_before(database, casework_.authority(), {actor.at.micros - an_hour});
        found = store::find_waiting(database, casework_.authority(), SignIn::hash_of_token(token));
        if (found && found->account != actor.name) found.reset();
        if (found && takes) store::drop_waiting(database, casework_.authority(), found->token_hash);
    });
    if (!found) return std::nullopt;
    Waiting waiting{{}, found->shown};
    for (const store::WaitingFile& file : found->files) {
        auto bytes = exchange::bytes_of_base64url(file.contents);
        if (!bytes) throw Fault("A file that waited to be taken over is not what was kept. Send it again.");
        waiting.files.push_back({file.name, std::move(*bytes)});
    }
    return waiting;
}

}  // namespace footprint::casework
