// Address  /journal?who=&child=&verb=&from=&until=&before=
// Who      read_journal
// Shows    who did what and when: who opened this file, what did this person do; the newest first
#include <algorithm>

#include "base/text.h"
#include "web/pages/record.h"

namespace footprint::web::pages {

namespace {

constexpr std::size_t rows_a_page = 50;

struct Known {
    const char* verb;
    const char* text;
};
constexpr Known known[] = {{"open_file", "Opened a file"},
                           {"read_lists", "Read a list"},
                           {"hand_out", "Wrote records as files"},
                           {"read_journal", "Read the journal"},
                           {"apply", "Took over an import"},
                           {"put", "Recorded"},
                           {"withdraw", "Took back"},
                           {"destroy", "Destroyed a file"},
                           {"put_access", "Gave access"},
                           {"withdraw_access", "Took access away"},
                           {"create_authority", "Made the authority"},
                           {"sign_in_begun", "Began to sign in"},
                           {"sign_in", "Signed in"},
                           {"sign_in_refused", "Was refused at signing in"},
                           {"page_refused", "Was refused a page"},
                           {"form_refused", "Sent a form without its key"},
                           {"session_refused", "Brought the cookie of no session"},
                           {"tries_refused", "Was kept waiting after too many tries"},
                           {"sign_out", "Signed out"},
                           {"sign_out_everywhere", "Signed out everywhere"},
                           {"password_chosen", "Chose a password"},
                           {"password_given", "Gave a first password"},
                           {"second_factor_set", "Set a second factor"},
                           {"take_back", "Took back a record"},
                           {"record_attendance", "Recorded who came"},
                           {"send_record", "Said that a record was sent"},
                           {"add_recipients", "Added readers of a record"},
                           {"allocate", "Allocated a child"},
                           {"record_siblings", "Recorded brothers and sisters"},
                           {"hold_together", "Put several into one meeting"},
                           {"record_decisions", "Recorded several decisions"},
                           {"record_absence", "Recorded an absence"},
                           {"record_supervision", "Recorded supervision"},
                           {"make_calendar_address", "Made an address for their calendar"},
                           {"end_calendar_address", "Ended the address of their calendar"},
                           {"read_calendar", "Their calendar was fetched"},
                           {"choose_letters", "Chose which letters they are sent"},
                           {"change_mail_address", "Changed the address of their letters"},
                           {"try_letter_again", "Had a letter tried again"}};

std::string words_for(const View& view, const store::JournalEntry& entry) {
    if (entry.verb == store::put_access_verb && entry.what.starts_with("emergency_openings"))
        return entry.why == "noted" ? "Noted an emergency" : "Opened in an emergency";
    if (entry.what.starts_with("legal_holds"))
        return entry.verb == store::put_access_verb ? "Held files" : "Ended a hold";
    for (const Known& one : known)
        if (entry.verb == one.verb) return one.text;
    for (const Sheet* const sheet : sheets())
        if (entry.verb == sheet->about().act) return "Recorded: " + title_of(view, *sheet);
    return entry.verb;
}

govuk::Input input(const char* id, const char* label, std::string_view value, const char* type = "text",
                   std::string error = {}) {
    govuk::Input one;
    one.id = id;
    one.name = id;
    one.label = label;
    one.value = value;
    one.type = type;
    one.error = std::move(error);
    return one;
}

// The days that were asked for, and what is wrong with those that are none.
struct Span {
    Day from = Day::never();
    Day until = Day::never();
    std::string from_error;
    std::string until_error;
    bool is_wrong() const { return !from_error.empty() || !until_error.empty(); }
};

Day day_in(std::string_view written, std::string& error) {
    written = trim(written);
    if (written.empty()) return Day::never();
    if (const auto day = parse_day(written)) return *day;
    error = "'" + std::string(written.substr(0, 40)) +
            "' is no day of the calendar. Write it as 2026-03-31 or 31/03/2026.";
    return Day::never();
}

Span span_of(const Form& query) {
    Span span;
    span.from = day_in(query.text("from"), span.from_error);
    span.until = day_in(query.text("until"), span.until_error);
    if (!span.is_wrong() && !span.from.is_never() && !span.until.is_never() && span.until < span.from)
        span.until_error = "This is before the day from which you look. Choose a later one.";
    return span;
}

Html filter(const View& view, const Form& query, const Span& span) {
    std::vector<govuk::SelectItem> verbs = {{"", "Anything", query.text("verb").empty()}};
    for (const Known& one : known) verbs.push_back({one.verb, one.text, query.text("verb") == one.verb});
    for (const Sheet* const sheet : sheets()) {
        const auto& act = sheet->about().act;
        const bool is_new = std::none_of(verbs.begin(), verbs.end(),
                                         [&](const govuk::SelectItem& item) { return item.value == act; });
        if (is_new)
            verbs.push_back(
                {std::string(act), "Recorded: " + title_of(view, *sheet), query.text("verb") == act});
    }
    return Html("<form class=\"fp-filter\" method=\"get\" action=\"/journal\">"_html,
                govuk::input(input("who", "Who", query.text("who"))),
                govuk::input(input("child", "Child's id", query.text("child"))),
                govuk::select({"verb", "verb", "What", verbs}),
                govuk::input(input("from", "From", query.text("from"), "date", span.from_error)),
                govuk::input(input("until", "Until", query.text("until"), "date", span.until_error)),
                govuk::button({.text = "Show", .href = {}, .name = {}, .value = {}}), "</form>"_html);
}

// Who looks for whose entries is looked at too.
void note_reading_of_journal(const View& view, const store::JournalQuestion& question) {
    if (view.visitor == nullptr) return;
    std::string what = "journal";
    if (!question.who.empty()) what += " of " + question.who;
    if (!question.child.empty()) what += " about child " + question.child;
    view.application.doors->readings.note({{view.actor().name}, "read_journal", what, "", view.now});
}

Response refuse(const View& view, const Form& query, const Span& span) {
    std::vector<govuk::Link> errors;
    if (!span.from_error.empty()) errors.push_back({span.from_error, "#from"});
    if (!span.until_error.empty()) errors.push_back({span.until_error, "#until"});
    return made(view, "Journal", "/journal", {},
                Html(govuk::error_summary("There is a problem", errors), heading("Journal"),
                     filter(view, query, span)),
                400);
}

}  // namespace

Response journal(const View& view, const Request& request) {
    const Span span = span_of(request.query);
    if (span.is_wrong()) return refuse(view, request.query, span);
    store::JournalQuestion question;
    question.who = trim(request.query.text("who"));
    question.child = trim(request.query.text("child"));
    question.verb = request.query.text("verb");
    question.from = span.from;
    question.until = span.until;
    question.before = whole_number(request.query.text("before")).value_or(0);
    question.limit = rows_a_page + 1;
    const auto entries = view.application.casework.journal(question);
    note_reading_of_journal(view, question);
    Html main(heading("Journal"), filter(view, request.query, span));
    if (entries.empty()) {
        main += govuk::inset_text("Nothing of this kind is in the journal."_html);
        return made(view, "Journal", "/journal", {}, main);
    }
    govuk::Table table;
    table.columns = {{"Entry", true}, {"When (UTC)"}, {"Who"}, {"What"}, {"About"}, {"Why"}};
    for (std::size_t i = 0; i < entries.size() && i < rows_a_page; ++i) {
        const store::JournalEntry& entry = entries[i];
        table.add(std::to_string(entry.number),
                  Html("<span class=\"fp-nowrap\">"_html, iso(entry.at).substr(0, 10), " "_html,
                       iso(entry.at).substr(11, 8), "</span>"_html),
                  entry.who, words_for(view, entry), entry.what, entry.why);
    }
    main += scrolling("Journal", govuk::table(table));
    if (entries.size() > rows_a_page) {
        std::string older = "/journal?";
        for (const Field& field : request.query.fields)
            if (field.name != "before" && !field.value.empty())
                older += percent_encoded(field.name) + "=" + percent_encoded(field.value) + "&";
        older += "before=" + std::to_string(entries[rows_a_page - 1].number);
        main.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\""_html, older,
                 "\">Older entries</a></p>"_html);
    }
    return made(view, "Journal", "/journal", {}, main);
}

}  // namespace footprint::web::pages
