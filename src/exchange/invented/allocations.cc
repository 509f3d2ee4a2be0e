#include "exchange/invented/allocations.h"

#include <algorithm>
#include <map>

namespace footprint::exchange::invented {

namespace {

constexpr int aimed_caseload = 61;
constexpr Quantile days_in_post[] = {{0, 240}, {300, 800}, {700, 2000}, {1000, 4800}};

class Allocator {
  public:
    Allocator(const std::vector<AllocatedStay>& stays, Day as_at, std::uint64_t seed,
              const WorkingDays& calendar)
        : stays_(stays),
          as_at_(as_at),
          draw_(seed, 0x6f666669),
          calendar_(calendar),
          span_of_(stays.size(), -1) {}

    Allocated run();

  private:
    void begin(std::size_t stay);
    void end(std::size_t stay);
    void take_on(Day day);
    void let_go(Day day);
    void leave(int officer, Day day);
    void move_family(std::size_t stay, int to, Day day, std::string_view reason);
    void even_out(Day day);
    void take_on_where_needed(Day day);
    int lightest(Day day, int but) const;
    int heaviest(Day day) const;
    bool in_post(int officer, Day day) const {
        const auto& each = out_.officers[static_cast<std::size_t>(officer)];
        return each.from <= day && day < each.until;
    }
    // Whether the first has less to do for a full-time post.
    bool is_lighter(int one, int other) const {
        return load_[one] * out_.officers[other].tenths < load_[other] * out_.officers[one].tenths;
    }

