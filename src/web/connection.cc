#include "web/connection.h"

#include <unistd.h>

#include <array>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include <algorithm>
#include <optional>
#include <vector>

#include "web/head.h"

namespace footprint::web {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Strand>;

// The library hands every piece of a body to this, which hands it to ours.
struct Receiving {
    struct value_type {
        Body* into = nullptr;
        bool disk_failed = false;
    };
    class reader {
      public:
        template <bool is_request, class Fields>
        reader(http::header<is_request, Fields>&, value_type& value) : value_(value) {}
        template <class Length>
        void init(const Length&, error_code& ec) {
            ec = {};
        }
        template <class Buffers>
        std::size_t put(const Buffers& buffers, error_code& ec) {
            ec = {};
            std::size_t taken = 0;
            try {
                for (auto at = asio::buffer_sequence_begin(buffers); at != asio::buffer_sequence_end(buffers);
                     ++at) {
                    const asio::const_buffer piece = *at;
                    value_.into->append({static_cast<const char*>(piece.data()), piece.size()});
                    taken += piece.size();
                }
            } catch (const Fault&) {
                value_.disk_failed = true;
                ec = make_error_code(boost::system::errc::no_space_on_device);
            }
            return taken;
        }
        void finish(error_code& ec) { ec = {}; }

      private:
        value_type& value_;
    };
};

// Both ways of a connection: in the clear, and with TLS of our own.
struct InTheClear {
    explicit InTheClear(Socket socket) : stream(std::move(socket)) {}
    Socket stream;
    Socket& socket() { return stream; }
    static constexpr bool has_tls = false;
};

struct WithTls {
    WithTls(Socket socket, std::shared_ptr<Certificate::Context> own)
        : context(std::move(own)), stream(std::move(socket), *context) {}
    std::shared_ptr<Certificate::Context> context;  // outlives the stream
    asio::ssl::stream<Socket> stream;
    Socket& socket() { return stream.next_layer(); }
    static constexpr bool has_tls = true;
};

// One connection, from the first byte to the last. Everything in here runs on its strand, one thing at a
// time.
template <class Way>
class Conversation : public Connection, public std::enable_shared_from_this<Conversation<Way>> {
  public:
    Conversation(Site& site, std::string peer, Way way)
        : site_(site), peer_(std::move(peer)), way_(std::move(way)), timer_(socket().get_executor()) {
        // It would begin at 512 bytes and grow by halves of a large upload's reads.
        buffer_.reserve(16 * 1024);
    }

    ~Conversation() override {
        {
            const std::lock_guard lock(site_.mutex);
            site_.connections.erase(this);
        }
        if (site_.room_again) site_.room_again();
    }

    void start() {
        {
            const std::lock_guard lock(site_.mutex);
            site_.connections.emplace(this, this->weak_from_this());
        }
        asio::post(socket().get_executor(), [self = this->shared_from_this()] {
            self->set_deadline(self->limits().head);
            self->shake_hands();
        });
    }

    void stop() override {
        asio::post(socket().get_executor(), [self = this->shared_from_this()] {
            const State now = self->state_;
            if (now == State::greeting || now == State::idle || now == State::reading_head ||
                now == State::lingering)
                self->close();
        });
    }

  private:
    enum class State { greeting, idle, reading_head, reading_body, handling, writing, lingering, closed };

    Socket& socket() { return way_.socket(); }
    const ServerLimits& limits() const { return site_.options.limits; }
    HeadLimits head_limits() const { return {limits().head_bytes, limits().target_bytes, 100}; }
    std::string_view unread() const {
        return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
    }

    // --- deadlines: the timer is moved only when it would ring too late, so a quick request never touches
    // it.

    void set_deadline(std::chrono::milliseconds from_now) {
        deadline_ = Clock::now() + from_now;
        if (!timer_runs_ || deadline_ < timer_rings_at_) start_timer();
    }

    void start_timer() {
        timer_runs_ = true;
        timer_rings_at_ = deadline_;
        timer_.expires_at(deadline_);
        timer_.async_wait([weak = this->weak_from_this()](error_code ec) {
            const auto self = weak.lock();
            if (!self || ec == asio::error::operation_aborted) return;
            self->timer_runs_ = false;
            if (self->deadline_ == Clock::time_point::max() || self->state_ == State::closed) return;
            if (Clock::now() < self->deadline_) return self->start_timer();
            self->too_late();
        });
    }

