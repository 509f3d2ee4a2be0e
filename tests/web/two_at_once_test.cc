// Two people, or two windows of one, at the same words; and words whose sender's session ended meanwhile.
#include "web/service.h"

namespace footprint::web {
namespace {

using care::AccountRole;

class TwoAtOnce : public testing::Test {
  protected:
    Service service;
    Person one{service};
    Person two{service};
    std::string decision;

    void SetUp() override {
        const std::string officer = service.some_iro();
        decision = service.decision_address(service.child_of(officer));
        one.begin("one", service.account("one", {AccountRole::iro}, officer));
        two.begin("two", service.account("two", {AccountRole::iro}, officer));
    }
    static std::string based_on(const Response& form) { return Person::value_in(text_of(form), "based_on"); }
    static std::string draft_of(const Response& form) { return Person::value_in(text_of(form), "draft"); }
    static bool shows(const Response& response, const std::string& words) {
        return text_of(response).find(words) != std::string::npos;
    }
};

TEST_F(TwoAtOnce, TheSecondIsShownBothTextsAndChooses) {
    const std::string first = based_on(one.get(decision));
    const std::string second = based_on(two.get(decision));
    EXPECT_EQ(one.post(decision, {{"text", "Find a school"}, {"based_on", first}}).status, 303);
    const Response both = two.post(decision, {{"text", "Find a <school> near"}, {"based_on", second}});
    EXPECT_EQ(both.status, 409);
    EXPECT_TRUE(shows(both, "Find a school"));
    EXPECT_TRUE(shows(both, "Find a &lt;school&gt; near"));
    // Going elsewhere loses nothing: it is a draft by now, and the other text still wins no less openly.
    const Response again = two.get(decision);
    EXPECT_TRUE(shows(again, "Find a &lt;school&gt; near"));
    EXPECT_TRUE(shows(again, "your draft"));
    EXPECT_EQ(based_on(again), second);
    EXPECT_TRUE(shows(one.get(decision), "Find a school"));
    EXPECT_EQ(
        two.post(decision,
                 {{"text", "Find a school near"}, {"based_on", based_on(both)}, {"draft", draft_of(both)}})
            .status,
        303);
    EXPECT_FALSE(shows(two.get(decision), "your draft"));
    EXPECT_TRUE(shows(one.get(decision), "Find a school near"));
    EXPECT_TRUE(shows(one.get(decision), "Find a school</td>"));  // among the earlier versions
}

TEST_F(TwoAtOnce, ADraftIsItsAuthorsAndOutlivesTheSession) {
    const std::string based = based_on(one.get(decision));
    EXPECT_EQ(one.post("/drafts", {{"draft_of", decision},
                                   {"text", "half a sen"},
                                   {"progress", "a & b = c"},
                                   {"based_on", based},
                                   {"quietly", "yes"}})
                  .status,
              204);
    EXPECT_FALSE(shows(two.get(decision), "half a sen"));
    one.post("/sign-out", {});
    Person again(service);
    again.sign_in("one", one.one_time_key);
    EXPECT_TRUE(shows(again.get("/account"), decision));
    const Response form = again.get(decision);
    EXPECT_TRUE(shows(form, "half a sen"));
    EXPECT_TRUE(shows(form, "a &amp; b = c"));
    EXPECT_TRUE(shows(form, "your draft"));
    EXPECT_EQ(based_on(form), based);
    EXPECT_EQ(
        again.post(decision, {{"text", "half a sentence"}, {"based_on", based}, {"draft", draft_of(form)}})
            .status,
        303);
    EXPECT_FALSE(shows(again.get(decision), "your draft"));
    again.post("/drafts", {{"draft_of", decision}, {"text", "other"}});
    const Response other = again.get(decision);
    EXPECT_TRUE(shows(other, "your draft"));
    again.post("/drafts", {{"draft_of", decision}, {"throw_away", "yes"}, {"draft", draft_of(other)}});
    EXPECT_FALSE(shows(again.get(decision), "your draft"));
    EXPECT_EQ(again.post("/drafts", {{"draft_of", "//evil.example"}, {"text", "x"}}).status, 400);
}

TEST_F(TwoAtOnce, TwoWindowsOfOnePersonDoNotWriteOverEachOther) {
    const auto keep = [&](const std::string& text, const std::string& draft, bool quietly) {
        std::vector<Field> fields = {{"draft_of", decision}, {"text", text}, {"draft", draft}};
        if (quietly) fields.push_back({"quietly", "yes"});
        return one.post("/drafts", fields);
    };
    const Response left = one.get(decision);
    const Response right = one.get(decision);
    EXPECT_EQ(draft_of(left), "0");
    const Response kept = keep("left words", draft_of(left), true);
    ASSERT_EQ(kept.status, 204);
    ASSERT_EQ(kept.headers.back().name, "Footprint-Draft");
    EXPECT_EQ(keep("left words and more", kept.headers.back().value, true).status, 204);
    EXPECT_EQ(keep("right words", draft_of(right), true).status, 409);
    const Response both = keep("right words", draft_of(right), false);
    EXPECT_EQ(both.status, 409);
    EXPECT_TRUE(shows(both, "left words and more"));
    EXPECT_TRUE(shows(both, "right words"));
    EXPECT_TRUE(shows(one.get(decision), "left words and more"));
    // Nor does saving or throwing away what one window holds take the other's draft along.
    one.post("/drafts", {{"draft_of", decision}, {"throw_away", "yes"}, {"draft", draft_of(right)}});
    EXPECT_TRUE(shows(one.get(decision), "left words and more"));
    EXPECT_EQ(
        one.post(decision, {{"text", "saved"}, {"based_on", based_on(right)}, {"draft", draft_of(right)}})
            .status,
        303);
    EXPECT_TRUE(shows(one.get(decision), "left words and more"));
    EXPECT_EQ(keep("both words", draft_of(both), false).status, 303);
    EXPECT_TRUE(shows(one.get(decision), "both words"));
}

TEST_F(TwoAtOnce, ADraftIsReadByWhomItIsSharedWithAndByNobodyElse) {
    one.post("/drafts", {{"draft_of", decision}, {"text", "a <draft> text"}, {"draft", "0"}});
    Person third(service);
    third.begin("third", service.account("third", {AccountRole::auditor}));
    EXPECT_FALSE(shows(two.get(decision), "a &lt;draft&gt; text"));
    EXPECT_EQ(one.post("/drafts", {{"draft_of", decision}, {"share", "two"}}).status, 303);
    EXPECT_TRUE(shows(two.get(decision), "a &lt;draft&gt; text"));
    EXPECT_TRUE(shows(two.get(decision), "Draft of Person one"));
    EXPECT_FALSE(shows(two.get(decision), ">a &lt;draft&gt; text</textarea>")) << "it is there to be read";
    EXPECT_TRUE(shows(two.get("/account"), decision));
    EXPECT_FALSE(shows(third.get(decision), "a &lt;draft&gt; text"));
    // With nobody who could not open the file, and by nobody but its author.
    service.account("boss", {AccountRole::administrator});
    EXPECT_EQ(one.post("/drafts", {{"draft_of", decision}, {"share", "boss"}}).status, 404);
    EXPECT_EQ(one.post("/drafts", {{"draft_of", decision}, {"share", "somebody"}}).status, 404);
    EXPECT_EQ(two.post("/drafts", {{"draft_of", decision}, {"share", "third"}}).status, 404);
    EXPECT_EQ(one.post("/drafts", {{"draft_of", decision}, {"share", ""}}).status, 303);
    EXPECT_FALSE(shows(two.get(decision), "a &lt;draft&gt; text"));
}

TEST_F(TwoAtOnce, ADraftIsForWhoMayRecordAndOfAPageThatIsThere) {
    Person reader(service);
    reader.begin("reader", service.account("reader", {AccountRole::auditor}));
    EXPECT_EQ(reader.post("/drafts", {{"draft_of", decision}, {"text", "x"}}).status, 403);
    Person manager(service);
    manager.begin("manager", service.account("manager", {AccountRole::manager}));
    EXPECT_EQ(manager.post("/drafts", {{"draft_of", decision}, {"text", "x"}}).status, 403)
        << "not their child";
    const std::string child = decision.substr(0, decision.find("/decisions"));
    for (const std::string& place :
         {child, child + "/decisions/none", child + "/anything/at/all", decision + "/x", decision + "?a=b",
          std::string("/children/TEST999999/decisions/D1")})
        EXPECT_EQ(one.post("/drafts", {{"draft_of", place}, {"text", "x"}}).status, 404) << place;
    EXPECT_EQ(one.post("/drafts", {{"draft_of", "/account"}, {"text", "x"}}).status, 400);
    EXPECT_EQ(one.post("/drafts", {{"draft_of", decision}, {"text", std::string(1'100'000, 'x')}}).status,
              400);
    EXPECT_TRUE(service.casework().drafts_of("one").empty());
}

TEST_F(TwoAtOnce, WordsComeBackWhereTheSessionEndedMeanwhile) {
    const std::string based = based_on(one.get(decision));
    const std::vector<Field> typed = {{"text", "Find a <b>school</b> near\nher sister"},
                                      {"owner", "Ms Bell"},
                                      {"due", "2026-05-01"},
                                      {"progress", ""},
                                      {"based_on", based}};
    service.later(std::int64_t{31} * 60 * 1'000'000);
    const Response over = one.post(decision, typed);
    EXPECT_EQ(over.status, 403);
    EXPECT_TRUE(shows(over, "You were signed out before this was sent"));
    EXPECT_TRUE(shows(over, "Find a &lt;b&gt;school&lt;/b&gt; near\nher sister</textarea>"));
    EXPECT_FALSE(shows(over, "<b>"));
    EXPECT_EQ(Person::value_in(text_of(over), "due"), "2026-05-01");
    EXPECT_TRUE(shows(over, "action=\"" + decision + "\""));
    EXPECT_TRUE(shows(over, "href=\"/sign-in\" target=\"_blank\""));
    EXPECT_FALSE(shows(one.get("/sign-in"), "school"));  // nothing of it is kept
    // Signed in again at another tab, this one is sent: shown once more with the key of now, then taken.
    const std::string key_of_page = Person::value_in(text_of(over), "form_key");
    one.sign_in("one", one.one_time_key);
    std::vector<Field> again = typed;
    again.push_back({"form_key", key_of_page});
    const Response shown = one.post(decision, again, false);
    EXPECT_EQ(shown.status, 403);
    EXPECT_TRUE(shows(shown, "her sister</textarea>"));
    EXPECT_NE(Person::value_in(text_of(shown), "form_key"), key_of_page);
    EXPECT_EQ(one.post(decision, typed).status, 303);
    EXPECT_TRUE(shows(one.get(decision), "her sister"));
}

TEST_F(TwoAtOnce, WordsAreNotSentUnderTheNameOfTheNextPerson) {
    const std::string based = based_on(one.get(decision));
    service.later(std::int64_t{31} * 60 * 1'000'000);
    const Response over = one.post(decision, {{"text", "Only one person's words"}, {"based_on", based}});
    Person next(service);
    next.sign_in("two", two.one_time_key);
    const Response refused = next.post(decision,
                                       {{"text", "Only one person's words"},
                                        {"based_on", based},
                                        {"form_key", Person::value_in(text_of(over), "form_key")}},
                                       false);
    EXPECT_EQ(refused.status, 403);
    EXPECT_FALSE(shows(refused, "words"));
    EXPECT_FALSE(shows(next.get(decision), "Only one person"));
}

TEST_F(TwoAtOnce, PasswordsDoNotComeBack) {
    one.get("/account/password");
    service.later(std::int64_t{31} * 60 * 1'000'000);
    for (const char* address : {"/account/password", "/account/prove"}) {
        const Response over =
            one.post(address, {{"now", "a secret"}, {"chosen", "more secret"}, {"password", "x"}});
        EXPECT_EQ(over.status, 303) << address;
        EXPECT_EQ(location_of(over), "/sign-in");
    }
    one.sign_in("one", one.one_time_key);
    const Response keyless = one.post("/account/password", {{"now", "a secret"}, {"chosen", "b"}}, false);
    EXPECT_EQ(keyless.status, 403);
    EXPECT_FALSE(shows(keyless, "a secret"));
}

TEST_F(TwoAtOnce, WordsWithoutTheKeyComeBackOnOneMachineToo) {
    Service alone(false);
    Person local(alone);
    const std::string place = alone.decision_address(alone.child_of(alone.some_iro()));
    const Response shown = local.post(place, {{"text", "typed before the service was started anew"}}, false);
    EXPECT_EQ(shown.status, 403);
    EXPECT_TRUE(shows(shown, "started anew</textarea>"));
    EXPECT_EQ(Person::value_in(text_of(shown), "form_key"), "local key");
}

TEST_F(TwoAtOnce, WhatIsTypedIsNeverMarkup) {
    const std::string script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    EXPECT_EQ(one.post(decision, {{"text", script},
                                  {"owner", script},
                                  {"progress", script},
                                  {"based_on", based_on(one.get(decision))}})
                  .status,
              303);
    for (const std::string& address : {decision, decision.substr(0, decision.find("/decisions"))}) {
        EXPECT_FALSE(shows(one.get(address), "<script>alert")) << address;
        EXPECT_FALSE(shows(one.get(address), "<img src=x")) << address;
    }
    EXPECT_FALSE(shows(one.get("/children?q=" + percent_encoded(script)), "<script>alert"));
    EXPECT_FALSE(shows(one.get("/measures/" + percent_encoded(script)), "<script>alert"));
}

TEST_F(TwoAtOnce, ADayThatIsNoneIsSaidBesideItsField) {
    const Response form =
        one.post(decision, {{"text", "x"}, {"due", "30/02/2026"}, {"based_on", based_on(one.get(decision))}});
    EXPECT_EQ(form.status, 400);
    EXPECT_TRUE(shows(form, "30/02/2026"));
    EXPECT_TRUE(shows(form, "is not a day"));
    EXPECT_TRUE(shows(form, "id=\"due-error\""));
}

// What somebody typed, based on the version that they were shown.
std::vector<Field> with_base(std::vector<Field> fields, const std::string& on) {
    fields.push_back({"based_on", on});
    return fields;
}

// Two who decide about access: an account, and who alone may open a file.
class TwoWhoDecide : public testing::Test {
  protected:
    Service service;
    Person one{service};
    Person two{service};

