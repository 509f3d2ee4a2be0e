#include "web/forms.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "web/cookies.h"
#include "web/request.h"
#include "web/static_files.h"

namespace footprint::web {
namespace {

// "a=1 b=2", or the kind of the problem.
std::string shown(const Result<Form>& form) {
    if (!form) {
        switch (form.problems().front().kind) {
            case Problem::Kind::too_large:
                return "too large";
            case Problem::Kind::unreadable:
                return "unreadable";
            case Problem::Kind::wrong_use:
                return "wrong use";
            default:
                return "another problem";
        }
    }
    std::vector<std::string> parts;
    for (const auto& field : form->fields) parts.push_back(field.name + '=' + field.value);
    for (const auto& upload : form->uploads)
        parts.push_back(upload.field + ':' + upload.file_name + ':' + upload.content_type + ':' +
                        upload.text());
    return join(parts, " ");
}

std::string urlencoded(std::string_view text) {
    return shown(read_urlencoded(text));
}

TEST(Urlencoded, ReadsWhatBrowsersSend) {
    EXPECT_EQ(urlencoded(""), "");
    EXPECT_EQ(urlencoded("a=1&b=2"), "a=1 b=2");
    EXPECT_EQ(urlencoded("a=1&a=2"), "a=1 a=2");
    EXPECT_EQ(urlencoded("a=x+y%2Bz"), "a=x y+z");
    EXPECT_EQ(urlencoded("na%6De=%C3%A9%26%3D"), "name=é&=");
    EXPECT_EQ(urlencoded("a"), "a=");
    EXPECT_EQ(urlencoded("a="), "a=");
    EXPECT_EQ(urlencoded("=b"), "=b");
    EXPECT_EQ(urlencoded("a=b=c"), "a=b=c");
    EXPECT_EQ(urlencoded("&&a=1&&"), "a=1");
}

TEST(Urlencoded, RefusesWhatIsNoText) {
    for (const auto* bad :
         {"a=%", "a=%4", "a=%zz", "a=%-1", "a=%0", "%=1", "a=%00", "a=%ff", "a=%c3", "a=%ed%a0%80"})
        EXPECT_EQ(urlencoded(bad), "unreadable") << bad;
    EXPECT_EQ(urlencoded(std::string_view("a=b\0c", 5)), "unreadable");
    EXPECT_EQ(urlencoded("a=\xff"), "unreadable");
}

TEST(Urlencoded, IsBounded) {
    const auto fields = [](int count) {
        std::string text;
        for (int number = 0; number < count; ++number) text += "a=1&";
        return text;
    };
    FormLimits limits;
    limits.fields = 10;
    EXPECT_TRUE(read_urlencoded(fields(9), limits));
    EXPECT_TRUE(read_urlencoded(fields(10), limits));
    EXPECT_EQ(shown(read_urlencoded(fields(11), limits)), "too large");
    EXPECT_EQ(urlencoded(fields(10'000)), "too large");
    limits = {};
    limits.value_bytes = 5;
    EXPECT_TRUE(read_urlencoded("a=1234", limits));
    EXPECT_TRUE(read_urlencoded("a=1234%35", limits));
    EXPECT_EQ(shown(read_urlencoded("a=123456", limits)), "too large");
    limits = {};
    limits.all_values_bytes = 5;
    EXPECT_TRUE(read_urlencoded("a=123&b=45", limits));
    EXPECT_EQ(shown(read_urlencoded("a=123&b=456", limits)), "too large");
    limits = {};
    limits.name_bytes = 3;
    EXPECT_TRUE(read_urlencoded("abc=1", limits));
    EXPECT_EQ(shown(read_urlencoded("abcd=1", limits)), "too large");
}

TEST(Urlencoded, BringsBackWhatWasEncoded) {
    EXPECT_TRUE(rc::check([] {
        const auto text_of_any = rc::gen::container<std::string>(
            rc::gen::oneOf(rc::gen::inRange<char>(1, 127), rc::gen::element('&', '=', '%', '+', ' ')));
        const auto pairs =
            *rc::gen::container<std::vector<std::pair<std::string, std::string>>>(rc::gen::pair(
                text_of_any, rc::gen::map(text_of_any, [](std::string ascii) { return ascii + "é"; })));
        std::string text;
        std::vector<Field> fields;
        for (const auto& [name, value] : pairs) {
            text += percent_encoded(name) + '=' + percent_encoded(value) + '&';
            fields.push_back({name, value});
        }
        const auto form = read_urlencoded(text);
        RC_ASSERT(form.has_value());
        RC_ASSERT(form->fields == fields);
    }));
}

TEST(Form, FindsItsFields) {
    const auto form = *read_urlencoded("a=1&b=&a=2");
    EXPECT_EQ(form.value("a"), "1");
    EXPECT_EQ(form.value("b"), "");
    EXPECT_EQ(form.value("c"), std::nullopt);
    EXPECT_EQ(form.text("c"), "");
    EXPECT_EQ(form.all("a"), (std::vector<std::string_view>{"1", "2"}));
    EXPECT_TRUE(form.has("b"));
    EXPECT_FALSE(form.has("c"));
    EXPECT_EQ(form.upload("a"), nullptr);
}

// The same in memory and in a file: whoever reads a form must not notice.
std::string multipart(std::string_view text, const FormLimits& limits = {}, std::string_view boundary = "b") {
    const std::string in_memory =
        shown(read_multipart(std::make_shared<Body>(Body::of(text)), boundary, limits));
    Body body(0, testing::TempDir());
    body.append(text);
    EXPECT_EQ(body.is_in_memory(), text.empty());
    EXPECT_EQ(shown(read_multipart(std::make_shared<Body>(std::move(body)), boundary, limits)), in_memory);
    return in_memory;
}

std::string part(std::string_view head, std::string_view content) {
    return "--b\r\n" + std::string(head) + "\r\n\r\n" + std::string(content) + "\r\n";
}
std::string field(std::string_view name, std::string_view value) {
    return part("Content-Disposition: form-data; name=\"" + std::string(name) + "\"", value);
}
const std::string end = "--b--\r\n";

TEST(Multipart, ReadsFieldsAndFiles) {
    EXPECT_EQ(multipart(end), "");
    EXPECT_EQ(multipart(field("a", "1") + field("b", "") + end), "a=1 b=");
    EXPECT_EQ(multipart(field("a", "two\r\nlines") + end), "a=two\r\nlines");
    EXPECT_EQ(multipart(field("a", "-- --b \r\n--a\r\n-") + end), "a=-- --b \r\n--a\r\n-");
    EXPECT_EQ(
        multipart(part("content-disposition:form-data;name=a;filename=\"x.csv\"\r\ncontent-type: text/csv",
                       "1,2\r\n") +
                  end),
        "a:x.csv:text/csv:1,2\r\n");
    EXPECT_EQ(
        multipart(
            part("Content-Type: text/csv\r\nContent-Disposition: form-data; filename=\"x.csv\"; name=\"a\"",
                 "") +
            end),
        "a:x.csv:text/csv:");
    EXPECT_EQ(multipart(field("a", "1") + "--b--"), "a=1");  // without a last line end
    EXPECT_EQ(multipart(field("a", "1") + "--b--\r\nwhat comes after the end"), "a=1");
}

TEST(Multipart, ReadsNamesAsBrowsersQuoteThem) {
    EXPECT_EQ(multipart(field("a%22b%22", "1") + end), "a\"b\"=1");
    EXPECT_EQ(multipart(field("a\\\"b\\\\", "1") + end), "a\"b\\=1");
    EXPECT_EQ(multipart(field("a;b=c", "1") + end), "a;b=c=1");
    EXPECT_EQ(multipart(field("100%", "1") + end), "100%=1");
    EXPECT_EQ(multipart(field("é", "1") + end), "é=1");
    const auto file = [](std::string_view name) {
        return multipart(
            part("Content-Disposition: form-data; name=\"f\"; filename=\"" + std::string(name) + "\"", "x") +
            end);
    };
    EXPECT_EQ(file("C:\\Users\\me\\x.csv"), "f:x.csv::x");
    EXPECT_EQ(file("../../etc/passwd"), "f:passwd::x");
    EXPECT_EQ(file("März.csv"), "f:März.csv::x");
    EXPECT_EQ(file(""), "f:::x");
}

TEST(Multipart, LeavesOutAFileThatWasNotChosen) {
    EXPECT_EQ(multipart(part("Content-Disposition: form-data; name=\"f\"; filename=\"\"\r\nContent-Type: "
                             "application/octet-stream",
                             "") +
                        end),
              "");
}

TEST(Multipart, RefusesWhatIsBroken) {
    const std::string good = field("a", "1") + field("c", "2") + end;
    EXPECT_EQ(multipart(good), "a=1 c=2");
    for (std::size_t length = 0; length < good.size() - 2; ++length)
        EXPECT_EQ(multipart(good.substr(0, length)), "unreadable") << length;
    for (const auto& bad :
         {"\r\n" + good,
          "preamble\r\n" + good,
          "--bb\r\n" + good.substr(5),
          "--b" + good.substr(5),
          "--b \r\n" + good.substr(5),
          part("Content-Disposition: form-data", "1") + end,
          part("Content-Type: text/plain", "1") + end,
          part("", "1") + end,
          "--b\r\n\r\n1\r\n" + end,
          part("Content-Disposition: attachment; name=\"a\"", "1") + end,
          part("Content-Disposition: form-data; name=\"a", "1") + end,
          part("Content-Disposition: form-data; name=\"a\" x", "1") + end,
          part("Content-Disposition: form-data; name", "1") + end,
          part("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "1") + end,
          part("Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
               "1") +
              end,
          part("Content-Disposition: form-data; name=\"a\tb\"", "1") + end,
          field("\xff", "1") + end,
          part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "MQ==") +
              end,
          part("Content-Disposition: form-data; name=\"a\"\r\n folded: 1", "1") + end,
          field("a", "\xff") + end,
          field("a", std::string_view("\0", 1)) + end}) {
        EXPECT_EQ(multipart(bad), "unreadable") << bad;
    }
}

TEST(Multipart, RefusesAFormInsideAForm) {
    const std::string inner = "--c\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--c--\r\n";
    EXPECT_EQ(
        multipart(
            part("Content-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed; boundary=c",
                 inner) +
            end),
        "unreadable");
    // As the content of a file it is only bytes.
    EXPECT_EQ(multipart(part("Content-Disposition: form-data; name=\"a\"; filename=\"f\"", inner) + end),
              "a:f::" + inner);
}

TEST(Multipart, IsBounded) {
    FormLimits limits;
    limits.fields = 10;
    const auto fields = [](int count) {
        std::string text;
        for (int number = 0; number < count; ++number)
            text += number % 2 ? field("a", "1")
                               : part("Content-Disposition: form-data; name=\"f\"; filename=\"\"", "");
        return text + end;
    };
    EXPECT_NE(multipart(fields(9), limits), "too large");
    EXPECT_NE(multipart(fields(10), limits), "too large");
    EXPECT_EQ(multipart(fields(11), limits), "too large");
    EXPECT_EQ(multipart(fields(10'000)), "too large");
    limits = {};
    limits.value_bytes = 5;
    EXPECT_EQ(multipart(field("a", "12345") + end, limits), "a=12345");
    EXPECT_EQ(multipart(field("a", "123456") + end, limits), "too large");
    EXPECT_EQ(
        multipart(part("Content-Disposition: form-data; name=\"f\"; filename=\"f\"", "123456") + end, limits),
        "f:f::123456");
    limits = {};
    limits.all_values_bytes = 5;
    EXPECT_EQ(multipart(field("a", "123") + field("b", "456") + end, limits), "too large");
    limits = {};
    limits.name_bytes = 3;
    EXPECT_EQ(multipart(field("abc", "1") + end, limits), "abc=1");
    EXPECT_EQ(multipart(field("abcd", "1") + end, limits), "too large");
    EXPECT_EQ(
        multipart(part("Content-Disposition: form-data; name=\"f\"; filename=\"abcd\"", "") + end, limits),
        "too large");
    EXPECT_EQ(multipart(part("X: " + std::string(5000, 'x'), "1") + end), "unreadable");
}

TEST(Multipart, FindsAnEndThatLiesAcrossTwoBlocks) {
    // Blocks are 256 KB: the boundary is moved over the place where two of them meet, byte by byte.
    const std::string head = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n";
    for (std::size_t size = 256 * 1024 - 12; size <= 256 * 1024 + 3; ++size) {
        Body body(0, testing::TempDir());
        body.append(head + std::string(size, '\r') + "\r\n--b--\r\n");
        const auto form = read_multipart(std::make_shared<Body>(std::move(body)), "b");
        ASSERT_TRUE(form);
        EXPECT_EQ(form->uploads.at(0).size, size);
    }
}

TEST(Multipart, BringsBackWhatWasSent) {
    EXPECT_TRUE(rc::check([](const std::vector<std::string>& contents) {
        std::string text;
        for (const auto& content : contents) {
            RC_PRE(content.find("\r\n--b") == std::string::npos);
            text += part("Content-Disposition: form-data; name=\"f\"; filename=\"f\"", content);
        }
        const auto form = read_multipart(std::make_shared<Body>(Body::of(text + end)), "b");
        RC_ASSERT(form.has_value());
        RC_ASSERT(form->uploads.size() == contents.size());
        for (std::size_t at = 0; at < contents.size(); ++at)
            RC_ASSERT(form->uploads[at].text() == contents[at]);
    }));
}

TEST(Multipart, TakesTheBoundaryFromTheType) {
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(multipart_boundary("Multipart/Form-Data;charset=utf-8; Boundary=\"a b\""), "a b");
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=" + std::string(70, 'a')),
              std::string(70, 'a'));
    for (const std::string& bad :
         {std::string("multipart/form-data"), std::string("multipart/form-data; boundary="),
          std::string("multipart/mixed; boundary=a"), std::string("multipart/form-data; boundary=\"a"),
          std::string("multipart/form-data; boundary=a\"b"),
          std::string("multipart/form-data; boundary=\"a \""),
          std::string("multipart/form-data; boundary=a; boundary=b"),
          "multipart/form-data; boundary=" + std::string(71, 'a'), std::string("text/plain"), std::string()})
        EXPECT_EQ(multipart_boundary(bad), std::nullopt) << bad;
}

TEST(Form, IsReadByItsType) {
    Request request;
    request.body = std::make_shared<Body>(Body::of("a=1"));
    EXPECT_EQ(shown(read_form(request)), "wrong use");
    request.headers = {{"content-type", "text/plain"}};
    EXPECT_EQ(shown(read_form(request)), "wrong use");
    request.headers = {{"content-type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8"}};
    EXPECT_EQ(shown(read_form(request)), "a=1");
    request.headers = {{"content-type", "multipart/form-data; boundary=b"}};
    request.body = std::make_shared<Body>(Body::of(field("a", "1") + end));
    EXPECT_EQ(shown(read_form(request)), "a=1");
    EXPECT_EQ(shown(read_form(Request{})), "");
}

TEST(Body, IsTheSameInMemoryAndInAFile) {
    EXPECT_TRUE(rc::check([](const std::vector<std::string>& pieces) {
        Body small(1'000'000), large(10, testing::TempDir());
        std::string all;
        for (const auto& piece : pieces) {
            small.append(piece);
            large.append(piece);
            all += piece;
        }
        RC_ASSERT(large.is_in_memory() == (all.size() <= 10));
        const auto from = *rc::gen::inRange<std::size_t>(0, all.size() + 2);
        const auto count = *rc::gen::inRange<std::size_t>(0, all.size() + 2);
        const std::string wanted = from > all.size() ? "" : all.substr(from, count);
        RC_ASSERT(small.text(from, count) == wanted);
        RC_ASSERT(large.text(from, count) == wanted);
    }));
}

TEST(Body, IsSavedWholeAndNeverOverAnotherFile) {
    const std::string path = testing::TempDir() + "footprint_body_test.csv";
    std::remove(path.c_str());
    Body body(2, testing::TempDir());
    body.append("0123456789");
    body.save(2, 5, path);
    std::ostringstream content;
    content << std::ifstream(path).rdbuf();
    EXPECT_EQ(content.str(), "23456");
    EXPECT_THROW(body.save(0, 1, path), Fault);
    std::remove(path.c_str());
    EXPECT_THROW(Body(0, "/nowhere/at/all").append("x"), Fault);
}

TEST(Cookies, AreReadStrictly) {
    EXPECT_EQ(read_cookies("a=1; b=\"2\";c=; d"), (std::vector<Field>{{"a", "1"}, {"b", "2"}, {"c", ""}}));
    EXPECT_EQ(read_cookies(""), std::vector<Field>{});
    EXPECT_EQ(read_cookies("a b=1; =2; c=\"; d=x y; e=\\; f=a=b"), (std::vector<Field>{{"f", "a=b"}}));
}

TEST(Cookies, AreWrittenSoThatNoScriptHasThem) {
    EXPECT_EQ(set_cookie({.name = "session", .value = "abc"}),
              "session=abc; Path=/; HttpOnly; SameSite=Strict");
    EXPECT_EQ(set_cookie({.name = "s", .value = "", .lasts = std::chrono::seconds(0), .https_only = true}),
              "s=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure");
    EXPECT_THROW(set_cookie({.name = "a b", .value = "1"}), BrokenInvariant);
    EXPECT_THROW(set_cookie({.name = "a", .value = "1; Domain=x"}), BrokenInvariant);
    EXPECT_THROW(set_cookie({.name = "a", .value = "1\r\nX: y"}), BrokenInvariant);
}

TEST(Responses, StayInsideThisService) {
    EXPECT_EQ(see_other("/children/1?tab=2").headers.at(0).value, "/children/1?tab=2");
    for (const auto* bad : {"", "children", "//elsewhere.example", "/\\elsewhere.example",
                            "https://elsewhere.example", "/a\r\nX: y"})
        EXPECT_THROW(see_other(bad), BrokenInvariant) << bad;
}

}  // namespace
}  // namespace footprint::web
