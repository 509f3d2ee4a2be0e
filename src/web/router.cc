#include "web/router.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "base/result.h"
#include "base/text.h"

namespace footprint::web {

namespace {

constexpr std::array<Method, 2> answered{Method::get, Method::post};

std::size_t row_of(Method method) {
    return method == Method::post ? 1 : 0;
}

bool is_tail(std::string_view part) {
    return part.starts_with('{') && part.ends_with("*}");
}
bool is_name(std::string_view part) {
    return part.starts_with('{') && part.ends_with('}') && !is_tail(part);
}
bool is_word(std::string_view part) {
    return !part.starts_with('{');
}

std::vector<std::string_view> parts_of(std::string_view pattern) {
    if (pattern == "/") return {};
    return split(pattern.substr(1), '/');
}

void check_pattern(const std::string& pattern) {
    ensure(pattern.starts_with('/'), "a route's pattern does not begin with /");
    const auto parts = parts_of(pattern);
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const auto part = parts[at];
        ensure(!part.empty(), "a route's pattern has an empty segment");
        ensure(is_word(part) || part.size() > (is_tail(part) ? 3 : 2),
               "a route's pattern has a part without a name");
        ensure(is_word(part) || part.ends_with('}'),
               "a route's pattern has a part that is half word, half name");
        ensure(!is_tail(part) || at + 1 == parts.size(),
               "only the last part of a route's pattern may take the rest");
        ensure(is_tail(part) || part.find('*') == std::string_view::npos,
               "a star stands only before the last }");
    }
}

// Two patterns of equal length that could claim one address: then one must be the closer everywhere.
void check_pair(const Route& one, const Route& other) {
    const auto a = parts_of(one.pattern);
    const auto b = parts_of(other.pattern);
    if (a.size() != b.size()) return;
    bool one_closer = false, other_closer = false;
    for (std::size_t at = 0; at < a.size(); ++at) {
        if (is_tail(a[at]) || is_tail(b[at])) {
            if (is_tail(a[at]) && is_tail(b[at])) break;
            return;  // a {name*} always gives way
        }
        if (is_word(a[at]) && is_word(b[at]) && a[at] != b[at]) return;
        one_closer |= is_word(a[at]) && is_name(b[at]);
        other_closer |= is_name(a[at]) && is_word(b[at]);
    }
    ensure(!(one_closer && other_closer),
           "two routes claim the same addresses and neither is the closer one");
    ensure(one_closer || other_closer || row_of(one.method) != row_of(other.method),
           "two routes are the same");
}

// A segment that may stand in a value: UTF-8 without control characters, and not a step of a path.
std::optional<std::string> segment_of(std::string_view text) {
    auto decoded = percent_decoded(text, false);
    if (!decoded || !is_valid_utf8(*decoded)) return std::nullopt;
    for (char c : *decoded)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return std::nullopt;
    return decoded;
}

}  // namespace

// Made complete when the table is: a node holds its own routes, or those that apply when nothing closer does.
struct Router::Node {
    std::array<const Route*, 2> routes{};
    std::map<std::string, std::unique_ptr<Node>, std::less<>> words;
    std::unique_ptr<Node> name;
    std::unique_ptr<Node> tail;

    bool has_routes() const { return routes[0] || routes[1]; }

    std::unique_ptr<Node> copy() const {
        auto made = std::make_unique<Node>();
        made->add_below(*this);
        return made;
    }

    // What the other answers and this one does not.
    void add_below(const Node& other) {
        if (!has_routes()) routes = other.routes;
        for (const auto& [word, node] : other.words) add_to(words[word], *node);
        if (other.name) add_to(name, *other.name);
        if (other.tail) add_to(tail, *other.tail);
    }

    static void add_to(std::unique_ptr<Node>& place, const Node& other) {
        if (place)
            place->add_below(other);
        else
            place = other.copy();
    }

    // Hands {name} to every word beside it, and the nearest {name*} down to where nothing else answers.
    void complete(const Node* rest) {
        if (name)
            for (auto& [word, node] : words) node->add_below(*name);
        if (!tail && rest) tail = rest->copy();
        for (auto& [word, node] : words) node->complete_as_child(tail.get());
        if (name) name->complete_as_child(tail.get());
    }

