// Each component against the fixtures of the package whose styles it needs: the options go in, the same HTML
// must come out. Fixtures that use an option which the component does not offer are named in the table below
// it.
#include "web/govuk.h"
#include "support/places.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <functional>
#include <optional>
#include <set>

namespace footprint::web::govuk {
namespace {

using nlohmann::json;

// White space between tags and at the ends of texts means nothing; attributes may stand in any order.
std::string normalised(const std::string& html) {
    std::string out;
    std::size_t at = 0;
    while (at < html.size()) {
        if (html[at] != '<') {
            const std::size_t end = std::min(html.find('<', at), html.size());
            std::string text;
            for (std::size_t i = at; i < end; ++i) {
                const bool space = html[i] == ' ' || html[i] == '\n' || html[i] == '\t' || html[i] == '\r';
                if (!space) text += html[i];
                if (space && !text.empty() && text.back() != ' ') text += ' ';
            }
            while (!text.empty() && text.back() == ' ') text.pop_back();
            out += text;
            at = end;
            continue;
        }
        const std::size_t end = html.find('>', at);
        std::string tag = html.substr(at + 1, end - at - 1);
        std::set<std::string> attributes;
        std::string word;
        bool quoted = false;
        for (const char c : tag + " ") {
            if (c == '"') quoted = !quoted;
            const bool space = !quoted && (c == ' ' || c == '\n' || c == '\t' || c == '/');
            if (!space) word += c;
            if (space && !word.empty()) {
                attributes.insert(word);
                word.clear();
            }
        }
        if (tag.starts_with("/")) attributes = {tag};
        out += '<';
        for (const auto& attribute : attributes) out += attribute + ' ';
        out += '>';
        at = end + 1;
    }
    return out;
}

json fixtures_of(const std::string& component) {
    const std::string path =
        tests::root() + "/node_modules/govuk-frontend/dist/govuk/components/" + component + "/fixtures.json";
    std::ifstream in(path);
    EXPECT_TRUE(in) << "The front-end packages are not there. Run ./check, which fetches them.";
    return in ? json::parse(in)["fixtures"] : json::array();
}

std::string text_of(const json& options, const char* name) {
    const auto found = options.find(name);
    if (found == options.end() || found->is_null()) return {};
    return found->is_string() ? found->get<std::string>() : found->dump();
}

// Asks for every fixture whose options are all offered; says how many that were. Of some options one value
// only is offered: other fixtures of theirs are left out.
int compare(const std::string& component, const std::set<std::string>& offered,
            const std::function<Html(const json&)>& make, const json& only = json::object()) {
    int compared = 0;
    for (const json& fixture : fixtures_of(component)) {
        const json& options = fixture["options"];
        bool all_offered = true;
        for (const auto& [name, value] : options.items()) all_offered = all_offered && offered.contains(name);
        for (const auto& [name, value] : only.items())
            all_offered = all_offered && options.value(name, value) == value;
        if (!all_offered) continue;
        ++compared;
        EXPECT_EQ(normalised(make(options).text()), normalised(fixture["html"].get<std::string>()))
            << component << ": " << fixture["name"];
    }
    return compared;
}

std::vector<Link> links_of(const json& items, const char* current = "current") {
    std::vector<Link> links;
    for (const json& item : items)
        if (!item.is_null())
            links.push_back({text_of(item, "text"), text_of(item, "href"),
                             item.contains(current) && item[current] == true});
    return links;
}

bool plain_items(const json& options) {
    for (const json& item : options["items"])
        for (const auto& [name, value] : item.items())
            if (name != "text" && name != "href") return false;
    return true;
}

TEST(GovukComponents, TagIsThePackages) {
    const int compared = compare("tag", {"text", "classes"}, [](const json& options) {
        const std::string classes = text_of(options, "classes");
        const std::string prefix = "govuk-tag--";
        return tag(text_of(options, "text"),
                   classes.starts_with(prefix) ? classes.substr(prefix.size()) : classes);
    });
    EXPECT_GE(compared, 9);
}

TEST(GovukComponents, BreadcrumbsAreThePackages) {
    int compared = 0;
    for (const json& fixture : fixtures_of("breadcrumbs")) {
        const json& options = fixture["options"];
        if (options.size() != 1 || !options.contains("items") || !plain_items(options)) continue;
        ++compared;
        EXPECT_EQ(normalised(breadcrumbs(links_of(options["items"])).text()),
                  normalised(fixture["html"].get<std::string>()))
            << fixture["name"];
    }
    EXPECT_GE(compared, 3);
}

TEST(GovukComponents, SkipLinkIsThePackages) {
    EXPECT_GE(compare("skip-link", {"text", "href"},
                      [](const json& options) {
                          return skip_link(text_of(options, "text"), text_of(options, "href").empty()
                                                                         ? "#content"
                                                                         : text_of(options, "href"));
                      }),
              2);
}

TEST(GovukComponents, InsetTextIsThePackages) {
    EXPECT_GE(compare("inset-text", {"text"},
                      [](const json& options) { return inset_text(Html(text_of(options, "text"), Html())); }),
              1);
}

TEST(GovukComponents, WarningTextIsThePackages) {
    EXPECT_GE(compare("warning-text", {"text", "iconFallbackText"},
                      [](const json& options) { return warning_text(text_of(options, "text")); },
                      {{"iconFallbackText", "Warning"}}),
              1);
}

TEST(GovukComponents, DetailsAreThePackages) {
    EXPECT_GE(compare("details", {"summaryText", "text", "open"},
                      [](const json& options) {
                          return details(text_of(options, "summaryText"),
                                         Html(text_of(options, "text"), Html()),
                                         options.contains("open") && options["open"] == true);
                      }),
              2);
}

TEST(GovukComponents, ButtonIsThePackages) {
    const auto made = [](const json& options) {
        Button one;
        one.text = text_of(options, "text");
        one.href = text_of(options, "href");
        one.name = text_of(options, "name");
        one.value = text_of(options, "value");
        one.prevent_double_click = options.contains("preventDoubleClick");
        return button(one);
    };
    EXPECT_GE(compare("button", {"text", "href", "name", "value", "preventDoubleClick"}, made,
                      {{"preventDoubleClick", true}}),
              3);
}

TEST(GovukComponents, NotificationBannerIsThePackages) {
    int compared = 0;
    for (const json& fixture : fixtures_of("notification-banner")) {
        const json& options = fixture["options"];
        const bool only_text = options.size() == 1 && options.contains("html");
        const bool success =
            options.size() == 2 && options.contains("html") && text_of(options, "type") == "success";
        if (!only_text && !success) continue;
        ++compared;
        EXPECT_EQ(normalised(notification_banner(success ? "Success" : "Important",
                                                 Html::trusted(text_of(options, "html")), success)
                                 .text()),
                  normalised(fixture["html"].get<std::string>()))
            << fixture["name"];
    }
    EXPECT_GE(compared, 1);
}

TEST(GovukComponents, ErrorSummaryIsThePackages) {
    int compared = 0;
    for (const json& fixture : fixtures_of("error-summary")) {
        const json& options = fixture["options"];
        if (options.size() != 2 || !options.contains("titleText") || !options.contains("errorList")) continue;
        bool plain = true;
        for (const json& item : options["errorList"])
            for (const auto& [name, value] : item.items())
                plain = plain && (name == "text" || name == "href");
        if (!plain) continue;
        ++compared;
        EXPECT_EQ(
            normalised(error_summary(text_of(options, "titleText"), links_of(options["errorList"])).text()),
            normalised(fixture["html"].get<std::string>()))
            << fixture["name"];
    }
    EXPECT_GE(compared, 1);
}

std::string text_within(const json& options, const std::string& part) {
    return options.contains(part) ? text_of(options[part], "text") : std::string();
}

// Nothing where they use what the component does not offer.
std::optional<std::vector<SelectItem>> plain_choices(const json& options, const std::string& chosen) {
    std::vector<SelectItem> items;
    for (const json& item : options["items"]) {
        for (const auto& [name, value] : item.items())
            if (name != "value" && name != "text" && name != chosen) return std::nullopt;
        if (!item.contains("value") || !item.contains("text")) return std::nullopt;
        items.push_back(
            {text_of(item, "value"), text_of(item, "text"), item.contains(chosen) && item[chosen] == true});
    }
    return items;
}

bool has_only(const json& options, const std::set<std::string>& offered) {
    return std::all_of(options.items().begin(), options.items().end(),
                       [&](const auto& option) { return offered.count(option.key()) > 0; });
}
bool are_plain_texts(const json& options, const std::vector<std::string>& parts) {
    return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
        return !options.contains(part) || (options[part].size() == 1 && options[part].contains("text"));
    });
}

