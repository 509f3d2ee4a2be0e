// Address  /my-work?whose=&kind=&when=&page=
// Who      see_lists; an IRO is shown their own children and those they cover, everybody else all whom they
//          see
// Shows    what waits to be done, what weighs most first and of it the longest overdue, each leading to
//          where it is done; of one officer whether they are away, who covers, and for whom they cover; for
//          all children, which IRO has how much of it
#include <algorithm>

#include "base/shortened.h"
#include "base/text.h"
#include "casework/tasks.h"
#include "web/pages/officer.h"

namespace footprint::web::pages {

namespace {

using casework::Task;
using casework::TaskKind;

struct When {
    const char* code;
    const char* text;
    bool (*holds)(const Task& task, Day as_at);
};
constexpr When times[] = {
    {"overdue", "overdue", [](const Task& task, Day as_at) { return task.is_overdue(as_at); }},
    {"soon", "in the next seven days",
     [](const Task& task, Day as_at) {
         return !task.is_overdue(as_at) && task.due <= as_at + casework::task_days_ahead;
     }},
    {"later", "later",
     [](const Task& task, Day as_at) { return task.due > as_at + casework::task_days_ahead; }},
};

// Mine: for an IRO, whose children they answer for. All: whom they may see. Else one officer's, by id.
constexpr std::string_view mine = "mine";
constexpr std::string_view all = "all";

bool has_own(const View& view) {
    return !view.sight.account().officer.text.empty();
}

std::string whose_of(const View& view, const Request& request) {
    std::string whose(request.query.text("whose"));
    if (whose == all || (whose == mine && has_own(view))) return whose;
    if (!whose.empty() && view.snapshot.cohort().officer_number(whose) != measures::none) return whose;
    return std::string(has_own(view) ? mine : all);
}

bool is_whose(const View& view, const Task& task, const std::string& whose) {
    if (whose == all) return true;
    if (whose == mine) return view.sight.may(care::Verb::record_review, task.child);
    return task.officer == view.snapshot.cohort().officer_number(whose);
}

struct Asked {
    std::string whose;
    std::string kind;
    std::string when;
    std::string address() const {
        std::string query = "whose=" + percent_encoded(whose);
        if (!kind.empty()) query += "&kind=" + percent_encoded(kind);
        return "/my-work?" + query;
    }
    bool holds(const Task& task, Day as_at) const {
        if (!kind.empty() && casework::printed(task.kind) != kind) return false;
        return std::all_of(std::begin(times), std::end(times),
                           [&](const When& time) { return when != time.code || time.holds(task, as_at); });
    }
};

Html numbers(const View& view, const Asked& asked, const std::vector<Task>& tasks) {
    Html html("<ul class=\"fp-numbers\">"_html, Html());
    for (const When& time : times) {
        const auto number = std::count_if(tasks.begin(), tasks.end(), [&](const Task& task) {
            return time.holds(task, view.snapshot.as_at());
        });
        html.put(std::string_view(time.code) == "overdue" && number > 0 ? "<li class=\"fp-alert\">"_html
                                                                        : "<li>"_html,
                 "<strong>"_html, grouped(number), "</strong><a class=\"govuk-link\" href=\""_html,
                 asked.address() + "&when=" + time.code, "\">"_html, time.text, "</a></li>"_html);
    }
    return html.put("</ul>"_html);
}

// Whom something waits for, by the places of the officers.
std::vector<bool> with_tasks(const View& view, const std::vector<Task>& tasks) {
    std::vector<bool> has(view.snapshot.records().officers.size());
    for (const Task& task : tasks)
        if (task.officer != measures::none) has[task.officer] = true;
    return has;
}

Html filter(const View& view, const Asked& asked, const std::vector<bool>& with_something) {
    std::vector<govuk::SelectItem> people;
    if (has_own(view)) people.push_back({std::string(mine), "My children", asked.whose == mine});
    people.push_back({std::string(all), "All children", asked.whose == all});
    add_iros(view, asked.whose, with_something, people);
    std::vector<govuk::SelectItem> kinds = {{"", "Everything", asked.kind.empty()}};
    for (const TaskKind kind : casework::task_kinds())
        kinds.push_back({std::string(casework::printed(kind)),
                         in_own_words(view, casework::to_be_worded(kind)),
                         casework::printed(kind) == asked.kind});
    std::vector<govuk::SelectItem> dues = {{"", "Whenever due", asked.when.empty()}};
    for (const When& time : times)
        dues.push_back({time.code, at_the_beginning(time.text), asked.when == time.code});
    return Html("<form class=\"fp-filter\" method=\"get\" action=\"/my-work\">"_html,
                govuk::select({"whose", "whose", "Whose", people}),
                govuk::select({"kind", "kind", "What", kinds}), govuk::select({"when", "when", "When", dues}),
                govuk::button({.text = "Show", .href = {}, .name = {}, .value = {}}), "</form>"_html);
}

// Where it is done: the form, or the page of the review. Behind the child's address.
std::string place_of(const Task& task) {
    std::string review = "/reviews/" + percent_encoded(task.about);
    switch (task.kind) {
        case TaskKind::hold_review:
            return "/reviews/new/meeting";
        case TaskKind::book_review:
            return "/reviews/new/booking";
        case TaskKind::send_views:
            return "/hearings/" + percent_encoded(task.about);
        case TaskKind::settle_booking:
            return review;
        case TaskKind::resume_review:
            return review + "/meeting";
        case TaskKind::hold_sitting:
            return "/reviews/new/booking";
        case TaskKind::chase_care_plan:
        case TaskKind::chase_report:
            return review + "/preparation";
        case TaskKind::send_decisions:
            return review + "/afterwards";
        case TaskKind::complete_record:
            return review + "/record";
        case TaskKind::share_record:
            return review + "/sending";
        case TaskKind::allocate:
            return "/allocation";
        case TaskKind::do_midway:
            return "/midways/new";
        case TaskKind::follow_decision:
        case TaskKind::stop_drift:
            return "/decisions/" + percent_encoded(task.about);
        case TaskKind::answer_event:
            return "/events/" + percent_encoded(task.about);
        case TaskKind::hear_child:
            return "/contacts/new";
        case TaskKind::answer_objection:
            return "/decisions/" + percent_encoded(task.about) + "/objection-answer";
        case TaskKind::plan_permanence:
            return {};  // the child's page, with all that is known
    }
    return {};
}

care::Verb verb_of(TaskKind kind) {
    switch (kind) {
        case TaskKind::book_review:
        case TaskKind::chase_care_plan:
        case TaskKind::chase_report:
            return care::Verb::book;
        case TaskKind::allocate:
            return care::Verb::allocate;
        default:
            return care::Verb::record_review;
    }
}

// What is to be done leads to where it is done, for whoever may do it.
Html what(const View& view, const Task& task) {
    const std::string words = in_own_words(view, casework::to_be_worded(task.kind));
    const bool may_do = !view.application.casework.is_read_only() &&
                        view.sight.may(verb_of(task.kind), task.child) && view.sight.sees(task.child);
    Html html;
    if (may_do) {
        html.put("<a class=\"govuk-link\" href=\"/children/"_html,
                 percent_encoded(view.snapshot.records().children[task.child].id), place_of(task), "\">"_html,
                 words, "</a>"_html);
    } else {
        html.add(words);
    }
    if (task.kind == TaskKind::settle_booking)
        return html.put("<br><span class=\"govuk-hint govuk-!-font-size-16\">Booked for "_html,
                        in_words(task.due), ", and no "_html, words_of(view).review.one,
                        " is recorded</span>"_html);
    if (!casework::is_about_a_decision(task.kind)) return html;
    constexpr std::size_t longest = 90;
    for (const std::uint32_t place : view.snapshot.decisions_of(task.child)) {
        const care::Decision& row = view.snapshot.records().decisions[place];
        if (row.decision.text == task.about)
            html.put("<br><span class=\"govuk-hint govuk-!-font-size-16\">"_html,
                     row.text.empty() ? task.about : shortened(row.text, longest), "</span>"_html);
    }
    return html;
}

govuk::Table table_of(const View& view, std::span<const Task> tasks) {
    govuk::Table table;
    table.columns = {{"By"}, {"What"}, {"Child"}, {words_of(view).iro.one}};
    for (const Task& task : tasks) {
        const std::string officer = view.snapshot.officer_name(task.officer);
        Html due(with_weekday(task.due), Html());
        if (task.is_overdue(view.snapshot.as_at())) due.put(" "_html, govuk::tag("Overdue", "red"));
        table.add(due, what(view, task), child_link(view, task.child),
                  officer.empty() ? std::string("Nobody") : officer);
    }
    return table;
}

// Who needs help: each officer's share of what waits.
Html by_officer(const View& view, const std::vector<Task>& tasks) {
    struct Share {
        std::uint32_t officer = measures::none;
        std::size_t children = 0;
        std::size_t overdue = 0;
        std::size_t soon = 0;
        std::size_t tasks = 0;
    };
    std::vector<Share> shares(view.snapshot.records().officers.size() + 1);
    const auto share_of = [&](std::uint32_t officer) -> Share& {
        Share& share = officer == measures::none ? shares.back() : shares[officer];
        share.officer = officer;
        return share;
    };
    for (const casework::ChildLine& line : view.snapshot.lines())
        if (line.looked_after && view.sight.sees(line.child)) ++share_of(line.officer).children;
    for (const Task& task : tasks) {
        Share& share = share_of(task.officer);
        ++share.tasks;
        share.overdue += task.is_overdue(view.snapshot.as_at()) ? 1 : 0;
        share.soon += times[1].holds(task, view.snapshot.as_at()) ? 1 : 0;
    }
    std::erase_if(shares, [](const Share& share) { return share.children + share.tasks == 0; });
    std::stable_sort(shares.begin(), shares.end(),
                     [](const Share& a, const Share& b) { return a.overdue > b.overdue; });
    govuk::Table table;
    table.columns = {{words_of(view).iro.one},
                     {at_the_beginning(words_of(view).child_looked_after.many), true},
                     {"Overdue", true},
                     {"Next seven days", true},
                     {"All that waits", true}};
    for (const Share& share : shares) {
        const bool is_nobody = share.officer == measures::none;
        const Html name =
            is_nobody ? "Nobody"_html
                      : Html("<a class=\"govuk-link\" href=\"/my-work?whose="_html,
                             percent_encoded(view.snapshot.records().officers[share.officer].officer.text),
                             "\">"_html, view.snapshot.officer_name(share.officer), "</a>"_html);
        const auto number = [](std::size_t count) { return grouped(static_cast<std::int64_t>(count)); };
        table.add({name, true}, number(share.children), number(share.overdue), number(share.soon),
                  number(share.tasks));
    }
    const std::string title = "Who has how much of it";
    return Html("<h2 class=\"govuk-heading-m\">"_html, title, "</h2>"_html,
                scrolling(title, govuk::table(table)));
}

// Whose list it is; empty: everybody's.
std::string officer_of(const View& view, const Asked& asked) {
    if (asked.whose == all) return {};
    return asked.whose == mine ? view.sight.account().officer.text : asked.whose;
}

std::string title_of(const View& view, const Asked& asked) {
    if (asked.whose == mine) return "My work";
    if (asked.whose == all) return "What waits to be done";
    return "Work of " + view.snapshot.officer_name(view.snapshot.cohort().officer_number(asked.whose));
}

Response list_of(const View& view, const Request& request) {
    const Asked asked{whose_of(view, request), std::string(request.query.text("kind")),
                      std::string(request.query.text("when"))};
    std::vector<Task> tasks = casework::tasks(view.snapshot);
    std::erase_if(tasks, [&](const Task& task) { return !view.sight.sees(task.child); });
    const std::vector<bool> with_something = with_tasks(view, tasks);
    std::erase_if(tasks, [&](const Task& task) { return !is_whose(view, task, asked.whose); });
    // What weighs most comes first: a decision that was due years ago does not hide this week's review.
    std::stable_sort(tasks.begin(), tasks.end(),
                     [](const Task& a, const Task& b) { return a.kind < b.kind; });
    const std::string title = title_of(view, asked);
    const std::string officer = officer_of(view, asked);
    Html main(heading(title), away_and_cover(view, {officer}), numbers(view, asked, tasks),
              filter(view, asked, with_something), kept_note(view));
    const Html shares = asked.whose == all && !tasks.empty() ? by_officer(view, tasks) : Html();
    std::erase_if(tasks, [&](const Task& task) { return !asked.holds(task, view.snapshot.as_at()); });
    if (tasks.empty()) {
        main += govuk::inset_text("Nothing waits here."_html);
    } else {
        const auto rows = static_cast<std::size_t>(view.snapshot.ground().profile.page_rows);
        const int pages = static_cast<int>((tasks.size() + rows - 1) / rows);
        const int page = page_number(request, pages);
        const std::size_t from = static_cast<std::size_t>(page - 1) * rows;
        main +=
            scrolling(title, govuk::table(table_of(
                                 view, std::span(tasks).subspan(from, std::min(rows, tasks.size() - from)))));
        main += govuk::pagination(page, pages, query_for_pages(request));
    }
    if (!officer.empty() && view.sight.may(care::Verb::open_file))
        main.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/officers/"_html,
                 percent_encoded(officer),
                 "/hand-over\">Hand-over pack</a>, for whoever takes these children over</p>"_html);
    main += shares;
    return made(view, title, "/my-work", {}, main);
}

}  // namespace

Response work(const View& view, const Request& request) {
    return kept(view, request, [&] { return list_of(view, request); });
}

}  // namespace footprint::web::pages
