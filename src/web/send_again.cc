#include "web/send_again.h"

#include "base/text.h"
#include "web/govuk.h"
#include "web/layout.h"
#include "web/pages/pages.h"

namespace footprint::web {

namespace {

constexpr std::size_t most_bytes = 512 * 1024;
constexpr std::size_t longest_hidden = 40;
constexpr std::string_view key_name = "form_key";
constexpr std::string_view place_name = "draft_of";  // the address that a draft is of

std::string address_with_query(const Request& request) {
    std::string address = pages::own_path(request.path, "/");
    char between = '?';
    for (const Field& field : request.query.fields) {
        address += between + percent_encoded(field.name) + '=' + percent_encoded(field.value);
        between = '&';
    }
    return address;
}

// What people write is to be seen, so that it can be copied; ids, days and ticks only travel along.
bool is_to_be_seen(const Field& field) {
    if (field.name == place_name) return false;
    return field.value.size() > longest_hidden || field.value.find_first_of(" \n") != std::string::npos;
}

Html field_of(const Field& field, int& seen) {
    if (!is_to_be_seen(field))
        return Html("<input type=\"hidden\" name=\""_html, field.name, "\" value=\""_html, field.value,
                    "\">"_html);
    govuk::Textarea area;
    area.id = "words-" + std::to_string(++seen);
    area.name = field.name;
    area.label = "What you typed, part " + std::to_string(seen);
    area.value = field.value;
    return govuk::textarea(area);
}

}  // namespace

bool holds_words(const Form& form) {
    std::size_t bytes = 0;
    bool any = false;
    for (const Field& field : form.fields) {
        bytes += field.name.size() + field.value.size();
        any |= field.name != key_name && !field.value.empty();
    }
    return any && bytes <= most_bytes;
}

Response send_again(const Request& request, const Form& form, const SendAgain& again, int status) {
    Html fields("<input type=\"hidden\" name=\""_html, key_name, "\" value=\""_html, again.form_key,
                "\">"_html);
    int seen = 0;
    for (const Field& field : form.fields)
        if (field.name != key_name) fields += field_of(field, seen);
    Html main(pages::heading(again.title), again.why);
    if (!form.uploads.empty())
        main += "<p class=\"govuk-body\">Files do not come back: choose them anew on their page.</p>"_html;
    main.put(
        "<form method=\"post\" action=\""_html, address_with_query(request), "\" novalidate>"_html, fields,
        govuk::button(
            {.text = "Send it again", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form>"_html);
    PageFrame frame;
    frame.title = again.title;
    frame.error = true;
    frame.person = again.person;
    frame.form_key = again.person.empty() ? std::string() : again.form_key;
    return page(whole_page(frame, main), status);
}

}  // namespace footprint::web
