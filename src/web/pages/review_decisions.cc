// Address  GET and POST /children/{child}/reviews/{id}/decisions
// Who      open_file to read, record_review to write
// Shows    all that a review decided, a group of fields each, with room for more: quick enough to be filled
// in
//          while people are together
// Changes  the decisions of the review, as one act
#include <algorithm>

#include "base/text.h"
#include "casework/entries.h"
#include "web/pages/remarks.h"
#include "web/pages/review.h"
#include "web/pages/sheet.h"

namespace footprint::web::pages {

namespace {

constexpr std::size_t rows_at_once = 3;
constexpr std::size_t most_rows = 40;

// One group of fields: what was typed, and what stands against it.
struct TypedDecision {
    std::string id;
    const care::Decision* stands = nullptr;  // as it is on record; null: a new one
    std::string text;
    std::string owner;
    std::string due;
    std::string wanted;
    std::vector<casework::EntryRemark> remarks;

    bool is_blank() const { return text.empty() && owner.empty() && due.empty() && wanted.empty(); }
};

const Sheet& decision_sheet() {
    const auto found = std::find_if(sheets().begin(), sheets().end(), [](const Sheet* sheet) {
        return sheet->collection() == "decisions" && !sheet->about().prefix.empty();
    });
    return **found;
}

// In the order in which they were recorded.
std::vector<const care::Decision*> decisions_of_review(const View& view, const AskedReview& asked) {
    std::vector<const care::Decision*> rows;
    for (const std::uint32_t place : view.snapshot.decisions_of(asked.child))
        if (view.snapshot.records().decisions[place].review == asked.row->review)
            rows.push_back(&view.snapshot.records().decisions[place]);
    return rows;
}

void add_blank_ones(std::vector<TypedDecision>& rows) {
    for (std::size_t i = 0; i < rows_at_once && rows.size() < most_rows; ++i)
        rows.push_back({decision_sheet().fresh_id(), nullptr, {}, {}, {}, {}, {}});
}

std::vector<TypedDecision> as_recorded(const View& view, const AskedReview& asked) {
    std::vector<TypedDecision> rows;
    for (const care::Decision* const row : decisions_of_review(view, asked))
        rows.push_back({row->decision.text,
                        row,
                        row->text,
                        row->owner,
                        row->due_on ? iso(*row->due_on) : std::string(),
                        row->wanted,
                        {}});
    return rows;
}

std::string named(std::string_view field, std::size_t place) {
    return std::string(field) + "_" + std::to_string(place + 1);
}

// Of an id that is neither the review's nor new there is nothing to read.
std::vector<TypedDecision> as_typed(const View& view, const AskedReview& asked, const Form& form) {
    const auto own = decisions_of_review(view, asked);
    std::vector<TypedDecision> rows;
    for (std::size_t i = 0; i < most_rows && form.has(named("decision", i)); ++i) {
        const auto text = [&](std::string_view field) {
            return std::string(trim(form.text(named(field, i))));
        };
        TypedDecision typed{text("decision"), nullptr, text("text"), text("owner"), text("due"),
                            text("wanted"),   {}};
        const auto stands = std::find_if(own.begin(), own.end(), [&](const care::Decision* row) {
            return row->decision.text == typed.id;
        });
        if (stands != own.end()) typed.stands = *stands;
        if (typed.stands != nullptr || decision_sheet().is_fresh(typed.id)) rows.push_back(std::move(typed));
    }
    return rows;
}

care::Decision as_record(const AskedReview& asked, const TypedDecision& typed) {
    care::Decision row;
    if (typed.stands != nullptr) row = *typed.stands;
    row.decision.text = typed.id;
    row.review = asked.row->review;
    row.text = typed.text;
    row.owner = typed.owner;
    row.due_on = parse_day(typed.due);
    row.wanted = typed.wanted;
    return row;
}

Html group_of(const View& view, const TypedDecision& typed, std::size_t place) {
    const std::string& word = words_of(view).decision.one;
    const auto text = [&](const char* field, const std::string& label, const char* hint,
                          const std::string& value, int rows) {
        govuk::Textarea area;
        area.id = area.name = named(field, place);
        area.label = label;
        area.hint = hint;
        area.value = value;
        area.error = error_on(typed.remarks, field);
        area.rows = rows;
        return govuk::textarea(area);
    };
    const auto line = [&](const char* field, const std::string& label, const std::string& value,
                          bool is_day) {
        govuk::Input input;
        input.id = input.name = named(field, place);
        input.label = label;
        input.value = value;
        input.error = error_on(typed.remarks, field);
        if (is_day) {
            input.type = "date";
            input.classes = "govuk-input--width-10";
        }
        return govuk::input(input);
    };
    return Html(
        "<fieldset class=\"govuk-fieldset\"><legend class=\"govuk-fieldset__legend govuk-fieldset__legend--m\">"_html,
        at_the_beginning(word), " "_html, place + 1, "</legend><input type=\"hidden\" name=\""_html,
        named("decision", place), "\" value=\""_html, typed.id, "\">"_html,
        text("text", "What was decided", "", typed.text, 2),
        text("wanted", "What it is to bring for the child", "", typed.wanted, 2),
        line("owner", "Who is to do it", typed.owner, false), line("due", "By when", typed.due, true),
        "</fieldset>"_html);
}

Html form_of(const View& view, const AskedReview& asked, const std::vector<TypedDecision>& rows,
             std::uint64_t based_on, const std::string& doubts) {
    Html groups;
    for (std::size_t i = 0; i < rows.size(); ++i) groups += group_of(view, rows[i], i);
    return Html("<form method=\"post\" action=\""_html, asked.address, "/decisions\" novalidate>"_html,
                form_key(view), "<input type=\"hidden\" name=\"based_on\" value=\""_html, based_on,
                "\">"_html, groups, "<div class=\"govuk-button-group\">"_html,
                govuk::button({.text = doubts.empty() ? "Save" : "Save all the same",
                               .href = {},
                               .name = doubts.empty() ? "" : "sure",
                               .value = doubts,
                               .prevent_double_click = true}),
                govuk::button(
                    {.text = "Room for more", .href = {}, .name = "more", .value = "yes", .secondary = true}),
                "</div></form>"_html);
}

// SI 2010/959 reg 35 and schedule 7: what a review must consider.
constexpr const char* to_be_considered[] = {
    "What has changed, and what became of what was decided the last time",
    "Whether the legal status is still right, and whether an order is to be sought or ended",
    "The plan for permanence",
    "Contact with parents, brothers and sisters and others, and whether it has to change",
    "The placement: whether it is right and keeps the child safe",
    "Education: progress, the personal education plan, what is needed",
    "Leisure: what the child likes to do",
    "Health: the health plan, treatment, what is needed",
    "Identity: religion, culture, language, and how the child sees themselves",
    "Advice and support: whether it is right, and whether the child knows of it",
    "What comes after care: the pathway plan",
    "What the child wishes and feels, and what the {IRO} thinks of the plan",
    "How often the child is visited",
    "What is needed because the child was trafficked, or came to this country alone",
    "Which decisions the carers take",
};

Html what_to_consider(const View& view) {
    Html items;
    for (const char* const one : to_be_considered)
        items.put("<li>"_html, in_own_words(view, one), "</li>"_html);
    return govuk::details("What the law asks to be considered",
                          Html("<ul class=\"govuk-list govuk-list--bullet\">"_html, items, "</ul>"_html));
}

std::string title_of_page(const View& view) {
    return at_the_beginning(words_of(view).decision.many) + " of the " + words_of(view).review.one;
}

// Of all groups together; each leads to its own field.
std::vector<govuk::Link> what_is_wrong(const std::vector<TypedDecision>& rows) {
    std::vector<govuk::Link> links;
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (const casework::EntryRemark& remark : rows[i].remarks)
            links.push_back({remark.message, "#" + named(remark.column, i)});
    return links;
}

Response page_of(const View& view, const AskedReview& asked, const std::vector<TypedDecision>& rows,
                 std::uint64_t based_on, const Html& head, int status) {
    std::vector<casework::EntryRemark> all;
    for (const TypedDecision& one : rows) all.insert(all.end(), one.remarks.begin(), one.remarks.end());
    const std::string doubts = !all.empty() && are_doubts(all) ? doubts_shown(all) : std::string();
    const std::string title = title_of_page(view);
    Html main(head);
    if (!all.empty())
        main += govuk::error_summary(doubts.empty() ? "There is a problem" : "Is this right?",
                                     what_is_wrong(rows));
    main.put(heading_of_child(view, asked.child, title), what_to_consider(view),
             form_of(view, asked, rows, based_on, doubts));
    return whole_review(view, asked, title, main, status);
}

Html decisions_in_table(const View& view, const AskedReview& asked) {
    govuk::Table table;
    table.columns = {{at_the_beginning(words_of(view).decision.one)}, {"For the child"}, {"Owner"}, {"Due"}};
    for (const TypedDecision& row : as_recorded(view, asked))
        table.add({row.text, true}, row.wanted, row.owner,
                  row.stands->due_on ? in_words(*row.stands->due_on) : std::string("Not recorded"));
    return table.rows.empty() ? govuk::inset_text("None is recorded."_html)
                              : scrolling(title_of_page(view), govuk::table(table));
}

// What stands against each; a day that is none is said before all else.
void look_over(const View& view, const AskedReview& asked, const Form& form,
               std::vector<TypedDecision>& rows) {
    for (TypedDecision& one : rows) {
        if (one.stands == nullptr && one.is_blank()) continue;
        const care::Decision now = as_record(asked, one);
        if (!one.due.empty() && !now.due_on)
            one.remarks = {{"due", "This is no day of the calendar. Write it as 31/03/2026."}};
        else if (one.stands != nullptr && one.text.empty())
            one.remarks = {
                {"text", "This is blank. Write what was decided, or take it back on its own page."}};
        else
            one.remarks = casework::look_over(view.snapshot, asked.child, now,
                                              one.stands == nullptr ? care::Decision{} : *one.stands);
        drop_what_is_sure(one.remarks, form);
    }
}

}  // namespace

Response review_decisions(const View& view, const Request& request) {
    const auto asked = review_asked_for(view, request);
    if (!asked) return not_found(view, "There is no such " + words_of(view).review.one + ".");
    note_reading(view, asked->child, "decisions of " + asked->row->review.text + " of");
    if (!may(view, *asked, care::Verb::record_review))
        return whole_review(view, *asked, title_of_page(view),
                            Html(heading_of_child(view, asked->child, title_of_page(view)),
                                 decisions_in_table(view, *asked)));
    auto rows = as_recorded(view, *asked);
    add_blank_ones(rows);
    return page_of(view, *asked, rows, view.snapshot.version(), {}, 200);
}

Response change_review_decisions(const View& view, const Request& request, const Form& form) {
    const auto asked = review_asked_for(view, request);
    if (!asked) return not_found(view, "There is no such " + words_of(view).review.one + ".");
    if (!may(view, *asked, care::Verb::record_review)) return not_permitted(view, care::Verb::record_review);
    auto rows = as_typed(view, *asked, form);
    const std::uint64_t based_on = whole_number(form.text("based_on")).value_or(0);
    if (form.has("more")) {
        add_blank_ones(rows);
        return page_of(view, *asked, rows, based_on, {}, 200);
    }
    look_over(view, *asked, form, rows);
    const bool is_wrong =
        std::any_of(rows.begin(), rows.end(), [](const TypedDecision& one) { return !one.remarks.empty(); });
    if (is_wrong) return page_of(view, *asked, rows, based_on, {}, 400);
    store::ChangeSet changes("record_decisions", view.snapshot.records(), based_on);
    for (const TypedDecision& one : rows) {
        const care::Decision now = as_record(*asked, one);
        const bool is_new = one.stands == nullptr && !one.is_blank();
        if (is_new || (one.stands != nullptr && !(now == *one.stands))) changes.put(now);
    }
    changes.about({asked->child});
    if (changes.rows().empty()) return see_other(asked->address);
    const auto saved = view.application.casework.write(changes, view.actor());
    if (!saved && saved.problems().front().kind == Problem::Kind::changed_meanwhile)
        return page_of(
            view, *asked, rows, view.snapshot.version(),
            Html(govuk::error_summary("Somebody else changed this meanwhile",
                                      {{saved.problems().front().message, "#text_1"}}),
                 "<h2 class=\"govuk-heading-m\">What stands now</h2>"_html, decisions_in_table(view, *asked)),
            409);
    if (!saved) return problems_page(saved.problems(), 400);
    return see_other(asked->address + "?saved=yes");
}

}  // namespace footprint::web::pages
