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
#include "casework/accounts.h"
#include "casework/casework.h"
#include "casework/readings.h"
#include "casework/sign_in.h"
#include "exchange/identity_provider.h"

namespace footprint::web {

// How people get in.
struct Doors {
    casework::SignIn& sign_in;
    casework::Accounts& accounts;
    casework::Readings& readings;
    exchange::IdentityProvider* provider = nullptr;  // null: with accounts of Footprint's own only
    std::string provider_name;                       // as people know it
    std::string public_address;                      // of these pages, without a slash at its end
    bool over_tls = false;                           // browsers reach these pages by https only
};

// What pages need besides the request.
struct Application {
    casework::Casework& casework;
    std::function<Day()> today;
    std::function<Moment()> now;
    std::string person;      // who uses this where there is no sign-in
    Doors* doors = nullptr;  // null: one person on this machine, without sign-in
    std::string form_key;    // of every form, where there are no sessions
};

Result<Done> serve(const Application& application, const std::string& listen,
                   const std::function<void(std::string_view)>& log);

}  // namespace footprint::web
