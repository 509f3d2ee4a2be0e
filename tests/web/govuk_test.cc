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

// Compares what `make` answers; it answers nothing where the options ask for what the component does not
// offer. `part` takes out of the HTML what is to be compared.
void compare_offered(const std::string& component, int at_least,
                     const std::function<std::optional<Html>(const json&)>& make,
                     const std::function<std::string(const std::string&)>& part = {}) {
    const json fixtures = fixtures_of(component);
    int compared = 0;
    for (const json& fixture : fixtures) {
        const std::optional<Html> made = make(fixture["options"]);
        if (!made) continue;
        ++compared;
        const std::string expected = fixture["html"];
        EXPECT_EQ(normalised(part ? part(made->text()) : made->text()),
                  normalised(part ? part(expected) : expected))
            << component << ": " << fixture["name"];
    }
    const std::string count = std::to_string(compared) + " of " + std::to_string(fixtures.size());
    testing::Test::RecordProperty("compared", count);
    EXPECT_GE(compared, at_least) << component << ": " << count << " fixtures were compared";
}

// What stands round a field of any kind. Without an id, a field has its name for one.
struct AroundField {
    std::string id;
    std::string name;
    std::string label;
    std::string hint;
    std::string error;
};
std::optional<AroundField> around_field(const json& options, std::set<std::string> offered) {
    offered.insert({"id", "name", "label", "hint", "errorMessage"});
    if (!has_only(options, offered) || !are_plain_texts(options, {"label", "hint", "errorMessage"}))
        return std::nullopt;
    const std::string name = text_of(options, "name");
    return AroundField{options.contains("id") ? text_of(options, "id") : name, name,
                       text_within(options, "label"), text_within(options, "hint"),
                       text_within(options, "errorMessage")};
}

template <class Component>
Component with(const AroundField& around) {
    Component one;
    one.id = around.id;
    one.name = around.name;
    one.label = around.label;
    one.hint = around.hint;
    one.error = around.error;
    return one;
}

std::optional<Html> input_from(const json& options) {
    const auto around = around_field(options, {"value", "type", "classes", "autocomplete", "inputmode"});
    if (!around) return std::nullopt;
    auto one = with<Input>(*around);
    one.value = text_of(options, "value");
    if (options.contains("type")) one.type = text_of(options, "type");
    one.classes = text_of(options, "classes");
    one.autocomplete = text_of(options, "autocomplete");
    one.input_mode = text_of(options, "inputmode");
    return input(one);
}

std::optional<Html> password_from(const json& options) {
    const auto around = around_field(options, {"classes", "autocomplete"});
    if (!around) return std::nullopt;
    auto one = with<PasswordInput>(*around);
    one.classes = text_of(options, "classes");
    if (options.contains("autocomplete")) one.autocomplete = text_of(options, "autocomplete");
    return password_input(one);
}

std::optional<Html> textarea_from(const json& options) {
    const auto around = around_field(options, {"value", "rows"});
    if (!around) return std::nullopt;
    auto one = with<Textarea>(*around);
    one.value = text_of(options, "value");
    if (options.contains("rows")) one.rows = options["rows"].get<int>();
    return textarea(one);
}

std::optional<Html> file_upload_from(const json& options) {
    const auto around = around_field(options, {"multiple"});
    if (!around) return std::nullopt;
    auto one = with<FileUpload>(*around);
    one.multiple = options.contains("multiple") && options["multiple"] == true;
    return file_upload(one);
}

TEST(GovukComponents, InputIsThePackages) {
    compare_offered("input", 19, input_from);
}

TEST(GovukComponents, PasswordInputIsThePackages) {
    compare_offered("password-input", 7, password_from);
}

TEST(GovukComponents, TextareaIsThePackages) {
    compare_offered("textarea", 7, textarea_from);
}

TEST(GovukComponents, FileUploadIsThePackages) {
    compare_offered("file-upload", 6, file_upload_from);
}

// A list with holes is not offered: the package counts them where it numbers the ids.
std::optional<std::vector<Checkbox>> plain_boxes(const json& items) {
    std::vector<Checkbox> boxes;
    for (const json& item : items) {
        if (!item.is_object() || !has_only(item, {"value", "text", "hint", "checked"}) ||
            !item.contains("value") || !item.contains("text") || !are_plain_texts(item, {"hint"}))
            return std::nullopt;
        boxes.push_back({text_of(item, "value"), text_of(item, "text"), text_within(item, "hint"),
                         item.contains("checked") && item["checked"] == true});
    }
    return boxes;
}

std::optional<Html> checkboxes_from(const json& options, const std::string& legend) {
    if (!are_plain_texts(options, {"hint", "errorMessage"})) return std::nullopt;
    const auto items = plain_boxes(options["items"]);
    if (!items) return std::nullopt;
    Checkboxes one;
    one.name = text_of(options, "name");
    one.legend = legend;
    one.hint = text_within(options, "hint");
    one.error = text_within(options, "errorMessage");
    one.items = *items;
    one.id_prefix = text_of(options, "idPrefix");
    return checkboxes(one);
}

