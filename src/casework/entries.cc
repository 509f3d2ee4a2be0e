#include "casework/entries.h"

#include <algorithm>

#include "base/text.h"
#include "care/mentions.h"
#include "casework/look.h"

namespace footprint::casework {

namespace {

// More than this share of a full post is hours a week.
constexpr double most_of_a_post = 2;

}  // namespace

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Contact& now,
                                   const care::Contact& before) {
    Look look(snapshot, child, before.contact.empty());
    look.must_be_said("on", now.on.has_value(), before.on.has_value(), "Write the day of the contact.");
    look.must_be_said("means", now.means != care::Means::not_recorded,
                      before.means != care::Means::not_recorded, "Choose how you were in touch.");
    look.has_happened("on", now.on, before.on);
    if (now.officer != before.officer)
        look.can_be_theirs("officer", now.officer, now.on.value_or(look.today()));
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Wish& now,
                                   const care::Wish& before) {
    Look look(snapshot, child, before.wish.empty());
    look.must_be_said("on", now.on.has_value(), before.on.has_value(),
                      "Write the day on which they said it.");
    look.has_happened("on", now.on, before.on);
    if (now.officer.empty() && now.not_officer.empty() && now.means == care::Means::not_recorded &&
        !now.not_at_school && now.words.empty())
        look.refuse("words", "Nothing is wished here. Write what the child said, or fill in another field.");
    if (!now.officer.empty() && now.officer == now.not_officer)
        look.refuse("not_officer",
                    "This is whom they would like. Choose another, or leave one of the two blank.");
    if (now.officer != before.officer) look.can_be_theirs("officer", now.officer, look.today());
    if (now.not_officer != before.not_officer) look.must_be_known("not_officer", now.not_officer);
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Midway& now,
                                   const care::Midway& before) {
    Look look(snapshot, child, before.midway.empty());
    look.must_be_said("held", now.held_on.has_value(), before.held_on.has_value(),
                      "Write the day on which you looked.");
    if (look.has_happened("held", now.held_on, before.held_on)) look.is_in_care("held", *now.held_on);
    if (now.officer != before.officer)
        look.can_be_theirs("officer", now.officer, now.held_on.value_or(look.today()));
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child,
                                   const care::SignificantEvent& now, const care::SignificantEvent& before) {
    Look look(snapshot, child, before.event.empty());
    look.must_be_said("on", now.on.has_value(), before.on.has_value(), "Write the day on which it happened.");
    look.must_be_said("kind", !now.kind.empty(), !before.kind.empty(), "Write what happened.");
    look.has_happened("on", now.on, before.on);
    if (look.has_happened("acknowledged", now.acknowledged_on, before.acknowledged_on))
        look.is_not_before("acknowledged", now.acknowledged_on, now.on, "it happened,");
    return look.take();
}

// A plan of protection may be of a child who is not looked after: care is not asked for.
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Conference& now,
                                   const care::Conference& before) {
    Look look(snapshot, child, before.conference.empty());
    look.must_be_said("kind", now.kind != care::ConferenceKind::not_recorded,
                      before.kind != care::ConferenceKind::not_recorded, "Choose the kind.");
    if (look.has_happened("held", now.held_on, before.held_on) ||
        now.strategy_discussion_on != before.strategy_discussion_on)
        look.is_not_before("held", now.held_on, now.strategy_discussion_on, "the strategy discussion was,");
    look.has_happened("strategy_discussion", now.strategy_discussion_on, before.strategy_discussion_on);
    if (look.has_happened("plan_started", now.plan_started_on, before.plan_started_on))
        look.is_not_before("plan_started", now.plan_started_on, now.held_on, "the conference was held,");
    if (look.has_happened("plan_ended", now.plan_ended_on, before.plan_ended_on))
        look.is_not_before("plan_ended", now.plan_ended_on, now.plan_started_on, "the plan began,");
    if (now.officer != before.officer)
        look.can_be_theirs("officer", now.officer, now.held_on.value_or(look.today()));
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child,
                                   const care::Proceedings& now, const care::Proceedings& before) {
    Look look(snapshot, child, before.proceedings.empty());
    look.must_be_said("kind", now.kind != care::ProceedingsKind::not_recorded,
                      before.kind != care::ProceedingsKind::not_recorded, "Choose what they are about.");
    look.must_be_said("began", now.began_on.has_value(), before.began_on.has_value(),
                      "Write the day on which they began.");
    look.has_happened("began", now.began_on, before.began_on);
    if (look.has_happened("ended", now.ended_on, before.ended_on) || now.began_on != before.began_on)
        look.is_not_before("ended", now.ended_on, now.began_on, "they began,");
    look.has_happened("guardian_told", now.guardian_told_on, before.guardian_told_on);
    return look.take();
}