    void begin(AccountRole role) {
        one.begin("one", service.account("one", {role}));
        two.begin("two", service.account("two", {role}));
        service.account("amina", {AccountRole::iro});
    }
    static std::string based_on(const Response& form) { return Person::value_in(text_of(form), "based_on"); }
    static bool shows(const Response& response, const std::string& words) {
        return text_of(response).find(words) != std::string::npos;
    }
};

TEST_F(TwoWhoDecide, AboutAnAccountAreShownBothAndChoose) {
    begin(AccountRole::administrator);
    const std::string address = "/accounts/amina";
    const std::string first = based_on(one.get(address));
    const std::string second = based_on(two.get(address));
    EXPECT_EQ(one.post(address, {{"name", "Amina Ash"}, {"roles", "iro"}, {"based_on", first}}).status, 303);
    const std::vector<Field> mine = {{"name", "Amina Birch"}, {"roles", "auditor"}, {"more", "closed"}};
    const Response both = two.post(address, with_base(mine, second));
    EXPECT_EQ(both.status, 409);
    EXPECT_TRUE(shows(both, "What one saved"));
    EXPECT_TRUE(shows(both, "Amina Ash"));
    EXPECT_TRUE(shows(both, "value=\"Amina Birch\""));
    EXPECT_TRUE(shows(both, "value=\"auditor\" checked"));
    EXPECT_TRUE(shows(both, "value=\"closed\" checked"));
    EXPECT_EQ(service.accounts().all().find("amina")->name, "Amina Ash");
    EXPECT_EQ(two.post(address, mine).status, 409) << "based on nothing";
    EXPECT_EQ(two.post(address, with_base(mine, based_on(both))).status, 303);
    const care::AccessLists lists = service.accounts().all();
    EXPECT_EQ(lists.find("amina")->name, "Amina Birch");
    EXPECT_TRUE(lists.find("amina")->closed.value_or(false));
}

TEST_F(TwoWhoDecide, AboutTheReadersOfAFileAreShownBothAndChoose) {
    begin(AccountRole::manager);
    const std::string address =
        "/children/" + service.id_of(service.child_of(service.some_iro())) + "/readers";
    const std::string first = based_on(one.get(address));
    const std::string second = based_on(two.get(address));
    EXPECT_EQ(one.post(address, {{"accounts", "one"}, {"why", "a relative"}, {"based_on", first}}).status,
              303);
    const std::vector<Field> mine = {{"accounts", "amina"}, {"accounts", "two"}, {"why", "a complaint"}};
    const Response both = two.post(address, with_base(mine, second));
    EXPECT_EQ(both.status, 409);
    EXPECT_TRUE(shows(both, "Whom one named"));
    EXPECT_TRUE(shows(both, "<li>Person one</li>"));
    EXPECT_TRUE(shows(both, "value=\"amina\" checked"));
    EXPECT_TRUE(shows(both, "value=\"two\" checked"));
    EXPECT_FALSE(shows(both, "value=\"one\" checked"));
    EXPECT_TRUE(shows(both, ">a complaint</textarea>"));
    EXPECT_TRUE(shows(both, "You are not named for this file"));
    EXPECT_EQ(service.accounts().all().readers.size(), 1U);
    EXPECT_TRUE(service.accounts().all().openings.empty()) << "nothing was opened by what was refused";
    EXPECT_EQ(two.post(address, with_base(mine, based_on(both))).status, 303);
    const care::AccessLists lists = service.accounts().all();
    ASSERT_EQ(lists.readers.size(), 2U);
    EXPECT_EQ(lists.readers[0].account.text, "amina");
    EXPECT_EQ(lists.readers[1].account.text, "two");
    EXPECT_EQ(lists.openings.size(), 1U);
}

// What was typed stands there again where something else is wrong with it.
TEST_F(TwoWhoDecide, LoseNothingWhereTheReasonIsMissing) {
    begin(AccountRole::manager);
    const std::string address =
        "/children/" + service.id_of(service.child_of(service.some_iro())) + "/readers";
    const std::string based = based_on(one.get(address));
    const Response refused = one.post(address, {{"accounts", "amina"}, {"why", " "}, {"based_on", based}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_TRUE(shows(refused, "value=\"amina\" checked"));
    EXPECT_EQ(based_on(refused), based);
}

}  // namespace
}  // namespace footprint::web
