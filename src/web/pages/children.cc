// Address  /children?q=&officer=&state=&sort=&page=
// Shows    children by id, name or officer; filtered, sorted, in pages
#include <algorithm>

#include "base/text.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

constexpr int weeks_ahead = 4;

struct Choice {
    const char* code;
    std::string text;
};

std::vector<govuk::SelectItem> states_to_show(const View& view, const std::string& wanted) {
    const practice::Wording& words = words_of(view);
    const Choice states[] = {{"looked_after", at_the_beginning(words.looked_after) + " now"},
                             {"", "All children"},
                             {"overdue", at_the_beginning(words.review.one) + " overdue"},
                             {"soon", "Due in the next four weeks"},
                             {"not_booked", "Overdue or due soon, and no date"},
                             {"short_breaks", "Short breaks"},
                             {"left", "No longer " + words.looked_after},
                             {"findings", "With findings"}};
    std::vector<govuk::SelectItem> items;
    for (const Choice& choice : states)
        items.push_back({choice.code[0] == '\0' ? "all" : choice.code, choice.text, choice.code == wanted});
    return items;
}

std::vector<govuk::SelectItem> orders(const View& view, const std::string& wanted) {
    const Choice sorts[] = {{"name", "Name"},
                            {"id", "Id"},
                            {"due", "Latest day"},
                            {"officer", words_of(view).iro.one},
                            {"age", "Age"}};
    std::vector<govuk::SelectItem> items;
    for (const Choice& choice : sorts) items.push_back({choice.code, choice.text, choice.code == wanted});
    return items;
}

struct Wanted {
    std::string words;
    std::string officer;
    std::string state;
    std::string sort;
};

bool is_overdue(const casework::ChildLine& line, Day) {
    return line.next != nullptr && line.next->is.state == law::State::overdue;
}

bool is_soon(const casework::ChildLine& line, Day today) {
    return line.next != nullptr && !is_overdue(line, today) &&
           line.next->is.latest <= today + 7 * weeks_ahead;
}

// Which children a state holds; it is read once and asked of every child.
using IsIn = bool (*)(const casework::ChildLine& line, Day today);
IsIn is_in(std::string_view state) {
    using Line = casework::ChildLine;
    if (state == "looked_after") return [](const Line& line, Day) { return line.looked_after; };
    if (state == "overdue") return is_overdue;
    if (state == "soon") return is_soon;
    if (state == "not_booked")
        return [](const Line& line, Day today) {
            return !line.booked_on && (is_overdue(line, today) || is_soon(line, today));
        };
    if (state == "short_breaks") return [](const Line& line, Day) { return line.short_breaks; };
    if (state == "left")
        return [](const Line& line, Day) { return !line.looked_after && !line.short_breaks; };
    if (state == "findings") return [](const Line& line, Day) { return line.findings > 0; };
    return [](const Line&, Day) { return true; };
}

// Every word must stand somewhere in the id, the name or the officer's name.
bool matches(const casework::ChildLine& line, const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return line.words.find(word) != std::string::npos; });
}

void sort_lines(const casework::Snapshot& snapshot, std::vector<const casework::ChildLine*>& lines,
                const std::string& by) {
    const auto sorted_by = [&](auto key) {
        std::stable_sort(lines.begin(), lines.end(),
                         [&](const auto* a, const auto* b) { return key(*a) < key(*b); });
    };
    const auto latest = [](const casework::ChildLine& line) {
        return line.next == nullptr ? Day::never() : line.next->is.latest;
    };
    if (by == "due") {
        sorted_by(latest);
    } else if (by == "officer") {
        std::vector<std::string> names;
        for (const auto& officer : snapshot.records().officers) names.push_back(lower(officer.name));
        sorted_by([&](const casework::ChildLine& line) {
            return line.officer == measures::none ? std::string("\xFF") : names[line.officer];
        });
    } else if (by == "age") {
        sorted_by([&](const casework::ChildLine& line) {
            const Day born = snapshot.cohort().born_on(line.child);
            return born.is_never() ? INT32_MAX : -born.count();
        });
    } else if (by != "id") {
        // Each has a place of its own, so that they need only be laid out and read in order.
        std::vector<const casework::ChildLine*> places(snapshot.lines().size());
        for (const casework::ChildLine* line : lines) places[line->place_by_name] = line;
        std::copy_if(places.begin(), places.end(), lines.begin(),
                     [](const auto* line) { return line != nullptr; });
    }
}

// Who has a child of the list, by the places of the officers.
std::vector<bool> with_children(const View& view) {
    std::vector<bool> has(view.snapshot.records().officers.size());
    for (const casework::ChildLine& line : view.snapshot.lines())
        if (line.officer != measures::none && view.sight.sees(line.child)) has[line.officer] = true;
    return has;
}

