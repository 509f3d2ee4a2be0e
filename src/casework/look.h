// How an entry is looked over: what every record asks in the same way, of days, officers and the child.
//
// In      a picture of the records; the child, or nobody; a column with what is to stand in it
// Out     remarks, in the order in which they came up
// Errors  none
// Source  casework/entries.h
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "casework/entries.h"
#include "measures/workload.h"

namespace footprint::casework {

// Of what is no child's record.
inline constexpr std::uint32_t no_child = UINT32_MAX;

class Look {
  public:
    Look(const Snapshot& snapshot, std::uint32_t child, bool is_new = false)
        : snapshot_(snapshot), child_(child), today_(snapshot.as_at()), is_new_(is_new) {}

    std::vector<EntryRemark> take() { return std::move(remarks_); }
    void refuse(std::string_view column, std::string message) {
        remarks_.push_back({column, std::move(message), false});
    }
    void is_not_there(std::string_view column, std::string message) {
        remarks_.push_back({column, std::move(message), false, true});
    }
    void doubt(std::string_view column, std::string message) {
        remarks_.push_back({column, std::move(message), true});
    }

    // What was blank on record may stay so.
    void must_be_said(std::string_view column, bool is_said, bool was_said, const char* what) {
        if (!is_said && (was_said || is_new_)) refuse(column, std::string("This is blank. ") + what);
    }
    using Column = std::optional<Day>;
    // Something that happened, or that was done. False: nothing more is to be said of it.
    bool has_happened(std::string_view column, const Column& now, const Column& before) {
        if (!now || now == before) return false;
        if (*now > today_) {
            refuse(column, in_words(*now) + " is still to come. Write the day on which it was.");
            return false;
        }
        const Day born_on = this->born_on();
        if (!born_on.is_never() && *now < born_on) {
            refuse(column, "The child was born later, on " + in_words(born_on) + ". Correct the day.");
            return false;
        }
        return true;
    }
    // Words: "the child was seen", behind which the other column's day is named.
    void is_not_before(std::string_view column, const Column& now, const Column& earlier, const char* words) {
        if (now && earlier && *now < *earlier)
            refuse(column, "This is before " + std::string(words) + " on " + in_words(*earlier) +
                               ". Correct one of the two.");
    }
    void is_in_care(std::string_view column, Day on) {
        if (on >= came_into_care()) return;
        refuse(column, came_into_care().is_never()
                           ? "No care of this child is recorded. Import the child's episodes first."
                           : "The child came into care later, on " + in_words(came_into_care()) +
                                 ". Correct the day.");
    }
    void is_before_adulthood(std::string_view column, Day on) {
        const Day born_on = this->born_on();
        if (!born_on.is_never() && on >= birthday(born_on, last_birthday))
            refuse(column, "The child is 18 on " + in_words(birthday(born_on, last_birthday)) +
                               ", and is not looked after from then on. Choose an earlier day.");
    }
    // Nothing where it is blank, or nobody.
    const care::Officer* must_be_known(std::string_view column, const Id<care::Officer>& officer) {
        if (officer.empty()) return nullptr;
        const auto& officers = snapshot_.records().officers;
        const auto known = std::find_if(officers.begin(), officers.end(),
                                        [&](const care::Officer& one) { return one.officer == officer; });
        if (known != officers.end()) return &*known;
        is_not_there(column, "There is no officer '" + shown(officer.text) + "'. Choose one of the list.");
        return nullptr;
    }
    // Day: on which the officer did, or is to do, it.
    void can_be_theirs(std::string_view column, const Id<care::Officer>& officer, Day on) {
        const care::Officer* const known = must_be_known(column, officer);
        if (known == nullptr) return;
        const std::string& name = known->name.empty() ? known->officer.text : known->name;
        if (known->ended_on && *known->ended_on <= on)
            refuse(column, name + " left on " + in_words(*known->ended_on) + ". Choose who is there on " +
                               in_words(on) + ".");
        if (known->started_on && *known->started_on > on)
            refuse(column, name + " starts on " + in_words(*known->started_on) + ". Choose who is there on " +
                               in_words(on) + ".");
    }
    void is_wanted(std::string_view column, const Id<care::Officer>& officer, const care::Wish& wish) {
        if (!officer.empty() && officer == wish.not_officer)
            doubt(column, "The child does not want them. Is it right all the same?");
    }
    void is_there(std::string_view column, const Id<care::Officer>& officer, Day on) {
        if (measures::is_away(snapshot_.records(), officer, on))
            doubt(column, "The officer is away on that day. Is it right all the same?");
    }
    void is_a_day_of_work(std::string_view column, Day on) {
        if (snapshot_.cohort().calendar().is_working_day(on)) return;
        const auto holidays = snapshot_.cohort().calendar().holidays_between(on - 1, on);
        doubt(column, with_weekday(on) +
                          (holidays.empty() ? " is at the weekend."
                                            : " is a bank holiday: " + holidays.front().title + ".") +
                          " Is it right all the same?");
    }
    Day born_on() const { return child_ == no_child ? Day::never() : snapshot_.cohort().born_on(child_); }
    Day came_into_care() const {
        Day first = Day::never();
        for (const care::Episode& row : snapshot_.records().episodes.of({child_}))
            if (row.began_on) first = std::min(first, *row.began_on);
        return first;
    }
    const Snapshot& snapshot() const { return snapshot_; }
    Day today() const { return today_; }

    static std::string shown(std::string_view text) {
        constexpr std::size_t most = 40;
        return std::string(text.substr(0, most));
    }

  private:
    static constexpr int last_birthday = 18;

    const Snapshot& snapshot_;
    const std::uint32_t child_;
    const Day today_;
    const bool is_new_;
    std::vector<EntryRemark> remarks_;
};

}  // namespace footprint::casework
