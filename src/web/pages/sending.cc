// Address  GET and POST /children/{child}/reviews/{id}/sending;
//          GET /children/{child}/reviews/{id}/editions/{recipient}
// Who      open_file to read, record_review to add readers and to say what was sent
// Shows    to whom the record of a review goes, in which form, and how much of it is held back from each, as
//          a last check before it goes; what each of them is shown, made to be printed
// Changes  who is to have it; that it was sent, and with it when the record was written and shared
#include <algorithm>

#include "base/text.h"
#include "casework/review_record.h"
#include "web/pages/review.h"
#include "web/pages/sheet.h"

namespace footprint::web::pages {

namespace {

using care::Reader;
using care::RecordForm;

std::string title_of_sending(const View& view) {
    return in_own_words(view, "Who is sent the {record of the review}");
}

std::string code_in_words(const View& view, const care::CodeNames& codes, std::string_view code) {
    return code.empty() ? std::string() : meaning_of_code(view, codes.set, code);
}

// The form that is asked for; without one, a letter to the child and to others what the review has.
RecordForm form_for(const AskedReview& asked, const care::Recipient& row) {
    if (row.form != RecordForm::not_recorded) return row.form;
    return row.reader == Reader::child || asked.row->record_form == RecordForm::not_recorded
               ? RecordForm::letter
               : asked.row->record_form;
}

void add_recipient(const View& view, const AskedReview& asked, const care::ReviewRecord& record,
                   const care::Recipient& row, govuk::Table& table) {
    const std::string& child = view.snapshot.records().children[asked.child].id;
    const casework::Edition edition =
        casework::edition_of(view.snapshot, *asked.row, record, form_for(asked, row), row.reader);
    const std::string form(care::printed(edition.form));
    table.add({Html("<a class=\"govuk-link\" href=\""_html, asked.address, "/editions/"_html,
                    percent_encoded(row.recipient.text), "\">"_html, row.name, "</a>"_html),
               true},
              casework::reader_in_words(row.reader, view.snapshot.ground().profile),
              code_in_words(view, care::codes_of(edition.form), form),
              code_in_words(view, care::codes_of(row.sent_by), care::printed(row.sent_by)), row.address,
              edition.held_back == 0
                  ? std::string("Nothing")
                  : counted(static_cast<std::int64_t>(edition.held_back), "passage", "passages"),
              row.sent_on ? in_words(*row.sent_on) : std::string("Not yet"),
              Html("<a class=\"govuk-link\" href=\"/children/"_html, percent_encoded(child),
                   "/recipients/"_html, percent_encoded(row.recipient.text),
                   "\">Change<span class=\"govuk-visually-hidden\"> "_html, row.name, "</span></a>"_html));
}

Html table_of_recipients(const View& view, const AskedReview& asked, const care::ReviewRecord& record,
                         const std::vector<const care::Recipient*>& rows) {
    if (rows.empty()) return govuk::inset_text("Nobody is on the list yet."_html);
    govuk::Table table;
    table.columns = {{"To"},      {"Who that is"}, {"Form"}, {"Sent by"},
                     {"Address"}, {"Held back"},   {"Sent"}, {"Change"}};
    for (const care::Recipient* const row : rows) add_recipient(view, asked, record, *row, table);
    return scrolling(title_of_sending(view), govuk::table(table));
}

Html button_form(const View& view, const AskedReview& asked, const char* name, const std::string& text,
                 bool is_secondary) {
    return Html("<form method=\"post\" action=\""_html, asked.address, "/sending\">"_html, form_key(view),
                "<input type=\"hidden\" name=\"based_on\" value=\""_html, view.snapshot.version(), "\">"_html,
                govuk::button({.text = text,
                               .href = {},
                               .name = name,
                               .value = "yes",
                               .secondary = is_secondary,
                               .prevent_double_click = true}),
                "</form>"_html);
}

std::size_t not_sent(const std::vector<const care::Recipient*>& rows) {
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [](const auto* row) { return !row->sent_on; }));
}

// Those who cannot be sent it yet, and why.
std::vector<std::string> lacking(const std::vector<const care::Recipient*>& rows) {
    std::vector<std::string> all;
    for (const care::Recipient* const row : rows)
        if (!row->sent_on && row->sent_by == care::SentBy::not_recorded)
            all.push_back("It is not said how " + row->name + " is sent it. Choose it under 'Change'.");
    return all;
}

