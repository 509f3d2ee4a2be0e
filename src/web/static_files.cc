#include "web/static_files.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>

#include "base/result.h"
#include "base/shipped.h"
#include "base/text.h"

namespace footprint::web {

namespace {

constexpr std::string_view folder = "assets/dist/";

// FNV-1a: names a content, protects nothing.
std::string mark_of(std::string_view content) {
    std::uint64_t hash = 14695981039346656037ull;
    for (char c : content) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string mark;
    for (int shift = 60; shift >= 0; shift -= 4) mark += digits[(hash >> shift) & 15];
    return mark;
}

std::string content_type_of(std::string_view path) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 11> types{{
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".jpg", "image/jpeg"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".woff2", "font/woff2"},
        {".html", "text/html; charset=utf-8"},
        {".txt", "text/plain; charset=utf-8"},
    }};
    for (const auto& [ending, type] : types)
        if (path.ends_with(ending)) return std::string(type);
    return "application/octet-stream";
}

// Whether the coding is named in Accept-Encoding and not with a weight of nought.
bool accepts(std::string_view header, std::string_view coding) {
    for (const auto item : split(header, ',')) {
        const std::size_t cut = std::min(item.find(';'), item.size());
        if (lower(trim(item.substr(0, cut))) != coding) continue;
        const std::string weight = lower(trim(item.substr(std::min(cut + 1, item.size()))));
        return !weight.starts_with("q=0") || weight.find_first_of("123456789") != std::string::npos;
    }
    return false;
}

bool holds_mark(std::string_view if_none_match, std::string_view etag) {
    for (auto item : split(if_none_match, ',')) {
        item = trim(item);
        if (item.starts_with("W/")) item.remove_prefix(2);
        if (item == etag || item == "*") return true;
    }
    return false;
}

}  // namespace

StaticFiles::StaticFiles(const std::vector<std::pair<std::string_view, std::string_view>>& files) {
    std::map<std::string_view, std::string_view> by_path(files.begin(), files.end());
    const auto beside = [&](std::string_view path,
                            std::string_view ending) -> std::optional<std::string_view> {
        const auto found = by_path.find(std::string(path).append(ending));
        return found == by_path.end() ? std::nullopt : std::optional(found->second);
    };
    for (const auto& [path, content] : by_path) {
        if (!path.starts_with(folder) || path.ends_with(".br") || path.ends_with(".gz")) continue;
        files_.emplace(path.substr(folder.size()), File{content, beside(path, ".gz"), beside(path, ".br"),
                                                        mark_of(content), content_type_of(path)});
    }
}

Response StaticFiles::answer(const Request& request) const {
    const auto found = files_.find(request.parameter("path"));
    if (found == files_.end())
        return plain_page(404, "Page not found", "There is no file at this address. Check the address.");
    const File& file = found->second;
    std::string_view coding;
    std::string_view content = file.plain;
    const std::string_view accepted = request.header("accept-encoding");
    if (file.brotli && accepts(accepted, "br")) {
        coding = "br";
        content = *file.brotli;
    } else if (file.gzip && accepts(accepted, "gzip")) {
        coding = "gzip";
        content = *file.gzip;
    }
    const std::string etag = '"' + file.mark + (coding.empty() ? "" : "-" + std::string(coding)) + '"';
    const bool named_by_content = request.query.text("v") == file.mark;
    Response response;
    response.content_type = file.content_type;
    response.with("ETag", etag);
    response.with("Cache-Control", named_by_content ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.brotli || file.gzip) response.with("Vary", "Accept-Encoding");
    if (holds_mark(request.header("if-none-match"), etag)) {
        response.status = 304;
        response.content_type.clear();
        return response;
    }
    if (!coding.empty()) response.with("Content-Encoding", std::string(coding));
    response.body = content;
    return response;
}

std::string StaticFiles::address(std::string_view name) const {
    const auto found = files_.find(name);
    ensure(found != files_.end(), "a page asks for a style or script that the program does not carry");
    return "/assets/" + std::string(name) + "?v=" + found->second.mark;
}

// Made once: what the program carries cannot change while it runs.
const StaticFiles& shipped_static_files() {
    static const StaticFiles files = [] {
        std::vector<std::pair<std::string_view, std::string_view>> carried;
        for (const auto path : shipped_under(folder)) carried.emplace_back(path, *shipped(path));
        return StaticFiles(carried);
    }();
    return files;
}

}  // namespace footprint::web
