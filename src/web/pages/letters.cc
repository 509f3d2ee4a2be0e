// Address  POST /account/letters; GET /letters; POST /letters/again
// Who      who is signed in, for their own; who manages accounts, for how everybody's fared
// Shows    which letters one wants and at which address; what became of those that were sent
// Changes  the wishes, and the address for who proved anew that it is them; a letter that was refused is
//          tried again
#include <algorithm>

#include "base/text.h"
#include "casework/messages.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

namespace {

constexpr int most_shown = 200;
constexpr int own_shown = 10;

std::string state_in_words(const store::Letter& letter) {
    if (letter.state == "waiting") return letter.tries == 0 ? "Waits to be sent" : "Put off: " + letter.said;
    if (letter.state == "sending") return "Is being sent";
    if (letter.state == "sent") return "Sent";
    if (letter.state == "refused") return "Refused: " + letter.said;
    return "Not known: the service stopped while it was sent. It is not sent again.";
}

Html wishes_form(const View& view, const store::MailWishes& wishes, const std::string& error) {
    govuk::Input address;
    address.id = address.name = "address";
    address.label = "E-mail address";
    address.hint = "Leave it blank, and you are sent nothing.";
    address.value = wishes.address;
    address.type = "email";
    address.autocomplete = "email";
    address.classes = "govuk-input--width-20";
    address.error = error;
    govuk::Checkboxes boxes{
        "letters", "What you want to be sent", "Children are named by their initials.", {}, {}};
    if (view.snapshot.ground().profile.names_in_mail) boxes.hint = "Children are named.";
    boxes.items.push_back({"month_ahead",
                           in_own_words(view, "{Reviews} of the next weeks, once a month"),
                           {},
                           wishes.month_ahead});
    boxes.items.push_back({"week_ahead", "What waits, once a week", {}, wishes.week_ahead});
    boxes.items.push_back(
        {"invitations",
         in_own_words(view, "An invitation for your calendar to each {review} that you chair"),
         {},
         wishes.invitations});
    return Html("<form method=\"post\" action=\"/account/letters\" novalidate>"_html, form_key(view),
                govuk::input(address), govuk::checkboxes(boxes),
                govuk::button({.text = "Save", .href = {}, .name = {}, .value = {}, .secondary = true}),
                "</form>"_html);
}

// Subjects name nobody; what a letter said is gone.
Html table_of(const View& view, const std::vector<store::Letter>& letters, bool of_everybody) {
    govuk::Table table;
    table.columns = {{"Written (UTC)"}, {"Subject"}, {"What became of it"}};
    if (of_everybody) table.columns.insert(table.columns.begin() + 1, {"Account"});
    if (of_everybody) table.columns.push_back({"Again"});
    for (const store::Letter& letter : letters) {
        const std::string at = iso(letter.made_at);
        table.add({at.substr(0, 10) + " " + at.substr(11, 5), true});
        auto& row = table.rows.back();
        if (of_everybody) row.emplace_back(letter.account + " (" + letter.address + ")");
        row.emplace_back(letter.subject);
        row.emplace_back(state_in_words(letter));
        if (!of_everybody) continue;
        row.emplace_back(
            letter.state != "refused"
                ? Html()
                : Html(
                      "<form method=\"post\" action=\"/letters/again\">"_html, form_key(view),
                      "<input type=\"hidden\" name=\"id\" value=\""_html, letter.id,
                      "\"><button type=\"submit\" class=\"govuk-link fp-as-link\">Try it again<span class=\"govuk-visually-hidden\">: "_html,
                      letter.subject, "</span></button></form>"_html));
    }
    return scrolling("Letters", govuk::table(table));
}

}  // namespace

Html own_letters(const View& view, const store::MailWishes* typed, const std::string& error) {
    casework::Messages& messages = view.application.doors->messages;
    if (!messages.has_server()) return {};
    const store::MailWishes wishes = typed != nullptr ? *typed : messages.wishes_of(view.visitor->account);
    Html html("<h2 class=\"govuk-heading-m\" id=\"letters\">Letters by e-mail</h2>"_html,
              wishes_form(view, wishes, error));
    std::vector<store::Letter> own = messages.letters_of(view.visitor->account, own_shown);
    if (!own.empty()) html += table_of(view, own, false);
    return html;
}

Response change_letters(const View& view, const Request& request, const Form& form) {
    casework::Messages& messages = view.application.doors->messages;
    const auto ticked = form.all("letters");
    const auto wants = [&](std::string_view what) {
        return std::find(ticked.begin(), ticked.end(), what) != ticked.end();
    };
    const store::MailWishes wishes{view.visitor->account.account.text,
                                   std::string(trim(form.text("address"))), wants("month_ahead"),
                                   wants("week_ahead"), wants("invitations")};
    if (const auto wrong = messages.wrong_with_address(wishes.address))
        return account_page(view, request, &wishes, *wrong);
    // What letters tell goes from then on to whoever reads that box.
    if (wishes.address != messages.wishes_of(view.visitor->account).address)
        if (auto first = must_prove(view, request, form)) return std::move(*first);
    const auto done = messages.keep_wishes(wishes, {view.actor().name}, view.now);
    if (!done) return problems_page(done.problems());
    return see_other("/account#letters");
}

Response letters(const View& view, const Request&) {
    const std::string title = "Letters by e-mail";
    casework::Messages& messages = view.application.doors->messages;
    Html main = heading(title);
    const auto all = messages.letters(most_shown);
    if (!messages.has_server())
        main += govuk::inset_text(
            "No mail server is named in the configuration: nothing is written and nothing is sent."_html);
    if (all.empty()) {
        main +=
            "<p class=\"govuk-body\">None was written yet. Everybody chooses at Your account which they want.</p>"_html;
    } else {
        main.put(
            "<p class=\"govuk-body\">The newest "_html, most_shown,
            ". A server that says 'later' is asked again, for some three days; what it refuses stays here.</p>"_html,
            table_of(view, all, true));
    }
    return made(view, title, "/accounts", {{"Accounts", "/accounts"}, {title, ""}}, main);
}

Response try_letter_again(const View& view, const Request&, const Form& form) {
    const auto done = view.application.doors->messages.try_again(std::string(form.text("id")),
                                                                 {view.actor().name}, view.now);
    if (!done) return problems_page(done.problems(), 400);
    return see_other("/letters");
}

}  // namespace footprint::web::pages
