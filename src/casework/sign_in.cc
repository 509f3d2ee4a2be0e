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

constexpr std::int64_t a_second = 1'000'000;
constexpr std::int64_t a_minute = 60 * a_second;
constexpr std::int64_t a_day = 24 * 60 * a_minute;
constexpr std::size_t token_bytes = 32;  // OWASP ASVS 3.2.2 asks for eight

constexpr std::int64_t tries_before_waiting = 5;
constexpr std::int64_t tries_of_a_place = 100;  // by whatever names; an office is one place
constexpr std::int64_t longest_wait = 15 * a_minute;
constexpr std::int64_t given_password_days = 7;
constexpr std::int64_t device_days = 365;

constexpr std::array<std::string_view, 4> stage_names = {"", "code", "enrol", "password"};

std::string in_text(Stage stage) {
    return std::string(stage_names.at(static_cast<std::size_t>(stage)));
}

Stage stage_of(std::string_view text) {
    const auto found = std::find(stage_names.begin(), stage_names.end(), text);
    // What this program does not know, a newer one's, has everything still to prove.
    return found == stage_names.end() ? Stage::password : static_cast<Stage>(found - stage_names.begin());
}

Stage first_stage(const store::Credential& credential) {
    if (credential.given_at.micros != 0) return Stage::password;
    return credential.one_time_key.empty() ? Stage::enrol : Stage::code;
}

// Names of accounts are plain letters, so that no two look alike.
std::string plain_name(std::string_view typed) {
    return lower(trim(typed));
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

Problem must_wait(Moment until, Moment at) {
    const std::int64_t minutes = (until.micros - at.micros + a_minute - 1) / a_minute;
    return {Problem::Kind::not_permitted,
            {},
            "There were too many tries from here. Wait " + counted(minutes, "minute", "minutes") +
                ", then try again."};
}

Moment allowed_at(const store::FailedTries& tries, std::int64_t free) {
    if (tries.count < free) return {};
    const std::int64_t doublings = std::min<std::int64_t>(tries.count - free, 8);
    return {tries.last_at.micros + std::min(longest_wait, (30 * a_second) << doublings)};
}

}  // namespace

SignIn::SignIn(store::Store& store, std::string authority, SignInTerms terms)
    : store_(store), authority_(std::move(authority)), terms_(std::move(terms)) {}

std::string SignIn::hash_of_token(std::string_view token) {
    return exchange::base64url(exchange::sha256(token));
}

// Where the tries of this name from this origin are counted, and until when there may be none.
struct SignIn::Tries {
    std::string account;  // as it was typed, in plain letters
    std::string place;    // a browser that is known, or else a place
    bool is_known_device = false;
    Moment allowed;
};

SignIn::Tries SignIn::tries_of(std::string_view name, const Origin& origin, Moment) {
    Tries tries{plain_name(name), "place " + origin.place, false, {}};
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        if (!origin.device.empty()) {
            const std::string device = "device " + hash_of_token(origin.device);
            tries.is_known_device = store::knows_device(database, authority_, tries.account, device);
            if (tries.is_known_device) tries.place = device;
        }
        tries.allowed = allowed_at(store::failed_tries(database, authority_, tries.account, tries.place),
                                   tries_before_waiting);
        if (!tries.is_known_device)
            tries.allowed = std::max(
                tries.allowed,
                allowed_at(store::failed_tries(database, authority_, "", tries.place), tries_of_a_place));
    });
    return tries;
}

void SignIn::note_failure(const Tries& tries, const std::string& what, Moment at) {
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::note_failure(database, authority_, tries.account, tries.place, at);
        if (!tries.is_known_device) store::note_failure(database, authority_, "", tries.place, at);
    });
    journal("nobody", "sign_in_refused", what, at);
}

void SignIn::note_success(const Tries& tries) {
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        if (!tries.is_known_device) store::forget_failures(database, authority_, tries.account, tries.place);
    });
}

