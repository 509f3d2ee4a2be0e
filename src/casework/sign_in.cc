#include "casework/sign_in.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "casework/accounts.h"
#include "casework/one_time_codes.h"
#include "casework/passwords.h"
#include "exchange/base64url.h"
#include "exchange/secrets.h"

namespace footprint::casework {

namespace {

constexpr std::int64_t a_minute = 60'000'000;
constexpr std::int64_t an_hour = 60 * a_minute;
constexpr std::int64_t a_day = 24 * an_hour;
constexpr std::size_t token_bytes = 32;  // OWASP ASVS 3.2.2 asks for eight

constexpr std::int64_t given_password_days = 7;
constexpr std::int64_t device_days = 365;

constexpr std::array<std::string_view, 4> stage_names = {"", "code", "enrol", "password"};

// As it is kept. With what is still to be proved stands the key that is offered for it, so that it is the
// half session's and never a form's.
std::string in_text(Stage stage) {
    std::string text(stage_names.at(static_cast<std::size_t>(stage)));
    return stage == Stage::enrol ? text + " " + new_one_time_key() : text;
}

Stage stage_of(std::string_view kept) {
    const auto found = std::find(stage_names.begin(), stage_names.end(), kept.substr(0, kept.find(' ')));
    // What this program does not know, a newer one's, has everything still to prove.
    return found == stage_names.end() ? Stage::password : static_cast<Stage>(found - stage_names.begin());
}

std::string key_in(std::string_view kept) {
    const std::size_t blank = kept.find(' ');
    return blank == std::string_view::npos ? std::string() : std::string(kept.substr(blank + 1));
}

std::string mark_of(const std::string& account) {
    constexpr std::size_t letters = 16;
    return SignIn::hash_of_token("forms of " + account).substr(0, letters);
}

// It says whose form it is, so that what one person typed is not sent under the name of the next.
std::string new_form_key(const std::string& account) {
    return exchange::random_text(token_bytes) + "." + mark_of(account);
}

// Before the subject, which is the one thing that stays a person's own; it keeps them apart from names that
// are typed here.
std::string account_at_provider(const exchange::SignedIn& person) {
    return "provider:" + person.subject;
}

std::string roles_text(const care::Account& account) {
    std::vector<std::string> roles;
    for (const care::AccountRole role : account.roles) roles.emplace_back(care::printed(role));
    return roles.empty() ? "no role" : join(roles, ", ");
}

// Two hashes at a time, whoever asks for them.
class Permit {
  public:
    explicit Permit(std::counting_semaphore<>& places) : places_(places) { places_.acquire(); }
    ~Permit() { places_.release(); }
    Permit(const Permit&) = delete;
    Permit& operator=(const Permit&) = delete;

  private:
    std::counting_semaphore<>& places_;
};

Stage first_stage(const store::Credential& credential) {
    if (credential.given_at.micros != 0) return Stage::password;
    return credential.one_time_key.empty() ? Stage::enrol : Stage::code;
}

Problem refused() {
    return {
        Problem::Kind::not_permitted,
        {},
        "The name or the password is not right. Check both; if you have forgotten them, ask whoever manages "
        "accounts."};
}

Problem wrong_code() {
    return {Problem::Kind::not_permitted,
            {},
            "This code is not right. Type the six digits that your app shows now, or one of your recovery "
            "codes."};
}

}  // namespace

SignIn::SignIn(store::Store& store, std::string authority, SignInTerms terms)
    : store_(store), authority_(std::move(authority)), terms_(std::move(terms)), tries_(store, authority_) {}

std::string SignIn::hash_of_token(std::string_view token) {
    return exchange::base64url(exchange::sha256(token));
}

bool SignIn::is_form_of_another(std::string_view form_key, const care::Account& account) {
    const std::size_t point = form_key.find('.');
    return point != std::string_view::npos && form_key.substr(point + 1) != mark_of(account.account.text);
}

bool SignIn::is_right_password(std::string_view password, const std::string& hash) {
    const Permit permit(hashing_);
    if (!hash.empty()) return is_password(password, hash);
    pretend_to_check(password);
    return false;
}

std::string SignIn::hash_of(std::string_view password) {
    const Permit permit(hashing_);
    return hash_password(password);
}

std::optional<store::Credential> SignIn::credential_of(const std::string& account) {
    std::optional<store::Credential> credential;
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        credential = store::find_credential(database, authority_, account);
    });
    return credential;
}

