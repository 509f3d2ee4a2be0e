// Address  GET /children/{child}/reviews/{id}; GET and POST /children/{child}/reviews/{id}/attendance
// Who      open_file to read, record_review to say who came
// Shows    one review from its booking to its record, each step with its form and its limit; the
//          bookings that were stood down; the decisions of the review before it, beside its own
// Changes  who was asked to the review, who came, and who sent their views
#include "web/pages/review.h"

#include <algorithm>

#include "base/text.h"
#include "casework/booking.h"
#include "casework/review_record.h"
#include "web/pages/sheet.h"
#include "web/pages/together.h"

namespace footprint::web::pages {

namespace {

// ---- The steps

std::string day_or_not(const std::optional<Day>& day) {
    return day ? in_words(*day) : std::string("Not recorded");
}

// "3 March 2026, 2 days late"
std::string day_and_limit(const View& view, const std::optional<Day>& day, const std::optional<Day>& limit) {
    if (day && (!limit || *day <= *limit)) return in_words(*day);
    if (day) return in_words(*day) + ", " + counted(*day - *limit, "day late", "days late");
    if (!limit) return "Not yet";
    const bool is_past = *limit < view.snapshot.as_at();
    return (is_past ? "Not yet; it was due by " : "Not yet; due by ") + in_words(*limit);
}

struct Step {
    const char* name;  // with the service's words in braces
    std::string state;
    std::string_view form;  // the step's own; empty: there is none
    care::Verb verb{};
};

std::size_t of_review(const AskedReview& asked, const std::vector<care::Attendance>& rows, bool only_came) {
    return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [&](const care::Attendance& row) {
        return row.review == asked.row->review && (only_came ? row.attended == true : row.invited != false);
    }));
}

std::string booking_state(const View& view, const AskedReview& asked) {
    const care::ReviewDetails& row = *asked.row;
    if (!row.booked_on) return row.held_on ? "Not recorded" : "No day is booked";
    std::string state = with_weekday(*row.booked_on);
    if (!row.place.empty()) state += ", " + row.place;
    const casework::ChildLine& line = view.snapshot.lines()[asked.child];
    if (!row.held_on && line.next != nullptr && *row.booked_on > line.next->is.latest)
        state += "; after the law's latest day, " + in_words(line.next->is.latest);
    return state;
}

// "PN1: Attends and speaks; the child chaired it"; or why the child was not there, and what was tried.
std::string part_of_child(const View& view, const care::ReviewDetails& row) {
    std::vector<std::string> parts;
    for (const care::Participation how : row.participation)
        parts.push_back(meaning_of_code(view, care::codes_of(how).set, care::printed(how)));
    if (row.chaired == care::Chaired::yes) parts.emplace_back("the child chaired it");
    if (row.chaired == care::Chaired::co)
        parts.push_back("the child chaired it together with the " + words_of(view).iro.one);
    if (!row.not_attended_reason.empty()) parts.push_back(row.not_attended_reason);
    return parts.empty() ? "Not recorded" : at_the_beginning(join(parts, "; "));
}

std::string adjourned_state(const View& view, const care::ReviewDetails& row) {
    if (!row.resumes_on) return "No";
    std::string state = row.adjourned_reason.empty() ? std::string() : row.adjourned_reason + "; ";
    if (row.completed_on) return state + "completed on " + in_words(*row.completed_on);
    const Day by = view.snapshot.cohort().calendar().add(*row.held_on, casework::adjourned_working_days);
    return state + "goes on on " + with_weekday(*row.resumes_on) + ", to be completed by " + in_words(by);
}

