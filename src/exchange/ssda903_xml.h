// The return in its XML form, taken apart into the tables that the CSV form has.
//
// In      a file whose root is EXPSSDA903
// Out     rows of each table, with the columns in the table's own order
// Errors  XML that is not well-formed, another root, a document type (entities are refused), nesting or
//         text over a limit: a Problem with line and column
// Source  SSDA903; docs/formats.md#xml
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exchange/sources.h"

namespace footprint::exchange {

using XmlTables = std::map<std::string_view, std::vector<XmlRow>>;

Result<XmlTables> read_return_xml(std::string_view file, std::string_view bytes);

}  // namespace footprint::exchange
