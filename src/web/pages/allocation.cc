// Address  GET and POST /children/{child}/allocation
// Who      allocate
// Shows    who might answer for the child: each officer's work before and after, with what speaks for and
//          against them, in the order of the suggestion; who answered for the child until now
// Changes  whose the child is, from a day on; the allocation before it ends on that day
#include "casework/allocation.h"

#include <algorithm>

#include "base/text.h"
#include "casework/entries.h"
#include "web/pages/pages.h"
#include "web/pages/remarks.h"

namespace footprint::web::pages {

namespace {

using casework::Candidate;

struct AskedAllocation {
    std::uint32_t child = 0;
    std::string address;
};

std::optional<AskedAllocation> asked_of(const View& view, const Request& request) {
    const auto child = file_asked_for(view, request);
    if (!child || view.sight.is_kept_from_them(*child) || view.application.casework.is_read_only() ||
        !view.sight.may(care::Verb::allocate, *child))
        return std::nullopt;
    return AskedAllocation{
        *child, "/children/" + percent_encoded(view.snapshot.records().children[*child].id) + "/allocation"};
}

// As in the profile's [workload]; with the service's words in braces.
std::string_view name_of_part(std::string_view part) {
    struct Name {
        std::string_view part;
        std::string_view text;
    };
    constexpr Name names[] = {{"child", "The child"},
                              {"extra_review", "{Reviews} beyond those that must be"},
                              {"protection_plan", "Plan of protection, chaired by the same officer"},
                              {"recently_accommodated", "Came into care lately"},
                              {"placement_disrupted", "Placement broke down in the last year"},
                              {"placed_at_distance", "Placed at a distance"},
                              {"in_proceedings", "In proceedings"},
                              {"siblings_apart", "Brother or sister in another place"}};
    for (const Name& name : names)
        if (name.part == part) return name.text;
    return part;
}

Html what_it_weighs(const View& view, const std::vector<measures::WeightPart>& parts) {
    if (parts.empty()) return {};
    govuk::Table table;
    table.columns = {{"What counts"}, {"Weight", true}};
    double sum = 0;
    for (const measures::WeightPart& part : parts) {
        table.add({in_own_words(view, name_of_part(part.name)), true}, with_two_places(part.weight));
        sum += part.weight;
    }
    table.add({std::string("Together"), true}, with_two_places(sum));
    return govuk::details("How the child's work is weighed", govuk::table(table));
}

std::string remarks_on(const Candidate& one, const practice::Profile& profile) {
    std::vector<std::string> remarks;
    if (one.is_now) remarks.emplace_back("has the child now");
    if (one.was_before) remarks.emplace_back("knows the child from before");
    if (one.is_wished) remarks.emplace_back("the child would like them");
    if (one.is_not_wished) remarks.emplace_back("the child does not want them");
    if (one.has_sibling) remarks.emplace_back("has a brother or sister");
    if (one.is_away) remarks.emplace_back("away on that day");
    if (!one.fte) remarks.emplace_back("hours not recorded");
    if (const auto after = one.work_after(); after && *after > profile.caseload_most)
        remarks.push_back("beyond " + std::to_string(profile.caseload_most) + " a full-time post");
    return at_the_beginning(join(remarks, "; "));
}

Html candidates_table(const View& view, const casework::AllocationChoice& choice) {
    govuk::Table table;
    table.columns = {
        {words_of(view).iro.one}, {"Children", true}, {"Work", true}, {"After", true}, {"Remarks"}};
    for (const Candidate& one : choice.candidates) {
        const auto after = one.work_after();
        table.add({view.snapshot.officer_name(one.officer), true},
                  grouped(static_cast<std::int64_t>(one.children)), with_two_places(one.work),
                  after ? with_two_places(*after) : std::string("Not known"),
                  remarks_on(one, view.snapshot.ground().profile));
    }
    return Html(
        "<p class=\"govuk-body\">Work is all an officer's children, weighed. After is that of a full-time post, once this child is theirs.</p>"_html,
        scrolling("Who might answer for the child", govuk::table(table)));
}

struct Sent {
    std::string officer;
    std::string from;
    std::string reason;
    std::uint64_t based_on = 0;
};

Html form_of(const View& view, const AskedAllocation& asked, const casework::AllocationChoice& choice,
             const Sent& sent, const std::vector<casework::EntryRemark>& remarks) {
    std::vector<govuk::SelectItem> people = {{"", "Choose", sent.officer.empty()}};
    for (const Candidate& one : choice.candidates) {
        const std::string& id = view.snapshot.records().officers[one.officer].officer.text;
        people.push_back({id, view.snapshot.officer_name(one.officer), id == sent.officer});
    }
    govuk::Input from;
    from.id = from.name = "from";
    from.label = "From";
    from.type = "date";
    from.classes = "govuk-input--width-10";
    from.value = sent.from;
    from.error = error_on(remarks, "from");
    govuk::Input reason;
    reason.id = reason.name = "reason";
    reason.label = "Why this " + words_of(view).iro.one;
    reason.value = sent.reason;
    const bool asks = are_doubts(remarks);
    return Html("<form method=\"post\" action=\""_html, asked.address, "\" novalidate>"_html, form_key(view),
                "<input type=\"hidden\" name=\"based_on\" value=\""_html, sent.based_on, "\">"_html,
                govuk::select({"officer", "officer", "Who is to answer for the child", std::move(people),
                               "Whom the child would like, or who has a brother or sister, comes first while "
                               "they have room; then who has most room.",
                               error_on(remarks, "officer")}),
                govuk::input(from), govuk::input(reason),
                govuk::button({.text = asks ? "Allocate all the same" : "Allocate",
                               .href = {},
                               .name = asks ? "sure" : "",
                               .value = asks ? doubts_shown(remarks) : std::string(),
                               .prevent_double_click = true}),
                "</form>"_html);
}

Html until_now(const View& view, std::uint32_t child) {
    govuk::Table table;
    table.columns = {{"From"}, {"Until"}, {"Who"}, {"Why"}};
    const auto rows = view.snapshot.records().allocations.of({child});
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        table.add({row->from_on ? in_words(*row->from_on) : std::string("Not recorded"), true},
                  row->until_on ? in_words(*row->until_on) : std::string("Now"),
                  view.snapshot.officer_name(view.snapshot.cohort().officer_number(row->officer.text)),
                  row->reason);
    if (table.rows.empty()) return {};
    return Html("<h2 class=\"govuk-heading-m\">Until now</h2>"_html,
                scrolling("Until now", govuk::table(table)));
}

Response page_of(const View& view, const AskedAllocation& asked, const Sent& sent,
                 const std::vector<casework::EntryRemark>& remarks, int status) {
    const std::string title = "Allocate to an " + words_of(view).iro.one;
    const auto choice = casework::choice_for(view.snapshot, asked.child,
                                             parse_day(sent.from).value_or(view.snapshot.as_at()));
    Html main = head_of_remarks(remarks);
    main += heading_of_child(view, asked.child, title);
    if (choice.wanted_by)
        main += govuk::inset_text(Html("Nobody answers for this child. It is to be allocated by "_html,
                                       with_weekday(*choice.wanted_by), "."_html));
    main.put(candidates_table(view, choice), what_it_weighs(view, choice.parts),
             form_of(view, asked, choice, sent, remarks), until_now(view, asked.child));
    const std::string& id = view.snapshot.records().children[asked.child].id;
    return made(view, title, "/children",
                {{"Children", "/children"}, {id, "/children/" + percent_encoded(id)}, {title, ""}}, main,
                status);
}

}  // namespace

Response allocation_form(const View& view, const Request& request) {
    const auto asked = asked_of(view, request);
    if (!asked) return not_found(view, "There is no child here whom you may allocate.");
    note_reading(view, asked->child, "allocation of");
    return page_of(view, *asked, {{}, iso(view.snapshot.as_at()), {}, view.snapshot.version()}, {}, 200);
}

Response allocate(const View& view, const Request& request, const Form& form) {
    const auto asked = asked_of(view, request);
    if (!asked) return not_found(view, "There is no child here whom you may allocate.");
    Sent sent{std::string(trim(form.text("officer"))), std::string(trim(form.text("from"))),
              std::string(trim(form.text("reason"))), whole_number(form.text("based_on")).value_or(0)};
    const care::Allocation wanted{{asked->child}, {sent.officer}, parse_day(sent.from), {}, sent.reason};
    auto remarks = casework::look_over(view.snapshot, asked->child, wanted);
    if (!sent.from.empty() && !wanted.from_on)
        remarks = {{"from", "This is no day of the calendar. Write it as 31/03/2026."}};
    drop_what_is_sure(remarks, form);
    if (!remarks.empty()) return page_of(view, *asked, sent, remarks, status_of(remarks));
    store::ChangeSet changes("allocate", view.snapshot.records(), sent.based_on);
    for (const care::Allocation& row : casework::rows_of_allocation(view.snapshot, wanted)) changes.put(row);
    changes.about({asked->child});
    const auto saved = view.application.casework.write(changes, view.actor(), sent.reason);
    if (!saved && saved.problems().front().kind == Problem::Kind::changed_meanwhile) {
        sent.based_on = view.snapshot.version();
        return page_of(view, *asked, sent, {{"officer", saved.problems().front().message}}, 409);
    }
    if (!saved) return problems_page(saved.problems(), 400);
    return see_other("/children/" + percent_encoded(view.snapshot.records().children[asked->child].id));
}

}  // namespace footprint::web::pages
