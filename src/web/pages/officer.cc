// Address  GET /officers/{officer}?absence=2026-04-20&supervision=2026-03-02+group;
//          POST /officers/{officer}/absences, /officers/{officer}/supervision
// Who      see_lists to read; why somebody is away, and their supervision: they themselves and read_journal;
//          allocate to change. The post itself is changed at its own form: see sheets.cc
// Shows    one officer: the post, when they are away and who covers, their supervision and training
// Changes  an absence or a supervision, in a new version; or takes it back. What is typed of a supervision is
//          kept as a draft
#include "web/pages/officer.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "care/mentions.h"
#include "casework/entries.h"
#include "measures/workload.h"
#include "web/pages/drafts.h"
#include "web/pages/remarks.h"
#include "web/pages/sheet.h"

namespace footprint::web::pages {

namespace {

using care::Absence;
using care::Supervision;

struct AskedOfficer {
    std::uint32_t number = 0;
    const care::Officer* officer = nullptr;
    std::string address;
};

std::optional<AskedOfficer> asked_of(const View& view, std::string_view id) {
    const std::uint32_t number = view.snapshot.cohort().officer_number(id);
    if (number == measures::none) return std::nullopt;
    return AskedOfficer{number, &view.snapshot.records().officers[number], address_of_officer(view, number)};
}
std::optional<AskedOfficer> asked_of(const View& view, const Request& request) {
    return asked_of(view, request.parameter("officer"));
}

Response nobody(const View& view) {
    return not_found(view, "There is no officer with this id.");
}

bool may_change(const View& view) {
    return view.sight.may(care::Verb::allocate) && !view.application.casework.is_read_only();
}

// Health and supervision are between an officer and who manages or audits the service.
bool is_told_why(const View& view, const AskedOfficer& asked) {
    return view.sight.may(care::Verb::read_journal) || view.sight.account().officer == asked.officer->officer;
}

// Which row is meant, as its form and its address say: by the key beside the officer.
std::string key_of(const Absence& row) {
    return row.from_on ? iso(*row.from_on) : std::string();
}
std::string key_of(const Supervision& row) {
    return (row.on ? iso(*row.on) : std::string()) + " " + std::string(care::printed(row.kind));
}

template <class Row>
const Row* find_row(const std::vector<Row>& rows, const AskedOfficer& asked, std::string_view key) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) {
        return row.officer == asked.officer->officer && !key.empty() && key_of(row) == key;
    });
    return found == rows.end() ? nullptr : &*found;
}

template <class Row>
std::vector<const Row*> newest_first(const std::vector<Row>& rows, const AskedOfficer& asked,
                                     std::optional<Day> Row::*day) {
    std::vector<const Row*> own;
    for (const Row& row : rows)
        if (row.officer == asked.officer->officer) own.push_back(&row);
    std::stable_sort(own.begin(), own.end(), [&](const Row* a, const Row* b) {
        return (a->*day).value_or(Day::never()) > (b->*day).value_or(Day::never());
    });
    return own;
}

// What stands in one of the two forms, and what stands against it.
struct FormState {
    std::string was;  // the key of the row that is changed; empty: a new one
    std::uint64_t based_on = 0;
    std::vector<casework::EntryRemark> remarks = {};
    Moment draft = {};         // when the draft was kept that the page showed; nought: none was there
    bool shows_draft = false;  // what it holds is that draft
    Html beside = {};          // what another window kept
};
template <class Row>
struct Sent : FormState {
    Row row;
};

// A draft of a supervision stands at the address that shows its form: with the key of its row, or with `new`,
// which no key is.
constexpr std::string_view of_supervision = "?supervision=";
constexpr std::string_view new_one = "new";
std::string place_of_draft(const AskedOfficer& asked, const std::string& was) {
    return asked.address + std::string(of_supervision) +
           (was.empty() ? std::string(new_one) : percent_encoded(was));
}

