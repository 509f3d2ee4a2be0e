// A server on a free port with a few routes, and a browser that says exactly what it is told to.
//
// In      options of the server, where a test wants others
// Out     answers, log lines and notes
// Errors  a server that does not start fails the test
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <fstream>
#include <future>
#include <mutex>
#include <thread>

#include "web/browser.h"
#include "web/server.h"

namespace footprint::web {

using std::chrono::milliseconds;

// A server on a free port with a few routes, until the end of the test.
class ServerTest : public testing::Test {
  protected:
    ~ServerTest() override { stop(); }

    void start(ServerOptions options = {}) {
        options.port = 0;
        if (options.threads == 0) options.threads = 2;
        options.log = [this](const RequestLine& line) {
            const std::lock_guard lock(mutex_);
            log_.push_back(std::string(line.method) + ' ' + std::string(line.pattern) + ' ' +
                           std::to_string(line.status) +
                           (line.number.empty() ? "" : " #" + std::string(line.number)));
            EXPECT_GE(line.micros, 0);
            EXPECT_LT(line.micros, 60'000'000);
        };
        options.note = [this](std::string_view note) {
            const std::lock_guard lock(mutex_);
            notes_.emplace_back(note);
        };
        auto server = Server::listen(Router(routes()), options);
        ASSERT_TRUE(server) << printed(server.problems());
        server_ = std::move(*server);
        running_ = std::async(std::launch::async, [this] { return server_->run(); });
    }

    // Whether everything was finished.
    bool stop() {
        if (!running_.valid()) return true;
        server_->stop();
        return running_.get();
    }

    std::vector<Route> routes() {
        std::vector<Route> routes;
        const auto add = [&](Method method, std::string pattern, Respond respond,
                             std::uint64_t limit = 64 * 1024, bool takes_long = false) {
            routes.push_back({method, std::move(pattern), std::move(respond), limit, takes_long});
        };
        add(Method::get, "/", [](const Request&) { return page("<p>Hello</p>"); });
        add(Method::get, "/children/{child}", [](const Request& request) {
            return page("child " + std::string(request.parameter("child")) + " tab " +
                        std::string(request.query.text("tab")) + " cookie " +
                        std::string(request.cookie("theme")));
        });
        add(Method::post, "/echo",
            [](const Request& request) { return plain_text(request.body->text(0, request.body->size())); });
        add(
            Method::post, "/upload",
            [](const Request& request) {
                const auto form = read_form(request);
                if (!form) return plain_text(printed(form.problems()), 400);
                std::string text = request.body->is_in_memory() ? "memory" : "file";
                for (const auto& field : form->fields) text += ' ' + field.name + '=' + field.value;
                for (const auto& upload : form->uploads)
                    text += ' ' + upload.field + ':' + upload.file_name + ':' + std::to_string(upload.size);
                return plain_text(text);
            },
            8 * 1024 * 1024, true);
        add(Method::post, "/children/{child}/booking",
            [](const Request&) { return see_other("/children/TEST1"); });
        add(Method::get, "/fault", [](const Request&) -> Response { throw Fault("the database is gone"); });
        add(Method::get, "/no-room", [](const Request&) -> Response { throw NoRoom("the disk is full"); });
        add(Method::get, "/surprise",
            [](const Request&) -> Response { throw std::runtime_error("child TEST1 is secret"); });
        add(Method::get, "/split", [](const Request&) {
            Response response = page("");
            response.headers.push_back({"X-Name", "a\r\nSet-Cookie: b=c"});
            return response;
        });
        add(Method::get, "/file", [this](const Request&) {
            return download_of_file(file_path_, "Bericht für März.csv", "text/csv");
        });
        add(Method::get, "/who", [](const Request& request) { return plain_text(request.came_from); });
        add(Method::get, "/unchanged", [](const Request&) {
            Response response;
            response.status = 304;
            return response;
        });
        add(
            Method::get, "/slow",
            [this](const Request&) {
                entered_.set_value();
                release_.get_future().wait();
                return page("slow");
            },
            0, true);
        add(
            Method::post, "/door",
            [this](const Request&) {
                if (!is_somebody_in_.exchange(true)) entered_.set_value();
                open_.wait();
                return page("in");
            },
            64 * 1024, true);
        routes.back().signs_in = true;
        return routes;
    }

    std::string host() const { return "Host: 127.0.0.1:" + std::to_string(server_->port()) + "\r\n"; }
    std::string get(std::string_view path, std::string_view more = {}) const {
        return "GET " + std::string(path) + " HTTP/1.1\r\n" + host() + std::string(more) + "\r\n";
    }
    std::string post(std::string_view path, std::string_view body, std::string_view more = {}) const {
        return "POST " + std::string(path) + " HTTP/1.1\r\n" + host() +
               "Content-Length: " + std::to_string(body.size()) + "\r\n" + std::string(more) + "\r\n" +
               std::string(body);
    }
    Received answer_to(std::string_view bytes) const { return Browser(server_->port()).ask(bytes); }

    std::vector<std::string> sorted_log() {
        const std::lock_guard lock(mutex_);
        std::sort(log_.begin(), log_.end());
        return log_;
    }

    std::string file_path_;
    std::promise<void> entered_;
    std::promise<void> release_;
    std::promise<void> opens_;
    std::shared_future<void> open_ = opens_.get_future().share();
    std::atomic<bool> is_somebody_in_{false};
    std::mutex mutex_;
    std::vector<std::string> log_;
    std::vector<std::string> notes_;
    std::unique_ptr<Server> server_;
    std::future<bool> running_;
};

}  // namespace footprint::web
