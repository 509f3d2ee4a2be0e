#include "web/server.h"

#include <sys/resource.h>
#include <sys/socket.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <csignal>
#include <optional>
#include <thread>
#include <vector>

#include "web/connection.h"

namespace footprint::web {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

Problem problem(Problem::Kind kind, std::string message) {
    Problem made;
    made.kind = kind;
    made.place.field = "--listen";
    made.message = std::move(message);
    return made;
}

// Some of the files that the machine allows are left for the store and for bodies.
std::size_t connections_allowed(std::size_t wanted) {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return wanted;
    const auto most = static_cast<std::size_t>(files.rlim_cur);
    return std::min(wanted, most > 256 ? most - 128 : most / 2);
}

}  // namespace

struct Server::Inside : std::enable_shared_from_this<Server::Inside> {
    Inside(Router table, ServerOptions wanted)
        : router(std::move(table)),
          options(std::move(wanted)),
          acceptor(asio::make_strand(quick)),
          signals(acceptor.get_executor()),
          pause(acceptor.get_executor()) {}
    ~Inside() { site.room_again = nullptr; }

    Router router;
    ServerOptions options;
    std::size_t connections_limit = 0;
    std::unique_ptr<Certificate> certificate;
    Site site{router, options};
    std::atomic<bool> is_full{false};

    std::mutex mutex;
    std::condition_variable changed;
    unsigned quick_left = 0;
    unsigned long_left = 0;
    unsigned door_left = 0;
    std::optional<Clock::time_point> give_up_at;
    std::vector<std::thread> threads;

    // Destroyed before what is above, since connections that are still in them look at it.
    asio::io_context quick;
    asio::io_context long_work;
    asio::io_context door_work;
    asio::executor_work_guard<asio::io_context::executor_type> long_guard{long_work.get_executor()};
    asio::executor_work_guard<asio::io_context::executor_type> door_guard{door_work.get_executor()};
    asio::ip::tcp::acceptor acceptor;
    asio::signal_set signals;
    asio::steady_timer pause;

    Result<Done> open();
    void accept();
    void accepted(error_code ec, asio::basic_stream_socket<asio::ip::tcp, Strand> socket);
    void wait_for_signal();
    void stop();
    void start_thread(asio::io_context& context, unsigned& left);
};

Result<Done> Server::Inside::open() {
    error_code ec;
    const std::string given = options.address == "localhost" ? "127.0.0.1" : options.address;
    const auto address = asio::ip::make_address(given, ec);
    if (ec)
        return problem(Problem::Kind::unreadable, "“" + options.address +
                                                      "” is no address. Write 127.0.0.1 and a port, "
                                                      "as in 127.0.0.1:8080.");
    if (auto faults = faults_of(options.reach, !address.is_loopback(), options.people_sign_in);
        !faults.empty())
        return faults;
    if (options.reach.has_certificate()) {
        auto opened = Certificate::of(options.reach.certificate_file, options.reach.key_file, options.note);
        if (!opened) return opened.problems();
        certificate = std::move(opened).value();
        site.certificate = certificate.get();
    }
    const asio::ip::tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol(), ec);
    if (!ec) acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), ec);
    if (!ec) acceptor.bind(endpoint, ec);
    if (!ec) acceptor.listen(4096, ec);
    if (ec == asio::error::address_in_use)
        return problem(Problem::Kind::conflict, "Another program listens on port " +
                                                    std::to_string(options.port) +
                                                    " already. Stop it, or choose another port.");
    if (ec)
        return problem(Problem::Kind::wrong_use, "It cannot listen on " + given + " port " +
                                                     std::to_string(options.port) + " (" + ec.message() +
                                                     "). Choose another port, from 1024 on.");
    site.listening = {address.is_v6() ? "[" + address.to_string() + "]" : address.to_string(),
                      acceptor.local_endpoint().port()};
    site.long_work = &long_work;
    site.door_work = &door_work;
    site.room_again = [this] {
        if (is_full.exchange(false)) asio::post(acceptor.get_executor(), [this] { accept(); });
    };
    connections_limit = connections_allowed(options.limits.connections);
    return Done{};
}

void Server::Inside::accept() {
    if (site.stopping || !acceptor.is_open()) return;
    {
        const std::lock_guard lock(site.mutex);
        is_full = site.connections.size() >= connections_limit;
    }
    if (is_full) return;
    acceptor.async_accept(asio::make_strand(quick),
                          [this](error_code ec, asio::basic_stream_socket<asio::ip::tcp, Strand> socket) {
                              accepted(ec, std::move(socket));
                          });
}

void Server::Inside::accepted(error_code ec, asio::basic_stream_socket<asio::ip::tcp, Strand> socket) {
    if (site.stopping) return;
    if (ec) {  // mostly no file left: somebody will close one
        pause.expires_after(std::chrono::milliseconds(50));
        pause.async_wait([this](error_code cancelled) {
            if (!cancelled) accept();
        });
        return;
    }
    socket.set_option(asio::ip::tcp::no_delay(true), ec);
    const auto other = socket.remote_endpoint(ec);
    begin_connection(site, Socket(std::move(socket)), ec ? std::string() : other.address().to_string());
    accept();
}

