#include "casework/footprint.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "care/mentions.h"
#include "casework/kinds.h"
#include "casework/review_record.h"

namespace footprint::casework {

namespace {

constexpr Kinds kinds({
    KindRow<ActKind>{ActKind::allocation, "allocation", "Allocated"},
    KindRow<ActKind>{ActKind::contact, "contact", "In touch with the child"},
    KindRow<ActKind>{ActKind::midway, "midway", "{Midway check}"},
    KindRow<ActKind>{ActKind::review, "review", "{Review}"},
    KindRow<ActKind>{ActKind::stood_down, "stood_down", "{Review} stood down"},
    KindRow<ActKind>{ActKind::decisions_sent, "decisions_sent", "{Decisions} sent"},
    KindRow<ActKind>{ActKind::record_completed, "record_completed", "{Record of the review} written"},
    KindRow<ActKind>{ActKind::record_shared, "record_shared", "{Record of the review} shared"},
    KindRow<ActKind>{ActKind::event, "event", "Told of"},
    KindRow<ActKind>{ActKind::decision, "decision", "{Decision} done"},
    KindRow<ActKind>{ActKind::permanence, "permanence", "Step towards permanence"},
    KindRow<ActKind>{ActKind::conference, "conference", "Child protection"},
    KindRow<ActKind>{ActKind::court, "court", "In court"},
    KindRow<ActKind>{ActKind::wish, "wish", "Wish of the child"},
    KindRow<ActKind>{ActKind::supervision, "supervision", "Talked over in supervision"},
    KindRow<ActKind>{ActKind::objection, "objection", "Objection to a {decision}"},
    KindRow<ActKind>{ActKind::agreed, "agreed", "{Decisions} agreed"},
});

// "A code of a list" as people read it, where the profile has no words for it.
std::string spaced(std::string_view code) {
    std::string words(code);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

class Walk {
  public:
    Walk(const Snapshot& snapshot, std::uint32_t child)
        : snapshot_(snapshot), records_(snapshot.records()), child_(child) {
        std::map<std::string_view, const care::Objection*> all;
        for (const care::Objection& row : records_.objections) all.emplace(row.decision.text, &row);
        for (const std::uint32_t place : snapshot_.decisions_of(child_))
            if (const auto found = all.find(records_.decisions[place].decision.text); found != all.end())
                objections_.insert(*found);
    }

    Footprint take() {
        add_allocations();
        add_reviews();
        add_stood_down();
        add_between();
        add_conferences();
        add_proceedings();
        add_supervision();
        add_decisions();
        std::erase_if(made_.acts, [&](const Act& act) { return act.on > snapshot_.as_at(); });
        std::stable_sort(made_.acts.begin(), made_.acts.end(), [](const Act& a, const Act& b) {
            return std::tie(a.on, a.kind) < std::tie(b.on, b.kind);
        });
        find_gap();
        return std::move(made_);
    }

  private:
    const practice::Profile& profile() const { return snapshot_.ground().profile; }
    std::string name_of(const Id<care::Officer>& officer) const {
        return snapshot_.officer_name(snapshot_.cohort().officer_number(officer.text));
    }
    void add(const std::optional<Day>& on, ActKind kind, std::string_view officer,
             const std::vector<std::string>& words) {
        if (!on) return;
        std::string said;
        for (const std::string& part : words)
            if (!part.empty()) said += (said.empty() ? "" : "; ") + part;
        made_.acts.push_back({*on, kind,
                              officer.empty() ? measures::none : snapshot_.cohort().officer_number(officer),
                              std::move(said)});
    }

    void add_allocations() {
        for (const care::Allocation& row : records_.allocations.of({child_}))
            add(row.from_on, ActKind::allocation, row.officer.text, {row.reason});
    }

    void add_reviews() {
        const auto& cohort = snapshot_.cohort();
        for (const std::uint32_t place : cohort.reviews_of(child_)) {
            const measures::CohortReview& review = cohort.review(place);
            std::vector<std::string> words;
            if (!review.in_time) words.emplace_back("held late");
            if (review.participation != care::Participation::not_recorded)
                words.emplace_back(snapshot_.ground().codes.label(review.participation));
            if (review.chaired == care::Chaired::yes) words.emplace_back("the child chaired it");
            if (review.chaired == care::Chaired::co)
                words.emplace_back("the child chaired it with the officer");
            if (review.completed_on != review.held_on)
                words.push_back("completed on " + in_words(review.completed_on));
            const care::ReviewDetails* const row = cohort.details(review);
            if (row != nullptr && row->resumes_on)
                words.push_back("adjourned until " + in_words(*row->resumes_on) + ": " +
                                row->adjourned_reason);
            if (review.mode == care::Mode::no_sitting) words.emplace_back("without a meeting");
            const std::string officer =
                review.officer == measures::none ? "" : records_.officers[review.officer].officer.text;
            add(review.held_on, ActKind::review, officer, words);
            if (row == nullptr) continue;
            add(row->decisions_sent_on, ActKind::decisions_sent, officer, {});
            add_agreement(*row);
            add(row->record_completed_on, ActKind::record_completed, officer, {});
            add(row->record_shared_on, ActKind::record_shared, officer, {});
        }
    }

    // Silence is agreement from the end of the days in which managers may object.
    void add_agreement(const care::ReviewDetails& review) {
        const AgreementOn silent = agreement_of(snapshot_, review, nullptr);
        if (silent.is != Agreement::agreed_by_silence) return;
        std::int64_t agreed = 0;
        for (const std::uint32_t place : snapshot_.decisions_of(child_)) {
            const care::Decision& row = records_.decisions[place];
            if (row.review == review.review && !objections_.contains(row.decision.text)) ++agreed;
        }
        if (agreed > 0)
            add(silent.on, ActKind::agreed, "",
                {profile().words.decision.counted(agreed) + ", to which nobody objected"});
    }

    void add_stood_down() {
        const auto own = records_.review_details.of({child_});
        if (own.empty()) return;
        for (const care::StoodDown& row : records_.stood_down) {
            const auto review = std::find_if(own.begin(), own.end(), [&](const care::ReviewDetails& details) {
                return details.review.text == row.review.text;
            });
            if (review == own.end()) continue;
            add(row.stood_down_on ? row.stood_down_on : row.booked_for_on, ActKind::stood_down,
                review->officer.text,
                {row.booked_for_on ? "it was booked for " + in_words(*row.booked_for_on) : "",
                 std::string(practice::label(profile().stood_down_reasons, row.reason)),
                 row.rearranged_for_on ? "rearranged for " + in_words(*row.rearranged_for_on) : ""});
        }
    }

    void add_between() {
        for (const care::Contact& row : records_.contacts.of({child_}))
            add(row.on, ActKind::contact, row.officer.text,
                {row.means == care::Means::not_recorded
                     ? ""
                     : std::string(practice::label(profile().means, care::printed(row.means))),
                 row.alone ? (*row.alone ? "alone" : "not alone") : "", row.about});
        for (const care::Midway& row : records_.midways.of({child_}))
            add(row.held_on, ActKind::midway, row.officer.text,
                {row.quality == care::MidwayQuality::not_recorded
                     ? ""
                     : "judged " + std::string(care::printed(row.quality)),
                 row.outcome});
        for (const care::SignificantEvent& row : records_.events.of({child_}))
            add(row.on, ActKind::event, "",
                {spaced(row.kind), row.told_iro && !*row.told_iro ? "the officer was not told" : "",
                 row.acknowledged_on ? "acknowledged on " + in_words(*row.acknowledged_on) : "",
                 row.response});
        for (const care::Wish& row : records_.wishes.of({child_}))
            add(row.on, ActKind::wish, "",
                {row.officer.empty() ? "" : "would like " + name_of(row.officer),
                 row.not_officer.empty() ? "" : "does not want " + name_of(row.not_officer),
                 row.means == care::Means::not_recorded
                     ? ""
                     : "to be reached by " +
                           lower(practice::label(profile().means, care::printed(row.means))),
                 row.not_at_school ? (*row.not_at_school ? "not at school" : "at school is all right") : "",
                 row.words});
        for (const care::PermanenceStep& row : records_.permanence.of({child_}))
            add(row.on, ActKind::permanence, "",
                {spaced(care::printed(row.milestone)), spaced(care::printed(row.plan))});
    }

    void add_proceedings() {
        for (const care::Proceedings& row : records_.proceedings.of({child_})) {
            const bool is_known = row.kind != care::ProceedingsKind::not_recorded;
            add(row.began_on, ActKind::court, "",
                {is_known ? spaced(care::printed(row.kind)) + " proceedings began" : "proceedings began",
                 row.court});
            add(row.guardian_told_on, ActKind::court, "", {"the guardian was told who the IRO is"});
            add(row.ended_on, ActKind::court, "", {"proceedings ended", row.outcome});
        }
        for (const care::Hearing& row : records_.hearings.of({child_})) {
            const bool is_known = row.kind != care::HearingKind::not_recorded;
            add(row.on, ActKind::court, "",
                {is_known ? spaced(care::printed(row.kind)) + " hearing" : "hearing", row.outcome});
            add(row.views_sent_on, ActKind::court, "", {"views sent before the hearing", row.views});
        }
    }

    void add_conferences() {
        for (const care::Conference& row : records_.conferences.of({child_})) {
            const std::string kind(care::printed(row.kind));
            add(row.held_on, ActKind::conference, row.officer.text,
                {row.kind == care::ConferenceKind::not_recorded ? "conference" : kind + " conference",
                 row.due_on && row.held_on && *row.held_on > *row.due_on
                     ? "it was due on " + in_words(*row.due_on)
                     : "",
                 row.category});
            add(row.plan_started_on, ActKind::conference, row.officer.text, {"the plan began", row.category});
            add(row.plan_ended_on, ActKind::conference, row.officer.text, {"the plan ended"});
        }
    }

    // That it was talked over; what was said is the officer's record.
    void add_supervision() {
        const std::string& id = records_.children[child_].id;
        for (const care::Supervision& row : records_.supervision)
            if (care::mentions(row.children, id))
                add(row.on, ActKind::supervision, row.officer.text,
                    {row.kind == care::SupervisionKind::not_recorded ? "" : spaced(care::printed(row.kind))});
    }

    void add_decisions() {
        for (const std::uint32_t place : snapshot_.decisions_of(child_)) {
            const care::Decision& row = records_.decisions[place];
            ++made_.decisions;
            if (const auto found = objections_.find(row.decision.text); found != objections_.end()) {
                const care::Objection& objection = *found->second;
                add(objection.raised_on, ActKind::objection, "", {objection.raised_by, objection.reason});
                add(objection.answered_on, ActKind::objection, "",
                    {"answered: " + spaced(care::printed(objection.outcome)), objection.answer});
            }
            if (!row.done_on || *row.done_on > snapshot_.as_at()) continue;
            ++made_.decisions_done;
            add(row.done_on, ActKind::decision, "", {row.text, row.progress});
        }
    }

    static bool is_of_the_service(const Act& act) {
        return act.kind == ActKind::review || act.kind == ActKind::midway || act.kind == ActKind::contact;
    }

    void find_gap() {
        for (const measures::CohortPeriod& period : snapshot_.cohort().periods_of(child_)) {
            const Day end = std::min(period.until, snapshot_.as_at());
            Day after = period.from;
            const auto up_to = [&](Day before) {
                if (!made_.longest_gap || before - after > made_.longest_gap->days())
                    made_.longest_gap = Gap{after, before};
                after = before;
            };
            for (const Act& act : made_.acts)
                if (is_of_the_service(act) && act.on > period.from && act.on < end) up_to(act.on);
            if (end > period.from) up_to(end);
        }
    }

    const Snapshot& snapshot_;
    const care::Records& records_;
    const std::uint32_t child_;
    std::map<std::string_view, const care::Objection*> objections_;  // to the child's decisions
    Footprint made_;
};

}  // namespace

std::string_view printed(ActKind kind) {
    return kinds[kind].printed;
}

std::string_view to_be_worded(ActKind kind) {
    return kinds[kind].to_be_worded;
}

std::span<const ActKind> act_kinds() {
    return kinds.all();
}

Footprint footprint_of(const Snapshot& snapshot, std::uint32_t child) {
    return Walk(snapshot, child).take();
}

}  // namespace footprint::casework
