// Connections: one for each browser that is talking to the server, from its first byte to its last.
//
// In      what all connections share, and an open socket
// Out     answers on that socket; each request told to the log
// Errors  a broken conversation is answered as far as it can be and closed; the server never sees it
#pragma once

#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "web/admission.h"
#include "web/certificate.h"
#include "web/server.h"

namespace footprint::web {

using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
using Socket = boost::asio::basic_stream_socket<boost::asio::generic::stream_protocol, Strand>;

class Connection {
  public:
    virtual ~Connection() = default;
    // From any thread: ends it if nothing of a request has been taken; otherwise it ends after its answer.
    virtual void stop() = 0;
};

// What all connections share. It outlives them.
struct Site {
    Site(const Router& table, const ServerOptions& wanted) : router(table), options(wanted) {}

    const Router& router;
    const ServerOptions& options;
    Listening listening;
    Certificate* certificate = nullptr;            // nullptr: without TLS of our own
    boost::asio::io_context* long_work = nullptr;  // nullptr: long routes run where quick ones do
    boost::asio::io_context* door_work = nullptr;  // of those who sign in; nullptr likewise
    std::atomic<std::size_t> at_the_door{0};       // who wait for that, or are in it
    std::function<void()> room_again;              // called when a connection ends
    std::atomic<bool> stopping{false};

    std::mutex mutex;
    std::unordered_map<const Connection*, std::weak_ptr<Connection>> connections;
};

// It keeps itself as long as something is awaited on the socket's context. `peer`: the address at the other
// end.
void begin_connection(Site& site, Socket socket, std::string peer);

}  // namespace footprint::web
