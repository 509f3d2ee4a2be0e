// Any bytes as what an identity provider sends: keys, a description, claims, and a token signed by a key that
// is known.
//
// The first byte says which of them the rest is. No token can be signed by chance, so one that holds is a
// fault.
#include <cstdint>
#include <string>

#include "exchange/base64url.h"
#include "exchange/json_web_token.h"
#include "exchange/provider_directory.h"
#include "exchange/signed_in.h"

namespace {

using namespace footprint::exchange;  // NOLINT: a target is a program of its own

// Of RFC 7515, A.3.
constexpr std::string_view known_keys =
    R"({"keys":[{"kty":"EC","kid":"1","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";

const KeySet& keys() {
    static const KeySet set = KeySet::read(known_keys).value();
    return set;
}

void read_token(std::string_view text) {
    const auto claims = signed_claims(text, keys());
    // Signed rightly, and already in the corpus: the example of RFC 7515, A.3 is the only one there is.
    if (claims) footprint::ensure(claims->text_of("iss") == "joe", "no token is signed by chance");
    if (!claims) footprint::ensure(!claims.problems().empty(), "a refusal says why");
}

void read_claims(std::string_view text) {
    const auto claims = parse_json(text);
    if (!claims) return;
    Expected expected;
    expected.issuer = "https://provider.example";
    expected.audience = "footprint";
    expected.nonce = "n";
    expected.access_token = "a";
    expected.now = {1'795'435'200'000'000};
    (void)faults_of_claims(*claims, expected);
    ClaimNames names;
    names.roles = "realm_access.roles";
    names.authority = "authority";
    const auto person = signed_in_by(*claims, names, {{"a", "first"}});
    if (!person) return;
    footprint::ensure(!person->subject.empty() && person->roles.size() <= 1, "a person is somebody");
    footprint::ensure(is_plain_text(person->name, 200), "a name can be shown");
}

void read_base64url(std::string_view text) {
    const auto bytes = bytes_of_base64url(text);
    if (bytes) footprint::ensure(base64url(*bytes) == text, "bytes have one text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
    switch (bytes[0]) {
        case 't':
            read_token(rest);
            break;
        case 'k':
            (void)KeySet::read(rest);
            break;
        case 'd':
            (void)provider_ways(rest, "https://provider.example");
            break;
        case 'c':
            read_claims(rest);
            break;
        default:
            read_base64url(rest);
            break;
    }
    return 0;
}
