#include "cli/progress.h"

#include <unistd.h>

#include "base/text.h"
#include "cli/output.h"

namespace footprint::cli {

namespace {

constexpr std::string_view wipe = "\r\033[K";

}  // namespace

std::optional<Screen> terminal() {
    if (::isatty(STDERR_FILENO) == 0) return std::nullopt;
    return Screen{[](std::string_view text) { write_to_error(text); }};
}

std::string progress_line(std::string_view doing, std::size_t done, std::size_t of, std::int64_t seconds) {
    std::string line(doing);
    if (of > 0)
        line +=
            ": " + grouped(static_cast<std::int64_t>(done)) + " of " + grouped(static_cast<std::int64_t>(of));
    return line + ", " + grouped(seconds) + " s";
}

Progress::Progress(std::string doing, std::optional<Screen> screen)
    : doing_(std::move(doing)), screen_(std::move(screen)) {
    if (screen_) writer_ = std::thread([this] { keep_writing(); });
}

Progress::~Progress() {
    if (!writer_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        has_ended_ = true;
    }
    ended_.notify_one();
    writer_.join();
}

void Progress::reached(std::size_t done, std::size_t of) {
    of_ = of;
    done_ = done;
}

// The time is told by how often it was waited: nobody needs it exactly.
void Progress::keep_writing() {
    std::unique_lock lock(mutex_);
    auto waited = std::chrono::milliseconds::zero();
    bool wrote = false;
    while (!ended_.wait_for(lock, screen_->patience, [this] { return has_ended_; })) {
        waited += screen_->patience;
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(waited).count();
        screen_->write(std::string(wipe) + progress_line(doing_, done_, of_, seconds));
        wrote = true;
    }
    if (wrote) screen_->write(wipe);
}

}  // namespace footprint::cli
