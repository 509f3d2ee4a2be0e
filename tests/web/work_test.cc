// The page of what waits to be done: whose it is, what of it is shown, and what is kept from whom.
#include "casework/tasks.h"
#include "web/service.h"

namespace footprint::web {
namespace {

using care::AccountRole;
using casework::Task;

class Work : public testing::Test {
  protected:
    Service service;
    Person person{service};
    std::string officer = service.some_iro();
    std::shared_ptr<const casework::Snapshot> snapshot = service.snapshot();
    std::vector<Task> all = casework::tasks(*snapshot);

    std::size_t of_officer(const std::string& id) const {
        const std::uint32_t wanted = snapshot->cohort().officer_number(id);
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [&](const Task& task) { return task.officer == wanted; }));
    }
    // The three numbers at the head of the page: overdue, soon, later.
    static std::size_t number_on(const std::string& page) {
        std::size_t sum = 0;
        const std::string mark = "<strong>";
        const std::size_t until = page.find("</ul>", page.find("fp-numbers"));
        for (std::size_t at = page.find(mark, page.find("fp-numbers")); at < until;
             at = page.find(mark, at + 1)) {
            std::string digits = page.substr(at + mark.size(), 12);
            digits.resize(digits.find('<'));
            std::erase(digits, ',');
            sum += std::stoul(digits);
        }
        return sum;
    }
};

TEST_F(Work, OfAnIroIsThatOfTheirOwnChildren) {
    ASSERT_GT(of_officer(officer), 0U);
    ASSERT_LT(of_officer(officer), all.size());
    person.begin("own", service.account("own", {AccountRole::iro}, officer));
    const std::string page = text_of(person.get("/my-work"));
    EXPECT_NE(page.find("<h1 class=\"govuk-heading-l\">My work</h1>"), std::string::npos);
    EXPECT_EQ(number_on(page), of_officer(officer));
    EXPECT_EQ(page.find("Who has how much of it"), std::string::npos);
    const std::string everybodys = text_of(person.get("/my-work?whose=all"));
    EXPECT_EQ(number_on(everybodys), all.size());
    EXPECT_NE(everybodys.find("Who has how much of it"), std::string::npos);
}

TEST_F(Work, IsWhereTheDayBeginsForWhoHasAList) {
    person.begin("own", service.account("own", {AccountRole::iro}, officer));
    EXPECT_EQ(location_of(person.get("/begin")), "/my-work");
    for (const AccountRole role : {AccountRole::manager, AccountRole::analyst, AccountRole::committee}) {
        Person other(service);
        const std::string name(care::printed(role));
        other.begin(name, service.account(name, {role}));
        EXPECT_EQ(location_of(other.get("/begin")), "/") << name;
    }
}

TEST_F(Work, IsHandedOverChildByChild) {
    person.begin("boss", service.account("boss", {AccountRole::manager}));
    const std::string page = text_of(person.get("/officers/" + officer + "/hand-over"));
    std::size_t theirs = 0;
    for (const casework::ChildLine& line : snapshot->lines()) {
        const bool is_theirs = line.officer != measures::none && (line.looked_after || line.short_breaks) &&
                               snapshot->records().officers[line.officer].officer.text == officer;
        theirs += is_theirs ? 1 : 0;
        const std::string link = "/children/" + snapshot->records().children[line.child].id + "\"";
        EXPECT_EQ(page.find(link) != std::string::npos, is_theirs) << link;
        for (const std::uint32_t place : snapshot->decisions_of(line.child)) {
            const care::Decision& row = snapshot->records().decisions[place];
            const bool is_plain = row.text.find_first_of("'&<>\"") == std::string::npos;
            if (!is_theirs || row.done_on || !is_plain) continue;
            EXPECT_NE(page.find(row.text), std::string::npos) << row.decision.text;
        }
    }
    ASSERT_GT(theirs, 0U);
    EXPECT_NE(page.find(std::to_string(theirs)), std::string::npos);
    EXPECT_EQ(person.get("/officers/nobody/hand-over").status, 404);
    Person worker(service);
    worker.begin("worker", service.account("worker", {AccountRole::social_worker}));
    EXPECT_NE(text_of(worker.get("/officers/" + officer + "/hand-over")).find("No child of this officer"),
              std::string::npos);
}