void SignIn::journal(const std::string& who, std::string_view verb, const std::string& what, Moment at) {
    const auto noted = store_.note(authority_, std::string(verb), what, "", {who}, at);
    if (!noted) throw Fault(printed(noted.problems()));
}

Result<Tries::Taken> SignIn::take(Tried what, const std::string& account, const char* proving,
                                  const Origin& origin, Moment at) {
    auto taken = tries_.take(what, account, origin, at);
    if (!taken) refusals_.note({Refused::tries, nobody, "account " + account + ", " + proving, at});
    return taken;
}

Result<Doorway> SignIn::with_password(std::string_view name, std::string_view password, const Origin& origin,
                                      Moment at) {
    tidy_now_and_then(at);
    const auto taken = tries_.take(Tried::password, name, origin, at);
    const std::string typed = plain_name(name);
    if (!taken) {
        refusals_.note(
            {Refused::tries, nobody,
             credential_of(typed) ? "account " + typed : std::string("a name that has no password"), at});
        return taken.problems();
    }
    const care::AccessLists lists = store_.load_access(authority_);
    const care::Account* const account = lists.find(typed);
    const auto credential = credential_of(typed);
    const bool may = account != nullptr && !account->closed.value_or(false) && credential &&
                     !credential->password_hash.empty();
    const bool right = is_right_password(password, may ? credential->password_hash : std::string());
    const bool too_old = may && credential->given_at.micros != 0 &&
                         at.micros - credential->given_at.micros > given_password_days * a_day;
    if (!right || too_old) {
        // What was typed as a name may be a password, so only names that are accounts are written down.
        journal("nobody", "sign_in_refused",
                account == nullptr ? "a name that is no account" : "account " + typed, at);
        return refused();
    }
    tries_.give_back(*taken, at);
    return begin(*account, first_stage(*credential), {}, at, at);
}

Result<Doorway> SignIn::with_provider(const exchange::SignedIn& person, Moment at) {
    tidy_now_and_then(at);
    const Problem stranger{Problem::Kind::not_permitted,
                           {},
                           "You are signed in at your authority, but have no business here yet. Ask whoever "
                           "manages accounts."};
    if (person.authority != terms_.provider_authority) {
        journal("nobody", "sign_in_refused", "a person of another authority", at);
        return stranger;
    }
    care::Account claimed;
    claimed.account.text = account_at_provider(person);
    claimed.name = !person.name.empty() ? person.name : !person.email.empty() ? person.email : person.subject;
    for (const std::string& role : person.roles)
        if (const auto known = care::parse_code<care::AccountRole>(role)) claimed.roles.push_back(*known);
    const auto account = Accounts(store_, authority_).follow_claims(claimed, at);
    // What is open under roles that the provider does not stand by any more ends too.
    if (!account || account->roles.empty() || account->closed.value_or(false))
        store_.change_sign_ins(authority_, [&](store::Database& database) {
            store::end_sessions_of(database, authority_, claimed.account.text);
        });
    if (!account) {
        journal("nobody", "sign_in_refused",
                "account " + claimed.account.text + ", by its claims: " + roles_text(claimed), at);
        Problem problem = account.problems().front();
        problem.message += " Ask whoever manages accounts.";
        return problem;
    }
    if (account->roles.empty() || account->closed.value_or(false)) {
        journal("nobody", "sign_in_refused", "account " + claimed.account.text + ", which has no role", at);
        return stranger;
    }
    // That they are signed in over there is no proof of who sits here now, only when they last showed it is.
    return begin(*account, Stage::done, person.id_token, std::min(person.authenticated_at, at), at);
}

