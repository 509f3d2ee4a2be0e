// What an import would change, row by row: old and new values, a page at a time, and nothing of a file that
// is kept from the person.
#include <regex>

#include "web/service.h"

namespace footprint::web {
namespace {

using care::AccountRole;
using Files = std::vector<std::pair<std::string, std::string>>;

Response send_files(Service& service, Person& person, const Files& files) {
    const std::string parting = "parting";
    std::string body = "--" + parting + "\r\nContent-Disposition: form-data; name=\"form_key\"\r\n\r\n" +
                       person.key() + "\r\n";
    for (const auto& [name, text] : files)
        body += "--" + parting + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name +
                "\"\r\nContent-Type: text/csv\r\n\r\n" + text + "\r\n";
    body += "--" + parting + "--\r\n";
    Request asked;
    asked.came_from = "198.51.100.7";
    for (const auto& [name, value] : person.cookies()) asked.cookies.push_back({name, value});
    asked.headers.push_back({"content-type", "multipart/form-data; boundary=" + parting});
    asked.body = std::make_shared<const Body>(Body::of(body));
    return service.answer(Method::post, "/import", std::move(asked));
}

std::size_t times(const std::string& text, const std::string& words) {
    std::size_t found = 0;
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
    return found;
}

// As people read it: without tags, blanks drawn together.
std::string read_aloud(const Response& response) {
    std::string bare = std::regex_replace(text_of(response), std::regex("<[^>]*>"), " ");
    bare = std::regex_replace(bare, std::regex("&#39;"), "'");
    return std::regex_replace(bare, std::regex("\\s+"), " ");
}

class ImportDifference : public testing::Test {
  protected:
    Service service;
    Person support{service};
    Person manager{service};
    std::string open_child;
    std::string kept_child;

