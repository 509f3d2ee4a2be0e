// The service as a server's machine runs it: its configuration, what it tells whoever started and watches it,
// its log, and a disk on which nothing can be written.
#include <gtest/gtest.h>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "support/places.h"
#include "web/browser.h"

namespace footprint {
namespace {

class Serving : public testing::Test {
  protected:
    Serving() {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-serving-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        write("footprint.toml",
              "db = \"sqlite:" + path("f.db") +
                  "\"\nlisten = \"127.0.0.1:0\"\n[log]\nformat = \"json\"\nrequests = true\n");
        run("demo --children 50 --years 1 --seed 3 --as-at 2026-03-31");
    }
    ~Serving() override {
        if (child_ > 0) {
            ::kill(child_, SIGKILL);
            ::waitpid(child_, nullptr, 0);
        }
        std::filesystem::remove_all(folder_);
    }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
    std::string read(const std::string& name) const {
        std::ifstream in(folder_ / name);
        std::stringstream text;
        text << in.rdbuf();
        return text.str();
    }
    void run(const std::string& arguments) {
        const std::string command = tests::program() + " " + arguments + " --configuration " +
                                    path("footprint.toml") + " >>" + path("run.log") + " 2>&1";
        ASSERT_EQ(std::system(command.c_str()), 0) << read("run.log");
    }
    // Until it says that it is ready, by the socket of whoever manages services.
    void serve(const std::string& more = "--without-sign-in") {
        notices_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_un place{};
        place.sun_family = AF_UNIX;
        const std::string name = path("notices");
        std::copy(name.begin(), name.end(), place.sun_path);
        ASSERT_EQ(::bind(notices_, reinterpret_cast<const sockaddr*>(&place), sizeof place), 0);
        const timeval limit{30, 0};
        ::setsockopt(notices_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        const std::string configuration = path("footprint.toml");
        const std::string program = tests::program();
        child_ = ::fork();
        if (child_ == 0) {
            const int log = ::open(path("serve.log").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
            ::dup2(log, STDERR_FILENO);
            ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
            ::signal(SIGXFSZ, SIG_IGN);  // a write beyond the limit fails instead of ending the program
            ::execl(program.c_str(), program.c_str(), "serve", "--as-at", "2026-03-31", "--configuration",
                    configuration.c_str(), more.c_str(), nullptr);
            std::_Exit(127);
        }
        EXPECT_EQ(notice(), "READY=1") << read("serve.log");
        const std::string log = read("serve.log");
        std::smatch found;
        ASSERT_TRUE(std::regex_search(log, found, std::regex("http://127\\.0\\.0\\.1:([0-9]+)"))) << log;
        port_ = static_cast<std::uint16_t>(std::stoi(found[1].str()));
    }
    std::string notice() const {
        std::string text(200, '\0');
        const ssize_t got = ::recv(notices_, text.data(), text.size(), 0);
        text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
        return text;
    }
    web::Received get(const std::string& address) const { return ask("GET " + address, "", ""); }
    web::Received post(const std::string& address, const std::string& body) const {
        return ask("POST " + address, "Content-Type: application/x-www-form-urlencoded\r\n", body);
    }
    web::Received ask(const std::string& what, const std::string& headers, const std::string& body) const {
        return web::Browser(port_).ask(what + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                                       "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
                                       "\r\n\r\n" + body);
    }
    static std::string found(const std::string& text, const std::string& pattern) {
        std::smatch match;
        return std::regex_search(text, match, std::regex(pattern)) ? match[1].str() : std::string();
    }
    // The address of some decision.
    std::string decision() const {
        const std::string list = get("/children").body;
        const std::regex child("/children/TEST[0-9]+");
        for (std::sregex_iterator at(list.begin(), list.end(), child), end; at != end; ++at)
            if (auto one = found(get(at->str()).body, "(" + at->str() + "/decisions/[^\"]+)"); !one.empty())
                return one;
        ADD_FAILURE() << "no child has a decision";
        return {};
    }
    web::Received save(const std::string& address, const std::string& progress) const {
        const std::string page = get(address).body;
        return post(address, "form_key=" + found(page, "name=\"form_key\" value=\"([^\"]*)\"") +
                                 "&based_on=" + found(page, "name=\"based_on\" value=\"([^\"]*)\"") +
                                 "&text=t&owner=o&progress=" + progress);
    }
    void limit_files(rlim_t bytes) const {
        const rlimit limit{bytes, RLIM_INFINITY};
        ASSERT_EQ(::prlimit(child_, RLIMIT_FSIZE, &limit, nullptr), 0);
    }
    int stopped() {
        ::kill(child_, SIGTERM);
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    std::filesystem::path folder_;
    pid_t child_ = -1;
    int notices_ = -1;
    std::uint16_t port_ = 0;
};

TEST_F(Serving, TellsWhoeverWatchesAndStopsWhenAsked) {
    serve();
    EXPECT_EQ(get("/health").status, 200);
    const auto child = get(decision());
    EXPECT_EQ(child.status, 200);
    const std::string meters = get("/metrics").body;
    EXPECT_NE(meters.find("footprint_requests_total{method=\"GET\",page=\"/health\",status=\"200\"} 1\n"),
              std::string::npos)
        << meters;
    EXPECT_NE(meters.find("page=\"/children/{child}/decisions/{decision}\""), std::string::npos);
    EXPECT_EQ(meters.find("TEST0"), std::string::npos);
    EXPECT_EQ(stopped(), 0);
    EXPECT_EQ(notice(), "STOPPING=1");
    const std::string log = read("serve.log");
    EXPECT_NE(log.find("\"event\":\"request\",\"method\":\"GET\",\"page\":\"/health\",\"status\":200"),
              std::string::npos)
        << log;
    EXPECT_EQ(log.find("TEST0"), std::string::npos) << "the log names a child";
}

TEST_F(Serving, OutlivesADiskThatTakesNothing) {
    serve();
    const std::string address = decision();
    EXPECT_EQ(save(address, "before").status, 303);
    limit_files(1000);
    for (int tries = 0; tries < 3; ++tries) {
        const auto refused = save(address, "meanwhile");
        EXPECT_EQ(refused.status, 500);  // a failing disk, not a full one: SQLite tells them apart
        EXPECT_NE(refused.body.find("number is"), std::string::npos);
    }
    const std::string still = get(address).body;
    EXPECT_NE(still.find(">before<"), std::string::npos);
    EXPECT_EQ(still.find("meanwhile"), std::string::npos);
    limit_files(RLIM_INFINITY);
    EXPECT_EQ(save(address, "after").status, 303);
    EXPECT_NE(get(address).body.find(">after<"), std::string::npos);
    EXPECT_EQ(stopped(), 0);
    run("verify");
}

TEST_F(Serving, SaysThatCookiesHavePlainNamesWithoutHttps) {
    run("add-account ada --role administrator");
    serve("--listen=127.0.0.1:0");
    EXPECT_NE(read("serve.log").find("Without https the cookies of sessions have plain names"),
              std::string::npos)
        << read("serve.log");
    const std::string head = get("/sign-in").head;
    EXPECT_NE(head.find("Set-Cookie: footprint-door="), std::string::npos) << head;
    EXPECT_EQ(stopped(), 0);
}

TEST_F(Serving, RefusesAConfigurationThatDoesNotFitTogether) {
    const auto refusal = [&](const std::string& text) {
        write("footprint.toml", "db = \"sqlite:" + path("f.db") + "\"\n" + text);
        const std::string command = tests::program() + " serve --configuration " + path("footprint.toml") +
                                    " >/dev/null 2>" + path("err");
        const int status = std::system(command.c_str());
        EXPECT_NE(WEXITSTATUS(status), 0) << text;
        return read("err");
    };
    EXPECT_NE(refusal("lisen = \"127.0.0.1:0\"\n").find("footprint.toml:2"), std::string::npos);
    EXPECT_NE(refusal("proxies = [\"nowhere\"]\n").find("192.0.2.0/24"), std::string::npos);
    run("add-account ada --role administrator");
    EXPECT_NE(refusal("listen = \"0.0.0.0:0\"\n").find("https only"), std::string::npos);
    EXPECT_NE(refusal("listen = \"127.0.0.1:0\"\npublic_address = \"https://reviews.example.gov.uk\"\n[tls]\n"
                      "certificate = \"none.pem\"\nkey = \"none.pem\"\n")
                  .find("none.pem"),
              std::string::npos);
}

}  // namespace
}  // namespace footprint