// A hearing is mostly still to come, and views may be sent after it is fixed only.
std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Hearing& now,
                                   const care::Hearing& before) {
    Look look(snapshot, child, before.hearing.empty());
    const auto all = snapshot.records().proceedings.of({child});
    const auto in = std::find_if(all.begin(), all.end(), [&](const care::Proceedings& row) {
        return row.proceedings == now.proceedings;
    });
    if (in == all.end() && (before.hearing.empty() || now.proceedings != before.proceedings))
        look.refuse("on",
                    "It names no proceedings of this child. Begin it from the page of the proceedings.");
    look.must_be_said("on", now.on.has_value(), before.on.has_value(), "Write the day of the hearing.");
    if (in != all.end() && now.on != before.on)
        look.is_not_before("on", now.on, in->began_on, "the proceedings began,");
    if (now.on && now.on != before.on) look.is_a_day_of_work("on", *now.on);
    look.has_happened("views_sent", now.views_sent_on, before.views_sent_on);
    if (now.views_sent_on && now.on && *now.views_sent_on > *now.on)
        look.doubt("views_sent",
                   "The hearing was before it, on " + in_words(*now.on) + ". Is it right all the same?");
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, std::uint32_t child, const care::Allocation& now,
                                   const care::Allocation& before) {
    Look look(snapshot, child, before.officer.empty());
    look.must_be_said("officer", !now.officer.empty(), !before.officer.empty(),
                      "Choose who is to answer for the child.");
    look.must_be_said("from", now.from_on.has_value(), before.from_on.has_value(),
                      "Write from which day on.");
    if (!now.from_on) return look.take();
    look.is_in_care("from", *now.from_on);
    look.is_before_adulthood("from", *now.from_on);
    if (now.officer != before.officer) {
        look.can_be_theirs("officer", now.officer, *now.from_on);
        look.is_there("officer", now.officer, *now.from_on);
        look.is_wanted("officer", now.officer, care::wish_on(snapshot.records(), {child}, look.today()));
    }
    for (const care::Allocation& row : snapshot.records().allocations.of({child})) {
        if (!row.from_on) continue;
        if (*row.from_on > *now.from_on)
            look.refuse("from", "An allocation from " + in_words(*row.from_on) +
                                    " on is recorded already. Choose a later day.");
        else if (row.officer == now.officer && row.until_on.value_or(Day::never()) > *now.from_on)
            look.refuse("officer",
                        "The child is theirs already, since " + in_words(*row.from_on) + ". Choose another.");
    }
    return look.take();
}

namespace {

// Whether the child is the officer's on the day, or will be: of several the one allocated last counts.
bool is_theirs_from(std::span<const care::Allocation> rows, const Id<care::Officer>& officer, Day on) {
    const care::Allocation* last = nullptr;
    for (const care::Allocation& row : rows) {
        if (!row.from_on || row.until_on.value_or(Day::never()) <= on) continue;
        if (*row.from_on > on && row.officer == officer) return true;
        if (*row.from_on <= on) last = &row;
    }
    return last != nullptr && last->officer == officer;
}

// Children who are with the service and would be nobody's. Of a day that is past, those of today.
std::int64_t children_left_with(const Snapshot& snapshot, const Id<care::Officer>& officer, Day on) {
    const auto& lines = snapshot.lines();
    return std::count_if(lines.begin(), lines.end(), [&](const ChildLine& line) {
        return (line.looked_after || line.short_breaks) &&
               is_theirs_from(snapshot.records().allocations.of({line.child}), officer,
                              std::max(on, snapshot.as_at()));
    });
}

void look_at_children_left(Look& look, const care::Officer& now, const care::Officer& before) {
    const bool ends = now.ended_on && now.ended_on != before.ended_on;
    const bool is_no_iro = care::is_iro(before.role) && !care::is_iro(now.role);
    if (!ends && !is_no_iro) return;
    const std::int64_t left =
        children_left_with(look.snapshot(), now.officer, ends ? *now.ended_on : look.today());
    if (left == 0) return;
    look.doubt(ends ? "ended" : "role",
               counted(left, "child is", "children are") +
                   " still theirs then. Give them to somebody else first; or is it right all the same?");
}

void look_at_registration(Look& look, const care::Officer& now, const care::Officer& before) {
    const bool is_past = now.swe_expires_on && *now.swe_expires_on < look.today();
    if (is_past && now.swe_expires_on != before.swe_expires_on && !now.ended_on)
        look.doubt("swe_expires", in_words(*now.swe_expires_on) +
                                      " is past, and they are registered no more. Is it right all the same?");
    if (now.swe_number.empty() || now.swe_number == before.swe_number) return;
    for (const care::Officer& row : look.snapshot().records().officers)
        if (row.officer != now.officer && row.swe_number == now.swe_number)
            look.doubt("swe_number", "This is the number of " +
                                         (row.name.empty() ? row.officer.text : row.name) +
                                         ". Is it right all the same?");
}

void look_at_namesakes(Look& look, const care::Officer& now, const care::Officer& before) {
    if (now.name.empty() || now.name == before.name) return;
    for (const care::Officer& row : look.snapshot().records().officers)
        if (row.officer != now.officer && lower(row.name) == lower(now.name))
            look.doubt("name", "Somebody of this name is recorded already, as '" +
                                   Look::shown(row.officer.text) + "'. Is this another person?");
}

}  // namespace

