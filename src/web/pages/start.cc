// Address  /, and /begin, which leads to the page with which a role begins its day
// Shows    what is overdue, due in the next four weeks, not booked; how many findings
#include <algorithm>

#include "base/text.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

constexpr int weeks_ahead = 4;

struct Lists {
    std::vector<const casework::ChildLine*> overdue;
    std::vector<const casework::ChildLine*> soon;
    std::vector<const casework::ChildLine*> not_booked;  // of those due soon or overdue
    std::size_t looked_after = 0;
};

Lists lists_of(const View& view) {
    Lists lists;
    const Day today = view.snapshot.as_at();
    for (const casework::ChildLine& line : view.snapshot.lines()) {
        if (!view.sight.sees(line.child)) continue;
        lists.looked_after += line.looked_after ? 1 : 0;
        if (line.next == nullptr) continue;
        const bool overdue = line.next->is.state == law::State::overdue;
        const bool soon = !overdue && line.next->is.latest <= today + 7 * weeks_ahead;
        if (overdue) lists.overdue.push_back(&line);
        if (soon) lists.soon.push_back(&line);
        if ((overdue || soon) && !line.booked_on) lists.not_booked.push_back(&line);
    }
    const auto by_day = [](const auto* a, const auto* b) { return a->next->is.latest < b->next->is.latest; };
    for (auto* list : {&lists.overdue, &lists.soon, &lists.not_booked})
        std::sort(list->begin(), list->end(), by_day);
    return lists;
}

Html number_box(std::size_t number, std::string_view what, std::string_view href, bool alert) {
    return Html(alert && number > 0 ? "<li class=\"fp-alert\">"_html : "<li>"_html, "<strong>"_html,
                grouped(static_cast<std::int64_t>(number)), "</strong><a class=\"govuk-link\" href=\""_html,
                href, "\">"_html, what, "</a></li>"_html);
}

// Those that the last change brought; of files, which have no past, all.
Html findings_box(const View& view) {
    const auto& findings = view.snapshot.findings();
    const auto shown = [&](const care::Finding& finding) { return is_shown(view, finding); };
    if (const auto fresh = view.application.casework.new_findings(view.snapshot)) {
        const auto number = std::count_if(fresh->places.begin(), fresh->places.end(),
                                          [&](std::uint32_t place) { return shown(findings[place]); });
        return number_box(static_cast<std::size_t>(number), number == 1 ? "new finding" : "new findings",
                          "/findings?new=yes", false);
    }
    return number_box(static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), shown)),
                      "findings in the data", "/findings", false);
}

Html noting(const View& view, const care::EmergencyOpening& row, const care::AccessLists& lists) {
    if (!casework::Accounts::may_note(row, view.actor().name, lists))
        return "<p class=\"govuk-body\">That was you, so another manager notes it.</p>"_html;
    return Html(
        "<form method=\"post\" action=\"/openings/noted\">"_html, form_key(view),
        "<input type=\"hidden\" name=\"child\" value=\""_html, row.child.text,
        "\"><input type=\"hidden\" name=\"account\" value=\""_html, row.account.text,
        "\"><input type=\"hidden\" name=\"opened_at\" value=\""_html, row.opened_at, "\">"_html,
        govuk::button({.text = "I have noted this", .href = {}, .name = {}, .value = {}, .secondary = true}),
        "</form>"_html);
}

// Files that were opened in an emergency, until a manager has noted it.
Html openings(const View& view) {
    if (view.application.doors == nullptr || !view.sight.may(care::Verb::restrict_file)) return {};
    const auto lists = view.application.casework.access(view.application.casework.access_version());
    Html html;
    for (const care::EmergencyOpening& row : lists->openings) {
        if (!row.noted_by.empty()) continue;
        const auto at = parse_moment(row.opened_at);
        const care::Account* const who = lists->find(row.account.text);
        html += govuk::notification_banner(
            "Restricted file opened",
            Html("<p class=\"govuk-notification-banner__heading\">"_html,
                 who == nullptr ? row.account.text : who->name, " opened the restricted file of "_html,
                 row.child.text, " in an emergency, "_html,
                 at ? with_weekday(day_of(*at)) + " at " + iso(*at).substr(11, 5) + " UTC" : row.opened_at,
                 ".</p><p class=\"govuk-body\">Reason given: "_html, row.reason, "</p>"_html,
                 noting(view, row, *lists)));
    }
    return html;
}

