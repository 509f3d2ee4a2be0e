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
    EXPECT_EQ(manager.post("/retention/release", {{"hold", "inquiry"}, {"child", child}, {"why", ""}}).status,
              400);
    EXPECT_EQ(manager.post("/retention/release", {{"hold", "inquiry"}, {"why", "over"}}).status, 404)
        << "it holds one file, and not every file";
    EXPECT_EQ(
        manager.post("/retention/release", {{"hold", "inquiry"}, {"child", child}, {"why", "over"}}).status,
        303);
    EXPECT_NE(text_of(manager.get("/retention")).find("Nothing is held"), std::string::npos);
    EXPECT_TRUE(service.casework().store().verify().empty());
}

TEST_F(RetentionPages, EndAHoldOnOneChildAndKeepTheOthers) {
    const std::string second = service.id_of(service.child_of(service.some_iro(), false));
    for (const std::string& one : {child, second}) {
        service.later();
        EXPECT_EQ(
            manager.post("/retention/hold", {{"hold", "inquiry"}, {"child", one}, {"reason", "x"}}).status,
            303);
    }
    const std::string both = text_of(manager.get("/retention"));
    EXPECT_NE(both.find("name=\"child\" value=\"" + child), std::string::npos);
    EXPECT_NE(both.find("name=\"child\" value=\"" + second), std::string::npos);
    EXPECT_EQ(
        manager.post("/retention/release", {{"hold", "inquiry"}, {"child", second}, {"why", "over"}}).status,
        303);
    const std::string one = text_of(manager.get("/retention"));
    EXPECT_NE(one.find("name=\"child\" value=\"" + child), std::string::npos);
    EXPECT_EQ(one.find("name=\"child\" value=\"" + second), std::string::npos);
}

TEST_F(RetentionPages, LetAPersonTakeOutAnyPassage) {
    // Nothing in it is about anybody else, so nothing would be proposed.
    const std::uint32_t number = service.snapshot()->records().find(child).value;
    care::Decision decision =
        service.snapshot()->records().decisions[service.snapshot()->decisions_of(number).front()];
    decision.text = "Swim on Mondays. Paint on Fridays.";
    service.change(decision, "maya");
    const std::string address = "/children/" + child + "/own-file";
    const std::string form = text_of(manager.get(address));
    const auto mark_of = [&](const std::string& passage) {
        const std::size_t label = form.find(">" + passage + "</label>");
        EXPECT_NE(label, std::string::npos) << passage;
        const std::size_t box = form.rfind("type=\"checkbox\" value=\"", label);
        const std::size_t from = box + std::string("type=\"checkbox\" value=\"").size();
        return form.substr(from, form.find('"', from) - from);
    };
    const std::string mark = mark_of("Paint on Fridays.");
    EXPECT_NE(mark, mark_of("Swim on Mondays."));
    const Response copy =
        manager.post(address, {{"version", std::to_string(service.snapshot()->version())}, {"out", mark}});
    ASSERT_EQ(copy.status, 200);
    EXPECT_NE(text_of(copy).find("Swim on Mondays."), std::string::npos);
    EXPECT_EQ(text_of(copy).find("Paint on Fridays."), std::string::npos);
    EXPECT_NE(text_of(copy).find("1 passage about somebody else was taken out"), std::string::npos);
}

TEST_F(RetentionPages, HandOutReadingsAndEarlierVersionsOnRequest) {
    const std::uint32_t number = service.snapshot()->records().find(child).value;
    care::Decision decision =
        service.snapshot()->records().decisions[service.snapshot()->decisions_of(number).front()];
    for (const char* text : {"Find a piano. Her mother pays.", "Find a violin."}) {
        service.later();
        decision.text = text;
        service.change(decision, "maya");
    }
    ASSERT_TRUE(service.casework().store().note(service.casework().authority(), "open_file", "child " + child,
                                                "", {"maya"}, service.now()));
    const std::string address = "/children/" + child + "/own-file";
    const std::string version = std::to_string(service.snapshot()->version());
    const std::string plain = text_of(manager.post(address, {{"version", version}}));
    EXPECT_EQ(plain.find("Who opened your file"), std::string::npos);
    EXPECT_EQ(plain.find("Find a piano."), std::string::npos);
    EXPECT_NE(plain.find("Find a violin."), std::string::npos);
    const std::string form = text_of(manager.get(address + "?with=readings&with=versions"));
    const std::size_t mark = form.find(">Her mother pays.</label>");
    ASSERT_NE(mark, std::string::npos) << "an earlier passage has its mark too";
    EXPECT_NE(form.rfind("checked", mark), std::string::npos);
    const std::string whole =
        text_of(manager.post(address, {{"version", version}, {"with", "readings"}, {"with", "versions"}}));
    EXPECT_NE(whole.find("Who opened your file"), std::string::npos);
    EXPECT_NE(whole.find("Person maya"), std::string::npos);
    EXPECT_NE(whole.find("Earlier versions"), std::string::npos);
    EXPECT_NE(whole.find("Find a piano."), std::string::npos);
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