    const std::vector<AllocatedStay>& stays_;
    Day as_at_;
    Draw draw_;
    const WorkingDays& calendar_;
    Allocated out_;
    std::vector<int> span_of_;                        // the open span of each stay, or -1
    std::vector<int> load_;                           // children of each officer
    std::vector<std::vector<std::size_t>> open_;      // their stays
    std::vector<int> here_;                           // officers in post or to come
    std::map<int, std::vector<std::size_t>> family_;  // open stays of each family
    int children_ = 0;
};

Allocated Allocator::run() {
    struct Event {
        Day on;
        bool begins;
        std::size_t stay;
        auto operator<=>(const Event&) const = default;
    };
    std::vector<Event> events;
    for (std::size_t i = 0; i < stays_.size(); ++i) {
        events.push_back({stays_[i].began, true, i});
        if (stays_[i].ends <= as_at_) events.push_back({stays_[i].ends, false, i});
    }
    std::sort(events.begin(), events.end());
    int quarter = 0;
    for (const Event& event : events) {
        let_go(event.on);
        if (event.on.count() / 91 != quarter) even_out(event.on);
        quarter = event.on.count() / 91;
        event.begins ? begin(event.stay) : end(event.stay);
    }
    let_go(as_at_);
    return std::move(out_);
}

// Hands over for every officer whose last day has come.
void Allocator::let_go(Day day) {
    for (std::size_t i = 0; i < here_.size();) {
        const int officer = here_[i];
        const Day until = out_.officers[static_cast<std::size_t>(officer)].until;
        if (until > day) {
            ++i;
            continue;
        }
        here_.erase(here_.begin() + static_cast<std::ptrdiff_t>(i));
        leave(officer, until);
    }
}

void Allocator::take_on(Day day) {
    PostHolder officer;
    static constexpr int parts[] = {10, 8, 6, 5};
    static constexpr int weights[] = {640, 180, 120, 60};
    officer.from = day;
    officer.tenths = parts[draw_.weighted(weights)];
    officer.agency = draw_.chance(140);
    officer.until = day + (officer.agency ? draw_.between(90, 700) : draw_.from(days_in_post));
    here_.push_back(static_cast<int>(out_.officers.size()));
    out_.officers.push_back(officer);
    load_.push_back(0);
    open_.emplace_back();
}

void Allocator::take_on_where_needed(Day day) {
    for (;;) {
        int tenths = 0;
        bool anybody = false;
        for (const int officer : here_) {
            tenths += out_.officers[static_cast<std::size_t>(officer)].tenths;
            anybody = anybody || in_post(officer, day);
        }
        if (anybody && children_ * 10 <= aimed_caseload * tenths) return;
        take_on(day);
    }
}

int Allocator::lightest(Day day, int but) const {
    int found = -1;
    for (const int officer : here_)
        if (officer != but && in_post(officer, day) && (found < 0 || is_lighter(officer, found)))
            found = officer;
    return found;
}

int Allocator::heaviest(Day day) const {
    int found = -1;
    for (const int officer : here_)
        if (in_post(officer, day) && (found < 0 || is_lighter(found, officer))) found = officer;
    return found;
}

void Allocator::begin(std::size_t stay) {
    const Day day = stays_[stay].began;
    ++children_;
    take_on_where_needed(day);
    auto& family = family_[stays_[stay].family];
    // Sisters and brothers have the same officer.
    const int officer = family.empty()
                            ? lightest(day, -1)
                            : out_.spans[static_cast<std::size_t>(span_of_[family.front()])].officer;
    Draw draw(
        mixed(static_cast<std::uint64_t>(stays_[stay].family), static_cast<std::uint64_t>(day.count())));
    const int way = draw.below(1000);
    const int days = way < 930 ? draw.between(0, 4) : way < 990 ? draw.between(6, 12) : draw.between(15, 30);
    span_of_[stay] = static_cast<int>(out_.spans.size());
    out_.spans.push_back({stay, officer, calendar_.add(day, days), Day::never(), {}});
    family.push_back(stay);
    ++load_[officer];
    open_[officer].push_back(stay);
}

void Allocator::end(std::size_t stay) {
    AllocatedSpan& span = out_.spans[static_cast<std::size_t>(span_of_[stay])];
    span.until = stays_[stay].ends;
    --load_[span.officer];
    std::erase(open_[span.officer], stay);
    auto& family = family_[stays_[stay].family];
    std::erase(family, stay);
    if (family.empty()) family_.erase(stays_[stay].family);
    --children_;
}

void Allocator::move_family(std::size_t stay, int to, Day day, std::string_view reason) {
    const auto family = family_[stays_[stay].family];
    for (const std::size_t each : family) {
        AllocatedSpan& span = out_.spans[static_cast<std::size_t>(span_of_[each])];
        if (span.officer == to) continue;
        --load_[span.officer];
        std::erase(open_[span.officer], each);
        ++load_[to];
        open_[to].push_back(each);
        if (span.from >= day) {
            span.officer = to;
            continue;
        }
        span.until = day;
        span_of_[each] = static_cast<int>(out_.spans.size());
        out_.spans.push_back({each, to, day, Day::never(), reason});
    }
}

// An officer leaves. Mostly somebody follows, at once or after some weeks; the children do not wait for that.
void Allocator::leave(int officer, Day day) {
    int tenths = 0;
    for (const int each : here_) tenths += out_.officers[static_cast<std::size_t>(each)].tenths;
    if (children_ * 10 > (aimed_caseload - 4) * tenths)
        take_on(draw_.chance(600) ? day : day + draw_.between(14, 75));
    if (lightest(day, officer) < 0) take_on(day);
    while (!open_[officer].empty())
        move_family(open_[officer].front(), lightest(day, officer), day, "officer left");
}

void Allocator::even_out(Day day) {
    for (int moves = 0; moves < 40; ++moves) {
        const int most = heaviest(day);
        const int least = lightest(day, -1);
        if (most < 0 || most == least || open_[most].empty()) return;
        const int least_tenths = out_.officers[static_cast<std::size_t>(least)].tenths;
        const int most_tenths = out_.officers[static_cast<std::size_t>(most)].tenths;
        // It begins when caseloads lie 20 children apart, and goes on until they lie 8 apart.
        const int apart = 10 * load_[most] / most_tenths - 10 * load_[least] / least_tenths;
        if (apart < (moves == 0 ? 20 : 8)) return;
        const bool is_new = out_.officers[static_cast<std::size_t>(least)].from > day - 130;
        move_family(open_[most].back(), least, day, is_new ? "new officer in post" : "workload");
    }
}

}  // namespace

Allocated allocate(const std::vector<AllocatedStay>& stays, Day as_at, std::uint64_t seed,
                   const WorkingDays& calendar) {
    return Allocator(stays, as_at, seed, calendar).run();
}

}  // namespace footprint::exchange::invented
