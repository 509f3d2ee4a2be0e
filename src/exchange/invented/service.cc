#include "exchange/invented/service.h"

#include "exchange/invented/names.h"

#include <algorithm>
#include <array>

namespace footprint::exchange::invented {

namespace {

using care::Officer;
using care::ReasonWorkerChanged;
using care::Role;

std::string numbered(std::string_view begins, int number, int digits) {
    std::string text = std::to_string(number);
    if (static_cast<int>(text.size()) < digits)
        text.insert(0, static_cast<std::size_t>(digits) - text.size(), '0');
    return std::string(begins) + text;
}

constexpr Quantile days_of_worker[] = {{0, 70}, {300, 240}, {700, 600}, {1000, 2000}};

}  // namespace

Officer draw_officer(const Surroundings& around, Role role, std::string_view id_begins, int number,
                     Day started, Day ended, Draw& draw) {
    Officer officer;
    officer.officer.text = numbered(id_begins, number, 2);
    officer.role = role;
    const care::Sex sex = draw.chance(790) ? care::Sex::F : care::Sex::M;
    const auto ethnicity = static_cast<care::Ethnicity>(draw.weighted(around.figures.ethnicity));
    officer.name = adult_name(draw, sex, ethnicity);
    officer.sex = printed(sex);
    officer.ethnicity = printed(ethnicity);
    officer.fte = 1.0;
    officer.contract = care::Contract::permanent;
    officer.started_on = started;
    const bool gone = ended <= around.as_at;
    if (gone) officer.ended_on = ended;
    if (role == Role::business_support) return officer;
    officer.swe_number = numbered("SW9", draw.below(100'000), 5);
    // Registration is renewed every year by 30 November.
    const Day last = gone ? ended : around.as_at;
    const YearMonthDay date = civil(last);
    const Day november = day_of(date.year, 11, 30);
    officer.swe_expires_on = november >= last ? november : day_of(date.year + 1, 11, 30);
    // The criminal records check is renewed every three years; with a few it was forgotten.
    const int since =
        std::min(last - started, draw.chance(40) ? draw.between(1100, 1400) : draw.between(0, 1090));
    officer.dbs_checked_on = last - since;
    return officer;
}

Service::Service(const Surroundings& around, const std::vector<InventedChild>& children,
                 const WorkingDays& calendar)
    : as_at_(around.as_at) {
    std::vector<AllocatedStay> stays;
    for (std::size_t i = 0; i < children.size(); ++i)
        for (const Stay& stay : children[i].stays)
            if (stay.began <= as_at_) stays.push_back({i, children[i].family, stay.began, stay.ends});
    const Allocated allocated = allocate(stays, as_at_, around.seed, calendar);
    add_officers(around, allocated.officers);
    draw_absences(around, allocated.officers);
    allocations.resize(children.size());
    allocated_.resize(children.size());
    for (const AllocatedSpan& span : allocated.spans) {
        if (span.from > as_at_ || span.until <= span.from) continue;
        const std::size_t child = stays[span.stay].child;
        care::Allocation row;
        row.child = {static_cast<std::uint32_t>(child)};
        row.officer = officers[static_cast<std::size_t>(span.officer)].officer;
        row.from_on = span.from;
        if (span.until <= as_at_) row.until_on = span.until;
        row.reason = span.reason;
        allocations[child].push_back(std::move(row));
        allocated_[child].push_back(span.officer);
    }
    Day first = as_at_;
    for (const auto& stay : stays) first = std::min(first, stay.began);
    add_others(around, allocated.officers.size(), first);
    std::size_t now = 0;
    for (const auto& child : children) now += child.is_looked_after(as_at_) ? 1 : 0;
    add_social_workers(around, std::max<std::size_t>(2, now / 14));
}

void Service::add_officers(const Surroundings& around, const std::vector<PostHolder>& posts) {
    int number = 0;
    for (const PostHolder& post : posts) {
        Draw draw(mixed(around.seed, 0x69726f), static_cast<std::uint64_t>(++number));
        Officer officer = draw_officer(around, Role::iro, "TESTIRO", number, post.from, post.until, draw);
        officer.team = "Independent reviewing";
        static constexpr double parts[] = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
        officer.fte = parts[post.tenths];
        if (post.agency) officer.contract = care::Contract::agency;
        officers.push_back(std::move(officer));
    }
}

// Long absences only: illness, and leave for a birth. Three of four are covered by a colleague.
void Service::draw_absences(const Surroundings& around, const std::vector<PostHolder>& posts) {
    absences_of_.resize(posts.size());
    for (std::size_t i = 0; i < posts.size(); ++i) {
        Draw draw(mixed(around.seed, 0x616273), i);
        const Day until = std::min(posts[i].until, as_at_);
        for (Day day = posts[i].from + draw.between(60, 360); day < until;
             day = day + draw.between(200, 420)) {
            const int way = draw.below(1000);
            if (way >= 125) continue;
            const int days = way < 25 ? draw.between(150, 300) : draw.between(8, 75);
            care::Absence absence;
            absence.officer = officers[i].officer;
            absence.from_on = day;
            if (day + days < until) absence.until_on = day + days;
            if (until != as_at_ && !absence.until_on) absence.until_on = until;
            absence.reason = way < 25 ? "maternity leave" : "sickness";
            std::vector<std::size_t> colleagues;
            for (std::size_t other = 0; other < posts.size(); ++other)
                if (other != i && posts[other].from <= day && posts[other].until >= day + days)
                    colleagues.push_back(other);
            if (!colleagues.empty() && draw.chance(750))
                absence.covered_by =
                    officers[colleagues[draw.below(static_cast<int>(colleagues.size()))]].officer;
            absences_of_[i].push_back(absences.size());
            absences.push_back(std::move(absence));
            day = day + days;
        }
    }
}

// Managers and business support, one holder after another.
void Service::add_others(const Surroundings& around, std::size_t posts, Day first) {
    Draw draw(around.seed, 0x6d616e);
    const auto add_post = [&](Role role, std::string_view id, std::string_view team, int& number) {
        for (Day day = first; day <= as_at_;) {
            const Day until = day + draw.between(900, 3600);
            Officer officer = draw_officer(around, role, id, ++number, day, until, draw);
            officer.team = team;
            officers.push_back(std::move(officer));
            day = until;
        }
    };
    int managers = 0, seniors = 0, supporters = 0;
    add_post(Role::manager, "TESTMAN", "Independent reviewing", managers);
    for (const auto& each : officers)
        if (each.role == Role::manager) managers_.emplace_back(*each.started_on, each.officer);
    // Of all who were ever in post some sixth are there at a time.
    for (std::size_t i = 0; i * 60 < posts; ++i)
        add_post(Role::business_support, "TESTBS", "Business support", supporters);
    for (std::size_t i = 1; i * 60 < posts; ++i)
        add_post(Role::senior_iro, "TESTSEN", "Independent reviewing", seniors);
}

void Service::add_social_workers(const Surroundings& around, std::size_t posts) {
    const Day first = std::min(around.kept_from, day_of(2022, 4, 1));
    int number = 0;
    for (std::size_t post = 0; post < posts; ++post) {
        Draw draw(mixed(around.seed, 0x736f63), post);
        auto& holders = posts_.emplace_back();
        for (Day day = first - draw.between(0, 900); day <= as_at_;) {
            const Day until = day + draw.from(days_of_worker);
            Officer officer = draw_officer(around, Role::social_worker, "TESTSW", ++number, day, until, draw);
            officer.team = numbered("Looked after ", static_cast<int>(post / 7) + 1, 1);
            officer.social_worker_id = numbered("SWTEST", number, 4);
            if (draw.chance(190)) officer.contract = care::Contract::agency;
            holders.push_back({day, until, officer.social_worker_id});
            officers.push_back(std::move(officer));
            day = until;
        }
    }
}

const Service::Holder& Service::holder(std::size_t post, Day on) const {
    const auto& holders = posts_[post];
    for (const Holder& each : holders)
        if (on < each.until) return each;
    return holders.back();
}

const Id<Officer>& Service::manager(Day on) const {
    std::size_t found = 0;
    while (found + 1 < managers_.size() && managers_[found + 1].first <= on) ++found;
    return managers_[found].second;
}

const Id<Officer>& Service::chair(std::size_t child, Day on) const {
    const auto& rows = allocations[child];
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (*rows[i].from_on > on || (rows[i].until_on && *rows[i].until_on <= on)) continue;
        for (const std::size_t place : absences_of_[static_cast<std::size_t>(allocated_[child][i])]) {
            const care::Absence& absence = absences[place];
            if (*absence.from_on > on || (absence.until_on && *absence.until_on <= on)) continue;
            return absence.covered_by.empty() ? manager(on) : absence.covered_by;
        }
        return rows[i].officer;
    }
    return manager(on);
}

void Service::add_stay_of_worker(const Stay& stay, const InventedChild& child, care::ChildNumber number,
                                 Day from, std::vector<care::WorkerEpisode>& out) const {
    Draw draw(mixed(child.seed, 0x776f726b), static_cast<std::uint64_t>(stay.began.count()));
    // Sisters and brothers have the same social worker.
    const auto family = Draw(mixed(0x706f7374, static_cast<std::uint64_t>(child.family))).next();
    std::size_t post = family % posts_.size();
    ReasonWorkerChanged reason = ReasonWorkerChanged::FCONTA;
    Day moves_on = stay.began + draw.between(25, 80);
    for (Day day = stay.began; day < stay.ends && day <= as_at_;) {
        const Holder& worker = holder(post, day);
        const Day until = std::min({worker.until, moves_on, stay.ends});
        const bool known =
            until > from && until > day &&
            (out.empty() || out.back().social_worker_id != worker.worker || *out.back().until_on != day);
        if (known) {
            care::WorkerEpisode row;
            row.child = number;
            row.born_on = child.born;
            row.social_worker_id = worker.worker;
            row.from_on = day;
            row.reason = reason;
            if (until <= as_at_) row.until_on = until;
            out.push_back(std::move(row));
        } else if (!out.empty() && until > day && out.back().social_worker_id == worker.worker) {
            out.back().until_on.reset();
            if (until <= as_at_) out.back().until_on = until;
        }
        reason = ReasonWorkerChanged::LEFTRL;
        if (until == moves_on) {
            using R = ReasonWorkerChanged;
            static constexpr std::array reasons = {R::TSPROC, R::MANAGE, R::ORGRST, R::ABSENC,
                                                   R::CHCHAN, R::PCCHAN, R::OTHERS};
            static constexpr int weights[] = {420, 260, 100, 90, 30, 30, 70};
            reason = moves_on < stay.began + 81 ? R::TSPROC : reasons[draw.weighted(weights)];
            post = (post + 1 + static_cast<std::size_t>(draw.below(static_cast<int>(posts_.size())))) %
                   posts_.size();
            moves_on = until + draw.between(200, 1400);
        }
        day = std::max(until, day + 1);
    }
}

std::vector<care::WorkerEpisode> Service::worker_episodes(const InventedChild& child,
                                                          care::ChildNumber number) const {
    std::vector<care::WorkerEpisode> out;
    const Day from = day_of(2023, 4, 1);  // the return asks for social workers since then
    for (const Stay& stay : child.stays)
        if (!stay.short_breaks && stay.ends > from && stay.began <= as_at_)
            add_stay_of_worker(stay, child, number, from, out);
    return out;
}

}  // namespace footprint::exchange::invented
