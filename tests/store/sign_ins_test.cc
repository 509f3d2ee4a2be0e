// What signing in needs, on every database: overwritten, kept apart by authority, and carried along by
// copies.
#include "store/sign_ins.h"

#include "store/support.h"

namespace footprint::store::tests {
namespace {

const std::string neighbour = "E06999002";

class SignIns : public StoreContract {
  protected:
    template <class Work>
    auto with(Work&& work, const std::string& authority = code) {
        decltype(work(std::declval<Database&>())) result{};
        store->change_sign_ins(authority, [&](Database& database) { result = work(database); });
        return result;
    }
    void run(const std::function<void(Database&)>& work, const std::string& authority = code) {
        store->change_sign_ins(authority, work);
    }
    std::optional<Session> session(const std::string& hash, const std::string& authority = code) {
        return store->look_up(authority, hash).session;
    }
};
ON_EVERY_DATABASE(SignIns);

TEST_P(SignIns, CredentialsAreOverwritten) {
    run([](Database& database) {
        keep(database, code, Credential{"jane", "hash", at(1), at(1), {}, 0, {}});
    });
    run([](Database& database) {
        keep(database, code, Credential{"jane", "other", at(2), {}, "KEY", 7, {"one", "two"}});
    });
    const auto found = with([](Database& database) { return find_credential(database, code, "jane"); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->password_hash, "other");
    EXPECT_EQ(found->chosen_at, at(2));
    EXPECT_EQ(found->given_at, Moment{});
    EXPECT_EQ(found->one_time_key, "KEY");
    EXPECT_EQ(found->last_step, 7);
    EXPECT_EQ(found->recovery, (std::vector<std::string>{"one", "two"}));
    EXPECT_FALSE(with([](Database& database) { return find_credential(database, code, "june"); }));
}

TEST_P(SignIns, SessionsEndOneByOneAndAllAtOnce) {
    for (const char* hash : {"a", "b", "c"})
        run([&](Database& database) {
            keep(database, code,
                 Session{
                     hash, hash == std::string("c") ? "june" : "jane", "code", at(1), at(1), {}, "key", ""});
        });
    run([](Database& database) { note_seen(database, code, "a", at(9)); });
    ASSERT_TRUE(session("a"));
    EXPECT_EQ(session("a")->seen_at, at(9));
    EXPECT_EQ(session("a")->stage, "code");
    EXPECT_EQ(session("a")->form_key, "key");
    run([](Database& database) { end_session(database, code, "a"); });
    EXPECT_FALSE(session("a"));
    EXPECT_EQ(with([](Database& database) { return sessions_of(database, code, "jane"); }).size(), 1U);
    run([](Database& database) { end_sessions_of(database, code, "jane"); });
    EXPECT_FALSE(session("b"));
    EXPECT_TRUE(session("c"));
    run([](Database& database) { drop_sessions(database, code, at(1), at(1)); });
    EXPECT_TRUE(session("c"));
    run([](Database& database) { drop_sessions(database, code, at(2), at(0)); });
    EXPECT_FALSE(session("c"));
}

TEST_P(SignIns, NothingReachesAnotherAuthority) {
    value_of(store->create_authority({neighbour, "Neighbour", "", std::nullopt}, author, at(1)));
    run([](Database& database) {
        keep(database, code, Session{"a", "jane", "", at(1), at(1), at(1), "key", ""});
        keep(database, code, Draft{"jane", "/there", "words", 3, at(1)});
        keep_tries(database, code, "jane", "place", {1, at(1)});
    });
    EXPECT_FALSE(session("a", neighbour));
    EXPECT_TRUE(
        with([](Database& database) { return drafts_of(database, neighbour, "jane"); }, neighbour).empty());
    EXPECT_EQ(
        with([](Database& database) { return failed_tries(database, neighbour, "jane", "place"); }, neighbour)
            .count,
        0);
    run([](Database& database) { end_sessions_of(database, neighbour, "jane"); }, neighbour);
    EXPECT_TRUE(session("a"));
}

TEST_P(SignIns, FailuresAreCountedByPlaceAndForgotten) {
    for (int second = 1; second <= 3; ++second)
        run([&](Database& database) { keep_tries(database, code, "jane", "here", {second, at(second)}); });
    run([](Database& database) { keep_tries(database, code, "jane", "there", {1, at(9)}); });
    const auto tries = [&](const std::string& place) {
        return with([&](Database& database) { return failed_tries(database, code, "jane", place); });
    };
    EXPECT_EQ(tries("here").count, 3);
    EXPECT_EQ(tries("here").last_at, at(3));
    EXPECT_EQ(tries("there").count, 1);
    run([](Database& database) { forget_failures(database, code, "jane", "here"); });
    EXPECT_EQ(tries("here").count, 0);
    EXPECT_FALSE(with([](Database& database) { return knows_device(database, code, "jane", "device 1"); }));
    run([](Database& database) { note_device(database, code, "jane", "device 1", at(1)); });
    EXPECT_TRUE(with([](Database& database) { return knows_device(database, code, "jane", "device 1"); }));
    run([](Database& database) { drop_failures(database, code, at(20), at(0)); });
    EXPECT_EQ(tries("there").count, 0);
    EXPECT_TRUE(with([](Database& database) { return knows_device(database, code, "jane", "device 1"); }));
    run([](Database& database) { drop_failures(database, code, at(0), at(2)); });
    EXPECT_FALSE(with([](Database& database) { return knows_device(database, code, "jane", "device 1"); }));
}

TEST_P(SignIns, DraftsAreTheirAuthorsAndOutliveTheirSessions) {
    run([](Database& database) {
        keep(database, code, Draft{"jane", "/a", "one", 3, at(1)});
        keep(database, code, Draft{"jane", "/a", "two\nlines", 4, at(2)});
        keep(database, code, Draft{"june", "/a", "hers", 3, at(2)});
        end_sessions_of(database, code, "jane");
    });
    const auto draft = with([](Database& database) { return find_draft(database, code, "jane", "/a"); });
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->contents, "two\nlines");
    EXPECT_EQ(draft->based_on, 4U);
    run([](Database& database) { drop_draft(database, code, "jane", "/a"); });
    EXPECT_FALSE(with([](Database& database) { return find_draft(database, code, "jane", "/a"); }));
    EXPECT_TRUE(with([](Database& database) { return find_draft(database, code, "june", "/a"); }));
}

TEST_P(SignIns, ACalendarHasOneAddressUntilItEnds) {
    value_of(store->create_authority({neighbour, "Neighbour", "", std::nullopt}, author, at(1)));
    const auto found = [&](const std::string& hash, const std::string& authority) {
        return with([&](Database& database) { return find_calendar(database, authority, hash).has_value(); },
                    authority);
    };
    run([](Database& database) {
        keep(database, code, CalendarAddress{"jane", "one", at(1)});
        keep(database, code, CalendarAddress{"june", "hers", at(1)});
        keep(database, code, CalendarAddress{"jane", "two", at(2)});
    });
    EXPECT_FALSE(found("one", code)) << "a newer one took its place";
    EXPECT_TRUE(found("two", code));
    EXPECT_FALSE(found("two", neighbour));
    EXPECT_EQ(with([](Database& database) { return calendar_of(database, code, "jane"); })->made_at, at(2));
    run([](Database& database) { drop_calendar(database, code, "jane"); });
    EXPECT_FALSE(found("two", code));
    EXPECT_TRUE(found("hers", code));
}

TEST_P(SignIns, DraftsAreReadByThoseTheyAreSharedWith) {
    const auto shared_with = [&](const std::string& account) {
        return with([&](Database& database) { return drafts_shared_with(database, code, account); });
    };
    run([](Database& database) {
        keep(database, code, Draft{"jane", "/a", "one", 3, at(1)});
        keep(database, code, Draft{"jane", "/b", "two", 3, at(1)});
        share(database, code, Draft{"jane", "/a", "", 0, {}, {"june", "jack"}});
    });
    ASSERT_EQ(shared_with("june").size(), 1U);
    EXPECT_EQ(shared_with("june").front().contents, "one");
    EXPECT_EQ(shared_with("jack").size(), 1U);
    EXPECT_TRUE(shared_with("jun").empty());
    EXPECT_TRUE(shared_with("jane").empty());
    // Writing on keeps it shared.
    run([](Database& database) { keep(database, code, Draft{"jane", "/a", "more", 3, at(2)}); });
    EXPECT_EQ(shared_with("june").front().contents, "more");
    run([](Database& database) { share(database, code, Draft{"jane", "/a", "", 0, {}, {}}); });
    EXPECT_TRUE(shared_with("june").empty());
}

TEST_P(SignIns, ACopyTakesPasswordsAndDraftsAlongAndLeavesSessionsBehind) {
    apply(some_records(1), 1);
    run([](Database& database) {
        keep(database, code, Credential{"jane", "hash", at(1), {}, "KEY", 7, {"one"}});
        keep(database, code, Draft{"jane", "/a", "words", 3, at(1)});
    });
    const std::string copy = place->free_file("copy.db");
    value_of(store->backup(copy));
    const auto other = value_of(Store::open("sqlite:" + copy, OpenMode::existing));
    other->change_sign_ins(code, [](Database& database) {
        EXPECT_EQ(find_credential(database, code, "jane")->one_time_key, "KEY");
        EXPECT_EQ(find_draft(database, code, "jane", "/a")->contents, "words");
    });
}

TEST_P(SignIns, WhoMayDoWhatIsKeptInVersionsAndLeavesThePictureOfTheRecordsAsItIs) {
    apply(some_records(1), 1);
    const std::uint64_t data = store->data_version(code);
    EXPECT_EQ(store->access_version(code), 0U);
    care::Account jane{{"jane"}, "Jane", {}, {care::AccountRole::iro}, std::nullopt, std::nullopt};
    const care::Records none;
    const std::uint64_t first = value_of(store->put(code, none, jane, 0, author, "new", at(2)));
    jane.roles = {care::AccountRole::manager, care::AccountRole::iro};
    value_of(store->put(code, none, jane, first, author, "promoted", at(3)));
    EXPECT_FALSE(store->put(code, none, jane, first, author, "too late", at(4)));
    const care::FileReader reader{{"TEST1000"}, {"jane"}};
    const std::uint64_t read = value_of(store->put(code, none, reader, 0, author, "family", at(5)));
    EXPECT_EQ(store->data_version(code), data);
    EXPECT_EQ(store->access_version(code), read);
    const care::AccessLists lists = store->load_access(code);
    ASSERT_NE(lists.find("jane"), nullptr);
    EXPECT_EQ(*lists.find("jane"), jane);
    EXPECT_TRUE(lists.is_restricted("TEST1000"));
    value_of(store->withdraw(code, none, reader, read, author, "over", at(6)));
    EXPECT_FALSE(store->load_access(code).is_restricted("TEST1000"));
    EXPECT_EQ(store->versions_of(code, none, jane).size(), 2U);
    expect_whole();
}

TEST_P(SignIns, TheJournalIsAskedByPersonChildAndDay) {
    apply(some_records(2), 1);
    value_of(store->note_all(code, {{{"jane"}, "open_file", "child TEST1000", "", at(2)},
                                    {{"june"}, "open_file", "child TEST1001", "", at(3)},
                                    {{"jane"}, "open_file", "decision D1 of TEST1001", "", at(86'402)},
                                    {{"jane"}, "open_file", "child TEST10001", "", at(86'403)}}));
    const auto found = [&](const JournalQuestion& question) { return store->journal(code, question); };
    JournalQuestion about;
    about.child = "TEST1000";
    EXPECT_EQ(found(about).size(), 1U);
    about.child = "TEST1001";
    ASSERT_EQ(found(about).size(), 2U);
    EXPECT_EQ(found(about)[0].who, "jane");  // the newest first
    about.who = "june";
    EXPECT_EQ(found(about).size(), 1U);
    about.child = "TEST100_";
    EXPECT_TRUE(found(about).empty());
    JournalQuestion days;
    days.from = days.until = day_of(at(86'402));
    EXPECT_EQ(found(days).size(), 2U);
    days.limit = 1;
    const auto newest = found(days);
    ASSERT_EQ(newest.size(), 1U);
    days.before = newest[0].number;
    EXPECT_EQ(found(days).at(0).what, "decision D1 of TEST1001");
    JournalQuestion verb;
    verb.verb = "apply";
    EXPECT_EQ(found(verb).size(), 1U);
    expect_whole();
}

}  // namespace
}  // namespace footprint::store::tests
