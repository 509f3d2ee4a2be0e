#include "store/files.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "store/migrations.h"
#include "store/support.h"

namespace footprint::store::tests {
namespace {

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void write_bytes(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

class SqliteFiles : public testing::Test {
  protected:
    SqlitePlace place;
    std::unique_ptr<Store> store = with_authority(place);

    care::Records fill(int children, int second) {
        const auto records = some_records(children);
        value_of(store->apply(code, records, author, "", at(second)));
        return records;
    }
    std::string copy_named(const std::string& name) {
        const std::string path = place.free_file(name);
        value_of(store->backup(path));
        return path;
    }
    static Problem refusal(const Result<Done>& result) {
        if (result) {
            ADD_FAILURE() << "was not refused";
            return {};
        }
        return result.problems().front();
    }
};

TEST_F(SqliteFiles, MayBeReadByTheirOwnerOnly) {
    fill(3, 1);
    const std::string copy = copy_named("copy.db");
    for (const std::string& path : {place.path(), place.path() + "-wal", place.path() + "-shm", copy}) {
        struct stat file {};
        ASSERT_EQ(::stat(path.c_str(), &file), 0) << path;
        EXPECT_EQ(file.st_mode & 0777U, 0600U) << path;
    }
}

TEST_F(SqliteFiles, BackupIsOneFileThatCanBeOpened) {
    const auto records = fill(5, 1);
    const std::string copy = copy_named("copy.db");
    EXPECT_FALSE(std::filesystem::exists(copy + "-wal"));
    EXPECT_FALSE(std::filesystem::exists(copy + ".part"));
    const auto opened_copy = value_of(Store::open("sqlite:" + copy, OpenMode::existing));
    EXPECT_EQ(value_of(opened_copy->load(code)).episodes.all(), records.episodes.all());
    EXPECT_EQ(opened_copy->journal(code), store->journal(code));
}

TEST_F(SqliteFiles, BackupOverwritesNothing) {
    const std::string path = place.free_file("precious");
    write_bytes(path, "precious");
    EXPECT_EQ(refusal(store->backup(path)).kind, Problem::Kind::conflict);
    EXPECT_EQ(bytes_of(path), "precious");
    EXPECT_EQ(refusal(store->backup(place.free_file("no/such/folder/copy"))).kind,
              Problem::Kind::not_permitted);
}

TEST_F(SqliteFiles, BackupOfATamperedDatabaseIsNotKept) {
    fill(2, 1);
    place.behind_the_back()->execute("UPDATE \"Header\" SET \"SEX\" = 'M'");
    const std::string path = place.free_file("copy.db");
    EXPECT_EQ(refusal(store->backup(path)).kind, Problem::Kind::unreadable);
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_FALSE(std::filesystem::exists(path + ".part"));
}

TEST_F(SqliteFiles, RestorePutsBackWhatWasCopiedAndKeepsWhatWasThere) {
    fill(2, 1);
    const std::string copy = copy_named("copy.db");
    fill(7, 2);
    store.reset();
    value_of(restore(place.url(), copy));
    store = opened(place, OpenMode::existing);
    EXPECT_EQ(value_of(store->load(code)).children.size(), 2U);
    EXPECT_TRUE(store->verify().empty());
    const auto before = value_of(Store::open(place.url() + ".before-restore", OpenMode::existing));
    EXPECT_EQ(value_of(before->load(code)).children.size(), 7U);
}

TEST_F(SqliteFiles, RestorePutsACopyWhereThereIsNothingOrRubbish) {
    fill(2, 1);
    const std::string copy = copy_named("copy.db");
    store.reset();
    const std::string elsewhere = place.free_file("elsewhere.db");
    value_of(restore("sqlite:" + elsewhere, copy));
    EXPECT_TRUE(value_of(Store::open("sqlite:" + elsewhere, OpenMode::existing))->verify().empty());
    std::string damaged = bytes_of(place.path());
    damaged.resize(damaged.size() / 2);
    write_bytes(place.path(), damaged);
    value_of(restore(place.url(), copy));
    EXPECT_EQ(value_of(opened(place, OpenMode::existing)->load(code)).children.size(), 2U);
    EXPECT_EQ(bytes_of(place.path() + ".before-restore"), damaged);
}

TEST_F(SqliteFiles, RestoreIsRefusedWhileTheDatabaseIsInUse) {
    fill(2, 1);
    const std::string copy = copy_named("copy.db");
    const Problem problem = refusal(restore(place.url(), copy));
    EXPECT_EQ(problem.kind, Problem::Kind::conflict);
    EXPECT_NE(problem.message.find("in use"), std::string::npos);
    EXPECT_EQ(value_of(store->load(code)).children.size(), 2U);
    EXPECT_FALSE(std::filesystem::exists(place.path() + ".restoring"));
}

TEST_F(SqliteFiles, RestoreRefusesWhatIsNoCopy) {
    store.reset();
    const std::string there = bytes_of(place.path());
    EXPECT_EQ(refusal(restore(place.url(), place.free_file("none"))).kind, Problem::Kind::not_found);
    EXPECT_EQ(refusal(restore(place.url(), place.path())).kind, Problem::Kind::wrong_use);
    const std::string file = place.free_file("file");
    for (const std::string& bytes : {std::string(), std::string("SQLite format 3"), std::string(5000, 'x')}) {
        write_bytes(file, bytes);
        EXPECT_EQ(refusal(restore(place.url(), file)).kind, Problem::Kind::unreadable) << bytes.size();
    }
    EXPECT_EQ(bytes_of(place.path()), there);
}

TEST_F(SqliteFiles, RestoreRefusesATruncatedCopy) {
    fill(40, 1);
    const std::string whole = bytes_of(copy_named("copy.db"));
    store.reset();
    const std::string cut = place.free_file("cut.db");
    for (const double share : {0.05, 0.3, 0.6, 0.9, 0.99}) {
        write_bytes(cut, std::string_view(whole).substr(
                             0, static_cast<std::size_t>(share * static_cast<double>(whole.size()))));
        EXPECT_EQ(refusal(restore(place.url(), cut)).kind, Problem::Kind::unreadable) << share;
    }
    for (const std::size_t lost : {std::size_t{1}, std::size_t{4096}}) {
        write_bytes(cut, std::string_view(whole).substr(0, whole.size() - lost));
        EXPECT_EQ(refusal(restore(place.url(), cut)).kind, Problem::Kind::unreadable) << lost;
    }
    EXPECT_EQ(value_of(opened(place, OpenMode::existing)->load(code)).children.size(), 40U);
}

// A bit may lie where nothing is kept; then the copy must be, row for row, what was copied. Else it is
// refused.
TEST_F(SqliteFiles, RestoreRefusesAFlippedBitThatMatters) {
    const auto records = fill(20, 1);
    const auto entries = store->journal(code);
    const std::string whole = bytes_of(copy_named("copy.db"));
    store.reset();
    std::mt19937 random(7);
    const std::string flipped = place.free_file("flipped.db");
    const std::string target = place.free_file("target.db");
    int refused = 0;
    for (int round = 0; round < 150; ++round) {
        std::string bytes = whole;
        const std::size_t where = random() % bytes.size();
        bytes[where] = static_cast<char>(bytes[where] ^ (1 << (random() % 8)));
        write_bytes(flipped, bytes);
        for (const char* suffix : {"", "-wal", "-shm", ".before-restore"})
            std::filesystem::remove(target + suffix);
        if (!restore("sqlite:" + target, flipped)) {
            ++refused;
            EXPECT_FALSE(std::filesystem::exists(target)) << where;
            continue;
        }
        const auto restored = value_of(Store::open("sqlite:" + target, OpenMode::existing));
        const auto loaded = value_of(restored->load(code));
        EXPECT_EQ(loaded.children, records.children) << where;
        EXPECT_EQ(loaded.episodes.all(), records.episodes.all()) << where;
        EXPECT_EQ(loaded.returned_reviews.all(), records.returned_reviews.all()) << where;
        EXPECT_EQ(loaded.review_details.all(), records.review_details.all()) << where;
        EXPECT_EQ(restored->journal(code), entries) << where;
    }
    EXPECT_GT(refused, 5);
    const std::size_t name = whole.find("TESTR1007");
    ASSERT_NE(name, std::string::npos);
    std::string bytes = whole;
    bytes[name] = 'U';
    write_bytes(flipped, bytes);
    EXPECT_EQ(refusal(restore(place.url(), flipped)).kind, Problem::Kind::unreadable);
}

TEST(SqliteAddress, IsRefusedWithAReason) {
    const SqlitePlace place;
    const auto kind_of_refusal = [](const std::string& url, OpenMode mode) {
        const auto store = Store::open(url, mode);
        return store ? Problem::Kind::too_large : store.problems().front().kind;
    };
    EXPECT_EQ(kind_of_refusal(place.url(), OpenMode::existing), Problem::Kind::not_found);
    EXPECT_EQ(kind_of_refusal("footprint.db", OpenMode::create), Problem::Kind::wrong_use);
    EXPECT_EQ(kind_of_refusal("sqlite:", OpenMode::create), Problem::Kind::wrong_use);
    EXPECT_EQ(kind_of_refusal("sqlite::memory:", OpenMode::create), Problem::Kind::wrong_use);
    EXPECT_EQ(kind_of_refusal("mysql://localhost", OpenMode::create), Problem::Kind::wrong_use);
    EXPECT_EQ(kind_of_refusal("sqlite:" + place.free_file("no/such/folder"), OpenMode::create),
              Problem::Kind::not_permitted);
    write_bytes(place.path(), "child,born\n");
    EXPECT_EQ(kind_of_refusal(place.url(), OpenMode::existing), Problem::Kind::unreadable);
    EXPECT_EQ(kind_of_refusal(place.url(), OpenMode::create), Problem::Kind::unreadable);
    write_bytes(place.path(), "");
    EXPECT_EQ(kind_of_refusal(place.url(), OpenMode::existing), Problem::Kind::not_found);
}

TEST(SqliteAddress, OfAnotherProgramsDatabaseIsRefused) {
    SqlitePlace place;
    write_bytes(place.path(), "");
    place.behind_the_back()->execute("CREATE TABLE accounts (number INTEGER)");
    const std::string before = bytes_of(place.path());
    for (const OpenMode mode : {OpenMode::existing, OpenMode::create}) {
        const auto store = Store::open(place.url(), mode);
        ASSERT_FALSE(store);
        EXPECT_NE(store.problems().front().message.find("another program"), std::string::npos);
    }
    EXPECT_FALSE(migrate(place.url(), false));
    EXPECT_EQ(bytes_of(place.path()), before);
}

// A database as the first step left it.
void make_older(SqlitePlace& place) {
    write_bytes(place.path(), "");
    const auto database = place.behind_the_back();
    Transaction transaction(*database, Access::write, Scope::all());
    take(*database, {shipped_migrations("src/store/migrations/sqlite").front()});
    transaction.commit();
}

TEST(Migrating, BringsAnOlderDatabaseUpToDate) {
    SqlitePlace place;
    make_older(place);
    for (const OpenMode mode : {OpenMode::existing, OpenMode::create}) {
        const auto store = Store::open(place.url(), mode);
        ASSERT_FALSE(store);
        EXPECT_NE(store.problems().front().message.find("footprint migrate"), std::string::npos);
    }
    EXPECT_EQ(value_of(migrate(place.url(), true)), steps_of("sqlite", 1));
    EXPECT_FALSE(Store::open(place.url(), OpenMode::existing));
    EXPECT_EQ(value_of(migrate(place.url(), false)), steps_of("sqlite", 1));
    EXPECT_TRUE(value_of(migrate(place.url(), false)).empty());
    const auto store = with_authority(place);
    value_of(store->apply(code, some_records(2), author, "", at(1)));
    EXPECT_TRUE(store->verify().empty());
}

TEST(Migrating, TakesAllStepsOrNone) {
    SqlitePlace place;
    make_older(place);
    place.behind_the_back()->execute("CREATE TABLE decisions (spoilt INTEGER)");
    EXPECT_THROW((void)migrate(place.url(), false), Fault);
    EXPECT_FALSE(place.behind_the_back()->has_table("Header"));
    EXPECT_EQ(value_of(migrate(place.url(), true)), steps_of("sqlite", 1));
}

TEST(Migrating, RefusesADatabaseOfANewerProgramAndAStepThatWasAnother) {
    SqlitePlace place;
    with_authority(place).reset();
    place.behind_the_back()->execute("INSERT INTO migrations VALUES (9999, '9999_later', 'f', 1)");
    const auto newer = Store::open(place.url(), OpenMode::existing);
    ASSERT_FALSE(newer);
    EXPECT_NE(newer.problems().front().message.find("newer version"), std::string::npos);
    EXPECT_FALSE(migrate(place.url(), false));
    place.behind_the_back()->execute(
        "DELETE FROM migrations WHERE number = 9999; UPDATE migrations SET fingerprint = 'f'");
    const auto other = Store::open(place.url(), OpenMode::existing);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.problems().front().kind, Problem::Kind::conflict);
}

// A file may not grow over a size, as on a full disk.
class SizeLimit {
  public:
    explicit SizeLimit(rlim_t bytes) {
        signal_before_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, signal_before_);
    }