Result<Tries::Taken> SignIn::take_return(const Origin& origin, Moment at) {
    auto taken = tries_.take(Tried::by_provider, {}, origin, at);
    if (!taken) refusals_.note({Refused::tries, nobody, "a return from the identity provider", at});
    return taken;
}

void SignIn::note_refusal(const std::string& logged, Moment at) {
    journal("nobody", "sign_in_refused", "identity provider: " + logged, at);
}

Doorway SignIn::begin(const care::Account& account, Stage stage, const std::string& provider_token,
                      Moment proved_at, Moment at) {
    Doorway doorway{exchange::random_text(token_bytes), stage, {}};
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::keep(database, authority_,
                    store::Session{hash_of_token(doorway.token), account.account.text, in_text(stage), at, at,
                                   stage == Stage::done ? proved_at : Moment{},
                                   new_form_key(account.account.text), provider_token});
    });
    journal(account.account.text, stage == Stage::done ? "sign_in" : "sign_in_begun", {}, at);
    return doorway;
}

// The token of a half session is worth nothing once it is a whole one, so that nobody can be made to use a
// token that somebody else knows.
Doorway SignIn::renew(const Visitor& visitor, Stage stage, Moment at) {
    Doorway doorway{exchange::random_text(token_bytes), stage, {}};
    store::Session session = visitor.session;
    const std::string before = session.token_hash;
    session.token_hash = hash_of_token(doorway.token);
    session.stage = in_text(stage);
    session.seen_at = at;
    if (stage == Stage::done) session.proved_at = at;
    session.form_key = new_form_key(session.account);
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::end_session(database, authority_, before);
        store::keep(database, authority_, session);
    });
    return doorway;
}

// A code that was used is used up; both are looked at and noted in one transaction.
bool SignIn::is_right_code(const std::string& account, std::string_view typed, Moment at) {
    bool right = false;
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        right = false;
        auto credential = store::find_credential(database, authority_, account);
        if (!credential || credential->one_time_key.empty()) return;
        if (const auto step = matching_step(credential->one_time_key, typed, at, credential->last_step)) {
            credential->last_step = *step;
            right = true;
        } else {
            const std::string hash = hash_of_token(plain_recovery_code(typed));
            const auto found = std::find(credential->recovery.begin(), credential->recovery.end(), hash);
            if (found == credential->recovery.end()) return;
            credential->recovery.erase(found);
            right = true;
        }
        store::keep(database, authority_, *credential);
    });
    return right;
}

Result<Doorway> SignIn::prove_code(const Visitor& visitor, std::string_view typed, const Origin& origin,
                                   Moment at) {
    const std::string& account = visitor.account.account.text;
    const auto taken = take(Tried::code, account, "second factor", origin, at);
    if (!taken) return taken.problems();
    if (!is_right_code(account, typed, at)) {
        journal("nobody", "sign_in_refused", "account " + account + ", second factor", at);
        return wrong_code();
    }
    tries_.give_back(*taken, at);
    Doorway doorway = renew(visitor, Stage::done, at);
    if (!taken->is_known_device) doorway.device = exchange::random_text(token_bytes);
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::note_device(database, authority_, account,
                           "device " + hash_of_token(taken->is_known_device ? origin.device : doorway.device),
                           at);
    });
    journal(account, "sign_in", {}, at);
    return doorway;
}

