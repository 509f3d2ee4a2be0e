#include "store/postgres_cluster.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <grp.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "store/postgres.h"
#include "store/store.h"

// The client library of Debian 12 loses the two kilobytes of an answer that never came whole.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libpqxx";
}

namespace footprint::store::tests {

namespace {

const std::string model = "footprint_model";
const std::filesystem::path debian_folder = "/usr/lib/postgresql";

// Debian keeps each version's programs in a folder of its own; the newest is taken.
std::filesystem::path programs() {
    std::filesystem::path newest;
    int newest_version = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(debian_folder, error)) {
        const int version = std::atoi(entry.path().filename().c_str());
        if (version <= newest_version || !std::filesystem::exists(entry.path() / "bin" / "initdb")) continue;
        newest = entry.path() / "bin";
        newest_version = version;
    }
    if (newest.empty())
        throw std::runtime_error(
            "The server of PostgreSQL is not installed. Install the package postgresql-15.");
    return newest;
}

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

// The server refuses to be run by root, so that root runs it as the user whom the package makes.
const passwd* other_user() {
    return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr;
}

bool run(const std::vector<std::string>& words, const std::filesystem::path& log) {
    const pid_t child = ::fork();
    if (child == 0) {
        if (const passwd* user = other_user())
            if (::initgroups(user->pw_name, user->pw_gid) != 0 || ::setgid(user->pw_gid) != 0 ||
                ::setuid(user->pw_uid) != 0)
                ::_exit(126);
        const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(out, STDERR_FILENO);
        if (::chdir("/") != 0) ::_exit(126);
        std::vector<char*> bare;
        for (const std::string& word : words) bare.push_back(const_cast<char*>(word.c_str()));
        bare.push_back(nullptr);
        ::execv(bare.front(), bare.data());
        ::_exit(127);
    }
    int status = 0;
    return child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

void answer(int pipe, const std::string& text) {
    const std::string line = text + '\0';
    if (::write(pipe, line.data(), line.size()) < 0) ::_exit(1);
}

std::string answer_from(int pipe) {
    std::string text;
    char one = 0;
    while (::read(pipe, &one, 1) == 1 && one != '\0') text += one;
    return text;
}

// A process beside the test program. It lives as long as the other end of its pipe is open, then it stops the
// server and clears up, even where the test program was killed.
class Keeper {
  public:
    Keeper(std::filesystem::path folder, std::filesystem::path programs, Durable durable)
        : folder_(std::move(folder)), programs_(std::move(programs)), durable_(durable) {}

    [[noreturn]] void keep(int commands, int answers) {
        ::setsid();
        answer(answers, said_of(make() && start()));
        for (char letter = 0; ::read(commands, &letter, 1) == 1;)
            answer(answers, said_of(letter == 's' ? stop() : start()));
        stop();
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
        ::_exit(0);
    }

  private:
    std::string program(const char* name) const { return (programs_ / name).string(); }
    std::string said_of(bool worked) const {
        return worked ? std::string() : "it said: " + text_of(folder_ / "log");
    }
    std::string data() const { return (folder_ / "data").string(); }
    bool make() {
        if (const passwd* user = other_user())
            if (::chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) return false;
        if (!run({program("initdb"), "-D", data(), "-U", administrator, "-A", "trust", "-E", "UTF8",
                  "--locale=C.UTF-8", "--no-sync", "--no-instructions"},
                 folder_ / "log"))
            return false;
        std::ofstream settings(folder_ / "data" / "postgresql.conf", std::ios::app);
        settings << "listen_addresses = ''\nunix_socket_directories = '" << folder_.string()
                 << "'\nmax_connections = 60\nshared_buffers = 32MB\nlog_statement = 'all'\n"
                 << "log_line_prefix = '%u@%d '\n";
        if (durable_ == Durable::no) settings << "fsync = off\nfull_page_writes = off\n";
        return settings.good();
    }
    bool start() {
        return run({program("pg_ctl"), "-D", data(), "-w", "-s", "-l", (folder_ / "log").string(), "start"},
                   folder_ / "log");
    }
    bool stop() {
        return run({program("pg_ctl"), "-D", data(), "-w", "-s", "-m", "immediate", "stop"}, folder_ / "log");
    }

    std::filesystem::path folder_;
    std::filesystem::path programs_;
    Durable durable_;
};

}  // namespace

PostgresCluster& PostgresCluster::of_this_program(Durable durable) {
    // One that could not be made is not tried anew by every test.
    struct Made {
        std::unique_ptr<PostgresCluster> cluster;
        std::string problem;
    };
    static std::map<Durable, Made> all;
    Made& made = all[durable];
    if (made.cluster == nullptr && made.problem.empty()) {
        try {
            made.cluster = std::make_unique<PostgresCluster>(durable);
        } catch (const std::exception& error) {
            made.problem = error.what();
        }
    }
    if (made.cluster == nullptr) throw std::runtime_error(made.problem);
    return *made.cluster;
}

PostgresCluster::PostgresCluster(Durable durable) {
    const auto where = programs();
    folder_ = (std::filesystem::temp_directory_path() / "footprint_pg_XXXXXX").string();
    int commands[2];
    int answers[2];
    if (::mkdtemp(folder_.data()) == nullptr || ::pipe2(commands, O_CLOEXEC) != 0 ||
        ::pipe2(answers, O_CLOEXEC) != 0)
        throw std::runtime_error("There is no room for a temporary folder and two pipes.");
    keeper_ = ::fork();
    if (keeper_ == 0) {
        ::close(commands[1]);
        ::close(answers[0]);
        Keeper(folder_, where, durable).keep(commands[0], answers[1]);
    }
    ::close(commands[0]);
    ::close(answers[1]);
    to_keeper_ = commands[1];
    from_keeper_ = answers[0];
    if (const std::string said = answer_from(from_keeper_); !said.empty()) {
        dismiss();
        throw std::runtime_error("PostgreSQL could not be started: " + said);
    }
    make_logins();
}

// The database that is copied for each test was made as people are told to make theirs.
void PostgresCluster::make_logins() {
    execute("CREATE ROLE " + owner + " LOGIN CREATEROLE");
    execute("CREATE DATABASE " + model + " OWNER " + owner + " TEMPLATE template0");
    const auto made = migrate(address(model, owner), false);
    if (!made) throw std::runtime_error(printed(made.problems()));
    execute("CREATE ROLE " + program + " LOGIN IN ROLE footprint_program");
}

void PostgresCluster::execute(const std::string& statement) {
    auto backend = open_postgres(address("postgres", administrator));
    (*backend)->connect(Access::write)->execute(statement);
}

PostgresCluster::~PostgresCluster() {
    dismiss();
}

void PostgresCluster::dismiss() {
    ::close(to_keeper_);
    ::close(from_keeper_);
    int status = 0;
    ::waitpid(keeper_, &status, 0);
}

void PostgresCluster::command(char letter) {
    if (::write(to_keeper_, &letter, 1) != 1) throw std::runtime_error("The keeper of the server is gone.");
    if (const std::string said = answer_from(from_keeper_); !said.empty())
        throw std::runtime_error("PostgreSQL could not be stopped or started: " + said);
}
void PostgresCluster::stop() {
    command('s');
}
void PostgresCluster::start() {
    command('r');
}

std::string PostgresCluster::address(const std::string& database, const std::string& login) const {
    return "postgres:host=" + folder_ + " dbname=" + database + " user=" + login;
}

std::string PostgresCluster::make_database(Tables tables) {
    const std::string name = "test_" + std::to_string(::getpid()) + "_" + std::to_string(++databases_);
    execute("CREATE DATABASE " + name + " OWNER " + owner + " TEMPLATE " +
            (tables == Tables::made ? model : "template0"));
    return name;
}

void PostgresCluster::drop_database(const std::string& name) {
    execute("DROP DATABASE " + name + " WITH (FORCE)");
}

std::string PostgresCluster::log() const {
    return text_of(std::filesystem::path(folder_) / "log");
}

}  // namespace footprint::store::tests
