// Address  /health, /metrics
// Who      /health anybody; /metrics this machine and the networks that the configuration names
// Shows    whether pages can be answered; what is counted
#include <algorithm>

#include "base/result.h"
#include "web/meters.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

// A proxy asks this often, so it is one small question to the store and says nothing of what is in it.
Response health(const Application& application) {
    try {
        (void)application.casework.access_version();
        return plain_text("ok\n");
    } catch (const Fault&) {
        return plain_text("The records cannot be reached.\n", 503);
    }
}

Response meters(const Application& application, const Request& request) {
    const std::vector<Network>& known = application.watching->networks;
    const bool may = request.came_from.empty() || request.came_from == "127.0.0.1" ||
                     request.came_from == "::1" ||
                     std::any_of(known.begin(), known.end(),
                                 [&](const Network& network) { return network.holds(request.came_from); });
    if (!may) return plain_text("There is no page at this address.\n", 404);
    Response response = plain_text(application.watching->meters.printed());
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return response;
}

}  // namespace footprint::web::pages
