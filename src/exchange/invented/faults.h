// Faults as they are found in real returns, put into the rows of a few invented children.
//
// In      a child whose rows have just been written, at the end of every table
// Out     one of its rows changed, added or taken away
// Errors  none; a child that has no row of the kind stays without a fault
// Source  docs/invented_authority.md
#pragma once

#include "care/records.h"
#include "exchange/invented/draw.h"

namespace footprint::exchange::invented {

// REQUIRES: the records are not settled; the child's rows are the last of each table.
void add_fault(care::ChildNumber number, Day as_at, care::Records& records, Draw& draw);

}  // namespace footprint::exchange::invented
