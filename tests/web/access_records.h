// Records of each kind about one child, and addresses that name them.
//
// In      a service; a child; an officer
// Out     the records, made; an address with their ids in place of a pattern's names
// Errors  what cannot be written fails the test
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "web/service.h"

namespace footprint::web {

inline void make_objections(Service& service, std::uint32_t child) {
    const auto now = service.snapshot();
    store::ChangeSet changes("import", now->records(), now->version());
    for (const std::uint32_t place : now->decisions_of(child)) {
        const care::Decision& to = now->records().decisions[place];
        changes.put(care::Objection{to.decision, to.review, day_of(2026, 3, 2), "A manager", {}, {}, {}, {}});
    }
    EXPECT_TRUE(service.casework().write(changes, {"maker", service.now()}));
}

// One record of each kind, so that every form has something to show.
inline void make_records(Service& service, std::uint32_t number, const std::string& iro) {
    const auto now = service.snapshot();
    const care::ChildNumber child{number};
    store::ChangeSet changes("import", now->records(), now->version());
    changes.put(care::Contact{{"TESTC1"}, child, {iro}, day_of(2026, 2, 2), care::Means::call, {}, {}});
    changes.put(care::Midway{{"TESTM1"}, child, {iro}, day_of(2026, 2, 3), {}, {}});
    changes.put(care::SignificantEvent{{"TESTE1"}, child, day_of(2026, 2, 4), "missing", {}, {}, {}});
    care::Conference conference;
    conference.conference.text = "TESTP1";
    conference.child = child;
    changes.put(conference);
    care::Proceedings proceedings;
    proceedings.proceedings.text = "TESTL1";
    proceedings.child = child;
    changes.put(proceedings);
    care::Hearing hearing;
    hearing.hearing.text = "TESTH1";
    hearing.child = child;
    hearing.proceedings = proceedings.proceedings;
    changes.put(hearing);
    care::Wish wish;
    wish.wish.text = "TESTW1";
    wish.child = child;
    wish.on = day_of(2026, 2, 5);
    wish.words = "Please knock";
    changes.put(wish);
    care::ReviewDetails review;
    review.review.text = "TESTR1";
    review.child = child;
    review.booked_on = day_of(2026, 5, 5);
    changes.put(review);
    changes.put(care::ReviewRecord{{"TESTR1"}, "I like the garden", {}, {}, {}, {}, {}});
    changes.put(care::Recipient{{"TESTT1"}, {"TESTR1"}, "Mo", care::Reader::child, {}, {}, {}, {}});
    EXPECT_TRUE(service.casework().write(changes, {"maker", service.now()}));
    make_objections(service, number);
}

// A pattern with what make_records() made in place of its names.
inline std::string filled_in(std::string pattern, const std::string& child, const std::string& iro) {
    const auto put = [&](const std::string& name, const std::string& value) {
        if (const std::size_t at = pattern.find(name); at != std::string::npos)
            pattern.replace(at, name.size(), value);
    };
    put("{child}", child);
    put("decisions/{id}", "decisions/TESTD900001");
    put("contacts/{id}", "contacts/TESTC1");
    put("midways/{id}", "midways/TESTM1");
    put("events/{id}", "events/TESTE1");
    put("conferences/{id}", "conferences/TESTP1");
    put("proceedings/{id}", "proceedings/TESTL1");
    put("hearings/{id}", "hearings/TESTH1");
    put("wishes/{id}", "wishes/TESTW1");
    put("reviews/{id}", "reviews/TESTR1");
    put("recipients/{id}", "recipients/TESTT1");
    put("{recipient}", "TESTT1");
    put("{measure}", "reviews.held");
    put("{officer}", iro);
    put("officers/{id}", "officers/" + iro);
    put("{account}", "committee");
    if (pattern == "/measures/reviews.held/children") pattern += "?period=2024-25";
    EXPECT_EQ(pattern.find('{'), std::string::npos) << pattern;
    return pattern;
}

inline std::string real_address(Service& service, const std::string& pattern, std::uint32_t child) {
    constexpr std::string_view of_decision = "/decisions/{id}";
    if (const std::size_t at = pattern.find(of_decision); at != std::string::npos)
        return service.decision_address(child) + pattern.substr(at + of_decision.size());
    return filled_in(pattern, service.id_of(child), service.some_iro());
}

}  // namespace footprint::web
