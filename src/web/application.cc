#include "web/application.h"

#include <charconv>
#include <cstdlib>

#include "web/routes.h"
#include "web/server.h"

namespace footprint::web {

namespace {

struct Listen {
    std::string address;
    std::uint16_t port = 0;
};

Result<Listen> parse_listen(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    Listen listen;
    std::string port = text;
    if (colon != std::string::npos) {
        listen.address = text.substr(0, colon);
        port = text.substr(colon + 1);
    }
    if (listen.address.starts_with('[') && listen.address.ends_with(']'))
        listen.address = listen.address.substr(1, listen.address.size() - 2);
    if (listen.address.empty() || listen.address == "localhost") listen.address = "127.0.0.1";
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), listen.port);
    if (error == std::errc() && end == port.data() + port.size()) return listen;
    return Problem{
        Problem::Kind::wrong_use, {}, "--listen: '" + text + "' is not one. Write it as 127.0.0.1:8080."};
}

}  // namespace

Result<Done> serve(const Application& application, const Serving& serving) {
    const auto where = parse_listen(serving.listen);
    if (!where) return where.problems();
    // The first page should not wait for the records to be read, nor a fault in them be found by a browser.
    const auto first = application.casework.read({application.today(), std::nullopt, std::nullopt});
    if (!first) return first.problems();
    Meters* const meters = application.watching == nullptr ? nullptr : &application.watching->meters;
    ServerOptions options;
    options.address = where->address;
    options.port = where->port;
    options.stop_on_signals = true;
    options.folder_for_bodies = serving.folder_for_uploads;
    options.reach = serving.reach;
    options.people_sign_in = application.doors != nullptr;
    options.note = serving.note;
    options.sorry = [](const Sorry& sorry) { return sorry_page(sorry); };
    options.log = [meters, &serving, &application](const RequestLine& line) {
        if (meters != nullptr) meters->count(line);
        // Of what is turned away before its page, only a form of another site has this status.
        if (line.status == 403 && line.pattern == "-" && application.doors != nullptr)
            application.doors->readings.note_refusal(
                {casework::Refused::form, casework::nobody, "from another site", application.now()});
        if (serving.log) serving.log(line);
    };
    auto server = Server::listen(Router(routes(application)), std::move(options));
    if (!server) return server.problems();
    if (meters != nullptr) meters->connections = [&server = **server] { return server.connections(); };
    serving.note("Serving " + (*first)->authority_name() + " at " + (*server)->address() +
                 (application.doors == nullptr ? ", for one person on this machine, without sign-in."
                  : application.doors->over_tls
                      ? "."
                      : ". Without https the cookies of sessions have plain names, which is for "
                        "this machine only.") +
                 " Press Ctrl-C to stop.");
    if (serving.ready) serving.ready();
    const bool all_done = (*server)->run();
    if (meters != nullptr) meters->connections = nullptr;
    if (!all_done) std::_Exit(0);
    return Done{};
}

}  // namespace footprint::web
