// A client that sends bytes as they are, well formed or not, and reads what comes back.
//
// In      a port of this machine; bytes
// Out     the answers, taken apart
// Errors  a socket that does not work throws
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace footprint::web {

struct Received {
    int status = 0;  // 0: nothing came
    std::string head;
    std::string body;

    // The value of a header; empty when it is not there.
    std::string header(std::string_view name) const {
        const std::string wanted = "\r\n" + std::string(name) + ": ";
        const auto at = head.find(wanted);
        if (at == std::string::npos) return {};
        const auto from = at + wanted.size();
        return head.substr(from, head.find("\r\n", from) - from);
    }
};

class Browser {
  public:
    explicit Browser(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_port = htons(port);
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        // Far beyond what anything here waits for: a server that hangs fails the test instead of stopping it.
        const timeval limit{30, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0)
            throw std::runtime_error("no connection");
    }
    ~Browser() { ::close(socket_); }
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;

    // False when the other side does not want any more.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void send_no_more() { ::shutdown(socket_, SHUT_WR); }

    // One answer. REQUIRES: `to_head` when HEAD was asked
    Received receive(bool to_head = false) {
        Received received;
        std::size_t end;
        while ((end = have_.find("\r\n\r\n")) == std::string::npos)
            if (!more()) return received;
        received.head = have_.substr(0, end + 2);
        received.status = std::atoi(received.head.c_str() + 9);
        have_.erase(0, end + 4);
        if (received.status == 100 || to_head) return received;
        const auto length = static_cast<std::size_t>(std::atoll(received.header("Content-Length").c_str()));
        while (have_.size() < length && more()) {
        }
        received.body = have_.substr(0, length);
        have_.erase(0, length);
        return received;
    }

    Received ask(std::string_view bytes, bool to_head = false) {
        send(bytes);
        return receive(to_head);
    }

    // Whether the other side ends the connection without sending anything more.
    bool is_ended() { return have_.empty() && !more() && have_.empty(); }

  private:
    bool more() {
        char block[16384];
        const ssize_t got = ::recv(socket_, block, sizeof block, 0);
        if (got <= 0) return false;
        have_.append(block, static_cast<std::size_t>(got));
        return true;
    }

    int socket_;
    std::string have_;
};

}  // namespace footprint::web
