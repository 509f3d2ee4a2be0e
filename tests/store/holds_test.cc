// A hold stands for each child that it names, also where an older program had let the second take the first's
// place.
#include "store/support.h"

namespace footprint::store::tests {
namespace {

class Holds : public StoreContract {
  protected:
    void SetUp() override {
        apply(some_records(3), 1);
        for (const auto& [child, second] : {std::pair{"TEST1000", 2}, std::pair{"TEST1001", 3}})
            value_of(store->put(code, none, care::LegalHold{{"inquiry"}, {child}, "An inquiry"}, 0, author,
                                "asked for", at(second)));
    }
    std::vector<std::string> held() {
        std::vector<std::string> children;
        for (const care::LegalHold& hold : store->load_access(code).holds)
            children.push_back(hold.child.text);
        return children;
    }
    const care::Records none;
};
ON_EVERY_DATABASE(Holds);

TEST_P(Holds, OfOneNameHoldSeveralFiles) {
    EXPECT_EQ(held(), (std::vector<std::string>{"TEST1000", "TEST1001"}));
    const care::LegalHold first{{"inquiry"}, {"TEST1000"}, "An inquiry"};
    const auto versions = store->versions_of(code, none, first);
    ASSERT_EQ(versions.size(), 1U);
    value_of(store->withdraw(code, none, first, versions.front().stored.version, author, "over", at(4)));
    EXPECT_EQ(held(), std::vector<std::string>{"TEST1001"});
    expect_whole();
}

TEST_P(Holds, ThatAnotherChildHadReleasedHoldAgain) {
    // As the step before left it: the name alone was the key, and the second child closed the first one's
    // row.
    store.reset();
    const std::string views = GetParam().name == sqlite.name
                                  ? ""
                                  : "DROP VIEW reading.objections; DROP VIEW reading.recipients; DROP VIEW "
                                    "reading.proceedings; DROP VIEW reading.hearings; DROP VIEW "
                                    "reading.siblings; DROP VIEW reading.wishes; ";
    place->behind_the_back()->execute(
        views +
        "UPDATE \"legal_holds\" SET replaced_at = (SELECT recorded_at FROM \"legal_holds\" WHERE \"child\" = "
        "'TEST1001') WHERE \"child\" = 'TEST1000'; "
        "DROP TABLE objections; DROP TABLE review_records; DROP TABLE recipients; DROP TABLE outbox; DROP "
        "TABLE mail_wishes; DROP TABLE proceedings; DROP TABLE hearings; DROP TABLE siblings; DROP "
        "TABLE wishes; ALTER TABLE decisions DROP COLUMN wanted; ALTER TABLE review_details DROP COLUMN "
        "resumes; ALTER TABLE review_details DROP COLUMN adjourned_reason; ALTER TABLE review_details DROP "
        "COLUMN sitting; ALTER TABLE review_details DROP COLUMN discussed; ALTER TABLE review_details DROP "
        "COLUMN agenda; ALTER TABLE review_details DROP COLUMN notes; "
        "DROP TABLE calendar_addresses; DROP TABLE waiting_imports; ALTER TABLE drafts DROP COLUMN "
        "shared_with; "
        "DROP VIEW record_changes; DROP VIEW access_changes; "
        "DROP INDEX journal_record_changes; DROP INDEX journal_access_changes; "
        "CREATE INDEX journal_changes ON journal (authority, number) WHERE contents <> ''; "
        "DELETE FROM migrations WHERE name LIKE '%_holds_by_child' OR name LIKE '%_last_changes' "
        "OR name LIKE '%_calendar_addresses' OR name LIKE '%_records_of_reviews' "
        "OR name LIKE '%_outbox' OR name LIKE '%_proceedings' OR name LIKE '%_siblings_and_wishes' OR name "
        "LIKE '%_what_decisions_bring' OR name LIKE '%_joint_reviews'");
    EXPECT_EQ(value_of(migrate(place->owners_url(), false)).size(), 9U);
    store = opened(*place, OpenMode::existing);
    EXPECT_EQ(held(), (std::vector<std::string>{"TEST1000", "TEST1001"}));
    expect_whole();
}

}  // namespace
}  // namespace footprint::store::tests
