// An import at the pages, with two processes of one service behind one address.
#include "web/service.h"

namespace footprint::web {
namespace {

constexpr const char* children = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nTESTNEW1,F,01/05/2014,WBRI,UN1,,\n";

class TwoProcesses : public testing::Test {
  protected:
    // The other process: a view of the same database that shares no memory with the first.
    Service service{false};
    std::unique_ptr<casework::Casework> casework =
        std::move(casework::Casework::open(service.casework().address())).value();
    Application other{*casework,
                      service.application().today,
                      service.application().now,
                      "local",
                      nullptr,
                      service.application().form_key,
                      nullptr};
    Router there{routes(other)};
    Router here{routes(service.application())};

    static Request with(std::string type, const std::string& body) {
        Request request;
        request.method = Method::post;
        request.headers.push_back({"content-type", std::move(type)});
        request.body = std::make_shared<const Body>(Body::of(body));
        return request;
    }
    // Sends the file; the token under which it waits.
    std::string send(Router& process) {
        const std::string body =
            "--b\r\nContent-Disposition: form-data; name=\"form_key\"\r\n\r\nlocal key\r\n"
            "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"header.csv\"\r\n"
            "Content-Type: text/csv\r\n\r\n" +
            std::string(children) + "\r\n--b--\r\n";
        Request request = with("multipart/form-data; boundary=b", body);
        const Response shown = process.find(Method::post, "/import").route->respond(request);
        EXPECT_EQ(shown.status, 200) << text_of(shown);
        return Person::value_in(text_of(shown), "import");
    }
    static Response take_over(Router& process, const std::string& token) {
        return process.find(Method::post, "/import/take-over")
            .route->respond(with("application/x-www-form-urlencoded",
                                 "form_key=local+key&import=" + percent_encoded(token)));
    }
    bool is_there(const std::string& child) { return service.snapshot()->records().find(child).is_known(); }
};

TEST_F(TwoProcesses, WhatOneWasSentTheOtherTakesOver) {
    const std::string token = send(here);
    const std::string another = send(there);
    EXPECT_GE(token.size(), 40U);
    EXPECT_NE(token, another);
    EXPECT_EQ(take_over(there, token).status, 400) << "the same person's newer one is in its place";
    EXPECT_FALSE(is_there("TESTNEW1"));
    const Response taken = take_over(here, another);
    EXPECT_EQ(taken.status, 200);
    EXPECT_NE(text_of(taken).find("1 row added"), std::string::npos);
    EXPECT_TRUE(is_there("TESTNEW1"));
    EXPECT_EQ(take_over(there, another).status, 400) << "it is taken once";
    EXPECT_EQ(take_over(there, "1").status, 400);
}

TEST_F(TwoProcesses, WhatWasShownIsWhatIsTakenOver) {
    const std::string token = send(here);
    // Somebody else adds the same child in the meantime, with another day of birth.
    std::string changed = children;
    changed.replace(changed.find("01/05/2014"), 10, "02/05/2014");
    exchange::ReadOptions options;
    options.today = service.application().today();
    const auto preview =
        casework->preview_import(std::vector<exchange::NamedBytes>{{"header.csv", changed}}, options);
    ASSERT_TRUE(casework->take_over(*preview, {"ben", service.now()}, "test"));
    const Response again = take_over(there, token);
    EXPECT_EQ(again.status, 409);
    EXPECT_NE(text_of(again).find("The records were changed since this was shown"), std::string::npos);
    const std::string next = Person::value_in(text_of(again), "import");
    EXPECT_EQ(take_over(here, next).status, 200);
    EXPECT_EQ(
        service.snapshot()->records().children[service.snapshot()->records().find("TESTNEW1").value].born_on,
        day_of(2014, 5, 1));
}

}  // namespace
}  // namespace footprint::web
