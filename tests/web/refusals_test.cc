// Requests that two programs could read differently are answered with a refusal, and the connection ends.
#include "web/running_server.h"

namespace footprint::web {
namespace {

class Refusals : public ServerTest {
  protected:
    void expect_refused(const std::vector<std::pair<std::string, int>>& cases) {
        for (const auto& [bytes, status] : cases) {
            Browser browser(server_->port());
            EXPECT_EQ(browser.ask(bytes).status, status) << bytes;
            browser.send_no_more();
            EXPECT_TRUE(browser.is_ended()) << bytes;
        }
        EXPECT_EQ(answer_to(get("/")).status, 200);
    }
};

TEST_F(Refusals, BodiesThatCouldEndInTwoPlaces) {
    start();
    const std::string h = host();
    expect_refused({
        {"GET / HTTP/1.1\r\n\r\n", 400},  // no Host
        {"GET / HTTP/1.0\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + h + "\r\n", 400},  // two
        {"POST /echo HTTP/1.1\r\n" + h + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"POST /echo HTTP/1.1\r\n" + h + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n",
         400},
        {"POST /echo HTTP/1.1\r\n" + h + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "Content-Length: 1\r\nContent-Length: 2\r\n\r\na", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "Content-Length: 1, 1\r\n\r\na", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "Content-Length: +1\r\n\r\na", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "Content-Length: -1\r\n\r\na", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "Content-Length: 0x1\r\n\r\na", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "Content-Length:\r\n\r\na", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "Content-Length: 1 1\r\n\r\na", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "Content-Length: 99999999999999999999\r\n\r\na", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
        {"POST /echo HTTP/1.1\r\n" + h + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
        {"POST /echo HTTP/1.1\r\n" + h + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 501},
        {"POST /echo HTTP/1.1\r\n" + h + "Transfer-Encoding: identity\r\n\r\n", 501},
        {"POST /echo HTTP/1.1\r\n" + h + "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n", 501},
        {"POST /echo HTTP/1.1\r\n" + h + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n", 501},
        {"POST /echo HTTP/1.1\r\n" + h +
             "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"POST /echo HTTP/1.1\r\n" + h +
             "Transfer-Encoding: \x0b"
             "chunked\r\n\r\n0\r\n\r\n",
         400},
        {"POST /echo HTTP/1.1\r\n" + h + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "X: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /echo HTTP/1.0\r\n" + h + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + "Content-Length: 1\r\n\r\na", 400},
        {"GET / HTTP/1.1\r\n" + h + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    });
}

TEST_F(Refusals, HeadsThatCouldBeReadInTwoWays) {
    start();
    const std::string h = host();
    expect_refused({
        {"GET / HTTP/1.1\r\n" + h + "Name : value\r\n\r\n", 400},  // space before the colon
        {"GET / HTTP/1.1\r\n" + h + "A: b\r\n c\r\n\r\n", 400},    // a folded line
        {"GET / HTTP/1.1\r\n" + h + "A: b\r\n\tc\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n " + h + "\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + ": value\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + "novalue\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + "A: b\rc\r\n\r\n", 400},     // a bare CR
        {"GET / HTTP/1.1\r\n" + h + "A: b\nC: d\r\n\r\n", 400},  // a bare LF
        {"GET / HTTP/1.1\n" + h + "\r\n", 400},
        {"GET / HTTP/1.1\r\n" + h + "A: b\n\n", 400},
        {"GET / HTTP/1.1\r\n" + h + std::string("A: b\0c\r\n\r\n", 10), 400},
        {"GET / HTTP/1.1\r\n" + h + "A: \x7f\r\n\r\n", 400},
        {"GET  / HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET / HTTP/1.1 \r\n" + h + "\r\n", 400},
        {"GET\t/\tHTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /a b HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /#a HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /\xc3\xa9 HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET http://127.0.0.1/ HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET * HTTP/1.1\r\n" + h + "\r\n", 400},
        {"CONNECT 127.0.0.1:80 HTTP/1.1\r\n" + h + "\r\n", 400},
        {"GET /\r\n" + h + "\r\n", 400},
        {"GET / HTTP/2.0\r\n" + h + "\r\n", 505},
        {"GET / HTTP/1.2\r\n" + h + "\r\n", 505},
        {"GET / http/1.1\r\n" + h + "\r\n", 400},
        {"GET / HTTP/1.1x\r\n" + h + "\r\n", 400},
        {"GE(T / HTTP/1.1\r\n" + h + "\r\n", 400},
        {"\r\nGET / HTTP/1.1\r\n" + h + "\r\n", 400},
        {"\x16\x03\x01", 400},  // TLS
        {"GET / HTTP/1.1\r\n" + h + "Cookie: a=b\r\nCookie: a=c\r\n\r\n", 400},
        {"POST /echo HTTP/1.1\r\n" + h + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\na", 415},
    });
}

}  // namespace
}  // namespace footprint::web
