// Another program for the time of a test, spoken with line by line.
//
// In      program and arguments; lines
// Out     lines
// Errors  a broken invariant where it does not start or does not answer within ten seconds: what it wrote
//         about its errors stands on the test's own
#pragma once

#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <array>
#include <string>
#include <vector>

#include "base/result.h"

namespace footprint::exchange {

class ChildProcess {
  public:
    explicit ChildProcess(std::vector<std::string> words) {
        std::signal(SIGPIPE, SIG_IGN);  // speaking to a program that has ended is no end of the test
        std::array<int, 2> to{};
        std::array<int, 2> from{};
        ensure(pipe(to.data()) == 0 && pipe(from.data()) == 0, "there are pipes");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, to[0], 0);
        posix_spawn_file_actions_adddup2(&actions, from[1], 1);
        for (const int end : {to[0], to[1], from[0], from[1]})
            posix_spawn_file_actions_addclose(&actions, end);
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const int failed = posix_spawnp(&id_, arguments[0], &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        close(to[0]);
        close(from[1]);
        in_ = to[1];
        out_ = from[0];
        if (failed != 0) id_ = -1;
    }
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess() {
        close(in_);
        close(out_);
        if (id_ <= 0) return;
        kill(id_, SIGKILL);
        waitpid(id_, nullptr, 0);
    }

    void say(const std::string& line) {
        const std::string all = line + '\n';
        ensure(write(in_, all.data(), all.size()) == static_cast<ssize_t>(all.size()), "the program listens");
    }
    // Empty where it says nothing more.
    std::string line() {
        std::string text;
        for (char c = 0;;) {
            pollfd waiting{out_, POLLIN, 0};
            if (poll(&waiting, 1, 10'000) <= 0 || read(out_, &c, 1) != 1 || c == '\n') return text;
            text += c;
        }
    }

  private:
    pid_t id_ = -1;
    int in_ = -1;
    int out_ = -1;
};

}  // namespace footprint::exchange
