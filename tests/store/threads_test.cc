#include <atomic>
#include <thread>

#include "store/support.h"

namespace footprint::store::tests {
namespace {

using Threads = StoreContract;
ON_EVERY_DATABASE(Threads);

// Children come in tens, so that a half-written state would show.
care::Records batch(int number) {
    return some_records(10, "TEST" + std::to_string(100 + number) + "-");
}

TEST_P(Threads, ReadWhileSomebodyWritesSeesWholeWritesOnly) {
    std::atomic<bool> done = false;
    std::atomic<int> reads = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            std::size_t before = 0;
            while (!done || reads < 6) {
                const auto records = store->load(code);
                ASSERT_TRUE(records);
                EXPECT_EQ(records->children.size() % 10, 0U);
                EXPECT_EQ(records->episodes.size(), records->children.size());
                EXPECT_GE(records->children.size(), before);
                before = records->children.size();
                ++reads;
            }
        });
    }
    for (int i = 0; i < 12; ++i) apply(batch(i), i + 1);
    done = true;
    for (auto& reader : readers) reader.join();
    EXPECT_EQ(load().children.size(), 120U);
    expect_whole();
}

TEST_P(Threads, AReadThatHasBegunKeepsItsMoment) {
    apply(batch(0), 1);
    const auto database = place->behind_the_back();
    const Transaction reading(*database, Access::read, Scope::of(code));
    apply(batch(1), 2);
    const auto count = database->prepare("SELECT count(*) FROM \"Header\"");
    ASSERT_TRUE(count->step());
    EXPECT_EQ(count->number(0), 10);
    EXPECT_EQ(load().children.size(), 20U);
}

TEST_P(Threads, WritersOfTwoStoresTakeTurns) {
    const auto second = opened(*place, OpenMode::existing);
    const auto write = [](Store& into, const std::string& prefix) {
        for (int i = 0; i < 15; ++i)
            value_of(into.apply(code, some_records(1, "TEST" + prefix + std::to_string(100 + i)), author, "",
                                at(1)));
    };
    std::thread other([&] { write(*second, "B"); });
    write(*store, "A");
    other.join();
    EXPECT_EQ(load().children.size(), 30U);
    EXPECT_EQ(store->journal(code).size(), 31U);
    expect_whole();
}

TEST_P(Threads, OnlyOneOfTwoWhoChangeTheSameRowSucceeds) {
    const auto records = some_records(1);
    const std::uint64_t seen = apply(records, 1).version;
    std::atomic<int> succeeded = 0;
    std::vector<std::thread> officers;
    for (int i = 0; i < 4; ++i) {
        officers.emplace_back([&, i] {
            care::ReviewDetails row = records.review_details[0];
            row.place = "place " + std::to_string(i);
            if (store->put(code, records, row, seen, {"Officer " + std::to_string(i)}, "", at(2)))
                ++succeeded;
        });
    }
    for (auto& officer : officers) officer.join();
    EXPECT_EQ(succeeded, 1);
    EXPECT_EQ(store->versions_of(code, records, records.review_details[0]).size(), 2U);
}

TEST_P(Threads, BackupWhileSomebodyWritesIsWholeAndOfOneMoment) {
    std::atomic<bool> done = false;
    std::atomic<int> written = 0;
    std::thread writer([&] {
        for (int i = 0; !done; ++i) {
            apply(batch(i), i + 1);
            ++written;
        }
    });
    std::vector<std::string> copies;
    for (int i = 0; i < 4; ++i) {
        const int before = written;
        while (written == before) std::this_thread::yield();
        copies.push_back(place->free_file("copy" + std::to_string(i)));
        const int acknowledged = written;
        value_of(store->backup(copies.back()));
        const auto copy = value_of(Store::open("sqlite:" + copies.back(), OpenMode::existing));
        const auto records = value_of(copy->load(code));
        EXPECT_EQ(records.children.size() % 10, 0U);
        EXPECT_GE(static_cast<int>(records.children.size()), 10 * acknowledged);
        EXPECT_TRUE(copy->verify().empty());
    }
    done = true;
    writer.join();
    expect_whole();
}

}  // namespace
}  // namespace footprint::store::tests