TEST(GovukComponents, CheckboxesAreThePackages) {
    compare_offered("checkboxes", 5, [](const json& options) -> std::optional<Html> {
        const bool offered =
            options.contains("fieldset") &&
            has_only(options, {"name", "idPrefix", "fieldset", "hint", "errorMessage", "items"}) &&
            options["fieldset"].size() == 1 && options["fieldset"].contains("legend") &&
            are_plain_texts(options["fieldset"], {"legend"});
        if (!offered) return std::nullopt;
        return checkboxes_from(options, text_within(options["fieldset"], "legend"));
    });
}

// Ours always have a legend. The fixtures that tick a box, or have a prefix of their own, have none: of these
// the boxes themselves are compared.
TEST(GovukComponents, CheckboxesWithinTheirFrameAreThePackages) {
    const auto boxes_alone = [](const std::string& html) {
        const std::size_t from = html.find("<div class=\"govuk-checkboxes\"");
        const std::size_t end_of_frame = html.find("</fieldset>");
        const std::size_t until = end_of_frame != std::string::npos ? end_of_frame : html.rfind("</div>");
        return from < until && until != std::string::npos ? html.substr(from, until - from) : html;
    };
    compare_offered(
        "checkboxes", 2,
        [](const json& options) -> std::optional<Html> {
            if (!has_only(options, {"name", "idPrefix", "items"})) return std::nullopt;
            return checkboxes_from(options, "Which of these?");
        },
        boxes_alone);
}

TEST(GovukComponents, SummaryListIsThePackages) {
    compare_offered("summary-list", 3, [](const json& options) -> std::optional<Html> {
        if (!has_only(options, {"rows"})) return std::nullopt;
        std::vector<SummaryRow> rows;
        for (const json& row : options["rows"]) {
            if (!row.is_object()) continue;
            if (!has_only(row, {"key", "value"}) || !are_plain_texts(row, {"key"}) ||
                !has_only(row["value"], {"text", "html"}))
                return std::nullopt;
            const json& value = row["value"];
            Html content;
            if (value.contains("html"))
                content = Html::trusted(text_of(value, "html"));
            else
                content.add(text_of(value, "text"));
            rows.push_back({text_within(row, "key"), content});
        }
        return summary_list(rows);
    });
}

TEST(GovukComponents, ServiceNavigationIsThePackages) {
    compare_offered("service-navigation", 4, [](const json& options) -> std::optional<Html> {
        if (!options.contains("serviceName") || !options.contains("serviceUrl") ||
            !has_only(options, {"serviceName", "serviceUrl", "navigation"}))
            return std::nullopt;
        const json items = options.value("navigation", json::array());
        for (const json& item : items)
            if (!item.is_object() || !has_only(item, {"text", "href", "active"})) return std::nullopt;
        return service_navigation(text_of(options, "serviceName"), text_of(options, "serviceUrl"),
                                  links_of(items, "active"));
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

// Nothing where a cell is a number in a column that is none, or the other way round: ours go by the column.
std::optional<std::vector<Cell>> cells_of(const json& row, const std::vector<Column>& columns,
                                          bool has_head) {
    std::vector<Cell> cells;
    for (const json& cell : row) {
        const bool numeric = cells.size() < columns.size() && columns[cells.size()].numeric;
        if (!has_only(cell, {"text", "html", "format"}) || (text_of(cell, "format") == "numeric") != numeric)
            return std::nullopt;
        const bool head = has_head && cells.empty();
        if (cell.contains("html"))
            cells.emplace_back(Html::trusted(text_of(cell, "html")), head);
        else
            cells.emplace_back(text_of(cell, "text"), head);
    }
    return cells;
}

TEST(GovukComponents, TableIsThePackages) {
    compare_offered("table", 6, [](const json& options) -> std::optional<Html> {
        if (!has_only(options, {"caption", "captionClasses", "firstCellIsHeader", "head", "rows"}))
            return std::nullopt;
        Table one;
        one.caption = text_of(options, "caption");
        one.caption_classes = text_of(options, "captionClasses");
        for (const json& column : options.value("head", json::array())) {
            if (!has_only(column, {"text", "format"})) return std::nullopt;
            one.columns.push_back({text_of(column, "text"), text_of(column, "format") == "numeric"});
        }
        const bool has_head = options.contains("firstCellIsHeader") && options["firstCellIsHeader"] == true;
        for (const json& row : options["rows"]) {
            if (!row.is_array()) continue;
            const auto cells = cells_of(row, one.columns, has_head);
            if (!cells) return std::nullopt;
            one.rows.push_back(*cells);
        }
        return table(one);
    });
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
