// The frame of every page: head, header, navigation, main, footer.
//
// In      the page's title and content; whose records are shown, as at which day
// Out     a whole page of HTML
// Errors  none
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/govuk.h"
#include "web/html.h"

namespace footprint::web {

struct PageFrame {
    std::string title;
    std::string section;  // the address of the navigation's entry that is current
    std::vector<govuk::Link> breadcrumbs;
    std::string authority;
    std::string footer;  // the sentence that says as at which day all this is
    bool error = false;  // the title says so, for those who hear it first
    std::vector<govuk::Link> navigation;
    std::string person;     // who is signed in; empty: nobody
    std::string form_key;   // of the form that signs out
    bool is_alone = false;  // there is no sign-in
};

std::string whole_page(const PageFrame& frame, const Html& main);

}  // namespace footprint::web
