#include "cli/program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

#include "base/csv.h"
#include "base/text.h"
#include "support/places.h"
#include "web/digits.h"

namespace footprint::cli::tests {

namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

Moment this_moment() {
    return {std::chrono::duration_cast<std::chrono::microseconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
}

void redirect(int stream, const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    ::dup2(file, stream);
}

// In a process of its own, where `prepare` is called first.
template <class Prepare>
pid_t started(const std::vector<std::string>& arguments, Prepare&& prepare) {
    std::vector<std::string> words{footprint::tests::program()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> bare;
    for (std::string& word : words) bare.push_back(word.data());
    bare.push_back(nullptr);
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("no process can be started");
    if (child > 0) return child;
    prepare();
    ::execv(bare.front(), bare.data());
    std::_Exit(127);
}

}  // namespace

Program::Program(std::string db) {
    std::string pattern = (std::filesystem::temp_directory_path() / "footprint-program-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
    folder_ = pattern;
    if (db.empty()) db = "sqlite:" + path("f.db");
    write("footprint.toml",
          "db = \"" + db + "\"\nlisten = \"127.0.0.1:0\"\n[log]\nformat = \"json\"\nrequests = true\n");
}

Program::~Program() {
    kill();
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
}

void Program::write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
}

std::string Program::read(const std::string& name) const {
    return text_of(folder_ / name);
}

pid_t Program::begin(const std::vector<std::string>& arguments) const {
    std::vector<std::string> words = arguments;
    words.insert(words.end(), {"--configuration", path("footprint.toml")});
    const std::string out = path("out");
    const std::string err = path("err");
    return started(words, [&] {
        redirect(STDOUT_FILENO, out);
        redirect(STDERR_FILENO, err);
    });
}

Ran Program::attempt(const std::vector<std::string>& arguments) const {
    const pid_t child = begin(arguments);
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read("out"), read("err"), used.ru_maxrss};
}

std::string Program::run(const std::vector<std::string>& arguments) const {
    const Ran ran = attempt(arguments);
    if (ran.status != 0)
        throw std::runtime_error("footprint " + arguments.front() + " ended with " +
                                 std::to_string(ran.status) + ": " + ran.said);
    return ran.printed;
}

void Program::serve(const std::string& more) {
    if (notices_ >= 0) ::close(notices_);
    notices_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un place{};
    place.sun_family = AF_UNIX;
    const std::string name = path("notices");
    ::unlink(name.c_str());
    std::copy(name.begin(), name.end(), place.sun_path);
    if (::bind(notices_, reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0)
        throw std::runtime_error("no socket can be made for the notices");
    const timeval limit{60, 0};
    ::setsockopt(notices_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    std::vector<std::string> words{"serve", "--as-at", "2026-03-31", "--configuration",
                                   path("footprint.toml")};
    if (!more.empty()) words.push_back(more);
    const std::string log = path("serve.log");
    child_ = started(words, [&] {
        redirect(STDERR_FILENO, log);
        ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
        ::signal(SIGXFSZ, SIG_IGN);  // a write beyond the limit fails instead of ending the program
    });
    if (notice() != "READY=1") throw std::runtime_error("the service does not start: " + read("serve.log"));
    const std::string port = Caller::found(read("serve.log"), "http://127\\.0\\.0\\.1:([0-9]+)");
    port_ = static_cast<std::uint16_t>(std::stoi(port));
}

std::string Program::notice() const {
    std::string text(200, '\0');
    const ssize_t got = ::recv(notices_, text.data(), text.size(), 0);
    text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return text;
}

int Program::stop() {
    if (child_ <= 0) return -1;
    ::kill(child_, SIGTERM);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void Program::kill() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = -1;
}

web::Received Caller::ask(const std::string& what, const std::string& headers, const std::string& body) {
    std::string cookies;
    for (const auto& [name, value] : cookies_) cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
    if (!cookies.empty()) cookies = "Cookie: " + cookies + "\r\n";
    try {
        web::Received received =
            web::Browser(program_->port())
                .ask(what + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(program_->port()) + "\r\n" +
                     headers + cookies + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                     body);
        keep(received);
        return received;
    } catch (const std::runtime_error&) {
        return {};
    }
}

web::Received Caller::get(const std::string& address) {
    return ask("GET " + address, "", "");
}

web::Received Caller::post(const std::string& address, const std::map<std::string, std::string>& fields) {
    std::string body = "form_key=" + percent_encoded(key_);
    for (const auto& [name, value] : fields) body += '&' + name + '=' + percent_encoded(value);
    return ask("POST " + address, "Content-Type: application/x-www-form-urlencoded\r\n", body);
}

void Caller::keep(const web::Received& received) {
    static constexpr std::string_view wanted = "\r\nSet-Cookie: ";
    for (std::size_t at = received.head.find(wanted); at != std::string::npos;
         at = received.head.find(wanted, at + 1)) {
        const std::string cookie =
            received.head.substr(at + wanted.size(), received.head.find("\r\n", at + 2) - at - wanted.size());
        const std::size_t equals = cookie.find('=');
        const std::string name = cookie.substr(0, equals);
        cookies_[name] = cookie.substr(equals + 1, cookie.find(';') - equals - 1);
        if (cookie.find("Max-Age=0") != std::string::npos) cookies_.erase(name);
    }
    if (const std::string key = value_in(received.body, "form_key"); !key.empty()) key_ = key;
}

std::string Caller::value_in(const std::string& page, const std::string& field) {
    return found(page, "name=\"" + field + "\" value=\"([^\"]*)\"");
}

std::string Caller::found(const std::string& text, const std::string& pattern) {
    std::smatch match;
    return std::regex_search(text, match, std::regex(pattern)) ? match[1].str() : std::string();
}

Caller& Caller::sign_in(const std::string& name, const std::string& first_password) {
    const auto went = [](const web::Received& received, int status) {
        if (received.status != status)
            throw std::runtime_error("a step of signing in was answered " + std::to_string(received.status));
    };
    went(get("/sign-in"), 200);
    went(post("/sign-in", {{"name", name}, {"password", first_password}}), 303);
    went(get("/sign-in/password"), 200);
    went(post("/sign-in/password", {{"chosen", "kettle mosque rain " + name}}), 303);
    std::string key = found(get("/sign-in/enrol").body, "Key: <code>([A-Z2-7 ]*)</code>");
    std::erase(key, ' ');
    went(post("/sign-in/enrol", {{"code", web::digits_for(key, this_moment())}}), 200);
    went(get("/account"), 200);
    return *this;
}

std::vector<std::string> Caller::decisions(std::size_t most) {
    std::vector<std::string> all;
    const std::string list = get("/children").body;
    const std::regex child("/children/TEST[0-9]+");
    std::set<std::string> asked;
    for (std::sregex_iterator at(list.begin(), list.end(), child), end; at != end && all.size() < most;
         ++at) {
        if (!asked.insert(at->str()).second) continue;
        const std::string file = get(at->str()).body;
        const std::string one = found(file, "(" + at->str() + "/decisions/[^\"]+)");
        if (!one.empty() && !value_in(get(one).body, "based_on").empty()) all.push_back(one);
    }
    return all;
}

web::Received Caller::save(const std::string& decision, const std::string& progress,
                           const std::string& text) {
    const std::string page = get(decision).body;
    return post(decision, {{"based_on", value_in(page, "based_on")},
                           {"draft", value_in(page, "draft")},
                           {"text", text},
                           {"owner", "o"},
                           {"progress", progress}});
}

web::Received Caller::keep_draft(const std::string& decision, const std::string& progress,
                                 const std::string& based_on) {
    return post("/drafts", {{"draft_of", decision},
                            {"based_on", based_on},
                            {"draft", value_in(get(decision).body, "draft")},
                            {"text", "t"},
                            {"owner", "o"},
                            {"progress", progress},
                            {"quietly", "yes"}});
}

std::string Caller::progress(const std::string& decision) {
    return found(get(decision).body, "name=\"progress\"[^>]*>([^<]*)<");
}

void invent(const Program& program, int children, int years) {
    program.run({"demo", "--children", std::to_string(children), "--years", std::to_string(years), "--seed",
                 "3", "--as-at", "2026-03-31"});
}

// Whoever is allocated to most children now.
std::string some_officer(const Program& program) {
    program.run({"export", program.path("exported")});
    const std::string text = program.read("exported/allocations.csv");
    CsvReader rows("allocations.csv", text);
    rows.next();
    std::map<std::string, int> children;
    while (rows.next())
        if (rows.fields().at(3).empty()) ++children[std::string(rows.fields().at(1))];
    if (children.empty()) throw std::runtime_error("no child has an officer");
    return std::max_element(children.begin(), children.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
}

std::string add_officer(const Program& program, const std::string& account, const std::string& officer) {
    return std::string(trim(program.run({"user", "add", account, "--role", "iro", "--officer", officer})));
}

}  // namespace footprint::cli::tests
