// What stands against what somebody sent, as a page shows it: in a list at its head, and beside each field.
//
// In      remarks, each on a column whose field has the column's name as its id
// Out     the head's list; the words beside a field
// Errors  none
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "casework/entries.h"
#include "web/html.h"

namespace footprint::web::pages {

using Remarks = std::span<const casework::EntryRemark>;

// Nothing but doubts: whoever is sure of it may send it again. False where there is nothing at all.
bool are_doubts(Remarks remarks);
std::string error_on(Remarks remarks, std::string_view column);
// Empty where nothing stands against it.
Html head_of_remarks(Remarks remarks);

}  // namespace footprint::web::pages
