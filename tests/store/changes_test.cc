// Rows that are written together, and records that are brought up to date instead of loaded anew.
#include <random>

#include "store/support.h"

namespace footprint::store::tests {
namespace {

using Changes = StoreContract;
ON_EVERY_DATABASE(Changes);

care::Decision decision(const std::string& name, const std::string& text, int review = 1000) {
    return {{name}, {"TESTR" + std::to_string(review)}, text, "", std::nullopt, std::nullopt, ""};
}

void expect_same_records(const care::Records& brought, const care::Records& loaded) {
    EXPECT_EQ(brought.children, loaded.children);
    EXPECT_EQ(brought.officers, loaded.officers);
    EXPECT_EQ(brought.absences, loaded.absences);
    EXPECT_EQ(brought.child_details.all(), loaded.child_details.all());
    EXPECT_EQ(brought.allocations.all(), loaded.allocations.all());
    EXPECT_EQ(brought.review_details.all(), loaded.review_details.all());
    EXPECT_EQ(brought.contacts.all(), loaded.contacts.all());
    EXPECT_EQ(brought.events.all(), loaded.events.all());
    EXPECT_EQ(brought.stood_down, loaded.stood_down);
    EXPECT_EQ(brought.attendance, loaded.attendance);
    EXPECT_EQ(brought.decisions, loaded.decisions);
    EXPECT_EQ(brought.reviews.size(), loaded.reviews.size());
}

TEST_P(Changes, AreWrittenUnderOneEntry) {
    const auto records = some_records(2);
    const Applied applied = apply(records, 1);
    ChangeSet changes("hold_review", records, applied.version);
    auto details = records.review_details[0];
    details.place = "At home";
    changes.put(details);
    changes.put(decision("TESTD1", "Visit the school"));
    changes.put(care::Attendance{{"TESTR1000"}, care::Party::mother, true, true, false, ""});
    changes.about({0});
    const auto version = value_of(store->write(code, changes, author, "after the meeting", at(2)));
    EXPECT_EQ(version, applied.version + 1);
    const auto entries = store->journal(code, applied.version);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].verb, "hold_review");
    EXPECT_EQ(entries[0].what,
              "review_details TESTR1000, decisions TESTD1, attendance TESTR1000 mother of TEST1000");
    EXPECT_EQ(entries[0].why, "after the meeting");
    EXPECT_EQ(load().review_details[0].place, "At home");
    JournalQuestion of_child;
    of_child.child = "TEST1000";
    EXPECT_EQ(store->journal(code, of_child).size(), 1U);
    expect_whole();
}

TEST_P(Changes, SentTwiceAreWrittenOnce) {
    const auto records = some_records(1);
    const Applied applied = apply(records, 1);
    ChangeSet changes("decide", records, applied.version);
    changes.put(decision("TESTD1", "Visit the school"));
    const auto first = value_of(store->write(code, changes, author, "", at(2)));
    EXPECT_EQ(value_of(store->write(code, changes, author, "", at(3))), first);
    EXPECT_EQ(store->versions_of(code, records, decision("TESTD1", "")).size(), 1U);
    expect_whole();
}

TEST_P(Changes, AreRefusedWholeWhereSomebodyWasFirst) {
    const auto records = some_records(1);
    const Applied applied = apply(records, 1);
    ChangeSet theirs("decide", records, applied.version);
    theirs.put(decision("TESTD1", "Theirs"));
    value_of(store->write(code, theirs, author, "", at(2)));
    ChangeSet mine("decide", records, applied.version);
    mine.put(decision("TESTD1", "Mine"));
    mine.put(decision("TESTD2", "Mine too"));
    const auto refused = store->write(code, mine, {"Other"}, "", at(3));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().front().kind, Problem::Kind::changed_meanwhile);
    const auto now = load();
    ASSERT_EQ(now.decisions.size(), 1U);
    EXPECT_EQ(now.decisions[0].text, "Theirs");
    expect_whole();
}

