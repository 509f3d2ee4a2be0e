#include "store/store.h"

#include "care/difference.h"
#include "store/support.h"

namespace footprint::store::tests {
namespace {

ON_EVERY_DATABASE(StoreContract);

TEST_P(StoreContract, KnowsTheAuthoritiesThatWereMade) {
    value_of(store->create_authority({"E06999002", "Other \"Borough\"", "standard", day_of(2019, 4, 1)},
                                     author, at(1)));
    const auto all = store->authorities();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].code, code);
    EXPECT_EQ(all[1], (care::Authority{"E06999002", "Other \"Borough\"", "standard", day_of(2019, 4, 1)}));
    const auto again = store->create_authority({code, "Again", "", std::nullopt}, author, at(2));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.problems().front().kind, Problem::Kind::conflict);
    EXPECT_EQ(store->authorities().size(), 2U);
}

TEST_P(StoreContract, RefusesWhatNamesNoAuthorityOrNobody) {
    const auto records = some_records(1);
    const auto unknown = store->load("E06999009");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.problems().front().kind, Problem::Kind::not_found);
    EXPECT_FALSE(store->apply("E06999009", records, author, "", at(1)));
    EXPECT_FALSE(store->apply(code, records, {""}, "", at(1)));
    care::Records other = some_records(1);
    other.authority.push_back({"E06999002", "Other", "", std::nullopt});
    const auto wrong = store->apply(code, other, author, "", at(1));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.problems().front().kind, Problem::Kind::conflict);
    EXPECT_TRUE(load().children.empty());
}

TEST_P(StoreContract, LoadsWhatWasApplied) {
    const auto records = some_records(7);
    const Applied applied = apply(records, 1);
    EXPECT_TRUE(applied.changed);
    const auto loaded = load();
    EXPECT_EQ(loaded.children, records.children);
    EXPECT_EQ(loaded.episodes.all(), records.episodes.all());
    EXPECT_EQ(loaded.returned_reviews.all(), records.returned_reviews.all());
    EXPECT_EQ(loaded.review_details.all(), records.review_details.all());
    EXPECT_EQ(loaded.reviews.size(), records.reviews.size());
    expect_whole();
}

TEST_P(StoreContract, CountsWhatItApplied) {
    apply(some_records(3), 1);
    care::Records newer = some_records(5);
    newer.episodes.all()[1].ended_on = day_of(2024, 12, 1);
    const Applied applied = apply(newer, 2);
    for (const TableCount& table : applied.tables) {
        const bool episodes = table.table == "Episodes";
        EXPECT_EQ(table.added, 2U) << table.table;
        EXPECT_EQ(table.changed, episodes ? 1U : 0U) << table.table;
        EXPECT_EQ(table.unchanged, episodes ? 2U : 3U) << table.table;
    }
    EXPECT_EQ(applied.tables.size(), 4U);
}

TEST_P(StoreContract, AppliedTwiceChangesNothing) {
    const auto records = some_records(4);
    const Applied first = apply(records, 1);
    const Applied second = apply(records, 2);
    EXPECT_FALSE(second.changed);
    EXPECT_EQ(second.version, first.version);
    EXPECT_EQ(store->data_version(code), first.version);
    EXPECT_EQ(store->versions_of(code, records, records.episodes[0]).size(), 1U);
    expect_whole();
}

TEST_P(StoreContract, KeepsWhatNewerRecordsDoNotMention) {
    apply(some_records(3, "TESTA"), 1);
    apply(some_records(2, "TESTB"), 2);
    const auto loaded = load();
    ASSERT_EQ(loaded.children.size(), 5U);
    EXPECT_EQ(loaded.children.front().id, "TESTA1000");
    EXPECT_EQ(loaded.children.back().id, "TESTB1001");
    EXPECT_EQ(loaded.episodes.of({4}).size(), 1U);
}

TEST_P(StoreContract, AnswersAsKnownAtBeforeOnAndAfter) {
    const auto first = some_records(2);
    auto second = some_records(2);
    second.episodes.all()[0].ended_on = day_of(2025, 1, 31);
    apply(first, 10);
    apply(second, 20);
    EXPECT_TRUE(load({at(10).micros - 1}).children.empty());
    EXPECT_EQ(load(at(10)).episodes.all(), first.episodes.all());
    EXPECT_EQ(load({at(10).micros + 1}).episodes.all(), first.episodes.all());
    EXPECT_EQ(load({at(20).micros - 1}).episodes.all(), first.episodes.all());
    EXPECT_EQ(load(at(20)).episodes.all(), second.episodes.all());
    EXPECT_EQ(load({at(20).micros + 1}).episodes.all(), second.episodes.all());
    EXPECT_EQ(load().episodes.all(), second.episodes.all());
}

