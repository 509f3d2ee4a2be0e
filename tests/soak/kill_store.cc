// Kills a writer of the store a thousand times and looks each time whether anything acknowledged is gone.
//
// In      --rounds N (1000), --seed S (1), --on sqlite|postgres|plug (sqlite); with plug the server falls too
// Out     what was done; exit status 1 and every broken promise in words
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>

#include "store/crash.h"
#include "store/support.h"

int main(int count, char** words) {
    using namespace footprint::store::tests;
    int rounds = 1000;
    unsigned long seed = 1;
    auto make = sqlite.make;
    for (int i = 1; i + 1 < count; i += 2) {
        if (std::strcmp(words[i], "--rounds") == 0) rounds = std::atoi(words[i + 1]);
        if (std::strcmp(words[i], "--on") == 0 && std::strcmp(words[i + 1], "postgres") == 0)
            make = postgres.make;
        if (std::strcmp(words[i], "--on") == 0 && std::strcmp(words[i + 1], "plug") == 0)
            make = [] { return std::make_unique<PlugPlace>(); };
        if (std::strcmp(words[i], "--seed") == 0) seed = std::strtoul(words[i + 1], nullptr, 10);
    }
    const auto report = kill_writers(rounds, static_cast<std::uint32_t>(seed), make);
    std::cout << report.rounds << " writers, " << report.killed << " of them killed at work, "
              << report.acknowledged << " writes acknowledged, " << report.broken.size()
              << " promises broken.\n";
    for (const std::string& broken : report.broken) std::cout << broken << "\n";
    return report.broken.empty() ? 0 : 1;
}
