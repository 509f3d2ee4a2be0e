// A PostgreSQL server of the test program's own: made when first asked for, gone when the program is, however
// it ends.
//
// In      PostgreSQL's programs, as Debian installs them
// Out     addresses of fresh databases on a socket that nobody else uses; a stop and a start in between
// Errors  std::runtime_error with the package to install, or with what the server said
#pragma once

#include <string>

namespace footprint::store::tests {

// Whether the tables are in a new database already.
enum class Tables { none, made };

// Whether the server writes through to the disk: slow, and only a test that pulls the plug needs it.
enum class Durable { no, yes };

class PostgresCluster {
  public:
    static PostgresCluster& of_this_program(Durable durable = Durable::no);

    explicit PostgresCluster(Durable durable);
    ~PostgresCluster();
    PostgresCluster(const PostgresCluster&) = delete;
    PostgresCluster& operator=(const PostgresCluster&) = delete;

    // As a login, to a database; the login that made the server may do everything.
    std::string address(const std::string& database, const std::string& login) const;
    // A database of the owner's; its name.
    std::string make_database(Tables tables);
    void drop_database(const std::string& name);
    void stop();  // at once, as when the machine is switched off
    void start();
    std::string log() const;  // all that the server has written to its log

  private:
    void make_logins();
    void execute(const std::string& statement);
    void command(char letter);
    void dismiss();

    std::string folder_;
    int to_keeper_ = -1;
    int from_keeper_ = -1;
    int keeper_ = -1;
    int databases_ = 0;
};

// Who may do everything, who makes tables, and who does everyday work in them.
inline const std::string administrator = "postgres";
inline const std::string owner = "footprint_owner";
inline const std::string program = "footprint_test";

}  // namespace footprint::store::tests
