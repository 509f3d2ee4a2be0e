#include "exchange/identity_provider.h"

#include "base/text.h"
#include "exchange/base64url.h"
#include "exchange/secrets.h"

#include <algorithm>

namespace footprint::exchange {

namespace {

constexpr std::int64_t longest_absence_micros = 15LL * 60 * 1'000'000;
constexpr std::size_t most_code_bytes = 8'000;
constexpr std::size_t most_hint_bytes = 4'000;  // or the address becomes too long for some
constexpr std::size_t secret_bytes = 32;

Problem fault(Problem::Kind kind, std::string message) {
    return {kind, {}, std::move(message)};
}

// What came from outside, fit for a line of the log.
std::string fit_for_log(std::string_view text) {
    constexpr std::size_t most = 200;
    std::string fit;
    for (const char c : text.substr(0, most)) fit += c >= ' ' && c <= '~' ? c : '?';
    return fit;
}

// Everything that smells of an attack gets the same words.
Refusal refused(const Problems& problems) {
    Refusal refusal;
    refusal.shown = fault(Problem::Kind::not_permitted,
                          "You could not be signed in. Sign in again; if that fails too, tell whoever looks "
                          "after Footprint in your authority.");
    refusal.logged = "Sign-in refused. " + printed(problems);
    return refusal;
}

Refusal unreachable(const Problems& problems) {
    Refusal refusal;
    refusal.shown = fault(Problem::Kind::not_found,
                          "The service that you sign in with does not answer. Try again in a few minutes.");
    refusal.logged = "The identity provider cannot be used. " + printed(problems);
    return refusal;
}

std::string with_query(const std::string& address, const FormFields& fields) {
    return address + (address.find('?') == std::string::npos ? '?' : '&') + form_text(fields);
}

// The only value of that name; std::nullopt where it was not sent. Nothing may be sent twice.
Result<std::optional<std::string>> only_value(const FormFields& query, std::string_view name) {
    std::optional<std::string> value;
    for (const auto& [each, text] : query) {
        if (each != name) continue;
        if (value)
            return fault(Problem::Kind::conflict,
                         "The browser brought '" + std::string(name) + "' twice: refuse it.");
        value = text;
    }
    return value;
}

Problems faults_of_terms(const ProviderTerms& terms) {
    Problems faults;
    const auto note = [&](bool is_wrong, std::string field, std::string message) {
        if (is_wrong)
            faults.push_back({Problem::Kind::wrong_use, {{}, 0, 0, std::move(field)}, std::move(message)});
    };
    const auto is_scope = [](const std::string& scope) {
        return !scope.empty() && is_plain_text(scope, 100) &&
               scope.find_first_of(" \"\\") == std::string::npos;
    };
    note(!may_be_called(terms.issuer) || terms.issuer.find('?') != std::string::npos, "issuer",
         "The provider's issuer is no https address: write it as the provider's description has it.");
    note(!may_be_called(terms.return_address), "return_address",
         "The address to return to is no https address: write the one that the provider knows us by.");
    note(terms.our_id.empty() || !is_plain_text(terms.our_id, 255), "our_id",
         "Our id at the provider is missing or not plain text: write the one that the provider gave.");
    note(!is_plain_text(terms.our_secret, 1'000), "our_secret",
         "Our secret at the provider is not plain text: check that its file holds nothing else.");
    note(!std::all_of(terms.scopes.begin(), terms.scopes.end(), is_scope) ||
             std::find(terms.scopes.begin(), terms.scopes.end(), "openid") == terms.scopes.end(),
         "scopes", "The scopes must be plain words, and 'openid' one of them: add it.");
    note(terms.claims.subject.empty(), "claims", "No claim says who a person is: name one, as a rule 'sub'.");
    note(terms.skew_seconds < 0 || terms.skew_seconds > 300, "skew_seconds",
         "The clocks may differ by 0 to 300 seconds: write a number between.");
    return faults;
}

}  // namespace

struct IdentityProvider::Tokens {
    std::string id;
    std::string access;
};

IdentityProvider::IdentityProvider(ProviderTerms terms)
    : terms_(std::move(terms)), directory_(terms_.issuer, terms_.http, terms_.note) {}

Result<std::unique_ptr<IdentityProvider>> IdentityProvider::of(ProviderTerms terms) {
    if (auto faults = faults_of_terms(terms); !faults.empty()) return faults;
    return std::unique_ptr<IdentityProvider>(new IdentityProvider(std::move(terms)));
}

std::variant<Departure, Refusal> IdentityProvider::begin(Moment now, bool anew) {
    const auto ways = directory_.ways(now);
    if (!ways) return unreachable(ways.problems());
    const Kept kept{random_text(secret_bytes), random_text(secret_bytes), random_text(secret_bytes), now,
                    anew};
    FormFields query = {{"response_type", "code"},
                        {"client_id", terms_.our_id},
                        {"redirect_uri", terms_.return_address},
                        {"scope", join(terms_.scopes, " ")},
                        {"state", kept.state},
                        {"nonce", kept.nonce},
                        {"code_challenge", base64url(sha256(kept.verifier))},
                        {"code_challenge_method", "S256"}};
    if (anew) {
        query.emplace_back("prompt", "login");
        query.emplace_back("max_age", "0");
    }
    return Departure{with_query(ways->authorization, query), kept};
}

std::variant<SignedIn, Refusal> IdentityProvider::finish(const Kept& kept, const FormFields& query,
                                                         Moment now) {
    const auto ways = directory_.ways(now);
    if (!ways) return unreachable(ways.problems());
    const auto code = code_of(kept, query, *ways, now);
    if (!code) return refused(code.problems());
    // Before the code is given away, which is good for once.
    const auto keys = directory_.keys(now);
    if (!keys) return unreachable(keys.problems());
    const auto tokens = tokens_for(*code, kept, *ways);
    if (!tokens && tokens.problems().front().kind == Problem::Kind::not_found)
        return unreachable(tokens.problems());
    if (!tokens) return refused(tokens.problems());
    const auto claims = claims_of(*tokens, *keys, kept, now);
    if (!claims) return refused(claims.problems());
    auto person = signed_in_by(*claims, terms_.claims, terms_.roles);
    if (!person) return refused(person.problems());
    person->id_token = tokens->id;
    return std::move(*person);
}

// The state comes first: before it holds, nothing that the browser brings is ours.
Result<std::string> IdentityProvider::code_of(const Kept& kept, const FormFields& query,
                                              const ProviderWays& ways, Moment now) const {
    const auto state = only_value(query, "state");
    const auto issuer = only_value(query, "iss");
    const auto error = only_value(query, "error");
    const auto code = only_value(query, "code");
    for (const auto* value : {&state, &issuer, &error, &code})
        if (!*value) return value->problems();
    if (kept.state.empty() || !*state || !same_secret(**state, kept.state))
        return fault(
            Problem::Kind::not_permitted,
            "The browser brought a state that is not the one it left with: if it happens often, look at "
            "who sends people to the return address.");
    if (now < kept.began_at || now.micros - kept.began_at.micros > longest_absence_micros)
        return fault(Problem::Kind::not_permitted,
                     "The browser was away for longer than 15 minutes: sign in again.");
    if (*issuer ? **issuer != terms_.issuer : ways.names_itself_in_answers)
        return fault(Problem::Kind::not_permitted,
                     "The answer is from another provider than " + terms_.issuer + " (iss): refuse it.");
    if (*error)
        return fault(Problem::Kind::not_permitted,
                     "The provider answers '" + fit_for_log(**error) + "': look the word up in its own log.");
    if (!*code || (*code)->empty() || (*code)->size() > most_code_bytes)
        return fault(Problem::Kind::missing,
                     "The browser brought no code, or none of a sensible length: refuse it.");
    return **code;
}

Result<IdentityProvider::Tokens> IdentityProvider::tokens_for(const std::string& code, const Kept& kept,
                                                              const ProviderWays& ways) const {
    FormFields form = {{"grant_type", "authorization_code"},
                       {"code", code},
                       {"redirect_uri", terms_.return_address},
                       {"code_verifier", kept.verifier}};
    const bool has_secret = !terms_.our_secret.empty();
    if (has_secret && !ways.takes_basic && !ways.takes_post)
        return fault(
            Problem::Kind::not_permitted,
            "The provider takes no secret (client_secret_basic or client_secret_post): have it switched "
            "on for us.");
    // Name and secret are escaped before they go into the header (RFC 6749, 2.3.1).
    const HttpIdentity identity{escaped(terms_.our_id), escaped(terms_.our_secret)};
    const bool in_header = has_secret && ways.takes_basic;
    if (!in_header) form.emplace_back("client_id", terms_.our_id);
    if (has_secret && !in_header) form.emplace_back("client_secret", terms_.our_secret);
    const auto reply = http_post(ways.token, form, in_header ? &identity : nullptr, terms_.http);
    if (!reply) return reply.problems();
    if (reply->status >= 500)
        return fault(Problem::Kind::not_found, "The provider answers the code with status " +
                                                   std::to_string(reply->status) + ": look at its own log.");
    const auto json = reply->content_type == "application/json" ? parse_json(reply->body) : std::nullopt;
    if (reply->status != 200 || !json)
        return fault(Problem::Kind::not_permitted,
                     "The provider answers the code with status " + std::to_string(reply->status) + " and '" +
                         fit_for_log(json ? json->text_of("error").value_or("") : "") +
                         "': look the word up in its own log; with invalid_client, check our id and secret.");
    const auto id_token = json->text_of("id_token");
    if (!id_token || lower(json->text_of("token_type").value_or("bearer")) != "bearer")
        return fault(Problem::Kind::missing,
                     "The provider sent no ID token for the code: have the scope 'openid' allowed for us.");
    return Tokens{std::string(*id_token), std::string(json->text_of("access_token").value_or(""))};
}

// A key that is not known may be one that the provider has begun to use since we last asked.
Result<JsonTree> IdentityProvider::claims_of(const Tokens& tokens, const KeySet& keys, const Kept& kept,
                                             Moment now) {
    const Expected expected{terms_.issuer,
                            terms_.our_id,
                            kept.nonce,
                            tokens.access,
                            now,
                            terms_.skew_seconds,
                            kept.anew ? kept.began_at : Moment{}};
    auto claims = checked_id_token(tokens.id, keys, expected);
    if (claims || claims.problems().front().kind != Problem::Kind::not_found) return claims;
    const auto keys_of_now = directory_.keys_anew(now);
    if (!keys_of_now) return claims;
    if (!*keys_of_now) return keys_of_now->problems();
    return checked_id_token(tokens.id, **keys_of_now, expected);
}

std::optional<std::string> IdentityProvider::sign_out_address(const std::string& id_token,
                                                              const std::string& back_to, Moment now) {
    const auto ways = directory_.ways(now);
    if (!ways || ways->end_session.empty()) return std::nullopt;
    FormFields fields = {{"client_id", terms_.our_id}};
    if (!id_token.empty() && id_token.size() <= most_hint_bytes)
        fields.emplace_back("id_token_hint", id_token);
    if (!back_to.empty()) fields.emplace_back("post_logout_redirect_uri", back_to);
    return with_query(ways->end_session, fields);
}

}  // namespace footprint::exchange
