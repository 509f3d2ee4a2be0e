// A disk that is full: every save is refused with a page that says so, nothing is half written, and all goes
// on when there is room. What a child's file is opened for must be written down, so that files stay closed
// meanwhile.
#include <random>
#include <thread>

#include "cli/ground.h"
#include "cli/small_disk.h"

namespace footprint::cli::tests {
namespace {

// What no database writes in less room than it has letters.
std::string text_of_length(std::size_t length) {
    std::mt19937 random(20'260'331);
    std::uniform_int_distribution<int> letter('a', 'z');
    std::string text(length, ' ');
    for (char& one : text) one = static_cast<char>(letter(random));
    return text;
}

constexpr std::size_t long_text = 100'000;

// Databases whose room is a small disk.
class OnASmallDisk {
  public:
    virtual ~OnASmallDisk() = default;
    virtual std::string db() const = 0;
};

class FileOnASmallDisk : public OnASmallDisk {
  public:
    explicit FileOnASmallDisk(const SmallDisk& disk) : disk_(disk) {}
    std::string db() const override { return "sqlite:" + disk_.folder() + "/f.db"; }

  private:
    const SmallDisk& disk_;
};

// The tables lie on the small disk, the rest of the server where there is room: where that is full as well,
// the server stops.
class TablesOnASmallDisk : public OnASmallDisk {
  public:
    explicit TablesOnASmallDisk(const SmallDisk& disk) {
        execute("CREATE TABLESPACE small LOCATION '" + disk.folder() + "'");
        execute("ALTER DATABASE " + place_.name() + " SET TABLESPACE small");
    }
    ~TablesOnASmallDisk() override {
        execute("ALTER DATABASE " + place_.name() + " SET TABLESPACE pg_default");
        execute("DROP TABLESPACE small");
    }
    std::string db() const override { return place_.url(); }

  private:
    void execute(const std::string& statement) {
        auto backend =
            store::open_postgres(place_.cluster().address("postgres", store::tests::administrator));
        (*backend)->connect(store::Access::write)->execute(statement);
    }
    store::tests::PostgresPlace place_;
};

struct Kind {
    std::string name;
    int megabytes;
    const char* owner;
    std::unique_ptr<OnASmallDisk> (*make)(const SmallDisk&);
};

class FullDisk : public testing::TestWithParam<Kind> {
  protected:
    void SetUp() override {
        if (!disk.is_there()) return;
        database = GetParam().make(disk);
        program = std::make_unique<Program>(database->db());
        invent(*program, 50, 1);
        first_password = add_officer(*program, "ada", some_officer(*program));
        program->serve("");
        caller = std::make_unique<Caller>(*program);
        caller->sign_in("ada", first_password);
        addresses = caller->decisions(2);
        ASSERT_EQ(addresses.size(), 2U);
    }
    void TearDown() override {
        caller.reset();
        program.reset();
        database.reset();
    }
    web::Received post(const std::string& address, const std::string& based_on, const std::string& text) {
        return caller->post(address, {{"based_on", based_on}, {"text", text}, {"progress", "meanwhile"}});
    }
    // Until what waits to be written is written, however long the machine takes over it.
    web::Received get_once_open(const std::string& address) {
        for (;;) {
            auto received = caller->get(address);
            if (received.status == 200) return received;
            EXPECT_EQ(received.status, 507);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    }
    static void expect_full(const web::Received& received) {
        EXPECT_EQ(received.status, 507);
        EXPECT_NE(received.body.find("The disk is full"), std::string::npos);
        EXPECT_FALSE(Caller::found(received.body, "number is <strong>([^<]+)</strong>").empty());
    }

    SmallDisk disk{GetParam().megabytes, GetParam().owner};
    std::unique_ptr<OnASmallDisk> database;
    std::unique_ptr<Program> program;
    std::unique_ptr<Caller> caller;
    std::string first_password;
    std::vector<std::string> addresses;
};

INSTANTIATE_TEST_SUITE_P(On, FullDisk,
                         testing::Values(Kind{"Sqlite", 24, nullptr,
                                              [](const SmallDisk& disk) -> std::unique_ptr<OnASmallDisk> {
                                                  return std::make_unique<FileOnASmallDisk>(disk);
                                              }},
                                         Kind{"Postgres", 48, "postgres",
                                              [](const SmallDisk& disk) -> std::unique_ptr<OnASmallDisk> {
                                                  return std::make_unique<TablesOnASmallDisk>(disk);
                                              }}),
                         [](const auto& kind) { return kind.param.name; });

TEST_P(FullDisk, RefusesWhatIsSavedAndWritesNothingOfIt) {
    if (!disk.is_there()) return;
    EXPECT_EQ(caller->save(addresses[0], "before").status, 303);
    const std::string based_on = Caller::value_in(caller->get(addresses[0]).body, "based_on");
    disk.fill();
    const std::string text = text_of_length(long_text);
    for (int tries = 0; tries < 3; ++tries) {
        expect_full(post(addresses[0], based_on, text));
        expect_full(caller->keep_draft(addresses[1], text));
    }
    for (const char* page : {"/", "/children", "/calendar", "/measures", "/findings", "/health"})
        EXPECT_EQ(caller->get(page).status, 200) << page;
    disk.make_room();
    const auto still = get_once_open(addresses[0]);
    EXPECT_EQ(Caller::value_in(still.body, "based_on"), based_on);
    EXPECT_NE(still.body.find(">before<"), std::string::npos);
    EXPECT_EQ(still.body.find("meanwhile"), std::string::npos);
    EXPECT_EQ(caller->get(addresses[1]).body.find("Throw the draft away"), std::string::npos);
    EXPECT_EQ(post(addresses[0], based_on, text).status, 303);
    EXPECT_EQ(caller->keep_draft(addresses[1], "drafted").status, 204);
    EXPECT_EQ(caller->progress(addresses[0]), "meanwhile");
    EXPECT_EQ(caller->progress(addresses[1]), "drafted");
    EXPECT_EQ(program->stop(), 0);
    program->run({"verify"});
}

// An import by command is there as a whole or not at all as well.
TEST_P(FullDisk, TakesNothingOverOfAnImportThatDoesNotFit) {
    if (!disk.is_there()) return;
    program->run({"generate", program->path("files"), "--children", "400", "--years", "4", "--seed", "9",
                  "--as-at", "2026-03-31"});
    program->run({"export", program->path("before")});
    disk.fill();
    const Ran ran = program->attempt({"import", program->path("files")});
    EXPECT_EQ(ran.status, 3) << ran.said;
    EXPECT_NE(ran.said.find("is full"), std::string::npos) << ran.said;
    disk.make_room();
    program->run({"export", program->path("after")});
    for (const char* file : {"episodes.csv", "reviews.csv", "decisions.csv", "header.csv"})
        EXPECT_EQ(program->read(std::string("before/") + file), program->read(std::string("after/") + file));
    program->run({"verify"});
}

}  // namespace
}  // namespace footprint::cli::tests
