#include "web/govuk.h"

namespace footprint::web::govuk {

namespace {

Html attribute(std::string_view name, std::string_view value) {
    if (value.empty()) return {};
    Html html = " "_html;
    return html.put(Html::trusted(name), "=\""_html, value, "\""_html);
}

Html hint(std::string_view id, std::string_view text) {
    if (text.empty()) return {};
    return Html("<div id=\""_html, id, "-hint\" class=\"govuk-hint\">"_html, text, "</div>"_html);
}

Html error_message(std::string_view id, std::string_view text) {
    if (text.empty()) return {};
    return Html("<p id=\""_html, id,
                "-error\" class=\"govuk-error-message\"><span class=\"govuk-visually-hidden\">Error:"_html,
                "</span> "_html, text, "</p>"_html);
}

Html described_by(std::string_view id, std::string_view hint_text, std::string_view error) {
    if (hint_text.empty() && error.empty()) return {};
    Html html = " aria-describedby=\""_html;
    if (!hint_text.empty()) html.put(id, "-hint"_html);
    if (!hint_text.empty() && !error.empty()) html += " "_html;
    if (!error.empty()) html.put(id, "-error"_html);
    return html.put("\""_html);
}

Html group_begin(std::string_view error) {
    return error.empty() ? "<div class=\"govuk-form-group\">"_html
                         : "<div class=\"govuk-form-group govuk-form-group--error\">"_html;
}

Html label(std::string_view id, std::string_view text) {
    return Html("<label class=\"govuk-label\" for=\""_html, id, "\">"_html, text, "</label>"_html);
}

}  // namespace

Html breadcrumbs(const std::vector<Link>& items) {
    Html html =
        "<nav class=\"govuk-breadcrumbs\" aria-label=\"Breadcrumb\"><ol class=\"govuk-breadcrumbs__list\">"_html;
    for (const Link& item : items) {
        if (item.href.empty()) {
            html.put("<li class=\"govuk-breadcrumbs__list-item\" aria-current=\"page\">"_html, item.text,
                     "</li>"_html);
        } else {
            html.put(
                "<li class=\"govuk-breadcrumbs__list-item\"><a class=\"govuk-breadcrumbs__link\" href=\""_html,
                item.href, "\">"_html, item.text, "</a></li>"_html);
        }
    }
    return html.put("</ol></nav>"_html);
}

Html service_navigation(std::string_view service, std::string_view service_href,
                        const std::vector<Link>& items) {
    Html html =
        "<section aria-label=\"Service information\" class=\"govuk-service-navigation\" "
        "data-module=\"govuk-service-navigation\">"
        "<div class=\"govuk-width-container\"><div class=\"govuk-service-navigation__container\">"
        "<span class=\"govuk-service-navigation__service-name\">"_html;
    html.put("<a href=\""_html, service_href, "\" class=\"govuk-service-navigation__link\">"_html, service,
             "</a></span>"_html);
    // A landmark with nothing in it would be read out for nothing.
    if (items.empty()) return html.put("</div></div></section>"_html);
    html += "<nav aria-label=\"Menu\" class=\"govuk-service-navigation__wrapper\">"_html;
    // One link needs no button that folds it away.
    if (items.size() > 1)
        html +=
            "<button type=\"button\" class=\"govuk-service-navigation__toggle "
            "govuk-js-service-navigation-toggle\" "
            "aria-controls=\"navigation\" hidden aria-hidden=\"true\">Menu</button>"_html;
    html += "<ul class=\"govuk-service-navigation__list\" id=\"navigation\">"_html;
    for (const Link& item : items) {
        if (item.current) {
            html.put(
                "<li class=\"govuk-service-navigation__item govuk-service-navigation__item--active\">"_html,
                "<a class=\"govuk-service-navigation__link\" href=\""_html, item.href,
                "\" aria-current=\"true\"><strong class=\"govuk-service-navigation__active-fallback\">"_html,
                item.text, "</strong></a></li>"_html);
        } else {
            html.put(
                "<li class=\"govuk-service-navigation__item\"><a class=\"govuk-service-navigation__link\" href=\""_html,
                item.href, "\">"_html, item.text, "</a></li>"_html);
        }
    }
    return html.put("</ul></nav></div></div></section>"_html);
}

Html skip_link(std::string_view text, std::string_view href) {
    return Html("<a href=\""_html, href, "\" class=\"govuk-skip-link\" data-module=\"govuk-skip-link\">"_html,
                text, "</a>"_html);
}

Html tag(std::string_view text, std::string_view colour) {
    if (colour.empty()) return Html("<strong class=\"govuk-tag\">"_html, text, "</strong>"_html);
    return Html("<strong class=\"govuk-tag govuk-tag--"_html, colour, "\">"_html, text, "</strong>"_html);
}

Html inset_text(const Html& content) {
    return Html("<div class=\"govuk-inset-text\">"_html, content, "</div>"_html);
}

Html warning_text(std::string_view text) {
    return Html(
        "<div class=\"govuk-warning-text\"><span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span>"_html,
        "<strong class=\"govuk-warning-text__text\"><span class=\"govuk-visually-hidden\">Warning</span> "_html,
        text, "</strong></div>"_html);
}

Html details(std::string_view summary, const Html& content, bool open) {
    return Html(
        open ? "<details class=\"govuk-details\" open>"_html : "<details class=\"govuk-details\">"_html,
        "<summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">"_html,
        summary, "</span></summary><div class=\"govuk-details__text\">"_html, content,
        "</div></details>"_html);
}

Html button(const Button& button) {
    Html classes = "govuk-button"_html;
    if (button.secondary) classes += " govuk-button--secondary"_html;
    if (button.warning) classes += " govuk-button--warning"_html;
    if (!button.href.empty())
        return Html("<a href=\""_html, button.href, "\" role=\"button\" draggable=\"false\" class=\""_html,
                    classes, "\" data-module=\"govuk-button\">"_html, button.text, "</a>"_html);
    return Html("<button"_html, attribute("value", button.value), " type=\"submit\""_html,
                attribute("name", button.name), " class=\""_html, classes,
                "\" data-module=\"govuk-button\""_html,
                button.prevent_double_click ? " data-prevent-double-click=\"true\""_html : Html(), ">"_html,
                button.text, "</button>"_html);
}

Html input(const Input& input) {
    Html classes = "govuk-input"_html;
    if (!input.classes.empty()) classes.put(" "_html, input.classes);
    if (!input.error.empty()) classes += " govuk-input--error"_html;
    return Html(group_begin(input.error), label(input.id, input.label), hint(input.id, input.hint),
                error_message(input.id, input.error), "<input class=\""_html, classes, "\" id=\""_html,
                input.id, "\" name=\""_html, input.name, "\" type=\""_html, input.type, "\""_html,
                attribute("value", input.value), described_by(input.id, input.hint, input.error),
                attribute("autocomplete", input.autocomplete), attribute("inputmode", input.input_mode),
                "></div>"_html);
}

Html password_input(const PasswordInput& input) {
    Html classes = "govuk-input govuk-password-input__input govuk-js-password-input-input"_html;
    if (!input.classes.empty()) classes.put(" "_html, input.classes);
    if (!input.error.empty()) classes += " govuk-input--error"_html;
    return Html(
        "<div class=\"govuk-form-group"_html, input.error.empty() ? Html() : " govuk-form-group--error"_html,
        " govuk-password-input\" data-module=\"govuk-password-input\">"_html, label(input.id, input.label),
        hint(input.id, input.hint), error_message(input.id, input.error),
        "<div class=\"govuk-input__wrapper govuk-password-input__wrapper\"><input class=\""_html, classes,
        "\" id=\""_html, input.id, "\" name=\""_html, input.name,
        "\" type=\"password\" spellcheck=\"false\""_html, described_by(input.id, input.hint, input.error),
        attribute("autocomplete", input.autocomplete),
        " autocapitalize=\"none\"><button type=\"button\" class=\"govuk-button govuk-button--secondary "
        "govuk-password-input__toggle govuk-js-password-input-toggle\" data-module=\"govuk-button\" "
        "aria-controls=\""_html,
        input.id, "\" aria-label=\"Show password\" hidden>Show</button></div></div>"_html);
}

// A browser leaves out a line break right after the tag, so one of the text's own needs another before it.
Html textarea(const Textarea& area) {
    return Html(group_begin(area.error), label(area.id, area.label), hint(area.id, area.hint),
                error_message(area.id, area.error), "<textarea class=\"govuk-textarea"_html,
                area.error.empty() ? Html() : " govuk-textarea--error"_html, "\" id=\""_html, area.id,
                "\" name=\""_html, area.name, "\" rows=\""_html, area.rows, "\""_html,
                described_by(area.id, area.hint, area.error), ">"_html,
                area.value.starts_with('\n') ? "\n"_html : Html(), area.value, "</textarea></div>"_html);
}

Html checkboxes(const Checkboxes& boxes) {
    const std::string& prefix = boxes.id_prefix.empty() ? boxes.name : boxes.id_prefix;
    Html html(group_begin(boxes.error), "<fieldset class=\"govuk-fieldset\""_html,
              described_by(prefix, boxes.hint, boxes.error),
              "><legend class=\"govuk-fieldset__legend\">"_html, boxes.legend, "</legend>"_html,
              hint(prefix, boxes.hint), error_message(prefix, boxes.error),
              "<div class=\"govuk-checkboxes\" data-module=\"govuk-checkboxes\">"_html);
    for (std::size_t i = 0; i < boxes.items.size(); ++i) {
        const Checkbox& item = boxes.items[i];
        const std::string id = i == 0 ? prefix : prefix + "-" + std::to_string(i + 1);
        html.put("<div class=\"govuk-checkboxes__item\"><input class=\"govuk-checkboxes__input\" id=\""_html,
                 id, "\" name=\""_html, boxes.name, "\" type=\"checkbox\" value=\""_html, item.value,
                 "\""_html, item.checked ? " checked"_html : Html(),
                 item.hint.empty() ? Html() : Html(" aria-describedby=\""_html, id, "-item-hint\""_html),
                 "><label class=\"govuk-label govuk-checkboxes__label\" for=\""_html, id, "\">"_html,
                 item.text, "</label>"_html);
        if (!item.hint.empty())
            html.put("<div id=\""_html, id, "-item-hint\" class=\"govuk-hint govuk-checkboxes__hint\">"_html,
                     item.hint, "</div>"_html);
        html += "</div>"_html;
    }
    return html.put("</div></fieldset></div>"_html);
}

Html select(const Select& select) {
    Html html(group_begin(select.error), label(select.id, select.label), hint(select.id, select.hint),
              error_message(select.id, select.error), "<select class=\"govuk-select"_html,
              select.error.empty() ? Html() : " govuk-select--error"_html, "\" id=\""_html, select.id,
              "\" name=\""_html, select.name, "\""_html, described_by(select.id, select.hint, select.error),
              ">"_html);
    for (const SelectItem& item : select.items)
        html.put("<option value=\""_html, item.value, "\""_html, item.selected ? " selected"_html : Html(),
                 ">"_html, item.text, "</option>"_html);
    return html.put("</select></div>"_html);
}

Html radios(const Radios& radios) {
    Html html(group_begin(radios.error), "<fieldset class=\"govuk-fieldset\""_html,
              described_by(radios.name, radios.hint, radios.error),
              "><legend class=\"govuk-fieldset__legend\">"_html, radios.legend, "</legend>"_html,
              hint(radios.name, radios.hint), error_message(radios.name, radios.error),
              "<div class=\"govuk-radios"_html, radios.in_line ? " govuk-radios--inline"_html : Html(),
              "\" data-module=\"govuk-radios\">"_html);
    for (std::size_t i = 0; i < radios.items.size(); ++i) {
        const SelectItem& item = radios.items[i];
        const std::string id = i == 0 ? radios.name : radios.name + "-" + std::to_string(i + 1);
        html.put("<div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\" id=\""_html, id,
                 "\" name=\""_html, radios.name, "\" type=\"radio\" value=\""_html, item.value, "\""_html,
                 item.selected ? " checked"_html : Html(),
                 "><label class=\"govuk-label govuk-radios__label\" for=\""_html, id, "\">"_html, item.text,
                 "</label></div>"_html);
    }
    return html.put("</div></fieldset></div>"_html);
}

Html file_upload(const FileUpload& upload) {
    return Html(group_begin(upload.error), label(upload.id, upload.label), hint(upload.id, upload.hint),
                error_message(upload.id, upload.error), "<input class=\"govuk-file-upload"_html,
                upload.error.empty() ? Html() : " govuk-file-upload--error"_html, "\" id=\""_html, upload.id,
                "\" name=\""_html, upload.name, "\" type=\"file\""_html,
                upload.multiple ? " multiple"_html : Html(),
                described_by(upload.id, upload.hint, upload.error), "></div>"_html);
}

namespace {

std::size_t bytes_of(const Table& table) {
    constexpr std::size_t around_a_cell = 64;
    std::size_t bytes = 1024 + table.caption.size();
    for (const auto& row : table.rows)
        for (const Cell& cell : row) bytes += cell.content.text().size() + around_a_cell;
    return bytes;
}

}  // namespace

Html table(const Table& table) {
    Html html = "<table class=\"govuk-table\">"_html;
    html.reserve(bytes_of(table));
    if (!table.caption.empty())
        html.put("<caption class=\"govuk-table__caption "_html, table.caption_classes, "\">"_html,
                 table.caption, "</caption>"_html);
    if (!table.columns.empty()) {
        html += "<thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">"_html;
        for (const Column& column : table.columns)
            html.put("<th scope=\"col\" class=\"govuk-table__header"_html,
                     column.numeric ? " govuk-table__header--numeric"_html : Html(), "\">"_html, column.text,
                     "</th>"_html);
        html += "</tr></thead>"_html;
    }
    html += "<tbody class=\"govuk-table__body\">"_html;
    for (const auto& row : table.rows) {
        html += "<tr class=\"govuk-table__row\">"_html;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool numeric = i < table.columns.size() && table.columns[i].numeric;
            if (row[i].head) {
                html.put("<th scope=\"row\" class=\"govuk-table__header\">"_html, row[i].content,
                         "</th>"_html);
            } else {
                html.put(numeric ? "<td class=\"govuk-table__cell govuk-table__cell--numeric\">"_html
                                 : "<td class=\"govuk-table__cell\">"_html,
                         row[i].content, "</td>"_html);
            }
        }
        html += "</tr>"_html;
    }
    return html.put("</tbody></table>"_html);
}

