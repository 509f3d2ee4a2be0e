// What the pages about the people of the service share.
//
// In      a picture of the records; the place of an officer among them
// Out     addresses and passages
// Errors  none
#pragma once

#include <string>

#include "web/pages/pages.h"

namespace footprint::web::pages {

std::string address_of_officer(const View& view, std::uint32_t officer);
std::string role_in_words(const View& view, care::Role role);
// Until when somebody is away, and who covers; empty where they are there.
Html away_now(const View& view, const Id<care::Officer>& officer);
// What is to be known at the head of somebody's list today: that they are away, and for whom they cover;
// empty where neither is so.
Html away_and_cover(const View& view, const Id<care::Officer>& officer);

}  // namespace footprint::web::pages