void SignIn::journal(const std::string& who, std::string_view verb, const std::string& what, Moment at) {
    const auto noted = store_.note(authority_, std::string(verb), what, "", {who}, at);
    if (!noted) throw Fault(printed(noted.problems()));
}

Result<Doorway> SignIn::with_password(std::string_view name, std::string_view password, const Origin& origin,
                                      Moment at) {
    const Tries tries = tries_of(name, origin, at);
    if (tries.allowed > at) return must_wait(tries.allowed, at);
    const care::AccessLists lists = store_.load_access(authority_);
    const care::Account* const account = lists.find(tries.account);
    std::optional<store::Credential> credential;
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        credential = store::find_credential(database, authority_, tries.account);
    });
    const bool may = account != nullptr && !account->closed.value_or(false) && credential &&
                     !credential->password_hash.empty();
    bool right = false;
    hashing_.acquire();
    if (may) {
        right = is_password(password, credential->password_hash);
    } else {
        pretend_to_check(password);
    }
    hashing_.release();
    const bool too_old = may && credential->given_at.micros != 0 &&
                         at.micros - credential->given_at.micros > given_password_days * a_day;
    if (!right || too_old) {
        // What was typed as a name may be a password, so only names that are accounts are written down.
        note_failure(tries, account == nullptr ? "a name that is no account" : "account " + tries.account,
                     at);
        return refused();
    }
    note_success(tries);
    return begin(*account, first_stage(*credential), {}, at);
}

Result<Doorway> SignIn::with_provider(const exchange::SignedIn& person, Moment at) {
    const Problem stranger{Problem::Kind::not_permitted,
                           {},
                           "You are signed in at your authority, but have no business here yet. Ask whoever "
                           "manages accounts."};
    if (person.authority != terms_.provider_authority) {
        journal("nobody", "sign_in_refused", "a person of another authority", at);
        return stranger;
    }
    care::Account account;
    // The subject is the one thing that stays a person's own; the mark before it keeps it apart from names
    // that are typed here.
    account.account.text = "provider:" + person.subject;
    account.name = !person.name.empty() ? person.name : !person.email.empty() ? person.email : person.subject;
    for (const std::string& role : person.roles)
        if (const auto known = care::parse_code<care::AccountRole>(role)) account.roles.push_back(*known);
    const care::AccessLists lists = store_.load_access(authority_);
    const care::Account* const before = lists.find(account.account.text);
    if (account.roles.empty() || (before != nullptr && before->closed.value_or(false))) {
        journal("nobody", "sign_in_refused", "account " + account.account.text + ", which has no role", at);
        return stranger;
    }
    if (before != nullptr) {
        account.officer = before->officer;
        account.sees_lists = before->sees_lists;
    }
    if (before == nullptr || !(*before == account)) {
        const auto put =
            store_.put(authority_, care::Records{}, account, current_version(store_, authority_, account),
                       {"identity provider"}, "as the provider's claims say", at);
        if (!put) return put.problems();
    }
    return begin(account, Stage::done, person.id_token, at);
}

void SignIn::note_refusal(const std::string& logged, Moment at) {
    journal("nobody", "sign_in_refused", "identity provider: " + logged, at);
}

Doorway SignIn::begin(const care::Account& account, Stage stage, const std::string& provider_token,
                      Moment at) {
    Doorway doorway{exchange::random_text(token_bytes), stage, {}};
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::keep(database, authority_,
                    store::Session{hash_of_token(doorway.token), account.account.text, in_text(stage), at, at,
                                   stage == Stage::done ? at : Moment{}, exchange::random_text(token_bytes),
                                   provider_token});
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
    session.form_key = exchange::random_text(token_bytes);
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
    // Wrong codes are counted by account wherever they come from: who gets here knows the password.
    const Tries tries = tries_of(account, {"code", origin.device}, at);
    if (tries.allowed > at) return must_wait(tries.allowed, at);
    if (!is_right_code(account, typed, at)) {
        note_failure(tries, "account " + account + ", second factor", at);
        return wrong_code();
    }
    note_success(tries);
    Doorway doorway = renew(visitor, Stage::done, at);
    if (!tries.is_known_device) doorway.device = exchange::random_text(token_bytes);
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::note_device(database, authority_, account,
                           "device " + hash_of_token(tries.is_known_device ? origin.device : doorway.device),
                           at);
    });
    journal(account, "sign_in", {}, at);
    return doorway;
}