Html summary_list(const std::vector<SummaryRow>& rows) {
    Html html = "<dl class=\"govuk-summary-list\">"_html;
    for (const SummaryRow& row : rows)
        html.put("<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">"_html,
                 row.key, "</dt><dd class=\"govuk-summary-list__value\">"_html, row.value,
                 "</dd></div>"_html);
    return html.put("</dl>"_html);
}

namespace {

Html page_item(int number, int current, std::string_view href) {
    const bool here = number == current;
    return Html(here ? "<li class=\"govuk-pagination__item govuk-pagination__item--current\">"_html
                     : "<li class=\"govuk-pagination__item\">"_html,
                "<a class=\"govuk-link govuk-pagination__link\" href=\""_html, href, number,
                "\" aria-label=\"Page "_html, number, "\""_html,
                here ? " aria-current=\"page\""_html : Html(), ">"_html, number, "</a></li>"_html);
}

}  // namespace

Html pagination(int page, int pages, std::string_view href) {
    if (pages < 2) return {};
    Html html = "<nav class=\"govuk-pagination\" aria-label=\"Pagination\">"_html;
    if (page > 1)
        html.put(
            "<div class=\"govuk-pagination__prev\"><a class=\"govuk-link govuk-pagination__link\" href=\""_html,
            href, page - 1,
            "\" rel=\"prev\"><svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" "_html,
            "xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" "_html,
            "viewBox=\"0 0 15 13\"><path d=\"m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z\"></path></svg>"_html,
            "<span class=\"govuk-pagination__link-title\">Previous<span class=\"govuk-visually-hidden\"> page</span></span></a></div>"_html);
    html += "<ul class=\"govuk-pagination__list\">"_html;
    int last = 0;
    for (int number = 1; number <= pages; ++number) {
        const bool shown = number == 1 || number == pages || (number >= page - 2 && number <= page + 2);
        if (!shown) continue;
        if (number > last + 1)
            html += "<li class=\"govuk-pagination__item govuk-pagination__item--ellipsis\">&ctdot;</li>"_html;
        html += page_item(number, page, href);
        last = number;
    }
    html += "</ul>"_html;
    if (page < pages)
        html.put(
            "<div class=\"govuk-pagination__next\"><a class=\"govuk-link govuk-pagination__link\" href=\""_html,
            href, page + 1,
            "\" rel=\"next\"><span class=\"govuk-pagination__link-title\">Next<span class=\"govuk-visually-hidden\"> page</span></span>"_html,
            "<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" xmlns=\"http://www.w3.org/2000/svg\" "_html,
            "height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z\"></path></svg></a></div>"_html);
    return html.put("</nav>"_html);
}

