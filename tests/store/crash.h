// Killing a writer at any moment, and looking whether anything that it was told is written is gone.
//
// In      how many rounds, a seed, a kind of database
// Out     what was acknowledged, and every broken promise in words; none is what is hoped for
// Units   a round is one writer that was killed
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/place.h"

namespace footprint::store::tests {

struct CrashReport {
    int rounds = 0;
    int killed = 0;  // the others were done before the blow fell
    int acknowledged = 0;
    std::vector<std::string> broken;
};

// Each place takes some of the rounds. REQUIRES: this program has one thread only.
CrashReport kill_writers(int rounds, std::uint32_t seed,
                         const std::function<std::unique_ptr<Place>()>& make_place);

}  // namespace footprint::store::tests
