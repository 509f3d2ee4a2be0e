#include "exchange/provider_file.h"

#include <algorithm>

#include "base/text.h"
#include "exchange/configuration_file.h"
#include "law/toml.h"

namespace footprint::exchange {

namespace {

void read_claims(const law::TomlNode& node, ClaimNames& claims, Problems& problems) {
    law::TableReader table(node, "The table of claims", problems);
    claims.subject = table.text_or("subject", claims.subject);
    claims.name = table.text_or("name", claims.name);
    claims.email = table.text_or("email", claims.email);
    claims.roles = table.text_or("roles", claims.roles);
    claims.authority = table.text_or("authority", claims.authority);
    table.finish();
}

// role here = the provider's values that give it
void read_roles(const law::TomlNode& node, const std::vector<std::string>& known, ProviderTerms& terms,
                Problems& problems) {
    law::TableReader table(node, "The table of roles", problems);
    for (const law::TomlNode::Entry& entry : node.entries) {
        if (std::find(known.begin(), known.end(), entry.key) == known.end()) {
            problems.push_back({Problem::Kind::unknown_code, entry.place,
                                "There is no role '" + entry.key + "'. Known: " + join(known, ", ") + "."});
            (void)table.node_if_any(entry.key);
            continue;
        }
        for (const std::string& value : table.texts(entry.key)) terms.roles.emplace(value, entry.key);
    }
    table.finish();
}

}  // namespace

Result<ProviderFile> read_provider_file(const std::string& path,
                                        const std::vector<std::string>& known_roles) {
    const auto text = small_file(path);
    if (!text) return text.problems();
    const auto root = law::parse_toml({path, *text});
    if (!root) return root.problems();
    Problems problems;
    law::TableReader table(*root, "The file of the provider", problems);
    ProviderFile file;
    file.name = table.text("name");
    file.terms.issuer = table.text("issuer");
    file.terms.our_id = table.text("our_id");
    file.terms.return_address = table.text("return_address");
    file.terms.http.authorities_file = table.text_or("authorities_file", "");
    file.terms.http.proxy = table.text_or("proxy", "");
    const auto scopes = table.texts_if_any("scopes");
    if (!scopes.empty()) file.terms.scopes = scopes;
    const std::string secret_file = table.text_or("secret_file", "");
    if (const auto* claims = table.table_if_any("claims")) read_claims(*claims, file.terms.claims, problems);
    if (const auto* roles = table.table("roles")) read_roles(*roles, known_roles, file.terms, problems);
    if (!secret_file.empty()) {
        const auto secret = small_file(secret_file);
        if (!secret || trim(*secret).empty())
            table.fail(
                Problem::Kind::missing, "secret_file",
                "The file of the secret cannot be read, or is empty. Look at its name and permissions.");
        else
            file.terms.our_secret = trim(*secret);
    }
    if (!file.terms.return_address.empty() && !file.terms.return_address.ends_with("/sign-in/return"))
        table.fail(Problem::Kind::wrong_use, "return_address",
                   "The browser comes back to /sign-in/return. Write the address of these pages with that at "
                   "its end.");
    table.finish();
    if (!problems.empty()) return problems;
    return file;
}

}  // namespace footprint::exchange
