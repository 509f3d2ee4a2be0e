// Words that are kept while they are typed, of any form: a draft stands at the address of its form.
//
// In      what somebody typed, and which draft the page showed
// Out     an answer: to the script without a page, to the button by the form's address again
// Errors  another window kept one since: the page that shows both
// Source  docs/decisions/sheets.md
#pragma once

#include <functional>
#include <string>

#include "web/pages/pages.h"

namespace footprint::web::pages {

struct TypedWords {
    std::string place;     // the form's address, which shows the draft again
    std::string contents;  // as the form reads them
    std::uint64_t based_on = 0;
    Moment over = {};       // when the draft was kept that the page showed; nought: none was there
    std::string told = {};  // beside the words, in a line
};
// The page of both texts, of which this is the one that is kept.
using ShowBoth = std::function<Response(const store::Draft& stored)>;

// Keeps them, or throws the draft away, as the form asks for.
Response keep_words(const View& view, const Form& form, const TypedWords& words, const ShowBoth& show_both);

// The form of a supervision, by the address that a draft of it has: see officer.cc.
bool is_of_supervision(std::string_view place);
Response keep_supervision(const View& view, const std::string& place, const Form& form);

}  // namespace footprint::web::pages
