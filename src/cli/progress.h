// A line that says how far long work has come, for somebody who waits at a terminal.
//
// In      what is being done; how much of it
// Out     one line on standard error that is written anew each second and wiped away at the end; none where
//         standard error is no terminal, and none within the first second
// Errors  none
// Source  docs/command_line.md
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace footprint::cli {

// Where the line is written, and how long it waits before it is written first and anew.
struct Screen {
    std::function<void(std::string_view)> write;
    std::chrono::milliseconds patience{1000};
};

// Standard error, where it is a terminal.
std::optional<Screen> terminal();

// "Working out measures: 12 of 62, 3 s"
std::string progress_line(std::string_view doing, std::size_t done, std::size_t of, std::int64_t seconds);

class Progress {
  public:
    explicit Progress(std::string doing, std::optional<Screen> screen = terminal());
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void reached(std::size_t done, std::size_t of);

  private:
    void keep_writing();

    std::string doing_;
    std::optional<Screen> screen_;
    std::atomic<std::size_t> done_ = 0;
    std::atomic<std::size_t> of_ = 0;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool has_ended_ = false;
    std::thread writer_;
};

}  // namespace footprint::cli
