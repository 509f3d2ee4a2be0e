#include "exchange/http_call.h"
#include "web/certificate.h"
#include "web/running_server.h"
#include "web/service.h"

namespace footprint::web {
namespace {

// A certificate that nobody but the test knows.
void make_certificate(const std::string& folder, const std::string& name) {
    const std::string make =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + name +
        " -addext subjectAltName=IP:127.0.0.1 -keyout " + folder + "/key.pem -out " + folder +
        "/certificate.pem 2>/dev/null";
    ensure(std::system(make.c_str()) == 0, "openssl makes a certificate; install the package openssl");
}

class TlsTest : public ServerTest {
  protected:
    TlsTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-tls-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        make_certificate(folder_, "test");
        options_.reach.public_address = "https://reviews.example.gov.uk";
        options_.reach.certificate_file = folder_ + "/certificate.pem";
        options_.reach.key_file = folder_ + "/key.pem";
    }
    ~TlsTest() override {
        stop();
        std::filesystem::remove_all(folder_);
    }
    std::string at(const std::string& path) const {
        return "https://127.0.0.1:" + std::to_string(server_->port()) + path;
    }
    exchange::HttpTerms terms() const {
        exchange::HttpTerms known;
        known.authorities_file = folder_ + "/certificate.pem";
        return known;
    }
    // What a program of the system makes of it.
    std::string shown_by(const std::string& command) const {
        std::string text;
        FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
        std::array<char, 4096> room{};
        while (const std::size_t got = std::fread(room.data(), 1, room.size(), pipe))
            text.append(room.data(), got);
        ::pclose(pipe);
        return text;
    }
    std::string connected(const std::string& more) const {
        return shown_by(
            "printf 'GET / HTTP/1.1\\r\\nHost: reviews.example.gov.uk\\r\\nConnection: close\\r\\n\\r\\n' | "
            "openssl s_client -quiet -connect 127.0.0.1:" +
            std::to_string(server_->port()) + " -CAfile " + folder_ + "/certificate.pem " + more);
    }