Result<SignIn::Enrolled> SignIn::enrol(const Visitor& visitor, std::string_view digits, const Origin& origin,
                                       Moment at) {
    const std::string& account = visitor.account.account.text;
    const std::string& key = visitor.one_time_key;
    if (visitor.stage != Stage::enrol || key.empty()) return refused();
    const auto step = matching_step(key, digits, at, 0);
    if (!step)
        return Problem{Problem::Kind::not_permitted,
                       {},
                       "This code is not right. Type the six digits that your app shows now; if it stays so, "
                       "see whether the telephone's clock is right."};
    Enrolled enrolled;
    enrolled.recovery_codes = new_recovery_codes();
    bool is_free = false;
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        auto credential = store::find_credential(database, authority_, account);
        // Somebody who knows the password only must not put their own telephone in the place of another.
        is_free = credential && credential->one_time_key.empty();
        if (!is_free) return;
        credential->one_time_key = key;
        credential->last_step = *step;
        credential->recovery.clear();
        for (const std::string& code : enrolled.recovery_codes)
            credential->recovery.push_back(hash_of_token(plain_recovery_code(code)));
        store::keep(database, authority_, *credential);
    });
    if (!is_free) return refused();
    enrolled.doorway = renew(visitor, Stage::done, at);
    enrolled.doorway.device = origin.device.empty() ? exchange::random_text(token_bytes) : std::string();
    if (!enrolled.doorway.device.empty())
        store_.change_sign_ins(authority_, [&](store::Database& database) {
            store::note_device(database, authority_, account,
                               "device " + hash_of_token(enrolled.doorway.device), at);
        });
    journal(account, "second_factor_set", {}, at);
    return enrolled;
}

Result<Doorway> SignIn::choose_password(const Visitor& visitor, std::string_view now, std::string_view chosen,
                                        const Origin& origin, Moment at) {
    const std::string& account = visitor.account.account.text;
    auto credential = credential_of(account);
    if (!credential) return refused();
    if (visitor.stage == Stage::done) {
        const auto taken = take(Tried::change, account, "changing the password", origin, at);
        if (!taken) return taken.problems();
        if (!is_right_password(now, credential->password_hash)) {
            journal("nobody", "sign_in_refused", "account " + account + ", changing the password", at);
            return Problem{Problem::Kind::not_permitted, {}, "The password that you have now is not right."};
        }
        tries_.give_back(*taken, at);
    }
    if (const auto weak = weak_password(chosen, {account, visitor.account.name, authority_}))
        return Problem{Problem::Kind::wrong_use, {}, *weak};
    if (is_right_password(chosen, credential->password_hash))
        return Problem{Problem::Kind::wrong_use, {}, "This is the password that you have. Choose another."};
    const std::string hash = hash_of(chosen);
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        auto current = store::find_credential(database, authority_, account);
        if (!current) return;
        current->password_hash = hash;
        current->chosen_at = at;
        current->given_at = {};
        store::keep(database, authority_, *current);
        // Whoever else is signed in under this account is not any more; this session is made anew below.
        store::end_sessions_of(database, authority_, account);
    });
    journal(account, "password_chosen", {}, at);
    credential->given_at = {};
    return renew(visitor, visitor.stage == Stage::done ? Stage::done : first_stage(*credential), at);
}

Result<Done> SignIn::prove(const Visitor& visitor, std::string_view password, std::string_view digits,
                           const Origin& origin, Moment at) {
    const std::string& account = visitor.account.account.text;
    if (visitor.came_by_provider())
        return Problem{Problem::Kind::not_permitted,
                       {},
                       "You signed in by your authority's service, so prove there who you are."};
    const auto taken = take(Tried::proof, account, "proving anew", origin, at);
    if (!taken) return taken.problems();
    const auto credential = credential_of(account);
    const bool right = is_right_password(password, credential ? credential->password_hash : std::string()) &&
                       is_right_code(account, digits, at);
    if (!right) {
        journal("nobody", "sign_in_refused", "account " + account + ", proving anew", at);
        return Problem{
            Problem::Kind::not_permitted, {}, "The password or the code is not right. Check both."};
    }
    tries_.give_back(*taken, at);
    keep_proof(visitor, at, at);
    return Done{};
}

