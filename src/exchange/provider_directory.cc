#include "exchange/provider_directory.h"

namespace footprint::exchange {

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t good_for = 3'600 * second;
constexpr std::int64_t pause_after_a_failure = 10 * second;
constexpr std::int64_t pause_between_keys = 60 * second;

Problem fault(Problem::Kind kind, std::string message) {
    return {kind, {}, std::move(message)};
}

// A clock that was set back makes nothing young again.
bool is_within(const std::optional<Moment>& then, Moment now, std::int64_t micros) {
    return then && now.micros >= then->micros && now.micros - then->micros < micros;
}

// An https provider cannot send us to a place where anybody on the way could listen, or to this machine.
bool is_allowed(const std::string& address, const std::string& issuer) {
    return may_be_called(address) && (is_https(address) || !is_https(issuer));
}

// A provider that cannot be heard may come back with what it said before; one that says something else has
// changed its mind, or its keys.
bool says_otherwise(const Problems& problems) {
    const auto kind = problems.front().kind;
    return kind == Problem::Kind::missing || kind == Problem::Kind::conflict ||
           kind == Problem::Kind::not_permitted;
}

// The ways of saying who we are; a provider that lists none takes the header.
void read_ways_of_proof(const JsonTree& json, ProviderWays& ways) {
    static constexpr std::string_view list = "token_endpoint_auth_methods_supported";
    ways.takes_basic = json.member(list) == nullptr || json.lists(list, "client_secret_basic");
    ways.takes_post = json.lists(list, "client_secret_post");
}

Result<std::string> json_from(const std::string& address, const HttpTerms& http) {
    auto reply = http_get(address, http);
    if (!reply) return reply.problems();
    if (reply->status != 200)
        return fault(Problem::Kind::not_found, address + " answers with status " +
                                                   std::to_string(reply->status) +
                                                   ": check the provider's issuer.");
    if (reply->content_type != "application/json" && !reply->content_type.ends_with("+json"))
        return fault(Problem::Kind::unreadable,
                     address + " answers with no JSON: check the provider's issuer.");
    return std::move(reply->body);
}

}  // namespace

Result<ProviderWays> provider_ways(std::string_view json, const std::string& issuer) {
    const auto tree = parse_json(json);
    if (!tree || tree->kind != JsonTree::Kind::object)
        return fault(Problem::Kind::unreadable,
                     "The provider's description is not the JSON that it should be: check its issuer.");
    if (tree->text_of("issuer") != issuer)
        return fault(Problem::Kind::conflict, "The provider calls itself by another issuer than " + issuer +
                                                  ": write the issuer exactly as its description has it.");
    ProviderWays ways;
    ways.authorization = tree->text_of("authorization_endpoint").value_or("");
    ways.token = tree->text_of("token_endpoint").value_or("");
    ways.keys = tree->text_of("jwks_uri").value_or("");
    ways.end_session = tree->text_of("end_session_endpoint").value_or("");
    for (const std::string* address : {&ways.authorization, &ways.token, &ways.keys})
        if (!is_allowed(*address, issuer))
            return fault(
                Problem::Kind::not_permitted,
                "The provider's description has no https addresses for signing in, tokens and keys: ask "
                "the provider's people.");
    if (!is_allowed(ways.end_session, issuer)) ways.end_session.clear();
    static constexpr std::string_view challenges = "code_challenge_methods_supported";
    if (tree->member(challenges) != nullptr && !tree->lists(challenges, "S256"))
        return fault(Problem::Kind::not_permitted,
                     "The provider does not take PKCE by S256: have it switched on for us.");
    ways.names_itself_in_answers = tree->is_true("authorization_response_iss_parameter_supported");
    read_ways_of_proof(*tree, ways);
    return ways;
}

ProviderDirectory::ProviderDirectory(std::string issuer, HttpTerms http, Note note)
    : issuer_(std::move(issuer)), http_(std::move(http)), note_(std::move(note)) {}

template <class T, class Ask>
Result<T> ProviderDirectory::known_or_asked(Remembered<T>& remembered, Moment now, Ask ask) {
    {
        const std::lock_guard lock(mutex_);
        if (remembered.value && is_within(remembered.read_at, now, good_for)) return *remembered.value;
        if (is_within(remembered.tried_at, now, pause_after_a_failure)) {
            if (remembered.value) return *remembered.value;
            if (!remembered.problems.empty()) return remembered.problems;
        }
        remembered.tried_at = now;
    }
    return asked(remembered, now, ask);
}

template <class T, class Ask>
Result<T> ProviderDirectory::asked(Remembered<T>& remembered, Moment now, Ask ask) {
    Result<T> answer = ask();
    std::string note;
    {
        const std::lock_guard lock(mutex_);
        if (answer) {
            remembered.value = *answer;
            remembered.read_at = now;
            remembered.problems.clear();
            return answer;
        }
        remembered.problems = answer.problems();
        if (says_otherwise(remembered.problems)) remembered.value.reset();
        if (remembered.value) {
            note = "What the identity provider said before is used still. " + printed(answer.problems());
            answer = *remembered.value;
        }
    }
    if (!note.empty() && note_) note_(note);
    return answer;
}

Result<ProviderWays> ProviderDirectory::ask_for_ways() {
    std::string address = issuer_;
    while (address.ends_with('/')) address.pop_back();
    const auto json = json_from(address + "/.well-known/openid-configuration", http_);
    if (!json) return json.problems();
    return provider_ways(*json, issuer_);
}

Result<KeySet> ProviderDirectory::ask_for_keys(Moment now) {
    const auto known = ways(now);
    if (!known) return known.problems();
    const auto json = json_from(known->keys, http_);
    if (!json) return json.problems();
    return KeySet::read(*json);
}

Result<ProviderWays> ProviderDirectory::ways(Moment now) {
    return known_or_asked(ways_, now, [this] { return ask_for_ways(); });
}

Result<KeySet> ProviderDirectory::keys(Moment now) {
    return known_or_asked(keys_, now, [this, now] { return ask_for_keys(now); });
}

std::optional<Result<KeySet>> ProviderDirectory::keys_anew(Moment now) {
    {
        const std::lock_guard lock(mutex_);
        if (is_within(keys_.tried_at, now, pause_between_keys)) return std::nullopt;
        keys_.tried_at = now;
    }
    return asked(keys_, now, [this, now] { return ask_for_keys(now); });
}

}  // namespace footprint::exchange