    void too_late() {
        if (is_reading_) {
            timed_out_ = true;
            error_code ignored;
            socket().cancel(ignored);  // what is being waited for comes back and answers 408
            return;
        }
        close();
    }

    // --- the head

    void shake_hands() {
        if constexpr (Way::has_tls) {
            state_ = State::greeting;
            way_.stream.async_handshake(asio::ssl::stream_base::server,
                                        [self = this->shared_from_this()](error_code ec) {
                                            if (ec || self->state_ == State::closed) return self->close();
                                            self->next_request();
                                        });
        } else {
            next_request();
        }
    }

    void next_request() {
        if (site_.stopping) return close();
        scanned_ = 0;
        parser_.reset();
        body_.reset();
        file_sent_ = 0;
        line_ = {};
        began_.reset();
        number_.clear();
        to_head_ = false;
        state_ = requests_ == 0 ? State::reading_head : State::idle;
        if (buffer_.size() > 0) return look_at_head();
        if (requests_ > 0) set_deadline(limits().idle);
        read_more_of_head();
    }

    void read_more_of_head() {
        const std::size_t room =
            std::max<std::size_t>(limits().head_bytes, buffer_.size() + 1) - buffer_.size();
        is_reading_ = state_ == State::reading_head;
        way_.stream.async_read_some(buffer_.prepare(std::min<std::size_t>(room, 16 * 1024)),
                                    [self = this->shared_from_this()](error_code ec, std::size_t count) {
                                        self->is_reading_ = false;
                                        self->buffer_.commit(count);
                                        self->on_head_bytes(ec);
                                    });
    }

    void on_head_bytes(error_code ec) {
        if (state_ == State::closed) return;
        if (timed_out_) return turn_away(408, "Nothing more came for too long. Try again.");
        if (ec == asio::error::eof && buffer_.size() > 0)
            return turn_away(400, "The request breaks off. Try again.");
        if (ec) return close();
        look_at_head();
    }

    void look_at_head() {
        if (state_ == State::idle) {
            state_ = State::reading_head;
            set_deadline(limits().head);
        }
        const auto whole = whole_head(unread(), scanned_, head_limits());
        if (!whole) return read_more_of_head();
        if (const auto* refusal = std::get_if<Refusal>(&*whole))
            return turn_away(refusal->status, refusal->text);
        take_head(std::get<std::size_t>(*whole));
    }

    void take_head(std::size_t size) {
        began_ = Clock::now();
        deadline_ = Clock::time_point::max();
        ++requests_;
        auto read = read_head(unread().substr(0, size), head_limits());
        if (const auto* refusal = std::get_if<Refusal>(&read))
            return turn_away(refusal->status, refusal->text);
        Head& head = std::get<Head>(read);
        method_name_ = head.method_name;
        line_.method = method_name_;
        to_head_ = head.method == Method::head;
        keeps_connection_ = head.keeps_connection && requests_ < limits().requests_a_connection;
        const bool expects_continue = head.expects_continue && head.has_body();

        auto admission = admit(std::move(head), site_.router, site_.options, site_.listening, peer_);
        if (auto* away = std::get_if<TurnedAway>(&admission)) {
            buffer_.consume(size);
            keeps_connection_ = keeps_connection_ && away->may_stay;
            return send({std::move(away->response), {}});
        }
        admitted_ = std::move(std::get<Admitted>(admission));
        line_.pattern = admitted_.route->pattern;
        take_body(size, expects_continue);
    }

    // --- the body. The library reads the head a second time: what it does not understand as we do is
    // refused.

