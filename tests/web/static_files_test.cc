#include "web/static_files.h"

#include <gtest/gtest.h>

#include "base/result.h"

namespace footprint::web {
namespace {

const StaticFiles files({{"assets/dist/app.css", "plain css"},
                         {"assets/dist/app.css.br", "br"},
                         {"assets/dist/app.css.gz", "gz"},
                         {"assets/dist/images/a.svg", "<svg/>"},
                         {"law/reviews.toml", "not an asset"}});

Request asked(std::string path, std::string_view query = {}, std::vector<Field> headers = {}) {
    Request request;
    request.parameters = {{"path", std::move(path)}};
    request.query = *read_urlencoded(query);
    request.headers = std::move(headers);
    return request;
}

std::string header(const Response& response, std::string_view name) {
    for (const auto& field : response.headers)
        if (field.name == name) return field.value;
    return {};
}

std::string_view content(const Response& response) {
    return std::get<std::string_view>(response.body);
}

TEST(StaticFiles, AreKeptForAYearUnderAnAddressThatNamesTheirContent) {
    const std::string address = files.address("app.css");
    ASSERT_TRUE(address.starts_with("/assets/app.css?v="));
    const Response named = files.answer(asked("app.css", address.substr(address.find('?') + 1)));
    EXPECT_EQ(named.status, 200);
    EXPECT_EQ(named.content_type, "text/css; charset=utf-8");
    EXPECT_EQ(content(named), "plain css");
    EXPECT_EQ(header(named, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(header(files.answer(asked("app.css")), "Cache-Control"), "no-cache");
    EXPECT_EQ(header(files.answer(asked("app.css", "v=0123456789abcdef")), "Cache-Control"), "no-cache");
    const std::vector<std::pair<std::string_view, std::string_view>> other{
        {"assets/dist/app.css", "plain CSS"}};
    const StaticFiles changed(other);
    EXPECT_NE(changed.address("app.css"), address);
}

TEST(StaticFiles, ComeAsSmallAsTheBrowserCanReadThem) {
    const auto coding = [](std::string accepted) {
        const Response response =
            files.answer(asked("app.css", {}, {{"accept-encoding", std::move(accepted)}}));
        EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
        const std::string named = header(response, "Content-Encoding");
        EXPECT_EQ(content(response), named == "br" ? "br" : named == "gzip" ? "gz" : "plain css");
        return named;
    };
    EXPECT_EQ(coding("gzip, deflate, br"), "br");
    EXPECT_EQ(coding("gzip, deflate"), "gzip");
    EXPECT_EQ(coding("GZIP"), "gzip");
    EXPECT_EQ(coding("br;q=0, gzip;q=0.5"), "gzip");
    EXPECT_EQ(coding("br;q=0.000, gzip; q=0"), "");
    EXPECT_EQ(coding("br; q=0.001"), "br");
    EXPECT_EQ(coding("brotli, xgzip"), "");
    EXPECT_EQ(coding("identity"), "");
    EXPECT_EQ(coding(""), "");
    const Response alone = files.answer(asked("images/a.svg", {}, {{"accept-encoding", "br, gzip"}}));
    EXPECT_EQ(content(alone), "<svg/>");
    EXPECT_EQ(header(alone, "Content-Encoding"), "");
    EXPECT_EQ(alone.content_type, "image/svg+xml");
}

TEST(StaticFiles, AreNotSentAgainWhenTheBrowserHasThem) {
    const std::string etag = header(files.answer(asked("app.css")), "ETag");
    const std::string packed =
        header(files.answer(asked("app.css", {}, {{"accept-encoding", "br"}})), "ETag");
    EXPECT_NE(etag, packed);
    for (const std::string& known : {etag, "W/" + etag, "\"other\", " + etag, std::string("*")}) {
        const Response response = files.answer(asked("app.css", {}, {{"if-none-match", known}}));
        EXPECT_EQ(response.status, 304) << known;
        EXPECT_EQ(response.body_size(), 0u);
        EXPECT_EQ(header(response, "ETag"), etag);
    }
    EXPECT_EQ(files.answer(asked("app.css", {}, {{"if-none-match", packed}})).status, 200);
    EXPECT_EQ(files.answer(asked("app.css", {}, {{"if-none-match", "\"other\""}})).status, 200);
}

TEST(StaticFiles, AreOnlyThoseOfTheirFolder) {
    for (const auto* path :
         {"", "app", "app.css.br", "app.css.gz", "reviews.toml", "../law/reviews.toml", "images", "images/"})
        EXPECT_EQ(files.answer(asked(path)).status, 404) << path;
    EXPECT_FALSE(files.has("reviews.toml"));
    EXPECT_THROW(files.address("nothing.css"), BrokenInvariant);
}

}  // namespace
}  // namespace footprint::web
