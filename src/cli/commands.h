// Every command of the program, on one page.
//
// In      options as they were given
// Out     results on standard output, everything else on standard error
// Errors  exit status 0 done; 1 the data or the check says no; 2 wrong use; 3 the machine failed
// Source  docs/command_line.md
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/moment.h"
#include "base/result.h"
#include "care/access.h"
#include "exchange/configuration_file.h"

namespace footprint::cli {

enum class Exit { done = 0, says_no = 1, wrong_use = 2, machine_failed = 3 };

// What is common to all commands.
struct Common {
    std::string db;                 // sqlite:PATH, postgresql://... or files:DIR
    std::vector<std::string> only;  // the only files of a folder to read; empty: all
    std::string authority;          // may be left out where the database has one
    std::string profile;            // empty: the authority's own, else standard
    std::string postcodes;          // the table of postcodes, or empty
    std::string format = "text";
    Day as_at;
    std::optional<Moment> known_at;
    exchange::Configuration configuration;  // what the file says that --configuration names
    std::string version;
    std::string as;  // the account that the command is bound to; empty: none
};

// Who may give a command, in the words of the table of roles.
struct CommandAccess {
    std::string_view command;
    std::optional<care::Verb> verb;  // none: whoever runs the machine, and no account
    std::optional<care::Verb> also;
    std::string_view restricted;  // what it does with a file that is kept from the account
    std::string_view elsewhere;   // what it does with another authority's records
};
std::span<const CommandAccess> command_access();

struct ImportOptions {
    std::string folder;
    bool dry_run = false;
    std::vector<std::string> return_years;  // GROUP=2017-18
};

struct TimetableOptions {
    std::string child;
    std::string from;
    std::string until;
    std::string reviews_from;
};

struct MeasureOptions {
    std::string year;
    std::string quarter;
    std::string month;
    std::string measure;
    std::string row;
    std::string column;
    std::string left_out;
    bool met = false;
};

struct InventOptions {
    int children = 400;
    int years = 5;
    int authorities = 1;
    unsigned long long seed = 1;
    std::string folder;
};

struct InitOptions {
    std::string name;
    std::string code;
};

struct AccountOptions {
    std::string account;
    std::string name;
    std::string officer;
    std::vector<std::string> roles;
    bool sees_lists = false;
};

struct RetentionOptions {
    std::string child;
    std::string hold;
    std::string why;
    bool all = false;
    bool early = false;
};

Exit init(const Common& common, const InitOptions& options);
Exit demo(const Common& common, const InventOptions& options);
Exit generate(const Common& common, const InventOptions& options);
Exit import(const Common& common, const ImportOptions& options);
// Kind: 903 or trackers; empty for both.
Exit export_files(const Common& common, const std::string& folder, const std::string& kind);
Exit timetable(const Common& common, const TimetableOptions& options);
Exit measures(const Common& common, const MeasureOptions& options);
Exit children(const Common& common, const MeasureOptions& options);
Exit findings(const Common& common);
Exit work(const Common& common, const std::string& officer);  // empty: everybody's
Exit add_user(const Common& common, const AccountOptions& options);
Exit list_users(const Common& common);
Exit give_password(const Common& common, const std::string& account);
Exit disable_user(const Common& common, const std::string& account);
Exit retention(const Common& common, const RetentionOptions& options);
Exit hold(const Common& common, const RetentionOptions& options);
Exit release(const Common& common, const RetentionOptions& options);
Exit destroy(const Common& common, const RetentionOptions& options);
struct ServeOptions {
    std::string listen;  // empty: as the configuration says
    bool without_sign_in = false;
    std::string provider;  // the file of the identity provider; empty: accounts of Footprint's own only
};
Exit serve(const Common& common, const ServeOptions& options);
Exit backup(const Common& common, const std::string& file);
Exit restore(const Common& common, const std::string& file);
Exit heads(const Common& common);
Exit comparators(const Common& common, const std::string& folder);
Exit verify(const Common& common, const std::string& heads);
Exit migrate(const Common& common, bool dry_run);

}  // namespace footprint::cli