Html day_field(const char* name, const char* label, const std::optional<Day>& day, Remarks remarks,
               const char* hint = "") {
    govuk::Input input;
    input.id = input.name = name;
    input.label = label;
    input.hint = hint;
    input.type = "date";
    input.classes = "govuk-input--width-10";
    input.value = day ? iso(*day) : std::string();
    input.error = error_on(remarks, name);
    return govuk::input(input);
}

// Draft: where one is kept of it; empty: none is.
Html form_around(const View& view, const AskedOfficer& asked, const char* collection, const FormState& sent,
                 const std::string& draft, const Html& fields) {
    const bool asks = are_doubts(sent.remarks);
    Html html("<form method=\"post\" action=\""_html, asked.address, "/"_html, collection,
              draft.empty() ? "\" novalidate>"_html : "\" data-draft=\"/drafts\" novalidate>"_html,
              form_key(view), "<input type=\"hidden\" name=\"based_on\" value=\""_html, sent.based_on,
              "\"><input type=\"hidden\" name=\"was\" value=\""_html, sent.was, "\">"_html);
    if (!draft.empty())
        html.put("<input type=\"hidden\" name=\"draft_of\" value=\""_html, draft,
                 "\"><input type=\"hidden\" name=\"draft\" value=\""_html, sent.draft.micros, "\">"_html);
    html.put(fields, "<div class=\"govuk-button-group\">"_html,
             govuk::button({.text = asks ? "Save it all the same" : "Save",
                            .href = {},
                            .name = asks ? "sure" : "",
                            .value = asks ? doubts_shown(sent.remarks) : std::string(),
                            .prevent_double_click = true}));
    if (!draft.empty() && view.visitor != nullptr)
        html +=
            "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" data-module=\"govuk-button\" formaction=\"/drafts\">Keep as a draft</button>"_html;
    if (sent.shows_draft)
        html +=
            "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" data-module=\"govuk-button\" formaction=\"/drafts\" name=\"throw_away\" value=\"yes\">Throw the draft away</button>"_html;
    if (!sent.was.empty())
        html.put(
            "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\" data-module=\"govuk-button\" name=\"take_back\" value=\"yes\">Take it back</button><a class=\"govuk-link\" href=\""_html,
            asked.address, "\">Leave it as it is</a>"_html);
    html += "</div>"_html;
    if (!draft.empty())
        html +=
            "<p class=\"govuk-hint\" data-draft-told></p><p class=\"govuk-hint\" data-draft-state aria-live=\"polite\"></p>"_html;
    return html.put("</form>"_html);
}

Html absence_form(const View& view, const AskedOfficer& asked, const Sent<Absence>& sent) {
    std::vector<govuk::SelectItem> cover = {{"", "Nobody", sent.row.covered_by.empty()}};
    add_iros(view, sent.row.covered_by.text, {}, cover);
    std::erase_if(cover,
                  [&](const govuk::SelectItem& item) { return item.value == asked.officer->officer.text; });
    govuk::Input reason;
    reason.id = reason.name = "reason";
    reason.label = "Why";
    reason.hint = "As leave, illness or training. Colleagues do not see it.";
    reason.value = sent.row.reason;
    return Html("<h3 class=\"govuk-heading-s\" id=\"absence\">"_html,
                sent.was.empty() ? "Record an absence"_html : "Change the absence"_html, "</h3>"_html,
                form_around(view, asked, "absences", sent, {},
                            Html(day_field("from", "First day", sent.row.from_on, sent.remarks),
                                 day_field("until", "Last day", sent.row.until_on, sent.remarks,
                                           "Leave it blank where nobody knows yet."),
                                 govuk::input(reason),
                                 govuk::select({"covered_by", "covered_by", "Who covers", std::move(cover),
                                                "They may do what the officer may, with their children.",
                                                error_on(sent.remarks, "covered_by")}))));
}

