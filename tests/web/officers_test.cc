// The people of the service: who they are and who writes it, who is away and who covers, what a supervision
// was about, and who is told of it.
#include "casework/casework.h"
#include "web/service.h"

namespace footprint::web {
namespace {

using care::AccountRole;

class Officers : public testing::Test {
  protected:
    Service service;
    Person boss{service};
    Person iro{service};
    Person colleague{service};
    std::string officer = service.some_iro();
    std::string place = "/officers/" + officer;

    void SetUp() override {
        boss.begin("boss", service.account("boss", {AccountRole::manager}));
        iro.begin("iro", service.account("iro", {AccountRole::iro}, officer));
        colleague.begin("colleague", service.account("colleague", {AccountRole::iro}));
    }
    static bool shows(const Response& response, const std::string& words) {
        return text_of(response).find(words) != std::string::npos;
    }
    std::string somebody_else() {
        const auto now = service.snapshot();
        for (const care::Officer& row : now->records().officers)
            if (care::is_iro(row.role) && row.officer.text != officer && !row.ended_on)
                return row.officer.text;
        ADD_FAILURE() << "there is only one";
        return {};
    }
    Response send(const std::string& what, std::vector<Field> fields) {
        fields.push_back({"based_on", Person::value_in(text_of(boss.get(place)), "based_on")});
        return boss.post(place + what, fields);
    }
    std::size_t absences() {
        const auto now = service.snapshot();
        return static_cast<std::size_t>(
            std::count_if(now->records().absences.begin(), now->records().absences.end(),
                          [&](const care::Absence& row) { return row.officer.text == officer; }));
    }
};

TEST_F(Officers, AreListedWithTheirWork) {
    const Response list = boss.get("/officers");
    EXPECT_TRUE(shows(list, "href=\"" + place + "\""));
    EXPECT_TRUE(shows(list, ">Work</th>"));
    Person support(service);
    support.begin("support", service.account("support", {AccountRole::business_support}));
    EXPECT_FALSE(shows(support.get("/officers"), ">Work</th>")) << "who sees no figures sees none here";
    EXPECT_EQ(boss.get("/officers/nobody").status, 404);
    EXPECT_EQ(boss.get("/officers?who=everybody&page=2").status, 200);
}

TEST_F(Officers, AreAwayAndCovered) {
    const std::size_t before = absences();
    const std::string cover = somebody_else();
    const std::vector<Field> typed = {{"from", "2026-03-30"},
                                      {"until", "2026-04-02"},
                                      {"reason", "a cold & fever"},
                                      {"covered_by", cover},
                                      {"sure", "yes"}};
    ASSERT_EQ(send("/absences", typed).status, 303);
    EXPECT_EQ(absences(), before + 1);
    EXPECT_TRUE(shows(boss.get(place), "until 2 April 2026; covered by"));
    EXPECT_TRUE(shows(boss.get(place), "a cold &amp; fever"));
    EXPECT_TRUE(shows(iro.get(place), "a cold &amp; fever"));
    EXPECT_FALSE(shows(colleague.get(place), "a cold")) << "why is no colleague's business";
    EXPECT_TRUE(shows(colleague.get("/officers"), ">Away</strong>"));
    // Their lists say so, and those of who covers.
    for (const std::string& list : {"/my-work?whose=" + officer, place + "/hand-over"})
        EXPECT_TRUE(shows(boss.get(list), "until 2 April 2026; covered by ")) << list;
    EXPECT_TRUE(shows(iro.get("/my-work"), "until 2 April 2026; covered by "));
    EXPECT_TRUE(shows(boss.get("/my-work?whose=" + cover),
                      "Covers for <a class=\"govuk-link\" href=\"/my-work?whose=" + officer + "\">"));
    EXPECT_FALSE(shows(boss.get("/my-work?whose=all"), "overed by "));
    EXPECT_EQ(send("/absences", typed).status, 400) << "the same days twice";
    EXPECT_EQ(absences(), before + 1);
}

TEST_F(Officers, AnAbsenceIsMovedAndTakenBack) {
    const std::size_t before = absences();
    ASSERT_EQ(send("/absences", {{"from", "2026-03-30"}, {"until", "2026-04-02"}}).status, 303);
    EXPECT_TRUE(shows(boss.get(place + "?absence=2026-03-30"), "value=\"2026-04-02\""));
    ASSERT_EQ(
        send("/absences", {{"was", "2026-03-30"}, {"from", "2026-03-31"}, {"until", "2026-04-02"}}).status,
        303);
    EXPECT_EQ(absences(), before + 1) << "it is the same one, on another day";
    ASSERT_EQ(send("/absences", {{"was", "2026-03-31"}, {"take_back", "yes"}}).status, 303);
    EXPECT_EQ(absences(), before);
    const Response wrong = send("/absences", {{"from", "31/02/2026"}, {"reason", "kept words"}});
    EXPECT_EQ(wrong.status, 400);
    EXPECT_TRUE(shows(wrong, "This is no day of the calendar"));
    EXPECT_TRUE(shows(wrong, "kept words"));
    EXPECT_TRUE(shows(send("/absences", {{"from", "2026-03-30"}, {"until", "2026-03-29"}}),
                      "This is before the first day"));
    EXPECT_TRUE(shows(send("/absences", {{"from", "2026-03-30"}, {"covered_by", officer}}),
                      "Nobody covers for themselves"));
}

TEST_F(Officers, TheSecondToChangeOneIsTold) {
    ASSERT_EQ(send("/absences", {{"from", "2026-03-30"}, {"until", "2026-04-02"}}).status, 303);
    const std::string shown = Person::value_in(text_of(boss.get(place)), "based_on");
    const std::vector<Field> first = {
        {"was", "2026-03-30"}, {"from", "2026-03-30"}, {"until", "2026-04-03"}, {"based_on", shown}};
    ASSERT_EQ(boss.post(place + "/absences", first).status, 303);
    const std::vector<Field> second = {
        {"was", "2026-03-30"}, {"from", "2026-03-30"}, {"until", "2026-04-10"}, {"based_on", shown}};
    const Response told = boss.post(place + "/absences", second);
    EXPECT_EQ(told.status, 400);
    EXPECT_TRUE(shows(told, "Somebody else changed this meanwhile"));
    EXPECT_TRUE(shows(told, "value=\"2026-04-10\"")) << "with what was typed";
}

TEST_F(Officers, SupervisionIsBetweenThemAndWhoeverManages) {
    const auto now = service.snapshot();
    const std::string child = now->records().children.front().id;
    ASSERT_EQ(send("/supervision", {{"on", "2026-03-02"},
                                    {"kind", "supervision"},
                                    {"children", child},
                                    {"note", "Drift: ask the team"}})
                  .status,
              303);
    EXPECT_TRUE(shows(boss.get(place), "Drift: ask the team"));
    EXPECT_TRUE(shows(iro.get(place), "Drift: ask the team"));
    EXPECT_FALSE(shows(colleague.get(place), "Drift"));
    EXPECT_TRUE(shows(boss.get("/children/" + child + "/footprint"), "Talked over in supervision"));
    EXPECT_TRUE(shows(send("/supervision", {{"on", "2026-03-03"}, {"kind", "group"}, {"children", "TESTX"}}),
                      "There is no child &#39;TESTX&#39;"));
    EXPECT_TRUE(shows(send("/supervision", {{"kind", "group"}}), "Write the day"));
    EXPECT_TRUE(shows(send("/supervision", {{"on", "2026-04-03"}, {"kind", "group"}}), "still to come"));
    EXPECT_EQ(iro.post(place + "/supervision", {{"on", "2026-03-04"}, {"kind", "group"}}).status, 403);
    EXPECT_EQ(iro.post(place + "/absences", {{"from", "2026-03-04"}}).status, 403);
    ASSERT_EQ(send("/supervision", {{"was", "2026-03-02 supervision"}, {"take_back", "yes"}}).status, 303);
    EXPECT_FALSE(shows(boss.get(place), "Drift: ask the team"));
}

TEST_F(Officers, SupervisionThatNamesARestrictedFileIsChangedByNobodyWhoMayNotOpenIt) {
    const std::string child = service.id_of(service.child_of(officer));
    const std::vector<Field> typed = {
        {"on", "2026-03-02"}, {"kind", "supervision"}, {"children", child}, {"note", "He ran away"}};
    ASSERT_EQ(send("/supervision", typed).status, 303);
    EXPECT_TRUE(shows(boss.get(place), "supervision=2026-03-02"));
    service.later();
    ASSERT_TRUE(service.accounts().restrict_file(child, {"iro"}, service.accounts().version(), {"maker"},
                                                 "a relative", service.now()));
    const Response page = boss.get(place);
    EXPECT_FALSE(shows(page, child));
    EXPECT_FALSE(shows(page, "He ran away"));
    EXPECT_FALSE(shows(page, "supervision=2026-03-02"));
    EXPECT_FALSE(shows(boss.get(place + "?supervision=2026-03-02+supervision"), child));
    EXPECT_EQ(send("/supervision", {{"was", "2026-03-02 supervision"}, {"take_back", "yes"}}).status, 404);
}

// What is typed of a supervision is kept at the server, by the script or by the button.
class SupervisionDrafts : public Officers {
  protected:
    const std::string fresh = place + "?supervision=new";
    std::vector<Field> typed(const std::string& note, const std::string& draft, bool quietly) const {
        std::vector<Field> fields = {{"draft_of", fresh}, {"was", ""},     {"on", "2026-03-02"},
                                     {"kind", "group"},   {"note", note},  {"children", ""},
                                     {"based_on", "1"},   {"draft", draft}};
        if (quietly) fields.push_back({"quietly", "yes"});
        return fields;
    }
    static std::string draft_of(const Response& page) { return Person::value_in(text_of(page), "draft"); }
};

TEST_F(SupervisionDrafts, AreTheirAuthorsUntilTheyAreSaved) {
    const Response page = boss.get(place);
    EXPECT_EQ(Person::value_in(text_of(page), "draft_of"), fresh);
    EXPECT_TRUE(shows(page, "formaction=\"/drafts\">Keep as a draft")) << "without scripts a button does it";
    const Response kept = boss.post("/drafts", typed("Half a <sen", draft_of(page), true));
    ASSERT_EQ(kept.status, 204);
    EXPECT_EQ(boss.post("/drafts", typed("Half a <sentence", kept.headers.back().value, false)).status, 303);
    for (const std::string& address : {place, fresh}) {
        EXPECT_TRUE(shows(boss.get(address), "Half a &lt;sentence</textarea>")) << address;
        EXPECT_TRUE(shows(boss.get(address), "This is your draft")) << address;
    }
    EXPECT_TRUE(shows(boss.get("/account"), "supervision=new"));
    Person second(service);
    second.begin("second", service.account("second", {AccountRole::manager}));
    for (Person* person : {&second, &iro}) EXPECT_FALSE(shows(person->get(place), "Half a"));
    ASSERT_EQ(send("/supervision", {{"on", "2026-03-02"},
                                    {"kind", "group"},
                                    {"note", "A whole sentence"},
                                    {"draft", draft_of(boss.get(place))}})
                  .status,
              303);
    EXPECT_FALSE(shows(boss.get(place), "This is your draft"));
    EXPECT_FALSE(shows(boss.get("/account"), "supervision=new"));
}

TEST_F(SupervisionDrafts, DoNotWriteOverThoseOfAnotherWindow) {
    ASSERT_EQ(boss.post("/drafts", typed("left words", "0", true)).status, 204);
    EXPECT_EQ(boss.post("/drafts", typed("right words", "0", true)).status, 409);
    const Response both = boss.post("/drafts", typed("right words", "0", false));
    EXPECT_EQ(both.status, 409);
    EXPECT_TRUE(shows(both, "left words"));
    EXPECT_TRUE(shows(both, "right words</textarea>"));
    EXPECT_TRUE(shows(boss.get(place), "left words</textarea>"));
    EXPECT_EQ(boss.post("/drafts", typed("both words", draft_of(both), false)).status, 303);
    EXPECT_TRUE(shows(boss.get(place), "both words</textarea>"));
    std::vector<Field> away = typed("", draft_of(boss.get(place)), false);
    away.push_back({"throw_away", "yes"});
    EXPECT_EQ(boss.post("/drafts", away).status, 303);
    EXPECT_FALSE(shows(boss.get(place), "both words"));
}

TEST_F(SupervisionDrafts, AreForWhoMayRecordAndOfAFormThatIsThere) {
    EXPECT_EQ(iro.post("/drafts", typed("x", "0", true)).status, 403);
    for (const std::string& other :
         {std::string("/officers/nobody?supervision=new"), place + "?supervision=2026-03-02%20group",
          place + "?supervision=", fresh + "&more=yes", place}) {
        std::vector<Field> fields = typed("x", "0", true);
        fields.front().value = other;
        EXPECT_EQ(boss.post("/drafts", fields).status, 404) << other;
    }
    std::vector<Field> shared = typed("x", "0", false);
    shared.push_back({"share", "iro"});
    EXPECT_EQ(boss.post("/drafts", shared).status, 400);
    EXPECT_TRUE(service.casework().drafts_of("boss").empty());
}

TEST_F(SupervisionDrafts, AreNotShownWhereTheyNameAFileThatIsClosedByNow) {
    const std::string child = service.id_of(service.child_of(officer));
    std::vector<Field> fields = typed("He ran away", "0", true);
    fields.push_back({"children", child});
    std::erase_if(fields, [](const Field& field) { return field.name == "children" && field.value.empty(); });
    ASSERT_EQ(boss.post("/drafts", fields).status, 204);
    EXPECT_TRUE(shows(boss.get(place), "He ran away"));
    service.later();
    ASSERT_TRUE(service.accounts().restrict_file(child, {"iro"}, service.accounts().version(), {"maker"},
                                                 "a relative", service.now()));
    EXPECT_FALSE(shows(boss.get(place), "He ran away"));
    EXPECT_FALSE(shows(boss.get(place), child));
}

// Who they are: written by whoever may bring them in a file.
class Posts : public Officers {
  protected:
    Person support{service};
    void SetUp() override {
        Officers::SetUp();
        support.begin("support", service.account("support", {AccountRole::business_support}));
    }
    // Filled in on the form of the address, as it is shown now.
    static Response fill(Person& person, const std::string& address, std::vector<Field> fields) {
        const std::string form = text_of(person.get(address));
        fields.push_back({"based_on", Person::value_in(form, "based_on")});
        fields.push_back({"draft", Person::value_in(form, "draft")});
        return person.post(address, fields);
    }
    std::string begun() {
        const Response fresh = support.get("/officers/new/post");
        EXPECT_EQ(fresh.status, 303);
        return location_of(fresh);
    }
    std::optional<care::Officer> find(const std::string& address) {
        const std::string id = address.substr(10, address.rfind('/') - 10);
        const auto now = service.snapshot();
        const std::uint32_t number = now->cohort().officer_number(id);
        if (number == measures::none) return std::nullopt;
        return now->records().officers[number];
    }
    std::int64_t children_of(const std::string& id) {
        const auto now = service.snapshot();
        const std::uint32_t number = now->cohort().officer_number(id);
        return std::count_if(now->lines().begin(), now->lines().end(), [&](const casework::ChildLine& line) {
            return line.officer == number && (line.looked_after || line.short_breaks);
        });
    }
};

TEST_F(Posts, AreWrittenByWhoMayTakeOverFilesAndByNobodyElse) {
    EXPECT_TRUE(shows(support.get("/officers"), "href=\"/officers/new/post\""));
    EXPECT_TRUE(shows(support.get(place), place + "/post"));
    EXPECT_FALSE(shows(iro.get("/officers"), "/officers/new/post"));
    EXPECT_FALSE(shows(iro.get(place), place + "/post"));
    EXPECT_EQ(iro.get("/officers/new/post").status, 403);
    EXPECT_EQ(iro.get(place + "/post").status, 403);
    EXPECT_EQ(iro.post(place + "/post", {{"name", "Mine"}}).status, 403);
    EXPECT_EQ(boss.get("/officers/nobody/post").status, 404);
    const std::string address = begun();
    EXPECT_TRUE(shows(fill(support, address, {{"name", " "}, {"team", "Kept"}}), "Write the name."));
    const std::vector<Field> typed = {
        {"name", "Robin <Test>"},  {"role", "iro"},           {"fte", "0.6"},
        {"contract", "agency"},    {"started", "2026-03-02"}, {"swe_number", "SW12345"},
        {"links", "Youth justice"}};
    const Response saved = fill(support, address, typed);
    ASSERT_EQ(saved.status, 303);
    const std::string page = location_of(saved);
    EXPECT_EQ(page, address.substr(0, address.rfind('/')) + "?saved=yes");
    EXPECT_EQ(fill(support, address, typed).status, 303) << "sent twice it is one";
    ASSERT_TRUE(find(address));
    EXPECT_EQ(find(address)->fte, 0.6);
    EXPECT_EQ(find(address)->started_on, day_of(2026, 3, 2));
    EXPECT_TRUE(shows(boss.get(page), "Saved."));
    EXPECT_TRUE(shows(boss.get(page), "Robin &lt;Test&gt;"));
    EXPECT_TRUE(shows(boss.get(page), "SW12345"));
    EXPECT_FALSE(shows(colleague.get(page), "SW12345")) << "which is between them and whoever manages";
    EXPECT_TRUE(shows(boss.get("/officers"), "Robin &lt;Test&gt;"));
    store::JournalQuestion question;
    question.verb = "record_officer";
    EXPECT_EQ(service.casework().journal(question).size(), 1U);
}

TEST_F(Posts, EndWithChildrenStillTheirsOnlyWhenItIsSaidTwice) {
    const std::int64_t theirs = children_of(officer);
    ASSERT_GT(theirs, 0);
    const Response asked = fill(boss, place + "/post", {{"ended", "2026-04-30"}});
    EXPECT_EQ(asked.status, 400);
    EXPECT_TRUE(shows(asked, counted(theirs, "child is", "children are") + " still theirs then"));
    EXPECT_TRUE(shows(asked, "Save it all the same"));
    EXPECT_FALSE(find(place + "/post")->ended_on);
    EXPECT_EQ(fill(boss, place + "/post", {{"ended", "2026-04-30"}, {"sure", "yes"}}).status, 303);
    EXPECT_EQ(find(place + "/post")->ended_on, day_of(2026, 4, 30));
    EXPECT_EQ(fill(boss, place + "/post", {{"team", "East"}}).status, 303)
        << "what stands is not asked again";
    EXPECT_EQ(fill(boss, place + "/post", {{"ended", "2020-01-01"}, {"started", "2021-01-01"}}).status, 400);
}

TEST_F(Posts, TheSecondToChangeOneIsShownBothTexts) {
    const std::string address = begun();
    ASSERT_EQ(fill(support, address, {{"name", "Robin Test"}, {"role", "iro"}}).status, 303);
    const std::string shown = Person::value_in(text_of(boss.get(address)), "based_on");
    ASSERT_EQ(fill(support, address, {{"team", "North"}}).status, 303);
    const Response both = boss.post(address, {{"team", "South"}, {"based_on", shown}, {"draft", "0"}});
    EXPECT_EQ(both.status, 409);
    EXPECT_TRUE(shows(both, "North"));
    EXPECT_TRUE(shows(both, "value=\"South\""));
    EXPECT_TRUE(shows(boss.get(address), "value=\"South\"")) << "it is a draft by now";
    EXPECT_TRUE(shows(boss.get(address), "Nobody else sees it until you save it."));
    EXPECT_FALSE(shows(support.get(address), "South"));
    EXPECT_EQ(boss.post("/drafts", {{"draft_of", address}, {"share", "support"}}).status, 400);
    EXPECT_EQ(boss.post(address, {{"team", "South"},
                                  {"based_on", Person::value_in(text_of(both), "based_on")},
                                  {"draft", Person::value_in(text_of(both), "draft")}})
                  .status,
              303);
    EXPECT_EQ(find(address)->team, "South");
    EXPECT_TRUE(shows(support.get(address), "North</td>")) << "among the earlier versions";
    EXPECT_EQ(iro.post("/drafts", {{"draft_of", address}, {"team", "x"}}).status, 403);
}

TEST_F(Posts, ASlipIsTakenBackAndRestoredAndWhoIsNamedStays) {
    const std::string address = begun();
    ASSERT_EQ(fill(support, address, {{"name", "Robin Test"}, {"role", "iro"}}).status, 303);
    ASSERT_EQ(fill(support, address, {{"take_back", "yes"}}).status, 303);
    EXPECT_FALSE(find(address));
    const Response gone = support.get(address);
    EXPECT_TRUE(shows(gone, "This was taken back by support"));
    EXPECT_TRUE(shows(gone, "value=\"Robin Test\""));
    ASSERT_EQ(fill(support, address, {{"name", "Robin Test"}, {"role", "iro"}}).status, 303);
    EXPECT_TRUE(find(address));
    const Response stays = fill(boss, place + "/post", {{"take_back", "yes"}});
    EXPECT_EQ(stays.status, 400);
    EXPECT_TRUE(shows(stays, "Write the day on which they left instead."));
    EXPECT_TRUE(find(place + "/post"));
}

TEST_F(Posts, WhoLeftIsOfferedLastAndOnlyWithSomethingLeft) {
    const auto now = service.snapshot();
    store::ChangeSet changes("record_officer", now->records(), now->version());
    care::Officer with = now->records().officers[now->cohort().officer_number(officer)];
    with.ended_on = day_of(2026, 3, 1);
    changes.put(with);
    care::Officer without{{"TESTGONE"}, "Aaron Gone", care::Role::iro};
    without.ended_on = day_of(2026, 3, 1);
    changes.put(without);
    ASSERT_TRUE(service.casework().write(changes, {"maker", service.now()}));
    for (const char* address : {"/children", "/my-work?whose=all"}) {
        const std::string page = text_of(boss.get(address));
        EXPECT_EQ(page.find("value=\"TESTGONE\""), std::string::npos) << address;
        const std::size_t left = page.find("value=\"" + officer + "\"");
        ASSERT_NE(left, std::string::npos) << address;
        EXPECT_GT(left, page.find("value=\"" + somebody_else() + "\"")) << address;
        EXPECT_NE(page.find(" (left)</option>"), std::string::npos) << address;
    }
    EXPECT_TRUE(shows(boss.get("/children?officer=TESTGONE"), "value=\"TESTGONE\" selected"))
        << "who was asked for is named";
    EXPECT_FALSE(shows(boss.get("/calendar"), "value=\"" + officer + "\""));
}

}  // namespace
}  // namespace footprint::web
