// A form that was not taken, given back with everything that was typed into it: nobody loses their words
// because a session ended while they wrote.
//
// In      the request and its form; why it was not taken; the key under which it may be sent again
// Out     a page with the words in sight and a button that sends them once more, without any script
// Shape   nothing is kept on the server: the words stand in the answer to whoever sent them, and nowhere else
// Errors  none: files do not come back, and the page says so
// Source  docs/decisions/accounts_and_sessions.md; WCAG 2.2, 2.2.5 and 3.3.7
#pragma once

#include <string>
#include <string_view>

#include "web/forms.h"
#include "web/html.h"
#include "web/response.h"

namespace footprint::web {

// Whether anything is in it besides its key, and no more than is given back.
bool holds_words(const Form& form);

struct SendAgain {
    std::string_view title;
    Html why;  // what happened, and what to do first
    std::string
        form_key;        // of the session that it can be sent in; what came with the form where there is none
    std::string person;  // who is signed in
};
Response send_again(const Request& request, const Form& form, const SendAgain& again, int status = 403);

}  // namespace footprint::web
