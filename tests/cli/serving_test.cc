// The service as a server's machine runs it: its configuration, what it tells whoever started and watches it,
// its log, and a disk on which nothing can be written.
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <csignal>

#include "casework/casework.h"
#include "cli/program.h"

namespace footprint::cli::tests {
namespace {

class Serving : public testing::Test {
  protected:
    Serving() { invent(program, 50, 1); }
    void limit_files(rlim_t bytes) const {
        const rlimit limit{bytes, RLIM_INFINITY};
        ASSERT_EQ(::prlimit(program.process(), RLIMIT_FSIZE, &limit, nullptr), 0);
    }

    Program program;
    Caller caller{program};
};

TEST_F(Serving, TellsWhoeverWatchesAndStopsWhenAsked) {
    program.serve();
    EXPECT_EQ(caller.get("/health").status, 200);
    EXPECT_EQ(caller.get(caller.decisions(1).at(0)).status, 200);
    const std::string meters = caller.get("/metrics").body;
    EXPECT_NE(meters.find("footprint_requests_total{method=\"GET\",page=\"/health\",status=\"200\"} 1\n"),
              std::string::npos)
        << meters;
    EXPECT_NE(meters.find("page=\"/children/{child}/decisions/{id}\""), std::string::npos);
    EXPECT_EQ(meters.find("TEST0"), std::string::npos);
    EXPECT_EQ(program.stop(), 0);
    EXPECT_EQ(program.notice(), "STOPPING=1");
    const std::string log = program.read("serve.log");
    EXPECT_NE(log.find("\"event\":\"request\",\"method\":\"GET\",\"page\":\"/health\",\"status\":200"),
              std::string::npos)
        << log;
    EXPECT_EQ(log.find("TEST0"), std::string::npos) << "the log names a child";
}

// What a quota does: the disk takes nothing more from this program, whatever room it has for others.
TEST_F(Serving, OutlivesAQuotaThatIsUsedUp) {
    program.serve();
    const std::string address = caller.decisions(1).at(0);
    EXPECT_EQ(caller.save(address, "before").status, 303);
    limit_files(1000);
    for (int tries = 0; tries < 3; ++tries) {
        const auto refused = caller.save(address, "meanwhile");
        EXPECT_EQ(refused.status, 507);
        EXPECT_NE(refused.body.find("The disk is full"), std::string::npos);
        EXPECT_NE(refused.body.find("number is"), std::string::npos);
    }
    EXPECT_EQ(caller.progress(address), "before");
    limit_files(RLIM_INFINITY);
    EXPECT_EQ(caller.save(address, "after").status, 303);
    EXPECT_EQ(caller.progress(address), "after");
    EXPECT_EQ(program.stop(), 0);
    program.run({"verify"});
}

TEST_F(Serving, SaysThatCookiesHavePlainNamesWithoutHttps) {
    program.run({"user", "add", "ada", "--role", "administrator"});
    program.serve("--listen=127.0.0.1:0");
    const std::string log = program.read("serve.log");
    EXPECT_NE(log.find("Without https the cookies of sessions have plain names"), std::string::npos) << log;
    const std::string head = caller.get("/sign-in").head;
    EXPECT_NE(head.find("Set-Cookie: footprint-door="), std::string::npos) << head;
    EXPECT_EQ(program.stop(), 0);
}

TEST_F(Serving, WritesDownHowManyFormsCameFromOtherSites) {
    program.run({"user", "add", "ada", "--role", "administrator"});
    program.serve("--listen=127.0.0.1:0");
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(caller.ask("POST /sign-in", "Origin: https://evil.example\r\n", "name=ada").status, 403);
    EXPECT_EQ(caller.get("/children/nobody/nothing").status, 404);
    EXPECT_EQ(program.stop(), 0);
    const auto service =
        std::move(casework::Casework::open({"sqlite:" + program.path("f.db"), {}, {}, {}})).value();
    store::JournalQuestion question;
    question.verb = "form_refused";
    int times = 0;
    for (const store::JournalEntry& entry : service->journal(question)) {
        EXPECT_EQ(entry.who, "nobody");
        EXPECT_NE(entry.what.find(": from another site"), std::string::npos) << entry.what;
        times += std::stoi(entry.what);
    }
    EXPECT_EQ(times, 20);
    EXPECT_LE(service->journal(question).size(), 3U);
}

TEST_F(Serving, RefusesAConfigurationThatDoesNotFitTogether) {
    const auto refusal = [&](const std::string& text) {
        program.write("footprint.toml", "db = \"sqlite:" + program.path("f.db") + "\"\n" + text);
        const Ran ran = program.attempt({"serve"});
        EXPECT_GT(ran.status, 0) << text;
        return ran.said;
    };
    EXPECT_NE(refusal("lisen = \"127.0.0.1:0\"\n").find("footprint.toml:2"), std::string::npos);
    EXPECT_NE(refusal("proxies = [\"nowhere\"]\n").find("192.0.2.0/24"), std::string::npos);
    program.run({"user", "add", "ada", "--role", "administrator"});
    EXPECT_NE(refusal("listen = \"0.0.0.0:0\"\n").find("https only"), std::string::npos);
    EXPECT_NE(refusal("listen = \"127.0.0.1:0\"\npublic_address = \"https://reviews.example.gov.uk\"\n[tls]\n"
                      "certificate = \"none.pem\"\nkey = \"none.pem\"\n")
                  .find("none.pem"),
              std::string::npos);
}

}  // namespace
}  // namespace footprint::cli::tests