TEST(GovukComponents, SelectIsThePackages) {
    int compared = 0;
    for (const json& fixture : fixtures_of("select")) {
        const json& options = fixture["options"];
        const bool offered = options.contains("id") && options.contains("label") &&
                             options.contains("items") &&
                             has_only(options, {"id", "name", "label", "items", "hint", "errorMessage"}) &&
                             are_plain_texts(options, {"label", "hint", "errorMessage"});
        const auto items = offered ? plain_choices(options, "selected") : std::nullopt;
        if (!items) continue;
        ++compared;
        const Select one{text_of(options, "id"),        text_of(options, "name"),
                         text_within(options, "label"), *items,
                         text_within(options, "hint"),  text_within(options, "errorMessage")};
        EXPECT_EQ(normalised(select(one).text()), normalised(fixture["html"].get<std::string>()))
            << fixture["name"];
    }
    EXPECT_GE(compared, 2);
}

TEST(GovukComponents, RadiosAreThePackages) {
    int compared = 0;
    for (const json& fixture : fixtures_of("radios")) {
        const json& options = fixture["options"];
        const bool offered =
            options.contains("fieldset") && options["fieldset"].size() == 1 &&
            has_only(options, {"idPrefix", "name", "fieldset", "items", "hint", "errorMessage", "classes"}) &&
            text_of(options, "idPrefix") == (options.contains("idPrefix") ? text_of(options, "name") : "") &&
            are_plain_texts(options, {"hint", "errorMessage"}) &&
            are_plain_texts(options["fieldset"], {"legend"}) &&
            (!options.contains("classes") || options["classes"] == "govuk-radios--inline");
        const auto items = offered ? plain_choices(options, "checked") : std::nullopt;
        if (!items) continue;
        ++compared;
        const Radios one{text_of(options, "name"),
                         text_within(options["fieldset"], "legend"),
                         *items,
                         text_within(options, "hint"),
                         text_within(options, "errorMessage"),
                         options.contains("classes")};
        EXPECT_EQ(normalised(radios(one).text()), normalised(fixture["html"].get<std::string>()))
            << fixture["name"];
    }
    EXPECT_GE(compared, 3);
}

