#include "web/forms.h"

#include <algorithm>

#include "base/text.h"
#include "web/request.h"

namespace footprint::web {

namespace {

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

Problem problem(Problem::Kind kind, std::string_view field, std::string message) {
    Problem made;
    made.kind = kind;
    made.place.field = std::string(field);
    made.message = std::move(message);
    return made;
}

bool is_text(std::string_view value) {
    return is_valid_utf8(value) && value.find('\0') == std::string_view::npos;
}

}  // namespace

std::size_t Upload::read(std::uint64_t at, char* into, std::size_t wanted) const {
    if (at >= size) return 0;
    return body->read(from + at, into, static_cast<std::size_t>(std::min<std::uint64_t>(wanted, size - at)));
}

std::optional<std::string_view> Form::value(std::string_view name) const {
    for (const Field& field : fields)
        if (field.name == name) return field.value;
    return std::nullopt;
}

std::string_view Form::text(std::string_view name) const {
    return value(name).value_or(std::string_view());
}

std::vector<std::string_view> Form::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const Field& field : fields)
        if (field.name == name) values.emplace_back(field.value);
    return values;
}

const Upload* Form::upload(std::string_view name) const {
    for (const Upload& upload : uploads)
        if (upload.field == name) return &upload;
    return nullptr;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += plus_is_space && text[at] == '+' ? ' ' : text[at];
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        const int high = hex(text[at + 1]), low = hex(text[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return out;
}

Result<Form> read_urlencoded(std::string_view text, const FormLimits& limits) {
    Form form;
    std::size_t all_values = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        if (form.fields.size() >= limits.fields)
            return problem(Problem::Kind::too_large, {},
                           "The form has too many fields. Send fewer at a time.");
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = percent_decoded(pair.substr(0, equals), true);
        auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value || !is_text(*name) || !is_text(*value))
            return problem(
                Problem::Kind::unreadable, {},
                "A field of the form is not text in UTF-8. Go back, reload the page and try again.");
        if (name->size() > limits.name_bytes)
            return problem(Problem::Kind::too_large, {},
                           "A field of the form has too long a name. Reload the page.");
        all_values += value->size();
        if (value->size() > limits.value_bytes || all_values > limits.all_values_bytes)
            return problem(Problem::Kind::too_large, *name,
                           "The text is too long. Shorten it and send it again.");
        form.fields.push_back({std::move(*name), std::move(*value)});
    }
    return form;
}

Result<Form> read_form(const Request& request, const FormLimits& limits) {
    const std::string_view type = request.header("content-type");
    const std::string bare = lower(trim(type.substr(0, type.find(';'))));
    if (bare == "application/x-www-form-urlencoded") {
        if (request.body->is_in_memory()) return read_urlencoded(request.body->in_memory(), limits);
        // Escapes take three bytes for one; what is longer passes the limits in any case.
        if (request.body->size() > 4 * (limits.all_values_bytes + limits.fields * limits.name_bytes))
            return problem(Problem::Kind::too_large, {},
                           "The form is too long. Shorten it and send it again.");
        return read_urlencoded(request.body->text(0, request.body->size()), limits);
    }
    if (const auto boundary = multipart_boundary(type))
        return read_multipart(request.body, *boundary, limits);
    // A form of buttons alone is sent with nothing in it.
    if (request.body->size() == 0) return Form{};
    return problem(Problem::Kind::wrong_use, {},
                   "What was sent is not a form. Send it from the page that asks for it.");
}

}  // namespace footprint::web