std::vector<Step> steps_of(const View& view, const AskedReview& asked) {
    const care::ReviewDetails& row = *asked.row;
    const practice::Profile& profile = view.snapshot.ground().profile;
    const auto& attendance = view.snapshot.records().attendance;
    const auto limit = [&](int days) {
        const auto ended = row.completed_on ? row.completed_on : row.held_on;
        return ended ? std::optional(view.snapshot.cohort().calendar().add(*ended, days)) : std::nullopt;
    };
    const auto before = row.booked_on ? row.booked_on : row.held_on;
    const auto papers = before ? std::optional(view.snapshot.cohort().calendar().add(
                                     *before, -profile.report_before_working_days))
                               : std::nullopt;
    std::vector<Step> steps;
    steps.push_back({"Booking", booking_state(view, asked), "booking", care::Verb::book});
    if (row.booked_on && !row.held_on)
        steps.push_back({"Held together with", together_in_words(view, asked), "together", care::Verb::book});
    const auto discussion = before ? std::optional(view.snapshot.cohort().calendar().add(
                                         *before, -profile.discussion_before_working_days))
                                   : std::nullopt;
    steps.push_back({"Talk with the {social worker}", day_and_limit(view, row.discussed_on, discussion),
                     "preparation", care::Verb::book});
    steps.push_back({"What the child wants on the agenda", row.agenda.empty() ? "Not recorded" : row.agenda,
                     "preparation", care::Verb::book});
    if (!row.notes.empty()) steps.push_back({"Notes for it", row.notes, "preparation", care::Verb::book});
    steps.push_back({"Care plan", day_and_limit(view, row.care_plan_received_on, papers), "preparation",
                     care::Verb::book});
    steps.push_back({"{Social worker}'s report", day_and_limit(view, row.report_received_on, papers),
                     "preparation", care::Verb::book});
    steps.push_back({"Meeting", row.held_on ? day_or_not(row.held_on) : std::string("Not held yet"),
                     "meeting", care::Verb::record_review});
    if (!row.held_on) return steps;
    if (row.resumes_on || !row.completed_on || *row.completed_on == *row.held_on)
        steps.push_back({"Adjourned", adjourned_state(view, row), "adjourning", care::Verb::record_review});
    steps.push_back(
        {"How the child took part", part_of_child(view, row), "meeting", care::Verb::record_review});
    const std::size_t asked_to = of_review(asked, attendance, false);
    steps.push_back({"Who came",
                     asked_to == 0 ? std::string("Not recorded")
                                   : std::to_string(of_review(asked, attendance, true)) + " of " +
                                         std::to_string(asked_to) + " who were asked",
                     "attendance", care::Verb::record_review});
    steps.push_back({"{Decisions} sent",
                     day_and_limit(view, row.decisions_sent_on, limit(profile.decisions_sent_working_days)),
                     "afterwards", care::Verb::record_review});
    steps.push_back(
        {"{Record of the review} written",
         day_and_limit(view, row.record_completed_on, limit(profile.record_completed_working_days)), "record",
         care::Verb::record_review});
    steps.push_back({"{Record of the review} shared",
                     day_and_limit(view, row.record_shared_on, limit(profile.record_shared_working_days)),
                     "sending", care::Verb::record_review});
    return steps;
}

Html steps(const View& view, const AskedReview& asked) {
    govuk::Table table;
    table.columns = {{"Step"}, {"State"}, {"Form"}};
    for (const Step& step : steps_of(view, asked)) {
        const std::string name = in_own_words(view, step.name);
        const char* const verb = may(view, asked, step.verb) ? "Record" : "Look at";
        table.add({name, true}, step.state,
                  Html("<a class=\"govuk-link\" href=\""_html, asked.address, "/"_html, step.form, "\">"_html,
                       verb, "<span class=\"govuk-visually-hidden\">: "_html, name, "</span></a>"_html));
    }
    Html html = scrolling("Steps", govuk::table(table));
    if (asked.row->booked_on && !asked.row->held_on && may(view, asked, care::Verb::book))
        html.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\""_html, asked.address,
                 "/standing-down\">Stand this booking down, or rearrange it</a></p>"_html);
    return html;
}

// Every booking that came to nothing, in the order of the days for which it was.
Html ledger(const View& view, const AskedReview& asked) {
    std::vector<const care::StoodDown*> rows;
    for (const care::StoodDown& row : view.snapshot.records().stood_down)
        if (row.review == asked.row->review) rows.push_back(&row);
    if (rows.empty()) return {};
    std::sort(rows.begin(), rows.end(),
              [](const auto* a, const auto* b) { return a->booked_for_on < b->booked_for_on; });
    govuk::Table table;
    table.columns = {{"Booked for"}, {"Stood down on"}, {"Why"}, {"Rearranged for"}};
    const practice::Profile& profile = view.snapshot.ground().profile;
    for (const care::StoodDown* const row : rows)
        table.add({day_or_not(row->booked_for_on), true}, day_or_not(row->stood_down_on),
                  practice::label(profile.stood_down_reasons, row->reason),
                  day_or_not(row->rearranged_for_on));
    return Html("<h2 class=\"govuk-heading-m\">Bookings that were stood down</h2>"_html,
                scrolling("Bookings that were stood down", govuk::table(table)));
}

