// Address  GET and POST /children/{child}/reviews/{id}/together
// Who      book
// Shows    which other children's reviews fall into the same weeks, brothers and sisters first
// Changes  which reviews are held in one meeting: they are moved to its day, place and officer, and what was
//          booked before stands in the ledger
#include "web/pages/together.h"

#include <algorithm>

#include "base/text.h"
#include "casework/entries.h"
#include "web/pages/remarks.h"
#include "web/pages/sheet.h"

namespace footprint::web::pages {

namespace {

constexpr int days_around = 28;

struct Candidate {
    std::uint32_t child = 0;
    const care::ReviewDetails* booked = nullptr;  // null: a review falls due, and none is booked
    bool is_sibling = false;
    bool is_chosen = false;
};

bool is_of(const care::ReviewDetails& row, const care::ReviewDetails& other) {
    return !row.sitting.empty() && row.sitting == other.sitting && row.review != other.review;
}

const care::ReviewDetails* booking_near(const View& view, std::uint32_t child, Day day) {
    for (const care::ReviewDetails& row : view.snapshot.records().review_details.of({child}))
        if (row.booked_on && !row.held_on && *row.booked_on >= view.snapshot.as_at() &&
            *row.booked_on >= day - days_around && *row.booked_on <= day + days_around)
            return &row;
    return nullptr;
}

// Of the same officer's children and of brothers and sisters, those with a review in the weeks around.
std::vector<Candidate> candidates_for(const View& view, const AskedReview& asked) {
    const Day day = *asked.row->booked_on;
    const auto siblings = view.snapshot.cohort().families().of({asked.child});
    const std::uint32_t officer = view.snapshot.lines()[asked.child].officer;
    std::vector<Candidate> found;
    for (const casework::ChildLine& line : view.snapshot.lines()) {
        Candidate one{line.child, booking_near(view, line.child, day), false, false};
        one.is_sibling = std::binary_search(siblings.begin(), siblings.end(), line.child);
        const bool is_theirs = one.is_sibling || (officer != measures::none && line.officer == officer);
        const bool is_due = line.next != nullptr && line.next->is.latest >= day - days_around &&
                            line.next->is.latest <= day + days_around;
        if (line.child == asked.child || !is_theirs || (one.booked == nullptr && !is_due) ||
            !view.sight.sees(line.child) || !view.sight.may(care::Verb::book, line.child))
            continue;
        one.is_chosen = one.booked != nullptr && is_of(*one.booked, *asked.row);
        found.push_back(one);
    }
    std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
        return std::pair(b.is_chosen, b.is_sibling) < std::pair(a.is_chosen, a.is_sibling);
    });
    return found;
}

std::string hint_for(const View& view, const Candidate& one) {
    const std::string text = one.is_sibling ? "Brother or sister; " : "";
    if (one.booked != nullptr)
        return at_the_beginning(text + "booked for " + with_weekday(*one.booked->booked_on));
    return at_the_beginning(text + "due by " + in_words(view.snapshot.lines()[one.child].next->is.latest) +
                            ", not booked");
}

// The row as it stands from now on: in the meeting, or by itself again.
care::ReviewDetails moved(const AskedReview& asked, const Candidate& one, const std::string& sitting) {
    care::ReviewDetails row;
    if (one.booked != nullptr) row = *one.booked;
    if (row.review.text.empty()) row.review.text = "R-" + fresh_letters();
    row.child = {one.child};
    row.sitting = sitting;
    if (sitting.empty()) return row;
    row.booked_on = asked.row->booked_on;
    row.place = asked.row->place;
    row.mode = asked.row->mode;
    row.officer = asked.row->officer;
    return row;
}

std::string title_of_page(const View& view) {
    return "Hold the " + words_of(view).review.one + " together with others";
}

Response page_of(const View& view, const AskedReview& asked, const std::vector<Candidate>& candidates,
                 std::uint64_t based_on, const std::vector<casework::EntryRemark>& remarks, int status) {
    govuk::Checkboxes with;
    with.name = "with";
    with.legend = "Whose " + words_of(view).review.many + " are held in this meeting?";
    with.hint =
        "They move to its day, place and officer. How each child took part, and what is decided for each, "
        "stays "
        "their own.";
    with.error = error_on(remarks, "with");
    for (const Candidate& one : candidates)
        with.items.push_back({view.snapshot.records().children[one.child].id,
                              view.snapshot.name_of(one.child), hint_for(view, one), one.is_chosen});
    const bool asks = are_doubts(remarks);
    const std::string title = title_of_page(view);
    Html main = head_of_remarks(remarks);
    main.put(heading_of_child(view, asked.child, title), "<p class=\"govuk-body\">"_html,
             with_weekday(*asked.row->booked_on), asked.row->place.empty() ? "" : ", " + asked.row->place,
             "</p>"_html);
    if (candidates.empty())
        return whole_review(view, asked, title,
                            main.put(govuk::inset_text(
                                Html("No other child of this officer, and no brother or sister, has a "_html,
                                     words_of(view).review.one, " in these weeks."_html))),
                            status);
    main.put("<form method=\"post\" action=\""_html, asked.address, "/together\" novalidate>"_html,
             form_key(view), "<input type=\"hidden\" name=\"based_on\" value=\""_html, based_on, "\">"_html,
             govuk::checkboxes(with),
             govuk::button({.text = asks ? "Save all the same" : "Save",
                            .href = {},
                            .name = asks ? "sure" : "",
                            .value = asks ? doubts_shown(remarks) : std::string(),
                            .prevent_double_click = true}),
             "</form>"_html);
    return whole_review(view, asked, title, main, status);
}

