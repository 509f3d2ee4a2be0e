// Reviews of several children that are held in one meeting.
//
// In      what the person who asks may see; the review of the address
// Out     with whose it is held
// Errors  none
#pragma once

#include <string>

#include "web/pages/review.h"

namespace footprint::web::pages {

// Other children's reviews of the same meeting, as far as their files are open: "Ada Moss and 1 more".
std::string together_in_words(const View& view, const AskedReview& asked);

}  // namespace footprint::web::pages
