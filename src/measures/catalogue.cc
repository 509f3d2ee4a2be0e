#include "measures/catalogue.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace footprint::measures {

namespace {

constexpr std::string_view handbook = "IRO Handbook (DCSF 2010), annual report";
constexpr std::string_view reg_33 = "SI 2010/959 reg 33; law/reviews.toml";
constexpr std::string_view ssda903 = "SSDA903 guidance; DfE, Children looked after in England";
constexpr std::string_view pn_codes = "SSDA903, participation codes PN0 to PN7";

constexpr auto year_and_parts = Times::year_and_parts;
constexpr auto year_only = Times::year;
constexpr auto last_day = Times::last_day;
constexpr auto month_ends = Times::month_ends;
constexpr auto count = Value::count;
constexpr auto share = Value::share;
constexpr auto ratio = Value::ratio;

constexpr std::string_view blank_left_out =
    "What nobody recorded is left out, and so is what is not yet due.";
constexpr std::string_view truncated_left_out =
    "Children whose care began before the records are left out where the known days do not decide.";

constexpr Measure all[] = {
    // Reviews.
    {"reviews.held",
     Section::reviews,
     year_and_parts,
     count,
     "{Reviews} held",
     "{Reviews} with their first sitting in the time, by kind, mode, officer and team.",
     "",
     handbook,
     reviews::held,
     {{"officer", "officers"}}},
    {"reviews.due", Section::reviews, year_and_parts, count, "{Reviews} due",
     "Requirements whose latest day lies in the time: ordinary, adoption and authorised.",
     "Requirements that lapsed because care ended or another clock took over.", reg_33, reviews::due},
    {"reviews.held_in_time", Section::reviews, year_and_parts, share, "{Reviews} held in time",
     "Of {reviews} held in the time that meet a requirement (short breaks and {reviews} after a disruption "
     "apart): first sitting on or before the latest day. One that meets two is in time when in time for "
     "both.",
     "", reg_33, reviews::held_in_time},
    {"reviews.held_in_time.relaxed",
     Section::reviews,
     year_and_parts,
     share,
     "{Reviews} held in time, with those that the coronavirus rule excused",
     "As {reviews} held in time; late ones that the rule covered and for which a reason is recorded count as "
     "in time.",
     "",
     "SI 2020/445; law/coronavirus.toml",
     reviews::held_in_time_relaxed,
     {},
     true},
    {"reviews.due_in_time", Section::reviews, year_and_parts, share, "{Reviews} due that were held in time",
     "Of requirements due in the time, held or not: met by their latest day.",
     "Lapsed requirements, and those whose latest day has not passed yet.", reg_33, reviews::due_in_time},
    {"reviews.due_in_time.relaxed",
     Section::reviews,
     year_and_parts,
     share,
     "{Reviews} due that were held in time, with those that the coronavirus rule excused",
     "As {reviews} due that were held in time; what the rule covered, with a reason recorded, counts as in "
     "time.",
     "Lapsed requirements, and those whose latest day has not passed yet.",
     "SI 2020/445; law/coronavirus.toml",
     reviews::due_in_time_relaxed,
     {},
     true},
    {"reviews.children_all_in_time", Section::reviews, year_only, share,
     "Children with every {review} in time",
     "Of children looked after on the last day whose first {review} was due before it: every requirement "
     "that "
     "fell due in the year was met. A child with nothing due is met.",
     "", "Former national indicator NI 66", reviews::children_all_in_time},
    {"reviews.late_by_reason",
     Section::reviews,
     year_and_parts,
     count,
     "Late {reviews} by reason",
     "Late {reviews}, by the reason recorded.",
     "",
     handbook,
     reviews::late_by_reason,
     {{"", "late_reasons"}}},
    {"reviews.extra",
     Section::reviews,
     year_and_parts,
     share,
     "Extra {reviews}",
     "Of {reviews} held: brought forward with a reason; or neither first nor second and held long before the "
     "planned day.",
     "",
     "SI 2010/959 reg 33(3)",
     reviews::extra,
     {{"", "brought_forward_reasons"}}},
    {"reviews.stood_down",
     Section::reviews,
     year_and_parts,
     share,
     "Bookings stood down",
     "Of bookings stood down in the time, by reason: rearranged within the timescale.",
     "Bookings for which no requirement waited.",
     handbook,
     reviews::stood_down,
     {{"", "stood_down_reasons"}}},
    {"reviews.mode", Section::reviews, year_and_parts, count, "{Reviews} by mode",
     "{Reviews} held: face to face, virtual, hybrid, or without a meeting.", "", handbook, reviews::mode},
    {"reviews.per_child", Section::reviews, year_only, ratio, "{Reviews} a child",
     "{Reviews} of the children who had one in the year: mean and highest.", "", handbook,
     reviews::per_child},
    {"reviews.chaired_by_child", Section::reviews, year_and_parts, share, "{Reviews} chaired by the child",
     "Of {reviews} of children aged 4 or over: chaired or co-chaired by the child.", blank_left_out, handbook,
     reviews::chaired_by_child},
    // Papers, midways, decisions, contact.
    {"papers.decisions_in_time", Section::reviews, year_and_parts, share, "{Decisions} sent in time",
     "Of {reviews} completed in the time: {decisions} sent within the profile's limit.", blank_left_out,
     "IRO Handbook; law/iro.toml", papers::decisions_in_time},
    {"papers.record_in_time", Section::reviews, year_and_parts, share, "Records complete in time",
     "Of {reviews} completed in the time: record complete within the profile's limit.", blank_left_out,
     "IRO Handbook; law/iro.toml", papers::record_in_time},
    {"papers.record_in_time.shared", Section::reviews, year_and_parts, share, "Records shared in time",
     "Of {reviews} completed in the time: record shared within the profile's limit.", blank_left_out,
     "IRO Handbook; law/iro.toml", papers::record_shared_in_time},
    {"papers.report_before", Section::reviews, year_and_parts, share,
     "Social work report before the {review}",
     "Of {reviews} held: social work report received at least the profile's working days before.",
     blank_left_out, "IRO Handbook; law/iro.toml", papers::report_before},
    {"papers.report_before.care_plan", Section::reviews, year_and_parts, share,
     "Care plan before the {review}",
     "Of {reviews} held: care plan received at least the profile's working days before.", blank_left_out,
     "IRO Handbook; law/iro.toml", papers::care_plan_before},
    {"papers.report_before.shared_with_child", Section::reviews, year_and_parts, share,
     "Report shared with the child before the {review}",
     "Of {reviews} held: report shared with the child by the day.", blank_left_out,
     "IRO Handbook; law/iro.toml", papers::report_shared_with_child},
    {"midway.in_time", Section::reviews, year_and_parts, share, "{Midway checks} done",
     "Of {midway checks} due in the time, half-way between a {review} and the next latest day: done by then.",
     "All, where no {midway checks} are recorded; those not yet due.", handbook, papers::midway_in_time},
    {"decisions.progressed", Section::reviews, year_and_parts, share, "{Decisions} done by their day",
     "Of {decisions} whose due day lies in the time: done by that day.", "{Decisions} not yet due.", handbook,
     papers::decisions_progressed},
    {"decisions.progressed.open", Section::reviews, last_day, count, "{Decisions} open",
     "{Decisions} of {reviews} held that are not done on the day, by the time since their due day.", "",
     handbook, papers::decisions_open},
    {"contact.before_review",
     Section::reviews,
     year_and_parts,
     share,
     "Child spoken to before the {review}",
     "Of {reviews} of children looked after, aged 4 or over: the {IRO} was in contact with the child since "
     "the "
     "{review} before, or saw the child before the meeting; by means. What an officer of another role did is "
     "not counted.",
     blank_left_out,
     "IRO Handbook; SI 2010/959 reg 45",
     papers::contact_before_review,
     {{"", "means"}}},
    {"contact.before_review.alone",
     Section::reviews,
     year_and_parts,
     share,
     "Child spoken to alone before the {review}",
     "As child spoken to before the {review}, and alone.",
     blank_left_out,
     "IRO Handbook; SI 2010/959 reg 45",
     papers::contact_alone,
     {{"", "means"}}},
    // Participation.
    {"participation.by_code",
     Section::participation,
     year_and_parts,
     count,
     "Participation by code",
     "{Reviews} held, by the primary participation code.",
     "",
     pn_codes,
     participation::by_code,
     {{"", "REVIEW_CODE", true}}},
    {"participation.rate", Section::participation, year_and_parts, share, "Participation",
     "Of {reviews} held with code PN1 to PN7: PN1 to PN6 (PN4 by the profile).",
     "{Reviews} without a code, and those of children under 4.", pn_codes, participation::rate},
    {"participation.rate_all_ages", Section::participation, year_and_parts, share,
     "Participation at all ages", "Of {reviews} held with a code: PN0 to PN6.", "{Reviews} without a code.",
     pn_codes, participation::rate_all_ages},
    {"participation.attended_spoke", Section::participation, year_and_parts, share,
     "Children who came and spoke", "Of {reviews} held with a code: PN1.", "{Reviews} without a code.",
     pn_codes, participation::attended_spoke},
    {"participation.children", Section::participation, year_only, share,
     "Children who took part in every {review}",
     "Of children aged 4 or over, looked after on the last day for more than 20 working days, with a "
     "{review} "
     "in the year: PN1 to PN6 at every one.",
     "Children with a {review} without a code, and those whose {reviews} were all before they were 4.",
     pn_codes, participation::children},
    {"participation.no_views", Section::participation, year_and_parts, share,
     "{Reviews} without the child's views", "Of {reviews} held with code PN1 to PN7: PN7, with the reason.",
     "{Reviews} without a code, and those of children under 4.", pn_codes, participation::no_views},
    {"participation.parents", Section::participation, year_and_parts, share, "Parents' participation",
     "Of {reviews} held, parents not excluded with a reason: a parent came or sent views.",
     "{Reviews} for which nobody recorded it, or to which no parent was asked, with a reason.", handbook,
     participation::parents},
    // Caseload and continuity.
    {"caseload.average", Section::caseload, last_day, ratio, "Children a full-time {IRO}",
     "Children looked after with an allocated {IRO}, a full-time post of the {IROs} in post; of the senior "
     "{IROs} "
     "those who have children count.",
     "Children without an {IRO}.", "IRO Handbook: 50 to 70", caseload::average},
    {"caseload.by_officer",
     Section::caseload,
     last_day,
     count,
     "Children by {IRO}",
     "Children allocated, by officer; a full-time post; and weighted by the profile for a recent start, a "
     "distant placement, proceedings, a move in the twelve months, each extra {review} in them, and a plan "
     "of "
     "protection whose conferences the same officer chairs.",
     "",
     "IRO Handbook: 50 to 70",
     caseload::by_officer,
     {{"", "officers"}, {"per_fte", "officers"}, {"weighted", "officers"}}},
    {"caseload.range", Section::caseload, year_only, ratio, "Range of caseloads",
     "Lowest and highest number of children a full-time post, over the caseloads of each {IRO} with children "
     "at each month's end; the whole counts these and says how far the two lie apart.",
     "", "IRO Handbook: 50 to 70", caseload::range},
    {"caseload.joint", Section::caseload, last_day, ratio, "Children a full-time post that chairs both",
     "Of officers who on the day have children looked after as their {IRO} and children with a child "
     "protection plan as chair of their last conference: these children, a full-time post.",
     "", "IRO Handbook: 50 to 70", caseload::joint},
    {"allocation.in_time", Section::caseload, year_and_parts, share, "{IRO} allocated in time",
     "Of children who became looked after in the time: {IRO} allocated within the profile's working days.",
     "Periods that ended within them without an {IRO}; those not yet due; all, where no allocations are "
     "recorded.",
     "IRO Handbook; law/iro.toml", caseload::allocation_in_time},
    {"continuity.same_iro", Section::caseload, last_day, share, "Same {IRO} for twelve months",
     "Of children looked after for the twelve months: one {IRO} throughout.", truncated_left_out, handbook,
     caseload::same_iro},
    {"continuity.workers", Section::caseload, last_day, share, "Two or more changes of {social worker}",
     "Of children looked after for the twelve months: two or more changes of {social worker} in them.",
     truncated_left_out, ssda903, caseload::workers},
    // Numbers and profile.
    {"population.looked_after", Section::numbers, month_ends, count, "Children looked after",
     "Children looked after at the end of the day, short breaks apart.", "", ssda903,
     population::looked_after},
    {"population.rate", Section::numbers, last_day, ratio, "Rate for 10,000 children",
     "Children looked after on the day for 10,000 children aged 0 to 17, by the mid-year estimate of the "
     "year before.",
     "", ssda903, population::rate},
    {"population.started",
     Section::numbers,
     year_and_parts,
     count,
     "Children who started to be looked after",
     "Children, once each by their first start in the time; by legal status, need and age.",
     truncated_left_out,
     ssda903,
     population::started,
     {{"", "LS", true}, {"need", "CIN", true}}},
    {"population.started.periods",
     Section::numbers,
     year_and_parts,
     count,
     "Periods of care that started",
     "Every start in the time; by legal status, need and age.",
     truncated_left_out,
     ssda903,
     population::started_periods,
     {{"", "LS", true}, {"need", "CIN", true}}},
    {"population.ceased",
     Section::numbers,
     year_and_parts,
     count,
     "Children who ceased to be looked after",
     "Children, once each by their last end in the time; by reason.",
     "",
     ssda903,
     population::ceased,
     {{"", "REC", true}}},
    {"population.ceased.periods",
     Section::numbers,
     year_and_parts,
     count,
     "Periods of care that ended",
     "Every end in the time; by reason.",
     "",
     ssda903,
     population::ceased_periods,
     {{"", "REC", true}}},
    {"population.uasc", Section::numbers, last_day, share, "Unaccompanied asylum-seeking children",
     "Of children looked after on the day: in UASC, with no day on which that ceased or a later one.", "",
     ssda903, population::uasc},
    {"population.uasc.arrived", Section::numbers, year_and_parts, count, "Unaccompanied children who arrived",
     "Periods that started in the time of children who were unaccompanied asylum-seekers then.",
     truncated_left_out, ssda903, population::uasc_arrived},
    {"population.uasc.left", Section::numbers, year_and_parts, count,
     "Unaccompanied children taken over by others",
     "Periods of children recorded as unaccompanied that ended in the time because another authority took "
     "over (E3).",
     "", ssda903, population::uasc_left},
    {"population.sex",
     Section::numbers,
     last_day,
     count,
     "Children by sex",
     "Looked after on the day, by sex.",
     "",
     ssda903,
     population::sex,
     {{"", "SEX"}}},
    {"population.age", Section::numbers, last_day, count, "Children by age",
     "Looked after on the day, by age in the DfE's bands, and in the service's own.", "", ssda903,
     population::age},
    {"population.ethnicity",
     Section::numbers,
     last_day,
     count,
     "Children by ethnicity",
     "Looked after on the day, by ethnicity code.",
     "",
     ssda903,
     population::ethnicity,
     {{"", "ETHNIC"}}},
    {"population.group", Section::numbers, last_day, count, "Children by ethnic group",
     "Looked after on the day, by ethnic group.", "", ssda903, population::ethnic_group},
    {"population.disability", Section::numbers, last_day, count, "Children by disability",
     "Looked after on the day, by the disability recorded.", "", handbook, population::disability},
    {"population.legal_status",
     Section::numbers,
     last_day,
     count,
     "Children by legal status",
     "Looked after on the day, by legal status and by group.",
     "",
     ssda903,
     population::legal_status,
     {{"", "LS", true}}},
    {"population.need",
     Section::numbers,
     last_day,
     count,
     "Children by category of need",
     "Looked after on the day, by category of need.",
     "",
     ssda903,
     population::need,
     {{"", "CIN", true}}},
    {"population.time_in_care", Section::numbers, last_day, count, "Children by time in care",
     "Looked after on the day, by the time since the period of care began.", truncated_left_out, handbook,
     population::time_in_care},
    {"population.entry_status",
     Section::numbers,
     year_and_parts,
     count,
     "Entries by legal status",
     "Periods of care that started in the time, by the legal status of their first episode.",
     truncated_left_out,
     ssda903,
     population::entry_status,
     {{"", "LS", true}}},
    // Placements.
    {"placements.type",
     Section::numbers,
     last_day,
     count,
     "Children by placement",
     "Looked after on the day, by type of placement and by group.",
     "",
     ssda903,
     placements::type,
     {{"", "PLACE", true}}},
    {"placements.provider",
     Section::numbers,
     last_day,
     count,
     "Children by provider",
     "Looked after on the day, by the placement's provider.",
     "",
     ssda903,
     placements::provider,
     {{"", "PLACE_PROVIDER"}}},
    {"placements.distance", Section::numbers, last_day, count, "Children by distance from home",
     "Looked after on the day, by miles in a straight line from home to placement.", "", ssda903,
     placements::distance},
    {"placements.distance.over_20", Section::numbers, last_day, share,
     "Children placed over 20 miles from home",
     "Of children looked after on the day whose distance is known: more than 20.0 miles.",
     "Children whose distance is not known.", ssda903, placements::over_20},
    {"placements.area",
     Section::numbers,
     last_day,
     count,
     "Children by area of placement",
     "Looked after on the day, placed inside the authority or outside, by the area of the placement.",
     "",
     ssda903,
     placements::area,
     {{"area", "AREA"}}},
    {"stability.three_or_more", Section::numbers, last_day, share, "Three or more placements in the year",
     "Of children looked after on the day: three or more placements that overlap the year. Temporary stays, "
     "the return from one to the same place, and changes with the same carer are not counted.",
     truncated_left_out, ssda903, placements::three_or_more},
    {"stability.long_term", Section::numbers, last_day, share, "Long-term stability",
     "Of children under 16 looked after on the day, for two and a half years or more: with the same carer "
     "for two years or more, or placed for adoption and together with the placement before.",
     truncated_left_out, ssda903, placements::long_term},
    {"stability.long_term_fostering", Section::numbers, last_day, share, "Long-term fostering as planned",
     "Of children looked after on the day whose permanence plan is long-term fostering: placed in it (U1, "
     "U4).",
     "", handbook, placements::long_term_fostering},
    {"missing.children", Section::numbers, year_and_parts, count, "Children who went missing",
     "Children with an episode of being missing or away that began in the time, once each.", "", ssda903,
     placements::missing_children},
    {"missing.episodes",
     Section::numbers,
     year_and_parts,
     count,
     "Episodes of going missing",
     "Episodes of being missing (M) or away without authorisation (A) that began in the time.",
     "",
     ssda903,
     placements::missing_episodes,
     {{"", "MISSING"}}},
    // Leaving care and permanence.
    {"leaving.by_reason", Section::leaving, year_and_parts, count, "Where children went who left care",
     "Children whose care ceased in the time, once each by their last end; by what became of them, the "
     "reasons of the return (REC) put together. Who turned 18 with no end recorded stands apart.",
     "", ssda903, leaving::by_reason},
    {"leaving.sgo", Section::leaving, year_and_parts, share, "Left care with special guardians",
     "Of children whose care ceased in the time: a special guardianship order was made (E43 to E48).", "",
     ssda903, leaving::sgo},
    {"leaving.cao", Section::leaving, year_and_parts, share, "Left care by a child arrangements order",
     "Of children whose care ceased in the time: a child arrangements order was made (E41).", "", ssda903,
     leaving::cao},
    {"leaving.adopted", Section::leaving, year_and_parts, share, "Left care by adoption",
     "Of children whose care ceased in the time: adopted (E11, E12).", "", ssda903, leaving::adopted},
    {"adoption.order_after_adm", Section::leaving, year_only, count,
     "Adoption orders by time since the decision",
     "Adoption orders of the year, by months since the agency's decision that the child should be placed: "
     "the "
     "latest up to the order, out of the steps towards permanence, else the return.",
     "Children of whom no decision is known.", ssda903, leaving::order_after_adm},
    {"adoption.placed_12_months", Section::leaving, year_only, share,
     "Placed for adoption within 12 months of the decision",
     "Of children placed for adoption in the year, once each by the first such placement in it: within 12 "
     "months of the agency's decision.",
     "Children of whom no decision is known, and who may have been placed before the records begin.", ssda903,
     leaving::placed_12_months},
    {"permanence.by_second_review", Section::leaving, year_and_parts, share,
     "Permanence plan agreed by the second {review}",
     "Of second {reviews} held in the time: a permanence plan of this period of care was agreed on or before "
     "the day.",
     "All, where no agreed plans are recorded.",
     "SI 2010/959 reg 5(1)(a); Children Act 1989 guidance, volume 2", leaving::by_second_review},
    {"section_20.long", Section::leaving, last_day, share, "Accommodated under section 20 for long",
     "Of children looked after under section 20 (V2) on the day: without a break for more than the profile's "
     "months; by age.",
     truncated_left_out, "Children Act 1989 s 20; IRO Handbook", leaving::section_20},
};

Question question_of(const Cohort& cohort, const practice::Profile& profile, Census& census,
                     const Time& time) {
    return {cohort, profile, census, time, std::min(time.last, cohort.as_at())};
}

std::vector<Figure> figures_of(const Measure& measure, const Question& question) {
    Tally tally;
    measure.work_out(question, tally);
    if (measure.only_where_any && tally.is_empty()) return {};
    return tally.figures(measure.id, printed(question.time), measure.value == Value::share);
}

}  // namespace

