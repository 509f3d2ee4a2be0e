// Files that wait to be taken over, on every database: found by their token, bounded, gone in time.
#include "store/waiting_imports.h"

#include "store/support.h"

namespace footprint::store::tests {
namespace {

class WaitingImports : public StoreContract {
  protected:
    void keep_one(const std::string& token_hash, const std::string& account, int second,
                  std::int64_t most_bytes = 1000) {
        store->change_sign_ins(code, [&](Database& database) {
            keep(database, code,
                 WaitingImport{
                     token_hash, account, "shown", at(second), {{"a.csv", "words"}, {"b.csv", "more"}}},
                 most_bytes);
        });
    }
    std::optional<WaitingImport> find(const std::string& token_hash) {
        std::optional<WaitingImport> found;
        store->read_sign_ins(code,
                             [&](Database& database) { found = find_waiting(database, code, token_hash); });
        return found;
    }
};
ON_EVERY_DATABASE(WaitingImports);

TEST_P(WaitingImports, ComeBackAsTheyWereSent) {
    keep_one("one", "jane", 1);
    const auto found = find("one");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->account, "jane");
    EXPECT_EQ(found->shown, "shown");
    EXPECT_EQ(found->sent_at, at(1));
    ASSERT_EQ(found->files.size(), 2U);
    EXPECT_EQ(found->files[0].name, "a.csv");
    EXPECT_EQ(found->files[1].contents, "more");
    EXPECT_FALSE(find("other"));
    store->change_sign_ins(code, [](Database& database) { drop_waiting(database, code, "one"); });
    EXPECT_FALSE(find("one"));
}

TEST_P(WaitingImports, MakeRoomForTheNext) {
    keep_one("one", "jane", 1);
    keep_one("two", "jane", 2);
    EXPECT_FALSE(find("one"));  // an account has one
    keep_one("three", "june", 3);
    EXPECT_TRUE(find("two"));
    keep_one("four", "jack", 4, 20);  // nine bytes each
    EXPECT_FALSE(find("two"));
    EXPECT_TRUE(find("three"));
    EXPECT_TRUE(find("four"));
    store->change_sign_ins(code, [](Database& database) { drop_waiting_before(database, code, at(4)); });
    EXPECT_FALSE(find("three"));
    EXPECT_TRUE(find("four"));
}

TEST_P(WaitingImports, GoWithAChildWhoseFileIsDestroyed) {
    apply(some_records(2), 1);
    keep_one("one", "jane", 2);
    value_of(value_of(Store::open(place->owners_url(), OpenMode::existing))
                 ->destroy(code, "TEST1000", author, "75 years", at(3),
                           [](const care::AccessLists&, std::uint64_t) { return std::nullopt; }));
    EXPECT_FALSE(find("one"));
}

}  // namespace
}  // namespace footprint::store::tests
