#include <filesystem>

#include "store/support.h"

namespace footprint::store::tests {
namespace {

// A copy is the same file from every kind of database, and goes into every kind.
class Copies : public testing::TestWithParam<std::tuple<PlaceKind, PlaceKind>> {
  protected:
    std::unique_ptr<Place> place = std::get<0>(GetParam()).make();
    std::unique_ptr<Place> other = std::get<1>(GetParam()).make();
    std::unique_ptr<Store> store = with_authority(*place);
    const std::string copy = place->free_file("copy.db");

    void fill(int second = 1) { value_of(store->apply(code, some_records(5), author, "first", at(second))); }
};

INSTANTIATE_TEST_SUITE_P(From, Copies,
                         testing::Combine(testing::Values(sqlite, postgres),
                                          testing::Values(sqlite, empty_postgres)),
                         [](const auto& kinds) {
                             return std::get<0>(kinds.param).name + "_to_" + std::get<1>(kinds.param).name;
                         });

TEST_P(Copies, HoldEveryVersionOfEveryAuthorityAndTheWholeJournal) {
    fill();
    auto newer = some_records(7);
    newer.episodes.all()[1].ended_on = day_of(2024, 12, 1);
    const std::uint64_t version = value_of(store->apply(code, newer, author, "second", at(2))).version;
    value_of(store->withdraw(code, newer, newer.review_details[0], 2, author, "twice", at(3)));
    value_of(store->create_authority({"E06999002", "Other", "", day_of(2019, 4, 1)}, author, at(4)));
    value_of(store->apply("E06999002", some_records(2, "TESTO"), author, "", at(5)));
    value_of(store->note("", "backup", "", "", author, at(6)));
    value_of(store->backup(copy));
    value_of(restore(other->url(), copy));
    const auto restored = opened(*other, OpenMode::existing);
    EXPECT_TRUE(restored->verify().empty()) << printed(restored->verify());
    EXPECT_EQ(restored->authorities(), store->authorities());
    EXPECT_EQ(restored->journal(code), store->journal(code));
    EXPECT_EQ(restored->journal("E06999002"), store->journal("E06999002"));
    EXPECT_EQ(restored->journal(""), store->journal(""));
    EXPECT_EQ(value_of(restored->load(code)).episodes.all(), newer.episodes.all());
    EXPECT_EQ(value_of(restored->load(code, at(1))).episodes.all(), some_records(5).episodes.all());
    EXPECT_EQ(value_of(restored->load("E06999002")).children.size(), 2U);
    EXPECT_EQ(restored->data_version(code), store->data_version(code));
    EXPECT_GT(restored->data_version(code), version);
    value_of(restored->apply(code, some_records(8), author, "goes on", at(7)));
    EXPECT_TRUE(restored->verify().empty());
}

TEST_P(Copies, OfATamperedDatabaseAreNotKept) {
    fill();
    place->behind_the_back()->execute("UPDATE \"Header\" SET \"SEX\" = '1' WHERE \"CHILD\" = 'TEST1001'");
    const auto refused = store->backup(copy);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().front().kind, Problem::Kind::unreadable);
    EXPECT_FALSE(std::filesystem::exists(copy));
}

TEST_P(Copies, ThatWereTamperedWithAreRefusedAndLeaveNothing) {
    fill();
    value_of(store->backup(copy));
    value_of(open_sqlite(copy, SqliteFile::copy))
        ->connect(Access::write)
        ->execute("UPDATE \"Header\" SET \"SEX\" = '1' WHERE \"CHILD\" = 'TEST1001'");
    const auto refused = restore(other->url(), copy);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().front().kind, Problem::Kind::unreadable);
    const auto store_after = Store::open(other->url(), OpenMode::existing);
    ASSERT_FALSE(store_after);
    EXPECT_EQ(store_after.problems().front().kind, Problem::Kind::not_found);
}

TEST(CopiesIntoAServer, AreRefusedWhereThereAreRecords) {
    PostgresPlace place;
    auto store = with_authority(place);
    const std::string copy = place.free_file("copy.db");
    value_of(store->backup(copy));
    const auto before = store->journal(code);
    const auto refused = restore(place.url(), copy);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().front().kind, Problem::Kind::conflict);
    EXPECT_EQ(store->journal(code), before);
}

}  // namespace
}  // namespace footprint::store::tests
