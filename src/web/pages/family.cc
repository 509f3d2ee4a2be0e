// Address  GET and POST /children/{child}/siblings
// Who      book
// Shows    a child's brothers and sisters with where they are, as far as their files are open
// Changes  who is whose brother or sister: a child joins the family of another, or leaves one
#include "web/pages/family.h"

#include <algorithm>

#include "base/text.h"
#include "web/pages/remarks.h"
#include "web/pages/sheet.h"

namespace footprint::web::pages {

namespace {

using casework::EntryRemark;

struct AskedFamily {
    std::uint32_t child = 0;
    std::string address;
};

std::optional<AskedFamily> asked_of(const View& view, const Request& request) {
    const auto child = file_asked_for(view, request);
    if (!child || view.application.casework.is_read_only() || !view.sight.may(care::Verb::book, *child))
        return std::nullopt;
    return AskedFamily{*child, "/children/" + percent_encoded(view.snapshot.records().children[*child].id)};
}

const care::Postcode* place_of(const View& view, std::uint32_t child, std::uint32_t& episode) {
    const measures::Cohort& cohort = view.snapshot.cohort();
    const measures::CohortPeriod* const period = cohort.period_on(child, view.snapshot.as_at());
    episode = period == nullptr ? measures::none : cohort.episode_on(*period, view.snapshot.as_at());
    return episode == measures::none ? nullptr : &cohort.episodes().placement[episode];
}

std::string where_is(const View& view, std::uint32_t sibling, std::uint32_t child) {
    std::uint32_t episode = measures::none;
    std::uint32_t own_episode = measures::none;
    const care::Postcode* const there = place_of(view, sibling, episode);
    const care::Postcode* const here = place_of(view, child, own_episode);
    if (there == nullptr) return "Not in care";
    std::string text(view.snapshot.ground().codes.label(view.snapshot.cohort().episodes().place[episode]));
    if (text.empty()) text = "Placement not recorded";
    if (here == nullptr || here->empty() || there->empty()) return text;
    return text + (*here == *there ? ", in the same place" : ", in another place");
}

// With what is wrong beside the field, and the words kept.
struct Sent {
    std::string sibling;
    bool are_only_two = false;
    std::uint64_t based_on = 0;
};

Html form_of(const View& view, const AskedFamily& asked, const Sent& sent,
             const std::vector<EntryRemark>& remarks) {
    govuk::Input sibling;
    sibling.id = sibling.name = "sibling";
    sibling.label = "Id of the brother or sister";
    sibling.hint = "As on the list of children.";
    sibling.classes = "govuk-input--width-10";
    sibling.value = sent.sibling;
    sibling.error = error_on(remarks, "sibling");
    govuk::Checkboxes two;
    two.name = "only_two";
    two.items = {{"yes", "Only these two",
                  "As where they have one parent in common: nobody else's brother or sister changes.",
                  sent.are_only_two}};
    return Html(
        "<form method=\"post\" action=\""_html, asked.address, "/siblings\" novalidate>"_html, form_key(view),
        "<input type=\"hidden\" name=\"based_on\" value=\""_html, sent.based_on, "\">"_html,
        govuk::input(sibling), govuk::checkboxes(two),
        govuk::button({.text = "Add", .href = {}, .name = {}, .value = {}, .prevent_double_click = true}),
        "</form>"_html);
}

Html families_of(const View& view, const AskedFamily& asked, std::uint64_t based_on) {
    const ShownSiblings shown = siblings_of(view, asked.child);
    if (shown.seen.empty() && shown.kept == 0)
        return govuk::inset_text("No brother or sister of this child is recorded."_html);
    govuk::Table table;
    table.columns = {{"Brother or sister"}, {"Where they are"}};
    for (const ShownSibling& one : shown.seen) table.add({child_link(view, one.child), true}, one.where);
    Html html;
    if (!table.rows.empty()) html += scrolling("Brothers and sisters", govuk::table(table));
    if (shown.kept > 0)
        html.put("<p class=\"govuk-body\">"_html, at_the_beginning(words_for_kept(shown.kept)), ".</p>"_html);
    const auto families = view.snapshot.records().siblings.of({asked.child});
    for (std::size_t i = 0; i < families.size(); ++i)
        html.put("<form method=\"post\" action=\""_html, asked.address, "/siblings\">"_html, form_key(view),
                 "<input type=\"hidden\" name=\"based_on\" value=\""_html, based_on,
                 "\"><input type=\"hidden\" name=\"leave\" value=\""_html, families[i].family, "\">"_html,
                 govuk::button({.text = families.size() == 1
                                            ? std::string("Take this child out of the family")
                                            : "Take this child out of family " + std::to_string(i + 1),
                                .href = {},
                                .name = {},
                                .value = {},
                                .secondary = true,
                                .prevent_double_click = true}),
                 "</form>"_html);
    return html;
}

Response page_of(const View& view, const AskedFamily& asked, const Sent& sent,
                 const std::vector<EntryRemark>& remarks, int status) {
    const std::string title = "Brothers and sisters";
    Html main = head_of_remarks(remarks);
    main += heading_of_child(view, asked.child, title);
    main.put(families_of(view, asked, sent.based_on),
             "<h2 class=\"govuk-heading-m\">Add a brother or sister</h2>"_html,
             form_of(view, asked, sent, remarks));
    const std::string& id = view.snapshot.records().children[asked.child].id;
    return made(view, title, "/children", {{"Children", "/children"}, {id, asked.address}, {title, ""}}, main,
                status);
}

// A new family has an id of its own: no child's id stands in another child's rows.
std::string fresh_family() {
    return "F-" + fresh_letters();
}

// Which rows make the two brother and sister. REQUIRES: they are not yet.
std::vector<care::Sibling> joined(const care::Records& records, care::ChildNumber child,
                                  care::ChildNumber sibling, bool are_only_two) {
    const auto own = records.siblings.of(child);
    const auto theirs = records.siblings.of(sibling);
    if (!are_only_two && !own.empty()) return {{sibling, own.front().family}};
    if (!are_only_two && !theirs.empty()) return {{child, theirs.front().family}};
    const std::string family = fresh_family();
    return {{child, family}, {sibling, family}};
}

std::vector<EntryRemark> look_over(const View& view, const AskedFamily& asked, const Sent& sent) {
    if (sent.sibling.empty()) return {{"sibling", "This is blank. Write the id of the brother or sister."}};
    const care::ChildNumber sibling = view.snapshot.records().find(sent.sibling);
    if (!sibling.is_known() || !view.sight.sees(sibling.value))
        return {{"sibling",
                 "There is no child '" + sent.sibling.substr(0, 40) +
                     "' whom you may see. Look at the list of children.",
                 false, true}};
    if (sibling.value == asked.child)
        return {{"sibling", "This is the child itself. Write the id of the brother or sister."}};
    const auto known = view.snapshot.cohort().families().of({asked.child});
    if (std::find(known.begin(), known.end(), sibling.value) != known.end())
        return {{"sibling", "They are brother or sister already. There is nothing to add."}};
    return {};
}

Response saved(const View& view, const AskedFamily& asked, Sent sent, const store::ChangeSet& changes) {
    const auto done = view.application.casework.write(changes, view.actor());
    if (!done && done.problems().front().kind == Problem::Kind::changed_meanwhile) {
        sent.based_on = view.snapshot.version();
        return page_of(view, asked, sent, {{"sibling", done.problems().front().message}}, 409);
    }
    if (!done) return problems_page(done.problems(), 400);
    return see_other(asked.address + "/siblings");
}

}  // namespace

ShownSiblings siblings_of(const View& view, std::uint32_t child) {
    ShownSiblings shown;
    for (const std::uint32_t sibling : view.snapshot.cohort().families().of({child})) {
        if (view.sight.sees(sibling))
            shown.seen.push_back({sibling, where_is(view, sibling, child)});
        else
            ++shown.kept;
    }
    return shown;
}

std::string words_for_kept(std::size_t kept) {
    if (kept == 0) return {};
    return counted(static_cast<std::int64_t>(kept), "more, whose file is", "more, whose files are") +
           " not open to you";
}

std::vector<std::string> wishes_of(const View& view, std::uint32_t child) {
    const care::Wish wish = care::wish_on(view.snapshot.records(), {child}, view.snapshot.as_at());
    const auto officer = [&](const Id<care::Officer>& id) {
        return view.snapshot.officer_name(view.snapshot.cohort().officer_number(id.text));
    };
    const std::string& iro = words_of(view).iro.one;
    std::vector<std::string> words;
    if (!wish.officer.empty()) words.push_back("Would like " + officer(wish.officer) + " as " + iro);
    if (!wish.not_officer.empty())
        words.push_back("Does not want " + officer(wish.not_officer) + " as " + iro);
    if (wish.means != care::Means::not_recorded)
        words.push_back(
            "Likes to be reached by " +
            lower(practice::label(view.snapshot.ground().profile.means, care::printed(wish.means))));
    if (wish.not_at_school) words.push_back(*wish.not_at_school ? "Not at school" : "At school is all right");
    if (!wish.words.empty()) words.push_back("\"" + wish.words + "\" (" + in_words(*wish.on) + ")");
    return words;
}

Response siblings_form(const View& view, const Request& request) {
    const auto asked = asked_of(view, request);
    if (!asked) return not_found(view, "There is no child here whose family you may record.");
    note_reading(view, asked->child, "siblings of");
    return page_of(view, *asked, {{}, false, view.snapshot.version()}, {}, 200);
}

Response change_siblings(const View& view, const Request& request, const Form& form) {
    const auto asked = asked_of(view, request);
    if (!asked) return not_found(view, "There is no child here whose family you may record.");
    const Sent sent{std::string(trim(form.text("sibling"))), form.text("only_two") == "yes",
                    whole_number(form.text("based_on")).value_or(0)};
    const care::Records& records = view.snapshot.records();
    store::ChangeSet changes("record_siblings", records, sent.based_on);
    changes.about({asked->child});
    if (const std::string_view leaves = form.text("leave"); !leaves.empty()) {
        const auto own = records.siblings.of({asked->child});
        const auto row = std::find_if(own.begin(), own.end(),
                                      [&](const care::Sibling& one) { return one.family == leaves; });
        if (row != own.end()) changes.withdraw(*row);
        return row == own.end() ? see_other(asked->address + "/siblings")
                                : saved(view, *asked, sent, changes);
    }
    if (const auto remarks = look_over(view, *asked, sent); !remarks.empty())
        return page_of(view, *asked, sent, remarks, status_of(remarks));
    const care::ChildNumber sibling = records.find(sent.sibling);
    for (const care::Sibling& row : joined(records, {asked->child}, sibling, sent.are_only_two))
        changes.put(row);
    changes.about(sibling);
    return saved(view, *asked, sent, changes);
}

}  // namespace footprint::web::pages
