// Components of the GOV.UK Design System as typed functions, without GOV.UK's branding.
//
// In      parameters named as the package's own macros name them
// Out     the markup that the package's styles and scripts expect
// Errors  none
// Source  npm govuk-frontend; a test holds each component against the package's fixtures
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/html.h"

namespace footprint::web::govuk {

struct Link {
    std::string text;
    std::string href;
    bool current = false;
};

// Content that is text, or Html of our own.
Html breadcrumbs(const std::vector<Link>& items);
Html service_navigation(std::string_view service, std::string_view service_href,
                        const std::vector<Link>& items);
Html skip_link(std::string_view text, std::string_view href);
Html tag(std::string_view text,
         std::string_view colour = {});  // grey, green, turquoise, blue, purple, red, orange...
Html inset_text(const Html& content);
Html warning_text(std::string_view text);
Html details(std::string_view summary, const Html& content, bool open = false);

struct Button {
    std::string text;
    std::string href;  // a link that looks like a button; empty: a button that sends its form
    std::string name;
    std::string value;
    bool secondary = false;
    bool warning = false;
    bool prevent_double_click = false;
};
Html button(const Button& button);

struct Input {
    std::string id;
    std::string name;
    std::string label;
    std::string hint;
    std::string value;
    std::string type = "text";
    std::string classes;  // as govuk-input--width-10
    std::string error;
    std::string autocomplete;  // what the browser may fill in, as current-password
    std::string input_mode;    // the keys that a telephone shows, as numeric
};
Html input(const Input& input);

// With a button that shows what is typed, where there are scripts. Never filled in by the page.
struct PasswordInput {
    std::string id;
    std::string name;
    std::string label;
    std::string hint;
    std::string classes;
    std::string error;
    std::string autocomplete = "current-password";
};
Html password_input(const PasswordInput& input);

struct Textarea {
    std::string id;
    std::string name;
    std::string label;
    std::string hint;
    std::string value;
    std::string error;
    int rows = 5;
};
Html textarea(const Textarea& textarea);

struct Checkbox {
    std::string value;
    std::string text;
    std::string hint;
    bool checked = false;
};
struct Checkboxes {
    std::string name;
    std::string legend;
    std::string hint;
    std::string error;
    std::vector<Checkbox> items;
    std::string id_prefix = {};  // where a page has several groups of one name; empty: the name
};
Html checkboxes(const Checkboxes& checkboxes);

struct SelectItem {
    std::string value;
    std::string text;
    bool selected = false;
};
struct Select {
    std::string id;
    std::string name;
    std::string label;
    std::vector<SelectItem> items;
    std::string hint = {};
    std::string error = {};
};
Html select(const Select& select);

// One of a few.
struct Radios {
    std::string name;
    std::string legend;
    std::vector<SelectItem> items;
    std::string hint = {};
    std::string error = {};
    bool in_line = false;
};
Html radios(const Radios& radios);

struct FileUpload {
    std::string id;
    std::string name;
    std::string label;
    std::string hint;
    std::string error;
    bool multiple = false;
};
Html file_upload(const FileUpload& upload);

struct Column {
    std::string text;
    bool numeric = false;
};
struct Cell {
    Html content;
    bool head = false;  // the row's own heading
    Cell(Html html, bool is_head = false) : content(std::move(html)), head(is_head) {}              // NOLINT
    Cell(std::string_view text, bool is_head = false) : head(is_head) { content.add(text); }        // NOLINT
    Cell(const std::string& text, bool is_head = false) : Cell(std::string_view(text), is_head) {}  // NOLINT
    Cell(const char* text, bool is_head = false) : Cell(std::string_view(text), is_head) {}         // NOLINT
};
struct Table {
    std::string caption;
    std::string caption_classes = "govuk-table__caption--m";
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    // A row of these cells, none of which is copied.
    template <class... Cells>
    void add(Cell first, Cells&&... others) {
        std::vector<Cell>& row = rows.emplace_back();
        row.reserve(1 + sizeof...(others));
        row.push_back(std::move(first));
        (row.emplace_back(std::forward<Cells>(others)), ...);
    }
};
Html table(const Table& table);

struct SummaryRow {
    std::string key;
    Html value;
};
Html summary_list(const std::vector<SummaryRow>& rows);

// Pages of a list. `href` is put before the number of the page.
Html pagination(int page, int pages, std::string_view href);

Html notification_banner(std::string_view title, const Html& content, bool success = false);
Html error_summary(std::string_view title, const std::vector<Link>& errors);

}  // namespace footprint::web::govuk
