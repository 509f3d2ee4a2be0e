#include "casework/refusals.h"

#include <algorithm>

#include "base/text.h"

namespace footprint::casework {

namespace {

// No account's name has a blank.
constexpr const char* several_people = "several people";

}  // namespace

std::string_view verb_of(Refused kind) {
    switch (kind) {
        case Refused::page:
            return "page_refused";
        case Refused::form:
            return "form_refused";
        case Refused::session:
            return "session_refused";
        case Refused::tries:
            return "tries_refused";
    }
    return "page_refused";
}

void Refusals::note(Refusal refusal) {
    const std::lock_guard lock(mutex_);
    std::pair key{refusal.kind, std::move(refusal.who)};
    if (counts_.size() >= most_counts && !counts_.contains(key)) key.second = several_people;
    Count& count = counts_[key];
    ++count.times;
    count.last_at = std::max(count.last_at, refusal.at);
    if (refusal.about.empty() ||
        std::find(count.abouts.begin(), count.abouts.end(), refusal.about) != count.abouts.end())
        return;
    if (count.abouts.size() < most_abouts)
        count.abouts.push_back(std::move(refusal.about));
    else
        count.has_others = true;
}

std::vector<store::Noted> Refusals::take(bool everything) {
    const std::lock_guard lock(mutex_);
    std::vector<store::Noted> due;
    for (auto at = counts_.begin(); at != counts_.end();) {
        Count& count = at->second;
        if (count.rounds_to_wait > 0) --count.rounds_to_wait;
        const bool is_due = everything || count.rounds_to_wait == 0;
        if (is_due && count.times == 0) {
            at = counts_.erase(at);
            continue;
        }
        if (is_due) {
            due.push_back(noted(at->first.first, at->first.second, count));
            count = {};
            count.rounds_to_wait = rounds_between;
        }
        ++at;
    }
    return due;
}

// A child's id stands between blanks or at the end, where the journal looks for it.
store::Noted Refusals::noted(Refused kind, const std::string& who, const Count& count) {
    std::string what = counted(count.times, "time", "times");
    for (std::size_t i = 0; i < count.abouts.size(); ++i) {
        what += i == 0 ? ": " : " and ";
        what += count.abouts[i];
    }
    if (count.has_others) what += " and others";
    return {{who}, std::string(verb_of(kind)), std::move(what), {}, count.last_at};
}

}  // namespace footprint::casework
