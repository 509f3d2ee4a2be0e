// An IRO with a child who speaks, and a colleague with the same children, at the forms of single records.
//
// In      addresses behind the child's; fields
// Out     answers
// Errors  what should not fail and does, fails the test
#pragma once

#include "web/service.h"

namespace footprint::web {

using care::AccountRole;

class Recording : public testing::Test {
  protected:
    Service service;
    Person iro{service};
    Person other{service};
    std::string officer = service.some_iro();
    std::uint32_t child = one_who_speaks();
    std::string file = "/children/" + service.id_of(child);

    void SetUp() override {
        iro.begin("iro", service.account("iro", {AccountRole::iro}, officer));
        other.begin("other", service.account("other", {AccountRole::iro}, officer));
    }
    // A child of the officer who is old enough to say how they took part.
    std::uint32_t one_who_speaks() {
        const auto now = service.snapshot();
        for (const casework::ChildLine& line : now->lines())
            if (line.officer != measures::none && line.looked_after &&
                now->records().officers[line.officer].officer.text == officer &&
                now->cohort().age_of(line.child, now->as_at()) >= 6)
                return line.child;
        ADD_FAILURE() << "nobody has a child who speaks";
        return 0;
    }
    static bool shows(const Response& response, const std::string& words) {
        return text_of(response).find(words) != std::string::npos;
    }
    // Where a new one begins.
    std::string fresh(const std::string& place) {
        const Response begun = iro.get(file + place);
        EXPECT_EQ(begun.status, 303) << place;
        return location_of(begun);
    }
    static Response save(Person& person, const std::string& address, std::vector<Field> fields,
                         const Response& shown) {
        fields.push_back({"based_on", Person::value_in(text_of(shown), "based_on")});
        fields.push_back({"draft", Person::value_in(text_of(shown), "draft")});
        return person.post(address, fields);
    }
    // Opened, filled in and saved at once.
    Response save(const std::string& address, const std::vector<Field>& fields) {
        return save(iro, address, fields, iro.get(address));
    }
    std::size_t contacts() { return service.snapshot()->records().contacts.of({child}).size(); }
    const care::ReviewDetails* review(const std::string& id) {
        held_ = service.snapshot();
        for (const care::ReviewDetails& row : held_->records().review_details.of({child}))
            if (row.review.text == id) return &row;
        return nullptr;
    }
    static std::string id_in(const std::string& address, const std::string& collection) {
        const std::size_t at = address.find(collection) + collection.size();
        return address.substr(at, address.find_first_of("/?", at) - at);
    }
    // A review that is booked, and whose it is.
    std::string booked(const std::string& day) {
        const std::string address = fresh("/reviews/new/booking");
        EXPECT_EQ(save(address, {{"booked", day}, {"sure", "yes"}}).status, 303);
        return address.substr(0, address.rfind('/'));
    }

  private:
    std::shared_ptr<const casework::Snapshot> held_;
};

}  // namespace footprint::web
