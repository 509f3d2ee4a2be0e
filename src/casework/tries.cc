#include "casework/tries.h"

#include <algorithm>

#include "base/text.h"
#include "exchange/base64url.h"
#include "exchange/secrets.h"

namespace footprint::casework {

namespace {

constexpr std::int64_t a_second = 1'000'000;
constexpr std::int64_t a_minute = 60 * a_second;
constexpr std::int64_t a_day = 24 * 60 * a_minute;
constexpr std::int64_t tries_before_waiting = 5;
constexpr std::int64_t longest_wait = 15 * a_minute;
constexpr std::size_t longest_name = 400;  // what is longer is no account's

// What several names or several places have together: so many at once, then one as each drop runs out.
struct Bucket {
    std::int64_t holds = 0;
    std::int64_t drop = 0;
};

Bucket bucket_of(Tried what) {
    switch (what) {
        case Tried::password:  // of a place, by whatever names
            return {100, 30 * a_second};
        case Tried::by_provider:  // of a place
            return {60, 10 * a_second};
        case Tried::code:  // of an account, from whatever places: who gets here knows the password
        case Tried::proof:
        case Tried::change:
            return {50, 5 * a_minute};
    }
    return {};
}

std::string_view word_of(Tried what) {
    switch (what) {
        case Tried::password:
            return "";
        case Tried::code:
            return "code ";
        case Tried::proof:
            return "proof ";
        case Tried::change:
            return "change ";
        case Tried::by_provider:
            return "provider ";
    }
    return "";
}

std::string fingerprint(std::string_view text) {
    return exchange::base64url(exchange::sha256(text));
}

Problem must_wait(Moment until, Moment at) {
    const std::int64_t minutes = (until.micros - at.micros + a_minute - 1) / a_minute;
    return {Problem::Kind::not_permitted,
            {},
            "There were too many tries from here. Wait " + counted(minutes, "minute", "minutes") +
                ", then try again."};
}

Moment after(const store::FailedTries& tries, Moment at) {
    if (tries.count < tries_before_waiting || at.micros - tries.last_at.micros > a_day) return {};
    const std::int64_t doublings = std::min<std::int64_t>(tries.count - tries_before_waiting, 8);
    return {tries.last_at.micros + std::min(longest_wait, (30 * a_second) << doublings)};
}

// What is left of a bucket's tries; its moment is the one from which the next drop is reckoned.
store::FailedTries left_of(const store::FailedTries& tries, const Bucket& bucket, Moment at) {
    const std::int64_t drops = std::max<std::int64_t>(0, at.micros - tries.last_at.micros) / bucket.drop;
    if (drops >= tries.count) return {0, at};
    return {tries.count - drops, {tries.last_at.micros + drops * bucket.drop}};
}

Bucket bucket_at(const Tries::Taken& taken) {
    if (taken.shared_place.starts_with(word_of(Tried::by_provider))) return bucket_of(Tried::by_provider);
    return bucket_of(taken.shared_account.empty() ? Tried::password : Tried::code);
}

}  // namespace

std::string plain_name(std::string_view typed) {
    return lower(trim(typed));
}

// What was typed as a name may be a password, so its fingerprint is kept and never the text; of a browser
// that is known the name is an account's.
Tries::Taken Tries::counted_at(store::Database& database, Tried what, std::string_view account,
                               const Origin& origin) {
    const std::string name = plain_name(account);
    const std::string word(word_of(what));
    Taken taken;
    if (!origin.device.empty() && !name.empty() && name.size() <= longest_name) {
        const std::string device = "device " + fingerprint(origin.device);
        taken.is_known_device = store::knows_device(database, authority_, name, device);
        if (taken.is_known_device) taken.device = device;
    }
    const std::string place = "place " + origin.place;
    taken.account = taken.is_known_device ? name : "typed " + fingerprint(name);
    taken.place = word + (taken.is_known_device ? taken.device : place);
    if (taken.is_known_device) return taken;
    if (what == Tried::password || what == Tried::by_provider) {
        taken.shared_place = word + place;
    } else {
        taken.shared_account = taken.account;
        taken.shared_place = word + "anywhere";
    }
    if (what == Tried::by_provider) taken.account.clear();  // nobody's yet: the place alone is counted
    return taken;
}

Moment Tries::allowed_at(store::Database& database, const Taken& taken, Moment at) {
    Moment allowed;
    if (!taken.account.empty())
        allowed = after(store::failed_tries(database, authority_, taken.account, taken.place), at);
    if (taken.shared_place.empty()) return allowed;
    const Bucket bucket = bucket_at(taken);
    const auto left = left_of(
        store::failed_tries(database, authority_, taken.shared_account, taken.shared_place), bucket, at);
    if (left.count < bucket.holds) return allowed;
    return std::max(allowed, Moment{left.last_at.micros + bucket.drop});
}

void Tries::count(store::Database& database, const Taken& taken, Moment at) {
    if (!taken.account.empty()) {
        const auto before = store::failed_tries(database, authority_, taken.account, taken.place);
        const bool is_over = at.micros - before.last_at.micros > a_day;
        store::keep_tries(database, authority_, taken.account, taken.place,
                          {is_over ? 1 : before.count + 1, at});
    }
    if (taken.shared_place.empty()) return;
    auto left = left_of(store::failed_tries(database, authority_, taken.shared_account, taken.shared_place),
                        bucket_at(taken), at);
    ++left.count;
    store::keep_tries(database, authority_, taken.shared_account, taken.shared_place, left);
}

Result<Tries::Taken> Tries::take(Tried what, std::string_view account, const Origin& origin, Moment at) {
    Taken taken;
    Moment allowed;
    // Whoever has to wait costs a look and no writing.
    store_.read_sign_ins(authority_, [&](store::Database& database) {
        taken = counted_at(database, what, account, origin);
        allowed = allowed_at(database, taken, at);
    });
    if (allowed > at) return must_wait(allowed, at);
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        allowed = allowed_at(database, taken, at);
        if (allowed <= at) count(database, taken, at);
    });
    if (allowed > at) return must_wait(allowed, at);
    return taken;
}

void Tries::give_back(const Taken& taken, Moment at) {
    store_.change_sign_ins(authority_, [&](store::Database& database) {
        if (taken.is_known_device && taken.place == taken.device)
            store::note_device(database, authority_, taken.account, taken.place, at);
        else if (!taken.account.empty())
            store::forget_failures(database, authority_, taken.account, taken.place);
        if (taken.shared_place.empty()) return;
        auto left =
            left_of(store::failed_tries(database, authority_, taken.shared_account, taken.shared_place),
                    bucket_at(taken), at);
        left.count = std::max<std::int64_t>(0, left.count - 1);
        store::keep_tries(database, authority_, taken.shared_account, taken.shared_place, left);
    });
}

}  // namespace footprint::casework
