// Accounts and the readers of restricted files: roles that nobody has together, and two people who change the
// same thing at once.
#include "casework/accounts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <future>

#include "casework/casework.h"
#include "casework/sign_in.h"

namespace footprint::casework {
namespace {

using care::AccountRole;

const std::string code_of_authority = "E06999001";
const std::string child = "TEST1";

class AccountsTest : public testing::Test {
  protected:
    AccountsTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-accounts-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        const Address address{"sqlite:" + (folder_ / "f.db").string(), {}, {}, {}};
        EXPECT_TRUE(Casework::create_authority(
            address, {code_of_authority, "Westmere", "standard", std::nullopt}, {"anna", {1}}));
        casework_ = std::move(Casework::open(address)).value();
        accounts_ = std::make_unique<Accounts>(casework_->store(), code_of_authority);
    }
    ~AccountsTest() override {
        accounts_.reset();
        casework_.reset();
        std::filesystem::remove_all(folder_);
    }
    static care::Account account(const std::string& name, std::vector<AccountRole> roles) {
        return {{name}, "Person " + name, {}, std::move(roles), std::nullopt, std::nullopt};
    }
    care::Account add(const std::string& name, std::vector<AccountRole> roles) {
        return accounts_->add(account(name, std::move(roles)), {"maker"}, next()).value();
    }
    care::Account standing(const std::string& name) { return *accounts_->all().find(name); }
    std::vector<std::string> readers() {
        std::vector<std::string> names;
        for (const care::FileReader& row : accounts_->all().readers) names.push_back(row.account.text);
        return names;
    }
    Result<Done> name_readers(const std::vector<std::string>& names, std::uint64_t based_on,
                              const std::string& who = "maker") {
        return accounts_->restrict_file(child, names, based_on, {who}, "a relative", next());
    }
    std::size_t entries() { return casework_->store().journal(code_of_authority).size(); }
    Moment next() { return {now_ += 1'000'000}; }

