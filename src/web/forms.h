// What a person filled in: fields and files, from an address, an ordinary form or a form with files.
//
// In      application/x-www-form-urlencoded, or multipart/form-data (RFC 7578), as browsers send them
// Out     fields in the order in which they came, as UTF-8; files as stretches of the request's body,
//         never copied
// Units   bytes
// Errors  Problem: bad escapes, text that is not UTF-8, a NUL, a form that breaks off, or any limit passed
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text.h"
#include "web/body.h"

namespace footprint::web {

struct Request;

struct Field {
    std::string name;
    std::string value;
    bool operator==(const Field&) const = default;
};

// A file that was sent along: a stretch of the request's body.
struct Upload {
    std::string field;
    std::string file_name;  // the last part only, for showing; never use it as a path
    std::string content_type;
    std::shared_ptr<const Body> body;
    std::uint64_t from = 0;
    std::uint64_t size = 0;

    std::size_t read(std::uint64_t at, char* into, std::size_t wanted) const;
    // REQUIRES: the caller has checked that size is small
    std::string text() const { return body->text(from, size); }
    void save(const std::string& path) const { body->save(from, size, path); }
};

struct Form {
    std::vector<Field> fields;
    std::vector<Upload> uploads;

    // The first of that name; std::nullopt when it was not sent. Text comes without spaces at its ends only
    // if trimmed by who asks.
    std::optional<std::string_view> value(std::string_view name) const;
    // The first of that name, or nothing at all as an empty text.
    std::string_view text(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;
    const Upload* upload(std::string_view name) const;
    bool has(std::string_view name) const { return value(name).has_value(); }
};

struct FormLimits {
    std::size_t fields = 1000;     // fields and files together
    std::size_t name_bytes = 200;  // of a field's name or a file's
    std::size_t value_bytes =
        4 * 1024 * 1024;  // of one field: a route takes far less, or words that are long
    std::size_t all_values_bytes = 8 * 1024 * 1024;  // of all fields together
    std::size_t part_head_bytes = 4096;              // of the lines that head a part
};

Result<Form> read_urlencoded(std::string_view text, const FormLimits& limits = {});
// REQUIRES: boundary as given by multipart_boundary()
Result<Form> read_multipart(std::shared_ptr<const Body> body, std::string_view boundary,
                            const FormLimits& limits = {});
// "multipart/form-data; boundary=..." -> the boundary; std::nullopt when it is another type or a bad
// boundary.
std::optional<std::string> multipart_boundary(std::string_view content_type);
// The form of a POST, in either kind.
Result<Form> read_form(const Request& request, const FormLimits& limits = {});

// "%C3%A9" -> "é"; std::nullopt for a broken escape. `plus_is_space` in forms and queries, not in paths.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

}  // namespace footprint::web
