// What an identity provider says of itself: where to go for what, and its keys; asked rarely, and kept.
//
// In      the provider's issuer; the moment
// Out     addresses and ways; keys
// Errors  Problem for the log, where nothing is known and nothing can be learnt. While the provider cannot be
//         understood, what it said before stays good, and the note says so
// Source  OpenID Connect Discovery 1.0; RFC 8414; RFC 9207
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/moment.h"
#include "base/result.h"
#include "exchange/http_call.h"
#include "exchange/json_web_token.h"

namespace footprint::exchange {

struct ProviderWays {
    std::string authorization;  // addresses
    std::string token;
    std::string keys;
    std::string end_session;               // empty where it has none
    bool names_itself_in_answers = false;  // by the parameter iss
    bool takes_basic = false;              // our secret in a header
    bool takes_post = false;               // our secret in the form
};

// Reads a provider's description. REQUIRES: may_be_called(issuer)
Result<ProviderWays> provider_ways(std::string_view json, const std::string& issuer);

// May be used by several threads at once; none of them waits while another one asks the provider.
class ProviderDirectory {
  public:
    using Note = std::function<void(std::string_view)>;
    // REQUIRES: may_be_called(issuer)
    ProviderDirectory(std::string issuer, HttpTerms http, Note note);

    Result<ProviderWays> ways(Moment now);
    Result<KeySet> keys(Moment now);
    // Reads them again, for a token whose key is not among them; but not within a minute of the last time, or
    // anybody with such a token could have us call out without end. std::nullopt then.
    std::optional<Result<KeySet>> keys_anew(Moment now);

  private:
    template <class T>
    struct Remembered {
        std::optional<T> value;
        std::optional<Moment> read_at;
        std::optional<Moment> tried_at;
        Problems problems;  // of the last try, if it failed
    };
    template <class T, class Ask>
    Result<T> known_or_asked(Remembered<T>& remembered, Moment now, Ask ask);
    template <class T, class Ask>
    Result<T> asked(Remembered<T>& remembered, Moment now, Ask ask);
    Result<ProviderWays> ask_for_ways();
    Result<KeySet> ask_for_keys(Moment now);

    std::string issuer_;
    HttpTerms http_;
    Note note_;
    std::mutex mutex_;
    Remembered<ProviderWays> ways_;
    Remembered<KeySet> keys_;
};

}  // namespace footprint::exchange
