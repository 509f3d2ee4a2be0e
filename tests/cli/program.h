// The real program at work: commands that run to their end or are killed, and a service that is started,
// asked, stopped or killed.
//
// In      where the records are; arguments; forms
// Out     exit statuses and what was said; answers
// Errors  what should not fail and does, throws std::runtime_error
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "web/browser.h"

namespace footprint::cli::tests {

struct Ran {
    int status = -1;      // of its exit; -1: a signal ended it
    std::string printed;  // to standard output
    std::string said;     // to standard error
    long peak_kb = 0;     // the most memory that it had
};

// A folder with a configuration in it, by which the program is run.
class Program {
  public:
    // Db: where the records are; none named: a file in the folder.
    explicit Program(std::string db = {});
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    void write(const std::string& name, const std::string& text) const;
    std::string read(const std::string& name) const;

    Ran attempt(const std::vector<std::string>& arguments) const;
    // One that must do what it is asked; what it printed.
    std::string run(const std::vector<std::string>& arguments) const;
    // One that is not waited for; its process.
    pid_t begin(const std::vector<std::string>& arguments) const;

    // Until it says that it is ready, by the socket of whoever manages services.
    void serve(const std::string& more = "--without-sign-in");
    std::string notice() const;  // the next that it tells that socket
    std::uint16_t port() const { return port_; }
    pid_t process() const { return child_; }
    int stop();  // its exit status
    void kill();

  private:
    std::filesystem::path folder_;
    pid_t child_ = -1;
    int notices_ = -1;
    std::uint16_t port_ = 0;
};

// Somebody at a browser: their cookies, and the key of their forms. Where the service is away, answers have
// the status 0.
class Caller {
  public:
    explicit Caller(const Program& program) : program_(&program) {}

    web::Received get(const std::string& address);
    web::Received post(const std::string& address, const std::map<std::string, std::string>& fields);
    web::Received ask(const std::string& what, const std::string& headers, const std::string& body);
    // What a form of the page says, as the version that a change is based on.
    static std::string value_in(const std::string& page, const std::string& field);
    static std::string found(const std::string& text, const std::string& pattern);

    // From the first password to a session, with a second factor.
    Caller& sign_in(const std::string& name, const std::string& first_password);
    // Addresses of decisions that this person may change.
    std::vector<std::string> decisions(std::size_t most);
    web::Received save(const std::string& decision, const std::string& progress,
                       const std::string& text = "t");
    web::Received keep_draft(const std::string& decision, const std::string& progress,
                             const std::string& based_on = "1");
    std::string progress(const std::string& decision);  // as the form has it

  private:
    void keep(const web::Received& received);

    const Program* program_;
    std::map<std::string, std::string> cookies_;
    std::string key_;
};

// An invented authority of that many children, and an officer who has some of them.
void invent(const Program& program, int children, int years);
std::string some_officer(const Program& program);
// An IRO's account for that officer; its first password.
std::string add_officer(const Program& program, const std::string& account, const std::string& officer);

}  // namespace footprint::cli::tests
