// Kills a writer of the store a thousand times and looks each time whether anything acknowledged is gone.
//
// In      --rounds N (1000), --seed S (1), --on sqlite|postgres|plug (sqlite); with plug the server falls too
// Out     what was done; exit status 1 and every broken promise in words
#include <iostream>
#include <string>

#include "soak/words.h"
#include "store/crash.h"
#include "store/support.h"

int main(int count, char** words) {
    using namespace footprint::store::tests;
    const footprint::soak::Words said(count, words,
                                      {{"--rounds", "1000", "how often one is killed"},
                                       {"--seed", "1", "the moments follow from it"},
                                       {"--on", "sqlite", "or postgres; plug: its server falls too"}});
    auto make = sqlite.make;
    if (said.text("--on") == "postgres") make = postgres.make;
    if (said.text("--on") == "plug") make = [] { return std::make_unique<PlugPlace>(); };
    const auto report = kill_writers(static_cast<int>(said.number("--rounds")),
                                     static_cast<std::uint32_t>(said.number("--seed")), make);
    std::cout << report.rounds << " writers, " << report.killed << " of them killed at work, "
              << report.acknowledged << " writes acknowledged, " << report.broken.size()
              << " promises broken.\n";
    for (const std::string& broken : report.broken) std::cout << broken << "\n";
    return report.broken.empty() ? 0 : 1;
}