Html forms(const View& view, const AskedReview& asked, const std::vector<const care::Recipient*>& rows) {
    if (!may(view, asked, care::Verb::record_review)) return {};
    const std::string& child = view.snapshot.records().children[asked.child].id;
    Html html;
    const auto wanted = casework::readers_to_add(view.snapshot, asked.row->review);
    if (!wanted.empty()) {
        std::vector<std::string> names;
        for (const Reader reader : wanted)
            names.push_back(lower(casework::reader_in_words(reader, view.snapshot.ground().profile)));
        html += button_form(view, asked, "add", "Add " + listed(names), true);
    }
    html.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/children/"_html, percent_encoded(child),
             "/recipients/new?review="_html, percent_encoded(asked.row->review.text),
             "\">Add somebody else</a></p>"_html);
    const auto waiting = static_cast<std::int64_t>(not_sent(rows));
    if (waiting > 0)
        html.put(
            "<h2 class=\"govuk-heading-m\">Is all of it right?</h2><p class=\"govuk-body\">Open each "
            "name once: that is what they are shown. Print it, or send it as the list says; then say "
            "here that it was sent.</p>"_html,
            button_form(view, asked, "sent",
                        "It is right: " + counted(waiting, "reader was", "readers were") + " sent it today",
                        false));
    return html;
}

Response sending_page(const View& view, const AskedReview& asked, const std::vector<std::string>& wrong) {
    const std::string title = title_of_sending(view);
    std::vector<govuk::Link> links;
    for (const std::string& one : wrong) links.push_back({one, "#main-content"});
    Html main = links.empty() ? Html() : govuk::error_summary("There is a problem", links);
    main += heading_of_child(view, asked.child, title);
    const care::ReviewRecord* const record = casework::record_of(view.snapshot, asked.row->review);
    if (record == nullptr) {
        main += govuk::inset_text(Html("Nothing is written yet. <a class=\"govuk-link\" href=\""_html,
                                       asked.address, "/record\">Write the "_html, words_of(view).record.one,
                                       "</a> first."_html));
        return whole_review(view, asked, title, main, wrong.empty() ? 200 : 400);
    }
    const auto rows = casework::recipients_of(view.snapshot, asked.row->review);
    main.put(table_of_recipients(view, asked, *record, rows), forms(view, asked, rows));
    return whole_review(view, asked, title, main, wrong.empty() ? 200 : 400);
}

std::string fresh_id_of(std::string_view collection) {
    const auto found = std::find_if(sheets().begin(), sheets().end(),
                                    [&](const Sheet* sheet) { return sheet->collection() == collection; });
    return (*found)->fresh_id();
}

// Names to begin with: whoever has a name of their own is written in its place.
care::Recipient new_recipient(const View& view, const AskedReview& asked, Reader reader) {
    care::Recipient row;
    row.recipient.text = fresh_id_of("recipients");
    row.review = asked.row->review;
    row.reader = reader;
    row.name = reader == Reader::child ? view.snapshot.name_of(asked.child)
                                       : casework::reader_in_words(reader, view.snapshot.ground().profile);
    row.form = form_for(asked, row);
    row.sent_by = reader == Reader::child ? care::SentBy::by_hand : care::SentBy::not_recorded;
    return row;
}

void add_readers(const View& view, const AskedReview& asked, store::ChangeSet& changes) {
    for (const Reader reader : casework::readers_to_add(view.snapshot, asked.row->review))
        changes.put(new_recipient(view, asked, reader));
}

// What goes out is written, and what everybody has is shared.
void note_sent(const View& view, const AskedReview& asked, const std::vector<const care::Recipient*>& rows,
               store::ChangeSet& changes) {
    const Day today = view.snapshot.as_at();
    for (const care::Recipient* const row : rows) {
        if (row->sent_on) continue;
        care::Recipient sent = *row;
        sent.sent_on = today;
        changes.put(sent);
    }
    care::ReviewDetails review = *asked.row;
    if (!review.record_completed_on) review.record_completed_on = today;
    if (!review.record_shared_on) review.record_shared_on = today;
    if (review.record_form == RecordForm::not_recorded)
        for (const care::Recipient* const row : rows)
            if (row->reader == Reader::child) review.record_form = form_for(asked, *row);
    if (!(review == *asked.row)) changes.put(review);
}

// ---- An edition

Html paragraphs(const std::vector<std::string>& all) {
    Html html;
    for (const std::string& text : all) {
        Html lines;
        for (const std::string_view line : split(text, '\n')) {
            if (!lines.empty()) lines += "<br>"_html;
            lines += line;
        }
        html.put("<p class=\"govuk-body\">"_html, lines, "</p>"_html);
    }
    return html;
}

