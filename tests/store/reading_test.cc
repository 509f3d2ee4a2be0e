// The views for programs that draw charts: what is current, of one's own authority, and no names.
#include <fstream>
#include <sstream>

#include "store/support.h"
#include "support/places.h"

namespace footprint::store::tests {
namespace {

const std::string neighbour = "E06999002";
const std::string reader = "footprint_test_reader";

class Reading : public testing::Test {
  protected:
    PostgresPlace place;
    std::unique_ptr<Store> store = with_authority(place);
    std::unique_ptr<Database> admin = place.behind_the_back();
    std::unique_ptr<Database> login;

    void SetUp() override {
        value_of(store->create_authority({neighbour, "Neighbour", "", std::nullopt}, author, at(1)));
        auto records = some_records(3);
        care::ChildDetails details;
        details.child = {1};
        details.first_name = "Invented";
        records.child_details.add(details);
        records.decisions.push_back({{"TESTD1"}, {"TESTR1000"}, "Visit the school"});
        records.decisions.push_back({{"TESTD2"}, {"TESTR1001"}, "Visit the dentist"});
        records.settle();
        value_of(store->apply(code, records, author, "", at(2)));
        records.episodes.all()[0].need = care::CategoryOfNeed::N1;
        value_of(store->apply(code, records, author, "", at(3)));
        value_of(store->apply(neighbour, some_records(2, "TESTN"), author, "", at(2)));
        const auto known = admin->prepare("SELECT 1 FROM pg_roles WHERE rolname = '" + reader + "'");
        if (!known->step()) admin->execute("CREATE ROLE " + reader + " LOGIN IN ROLE footprint_reader");
        admin->execute("INSERT INTO reader_logins VALUES ('" + code + "', '" + reader + "')");
        login = value_of(open_postgres(place.cluster().address(place.name(), reader)))->connect(Access::read);
    }
    int count(const std::string& query) {
        const auto select = login->prepare("SELECT count(*) FROM " + query);
        return select->step() ? static_cast<int>(select->number(0).value_or(0)) : -1;
    }
    bool is_denied(const std::string& query) {
        try {
            return count(query) < 0;
        } catch (const Fault& fault) {
            return std::string(fault.what()).find("may not do this") != std::string::npos;
        }
    }
};

TEST_F(Reading, ShowsWhatIsCurrentOfOnesOwnAuthority) {
    EXPECT_EQ(count("reading.\"Header\""), 3);
    EXPECT_EQ(count("reading.\"Episodes\""), 3);
    EXPECT_EQ(count("reading.\"Episodes\" WHERE \"CIN\" = 'N1'"), 1);
    EXPECT_EQ(count("reading.review_details"), 3);
    EXPECT_EQ(count("reading.decisions"), 2);
    EXPECT_EQ(count("reading.decisions WHERE child = 'TEST1001'"), 1);
    EXPECT_EQ(count("reading.authority"), 1);
    login->execute("SET footprint.authority = '*'");
    EXPECT_EQ(count("reading.\"Header\""), 3);
    login->execute("SET footprint.authority = '" + neighbour + "'");
    EXPECT_EQ(count("reading.\"Header\""), 3);
    EXPECT_EQ(count("reading.\"Header\" WHERE authority <> '" + code + "'"), 0);
}

TEST_F(Reading, OpensNoTable) {
    for (const TableShape* shape : all_shapes())
        EXPECT_TRUE(is_denied("public." + in_sql(shape->table))) << shape->table;
    for (const char* table : {"journal", "credentials", "sessions", "drafts", "calendar_addresses", "outbox",
                              "mail_wishes", "reader_logins"})
        EXPECT_TRUE(is_denied("public." + std::string(table))) << table;
    EXPECT_THROW(login->execute("DELETE FROM reading.\"Header\""), Fault);
}

TEST_F(Reading, LeavesRestrictedFilesOut) {
    value_of(store->put(code, {}, care::FileReader{{"TEST1001"}, {"maya"}}, 0, author, "", at(4)));
    EXPECT_EQ(count("reading.\"Header\""), 2);
    EXPECT_EQ(count("reading.\"Episodes\""), 2);
    EXPECT_EQ(count("reading.decisions"), 1);
}

TEST_F(Reading, ShowsALoginOfNobodyNothing) {
    admin->execute("DELETE FROM reader_logins");
    EXPECT_EQ(count("reading.\"Header\""), 0);
    EXPECT_EQ(count("reading.authority"), 0);
}

TEST_F(Reading, HasADictionaryOfEveryColumn) {
    std::ifstream in(footprint::tests::root() + "/docs/operating/reading.md");
    std::stringstream page;
    page << in.rdbuf();
    const std::string text = page.str();
    const auto columns = admin->prepare(
        "SELECT table_name::text, string_agg('`' || column_name || '`', ', ' ORDER BY ordinal_position) FROM "
        "information_schema.columns WHERE table_schema = 'reading' GROUP BY table_name ORDER BY table_name");
    int views = 0;
    for (; columns->step(); ++views) {
        const std::string line =
            "| `reading." + std::string(columns->text(0)) + "` | " + std::string(columns->text(1)) + " |";
        EXPECT_NE(text.find(line), std::string::npos) << "The page should say:\n" << line;
        for (const char* kept_back :
             {"`first_name`", "`last_name`", "`known_as`", "`chosen_words`", "`text`", "`progress`",
              "`about`", "`address`", "`answer`", "`HOME_POST`", "`PL_POST`"})
            EXPECT_EQ(line.find(kept_back), std::string::npos) << line;
    }
    EXPECT_EQ(views, 33);
}

}  // namespace
}  // namespace footprint::store::tests
