#include "support/places.h"

namespace footprint::tests {

std::string root() {
    return FOOTPRINT_ROOT;
}

std::string program() {
    return FOOTPRINT_BINARY;
}

}  // namespace footprint::tests
