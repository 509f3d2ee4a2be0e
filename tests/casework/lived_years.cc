#include "casework/lived_years.h"

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>

#include "base/text.h"
#include "casework/allocation.h"
#include "casework/booking.h"
#include "casework/casework.h"
#include "casework/entries.h"
#include "casework/tasks.h"
#include "exchange/invented_authority.h"

namespace footprint::casework::tests {

namespace {

const Day first_day = day_of(2024, 1, 2);

class Service {
  public:
    Service(int children, std::uint64_t seed) : random_(seed) {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-years-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        address_.db = "sqlite:" + (folder_ / "years.db").string();
        const auto ground = std::move(shipped_ground("standard")).value();
        exchange::InventedOptions options;
        options.children = children;
        options.years = 1;
        options.seed = seed;
        options.faults = 0;
        options.as_at = first_day - 1;
        care::Records records = exchange::invent(options, 0, *ground->rules.calendar);
        records.settle();
        const auto made = Casework::create_authority(address_, records.authority.front(), actor());
        if (!made) differs(printed(made.problems()));
        casework_ = std::move(Casework::open(address_)).value();
        if (const auto taken = casework_->take_over(records, actor(), "invented"); !taken)
            differs(printed(taken.problems()));
    }
    ~Service() {
        casework_.reset();
        std::filesystem::remove_all(folder_);
    }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    void live_a_day() {
        now_ = read();
        if (is_likely(0.1)) somebody_comes_or_goes();
        const auto morning = now_;
        for (const ChildLine& line : morning->lines()) {
            if (!line.looked_after) continue;
            child_ = line.child;
            allocate(line);
            look_at_bookings();
            book(line);
            if (is_likely(0.02)) be_in_touch();
        }
        for (const Task& task : casework::tasks(*morning)) do_task(task);
        ++lived_.days;
        today_ = today_ + 1;
    }

    // What is kept up to date by small steps, against the same from nothing.
    void recount() {
        now_ = read();
        const auto anew = std::move(Casework::open(address_)).value();
        const auto fresh = std::move(anew->read({today_, std::nullopt, std::nullopt})).value();
        compare_timetables(*fresh);
        compare_tasks(*fresh);
        compare_caseloads();
        compare_ledger();
        if (const Problems problems = casework_->store().verify(); !problems.empty())
            differs("the store: " + printed(problems));
    }

    LivedYears take() { return std::move(lived_); }

  private:
    Actor actor() const { return {"simulated", start_of(today_)}; }
    std::shared_ptr<const Snapshot> read() {
        return std::move(casework_->read({today_, std::nullopt, std::nullopt})).value();
    }
    void differs(const std::string& what) { lived_.differences.push_back(iso(today_) + ": " + what); }

    // ---- Chance

    bool is_likely(double share) { return std::uniform_real_distribution<>(0, 1)(random_) < share; }
    int between(int least, int most) { return std::uniform_int_distribution<>(least, most)(random_); }
    std::string fresh(const char* prefix) { return prefix + std::to_string(++made_); }

    // ---- Verbs

    // As a page does: what cannot be is refused before it is written.
    template <class Row>
    bool may_stand(const Row& now, const Row& before = {}) {
        bool may = true;
        for (const EntryRemark& remark : look_over(*now_, child_, now, before))
            if (!remark.is_doubt) {
                differs("refused " + std::string(remark.column) + ": " + remark.message);
                may = false;
            }
        return may;
    }
    store::ChangeSet begin(const char* verb) { return {verb, now_->records(), now_->version()}; }
    // The next form is opened on a picture that has this in it.
    void write(store::ChangeSet& changes) {
        changes.about({child_});
        const auto written = casework_->write(changes, actor());
        if (!written) return differs(printed(written.problems()));
        ++lived_.acts[changes.verb()];
        now_ = read();
    }

