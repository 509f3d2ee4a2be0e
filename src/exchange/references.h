// Ids of officers and reviews that name nothing loaded.
//
// In      the records read, and those that are known already, if any
// Out     a finding for each
// Source  docs/formats.md#trackers
#pragma once

#include <vector>

#include "care/records.h"

namespace footprint::exchange {

void note_unknown_references(const care::Records& read, const care::Records* known,
                             std::vector<care::Finding>& findings);

}  // namespace footprint::exchange
