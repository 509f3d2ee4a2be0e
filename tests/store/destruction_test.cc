// Destroying what is kept about a child: nothing of it is left, and the journal still proves the rest.
#include "store/destruction.h"
#include "store/outbox.h"

#include "store/sign_ins.h"
#include "store/support.h"
#include "store/versions.h"

namespace footprint::store::tests {
namespace {

std::optional<Problem> nothing_stands_against(const care::AccessLists&, std::uint64_t) {
    return std::nullopt;
}

class Destruction : public StoreContract {
  protected:
    void SetUp() override {
        auto records = some_records(4);
        records.decisions.push_back({{"TESTD1"}, {"TESTR1000"}, "Visit the school"});
        records.decisions.push_back({{"TESTD2"}, {"TESTR1003"}, "Visit the dentist"});
        records.noted.push_back({care::ChildNumber{0}, "review.late", "TEST1000", "late", "look"});
        records.noted.push_back({care::ChildNumber{3}, "review.late", "TEST1003", "late", "look"});
        // A talk about two children: neither's row.
        records.supervision.push_back({{"TESTO1"},
                                       day_of(2024, 5, 1),
                                       care::SupervisionKind::supervision,
                                       "TEST100; TEST1000, TEST1003",
                                       "drift"});
        apply(records, 1, "first");
        records.episodes.all()[0].need = care::CategoryOfNeed::N1;
        records.episodes.all()[3].need = care::CategoryOfNeed::N1;
        apply(records, 2, "second");
        expect_whole();
    }
    std::size_t destroy(const std::string& child, int second) {
        const auto owners = value_of(Store::open(place->owners_url(), OpenMode::existing));
        return value_of(owners->destroy(code, child, author, "75 years", at(second), nothing_stands_against));
    }
    // Whether any column of any table holds the text, but for the journal's words, which say whose file it
    // was.
    bool is_anywhere(const std::string& text) {
        const auto database = place->behind_the_back();
        for (const std::string& table : place->tables())
            for (const std::string& column : place->columns(table)) {
                if (table == "journal" && column == "what") continue;
                std::string sql = "SELECT 1 FROM ";
                sql += in_sql(table) + " WHERE CAST(" + in_sql(column) +
                       " AS TEXT) LIKE '%' || $1 || '%' LIMIT 1";
                const auto found = database->prepare(sql);
                found->bind(1, text);
                if (found->step()) return true;
            }
        return false;
    }
};
ON_EVERY_DATABASE(Destruction);

TEST_P(Destruction, LeavesNothingOfTheChildAndAllOfTheOthers) {
    ASSERT_TRUE(is_anywhere("TEST1000"));
    ASSERT_TRUE(is_anywhere("Visit the school"));
    // Two versions of the episode, a row of five other kinds, one with a mention.
    EXPECT_EQ(destroy("TEST1000", 50), 8U);
    ASSERT_EQ(load().supervision.size(), 1U);
    EXPECT_EQ(load().supervision.front().children, "TEST100; TEST1003");
    EXPECT_EQ(load(at(1)).supervision.front().children, "TEST100; TEST1003");
    EXPECT_GT(place->tables().size(), all_shapes().size() + 5);
    EXPECT_FALSE(is_anywhere("TEST1000"));
    EXPECT_FALSE(is_anywhere("TESTR1000"));
    EXPECT_FALSE(is_anywhere("Visit the school"));
    EXPECT_TRUE(is_anywhere("Visit the dentist"));
    expect_whole();
    const care::Records after = load();
    EXPECT_FALSE(after.find("TEST1000").is_known());
    ASSERT_TRUE(after.find("TEST1003").is_known());
    EXPECT_EQ(after.episodes.of(after.find("TEST1003")).front().need, care::CategoryOfNeed::N1);
    // Not as known at an earlier moment either.
    EXPECT_FALSE(load(at(1)).find("TEST1000").is_known());
    EXPECT_TRUE(load(at(1)).find("TEST1003").is_known());
    EXPECT_EQ(store->destroyed(code), std::set<std::string>{"TEST1000"});
    const auto entries = store->journal(code);
    EXPECT_EQ(entries.back().verb, destroy_verb);
    EXPECT_EQ(entries.back().what, "child TEST1000");
    EXPECT_EQ(entries.back().why, "75 years");
}

// Letters are no records: what is sent of others stays, and what waits is written again.
TEST_P(Destruction, TakesTheLettersAboutTheChild) {
    const auto letter = [](const char* id, const char* kind, const char* about, const char* words) {
        Letter one;
        one.id = id;
        one.kind = kind;
        one.about = about;
        one.words = words;
        one.state = "waiting";
        return one;
    };
    store->change_sign_ins(code, [&](Database& database) {
        put_in(database, code, letter("1", "invitation", "TESTR1000", ""));
        put_in(database, code, letter("2", "invitation", "TESTR1003", "words"));
        put_in(database, code, letter("3", "week_ahead", "", "A.B. waits"));
        put_in(database, code, letter("4", "week_ahead", "", ""));
    });
    destroy("TEST1000", 50);
    std::string left;
    store->read_sign_ins(code, [&](Database& database) {
        left.clear();
        for (const Letter& one : letters(database, code, 10)) left += one.id;
    });
    EXPECT_EQ(left, "24");
}

// What somebody was writing about an officer goes too, where it names the child; and no other's.
TEST_P(Destruction, TakesTheDraftsThatNameTheChild) {
    const auto draft = [](const char* place, const char* contents) {
        return Draft{"jane", place, contents, 1, at(1)};
    };
    store->change_sign_ins(code, [&](Database& database) {
        keep(database, code,
             draft("/officers/O1?supervision=new", "on=&children=TEST1%2C%20TEST1000&note=x"));
        keep(database, code, draft("/officers/O2?supervision=new", "on=&children=&note=About%20TEST1000."));
        keep(database, code, draft("/officers/O3?supervision=new", "on=&children=TEST10001&note="));
        keep(database, code, draft("/officers/O4?supervision=new", "on=&children=XTEST1000&note="));
        keep(database, code, draft("/children/TEST1000/contacts/C-1", "about=x"));
        keep(database, code, draft("/children/TEST1003/contacts/C-2", "about=x"));
    });
    destroy("TEST1000", 50);
    std::set<std::string> left;
    store->read_sign_ins(code, [&](Database& database) {
        left.clear();
        for (const Draft& one : drafts_of(database, code, "jane")) left.insert(one.place);
    });
    EXPECT_EQ(left, (std::set<std::string>{"/officers/O3?supervision=new", "/officers/O4?supervision=new",
                                           "/children/TEST1003/contacts/C-2"}));
}

// What was read before the transaction may be out of date; the last look is not.
TEST_P(Destruction, SeesAHoldThatWasPlacedAtTheLastMoment) {
    const auto owners = value_of(Store::open(place->owners_url(), OpenMode::existing));
    value_of(store->put(code, care::Records{}, care::LegalHold{{"inquiry"}, {"TEST1000"}, "An inquiry"}, 0,
                        author, "asked for", at(50)));
    std::uint64_t version = 0;
    const auto refused = owners->destroy(
        code, "TEST1000", author, "75 years", at(51),
        [&](const care::AccessLists& lists, std::uint64_t data_version) -> std::optional<Problem> {
            version = data_version;
            if (lists.holds.empty()) return std::nullopt;
            return Problem{Problem::Kind::not_permitted, {}, "held by " + lists.holds.front().hold.text};
        });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().front().message, "held by inquiry");
    EXPECT_EQ(version, store->data_version(code));
    EXPECT_TRUE(load().find("TEST1000").is_known());
    EXPECT_TRUE(store->destroyed(code).empty());
    expect_whole();
}

TEST_P(Destruction, CanBeDoneOneAfterTheOther) {
    for (int i = 0; i < 4; ++i) {
        destroy("TEST100" + std::to_string(i), 50 + i);
        expect_whole();
    }
    EXPECT_TRUE(load().children.empty());
    EXPECT_FALSE(store->destroy(code, "TEST1000", author, "", at(60), nothing_stands_against));
}

TEST_P(Destruction, LetsTheNextImportGoOn) {
    destroy("TEST1000", 50);
    auto newer = some_records(4);
    newer.children.erase(newer.children.begin());
    newer = some_records(3, "TESTB");
    newer.noted.push_back({care::ChildNumber{1}, "review.late", "TESTB1001", "late", "look"});
    newer.noted.push_back({care::ChildNumber{2}, "review.late", "TESTB1002", "late", "look"});
    newer.noted.push_back({care::ChildNumber{0}, "review.late", "TESTB1000", "late", "look"});
    apply(newer, 60);
    expect_whole();
    EXPECT_EQ(load().noted.size(), 3U);
    apply(newer, 61);
    expect_whole();
}

TEST_P(Destruction, IsCarriedIntoCopies) {
    destroy("TEST1000", 50);
    const std::string copy = place->free_file("copy.db");
    value_of(store->backup(copy));
    const auto other = value_of(Store::open("sqlite:" + copy, OpenMode::existing));
    EXPECT_EQ(printed(other->verify()), "");
    EXPECT_FALSE(value_of(other->load(code)).find("TEST1000").is_known());
}

// The everyday login adds and closes versions; it takes nothing away.
TEST(DestructionOnAServer, NeedsTheOwner) {
    PostgresPlace place;
    const auto store = with_authority(place);
    value_of(store->apply(code, some_records(2), author, "first", at(1)));
    try {
        (void)store->destroy(code, "TEST1000", author, "", at(2), nothing_stands_against);
        ADD_FAILURE() << "the everyday login could destroy";
    } catch (const Fault& fault) {
        EXPECT_NE(std::string(fault.what()).find("owner"), std::string::npos) << fault.what();
    }
    EXPECT_TRUE(value_of(store->load(code)).find("TEST1000").is_known());
    EXPECT_TRUE(store->verify().empty());
}

TEST_P(Destruction, DoesNotHideWhatSomebodyElseTookAway) {
    destroy("TEST1000", 50);
    expect_whole();
    place->behind_the_back()->execute("DELETE FROM \"Header\" WHERE \"CHILD\" = 'TEST1003'");
    EXPECT_FALSE(store->verify().empty());
}

TEST_P(Destruction, CannotBePretended) {
    place->behind_the_back()->execute("DELETE FROM \"Header\" WHERE \"CHILD\" = 'TEST1003'");
    place->behind_the_back()->execute(
        "INSERT INTO \"remains\" (authority, \"entry\", \"contents\", version, recorded_at, replaced_at, "
        "recorded_by, recorded_why, withdrawn) SELECT authority, 2, '', number, recorded_at, NULL, who, why, "
        "0 "
        "FROM journal WHERE number = 3");
    EXPECT_FALSE(store->verify().empty());
}

}  // namespace
}  // namespace footprint::store::tests