Html supervision_form(const View& view, const AskedOfficer& asked, const Sent<Supervision>& sent) {
    std::vector<govuk::SelectItem> kinds = {
        {"", "Choose", sent.row.kind == care::SupervisionKind::not_recorded}};
    const care::CodeNames& codes = care::codes_of(care::SupervisionKind{});
    for (std::size_t i = 1; i < codes.size; ++i)
        kinds.push_back({std::string(codes.names[i]), meaning_of_code(view, codes.set, codes.names[i]),
                         codes.names[i] == care::printed(sent.row.kind)});
    govuk::Input children;
    children.id = children.name = "children";
    children.label = "Children who were talked about";
    children.hint = "Their ids, with a comma between them.";
    children.value = sent.row.children;
    children.error = error_on(sent.remarks, "children");
    return Html(
        "<h3 class=\"govuk-heading-s\" id=\"supervision\">"_html,
        sent.was.empty() ? "Record supervision or training"_html : "Change what was recorded"_html,
        "</h3>"_html, sent.beside,
        sent.shows_draft && sent.beside.empty()
            ? govuk::inset_text(Html("This is your draft of "_html, moment_text(sent.draft),
                                     ". Nobody else sees it until you save it."_html))
            : Html(),
        form_around(
            view, asked, "supervision", sent, place_of_draft(asked, sent.was),
            Html(day_field("on", "Day", sent.row.on, sent.remarks),
                 govuk::select({"kind", "kind", "What it was", kinds, {}, error_on(sent.remarks, "kind")}),
                 govuk::input(children),
                 govuk::textarea({"note", "note", "What was agreed", {}, sent.row.note, {}}))));
}

Html change_link(const AskedOfficer& asked, const char* what, const std::string& key) {
    return Html("<a class=\"govuk-link\" href=\""_html, asked.address, "?"_html, what, "="_html,
                percent_encoded(key), "#"_html, what, "\">Change<span class=\"govuk-visually-hidden\"> "_html,
                key, "</span></a>"_html);
}

std::string name_by_id(const View& view, const Id<care::Officer>& id) {
    const std::uint32_t number = view.snapshot.cohort().officer_number(id.text);
    return number == measures::none ? id.text : name_of(view.snapshot.records().officers[number]);
}

Html absences_of(const View& view, const AskedOfficer& asked) {
    const auto rows = newest_first(view.snapshot.records().absences, asked, &Absence::from_on);
    Html html("<h2 class=\"govuk-heading-m\">Away</h2>"_html);
    if (rows.empty()) return html.put("<p class=\"govuk-body\">No absence is recorded.</p>"_html);
    const bool with_why = is_told_why(view, asked);
    govuk::Table table;
    table.columns = {{"From"}, {"Until"}, {"Covered by"}};
    if (with_why) table.columns.push_back({"Why"});
    if (may_change(view)) table.columns.push_back({"Change"});
    for (const Absence* const row : rows) {
        table.add({row->from_on ? with_weekday(*row->from_on) : std::string("Not recorded"), true},
                  row->until_on ? with_weekday(*row->until_on) : std::string("Not known"),
                  row->covered_by.empty() ? std::string("Nobody") : name_by_id(view, row->covered_by));
        if (with_why) table.rows.back().emplace_back(row->reason);
        if (may_change(view)) table.rows.back().emplace_back(change_link(asked, "absence", key_of(*row)));
    }
    return html.put(scrolling("Away", govuk::table(table)));
}

// Where it names a child whose file is kept from the person, what was said is too, and the row is not theirs
// to change.
bool sees_all(const View& view, const Supervision& row) {
    for (const std::string_view id : care::ids_in(row.children)) {
        const care::ChildNumber child = view.snapshot.records().find(id);
        if (child.is_known() && !view.sight.sees(child.value)) return false;
    }
    return true;
}

Html children_of(const View& view, const Supervision& row) {
    Html html;
    for (const std::string_view id : care::ids_in(row.children)) {
        const care::ChildNumber child = view.snapshot.records().find(id);
        html.put("<div>"_html, child.is_known() ? child_link(view, child.value) : Html(id, Html()),
                 "</div>"_html);
    }
    return html;
}

