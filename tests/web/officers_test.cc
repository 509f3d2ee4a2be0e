// The people of the service: who is away and who covers, what a supervision was about, and who is told of it.
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

}  // namespace
}  // namespace footprint::web