// What no row can tell is asked when nobody else can write any more.
TEST_P(Changes, AreRefusedWholeByTheLastLook) {
    const auto records = some_records(1);
    const Applied applied = apply(records, 1);
    value_of(store->put(code, records, care::FileReader{{"TEST1000"}, {"amina"}}, 0, author, "", at(2)));
    ChangeSet changes("decide", records, applied.version);
    changes.put(decision("TESTD1", "Visit the school"));
    const auto entries = store->journal(code).size();
    const auto refused =
        store->write(code, changes, author, "", at(3),
                     [&](const care::AccessLists& lists, std::uint64_t version) -> std::optional<Problem> {
                         EXPECT_TRUE(lists.is_restricted("TEST1000"));
                         EXPECT_EQ(version, applied.version);
                         return Problem{Problem::Kind::conflict, {}, "Not now."};
                     });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().front().kind, Problem::Kind::conflict);
    EXPECT_TRUE(load().decisions.empty());
    EXPECT_EQ(store->journal(code).size(), entries);
    value_of(store->write(code, changes, author, "", at(4),
                          [](const care::AccessLists&, std::uint64_t) { return std::nullopt; }));
    EXPECT_EQ(load().decisions.size(), 1U);
    expect_whole();
}

TEST_P(Changes, OfWhoMayReadAreOneEntryAndNoChangeOfRecords) {
    const auto records = some_records(1);
    const Applied applied = apply(records, 1);
    const care::Records none;
    ChangeSet naming(std::string(put_access_verb), none, applied.version);
    naming.put(care::EmergencyOpening{{"TEST1000"}, {"amina"}, iso(at(2)), "a complaint", {}});
    for (const char* name : {"amina", "bela"}) naming.put(care::FileReader{{"TEST1000"}, {name}});
    naming.about_child("TEST1000");
    const auto version = value_of(store->write(code, naming, author, "a complaint", at(2)));
    EXPECT_EQ(store->access_version(code), version);
    EXPECT_EQ(store->data_version(code), applied.version);
    EXPECT_EQ(store->load_access(code).readers.size(), 2U);
    EXPECT_EQ(store->load_access(code).openings.size(), 1U);
    ChangeSet others(std::string(put_access_verb), none, version);
    others.withdraw(care::FileReader{{"TEST1000"}, {"amina"}});
    others.put(care::FileReader{{"TEST1000"}, {"cleo"}});
    others.about_child("TEST1000");
    value_of(store->write(code, others, author, "left", at(3)));
    const auto readers = store->load_access(code).readers;
    ASSERT_EQ(readers.size(), 2U);
    EXPECT_EQ(readers[0].account.text, "bela");
    EXPECT_EQ(readers[1].account.text, "cleo");
    JournalQuestion of_child;
    of_child.child = "TEST1000";
    EXPECT_EQ(store->journal(code, of_child).size(), 2U);
    // Based on what stood before: somebody else was first.
    ChangeSet late(std::string(put_access_verb), none, version);
    late.put(care::FileReader{{"TEST1000"}, {"dora"}});
    late.withdraw(care::FileReader{{"TEST1000"}, {"cleo"}});
    EXPECT_FALSE(store->write(code, late, author, "", at(4)));
    EXPECT_EQ(store->load_access(code).readers, readers);
    expect_whole();
}

TEST_P(Changes, OfAChildWhoIsNotThereAreRefused) {
    const auto records = some_records(2);
    apply(some_records(1), 1);
    ChangeSet changes("note_contact", records, 1);
    care::Contact contact;
    contact.contact.text = "TESTC1";
    contact.child = {1};
    changes.put(contact);
    const auto refused = store->write(code, changes, author, "", at(2));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().front().kind, Problem::Kind::not_found);
}