Html supervision_of(const View& view, const AskedOfficer& asked) {
    if (!is_told_why(view, asked)) return {};
    const auto rows = newest_first(view.snapshot.records().supervision, asked, &Supervision::on);
    Html html("<h2 class=\"govuk-heading-m\">Supervision and training</h2>"_html);
    if (rows.empty()) return html.put("<p class=\"govuk-body\">None is recorded.</p>"_html);
    govuk::Table table;
    table.columns = {{"Day"}, {"What"}, {"Children"}, {"What was agreed"}};
    if (may_change(view)) table.columns.push_back({"Change"});
    for (const Supervision* const row : rows) {
        table.add({row->on ? in_words(*row->on) : std::string("Not recorded"), true},
                  meaning_of_code(view, care::codes_of(row->kind).set, care::printed(row->kind)),
                  children_of(view, *row), sees_all(view, *row) ? row->note : std::string("Not shown"));
        if (may_change(view))
            table.rows.back().emplace_back(
                sees_all(view, *row) ? change_link(asked, "supervision", key_of(*row)) : Html());
    }
    return html.put(scrolling("Supervision and training", govuk::table(table)));
}

Html post_of(const View& view, const AskedOfficer& asked) {
    const care::Officer& officer = *asked.officer;
    const auto day = [](const std::optional<Day>& on, const char* otherwise) {
        return Html(on ? in_words(*on) : std::string(otherwise), Html());
    };
    const Html away = away_now(view, officer.officer);
    const bool is_here = measures::in_post(officer, view.snapshot.as_at());
    std::vector<govuk::SummaryRow> rows = {
        {"Role", Html(role_in_words(view, officer.role), Html())},
        {"Team", Html(officer.team.empty() ? "Not recorded" : officer.team, Html())},
        {"Post", Html(officer.fte ? with_two_places(*officer.fte) : "Not recorded", Html())},
        {"Contract", Html(officer.contract == care::Contract::not_recorded
                              ? std::string("Not recorded")
                              : meaning_of_code(view, care::codes_of(officer.contract).set,
                                                care::printed(officer.contract)),
                          Html())},
        {"In post from", day(officer.started_on, "Not recorded")},
        {"Until", day(officer.ended_on, "Now")},
        {"Now", !is_here       ? "Not in post"_html
                : away.empty() ? "There"_html
                               : away}};
    if (!officer.links.empty()) rows.push_back({"Links", Html(officer.links, Html())});
    if (is_told_why(view, asked)) {
        rows.push_back(
            {"Registration", Html(officer.swe_number.empty() ? "Not recorded" : officer.swe_number, Html())});
        rows.push_back({"Registration ends on", day(officer.swe_expires_on, "Not recorded")});
        rows.push_back({"Last check by the DBS", day(officer.dbs_checked_on, "Not recorded")});
    }
    return govuk::summary_list(rows);
}

Html ways_on(const View& view, const AskedOfficer& asked) {
    const std::string id = percent_encoded(asked.officer->officer.text);
    Html html("<ul class=\"govuk-list\"><li><a class=\"govuk-link\" href=\"/children?officer="_html, id,
              "\">Their children</a></li><li><a class=\"govuk-link\" href=\"/my-work?whose="_html, id,
              "\">What waits</a></li><li><a class=\"govuk-link\" href=\"/calendar?officer="_html, id,
              "\">Their calendar</a></li>"_html);
    if (view.sight.may(care::Verb::open_file))
        html.put("<li><a class=\"govuk-link\" href=\"/officers/"_html, id,
                 "/hand-over\">Hand-over pack</a></li>"_html);
    if (view.sight.may(care::Verb::take_over) && !view.application.casework.is_read_only())
        html.put("<li><a class=\"govuk-link\" href=\""_html, asked.address,
                 "/post\">Change post, registration and checks</a></li>"_html);
    return html.put("</ul>"_html);
}

Response page_of(const View& view, const AskedOfficer& asked, const Sent<Absence>& absence,
                 const Sent<Supervision>& supervision, int status = 200, const Html& head = {}) {
    const std::string name = name_of(*asked.officer);
    Html main = head;
    main.put(head_of_remarks(absence.remarks), head_of_remarks(supervision.remarks), heading(name),
             post_of(view, asked), ways_on(view, asked), absences_of(view, asked),
             may_change(view) ? absence_form(view, asked, absence) : Html(), supervision_of(view, asked),
             may_change(view) ? supervision_form(view, asked, supervision) : Html());
    return made(view, name, "/officers", {{"People", "/officers"}, {name, ""}}, main, status);
}

