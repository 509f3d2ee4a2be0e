#include "store/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "store/copy.h"
#include "store/migrations.h"
#include "store/postgres.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "store/verify.h"

namespace footprint::store {

namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";
constexpr std::size_t most_said = 5;

Result<std::string> path_in(const std::string& url) {
    if (std::string_view(url).starts_with(sqlite_scheme)) return url.substr(sqlite_scheme.size());
    return Problem{
        Problem::Kind::wrong_use,
        {},
        "'" + url.substr(0, url.find(':')) +
            "' is no kind of database. Write sqlite:PATH, or postgres:host=HOST dbname=NAME user=LOGIN."};
}

Result<std::unique_ptr<Backend>> open_backend(const std::string& url, bool may_be_made) {
    if (is_postgres(url)) return open_postgres(url);
    const auto path = path_in(url);
    if (!path) return path.problems();
    return open_sqlite(*path, may_be_made ? SqliteFile::create : SqliteFile::existing);
}

// What was written reaches the disk before anybody is told that it is there.
void sync_to_disk(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 || ::fsync(file) != 0) {
        if (file >= 0) ::close(file);
        throw Fault(path.string() + " could not be written to the disk for good. Look at the disk.");
    }
    ::close(file);
}

void rename_for_good(const std::filesystem::path& from, const std::filesystem::path& to) {
    sync_to_disk(from);
    std::error_code error;
    std::filesystem::rename(from, to, error);
    if (error)
        throw Fault(from.string() + " could not be renamed to " + to.string() + " (" + error.message() +
                    ").");
    const auto folder = to.parent_path();
    sync_to_disk(folder.empty() ? std::filesystem::path(".") : folder);
}

Problem says_no(const std::string& path, const Problems& found) {
    std::string message = path + " is not whole, so it is not used. ";
    for (std::size_t i = 0; i < found.size() && i < most_said; ++i)
        message += (found[i].place.field.empty() ? "" : found[i].place.field + ": ") + found[i].message + ' ';
    return {Problem::Kind::unreadable, {path, 0, 0, {}}, message + "Use another copy."};
}

// Whether a file is a database of ours, up to date, with its chain and its shape whole.
std::optional<Problem> not_whole(const std::string& path) {
    try {
        auto backend = open_sqlite(path, SqliteFile::copy);
        if (!backend) return backend.problems().front();
        const auto steps = lacking(*(*backend)->connect(Access::read), path, (*backend)->migrations());
        if (!steps) return steps.problems().front();
        if (steps->size() == shipped_migrations((*backend)->migrations()).size())
            return Problem{
                Problem::Kind::unreadable, {path, 0, 0, {}}, path + " holds nothing. Use another copy."};
        if (!steps->empty())
            return Problem{Problem::Kind::conflict,
                           {path, 0, 0, {}},
                           path +
                               " was written by an older version of Footprint. Bring it up to date first: "
                               "footprint migrate --db sqlite:" +
                               path};
        const Problems found = verify(**backend);
        if (!found.empty()) return says_no(path, found);
    } catch (const Fault& fault) {
        return Problem{Problem::Kind::unreadable, {path, 0, 0, {}}, fault.what()};
    }
    return std::nullopt;
}

// PATH.before-restore, or with a number where there is one already.
std::string free_name(const std::string& path) {
    std::string name = path + ".before-restore";
    for (int number = 2; std::filesystem::exists(name); ++number)
        name = path + ".before-restore-" + std::to_string(number);
    return name;
}

// A second name for what is there, so that at every moment a database bears the first one.
void keep_beside(const std::string& path) {
    const std::string aside = free_name(path);
    for (const char* suffix : {"-wal", "-shm", "-journal"})
        if (std::filesystem::exists(path + suffix)) std::filesystem::rename(path + suffix, aside + suffix);
    std::error_code error;
    std::filesystem::create_hard_link(path, aside, error);
    if (error) std::filesystem::rename(path, aside);
}

void remove_with_logs(const std::string& path) {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + suffix);
}

// Steps lacking, taken within one transaction, so that two programs that start at once do not take them
// twice.
Result<std::vector<std::string>> bring_up_to_date(Backend& backend) {
    const auto database = backend.connect(Access::write);
    Transaction transaction(*database, Access::write, Scope::all());
    const auto steps = lacking(*database, backend.place(), backend.migrations());
    if (!steps) return steps.problems();
    take(*database, *steps);
    transaction.commit();
    std::vector<std::string> names;
    for (const Migration& step : *steps) names.push_back(step.name);
    return names;
}