// "Nobody objected by 3 March 2026": what managers had to say, and until when they may.
std::string said_by_managers(const View& view, const care::ReviewDetails& review,
                             const care::Objection* objection) {
    const casework::AgreementOn now = casework::agreement_of(view.snapshot, review, objection);
    switch (now.is) {
        case casework::Agreement::not_sent:
            return "Not sent yet";
        case casework::Agreement::may_be_objected_to:
            return "May be objected to until " + in_words(now.on);
        case casework::Agreement::agreed_by_silence:
            return "Agreed: nobody objected by " + in_words(now.on);
        case casework::Agreement::objected_to:
            return "Objected to on " + in_words(now.on) + "; to be answered";
        case casework::Agreement::answered:
            return "Objected to, and answered on " + in_words(now.on) + ": " +
                   lower(meaning_of_code(view, "objection outcome", care::printed(objection->outcome)));
    }
    return {};
}

Html wanted_in_words(const care::Decision& row) {
    if (row.wanted.empty()) return {};
    return Html("<br><span class=\"govuk-hint govuk-!-font-size-16\">So that: "_html, row.wanted,
                "</span>"_html);
}

Html decisions_of_one(const View& view, std::uint32_t child, const care::ReviewDetails& review,
                      const std::string& title) {
    const std::string& id = view.snapshot.records().children[child].id;
    govuk::Table table;
    table.columns = {{at_the_beginning(words_of(view).decision.one)},
                     {"Owner"},
                     {"Due"},
                     {"Done"},
                     {"Managers"},
                     {"Progress"}};
    const auto objections = casework::objections_of(view.snapshot, review.review);
    for (const care::Decision* const row : decisions_of(view.snapshot, child)) {
        if (row->review != review.review) continue;
        const Html address("/children/"_html, percent_encoded(id), "/decisions/"_html,
                           percent_encoded(row->decision.text));
        const std::string& text = row->text.empty() ? row->decision.text : row->text;
        const care::Objection* const objection = casework::objection_to(objections, row->decision);
        const std::string managers = said_by_managers(view, review, objection);
        const bool leads_on = objection != nullptr || (!view.application.casework.is_read_only() &&
                                                       view.sight.may(care::Verb::answer, child));
        table.add({Html("<a class=\"govuk-link\" href=\""_html, address, "\">"_html, text, "</a>"_html,
                        wanted_in_words(*row)),
                   true},
                  row->owner, day_or_not(row->due_on), row->done_on ? in_words(*row->done_on) : "Not yet",
                  leads_on
                      ? Html("<a class=\"govuk-link\" href=\""_html, address,
                             objection == nullptr ? "/objection" : "/objection-answer", "\">"_html, managers,
                             "<span class=\"govuk-visually-hidden\">: "_html, text, "</span></a>"_html)
                      : Html(managers, Html()),
                  row->progress);
    }
    return table.rows.empty() ? Html() : scrolling(title, govuk::table(table));
}

// The last one held before it.
const care::ReviewDetails* review_before(const View& view, const AskedReview& asked) {
    const care::ReviewDetails* found = nullptr;
    const Day until = asked.row->held_on.value_or(Day::never());
    for (const care::ReviewDetails& row : view.snapshot.records().review_details.of({asked.child}))
        if (row.held_on && *row.held_on < until && (found == nullptr || *row.held_on > *found->held_on))
            found = &row;
    return found;
}

Html decisions(const View& view, const AskedReview& asked) {
    const std::string title =
        at_the_beginning(words_of(view).decision.many) + " of this " + words_of(view).review.one;
    Html html("<h2 class=\"govuk-heading-m\">"_html, title, "</h2>"_html);
    const Html own = decisions_of_one(view, asked.child, *asked.row, title);
    html += own.empty() ? Html("<p class=\"govuk-body\">None is recorded.</p>"_html, Html()) : own;
    if (may(view, asked, care::Verb::record_review))
        html.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\""_html, asked.address,
                 "/decisions\">Write the "_html, words_of(view).decision.many,
                 "</a>, several on one page; or <a class=\"govuk-link\" href=\"/children/"_html,
                 percent_encoded(view.snapshot.records().children[asked.child].id),
                 "/decisions/new?review="_html, percent_encoded(asked.row->review.text), "\">Add a "_html,
                 words_of(view).decision.one, "</a></p>"_html);
    const care::ReviewDetails* const before = review_before(view, asked);
    if (before == nullptr) return html;
    const std::string became = "What became of those of " + in_words(*before->held_on);
    const Html earlier = decisions_of_one(view, asked.child, *before, became);
    if (earlier.empty()) return html;
    return html.put("<h2 class=\"govuk-heading-m\">"_html, became, "</h2>"_html, earlier);
}

// ---- Who came