// A form with nothing of anybody in it, or with the row that is asked for.
template <class Row>
Sent<Row> begun(const View& view, const Row* row) {
    Sent<Row> sent;
    sent.based_on = view.snapshot.version();
    if (row == nullptr) return sent;
    sent.was = key_of(*row);
    sent.row = *row;
    return sent;
}

FormState state_in(const Form& form) {
    return {std::string(form.text("was")),
            whole_number(form.text("based_on")).value_or(0),
            {},
            {static_cast<std::int64_t>(whole_number(form.text("draft")).value_or(0))}};
}

// The day of a field; a remark where it is none.
std::optional<Day> day_in(const Form& form, const char* name, std::vector<casework::EntryRemark>& remarks) {
    const std::string_view text = trim(form.text(name));
    const auto day = parse_day(text);
    if (!text.empty() && !day)
        remarks.push_back({name, "This is no day of the calendar. Write it as 31/03/2026."});
    return day;
}

// Looked over and written as one act; a row whose key is changed ends, and the new one begins. Nothing where
// it was not written: then the form has what stands against it.
template <class Row>
std::optional<Response> written(const View& view, const AskedOfficer& asked, const Form& form,
                                const std::vector<Row>& rows, const char* act, Sent<Row>& sent) {
    const Row* const before = find_row(rows, asked, sent.was);
    const bool takes_back = form.has("take_back");
    if (takes_back && before == nullptr) return see_other(asked.address);
    if (!takes_back && sent.remarks.empty())
        sent.remarks = casework::look_over(view.snapshot, sent.row, before == nullptr ? Row{} : *before);
    drop_what_is_sure(sent.remarks, form);
    if (!takes_back && !sent.remarks.empty()) return std::nullopt;
    store::ChangeSet changes(takes_back ? "take_back" : act, view.snapshot.records(), sent.based_on);
    const bool moves = before != nullptr && key_of(*before) != key_of(sent.row);
    if (takes_back || moves) changes.withdraw(*before);
    if (!takes_back) changes.put(sent.row);
    const auto saved = view.application.casework.write(changes, view.actor());
    if (saved) return see_other(asked.address);
    if (saved.problems().front().kind != Problem::Kind::changed_meanwhile)
        return problems_page(saved.problems(), 400);
    sent.based_on = view.snapshot.version();
    sent.remarks = {{std::get<1>(care::Describe<Row>::fields).name,
                     "Somebody else changed this meanwhile. Look at what stands above, then save again."}};
    return std::nullopt;
}

// What the form of a supervision holds, as it was sent or kept.
Sent<Supervision> supervision_in(const AskedOfficer& asked, const Form& form) {
    Sent<Supervision> sent{state_in(form), {}};
    sent.row.officer = asked.officer->officer;
    sent.row.on = day_in(form, "on", sent.remarks);
    care::read_value(trim(form.text("kind")), care::Style::own, sent.row.kind);
    sent.row.children = trim(form.text("children"));
    sent.row.note = trim(form.text("note"));
    return sent;
}

std::string as_draft(const Form& form) {
    std::string contents;
    for (const char* const field : {"on", "kind", "children", "note"}) {
        contents += contents.empty() ? "" : "&";
        contents += std::string(field) + '=' + percent_encoded(form.text(field));
    }
    return contents;
}

// Nothing where it names a child whose file is kept from its author by now.
std::optional<Sent<Supervision>> from_draft(const View& view, const AskedOfficer& asked,
                                            const store::Draft& draft) {
    const auto form = read_urlencoded(draft.contents);
    if (!form) return std::nullopt;
    Sent<Supervision> kept = supervision_in(asked, *form);
    if (!sees_all(view, kept.row)) return std::nullopt;
    kept.based_on = draft.based_on;
    kept.remarks.clear();
    kept.draft = draft.saved_at;
    kept.shows_draft = true;
    return kept;
}