Html notification_banner(std::string_view title, const Html& content, bool success) {
    return Html(
        success
            ? "<div class=\"govuk-notification-banner govuk-notification-banner--success\" role=\"alert\" "
              "aria-labelledby=\"govuk-notification-banner-title\" data-module=\"govuk-notification-banner\">"_html
            : "<div class=\"govuk-notification-banner\" role=\"region\" "
              "aria-labelledby=\"govuk-notification-banner-title\" data-module=\"govuk-notification-banner\">"_html,
        "<div class=\"govuk-notification-banner__header\"><h2 class=\"govuk-notification-banner__title\" "_html,
        "id=\"govuk-notification-banner-title\">"_html, title,
        "</h2></div><div class=\"govuk-notification-banner__content\">"_html, content, "</div></div>"_html);
}

Html error_summary(std::string_view title, const std::vector<Link>& errors) {
    Html html(
        "<div class=\"govuk-error-summary\" data-module=\"govuk-error-summary\"><div role=\"alert\">"
        "<h2 class=\"govuk-error-summary__title\">"_html,
        title,
        "</h2><div class=\"govuk-error-summary__body\"><ul class=\"govuk-list govuk-error-summary__list\">"_html);
    for (const Link& error : errors) {
        if (error.href.empty()) {
            html.put("<li>"_html, error.text, "</li>"_html);
        } else {
            html.put("<li><a href=\""_html, error.href, "\">"_html, error.text, "</a></li>"_html);
        }
    }
    return html.put("</ul></div></div></div>"_html);
}

}  // namespace footprint::web::govuk
