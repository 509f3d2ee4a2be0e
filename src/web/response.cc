#include "web/response.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/result.h"

namespace footprint::web {

namespace {

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

// Both forms of RFC 6266: one for old programs, where anything unusual becomes "_", and one in UTF-8.
std::string attachment(std::string_view file_name) {
    std::string simple;
    for (char c : file_name) {
        const bool usual = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '.' || c == '-' || c == '_' || c == ' ';
        simple += usual ? c : '_';
    }
    return "attachment; filename=\"" + simple + "\"; filename*=UTF-8''" + percent_encoded(file_name);
}

}  // namespace

Response& Response::with(std::string name, std::string value) & {
    ensure(is_printable(name) && is_printable(value), "a header with a control character");
    headers.push_back({std::move(name), std::move(value)});
    return *this;
}

Response&& Response::with(std::string name, std::string value) && {
    with(std::move(name), std::move(value));
    return std::move(*this);
}

std::uint64_t Response::body_size() const {
    if (const auto* file = std::get_if<FileBody>(&body)) return file->size;
    return text().size();
}

std::string_view Response::text() const {
    if (const auto* own = std::get_if<std::string>(&body)) return *own;
    if (const auto* lasting = std::get_if<std::string_view>(&body)) return *lasting;
    if (const auto* kept = std::get_if<std::shared_ptr<const std::string>>(&body)) return **kept;
    return {};
}

Response page(std::string html, int status) {
    Response response;
    response.status = status;
    response.body = std::move(html);
    return response;
}

Response plain_text(std::string text, int status) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

// A browser reads "//place" and "/\place" as other sites.
Response see_other(std::string_view path) {
    ensure(path.starts_with('/') && !path.starts_with("//") && path.find('\\') == std::string_view::npos,
           "sent on to a place outside this service");
    Response response;
    response.status = 303;
    response.content_type.clear();
    return std::move(response).with("Location", std::string(path));
}

Response leave_for(std::string_view address) {
    ensure(address.starts_with("https://") || address.starts_with("http://"),
           "another service has an address");
    Response response = plain_text("Go on at " + std::string(address) + "\n");
    response.status = 303;
    return std::move(response).with("Location", std::string(address));
}

Response download_of_file(const std::string& path, std::string_view file_name, std::string content_type) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw Fault("a file made for a download cannot be opened");
    FileBody file;
    file.descriptor = std::shared_ptr<const int>(new int(descriptor), [](const int* open) {
        ::close(*open);
        delete open;
    });
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode))
        throw Fault("a file made for a download is not an ordinary file");
    file.size = static_cast<std::uint64_t>(facts.st_size);
    Response response;
    response.content_type = std::move(content_type);
    response.body = std::move(file);
    return std::move(response).with("Content-Disposition", attachment(file_name));
}

Response download(std::string bytes, std::string_view file_name, std::string content_type) {
    Response response;
    response.content_type = std::move(content_type);
    response.body = std::move(bytes);
    return std::move(response).with("Content-Disposition", attachment(file_name));
}

Response plain_page(int status, std::string_view heading, std::string_view text) {
    return page("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" +
                    escaped(heading) + "</title></head>\n<body>\n<h1>" + escaped(heading) + "</h1>\n<p>" +
                    escaped(text) + "</p>\n</body>\n</html>\n",
                status);
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 204:
            return "No Content";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 507:
            return "Insufficient Storage";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Answer";
    }
}

}  // namespace footprint::web