    std::string folder_;
    ServerOptions options_;
};

TEST_F(TlsTest, AnswersUnderItsCertificate) {
    start(options_);
    const auto page = exchange::http_get(at("/"), terms());
    ASSERT_TRUE(page) << printed(page.problems());
    EXPECT_EQ(page->status, 200);
    EXPECT_EQ(page->body, "<p>Hello</p>");
    // Nobody takes it for the server who does not know the certificate.
    EXPECT_FALSE(exchange::http_get(at("/"), {}));
    const std::string whole = connected("-tls1_3");
    EXPECT_NE(whole.find("HTTP/1.1 200 OK"), std::string::npos) << whole;
    EXPECT_NE(whole.find("Strict-Transport-Security: max-age=31536000"), std::string::npos) << whole;
    EXPECT_NE(connected("-tls1_2").find("HTTP/1.1 200 OK"), std::string::npos);
    EXPECT_EQ(connected("-tls1_1").find("HTTP/1.1"), std::string::npos);
}

TEST_F(TlsTest, TakesStrongCiphersOnly) {
    start(options_);
    const auto with = [&](const std::string& ciphers) {
        return connected("-tls1_2 -cipher " + ciphers).find("HTTP/1.1 200 OK") != std::string::npos;
    };
    EXPECT_TRUE(with("ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES256-GCM-SHA384"));
    EXPECT_TRUE(with("ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-CHACHA20-POLY1305"));
    EXPECT_FALSE(with("AES256-GCM-SHA384")) << "no forward secrecy";
    EXPECT_FALSE(with("ECDHE-RSA-AES256-SHA384:ECDHE-ECDSA-AES256-SHA384")) << "CBC";
}

TEST_F(TlsTest, TakesAndSendsWhatIsLarge) {
    start(options_);
    const std::string boundary =
        "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\r\n\r\n";
    std::ofstream(folder_ + "/body") << boundary << std::string(3'000'000, 'a') << "\r\n--x--\r\n";
    const std::string said = shown_by("curl -sS --cacert " + folder_ +
                                      "/certificate.pem -H 'Content-Type: "
                                      "multipart/form-data; boundary=x' --data-binary @" +
                                      folder_ + "/body " + at("/upload"));
    EXPECT_EQ(said, "file f:a.csv:3000000");
}

TEST_F(TlsTest, BearsThoseWhoDoNotSpeakIt) {
    options_.limits.head = milliseconds(300);
    start(options_);
    EXPECT_EQ(Browser(server_->port()).ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 0);
    // Somebody who never says hello is let go, and nobody waits for them.
    Browser silent(server_->port());
    const auto page = exchange::http_get(at("/"), terms());
    EXPECT_TRUE(page);
    EXPECT_EQ(silent.receive().status, 0);
}

TEST_F(TlsTest, TakesARenewedCertificateWithoutABreak) {
    std::vector<std::string> notes;
    auto made = Certificate::of(options_.reach.certificate_file, options_.reach.key_file,
                                [&](std::string_view note) { notes.emplace_back(note); });
    ASSERT_TRUE(made) << printed(made.problems());
    Certificate& certificate = **made;
    const auto first = certificate.now();
    certificate.pause = milliseconds(0);
    EXPECT_EQ(certificate.now(), first);
    const auto later = std::filesystem::last_write_time(options_.reach.key_file) + std::chrono::seconds(5);
    make_certificate(folder_, "renewed");
    std::filesystem::last_write_time(options_.reach.key_file, later);
    const auto second = certificate.now();
    EXPECT_NE(second, first);
    std::ofstream(options_.reach.certificate_file) << "rubbish";
    std::filesystem::last_write_time(options_.reach.certificate_file, later + std::chrono::seconds(5));
    EXPECT_EQ(certificate.now(), second);
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_EQ(notes.front(), "the certificate was renewed");
    EXPECT_NE(notes.back().find("the one before stays"), std::string::npos);
}

TEST_F(TlsTest, RefusesACertificateThatCannotBeUsed) {
    options_.port = 0;
    options_.reach.key_file = folder_ + "/none.pem";
    EXPECT_FALSE(Server::listen(Router({}), options_));
    std::filesystem::create_directory(folder_ + "/other");
    make_certificate(folder_ + "/other", "other");
    options_.reach.key_file = folder_ + "/other/key.pem";
    const auto listening = Server::listen(Router({}), options_);
    ASSERT_FALSE(listening);
    EXPECT_NE(printed(listening.problems()).find("another certificate"), std::string::npos);
}

TEST_F(TlsTest, SetsCookiesThatOnlyThisServiceCanSet) {
    Service service;
    service.use_https();
    options_.port = 0;
    options_.people_sign_in = true;
    auto server = Server::listen(Router(web::routes(service.application())), options_);
    ASSERT_TRUE(server) << printed(server.problems());
    auto running = std::async(std::launch::async, [&] { return (*server)->run(); });
    const std::string said =
        shown_by("curl -sS -i --resolve reviews.example.gov.uk:" + std::to_string((*server)->port()) +
                 ":127.0.0.1 -k -H 'Host: reviews.example.gov.uk' https://reviews.example.gov.uk:" +
                 std::to_string((*server)->port()) + "/sign-in");
    EXPECT_NE(said.find("Set-Cookie: __Host-footprint-door="), std::string::npos) << said;
    EXPECT_NE(said.find("; Path=/; HttpOnly; SameSite=Strict; Secure"), std::string::npos) << said;
    EXPECT_NE(said.find("Strict-Transport-Security: "), std::string::npos) << said;
    (*server)->stop();
    EXPECT_TRUE(running.get());
}

TEST_F(ServerTest, BelievesAProxyAndNobodyElse) {
    ServerOptions options;
    start(options);
    EXPECT_EQ(answer_to(get("/who", "X-Forwarded-For: 203.0.113.5\r\n")).body, "127.0.0.1");
    stop();
    options.reach.public_address = "https://reviews.example.gov.uk";
    options.reach.proxies = {std::move(Network::of("127.0.0.1")).value()};
    start(options);
    EXPECT_EQ(answer_to(get("/who", "X-Forwarded-For: 203.0.113.5\r\n")).body, "203.0.113.5");
    EXPECT_EQ(answer_to(get("/who", "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 203.0.113.5\r\n")).body,
              "203.0.113.5");
    const std::string to_us = "Host: reviews.example.gov.uk\r\nContent-Length: 0\r\n";
    const Received own =
        answer_to("POST /echo HTTP/1.1\r\nOrigin: https://reviews.example.gov.uk\r\n" + to_us + "\r\n");
    EXPECT_EQ(own.status, 200);
    EXPECT_EQ(own.header("Strict-Transport-Security"), "max-age=31536000");
    EXPECT_EQ(
        answer_to("POST /echo HTTP/1.1\r\nOrigin: http://reviews.example.gov.uk\r\n" + to_us + "\r\n").status,
        403);
    EXPECT_EQ(answer_to("GET / HTTP/1.1\r\nHost: other.example.gov.uk\r\n\r\n").status, 421);
    EXPECT_EQ(
        answer_to("GET / HTTP/1.1\r\nHost: other.example\r\nX-Forwarded-Host: reviews.example.gov.uk\r\n\r\n")
            .status,
        421);
}

}  // namespace
}  // namespace footprint::web
