// The file in which an authority writes down how its Footprint runs.
//
// In      a TOML file; the files with secrets that it names
// Out     what commands and the web application need to know; what the file does not say is as it is without
// Units   minutes
// Errors  Problem with line and remedy: an unknown key, a value out of bounds, a secret that cannot be read
// Source  docs/operating/configuration.md
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "exchange/mail.h"

namespace footprint::exchange {

struct Configuration {
    std::string db;  // as it is, or out of the file that `db_file` names
    std::string authority;
    std::string profile;
    std::string postcodes;

    std::string listen = "127.0.0.1:8080";
    std::string public_address;
    std::vector<std::string> proxies;
    std::string certificate_file;
    std::string key_file;
    std::string folder_for_uploads = "/tmp";
    std::string provider_file;

    bool log_as_json = false;
    bool log_requests = false;
    std::vector<std::string> meter_networks;

    std::optional<MailServer> mail;  // none: no letters

    std::optional<int> idle_minutes;
    std::optional<int> absolute_minutes;
};

Result<Configuration> read_configuration_file(const std::string& path);

// Contents of a small file that an authority writes; a problem says what to do.
Result<std::string> small_file(const std::string& path);

}  // namespace footprint::exchange