    // An import of one child's header and episodes, as a nightly file would bring it.
    void somebody_comes_or_goes() {
        care::Records newer;
        const auto& records = now_->records();
        if (is_likely(0.5)) {
            care::Child child;
            child.id = fresh("TESTNEW");
            child.born_on = today_ - between(10, 16 * 365);
            newer.children.push_back(child);
            care::Episode episode;
            episode.child = {0};
            episode.began_on = today_ - between(0, 3);
            episode.reason_for_new = care::ReasonForNewEpisode::S;
            episode.legal_status = care::LegalStatus::C2;
            episode.place = care::PlacementType::U6;
            newer.episodes.add(episode);
        } else {
            const auto child =
                static_cast<std::uint32_t>(between(0, static_cast<int>(records.children.size()) - 1));
            if (!now_->lines()[child].looked_after) return;
            newer.children.push_back(records.children[child]);
            care::Episode episode = records.episodes.of({child}).back();
            episode.child = {0};
            episode.ended_on = std::max(today_, *episode.began_on + 1);
            episode.reason_ceased = care::ReasonEpisodeCeased::E13;
            newer.episodes.add(episode);
        }
        newer.settle();
        if (const auto taken = casework_->take_over(newer, actor(), "nightly"); !taken)
            differs(printed(taken.problems()));
        ++lived_.acts["apply"];
        now_ = read();
    }

    void allocate(const ChildLine& line) {
        if (line.officer != measures::none && !is_likely(0.002)) return;
        const auto choice = choice_for(*now_, child_, today_);
        const auto best = std::find_if(choice.candidates.begin(), choice.candidates.end(),
                                       [](const Candidate& one) { return !one.is_now && !one.is_away; });
        if (best == choice.candidates.end()) return;
        const care::Allocation wanted{
            {child_}, now_->records().officers[best->officer].officer, today_, {}, "room"};
        for (const care::Allocation& row : now_->records().allocations.of({child_}))
            if (row.from_on && *row.from_on >= today_) return;  // one a day
        if (!may_stand(wanted)) return;
        auto changes = begin("allocate");
        for (const care::Allocation& row : rows_of_allocation(*now_, wanted)) changes.put(row);
        write(changes);
    }

    void book(const ChildLine& line) {
        if (line.next == nullptr || line.booked_on || line.next->is.latest > today_ + 28 || !is_likely(0.3))
            return;
        for (const care::ReviewDetails& row : now_->records().review_details.of({child_}))
            if (row.booked_on && !row.held_on && *row.booked_on >= today_) return;
        care::ReviewDetails row;
        row.review.text = fresh("TESTSIM");
        row.child = {child_};
        const Day latest = std::max(line.next->is.latest, today_ + 1);
        row.booked_on = std::min(latest, today_ + between(1, 14));
        if (line.officer != measures::none) row.officer = now_->records().officers[line.officer].officer;
        const Day born_on = now_->cohort().born_on(child_);
        if (!born_on.is_never() && *row.booked_on >= birthday(born_on, 18)) return;
        if (!may_stand(row)) return;
        auto changes = begin("book_review");
        changes.put(row);
        write(changes);
    }

    void look_at_bookings() {
        const auto picture = now_;
        for (const care::ReviewDetails& row : picture->records().review_details.of({child_})) {
            if (row.held_on || !row.booked_on || *row.booked_on != today_ ||
                !row.review.text.starts_with("TESTSIM"))
                continue;
            is_likely(0.75) ? hold(row) : stand_down(row);
            return;
        }
    }

    void hold(const care::ReviewDetails& booked) {
        care::ReviewDetails row = booked;
        row.held_on = today_;
        row.participation = {now_->cohort().age_of(child_, today_) < 4 ? care::Participation::PN0
                                                                       : care::Participation::PN1};
        row.care_plan_received_on = today_ - between(0, 5);
        if (!may_stand(row, booked)) return;
        auto changes = begin("hold_review");
        changes.put(row);
        changes.put(care::Attendance{row.review, care::Party::carer, true, is_likely(0.8), {}, {}});
        for (int i = between(0, 3); i > 0; --i)
            changes.put(care::Decision{{fresh("TESTDEC")},
                                       row.review,
                                       "Something to do",
                                       "social_worker",
                                       today_ + between(5, 60),
                                       {},
                                       ""});
        write(changes);
        held_.insert(row.review.text);
    }

