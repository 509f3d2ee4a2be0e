// The program: reads the command line, calls the command, turns faults into a message and a status.
#include <malloc.h>
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <functional>
#include <iostream>

#include "base/result.h"
#include "cli/acting.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "exchange/invented_authority.h"

namespace footprint::cli {

namespace {

// What the options of all commands are read into.
struct Line {
    Common common;
    std::string configuration;
    std::string as_at;
    std::string known_at;
    InitOptions init;
    InventOptions invent;
    ImportOptions import;
    TimetableOptions timetable;
    MeasureOptions measure;
    std::string folder;
    std::string kind;
    std::string file;
    std::string officer;
    ServeOptions serve;
    AccountOptions account;
    RetentionOptions retention;
    bool dry_run = false;
    std::string command;
    std::function<Exit(const Line&)> run;
};

const char* from_environment(const char* name, const char* otherwise) {
    const char* const set = std::getenv(name);
    return set == nullptr || *set == '\0' ? otherwise : set;
}

const char* default_db() {
    return from_environment("FOOTPRINT_DB", "sqlite:footprint.db");
}

CLI::App* command(CLI::App& app, Line& line, const std::string& name, const std::string& does,
                  const std::string& example, std::function<Exit(const Line&)> run) {
    const std::string whole = app.get_parent() == nullptr ? name : app.get_name() + ' ' + name;
    ensure(access_of(whole) != nullptr, "every command has a row in the table of who may give it");
    CLI::App* const sub = app.add_subcommand(name, does);
    sub->footer("Example:\n  " + example);
    sub->add_option("--db", line.common.db,
                    "Where the records are: sqlite:PATH, postgresql://..., or files:DIR to read a folder")
        ->default_str(default_db());
    sub->add_option("--only", line.common.only, "Of a folder read this file and no others (may be repeated)");
    sub->add_option("--configuration", line.configuration,
                    "The file that says how this service runs; other options go before what it says")
        ->default_str(from_environment("FOOTPRINT_CONFIGURATION", "none"));
    sub->add_option("--authority", line.common.authority,
                    "The authority's code, where the database has several");
    sub->add_option("--profile", line.common.profile, "The service's practice profile")
        ->default_str("the authority's own, else standard");
    sub->add_option("--postcodes", line.common.postcodes, "A table of postcodes, for distances and areas");
    sub->add_option("--as-at", line.as_at, "The day as at which all is looked at (today)");
    sub->add_option("--known-at", line.known_at, "Only what was known at this moment (now)");
    sub->add_option("--format", line.common.format, "text, json or jsonl")
        ->check(CLI::IsMember({"text", "json", "jsonl"}));
    sub->add_option("--as", line.common.as, "The account that this command is bound to")
        ->default_str(from_environment("FOOTPRINT_AS", "none"));
    sub->callback([&line, whole, run = std::move(run)] {
        line.command = whole;
        line.run = run;
    });
    return sub;
}

void add_invent_options(CLI::App* sub, Line& line) {
    sub->add_option("--children", line.invent.children, "Children looked after at the end")
        ->check(CLI::Range(10, exchange::most_invented_children));
    sub->add_option("--years", line.invent.years, "Years of history")->check(CLI::Range(1, 15));
    sub->add_option("--authorities", line.invent.authorities, "How many authorities")
        ->check(CLI::Range(1, 153));
    sub->add_option("--seed", line.invent.seed, "The same seed makes the same authority");
}

void add_time_options(CLI::App* sub, Line& line) {
    sub->add_option("--year", line.measure.year, "A year, as 2019-20");
    sub->add_option("--quarter", line.measure.quarter, "A quarter, as 2019-20-Q1");
    sub->add_option("--month", line.measure.month, "A month, as 2019-04");
    sub->add_option("--measure", line.measure.measure, "One measure, as reviews.held_in_time");
}

void add_setting_up(CLI::App& app, Line& line) {
    auto* init_command = command(app, line, "init", "Make a new, empty authority",
                                 "footprint init --name 'Westmere' --code E06999001",
                                 [](const Line& l) { return init(l.common, l.init); });
    init_command->add_option("--name", line.init.name, "The authority's name")->required();
    init_command->add_option("--code", line.init.code, "Its code, as E06000034")->required();
    auto* demo_command = command(app, line, "demo", "Fill a database with an invented, plausible authority",
                                 "footprint demo --children 400 --years 5 --seed 1",
                                 [](const Line& l) { return demo(l.common, l.invent); });
    add_invent_options(demo_command, line);
    auto* generate_command =
        command(app, line, "generate", "Write an invented authority as 903 and tracker files",
                "footprint generate ./invented --children 400",
                [](const Line& l) { return generate(l.common, l.invent); });
    generate_command->add_option("folder", line.invent.folder, "Where to write")->required();
    add_invent_options(generate_command, line);
}

void add_exchange(CLI::App& app, Line& line) {
    auto* import_command = command(
        app, line, "import", "Check a folder of returns and trackers, show what would change, take it over",
        "footprint import ./903 --dry-run", [](const Line& l) { return import(l.common, l.import); });
    import_command->add_option("folder", line.import.folder, "The folder")->required();
    import_command->add_flag("--dry-run", line.import.dry_run, "Check and show, and take nothing over");
    import_command->add_option("--return-year", line.import.return_years,
                               "The year of a group of files: GROUP=2017-18");
    auto* export_command =
        command(app, line, "export", "Write the records as 903 and tracker files", "footprint export ./out",
                [](const Line& l) { return export_files(l.common, l.folder, l.kind); });
    export_command->add_option("folder", line.folder, "Where to write")->required();
    export_command->add_option("--kind", line.kind, "903 or trackers only")
        ->check(CLI::IsMember({"903", "trackers"}));
}

void add_questions(CLI::App& app, Line& line) {
    auto* timetable_command =
        command(app, line, "timetable", "When reviews must be held, and whether they were",
                "footprint timetable --db files:./903 --format jsonl",
                [](const Line& l) { return timetable(l.common, l.timetable); });
    timetable_command->add_option("--child", line.timetable.child, "One child, by id");
    timetable_command->add_option("--from", line.timetable.from, "Latest day from, that day included");
    timetable_command->add_option("--until", line.timetable.until, "Latest day until, that day included");
    timetable_command->add_option("--reviews-from", line.timetable.reviews_from,
                                  "Reviews are known from this day on");
    auto* measures_command = command(app, line, "measures", "The figures of a year, a quarter or a month",
                                     "footprint measures --db files:./903 --year 2022-23 --format json",
                                     [](const Line& l) { return measures(l.common, l.measure); });
    add_time_options(measures_command, line);
    auto* children_command =
        command(app, line, "children", "Who is behind a figure",
                "footprint children --measure participation.by_code --row PN7 --year 2022-23",
                [](const Line& l) { return children(l.common, l.measure); });
    add_time_options(children_command, line);
    children_command->get_option("--measure")->required();
    children_command->add_option("--row", line.measure.row, "The row, as printed; none for the whole");
    children_command->add_option("--column", line.measure.column, "The row's dimension, where it has one");
    children_command->add_option("--left-out", line.measure.left_out,
                                 "Those left out for this reason instead");
    children_command->add_flag("--met", line.measure.met, "Only those who met it");
    command(app, line, "findings", "What is wrong or missing in the data, and what mends it",
            "footprint findings --db files:./903", [](const Line& l) { return findings(l.common); });
    auto* work_command =
        command(app, line, "work", "What waits to be done for the children, and by when",
                "footprint work --officer IRO1", [](const Line& l) { return work(l.common, l.officer); });
    work_command->add_option("--officer", line.officer, "Only what waits for this officer's children");
}

void add_accounts(CLI::App& app, Line& line) {
    CLI::App& user = *app.add_subcommand("user", "Who may sign in to the pages, and as what");
    user.require_subcommand(1);
    user.footer("Example:\n  footprint user list");
    auto* add = command(user, line, "add", "Let somebody sign in; prints their first password",
                        "footprint user add amina.okoye --name 'Amina Okoye' --role iro --officer IRO1",
                        [](const Line& l) { return add_user(l.common, l.account); });
    add->add_option("account", line.account.account, "What is typed to sign in")->required();
    add->add_option("--name", line.account.name, "The person's name");
    add->add_option("--role", line.account.roles, "A role, as iro or administrator (may be repeated)")
        ->required();
    add->add_option("--officer", line.account.officer, "Who they are in the list of officers");
    add->add_flag("--sees-lists", line.account.sees_lists,
                  "An analyst who may see which children are behind a figure");
    command(user, line, "list", "Everybody who may sign in, with their roles", "footprint user list",
            [](const Line& l) { return list_users(l.common); });
    auto* password = command(user, line, "password", "Give a new first password, and end every session",
                             "footprint user password amina.okoye",
                             [](const Line& l) { return give_password(l.common, l.account.account); });
    password->add_option("account", line.account.account, "The account")->required();
    auto* disable =
        command(user, line, "disable", "Let somebody sign in no more", "footprint user disable amina.okoye",
                [](const Line& l) { return disable_user(l.common, l.account.account); });
    disable->add_option("account", line.account.account, "The account")->required();
}

void add_retention(CLI::App& app, Line& line) {
    RetentionOptions& options = line.retention;
    auto* list =
        command(app, line, "retention", "Which files are due to be destroyed, and what holds them",
                "footprint retention --all", [](const Line& l) { return retention(l.common, l.retention); });
    list->add_flag("--all", options.all, "Files that are not due yet as well");
    auto* hold_command =
        command(app, line, "hold", "Keep files from being destroyed",
                "footprint hold inquiry-2027 --child TEST000001 --why 'The inquiry asked for it'",
                [](const Line& l) { return hold(l.common, l.retention); });
    hold_command->add_option("hold", options.hold, "A short name for the hold")->required();
    hold_command->add_option("--child", options.child, "This child's file only (every file)");
    hold_command->add_option("--why", options.why, "The inquiry, the claim or the order")->required();
    auto* release_command =
        command(app, line, "release", "End a hold", "footprint release inquiry-2027 --why 'It has reported'",
                [](const Line& l) { return release(l.common, l.retention); });
    release_command->add_option("hold", options.hold, "The hold's name")->required();
    release_command->add_option("--child", options.child, "The child whose file it holds (every file)");
    release_command->add_option("--why", options.why, "Why it ends")->required();
    auto* destroy_command =
        command(app, line, "destroy", "Destroy all that is kept about a child, for good",
                "footprint destroy TEST000001 --why 'Due; decided by the head of service'",
                [](const Line& l) { return destroy(l.common, l.retention); });
    destroy_command->add_option("child", options.child, "The child's id")->required();
    destroy_command->add_option("--why", options.why, "Why, and who decided it")->required();
    destroy_command->add_flag("--early", options.early, "Before the file is due, as a court may order");
}

void add_running(CLI::App& app, Line& line) {
    auto* serve_command =
        command(app, line, "serve", "The web application", "footprint serve --listen 127.0.0.1:8080",
                [](const Line& l) { return serve(l.common, l.serve); });
    serve_command->add_option("--listen", line.serve.listen, "Address and port (127.0.0.1:8080)");
    serve_command->add_flag("--without-sign-in", line.serve.without_sign_in,
                            "For one person on this machine, who may do everything");
    serve_command->add_option("--provider", line.serve.provider,
                              "The file of the identity provider by which people sign in");
    auto* backup_command =
        command(app, line, "backup", "Copy the database while it is in use", "footprint backup copy.db",
                [](const Line& l) { return backup(l.common, l.file); });
    backup_command->add_option("file", line.file, "The copy")->required();
    auto* restore_command =
        command(app, line, "restore", "Put a copy back, after checking that it is whole",
                "footprint restore copy.db", [](const Line& l) { return restore(l.common, l.file); });
    restore_command->add_option("file", line.file, "The copy")->required();
    auto* comparators_command = command(
        app, line, "comparators", "England, the region and statistical neighbours, out of published files",
        "footprint comparators published --authority E09000002 >comparators.csv",
        [](const Line& l) { return comparators(l.common, l.file); });
    comparators_command->add_option("folder", line.file, "The published files of data, as CSV")->required();
    command(app, line, "heads", "The last entry of each day of the journal, to be kept elsewhere",
            "footprint heads >heads-2026-11-23.csv", [](const Line& l) { return heads(l.common); });
    auto* verify_command = command(app, line, "verify", "Prove the journal's chain and the store's shape",
                                   "footprint verify --heads heads-2026-11-23.csv",
                                   [](const Line& l) { return verify(l.common, l.file); });
    verify_command->add_option("--heads", line.file,
                               "What 'footprint heads' printed earlier, and was kept elsewhere");
    auto* migrate_command =
        command(app, line, "migrate", "Bring an older database up to this program",
                "footprint migrate --dry-run", [](const Line& l) { return migrate(l.common, l.dry_run); });
    migrate_command->add_flag("--dry-run", line.dry_run, "Say what would be done");
}

// The days that all commands share.
bool read_moments(Line& line) {
    line.common.as_at = today();
    if (!line.as_at.empty()) {
        const auto day = parse_day(line.as_at);
        if (!day) {
            std::cerr << "--as-at: '" << line.as_at << "' is not a day. Write it as yyyy-mm-dd.\n";
            return false;
        }
        line.common.as_at = *day;
    }
    if (!line.known_at.empty()) {
        line.common.known_at = parse_moment(line.known_at);
        if (!line.common.known_at) {
            std::cerr << "--known-at: '" << line.known_at
                      << "' is not a moment. Write it as 2026-11-22T09:30:00Z.\n";
            return false;
        }
    }
    return true;
}

// An option goes before the configuration, that before the environment, and that before what is usual.
bool read_configuration(Line& line) {
    line.common.version = FOOTPRINT_VERSION;
    if (line.configuration.empty()) line.configuration = from_environment("FOOTPRINT_CONFIGURATION", "");
    if (!line.configuration.empty()) {
        auto read = exchange::read_configuration_file(line.configuration);
        if (!read) {
            print_problems(read.problems());
            return false;
        }
        line.common.configuration = std::move(read).value();
    }
    const exchange::Configuration& written = line.common.configuration;
    if (line.common.db.empty()) line.common.db = written.db;
    if (line.common.db.empty()) line.common.db = default_db();
    if (line.common.authority.empty()) line.common.authority = written.authority;
    if (line.common.profile.empty()) line.common.profile = written.profile;
    if (line.common.postcodes.empty()) line.common.postcodes = written.postcodes;
    if (line.common.as.empty()) line.common.as = from_environment("FOOTPRINT_AS", "");
    return true;
}

int run(int argc, char** argv) {
    CLI::App app("The system of record of an Independent Reviewing Officer service", "footprint");
    app.set_version_flag("--version", FOOTPRINT_VERSION);
    app.require_subcommand(1);
    app.set_help_all_flag("--help-all", "Help of every command");
    Line line;
    add_setting_up(app, line);
    add_exchange(app, line);
    add_questions(app, line);
    add_accounts(app, line);
    add_retention(app, line);
    add_running(app, line);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int status = app.exit(error);
        return status == 0 ? 0 : static_cast<int>(Exit::wrong_use);
    }
    if (!read_moments(line) || !read_configuration(line)) return static_cast<int>(Exit::wrong_use);
    if (const auto may = permitted(line.common, line.command); !may)
        return static_cast<int>(refused(may.problems()));
    return static_cast<int>(line.run(line));
}

}  // namespace

}  // namespace footprint::cli

int main(int argc, char** argv) {
    // Texts of records are freed by the hundred thousand: each is put together with its neighbours at once,
    // while it is at hand, and not all of them in a second walk through memory.
    ::mallopt(M_MXFAST, 0);
    try {
        return footprint::cli::run(argc, argv);
    } catch (const footprint::Fault& fault) {
        std::cerr << fault.what() << '\n';
    } catch (const footprint::BrokenInvariant& broken) {
        std::cerr << "This should not happen: " << broken.what() << ". Please report it.\n";
    } catch (const std::exception& error) {
        std::cerr << "The machine failed: " << error.what() << '\n';
    }
    return static_cast<int>(footprint::cli::Exit::machine_failed);
}
