// Any bytes at all as a form, a form with files, a cookie or a type.
//
// What is read keeps its promises (text is UTF-8, files lie inside the body, limits hold), and reading from
// memory and from a file is the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "web/cookies.h"
#include "web/forms.h"

namespace footprint::web {
namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

FormLimits small() {
    FormLimits limits;
    limits.fields = 20;
    limits.name_bytes = 40;
    limits.value_bytes = 200;
    limits.all_values_bytes = 500;
    limits.part_head_bytes = 300;
    return limits;
}

void keeps_promises(const Form& form) {
    const FormLimits limits = small();
    must(form.fields.size() + form.uploads.size() <= limits.fields);
    std::size_t all = 0;
    for (const Field& field : form.fields) {
        must(field.name.size() <= limits.name_bytes && field.value.size() <= limits.value_bytes);
        must(is_valid_utf8(field.name) && is_valid_utf8(field.value));
        must(field.value.find('\0') == std::string::npos);
        all += field.value.size();
    }
    must(all <= limits.all_values_bytes);
    for (const Upload& upload : form.uploads) {
        must(upload.from <= upload.body->size() && upload.size <= upload.body->size() - upload.from);
        must(upload.file_name.find_first_of("/\\") == std::string::npos);
        must(upload.text().size() == upload.size);
    }
}

void urlencoded(std::string_view text) {
    const auto form = read_urlencoded(text, small());
    if (!form) return;
    keeps_promises(*form);
    std::string again;
    for (const Field& field : form->fields)
        again += percent_encoded(field.name) + '=' + percent_encoded(field.value) + '&';
    const auto same = read_urlencoded(again, small());
    must(same && same->fields == form->fields);
}

void multipart(std::string_view text) {
    const auto in_memory = read_multipart(std::make_shared<Body>(Body::of(text)), "b", small());
    Body body(0);
    body.append(text);
    const auto in_file = read_multipart(std::make_shared<Body>(std::move(body)), "b", small());
    must(in_memory.has_value() == in_file.has_value());
    if (!in_memory) {
        must(in_memory.problems() == in_file.problems());
        return;
    }
    keeps_promises(*in_memory);
    must(in_memory->fields == in_file->fields);
    must(in_memory->uploads.size() == in_file->uploads.size());
    for (std::size_t at = 0; at < in_file->uploads.size(); ++at)
        must(in_memory->uploads[at].text() == in_file->uploads[at].text());
}

void headers(std::string_view text) {
    for (const Field& cookie : read_cookies(text))
        must(!set_cookie({.name = cookie.name, .value = cookie.value}).empty());
    const auto boundary = multipart_boundary(text);
    must(!boundary || (!boundary->empty() && boundary->size() <= 70));
}

}  // namespace
}  // namespace footprint::web

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace footprint::web;
    if (size == 0) return 0;
    const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0]) {
        case 'u':
            urlencoded(rest);
            break;
        case 'm':
            multipart(rest);
            break;
        case 'h':
            headers(rest);
            break;
        default:
            must(percent_decoded(footprint::percent_encoded(rest), true) == rest);
    }
    return 0;
}
