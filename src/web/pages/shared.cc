#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "web/forms.h"
#include "web/layout.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

Response made(const View& view, std::string title, std::string section, std::vector<govuk::Link> breadcrumbs,
              const Html& main, int status) {
    PageFrame frame;
    frame.title = std::move(title);
    frame.section = std::move(section);
    frame.breadcrumbs = std::move(breadcrumbs);
    frame.authority = view.snapshot.authority_name();
    frame.footer = "As at " + with_weekday(view.snapshot.as_at()) + ".";
    frame.error = status >= 400;
    return page(whole_page(frame, main), status);
}

Html heading(std::string_view text) {
    return Html("<h1 class=\"govuk-heading-l\">"_html, text, "</h1>"_html);
}

Html child_link(const View& view, std::uint32_t child) {
    const std::string& id = view.snapshot.records().children[child].id;
    const std::string& name = view.snapshot.lines()[child].name;
    Html html("<a class=\"govuk-link\" href=\"/children/"_html, percent_encoded(id), "\">"_html, name,
              "</a>"_html);
    if (name != id)
        html.put(" <span class=\"govuk-hint govuk-!-margin-bottom-0 govuk-!-font-size-16\">"_html, id,
                 "</span>"_html);
    return html;
}

Html state_tag(const law::Requirement& requirement, Day as_at) {
    switch (requirement.state) {
        case law::State::met:
            return govuk::tag("In time", "green");
        case law::State::late:
            return govuk::tag(counted(requirement.days_late, "day late", "days late"), "orange");
        case law::State::relaxed:
            return govuk::tag("Late, excused in 2020", "yellow");
        case law::State::overdue:
            return requirement.closed_on > as_at ? govuk::tag("Overdue", "red")
                                                 : govuk::tag("Never held", "red");
        case law::State::pending:
            return govuk::tag("Due", "blue");
        case law::State::lapsed:
            return govuk::tag("Lapsed", "grey");
    }
    return {};
}

Html booking(const casework::ChildLine& line, std::string_view none) {
    if (!line.booked_on) return Html().add(none);
    Html html = Html().add(with_weekday(*line.booked_on));
    if (line.next != nullptr && *line.booked_on > line.next->is.latest)
        html.put(" "_html, govuk::tag("After the latest day", "red"));
    return html;
}

Html scrolling(std::string_view name, const Html& table) {
    return Html("<div class=\"fp-scroll\" role=\"region\" tabindex=\"0\" aria-label=\""_html, name,
                "\">"_html, table, "</div>"_html);
}

std::string day_text(Day day) {
    return day.is_never() ? std::string() : in_words(day);
}

std::string review_name(const law::Requirement& requirement) {
    std::string name;
    switch (requirement.kind) {
        case law::Kind::first:
            name = "First";
            break;
        case law::Kind::second:
            name = "Second";
            break;
        case law::Kind::later:
            name = requirement.number > 0 ? "Review " + std::to_string(requirement.number) : "Next known";
            break;
    }
    switch (requirement.clock) {
        case law::Clock::ordinary:
            return name;
        case law::Clock::adoption:
            return name + ", placed for adoption";
        case law::Clock::adoption_authorised:
            return name + ", authorised to place";
        case law::Clock::disruption:
            return "After the return from adoption";
        case law::Clock::short_breaks:
            return name + ", short breaks";
    }
    return name;
}

int page_number(const Request& request, int pages) {
    const std::string_view text = request.query.text("page");
    int number = 1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return std::clamp(number, 1, std::max(1, pages));
}

std::string query_for_pages(const Request& request) {
    std::string query = "?";
    for (const Field& field : request.query.fields)
        if (field.name != "page" && !field.value.empty())
            query += percent_encoded(field.name) + "=" + percent_encoded(field.value) + "&";
    return query + "page=";
}

Response problems_page(const Problems& problems) {
    Html list = "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    constexpr std::size_t most = 200;
    for (std::size_t i = 0; i < problems.size() && i < most; ++i)
        list.put("<li>"_html, printed(problems[i]), "</li>"_html);
    list += "</ul>"_html;
    return page(
        whole_page({"The records cannot be read", {}, {}, "Footprint", "", true},
                   Html(heading("The records cannot be read"),
                        "<p class=\"govuk-body\">Mend what is named here, and load this page again.</p>"_html,
                        list)),
        500);
}

Response not_found(const View& view, std::string_view what) {
    return made(
        view, "Not found", {}, {},
        Html(
            heading("Not found"), "<p class=\"govuk-body\">"_html, what,
            " If you typed the address, check it.</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/children\">"_html,
            "Look for a child</a> or <a class=\"govuk-link\" href=\"/\">go to the start page</a>.</p>"_html),
        404);
}

}  // namespace footprint::web::pages
