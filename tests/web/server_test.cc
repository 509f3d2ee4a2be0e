#include "web/running_server.h"

#include <set>

namespace footprint::web {
namespace {

TEST_F(ServerTest, AnswersAPageWithItsHeaders) {
    start();
    const Received got = answer_to(get("/"));
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(got.body, "<p>Hello</p>");
    EXPECT_EQ(got.header("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(got.header("Cache-Control"), "no-store");
    EXPECT_EQ(got.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(got.header("X-Frame-Options"), "DENY");
    EXPECT_EQ(got.header("Referrer-Policy"), "same-origin");
    EXPECT_EQ(got.header("Content-Security-Policy"),
              "default-src 'none'; script-src 'self' 'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='; "
              "style-src "
              "'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
              "frame-ancestors "
              "'none'");
    EXPECT_FALSE(got.header("Permissions-Policy").empty());
    EXPECT_EQ(got.header("Date").size(), 29u);
}

TEST_F(ServerTest, GivesParametersQueryAndCookies) {
    start();
    EXPECT_EQ(answer_to(get("/children/TEST%2F1?tab=a+b&tab=c", "Cookie: theme=dark; broken; x=y\r\n")).body,
              "child TEST/1 tab a b cookie dark");
    EXPECT_EQ(answer_to(get("/children/1?tab=%zz")).status, 400);
    EXPECT_EQ(answer_to(get("/children/%00")).status, 400);
}

TEST_F(ServerTest, KeepsAConnectionForTheNextRequest) {
    start();
    Browser browser(server_->port());
    for (int number = 0; number < 3; ++number) {
        EXPECT_EQ(browser.ask(get("/")).status, 200);
        EXPECT_EQ(browser.ask(get("/nowhere")).status, 404);
        EXPECT_EQ(browser.ask(post("/echo", "abc")).body, "abc");
    }
    EXPECT_EQ(browser.ask(get("/", "Connection: close\r\n")).header("Connection"), "close");
    EXPECT_TRUE(browser.is_ended());
}

TEST_F(ServerTest, AnswersPipelinedRequestsInTheirOrder) {
    start();
    Browser browser(server_->port());
    std::string all;
    for (int number = 0; number < 200; ++number)
        all +=
            number % 2 ? post("/echo", std::to_string(number)) : get("/children/" + std::to_string(number));
    std::thread sender([&] { browser.send(all); });
    for (int number = 0; number < 200; ++number) {
        const auto text = std::to_string(number);
        EXPECT_EQ(browser.receive().body, number % 2 ? text : "child " + text + " tab  cookie ");
    }
    sender.join();
}

TEST_F(ServerTest, ReadsARequestThatComesByteByByte) {
    start();
    Browser browser(server_->port());
    for (const char byte : post("/echo", "hello")) browser.send(std::string_view(&byte, 1));
    EXPECT_EQ(browser.receive().body, "hello");
}

TEST_F(ServerTest, AnswersHeadWithoutABody) {
    start();
    Browser browser(server_->port());
    const Received got = browser.ask("HEAD / HTTP/1.1\r\n" + host() + "\r\n", true);
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(got.header("Content-Length"), "12");
    EXPECT_EQ(browser.ask(get("/")).body, "<p>Hello</p>");
    EXPECT_EQ(browser.ask("HEAD /nowhere HTTP/1.1\r\n" + host() + "\r\n", true).status, 404);
    EXPECT_EQ(browser.ask(get("/unchanged")).status, 304);
    EXPECT_EQ(browser.ask(get("/")).body, "<p>Hello</p>");
}

TEST_F(ServerTest, PutsAChunkedBodyTogether) {
    start();
    Browser browser(server_->port());
    const std::string head = "POST /echo HTTP/1.1\r\n" + host() + "Transfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(browser.ask(head + "5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n").body, "hello world");
    EXPECT_EQ(browser.ask(head + "0\r\nX-Trailer: a\r\n\r\n").body, "");
    EXPECT_EQ(browser.ask(get("/")).status, 200);
    for (const auto* bad : {"x\r\n", "5\r\nhello6\r\nworld!\r\n0\r\n\r\n", "5\nhello\r\n0\r\n\r\n", "-1\r\n",
                            "FFFFFFFFFFFFFFFFF\r\n", "5 \r\nhello\r\n0\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n",
                            "\r\n5\r\nhello\r\n0\r\n\r\n"})
        EXPECT_EQ(answer_to(head + bad).status, 400) << bad;
}

TEST_F(ServerTest, InvitesABodyThatWaitsToBeInvited) {
    start();
    Browser browser(server_->port());
    browser.send("POST /echo HTTP/1.1\r\n" + host() + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(browser.receive().status, 100);
    EXPECT_EQ(browser.ask("ok").body, "ok");
    EXPECT_EQ(answer_to(post("/echo", "x", "Expect: more\r\n")).status, 417);
    EXPECT_EQ(answer_to("POST /echo HTTP/1.1\r\n" + host() +
                        "Content-Length: 999999\r\nExpect: 100-continue\r\n\r\n")
                  .status,
              413);
}

TEST_F(ServerTest, LimitsHeadAndTarget) {
    start();
    const std::string before = "GET / HTTP/1.1\r\n" + host() + "A: ";
    const std::size_t room = 16 * 1024 - before.size() - 4;
    EXPECT_EQ(answer_to(before + std::string(room - 1, 'a') + "\r\n\r\n").status, 200);
    EXPECT_EQ(answer_to(before + std::string(room, 'a') + "\r\n\r\n").status, 200);
    EXPECT_EQ(answer_to(before + std::string(room + 1, 'a') + "\r\n\r\n").status, 431);
    EXPECT_EQ(answer_to(before + std::string(1024 * 1024, 'a')).status, 431);
    EXPECT_EQ(answer_to(get("/?q=" + std::string(4096 - 4 - 1, 'a'))).status, 200);
    EXPECT_EQ(answer_to(get("/?q=" + std::string(4096 - 4, 'a'))).status, 200);
    EXPECT_EQ(answer_to(get("/?q=" + std::string(4096 - 4 + 1, 'a'))).status, 414);
    EXPECT_EQ(answer_to("GET /" + std::string(100'000, 'a')).status, 414);
    std::string lines;
    for (int number = 0; number < 99; ++number) lines += "A: b\r\n";
    EXPECT_EQ(answer_to(get("/", lines)).status, 200);
    EXPECT_EQ(answer_to(get("/", lines + "A: b\r\n")).status, 431);
}

TEST_F(ServerTest, LimitsTheBodyOfEachRoute) {
    start();
    const std::size_t limit = 64 * 1024;
    EXPECT_EQ(answer_to(post("/echo", std::string(limit - 1, 'a'))).status, 200);
    EXPECT_EQ(answer_to(post("/echo", std::string(limit, 'a'))).status, 200);
    EXPECT_EQ(answer_to(post("/echo", std::string(limit + 1, 'a'))).status, 413);
    // The answer arrives although far more is sent than anybody reads.
    EXPECT_EQ(answer_to(post("/echo", std::string(4 * 1024 * 1024, 'a'))).status, 413);
    const std::string head = "POST /echo HTTP/1.1\r\n" + host() + "Transfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(answer_to(head + "10000\r\n" + std::string(limit, 'a') + "\r\n0\r\n\r\n").body.size(), limit);
    EXPECT_EQ(answer_to(head + "10000\r\n" + std::string(limit, 'a') + "\r\n1\r\na\r\n0\r\n\r\n").status,
              413);
    EXPECT_EQ(answer_to(head + "7FFFFFFFFFFFFFFF\r\n").status, 413);
}

TEST_F(ServerTest, TakesALargeFormThroughAFile) {
    start();
    const std::string file(5 * 1024 * 1024, 'x');
    const std::string form =
        "--b\r\nContent-Disposition: form-data; name=\"year\"\r\n\r\n2020\r\n--b\r\nContent-Disposition: "
        "form-data; name=\"f\"; filename=\"episodes.csv\"\r\nContent-Type: text/csv\r\n\r\n" +
        file + "\r\n--b--\r\n";
    EXPECT_EQ(answer_to(post("/upload", form, "Content-Type: multipart/form-data; boundary=b\r\n")).body,
              "file year=2020 f:episodes.csv:5242880");
    EXPECT_EQ(
        answer_to(post("/upload", "a=1&b=2", "Content-Type: application/x-www-form-urlencoded\r\n")).body,
        "memory a=1 b=2");
    EXPECT_EQ(
        answer_to(post("/upload", form.substr(0, 200), "Content-Type: multipart/form-data; boundary=b\r\n"))
            .status,
        400);
    EXPECT_EQ(answer_to(post("/upload", "{}", "Content-Type: application/json\r\n")).status, 400);
}

TEST_F(ServerTest, SendsAFileFromDisk) {
    file_path_ = testing::TempDir() + "footprint_server_test.csv";
    std::string content;
    for (int line = 0; line < 200'000; ++line) content += std::to_string(line) + "\n";
    std::ofstream(file_path_, std::ios::binary) << content;
    start();
    Browser browser(server_->port());
    const Received got = browser.ask(get("/file"));
    EXPECT_EQ(got.body.size(), content.size());
    EXPECT_TRUE(got.body == content);
    EXPECT_EQ(got.header("Content-Disposition"),
              "attachment; filename=\"Bericht f__r M__rz.csv\"; "
              "filename*=UTF-8''Bericht%20f%C3%BCr%20M%C3%A4rz.csv");
    EXPECT_EQ(browser.ask("HEAD /file HTTP/1.1\r\n" + host() + "\r\n", true).header("Content-Length"),
              std::to_string(content.size()));
    EXPECT_EQ(browser.ask(get("/")).status, 200);
    std::remove(file_path_.c_str());
    EXPECT_EQ(browser.ask(get("/file")).status, 500);
}

TEST_F(ServerTest, SaysWhichMethodsAnAddressHas) {
    start();
    EXPECT_EQ(answer_to("DELETE / HTTP/1.1\r\n" + host() + "\r\n").header("Allow"), "GET, HEAD");
    EXPECT_EQ(answer_to("OPTIONS /echo HTTP/1.1\r\n" + host() + "\r\n").header("Allow"), "POST");
    EXPECT_EQ(answer_to("TRACE / HTTP/1.1\r\n" + host() + "\r\n").status, 405);
    EXPECT_EQ(answer_to(get("/echo")).status, 405);
    EXPECT_EQ(answer_to(post("/", "")).status, 405);
    EXPECT_EQ(answer_to("DELETE /nowhere HTTP/1.1\r\n" + host() + "\r\n").status, 404);
}

TEST_F(ServerTest, AnswersOnlyUnderItsOwnName) {
    start();
    const std::string port = ':' + std::to_string(server_->port());
    const auto status = [&](const std::string& name) {
        return answer_to("GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n").status;
    };
    for (const auto* name : {"localhost", "LocalHost", "127.0.0.1", "[::1]"})
        EXPECT_EQ(status(name + port), 200) << name;
    for (const auto* name :
         {"footprint.example", "localhost.example", "127.0.0.1.example", "0.0.0.0", "", "user@localhost"})
        EXPECT_EQ(status(name + port), 421) << name;
    for (const auto* whole : {"localhost", "localhost:1", "localhost:", "127.0.0.1:80, 127.0.0.1", ""})
        EXPECT_EQ(status(whole), 421) << whole;
}

TEST_F(ServerTest, RefusesFormsOfOtherSites) {
    start();
    const std::string port = ':' + std::to_string(server_->port());
    const std::string path = "/children/TEST1/booking";
    for (const std::string& good :
         {std::string(), std::string("Sec-Fetch-Site: same-origin\r\n"),
          std::string("Sec-Fetch-Site: none\r\n"), "Origin: http://127.0.0.1" + port + "\r\n",
          "Sec-Fetch-Site: same-origin\r\nOrigin: http://127.0.0.1" + port + "\r\n"}) {
        const Received got = answer_to(post(path, "", good));
        EXPECT_EQ(got.status, 303) << good;
        EXPECT_EQ(got.header("Location"), "/children/TEST1");
    }
    const std::vector<std::string> refused{
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: \r\n",
        "Origin: null\r\n",
        "Origin: \r\n",
        "Origin: http://127.0.0.1:1\r\n",
        "Origin: https://127.0.0.1" + port + "\r\n",
        "Origin: http://localhost" + port + "\r\n",
        "Sec-Fetch-Site: cross-site\r\nOrigin: http://127.0.0.1" + port + "\r\n"};
    for (const auto& headers : refused) EXPECT_EQ(answer_to(post(path, "", headers)).status, 403) << headers;
    EXPECT_EQ(
        answer_to(post(path, "", "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n")).status,
        400);
    EXPECT_EQ(answer_to(get("/", "Sec-Fetch-Site: cross-site\r\n")).status, 200);  // a link is no form
}

TEST_F(ServerTest, SaysSorryWithANumberThatTheNoteHas) {
    start();
    std::vector<std::string> expected;
    for (const auto* path : {"/fault", "/surprise", "/split"}) {
        const Received got = answer_to(get(path));
        EXPECT_EQ(got.status, 500);
        EXPECT_TRUE(got.header("Set-Cookie").empty());
        std::string note;
        {
            const std::lock_guard lock(mutex_);
            ASSERT_EQ(notes_.size(), 1u);
            note = notes_.back();
            notes_.clear();
        }
        EXPECT_EQ(note.find("TEST1"), std::string::npos);
        const std::string number = note.substr(0, note.find(' '));
        EXPECT_EQ(number.size(), 8u);
        EXPECT_NE(got.body.find(number), std::string::npos);
        EXPECT_EQ(got.body.find("database"), std::string::npos);
        expected.push_back("GET " + std::string(path) + " 500 #" + number);
    }
    EXPECT_TRUE(stop());
    // A line is written when its answer is on its way, which may be after the next request.
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(sorted_log(), expected);
}

TEST_F(ServerTest, SaysThatNothingWasWrittenOnAFullDisk) {
    start();
    const Received got = answer_to(get("/no-room"));
    EXPECT_EQ(got.status, 507);
    EXPECT_NE(got.body.find("nothing was written"), std::string::npos);
    EXPECT_NE(got.body.find("Quote the number"), std::string::npos);
    EXPECT_EQ(answer_to(get("/")).status, 200);
}

TEST_F(ServerTest, LogsTheRouteAndNeverTheAddress) {
    start();
    EXPECT_EQ(answer_to(get("/children/TEST1?tab=secret")).status, 200);
    EXPECT_EQ(answer_to(get("/secret")).status, 404);
    EXPECT_EQ(answer_to("secret\r\n\r\n").status, 400);
    EXPECT_EQ(answer_to(post("/echo", "secret")).status, 200);
    EXPECT_TRUE(stop());
    EXPECT_EQ(sorted_log(), (std::vector<std::string>{"- - 400", "GET - 404", "GET /children/{child} 200",
                                                      "POST /echo 200"}));
}

TEST_F(ServerTest, EndsRequestsThatDawdle) {
    ServerOptions options;
    options.limits.head = milliseconds(150);
    options.limits.idle = milliseconds(150);
    options.limits.body_quiet = milliseconds(150);
    start(options);
    {
        Browser nothing(server_->port());  // a connection that never asks
        EXPECT_EQ(nothing.receive().status, 408);
        EXPECT_TRUE(nothing.is_ended());
    }
    {
        Browser slow(server_->port());
        EXPECT_EQ(slow.ask("GET / HT").status, 408);
        EXPECT_TRUE(slow.is_ended());
    }
    {
        Browser slow(server_->port());
        EXPECT_EQ(slow.ask("POST /echo HTTP/1.1\r\n" + host() + "Content-Length: 5\r\n\r\nab").status, 408);
        EXPECT_TRUE(slow.is_ended());
    }
    {
        Browser idle(server_->port());
        EXPECT_EQ(idle.ask(get("/")).status, 200);
        EXPECT_TRUE(idle.is_ended());  // without a word
    }
    {
        Browser second(server_->port());
        EXPECT_EQ(second.ask(get("/")).status, 200);
        EXPECT_EQ(second.ask("GET").status, 408);
    }
    {
        // One byte at a time is not faster: the head has one deadline, not one a byte.
        Browser dripping(server_->port());
        std::thread drips([&] {
            for (int number = 0; number < 200; ++number) {
                if (!dripping.send("a")) return;
                std::this_thread::sleep_for(milliseconds(5));
            }
        });
        EXPECT_EQ(dripping.receive().status, 408);
        drips.join();
    }
}

TEST_F(ServerTest, EndsABodyThatDripsForEver) {
    ServerOptions options;
    options.limits.body_quiet = milliseconds(10'000);
    options.limits.body = milliseconds(200);
    start(options);
    Browser dripping(server_->port());
    dripping.send("POST /echo HTTP/1.1\r\n" + host() + "Content-Length: 60000\r\n\r\n");
    std::thread drips([&] {
        while (dripping.send("a")) std::this_thread::sleep_for(milliseconds(5));
    });
    EXPECT_EQ(dripping.receive().status, 408);
    dripping.send_no_more();
    drips.join();
}

TEST_F(ServerTest, AnswersAFastOneAmongManySlowOnes) {
    start();
    std::vector<std::unique_ptr<Browser>> slow;
    for (int number = 0; number < 200; ++number) {
        slow.push_back(std::make_unique<Browser>(server_->port()));
        if (number % 3 == 0) slow.back()->send("GET / HTTP/1.1\r\nHo");
        if (number % 3 == 1)
            slow.back()->send("POST /echo HTTP/1.1\r\n" + host() + "Content-Length: 5\r\n\r\nab");
    }
    for (int number = 0; number < 20; ++number) EXPECT_EQ(answer_to(get("/")).status, 200);
    // None of the slow ones has been given up meanwhile.
    EXPECT_EQ(slow[1]->ask("cde").body, "abcde");
    EXPECT_EQ(slow[0]->ask(host().substr(2) + "\r\n").status, 200);
}

TEST_F(ServerTest, LetsNobodyWaitForALongRoute) {
    ServerOptions options;
    options.threads = 1;
    options.long_threads = 1;
    start(options);
    Browser waiting(server_->port());
    waiting.send(get("/slow"));
    entered_.get_future().wait();
    EXPECT_EQ(answer_to(get("/")).status, 200);
    release_.set_value();
    EXPECT_EQ(waiting.receive().body, "slow");
}

TEST_F(ServerTest, LetsNobodyWhoSavesWaitForThoseWhoSignIn) {
    ServerOptions options;
    options.threads = 1;
    options.long_threads = 1;
    options.door_threads = 1;
    options.limits.at_the_door = 2;
    start(options);
    Browser signing_in(server_->port());
    signing_in.send(post("/door", ""));
    entered_.get_future().wait();
    // Every thread of the door is taken; a form that saves is answered all the same.
    EXPECT_EQ(answer_to(post("/upload", "a=b", "Content-Type: application/x-www-form-urlencoded\r\n")).body,
              "memory a=b");
    // One more may wait, and whoever comes then is turned away at once instead of being kept.
    std::vector<std::unique_ptr<Browser>> more;
    for (int number = 0; number < 3; ++number) {
        more.push_back(std::make_unique<Browser>(server_->port()));
        more.back()->send(post("/door", ""));
    }
    EXPECT_EQ(answer_to(get("/")).status, 200);
    opens_.set_value();
    EXPECT_EQ(signing_in.receive().body, "in");
    std::multiset<int> statuses;
    for (const auto& one : more) statuses.insert(one->receive().status);
    EXPECT_EQ(statuses.count(200) + statuses.count(503), 3U);
    EXPECT_GE(statuses.count(200), 1U);
}

TEST_F(ServerTest, TurnsAwayWhoFindsTheDoorFull) {
    ServerOptions options;
    options.door_threads = 1;
    options.limits.at_the_door = 1;
    start(options);
    Browser signing_in(server_->port());
    signing_in.send(post("/door", ""));
    entered_.get_future().wait();
    const Received full = answer_to(post("/door", ""));
    EXPECT_EQ(full.status, 503);
    EXPECT_NE(full.body.find("Too many people are signing in"), std::string::npos);
    opens_.set_value();
    EXPECT_EQ(signing_in.receive().body, "in");
    EXPECT_EQ(answer_to(post("/door", "")).body, "in");
}

TEST_F(ServerTest, WaitsForRoomWhenThereAreTooManyConnections) {
    ServerOptions options;
    options.limits.connections = 2;
    start(options);
    auto one = std::make_unique<Browser>(server_->port());
    auto two = std::make_unique<Browser>(server_->port());
    EXPECT_EQ(one->ask(get("/")).status, 200);
    EXPECT_EQ(two->ask(get("/")).status, 200);
    Browser three(server_->port());  // taken by the machine, not yet by the server
    three.send(get("/"));
    one.reset();
    EXPECT_EQ(three.receive().status, 200);
    EXPECT_EQ(two->ask(get("/")).status, 200);
}

TEST_F(ServerTest, AnswersSomebodyWhoHasNothingMoreToSay) {
    start();
    Browser browser(server_->port());
    browser.send(get("/"));
    browser.send_no_more();
    EXPECT_EQ(browser.receive().status, 200);
    EXPECT_TRUE(browser.is_ended());
    Browser half(server_->port());
    half.send("GET / HTTP/1.1\r\nHo");
    half.send_no_more();
    EXPECT_EQ(half.receive().status, 400);
    Browser body(server_->port());
    body.send("POST /echo HTTP/1.1\r\n" + host() + "Content-Length: 5\r\n\r\nab");
    body.send_no_more();
    EXPECT_EQ(body.receive().status, 400);
}

TEST_F(ServerTest, BearsConnectionsThatAreThrownAway) {
    start();
    for (int number = 0; number < 50; ++number) {
        Browser browser(server_->port());
        std::string many;
        for (int requests = 0; requests < 50; ++requests) many += get("/");
        browser.send(number % 2 ? many : many.substr(0, many.size() - 7));
    }
    EXPECT_EQ(answer_to(get("/")).status, 200);
}

TEST_F(ServerTest, ClosesAfterAsManyRequestsAsAllowed) {
    ServerOptions options;
    options.limits.requests_a_connection = 2;
    start(options);
    Browser browser(server_->port());
    EXPECT_EQ(browser.ask(get("/")).header("Connection"), "");
    EXPECT_EQ(browser.ask(get("/")).header("Connection"), "close");
    EXPECT_TRUE(browser.is_ended());
}

TEST_F(ServerTest, StopsIdleConnectionsAtOnceAndFinishesRunningRequests) {
    start();
    Browser idle(server_->port());
    EXPECT_EQ(idle.ask(get("/")).status, 200);
    Browser fresh(server_->port());
    Browser partly(server_->port());
    partly.send("GET / HTTP/1.1\r\n");
    Browser waiting(server_->port());
    waiting.send(get("/slow"));
    entered_.get_future().wait();
    server_->stop();
    EXPECT_TRUE(idle.is_ended());
    EXPECT_TRUE(partly.is_ended());
    EXPECT_TRUE(fresh.is_ended());
    EXPECT_EQ(running_.wait_for(milliseconds(0)), std::future_status::timeout);
    release_.set_value();
    const Received got = waiting.receive();
    EXPECT_EQ(got.body, "slow");
    EXPECT_EQ(got.header("Connection"), "close");
    EXPECT_TRUE(running_.get());
    EXPECT_THROW(Browser(server_->port()), std::runtime_error);
}

TEST_F(ServerTest, StopsOnASignal) {
    ServerOptions options;
    options.stop_on_signals = true;
    start(options);
    EXPECT_EQ(answer_to(get("/")).status, 200);
    std::raise(SIGTERM);
    EXPECT_TRUE(running_.get());
}

TEST_F(ServerTest, StopsThoughSomebodyDoesNotTakeTheirAnswer) {
    file_path_ = testing::TempDir() + "footprint_server_test.bin";
    std::ofstream(file_path_, std::ios::binary) << std::string(32 * 1024 * 1024, 'x');
    ServerOptions options;
    options.limits.stop = milliseconds(200);
    start(options);
    Browser browser(server_->port());
    browser.send(get("/file"));
    EXPECT_EQ(answer_to(get("/")).status, 200);
    EXPECT_TRUE(stop());
    std::remove(file_path_.c_str());
}

TEST(Server, ListensOnThisMachineOnly) {
    for (const auto* address : {"0.0.0.0", "::", "10.0.0.1", "192.168.1.5", "8.8.8.8", "::ffff:127.0.0.1"}) {
        ServerOptions options;
        options.address = address;
        options.port = 0;
        const auto server = Server::listen(Router({}), options);
        ASSERT_FALSE(server) << address;
        EXPECT_EQ(server.problems().front().kind, Problem::Kind::not_permitted) << address;
        EXPECT_NE(printed(server.problems()).find("signing in"), std::string::npos);
    }
    for (const auto* address : {"", "nowhere", "127.0.0.1:80", "127.0.0"}) {
        ServerOptions options;
        options.address = address;
        const auto server = Server::listen(Router({}), options);
        ASSERT_FALSE(server) << address;
        EXPECT_EQ(server.problems().front().kind, Problem::Kind::unreadable) << address;
    }
    for (const auto* address : {"127.0.0.1", "127.0.0.2", "localhost"}) {
        ServerOptions options;
        options.address = address;
        options.port = 0;
        EXPECT_TRUE(Server::listen(Router({}), options)) << address;
    }
}

TEST(Server, SaysThatAPortIsTaken) {
    ServerOptions options;
    options.port = 0;
    const auto first = Server::listen(Router({}), options);
    ASSERT_TRUE(first);
    options.port = (*first)->port();
    const auto second = Server::listen(Router({}), options);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.problems().front().kind, Problem::Kind::conflict);
}

TEST(Server, ConversesOverAPairOfSockets) {
    std::vector<Route> routes;
    routes.push_back({Method::get, "/", [](const Request&) { return page("Hello"); }});
    const Router router(std::move(routes));
    const std::string ask = "GET / HTTP/1.1\r\nHost: localhost:8080\r\n\r\n";
    const std::string answer = conversation(router, {}, ask + ask + "rubbish\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_NE(answer.find("HelloHTTP/1.1 200 OK\r\n"), std::string::npos);
    EXPECT_NE(answer.find("HelloHTTP/1.1 400 Bad Request\r\n"), std::string::npos);
    EXPECT_EQ(conversation(router, {}, ""), "");
}

}  // namespace
}  // namespace footprint::web
