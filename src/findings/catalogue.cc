#include "findings/catalogue.h"

#include <algorithm>

#include "base/common_words.h"
#include "base/result.h"

namespace footprint::findings {

namespace {

constexpr std::string_view ssda903 = "SSDA903 guidance";
constexpr std::string_view reg_33 = "SI 2010/959 reg 33";
// Of the ordinary reviews, of those of short breaks, and of those of adoption.
constexpr std::string_view review_limits = "SI 2010/959 regs 33 and 48(3); SI 2005/389 reg 36";
constexpr std::string_view adjourning = "SI 2010/959 reg 36(2)";

constexpr Entry all[] = {
    // Who the child is.
    {"child.no_birth_date", "No date of birth",
     "A child has no date of birth, so age, the 18th birthday and participation cannot be checked.",
     "Enter the date of birth in Header.", ssda903},
    {"child.care_before_birth", "In care before birth", "An episode begins before the child was born.",
     "Correct the date of birth, or the day on which the episode began.", "SSDA903 rule 302"},
    {"child.no_sex", "Sex not recorded", "Header has no sex.", "Enter M, F or U.", "SSDA903 rule 101"},
    {"child.no_ethnicity", "Ethnicity not recorded", "Header has no ethnicity.",
     "Enter the code, or NOBT where it has not been obtained yet.", "SSDA903 rule 103"},
    {"child.birth_date_differs", "Two dates of birth",
     "Another table of the return gives another date of birth than Header.",
     "Find out which is right, and correct the other.", "SSDA903 INT17"},
    {"child.no_episode", "No episode", "A child in Header has no episode.",
     "Add the episodes, or take the child out of the return.", ssda903},
    // Episodes.
    {"episode.ends_before_it_begins", "Ends before it begins", "An episode's end lies before its beginning.",
     "Correct one of the two days.", ssda903},
    {"episode.end_without_reason", "End without a reason",
     "An episode has an end and no reason, or a reason and no end.", "Enter both, or neither.",
     "SSDA903 rule 148"},
    {"episode.x1_without_successor", "Says that another follows, and none does",
     "An episode ended with X1 and no episode begins on that day.",
     "Add the episode that follows, or correct the reason or the day.", ssda903},
    {"episode.gap", "Gap before an episode",
     "An episode goes on from one that did not end with X1 on the day on which it began.",
     "Add what is missing, or record S when care started again.", ssda903},
    {"episode.started_again", "Started again without having ended",
     "An episode says that care started (S) on the day on which the one before ended with X1, which says "
     "that care went on.",
     "Record the reason of the change (L, P, T, B, U), or how care ended before.", ssda903},
    {"episode.overlap", "Episodes overlap", "An episode begins before the one before has ended.",
     "Correct the end of the earlier episode or the beginning of the later.", ssda903},
    {"episode.open_and_followed", "Open, and another follows",
     "An episode has no end although another began after it.", "Enter the end of the earlier episode.",
     "SSDA903 rule 142"},
    {"episode.no_legal_status", "No legal status", "An episode has no legal status.",
     "Enter the legal status.", "SSDA903 rule 144"},
    {"episode.no_placement", "No placement", "An episode has no placement type.", "Enter the placement type.",
     "SSDA903 rule 146"},
    {"episode.need_changed", "Category of need changed",
     "The category of need differs within one period of care.",
     "Record the need with which the period began in all its episodes.", ssda903},
    {"episode.after_18", "Looked after from the 18th birthday",
     "A period of care would begin on or after the 18th birthday.",
     "Correct the date of birth or the episode; nobody becomes looked after then.", "Children Act 1989 s105"},
    {"episode.beyond_18", "Still looked after at 18", "An episode goes on beyond the 18th birthday.",
     "Enter the end of the episode, on the 18th birthday at the latest.", "Children Act 1989 s105"},
    {"episode.vanished", "Open episode no longer in the return",
     "An episode was open in one year's return and is not in the next.",
     "Add the episode to the later return, with its end if it has ended.", ssda903},
    {"history.truncated", "Past not known",
     "Care began before the records do, or before {reviews} are known, so the first {review} known sets the "
     "next.",
     "Load earlier returns, or leave it: figures say whom they leave out.", "docs/law_issues.md"},
    // Reviews.
    {"review.outside_care", "{Review} while not looked after",
     "A {review} was held on a day on which the child was not looked after.",
     "Correct the day of the {review}, or the episodes.", reg_33},
    {"review.late", "{Review} held late", "A {review} was held after the latest day that the law allows.",
     "Record the reason. If the day is wrong, correct it.", review_limits},
    {"review.missed", "{Review} not held", "A {review} was due and none was held.",
     "Hold it now, or record it if it was held.", review_limits},
    {"review.two_a_day", "Two {reviews} on a day",
     "Two {reviews} of a child are recorded on one day; they count as one.",
     "Delete one, or correct its day.", reg_33},
    {"review.sequence_restarted", "Sequence begun again",
     "After a change of placement the {reviews} look as if the sequence of first and second had begun again.",
     "Record the early {review} as brought forward, with its reason: the sequence goes on.", reg_33},
    {"review.completed_before_held", "Completed before it was held",
     "A {review} was completed before its first sitting.", "Correct one of the two days.", reg_33},
    {"review.dated_ahead", "{Review} dated ahead",
     "A {review} is recorded as held on a day that has not come.",
     "Correct the day; a booking belongs in the column for bookings.", "SSDA903 rule 166"},
    {"review.not_in_return", "{Review} not in the return",
     "The service recorded a {review} that the return of that year does not have.",
     "Add it to the return, or correct its day.", ssda903},
    {"review.return_only", "{Review} only in the return",
     "The return has a {review} that the service's own record does not, although the service recorded the "
     "child's {reviews} by then.",
     "Record it, or correct its day.", ssda903},
    {"review.under_short_breaks", "{Review} in the return under short breaks",
     "The return has a {review} of a child who then had short breaks only.", "Take it out of the return.",
     "SSDA903 rule 399"},
    {"adjournment.too_long", "Adjourned for too long",
     "A {review} that was adjourned was not completed within 20 working days of its first sitting.",
     "Correct the day, or record why.", adjourning},
    {"adjournment.twice", "Adjourned twice",
     "A {review} that was adjourned was stood down again before it was completed.",
     "Hold a new {review}; an adjournment is allowed once.", adjourning},
    // Participation.
    {"participation.not_recorded", "Participation not recorded", "A {review} has no participation code.",
     "Enter the code.", "SSDA903 rule 167"},
    {"participation.pn0_at_4", "PN0 for a child of four or over",
     "The code says under four, and the child was four or over.",
     "Enter how the child took part (PN1 to PN7).", "SSDA903 rule 440"},
    {"participation.under_4", "PN1 to PN7 for a child under four",
     "The code says how the child took part, and the child was under four.", "Enter PN0.",
     "SSDA903 rule 441"},
    {"participation.differs", "Two participation codes",
     "The return and the service's record give different codes for one {review}.",
     "Find out which is right, and correct the other. Until then the return's counts.", ssda903},
    {"participation.no_reason", "No views, and no reason",
     "PN7 is recorded without why the child's views were not there.", "Record why, and what was tried.",
     "IRO Handbook"},
    // Allocation.
    {"allocation.none", "No {IRO}",
     "A child has been looked after for more than five working days and nobody is allocated.",
     "Allocate an {IRO}.", "SI 2010/959 reg 45; IRO Handbook"},
    {"allocation.two_at_once", "Two {IROs} at once", "A child is allocated to two {IROs} on the same days.",
     "End the earlier allocation.", "IRO Handbook"},
    {"allocation.outside_care", "Allocated after care ended",
     "An allocation has no end although the child is no longer looked after.", "End the allocation.",
     "IRO Handbook"},
    // What else the return says of a child.
    {"health.sdq_out_of_range", "SDQ score that cannot be",
     "OC2 has a score of the strengths and difficulties questionnaire below 0 or over 40.",
     "Enter the score, from 0 to 40, or leave it blank and enter the reason.", ssda903},
    {"adoption.adopters_unknown", "Neither one nor two adopters",
     "AD1 has a number of adopters that is neither 1 nor 2.", "Enter 1 or 2.", "codes/dfe.csv"},
    {"permanence.authority_unknown", "Authority of an earlier permanence not known",
     "PrevPerm names an authority that is neither the code of one in England nor WAL, SCO, NIR or NUK.",
     "Enter the authority's code as E06000001 or its number of three digits, or WAL, SCO, NIR or NUK.",
     "SSDA903 rule 633"},
    {"permanence.no_day", "Day of an earlier permanence cannot be read",
     "PrevPerm has a day that is none; parts that are not known are written as z, the day before the month "
     "and the month before the year.",
     "Write it as dd/mm/yyyy, zz/mm/yyyy, zz/zz/yyyy or zz/zz/zzzz.", "SSDA903 rule 632"},
    // Found while reading.
    {"duplicate.row", "Row twice",
     "A second row has the key of an earlier one; the first code that is not blank counts.",
     "Delete one of the rows.", "docs/formats.md"},
    {"code.not_in_year", "Code of another year", "A code is used outside the years in which it was valid.",
     "Enter the code of that year.", "codes/dfe.csv"},
    {"reference.unknown", "Names nothing",
     "A row names an officer, a {review} or another record that is not there.",
     "Correct the name, or add what it names.", "docs/formats.md"},
    {"return.differs", "Returns differ",
     "A later year's return says something else of what should not change.",
     "Find out which is right, and correct the other.", "SSDA903 rules 202 to 208"},
};

}  // namespace

std::span<const Entry> catalogue() {
    return all;
}

const Entry* find_entry(std::string_view name) {
    const auto found =
        std::find_if(std::begin(all), std::end(all), [&](const Entry& entry) { return entry.name == name; });
    return found == std::end(all) ? nullptr : &*found;
}

std::string catalogue_page() {
    std::string page =
        "# Findings\n\n"
        "A finding names what is odd or missing in the data. It never stops anything: what was read is kept "
        "as it is, "
        "unknown stays unknown, and the officer sees the finding with its place and what mends it. What "
        "cannot be read "
        "at all is a problem, and stops an import.\n\n"
        "This page is made from `src/findings/catalogue.cc`; a test holds the two together.\n\n"
        "| finding | found when | what mends it | source |\n| --- | --- | --- | --- |\n";
    for (const Entry& entry : all)
        page += "| `" + std::string(entry.name) + "` | " + in_common_words(entry.means) + " | " +
                in_common_words(entry.fix) + " | " + std::string(entry.source) + " |\n";
    return page;
}

void Found::add(care::ChildNumber child, std::string_view name, std::string where, std::string message) {
    const Entry* const entry = find_entry(name);
    ensure(entry != nullptr, "a finding stands in the catalogue");
    into_.push_back({child, entry->name, std::move(where), std::move(message), in_common_words(entry->fix)});
}

std::vector<care::Finding> find_all(const care::Records& records, const law::TimetableRules& rules, Day as_at,
                                    std::optional<Day> reviews_known_from) {
    std::vector<care::Finding> findings = records.noted;
    std::erase_if(findings, [](const care::Finding& finding) { return finding.name.empty(); });
    Found found(findings);
    law::ReviewTimetable timetable(rules, as_at, reviews_known_from);
    std::unordered_map<std::string_view, Day> stood_down_last;
    for (const care::StoodDown& row : records.stood_down) {
        if (!row.booked_for_on) continue;
        const auto [at, fresh] = stood_down_last.emplace(row.review.text, *row.booked_for_on);
        if (!fresh) at->second = std::max(at->second, *row.booked_for_on);
    }
    std::set<Year> returned_years;
    for (const care::ReturnedReview& row : records.returned_reviews.all())
        if (row.held_on) returned_years.insert(year_of(*row.held_on));
    for (std::uint32_t i = 0; i < records.children.size(); ++i) {
        const care::ChildNumber number{i};
        const auto& requirements =
            timetable.of({records.children[i].born_on, records.episodes.of(number),
                          records.reviews.of(number), records.review_details.of(number)});
        const ChildFile file{records, number, timetable,       requirements,
                             rules,   as_at,  stood_down_last, returned_years};
        look_at_child(file, found);
        look_at_returned_rows(file, found);
        look_at_episodes(file, found);
        look_at_reviews(file, found);
        look_at_participation(file, found);
        look_at_allocations(file, found);
    }
    std::stable_sort(findings.begin(), findings.end(),
                     [](const auto& a, const auto& b) { return a.child < b.child; });
    return findings;
}

}  // namespace footprint::findings
