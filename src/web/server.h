// The HTTP/1.1 server: takes requests apart, refuses what is malformed, runs handlers, sends what they
// return.
//
// Handlers run on several threads at once; what they share must bear that. A route that `takes_long` runs on
// threads of its own, and one that `signs_in` on others again: guessing never keeps anybody from saving. A
// handler that throws gives the sorry page with a number, and the note of the same number says why.
//
// In      the table of routes; where to listen; limits
// Out     answers; one RequestLine a request and one note a fault, neither with anything of a child's
// Units   bytes; milliseconds; microseconds
// Errors  Problem: an address that other machines reach without signing in or without https, a port that is
//         taken, a certificate that cannot be used
// Source  RFC 9110, RFC 9112
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "web/reach.h"
#include "web/request.h"
#include "web/response.h"
#include "web/router.h"

namespace footprint::web {

// One line of the log.
struct RequestLine {
    std::string_view method;
    std::string_view pattern;  // of the route, never the address itself; "-" where no route was found
    int status = 0;
    std::int64_t micros = 0;
    std::string_view number;  // of a fault, as the note and the sorry page have it; empty otherwise
};

// Something that has to be told instead of the page that was asked for.
struct Sorry {
    int status = 500;
    std::string_view heading;
    std::string_view text;
    std::string_view number;  // of a fault, as the note has it; empty otherwise
};

struct ServerLimits {
    using Milliseconds = std::chrono::milliseconds;
    std::size_t head_bytes = 16 * 1024;
    std::size_t target_bytes = 4 * 1024;
    std::size_t connections = 2048;
    std::size_t at_the_door = 64;  // requests that sign in or wait for it; more are turned away
    std::size_t requests_a_connection = 100'000;
    Milliseconds head{
        20'000};  // from the first byte, or from the connection's beginning, to the end of the head
    Milliseconds idle{75'000};         // between two requests
    Milliseconds body_quiet{30'000};   // without one byte of the body
    Milliseconds body{600'000};        // for the whole body
    Milliseconds write_quiet{60'000};  // without one byte taken by the other side
    Milliseconds stop{10'000};         // for running requests when the server stops
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any that is free
    unsigned threads = 0;       // 0: as many as the machine has cores, at least two
    unsigned long_threads = 2;  // for routes that take long
    unsigned door_threads = 2;  // for those that sign in
    std::size_t body_in_memory = 256 * 1024;
    std::string folder_for_bodies = "/tmp";
    Reach reach;
    bool people_sign_in = false;   // otherwise only this machine is listened to
    bool stop_on_signals = false;  // SIGINT and SIGTERM stop the server as stop() does
    ServerLimits limits;
    std::function<void(const RequestLine&)> log;     // called on several threads at once
    std::function<void(std::string_view)> note;      // of a fault: its number and its kind
    std::function<std::string(const Sorry&)> sorry;  // the page; without it a plain one
};

class Server {
  public:
    // Listens at once, so that the port is known; answers nobody before run().
    static Result<std::unique_ptr<Server>> listen(Router router, ServerOptions options);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    std::size_t connections() const;
    std::string address() const;  // "http://127.0.0.1:8080"
    // Answers until stop(), then until running requests are done. False: one was still running when its time
    // was over; then what handlers use must not be destroyed: end the process at once (std::_Exit), the store
    // bears it.
    [[nodiscard]] bool run();
    // From any thread: no new connection, idle ones closed at once, running requests finished.
    void stop();

  private:
    struct Inside;
    explicit Server(std::shared_ptr<Inside> inside);
    std::shared_ptr<Inside> inside_;  // shared with the threads, one of which may outlast run()
};

// What a connection that sends these bytes, then closes its half, is answered; through a pair of sockets.
std::string conversation(const Router& router, const ServerOptions& options, std::string_view sent);

}  // namespace footprint::web
