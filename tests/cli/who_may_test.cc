// Every command by every role: allowed, refused, restricted, another authority's. The page on who may do what
// is held against the same table.
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "casework/accounts.h"
#include "cli/acting.h"
#include "support/places.h"

namespace footprint::cli {
namespace {

using care::AccountRole;

const std::vector<AccountRole> roles = {
    AccountRole::iro,           AccountRole::manager,      AccountRole::business_support,
    AccountRole::social_worker, AccountRole::team_manager, AccountRole::firo,
    AccountRole::analyst,       AccountRole::auditor,      AccountRole::administrator,
    AccountRole::committee};

constexpr Moment long_ago{1'700'000'000'000'000};

struct Answer {
    int status = -1;
    std::string out;
    std::string err;
    bool says(const std::string& words) const { return err.find(words) != std::string::npos; }
    bool shows(const std::string& words) const { return out.find(words) != std::string::npos; }
};

std::string text_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// Two authorities in one database. In the first TEST1 and TEST2, whose file only 'named' may open, and an
// account for each role, called as the role is; in the second TESTB7.
class WhoMay : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-who-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        std::ofstream(folder_ / "there") << "a file";
        make_authority(first, {"TEST1", "TEST2"});
        make_authority(second, {"TESTB7"});
        const auto service = open(first);
        casework::Accounts accounts(service->store(), first);
        for (const AccountRole role : roles) add(accounts, std::string(care::printed(role)), role);
        add(accounts, "named", AccountRole::manager);
        care::Account gone = add(accounts, "gone", AccountRole::manager);
        gone.closed = true;
        EXPECT_TRUE(accounts.change(gone, accounts.version(), {"maker"}, "left", long_ago));
        EXPECT_TRUE(accounts.restrict_file("TEST2", {"named"}, accounts.version(), {"maker"}, "a relative",
                                           long_ago));
    }
    static void TearDownTestSuite() { std::filesystem::remove_all(folder_); }

    static void make_authority(const std::string& code, const std::vector<std::string>& children) {
        EXPECT_TRUE(casework::Casework::create_authority(
            {database(), {}, {}, {}}, {code, "Of " + code, "standard", std::nullopt}, {"maker", long_ago}));
        std::string header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
        std::string episodes =
            "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";
        for (const std::string& child : children) {
            header += child + ",F,01/05/2010,WBRI,UN1,,\n";
            episodes += child + ",08/06/2024,S,V2,N1,U6,PR1,,,,,,\n";
        }
        const auto service = open(code);
        exchange::ReadOptions options;
        options.today = day_of(2025, 3, 31);
        const auto preview = service->preview_import(
            std::vector<exchange::NamedBytes>{{"header.csv", header}, {"episodes.csv", episodes}}, options);
        EXPECT_TRUE(preview && service->take_over(*preview, {"maker", long_ago}, "test"));
    }
    static care::Account add(casework::Accounts& accounts, const std::string& name, AccountRole role) {
        return accounts.add({{name}, name, {}, {role}, std::nullopt, std::nullopt}, {"maker"}, long_ago)
            .value();
    }
    static std::unique_ptr<casework::Casework> open(const std::string& code) {
        return std::move(casework::Casework::open({database(), code, {}, {}})).value();
    }
    static std::string database() { return "sqlite:" + (folder_ / "f.db").string(); }
    static std::string path(const std::string& name) { return (folder_ / name).string(); }

    static Answer run(const std::string& command, const std::string& as = {}, const std::string& code = first,
                      const std::string& before = {}) {
        const std::string line = before + tests::program() + " " + command + " --as-at 2025-03-31 --db " +
                                 database() + " --authority " + code + (as.empty() ? "" : " --as " + as) +
                                 " >" + path("out") + " 2>" + path("err");
        const int status = std::system(line.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(path("out")), text_of(path("err"))};
    }
    // What it says whether they may is the same for the program and for who asks it here.
    static Result<Done> asked(std::string_view command, const std::string& as) {
        Common common;
        common.db = database();
        common.authority = first;
        common.as = as;
        return permitted(common, command);
    }
    static bool is_granted(const CommandAccess& row, AccountRole role) {
        return row.verb && care::reach(role, *row.verb) != care::Reach::nobody &&
               (!row.also || care::reach(role, *row.also) != care::Reach::nobody);
    }

