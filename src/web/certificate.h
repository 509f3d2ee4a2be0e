// The certificate by which browsers know this service, read again when its files are renewed.
//
// In      the file of the certificate with those between it and its root, and the file of its key, both PEM
// Out     what a connection needs to speak TLS 1.2 or 1.3
// Errors  Problem: a file that cannot be read, a key that does not belong to the certificate. A renewed pair
//         that cannot be used is told to `note`, and the one before stays in use
// Source  RFC 8446; the NCSC's recommended profiles of TLS
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"

namespace footprint::web {

class Certificate {
  public:
    using Context = boost::asio::ssl::context;

    static Result<std::unique_ptr<Certificate>> of(std::string certificate_file, std::string key_file,
                                                   std::function<void(std::string_view)> note);
    // For one connection, which keeps it. Looks at the files at most once in `pause`.
    std::shared_ptr<Context> now();

    std::chrono::milliseconds pause{60'000};

  private:
    Certificate(std::string certificate_file, std::string key_file);
    Result<std::shared_ptr<Context>> read() const;
    // When the pair was written; files that are not there now are no renewal.
    std::filesystem::file_time_type written_at() const;

    std::string certificate_file_;
    std::string key_file_;
    std::function<void(std::string_view)> note_;
    std::mutex mutex_;
    std::shared_ptr<Context> context_;
    std::filesystem::file_time_type of_;
    std::chrono::steady_clock::time_point looked_at_;
};

}  // namespace footprint::web
