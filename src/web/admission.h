// Between the head of a request and its handler: who may pass, and what is answered in the handler's place.
//
// In      a head that was read; the table of routes; the options
// Out     the route with the request so far, or the answer that turns it away
// Errors  none: everything that is wrong becomes an answer
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "web/head.h"
#include "web/response.h"
#include "web/router.h"
#include "web/server.h"

namespace footprint::web {

// Where the server is reached.
struct Listening {
    std::string address;  // "127.0.0.1" or "[::1]"
    std::uint16_t port = 0;
};

struct Admitted {
    const Route* route = nullptr;
    Request request;  // without its body
};

struct TurnedAway {
    Response response;
    bool may_stay = false;  // the connection can go on: the request was whole and brought nothing along
};

std::variant<Admitted, TurnedAway> admit(Head head, const Router& router, const ServerOptions& options,
                                         const Listening& listening, std::string_view peer);

// The page for a status, made by the options' `sorry` or plainly.
Response sorry_page(const ServerOptions& options, int status, std::string_view text,
                    std::string_view number = {});

struct Answer {
    Response response;
    std::string number;  // of a fault; empty otherwise
};

// Runs the handler; what it throws becomes the sorry page with a number and a note.
Answer run_route(const Admitted& admitted, const ServerOptions& options);
// The sorry page and the note for a fault that is met outside a handler.
enum class FaultKind : std::uint8_t { anything, no_room };
Answer fault_answer(const ServerOptions& options, std::string_view pattern, std::string_view what,
                    FaultKind kind = FaultKind::anything);

// The answer's status line and headers, with the empty line.
std::string written_head(const Response& response, bool keeps_connection, bool over_tls);
// Whether a body goes with the answer: not to HEAD, and not with 204 or 304.
bool sends_body(const Response& response, bool to_head);

}  // namespace footprint::web