    static inline const std::string first = "E06999001";
    static inline const std::string second = "E06999002";
    static inline std::filesystem::path folder_;
};

std::string table_of_commands() {
    std::ostringstream page;
    page << "| command | to |";
    for (const AccountRole role : roles) page << ' ' << care::printed(role) << " |";
    page << " restricted file | another authority's |\n|";
    for (std::size_t i = 0; i < roles.size() + 4; ++i) page << " --- |";
    page << '\n';
    for (const CommandAccess& row : command_access()) {
        page << "| `" << row.command << "` | "
             << (row.verb ? care::in_words(*row.verb) : "for who runs the machine, and no account") << " |";
        for (const AccountRole role : roles) {
            const auto reach = row.verb ? care::reach(role, *row.verb) : care::Reach::nobody;
            const bool lacks = row.also && care::reach(role, *row.also) == care::Reach::nobody;
            page << (lacks                              ? " |"
                     : reach == care::Reach::everybody  ? " yes |"
                     : reach == care::Reach::allocated  ? " own |"
                     : reach == care::Reach::works_with ? " theirs |"
                                                        : " |");
        }
        for (const std::string_view words : {row.restricted, row.elsewhere})
            page << (words.empty() ? " |" : " " + std::string(words) + " |");
        page << '\n';
    }
    return page.str();
}

TEST_F(WhoMay, IsOnThePageOnWhoMayDoWhat) {
    const std::string page = text_of(tests::root() + "/docs/who_may.md");
    const std::string table = table_of_commands();
    EXPECT_NE(page.find(table), std::string::npos) << "The page should hold:\n" << table;
}

TEST_F(WhoMay, GiveEveryCommandIsAsTheTableOfRolesSays) {
    for (const CommandAccess& row : command_access())
        for (const AccountRole role : roles) {
            const auto may = asked(row.command, std::string(care::printed(role)));
            EXPECT_EQ(may.has_value(), is_granted(row, role)) << row.command << ' ' << care::printed(role);
        }
}

// With arguments that do nothing, should the command be let through.
std::map<std::string_view, std::string> harmless(const std::string& folder) {
    return {{"init", "--name X --code E06999009"},
            {"demo", "--children 10"},
            {"generate", folder + "/generated"},
            {"comparators", folder},
            {"restore", folder + "/there"},
            {"migrate", "--dry-run"},
            {"import", folder + " --dry-run"},
            {"export", folder + "/exported"},
            {"timetable", ""},
            {"measures", "--measure population.looked_after"},
            {"children", "--measure population.looked_after"},
            {"findings", ""},
            {"work", ""},
            {"user add", "x --role nothing"},
            {"user list", ""},
            {"user password", "nobody"},
            {"user disable", "nobody"},
            {"retention", ""},
            {"hold", "BAD --why x"},
            {"release", "nothing --why x"},
            {"destroy", "TEST9 --why x"},
            {"serve", "--listen nonsense"},
            {"backup", folder + "/there"},
            {"heads", ""},
            {"verify", ""}};
}

TEST_F(WhoMay, HoldsForTheProgramItself) {
    const auto arguments = harmless(folder_.string());
    for (const CommandAccess& row : command_access()) {
        ASSERT_TRUE(arguments.contains(row.command)) << row.command;
        for (const AccountRole role :
             {AccountRole::committee, AccountRole::manager, AccountRole::administrator}) {
            const Answer answer = run(std::string(row.command) + ' ' + arguments.at(row.command),
                                      std::string(care::printed(role)));
            const std::string what =
                std::string(row.command) + " as " + std::string(care::printed(role)) + ": " + answer.err;
            EXPECT_EQ(answer.says("needs another role"), row.verb && !is_granted(row, role)) << what;
            EXPECT_EQ(answer.says("Leave --as and FOOTPRINT_AS out"), !row.verb) << what;
            if (!row.verb) EXPECT_EQ(answer.status, 2) << what;
            if (row.verb && !is_granted(row, role)) {
                EXPECT_EQ(answer.status, 1) << what;
                EXPECT_EQ(answer.out, "") << what;
            }
        }
    }
}

TEST_F(WhoMay, IsAskedOfAnOpenAccountOfThisAuthorityAndOfTheEnvironmentToo) {
    EXPECT_TRUE(run("measures", "nobody").says("no account 'nobody'"));
    EXPECT_TRUE(run("measures", "gone").says("is closed"));
    EXPECT_TRUE(run("measures", "manager", second).says("no account 'manager'"));
    EXPECT_TRUE(run("measures", "", first, "FOOTPRINT_AS=committee ").says("needs another role"));
    EXPECT_EQ(run("measures", "manager", first, "FOOTPRINT_AS=committee ").status, 0);
    EXPECT_TRUE(run("serve --without-sign-in --listen nonsense", "administrator").says("cannot bind"));
    EXPECT_EQ(run("measures").status, 0);
}

TEST_F(WhoMay, SeeARestrictedFileIsWhoIsNamedForIt) {
    for (const char* command :
         {"timetable --format jsonl", "findings --format jsonl",
          "children --measure population.looked_after --month 2025-03 --format jsonl"}) {
        const Answer kept = run(command, "manager");
        EXPECT_EQ(kept.status, 0) << kept.err;
        EXPECT_TRUE(kept.shows("TEST1")) << command;
        EXPECT_FALSE(kept.shows("TEST2")) << command;
        EXPECT_TRUE(run(command, "named").shows("TEST2")) << command;
        EXPECT_TRUE(run(command).shows("TEST2")) << command;
    }
    for (const char* command : {"timetable --child TEST2", "destroy TEST2 --why x", "export exported"}) {
        const Answer kept = run(command, "manager");
        EXPECT_EQ(kept.status, 1) << command;
        EXPECT_TRUE(kept.says("restricted")) << command << kept.err;
        EXPECT_EQ(kept.out, "") << command;
    }
    EXPECT_FALSE(std::filesystem::exists("exported"));
    EXPECT_EQ(run("timetable --child TEST2", "named").status, 0);
    EXPECT_EQ(run("export " + path("named"), "named").status, 0);
    EXPECT_NE(text_of(path("named/header.csv")).find("TEST2"), std::string::npos);
    // It is counted, and kept from being destroyed.
    EXPECT_TRUE(run("measures --month 2025-03 --measure population.looked_after --format json", "manager")
                    .shows("\"of\":2"));
    EXPECT_EQ(run("hold kept --child TEST2 --why x", "manager").status, 0);
    EXPECT_EQ(run("release kept --child TEST2 --why x", "manager").status, 0);
}

TEST_F(WhoMay, ReachAFileIsToldNoMoreThanThatThereIsNone) {
    // Of nobody's children, and of an id that another authority has.
    const std::string unknown = run("timetable --child TEST999", "manager").err;
    for (const auto& [command, as] :
         std::vector<std::pair<std::string, std::string>>{{"timetable --child TEST1", "social_worker"},
                                                          {"timetable --child TEST1", "firo"},
                                                          {"timetable --child TESTB7", "manager"},
                                                          {"timetable --child TESTB7", "auditor"}}) {
        const Answer answer = run(command, as);
        EXPECT_EQ(answer.status, 1) << command;
        EXPECT_EQ(answer.out, "") << command;
        EXPECT_EQ(answer.err.find("There is no child '"), 0U) << command << answer.err;
        EXPECT_EQ(answer.err.substr(answer.err.rfind('\'')), unknown.substr(unknown.rfind('\''))) << command;
    }
    EXPECT_FALSE(run("timetable --format jsonl", "social_worker").shows("TEST1"));
    for (const char* command : {"hold x --child TESTB7 --why x", "destroy TESTB7 --why x"})
        EXPECT_TRUE(run(command, "manager").says("There is no child 'TESTB7'")) << command;
    for (const char* command : {"timetable --format jsonl", "findings --format jsonl", "retention --all",
                                "children --measure population.looked_after --month 2025-03"})
        EXPECT_FALSE(run(command, "named").shows("TESTB7")) << command;
}

TEST_F(WhoMay, IsInTheJournalWithWhatTheyRead) {
    const auto noted = [](const std::string& who, const std::string& verb, const std::string& what) {
        store::JournalQuestion question;
        question.who = who;
        question.verb = verb;
        question.limit = 1000;
        for (const store::JournalEntry& entry : open(first)->journal(question))
            if (entry.what == what) return entry.who;
        return std::string();
    };
    ASSERT_EQ(run("timetable --child TEST1", "auditor", first, "USER=root ").status, 0);
    EXPECT_EQ(noted("auditor", "open_file", "timetable of TEST1"), "auditor (command line, root)");
    ASSERT_EQ(run("timetable --child TEST1", "", first, "USER=olga ").status, 0);
    EXPECT_EQ(noted("olga", "open_file", "timetable of TEST1"), "olga (command line)");
    ASSERT_EQ(
        run("children --month 2025-03 --measure population.looked_after", "", first, "USER=olga ").status, 0);
    EXPECT_NE(noted("olga", "read_lists", "children behind population.looked_after of 2025-03-31"), "");
    ASSERT_EQ(run("findings", "", first, "USER=olga ").status, 0);
    EXPECT_NE(noted("olga", "read_lists", "findings"), "");
    ASSERT_EQ(run("export " + path("noted"), "", first, "USER=olga ").status, 0);
    EXPECT_NE(noted("olga", "hand_out", "all records as files"), "");
    // Somebody who is not let through has read nothing.
    run("timetable --child TEST2", "auditor");
    EXPECT_EQ(noted("auditor", "open_file", "timetable of TEST2"), "");
}

}  // namespace
}  // namespace footprint::cli