struct Presence {
    std::string_view code;
    const char* text;
    std::optional<bool> invited;
    std::optional<bool> attended;
    std::optional<bool> views;
};
constexpr Presence presences[] = {
    {"", "Not recorded", std::nullopt, std::nullopt, std::nullopt},
    {"came", "Came", true, true, std::nullopt},
    {"views", "Did not come, and sent their views", true, false, true},
    {"stayed_away", "Was asked, and did not come", true, false, std::nullopt},
    {"not_asked", "Was not asked", false, false, std::nullopt},
};

std::string_view presence_of(const care::Attendance& row) {
    if (row.attended == true) return "came";
    if (row.invited == false) return "not_asked";
    if (row.views == true) return "views";
    return row.attended == false ? "stayed_away" : "";
}

// The rows of a review by party; those that are not there are blank.
std::vector<care::Attendance> attendance_of(const View& view, const AskedReview& asked) {
    std::vector<care::Attendance> rows;
    for (std::size_t party = 1; party < care::code_count<care::Party>(); ++party)
        rows.push_back({asked.row->review, static_cast<care::Party>(party), {}, {}, {}, {}});
    for (const care::Attendance& row : view.snapshot.records().attendance)
        if (row.review == asked.row->review && row.party != care::Party::not_recorded)
            rows[static_cast<std::size_t>(row.party) - 1] = row;
    return rows;
}

std::string name_of(const View& view, care::Party party) {
    return meaning_of_code(view, "party", care::printed(party));
}

// Not asked without a word of why is a gap that the report would show.
std::string wrong_with(const care::Attendance& row) {
    return row.invited == false && row.not_invited_reason.empty() ? "Write why they were not asked." : "";
}

Html attendance_table(const View& view, const std::vector<care::Attendance>& rows, bool shows_what_is_wrong) {
    Html html;
    for (const care::Attendance& row : rows) {
        const std::string party(care::printed(row.party));
        std::vector<govuk::SelectItem> items;
        for (const Presence& one : presences)
            items.push_back({std::string(one.code), one.text, one.code == presence_of(row)});
        govuk::Input why;
        why.id = why.name = "why_" + party;
        why.label = "Why " + name_of(view, row.party) + " was not asked";
        why.value = row.not_invited_reason;
        if (shows_what_is_wrong) why.error = wrong_with(row);
        html.put(govuk::select({party, party, name_of(view, row.party), items}),
                 row.invited == false || !why.value.empty()
                     ? govuk::input(why)
                     : govuk::details("Not asked? Say why", govuk::input(why)));
    }
    return html;
}