// For those whose accounts open no list of children.
Response without_lists(const View& view) {
    Html main = heading("Footprint");
    if (view.sight.may(care::Verb::see_figures))
        main.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/measures\">Measures</a> of "_html,
                 words_of(view).review.many, ", participation, caseloads and numbers.</p>"_html);
    if (view.sight.may(care::Verb::manage_accounts))
        main +=
            "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/accounts\">Accounts</a> of the people who use this.</p>"_html;
    main += govuk::inset_text("No report is published yet. When there is one, it is here."_html);
    return made(view, "Footprint", "/", {}, main);
}

Html table_of(const View& view, std::string_view title, std::string_view id,
              const std::vector<const casework::ChildLine*>& lines, std::string_view none,
              std::string_view all_href) {
    Html html("<h2 class=\"govuk-heading-m\" id=\""_html, id, "\">"_html, title, "</h2>"_html);
    if (lines.empty()) return html.put("<p class=\"govuk-body\">"_html, none, "</p>"_html);
    govuk::Table table;
    table.columns = {{"Child"},
                     {at_the_beginning(words_of(view).review.one)},
                     {"Latest day"},
                     {"Booked"},
                     {words_of(view).iro.one},
                     {"State"}};
    constexpr std::size_t shown = 15;
    for (std::size_t i = 0; i < lines.size() && i < shown; ++i) {
        const casework::ChildLine& line = *lines[i];
        const law::Requirement& is = line.next->is;
        table.add({child_link(view, line.child), true}, review_name(view, is), with_weekday(is.latest),
                  booking(line, "No date"),
                  view.snapshot.officer_name(line.officer).empty() ? std::string("Nobody")
                                                                   : view.snapshot.officer_name(line.officer),
                  state_tag(is, view.snapshot.as_at()));
    }
    html += scrolling(title, govuk::table(table));
    if (lines.size() > shown)
        html.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\""_html, all_href, "\">See all "_html,
                 grouped(static_cast<std::int64_t>(lines.size())), "</a></p>"_html);
    return html;
}

// Whose day is a list of what waits; others look at the whole of the service first.
bool works_by_a_list(const care::Account& account) {
    constexpr care::AccountRole roles[] = {care::AccountRole::iro, care::AccountRole::firo,
                                           care::AccountRole::business_support,
                                           care::AccountRole::social_worker, care::AccountRole::team_manager};
    return std::any_of(account.roles.begin(), account.roles.end(), [&](care::AccountRole role) {
        return std::find(std::begin(roles), std::end(roles), role) != std::end(roles);
    });
}

}  // namespace

Response begin(const View& view, const Request&) {
    return see_other(works_by_a_list(view.sight.account()) ? "/my-work" : "/");
}

Response start(const View& view, const Request&) {
    if (!view.sight.may(care::Verb::see_lists)) return without_lists(view);
    const Lists lists = lists_of(view);
    const practice::Wording& words = words_of(view);
    const std::string title = at_the_beginning(words.review.many) + " at a glance";
    Html main = Html(openings(view), heading(title));
    if (view.snapshot.records().children.empty()) {
        main += govuk::inset_text(Html(
            "There is no child here yet. <a class=\"govuk-link\" href=\"/import\">Import a return</a> "_html,
            "to begin."_html));
        return made(view, title, "/", {}, main);
    }
    main.put(
        "<ul class=\"fp-numbers\">"_html,
        number_box(lists.looked_after,
                   lists.looked_after == 1 ? words.child_looked_after.one : words.child_looked_after.many,
                   "/children?state=looked_after", false),
        number_box(lists.overdue.size(),
                   (lists.overdue.size() == 1 ? words.review.one : words.review.many) + " overdue",
                   "#overdue", true),
        number_box(lists.soon.size(), "due in the next four weeks", "#soon", false),
        number_box(lists.not_booked.size(), "of these without a date", "#not-booked", true),
        findings_box(view), "</ul>"_html, kept_note(view));
    main += table_of(view, "Overdue", "overdue", lists.overdue, "No " + words.review.one + " is overdue.",
                     "/children?state=overdue&sort=due");
    main += table_of(view, "Due in the next four weeks", "soon", lists.soon,
                     "No " + words.review.one + " falls due in the next four weeks.",
                     "/children?state=soon&sort=due");
    main += table_of(
        view, "No date booked", "not-booked", lists.not_booked,
        "Every " + words.review.one + " that is overdue or falls due in the next four weeks has a date.",
        "/children?state=not_booked&sort=due");
    return made(view, title, "/", {}, main);
}

}  // namespace footprint::web::pages