std::string_view printed(Section section) {
    constexpr std::array<std::string_view, 5> names = {"Reviews", "Participation", "Caseload and continuity",
                                                       "Numbers and profile", "Leaving care and permanence"};
    return names.at(static_cast<std::size_t>(section));
}

std::span<const Measure> catalogue() {
    return all;
}

const Measure* find_measure(std::string_view id) {
    const auto found = std::find_if(std::begin(all), std::end(all),
                                    [&](const Measure& measure) { return measure.id == id; });
    return found == std::end(all) ? nullptr : &*found;
}

std::vector<Time> times_of(const Measure& measure, Year year, Day as_at) {
    std::vector<Time> times;
    if (year.first_day() > as_at) return times;
    if (measure.times == Times::last_day) {
        times.push_back(on(std::min(year.last_day(), as_at)));
    } else if (measure.times == Times::month_ends) {
        for (const Time& month : months_of(year))
            if (month.last <= as_at) times.push_back(on(month.last));
        if (as_at < year.last_day() && (times.empty() || times.back().last < as_at))
            times.push_back(on(as_at));
    } else {
        times.push_back(whole(year));
        if (measure.times == Times::year_and_parts) {
            for (const Time& part : quarters_of(year)) times.push_back(part);
            for (const Time& part : months_of(year)) times.push_back(part);
        }
    }
    std::erase_if(times, [&](const Time& time) { return time.first > as_at; });
    return times;
}

