// The real program killed at work: an import by command at any moment, and the service while people save.
//
// In      how many kills; a seed for the moments; places to write to
// Out     what was killed, what had been acknowledged, and every promise that was broken
// Errors  std::runtime_error where the program does not work at all
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/place.h"

namespace footprint::cli::tests {

struct KillReport {
    int rounds = 0;
    int killed = 0;         // at work; the others had just finished
    long acknowledged = 0;  // saves and drafts that somebody was told of
    std::vector<std::string> broken;
};

using MakePlace = std::function<std::unique_ptr<store::tests::Place>()>;

// Each import is killed, what is left is verified, and the same import once more leaves what one without a
// kill does.
KillReport kill_imports(int rounds, std::uint32_t seed, const MakePlace& make_place);

// Every save and every draft that was acknowledged is there when the service is up again, and of the others
// nothing but a whole one.
KillReport kill_services(int rounds, std::uint32_t seed, const MakePlace& make_place);

}  // namespace footprint::cli::tests
