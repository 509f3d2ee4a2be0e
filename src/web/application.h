// The web application: pages over one authority's records.
//
// In      the casework of one authority; where to listen; a clock; where log lines go
// Out     pages, until the process is told to stop
// Errors  Problem: an address that cannot be listened on, or only with signing in and https
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "casework/accounts.h"
#include "casework/calendars.h"
#include "casework/casework.h"
#include "casework/messages.h"
#include "casework/readings.h"
#include "casework/sign_in.h"
#include "exchange/identity_provider.h"
#include "web/meters.h"
#include "web/reach.h"
#include "web/server.h"

namespace footprint::web {

// How people get in.
struct Doors {
    casework::SignIn& sign_in;
    casework::Accounts& accounts;
    casework::Readings& readings;
    casework::Calendars& calendars;
    casework::Messages& messages;
    exchange::IdentityProvider* provider = nullptr;  // null: with accounts of Footprint's own only
    std::string provider_name;                       // as people know it
    std::string public_address;                      // of these pages, without a slash at its end
    bool over_tls = false;                           // browsers reach these pages by https only
};

// For whoever watches over the service.
struct Watching {
    Meters meters;
    std::vector<Network> networks;  // from which the meters may be read, besides this machine
};

// What pages need besides the request.
struct Application {
    casework::Casework& casework;
    std::function<Day()> today;
    std::function<Moment()> now;
    std::string person;      // who uses this where there is no sign-in
    Doors* doors = nullptr;  // null: one person on this machine, without sign-in
    std::string form_key;    // of every form, where there are no sessions
    Watching* watching = nullptr;
};

struct Serving {
    std::string listen = "127.0.0.1:8080";
    Reach reach;
    std::string folder_for_uploads = "/tmp";
    std::function<void(const RequestLine&)> log;  // empty: requests are not logged
    std::function<void(std::string_view)> note;
    std::function<void()> ready;  // called when pages are answered
};

Result<Done> serve(const Application& application, const Serving& serving);

}  // namespace footprint::web