Html attendance_form(const View& view, const AskedReview& asked, const std::vector<care::Attendance>& rows,
                     std::uint64_t based_on, bool shows_what_is_wrong) {
    return Html(
        "<form method=\"post\" action=\""_html, asked.address, "/attendance\" novalidate>"_html,
        form_key(view), "<input type=\"hidden\" name=\"based_on\" value=\""_html, based_on, "\">"_html,
        attendance_table(view, rows, shows_what_is_wrong),
        govuk::button({.text = "Save", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form>"_html);
}

Html attendance_read_only(const View& view, const std::vector<care::Attendance>& rows) {
    std::vector<govuk::SummaryRow> summary;
    for (const care::Attendance& row : rows)
        for (const Presence& one : presences)
            if (one.code == presence_of(row))
                summary.push_back(
                    {name_of(view, row.party),
                     Html(one.text, row.not_invited_reason.empty() ? "" : ": ", row.not_invited_reason)});
    return govuk::summary_list(summary);
}

// What was chosen, over what is there: what one choice does not say stays.
care::Attendance as_chosen(care::Attendance row, const Form& form) {
    const std::string party(care::printed(row.party));
    if (form.has("why_" + party)) row.not_invited_reason = trim(form.text("why_" + party));
    if (!form.has(party) || form.text(party) == presence_of(row)) return row;
    for (const Presence& one : presences) {
        if (one.code != form.text(party)) continue;
        const auto views = row.views;
        row.invited = one.invited;
        row.attended = one.attended;
        row.views = one.code == "came" ? views : one.views;
    }
    return row;
}

const char* const who_came = "Who came";

}  // namespace

std::optional<AskedReview> review_asked_for(const View& view, const Request& request) {
    const auto child = file_asked_for(view, request);
    if (!child || view.sight.is_kept_from_them(*child)) return std::nullopt;
    for (const care::ReviewDetails& row : view.snapshot.records().review_details.of({*child}))
        if (row.review.text == request.parameter("id"))
            return AskedReview{*child, &row, address_of_review(view, *child, row.review)};
    return std::nullopt;
}

std::string title_of(const View& view, const AskedReview& asked) {
    std::string title = at_the_beginning(words_of(view).review.one);
    if (asked.row->held_on) return title + " of " + in_words(*asked.row->held_on);
    if (asked.row->booked_on) return title + " booked for " + in_words(*asked.row->booked_on);
    return title + " without a day";
}

Response whole_review(const View& view, const AskedReview& asked, std::string title, const Html& main,
                      int status) {
    const std::string& id = view.snapshot.records().children[asked.child].id;
    std::vector<govuk::Link> trail = {{"Children", "/children"}, {id, "/children/" + percent_encoded(id)}};
    if (title != title_of(view, asked)) trail.push_back({title_of(view, asked), asked.address});
    trail.push_back({title, ""});
    return made(view, std::move(title), "/children", trail, main, status);
}

bool may(const View& view, const AskedReview& asked, care::Verb verb) {
    return !view.application.casework.is_read_only() && view.sight.may(verb, asked.child);
}

std::string address_of_review(const View& view, std::uint32_t child, const Id<care::ReviewDetails>& review) {
    return "/children/" + percent_encoded(view.snapshot.records().children[child].id) + "/reviews/" +
           percent_encoded(review.text);
}

Response review(const View& view, const Request& request) {
    const auto asked = review_asked_for(view, request);
    if (!asked) return not_found(view, "There is no such " + words_of(view).review.one + ".");
    note_reading(view, asked->child, asked->row->review.text + " of");
    Html main;
    if (request.query.has("saved"))
        main += govuk::notification_banner(
            "Success", "<p class=\"govuk-notification-banner__heading\">Saved.</p>"_html, true);
    main.put(heading_of_child(view, asked->child, title_of(view, *asked)), steps(view, *asked),
             decisions(view, *asked), ledger(view, *asked));
    return whole_review(view, *asked, title_of(view, *asked), main);
}

Response attendance_page(const View& view, const Request& request) {
    const auto asked = review_asked_for(view, request);
    if (!asked) return not_found(view, "There is no such " + words_of(view).review.one + ".");
    note_reading(view, asked->child, "attendance of " + asked->row->review.text + " of");
    const auto rows = attendance_of(view, *asked);
    return whole_review(view, *asked, who_came,
                        Html(heading_of_child(view, asked->child, who_came),
                             may(view, *asked, care::Verb::record_review)
                                 ? attendance_form(view, *asked, rows, view.snapshot.version(), false)
                                 : attendance_read_only(view, rows)));
}

Response change_attendance(const View& view, const Request& request, const Form& form) {
    const auto asked = review_asked_for(view, request);
    if (!asked) return not_found(view, "There is no such " + words_of(view).review.one + ".");
    if (!may(view, *asked, care::Verb::record_review)) return not_permitted(view, care::Verb::record_review);
    const auto before = attendance_of(view, *asked);
    std::vector<care::Attendance> rows;
    std::transform(before.begin(), before.end(), std::back_inserter(rows),
                   [&](const care::Attendance& row) { return as_chosen(row, form); });
    const std::uint64_t based_on = whole_number(form.text("based_on")).value_or(0);
    std::vector<govuk::Link> wrong;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (!(rows[i] == before[i]) && !wrong_with(rows[i]).empty())
            wrong.push_back({name_of(view, rows[i].party) + ": " + wrong_with(rows[i]),
                             "#why_" + std::string(care::printed(rows[i].party))});
    if (!wrong.empty())
        return whole_review(view, *asked, who_came,
                            Html(govuk::error_summary("There is a problem", wrong),
                                 heading_of_child(view, asked->child, who_came),
                                 attendance_form(view, *asked, rows, based_on, true)),
                            400);
    store::ChangeSet changes("record_attendance", view.snapshot.records(), based_on);
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (!(rows[i] == before[i])) changes.put(rows[i]);
    changes.about({asked->child});
    const auto saved = view.application.casework.write(changes, view.actor());
    if (!saved && saved.problems().front().kind == Problem::Kind::changed_meanwhile)
        return whole_review(
            view, *asked, who_came,
            Html(govuk::error_summary("Somebody else changed this meanwhile",
                                      {{saved.problems().front().message, "#mother"}}),
                 heading_of_child(view, asked->child, who_came),
                 "<h2 class=\"govuk-heading-m\">What is there now</h2>"_html,
                 attendance_read_only(view, before), "<h2 class=\"govuk-heading-m\">What you chose</h2>"_html,
                 attendance_form(view, *asked, rows, view.snapshot.version(), true)),
            409);
    if (!saved) return problems_page(saved.problems(), 400);
    return see_other(asked->address + "?saved=yes");
}

}  // namespace footprint::web::pages
