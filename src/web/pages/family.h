// Who belongs to a child, and what the child wishes, as several pages show it.
//
// In      what the person who asks may see; a child
// Out     brothers and sisters with where they are; wishes in words, a line each
// Shape   of files that the person may not open there is a number
// Errors  none
#pragma once

#include <string>
#include <vector>

#include "web/pages/pages.h"

namespace footprint::web::pages {

struct ShownSibling {
    std::uint32_t child = 0;
    std::string where;  // "Foster placement, in the same place"; "Not in care"
};

struct ShownSiblings {
    std::vector<ShownSibling> seen;
    std::size_t kept = 0;  // others, whose file is not open to the person
};

ShownSiblings siblings_of(const View& view, std::uint32_t child);
std::string words_for_kept(std::size_t kept);  // empty for none

// As "Would like Ada Moss as IRO"; the child's own words last.
std::vector<std::string> wishes_of(const View& view, std::uint32_t child);

}  // namespace footprint::web::pages
