// Address  /children/{child}
// Shows    who the child is, the timetable with why, the care history as a drawing and a table, reviews and
//          their decisions, findings; who may open the file
// Changes  writes into the journal who opened whose file
#include <algorithm>

#include "base/common_words.h"
#include "base/text.h"
#include "practice/planning.h"
#include "report/chart.h"
#include "web/pages/family.h"
#include "web/pages/pages.h"
#include "web/pages/sheet.h"

namespace footprint::web::pages {

namespace {

Html or_not_recorded(std::string_view text) {
    Html html;
    return text.empty() ? html.add("Not recorded") : html.add(text);
}

Html who(const View& view, std::uint32_t number) {
    const casework::Snapshot& snapshot = view.snapshot;
    const care::Child& child = snapshot.records().children[number];
    const casework::ChildLine& line = snapshot.lines()[number];
    std::string born;
    if (child.born_on) {
        born = in_words(*child.born_on);
        const auto age = snapshot.cohort().age_of(number, snapshot.as_at());
        if (age >= 0) born += ", aged " + std::to_string(age);
    }
    const measures::CohortPeriod* const period = snapshot.cohort().period_on(number, snapshot.as_at());
    const practice::Wording& words = words_of(view);
    std::string care = "Not " + words.looked_after;
    if (period != nullptr) care = at_the_beginning(words.looked_after) + " since " + in_words(period->from);
    if (line.short_breaks) care += ", with short breaks";
    const auto rows = snapshot.records().child_details.of({number});
    std::vector<govuk::SummaryRow> summary = {
        {"Id", or_not_recorded(child.id)},
        {"Born", or_not_recorded(born)},
        {"Sex", or_not_recorded(snapshot.ground().codes.label(child.sex))},
        {"Ethnicity", or_not_recorded(snapshot.ground().codes.label(child.ethnicity))},
        {"Care", or_not_recorded(care)},
        {words.iro.one, or_not_recorded(snapshot.officer_name(line.officer))},
    };
    if (!rows.empty() && !rows.front().disability.empty())
        summary.push_back({"Disability", or_not_recorded(rows.front().disability)});
    if (!rows.empty() && !rows.front().chosen_words.empty())
        summary.push_back({"The child's own words", or_not_recorded(rows.front().chosen_words)});
    return govuk::summary_list(summary);
}

Html next_review(const View& view, const casework::ChildLine& line) {
    if (line.next == nullptr) return {};
    const law::Requirement& is = line.next->is;
    Html html("<h2 class=\"govuk-heading-m\">Next "_html, words_of(view).review.one,
              "</h2><p class=\"govuk-body-l\">"_html, with_weekday(is.latest), " "_html,
              state_tag(is, view.snapshot.as_at()), "</p><p class=\"govuk-body fp-why\">"_html,
              view.snapshot.why_in_own_words(is), "</p>"_html);
    const Day planned =
        practice::planned_on(view.snapshot.ground().profile, is, *view.snapshot.ground().rules.calendar);
    html.put("<p class=\"govuk-body\">Planned by the service's practice for "_html, with_weekday(planned),
             ". "_html,
             line.booked_on ? Html("Booked for "_html, with_weekday(*line.booked_on), "."_html)
                            : "No date is booked."_html,
             "</p>"_html);
    return html;
}

Html timetable(const View& view, std::uint32_t number) {
    Html html = "<h2 class=\"govuk-heading-m\">Timetable</h2>"_html;
    const auto requirements = view.snapshot.cohort().requirements_of(number);
    if (requirements.empty())
        return html.put("<p class=\"govuk-body\">No "_html, words_of(view).review.one,
                        " was or is due.</p>"_html);
    govuk::Table table;
    table.columns = {
        {at_the_beginning(words_of(view).review.one)}, {"Latest day"}, {"Held"}, {"State"}, {"Why"}};
    for (auto row = requirements.rbegin(); row != requirements.rend(); ++row) {
        const law::Requirement& is = row->is;
        table.add({review_name(view, is), true},
                  Html("<span class=\"fp-nowrap\">"_html, in_words(is.latest), "</span>"_html),
                  Html("<span class=\"fp-nowrap\">"_html, day_text(is.first_sitting), "</span>"_html),
                  state_tag(is, view.snapshot.as_at()), view.snapshot.why_in_own_words(is));
    }
    return html.put(scrolling("Timetable", govuk::table(table)));
}

report::CareTimeline drawing_of(const View& view, std::uint32_t number) {
    const casework::Snapshot& snapshot = view.snapshot;
    const practice::Wording& words = words_of(view);
    report::CareTimeline timeline;
    timeline.last = snapshot.as_at();
    timeline.first = snapshot.as_at();
    const auto& codes = snapshot.ground().codes;
    for (const care::Episode& episode : snapshot.records().episodes.of({number})) {
        if (!episode.began_on || *episode.began_on > snapshot.as_at()) continue;
        timeline.first = std::min(timeline.first, *episode.began_on);
        const Day until = episode.ended_on.value_or(Day::never());
        const auto add = [&](std::vector<report::Stretch>& list, std::string name) {
            if (!list.empty() && list.back().name == name && list.back().until == *episode.began_on) {
                list.back().until = until;
            } else {
                list.push_back({*episode.began_on, until, std::move(name)});
            }
        };
        add(timeline.statuses, std::string(codes.label(episode.legal_status)));
        const bool same_place =
            episode.reason_for_new == care::ReasonForNewEpisode::L && !timeline.placements.empty();
        if (same_place) {
            timeline.placements.back().until = until;
        } else {
            timeline.placements.push_back(
                {*episode.began_on, until, std::string(codes.label(episode.place))});
        }
    }
    for (const measures::CohortPeriod& period : snapshot.cohort().periods_of(number))
        timeline.periods.push_back({period.from, period.until, at_the_beginning(words.looked_after)});
    for (const std::uint32_t place : snapshot.cohort().reviews_of(number)) {
        const measures::CohortReview& review = snapshot.cohort().review(place);
        bool late = false;
        for (const std::uint32_t met : {review.requirement, review.other_requirement})
            if (met != measures::none && snapshot.cohort().requirement(met).is.state != law::State::met)
                late = true;
        timeline.reviews.push_back({review.held_on, at_the_beginning(words.review.one), late});
        timeline.first = std::min(timeline.first, review.held_on);
    }
    const auto& born_on = snapshot.records().children[number].born_on;
    constexpr int last_birthday = 18;
    for (int age = 0; born_on && age <= last_birthday; ++age) {
        const Day on = birthday(*born_on, age);
        if (on >= timeline.first && on <= timeline.last)
            timeline.birthdays.push_back({on, std::to_string(age), false});
    }
    return timeline;
}

Html history(const View& view, std::uint32_t number) {
    Html html = "<h2 class=\"govuk-heading-m\">Care history</h2>"_html;
    const auto episodes = view.snapshot.records().episodes.of({number});
    if (episodes.empty()) return html.put("<p class=\"govuk-body\">No episode is recorded.</p>"_html);
    const report::CareTimeline timeline = drawing_of(view, number);
    const std::string title = "Care history of " + view.snapshot.records().children[number].id;
    html.put("<div class=\"fp-figure fp-wide\">"_html,
             Html::trusted(report::care_timeline({"history", title, 960}, timeline)),
             "</div><div class=\"fp-figure fp-narrow\">"_html,
             Html::trusted(report::care_timeline({"history-narrow", title, 340}, timeline)), "</div>"_html);
    const auto& codes = view.snapshot.ground().codes;
    govuk::Table table;
    table.columns = {{"From"},      {"To"},       {"Why it began"}, {"Legal status"},
                     {"Placement"}, {"Provider"}, {"Why it ended"}};
    for (auto row = episodes.rbegin(); row != episodes.rend(); ++row)
        table.add({row->began_on ? in_words(*row->began_on) : std::string("Not recorded"), true},
                  row->ended_on ? in_words(*row->ended_on) : std::string("Open"),
                  codes.label(row->reason_for_new), codes.label(row->legal_status), codes.label(row->place),
                  codes.label(row->provider), codes.label(row->reason_ceased));
    return html.put(govuk::details("Episodes as a table", scrolling("Episodes", govuk::table(table))));
}

std::string address_of(const View& view, std::uint32_t number) {
    return "/children/" + percent_encoded(view.snapshot.records().children[number].id);
}

// What is booked and not yet held, each with its page.
Html bookings(const View& view, std::uint32_t number) {
    Html items;
    for (const care::ReviewDetails& row : view.snapshot.records().review_details.of({number}))
        if (const auto next = care::next_sitting_on(row); next && *next >= view.snapshot.as_at())
            items.put("<li><a class=\"govuk-link\" href=\""_html, address_of(view, number), "/reviews/"_html,
                      percent_encoded(row.review.text), "\">"_html,
                      at_the_beginning(words_of(view).review.one),
                      row.held_on ? " goes on on " : " booked for ", with_weekday(*next), "</a></li>"_html);
    return items.empty() ? items : Html("<ul class=\"govuk-list\">"_html, items, "</ul>"_html);
}

// Proceedings that go on, each with its hearings to come and where one is recorded.
Html in_court(const View& view, std::uint32_t number) {
    const care::Records& records = view.snapshot.records();
    const bool may_record =
        !view.application.casework.is_read_only() && view.sight.may(care::Verb::record_review, number);
    Html items;
    for (const care::Proceedings& row : records.proceedings.of({number})) {
        if (row.ended_on) continue;
        Html hearings;
        for (const care::Hearing& one : records.hearings.of({number}))
            if (one.proceedings == row.proceedings && one.on && *one.on >= view.snapshot.as_at())
                hearings.put("<li><a class=\"govuk-link\" href=\""_html, address_of(view, number),
                             "/hearings/"_html, percent_encoded(one.hearing.text), "\">Hearing on "_html,
                             with_weekday(*one.on), "</a>"_html,
                             one.views_sent_on ? "" : ": the views are not sent yet", "</li>"_html);
        if (may_record)
            hearings.put("<li><a class=\"govuk-link\" href=\""_html, address_of(view, number),
                         "/hearings/new?proceedings="_html, percent_encoded(row.proceedings.text),
                         "\">Record a hearing</a></li>"_html);
        items.put("<li><a class=\"govuk-link\" href=\""_html, address_of(view, number), "/proceedings/"_html,
                  percent_encoded(row.proceedings.text), "\">"_html,
                  row.kind == care::ProceedingsKind::not_recorded
                      ? std::string("Proceedings")
                      : meaning_of_code(view, "proceedings kind", care::printed(row.kind)) + " proceedings",
                  "</a>"_html, row.court.empty() ? "" : ", " + row.court,
                  row.guardian.empty() ? "" : "; guardian: " + row.guardian, "<ul class=\"govuk-list\">"_html,
                  hearings, "</ul></li>"_html);
    }
    return items.empty() ? items
                         : Html("<h2 class=\"govuk-heading-m\">In court</h2><ul class=\"govuk-list\">"_html,
                                items, "</ul>"_html);
}

Html family_and_wishes(const View& view, std::uint32_t number) {
    const ShownSiblings siblings = siblings_of(view, number);
    Html items;
    for (const ShownSibling& one : siblings.seen)
        items.put("<li>"_html, child_link(view, one.child), ": "_html, one.where, "</li>"_html);
    if (siblings.kept > 0) items.put("<li>"_html, words_for_kept(siblings.kept), "</li>"_html);
    Html html;
    if (!items.empty())
        html.put("<h2 class=\"govuk-heading-m\">Brothers and sisters</h2><ul class=\"govuk-list\">"_html,
                 items, "</ul>"_html);
    items = {};
    for (const std::string& wish : wishes_of(view, number)) items.put("<li>"_html, wish, "</li>"_html);
    // Each with its page, where it can be corrected or taken back.
    Html said;
    for (const care::Wish& row : view.snapshot.records().wishes.of({number}))
        said.put(said.empty() ? ""_html : ", "_html, "<a class=\"govuk-link\" href=\""_html,
                 address_of(view, number), "/wishes/"_html, percent_encoded(row.wish.text), "\">"_html,
                 row.on ? in_words(*row.on) : std::string("Not recorded"), "</a>"_html);
    if (!said.empty())
        html.put("<h2 class=\"govuk-heading-m\">What the child wishes</h2><ul class=\"govuk-list\">"_html,
                 items, "<li>Said on "_html, said, "</li></ul>"_html);
    return html;
}

// What one comes to record, in as few steps as can be.
Html what_to_record(const View& view, std::uint32_t number) {
    if (view.application.casework.is_read_only()) return {};
    struct Entry {
        care::Verb verb;
        const char* text;
        const char* address;
    };
    constexpr Entry entries[] = {
        {care::Verb::record_review, "Contact", "/contacts/new"},
        {care::Verb::record_review, "{Midway check}", "/midways/new"},
        {care::Verb::record_review, "Significant event", "/events/new"},
        {care::Verb::record_review, "Child protection conference", "/conferences/new"},
        {care::Verb::record_review, "Proceedings in court", "/proceedings/new"},
        {care::Verb::book, "Booking of a {review}", "/reviews/new/booking"},
        {care::Verb::record_review, "{Review} that was held", "/reviews/new/meeting"},
        {care::Verb::book, "Wish of the child", "/wishes/new"},
        {care::Verb::book, "Brothers and sisters", "/siblings"},
        {care::Verb::allocate, "Allocation to an {IRO}", "/allocation"},
    };
    Html items;
    for (const Entry& entry : entries)
        if (view.sight.may(entry.verb, number))
            items.put("<li><a class=\"govuk-link\" href=\""_html, address_of(view, number), entry.address,
                      "\">"_html, in_own_words(view, entry.text), "</a></li>"_html);
    return items.empty()
               ? items
               : Html(
                     "<nav class=\"fp-record\" aria-labelledby=\"record\"><h2 id=\"record\" class=\"govuk-heading-s\">Record</h2><ul class=\"govuk-list\">"_html,
                     items, "</ul></nav>"_html);
}

Html reviews(const View& view, std::uint32_t number) {
    const practice::Wording& words = words_of(view);
    const std::string title = at_the_beginning(words.review.many) + " held";
    Html html("<h2 class=\"govuk-heading-m\">"_html, title, "</h2>"_html);
    const auto places = view.snapshot.cohort().reviews_of(number);
    if (places.empty())
        return html.put("<p class=\"govuk-body\">No "_html, words.review.one, " was held.</p>"_html);
    const auto& codes = view.snapshot.ground().codes;
    const auto& profile = view.snapshot.ground().profile;
    govuk::Table table;
    table.columns = {{"Held"}, {"Completed"}, {"Participation"}, {words.iro.one}, {"Record"}, {"Remarks"}};
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        const measures::CohortReview& review = view.snapshot.cohort().review(*place);
        const care::ReviewDetails* const own = view.snapshot.cohort().details(review);
        std::vector<std::string> remarks;
        if (own != nullptr && !own->late_reason.empty())
            remarks.push_back("Late: " +
                              std::string(practice::label(profile.late_reasons, own->late_reason)));
        if (own != nullptr && !own->brought_forward_reason.empty())
            remarks.push_back(
                "Brought forward: " +
                std::string(practice::label(profile.brought_forward_reasons, own->brought_forward_reason)));
        if (own == nullptr) remarks.emplace_back("Known from the return only");
        const bool is_open = own != nullptr && care::is_adjourned(*own);
        const bool adjourned = review.completed_on != review.held_on;
        const auto record = own == nullptr ? std::optional<Day>() : own->record_completed_on;
        table.add({own == nullptr ? Html(in_words(review.held_on), Html())
                                  : Html("<a class=\"govuk-link\" href=\""_html, address_of(view, number),
                                         "/reviews/"_html, percent_encoded(own->review.text), "\">"_html,
                                         in_words(review.held_on), "</a>"_html),
                   true},
                  is_open     ? "Adjourned until " + in_words(*own->resumes_on)
                  : adjourned ? in_words(review.completed_on)
                              : std::string("Same day"),
                  review.participation == care::Participation::not_recorded
                      ? std::string("Not recorded")
                      : std::string(care::printed(review.participation)) + ": " +
                            std::string(codes.label(review.participation)),
                  view.snapshot.officer_name(review.officer),
                  record ? in_words(*record) : std::string("Not recorded"), join(remarks, "; "));
    }
    return html.put(scrolling(title, govuk::table(table)));
}

Html findings_of(const View& view, std::uint32_t number) {
    Html html = "<h2 class=\"govuk-heading-m\" id=\"findings\">Findings</h2>"_html;
    const auto findings = view.snapshot.findings_of(number);
    if (findings.empty()) return html.put("<p class=\"govuk-body\">Nothing is odd or missing.</p>"_html);
    govuk::Table table;
    table.columns = {{"Finding"}, {"Where"}, {"What"}, {"What mends it"}};
    for (const care::Finding& finding : findings) {
        const findings::Entry* const entry = findings::find_entry(finding.name);
        const bool is_the_usual = entry != nullptr && finding.fix == in_common_words(entry->fix);
        table.add({entry == nullptr ? std::string(finding.name) : in_own_words(view, entry->title), true},
                  finding.where, finding.message,
                  is_the_usual ? in_own_words(view, entry->fix) : finding.fix);
    }
    return html.put(scrolling("Findings", govuk::table(table)));
}

Html decisions(const View& view, std::uint32_t number) {
    const auto all = decisions_of(view.snapshot, number);
    if (all.empty()) return {};
    const practice::Word& word = words_of(view).decision;
    const std::string title = at_the_beginning(word.many);
    Html html("<h2 class=\"govuk-heading-m\">"_html, title, "</h2>"_html);
    const std::string& id = view.snapshot.records().children[number].id;
    govuk::Table table;
    table.columns = {{at_the_beginning(word.one)}, {"Owner"}, {"Due"}, {"Done"}, {"Progress"}};
    for (const care::Decision* decision : all)
        table.add({Html("<a class=\"govuk-link\" href=\"/children/"_html, percent_encoded(id),
                        "/decisions/"_html, percent_encoded(decision->decision.text), "\">"_html,
                        decision->text.empty() ? decision->decision.text : decision->text, "</a>"_html),
                   true},
                  decision->owner,
                  decision->due_on ? in_words(*decision->due_on) : std::string("Not recorded"),
                  decision->done_on ? in_words(*decision->done_on) : std::string("Not recorded"),
                  decision->progress);
    return html.put(scrolling(title, govuk::table(table)));
}

Html who_may_open(const View& view, std::uint32_t number) {
    if (view.visitor == nullptr || !view.sight.may(care::Verb::restrict_file)) return {};
    return Html(
        "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/children/"_html,
        percent_encoded(view.snapshot.records().children[number].id),
        "/readers\">Say who alone may open this file</a></p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/children/"_html,
        percent_encoded(view.snapshot.records().children[number].id),
        "/own-file\">Make a copy of all that is held, for the child</a></p>"_html);
}

}  // namespace

