// Every address of the application, on one page.
//
// In      the application
// Out     the table of routes
// Errors  none
#pragma once

#include <string>
#include <vector>

#include "web/application.h"
#include "web/router.h"
#include "web/server.h"

namespace footprint::web {

std::vector<Route> routes(const Application& application);

// The page for when something went wrong.
std::string sorry_page(const Sorry& sorry);

}  // namespace footprint::web