TEST_P(Changes, ThatWithdrawTakeRowsAwayAndKeepThem) {
    auto records = some_records(1);
    records.decisions.push_back(decision("TESTD1", "Visit the school"));
    const Applied applied = apply(records, 1);
    ChangeSet changes("undo", records, applied.version);
    changes.withdraw(records.decisions[0]);
    value_of(store->write(code, changes, author, "", at(2)));
    EXPECT_TRUE(load().decisions.empty());
    EXPECT_EQ(store->versions_of(code, records, records.decisions[0]).size(), 2U);
    ChangeSet again("undo", records, applied.version);
    again.withdraw(records.decisions[0]);
    value_of(store->write(code, again, author, "", at(3)));
    EXPECT_EQ(store->versions_of(code, records, records.decisions[0]).size(), 2U);
    expect_whole();
}

// Draws changes of many kinds.
class Drawing {
  public:
    explicit Drawing(unsigned seed) : chance_(seed) {}
    int below(int most) { return static_cast<int>(chance_() % static_cast<unsigned>(most)); }
    void draw_into(ChangeSet& changes, const care::Records& now) {
        const auto child = care::ChildNumber{static_cast<std::uint32_t>(below(3))};
        const std::string name = std::to_string(below(4));
        switch (below(6)) {
            case 0: {
                auto row = now.review_details[static_cast<std::size_t>(below(3))];
                row.held_on = day_of(2024, 5, 1) + below(40);
                return changes.put(row);
            }
            case 1: {
                care::Contact row;
                row.contact.text = "TESTC" + name;
                row.child = child;
                row.on = day_of(2024, 5, 1) + below(3);
                return changes.put(row);
            }
            case 2:
                return changes.put(care::Allocation{
                    child, {"TESTO" + name}, day_of(2024, 5, 1) + below(2), std::nullopt, ""});
            case 3:
                return changes.put(decision("TESTD" + name, std::to_string(below(9)), 1000 + below(3)));
            case 4:
                return changes.put(care::StoodDown{
                    {"TESTR1000"}, day_of(2024, 6, 1) + below(3), std::nullopt, "illness", std::nullopt});
            default:
                if (now.decisions.empty()) return;
                changes.withdraw(
                    now.decisions[static_cast<std::size_t>(below(static_cast<int>(now.decisions.size())))]);
        }
    }

  private:
    std::mt19937 chance_;
};

TEST_P(Changes, BringRecordsToWhatALoadWouldYield) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Drawing drawing(seed);
        if (seed == 1) apply(some_records(3), 1);
        care::Records kept = load();
        std::uint64_t version = store->data_version(code);
        for (int step = 0; step < 8; ++step) {
            const care::Records now = load();
            ChangeSet changes("draw", now, store->data_version(code));
            for (int i = drawing.below(3); i >= 0; --i) drawing.draw_into(changes, now);
            const auto written =
                store->write(code, changes, author, "", at(static_cast<int>(seed) * 100 + step));
            ASSERT_TRUE(written) << printed(written.problems());
            if (drawing.below(2) == 0) continue;  // several changes at once
            const auto brought = store->bring_up_to_date(code, kept, version);
            ASSERT_TRUE(brought);
            version = *brought;
            EXPECT_EQ(version, store->data_version(code));
            expect_same_records(kept, load());
        }
    }
    expect_whole();
}

TEST_P(Changes, AskForALoadAfterAnImportOrAChildMore) {
    apply(some_records(2), 1);
    care::Records kept = load();
    const std::uint64_t version = store->data_version(code);
    EXPECT_EQ(store->bring_up_to_date(code, kept, version), version);
    care::Child child;
    child.id = "TEST0001";
    value_of(store->put(code, kept, child, 0, author, "", at(2)));
    EXPECT_FALSE(store->bring_up_to_date(code, kept, version));
    kept = load();
    const std::uint64_t with_child = store->data_version(code);
    apply(some_records(3), 3);
    EXPECT_FALSE(store->bring_up_to_date(code, kept, with_child));
}

}  // namespace
}  // namespace footprint::store::tests