  private:
    rlimit before_{};
    void (*signal_before_)(int) = nullptr;
};

TEST_F(SqliteFiles, AFullDiskIsAFaultAndLosesNothing) {
    fill(5, 1);
    const auto large = some_records(4000);
    try {
        const SizeLimit limit(600'000);
        (void)store->apply(code, large, author, "", at(2));
        FAIL() << "there was room";
    } catch (const Fault& fault) {
        EXPECT_NE(std::string(fault.what()).find("disk"), std::string::npos) << fault.what();
        EXPECT_NE(std::string(fault.what()).find("nothing was written"), std::string::npos) << fault.what();
    }
    EXPECT_EQ(value_of(store->load(code)).children.size(), 5U);
    EXPECT_TRUE(store->verify().empty());
    value_of(store->apply(code, large, author, "", at(3)));
    EXPECT_EQ(value_of(store->load(code)).children.size(), 4000U);
    EXPECT_TRUE(store->verify().empty());
}

TEST_F(SqliteFiles, ALockThatIsHeldTooLongIsAFaultForWritersOnly) {
    fill(2, 1);
    const auto database = place.behind_the_back();
    const Transaction writing(*database, Access::write, Scope::of(code));
    EXPECT_EQ(value_of(opened(place, OpenMode::existing)->load(code)).children.size(), 2U);
    EXPECT_EQ(value_of(store->load(code)).children.size(), 2U);
    try {
        (void)store->apply(code, some_records(3), author, "", at(2));
        FAIL() << "was not locked";
    } catch (const Fault& fault) {
        EXPECT_NE(std::string(fault.what()).find("locked by another program"), std::string::npos)
            << fault.what();
    }
}

TEST_F(SqliteFiles, DamageIsNamedByVerify) {
    fill(400, 1);
    store.reset();
    std::string bytes = bytes_of(place.path());
    // The page of a row: whatever is read as the file is opened stays whole.
    constexpr std::size_t page_bytes = 4096;
    const std::size_t row = bytes.find("TEST1200");
    ASSERT_NE(row, std::string::npos);
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(row - row % page_bytes), page_bytes, 'x');
    write_bytes(place.path(), bytes);
    store = opened(place, OpenMode::existing);
    const Problems found = store->verify();
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().place.field, "file");
}

}  // namespace
}  // namespace footprint::store::tests
