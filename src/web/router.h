// Which handler answers an address.
//
// A pattern is a path whose segments are words or `{name}`s; `{name*}` as the last takes all that is left, at
// least one segment. A word goes before a {name}, and that before a {name*}. Two patterns that could both
// claim an address with neither of them the closer one are refused when the table is made, so looking up
// never has to go back.
//
// In      the table of routes; a method and a path as it was sent
// Out     the route and the values of its {name}s, unescaped
// Errors  Found::Outcome says bad_path, not_found or method_not_allowed; a table that contradicts itself
//         is a broken invariant
// Shape   one lookup costs one step a segment
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/request.h"
#include "web/response.h"

namespace footprint::web {

struct Route {
    Method method = Method::get;  // a GET answers HEAD as well
    std::string pattern;          // "/children/{child}/reviews"
    Respond respond;
    std::uint64_t body_limit = 64 * 1024;
    bool takes_long = false;  // run apart, so that quick pages never wait for it
    std::string who;          // who may, in words, for the page that lists every address
    bool signs_in = false;    // hashes a password or asks the identity provider: has threads of its own
};

struct Found {
    enum class Outcome { found, bad_path, not_found, method_not_allowed };
    Outcome outcome = Outcome::not_found;
    const Route* route = nullptr;
    std::vector<Field> parameters;
    std::string allow;  // "GET, HEAD, POST" for an answer 405
};

class Router {
  public:
    explicit Router(std::vector<Route> routes);
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    // REQUIRES: path without the query
    Found find(Method method, std::string_view path) const;
    // The methods of an address, for an answer 405 to a method nobody knows; empty when there is no such
    // address.
    std::string allowed(std::string_view path) const;
    const std::vector<Route>& routes() const { return routes_; }

  private:
    struct Node;
    const Node* walk(const std::vector<std::string>& segments) const;

    std::vector<Route> routes_;
    std::unique_ptr<Node> root_;
};

}  // namespace footprint::web