std::vector<const care::Decision*> decisions_of(const casework::Snapshot& snapshot, std::uint32_t child) {
    std::vector<const care::Decision*> found;
    for (const std::uint32_t place : snapshot.decisions_of(child))
        found.push_back(&snapshot.records().decisions[place]);
    std::reverse(found.begin(), found.end());
    return found;
}

std::optional<std::uint32_t> file_asked_for(const View& view, const Request& request) {
    const care::ChildNumber number = view.snapshot.records().find(request.parameter("child"));
    if (!number.is_known()) return std::nullopt;
    // Somebody else's child is as unknown as a child that is not there.
    if (!view.sight.may(care::Verb::open_file, number.value) && !view.sight.is_kept_from_them(number.value))
        return std::nullopt;
    return number.value;
}

void note_reading(const View& view, std::uint32_t child, const std::string& what) {
    note_readings(view, {child}, what);
}

void note_readings(const View& view, std::vector<std::uint32_t> children, const std::string& what) {
    if (view.visitor == nullptr) return;
    std::sort(children.begin(), children.end());
    children.erase(std::unique(children.begin(), children.end()), children.end());
    casework::Readings& readings = view.application.doors->readings;
    std::vector<store::Noted> restricted;
    for (const std::uint32_t child : children) {
        std::string about = what + ' ';
        about += view.snapshot.records().children[child].id;
        store::Noted reading{{view.actor().name}, "open_file", std::move(about), "", view.now};
        if (view.sight.is_restricted(child))
            restricted.push_back(std::move(reading));
        else
            readings.note(std::move(reading));
    }
    readings.note_all_now(restricted);
}

namespace {

Response file_of(const View& view, std::uint32_t number) {
    const std::string name = view.snapshot.name_of(number);
    Html main = heading(name);
    main += who(view, number);
    main.put("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/children/"_html,
             percent_encoded(view.snapshot.records().children[number].id),
             "/footprint\">Footprint</a>: all that the service did, in order</p>"_html);
    main.put(what_to_record(view, number), next_review(view, view.snapshot.lines()[number]),
             bookings(view, number), family_and_wishes(view, number), in_court(view, number));
    main += timetable(view, number);
    main += history(view, number);
    main += reviews(view, number);
    main += decisions(view, number);
    main += findings_of(view, number);
    main += who_may_open(view, number);
    return made(view, name, "/children", {{"Children", "/children"}, {name, ""}}, main);
}

}  // namespace

Response child(const View& view, const Request& request) {
    const auto asked = file_asked_for(view, request);
    if (!asked) return not_found(view, "There is no child with this id.");
    if (view.sight.is_kept_from_them(*asked)) return restricted(view, *asked);
    note_reading(view, *asked, "child");  // each time, whether or not the page was made before
    return kept(view, request, [&] { return file_of(view, *asked); });
}

}  // namespace footprint::web::pages
