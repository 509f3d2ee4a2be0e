#include "casework/readings.h"

namespace footprint::casework {

namespace {

constexpr std::chrono::milliseconds pause{500};
constexpr std::size_t most_waiting = 10'000;
constexpr std::int64_t a_minute = 60'000'000;

}  // namespace

Readings::Readings(store::Store& store, std::string authority, SignIn* sign_in)
    : store_(store), authority_(std::move(authority)), sign_in_(sign_in), thread_([this] { run(); }) {}

Readings::~Readings() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Readings::note(store::Noted reading) {
    const std::lock_guard lock(mutex_);
    if (failing_ && without_room_)
        throw NoRoom(
            "The disk is full, so that what was read cannot be written into the journal. Make room.");
    if (failing_ || waiting_.size() >= most_waiting)
        throw Fault("What was read cannot be written into the journal, so no file is opened.");
    waiting_.push_back(std::move(reading));
}

void Readings::note_now(store::Noted reading) {
    const auto noted = store_.note_all(authority_, {std::move(reading)});
    if (!noted) throw Fault(printed(noted.problems()));
}

void Readings::note_seen(const store::Session& session, Moment at) {
    if (at.micros - session.seen_at.micros < a_minute) return;
    const std::lock_guard lock(mutex_);
    seen_[session.token_hash] = at;
}

void Readings::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        wake_.wait_for(lock, pause, [this] { return stopping_; });
        failing_ = !write(lock);
    }
}

// What could not be written waits for the next time, before all that has come since.
bool Readings::write(std::unique_lock<std::mutex>& lock) {
    std::vector<store::Noted> readings;
    std::map<std::string, Moment> seen;
    readings.swap(waiting_);
    seen.swap(seen_);
    if (readings.empty() && seen.empty()) return true;
    lock.unlock();
    bool written = false;
    bool without_room = false;
    try {
        written = readings.empty() || bool(store_.note_all(authority_, readings));
        if (written) readings.clear();
        if (sign_in_ != nullptr && !seen.empty()) sign_in_->note_seen({seen.begin(), seen.end()});
    } catch (const NoRoom&) {
        written = readings.empty();
        without_room = true;
    } catch (const Fault&) {
        written = readings.empty();
    }
    lock.lock();
    without_room_ = without_room;
    waiting_.insert(waiting_.begin(), std::make_move_iterator(readings.begin()),
                    std::make_move_iterator(readings.end()));
    return written;
}

}  // namespace footprint::casework