    void stand_down(const care::ReviewDetails& booked) {
        care::StoodDown row{booked.review, booked.booked_on, today_, "illness", {}};
        const Day born_on = now_->cohort().born_on(child_);
        const Day again = today_ + between(1, 10);
        if (is_likely(0.7) && (born_on.is_never() || again < birthday(born_on, 18)))
            row.rearranged_for_on = again;
        if (!may_stand(row)) return;
        auto changes = begin("stand_down_review");
        changes.put(row);
        const auto moved = review_after(*now_, child_, row);
        if (!moved) return differs("the booking was not there");
        changes.put(*moved);
        write(changes);
        ++stood_down_;
    }

    void be_in_touch() {
        care::Contact row{{fresh("TESTCON")}, {child_},       {},      today_,
                          care::Means::call,  is_likely(0.5), "Talked"};
        if (!may_stand(row)) return;
        auto changes = begin("record_contact");
        changes.put(row);
        write(changes);
    }

    void do_task(const Task& task) {
        child_ = task.child;
        const bool is_paper = task.kind == TaskKind::send_decisions ||
                              task.kind == TaskKind::complete_record || task.kind == TaskKind::share_record;
        if (is_paper && is_likely(0.3)) return send(task);
        const bool is_open = task.kind == TaskKind::follow_decision || task.kind == TaskKind::stop_drift;
        if (is_open && is_likely(0.1)) return follow(task);
        if (task.kind == TaskKind::do_midway && is_likely(0.1)) {
            care::Midway row{{fresh("TESTMID")}, {child_}, {}, today_, care::MidwayQuality::good, ""};
            if (!may_stand(row)) return;
            auto changes = begin("record_midway");
            changes.put(row);
            write(changes);
        }
    }

    void send(const Task& task) {
        for (const care::ReviewDetails& row : now_->records().review_details.of({child_})) {
            if (row.review.text != task.about || !row.held_on) continue;
            care::ReviewDetails sent = row;
            if (task.kind == TaskKind::send_decisions) sent.decisions_sent_on = today_;
            if (task.kind == TaskKind::complete_record) sent.record_completed_on = today_;
            if (task.kind == TaskKind::share_record) sent.record_shared_on = today_;
            if (!may_stand(sent, row)) return;
            auto changes = begin("finish_review");
            changes.put(sent);
            return write(changes);
        }
    }

    void follow(const Task& task) {
        for (const std::uint32_t place : now_->decisions_of(child_)) {
            const care::Decision before = now_->records().decisions[place];
            if (before.decision.text != task.about) continue;
            care::Decision done = before;
            done.done_on = today_;
            if (!may_stand(done, before)) return;
            auto changes = begin("record_decision");
            changes.put(done);
            return write(changes);
        }
    }

    // ---- The recount

    static std::vector<std::string> timetable_of(const Snapshot& snapshot) {
        std::vector<std::string> lines;
        for (const ChildLine& line : snapshot.lines()) {
            std::string said =
                snapshot.records().children[line.child].id + (line.looked_after ? " in" : " out");
            if (line.officer != measures::none)
                said += " " + snapshot.records().officers[line.officer].officer.text;
            if (line.booked_on) said += " booked " + iso(*line.booked_on);
            if (line.next != nullptr) said += " next " + iso(line.next->is.latest);
            for (const std::uint32_t place : snapshot.cohort().reviews_of(line.child)) {
                const measures::CohortReview& review = snapshot.cohort().review(place);
                said += " " + iso(review.held_on) + (review.in_time ? "" : "!");
            }
            lines.push_back(said);
        }
        return lines;
    }
    static std::vector<std::string> tasks_of(const Snapshot& snapshot) {
        std::vector<std::string> lines;
        for (const Task& task : casework::tasks(snapshot))
            lines.push_back(snapshot.records().children[task.child].id + " " +
                            std::string(printed(task.kind)) + " " + iso(task.due) + " " + task.about);
        return lines;
    }
    void compare(const char* what, const std::vector<std::string>& here,
                 const std::vector<std::string>& fresh) {
        for (std::size_t i = 0; i < std::max(here.size(), fresh.size()); ++i) {
            const std::string one = i < here.size() ? here[i] : "nothing";
            const std::string other = i < fresh.size() ? fresh[i] : "nothing";
            if (one == other) continue;
            return differs(std::string(what) + ": " + one + " against " + other);
        }
    }
    void compare_timetables(const Snapshot& fresh) {
        compare("timetable", timetable_of(*now_), timetable_of(fresh));
    }
    void compare_tasks(const Snapshot& fresh) { compare("tasks", tasks_of(*now_), tasks_of(fresh)); }

