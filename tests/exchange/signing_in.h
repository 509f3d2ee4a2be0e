// What tests of signing in share: the provider, our terms with it, a way there and back.
//
// In      a name that the provider knows
// Out     what was kept, and the query that came back
// Errors  fails the test
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <variant>

#include "exchange/identity_provider.h"
#include "exchange/real_provider.h"

namespace footprint::exchange {

using nlohmann::json;

inline constexpr std::int64_t second = 1'000'000;

inline Moment now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}
inline Moment later(std::int64_t seconds) {
    return {now().micros + seconds * second};
}

// One for all tests: starting it takes a second.
inline RealProvider& provider() {
    static RealProvider one;
    return one;
}

class SigningIn : public testing::Test {
  protected:
    SigningIn() { provider().order(json::object()); }
    ~SigningIn() override { provider().order(json::object()); }

    static ProviderTerms terms() {
        ProviderTerms known;
        known.issuer = provider().issuer();
        known.our_id = "footprint";
        known.our_secret = our_secret;
        known.return_address = return_address;
        known.claims.authority = "authority";
        known.roles = {{"FP-IRO", "iro"}, {"FP-IRO", "reader"}, {"FP-ADMIN", "administrator"}};
        return known;
    }
    static std::unique_ptr<IdentityProvider> made(const ProviderTerms& known = terms()) {
        auto one = IdentityProvider::of(known);
        EXPECT_TRUE(one) << printed(one.problems());
        return std::move(*one);
    }
    struct Return {
        Kept kept;
        FormFields query;
    };
    static Return come_back(IdentityProvider& to, const std::string& name = "TEST-iro", Moment at = now()) {
        const auto begun = to.begin(at);
        const auto* departure = std::get_if<Departure>(&begun);
        EXPECT_NE(departure, nullptr) << std::get<Refusal>(begun).logged;
        return {departure->kept, PersonAtABrowser().sign_in(departure->address, name)};
    }
    // What the log says of a refusal; empty when the person was let in.
    static std::string log_of(const std::variant<SignedIn, Refusal>& finished) {
        const auto* refusal = std::get_if<Refusal>(&finished);
        return refusal == nullptr ? std::string() : refusal->logged;
    }
    static std::string log_after(IdentityProvider& to, const std::string& name = "TEST-iro") {
        const Return came = come_back(to, name);
        return log_of(to.finish(came.kept, came.query, now()));
    }
    static std::string& value(FormFields& query, const std::string& name) {
        const auto found =
            std::find_if(query.begin(), query.end(), [&](const auto& field) { return field.first == name; });
        ensure(found != query.end(), "the query has that field");
        return found->second;
    }
    static bool says(const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    }
};

}  // namespace footprint::exchange
