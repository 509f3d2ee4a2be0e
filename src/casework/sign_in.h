// Signing in: from a name and a password, or a provider's word, to a session; and out again.
//
// In      what somebody typed or a provider said; the token that their browser holds; where they come from
// Out     a session's token and what is still to be proved; who a token stands for
// Units   moments in UTC; limits in minutes
// Errors  Problem: one sentence whatever was wrong, so that it tells an attacker nothing. The journal has
//         the rest
// Source  OWASP ASVS 4.0.3 chapters 2 and 3; NCSC guidance on passwords;
//         docs/decisions/accounts_and_sessions.md
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <semaphore>
#include <string>
#include <vector>

#include "casework/refusals.h"
#include "casework/tries.h"
#include "exchange/signed_in.h"
#include "store/store.h"

namespace footprint::casework {

struct SignInTerms {
    std::int64_t idle_minutes = 30;
    std::int64_t absolute_minutes = 12 * 60;
    std::int64_t proof_minutes = 10;  // for how long a proof holds, before what cannot be undone
    std::string provider_authority;   // what the provider's claim must say; empty: it says nothing
};

// What a session still has to prove. A half session opens the pages of signing in, and no others.
enum class Stage : std::uint8_t {
    done,
    code,      // the six digits
    enrol,     // a second factor, which there is none of yet
    password,  // one of their own, in place of the one that they were given
};

// What the browser is given.
struct Doorway {
    std::string token;
    Stage stage = Stage::done;
    std::string device;  // a new token for the browser to keep; empty: it has one
};

// Who a request comes from.
struct Visitor {
    store::Session session;
    care::Account account;
    Stage stage = Stage::done;
    std::string one_time_key;  // that is offered to them at Stage::enrol

    // By the provider, who alone can say that it is them.
    bool came_by_provider() const { return !session.provider_token.empty(); }
};

class SignIn {
  public:
    SignIn(store::Store& store, std::string authority, SignInTerms terms);

    Result<Doorway> with_password(std::string_view name, std::string_view password, const Origin& origin,
                                  Moment at);
    // A person whom the provider knows; their account is made or brought up to date by the claims.
    Result<Doorway> with_provider(const exchange::SignedIn& person, Moment at);

    // Every return from the provider takes a try of its place, before the provider is asked or anything is
    // written down; it is given back where somebody was let in.
    Result<Tries::Taken> take_return(const Origin& origin, Moment at);
    void give_back(const Tries::Taken& taken, Moment at) { tries_.give_back(taken, at); }
    // That the provider's word was not taken; what the log may have of it. REQUIRES: a try was taken
    void note_refusal(const std::string& logged, Moment at);

    // Each step gives the session a new token.
    Result<Doorway> prove_code(const Visitor& visitor, std::string_view typed, const Origin& origin,
                               Moment at);
    // The codes for when the telephone is lost are shown this once.
    struct Enrolled {
        Doorway doorway;
        std::vector<std::string> recovery_codes;
    };
    // With the key that the half session was offered, and no other: one that came back with a form could be
    // anybody's.
    Result<Enrolled> enrol(const Visitor& visitor, std::string_view digits, const Origin& origin, Moment at);
    Result<Doorway> choose_password(const Visitor& visitor, std::string_view now, std::string_view chosen,
                                    const Origin& origin, Moment at);

    // The person at the browser proves anew who they are.
    Result<Done> prove(const Visitor& visitor, std::string_view password, std::string_view digits,
                       const Origin& origin, Moment at);
    // Who came by the provider proves it there: `person` must have been asked for anew, and be the same one.
    Result<Done> prove_by_provider(const Visitor& visitor, const exchange::SignedIn& person, Moment at);
    bool is_proved(const Visitor& visitor, Moment at) const;

    // Whose request this is; nobody where the session is over, unknown or its account closed.
    std::optional<Visitor> visitor(const store::LookedUp& found, const care::AccessLists& lists,
                                   Moment at) const;
    static std::string hash_of_token(std::string_view token);
    // Whether a form was made for somebody else than this account, as far as its key tells.
    static bool is_form_of_another(std::string_view form_key, const care::Account& account);
    // A session that is used stays alive. REQUIRES: called at most once a minute a session.
    void note_seen(const std::vector<std::pair<std::string, Moment>>& sessions);

    Result<Done> sign_out(const Visitor& visitor, Moment at);
    Result<Done> sign_out_everywhere(const care::Account& account, const store::Author& by, Moment at);
    std::vector<store::Session> sessions_of(const care::Account& account);

    // A password for the first time, to be handed over by whoever manages accounts; it must be replaced at
    // once, and ends every session and second factor.
    Result<std::string> give_first_password(const care::Account& account, const store::Author& by,
                                            const std::string& why, Moment at);
    // Throws away what is over. While people sign in it is done once an hour by itself.
    void tidy(Moment at);

    // What was refused, here and at pages, until it is written.
    Refusals& refusals() { return refusals_; }

    const SignInTerms& terms() const { return terms_; }
    // What the provider's claim of the authority must say from now on; empty: it says nothing.
    void of_provider(std::string authority) { terms_.provider_authority = std::move(authority); }

  private:
    void tidy_now_and_then(Moment at);
    // Who tries too often is counted among the refusals.
    Result<Tries::Taken> take(Tried what, const std::string& account, const char* proving,
                              const Origin& origin, Moment at);
    bool is_right_password(std::string_view password, const std::string& hash);
    std::string hash_of(std::string_view password);
    std::optional<store::Credential> credential_of(const std::string& account);
    bool is_right_code(const std::string& account, std::string_view typed, Moment at);
    void keep_proof(const Visitor& visitor, Moment proved_at, Moment at);
    Doorway begin(const care::Account& account, Stage stage, const std::string& provider_token,
                  Moment proved_at, Moment at);
    Doorway renew(const Visitor& visitor, Stage stage, Moment at);
    void journal(const std::string& who, std::string_view verb, const std::string& what, Moment at);

    store::Store& store_;
    std::string authority_;
    SignInTerms terms_;
    Tries tries_;
    Refusals refusals_;
    std::counting_semaphore<> hashing_{2};  // however many try, pages have processors left
    std::atomic<std::int64_t> tidied_at_{0};
};

}  // namespace footprint::casework
