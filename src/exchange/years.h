// Five years' returns, one history.
//
// In      the tables of every year's return, oldest first; the children's numbers
// Out     the records they amount to: a newer file's row replaces an older one with the same key
// Errors  what differs between the years, has vanished or was not in use in its year is a finding
// Source  docs/formats.md
#pragma once

#include <vector>

#include "care/code_book.h"
#include "exchange/notebook.h"
#include "exchange/return_tables.h"

namespace footprint::exchange {

void lay_over_each_other(std::vector<ReturnTables>& returns, ChildIds& ids, const care::CodeBook& codes,
                         Notebook& notes, care::Records& into);

}  // namespace footprint::exchange