TEST_P(StoreContract, TellsTheVersionsOfARow) {
    const auto records = some_records(1);
    apply(records, 1, "first return");
    auto newer = records;
    newer.episodes.all()[0].need = care::CategoryOfNeed::N1;
    apply(newer, 2, "second return");
    const auto versions = store->versions_of(code, records, records.episodes[0]);
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(versions[0].row, records.episodes[0]);
    EXPECT_EQ(versions[0].stored.recorded_at, at(1));
    EXPECT_EQ(versions[0].stored.replaced_at, at(2));
    EXPECT_EQ(versions[0].stored.recorded_why, "first return");
    EXPECT_EQ(versions[1].row, newer.episodes[0]);
    EXPECT_EQ(versions[1].stored.recorded_by, author.name);
    EXPECT_EQ(versions[1].stored.recorded_why, "second return");
    EXPECT_FALSE(versions[1].stored.replaced_at);
    EXPECT_LT(versions[0].stored.version, versions[1].stored.version);
}

TEST_P(StoreContract, WritesASingleRowOnTheVersionThatWasSeen) {
    const auto records = some_records(2);
    const std::uint64_t seen = apply(records, 1).version;
    care::ReviewDetails row = records.review_details[1];
    row.place = "at home";
    const std::uint64_t mine = value_of(store->put(code, records, row, seen, author, "put right", at(2)));
    EXPECT_GT(mine, seen);
    row.place = "at school";
    const auto late = store->put(code, records, row, seen, {"Somebody Else"}, "", at(3));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.problems().front().kind, Problem::Kind::changed_meanwhile);
    EXPECT_NE(late.problems().front().message.find(author.name), std::string::npos);
    EXPECT_EQ(load().review_details[1].place, "at home");
    value_of(store->put(code, records, row, mine, {"Somebody Else"}, "", at(4)));
    EXPECT_EQ(load().review_details[1].place, "at school");
    EXPECT_EQ(load(at(3)).review_details[1].place, "at home");
    expect_whole();
}

TEST_P(StoreContract, WritesNoVersionOfARowThatIsTheSame) {
    const auto records = some_records(1);
    const std::uint64_t seen = apply(records, 1).version;
    EXPECT_EQ(value_of(store->put(code, records, records.review_details[0], seen, author, "", at(2))), seen);
    EXPECT_EQ(store->data_version(code), seen);
}

TEST_P(StoreContract, PutsANewRowOnlyWhereThereIsNone) {
    const auto records = some_records(1);
    const std::uint64_t seen = apply(records, 1).version;
    const care::Decision decision{{"D1"}, {"TESTR1000"}, "See the dentist", "TEST carer", {}, {}, ""};
    const std::uint64_t version = value_of(store->put(code, records, decision, 0, author, "", at(2)));
    EXPECT_EQ(load().decisions, std::vector{decision});
    care::Decision other = decision;
    other.text = "See the doctor";
    const auto again = store->put(code, records, other, 0, author, "", at(3));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.problems().front().kind, Problem::Kind::changed_meanwhile);
    other.decision.text = "D2";
    const auto never = store->put(code, records, other, seen, author, "", at(3));
    ASSERT_FALSE(never);
    EXPECT_EQ(never.problems().front().kind, Problem::Kind::not_found);
    EXPECT_EQ(store->data_version(code), version);
}

TEST_P(StoreContract, RefusesARowOfAChildWhoIsNotThere) {
    apply(some_records(1), 1);
    const auto others = some_records(1, "TESTX");
    const auto refused = store->put(code, others, others.review_details[0], 0, author, "", at(2));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().front().kind, Problem::Kind::not_found);
}

