// Kills the real program a thousand times, at an import by command and while people save, and looks each time
// whether anything acknowledged is gone.
//
// In      --rounds N (1000), --seed S (1), --on sqlite|postgres (sqlite), --what import|serve (import)
// Out     what was done; exit status 1 and every broken promise in words
#include <iostream>
#include <string>

#include "cli/ground.h"
#include "cli/kills.h"
#include "soak/words.h"

int main(int count, char** words) {
    using namespace footprint::cli::tests;
    const footprint::soak::Words said(count, words,
                                      {{"--rounds", "1000", "how often it is killed"},
                                       {"--seed", "1", "the moments follow from it"},
                                       {"--on", "sqlite", "or postgres"},
                                       {"--what", "import", "or serve"}});
    const auto kill = said.text("--what") == "serve" ? kill_services : kill_imports;
    const KillReport report =
        kill(static_cast<int>(said.number("--rounds")), static_cast<std::uint32_t>(said.number("--seed")),
             said.text("--on") == "postgres" ? postgres.make : sqlite.make);
    std::cout << report.rounds << " rounds, " << report.killed << " of them killed at work, "
              << report.acknowledged << " saves acknowledged, " << report.broken.size()
              << " promises broken.\n";
    for (const std::string& broken : report.broken) std::cout << broken << "\n";
    return report.broken.empty() ? 0 : 1;
}
