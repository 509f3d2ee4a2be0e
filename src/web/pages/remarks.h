// What stands against what somebody sent, as a page shows it: in a list at its head, and beside each field.
//
// In      remarks, each on a column whose field has the column's name as its id; the form that is sent again
// Out     the head's list; the words beside a field; what still stands against the form
// Errors  none
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casework/entries.h"
#include "web/forms.h"
#include "web/html.h"

namespace footprint::web::pages {

using Remarks = std::span<const casework::EntryRemark>;

// Nothing but doubts: whoever is sure of it may send it again. False where there is nothing at all.
bool are_doubts(Remarks remarks);
std::string error_on(Remarks remarks, std::string_view column);
// Of the page that shows them: what names nobody here is as unknown as an address that does.
int status_of(Remarks remarks);
// Empty where nothing stands against it.
Html head_of_remarks(Remarks remarks);

// What whoever sends it all the same says yes to: the doubts that the page shows, as its button's value.
std::string doubts_shown(Remarks remarks);
// Takes out the doubts that the form says yes to: those that were shown, or with a plain "yes" all of them.
// A doubt that came up since, as by another day, is asked as the first was.
void drop_what_is_sure(std::vector<casework::EntryRemark>& remarks, const Form& form);

}  // namespace footprint::web::pages
