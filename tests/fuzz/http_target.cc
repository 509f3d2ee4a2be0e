// Any bytes at all, sent to the server over one connection.
//
// Whatever comes, the server stays whole, a page sees only what was checked, and the answers are HTTP.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "web/head.h"
#include "web/server.h"

namespace footprint::web {
namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

bool is_one_line(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

// What every page relies on.
Response look(const Request& request) {
    must(request.path.starts_with('/') && is_one_line(request.path));
    must(request.body->size() <= 4096);
    must(request.method == Method::post || request.body->size() == 0);
    int hosts = 0;
    for (const Field& header : request.headers) {
        must(is_one_line(header.name) && is_one_line(header.value));
        must(lower(header.name) == header.name);
        if (header.name == "host") ++hosts;
    }
    must(hosts == 1);
    must(request.header("host").ends_with(":8080"));
    must(request.header("content-length").empty() || request.header("transfer-encoding").empty());
    for (const Field& parameter : request.parameters)
        must(is_valid_utf8(parameter.value) && is_one_line(parameter.value));
    for (const Field& field : request.query.fields) must(is_valid_utf8(field.value));
    if (request.method == Method::post) {
        const auto form = read_form(request);
        if (!form) return plain_text(printed(form.problems()), 400);
        return see_other("/children/" + percent_encoded(form->text("child")));
    }
    return page("seen");
}

const Router& router() {
    static const Router made = [] {
        std::vector<Route> routes;
        for (const auto* pattern : {"/", "/children/{child}", "/children/new", "/assets/{path*}"})
            routes.push_back({Method::get, pattern, look});
        for (const auto* pattern : {"/children/{child}", "/imports"})
            routes.push_back({Method::post, pattern, look, 4096});
        return Router(std::move(routes));
    }();
    return made;
}

// A head that comes in pieces is the same head.
void read_in_pieces(std::string_view bytes) {
    const HeadLimits limits{1024, 256, 20};
    std::size_t scanned = 0;
    const auto at_once = whole_head(bytes, scanned, limits);
    scanned = 0;
    for (std::size_t length = 1; length <= bytes.size(); ++length) {
        const auto so_far = whole_head(bytes.substr(0, length), scanned, limits);
        if (!so_far) continue;
        must(at_once.has_value() && at_once->index() == so_far->index());
        const auto* size = std::get_if<std::size_t>(&*so_far);
        if (size) must(*size == std::get<std::size_t>(*at_once) && *size == length);
        return;
    }
    must(!at_once.has_value());
}

}  // namespace
}  // namespace footprint::web

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace footprint::web;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_in_pieces(bytes.substr(0, 2048));
    ServerOptions options;
    options.body_in_memory = 512;
    const std::string answer = conversation(router(), options, bytes);
    must(answer.empty() || answer.starts_with("HTTP/1.1 "));
    must(answer.empty() == bytes.empty());
    must(answer.find("500 Internal") == std::string::npos);
    return 0;
}
