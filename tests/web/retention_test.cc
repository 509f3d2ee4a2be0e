// Keeping and destroying by law at the pages, and the copy of a child's own file.
#include <unistd.h>

#include "web/service.h"

namespace footprint::web {
namespace {

class RetentionPages : public testing::Test {
  protected:
    RetentionPages() : manager(service) {
        const std::string password = service.account("maya", {care::AccountRole::manager});
        manager.begin("maya", password);
        child = service.id_of(service.child_of(service.some_iro()));
    }
    Service service;
    Person manager;
    std::string child;
};

TEST_F(RetentionPages, ListHoldsAndWhatIsDue) {
    EXPECT_NE(text_of(manager.get("/retention")).find("No file is due"), std::string::npos);
    EXPECT_EQ(
        manager.post("/retention/hold", {{"hold", "inquiry"}, {"child", child}, {"reason", "Asked <for>"}})
            .status,
        303);
    const std::string held = text_of(manager.get("/retention"));
    EXPECT_NE(held.find("inquiry"), std::string::npos);
    EXPECT_NE(held.find("Asked &lt;for&gt;"), std::string::npos);
    const Response wrong = manager.post("/retention/hold", {{"hold", "In Quiry"}, {"reason", "x"}});
    EXPECT_EQ(wrong.status, 400);
    EXPECT_NE(text_of(wrong).find("short name"), std::string::npos);
    EXPECT_EQ(manager.post("/retention/release", {{"hold", "inquiry"}, {"why", ""}}).status, 400);
    EXPECT_EQ(manager.post("/retention/release", {{"hold", "inquiry"}, {"why", "over"}}).status, 303);
    EXPECT_NE(text_of(manager.get("/retention")).find("Nothing is held"), std::string::npos);
    EXPECT_TRUE(service.casework().store().verify().empty());
}

TEST_F(RetentionPages, MakeACopyOfAChildsOwnFile) {
    const std::string address = "/children/" + child + "/own-file";
    const Response form = manager.get(address);
    ASSERT_EQ(form.status, 200);
    const std::string shown = text_of(form);
    EXPECT_NE(shown.find("Times in care and where you lived"), std::string::npos);
    EXPECT_NE(shown.find("Decisions"), std::string::npos);
    EXPECT_EQ(shown.find("was taken out"), std::string::npos);
    const std::string version = std::to_string(service.snapshot()->version());
    const Response copy = manager.post(address, {{"version", version}, {"out", "0"}});
    ASSERT_EQ(copy.status, 200);
    EXPECT_NE(text_of(copy).find("1 passage about somebody else was taken out"), std::string::npos);
    EXPECT_NE(text_of(copy).find("[A passage about somebody else was taken out.]"), std::string::npos);
    bool is_download = false;
    for (const Field& header : copy.headers)
        is_download |= header.value.find("attachment") != std::string::npos;
    EXPECT_TRUE(is_download);
    // Marks of another state of the file are not believed.
    EXPECT_EQ(manager.post(address, {{"version", "1"}, {"out", "0"}}).status, 303);
    service.later(2'000'000);
    bool noted = false;
    for (int tries = 0; tries < 50 && !noted; ++tries) {
        for (const auto& entry : service.casework().journal({}))
            noted |= entry.what == "handed out a copy of " + child;
        if (!noted) ::usleep(50'000);
    }
    EXPECT_TRUE(noted);
}

TEST_F(RetentionPages, AskForAFreshProofBeforeACopy) {
    service.later(std::int64_t{11} * 60 * 1'000'000);
    const Response answer = manager.get("/children/" + child + "/own-file");
    EXPECT_EQ(answer.status, 303);
    EXPECT_NE(location_of(answer).find("/account/prove"), std::string::npos);
}

}  // namespace
}  // namespace footprint::web
