// Texts in which a service may have its own words for the things of the field.
//
// In      a text with such words in braces, as "{reviews} held"
// Out     the text in the common words: "reviews held"
// Errors  none
#pragma once

#include <string>
#include <string_view>

namespace footprint {

std::string in_common_words(std::string_view text);

}  // namespace footprint
