// Address  GET /officers/{officer}/hand-over
// Who      open_file; of the officer's children those whose file the person may open
// Shows    what somebody needs who takes an officer's children over, for a week or for good: for each child
//          what falls due in thirty days, the last review, what is open of what was decided, how they like to
//          be spoken of and when somebody was last in touch; made to be printed
// Changes  writes into the journal whose files were read
#include <algorithm>
#include <map>

#include "base/text.h"
#include "casework/tasks.h"
#include "web/pages/officer.h"

namespace footprint::web::pages {

namespace {

constexpr int days_ahead = 30;

using casework::Task;

std::string next_review(const View& view, const casework::ChildLine& line) {
    if (line.next == nullptr) return "None is due";
    std::string text = "By " + with_weekday(line.next->is.latest);
    text +=
        line.booked_on ? "; booked for " + with_weekday(*line.booked_on) : std::string("; no day is booked");
    if (line.next->is.latest < view.snapshot.as_at()) text += "; overdue";
    return text;
}

std::string last_review(const View& view, std::uint32_t child) {
    const auto places = view.snapshot.cohort().reviews_of(child);
    if (places.empty()) return "None was held";
    const measures::CohortReview& review = view.snapshot.cohort().review(places.back());
    std::string text = in_words(review.held_on);
    if (review.participation != care::Participation::not_recorded)
        text += "; " + std::string(view.snapshot.ground().codes.label(review.participation));
    return text;
}

std::string last_contact(const View& view, std::uint32_t child) {
    const care::Contact* last = nullptr;
    for (const care::Contact& row : view.snapshot.records().contacts.of({child}))
        if (row.on && *row.on <= view.snapshot.as_at() && (last == nullptr || *row.on >= *last->on))
            last = &row;
    if (last == nullptr) return "None is recorded";
    const practice::Profile& profile = view.snapshot.ground().profile;
    std::string text = in_words(*last->on);
    if (last->means != care::Means::not_recorded)
        text += ", " + std::string(practice::label(profile.means, care::printed(last->means)));
    return last->about.empty() ? text : text + ": " + last->about;
}

Html open_decisions(const View& view, std::uint32_t child) {
    Html items;
    for (const care::Decision* const row : decisions_of(view.snapshot, child))
        if (!row->done_on)
            items.put("<li>"_html, row->text.empty() ? row->decision.text : row->text,
                      row->due_on ? " (by " + in_words(*row->due_on) + ")" : std::string(), "</li>"_html);
    return items.empty() ? Html("None"_html, Html())
                         : Html("<ul class=\"govuk-list govuk-list--bullet\">"_html, items, "</ul>"_html);
}

Html due_soon(const View& view, const std::vector<const Task*>& tasks) {
    Html items;
    for (const Task* const task : tasks)
        if (task->due <= view.snapshot.as_at() + days_ahead &&
            task->kind != casework::TaskKind::follow_decision && task->kind != casework::TaskKind::stop_drift)
            items.put("<li>"_html, in_own_words(view, casework::to_be_worded(task->kind)), ", by "_html,
                      in_words(task->due), "</li>"_html);
    return items.empty() ? Html("Nothing"_html, Html())
                         : Html("<ul class=\"govuk-list govuk-list--bullet\">"_html, items, "</ul>"_html);
}

std::string words_for(const View& view, std::uint32_t child) {
    for (const care::ChildDetails& row : view.snapshot.records().child_details.of({child})) {
        std::vector<std::string> parts;
        if (!row.known_as.empty()) parts.push_back("Known as " + row.known_as);
        if (!row.chosen_words.empty()) parts.push_back(row.chosen_words);
        if (!parts.empty()) return join(parts, "; ");
    }
    return "Not recorded";
}

Html of_child(const View& view, const casework::ChildLine& line, const std::vector<const Task*>& tasks) {
    const practice::Wording& words = words_of(view);
    return Html(
        "<section class=\"fp-hand-over\"><h2 class=\"govuk-heading-m\">"_html, child_link(view, line.child),
        "</h2>"_html,
        govuk::summary_list({{"Next " + words.review.one, Html(next_review(view, line), Html())},
                             {"Waits within thirty days", due_soon(view, tasks)},
                             {"Last " + words.review.one, Html(last_review(view, line.child), Html())},
                             {"Open " + words.decision.many, open_decisions(view, line.child)},
                             {"Last contact", Html(last_contact(view, line.child), Html())},
                             {"In the child's words", Html(words_for(view, line.child), Html())}}),
        "</section>"_html);
}

}  // namespace

Response hand_over(const View& view, const Request& request) {
    const std::uint32_t officer = view.snapshot.cohort().officer_number(request.parameter("officer"));
    if (officer == measures::none) return not_found(view, "There is no officer with this id.");
    std::map<std::uint32_t, std::vector<const Task*>> waiting;
    const std::vector<Task> tasks = casework::tasks(view.snapshot);
    for (const Task& task : tasks) waiting[task.child].push_back(&task);
    const std::string title = "Hand-over from " + view.snapshot.officer_name(officer);
    Html children;
    std::int64_t shown = 0;
    for (const casework::ChildLine& line : view.snapshot.lines()) {
        if (line.officer != officer || !(line.looked_after || line.short_breaks) ||
            !view.sight.sees(line.child) || !view.sight.may(care::Verb::open_file, line.child))
            continue;
        note_reading(view, line.child, "hand-over of");
        children += of_child(view, line, waiting[line.child]);
        ++shown;
    }
    Html main(heading(title), away_and_cover(view, view.snapshot.records().officers[officer].officer),
              "<p class=\"govuk-body\">"_html, counted(shown, "child", "children"), ", as at "_html,
              with_weekday(view.snapshot.as_at()), "."_html, "</p>"_html, kept_note(view));
    main += children.empty() ? govuk::inset_text("No child of this officer is open to you."_html) : children;
    return made(view, title, "/my-work", {{"Work", "/my-work"}, {title, ""}}, main);
}

}  // namespace footprint::web::pages
