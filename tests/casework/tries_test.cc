// Tries are counted before they are made, and lock out who guesses and nobody else.
#include "casework/tries.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <future>

#include "casework/casework.h"
#include "casework/sign_in.h"
#include "store/sign_ins.h"

namespace footprint::casework {
namespace {

constexpr std::int64_t a_second = 1'000'000;
constexpr std::int64_t a_minute = 60 * a_second;
constexpr std::int64_t a_day = 24 * 60 * a_minute;
const std::string code_of_authority = "E06999001";

class TriesTest : public testing::Test {
  protected:
    TriesTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-tries-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        const Address address{"sqlite:" + (folder_ / "f.db").string(), {}, {}, {}};
        EXPECT_TRUE(Casework::create_authority(
            address, {code_of_authority, "Westmere", "standard", std::nullopt}, {"anna", {1}}));
        casework_ = std::move(Casework::open(address)).value();
        tries_ = std::make_unique<Tries>(casework_->store(), code_of_authority);
    }
    ~TriesTest() override {
        tries_.reset();
        casework_.reset();
        std::filesystem::remove_all(folder_);
    }
    bool may(Tried what, const std::string& account, const Origin& origin) {
        return bool(tries_->take(what, account, origin, now_));
    }
    // How many of so many tries one after the other are let through.
    int let_through(int how_many, Tried what, const std::string& account, const Origin& origin) {
        int through = 0;
        for (int i = 0; i < how_many; ++i) through += may(what, account, origin) ? 1 : 0;
        return through;
    }
    void know(const std::string& account, const std::string& device) {
        casework_->store().change_sign_ins(code_of_authority, [&](store::Database& database) {
            store::note_device(database, code_of_authority, account,
                               "device " + SignIn::hash_of_token(device), now_);
        });
    }
    void later(std::int64_t micros) { now_.micros += micros; }

