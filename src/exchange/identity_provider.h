// Signing in by the authority's identity provider: where to send the browser, and what its return is worth.
//
// In      how we are known to the provider; what was kept when the browser left; the query it came back with
// Out     an address and what to keep; then the person
// Units   moments in UTC
// Errors  Refusal: a sentence for the person, which tells an attacker nothing, and one for the log, which has
//         all but the secrets
// Source  OpenID Connect Core 1.0, the authorization code flow; RFC 7636 (PKCE), 9207 (iss), 9700;
//         RP-Initiated Logout 1.0; docs/decisions/sign_in_by_a_provider.md
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/moment.h"
#include "base/result.h"
#include "exchange/http_call.h"
#include "exchange/provider_directory.h"
#include "exchange/signed_in.h"

namespace footprint::exchange {

struct ProviderTerms {
    std::string issuer;          // exactly as the provider writes it
    std::string our_id;          // client_id
    std::string our_secret;      // client_secret; empty where the provider has given us none
    std::string return_address;  // redirect_uri
    std::vector<std::string> scopes = {"openid", "profile", "email"};
    ClaimNames claims;
    std::multimap<std::string, std::string> roles;  // value of the roles claim -> role here
    std::int64_t skew_seconds = 60;
    HttpTerms http;
    ProviderDirectory::Note note;  // for the log: things that stop nobody
};

// What the browser's return is checked against. It is kept out of the page, for this browser only, and is
// used once: whoever takes it for finish() throws it away whatever comes of it.
struct Kept {
    std::string state;
    std::string nonce;
    std::string verifier;
    Moment began_at;
    bool anew = false;  // they had to show over there who they are, though they were signed in
};

struct Departure {
    std::string address;
    Kept kept;
};

struct Refusal {
    Problem shown;
    std::string logged;
};

// May be used by several threads at once. begin() and finish() may call the provider, so they take as long as
// it takes, within the limits of the terms.
class IdentityProvider {
  public:
    static Result<std::unique_ptr<IdentityProvider>> of(ProviderTerms terms);

    // Anew: whoever is signed in over there has to show once more who they are, and the return is worth
    // nothing otherwise.
    std::variant<Departure, Refusal> begin(Moment now, bool anew = false);
    // Finding the person is one thing, what they may do another: whoever has no role here comes back without.
    std::variant<SignedIn, Refusal> finish(const Kept& kept, const FormFields& query, Moment now);
    // Where the browser goes to be signed out over there too; std::nullopt where the provider offers no such
    // place or cannot be asked.
    std::optional<std::string> sign_out_address(const std::string& id_token, const std::string& back_to,
                                                Moment now);

  private:
    explicit IdentityProvider(ProviderTerms terms);

    struct Tokens;
    Result<std::string> code_of(const Kept& kept, const FormFields& query, const ProviderWays& ways,
                                Moment now) const;
    Result<Tokens> tokens_for(const std::string& code, const Kept& kept, const ProviderWays& ways) const;
    Result<JsonTree> claims_of(const Tokens& tokens, const KeySet& keys, const Kept& kept, Moment now);

    ProviderTerms terms_;
    ProviderDirectory directory_;
};

}  // namespace footprint::exchange
