#include "store/connections.h"

#include <thread>

#include "store/repeated.h"
#include "store/support.h"

namespace footprint::store::tests {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::string fault_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Fault& fault) {
        return fault.what();
    }
    return {};
}

// A real database to which no connection can be made for a while.
class Unsteady : public Backend {
  public:
    explicit Unsteady(std::unique_ptr<Backend> real) : real_(std::move(real)) {}
    std::unique_ptr<Database> connect(Access access) override {
        ++asked;
        if (is_away) throw Fault("away");
        return real_->connect(access);
    }
    std::string_view migrations() const override { return real_->migrations(); }
    std::string place() const override { return "The test's database"; }
    std::size_t writers_at_once() const override { return real_->writers_at_once(); }
    void put_into_service() override { real_->put_into_service(); }
    Problems damage() override { return real_->damage(); }
    Result<Done> copy_to(const std::string& path) override { return real_->copy_to(path); }

    bool is_away = false;
    int asked = 0;

  private:
    std::unique_ptr<Backend> real_;
};

class Bounded : public testing::Test {
  protected:
    SqlitePlace place;
    std::unique_ptr<Store> store = with_authority(place);
    Unsteady* unsteady = new Unsteady(value_of(open_sqlite(place.path(), SqliteFile::existing)));
    Connections connections{std::unique_ptr<Backend>(unsteady), PoolLimits{2, 4, milliseconds(60)}};
    const Scope scope = Scope::of(code);
};

TEST_F(Bounded, GivesEachReaderAConnectionUpToTheLimitAndThenSaysSo) {
    std::optional<Connections::Reading> first(std::in_place, connections, scope);
    const Connections::Reading second(connections, scope);
    const auto began = steady_clock::now();
    const std::string said = fault_of([&] { const Connections::Reading third(connections, scope); });
    EXPECT_GE(steady_clock::now() - began, milliseconds(60));
    EXPECT_NE(said.find("all 2 connections for reading were in use"), std::string::npos) << said;
    first.reset();
    const Connections::Reading third(connections, scope);
    EXPECT_EQ(unsteady->asked, 2);
}

TEST_F(Bounded, WaitsForOneThatComesBackInTime) {
    auto* first = new Connections::Reading(connections, scope);
    const Connections::Reading second(connections, scope);
    std::thread other([&] {
        std::this_thread::sleep_for(milliseconds(15));
        delete first;
    });
    EXPECT_EQ(fault_of([&] { const Connections::Reading third(connections, scope); }), "");
    other.join();
}

TEST_F(Bounded, HasOneWriterWhereTheDatabaseHasOne) {
    const Connections::Writing writing(connections, scope);
    EXPECT_NE(fault_of([&] { const Connections::Writing second(connections, scope); }).find("for writing"),
              std::string::npos);
}

TEST_F(Bounded, LosesNoPlaceToAConnectionThatCouldNotBeMade) {
    unsteady->is_away = true;
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(fault_of([&] { const Connections::Reading reading(connections, scope); }), "away");
    unsteady->is_away = false;
    const Connections::Reading first(connections, scope);
    const Connections::Reading second(connections, scope);
}

TEST(Repeated, TriesAgainWhatWasOvertakenAndNothingElse) {
    for (const int losses : {0, 1, most_attempts - 1}) {
        int calls = 0;
        EXPECT_EQ(repeated([&] {
                      if (calls++ < losses) throw Overtaken("overtaken");
                      return 7;
                  }),
                  7);
        EXPECT_EQ(calls, losses + 1);
    }
    int calls = 0;
    const auto always = [&]() -> int {
        ++calls;
        throw Overtaken("overtaken");
    };
    EXPECT_THROW(repeated(always), Overtaken);
    EXPECT_EQ(calls, most_attempts);
    calls = 0;
    const auto fails = [&]() -> int {
        ++calls;
        throw Fault("cut while it was made final");
    };
    EXPECT_THROW(repeated(fails), Fault);
    EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace footprint::store::tests