// The row, or what the person was writing of it.
Sent<Supervision> with_draft(const View& view, const AskedOfficer& asked, Sent<Supervision> sent) {
    if (!may_change(view)) return sent;
    const auto draft =
        view.application.casework.find_draft(view.actor().name, place_of_draft(asked, sent.was));
    if (!draft) return sent;
    auto kept = from_draft(view, asked, *draft);
    sent.draft = draft->saved_at;
    if (!kept) return sent;
    kept->was = sent.was;
    return std::move(*kept);
}

// Another one, which another window kept since, stays and is shown.
void drop_what_was_saved(const View& view, const AskedOfficer& asked, const Form& form,
                         const Sent<Supervision>& saved) {
    casework::Casework& casework = view.application.casework;
    const std::string place = place_of_draft(asked, saved.was);
    const auto draft = casework.find_draft(view.actor().name, place);
    if (!draft) return;
    const bool is_same = draft->contents == as_draft(form);
    casework.drop_draft(view.actor().name, place, is_same ? draft->saved_at : saved.draft);
}

Html read_only(const View& view, const Supervision& row) {
    return govuk::summary_list(
        {{"Day", Html(row.on ? in_words(*row.on) : std::string("Not recorded"), Html())},
         {"What it was",
          Html(meaning_of_code(view, care::codes_of(row.kind).set, care::printed(row.kind)), Html())},
         {"Children who were talked about", Html(row.children, Html())},
         {"What was agreed", Html(row.note, Html())}});
}

// Whoever keeps or saves it now does so knowing both.
Response show_both_drafts(const View& view, const AskedOfficer& asked, Sent<Supervision> mine,
                          const store::Draft& stored) {
    const auto other = from_draft(view, asked, stored);
    mine.draft = stored.saved_at;
    mine.shows_draft = true;
    mine.remarks.clear();
    mine.beside = Html("<h4 class=\"govuk-heading-s\">The draft that is kept</h4>"_html,
                       other ? read_only(view, other->row) : "<p class=\"govuk-body\">Not shown</p>"_html,
                       "<h4 class=\"govuk-heading-s\">What this window holds</h4>"_html);
    return page_of(view, asked, begun<Absence>(view, nullptr), mine, 409,
                   govuk::error_summary(
                       "Another window of yours kept a draft",
                       {{"It is of " + moment_text(stored.saved_at) +
                             ", after this page was opened. Nothing was written over: compare the two, then "
                             "keep or save what is to stand.",
                         "#note"}}));
}

}  // namespace

std::string address_of_officer(const View& view, std::uint32_t officer) {
    return "/officers/" + percent_encoded(view.snapshot.records().officers[officer].officer.text);
}

std::string role_in_words(const View& view, care::Role role) {
    return meaning_of_code(view, care::codes_of(role).set, care::printed(role));
}

Html away_now(const View& view, const Id<care::Officer>& officer) {
    const Day today = view.snapshot.as_at();
    for (const Absence& row : view.snapshot.records().absences) {
        if (row.officer != officer || !row.from_on || *row.from_on > today ||
            row.until_on.value_or(Day::never()) < today)
            continue;
        return Html(
            govuk::tag("Away", "purple"), row.until_on ? " until " + in_words(*row.until_on) : std::string(),
            row.covered_by.empty() ? "; nobody covers" : "; covered by " + name_by_id(view, row.covered_by));
    }
    return {};
}

Html away_and_cover(const View& view, const Id<care::Officer>& officer) {
    if (officer.empty()) return {};
    const Day today = view.snapshot.as_at();
    Html html;
    if (const Html away = away_now(view, officer); !away.empty())
        html.put("<p class=\"govuk-body\">"_html, away, ".</p>"_html);
    for (const Absence& row : view.snapshot.records().absences) {
        const bool is_now =
            row.from_on && *row.from_on <= today && row.until_on.value_or(Day::never()) >= today;
        if (row.covered_by != officer || !is_now) continue;
        html.put("<p class=\"govuk-body\">Covers for <a class=\"govuk-link\" href=\"/my-work?whose="_html,
                 percent_encoded(row.officer.text), "\">"_html, name_by_id(view, row.officer), "</a>"_html,
                 row.until_on ? " until " + in_words(*row.until_on) : std::string(), ".</p>"_html);
    }
    return html;
}