std::optional<AskedReview> asked_of(const View& view, const Request& request) {
    auto asked = review_asked_for(view, request);
    if (!asked || !asked->row->booked_on || asked->row->held_on || !may(view, *asked, care::Verb::book))
        return std::nullopt;
    return asked;
}

// What stands against moving each of them, by their names.
std::vector<casework::EntryRemark> look_over(const View& view, const AskedReview& asked,
                                             const std::vector<Candidate>& candidates,
                                             const std::string& sitting) {
    std::vector<casework::EntryRemark> remarks;
    for (const Candidate& one : candidates) {
        if (!one.is_chosen || (one.booked != nullptr && is_of(*one.booked, *asked.row))) continue;
        for (casework::EntryRemark remark :
             casework::look_over(view.snapshot, one.child, moved(asked, one, sitting),
                                 one.booked == nullptr ? care::ReviewDetails{} : *one.booked)) {
            remark.column = "with";
            remark.message = view.snapshot.name_of(one.child) + ": " + remark.message;
            remarks.push_back(std::move(remark));
        }
    }
    return remarks;
}

// Of what was booked for another day the ledger says why it came to nothing.
void add_changes(const View& view, const AskedReview& asked, const Candidate& one, const std::string& sitting,
                 store::ChangeSet& changes) {
    const bool was_in = one.booked != nullptr && is_of(*one.booked, *asked.row);
    if (one.is_chosen == was_in) return;
    const care::ReviewDetails row = moved(asked, one, one.is_chosen ? sitting : std::string());
    changes.put(row);
    changes.about({one.child});
    if (one.is_chosen && one.booked != nullptr && one.booked->booked_on != row.booked_on)
        changes.put(care::StoodDown{row.review, one.booked->booked_on, view.snapshot.as_at(), "other",
                                    row.booked_on});
}

}  // namespace

std::string together_in_words(const View& view, const AskedReview& asked) {
    std::vector<std::string> names;
    std::size_t kept = 0;
    for (const care::ReviewDetails& row : view.snapshot.records().review_details.all()) {
        if (!is_of(row, *asked.row)) continue;
        if (view.sight.sees(row.child.value))
            names.push_back(view.snapshot.name_of(row.child.value));
        else
            ++kept;
    }
    if (kept > 0) names.push_back(counted(static_cast<std::int64_t>(kept), "more child", "more children"));
    return names.empty() ? std::string("Nobody else") : join(names, ", ");
}

Response together_form(const View& view, const Request& request) {
    const auto asked = asked_of(view, request);
    if (!asked) return not_found(view, "There is no such booking here.");
    note_reading(view, asked->child, "meeting of " + asked->row->review.text + " of");
    return page_of(view, *asked, candidates_for(view, *asked), view.snapshot.version(), {}, 200);
}

Response hold_together(const View& view, const Request& request, const Form& form) {
    const auto asked = asked_of(view, request);
    if (!asked) return not_found(view, "There is no such booking here.");
    auto candidates = candidates_for(view, *asked);
    const std::uint64_t based_on = whole_number(form.text("based_on")).value_or(0);
    store::ChangeSet changes("hold_together", view.snapshot.records(), based_on);
    changes.about({asked->child});
    const std::string sitting = asked->row->sitting.empty() ? "S-" + fresh_letters() : asked->row->sitting;
    const auto chosen = form.all("with");
    bool has_others = false;
    for (Candidate& one : candidates) {
        one.is_chosen = std::find(chosen.begin(), chosen.end(),
                                  view.snapshot.records().children[one.child].id) != chosen.end();
        has_others = has_others || one.is_chosen;
    }
    auto remarks = look_over(view, *asked, candidates, sitting);
    drop_what_is_sure(remarks, form);
    if (!remarks.empty()) return page_of(view, *asked, candidates, based_on, remarks, status_of(remarks));
    for (const Candidate& one : candidates) add_changes(view, *asked, one, sitting, changes);
    if (changes.rows().empty()) return see_other(asked->address);
    care::ReviewDetails own = *asked->row;
    own.sitting = has_others ? sitting : std::string();
    if (!(own == *asked->row)) changes.put(own);
    const auto saved = view.application.casework.write(changes, view.actor());
    if (!saved && saved.problems().front().kind == Problem::Kind::changed_meanwhile)
        return page_of(view, *asked, candidates, view.snapshot.version(),
                       {{"with", saved.problems().front().message}}, 409);
    if (!saved) return problems_page(saved.problems(), 400);
    return see_other(asked->address + "?saved=yes");
}

}  // namespace footprint::web::pages