    void SetUp() override {
        const std::string officer = service.some_iro();
        open_child = service.id_of(service.child_of(officer, false));
        kept_child = service.id_of(service.child_of(officer));
        support.begin("support", service.account("support", {AccountRole::business_support}));
        manager.begin("manager", service.account("manager", {AccountRole::manager}));
        ASSERT_TRUE(service.accounts().restrict_file(kept_child, {"manager"}, service.accounts().version(),
                                                     {"maker"}, "a relative", service.now()));
        service.later();
    }
    const care::ChildDetails& details_of(const casework::Snapshot& snapshot, const std::string& id) {
        return snapshot.records().child_details.of(snapshot.records().find(id)).front();
    }
};

TEST_F(ImportDifference, ShowsOldAndNewValuesOfEachChangedColumn) {
    const auto now = service.snapshot();
    const std::string was = details_of(*now, open_child).first_name;
    const Response answer = send_files(
        service, support,
        {{"children.csv", "child,first_name,last_name\n" + open_child + ",Renamed,\n"},
         {"header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nTESTNEW1,F,01/02/2015,WBRI,UN1,,\n"}});
    const std::string text = read_aloud(answer);
    EXPECT_NE(text.find("first_name from " + was + " to Renamed"), std::string::npos) << text;
    EXPECT_NE(text.find("last_name from " + details_of(*now, open_child).last_name + " to blank"),
              std::string::npos);
    EXPECT_NE(text.find("TESTNEW1 Added SEX F DOB 01/02/2015 ETHNIC WBRI"), std::string::npos) << text;
    // Known children of whom nothing is said are no rows of the difference.
    EXPECT_EQ(times(text_of(answer), "govuk-tag--green"), 1U);
    EXPECT_EQ(details_of(*service.snapshot(), open_child).first_name, was) << "it was only shown";
}

TEST_F(ImportDifference, KeepsTheValuesOfAFileFromThoseWhoMayNotReadIt) {
    const auto now = service.snapshot();
    const care::ChildDetails kept = details_of(*now, kept_child);
    const std::uint32_t number = now->records().find(kept_child).value;
    const care::Decision& decision = now->records().decisions[now->decisions_of(number).front()];
    const Files files = {
        {"children.csv", "child,first_name\n" + kept_child + ",Secretly\n" + open_child + ",Openly\n"},
        {"decisions.csv", "decision,review,text\n" + decision.decision.text + "," + decision.review.text +
                              ",A word of theirs\n"}};
    const std::string seen = read_aloud(send_files(service, manager, files));
    for (const std::string& words : {kept_child, std::string("Secretly"), std::string("A word of theirs")})
        EXPECT_NE(seen.find(words), std::string::npos) << words;
    const std::string kept_from = read_aloud(send_files(service, support, files));
    for (const std::string& words : {kept_child, std::string("Secretly"), std::string("A word of theirs"),
                                     decision.decision.text, kept.first_name + " to"})
        EXPECT_EQ(kept_from.find(words), std::string::npos) << words;
    EXPECT_NE(kept_from.find("Openly"), std::string::npos);
    EXPECT_EQ(times(kept_from, "Not shown Changed Of a file that is kept from you"), 2U) << kept_from;
}

TEST_F(ImportDifference, IsInTheJournalOfEachChildWhoseRecordItShows) {
    const auto readings = [&](const std::string& who, const std::string& child) {
        store::JournalQuestion question;
        question.child = child;
        question.who = who;
        question.verb = "open_file";
        return service.casework().journal(question);
    };
    const std::string third = service.snapshot()->records().children.back().id;
    ASSERT_TRUE(third != open_child && third != kept_child);
    const Files files = {
        {"children.csv",
         "child,first_name,last_name\n" + kept_child + ",Secretly,\n" + open_child + ",Openly,\n"},
        {"header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nTESTNEW1,F,01/02/2015,WBRI,UN1,,\n"}};
    send_files(service, manager, files);
    // Of a restricted file before the page is shown.
    const auto kept = readings("manager", kept_child);
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept.front().what, "what an import would change of " + kept_child);
    const Response shown = send_files(service, support, files);
    const std::string token = Person::value_in(text_of(shown), "import");
    EXPECT_EQ(support.get("/import/waiting?import=" + token + "&page=1").status, 200);
    for (int i = 0; i < 40 && readings("support", open_child).size() < 2; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_EQ(readings("support", open_child).size(), 2U) << "each time that it is shown";
    EXPECT_EQ(readings("manager", open_child).size(), 1U);
    EXPECT_TRUE(readings("support", kept_child).empty()) << "it was not shown";
    for (const std::string& child : {third, std::string("TESTNEW1")})
        EXPECT_TRUE(readings("", child).empty()) << child << " has nothing recorded that was shown";
}

TEST_F(ImportDifference, IsShownAPageAtATimeToWhoeverSentIt) {
    std::string header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
    for (int i = 1000; i < 1250; ++i) header += "TESTNEW" + std::to_string(i) + ",F,01/02/2015,WBRI,UN1,,\n";
    const Response first = send_files(service, support, {{"header.csv", header}});
    EXPECT_EQ(times(text_of(first), "govuk-tag--green"), 100U);
    const std::string token = Person::value_in(text_of(first), "import");
    const std::string address = "/import/waiting?import=" + token + "&page=";
    EXPECT_NE(text_of(first).find("/import/waiting?import=" + token + "&amp;page=3"), std::string::npos);
    const Response last = support.get(address + "3");
    EXPECT_EQ(last.status, 200);
    EXPECT_EQ(times(text_of(last), "govuk-tag--green"), 50U);
    EXPECT_NE(text_of(last).find("TESTNEW1249"), std::string::npos);
    EXPECT_EQ(text_of(support.get(address + "99")), text_of(last));
    EXPECT_EQ(manager.get(address + "1").status, 400) << "another person's";
    EXPECT_EQ(support.get("/import/waiting?import=nothing").status, 400);
    EXPECT_NE(text_of(support.post("/import/take-over", {{"import", token}})).find("250 rows"),
              std::string::npos);
}

}  // namespace
}  // namespace footprint::web
