// A service's own words in the texts of catalogues, and its lists by their names.
//
// In      a text with words in braces, as "{reviews} held"; a list's name in the profile's file
// Out     the text in the service's words; the list
// Errors  none: a word or a list that the profile does not have stays as it is, or is null
// Source  profiles/*.toml; base/common_words.h is the other half
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "practice/profile.h"

namespace footprint::practice {

// A capital letter stays one. What the service has no word for loses its braces.
std::string in_own_words(std::string_view text, const Wording& words);

// As late_reasons; null where it is no list of codes and labels.
const std::vector<Choice>* find_list(const Profile& profile, std::string_view name);

}  // namespace footprint::practice