Response officer(const View& view, const Request& request) {
    const auto asked = asked_of(view, request);
    if (!asked) return nobody(view);
    const care::Records& records = view.snapshot.records();
    const Supervision* chosen = find_row(records.supervision, *asked, request.query.text("supervision"));
    if (chosen != nullptr && !sees_all(view, *chosen)) chosen = nullptr;
    return page_of(
        view, *asked, begun(view, find_row(records.absences, *asked, request.query.text("absence"))),
        with_draft(view, *asked, begun(view, chosen)), 200,
        request.query.has("saved")
            ? govuk::notification_banner(
                  "Success", "<p class=\"govuk-notification-banner__heading\">Saved.</p>"_html, true)
            : Html());
}

Response change_absence(const View& view, const Request& request, const Form& form) {
    const auto asked = asked_of(view, request);
    if (!asked) return nobody(view);
    Sent<Absence> sent{state_in(form), {}};
    sent.row.officer = asked->officer->officer;
    sent.row.from_on = day_in(form, "from", sent.remarks);
    sent.row.until_on = day_in(form, "until", sent.remarks);
    sent.row.reason = trim(form.text("reason"));
    sent.row.covered_by.text = trim(form.text("covered_by"));
    if (auto done = written(view, *asked, form, view.snapshot.records().absences, "record_absence", sent))
        return std::move(*done);
    return page_of(view, *asked, sent, with_draft(view, *asked, begun<Supervision>(view, nullptr)),
                   status_of(sent.remarks));
}

Response change_supervision(const View& view, const Request& request, const Form& form) {
    const auto asked = asked_of(view, request);
    if (!asked) return nobody(view);
    const Supervision* const before = find_row(view.snapshot.records().supervision, *asked, form.text("was"));
    if (before != nullptr && !sees_all(view, *before))
        return not_found(view, "It names a child whose file is not open to you, and is not yours to change.");
    Sent<Supervision> sent = supervision_in(*asked, form);
    if (auto done =
            written(view, *asked, form, view.snapshot.records().supervision, "record_supervision", sent)) {
        if (done->status == 303) drop_what_was_saved(view, *asked, form, sent);
        return std::move(*done);
    }
    return page_of(view, *asked, begun<Absence>(view, nullptr), sent, status_of(sent.remarks));
}

bool is_of_supervision(std::string_view place) {
    return place.starts_with("/officers/") && place.find(of_supervision) != std::string_view::npos;
}

Response keep_supervision(const View& view, const std::string& place, const Form& form) {
    constexpr std::string_view people = "/officers/";
    const std::size_t until = place.find(of_supervision);
    const auto id =
        percent_decoded(std::string_view(place).substr(people.size(), until - people.size()), false);
    const auto asked = id ? asked_of(view, *id) : std::nullopt;
    if (!asked || place != place_of_draft(*asked, std::string(form.text("was")))) return nobody(view);
    if (!may_change(view)) return not_permitted(view, care::Verb::allocate);
    const Sent<Supervision> sent = supervision_in(*asked, form);
    const Supervision* const before = find_row(view.snapshot.records().supervision, *asked, sent.was);
    if (!sent.was.empty() && (before == nullptr || !sees_all(view, *before)))
        return not_found(view, "There is no such supervision of which a draft could be kept.");
    if (form.has("share"))
        return problems_page(
            {{Problem::Kind::wrong_use, {}, "Only a draft about a child is shared. Save it instead."}}, 400);
    return keep_words(
        view, form, {place, as_draft(form), sent.based_on, sent.draft, {}},
        [&](const store::Draft& stored) { return show_both_drafts(view, *asked, sent, stored); });
}

}  // namespace footprint::web::pages
