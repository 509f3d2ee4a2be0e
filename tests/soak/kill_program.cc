// Kills the real program a thousand times, at an import by command and while people save, and looks each time
// whether anything acknowledged is gone.
//
// In      --rounds N (1000), --seed S (1), --on sqlite|postgres (sqlite), --what import|serve (import)
// Out     what was done; exit status 1 and every broken promise in words
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>

#include "cli/ground.h"
#include "cli/kills.h"

int main(int count, char** words) {
    using namespace footprint::cli::tests;
    int rounds = 1000;
    unsigned long seed = 1;
    MakePlace make = sqlite.make;
    auto kill = kill_imports;
    for (int i = 1; i + 1 < count; i += 2) {
        if (std::strcmp(words[i], "--rounds") == 0) rounds = std::atoi(words[i + 1]);
        if (std::strcmp(words[i], "--seed") == 0) seed = std::strtoul(words[i + 1], nullptr, 10);
        if (std::strcmp(words[i], "--on") == 0 && std::strcmp(words[i + 1], "postgres") == 0)
            make = postgres.make;
        if (std::strcmp(words[i], "--what") == 0 && std::strcmp(words[i + 1], "serve") == 0)
            kill = kill_services;
    }
    const KillReport report = kill(rounds, static_cast<std::uint32_t>(seed), make);
    std::cout << report.rounds << " rounds, " << report.killed << " of them killed at work, "
              << report.acknowledged << " saves acknowledged, " << report.broken.size()
              << " promises broken.\n";
    for (const std::string& broken : report.broken) std::cout << broken << "\n";
    return report.broken.empty() ? 0 : 1;
}
