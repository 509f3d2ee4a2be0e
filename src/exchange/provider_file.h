// The file in which an authority writes down its identity provider.
//
// In      a TOML file; the file with our secret, which it names
// Out     what people call the provider, and our terms with it
// Units   bytes
// Errors  Problem with line and remedy: an unknown key, a role that there is none of, no secret
// Source  docs/operating/sign_in.md
#pragma once

#include <string>

#include "exchange/identity_provider.h"

namespace footprint::exchange {

struct ProviderFile {
    std::string name;  // "Westmere's sign-in"
    ProviderTerms terms;
};

// `known_roles`: what the map may give.
Result<ProviderFile> read_provider_file(const std::string& path, const std::vector<std::string>& known_roles);

}  // namespace footprint::exchange