    std::filesystem::path folder_;
    std::unique_ptr<Casework> casework_;
    std::unique_ptr<Tries> tries_;
    Moment now_{std::int64_t{1'774'900'000'000'000}};
};

TEST_F(TriesTest, WrongCodesOfManyAccountsLockNoOtherOut) {
    for (const Tried what : {Tried::code, Tried::proof, Tried::change})
        for (int account = 0; account < 60; ++account)
            EXPECT_EQ(let_through(9, what, "person" + std::to_string(account),
                                  {"198.51.100." + std::to_string(account), {}}),
                      5)
                << account;
    for (const Tried what : {Tried::code, Tried::proof, Tried::change})
        EXPECT_TRUE(may(what, "jane", {"203.0.113.1", {}}));
}

TEST_F(TriesTest, OneAddressIsNeverKeptOutForLong) {
    int through = 0;
    for (int account = 0; account < 40; ++account)
        through += let_through(5, Tried::password, "person" + std::to_string(account), {"203.0.113.9", {}});
    EXPECT_EQ(through, 100);
    const auto refused = tries_->take(Tried::password, "jane", {"203.0.113.9", {}}, now_);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.problems().front().message.find("Wait 1 minute"), std::string::npos);
    // Who signed in from this browser before is not counted with the address, nor is any other address.
    know("jane", "token");
    EXPECT_TRUE(may(Tried::password, "jane", {"203.0.113.9", "token"}));
    EXPECT_TRUE(may(Tried::password, "june", {"203.0.113.10", {}}));
    EXPECT_FALSE(may(Tried::password, "june", {"203.0.113.9", "token"}));  // it is jane's browser
    later(31 * a_second);
    EXPECT_TRUE(may(Tried::password, "june", {"203.0.113.9", {}}));
    EXPECT_FALSE(may(Tried::password, "joan", {"203.0.113.9", {}}));
    later(50 * a_minute);
    EXPECT_EQ(let_through(5, Tried::password, "amina", {"203.0.113.9", {}}), 5);
}

TEST_F(TriesTest, RightOnesDoNotCount) {
    for (int i = 0; i < 300; ++i) {
        const auto taken =
            tries_->take(Tried::password, "person" + std::to_string(i % 7), {"office", {}}, now_);
        ASSERT_TRUE(taken) << i;
        tries_->give_back(*taken, now_);
    }
    for (int i = 0; i < 300; ++i) {
        const auto taken = tries_->take(Tried::by_provider, {}, {"office", {}}, now_);
        ASSERT_TRUE(taken) << i;
        tries_->give_back(*taken, now_);
    }
    know("jane", "token");
    EXPECT_EQ(let_through(4, Tried::password, "jane", {"home", "token"}), 4);
    const auto right = tries_->take(Tried::password, "jane", {"home", "token"}, now_);
    ASSERT_TRUE(right);
    tries_->give_back(*right, now_);
    EXPECT_EQ(let_through(9, Tried::password, "jane", {"elsewhere", "token"}), 5);
}

TEST_F(TriesTest, AnAccountIsGuessedAtFromManyPlacesOnlySoOften) {
    int through = 0;
    for (int place = 0; place < 200; ++place)
        through += let_through(1, Tried::code, "jane", {"198.51.100." + std::to_string(place), {}});
    EXPECT_EQ(through, 50);
    know("jane", "token");
    EXPECT_TRUE(may(Tried::code, "jane", {"203.0.113.1", "token"}));
}

TEST_F(TriesTest, AllAtOnceAreNoMoreThanOneAfterTheOther) {
    std::vector<std::future<bool>> all;
    for (int i = 0; i < 24; ++i)
        all.push_back(std::async(std::launch::async, [this] {
            return may(Tried::password, "jane", {"203.0.113.9", {}});
        }));
    int through = 0;
    for (auto& one : all) through += one.get() ? 1 : 0;
    EXPECT_EQ(through, 5);
}

TEST_F(TriesTest, ReturnsFromTheProviderAreCountedByPlace) {
    EXPECT_EQ(let_through(100, Tried::by_provider, {}, {"203.0.113.9", {}}), 60);
    EXPECT_TRUE(may(Tried::by_provider, {}, {"203.0.113.10", {}}));
    EXPECT_TRUE(may(Tried::password, "jane", {"203.0.113.9", {}}));
    later(11 * a_second);
    EXPECT_EQ(let_through(5, Tried::by_provider, {}, {"203.0.113.9", {}}), 1);
}

TEST_F(TriesTest, WhatWasTypedIsNotKept) {
    const std::string typed = "my own secret " + std::string(60'000, 'x');
    EXPECT_TRUE(may(Tried::password, typed, {"203.0.113.9", "a device"}));
    EXPECT_TRUE(may(Tried::password, "hunter2 is my password", {"203.0.113.9", {}}));
    casework_->store().read_sign_ins(code_of_authority, [&](store::Database& database) {
        const auto rows = database.prepare("SELECT account, place FROM failed_sign_ins");
        int seen = 0;
        while (rows->step()) {
            ++seen;
            for (const int column : {0, 1}) {
                EXPECT_EQ(std::string(rows->text(column)).find("secret"), std::string::npos);
                EXPECT_EQ(std::string(rows->text(column)).find("hunter2"), std::string::npos);
                EXPECT_LT(rows->text(column).size(), 100U);
            }
        }
        EXPECT_EQ(seen, 3);
    });
}

TEST_F(TriesTest, AreForgottenWhilePeopleSignInAndDevicesAreNot) {
    SignIn sign_in(casework_->store(), code_of_authority, {});
    know("jane", "token");
    EXPECT_TRUE(may(Tried::password, "jane", {"203.0.113.9", "token"}));  // wrong, and never put right
    EXPECT_TRUE(may(Tried::password, "nobody", {"203.0.113.9", {}}));
    const auto rows = [&] {
        std::int64_t count = 0;
        casework_->store().read_sign_ins(code_of_authority, [&](store::Database& database) {
            const auto row = database.prepare("SELECT count(*) FROM failed_sign_ins");
            row->step();
            count = row->number(0).value_or(0);
        });
        return count;
    };
    EXPECT_EQ(rows(), 3);
    later(a_day + a_minute);
    EXPECT_FALSE(sign_in.with_password("somebody", "x", {"198.51.100.1", {}}, now_));
    EXPECT_EQ(rows(), 3);  // the device, and the two of this try
    casework_->store().read_sign_ins(code_of_authority, [&](store::Database& database) {
        EXPECT_TRUE(store::knows_device(database, code_of_authority, "jane",
                                        "device " + SignIn::hash_of_token("token")));
    });
}

}  // namespace
}  // namespace footprint::casework