    void complete_as_child(const Node* rest) {
        if (rest && !has_routes()) routes = rest->routes;
        complete(rest);
    }
};

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)), root_(std::make_unique<Node>()) {
    for (const Route& route : routes_) {
        check_pattern(route.pattern);
        ensure(route.method != Method::head, "a route of GET answers HEAD as well");
        for (const Route& other : routes_)
            if (&other < &route) check_pair(other, route);
        Node* node = root_.get();
        for (const auto part : parts_of(route.pattern)) {
            auto& place = is_tail(part)   ? node->tail
                          : is_name(part) ? node->name
                                          : node->words[std::string(part)];
            if (!place) place = std::make_unique<Node>();
            node = place.get();
        }
        node->routes[row_of(route.method)] = &route;
    }
    root_->complete(nullptr);
}

Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

const Router::Node* Router::walk(const std::vector<std::string>& segments) const {
    const Node* node = root_.get();
    for (const auto& segment : segments) {
        const auto word = node->words.find(segment);
        if (word != node->words.end())
            node = word->second.get();
        else if (node->name)
            node = node->name.get();
        else
            return node->tail.get();
    }
    return node;
}

namespace {

// The segments, unescaped after they were taken apart, so that an escaped "/" stays part of its value.
std::optional<std::vector<std::string>> segments_of(std::string_view path) {
    if (!path.starts_with('/')) return std::nullopt;
    std::vector<std::string> segments;
    if (path == "/") return segments;
    for (const auto part : split(path.substr(1), '/')) {
        auto segment = segment_of(part);
        if (!segment) return std::nullopt;
        segments.push_back(std::move(*segment));
    }
    return segments;
}

// No address has an empty segment or one that means a step.
bool is_plain(const std::vector<std::string>& segments) {
    return std::none_of(segments.begin(), segments.end(), [](const std::string& segment) {
        return segment.empty() || segment == "." || segment == "..";
    });
}

std::vector<Field> parameters_of(const Route& route, const std::vector<std::string>& segments) {
    std::vector<Field> parameters;
    const auto parts = parts_of(route.pattern);
    for (std::size_t at = 0; at < parts.size(); ++at) {
        if (is_word(parts[at])) continue;
        if (is_name(parts[at])) {
            parameters.push_back({std::string(parts[at].substr(1, parts[at].size() - 2)), segments[at]});
            continue;
        }
        const std::vector<std::string> rest(segments.begin() + static_cast<std::ptrdiff_t>(at),
                                            segments.end());
        parameters.push_back({std::string(parts[at].substr(1, parts[at].size() - 3)), join(rest, "/")});
    }
    return parameters;
}

std::string allow(const std::array<const Route*, 2>& routes) {
    std::string methods;
    for (const Method method : answered) {
        if (!routes[row_of(method)]) continue;
        methods += methods.empty() ? "" : ", ";
        methods += method == Method::get ? "GET, HEAD" : "POST";
    }
    return methods;
}

}  // namespace

Found Router::find(Method method, std::string_view path) const {
    Found found;
    const auto segments = segments_of(path);
    if (!segments) {
        found.outcome = Found::Outcome::bad_path;
        return found;
    }
    const Node* node = is_plain(*segments) ? walk(*segments) : nullptr;
    if (!node || !node->has_routes()) return found;
    found.route = node->routes[row_of(method)];
    if (!found.route) {
        found.outcome = Found::Outcome::method_not_allowed;
        found.allow = allow(node->routes);
        return found;
    }
    found.outcome = Found::Outcome::found;
    found.parameters = parameters_of(*found.route, *segments);
    return found;
}

std::string Router::allowed(std::string_view path) const {
    const auto segments = segments_of(path);
    if (!segments || !is_plain(*segments)) return {};
    const Node* node = walk(*segments);
    return node ? allow(node->routes) : std::string();
}

}  // namespace footprint::web