    void take_body(std::size_t head_size, bool expects_continue) {
        body_ = std::make_shared<Body>(site_.options.body_in_memory, site_.options.folder_for_bodies);
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(limits().head_bytes + 1));
        parser_->body_limit(admitted_.route->body_limit);
        parser_->get().body().into = body_.get();
        error_code ec;
        const std::size_t taken = parser_->put(asio::buffer(unread().data(), head_size), ec);
        if (ec || taken != head_size || !parser_->is_header_done())
            return turn_away(400, "The request is not written as HTTP/1.1 asks. Use an ordinary browser.");
        buffer_.consume(head_size);
        if (parser_->is_done()) return handle();
        state_ = State::reading_body;
        body_until_ = Clock::now() + limits().body;
        if (expects_continue && buffer_.size() == 0) return invite_body();
        read_more_of_body();
    }

    void invite_body() {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        set_deadline(limits().write_quiet);
        asio::async_write(way_.stream, asio::buffer(go_on),
                          [self = this->shared_from_this()](error_code ec, std::size_t) {
                              if (ec) return self->close();
                              self->read_more_of_body();
                          });
    }

    void read_more_of_body() {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(body_until_ - Clock::now());
        set_deadline(std::clamp(left, std::chrono::milliseconds(0), limits().body_quiet));
        is_reading_ = true;
        http::async_read_some(way_.stream, buffer_, *parser_,
                              [self = this->shared_from_this()](error_code ec, std::size_t) {
                                  self->is_reading_ = false;
                                  self->on_body_bytes(ec);
                              });
    }

    void on_body_bytes(error_code ec) {
        if (state_ == State::closed) return;
        if (timed_out_) return turn_away(408, "Nothing more came for too long. Try again.");
        if (parser_->get().body().disk_failed) {
            keeps_connection_ = false;
            return send(fault_answer(site_.options, line_.pattern, "fault: a body cannot be put on disk",
                                     FaultKind::no_room));
        }
        if (ec == http::error::body_limit)
            return turn_away(413, "This page takes less than that. Send less at a time.");
        if (ec == asio::error::connection_reset || ec == asio::error::operation_aborted) return close();
        if (ec)
            return turn_away(
                400, "What was sent breaks off or is not cut into pieces as HTTP/1.1 asks. Try again.");
        if (!parser_->is_done()) return read_more_of_body();
        handle();
    }

    // --- the handler

    void handle() {
        state_ = State::handling;
        deadline_ = Clock::time_point::max();
        admitted_.request.body = std::move(body_);
        const Route& route = *admitted_.route;
        if (route.signs_in && site_.door_work) return handle_at_the_door();
        if (!route.takes_long || !site_.long_work) return send(run_route(admitted_, site_.options));
        run_on(*site_.long_work, [] {});
    }

    // However many strangers knock, only so many wait, and none of the threads that save is theirs.
    void handle_at_the_door() {
        if (site_.at_the_door.fetch_add(1) >= limits().at_the_door) {
            --site_.at_the_door;
            return turn_away(503, "Too many people are signing in at this moment. Try again in a minute.");
        }
        run_on(*site_.door_work, [this] { --site_.at_the_door; });
    }

    template <class Done>
    void run_on(asio::io_context& threads, Done&& done) {
        // The guard keeps the server's threads while this connection has nothing else for them to wait for.
        asio::post(threads, [self = this->shared_from_this(), done,
                             guard = asio::make_work_guard(socket().get_executor())] {
            auto answer = std::make_shared<Answer>(run_route(self->admitted_, self->site_.options));
            done();
            asio::post(self->socket().get_executor(), [self, answer] { self->send(std::move(*answer)); });
        });
    }

    // --- the answer

    void turn_away(int status, std::string_view text) {
        keeps_connection_ = false;
        send({sorry_page(site_.options, status, text), {}});
    }

    void send(Answer answer) {
        if (state_ == State::closed) return;
        state_ = State::writing;
        timed_out_ = false;
        admitted_.request = {};
        answer_ = std::move(answer.response);
        number_ = std::move(answer.number);
        line_.status = answer_.status;
        keeps_connection_ = keeps_connection_ && !site_.stopping;
        answer_head_ = written_head(answer_, keeps_connection_, site_.options.reach.over_tls());
        std::array<asio::const_buffer, 2> out{asio::buffer(answer_head_), asio::const_buffer()};
        if (sends_body(answer_, to_head_)) out[1] = asio::buffer(answer_.text());
        write(out);
    }