// Puts a copy into a server's database that holds nothing yet, in one transaction: what is there is never
// overwritten, and the copy is there whole or not at all.
Result<Done> fill_from(const std::string& url, const std::string& file) {
    auto backend = open_backend(url, false);
    if (!backend) return backend.problems();
    if (auto problem = not_whole(file)) return *problem;
    auto copy = open_sqlite(file, SqliteFile::copy);
    if (!copy) return copy.problems();
    const auto from = (*copy)->connect(Access::read);
    const Transaction reading(*from, Access::read, Scope::all());
    const auto into = (*backend)->connect(Access::write);
    Transaction writing(*into, Access::write, Scope::all());
    const auto steps = lacking(*into, (*backend)->place(), (*backend)->migrations());
    if (!steps) return steps.problems();
    const bool has_tables = steps->size() < shipped_migrations((*backend)->migrations()).size();
    if (has_tables && !authorities_anywhere(*into).empty())
        return Problem{
            Problem::Kind::conflict,
            {},
            (*backend)->place() +
                " holds records. Make a new, empty database beside it, restore into that one, then "
                "change the address of the service."};
    take(*into, *steps);
    copy_rows(*from, *into);
    into->turn_to(Scope::all());
    Problems found;
    verify_rows(*into, found);
    if (!found.empty()) return says_no(file, found);
    writing.commit();
    return Done{};
}

}  // namespace

Result<std::unique_ptr<Backend>> open_current(const std::string& url, bool may_be_made) {
    auto backend = open_backend(url, may_be_made);
    if (!backend) return backend.problems();
    const std::string place = (*backend)->place();
    const auto database = (*backend)->connect(Access::write);
    const auto steps = lacking(*database, place, (*backend)->migrations());
    if (!steps) return steps.problems();
    const bool is_new = steps->size() == shipped_migrations((*backend)->migrations()).size();
    if (steps->empty() || (is_new && may_be_made)) {
        (*backend)->put_into_service();
        if (steps->empty()) return backend;
        const auto made = bring_up_to_date(**backend);
        if (!made) return made.problems();
        return backend;
    }
    if (is_new)
        return Problem{
            Problem::Kind::not_found,
            {place, 0, 0, {}},
            place + " holds nothing yet. Make an authority in it with 'footprint init' or 'footprint demo'."};
    return Problem{Problem::Kind::conflict,
                   {place, 0, 0, {}},
                   place +
                       " was written by an older version of Footprint. Make a copy with that version, then "
                       "bring it up to "
                       "date with 'footprint migrate'."};
}

Result<Done> copy_verified(Backend& backend, const std::string& path) {
    if (std::filesystem::exists(path))
        return Problem{
            Problem::Kind::conflict, {path, 0, 0, {}}, path + " is there already. Name another file."};
    const std::string part = path + ".part";
    remove_with_logs(part);
    if (const auto copied = backend.copy_to(part); !copied) return copied.problems();
    if (auto problem = not_whole(part)) {
        remove_with_logs(part);
        problem->message = "The copy was not kept: " + problem->message;
        return *problem;
    }
    rename_for_good(part, path);
    return Done{};
}

Result<Done> restore(const std::string& url, const std::string& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return Problem{Problem::Kind::not_found,
                       {file, 0, 0, {}},
                       "There is no file " + file + ". Name the copy to put back."};
    if (is_postgres(url)) return fill_from(url, file);
    const auto path = path_in(url);
    if (!path) return path.problems();
    if (std::filesystem::equivalent(file, *path, error))
        return Problem{
            Problem::Kind::wrong_use, {file, 0, 0, {}}, file + " is the database itself. Name a copy of it."};
    const std::string next = *path + ".restoring";
    remove_with_logs(next);
    std::filesystem::copy_file(file, next, error);
    if (error)
        return Problem{Problem::Kind::not_permitted,
                       {next, 0, 0, {}},
                       file + " cannot be copied to " + next + ": " + error.message() +
                           ". Look at permissions and room."};
    std::filesystem::permissions(next,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    auto problem = not_whole(next);
    if (!problem && std::filesystem::exists(*path)) {
        const auto closed = close_sqlite(*path);
        if (!closed) problem = closed.problems().front();
    }
    if (problem) {
        remove_with_logs(next);
        return *problem;
    }
    if (std::filesystem::exists(*path)) keep_beside(*path);
    rename_for_good(next, *path);
    return Done{};
}

Result<std::vector<std::string>> migrate(const std::string& url, bool dry_run) {
    auto backend = open_backend(url, false);
    if (!backend) return backend.problems();
    if (!dry_run) return bring_up_to_date(**backend);
    const auto steps =
        lacking(*(*backend)->connect(Access::read), (*backend)->place(), (*backend)->migrations());
    if (!steps) return steps.problems();
    std::vector<std::string> names;
    for (const Migration& step : *steps) names.push_back(step.name);
    return names;
}

}  // namespace footprint::store
