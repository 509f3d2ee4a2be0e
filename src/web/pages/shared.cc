#include <algorithm>
#include <charconv>
#include <cstdio>

#include "base/text.h"
#include "practice/own_words.h"
#include "web/forms.h"
#include "web/layout.h"
#include "web/pages/pages.h"
#include "web/send_again.h"

namespace footprint::web::pages {

casework::Actor View::actor() const {
    return {visitor == nullptr ? application.person : visitor->account.account.text, now};
}

namespace {

// What there is for this person; what is not for them is not offered.
std::vector<govuk::Link> navigation_of(const View& view) {
    using care::Verb;
    struct Entry {
        Verb verb;
        const char* text;
        const char* href;
    };
    constexpr Entry entries[] = {{Verb::see_published, "Start", "/"},
                                 {Verb::see_lists, "Work", "/my-work"},
                                 {Verb::see_lists, "Children", "/children"},
                                 {Verb::see_lists, "Calendar", "/calendar"},
                                 {Verb::see_lists, "People", "/officers"},
                                 {Verb::see_figures, "Measures", "/measures"},
                                 {Verb::see_lists, "Findings", "/findings"},
                                 {Verb::take_over, "Import", "/import"},
                                 {Verb::read_journal, "Journal", "/journal"},
                                 {Verb::keep_or_destroy, "Retention", "/retention"},
                                 {Verb::manage_accounts, "Accounts", "/accounts"}};
    std::vector<govuk::Link> links;
    for (const Entry& entry : entries) {
        const bool needs_store = entry.verb == Verb::read_journal || entry.verb == Verb::keep_or_destroy ||
                                 entry.verb == Verb::manage_accounts;
        if (view.sight.may(entry.verb) && !(needs_store && view.application.doors == nullptr))
            links.push_back({entry.text, entry.href});
    }
    return links;
}

}  // namespace

const practice::Wording& words_of(const View& view) {
    return view.snapshot.ground().profile.words;
}

std::string in_own_words(const View& view, std::string_view text) {
    return practice::in_own_words(text, words_of(view));
}

std::string role_in_words(const View& view, care::AccountRole role) {
    const practice::Wording& words = words_of(view);
    if (role == care::AccountRole::iro) return words.iro.one;
    if (role == care::AccountRole::firo) return "fostering " + words.iro.one;
    if (role == care::AccountRole::social_worker) return words.social_worker.one;
    std::string name(care::printed(role));
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::string roles_in_words(const View& view, const care::Account& account) {
    std::vector<std::string> words;
    for (const care::AccountRole role : account.roles) words.push_back(role_in_words(view, role));
    return join(words, ", ");
}

Response made(const View& view, std::string title, std::string section, std::vector<govuk::Link> breadcrumbs,
              const Html& main, int status) {
    PageFrame frame;
    frame.title = std::move(title);
    frame.section = std::move(section);
    frame.breadcrumbs = std::move(breadcrumbs);
    frame.authority = view.snapshot.authority_name();
    frame.footer = "As at " + with_weekday(view.snapshot.as_at()) + ".";
    frame.error = status >= 400;
    frame.navigation = navigation_of(view);
    frame.is_alone = view.visitor == nullptr;
    if (view.visitor != nullptr) {
        frame.person = view.visitor->account.name;
        frame.form_key = view.visitor->session.form_key;
    }
    return page(whole_page(frame, main), status);
}

namespace {

// All that a page follows from, besides the picture of the records: who asks, what is kept from them now, and
// what they ask for.
std::string name_of_page(const View& view, const Request& request) {
    std::string name;
    const auto add = [&](std::string_view part) {
        name.append(std::to_string(part.size())).append(1, ':').append(part);
    };
    if (view.visitor != nullptr) {
        add(view.visitor->account.account.text);
        add(view.visitor->session.form_key);
        add(std::to_string(view.keeping.access_version));
        // With time alone a file that was opened in an emergency is closed again.
        for (const std::uint32_t child : view.sight.kept()) add(std::to_string(child));
    }
    name += ' ';
    add(request.path);
    for (const Field& field : request.query.fields) {
        add(field.name);
        add(field.value);
    }
    return name;
}

}  // namespace

std::size_t Listed::number() {
    std::sort(children.begin(), children.end());
    const auto end = std::unique(children.begin(), children.end());
    children.erase(end, children.end());
    return children.size() + kept;
}

Response kept(const View& view, const Request& request, const std::function<Response()>& make) {
    if (view.keeping.pages == nullptr) return make();
    std::string name = name_of_page(view, request);
    Response response;
    std::size_t children = 0;
    if (auto text = view.keeping.pages->find(view.keeping.picture, name, &children)) {
        if (view.listed != nullptr) view.listed->kept = children;
        response.body = std::move(text);
        return response;
    }
    response = make();
    auto* const made = std::get_if<std::string>(&response.body);
    if (made == nullptr || response.status != 200 || !response.headers.empty()) return response;
    const auto text = std::make_shared<const std::string>(std::move(*made));
    if (view.listed != nullptr) children = view.listed->number();
    view.keeping.pages->keep(view.keeping.picture, std::move(name), text, children);
    response.body = text;
    return response;
}

Html heading(std::string_view text) {
    return Html("<h1 class=\"govuk-heading-l\">"_html, text, "</h1>"_html);
}

std::string with_two_places(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", number);
    return text;
}

std::string name_of(const care::Officer& officer) {
    return officer.name.empty() ? officer.officer.text : officer.name;
}

void add_iros(const View& view, std::string_view chosen, const std::vector<bool>& with_something,
              std::vector<govuk::SelectItem>& items) {
    std::vector<govuk::SelectItem> left;
    const auto first = static_cast<std::ptrdiff_t>(items.size());
    const auto& officers = view.snapshot.records().officers;
    for (std::size_t i = 0; i < officers.size(); ++i) {
        const care::Officer& officer = officers[i];
        const bool is_chosen = officer.officer.text == chosen;
        const bool has_left = officer.ended_on && *officer.ended_on <= view.snapshot.as_at();
        const bool has_something = i < with_something.size() && with_something[i];
        if (!is_chosen && (!care::is_iro(officer.role) || (has_left && !has_something))) continue;
        if (has_left)
            left.push_back({officer.officer.text, name_of(officer) + " (left)", is_chosen});
        else
            items.push_back({officer.officer.text, name_of(officer), is_chosen});
    }
    const auto by_name = [](const auto& a, const auto& b) { return a.text < b.text; };
    std::stable_sort(items.begin() + first, items.end(), by_name);
    std::stable_sort(left.begin(), left.end(), by_name);
    items.insert(items.end(), left.begin(), left.end());
}

Html heading_of_child(const View& view, std::uint32_t child, std::string_view text) {
    return Html("<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">"_html,
                view.snapshot.name_of(child), "</span> "_html, text, "</h1>"_html);
}

std::string moment_text(Moment moment) {
    return in_words(day_of(moment)) + ", " + iso(moment).substr(11, 5) + " UTC";
}

std::string own_path(std::string_view address, std::string_view otherwise) {
    const bool is_ours = address.starts_with('/') && !address.starts_with("//") && address.size() < 2000 &&
                         std::all_of(address.begin(), address.end(),
                                     [](char sign) { return sign > ' ' && sign < 127 && sign != '\\'; });
    return std::string(is_ours ? address : otherwise);
}

Html form_key(const View& view) {
    return Html("<input type=\"hidden\" name=\"form_key\" value=\""_html,
                view.visitor == nullptr ? view.application.form_key : view.visitor->session.form_key,
                "\">"_html);
}

std::optional<Response> must_prove(const View& view, const std::string& then) {
    if (view.visitor == nullptr || view.application.doors->sign_in.is_proved(*view.visitor, view.now))
        return std::nullopt;
    return see_other("/account/prove?then=" + percent_encoded(then));
}

std::optional<Response> must_prove(const View& view, const Request& request, const Form& form) {
    if (view.visitor == nullptr || view.application.doors->sign_in.is_proved(*view.visitor, view.now))
        return std::nullopt;
    return send_again(
        request, form,
        {"Prove that it is you",
         "<p class=\"govuk-body\">What comes next weighs much, so it is asked once more who you are. Nothing was changed yet. <a class=\"govuk-link\" href=\"/account/prove\" target=\"_blank\" rel=\"noopener\">Prove it at another tab</a>, then come back to this one and send it again.</p>"_html,
         view.visitor->session.form_key, view.visitor->account.name});
}

bool is_shown(const View& view, const care::Finding& finding) {
    return !finding.child.is_known() || view.sight.sees(finding.child.value);
}

Html kept_note(const View& view) {
    const std::size_t kept = view.sight.kept_from_them();
    if (kept == 0) return {};
    return Html("<p class=\"govuk-body\">"_html,
                counted(static_cast<std::int64_t>(kept), "restricted file is", "restricted files are"),
                " not shown.</p>"_html);
}

Html child_link(const View& view, std::uint32_t child) {
    if (!view.sight.sees(child)) return "<span class=\"govuk-hint\">Not shown</span>"_html;
    if (view.listed != nullptr) view.listed->children.push_back(child);
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

std::string review_name(const View& view, const law::Requirement& requirement) {
    std::string name;
    switch (requirement.kind) {
        case law::Kind::first:
            name = "First";
            break;
        case law::Kind::second:
            name = "Second";
            break;
        case law::Kind::later:
            name = requirement.number > 0 ? at_the_beginning(words_of(view).review.one) + " " +
                                                std::to_string(requirement.number)
                                          : "Next";
            break;
    }
    switch (requirement.clock) {
        case law::Clock::ordinary:
            return name;
        case law::Clock::adoption:
            return name + ", placed for adoption";
        case law::Clock::adoption_authorised:
            return name + ", waiting to be placed for adoption";
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

Response problems_page(const Problems& problems, int status) {
    Html list = "<ul class=\"govuk-list govuk-list--bullet\">"_html;
    constexpr std::size_t most = 200;
    for (std::size_t i = 0; i < problems.size() && i < most; ++i)
        list.put("<li>"_html, printed(problems[i]), "</li>"_html);
    list += "</ul>"_html;
    PageFrame frame;
    frame.title = status >= 500 ? "The records cannot be read" : "This cannot be done";
    frame.authority = "Footprint";
    frame.error = true;
    return page(
        whole_page(frame,
                   Html(heading(frame.title),
                        "<p class=\"govuk-body\">Mend what is named here, and load this page again.</p>"_html,
                        list)),
        status);
}

Response not_permitted(const View& view, care::Verb verb) {
    return made(
        view, "Not for your account", {}, {},
        Html(
            heading("Not for your account"), "<p class=\"govuk-body\">To "_html, care::in_words(verb),
            " needs another role than yours. Whoever manages accounts can give it to you.</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/\">Go to the start page</a>.</p>"_html),
        403);
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
