#include "store/journal.h"
#include "store/support.h"

namespace footprint::store::tests {
namespace {

// A journal of eight entries, three of which wrote records of child TEST1000.
class Tampering : public StoreContract {
  protected:
    void SetUp() override {
        auto records = some_records(3);
        apply(records, 1, "first");
        records.episodes.all()[0].need = care::CategoryOfNeed::N1;
        apply(records, 2, "second");
        records.episodes.all()[0].need = care::CategoryOfNeed::N2;
        apply(records, 3, "third");
        for (int i = 4; i < 8; ++i)
            value_of(store->note(code, "read", "child TEST100" + std::to_string(i % 3), "", author, at(i)));
        ASSERT_EQ(store->journal(code).size(), 8U);
        expect_whole();
    }

    void tamper(const std::string& sql) { place->behind_the_back()->execute(sql); }

    // Verification names this place, and none of the entries before `first`.
    void expect_found(const std::string& where, int first = 1) {
        const Problems found = store->verify();
        bool named = false;
        for (const Problem& problem : found) {
            named = named || problem.place.field == where;
            for (int entry = 1; entry < first; ++entry)
                EXPECT_NE(problem.place.field, "journal " + code + " entry " + std::to_string(entry))
                    << problem.message;
        }
        EXPECT_TRUE(named) << "not named: " << where << "\n" << printed(found);
    }
};
ON_EVERY_DATABASE(Tampering);

TEST_P(Tampering, NamesAChangedEntryWhateverWasChanged) {
    for (const char* change : {"who = 'Nobody'", "verb = 'write'", "what = what || ' '", "why = 'no reason'",
                               "recorded_at = recorded_at + 1", "contents = upper(contents) || '0'"}) {
        place = GetParam().make();
        store = with_authority(*place);
        SetUp();
        tamper("UPDATE journal SET " + std::string(change) + " WHERE number = 5");
        SCOPED_TRACE(change);
        expect_found("journal " + code + " entry 5", 5);
    }
}

TEST_P(Tampering, NamesTheEntryAfterOneThatWasChangedWithANewHash) {
    JournalEntry entry = store->journal(code)[4];
    entry.who = "Nobody";
    tamper("UPDATE journal SET who = 'Nobody', hash = '" + hash_of(entry) + "' WHERE number = 5");
    expect_found("journal " + code + " entry 6", 5);
}

TEST_P(Tampering, NamesARemovedEntry) {
    tamper("DELETE FROM journal WHERE number = 6");
    expect_found("journal " + code + " entry 6", 6);
}

TEST_P(Tampering, NamesARemovedEntryWhoseNumberWasClosedUp) {
    tamper("DELETE FROM journal WHERE number = 6");
    tamper("UPDATE journal SET number = 6 WHERE number = 7");
    tamper("UPDATE journal SET number = 7 WHERE number = 8");
    expect_found("journal " + code + " entry 6", 6);
}

TEST_P(Tampering, NamesTheLastEntryWhenItWasRemoved) {
    tamper("DELETE FROM journal WHERE number = 8");
    expect_found("journal " + code + " entry 8", 8);
}

// Who can write to the database can cut off the end of a chain together with its head; only a head that was
// kept elsewhere tells.
TEST_P(Tampering, NamesAnEndThatWasCutOffByTheHeadsThatWereKept) {
    const auto kept = store->journal_heads();
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_TRUE(store->verify(kept).empty());
    const std::string before = store->journal(code)[6].hash;
    tamper("DELETE FROM journal WHERE number = 8");
    tamper("UPDATE journal_heads SET number = 7, hash = '" + before + "'");
    expect_whole();
    const Problems found = store->verify(kept);
    ASSERT_EQ(found.size(), 1U) << printed(found);
    EXPECT_EQ(found.front().place.field, "journal " + code + " entry 8");
    // What is written afterwards in its place has another hash.
    value_of(store->note(code, "read", "something else", "", author, at(7)));
    expect_whole();
    const Problems again = store->verify(kept);
    ASSERT_EQ(again.size(), 1U) << printed(again);
    EXPECT_NE(again.front().message.find("another hash"), std::string::npos);
}

TEST_P(Tampering, GoesOnFromHeadsThatWereKeptEarlierThatDay) {
    const auto kept = store->journal_heads();
    value_of(store->note(code, "read", "child TEST1001", "", author, at(20)));
    EXPECT_TRUE(store->verify(kept).empty());
}

TEST_P(Tampering, NamesAnInsertedEntry) {
    tamper("UPDATE journal SET number = number + 100 WHERE number > 5");
    tamper(
        "INSERT INTO journal SELECT authority, 6, recorded_at + 1, 'Nobody', verb, what, why, contents, "
        "hash, previous "
        "FROM journal WHERE number = 5");
    for (int number = 6; number <= 8; ++number)
        tamper("UPDATE journal SET number = " + std::to_string(number + 1) +
               " WHERE number = " + std::to_string(number + 100));
    expect_found("journal " + code + " entry 6", 6);
}

TEST_P(Tampering, NamesAnEntryPutAtTheEndWithAHashThatFits) {
    const JournalEntry last = store->journal(code).back();
    JournalEntry entry = last;
    entry.number = 9;
    entry.at.micros += 1;
    entry.previous = last.hash;
    tamper(
        "INSERT INTO journal SELECT authority, 9, recorded_at + 1, who, verb, what, why, contents, hash, '" +
        hash_of(entry) + "' FROM journal WHERE number = 8");
    expect_found("journal " + code + " entry 9", 9);
}

TEST_P(Tampering, NamesEntriesThatChangedPlaces) {
    tamper("UPDATE journal SET number = 99 WHERE number = 5");
    tamper("UPDATE journal SET number = 5 WHERE number = 6");
    tamper("UPDATE journal SET number = 6 WHERE number = 99");
    expect_found("journal " + code + " entry 5", 5);
    expect_found("journal " + code + " entry 6", 5);
}

TEST_P(Tampering, NamesTheWriteWhoseRowWasChanged) {
    for (const char* change : {"\"CIN\" = 'N3'", "\"CIN\" = ''", "\"URN\" = 'SC1'", "recorded_by = 'Nobody'",
                               "recorded_why = ''", "withdrawn = 1"}) {
        place = GetParam().make();
        store = with_authority(*place);
        SetUp();
        tamper("UPDATE \"Episodes\" SET " + std::string(change) + " WHERE version = 3");
        SCOPED_TRACE(change);
        expect_found("journal " + code + " entry 3", 3);
    }
}

TEST_P(Tampering, NamesTheWriteWhoseRowWasRemoved) {
    tamper("DELETE FROM \"Header\" WHERE \"CHILD\" = 'TEST1001'");
    expect_found("journal " + code + " entry 2", 2);
}

TEST_P(Tampering, NamesARowThatWasPutIn) {
    tamper(
        "INSERT INTO \"Header\" SELECT authority, 'TEST9999', \"SEX\", \"DOB\", \"ETHNIC\", \"UPN\", "
        "\"MOTHER\", \"MC_DOB\", "
        "version, recorded_at, replaced_at, recorded_by, recorded_why, withdrawn FROM \"Header\" "
        "WHERE \"CHILD\" = 'TEST1001'");
    expect_found("journal " + code + " entry 2", 2);
}

TEST_P(Tampering, NamesAVersionThatNoEntryWrote) {
    tamper("UPDATE \"Episodes\" SET version = 77 WHERE version = 4");
    expect_found("Episodes TEST1000 2024-04-01 version 77");
}

TEST_P(Tampering, NamesAVersionThatDoesNotEndWhereTheNextBegins) {
    tamper("UPDATE \"Episodes\" SET replaced_at = replaced_at + 1 WHERE version = 3");
    expect_found("Episodes TEST1000 2024-04-01 version 3");
}

TEST_P(Tampering, NamesACurrentVersionThatWasClosed) {
    tamper("UPDATE \"Episodes\" SET replaced_at = recorded_at + 5 WHERE version = 4");
    expect_found("Episodes TEST1000 2024-04-01 version 4");
}

TEST_P(Tampering, NamesAHeadThatWasRemovedOrChanged) {
    tamper("UPDATE journal_heads SET hash = upper(hash)");
    expect_found("journal " + code + " entry 8");
    tamper("DELETE FROM journal_heads");
    expect_found("journal " + code + " entry 8");
}

}  // namespace
}  // namespace footprint::store::tests