Html decisions_for_reader(const casework::Edition& edition) {
    if (edition.decisions.empty()) return {};
    Html html("<h2 class=\"govuk-heading-m\">"_html, edition.decisions_heading, "</h2>"_html);
    if (edition.form == RecordForm::letter) {
        html += "<ul class=\"govuk-list govuk-list--bullet\">"_html;
        for (const care::Decision* const row : edition.decisions)
            html.put("<li>"_html, row->text, row->wanted.empty() ? "" : ", so that: " + row->wanted,
                     row->owner.empty() ? "" : " (" + row->owner + ")",
                     row->due_on ? ", by " + in_words(*row->due_on) : std::string(), "</li>"_html);
        return html.put("</ul>"_html);
    }
    govuk::Table table;
    table.columns = {{"What"}, {"So that"}, {"Who"}, {"By when"}};
    for (const care::Decision* const row : edition.decisions)
        table.add(row->text, row->wanted, row->owner, row->due_on ? in_words(*row->due_on) : std::string());
    return html.put(govuk::table(table));
}

Html text_of(const casework::Edition& edition) {
    Html html;
    if (!edition.greeting.empty()) html.put("<p class=\"govuk-body\">"_html, edition.greeting, "</p>"_html);
    if (!edition.facts.empty()) {
        std::vector<govuk::SummaryRow> rows;
        for (const casework::EditionFact& fact : edition.facts)
            rows.push_back({fact.name, Html(fact.value, Html())});
        html += govuk::summary_list(rows);
    }
    for (const casework::EditionSection& section : edition.sections)
        html.put("<h2 class=\"govuk-heading-m\">"_html, section.heading, "</h2>"_html,
                 paragraphs(section.paragraphs));
    html += decisions_for_reader(edition);
    if (!edition.closing.empty()) html += paragraphs({edition.closing});
    if (!edition.signature.empty()) html.put("<p class=\"govuk-body\">"_html, edition.signature, "</p>"_html);
    return html;
}

}  // namespace

Response sending(const View& view, const Request& request) {
    const auto asked = review_asked_for(view, request);
    if (!asked) return not_found(view, "There is no such " + words_of(view).review.one + ".");
    note_reading(view, asked->child, "readers of " + asked->row->review.text + " of");
    return sending_page(view, *asked, {});
}

Response send(const View& view, const Request& request, const Form& form) {
    const auto asked = review_asked_for(view, request);
    if (!asked) return not_found(view, "There is no such " + words_of(view).review.one + ".");
    if (!may(view, *asked, care::Verb::record_review)) return not_permitted(view, care::Verb::record_review);
    const auto rows = casework::recipients_of(view.snapshot, asked->row->review);
    const bool is_sent = form.has("sent");
    if (!is_sent && !form.has("add")) return see_other(asked->address + "/sending");
    if (is_sent && casework::record_of(view.snapshot, asked->row->review) == nullptr)
        return sending_page(view, *asked, {"Nothing is written that could have been sent. Write it first."});
    if (const auto wrong = lacking(rows); is_sent && !wrong.empty()) return sending_page(view, *asked, wrong);
    store::ChangeSet changes(is_sent ? "send_record" : "add_recipients", view.snapshot.records(),
                             whole_number(form.text("based_on")).value_or(0));
    is_sent ? note_sent(view, *asked, rows, changes) : add_readers(view, *asked, changes);
    changes.about({asked->child});
    const auto saved = view.application.casework.write(changes, view.actor());
    if (!saved && saved.problems().front().kind == Problem::Kind::changed_meanwhile)
        return sending_page(view, *asked,
                            {"Somebody else changed this meanwhile. Look at the list again, then say so."});
    if (!saved) return problems_page(saved.problems(), 400);
    return see_other(is_sent ? asked->address + "?saved=yes" : asked->address + "/sending");
}

Response edition(const View& view, const Request& request) {
    const auto asked = review_asked_for(view, request);
    if (!asked) return not_found(view, "There is no such " + words_of(view).review.one + ".");
    const care::ReviewRecord* const record = casework::record_of(view.snapshot, asked->row->review);
    const auto rows = casework::recipients_of(view.snapshot, asked->row->review);
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto* row) {
        return row->recipient.text == request.parameter("recipient");
    });
    if (record == nullptr || found == rows.end())
        return not_found(view, "There is nothing written for such a reader.");
    note_reading(view, asked->child, "edition for " + (*found)->recipient.text + " of");
    const casework::Edition made_for = casework::edition_of(view.snapshot, *asked->row, *record,
                                                            form_for(*asked, **found), (*found)->reader);
    Html main("<p class=\"govuk-body fp-record-for\">For "_html, (*found)->name, " ("_html,
              lower(casework::reader_in_words((*found)->reader, view.snapshot.ground().profile)), "). "_html,
              made_for.held_back == 0
                  ? std::string("Nothing is held back.")
                  : counted(static_cast<std::int64_t>(made_for.held_back), "passage is", "passages are") +
                        " held back.",
              " This line is not printed.</p>"_html, heading(made_for.title), text_of(made_for));
    return whole_review(view, *asked, made_for.title, main);
}

}  // namespace footprint::web::pages
