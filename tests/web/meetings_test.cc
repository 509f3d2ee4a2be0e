// Meetings that are adjourned and go on, and one meeting that is the review of several children.
#include "web/recording.h"

namespace footprint::web {
namespace {

TEST_F(Recording, AMeetingIsAdjournedAndGoesOn) {
    const std::string held = fresh("/reviews/new/meeting");
    ASSERT_EQ(save(held, {{"held", "2026-03-30"}, {"participation", "PN1"}, {"sure", "yes"}}).status, 303);
    const std::string review_page = held.substr(0, held.rfind('/'));
    const std::string adjourning = review_page + "/adjourning";
    EXPECT_EQ(save(adjourning, {{"resumes", "2026-04-14"}}).status, 400) << "for want of what?";
    EXPECT_EQ(save(adjourning, {{"resumes", "2026-03-27"}, {"adjourned_reason", "No care plan"}}).status,
              400);
    const Response late = save(adjourning, {{"resumes", "2026-05-12"}, {"adjourned_reason", "No care plan"}});
    EXPECT_EQ(late.status, 400);
    EXPECT_TRUE(shows(late, "20 working days, by 29 April 2026")) << "Easter lies between";
    ASSERT_EQ(
        save(adjourning, {{"resumes", "2026-04-14"}, {"adjourned_reason", "No care plan"}, {"sure", "yes"}})
            .status,
        303);
    EXPECT_TRUE(
        shows(iro.get(review_page), "goes on on Tuesday 14 April 2026, to be completed by 29 April 2026"));
    EXPECT_TRUE(shows(iro.get(file), "goes on on Tuesday 14 April 2026"));
    EXPECT_TRUE(shows(iro.get("/my-work?kind=resume_review"), review_page + "/meeting"));
    EXPECT_TRUE(shows(iro.get("/calendar?week=2026-04-14"), service.id_of(child)));
    EXPECT_TRUE(shows(iro.get(file + "/footprint"), "adjourned until 14 April 2026: No care plan"));
    service.next_day();
    ASSERT_EQ(save(review_page + "/meeting", {{"completed", "2026-04-01"}}).status, 303);
    EXPECT_FALSE(shows(iro.get("/my-work?kind=resume_review"), review_page + "/meeting"));
    EXPECT_FALSE(shows(iro.get(file), "goes on on"));
}

TEST_F(Recording, OneMeetingIsTheReviewOfSeveralChildren) {
    const auto now = service.snapshot();
    std::uint32_t other_child = measures::none;
    for (const casework::ChildLine& line : now->lines())
        if (line.child != child && line.looked_after && line.officer != measures::none &&
            now->records().officers[line.officer].officer.text == officer)
            other_child = line.child;
    ASSERT_NE(other_child, measures::none);
    const std::string other_file = "/children/" + service.id_of(other_child);
    const auto book = [&](const std::string& whose, const char* day, const char* place) {
        const std::string address = location_of(iro.get(whose + "/reviews/new/booking"));
        EXPECT_EQ(save(address, {{"booked", day}, {"place", place}, {"sure", "yes"}}).status, 303);
        return id_in(address, "/reviews/");
    };
    const std::string theirs = book(other_file, "2026-05-12", "At school");
    const std::string own = book(file, "2026-05-14", "The library, at 3");
    const std::string together = file + "/reviews/" + own + "/together";
    EXPECT_TRUE(shows(iro.get(together), "Booked for Tuesday 12 May 2026"));
    const Response done =
        iro.post_as_shown(together, {{"with", service.id_of(other_child)}, {"sure", "yes"}});
    ASSERT_EQ(done.status, 303);
    const auto row_of = [&](std::uint32_t whose, const std::string& id) {
        const auto after = service.snapshot();
        for (const care::ReviewDetails& row : after->records().review_details.of({whose}))
            if (row.review.text == id) return row;
        return care::ReviewDetails{};
    };
    const care::ReviewDetails moved = row_of(other_child, theirs);
    EXPECT_EQ(moved.booked_on, day_of(2026, 5, 14));
    EXPECT_EQ(moved.place, "The library, at 3");
    EXPECT_FALSE(moved.sitting.empty());
    EXPECT_EQ(moved.sitting, row_of(child, own).sitting);
    EXPECT_TRUE(shows(iro.get(file + "/reviews/" + own), service.snapshot()->name_of(other_child)));
    // The ledger keeps what was booked before.
    EXPECT_TRUE(shows(iro.get(other_file + "/reviews/" + theirs), "12 May 2026"));
    // By itself again: the day stays.
    ASSERT_EQ(iro.post_as_shown(together, {}).status, 303);
    EXPECT_EQ(row_of(other_child, theirs).sitting, "");
    EXPECT_EQ(row_of(other_child, theirs).booked_on, day_of(2026, 5, 14));
    EXPECT_EQ(row_of(child, own).sitting, "");
    EXPECT_TRUE(shows(iro.get(file + "/reviews/" + own), "Nobody else"));
    // Nor is there a meeting to join once it was held.
    EXPECT_EQ(iro.get(file + "/reviews/TESTnone/together").status, 404);
}

}  // namespace
}  // namespace footprint::web