// On paper a child takes two sheets: what is long is cut there, and whole on a screen.
TEST_F(Work, HandedOverIsCutOnPaperOnly) {
    const std::uint32_t wanted = snapshot->cohort().officer_number(officer);
    const auto line =
        std::find_if(snapshot->lines().begin(), snapshot->lines().end(), [&](const casework::ChildLine& of) {
            return of.officer == wanted && of.looked_after && !snapshot->decisions_of(of.child).empty();
        });
    ASSERT_NE(line, snapshot->lines().end());
    const std::uint32_t child = line->child;
    const care::Decision& one = snapshot->records().decisions[snapshot->decisions_of(child).front()];
    std::size_t open = 0;
    for (const std::uint32_t place : snapshot->decisions_of(child))
        open += snapshot->records().decisions[place].done_on ? 0 : 1;
    std::string longest = "See the garden";
    for (int i = 0; i < 60; ++i) longest += " again";
    store::ChangeSet changes("import", snapshot->records(), snapshot->version());
    for (int i = 10; i < 22; ++i)
        changes.put(care::Decision{{"TESTD90" + std::to_string(i)},
                                   one.review,
                                   i == 21 ? longest + " end" : "Open one " + std::to_string(i),
                                   "",
                                   day_of(2020, 1, i),
                                   {},
                                   ""});
    changes.put(
        care::Objection{{"TESTD9010"}, one.review, day_of(2026, 3, 30), "A manager", "No money", {}, {}, {}});
    changes.put(care::ReviewRecord{one.review, "I like the pond", {}, {}, {}, 7, {}});
    changes.put(
        care::Contact{{"TESTC1"}, {child}, {officer}, day_of(2026, 3, 30), care::Means::video, {}, longest});
    ASSERT_TRUE(service.casework().write(changes, {"maker", service.now()}));
    person.begin("boss", service.account("boss", {AccountRole::manager}));
    const std::string page = text_of(person.get("/officers/" + officer + "/hand-over"));
    const std::string section = "id=\"child-" + std::to_string(child) + "\"";
    const std::size_t from = page.find(section);
    ASSERT_NE(from, std::string::npos);
    EXPECT_NE(page.find("href=\"#child-" + std::to_string(child) + "\""), std::string::npos);
    const std::string file = page.substr(from, page.find("</section>", from) - from);
    EXPECT_NE(file.find("<li>Open one 10 – by 10 January 2020</li>"), std::string::npos)
        << "what is due first is printed";
    EXPECT_NE(file.find("<li class=\"fp-on-screen\">Open one 20"), std::string::npos);
    EXPECT_NE(file.find("<li class=\"fp-on-paper\">and " + std::to_string(open + 12 - 8) +
                        " more, on the child's page</li>"),
              std::string::npos);
    EXPECT_NE(file.find(longest + " end</span>"), std::string::npos) << "whole on a screen";
    EXPECT_NE(file.find("again…</span>"), std::string::npos) << "and cut on paper";
    EXPECT_NE(file.find("No money (30 March 2026)"), std::string::npos);
    EXPECT_NE(file.find("I like the pond"), std::string::npos);
}

TEST_F(Work, OfTheServiceIsAManagersAndOpensByOfficer) {
    person.begin("boss", service.account("boss", {AccountRole::manager}));
    const std::string page = text_of(person.get("/my-work"));
    EXPECT_NE(page.find("What waits to be done"), std::string::npos);
    EXPECT_EQ(number_on(page), all.size());
    EXPECT_NE(page.find("/my-work?whose=" + officer), std::string::npos);
    EXPECT_EQ(number_on(text_of(person.get("/my-work?whose=" + officer))), of_officer(officer));
    // What nobody offers is as if it had not been asked for.
    EXPECT_EQ(number_on(text_of(person.get("/my-work?whose=nobody-of-this-id"))), all.size());
    EXPECT_EQ(number_on(text_of(person.get("/my-work?whose=mine"))), all.size());
}

TEST_F(Work, IsShownByKindAndByWhenAndInPages) {
    person.begin("boss", service.account("boss", {AccountRole::manager}));
    for (const casework::TaskKind kind : casework::task_kinds()) {
        const auto is_of_it = [&](const Task& task) { return task.kind == kind; };
        const bool any = std::any_of(all.begin(), all.end(), is_of_it);
        const std::string page = text_of(person.get("/my-work?kind=" + std::string(casework::printed(kind))));
        EXPECT_EQ(page.find("Nothing waits here.") == std::string::npos, any) << casework::printed(kind);
    }
    EXPECT_EQ(person.get("/my-work?page=99999").status, 200);
    EXPECT_EQ(person.get("/my-work?kind=no-such&when=never").status, 200);
    EXPECT_EQ(text_of(person.get("/my-work?when=later")).find(">Overdue</strong>"), std::string::npos);
}

TEST_F(Work, OfARestrictedFileIsKeptFromWhoIsNotNamed) {
    const std::uint32_t child = all.front().child;
    const auto of_child = static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [&](const Task& task) { return task.child == child; }));
    person.begin("boss", service.account("boss", {AccountRole::manager}));
    service.account("named", {AccountRole::manager});
    person.post("/children/" + service.id_of(child) + "/readers",
                {{"accounts", "named"}, {"why", "a relative works here"}});
    const std::string page = text_of(person.get("/my-work"));
    EXPECT_EQ(number_on(page), all.size() - of_child);
    EXPECT_NE(page.find("1 restricted file is not shown"), std::string::npos);
    EXPECT_EQ(page.find("/children/" + service.id_of(child) + "\""), std::string::npos);
}

}  // namespace
}  // namespace footprint::web
