// The styles, scripts and pictures that the program carries, each under an address that names its content.
//
// In      "assets/dist/app.css" as shipped, beside it app.css.br and app.css.gz where they pay
// Out     /assets/app.css?v=1a2b3c4d5e6f7081, kept by browsers for a year; without ?v= asked for again
//         each time
// Errors  an address of no file is an answer 404
// Source  base/shipped.h
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/request.h"
#include "web/response.h"

namespace footprint::web {

class StaticFiles {
  public:
    // Paths as "assets/dist/app.css". REQUIRES: the bytes live as long as this does
    explicit StaticFiles(const std::vector<std::pair<std::string_view, std::string_view>>& files);

    // Answers GET /assets/{path*}.
    Response answer(const Request& request) const;
    bool has(std::string_view name) const { return files_.contains(name); }
    // "app.css" -> "/assets/app.css?v=1a2b3c4d5e6f7081". REQUIRES: has(name)
    std::string address(std::string_view name) const;

  private:
    struct File {
        std::string_view plain;
        std::optional<std::string_view> gzip;
        std::optional<std::string_view> brotli;
        std::string mark;  // changes with the content
        std::string content_type;
    };
    std::map<std::string, File, std::less<>> files_;
};

// Those that the program carries.
const StaticFiles& shipped_static_files();

inline Response static_file(const Request& request) {
    return shipped_static_files().answer(request);
}
inline std::string asset_address(std::string_view name) {
    return shipped_static_files().address(name);
}

}  // namespace footprint::web