    std::filesystem::path folder_;
    std::unique_ptr<Casework> casework_;
    std::unique_ptr<Accounts> accounts_;
    std::atomic<std::int64_t> now_{std::int64_t{1'774'900'000'000'000}};
};

bool is_of_somebody_else(const Result<Done>& done) {
    return !done && done.problems().front().kind == Problem::Kind::changed_meanwhile;
}

TEST_F(AccountsTest, HaveNoRolesThatCannotStandTogether) {
    const auto refused = accounts_->add(account("amina", {AccountRole::team_manager, AccountRole::manager}),
                                        {"maker"}, next());
    ASSERT_FALSE(refused);
    EXPECT_NE(printed(refused.problems()).find("team manager and manager cannot stand together"),
              std::string::npos);
    care::Account amina = add("amina", {AccountRole::iro});
    amina.roles.push_back(AccountRole::social_worker);
    EXPECT_FALSE(accounts_->change(amina, accounts_->version(), {"maker"}, "", next()));
    EXPECT_EQ(standing("amina").roles, std::vector<AccountRole>{AccountRole::iro});
    // One that had both before this was asked can be closed, and not opened again as it was.
    ASSERT_TRUE(casework_->store().put(code_of_authority, care::Records{}, amina,
                                       accounts_->last_written(amina)->version, {"maker"}, "", next()));
    amina.closed = true;
    EXPECT_TRUE(accounts_->change(amina, accounts_->version(), {"maker"}, "", next()));
    amina.closed.reset();
    EXPECT_FALSE(accounts_->change(amina, accounts_->version(), {"maker"}, "", next()));
}

TEST_F(AccountsTest, FollowNoClaimsOfRolesThatCannotStandTogether) {
    care::Account claimed = account("provider:1", {AccountRole::social_worker, AccountRole::iro});
    EXPECT_FALSE(accounts_->follow_claims(claimed, next()));
    EXPECT_EQ(accounts_->all().find("provider:1"), nullptr);
    // Nor where the account says the same from earlier days, so that nothing would be new.
    ASSERT_TRUE(
        casework_->store().put(code_of_authority, care::Records{}, claimed, 0, {"maker"}, "", next()));
    EXPECT_FALSE(accounts_->follow_claims(claimed, next()));
    claimed.roles = {AccountRole::iro};
    EXPECT_TRUE(accounts_->follow_claims(claimed, next()));
    EXPECT_EQ(standing("provider:1").roles, std::vector<AccountRole>{AccountRole::iro});
}

TEST_F(AccountsTest, ComeInByNoClaimsOfRolesThatCannotStandTogether) {
    SignIn sign_in(casework_->store(), code_of_authority, {});
    exchange::SignedIn person;
    person.subject = "1";
    person.name = "Ida Ash";
    person.roles = {"iro"};
    const auto in = sign_in.with_provider(person, next());
    ASSERT_TRUE(in);
    person.roles = {"iro", "team_manager"};
    const auto refused = sign_in.with_provider(person, next());
    ASSERT_FALSE(refused);
    EXPECT_NE(printed(refused.problems()).find("The roles team manager and iro cannot stand together"),
              std::string::npos);
    EXPECT_NE(printed(refused.problems()).find("Ask whoever manages accounts."), std::string::npos);
    const auto last = casework_->store().journal(code_of_authority).back();
    EXPECT_EQ(last.verb, "sign_in_refused");
    EXPECT_EQ(last.what, "account provider:1, by its claims: iro, team_manager");
    // What was open under the roles of before is over.
    EXPECT_TRUE(sign_in.sessions_of(standing("provider:1")).empty());
}

TEST_F(AccountsTest, AreChangedByOneOfTwoWhoSawTheSame) {
    care::Account first = add("amina", {AccountRole::iro});
    care::Account second = first;
    const std::uint64_t shown = accounts_->version();
    first.name = "Amina Ash";
    second.roles = {AccountRole::auditor};
    EXPECT_TRUE(accounts_->change(first, shown, {"one"}, "", next()));
    EXPECT_TRUE(is_of_somebody_else(accounts_->change(second, shown, {"two"}, "", next())));
    EXPECT_EQ(standing("amina"), first);
    EXPECT_EQ(accounts_->last_written(first)->recorded_by, "one");
    // The same once more changes nothing, and another account is in nobody's way.
    const std::size_t before = entries();
    EXPECT_TRUE(accounts_->change(first, shown, {"one"}, "", next()));
    EXPECT_EQ(entries(), before);
    add("bela", {AccountRole::iro});
    EXPECT_TRUE(accounts_->change(second, accounts_->version(), {"two"}, "", next()));
    EXPECT_EQ(standing("amina"), second);
}

TEST_F(AccountsTest, OfTwoAdministratorsWhoRemoveEachOtherOneStays) {
    for (int round = 0; round < 10; ++round) {
        const std::string names[] = {"ada" + std::to_string(round), "bob" + std::to_string(round)};
        // Whoever is left of the round before goes first.
        const care::AccessLists before = accounts_->all();
        for (const std::string& name : names) add(name, {AccountRole::administrator});
        for (care::Account old : before.accounts) {
            old.roles = {AccountRole::auditor};
            ASSERT_TRUE(accounts_->change(old, accounts_->version(), {"maker"}, "", next()));
        }
        const std::uint64_t shown = accounts_->version();
        const auto remove = [&](const std::string& other, const std::string& by) {
            return bool(accounts_->change(account(other, {AccountRole::auditor}), shown, {by}, "", next()));
        };
        auto one = std::async(std::launch::async, remove, names[1], names[0]);
        auto two = std::async(std::launch::async, remove, names[0], names[1]);
        EXPECT_EQ(int{one.get()} + int{two.get()}, 1);
        const care::AccessLists lists = accounts_->all();
        EXPECT_EQ(std::count_if(
                      lists.accounts.begin(), lists.accounts.end(),
                      [](const auto& row) { return row.roles == std::vector{AccountRole::administrator}; }),
                  1);
    }
}

class ReadersTest : public AccountsTest {
  protected:
    ReadersTest() {
        for (const char* name : {"amina", "bela", "cleo"}) add(name, {AccountRole::manager});
    }
    using Names = std::vector<std::string>;
};

TEST_F(ReadersTest, AreNamedByOneOfTwoWhoSawTheSame) {
    const std::uint64_t nobody = accounts_->version();
    EXPECT_TRUE(name_readers({"amina"}, nobody));
    EXPECT_TRUE(is_of_somebody_else(name_readers({"bela"}, nobody)));
    EXPECT_EQ(readers(), Names{"amina"});
    EXPECT_EQ(accounts_->readers_last_written(child)->recorded_by, "maker");
    // The same form sent twice is no second person.
    const std::size_t before = entries();
    EXPECT_TRUE(name_readers({"amina"}, nobody));
    EXPECT_EQ(entries(), before);
    EXPECT_TRUE(name_readers({"bela"}, accounts_->version()));
    EXPECT_EQ(readers(), Names{"bela"});
}

// What somebody took away leaves no row that could be in the way of who saw it there.
TEST_F(ReadersTest, TakenAwayMeanwhileAreNotWrittenOver) {
    ASSERT_TRUE(name_readers({"amina"}, accounts_->version()));
    const std::uint64_t with_amina = accounts_->version();
    ASSERT_TRUE(name_readers({}, with_amina));
    EXPECT_TRUE(is_of_somebody_else(name_readers({"bela"}, with_amina)));
    EXPECT_TRUE(is_of_somebody_else(name_readers({"amina", "bela"}, with_amina)));
    EXPECT_TRUE(readers().empty());
    EXPECT_TRUE(name_readers({"amina", "bela"}, accounts_->version()));
    EXPECT_EQ(readers(), (Names{"amina", "bela"}));
    // Changes of other things of access are in nobody's way.
    const std::uint64_t shown = accounts_->version();
    add("dora", {AccountRole::iro});
    EXPECT_TRUE(name_readers({"dora"}, shown));
    EXPECT_EQ(readers(), Names{"dora"});
}

TEST_F(ReadersTest, NamedAtTheSameMomentAreThoseOfOne) {
    for (int round = 0; round < 10; ++round) {
        ASSERT_TRUE(name_readers({}, accounts_->version()));
        const std::uint64_t shown = accounts_->version();
        auto one = std::async(std::launch::async, [&] { return bool(name_readers({"amina"}, shown)); });
        auto two = std::async(std::launch::async, [&] { return bool(name_readers({"bela"}, shown)); });
        const bool first = one.get();
        EXPECT_NE(first, two.get());
        EXPECT_EQ(readers(), Names{first ? "amina" : "bela"});
    }
}

TEST_F(ReadersTest, AndTheEmergencyThatNamingThemIsAreOneChange) {
    ASSERT_TRUE(name_readers({"amina"}, accounts_->version()));
    const std::uint64_t shown = accounts_->version();
    const std::size_t before = entries();
    ASSERT_TRUE(name_readers({"bela", "cleo"}, shown, "bela"));
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(accounts_->all().openings.size(), 1U);
    EXPECT_EQ(accounts_->all().openings.front().reason, "Named themselves for the file: a relative");
    EXPECT_EQ(readers(), (Names{"bela", "cleo"}));
    // Whoever comes too late opens nothing either.
    EXPECT_TRUE(is_of_somebody_else(name_readers({}, shown, "amina")));
    EXPECT_TRUE(is_of_somebody_else(name_readers({"amina", "bela"}, shown, "amina")));
    EXPECT_EQ(accounts_->all().openings.size(), 1U);
    store::JournalQuestion of_child;
    of_child.child = child;
    EXPECT_EQ(casework_->journal(of_child).size(), 2U);
    EXPECT_TRUE(casework_->store().verify().empty());
}

}  // namespace
}  // namespace footprint::casework
