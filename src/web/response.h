// What is sent back: a status, headers and a body out of memory or out of a file.
//
// The server adds the security headers, Content-Length and, for a page, Cache-Control: no-store.
//
// In      a page's HTML, a file, the place to go to next
// Out     Response
// Errors  a header with a line break, or a place outside this service, is a broken invariant
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "web/forms.h"

namespace footprint::web {

struct Request;

// A file on disk, opened when the response is made and sent in pieces.
struct FileBody {
    std::shared_ptr<const int> descriptor;  // closed with its last owner
    std::uint64_t size = 0;
};

struct Response {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::vector<Field> headers;
    // Text of its own, text that lives as long as the program (shipped files), a file, or text that is kept
    // for others too.
    std::variant<std::string, std::string_view, FileBody, std::shared_ptr<const std::string>> body;

    // REQUIRES: no control character in either
    Response& with(std::string name, std::string value) &;
    Response&& with(std::string name, std::string value) &&;
    std::uint64_t body_size() const;
    // Of a file nothing: it is sent in pieces.
    std::string_view text() const;
};

using Respond = std::function<Response(const Request&)>;

Response page(std::string html, int status = 200);
Response plain_text(std::string text, int status = 200);
// After a POST: go and look there (303). REQUIRES: a path of this service, beginning with one "/"
Response see_other(std::string_view path);
// To another service, as the authority's identity provider. REQUIRES: an address of http or https that is not
// out of the request
Response leave_for(std::string_view address);
// For saving under the given name. Fault when the file cannot be opened.
Response download_of_file(const std::string& path, std::string_view file_name, std::string content_type);
Response download(std::string bytes, std::string_view file_name, std::string content_type);

// A page without any style for when there is nothing better: a heading and sentences, all escaped.
Response plain_page(int status, std::string_view heading, std::string_view text);

std::string_view reason_phrase(int status);

}  // namespace footprint::web
