#include "casework/readings.h"

#include <algorithm>

#include "base/text.h"

namespace footprint::casework {

namespace {

constexpr std::chrono::milliseconds pause{500};
constexpr std::size_t most_waiting = 10'000;
constexpr std::size_t most_waiting_with_lists = 5'000;  // files have the rest
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
    waiting_.push_back({std::move(reading), true});
}

void Readings::note_now(store::Noted reading) {
    note_all_now({std::move(reading)});
}

void Readings::note_all_now(const std::vector<store::Noted>& readings) {
    if (readings.empty()) return;
    const auto noted = store_.note_all(authority_, readings);
    if (!noted) throw Fault(printed(noted.problems()));
}

void Readings::note_list(store::Noted list) {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() < most_waiting_with_lists) {
        waiting_.push_back({std::move(list), false});
        return;
    }
    ++lists_without_room_;
    last_without_room_ = std::max(last_without_room_, list.at);
}

void Readings::note_refusal(Refusal refusal) {
    if (sign_in_ != nullptr) sign_in_->refusals().note(std::move(refusal));
}

void Readings::note_seen(const store::Session& session, Moment at) {
    if (at.micros - session.seen_at.micros < a_minute) return;
    const std::lock_guard lock(mutex_);
    seen_[session.token_hash] = at;
}

void Readings::run() {
    std::unique_lock lock(mutex_);
    // Who stops it while it writes waits for what came meanwhile.
    for (bool is_last = false; !is_last;) {
        wake_.wait_for(lock, pause, [this] { return stopping_; });
        is_last = stopping_;
        failing_ = !write(lock);
    }
}

// Refusals, and lists that found no room: while nothing can be written they are counted on.
void Readings::add_what_was_counted(std::vector<Waiting>& waiting) {
    if (failing_) return;
    if (lists_without_room_ > 0) {
        waiting.push_back(
            {{{nobody},
              "read_lists",
              counted(lists_without_room_, "list", "lists") + " more, for which there was no room to wait",
              {},
              last_without_room_},
             false});
        lists_without_room_ = 0;
    }
    if (sign_in_ == nullptr) return;
    for (store::Noted& refusal : sign_in_->refusals().take(stopping_))
        waiting.push_back({std::move(refusal), false});
}

// Lists and refusals may be written long after they happened, when others wrote meanwhile: nobody must be
// kept from opening files for that, so they stand after what is there.
std::vector<store::Noted> Readings::dated(const std::vector<Waiting>& waiting) {
    Moment newest;
    if (!std::all_of(waiting.begin(), waiting.end(), [](const Waiting& one) { return one.is_of_a_file; })) {
        store::JournalQuestion last;
        last.limit = 1;
        for (const store::JournalEntry& entry : store_.journal(authority_, last)) newest = entry.at;
    }
    std::vector<store::Noted> notes;
    notes.reserve(waiting.size());
    for (const Waiting& one : waiting) {
        notes.push_back(one.note);
        if (!one.is_of_a_file) notes.back().at = std::max(one.note.at, newest);
    }
    return notes;
}

// What could not be written waits for the next time, before all that has come since.
bool Readings::write(std::unique_lock<std::mutex>& lock) {
    std::vector<Waiting> waiting;
    std::map<std::string, Moment> seen;
    waiting.swap(waiting_);
    seen.swap(seen_);
    add_what_was_counted(waiting);
    if (waiting.empty() && seen.empty()) return true;
    lock.unlock();
    bool written = false;
    bool without_room = false;
    try {
        written = waiting.empty() || bool(store_.note_all(authority_, dated(waiting)));
        if (written) waiting.clear();
        if (sign_in_ != nullptr && !seen.empty()) sign_in_->note_seen({seen.begin(), seen.end()});
    } catch (const NoRoom&) {
        written = waiting.empty();
        without_room = true;
    } catch (const Fault&) {
        written = waiting.empty();
    }
    lock.lock();
    without_room_ = without_room;
    waiting_.insert(waiting_.begin(), std::make_move_iterator(waiting.begin()),
                    std::make_move_iterator(waiting.end()));
    return written;
}

}  // namespace footprint::casework
