// What the journal has of pages: lists with how many children they showed, and what was refused to whom.
#include <regex>
#include <set>

#include "web/service.h"

namespace footprint::web {
namespace {

using care::AccountRole;

// "9,999 times: ..." is 9,999.
std::int64_t number_at_the_beginning(std::string text) {
    text.resize(text.find(' '));
    std::erase(text, ',');
    return std::stoll(text);
}

// Those to whose files a page leads.
std::size_t children_on(const Response& response) {
    static const std::regex link("<a class=\"govuk-link\" href=\"/children/([^\"/?]+)\">");
    const std::string text = text_of(response);
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at)
        found.insert((*at)[1].str());
    return found.size();
}

class JournalOfPages : public testing::Test {
  protected:
    Service service;
    Person manager{service};

    void SetUp() override { manager.begin("manager", service.account("manager", {AccountRole::manager})); }

    std::vector<store::JournalEntry> entries(const std::string& who, const std::string& verb,
                                             const std::string& child = {}) {
        store::JournalQuestion question;
        question.who = who;
        question.verb = verb;
        question.child = child;
        question.limit = 1000;
        return service.casework().journal(question);
    }
    // What was noted, the newest first: within a second it is written.
    std::vector<std::string> noted(const std::string& who, const std::string& verb,
                                   const std::string& child = {}, std::size_t at_least = 1) {
        for (int i = 0; i < 40 && entries(who, verb, child).size() < at_least; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        std::vector<std::string> all;
        for (const store::JournalEntry& entry : entries(who, verb, child)) all.push_back(entry.what);
        return all;
    }
    // How often somebody was refused something, in how few entries: what still waits is added to what is
    // written.
    void expect_times(const std::string& who, casework::Refused kind, std::int64_t times) {
        const std::string verb(casework::verb_of(kind));
        std::int64_t waiting = 0;
        for (const store::Noted& one : service.sign_in().refusals().take(true))
            if (one.who.name == who && one.verb == verb) waiting += number_at_the_beginning(one.what);
        const auto written = [&] {
            std::int64_t sum = 0;
            for (const store::JournalEntry& entry : entries(who, verb))
                sum += number_at_the_beginning(entry.what);
            return sum;
        };
        for (int i = 0; i < 40 && written() + waiting < times; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        EXPECT_EQ(written() + waiting, times) << verb;
        EXPECT_LE(entries(who, verb).size(), 4U) << verb;
    }
    bool is_anywhere(const std::string& words) {
        for (const store::JournalEntry& entry : entries("", ""))
            if (entry.what.find(words) != std::string::npos || entry.who.find(words) != std::string::npos)
                return true;
        return false;
    }
};

TEST_F(JournalOfPages, HasEachListWithHowManyChildrenItShowed) {
    const auto& findings = service.snapshot()->findings();
    const auto about_a_child =
        std::find_if(findings.begin(), findings.end(),
                     [](const care::Finding& finding) { return finding.child.is_known(); });
    ASSERT_NE(about_a_child, findings.end());
    std::vector<std::string> lists = {"/",
                                      "/children?state=all&page=2",
                                      "/my-work?whose=all",
                                      "/calendar?month=2026-04",
                                      "/measures/population.looked_after/children?period=2026-03-31",
                                      "/findings?finding=" + std::string(about_a_child->name)};
    std::vector<std::string> expected;
    for (const std::string& address : lists)
        // The second time most of them are not made anew.
        for (int time = 0; time < 2; ++time) {
            const Response response = manager.get(address);
            const std::size_t children = children_on(response);
            ASSERT_GT(children, 0U) << address;
            expected.insert(expected.begin(), std::to_string(children) +
                                                  (children == 1 ? " child at " : " children at ") + address);
        }
    EXPECT_EQ(noted("manager", "read_lists", {}, expected.size()), expected);
    const std::string page = text_of(manager.get("/journal?who=manager&verb=read_lists"));
    EXPECT_NE(page.find(">Read a list</td>"), std::string::npos);
    EXPECT_NE(page.find(" at /my-work?whose=all"), std::string::npos);
}

TEST_F(JournalOfPages, HasNoWordsThatSomebodySearchedBy) {
    const auto now = service.snapshot();
    const std::string name = now->name_of(service.child_of(service.some_iro()));
    ASSERT_GT(children_on(manager.get("/children?state=all&q=" + percent_encoded(name))), 0U);
    ASSERT_GT(children_on(manager.get("/children?state=all&sort=" + percent_encoded(name) +
                                      "&x=" + percent_encoded(name))),
              0U);
    const auto lists = noted("manager", "read_lists", {}, 2);
    ASSERT_EQ(lists.size(), 2U);
    EXPECT_NE(lists[1].find(" at /children?state=all&q=..."), std::string::npos) << lists[1];
    EXPECT_NE(lists[0].find(" at /children?state=all&sort=..."), std::string::npos) << lists[0];
    EXPECT_FALSE(is_anywhere(name));
    EXPECT_FALSE(is_anywhere(percent_encoded(name)));
}

TEST_F(JournalOfPages, HasNoListWhereOneFileWasOpenedOrNobodyIsShown) {
    manager.get("/account");
    manager.get("/children?q=nobody+has+this+name");
    const std::string child = service.id_of(service.child_of(service.some_iro()));
    EXPECT_EQ(manager.get("/children/" + child).status, 200);
    EXPECT_EQ(noted("manager", "open_file", child).size(), 1U);
    EXPECT_TRUE(entries("manager", "read_lists").empty());
}

TEST_F(JournalOfPages, HasWhoWasRefusedAPageAndHowOften) {
    Person iro(service);
    iro.begin("iro", service.account("iro", {AccountRole::iro}, service.some_iro()));
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(iro.get("/journal").status, 403);
    const auto first = noted("iro", "page_refused");
    ASSERT_FALSE(first.empty());
    EXPECT_NE(first.back().find(": read the journal"), std::string::npos);
    expect_times("iro", casework::Refused::page, 1000);
    const std::string page = text_of(manager.get("/journal?verb=page_refused"));
    EXPECT_NE(page.find(">Was refused a page</td>"), std::string::npos);
    EXPECT_NE(page.find("read the journal"), std::string::npos);
    EXPECT_EQ(page.find(">Signed in</td>"), std::string::npos) << "the filter finds them alone";
}

TEST_F(JournalOfPages, HasRefusedFilesUnderTheChildsId) {
    const std::string officer = service.some_iro();
    const std::string restricted = service.id_of(service.child_of(officer));
    const std::string others = service.id_of(service.child_of(officer, false));
    ASSERT_TRUE(service.accounts().restrict_file(restricted, {"manager"}, service.accounts().version(),
                                                 {"maker"}, "a relative", service.now()));
    service.later();
    Person iro(service);
    iro.begin("iro", service.account("iro", {AccountRole::iro}, officer));
    EXPECT_EQ(iro.get("/children/" + restricted).status, 403);
    EXPECT_EQ(noted("iro", "page_refused", restricted).size(), 1U);
    // To whom a child is not allocated they are as unknown as one that is not there; the journal knows more.
    Person visiting(service);
    visiting.begin("visiting", service.account("visiting", {AccountRole::firo}, officer));
    EXPECT_EQ(visiting.get("/children/TESTNONE").status, 404);
    EXPECT_EQ(visiting.get("/children/" + others).status, 404);
    EXPECT_EQ(noted("visiting", "page_refused", others),
              std::vector<std::string>{"1 time: open a child's file " + others});
    EXPECT_FALSE(is_anywhere("TESTNONE"));
    // What is not there is no refusal to whom the child is open.
    EXPECT_EQ(manager.get("/children/" + others + "/reviews/TESTNONE").status, 404);
    expect_times("manager", casework::Refused::page, 0);
}

TEST_F(JournalOfPages, HasFormsWithoutTheirKey) {
    EXPECT_EQ(manager.post("/account/sign-out-everywhere", {{"form_key", "guessed"}}, false).status, 403);
    EXPECT_EQ(noted("manager", "form_refused"), std::vector<std::string>{"1 time: see published reports"});
    Person other(service);
    EXPECT_EQ(other.post("/sign-in", {{"name", "manager"}, {"password", "a secret of mine"}}, false).status,
              403);
    EXPECT_EQ(noted("nobody", "form_refused"), std::vector<std::string>{"1 time: signing in"});
    EXPECT_FALSE(is_anywhere("secret"));
    EXPECT_FALSE(is_anywhere("guessed"));
}

TEST_F(JournalOfPages, HasHowManyCookiesWereOfNoSession) {
    for (int i = 0; i < 500; ++i) {
        Person forger(service);
        forger.cookies()["footprint"] = "forged" + std::to_string(i);
        forger.get(i % 2 == 0 ? "/children" : "/sign-in/code");
    }
    EXPECT_EQ(location_of(Person(service).get("/children")), "/sign-in?then=%2Fchildren") << "without any";
    EXPECT_FALSE(noted("nobody", "session_refused").empty());
    expect_times("nobody", casework::Refused::session, 500);
    EXPECT_FALSE(is_anywhere("forged"));
    const std::string page = text_of(manager.get("/journal?verb=session_refused"));
    EXPECT_NE(page.find(">Brought the cookie of no session</td>"), std::string::npos) << page;
}

TEST_F(JournalOfPages, HasHowManyPasswordsNobodyLookedAt) {
    Person guesser(service, "203.0.113.9");
    for (int i = 0; i < 205; ++i)
        guesser.post("/sign-in", {{"name", "manager"}, {"password", "wrong" + std::to_string(i)}});
    EXPECT_FALSE(noted("nobody", "tries_refused").empty());
    expect_times("nobody", casework::Refused::tries, 200);
    for (const std::string& what : noted("nobody", "tries_refused"))
        EXPECT_NE(what.find(": account manager"), std::string::npos) << what;
    EXPECT_EQ(entries("nobody", "sign_in_refused").size(), 5U);
    EXPECT_FALSE(is_anywhere("wrong"));
    // A name may be a password that was typed in the wrong place.
    Person other(service, "203.0.113.10");
    for (int i = 0; i < 6; ++i) other.post("/sign-in", {{"name", "a secret of mine"}, {"password", "x"}});
    EXPECT_FALSE(is_anywhere("secret"));
}

}  // namespace
}  // namespace footprint::web
