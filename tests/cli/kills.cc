#include "cli/kills.h"

#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <random>
#include <thread>

#include "cli/program.h"

namespace footprint::cli::tests {

namespace {

using std::chrono::microseconds;
using Clock = std::chrono::steady_clock;

constexpr int rounds_of_a_place = 25;

void init(const Program& program) {
    program.run({"init", "--name", "Invented Borough", "--code", "E06999001"});
}

// The files of a folder one after the other, each with its name.
std::string contents(const Program& program, const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(program.path(folder)))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    std::string all;
    for (const std::string& name : names) all += name + "\n" + program.read(folder + "/" + name);
    return all;
}

std::string exported(const Program& program) {
    std::filesystem::remove_all(program.path("out_files"));
    program.run({"export", program.path("out_files")});
    return contents(program, "out_files");
}

// One authority in two versions of its files: a first import, and one that adds and changes.
class Imports {
  public:
    explicit Imports(const MakePlace& make_place) {
        const auto place = make_place();
        const Program whole(place->url());
        for (const char* children : {"60", "80"})
            whole.run({"generate", files_.path(std::string("files_") + children), "--children", children,
                       "--years", "2", "--seed", "5", "--as-at", "2026-03-31"});
        init(whole);
        const auto began = Clock::now();
        whole.run({"import", files_.path("files_60"), "--as-at", "2026-03-31"});
        longest_ = std::chrono::duration_cast<microseconds>(Clock::now() - began);
        first_ = exported(whole);
        whole.run({"import", files_.path("files_80"), "--as-at", "2026-03-31"});
        second_ = exported(whole);
    }
    microseconds longest() const { return longest_; }

    // What is wrong after a kill at that moment of the first import or of the second; empty: nothing.
    std::string round(store::tests::Place& place, bool second, microseconds moment, bool& was_killed) const {
        const Program program(place.url());
        init(program);
        const std::string first_folder = files_.path("files_60");
        if (second) program.run({"import", first_folder, "--as-at", "2026-03-31"});
        const std::string folder = second ? files_.path("files_80") : first_folder;
        const std::string before = second ? exported(program) : std::string();
        const pid_t child = program.begin({"import", folder, "--as-at", "2026-03-31"});
        std::this_thread::sleep_for(moment);
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        was_killed = WIFSIGNALED(status);
        place.settle();
        const std::string& wanted = second ? second_ : first_;
        if (const Ran verified = program.attempt({"verify"}); verified.status != 0)
            return "after the kill: " + verified.printed + verified.said;
        if (second) {
            const std::string left = exported(program);
            if (left != before && left != wanted) return "the killed import is there by half";
        }
        program.run({"import", folder, "--as-at", "2026-03-31"});
        if (exported(program) != wanted) return "the import after the kill did not leave what it should";
        if (const Ran verified = program.attempt({"verify"}); verified.status != 0)
            return "after the second import: " + verified.printed + verified.said;
        return {};
    }

  private:
    Program files_;
    microseconds longest_{0};
    std::string first_;
    std::string second_;
};

// Two people at two browsers, one of whom saves and one of whom keeps drafts, while the service falls and
// rises.
class Savers {
  public:
    Savers(KillReport& report, store::tests::Place& place)
        : report_(report), place_(place), program_(place.url()) {
        invent(program_, 50, 1);
        const std::string officer = some_officer(program_);
        const std::string password = add_officer(program_, "ada", officer);
        program_.serve("");
        caller_.sign_in("ada", password);
        const auto addresses = caller_.decisions(3);
        if (addresses.size() < 3) throw std::runtime_error("the officer has too few decisions");
        lines_ = {Line{addresses[0], false}, Line{addresses[1], false}, Line{addresses[2], true}};
    }

    void round(microseconds until_the_blow) {
        std::atomic<bool> over = false;
        std::vector<std::thread> people;
        for (Line& line : lines_) people.emplace_back([&] { work(line, over); });
        std::this_thread::sleep_for(until_the_blow);
        program_.kill();
        over = true;
        for (std::thread& person : people) person.join();
        ++report_.rounds;
        ++report_.killed;
        place_.settle();
        if (const Ran verified = program_.attempt({"verify"}); verified.status != 0)
            broken(verified.printed + verified.said);
        program_.serve("");
        for (Line& line : lines_) look(line);
    }

  private:
    // What is written one after the other into one form.
    struct Line {
        std::string address;
        bool is_draft = false;
        int tried = 0;
        int told = 0;
    };

    void work(Line& line, const std::atomic<bool>& over) {
        Caller own = caller_;
        while (!over) {
            const std::string words = "number " + std::to_string(++line.tried);
            const auto answer =
                line.is_draft ? own.keep_draft(line.address, words) : own.save(line.address, words);
            if (answer.status != (line.is_draft ? 204 : 303)) {
                if (answer.status != 0 && !over) unexpected_ = answer.status;
                return;
            }
            line.told = line.tried;
            ++acknowledged_;
        }
    }
    void look(Line& line) {
        report_.acknowledged += acknowledged_.exchange(0);
        if (const int status = unexpected_.exchange(0); status != 0)
            broken("a save was answered " + std::to_string(status));
        const std::string there = caller_.progress(line.address);
        const std::string number = Caller::found(there, "^number ([0-9]+)$");
        const int found = number.empty() ? 0 : std::stoi(number);
        if ((number.empty() && line.told > 0) || found < line.told || found > line.tried)
            broken(line.address + ": " + std::to_string(line.told) + " was acknowledged, " +
                   std::to_string(line.tried) + " was sent, and there is '" + there + "'");
        line.told = line.tried = found;
    }
    void broken(const std::string& what) {
        report_.broken.push_back("round " + std::to_string(report_.rounds) + ": " + what);
    }

    KillReport& report_;
    store::tests::Place& place_;
    Program program_;
    Caller caller_{program_};
    std::vector<Line> lines_;
    std::atomic<long> acknowledged_ = 0;
    std::atomic<int> unexpected_ = 0;
};

}  // namespace

KillReport kill_imports(int rounds, std::uint32_t seed, const MakePlace& make_place) {
    KillReport report;
    const Imports imports(make_place);
    std::mt19937 random(seed);
    std::uniform_int_distribution<std::int64_t> moment(0, imports.longest().count());
    while (report.rounds < rounds) {
        const auto place = make_place();
        bool was_killed = false;
        ++report.rounds;
        const std::string broken =
            imports.round(*place, report.rounds % 2 == 0, microseconds(moment(random)), was_killed);
        if (!broken.empty())
            report.broken.push_back("round " + std::to_string(report.rounds) + ": " + broken);
        if (was_killed) ++report.killed;
    }
    return report;
}

KillReport kill_services(int rounds, std::uint32_t seed, const MakePlace& make_place) {
    KillReport report;
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> moment(1'000, 400'000);
    while (report.rounds < rounds) {
        const auto place = make_place();
        Savers savers(report, *place);
        for (int i = 0; i < rounds_of_a_place && report.rounds < rounds; ++i)
            savers.round(microseconds(moment(random)));
    }
    return report;
}

}  // namespace footprint::cli::tests
