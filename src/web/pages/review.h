// What the pages about one review share.
//
// In      a picture of the records; the review of the address
// Out     which it is; its page around what is to be shown
// Errors  nothing where there is no such review, or none that the person may know of
#pragma once

#include <optional>
#include <string>

#include "web/pages/pages.h"

namespace footprint::web::pages {

struct AskedReview {
    std::uint32_t child = 0;
    const care::ReviewDetails* row = nullptr;
    std::string address;
};

std::optional<AskedReview> review_asked_for(const View& view, const Request& request);
std::string title_of(const View& view, const AskedReview& asked);
Response whole_review(const View& view, const AskedReview& asked, std::string title, const Html& main,
                      int status = 200);
bool may(const View& view, const AskedReview& asked, care::Verb verb);

}  // namespace footprint::web::pages