Html filter(const View& view, const Wanted& wanted) {
    std::vector<govuk::SelectItem> officers = {{"", "Anybody", wanted.officer.empty()}};
    add_iros(view, wanted.officer, with_children(view), officers);
    govuk::Input words;
    words.id = "q";
    words.name = "q";
    words.label = "Id, name or " + words_of(view).iro.one;
    words.value = wanted.words;
    words.type = "search";
    return Html("<form class=\"fp-filter\" method=\"get\" action=\"/children\" role=\"search\">"_html,
                govuk::input(words),
                govuk::select({"state", "state", "Show", states_to_show(view, wanted.state)}),
                govuk::select({"officer", "officer", words_of(view).iro.one, officers}),
                govuk::select({"sort", "sort", "Sorted by", orders(view, wanted.sort)}),
                govuk::button({.text = "Find", .href = {}, .name = {}, .value = {}}), "</form>"_html);
}

govuk::Table table_of(const View& view, const std::vector<const casework::ChildLine*>& lines,
                      std::size_t from, std::size_t until) {
    govuk::Table table;
    table.columns = {{"Child"},
                     {"Age", true},
                     {words_of(view).iro.one},
                     {"Next " + words_of(view).review.one},
                     {"Latest day"},
                     {"Booked"},
                     {"State"},
                     {"Findings", true}};
    for (std::size_t i = from; i < until; ++i) {
        const casework::ChildLine& line = *lines[i];
        const auto age = view.snapshot.cohort().age_of(line.child, view.snapshot.as_at());
        const law::Requirement* const next = line.next == nullptr ? nullptr : &line.next->is;
        table.add(
            {child_link(view, line.child), true}, age < 0 ? std::string("Not known") : std::to_string(age),
            view.snapshot.officer_name(line.officer),
            next == nullptr ? std::string() : review_name(view, *next),
            next == nullptr ? std::string() : in_words(next->latest), booking(line, ""),
            next == nullptr
                ? (line.looked_after ? Html() : govuk::tag("Not " + words_of(view).looked_after, "grey"))
                : state_tag(*next, view.snapshot.as_at()),
            line.findings == 0 ? std::string() : std::to_string(line.findings));
    }
    return table;
}

Response list_of(const View& view, const Request& request) {
    Wanted wanted{std::string(trim(request.query.text("q"))), std::string(request.query.text("officer")),
                  std::string(request.query.text("state")), std::string(request.query.text("sort"))};
    if (!request.query.has("state")) wanted.state = wanted.words.empty() ? "looked_after" : "";
    if (wanted.state == "all") wanted.state.clear();
    if (wanted.sort.empty()) wanted.sort = "name";
    std::vector<std::string> words;
    for (const auto word : split(wanted.words, ' '))
        if (!trim(word).empty()) words.push_back(lower(trim(word)));

    std::vector<const casework::ChildLine*> lines;
    const std::uint32_t officer = view.snapshot.cohort().officer_number(wanted.officer);
    const IsIn is_wanted = is_in(wanted.state);
    for (const casework::ChildLine& line : view.snapshot.lines()) {
        if (!is_wanted(line, view.snapshot.as_at()) || !matches(line, words)) continue;
        if (!view.sight.sees(line.child)) continue;
        if (!wanted.officer.empty() && (officer == measures::none || line.officer != officer)) continue;
        lines.push_back(&line);
    }
    sort_lines(view.snapshot, lines, wanted.sort);

    const auto rows = static_cast<std::size_t>(view.snapshot.ground().profile.page_rows);
    const int pages = static_cast<int>((lines.size() + rows - 1) / rows);
    const int page = page_number(request, pages);
    const std::size_t from = static_cast<std::size_t>(page - 1) * rows;
    const std::size_t until = std::min(lines.size(), from + rows);
    Html main = heading("Children");
    main += filter(view, wanted);
    main += kept_note(view);
    if (lines.empty()) {
        main +=
            govuk::inset_text(Html("No child matches. Try fewer words, or show all children."_html, Html()));
    } else {
        main.put("<p class=\"govuk-body\">"_html,
                 counted(static_cast<std::int64_t>(lines.size()), "child", "children"),
                 pages > 1 ? Html(", "_html, from + 1, " to "_html, until, " shown"_html) : Html(),
                 ".</p>"_html);
        main += scrolling("Children", govuk::table(table_of(view, lines, from, until)));
        main += govuk::pagination(page, pages, query_for_pages(request));
    }
    return made(view, "Children", "/children", {}, main);
}

}  // namespace

Response children(const View& view, const Request& request) {
    return kept(view, request, [&] { return list_of(view, request); });
}

}  // namespace footprint::web::pages
