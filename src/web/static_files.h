// The styles, scripts and pictures that the program carries, each under an address that names its content.
//
// In      "assets/dist/app.css" as shipped, beside it app.css.br and app.css.gz where they pay
// Out     /assets/app.css?v=1a2b3c4d5e6f7081, kept by browsers for a year; without ?v= asked for again each
// time Errors  an address of no file is an answer 404 Source  base/shipped.h
#pragma once

#include <string>
#include <string_view>

#include "web/request.h"
#include "web/response.h"

namespace footprint::web {

// Answers GET /assets/{path*}.
Response static_file(const Request& request);
// "app.css" -> "/assets/app.css?v=1a2b3c4d5e6f7081". REQUIRES: the program carries assets/dist/app.css
std::string asset_address(std::string_view name);
// Whether the program carries the file: the styles are made by the build and may be absent from it.
bool has_asset(std::string_view name);

}  // namespace footprint::web