TEST_P(StoreContract, WithdrawsARowAndBringsItBack) {
    const auto records = some_records(2);
    const std::uint64_t seen = apply(records, 1).version;
    const care::ReviewDetails& row = records.review_details[0];
    value_of(store->withdraw(code, records, row, seen, author, "recorded by mistake", at(2)));
    EXPECT_EQ(load().review_details.size(), 1U);
    EXPECT_EQ(load(at(1)).review_details.size(), 2U);
    EXPECT_FALSE(store->withdraw(code, records, row, seen, author, "", at(3)));
    EXPECT_FALSE(store->withdraw(code, records, row, 0, author, "", at(3)));
    expect_whole();
    apply(records, 4);
    EXPECT_EQ(load().review_details.all(), records.review_details.all());
    const auto versions = store->versions_of(code, records, row);
    ASSERT_EQ(versions.size(), 3U);
    EXPECT_FALSE(versions[0].stored.withdrawn);
    EXPECT_TRUE(versions[1].stored.withdrawn);
    EXPECT_FALSE(versions[2].stored.withdrawn);
    expect_whole();
}

TEST_P(StoreContract, LeavesOutTheRowsOfAWithdrawnChild) {
    const auto records = some_records(3);
    const std::uint64_t seen = apply(records, 1).version;
    value_of(store->withdraw(code, records, records.children[1], seen, author, "twice in the system", at(2)));
    const auto loaded = load();
    ASSERT_EQ(loaded.children.size(), 2U);
    EXPECT_EQ(loaded.episodes.size(), 2U);
    EXPECT_EQ(loaded.id_of(loaded.episodes[1].child), "TEST1002");
}

TEST_P(StoreContract, KeepsWhatWasNotedUntilTheNextReturn) {
    auto records = some_records(2);
    records.noted = {{{1}, "code.not_in_year", "Episodes, line 3", "Z9 is \"old\".", "Look it up."},
                     {{}, "duplicate.row", "Reviews, line 7", "Twice.", "Take one out."}};
    apply(records, 1);
    EXPECT_EQ(load().noted, records.noted);
    EXPECT_FALSE(apply(records, 2).changed);
    auto newer = some_records(2);
    apply(newer, 3);
    EXPECT_EQ(load().noted, records.noted);
    newer.noted = {{{0}, "duplicate.row", "Reviews, line 9", "Twice.", "Take one out."}};
    EXPECT_TRUE(apply(newer, 4).changed);
    EXPECT_EQ(load().noted, newer.noted);
    EXPECT_EQ(load(at(3)).noted, records.noted);
    expect_whole();
}

TEST_P(StoreContract, CountsItsVersionUpWithEveryChangeAndOnlyThen) {
    EXPECT_EQ(store->data_version("E06999009"), 0U);
    const std::uint64_t before = store->data_version(code);
    value_of(store->note(code, "read", "child TEST1000", "", author, at(1)));
    EXPECT_EQ(store->data_version(code), before);
    const std::uint64_t after = apply(some_records(1), 2).version;
    EXPECT_GT(after, before);
    const auto second = opened(*place, OpenMode::existing);
    EXPECT_EQ(second->data_version(code), after);
    value_of(second->apply(code, some_records(2), author, "", at(3)));
    EXPECT_GT(store->data_version(code), after);
}

TEST_P(StoreContract, KeepsAuthoritiesApart) {
    value_of(store->create_authority({"E06999002", "Other", "", std::nullopt}, author, at(1)));
    apply(some_records(3), 2);
    value_of(store->apply("E06999002", some_records(1), author, "", at(1)));
    EXPECT_EQ(load().children.size(), 3U);
    EXPECT_EQ(value_of(store->load("E06999002")).children.size(), 1U);
    expect_whole();
}

TEST_P(StoreContract, RefusesAKeyTwiceAndTakesNothingOver) {
    auto records = some_records(2);
    records.returned_reviews.add(records.returned_reviews[0]);
    records.settle();
    const auto refused = store->apply(code, records, author, "", at(1));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().front().kind, Problem::Kind::conflict);
    EXPECT_NE(refused.problems().front().message.find("Reviews TEST1000"), std::string::npos);
    EXPECT_TRUE(load().children.empty());
    EXPECT_EQ(store->journal(code).size(), 1U);
    expect_whole();
}

TEST_P(StoreContract, RefusesBytesThatAreNoTextAndTakesNothingOver) {
    for (const std::string& bad : {std::string("\xff\xfe"), std::string("a\0b", 3)}) {
        auto records = some_records(2);
        records.review_details.all()[1].place = bad;
        const auto refused = store->apply(code, records, author, "", at(1));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.problems().front().kind, Problem::Kind::unreadable);
        EXPECT_EQ(refused.problems().front().place.field, "review_details.place");
    }
    EXPECT_TRUE(load().children.empty());
}