    // Counted by hand, out of the rows alone.
    void compare_caseloads() {
        std::map<std::string, int> by_hand;
        for (const ChildLine& line : now_->lines()) {
            bool in_care = false;
            for (const care::Episode& row : now_->records().episodes.of({line.child}))
                in_care = in_care || (row.began_on && *row.began_on <= today_ &&
                                      row.ended_on.value_or(Day::never()) > today_ &&
                                      !care::is_short_break(row.legal_status));
            const Day born_on = now_->cohort().born_on(line.child);
            if (!in_care || (!born_on.is_never() && birthday(born_on, 18) <= today_)) continue;
            const care::Allocation* newest = nullptr;
            for (const care::Allocation& row : now_->records().allocations.of({line.child}))
                if (row.from_on && *row.from_on <= today_ && row.until_on.value_or(Day::never()) > today_ &&
                    is_iro(row.officer))
                    newest = &row;
            if (newest != nullptr) ++by_hand[newest->officer.text];
        }
        std::map<std::string, int> figures;
        for (const measures::Figure& figure :
             measures::work_out(*measures::find_measure("caseload.by_officer"), now_->cohort(),
                                now_->ground().profile, measures::on(today_)))
            if (figure.column.empty() && !figure.row.empty() && is_iro({figure.row}))
                figures[figure.row] = static_cast<int>(figure.value.value_or(0));
        for (const auto& [officer, number] : by_hand)
            if (figures[officer] != number)
                differs("caseload of " + officer + ": " + std::to_string(figures[officer]) + " against " +
                        std::to_string(number));
    }
    bool is_iro(const Id<care::Officer>& id) const {
        const auto& officers = now_->records().officers;
        return std::any_of(officers.begin(), officers.end(), [&](const care::Officer& one) {
            return one.officer == id && care::is_iro(one.role);
        });
    }

    // What was done is there, and the journal tells of each act once.
    void compare_ledger() {
        std::size_t held = 0;
        for (const care::ReviewDetails& row : now_->records().review_details.all())
            held += row.held_on && held_.contains(row.review.text) ? 1 : 0;
        if (held != held_.size())
            differs("reviews held: " + std::to_string(held) + " against " + std::to_string(held_.size()));
        std::size_t rows = 0;
        for (const care::StoodDown& row : now_->records().stood_down)
            rows += row.review.text.starts_with("TESTSIM") ? 1 : 0;
        if (rows != stood_down_)
            differs("stood down: " + std::to_string(rows) + " against " + std::to_string(stood_down_));
        for (const auto& [verb, number] : lived_.acts) {
            store::JournalQuestion question;
            question.verb = verb;
            question.limit = 1'000'000;
            const std::size_t told = casework_->journal(question).size() - (verb == "apply" ? 1 : 0);
            if (told != static_cast<std::size_t>(number))
                differs("journal of " + verb + ": " + std::to_string(told) + " against " +
                        std::to_string(number));
        }
    }

    std::mt19937_64 random_;
    std::filesystem::path folder_;
    Address address_;
    std::unique_ptr<Casework> casework_;
    std::shared_ptr<const Snapshot> now_;
    Day today_ = first_day;
    std::uint32_t child_ = 0;
    int made_ = 0;
    std::set<std::string> held_;
    std::size_t stood_down_ = 0;
    LivedYears lived_;
};

}  // namespace

LivedYears live(int children, int days, int recounted, std::uint64_t seed) {
    Service service(children, seed);
    for (int day = 0; day < days; ++day) {
        service.live_a_day();
        if (day % recounted == recounted - 1) service.recount();
    }
    return service.take();
}

}  // namespace footprint::casework::tests