    // The other side may be slow as long as it takes something.
    template <class Buffers>
    void write(const Buffers& out) {
        asio::async_write(
            way_.stream, out,
            [this](error_code ec, std::size_t) -> std::size_t {
                if (ec) return 0;
                set_deadline(limits().write_quiet);
                return 256 * 1024;
            },
            [self = this->shared_from_this()](error_code ec, std::size_t) { self->on_written(ec); });
    }

    void on_written(error_code ec) {
        if (state_ == State::closed) return;
        const auto* file = std::get_if<FileBody>(&answer_.body);
        if (!ec && file && sends_body(answer_, to_head_) && file_sent_ < file->size)
            return write_more_of_file(*file);
        tell_log();
        if (ec) return close();
        answer_ = {};
        if (!keeps_connection_ || site_.stopping) return linger();
        next_request();
    }

    void write_more_of_file(const FileBody& file) {
        file_block_.resize(256 * 1024);
        const std::size_t wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(file_block_.size(), file.size - file_sent_));
        const ssize_t got =
            ::pread(*file.descriptor, file_block_.data(), wanted, static_cast<off_t>(file_sent_));
        // A file that became shorter cannot be mended here: the other side sees that the answer breaks off.
        if (got <= 0) {
            tell_log();
            return close();
        }
        file_sent_ += static_cast<std::uint64_t>(got);
        write(asio::buffer(file_block_.data(), static_cast<std::size_t>(got)));
    }

    void tell_log() {
        if (!site_.options.log) return;
        if (began_)
            line_.micros =
                std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - *began_).count();
        line_.number = number_;
        if (line_.method.empty()) line_.method = "-";
        if (line_.pattern.empty()) line_.pattern = "-";
        site_.options.log(line_);
    }

    // --- the end. What is still coming is read and forgotten for a while: closing at once would take back
    // the answer.

    void linger() {
        state_ = State::lingering;
        // With TLS the other side knows from the answer's length that nothing more comes.
        if constexpr (!Way::has_tls) {
            error_code ec;
            socket().shutdown(Socket::shutdown_send, ec);
            if (ec) return close();
        }
        set_deadline(std::chrono::milliseconds(site_.stopping ? 500 : 5000));
        forget_what_comes();
    }

    void forget_what_comes() {
        buffer_.clear();
        way_.stream.async_read_some(buffer_.prepare(16 * 1024),
                                    [self = this->shared_from_this()](error_code ec, std::size_t) {
                                        if (ec || self->state_ == State::closed) return self->close();
                                        self->forget_what_comes();
                                    });
    }

    void close() {
        state_ = State::closed;
        error_code ignored;
        socket().close(ignored);
        timer_.cancel();
    }

    Site& site_;
    std::string peer_;
    Way way_;
    Timer timer_;
    Clock::time_point deadline_ = Clock::time_point::max();
    Clock::time_point timer_rings_at_;
    bool timer_runs_ = false;
    bool is_reading_ = false;  // a part of a request is waited for: running out of time is answered 408
    bool timed_out_ = false;

    State state_ = State::reading_head;
    boost::beast::flat_buffer buffer_{128 * 1024};
    std::size_t scanned_ = 0;
    std::size_t requests_ = 0;
    bool keeps_connection_ = true;
    bool to_head_ = false;
    std::optional<Clock::time_point> began_;  // when the head was whole
    Clock::time_point body_until_;
    Admitted admitted_;
    std::shared_ptr<Body> body_;
    std::optional<http::request_parser<Receiving>> parser_;

    Response answer_;
    std::string answer_head_;
    std::vector<char> file_block_;
    std::uint64_t file_sent_ = 0;
    std::string method_name_;
    std::string number_;
    RequestLine line_;
};

}  // namespace

void begin_connection(Site& site, Socket socket, std::string peer) {
    if (site.certificate == nullptr)
        return std::make_shared<Conversation<InTheClear>>(site, std::move(peer),
                                                          InTheClear(std::move(socket)))
            ->start();
    std::make_shared<Conversation<WithTls>>(site, std::move(peer),
                                            WithTls(std::move(socket), site.certificate->now()))
        ->start();
}

}  // namespace footprint::web
