#include "web/router.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/result.h"
#include "base/text.h"

namespace footprint::web {
namespace {

using Outcome = Found::Outcome;

Route route(Method method, std::string pattern) {
    return {method, std::move(pattern), [](const Request&) { return page(""); }};
}

Router router_of(const std::vector<std::string>& patterns) {
    std::vector<Route> routes;
    for (const auto& pattern : patterns) routes.push_back(route(Method::get, pattern));
    return Router(std::move(routes));
}

// "/children/{child} child=TEST1", "404", "400" or "405 GET, HEAD".
std::string answer(const Router& router, std::string_view path, Method method = Method::get) {
    const Found found = router.find(method, path);
    if (found.outcome == Outcome::not_found) return "404";
    if (found.outcome == Outcome::bad_path) return "400";
    if (found.outcome == Outcome::method_not_allowed) return "405 " + found.allow;
    std::string text = found.route->pattern;
    for (const auto& parameter : found.parameters) text += ' ' + parameter.name + '=' + parameter.value;
    return text;
}

TEST(Router, FindsWordsAndNames) {
    const Router router =
        router_of({"/", "/children", "/children/{child}", "/children/{child}/reviews/{review}"});
    EXPECT_EQ(answer(router, "/"), "/");
    EXPECT_EQ(answer(router, "/children"), "/children");
    EXPECT_EQ(answer(router, "/children/TEST1"), "/children/{child} child=TEST1");
    EXPECT_EQ(answer(router, "/children/TEST1/reviews/3"),
              "/children/{child}/reviews/{review} child=TEST1 review=3");
    EXPECT_EQ(answer(router, "/children/TEST1/reviews"), "404");
    EXPECT_EQ(answer(router, "/children/TEST1/reviews/3/4"), "404");
    EXPECT_EQ(answer(router, "/child"), "404");
}

TEST(Router, PrefersTheCloserPatternWithoutLosingTheOther) {
    const Router router =
        router_of({"/children/new", "/children/{child}", "/children/{child}/reviews", "/children/new/start"});
    EXPECT_EQ(answer(router, "/children/new"), "/children/new");
    EXPECT_EQ(answer(router, "/children/new/start"), "/children/new/start");
    EXPECT_EQ(answer(router, "/children/new/reviews"), "/children/{child}/reviews child=new");
    EXPECT_EQ(answer(router, "/children/old/start"), "404");
}

TEST(Router, GivesTheRestOfAnAddressToTheLastPart) {
    const Router router = router_of({"/assets/{path*}", "/assets/images", "/{page}/about"});
    EXPECT_EQ(answer(router, "/assets/app.css"), "/assets/{path*} path=app.css");
    EXPECT_EQ(answer(router, "/assets/images/icons/a.svg"), "/assets/{path*} path=images/icons/a.svg");
    EXPECT_EQ(answer(router, "/assets/images"), "/assets/images");
    EXPECT_EQ(answer(router, "/assets/about"), "/{page}/about page=assets");
    EXPECT_EQ(answer(router, "/assets/about/more"), "/assets/{path*} path=about/more");
    EXPECT_EQ(answer(router, "/assets"), "404");
    EXPECT_EQ(answer(router, "/assets/"), "404");
    EXPECT_EQ(answer(router, "/assets/../secret"), "404");
    EXPECT_EQ(answer(router, "/assets/%2e%2e/secret"), "404");
}

TEST(Router, UnescapesAfterTakingApart) {
    const Router router = router_of({"/children/{child}", "/children/{child}/reviews"});
    EXPECT_EQ(answer(router, "/children/TEST%2F1"), "/children/{child} child=TEST/1");
    EXPECT_EQ(answer(router, "/children/TEST%2f1/reviews"), "/children/{child}/reviews child=TEST/1");
    EXPECT_EQ(answer(router, "/%63hildren/a%20b+c"), "/children/{child} child=a b+c");
    EXPECT_EQ(answer(router, "/children/%C3%A9"), "/children/{child} child=é");
}

TEST(Router, RefusesBrokenAddresses) {
    const Router router = router_of({"/children/{child}"});
    for (const auto* path :
         {"", "children/1", "/children/%", "/children/%2", "/children/%zz", "/children/%00", "/children/%0a",
          "/children/%7f", "/children/%ff", "/children/%c3"})
        EXPECT_EQ(answer(router, path), "400") << path;
    for (const auto* path : {"/children/", "/children//", "//children/1", "/children/.", "/children/%2E%2e"})
        EXPECT_EQ(answer(router, path), "404") << path;
}

TEST(Router, TellsWhichMethodsAnAddressHas) {
    const Router router({route(Method::get, "/children/{child}"), route(Method::post, "/children/{child}"),
                         route(Method::post, "/children/{child}/booking"),
                         route(Method::get, "/children/new")});
    EXPECT_EQ(answer(router, "/children/1", Method::post), "/children/{child} child=1");
    EXPECT_EQ(answer(router, "/children/1", Method::head), "/children/{child} child=1");
    EXPECT_EQ(answer(router, "/children/1/booking"), "405 POST");
    EXPECT_EQ(answer(router, "/children/1/booking", Method::head), "405 POST");
    // The closer pattern owns its address: what it does not answer is not handed on.
    EXPECT_EQ(answer(router, "/children/new", Method::post), "405 GET, HEAD");
    EXPECT_EQ(router.allowed("/children/1"), "GET, HEAD, POST");
    EXPECT_EQ(router.allowed("/nowhere"), "");
}

TEST(Router, RefusesTablesThatContradictThemselves) {
    EXPECT_THROW(router_of({"/a/{x}/c", "/{y}/b/c"}), BrokenInvariant);
    EXPECT_THROW(router_of({"/a/{x}", "/a/{y}"}), BrokenInvariant);
    EXPECT_THROW(router_of({"/a/{x*}", "/a/{y*}"}), BrokenInvariant);
    for (const auto* pattern : {"", "a", "/a/", "/{}", "/{*}", "/{x*}/a", "/{x", "/a//b", "/{a*b}"})
        EXPECT_THROW(router_of({pattern}), BrokenInvariant) << pattern;
    EXPECT_NO_THROW(router_of({"/a/{x}/c", "/{y}/{z}/c", "/a/b/{w}/d"}));
}

// How it would be found by trying every pattern, the closest first: words before names before the rest, from
// the left.
std::string tried_one_by_one(const std::vector<std::string>& patterns,
                             const std::vector<std::string>& segments) {
    std::string best, best_rank;
    for (const auto& pattern : patterns) {
        const auto parts = split(std::string_view(pattern).substr(1), '/');
        std::string rank;
        bool fits = parts.size() == segments.size() ||
                    (parts.back().ends_with("*}") && parts.size() < segments.size());
        for (std::size_t at = 0; fits && at < parts.size(); ++at) {
            if (parts[at].ends_with("*}"))
                rank += '2';
            else if (parts[at].starts_with('{'))
                rank += '1';
            else if (parts[at] == segments[at])
                rank += '0';
            else
                fits = false;
        }
        // A pattern that takes the rest gives way to every one that does not; the longest such is the
        // nearest.
        if (fits && parts.back().ends_with("*}")) rank = '9' + std::string(9 - parts.size(), '9') + rank;
        if (fits && (best.empty() || rank < best_rank)) {
            best = pattern;
            best_rank = rank;
        }
    }
    return best;
}

TEST(Router, FindsWhatTryingOneByOneFinds) {
    EXPECT_TRUE(rc::check([] {
        const auto part = rc::gen::element<std::string>("a", "b", "{x}");
        std::vector<std::string> patterns;
        for (int number = *rc::gen::inRange(1, 8); number > 0; --number) {
            std::string pattern;
            for (int length = *rc::gen::inRange(1, 4); length > 0; --length) pattern += '/' + *part;
            if (*rc::gen::inRange(0, 5) == 0) pattern += "/{rest*}";
            patterns.push_back(pattern);
        }
        std::optional<Router> router;
        try {
            router.emplace(router_of(patterns));
        } catch (const BrokenInvariant&) {
            RC_DISCARD("the table contradicts itself");
        }
        const auto segments =
            *rc::gen::resize(5, rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
                                    rc::gen::element<std::string>("a", "b", "c"))));
        const Found found = router->find(Method::get, '/' + join(segments, "/"));
        RC_ASSERT((found.route ? found.route->pattern : "") == tried_one_by_one(patterns, segments));
    }));
}

}  // namespace
}  // namespace footprint::web
