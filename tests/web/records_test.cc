// Recording what was done: one form a record, from the first key to the next page, a slip undone, and
// whatever stands against it said beside its field.
#include "web/recording.h"

#include "casework/allocation.h"
#include "casework/footprint.h"
#include "casework/tasks.h"

namespace footprint::web {
namespace {

TEST_F(Recording, AContactIsSavedOnceHoweverOftenItIsSent) {
    const std::size_t before = contacts();
    const std::string address = fresh("/contacts/new");
    const Response form = iro.get(address);
    EXPECT_EQ(form.status, 200);
    EXPECT_TRUE(shows(form, "name=\"on\" type=\"date\" value=\"2026-03-31\""))
        << "today, unless it is changed";
    const std::vector<Field> typed = {{"on", "2026-03-30"},
                                      {"means", "call"},
                                      {"alone", "yes"},
                                      {"about", "She wants to see <her> sister"}};
    const Response saved = save(iro, address, typed, form);
    EXPECT_EQ(saved.status, 303);
    EXPECT_EQ(location_of(saved), address + "?saved=yes");
    EXPECT_EQ(save(iro, address, typed, form).status, 303);
    EXPECT_EQ(contacts(), before + 1);
    const Response shown = iro.get(location_of(saved));
    EXPECT_TRUE(shows(shown, "Saved."));
    EXPECT_TRUE(shows(shown, "She wants to see &lt;her&gt; sister"));
    EXPECT_TRUE(shows(iro.get(file + "/footprint"), "She wants to see &lt;her&gt; sister"));
    store::JournalQuestion question;
    question.verb = "record_contact";
    EXPECT_EQ(service.casework().journal(question).size(), 1U);
}

TEST_F(Recording, ASlipIsTakenBackAndTheStepBackIsOneToo) {
    const std::size_t before = contacts();
    const std::string address = fresh("/contacts/new");
    save(address, {{"on", "2026-03-30"}, {"means", "call"}, {"about", "Of another child"}});
    ASSERT_EQ(contacts(), before + 1);
    EXPECT_EQ(save(address, {{"take_back", "yes"}}).status, 303);
    EXPECT_EQ(contacts(), before);
    const Response gone = iro.get(address);
    EXPECT_TRUE(shows(gone, "This was taken back by iro"));
    EXPECT_TRUE(shows(gone, "Of another child</textarea>")) << "nothing of it is lost";
    EXPECT_EQ(save(address, {{"on", "2026-03-30"}, {"means", "call"}, {"about", "Right after all"}}).status,
              303);
    EXPECT_EQ(contacts(), before + 1);
    EXPECT_TRUE(shows(iro.get(address), "who took it back")) << "and it stays in what was before";
}

TEST_F(Recording, WhatCameWithAFileIsRestoredToo) {
    const auto now = service.snapshot();
    store::ChangeSet changes("import", now->records(), now->version());
    changes.put(care::Contact{
        {"TESTC9"}, {child}, {officer}, day_of(2026, 3, 2), care::Means::call, {}, "Of a file"});
    ASSERT_TRUE(service.casework().write(changes, {"maker", service.now()}));
    const std::size_t before = contacts();
    const std::string address = file + "/contacts/TESTC9";
    ASSERT_EQ(save(address, {{"take_back", "yes"}}).status, 303);
    EXPECT_EQ(contacts(), before - 1);
    EXPECT_TRUE(shows(iro.get(address), "This was taken back by iro"));
    EXPECT_EQ(save(address, {{"on", "2026-03-02"}, {"means", "call"}, {"about", "Of a file"}}).status, 303);
    EXPECT_EQ(contacts(), before);
    EXPECT_EQ(iro.get(file + "/contacts/TESTC8").status, 404) << "which never was";
}

TEST_F(Recording, WhatStandsAgainstItIsSaidBesideItsFieldWithTheWordsKept) {
    const std::size_t before = contacts();
    const std::string address = fresh("/contacts/new");
    const Response refused =
        save(address, {{"on", "2026-04-01"}, {"means", "smoke"}, {"about", "My long <text>"}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_TRUE(shows(refused, "id=\"means-error\""));
    EXPECT_TRUE(shows(refused, "My long &lt;text&gt;</textarea>"));
    const Response ahead = save(address, {{"on", "2026-04-01"}, {"means", "call"}});
    EXPECT_EQ(ahead.status, 400);
    EXPECT_TRUE(shows(ahead, "id=\"on-error\""));
    EXPECT_TRUE(shows(ahead, "is still to come"));
    EXPECT_FALSE(shows(ahead, "Save it all the same"));
    EXPECT_EQ(save(address, {{"on", "2026-04-01"}, {"means", "call"}, {"sure", "yes"}}).status, 400);
    EXPECT_EQ(contacts(), before);
}

TEST_F(Recording, WhatIsUnusualIsAskedOnceMore) {
    const std::string address = fresh("/reviews/new/booking");
    const Response asked = save(address, {{"booked", "2026-04-05"}});
    EXPECT_EQ(asked.status, 400);
    EXPECT_TRUE(shows(asked, "is at the weekend"));
    EXPECT_TRUE(shows(asked, "Save it all the same"));
    EXPECT_EQ(review(id_in(address, "/reviews/")), nullptr);
    EXPECT_EQ(save(address, {{"booked", "2026-04-05"}, {"sure", "yes"}}).status, 303);
    EXPECT_EQ(review(id_in(address, "/reviews/"))->booked_on, day_of(2026, 4, 5));
}

TEST_F(Recording, YesToOneDoubtIsNoneToAnother) {
    const std::string address = fresh("/reviews/new/booking");
    // What the button sends, as a browser reads it.
    std::string sure = Person::value_in(text_of(save(address, {{"booked", "2026-04-05"}})), "sure");
    const std::string apostrophe = "&#39;";
    for (std::size_t at = sure.find(apostrophe); at != std::string::npos; at = sure.find(apostrophe))
        sure.replace(at, apostrophe.size(), "'");
    EXPECT_NE(sure.find("Sunday 5 April 2026 is at the weekend."), std::string::npos) << sure;
    const Response asked = save(address, {{"booked", "2026-04-03"}, {"sure", sure}});
    EXPECT_EQ(asked.status, 400);
    EXPECT_TRUE(shows(asked, "is a bank holiday: Good Friday."));
    EXPECT_EQ(review(id_in(address, "/reviews/")), nullptr);
    EXPECT_EQ(save(address, {{"booked", "2026-04-05"}, {"sure", sure}}).status, 303);
    EXPECT_EQ(review(id_in(address, "/reviews/"))->booked_on, day_of(2026, 4, 5));
}

TEST_F(Recording, ABookingStandsInTheCalendarOfWhoChairsIt) {
    const auto now = service.snapshot();
    std::string chair;
    for (const care::Officer& row : now->records().officers)
        if (care::is_iro(row.role) && row.officer.text != officer && !row.ended_on) chair = row.officer.text;
    ASSERT_FALSE(chair.empty());
    const std::string address = fresh("/reviews/new/booking");
    const std::vector<Field> typed = {
        {"booked", "2026-05-12"}, {"place", "The library"}, {"officer", chair}, {"sure", "yes"}};
    ASSERT_EQ(save(address, typed).status, 303);
    for (const char* const span : {"/calendar?month=2026-05", "/calendar?week=2026-05-14"}) {
        const std::string of_all = span;
        EXPECT_TRUE(shows(iro.get(of_all), "The library")) << span;
        EXPECT_TRUE(shows(iro.get(of_all + "&officer=" + chair), "The library")) << span;
        EXPECT_FALSE(shows(iro.get(of_all + "&officer=" + officer), "The library")) << span;
    }
    const Response week = iro.get("/calendar?week=2026-05-14");
    EXPECT_TRUE(shows(week, "from 11 May 2026 to 17 May 2026"));
    EXPECT_TRUE(shows(week, "Sunday 17 May 2026")) << "days with nothing on them stand too";
    EXPECT_EQ(iro.get("/calendar?week=soon").status, 200);
}

TEST_F(Recording, AnAbsenceStandsInTheCalendarOfWhoIsAway) {
    const auto now = service.snapshot();
    const auto& absences = now->records().absences;
    ASSERT_FALSE(absences.empty());
    const care::Absence& row = absences.back();
    const std::string week = "/calendar?week=" + iso(*row.from_on);
    EXPECT_TRUE(shows(iro.get(week + "&officer=" + row.officer.text), ">Away</strong>"));
    EXPECT_FALSE(shows(iro.get(week), ">Away</strong>"));
}

TEST_F(Recording, ADraftOfWhatIsNotThereYetIsKept) {
    const std::string address = fresh("/midways/new");
    EXPECT_EQ(iro.post("/drafts", {{"draft_of", address}, {"outcome", "half a sen"}, {"draft", "0"}}).status,
              303);
    const Response form = iro.get(address);
    EXPECT_TRUE(shows(form, "half a sen</textarea>"));
    EXPECT_TRUE(shows(form, "your draft"));
    EXPECT_TRUE(shows(iro.get("/account"), address));
    EXPECT_EQ(save(address, {{"outcome", "half a sentence"}}).status, 303);
    EXPECT_FALSE(shows(iro.get(address), "your draft"));
}

TEST_F(Recording, OneDecisionComesAfterAnother) {
    const std::string place = booked("2026-05-12");
    const std::string review_id = id_in(place, "/reviews/");
    const std::string first = fresh("/decisions/new?review=" + review_id);
    const Response saved = save(first, {{"text", "Find a tutor"}, {"review", review_id}, {"another", "yes"}});
    EXPECT_EQ(saved.status, 303);
    const std::string second = location_of(saved);
    EXPECT_NE(second.substr(0, second.find('?')), first.substr(0, first.find('?')));
    const Response form = iro.get(second);
    EXPECT_TRUE(shows(form, "Saved."));
    EXPECT_FALSE(shows(form, "Find a tutor"));
    EXPECT_EQ(Person::value_in(text_of(form), "review"), review_id) << "of the same review";
    EXPECT_EQ(save(iro, second.substr(0, second.find('?')),
                   {{"text", "See the dentist"}, {"review", review_id}}, form)
                  .status,
              303);
    const Response page = iro.get(place);
    EXPECT_TRUE(shows(page, "Find a tutor"));
    EXPECT_TRUE(shows(page, "See the dentist"));
}

TEST_F(Recording, AConferenceStandsInTheFootprint) {
    const std::string address = fresh("/conferences/new");
    EXPECT_EQ(
        save(address, {{"kind", "initial"}, {"held", "2026-03-12"}, {"plan_started", "2026-03-11"}}).status,
        400);
    EXPECT_EQ(save(address, {{"kind", "initial"}, {"held", "2026-03-12"}, {"category", "neglect"}}).status,
              303);
    const std::string file = address.substr(0, address.find("/conferences"));
    EXPECT_TRUE(shows(iro.get(file + "/footprint"), "Initial conference; neglect"));
    EXPECT_TRUE(shows(iro.get(file + "/footprint?kind=conference"), "12 March 2026"));
}

TEST_F(Recording, AllDecisionsOfAReviewAreWrittenOnOnePage) {
    const std::string held = fresh("/reviews/new/meeting");
    ASSERT_EQ(save(held, {{"held", "2026-03-30"}, {"participation", "PN1"}, {"sure", "yes"}}).status, 303);
    const std::string page = held.substr(0, held.rfind('/')) + "/decisions";
    const Response form = iro.get(page);
    const auto id = [&](const Response& on, int place) {
        return Person::value_in(text_of(on), "decision_" + std::to_string(place));
    };
    std::vector<Field> sent = {{"based_on", Person::value_in(text_of(form), "based_on")},
                               {"decision_1", id(form, 1)},
                               {"text_1", "Ask the school about maths"},
                               {"owner_1", "social worker"},
                               {"due_1", "2026-02-30"},
                               {"wanted_1", "Maths is fun again"},
                               {"decision_2", id(form, 2)},
                               {"decision_3", id(form, 3)},
                               {"owner_3", "nobody said what"}};
    const Response wrong = iro.post(page, sent);
    EXPECT_EQ(wrong.status, 400);
    for (const char* words : {"href=\"#due_1\"", "no day of the calendar", "href=\"#text_3\"",
                              "Ask the school about maths", "nobody said what"})
        EXPECT_TRUE(shows(wrong, words)) << words;
    EXPECT_EQ(iro.post(page, sent).status, 400) << "nothing was kept of it";
    auto more = sent;
    more.push_back({"more", "yes"});
    const Response wider = iro.post(page, more);
    EXPECT_TRUE(shows(wider, "decision_6"));
    EXPECT_TRUE(shows(wider, "Maths is fun again"));
    sent[4].value = "2026-04-30";
    sent.pop_back();
    ASSERT_EQ(iro.post(page, sent).status, 303);
    ASSERT_EQ(iro.post(page, sent).status, 303) << "the same form again is the same decision";
    const std::string review_page = held.substr(0, held.rfind('/'));
    EXPECT_TRUE(shows(iro.get(review_page), "So that: Maths is fun again"));
    const Response again = iro.get(page);
    EXPECT_EQ(id(again, 1), sent[1].value);
    EXPECT_NE(id(again, 2), sent[6].value) << "what was blank was not kept";
    // Two at once: the second is shown what stands, and keeps their words.
    const Response theirs = other.get(page);
    sent[0].value = Person::value_in(text_of(again), "based_on");
    sent[2].value = "Ask the school about maths and music";
    ASSERT_EQ(iro.post(page, sent).status, 303);
    sent[0].value = Person::value_in(text_of(theirs), "based_on");
    sent[2].value = "Leave the school alone";
    const Response both = other.post(page, sent);
    EXPECT_EQ(both.status, 409);
    EXPECT_TRUE(shows(both, "Ask the school about maths and music"));
    EXPECT_TRUE(shows(both, "Leave the school alone"));
}

TEST_F(Recording, AWishIsShownAndGuidesWhatFollows) {
    const std::string address = fresh("/wishes/new");
    EXPECT_EQ(save(address, {{"on", "2026-03-30"}}).status, 400) << "nothing is wished";
    EXPECT_EQ(save(address, {{"on", "2026-03-30"},
                             {"means", "text"},
                             {"not_at_school", "yes"},
                             {"words", "Not in front of my class"}})
                  .status,
              303);
    const Response page = iro.get(file);
    for (const char* words : {"What the child wishes", "Not at school", "Likes to be reached by text message",
                              "Not in front of my class"})
        EXPECT_TRUE(shows(page, words)) << words;
    EXPECT_TRUE(shows(iro.get(fresh("/contacts/new")), "<option value=\"text\" selected>"));
    const std::string booking = fresh("/reviews/new/booking");
    const Response asked = save(booking, {{"booked", "2026-04-14"}, {"place", "Elm School"}});
    EXPECT_EQ(asked.status, 400);
    EXPECT_TRUE(shows(asked, "The child does not want it at school"));
    EXPECT_TRUE(shows(iro.get("/officers/" + officer + "/hand-over"), "Not in front of my class"));
    EXPECT_TRUE(shows(iro.get(file + "/footprint?kind=wish"), "Not in front of my class"));
}

TEST_F(Recording, BrothersAndSistersAreOfOneFamily) {
    const auto now = service.snapshot();
    std::vector<std::string> others;
    for (std::uint32_t one = 0; one < now->records().children.size() && others.size() < 2; ++one)
        if (one != child && now->records().siblings.of({one}).empty()) others.push_back(service.id_of(one));
    ASSERT_EQ(others.size(), 2U);
    const std::string page = file + "/siblings";
    const auto add = [&](const std::string& to, const std::string& id, bool only_two = false) {
        return iro.post_as_shown("/children/" + to + "/siblings",
                                 {{"sibling", id}, {"only_two", only_two ? "yes" : ""}});
    };
    const std::string own = service.id_of(child);
    const std::size_t before = now->cohort().families().of({child}).size();
    EXPECT_EQ(add(own, "").status, 400);
    EXPECT_EQ(add(own, own).status, 400);
    EXPECT_EQ(add(own, "TEST999999").status, 404);
    EXPECT_EQ(add(own, others[0]).status, 303);
    EXPECT_EQ(add(own, others[0]).status, 400) << "already";
    EXPECT_TRUE(shows(iro.get(page), "/children/" + others[0]));
    EXPECT_TRUE(shows(iro.get("/children/" + others[0]), "Brothers and sisters"));
    EXPECT_TRUE(shows(iro.get("/children/" + others[0]), "/children/" + own));
    // Half a brother: of the first only.
    EXPECT_EQ(add(own, others[1], true).status, 303);
    const auto numbers = [&](const std::string& id) {
        const auto after = service.snapshot();
        return after->cohort().families().of(after->records().find(id));
    };
    EXPECT_EQ(numbers(own).size(), before + 2);
    EXPECT_EQ(numbers(others[1]), std::vector<std::uint32_t>{child});
    // Out of the family that was made last.
    const auto rows = service.snapshot()->records().siblings.of({child});
    ASSERT_FALSE(rows.empty());
    const std::string family =
        service.snapshot()->records().siblings.of(service.snapshot()->records().find(others[1]))[0].family;
    EXPECT_EQ(iro.post_as_shown(page, {{"leave", family}}).status, 303);
    EXPECT_TRUE(numbers(others[1]).empty());
    EXPECT_EQ(numbers(own).size(), before + 1);
}

TEST_F(Recording, ASiblingWhoseFileIsKeptIsANumber) {
    Person manager(service);
    manager.begin("manager", service.account("manager", {AccountRole::manager}));
    const std::uint32_t other = service.child_of(officer, false);
    const std::string kept = service.id_of(other);
    const std::string name = service.snapshot()->name_of(other);
    ASSERT_EQ(iro.post_as_shown(file + "/siblings", {{"sibling", kept}}).status, 303);
    ASSERT_EQ(manager.post_as_shown("/children/" + kept + "/readers", {{"accounts", "manager"}, {"why", "x"}})
                  .status,
              303);
    for (const std::string& page : {file, file + "/siblings", "/officers/" + officer + "/hand-over"}) {
        const Response got = iro.get(page);
        EXPECT_EQ(got.status, 200) << page;
        EXPECT_FALSE(shows(got, kept)) << page;
        EXPECT_FALSE(shows(got, name)) << page;
        EXPECT_TRUE(shows(got, "whose file is not open to you")) << page;
    }
    EXPECT_EQ(iro.post_as_shown(file + "/siblings", {{"sibling", kept}}).status, 404) << "as nobody's id";
    EXPECT_TRUE(shows(manager.get(file), "/children/" + kept));
}

TEST_F(Recording, WhoKnowsAFamilyOrIsWishedForIsSuggestedFirst) {
    Person manager(service);
    manager.begin("manager", service.account("manager", {AccountRole::manager}));
    const auto now = service.snapshot();
    const std::uint32_t other = service.child_of(officer, false);
    const std::string with_sibling = now->records().officers[now->lines()[other].officer].officer.text;
    ASSERT_EQ(iro.post_as_shown(file + "/siblings", {{"sibling", service.id_of(other)}}).status, 303);
    ASSERT_EQ(save(fresh("/wishes/new"), {{"on", "2026-03-30"}, {"not_officer", officer}}).status, 303);
    const auto choice = casework::choice_for(*service.snapshot(), child, day_of(2026, 4, 1));
    ASSERT_FALSE(choice.candidates.empty());
    for (const casework::Candidate& one : choice.candidates) {
        const std::string& id = service.snapshot()->records().officers[one.officer].officer.text;
        EXPECT_EQ(one.is_not_wished, id == officer) << id;
        if (id == with_sibling) EXPECT_TRUE(one.has_sibling);
    }
    const Response page = manager.get(file + "/allocation");
    EXPECT_TRUE(shows(page, "the child does not want them") || shows(page, "The child does not want them"));
    EXPECT_TRUE(shows(page, "as a brother or sister"));
    const Response asked =
        manager.post_as_shown(file + "/allocation", {{"officer", officer}, {"from", "2026-04-01"}});
    EXPECT_EQ(asked.status, 400) << "theirs already";
}

TEST_F(Recording, AHearingIsBegunFromItsProceedings) {
    const std::string address = fresh("/proceedings/new");
    const std::string file = address.substr(0, address.find("/proceedings"));
    EXPECT_EQ(save(address, {{"kind", "care"}, {"began", "2026-03-12"}, {"ended", "2026-03-11"}}).status,
              400);
    EXPECT_EQ(save(address, {{"kind", "care"}, {"began", "2026-03-12"}, {"guardian", "Mo Okoro"}}).status,
              303);
    const Response page = iro.get(file);
    EXPECT_TRUE(shows(page, "Care proceedings"));
    EXPECT_TRUE(shows(page, "guardian: Mo Okoro"));
    const std::string named = address.substr(address.rfind('/') + 1);
    EXPECT_TRUE(shows(page, file + "/hearings/new?proceedings=" + named));
    const std::string begun = fresh("/hearings/new?proceedings=" + named);
    const std::string hearing = begun.substr(0, begun.find('?'));
    EXPECT_EQ(save(hearing, {{"on", "2026-04-11"}, {"proceedings", named}}).status, 400) << "a Saturday";
    EXPECT_EQ(save(hearing, {{"on", "2026-04-13"}, {"proceedings", "L-nobody"}}).status, 400);
    EXPECT_EQ(save(hearing, {{"on", "2026-04-13"}, {"kind", "final"}, {"proceedings", named}}).status, 303);
    EXPECT_TRUE(shows(iro.get(file), "the views are not sent yet"));
    EXPECT_TRUE(shows(iro.get("/my-work?kind=send_views"), hearing));
    EXPECT_EQ(save(hearing, {{"views_sent", "2026-03-31"}, {"views", "The plan is right."}}).status, 303);
    EXPECT_FALSE(shows(iro.get(file), "the views are not sent yet"));
    EXPECT_FALSE(shows(iro.get("/my-work?kind=send_views"), hearing));
    EXPECT_TRUE(shows(iro.get(file + "/footprint?kind=court"), "The plan is right."));
}

// Written once; who reads what of it; and when it went out.
TEST_F(Recording, TheRecordIsWrittenOnceAndEachReaderHasTheirs) {
    const std::string meeting = fresh("/reviews/new/meeting");
    const std::string place = meeting.substr(0, meeting.rfind('/'));
    const std::string id = id_in(place, "/reviews/");
    EXPECT_EQ(iro.get(place + "/record").status, 404) << "there is no review yet";
    ASSERT_EQ(save(meeting, {{"held", "2026-03-30"}, {"participation", "PN1"}, {"sure", "yes"}}).status, 303);
    EXPECT_TRUE(shows(iro.get(place + "/sending"), "Nothing is written yet"));
    EXPECT_EQ(iro.post(place + "/sending", {{"sent", "yes"}}).status, 400);
    EXPECT_EQ(save(place + "/attendance", {{"mother", "came"}, {"school", "views"}}).status, 303);
    // What is far too long, or for nobody known, comes back with its words.
    const Response long_one = save(place + "/record", {{"worries", std::string(2'000'000, 'a')}});
    EXPECT_EQ(long_one.status, 400);
    EXPECT_TRUE(shows(long_one, "is longer than"));
    EXPECT_GT(text_of(long_one).size(), 2'000'000U);
    EXPECT_TRUE(
        shows(save(place + "/record", {{"worries", "Not for Grandad: he drinks"}}), "no such reader"));
    const std::string letter =
        "It was good to see you. You like your new school. You told me about the garden and the "
        "dog.\r\n\r\nNot for "
        "mother: you want to stay.";
    ASSERT_EQ(save(place + "/record", {{"child_said", letter}}).status, 303);
    EXPECT_TRUE(shows(iro.get(place + "/record"), "It can be read from the age of"));
    EXPECT_TRUE(shows(iro.get(place), "What people") == false);
    // Whoever was asked, at one press.
    EXPECT_TRUE(shows(iro.get(place + "/sending"), "Add child, mother and school"));
    const Response list = iro.get(place + "/sending");
    ASSERT_EQ(save(iro, place + "/sending", {{"add", "yes"}}, list).status, 303);
    EXPECT_EQ(save(iro, place + "/sending", {{"add", "yes"}}, list).status, 303) << "pressed twice";
    std::map<care::Reader, std::string> readers;
    for (const care::Recipient& row : service.snapshot()->records().recipients)
        if (row.review.text == id) readers.emplace(row.reader, row.recipient.text);
    ASSERT_EQ(readers.size(), 3U);
    EXPECT_TRUE(shows(iro.get(place + "/sending"), "1 passage"));
    const auto edition_for = [&](care::Reader reader) {
        return iro.get(place + "/editions/" + readers[reader]);
    };
    EXPECT_TRUE(shows(edition_for(care::Reader::child), "you want to stay"));
    EXPECT_TRUE(shows(edition_for(care::Reader::mother), "the garden and the dog"));
    EXPECT_FALSE(shows(edition_for(care::Reader::mother), "you want to stay"));
    EXPECT_EQ(iro.get(place + "/editions/nobody").status, 404);
    // Sent only once it is said how.
    EXPECT_EQ(save(iro, place + "/sending", {{"sent", "yes"}}, iro.get(place + "/sending")).status, 400);
    EXPECT_EQ(review(id)->record_shared_on, std::nullopt);
    for (const care::Reader reader : {care::Reader::mother, care::Reader::school})
        EXPECT_EQ(
            save(file + "/recipients/" + readers[reader], {{"sent_by", "by_hand"}, {"review", id}}).status,
            303);
    EXPECT_EQ(save(iro, place + "/sending", {{"sent", "yes"}}, iro.get(place + "/sending")).status, 303);
    EXPECT_EQ(review(id)->record_shared_on, service.snapshot()->as_at());
    EXPECT_EQ(review(id)->record_completed_on, service.snapshot()->as_at());
    EXPECT_EQ(review(id)->record_form, care::RecordForm::letter);
    EXPECT_FALSE(shows(iro.get(place + "/sending"), "Is all of it right?"));
}

// Managers object within their days; what the IRO decided stays the IRO's.
TEST_F(Recording, AManagerObjectsAndTheOfficerAnswers) {
    const std::string meeting = fresh("/reviews/new/meeting");
    const std::string place = meeting.substr(0, meeting.rfind('/'));
    const std::string id = id_in(place, "/reviews/");
    ASSERT_EQ(save(meeting, {{"held", "2026-03-30"}, {"participation", "PN1"}, {"sure", "yes"}}).status, 303);
    const std::string begun = location_of(iro.get(file + "/decisions/new?review=" + id));
    const std::string decision = begun.substr(0, begun.find('?'));
    ASSERT_EQ(save(begun, {{"text", "Find a tutor"}, {"review", id}}).status, 303);
    EXPECT_TRUE(shows(iro.get(place), "Not sent yet"));
    ASSERT_EQ(save(place + "/afterwards", {{"decisions_sent", "2026-03-30"}}).status, 303);
    EXPECT_TRUE(shows(iro.get(place), "May be objected to until 8 April 2026"));
    EXPECT_EQ(iro.get(decision + "/objection-answer").status, 404) << "there is none yet";
    EXPECT_EQ(
        save(decision + "/objection", {{"raised", "2026-03-31"}, {"raised_by", "A team manager"}}).status,
        400);
    ASSERT_EQ(
        save(decision + "/objection",
             {{"raised", "2026-03-31"}, {"raised_by", "A team manager"}, {"reason", "No tutor is free"}})
            .status,
        303);
    EXPECT_TRUE(shows(iro.get(place), "Objected to on 31 March 2026; to be answered"));
    EXPECT_TRUE(shows(iro.get("/my-work?kind=answer_objection"), decision + "/objection-answer"));
    ASSERT_EQ(
        save(decision + "/objection-answer", {{"answered", "2026-03-31"}, {"outcome", "stands"}}).status,
        303);
    EXPECT_TRUE(shows(iro.get(place), "Objected to, and answered on 31 March 2026: stands"));
    EXPECT_TRUE(shows(iro.get(decision + "/objection"), "No tutor is free"));
    EXPECT_FALSE(shows(iro.get("/my-work?kind=answer_objection"), decision + "/objection-answer"));
    // The child's social worker may object, and may not answer in the officer's place.
    Person manager(service);
    manager.begin("manager", service.account("manager", {AccountRole::manager}));
    EXPECT_EQ(save(manager, decision + "/objection-answer", {{"outcome", "changed"}},
                   iro.get(decision + "/objection-answer"))
                  .status,
              403);
}

TEST_F(Recording, TwoWhoChangeDifferentThingsOfAReviewAreInNobodysWay) {
    const std::string place = booked("2026-05-12");
    const Response mine = iro.get(place + "/preparation");
    const Response theirs = other.get(place + "/booking");
    EXPECT_EQ(save(other, place + "/booking", {{"place", "The library"}}, theirs).status, 303);
    EXPECT_EQ(save(iro, place + "/preparation", {{"care_plan_received", "2026-03-30"}}, mine).status, 303);
    const care::ReviewDetails* const row = review(id_in(place, "/reviews/"));
    EXPECT_EQ(row->place, "The library");
    EXPECT_EQ(row->care_plan_received_on, day_of(2026, 3, 30));
    // Of the same thing the second is shown both.
    const Response first = iro.get(place + "/booking");
    const Response second = other.get(place + "/booking");
    EXPECT_EQ(save(iro, place + "/booking", {{"place", "At home"}}, first).status, 303);
    const Response both = save(other, place + "/booking", {{"place", "At school"}}, second);
    EXPECT_EQ(both.status, 409);
    EXPECT_TRUE(shows(both, "At home"));
    EXPECT_TRUE(shows(both, "At school"));
}

TEST_F(Recording, AReviewGoesFromItsBookingToItsRecord) {
    const std::string place = booked("2026-04-14");
    const std::string id = id_in(place, "/reviews/");
    EXPECT_TRUE(shows(iro.get(place), "booked for 14 April 2026"));
    EXPECT_TRUE(shows(iro.get(file), place));
    // Stood down twice, and each time the ledger keeps it.
    EXPECT_EQ(
        save(place + "/standing-down", {{"reason", "illness"}, {"rearranged_for", "2026-04-16"}}).status,
        303);
    EXPECT_EQ(review(id)->booked_on, day_of(2026, 4, 16));
    EXPECT_EQ(save(place + "/standing-down", {{"reason", "child_wish"}}).status, 303);
    EXPECT_EQ(review(id)->booked_on, std::nullopt);
    const Response after = iro.get(place);
    EXPECT_TRUE(shows(after, "14 April 2026"));
    EXPECT_TRUE(shows(after, "16 April 2026"));
    EXPECT_EQ(iro.get(place + "/standing-down").status, 404) << "nothing is booked any more";
    // Held in the end.
    service.next_day();
    const Response meeting = save(place + "/meeting", {{"held", "2026-04-01"},
                                                       {"mode", "hybrid"},
                                                       {"participation", "PN1"},
                                                       {"participation", "PN3"},
                                                       {"chaired", "co"},
                                                       {"sure", "yes"}});
    ASSERT_EQ(meeting.status, 303) << text_of(meeting);
    const care::ReviewDetails* const held = review(id);
    EXPECT_EQ(held->held_on, day_of(2026, 4, 1));
    EXPECT_EQ(held->participation.size(), 2U);
    EXPECT_EQ(held->chaired, care::Chaired::co);
    EXPECT_TRUE(shows(iro.get(place),
                      "PN1: Attends and speaks; PN3: Attends, shows views without words; "
                      "the child chaired it together with the "));
    EXPECT_EQ(save(place + "/meeting", {{"not_attended_reason", "Came late; a call was tried"}}).status, 303);
    EXPECT_TRUE(shows(iro.get(place), "; Came late; a call was tried"));
    // Who came.
    EXPECT_EQ(save(place + "/attendance", {{"mother", "came"}, {"father", "not_asked"}}).status, 400)
        << "why not is asked";
    EXPECT_EQ(save(place + "/attendance", {{"mother", "came"},
                                           {"father", "not_asked"},
                                           {"why_father", "An order says so"},
                                           {"school", "views"}})
                  .status,
              303);
    EXPECT_TRUE(shows(iro.get(place), "1 of 2 who were asked"));
    // What was decided.
    const Response begun = iro.get(file + "/decisions/new?review=" + id);
    ASSERT_EQ(begun.status, 303);
    EXPECT_EQ(save(location_of(begun), {{"text", "Find a tutor"}, {"owner", "Team manager"}, {"review", id}})
                  .status,
              303);
    EXPECT_TRUE(shows(iro.get(place), "Find a tutor"));
    EXPECT_EQ(
        save(place + "/afterwards", {{"decisions_sent", "2026-04-01"}, {"record_form", "letter"}}).status,
        303);
    const auto now = service.snapshot();
    for (const casework::Task& task : casework::tasks(*now))
        EXPECT_FALSE(task.child == child && task.kind == casework::TaskKind::send_decisions);
    // All of it is in the footprint.
    std::vector<std::string> acts;
    for (const casework::Act& act : casework::footprint_of(*now, child).acts)
        if (act.on >= day_of(2026, 3, 31)) acts.emplace_back(casework::printed(act.kind));
    EXPECT_EQ(std::count(acts.begin(), acts.end(), "stood_down"), 2);
    EXPECT_EQ(std::count(acts.begin(), acts.end(), "review"), 1);
    EXPECT_EQ(std::count(acts.begin(), acts.end(), "decisions_sent"), 1);
}

TEST_F(Recording, AnotherChildsRecordIsNoneOfThisOnes) {
    const std::string address = fresh("/contacts/new");
    save(address, {{"on", "2026-03-30"}, {"means", "call"}, {"about", "a secret of hers"}});
    const std::string id = id_in(address, "/contacts/");
    // A second child of the same officer, so that nothing but the record stands in the way.
    std::uint32_t second = child;
    const auto now = service.snapshot();
    for (const casework::ChildLine& line : now->lines())
        if (line.child != child && line.officer != measures::none &&
            now->records().officers[line.officer].officer.text == officer)
            second = line.child;
    ASSERT_NE(second, child);
    const std::string wrong = "/children/" + service.id_of(second) + "/contacts/" + id;
    EXPECT_EQ(iro.get(wrong).status, 404);
    EXPECT_EQ(iro.post(wrong, {{"on", "2026-03-30"}, {"means", "call"}, {"based_on", "999999"}}).status, 404);
    EXPECT_EQ(iro.post("/drafts", {{"draft_of", wrong}, {"about", "x"}, {"draft", "0"}}).status, 404);
    // Nor after it was taken back, when its id is free to look at.
    save(address, {{"take_back", "yes"}});
    EXPECT_EQ(iro.get(wrong).status, 404);
    EXPECT_EQ(iro.post(wrong, {{"on", "2026-03-30"}, {"means", "call"}}).status, 404);
    // An id that was made up is none either.
    for (const char* made_up : {"1", "C-1", "C-aeiou00000", "new2", "C-bcdfghjkmnp"})
        EXPECT_EQ(iro.get(file + "/contacts/" + made_up).status, 404) << made_up;
}

TEST_F(Recording, ADecisionOfAnotherChildsReviewIsRefused) {
    const std::uint32_t stranger = service.child_of(officer, false);
    const auto now = service.snapshot();
    const auto rows = now->records().review_details.of({stranger});
    ASSERT_FALSE(rows.empty());
    const std::string address = fresh("/decisions/new?review=" + rows.front().review.text);
    EXPECT_EQ(save(address, {{"text", "x"}, {"review", rows.front().review.text}}).status, 400);
}

TEST_F(Recording, WhoMayOnlyReadIsShownNoForm) {
    const std::string address = fresh("/contacts/new");
    save(address, {{"on", "2026-03-30"}, {"means", "call"}, {"about", "hers to tell"}});
    Person auditor(service);
    auditor.begin("auditor", service.account("auditor", {AccountRole::auditor}));
    const Response read = auditor.get(address);
    EXPECT_TRUE(shows(read, "hers to tell"));
    EXPECT_FALSE(shows(read, "<textarea"));
    EXPECT_EQ(auditor.get(file + "/contacts/new").status, 403);
    EXPECT_FALSE(shows(auditor.get(file), "/contacts/new"));
    EXPECT_EQ(auditor.post(address, {{"about", "changed"}}).status, 403);
}

TEST_F(Recording, AnAllocationEndsTheOneBefore) {
    Person manager(service);
    manager.begin("manager", service.account("manager", {AccountRole::manager}));
    const std::string address = file + "/allocation";
    EXPECT_EQ(iro.get(address).status, 403);
    const Response form = manager.get(address);
    EXPECT_EQ(form.status, 200);
    const auto now = service.snapshot();
    std::string next;
    for (const care::Officer& one : now->records().officers)
        if (care::is_iro(one.role) && one.officer.text != officer && !one.ended_on) next = one.officer.text;
    ASSERT_FALSE(next.empty());
    EXPECT_EQ(save(manager, address, {{"officer", officer}, {"from", "2026-03-31"}}, form).status, 400)
        << "theirs already";
    EXPECT_EQ(save(manager, address, {{"officer", next}, {"from", "31/02/2026"}}, form).status, 400);
    EXPECT_EQ(
        save(manager, address,
             {{"officer", next}, {"from", "2026-03-31"}, {"reason", "knows her"}, {"sure", "yes"}}, form)
            .status,
        303);
    const auto after = service.snapshot();
    EXPECT_EQ(after->records().officers[after->lines()[child].officer].officer.text, next);
    std::size_t open = 0;
    for (const care::Allocation& row : after->records().allocations.of({child})) open += row.until_on ? 0 : 1;
    EXPECT_EQ(open, 1U);
    EXPECT_EQ(iro.get(file + "/contacts/new").status, 403) << "no longer theirs to record for";
}

}  // namespace
}  // namespace footprint::web
