// The clock and the person at the keyboard: read here, and handed down as arguments.
//
// In      the machine
// Out     now, today, the name of who runs the program
// Errors  none
#pragma once

#include <string>

#include "base/moment.h"

namespace footprint::cli {

Moment now();
Day today();
std::string local_person();

}  // namespace footprint::cli
