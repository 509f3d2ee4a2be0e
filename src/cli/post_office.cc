#include "cli/post_office.h"

#include <chrono>

#include "base/text.h"
#include "cli/clock.h"

namespace footprint::cli {

namespace {

constexpr std::chrono::seconds pause(60);

std::string counted_letters(std::size_t number) {
    return counted(static_cast<std::int64_t>(number), "letter", "letters");
}

}  // namespace

PostOffice::PostOffice(casework::Casework& casework, casework::Messages& messages, std::function<Day()> today,
                       Log& log)
    : casework_(casework), messages_(messages), today_(std::move(today)), log_(log), thread_([this] {
          run();
      }) {}

PostOffice::~PostOffice() {
    {
        const std::lock_guard held(mutex_);
        ends_ = true;
    }
    wakes_.notify_all();
    thread_.join();
}

void PostOffice::run() {
    std::unique_lock held(mutex_);
    while (!ends_) {
        held.unlock();
        try {
            make_round();
        } catch (const std::exception& fault) {
            log_.note("letters: " + std::string(fault.what()));
        }
        held.lock();
        wakes_.wait_for(held, pause, [this] { return ends_; });
    }
}

void PostOffice::make_round() {
    const auto snapshot = casework_.read({today_(), std::nullopt, std::nullopt});
    if (!snapshot) return log_.note("letters: the records cannot be read");
    const auto lists = casework_.access(casework_.access_version());
    const casework::Round round = messages_.make_round(**snapshot, *lists, now());
    if (round.sent + round.put_off + round.refused == 0) return;
    log_.note(counted_letters(round.sent) + " sent, " + std::to_string(round.put_off) + " put off, " +
              std::to_string(round.refused) + " refused");
}

}  // namespace footprint::cli