std::vector<Figure> work_out(const Measure& measure, const Cohort& cohort, const practice::Profile& profile,
                             const Time& time) {
    Census census(cohort);
    return figures_of(measure, question_of(cohort, profile, census, time));
}

std::vector<Figure> work_out_year(const Cohort& cohort, const practice::Profile& profile, Year year) {
    std::vector<Figure> figures;
    Census census(cohort);
    for (const Measure& measure : all) {
        for (const Time& time : times_of(measure, year, cohort.as_at())) {
            auto some = figures_of(measure, question_of(cohort, profile, census, time));
            std::move(some.begin(), some.end(), std::back_inserter(figures));
        }
    }
    return figures;
}

std::vector<Behind> open_figure(const Measure& measure, const Cohort& cohort,
                                const practice::Profile& profile, const Time& time, const Opened& opened) {
    Tally tally(opened);
    Census census(cohort);
    measure.work_out(question_of(cohort, profile, census, time), tally);
    std::vector<Behind> behind = tally.behind();
    std::sort(behind.begin(), behind.end());
    return behind;
}

Problem unknown_measure(std::string_view id) {
    std::vector<std::string> known;
    for (const Measure& measure : all) known.emplace_back(measure.id);
    const std::string near = nearest(id, known);
    std::string message = "There is no measure '" + std::string(id) + "'.";
    message += near.empty() ? " See docs/measures.md for their names." : " Did you mean '" + near + "'?";
    return {Problem::Kind::not_found, {}, std::move(message)};
}

}  // namespace footprint::measures
