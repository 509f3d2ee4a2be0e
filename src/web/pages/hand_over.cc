// Address  GET /officers/{officer}/hand-over
// Who      open_file; of the officer's children those whose file the person may open
// Shows    what somebody needs who takes an officer's children over, for a week or for good: for each child
//          what falls due in thirty days, the last review and its record, what is open of what was decided
//          and objected to, how they like to be spoken of and reached, what else they wish, who their
//          brothers and sisters are, by which means people are in touch and what was said last. On a screen
//          one page with all of it; on paper a child begins a sheet and takes two at the most, for which long
//          lists and texts are cut
// Changes  writes into the journal whose files were read
#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/shortened.h"
#include "base/text.h"
#include "casework/review_record.h"
#include "casework/tasks.h"
#include "web/pages/family.h"
#include "web/pages/officer.h"

namespace footprint::web::pages {

namespace {

constexpr int days_ahead = 30;
constexpr int days_of_means = 365;

// What two sheets of paper have room for: items of a list, and bytes of a text.
constexpr std::size_t items_on_paper = 8;
constexpr std::size_t bytes_of_item = 180;
constexpr std::size_t bytes_of_passage = 360;

using casework::Task;

// What is looked for child by child, in order.
struct Looked {
    std::map<std::uint32_t, std::vector<const Task*>> tasks;
    std::unordered_map<std::string_view, const care::ReviewRecord*> records;  // by their review
    std::unordered_map<std::string_view, const care::Objection*> objections;  // by their decision
};

Looked look_up(const casework::Snapshot& snapshot, const std::vector<Task>& tasks) {
    Looked looked;
    for (const Task& task : tasks) looked.tasks[task.child].push_back(&task);
    for (const care::ReviewRecord& row : snapshot.records().review_records)
        looked.records.emplace(row.review.text, &row);
    for (const care::Objection& row : snapshot.records().objections)
        if (!row.answered_on) looked.objections.emplace(row.decision.text, &row);
    return looked;
}

// Whole on a screen, and as much of it on paper as there is room for.
Html cut_on_paper(std::string_view text, std::size_t bytes) {
    const std::string cut = shortened(text, bytes);
    if (cut.size() == text.size()) return Html(text, Html());
    return Html("<span class=\"fp-on-screen\">"_html, text, "</span><span class=\"fp-on-paper\">"_html, cut,
                "</span>"_html);
}

Html list_of(const std::vector<Html>& items, std::string_view none) {
    if (items.empty()) return Html(none, Html());
    Html html = "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (std::size_t i = 0; i < items.size(); ++i)
        html.put(i < items_on_paper ? "<li>"_html : "<li class=\"fp-on-screen\">"_html, items[i],
                 "</li>"_html);
    if (items.size() > items_on_paper)
        html.put("<li class=\"fp-on-paper\">and "_html, items.size() - items_on_paper,
                 " more, on the child's page</li>"_html);
    return html.put("</ul>"_html);
}

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

// Of the last review of which one was written.
Html last_record(const View& view, const Looked& looked, std::uint32_t child) {
    const measures::Cohort& cohort = view.snapshot.cohort();
    const auto places = cohort.reviews_of(child);
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        const measures::CohortReview& review = cohort.review(*place);
        const care::ReviewDetails* const details = cohort.details(review);
        const auto found =
            details == nullptr ? looked.records.end() : looked.records.find(details->review.text);
        if (found == looked.records.end()) continue;
        const care::ReviewRecord& row = *found->second;
        Html html("Of "_html, in_words(review.held_on));
        const auto passage = [&](std::string_view title, const std::string& text) {
            if (!text.empty())
                html.put("<p class=\"govuk-body fp-passage\"><strong>"_html, title, "</strong> "_html,
                         cut_on_paper(text, bytes_of_passage), "</p>"_html);
        };
        passage("What the child said:", row.child_said);
        passage("Going well:", row.going_well);
        passage("Worries:", row.worries);
        passage("Needs to happen:", row.needs_to_happen);
        if (row.scale) passage("From 0 to 10:", std::to_string(*row.scale));
        return html;
    }
    return "None is written"_html;
}

std::string means_in_words(const View& view, care::Means means) {
    return std::string(practice::label(view.snapshot.ground().profile.means, care::printed(means)));
}

Html last_contact(const View& view, std::uint32_t child) {
    const care::Contact* last = nullptr;
    for (const care::Contact& row : view.snapshot.records().contacts.of({child}))
        if (row.on && *row.on <= view.snapshot.as_at() && (last == nullptr || *row.on >= *last->on))
            last = &row;
    if (last == nullptr) return "None is recorded"_html;
    std::string text = in_words(*last->on);
    if (last->means != care::Means::not_recorded) text += ", " + means_in_words(view, last->means);
    Html html(text, last->about.empty() ? ""_html : ": "_html);
    return html.put(cut_on_paper(last->about, bytes_of_passage));
}

// Where no wish says which way a child prefers: those of the last year, the most frequent first, say which
// works.
std::string ways_of_contact(const View& view, std::uint32_t child) {
    std::map<care::Means, int> times;
    for (const care::Contact& row : view.snapshot.records().contacts.of({child}))
        if (row.on && *row.on <= view.snapshot.as_at() && *row.on > view.snapshot.as_at() - days_of_means &&
            row.means != care::Means::not_recorded)
            ++times[row.means];
    std::vector<std::pair<int, care::Means>> ways;
    for (const auto& [means, count] : times) ways.emplace_back(-count, means);
    std::sort(ways.begin(), ways.end());
    std::vector<std::string> words;
    for (const auto& [count, means] : ways) words.push_back(means_in_words(view, means));
    return words.empty() ? "None is recorded" : join(words, ", ");
}

// What is due first comes first, since paper has room for some of them only.
std::vector<const care::Decision*> open_decisions(const View& view, std::uint32_t child) {
    std::vector<const care::Decision*> open = decisions_of(view.snapshot, child);
    std::erase_if(open, [](const care::Decision* row) { return row->done_on.has_value(); });
    std::stable_sort(open.begin(), open.end(), [](const care::Decision* a, const care::Decision* b) {
        return a->due_on.value_or(Day::never()) < b->due_on.value_or(Day::never());
    });
    return open;
}

std::string decision_in_words(const care::Decision& row) {
    return row.text.empty() ? row.decision.text : row.text;
}

std::vector<Html> decisions_in_words(const View& view, std::uint32_t child) {
    std::vector<Html> items;
    for (const care::Decision* const row : open_decisions(view, child)) {
        Html& item = items.emplace_back(cut_on_paper(decision_in_words(*row), bytes_of_item));
        if (!row->owner.empty()) item.put(" – "_html, cut_on_paper(row->owner, bytes_of_item / 3));
        if (row->due_on) item.put(" – by "_html, in_words(*row->due_on));
    }
    return items;
}

std::vector<Html> objections_in_words(const View& view, const Looked& looked, std::uint32_t child) {
    std::vector<Html> items;
    for (const care::Decision* const row : decisions_of(view.snapshot, child)) {
        const auto found = looked.objections.find(row->decision.text);
        if (found == looked.objections.end()) continue;
        const care::Objection& objection = *found->second;
        items.emplace_back(cut_on_paper(decision_in_words(*row), bytes_of_item / 2), ": "_html,
                           cut_on_paper(objection.reason, bytes_of_item / 2),
                           objection.raised_on ? " (" + in_words(*objection.raised_on) + ")" : std::string());
    }
    return items;
}

// Decisions have a list of their own.
std::vector<Html> due_soon(const View& view, const Looked& looked, std::uint32_t child) {
    std::vector<Html> items;
    const auto found = looked.tasks.find(child);
    if (found == looked.tasks.end()) return items;
    for (const Task* const task : found->second)
        if (task->due <= view.snapshot.as_at() + days_ahead &&
            task->kind != casework::TaskKind::follow_decision && task->kind != casework::TaskKind::stop_drift)
            items.emplace_back(in_own_words(view, casework::to_be_worded(task->kind)), ", by "_html,
                               in_words(task->due),
                               task->is_overdue(view.snapshot.as_at()) ? "; overdue"_html : ""_html);
    return items;
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

std::vector<Html> wishes_in_words(const View& view, std::uint32_t child) {
    std::vector<Html> items;
    for (const std::string& wish : wishes_of(view, child)) items.push_back(cut_on_paper(wish, bytes_of_item));
    return items;
}

std::vector<Html> siblings_in_words(const View& view, std::uint32_t child) {
    const ShownSiblings siblings = siblings_of(view, child);
    std::vector<Html> items;
    for (const ShownSibling& one : siblings.seen)
        items.emplace_back(view.snapshot.name_of(one.child), ": "_html, one.where);
    if (siblings.kept > 0) items.emplace_back(words_for_kept(siblings.kept), Html());
    return items;
}

Html of_child(const View& view, const casework::ChildLine& line, const Looked& looked) {
    const practice::Wording& words = words_of(view);
    const auto plain = [](const std::string& text) { return Html(text, Html()); };
    std::vector<govuk::SummaryRow> rows = {
        {"Next " + words.review.one, plain(next_review(view, line))},
        {"Due within thirty days", list_of(due_soon(view, looked, line.child), "Nothing")},
        {"Open " + words.decision.many, list_of(decisions_in_words(view, line.child), "None")},
        {"Last " + words.review.one, plain(last_review(view, line.child))},
        {in_own_words(view, "{Record of the review}"), last_record(view, looked, line.child)},
        {"Last contact", last_contact(view, line.child)},
        {"In touch by, most often first", plain(ways_of_contact(view, line.child))},
        {"What the child wishes", list_of(wishes_in_words(view, line.child), "None is recorded")},
        {"Brothers and sisters", list_of(siblings_in_words(view, line.child), "None is recorded")},
        {"In the child's words", cut_on_paper(words_for(view, line.child), bytes_of_passage)}};
    const std::vector<Html> objections = objections_in_words(view, looked, line.child);
    if (!objections.empty())
        rows.insert(rows.begin() + 3, {"Objections that wait", list_of(objections, "None")});
    return Html(
        "<section class=\"fp-hand-over\" id=\"child-"_html, line.child,
        "\"><h2 class=\"govuk-heading-m\">"_html, child_link(view, line.child), "</h2>"_html,
        govuk::summary_list(rows),
        "<p class=\"govuk-body fp-on-screen\"><a class=\"govuk-link\" href=\"#children\">Back to all children</a></p></section>"_html);
}

bool is_theirs(const View& view, const casework::ChildLine& line, std::uint32_t officer) {
    return line.officer == officer && (line.looked_after || line.short_breaks) &&
           view.sight.sees(line.child) && view.sight.may(care::Verb::open_file, line.child);
}

}  // namespace

Response hand_over(const View& view, const Request& request) {
    const std::uint32_t officer = view.snapshot.cohort().officer_number(request.parameter("officer"));
    if (officer == measures::none) return not_found(view, "There is no officer with this id.");
    const std::vector<Task> tasks = casework::tasks(view.snapshot, days_ahead);
    const Looked looked = look_up(view.snapshot, tasks);
    const std::string title = "Hand-over from " + view.snapshot.officer_name(officer);
    Html children;
    Html jumps;
    std::int64_t shown = 0;
    for (const casework::ChildLine& line : view.snapshot.lines()) {
        if (!is_theirs(view, line, officer)) continue;
        note_reading(view, line.child, "hand-over of");
        children += of_child(view, line, looked);
        jumps.put("<li><a class=\"govuk-link\" href=\"#child-"_html, line.child, "\">"_html, line.name,
                  "</a></li>"_html);
        ++shown;
    }
    Html main(heading(title), away_and_cover(view, view.snapshot.records().officers[officer].officer),
              "<p class=\"govuk-body\">"_html, counted(shown, "child", "children"), ", as at "_html,
              with_weekday(view.snapshot.as_at()), "."_html, "</p>"_html, kept_note(view));
    if (shown == 0)
        main += govuk::inset_text("No child of this officer is open to you."_html);
    else
        main.put("<ul class=\"govuk-list fp-jumps\" id=\"children\">"_html, jumps, "</ul>"_html, children);
    return made(view, title, "/my-work", {{"Work", "/my-work"}, {title, ""}}, main);
}

}  // namespace footprint::web::pages