TEST(GovukComponents, PaginationIsThePackages) {
    // The fixtures name their own addresses, so one is asked for whose pages are /page/1, /page/2, ...
    int compared = 0;
    for (const json& fixture : fixtures_of("pagination")) {
        if (fixture["name"] != "with many pages" && fixture["name"] != "default") continue;
        const json& options = fixture["options"];
        int current = 0;
        int last = 0;
        for (const json& item : options["items"]) {
            if (item.contains("number")) last = std::stoi(text_of(item, "number"));
            if (item.contains("current") && item["current"] == true) current = last;
        }
        std::string expected = fixture["html"];
        const auto swap = [&](const std::string& from, const std::string& to) {
            const std::size_t at = expected.find("\"" + from + "\"");
            if (at != std::string::npos) expected.replace(at, from.size() + 2, "\"" + to + "\"");
        };
        swap("/previous", "/page/" + std::to_string(current - 1));
        swap("/next", "/page/" + std::to_string(current + 1));
        ++compared;
        EXPECT_EQ(normalised(pagination(current, last, "/page/").text()), normalised(expected))
            << fixture["name"];
    }
    EXPECT_GE(compared, 1);
    EXPECT_TRUE(pagination(1, 1, "/page/").empty());
}

TEST(GovukComponents, TableHasItsHeadsAndNumbers) {
    Table one;
    one.caption = "A & B";
    one.columns = {{"Month"}, {"Amount", true}};
    one.rows = {{{"January", true}, "85"}};
    EXPECT_EQ(
        normalised(table(one).text()),
        normalised(
            "<table class=\"govuk-table\"><caption class=\"govuk-table__caption govuk-table__caption--m\">A "
            "&amp; B"
            "</caption><thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\"><th scope=\"col\" "
            "class=\"govuk-table__header\">Month</th><th scope=\"col\" class=\"govuk-table__header "
            "govuk-table__header--numeric\">Amount</th></tr></thead><tbody class=\"govuk-table__body\"><tr "
            "class=\"govuk-table__row\"><th scope=\"row\" class=\"govuk-table__header\">January</th><td "
            "class=\"govuk-table__cell govuk-table__cell--numeric\">85</td></tr></tbody></table>"));
}

}  // namespace
}  // namespace footprint::web::govuk
