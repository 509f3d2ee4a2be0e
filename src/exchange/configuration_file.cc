#include "exchange/configuration_file.h"

#include <fstream>

#include "base/text.h"
#include "law/toml.h"

namespace footprint::exchange {

namespace {

constexpr std::size_t most_bytes = 64 * 1024;

void read_records(law::TableReader& table, Configuration& configuration) {
    configuration.db = table.text_or("db", "");
    const std::string file = table.text_or("db_file", "");
    configuration.authority = table.text_or("authority", "");
    configuration.profile = table.text_or("profile", "");
    configuration.postcodes = table.text_or("postcodes", "");
    if (file.empty()) return;
    if (!configuration.db.empty())
        return table.fail(Problem::Kind::conflict, "db_file",
                          "The database is named twice, by 'db' and by 'db_file'. Keep one of them.");
    auto secret = small_file(file);
    if (!secret) return table.fail(Problem::Kind::missing, "db_file", secret.problems().front().message);
    configuration.db = trim(*secret);
    if (configuration.db.empty())
        table.fail(Problem::Kind::missing, "db_file",
                   "The file '" + file + "' is empty. Write the database's address into it.");
}

void read_tls(const law::TomlNode& node, Configuration& configuration, Problems& problems) {
    law::TableReader table(node, "The table of TLS", problems);
    configuration.certificate_file = table.text("certificate");
    configuration.key_file = table.text("key");
    table.finish();
}

void read_log(const law::TomlNode& node, Configuration& configuration, Problems& problems) {
    law::TableReader table(node, "The table of the log", problems);
    const std::string format = table.text_or("format", "text");
    if (format != "text" && format != "json")
        table.fail(Problem::Kind::unknown_code, "format",
                   "There is no format '" + format + "'. Write text or json.");
    configuration.log_as_json = format == "json";
    configuration.log_requests = table.truth_or("requests", false);
    table.finish();
}

void read_meters(const law::TomlNode& node, Configuration& configuration, Problems& problems) {
    law::TableReader table(node, "The table of meters", problems);
    configuration.meter_networks = table.texts("networks");
    table.finish();
}

void read_sessions(const law::TomlNode& node, Configuration& configuration, Problems& problems) {
    law::TableReader table(node, "The table of sessions", problems);
    configuration.idle_minutes = table.whole_number_if_any("idle_minutes", 5, 120);
    if (const auto hours = table.whole_number_if_any("absolute_hours", 1, 24))
        configuration.absolute_minutes = *hours * 60;
    table.finish();
}

void read_mail(const law::TomlNode& node, Configuration& configuration, Problems& problems) {
    law::TableReader table(node, "The table of mail", problems);
    MailServer server;
    server.address = table.text("server");
    server.from = table.text("from");
    server.user = table.text_or("user", "");
    server.authorities_file = table.text_or("authorities_file", "");
    server.in_the_clear = table.truth_or("in_the_clear", false);
    // An empty list is refused: whoever wrote it may mean that letters go nowhere.
    if (table.has("domains"))
        for (const std::string& domain : table.texts("domains"))
            server.domains.push_back(lower(trim(domain)));
    if (const std::string file = table.text_or("password_file", ""); !file.empty()) {
        const auto secret = small_file(file);
        if (secret) {
            server.password = trim(*secret);
        } else {
            table.fail(Problem::Kind::missing, "password_file", secret.problems().front().message);
        }
    }
    if (problems.empty())
        for (const Problem& problem : wrong_with(server))
            table.fail(problem.kind, problem.place.field, problem.message);
    table.finish();
    configuration.mail = std::move(server);
}

}  // namespace

Result<std::string> small_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Problem{Problem::Kind::not_found,
                       {},
                       "The file '" + path + "' cannot be read. Look at its name and permissions."};
    std::string contents(most_bytes + 1, '\0');
    file.read(contents.data(), static_cast<std::streamsize>(contents.size()));
    contents.resize(static_cast<std::size_t>(file.gcount()));
    if (contents.size() > most_bytes)
        return Problem{Problem::Kind::too_large,
                       {},
                       "The file '" + path + "' is larger than 64 kB. Name the right one."};
    return contents;
}

Result<Configuration> read_configuration_file(const std::string& path) {
    const auto text = small_file(path);
    if (!text) return text.problems();
    const auto root = law::parse_toml({path, *text});
    if (!root) return root.problems();
    Problems problems;
    law::TableReader table(*root, "The configuration", problems);
    Configuration configuration;
    read_records(table, configuration);
    configuration.listen = table.text_or("listen", configuration.listen);
    configuration.public_address = table.text_or("public_address", "");
    configuration.proxies = table.texts_if_any("proxies");
    configuration.folder_for_uploads = table.text_or("uploads", configuration.folder_for_uploads);
    configuration.provider_file = table.text_or("provider", "");
    if (const auto* node = table.table_if_any("tls")) read_tls(*node, configuration, problems);
    if (const auto* node = table.table_if_any("log")) read_log(*node, configuration, problems);
    if (const auto* node = table.table_if_any("meters")) read_meters(*node, configuration, problems);
    if (const auto* node = table.table_if_any("mail")) read_mail(*node, configuration, problems);
    if (const auto* node = table.table_if_any("sessions")) read_sessions(*node, configuration, problems);
    table.finish();
    if (!problems.empty()) return problems;
    return configuration;
}

}  // namespace footprint::exchange
