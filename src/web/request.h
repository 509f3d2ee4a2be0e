// What a browser asked, checked and taken apart: all that a page may know of it.
//
// In      a request that has passed the checks of the server
// Out     method, parameters of the address, query, headers, cookies, body
// Errors  none: a request that is wrong never gets here
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/forms.h"

namespace footprint::web {

enum class Method { get, head, post };

struct Request {
    Method method = Method::get;
    std::string path = "/";         // as it was sent, without the query; for showing use the parameters
    std::vector<Field> parameters;  // of the route's pattern: {child} -> its value, unescaped
    Form query;
    std::vector<Field> headers;  // names in lower case
    std::vector<Field> cookies;
    std::string came_from;  // the network address that the request came from; empty where it has none
    std::shared_ptr<const Body> body = std::make_shared<const Body>();

    // REQUIRES: the route's pattern has a part of that name
    std::string_view parameter(std::string_view name) const;
    // The first of that name (in lower case); empty when it was not sent.
    std::string_view header(std::string_view name) const;
    std::string_view cookie(std::string_view name) const;
};

}  // namespace footprint::web
