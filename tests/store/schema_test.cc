#include "store/shapes.h"

#include <set>

#include "store/digest.h"
#include "store/migrations.h"
#include "store/support.h"

namespace footprint::store::tests {
namespace {

using Schema = StoreContract;
ON_EVERY_DATABASE(Schema);

// A field that is added to a record needs a migration; without one this test says which.
TEST_P(Schema, HasExactlyTheColumnsThatTheRecordsDescribe) {
    for (const TableShape* shape : all_shapes()) {
        std::multiset<std::string> expected{"authority"};
        for (const Column& column : shape->columns) expected.emplace(column.name);
        expected.insert(bookkeeping.begin(), bookkeeping.end());
        const auto columns = place->columns(shape->table);
        EXPECT_EQ(std::multiset<std::string>(columns.begin(), columns.end()), expected)
            << shape->table << ": add a migration that adds the new column, blank for older rows";
    }
}

TEST_P(Schema, HasNoTableThatNobodyKnows) {
    std::set<std::string> expected{
        "migrations", "journal",         "journal_heads",      "credentials", "sessions",   "failed_sign_ins",
        "drafts",     "waiting_imports", "calendar_addresses", "outbox",      "mail_wishes"};
    for (const TableShape* shape : all_shapes()) expected.emplace(shape->table);
    EXPECT_EQ(expected.size(), all_shapes().size() + 11);
    for (const std::string& table : expected)
        EXPECT_TRUE(place->behind_the_back()->has_table(table)) << table;
}

TEST_P(Schema, LetsNoKeyHaveTwoCurrentVersions) {
    apply(some_records(1), 1);
    const auto database = place->behind_the_back();
    EXPECT_THROW(
        database->execute("INSERT INTO \"Header\" SELECT authority, \"CHILD\", \"SEX\", \"DOB\", \"ETHNIC\", "
                          "\"UPN\", \"MOTHER\", \"MC_DOB\", version + 1, recorded_at + 1, NULL, recorded_by, "
                          "recorded_why, withdrawn FROM \"Header\""),
        Duplicate);
}

// A step that has been shipped is in somebody's database: it is never changed, the next one is written
// instead.
TEST(Migrations, AreFrozen) {
    const std::vector<std::string> frozen = {
        "bd50501f5e35af6f1ec4bb3d05478918296df9074b11de16d0fb1ebd14c03c1a",
        "bd56b8d3e96e25dbf13029aa3861008b1c7644b14e0117b84e060e432c0664d7",
        "72391807d516686bdb9d646f2c1bc37cffce9b753635d301ba0e885b5aced35b",
        "9637a6c38e21b41c584e5b94c9443645a52c425eaf05ec46f0e04dd41a2065ff",
        "c7052bb9eaf60cd48714c9e3a8388080906313a2f8c692ae757c891eb15308a5",
        "16a19270f576a95f3ece3cd896a092dc100696a9f4af425c300d1d9eb31e1042",
        "32142b1c897052cf0d460becc471209e299274f4f6bba253f105cff4a5e7c505",
        "6b731602f0ed17ec968a14f49ff7d7583cf55d4d371f6cd41a0844da1d54f42e",
        "67f7d87c7580b0d06568dd544c2ff9c302ed61a36af503be8bc5a55820eb668b",
        "d35a775d6ed84d36881223bc508692e5c0c22e7a076adddbdde0eeaa2185c5ea",
        "4b7f7c69c5d4aeda3f0262299d1823d8c9ea577b71a4586ecf8feac21b8092b2",
        "74f86a1689730a10313a6fd71ebe09b15e451c724029c4853caed24829a37ce9",
        "c8d9df1efbaac110542de7f61ff9915746c28c28ce69780a2d3b52e5a2d534e0",
        "b4d03d34906f445551ad77cd5adfc1c2f577566933eada374c19c9ec4c5fd7f2",
    };
    const auto steps = shipped_migrations("src/store/migrations/sqlite");
    ASSERT_EQ(steps.size(), frozen.size());
    for (std::size_t i = 0; i < steps.size(); ++i)
        EXPECT_EQ(steps[i].fingerprint, frozen[i]) << steps[i].name;
}

TEST(Digest, IsBlake2b) {
    // RFC 7693, 32 bytes, of nothing at all.
    EXPECT_EQ(hex(Digest().finish()), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

TEST(Digest, TellsSequencesApart) {
    EXPECT_NE(Digest().add("ab").add("c").finish(), Digest().add("a").add("bc").finish());
    EXPECT_NE(Digest().add("").finish(), Digest().finish());
    EXPECT_NE(Digest().add(std::int64_t{1}).finish(), Digest().add(std::int64_t{-1}).finish());
}

}  // namespace
}  // namespace footprint::store::tests
