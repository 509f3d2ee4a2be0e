// The web application: pages over one authority's records, served on this machine.
//
// In      the casework of one authority; where to listen; a clock; where log lines go
// Out     pages, until the process is told to stop
// Errors  Problem: an address that is not this machine's own, a port that is taken
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "casework/casework.h"

namespace footprint::web {

// What pages need besides the request. One local person uses it, until sign-in exists.
struct Application {
    casework::Casework& casework;
    std::function<Day()> today;
    std::function<Moment()> now;
    std::string person;
};

Result<Done> serve(const Application& application, const std::string& listen,
                   const std::function<void(std::string_view)>& log);

}  // namespace footprint::web