Result<SignIn::Enrolled> SignIn::enrol(const Visitor& visitor, const std::string& key,
                                       std::string_view digits, const Origin& origin, Moment at) {
    const std::string& account = visitor.account.account.text;
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
        is_free = credential && (credential->one_time_key.empty() || visitor.stage == Stage::done);
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
                                        Moment at) {
    const std::string& account = visitor.account.account.text;
    std::optional<store::Credential> credential;
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        credential = store::find_credential(database, authority_, account);
    });
    if (!credential) return refused();
    if (visitor.stage == Stage::done && !is_password(now, credential->password_hash))
        return Problem{Problem::Kind::not_permitted, {}, "The password that you have now is not right."};
    if (const auto weak = weak_password(chosen, {account, visitor.account.name, authority_}))
        return Problem{Problem::Kind::wrong_use, {}, *weak};
    if (is_password(chosen, credential->password_hash))
        return Problem{Problem::Kind::wrong_use, {}, "This is the password that you have. Choose another."};
    credential->password_hash = hash_password(chosen);
    credential->chosen_at = at;
    credential->given_at = {};
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        auto current = store::find_credential(database, authority_, account);
        if (!current) return;
        current->password_hash = credential->password_hash;
        current->chosen_at = at;
        current->given_at = {};
        store::keep(database, authority_, *current);
        // Whoever else is signed in under this account is not any more; this session is made anew below.
        store::end_sessions_of(database, authority_, account);
    });
    journal(account, "password_chosen", {}, at);
    return renew(visitor, visitor.stage == Stage::done ? Stage::done : first_stage(*credential), at);
}

Result<Done> SignIn::prove(const Visitor& visitor, std::string_view password, std::string_view digits,
                           const Origin& origin, Moment at) {
    const std::string& account = visitor.account.account.text;
    const Tries tries = tries_of(account, {"proof", origin.device}, at);
    if (tries.allowed > at) return must_wait(tries.allowed, at);
    std::optional<store::Credential> credential;
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        credential = store::find_credential(database, authority_, account);
    });
    const bool right =
        credential && is_password(password, credential->password_hash) && is_right_code(account, digits, at);
    if (!right) {
        note_failure(tries, "account " + account + ", proving anew", at);
        return Problem{
            Problem::Kind::not_permitted, {}, "The password or the code is not right. Check both."};
    }
    note_success(tries);
    store::Session session = visitor.session;
    session.proved_at = at;
    store_.change_sign_ins(authority_,
                           [&](store::Database& database) { store::keep(database, authority_, session); });
    return Done{};
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
    return Visitor{session, *account, stage_of(session.stage)};
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
    const std::string hash = hash_password(password);
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::keep(database, authority_, store::Credential{account.account.text, hash, at, at, {}, 0, {}});
        store::end_sessions_of(database, authority_, account.account.text);
    });
    const auto noted =
        store_.note(authority_, "password_given", "account " + account.account.text, why, by, at);
    if (!noted) return noted.problems();
    return password;
}

void SignIn::tidy(Moment at) {
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        store::drop_sessions(database, authority_, {at.micros - terms_.idle_minutes * a_minute},
                             {at.micros - terms_.absolute_minutes * a_minute});
        store::drop_failures(database, authority_, {at.micros - a_day}, {at.micros - device_days * a_day});
    });
}

}  // namespace footprint::casework