TEST_P(StoreContract, RefusesABlankDayInAKey) {
    auto records = some_records(1);
    records.episodes.all()[0].began_on.reset();
    const auto refused = store->apply(code, records, author, "", at(1));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems().front().kind, Problem::Kind::missing);
}

TEST_P(StoreContract, GoesOnWhereTheClockWentBackALittleAndRefusesWhereItWentBackFar) {
    apply(some_records(1), 7200);
    const Applied same = apply(some_records(2), 7200);
    EXPECT_EQ(store->journal(code).back().at.micros, at(7200).micros + 1);
    apply(some_records(3), 3600 + 1);
    EXPECT_EQ(store->journal(code).back().at.micros, at(7200).micros + 2);
    const auto refused = store->apply(code, some_records(4), author, "", at(3599));
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.problems().front().message.find("clock"), std::string::npos);
    EXPECT_EQ(load().children.size(), 3U);
    EXPECT_LT(same.version, store->data_version(code));
    expect_whole();
}

TEST_P(StoreContract, WritesTheJournal) {
    apply(some_records(2), 1, "return of 2023-24");
    const auto noted =
        value_of(store->note(code, "read", "child TEST1000", "call from school", {"Other Officer"}, at(2)));
    const auto entries = store->journal(code);
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[0].verb, "create_authority");
    EXPECT_EQ(entries[1].verb, "apply");
    EXPECT_EQ(
        entries[1].what,
        R"({"Header":{"added":2},"Episodes":{"added":2},"Reviews":{"added":2},"review_details":{"added":2}})");
    EXPECT_EQ(entries[1].why, "return of 2023-24");
    EXPECT_EQ(entries[1].contents.size(), 64U);
    EXPECT_EQ(entries[2], noted);
    EXPECT_EQ(entries[2].who, "Other Officer");
    EXPECT_TRUE(entries[2].contents.empty());
    for (std::size_t i = 1; i < entries.size(); ++i) {
        EXPECT_EQ(entries[i].number, i + 1);
        EXPECT_EQ(entries[i].previous, entries[i - 1].hash);
    }
    EXPECT_EQ(store->journal(code, 1, 1), std::vector{entries[1]});
    const auto heads = store->journal_heads();
    ASSERT_EQ(heads.size(), 1U);
    EXPECT_EQ(heads[0].hash, noted.hash);
    EXPECT_EQ(heads[0].day, day_of(noted.at));
}

TEST_P(StoreContract, RefusesBytesThatAreNoTextInTheJournal) {
    const std::string nul("a\0b", 3);
    EXPECT_FALSE(store->note(code, "read", "child \xff", "", author, at(1)));
    EXPECT_FALSE(store->note(code, "read", nul, "", author, at(1)));
    EXPECT_FALSE(store->note(code, "read", "", nul, author, at(1)));
    EXPECT_FALSE(store->note(code, "read", "", "", {"\xfe"}, at(1)));
    EXPECT_FALSE(store->apply(code, some_records(1), author, "\xff", at(1)));
    EXPECT_EQ(store->journal(code).size(), 1U);
}

TEST_P(StoreContract, KeepsAHeadForEachDay) {
    apply(some_records(1), 86'400);
    apply(some_records(2), 2 * 86'400);
    apply(some_records(3), 2 * 86'400 + 1);
    const auto heads = store->journal_heads();
    ASSERT_EQ(heads.size(), 3U);
    EXPECT_EQ(heads[0].number, 1U);
    EXPECT_EQ(heads[1].number, 2U);
    EXPECT_EQ(heads[2].number, 4U);
    expect_whole();
}

TEST_P(StoreContract, KeepsMomentsOfFarAwayAsTheyAre) {
    const Moment far{std::int64_t{1} << 60};
    value_of(store->apply(code, some_records(1), author, "", far));
    EXPECT_EQ(store->journal(code).back().at, far);
    EXPECT_TRUE(load({far.micros - 1}).children.empty());
    EXPECT_EQ(load(far).children.size(), 1U);
}

TEST_P(StoreContract, IsThereAgainAfterItWasClosed) {
    apply(some_records(5), 1);
    store.reset();
    store = opened(*place, OpenMode::existing);
    EXPECT_EQ(load().children.size(), 5U);
    expect_whole();
}

}  // namespace
}  // namespace footprint::store::tests
