// Calls to a server that proves who it is, or does not, and answers oddly.
#include "exchange/http_call.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "exchange/child_process.h"
#include "exchange/json_tree.h"
#include "support/places.h"

namespace footprint::exchange {
namespace {

using Kind = Problem::Kind;

// With a certificate that nobody but the test knows.
class OddServer {
  public:
    OddServer() {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-http-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        const std::string make =
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
            "-subj /CN=test -addext subjectAltName=IP:127.0.0.1 -keyout " +
            key() + " -out " + certificate() + " 2>/dev/null";
        ensure(std::system(make.c_str()) == 0, "openssl makes a certificate; install the package openssl");
        process_ = std::make_unique<ChildProcess>(std::vector<std::string>{
            "node", tests::root() + "/tests/identity_provider/odd_server.mjs", key(), certificate()});
        address_ = process_->line();
        ensure(address_.starts_with("https://"), "the odd server starts; install Node.js 20 or newer");
    }
    ~OddServer() { std::filesystem::remove_all(folder_); }

    std::string at(const std::string& path) const { return address_ + path; }
    HttpTerms terms() const {
        HttpTerms known;
        known.authorities_file = certificate();
        return known;
    }
    std::string key() const { return folder_ / "key.pem"; }
    std::string certificate() const { return folder_ / "certificate.pem"; }

  private:
    std::filesystem::path folder_;
    std::unique_ptr<ChildProcess> process_;
    std::string address_;
};

const OddServer& server() {
    static const OddServer one;
    return one;
}

Kind fault_of(const std::string& path, const HttpTerms& terms = server().terms()) {
    const auto reply = http_get(server().at(path), terms);
    EXPECT_FALSE(reply) << path;
    return reply ? Kind::wrong_use : reply.problems().front().kind;
}

TEST(HttpCall, AsksAndPosts) {
    const auto got = http_get(server().at("/echo"), server().terms());
    ASSERT_TRUE(got) << printed(got.problems());
    EXPECT_EQ(got->status, 200);
    EXPECT_EQ(got->content_type, "application/json");
    EXPECT_EQ(parse_json(got->body)->text_of("method"), "GET");

    const HttpIdentity identity{"name", "pass:word"};
    const auto posted =
        http_post(server().at("/echo"), {{"a", "1 +&=%"}, {"é", ""}}, &identity, server().terms());
    ASSERT_TRUE(posted) << printed(posted.problems());
    const auto echo = parse_json(posted->body);
    EXPECT_EQ(echo->text_of("method"), "POST");
    EXPECT_EQ(echo->text_of("body"), "a=1%20%2B%26%3D%25&%C3%A9=");
    EXPECT_EQ(echo->member("headers")->text_of("authorization"), "Basic bmFtZTpwYXNzOndvcmQ=");
    EXPECT_EQ(echo->member("headers")->text_of("content-type"), "application/x-www-form-urlencoded");
}

TEST(HttpCall, AnyStatusIsAnAnswerAndNoneIsFollowed) {
    const auto elsewhere = http_get(server().at("/redirect"), server().terms());
    ASSERT_TRUE(elsewhere);
    EXPECT_EQ(elsewhere->status, 302);
    EXPECT_EQ(elsewhere->body, "elsewhere");
    EXPECT_EQ(http_get(server().at("/nothing"), server().terms()).value().status, 404);
}

TEST(HttpCall, TheServerMustProveWhoItIs) {
    EXPECT_EQ(fault_of("/echo", {}), Kind::not_permitted) << "nobody vouches for it";
    HttpTerms terms = server().terms();
    terms.authorities_file = "/nonexistent/authorities.pem";
    EXPECT_EQ(fault_of("/echo", terms), Kind::not_permitted);
    std::string other_name = server().at("/echo");
    other_name.replace(other_name.find("127.0.0.1"), 9, "localhost");
    const auto reply = http_get(other_name, server().terms());
    ASSERT_FALSE(reply) << "its certificate is for another name";
    EXPECT_EQ(reply.problems().front().kind, Kind::not_permitted);
}

TEST(HttpCall, AnswersAreLimited) {
    EXPECT_EQ(http_get(server().at("/exactly"), server().terms()).value().body.size(), 1024U * 1024U);
    EXPECT_EQ(fault_of("/over"), Kind::too_large);
    EXPECT_EQ(fault_of("/over-in-parts"), Kind::too_large);
    EXPECT_EQ(fault_of("/broken-off"), Kind::not_found);
}

TEST(HttpCall, WaitsNoLongerThanItMay) {
    HttpTerms terms = server().terms();
    terms.whole_ms = 300;
    for (const char* path : {"/never", "/trickle"}) {
        const auto before = std::chrono::steady_clock::now();
        EXPECT_EQ(fault_of(path, terms), Kind::not_found) << path;
        EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(8)) << path;
    }
    const HttpTerms usual;
    EXPECT_EQ(usual.connect_ms, 5'000);
    EXPECT_EQ(usual.whole_ms, 10'000);
}

TEST(HttpCall, ANoteSaysWhatToDo) {
    const auto reply = http_get("https://127.0.0.1:1/", {});
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.problems().front().kind, Kind::not_found);
    EXPECT_NE(reply.problems().front().message.find("check the network"), std::string::npos);
}

// The environment of whoever starts the program must not send people's tokens through somewhere else.
TEST(HttpCall, DoesNotAskTheEnvironmentForAProxy) {
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"})
        setenv(name, "http://127.0.0.1:1", 1);
    EXPECT_TRUE(http_get(server().at("/echo"), server().terms()));
    const auto elsewhere = http_get("https://provider.invalid/", {});
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"}) unsetenv(name);
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.problems().front().message.find("127.0.0.1"), std::string::npos)
        << elsewhere.problems().front().message;
    HttpTerms terms;
    terms.proxy = "http://127.0.0.1:1";
    const auto by_proxy = http_get("https://provider.invalid/", terms);
    ASSERT_FALSE(by_proxy);
    EXPECT_NE(by_proxy.problems().front().message.find("127.0.0.1"), std::string::npos)
        << by_proxy.problems().front().message;
}

TEST(HttpCall, AddressesInTheClearAreForThisMachineOnly) {
    for (const char* good : {"https://provider.example", "https://provider.example:8443/a?b=c",
                             "http://127.0.0.1:9/", "http://[::1]/", "http://localhost:8080/a"})
        EXPECT_TRUE(may_be_called(good)) << good;
    for (const char* bad :
         {"http://provider.example/", "http://127.0.0.1.provider.example/", "http://localhost.example/",
          "http://127.0.0.1@provider.example/", "https://name@provider.example/",
          "https://a:b@provider.example/", "https://provider.example/#x", "ftp://127.0.0.1/",
          "file:///etc/hosts", "provider.example", "", "https://", "https:///a",
          "https://provider.example/a b", "https://provider.example/\n", "https://provider.example\\@x/",
          " https://provider.example", "http://0.0.0.0/", "http://10.0.0.1/"}) {
        EXPECT_FALSE(may_be_called(bad)) << bad;
        EXPECT_FALSE(http_get(bad, {})) << bad;
    }
    EXPECT_FALSE(may_be_called("https://provider.example/" + std::string(2'000, 'a')));
    EXPECT_FALSE(may_be_called(std::string("https://provider.example/\0a", 27)));
    EXPECT_TRUE(is_https("https://127.0.0.1/"));
    EXPECT_FALSE(is_https("http://127.0.0.1/"));
}

}  // namespace
}  // namespace footprint::exchange