Result<Done> SignIn::prove_by_provider(const Visitor& visitor, const exchange::SignedIn& person, Moment at) {
    const std::string& account = visitor.account.account.text;
    if (account_at_provider(person) != account || person.authority != terms_.provider_authority) {
        journal("nobody", "sign_in_refused", "account " + account + ", proving anew, by somebody else", at);
        return Problem{Problem::Kind::not_permitted,
                       {},
                       "Somebody else signed in at the provider than the person who is at work here. Sign "
                       "out, and sign in under your own name."};
    }
    keep_proof(visitor, std::min(person.authenticated_at, at), at);
    return Done{};
}

void SignIn::keep_proof(const Visitor& visitor, Moment proved_at, Moment at) {
    store::Session session = visitor.session;
    session.proved_at = proved_at;
    session.seen_at = at;
    store_.change_sign_ins(authority_,
                           [&](store::Database& database) { store::keep(database, authority_, session); });
}

bool SignIn::is_proved(const Visitor& visitor, Moment at) const {
    return at.micros - visitor.session.proved_at.micros < terms_.proof_minutes * a_minute;
}

std::optional<Visitor> SignIn::visitor(const store::LookedUp& found, const care::AccessLists& lists,
                                       Moment at) const {
    if (!found.session) return std::nullopt;
    const store::Session& session = *found.session;
    const bool is_over = at.micros - session.seen_at.micros >= terms_.idle_minutes * a_minute ||
                         at.micros - session.began_at.micros >= terms_.absolute_minutes * a_minute;
    const care::Account* const account = lists.find(session.account);
    if (is_over || account == nullptr || account->closed.value_or(false)) return std::nullopt;
    return Visitor{session, *account, stage_of(session.stage), key_in(session.stage)};
}

void SignIn::note_seen(const std::vector<std::pair<std::string, Moment>>& sessions) {
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        for (const auto& [token_hash, at] : sessions) store::note_seen(database, authority_, token_hash, at);
    });
}

Result<Done> SignIn::sign_out(const Visitor& visitor, Moment at) {
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::end_session(database, authority_, visitor.session.token_hash);
    });
    journal(visitor.account.account.text, "sign_out", {}, at);
    return Done{};
}

Result<Done> SignIn::sign_out_everywhere(const care::Account& account, const store::Author& by, Moment at) {
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::end_sessions_of(database, authority_, account.account.text);
        store::drop_calendar(database, authority_, account.account.text);  // it opens without a session
    });
    journal(by.name, "sign_out_everywhere", "account " + account.account.text, at);
    return Done{};
}

std::vector<store::Session> SignIn::sessions_of(const care::Account& account) {
    std::vector<store::Session> all;
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        all = store::sessions_of(database, authority_, account.account.text);
    });
    return all;
}

Result<std::string> SignIn::give_first_password(const care::Account& account, const store::Author& by,
                                                const std::string& why, Moment at) {
    // No letters that are taken for each other when somebody reads them out.
    std::string password = exchange::random_letters(20, "abcdefghjkmnpqrstuvwxyz23456789");
    for (const std::size_t at_letter : {15U, 10U, 5U}) password.insert(at_letter, "-");
    const std::string hash = hash_of(password);
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::keep(database, authority_, store::Credential{account.account.text, hash, at, at, {}, 0, {}});
        store::end_sessions_of(database, authority_, account.account.text);
        store::drop_calendar(database, authority_, account.account.text);
    });
    const auto noted =
        store_.note(authority_, "password_given", "account " + account.account.text, why, by, at);
    if (!noted) return noted.problems();
    return password;
}

void SignIn::tidy_now_and_then(Moment at) {
    std::int64_t before = tidied_at_;
    if (at.micros - before < an_hour || !tidied_at_.compare_exchange_strong(before, at.micros)) return;
    tidy(at);
}

void SignIn::tidy(Moment at) {
    tidied_at_ = at.micros;
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::drop_sessions(database, authority_, {at.micros - terms_.idle_minutes * a_minute},
                             {at.micros - terms_.absolute_minutes * a_minute});
        store::drop_failures(database, authority_, {at.micros - a_day}, {at.micros - device_days * a_day});
    });
}

}  // namespace footprint::casework
