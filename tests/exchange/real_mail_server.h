// A real mail server for the time of a test.
//
// In      how it is to behave (see tests/mail_server/server.mjs)
// Out     its address; the letters that it took, as a reader of letters has them
// Errors  a broken invariant that says what to install where it does not start
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "exchange/child_process.h"
#include "support/places.h"

namespace footprint::exchange {

// One that nobody but the test knows.
class RealCertificate {
  public:
    RealCertificate() {
        std::string folder = (std::filesystem::temp_directory_path() / "footprint-mail-XXXXXX").string();
        ensure(mkdtemp(folder.data()) != nullptr, "there is a folder for a certificate");
        folder_ = folder;
        file = folder + "/certificate.pem";
        key = folder + "/key.pem";
        const std::string make =
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "
            "/CN=localhost "
            "-addext subjectAltName=DNS:localhost -keyout " +
            key + " -out " + file + " 2>/dev/null";
        ensure(std::system(make.c_str()) == 0, "openssl makes a certificate; install the package openssl");
    }
    RealCertificate(const RealCertificate&) = delete;
    RealCertificate& operator=(const RealCertificate&) = delete;
    ~RealCertificate() { std::filesystem::remove_all(folder_); }

    std::string file;
    std::string key;

  private:
    std::filesystem::path folder_;
};

class RealMailServer {
  public:
    RealMailServer() { start({}); }
    explicit RealMailServer(const RealCertificate& certificate) {
        start({certificate.key, certificate.file});
    }

    std::string address(const std::string& host = "127.0.0.1") const {
        return "smtp://" + host + ":" + port_;
    }
    void behave(const std::string& how) {
        process_->say(nlohmann::json{{"behave", how}}.dump());
        ensure(process_->line() == "done", "the mail server does what it is told");
    }
    // Those that it took since this was asked last.
    nlohmann::json letters() {
        process_->say(R"({"letters": true})");
        return nlohmann::json::parse(process_->line());
    }

  private:
    void start(const std::vector<std::string>& more) {
        std::vector<std::string> words = {"node", "--no-warnings",
                                          tests::root() + "/tests/mail_server/server.mjs"};
        words.insert(words.end(), more.begin(), more.end());
        process_ = std::make_unique<ChildProcess>(words);
        port_ = process_->line();
        ensure(!port_.empty(),
               "the mail server for tests starts; install Node.js 20 or newer, then run "
               "scripts/node_packages tests/mail_server");
    }

    std::string port_;
    std::unique_ptr<ChildProcess> process_;
};

}  // namespace footprint::exchange