std::vector<EntryRemark> look_over(const Snapshot& snapshot, const care::Officer& now,
                                   const care::Officer& before) {
    Look look(snapshot, no_child, before.officer.empty());
    look.must_be_said("name", !now.name.empty(), !before.name.empty(), "Write the name.");
    look.must_be_said("role", now.role != care::Role::not_recorded, before.role != care::Role::not_recorded,
                      "Choose what they are.");
    if (now.fte && now.fte != before.fte) {
        if (!(*now.fte >= 0 && *now.fte <= most_of_a_post))
            look.refuse("fte", "A full post is 1, and half of one 0.5. Write which share of one it is.");
        else if (*now.fte > 1)
            look.doubt("fte", "This is more than a full post, which is 1. Is it right all the same?");
    }
    if (now.started_on != before.started_on || now.ended_on != before.ended_on)
        look.is_not_before("ended", now.ended_on, now.started_on, "they began");
    look.has_happened("dbs_checked", now.dbs_checked_on, before.dbs_checked_on);
    look_at_registration(look, now, before);
    look_at_namesakes(look, now, before);
    look_at_children_left(look, now, before);
    return look.take();
}

std::size_t rows_naming(const care::Records& records, const Id<care::Officer>& officer) {
    std::size_t naming = 0;
    care::for_each_table(records, [&](const auto& table) {
        using Row = std::remove_cvref_t<decltype(*care::rows_of(table).begin())>;
        if constexpr (!std::is_same_v<Row, care::Officer>) {
            for (const Row& row : care::rows_of(table)) {
                bool names = false;
                care::for_each_field<Row>([&](const auto& field) {
                    using Value = std::remove_cvref_t<decltype(row.*field.member)>;
                    if constexpr (std::is_same_v<Value, Id<care::Officer>>)
                        names = names || row.*field.member == officer;
                });
                naming += names ? 1 : 0;
            }
        }
    });
    return naming;
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, const care::Absence& now,
                                   const care::Absence& before) {
    Look look(snapshot, no_child, !before.from_on);
    look.must_be_said("from", now.from_on.has_value(), before.from_on.has_value(), "Write the first day.");
    if (!now.from_on) return look.take();
    look.is_not_before("until", now.until_on, now.from_on, "the first day,");
    if (now.covered_by != before.covered_by) {
        if (now.covered_by == now.officer && !now.officer.empty())
            look.refuse("covered_by", "Nobody covers for themselves. Choose somebody else.");
        look.can_be_theirs("covered_by", now.covered_by, *now.from_on);
        if (!now.covered_by.empty()) look.is_there("covered_by", now.covered_by, *now.from_on);
    }
    for (const care::Absence& row : snapshot.records().absences) {
        if (row.officer != now.officer || !row.from_on || row.from_on == before.from_on) continue;
        if (*row.from_on <= now.until_on.value_or(Day::never()) &&
            *now.from_on <= row.until_on.value_or(Day::never()))
            look.refuse("from", "It runs into an absence that is recorded from " + in_words(*row.from_on) +
                                    " on. Change that one, or choose other days.");
    }
    return look.take();
}

std::vector<EntryRemark> look_over(const Snapshot& snapshot, const care::Supervision& now,
                                   const care::Supervision& before) {
    Look look(snapshot, no_child, !before.on);
    look.must_be_said("on", now.on.has_value(), before.on.has_value(), "Write the day.");
    look.must_be_said("kind", now.kind != care::SupervisionKind::not_recorded,
                      before.kind != care::SupervisionKind::not_recorded, "Choose what it was.");
    look.has_happened("on", now.on, before.on);
    const auto is_of = [](const care::Supervision& row, const care::Supervision& other) {
        return row.officer == other.officer && row.on == other.on && row.kind == other.kind;
    };
    for (const care::Supervision& row : snapshot.records().supervision)
        if (is_of(row, now) && !is_of(row, before) && !(row == now))
            look.refuse("on", "One of this kind is recorded on that day already. Change that one.");
    if (now.children == before.children) return look.take();
    for (const std::string_view id : care::ids_in(now.children))
        if (!snapshot.records().find(id).is_known())
            look.is_not_there("children", "There is no child '" + Look::shown(id) +
                                              "'. Write ids, with a comma between them.");
    return look.take();
}

}  // namespace footprint::casework
