// The pages, each over a picture of the records that does not change while it is made.
//
// In      the picture; what the person who asks may see of it; the request, and the form that came with it
// Out     an answer
// Errors  what is not there is an answer 404 that says what to do
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "casework/sight.h"
#include "practice/wording.h"
#include "web/application.h"
#include "web/forms.h"
#include "web/govuk.h"
#include "web/html.h"
#include "web/kept_pages.h"
#include "web/request.h"
#include "web/response.h"

namespace footprint::web::pages {

// Where pages that were made are kept, and what besides the picture they were made from.
struct Keeping {
    KeptPages* pages = nullptr;
    KeptPages::Picture picture;
    std::uint64_t access_version = 0;
};

// Which children a page lists, for the journal: whoever links to a child adds them.
struct Listed {
    std::vector<std::uint32_t> children;  // as they come, some of them more than once
    std::size_t kept = 0;                 // of a page that was made before

    // How many of them. They are in order afterwards.
    std::size_t number();
};

struct View {
    const Application& application;
    const casework::Snapshot& snapshot;
    casework::Sight sight;
    const casework::Visitor* visitor;  // null: one person on this machine, without sign-in
    Moment now;
    Keeping keeping;
    Listed* listed = nullptr;  // null: nobody asks which children a page lists

    // As the journal knows them.
    casework::Actor actor() const;
};

// What the service calls the things of the field.
const practice::Wording& words_of(const View& view);
// A text of a catalogue with the service's words in the place of those in braces.
std::string in_own_words(const View& view, std::string_view text);
std::string role_in_words(const View& view, care::AccountRole role);
std::string roles_in_words(const View& view, const care::Account& account);
// "Review", "reviews" with a capital letter: for a heading.
using practice::at_the_beginning;

Response start(const View& view, const Request& request);
// To the page that a role opens in the morning.
Response begin(const View& view, const Request& request);
Response children(const View& view, const Request& request);
Response child(const View& view, const Request& request);
Response footprint(const View& view, const Request& request);
Response work(const View& view, const Request& request);
Response hand_over(const View& view, const Request& request);
Response calendar(const View& view, const Request& request);
Response measures(const View& view, const Request& request);
Response measure(const View& view, const Request& request);
Response behind(const View& view, const Request& request);
Response findings(const View& view, const Request& request);
Response import_form(const View& view, const Request& request);

// Whether the service is well, and what it counted.
Response health(const Application& application);
Response meters(const Application& application, const Request& request);

Response preview_import(const View& view, const Request& request, const Form& form);
// A page of the rows of an import that waits.
Response waiting_import(const View& view, const Request& request);
// The rows that would be added or changed; the number of another page is put behind the address. No address:
// the first page only.
Html import_difference(const View& view, const casework::ImportPreview& preview, int page,
                       const std::string& address_of_pages);
Response take_over_import(const View& view, const Request& request, const Form& form);

// Signing in: a name and a password, then each step that is left.
Response sign_in_form(const Application& application, const Request& request);
Response sign_in(const Application& application, const Request& request);
Response code_form(const Application& application, const casework::Visitor& visitor, const Request& request,
                   const Form&);
Response prove_code(const Application& application, const casework::Visitor& visitor, const Request& request,
                    const Form& form);
Response enrol_form(const Application& application, const casework::Visitor& visitor, const Request& request,
                    const Form&);
Response enrol(const Application& application, const casework::Visitor& visitor, const Request& request,
               const Form& form);
Response first_password_form(const Application& application, const casework::Visitor& visitor,
                             const Request& request, const Form&);
Response first_password(const Application& application, const casework::Visitor& visitor,
                        const Request& request, const Form& form);
Response leave_for_provider(const Application& application, const Request& request);
Response come_back_from_provider(const Application& application, const Request& request);
// Into the session, and on to a page of ours; the browser is given what it needs.
Response through(const Application& application, const casework::Doorway& doorway, const std::string& to);
Response sign_out(const View& view, const Request& request, const Form& form);

// One's own account.
Response account(const View& view, const Request& request);
Response password_form(const View& view, const Request& request);
Response change_password(const View& view, const Request& request, const Form& form);
Response sign_out_everywhere(const View& view, const Request& request, const Form& form);
Response prove_form(const View& view, const Request& request);
Response prove(const View& view, const Request& request, const Form& form);

// Everybody's, for who manages them.
Response accounts(const View& view, const Request& request);
Response new_account_form(const View& view, const Request& request);
Response new_account(const View& view, const Request& request, const Form& form);
Response account_form(const View& view, const Request& request);
Response change_account(const View& view, const Request& request, const Form& form);
Response give_password(const View& view, const Request& request, const Form& form);

// Restricted files.
Response readers_form(const View& view, const Request& request);
Response change_readers(const View& view, const Request& request, const Form& form);
Response emergency_form(const View& view, const Request& request);
Response open_in_emergency(const View& view, const Request& request, const Form& form);
Response note_emergency(const View& view, const Request& request, const Form& form);
// What a person sees of a file that is kept from them.
Response restricted(const View& view, std::uint32_t child);

Response journal(const View& view, const Request& request);

// Keeping and destroying by law, and a child's own file.
Response retention(const View& view, const Request& request);
Response hold_files(const View& view, const Request& request, const Form& form);
Response release_files(const View& view, const Request& request, const Form& form);
Response own_file_form(const View& view, const Request& request);
Response own_file_copy(const View& view, const Request& request, const Form& form);

// One review from its booking to its record, and who came to it.
std::string address_of_review(const View& view, std::uint32_t child, const Id<care::ReviewDetails>& review);
Response review(const View& view, const Request& request);
Response attendance_page(const View& view, const Request& request);
Response change_attendance(const View& view, const Request& request, const Form& form);
// All that a review decided, on one page.
Response review_decisions(const View& view, const Request& request);
Response change_review_decisions(const View& view, const Request& request, const Form& form);
// Several children's reviews in one meeting.
Response together_form(const View& view, const Request& request);
Response hold_together(const View& view, const Request& request, const Form& form);
// Who is sent the record of a review, and what each of them is shown.
Response sending(const View& view, const Request& request);
Response send(const View& view, const Request& request, const Form& form);
Response edition(const View& view, const Request& request);

// Who is whose brother or sister.
Response siblings_form(const View& view, const Request& request);
Response change_siblings(const View& view, const Request& request, const Form& form);

Response allocation_form(const View& view, const Request& request);
Response allocate(const View& view, const Request& request, const Form& form);

// An officer's own calendar, for the program in which they keep it.
Response calendar_feed(const Application& application, const Request& request);
Response make_calendar(const View& view, const Request& request, const Form& form);
Response end_calendar(const View& view, const Request& request, const Form& form);
Html own_calendar(const View& view);

// Letters by e-mail: which one wants, and how they fared. Typed: what could not be saved, with what is wrong.
Html own_letters(const View& view, const store::MailWishes* typed, const std::string& error);
Response account_page(const View& view, const Request& request, const store::MailWishes* typed,
                      const std::string& error);
Response change_letters(const View& view, const Request& request, const Form& form);
Response letters(const View& view, const Request& request);
Response try_letter_again(const View& view, const Request& request, const Form& form);

// The people of the service.
Response officers(const View& view, const Request& request);
Response dip_sample(const View& view, const Request& request);
Response officer(const View& view, const Request& request);
Response change_absence(const View& view, const Request& request, const Form& form);
Response change_supervision(const View& view, const Request& request, const Form& form);

// What is being written; the pages of single records are in sheet.h.
Response save_draft(const View& view, const Request& request, const Form& form);

Response problems_page(const Problems& problems, int status = 500);
Response not_found(const View& view, std::string_view what);
Response not_permitted(const View& view, care::Verb verb);

// What pages share.
std::string with_two_places(double number);
std::string moment_text(Moment moment);
std::string name_of(const care::Officer& officer);
// IROs to choose from, by name: who is in post, then who left and still has something, and whoever is chosen
// already. With something: by the places of the officers; empty: who left is not asked for.
void add_iros(const View& view, std::string_view chosen, const std::vector<bool>& with_something,
              std::vector<govuk::SelectItem>& items);
Response made(const View& view, std::string title, std::string section, std::vector<govuk::Link> breadcrumbs,
              const Html& main, int status = 200);
// Made once, and kept for who asks the same again. REQUIRES: `make` changes nothing, and looks at nothing but
// the picture of the records, what the person may see of it, their account and session, and the address.
Response kept(const View& view, const Request& request, const std::function<Response()>& make);
Html heading(std::string_view text);
// With the child's name above it.
Html heading_of_child(const View& view, std::uint32_t child, std::string_view text);
// The child of the address: nobody where there is none, or none that the person may know of.
std::optional<std::uint32_t> file_asked_for(const View& view, const Request& request);
// Writes into the journal that the person read in the child's file; of a restricted one before the page is
// shown.
void note_reading(const View& view, std::uint32_t child, const std::string& what);
// The same of several children, once each: an entry a child, since that is what the journal finds them by.
void note_readings(const View& view, std::vector<std::uint32_t> children, const std::string& what);
// Of the child's reviews, the newest review's first.
std::vector<const care::Decision*> decisions_of(const casework::Snapshot& snapshot, std::uint32_t child);
// A page of this service to go on to, and nowhere else.
std::string own_path(std::string_view address, std::string_view otherwise);
// What every form of a session brings back.
Html form_key(const View& view);
// Nothing where somebody else's proof is fresh enough; else the page that asks for a new one.
std::optional<Response> must_prove(const View& view, const std::string& then);
// The same for a form with words in it: they come back with the page, to be sent again after the proof.
std::optional<Response> must_prove(const View& view, const Request& request, const Form& form);
// Whether the person may know of it: it is about no child, or about one whose file they may see.
bool is_shown(const View& view, const care::Finding& finding);
// "3 restricted files are not shown."; nothing where there is none.
Html kept_note(const View& view);
Html child_link(const View& view, std::uint32_t child);
Html state_tag(const law::Requirement& requirement, Day as_at);
Html scrolling(std::string_view name, const Html& table);
std::string day_text(Day day);
// The booking for the next review, and whether it comes too late.
Html booking(const casework::ChildLine& line, std::string_view none);
std::string review_name(const View& view, const law::Requirement& requirement);
// A page's number out of the query, within 1 and `pages`.
int page_number(const Request& request, int pages);
// The query without the page's number, ready for it to be put behind.
std::string query_for_pages(const Request& request);

}  // namespace footprint::web::pages