void Server::Inside::wait_for_signal() {
    signals.add(SIGINT);
    signals.add(SIGTERM);
    signals.async_wait([this](error_code ec, int) {
        if (!ec) stop();
    });
}

void Server::Inside::stop() {
    if (site.stopping.exchange(true)) return;
    asio::post(acceptor.get_executor(), [this] {
        error_code ignored;
        acceptor.close(ignored);
        signals.cancel(ignored);
        pause.cancel();
    });
    std::vector<std::shared_ptr<Connection>> open_ones;
    {
        const std::lock_guard lock(site.mutex);
        for (const auto& [key, weak] : site.connections)
            if (auto connection = weak.lock()) open_ones.push_back(std::move(connection));
    }
    for (const auto& connection : open_ones) connection->stop();
    {
        const std::lock_guard lock(mutex);
        give_up_at = Clock::now() + options.limits.stop;
    }
    changed.notify_all();
}

// What escapes from the connection's own code ends that connection, never the server.
void Server::Inside::start_thread(asio::io_context& context, unsigned& left) {
    ++left;
    threads.emplace_back([self = shared_from_this(), &context, &left] {
        for (bool done = false; !done;) {
            try {
                context.run();
                done = true;
            } catch (const std::exception& other) {
                if (self->options.note)
                    self->options.note("a connection was given up: " + std::string(other.what()));
            }
        }
        const std::lock_guard lock(self->mutex);
        --left;
        self->changed.notify_all();
    });
}

Server::Server(std::shared_ptr<Inside> inside) : inside_(std::move(inside)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::listen(Router router, ServerOptions options) {
    auto inside = std::make_shared<Inside>(std::move(router), std::move(options));
    auto opened = inside->open();
    if (!opened) return opened.problems();
    return std::unique_ptr<Server>(new Server(std::move(inside)));
}

std::uint16_t Server::port() const {
    return inside_->site.listening.port;
}

std::size_t Server::connections() const {
    const std::lock_guard lock(inside_->site.mutex);
    return inside_->site.connections.size();
}

std::string Server::address() const {
    if (!inside_->options.reach.public_address.empty()) return inside_->options.reach.public_address;
    return "http://" + inside_->site.listening.address + ':' + std::to_string(inside_->site.listening.port);
}

void Server::stop() {
    inside_->stop();
}

bool Server::run() {
    Inside& in = *inside_;
    if (in.options.stop_on_signals) in.wait_for_signal();
    asio::post(in.acceptor.get_executor(), [&in] { in.accept(); });
    std::unique_lock lock(in.mutex);
    const unsigned quick =
        in.options.threads ? in.options.threads : std::max(2u, std::thread::hardware_concurrency());
    for (unsigned number = 0; number < quick; ++number) in.start_thread(in.quick, in.quick_left);
    for (unsigned number = 0; number < std::max(1u, in.options.long_threads); ++number)
        in.start_thread(in.long_work, in.long_left);
    for (unsigned number = 0; number < std::max(1u, in.options.door_threads); ++number)
        in.start_thread(in.door_work, in.door_left);

    in.changed.wait(lock, [&] { return in.quick_left == 0 || in.give_up_at.has_value(); });
    if (in.give_up_at) in.changed.wait_until(lock, *in.give_up_at, [&] { return in.quick_left == 0; });
    in.quick.stop();
    in.long_work.stop();
    in.door_work.stop();
    // Threads that only wait come back at once; one inside a handler may not.
    const bool all_back = in.changed.wait_for(lock, std::chrono::seconds(1), [&] {
        return in.quick_left == 0 && in.long_left == 0 && in.door_left == 0;
    });
    std::vector<std::thread> threads = std::move(in.threads);
    lock.unlock();
    for (auto& thread : threads) all_back ? thread.join() : thread.detach();
    return all_back;
}

std::string conversation(const Router& router, const ServerOptions& options, std::string_view sent) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw Fault("no pair of sockets");
    Site site(router, options);
    site.listening = {"127.0.0.1", options.port};
    asio::io_context context(1);
    const asio::generic::stream_protocol local(AF_UNIX, 0);
    begin_connection(site, Socket(asio::make_strand(context), local, ends[0]), {});
    Socket other(asio::make_strand(context), local, ends[1]);
    std::string answer;
    asio::async_write(other, asio::buffer(sent.data(), sent.size()), [&](error_code, std::size_t) {
        error_code ignored;
        other.shutdown(Socket::shutdown_send, ignored);
    });
    asio::async_read(other, asio::dynamic_buffer(answer), [&](error_code, std::size_t) {
        error_code ignored;
        other.close(ignored);
    });
    context.run();
    return answer;
}

}  // namespace footprint::web
