#!/usr/bin/env python3
"""The measures, worked out a second time from their page, plainly and slowly.

    measures.py FOLDER --year 2024-25 --as-at 2025-03-31 [--measure reviews.due]

prints one JSON object a figure. It shares no line with the program that it is held against. Requirements come from
timetable.py; where the page can be read in two ways, the reading is a name in READINGS.
"""
import argparse
import calendar
import datetime
import json
import sys

sys.dont_write_bytecode = True  # the checkout stays as it was

import timetable
from calendar_tables import FAR, turn_months
from folder import read_day
from records import Records, gather

DUE_CLOCKS = ("ordinary", "adoption", "adoption_authorised")
FIRST_LAW = datetime.date(2011, 4, 1)   # a requirement due before is never counted
LIMITS = {"allocation": 5, "decisions_sent": 5, "record_completed": 15, "record_shared": 20, "report_before": 3,
          "extra_review_days": 28}
NOT_RECORDED = "not_recorded"

READINGS = {
    # An authorised requirement that lapsed makes no pair: the ordinary one beside it stands.
    "lapsed_authorised_makes_no_pair": True,
    # Of a child who is 4 by now the reviews before that birthday, PN0, say nothing of taking part.
    "pn0_is_set_aside": True,
    # A paper of which nobody wrote down when it went out is unknown, not late.
    "blank_paper_is_late": False,
    # Short breaks keep a child out of the twelve-months cohort only when they fall into the twelve months.
    "short_break_ever_leaves_cohort": False,
}


def months_before(day, count):
    """The same day of the month so many months earlier; the month's last day where there is none."""
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class Time:
    def __init__(self, name, first, last):
        self.name = name
        self.first = first
        self.last = last

    def holds(self, day):
        return day is not None and self.first <= day <= self.last


def month_time(year, month):
    """2010-11 is the name of a year, so that November of 2010 is named by its days."""
    first = datetime.date(year, month, 1)
    last = datetime.date(year, month, calendar.monthrange(year, month)[1])
    of_a_year = (year + 1) % 100 == month
    return Time(f"{first}/{last}" if of_a_year else f"{year}-{month:02d}", first, last)


def year_time(text):
    year = int(text[:4])
    return Time(text, datetime.date(year, 4, 1), datetime.date(year + 1, 3, 31))


def months_of(text):
    year = int(text[:4])
    return [month_time(year, month) for month in range(4, 13)] + [month_time(year + 1, m) for m in (1, 2, 3)]


def times_of(when, text, as_at):
    """The times for which a measure is printed when a year is asked for; none that begins after the day."""
    year, months = year_time(text), months_of(text)
    if when == "year":
        times = [year]
    elif when == "parts":
        quarters = [Time(f"{text}-Q{n + 1}", months[3 * n].first, months[3 * n + 2].last) for n in range(4)]
        times = [year] + quarters + months
    else:
        parts = [year] if when == "last_day" else months
        days = [(part.first, min(part.last, as_at)) for part in parts if part.first <= as_at]
        return [Time(day.isoformat(), day, day) for _, day in days]
    return [time for time in times if time.first <= as_at]


class Tally:
    """Who is counted, who met it, who is left out, and who stands behind each."""

    def __init__(self):
        self.rows = {("", ""): []}      # (column, row) -> [(child, day, met)]
        self.left_out = {}              # reason -> [(child, day)]
        self.stated = {}                # (column, row) -> (of, met, value)

    def count(self, child, met=True, day=None):
        self.rows[("", "")].append((child.name, day, met))

    def count_in(self, column, row, child, met=True, day=None):
        self.rows.setdefault((column, row or NOT_RECORDED), []).append((child.name, day, met))

    def leave_out(self, reason, child, day=None):
        self.left_out.setdefault(reason, []).append((child.name, day))

    def state(self, column, row, of, met, value):
        self.stated[(column, row)] = (of, met, value)


CATALOGUE = {}


def measure(name, when, kind="count"):
    def enter(work_out):
        CATALOGUE[name] = (when, kind, work_out)
        return work_out
    return enter


class Question:
    def __init__(self, records, time):
        self.records = records
        self.time = time
        self.as_at = records.as_at
        self.on = min(time.last, records.as_at)

    def reviews(self):
        return [review for review in self.records.reviews if self.time.holds(review.day)]


def work_out(name, records, time):
    tally = Tally()
    CATALOGUE[name][2](Question(records, time), tally)
    return tally


def figures(name, records, time):
    """The rows as the program prints them: {(column, row): (of, met, value, left_out)}."""
    kind = CATALOGUE[name][1]
    tally = work_out(name, records, time)
    result = {}
    for key, counted in tally.rows.items():
        of, met = len(counted), sum(1 for one in counted if one[2])
        if kind == "share":
            result[key] = (of, met, 100 * met / of if of else None, {})
        else:
            result[key] = (of, None, of, {})
    for key, (of, met, value) in tally.stated.items():
        result[key] = (of, met, value, {})
    of, met, value, _ = result[("", "")]
    result[("", "")] = (of, met, value, {reason: len(who) for reason, who in tally.left_out.items()})
    return result


# ------------------------------------------------------------------------------------------------- terms

def age_on(child, day):
    """Completed years; a child of 29 February has its birthday on 1 March in other years. None: not known.

    Nor is it known of a child who would not have been born yet.
    """
    if child.born is None or day < child.born:
        return None
    return day.year - child.born.year - ((day.month, day.day) < (child.born.month, child.born.day))


def period_on(child, day):
    """The period of care that holds on the day; of two that overlap the one that began first."""
    found = [period for period in child.periods if period.start <= day < period.end]
    return found[0] if found else None


def episode_on(child, day):
    """The episode in which the child is looked after at the end of the day; of two the one that began last."""
    period = period_on(child, day)
    if period is None:
        return None
    open_ones = [one for one in period.episodes if one.decom <= day and (one.dec is None or one.dec > day)]
    return open_ones[-1]


def start_unknown(period):
    return period.episodes[0].rne != "S"


def looked_after(records, day):
    """(child, episode) of those looked after on the day."""
    for child in records.children:
        episode = episode_on(child, day)
        if episode is not None:
            yield child, episode


def state(requirement, child, as_at):
    return timetable.state_of(requirement, child, as_at)


def due_of_child(child, as_at):
    """The requirements that measures count; of an authorised one and the ordinary one beside it the earlier."""
    paired = set()
    for one in child.requirements:
        if one.beside is not None and not (READINGS["lapsed_authorised_makes_no_pair"]
                                           and state(one, child, as_at) == "lapsed"):
            paired.add(id(one.beside))
    return [one for one in child.requirements
            if one.clock in DUE_CLOCKS and one.latest >= FIRST_LAW and id(one) not in paired]


def met_by(review, clocks=DUE_CLOCKS):
    """The requirements that the review meets."""
    return [one for one in review.child.requirements
            if one.review is not None and one.review.day == review.day and one.clock in clocks
            and one.latest >= FIRST_LAW]


def is_relaxed(requirement, child, as_at):
    return state(requirement, child, as_at) == "relaxed"


# ------------------------------------------------------------------------------------------------ reviews

def naming(review):
    """The requirement by which a review is named: of the ordinary or adoption clock, if it meets one."""
    meets = sorted(met_by(review), key=lambda one: (one.clock == "adoption_authorised", one.latest))
    return meets[0] if meets else None


def kind_of_review(review):
    named = naming(review)
    if named is not None:
        return named.kind()
    of_short_breaks = any(one.clock == "short_breaks" and one.review is not None
                          and one.review.day == review.day for one in review.child.requirements)
    return "short_breaks" if of_short_breaks else "no_requirement"


@measure("reviews.held", "parts")
def reviews_held(question, tally):
    for review in question.reviews():
        tally.count(review.child, True, review.day)
        officer = review.text("officer")
        team = question.records.officers.get(officer, {}).get("team", "")
        tally.count_in("", kind_of_review(review), review.child, True, review.day)
        tally.count_in("mode", review.text("mode"), review.child, True, review.day)
        tally.count_in("officer", officer, review.child, True, review.day)
        tally.count_in("team", team, review.child, True, review.day)


def due_in(question):
    for child in question.records.children:
        for one in due_of_child(child, question.as_at):
            if question.time.holds(one.latest):
                yield child, one, state(one, child, question.as_at)


@measure("reviews.due", "parts")
def reviews_due(question, tally):
    for child, one, standing in due_in(question):
        if standing == "lapsed":
            tally.leave_out("lapsed", child, one.latest)
        else:
            tally.count(child, True, one.latest)


def held_in_time(question, tally, relaxed_counts):
    for review in question.reviews():
        meets = met_by(review)
        if meets:
            good = ("met", "relaxed") if relaxed_counts else ("met",)
            in_time = all(state(one, review.child, question.as_at) in good for one in meets)
            tally.count(review.child, in_time, review.day)


@measure("reviews.held_in_time", "parts", "share")
def reviews_held_in_time(question, tally):
    held_in_time(question, tally, False)


@measure("reviews.held_in_time.relaxed", "parts", "share")
def reviews_held_in_time_relaxed(question, tally):
    """Printed only where the coronavirus rule excused a review."""
    if any(is_relaxed(one, review.child, question.as_at) for review in question.reviews()
           for one in met_by(review)):
        held_in_time(question, tally, True)


def due_in_time(question, tally, relaxed_counts):
    for child, one, standing in due_in(question):
        if standing == "lapsed":
            tally.leave_out("lapsed", child, one.latest)
        elif standing == "pending":
            tally.leave_out("not_yet_due", child, one.latest)
        else:
            met = standing == "met" or (relaxed_counts and standing == "relaxed")
            tally.count(child, met, one.latest)


@measure("reviews.due_in_time", "parts", "share")
def reviews_due_in_time(question, tally):
    due_in_time(question, tally, False)


@measure("reviews.due_in_time.relaxed", "parts", "share")
def reviews_due_in_time_relaxed(question, tally):
    if any(standing == "relaxed" for _, _, standing in due_in(question)):
        due_in_time(question, tally, True)


@measure("reviews.children_all_in_time", "year", "share")
def reviews_children_all_in_time(question, tally):
    for child, _ in looked_after(question.records, question.on):
        period = period_on(child, question.on)
        if question.records.working_days.after(period.start, 20) >= question.on:
            continue
        fell_due = [state(one, child, question.as_at) for one in child.requirements
                    if one.clock in DUE_CLOCKS and one.latest >= FIRST_LAW and question.time.holds(one.latest)]
        fell_due = [standing for standing in fell_due if standing not in ("lapsed", "pending")]
        tally.count(child, all(standing == "met" for standing in fell_due))


@measure("reviews.late_by_reason", "parts")
def reviews_late_by_reason(question, tally):
    for review in question.reviews():
        meets = met_by(review)
        if any(state(one, review.child, question.as_at) != "met" for one in meets):
            tally.count(review.child, True, review.day)
            tally.count_in("", review.text("late_reason"), review.child, True, review.day)


def is_extra(review):
    lead = datetime.timedelta(weeks=2)  # of the standard profile, for a review that is neither first nor second
    long_before = datetime.timedelta(days=LIMITS["extra_review_days"])
    named = naming(review)
    early = (named is not None and named.kind() == "later"
             and named.latest - lead - review.day > long_before)
    return bool(review.text("brought_forward_reason")) or early


@measure("reviews.extra", "parts", "share")
def reviews_extra(question, tally):
    for review in question.reviews():
        tally.count(review.child, is_extra(review), review.day)
        if is_extra(review):
            tally.count_in("", review.text("brought_forward_reason"), review.child, True, review.day)


@measure("reviews.mode", "parts")
def reviews_mode(question, tally):
    for review in question.reviews():
        tally.count(review.child, True, review.day)
        tally.count_in("", review.text("mode"), review.child, True, review.day)


@measure("reviews.per_child", "year", "ratio")
def reviews_per_child(question, tally):
    held = {}
    for review in question.reviews():
        if review.child.name not in held:
            tally.count(review.child)
        held.setdefault(review.child.name, []).append(review)
    most = max((len(some) for some in held.values()), default=0)
    reviews = sum(len(some) for some in held.values())
    tally.state("", "", len(held), reviews, reviews / len(held) if held else None)
    if held:
        tally.state("", "highest", len(held), most, most)


def stood_down_requirement(review_name, booked, question):
    """What the booking was for: what its review met, else the earliest that waited on the day booked for."""
    held = question.records.by_review.get(review_name)
    if held is not None:
        meets = met_by(held)
    else:
        child = question.records.by_name[question.records.details[review_name]["child"]]
        meets = [one for one in child.requirements if one.clock in DUE_CLOCKS and one.latest >= FIRST_LAW
                 and one.triggered_by <= booked
                 and (one.review.day >= booked if one.review else one.closed > booked)]
    return min(meets, key=lambda one: one.latest) if meets else None


@measure("reviews.stood_down", "parts", "share")
def reviews_stood_down(question, tally):
    records = question.records
    for row, day in records.dated("stood_down", "stood_down"):
        if not question.time.holds(day) or row["review"] not in records.details:
            continue
        child = records.by_name[records.details[row["review"]]["child"]]
        requirement = stood_down_requirement(row["review"], read_day(row["booked_for"]) or day, question)
        if requirement is None:
            tally.leave_out("no_requirement", child, day)
            continue
        rearranged = read_day(row["rearranged_for"])
        in_timescale = rearranged is not None and rearranged <= requirement.latest
        tally.count(child, in_timescale, day)
        tally.count_in("", row["reason"], child, in_timescale, day)


@measure("reviews.chaired_by_child", "parts", "share")
def reviews_chaired_by_child(question, tally):
    for review in question.reviews():
        age = age_on(review.child, review.day)
        if age is None:
            tally.leave_out("age_not_recorded", review.child, review.day)
        elif age >= 4:
            chaired = review.text("chaired")
            if chaired:
                tally.count(review.child, chaired in ("co", "yes"), review.day)
                tally.count_in("", chaired, review.child, chaired in ("co", "yes"), review.day)
            else:
                tally.leave_out(NOT_RECORDED, review.child, review.day)


# ------------------------------------------------------------------------------------------------- papers

def sent_after(question, tally, column, working_days):
    """Papers that are due so many working days after the review was completed."""
    for review in question.records.reviews:
        if not question.time.holds(review.completed) or review.completed > question.as_at:
            continue
        limit = question.records.working_days.after(review.completed, working_days)
        sent = review.day_of(column, question.as_at)
        if sent is not None:
            tally.count(review.child, sent <= limit, review.day)
        elif limit >= question.as_at:
            tally.leave_out("not_yet_due", review.child, review.day)
        elif READINGS["blank_paper_is_late"]:
            tally.count(review.child, False, review.day)
        else:
            tally.leave_out(NOT_RECORDED, review.child, review.day)


def there_before(question, tally, column, working_days):
    """Papers that must be there so many working days before the review."""
    for review in question.reviews():
        there = review.day_of(column, question.as_at)
        if there is None:
            tally.leave_out(NOT_RECORDED, review.child, review.day)
        else:
            limit = question.records.working_days.before(review.day, working_days)
            tally.count(review.child, there <= limit, review.day)


for paper, about in (("decisions_in_time", "decisions_sent"), ("record_in_time", "record_completed"),
                     ("record_in_time.shared", "record_shared")):
    measure("papers." + paper, "parts", "share")(
        lambda question, tally, about=about: sent_after(question, tally, about, LIMITS[about]))
for paper, about, before in (("report_before", "report_received", LIMITS["report_before"]),
                             ("report_before.care_plan", "care_plan_received", LIMITS["report_before"]),
                             ("report_before.shared_with_child", "report_shared_with_child", 0)):
    measure("papers." + paper, "parts", "share")(
        lambda question, tally, about=about, before=before: there_before(question, tally, about, before))


def midways_due(child, as_at):
    """(the review's day, the day due) of each midway: half-way between a review and the next latest day."""
    for one in child.requirements:
        if one.clock not in ("ordinary", "adoption") or one.trigger != "review_completed":
            continue
        latest, closed = one.latest, one.closed
        for other in child.requirements:
            if other.beside is one and state(other, child, as_at) != "lapsed":
                latest = min(latest, other.latest)
        if latest < FIRST_LAW:
            continue
        due = one.triggered_by + datetime.timedelta(days=((latest - one.triggered_by).days + 1) // 2)
        next_review = one.review.day if one.review else FAR
        if next_review >= due and closed > due and period_on(child, due) is not None:
            yield one.triggered_by, due


@measure("midway.in_time", "parts", "share")
def midway_in_time(question, tally):
    held = {}
    for row, day in question.records.dated("midways", "held"):
        held.setdefault(row["child"], []).append(day)
    for child in question.records.children:
        for since, due in midways_due(child, question.as_at):
            if not question.time.holds(due):
                continue
            if not question.records.tables["midways"]:
                tally.leave_out(NOT_RECORDED, child, due)
            elif any(since < day <= due for day in held.get(child.name, [])):
                tally.count(child, True, due)
            elif due >= question.as_at:
                tally.leave_out("not_yet_due", child, due)
            else:
                tally.count(child, False, due)


def decisions_taken(question, by):
    """(row, the review's row, child, day due, day done) of decisions of reviews held by the day."""
    for row in question.records.tables["decisions"]:
        review = question.records.details.get(row["review"])
        if review is None:
            continue
        held = read_day(review["held"])
        if held is None or held > by:
            continue
        done = read_day(row["done"])
        yield question.records.by_name[review["child"]], held, read_day(row["due"]), done


@measure("decisions.progressed", "parts", "share")
def decisions_progressed(question, tally):
    for child, _, due, done in decisions_taken(question, question.as_at):
        if not question.time.holds(due):
            continue
        in_time = done is not None and done <= due and done <= question.as_at
        if not in_time and due >= question.as_at:
            tally.leave_out("not_yet_due", child, due)
        else:
            tally.count(child, in_time, due)


@measure("decisions.progressed.open", "last_day")
def decisions_open(question, tally):
    on = question.on
    for child, held, due, done in decisions_taken(question, on):
        if done is not None and done <= on:
            continue
        if due is None:
            row = NOT_RECORDED
        elif due >= on:
            row = "not_yet_due"
        elif turn_months(due, 1) > on:
            row = "under_1_month"
        elif turn_months(due, 3) > on:
            row = "1_to_3_months"
        else:
            row = "3_to_6_months" if turn_months(due, 6) > on else "over_6_months"
        tally.count(child, True, held)
        tally.count_in("", row, child, True, held)


def contacts_before(review, rows):
    """The contacts since the review before, or since care began where that is later, up to this review."""
    own = [period for period in review.child.periods if period.start <= review.day <= period.end]
    if any(period.end == review.day for period in own):     # it belongs to the one that ends, not to the next
        own = [period for period in own if period.start < review.day]
    start = max((period.start for period in own), default=None)
    earlier = [other.day for other in review.child.held if other.day < review.day]
    for row in rows:
        on = read_day(row["on"])
        if on is None or on > review.day or (earlier and on <= max(earlier)) or (start and on < start):
            continue
        yield on, row


def by_iro(records, contact):
    """Unless it names an officer of another role."""
    officer = records.officers.get(contact["officer"], {"role": ""})
    return officer["role"] in ("", "iro", "senior_iro")


def contact_before(question, tally, alone):
    records = question.records
    for review in question.reviews():
        child, age = review.child, age_on(review.child, review.day)
        day_before = review.day - datetime.timedelta(days=1)
        if period_on(child, review.day) is None and period_on(child, day_before) is None:
            continue
        if age is None:
            tally.leave_out("age_not_recorded", child, review.day)
            continue
        if age < 4:
            continue
        rows = [row for row in records.tables["contacts"] if row["child"] == child.name and by_iro(records, row)]
        found = [(on, row) for on, row in contacts_before(review, rows) if not alone or row["alone"] == "yes"]
        seen = review.text("child_seen_alone" if alone else "child_seen")
        if found:   # by the latest whose means are known
            known = [row["means"] for _, row in sorted(found, key=lambda one: one[0]) if row["means"]]
            means = known[-1] if known else NOT_RECORDED
        else:
            means = "seen_before_review"
        if not found and not seen and not records.tables["contacts"]:
            tally.leave_out(NOT_RECORDED, child, review.day)
            continue
        spoke = bool(found) or seen == "yes"
        tally.count(child, spoke, review.day)
        if spoke:
            tally.count_in("", means, child, True, review.day)


@measure("contact.before_review", "parts", "share")
def contact_before_review(question, tally):
    contact_before(question, tally, False)


@measure("contact.before_review.alone", "parts", "share")
def contact_before_review_alone(question, tally):
    contact_before(question, tally, True)


# ------------------------------------------------------------------------------------------ participation

TOOK_PART = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6")


@measure("participation.by_code", "parts")
def participation_by_code(question, tally):
    for review in question.reviews():
        tally.count(review.child, True, review.day)
        tally.count_in("", review.code, review.child, True, review.day)


def of_codes(question, tally, left_out, met):
    for review in question.reviews():
        if not review.code:
            tally.leave_out(NOT_RECORDED, review.child, review.day)
        elif review.code in left_out:
            tally.leave_out("under_4", review.child, review.day)
        else:
            tally.count(review.child, review.code in met, review.day)


@measure("participation.rate", "parts", "share")
def participation_rate(question, tally):
    of_codes(question, tally, ("PN0",), TOOK_PART)


@measure("participation.rate_all_ages", "parts", "share")
def participation_rate_all_ages(question, tally):
    of_codes(question, tally, (), TOOK_PART + ("PN0",))


@measure("participation.attended_spoke", "parts", "share")
def participation_attended_spoke(question, tally):
    of_codes(question, tally, (), ("PN1",))


@measure("participation.children", "year", "share")
def participation_children(question, tally):
    for child, _ in looked_after(question.records, question.on):
        age = age_on(child, question.on)
        start = period_on(child, question.on).start
        if (age is not None and age < 4) or question.records.working_days.after(start, 20) >= question.on:
            continue
        codes = [review.code for review in child.held if question.time.holds(review.day)]
        if not codes:
            continue
        counted = [code for code in codes if code != "PN0"] if READINGS["pn0_is_set_aside"] else codes
        if age is None:
            tally.leave_out("age_not_recorded", child)
        elif not counted:
            tally.leave_out("under_4", child)
        elif all(code in TOOK_PART or not code for code in counted) and "" in counted:
            tally.leave_out(NOT_RECORDED, child)
        else:
            tally.count(child, all(code in TOOK_PART for code in counted))


@measure("participation.no_views", "parts", "share")
def participation_no_views(question, tally):
    of_codes(question, tally, ("PN0",), ("PN7",))
    for review in question.reviews():
        if review.code == "PN7":
            tally.count_in("", review.text("not_attended_reason"), review.child, True, review.day)


@measure("participation.parents", "parts", "share")
def participation_parents(question, tally):
    rows = gather(question.records.tables["attendance"], "review")
    for review in question.reviews():
        parents = [row for row in rows.get(review.text("review"), []) if row["party"] in ("mother", "father")]
        asked = [row for row in parents if not row["not_invited_reason"]]
        if any("yes" in (row["attended"], row["views"]) for row in parents):
            tally.count(review.child, True, review.day)
        elif not parents or any((row["attended"], row["views"]) == ("", "") for row in asked):
            tally.leave_out(NOT_RECORDED, review.child, review.day)
        elif not asked:
            tally.leave_out("not_asked", review.child, review.day)
        else:
            tally.count(review.child, False, review.day)


# ---------------------------------------------------------------------------------- caseload and continuity

def iro_on(records, child, day):
    """The IRO to whom the child is allocated; of several the one allocated last."""
    rows = [row for row in records.allocations.get(child.name, []) if row.start <= day < row.end]
    return rows[-1].officer if rows else None


def in_post(officer, day):
    started, ended = read_day(officer["started"]), read_day(officer["ended"])
    return (started is None or started <= day) and (ended is None or ended > day)


def iros_in_post(records, day, with_children):
    """Those in post; one who is away counts, unless somebody covers; a senior one who has children."""
    covered = {row["officer"] for row in records.tables["absences"]
               if row["covered_by"] and read_day(row["from"]) and read_day(row["from"]) <= day
               and (read_day(row["until"]) or FAR) >= day}
    return [row for row in records.tables["officers"]
            if (row["role"] == "iro" or row["role"] == "senior_iro" and row["officer"] in with_children)
            and in_post(row, day) and row["officer"] not in covered]


@measure("caseload.average", "last_day", "ratio")
def caseload_average(question, tally):
    with_children = set()
    for child, _ in looked_after(question.records, question.on):
        officer = iro_on(question.records, child, question.on)
        if officer:
            tally.count(child)
            with_children.add(officer)
        else:
            tally.leave_out("no_iro", child)
    children = len(tally.rows[("", "")])
    hours = [row["fte"] for row in iros_in_post(question.records, question.on, with_children)]
    posts = sum(float(one) for one in hours if one)
    known = posts > 0 and all(hours)
    tally.state("", "", posts, children, children / posts if known else None)


def plan_chair(records, child, day):
    """Who chaired the last conference of a child with a plan on the day; None where there is no plan."""
    rows = [row for row in records.tables["conferences"] if row["child"] == child.name]
    plans = [row for row in rows if read_day(row["plan_started"]) and read_day(row["plan_started"]) <= day
             and (read_day(row["plan_ended"]) or FAR) > day]
    held = [row for row in rows if row["officer"] and read_day(row["held"]) and read_day(row["held"]) <= day]
    held.sort(key=lambda row: (read_day(row["held"]), row["conference"]))
    return (held[-1]["officer"] if held else "") if plans else None


def weight_of(question, child, officer):
    """By the weights of the standard profile, as far as the records tell of them."""
    on, period = question.on, period_on(child, question.on)
    weight = 1.0 + (0.25 if (miles_of(question, episode_on(child, on)) or 0) > 20.0 else 0)
    if turn_months(period.start, 3) > on:
        weight += 0.5
    if episode_on(child, on).ls == "C1":
        weight += 0.25
    if plan_chair(question.records, child, on) == officer:
        weight += 1.0
    moves = [one for one in period.episodes[1:] if one.rne in ("P", "B") and one.decom <= on
             and one.decom > months_before(on, 12)]
    extra = [review for review in child.held if months_before(on, 12) < review.day <= on and is_extra(review)]
    return weight + (0.25 if moves else 0) + 0.1 * len(extra) + (0.1 if siblings_apart(question, child) else 0)


def siblings_apart(question, child):
    """Whether a brother or sister is looked after on the day in another place; both places are known."""
    rows = question.records.tables["siblings"]
    families = {row["family"] for row in rows if row["child"] == child.name}
    names = {row["child"] for row in rows if row["family"] in families} - {child.name}
    here = episode_on(child, question.on).placed_at.replace(" ", "")
    for name in sorted(names):
        episode = episode_on(question.records.by_name[name], question.on)
        there = episode.placed_at.replace(" ", "") if episode is not None else ""
        if here and there and here != there:
            return True
    return False


@measure("caseload.by_officer", "last_day")
def caseload_by_officer(question, tally):
    weighted, counted = {}, {}
    for child, _ in looked_after(question.records, question.on):
        officer = iro_on(question.records, child, question.on)
        tally.count(child)
        for column in ("", "per_fte", "weighted") if officer else ("",):
            tally.count_in(column, officer, child)
        if officer:
            counted[officer] = counted.get(officer, 0) + 1
            weighted[officer] = weighted.get(officer, 0) + weight_of(question, child, officer)
    for officer, children in counted.items():
        posts = float(question.records.officers[officer]["fte"] or 0)
        tally.state("per_fte", officer, posts, children, children / posts if posts else None)
        tally.state("weighted", officer, children, weighted[officer], weighted[officer])


@measure("caseload.range", "year", "ratio")
def caseload_range(question, tally):
    """Officers without a child on the day are not looked at. The ends open to their children: of several the first."""
    records, loads = question.records, []
    for month in months_of(question.time.name):
        if month.last > question.as_at:
            continue
        children = {}
        for child, _ in looked_after(records, month.last):
            children.setdefault(iro_on(records, child, month.last), []).append((child, month.last))
        for row in sorted(records.tables["officers"], key=lambda row: row["officer"]):
            posts, own = float(row["fte"] or 0), children.get(row["officer"], [])
            if in_post(row, month.last) and posts > 0 and own:
                loads.append((len(own) / posts, posts, own))
    if not loads:
        for end in ("", "lowest", "highest"):
            tally.state("", end, 0, None, None)
        return
    ends = {"lowest": min(loads, key=lambda load: load[0]), "highest": max(loads, key=lambda load: load[0])}
    for end, (ratio, posts, own) in ends.items():
        for child, day in own:
            if end == "lowest" or ends["highest"] is not ends["lowest"]:
                tally.count(child, True, day)  # behind the whole a child stands once, though both ends be one
            tally.count_in("", end, child, True, day)
        tally.state("", end, posts, len(own), ratio)
    tally.state("", "", len(loads), None, ends["highest"][0] - ends["lowest"][0])


@measure("caseload.joint", "last_day", "ratio")
def caseload_joint(question, tally):
    records, day = question.records, question.on
    own, planned = {}, {}
    for child, _ in looked_after(records, day):
        own.setdefault(iro_on(records, child, day), []).append(child)
    for child in records.children:
        planned.setdefault(plan_chair(records, child, day), []).append(child)
    both = [row for row in records.tables["officers"]
            if in_post(row, day) and row["officer"] in own and row["officer"] in planned]
    posts = sum(float(row["fte"] or 0) for row in both)
    known = posts > 0 and all(row["fte"] for row in both) and bool(records.tables["conferences"])
    everybody = set()
    for name, those in (("looked_after", own), ("plan", planned)):
        children = [child for row in both for child in those[row["officer"]]]
        for child in children:
            tally.count_in("", name, child, True, day)
            if child.name not in everybody:
                tally.count(child, True, day)
                everybody.add(child.name)
        tally.state("", name, posts, len(children), len(children) / posts if known else None)
    tally.state("", "", posts, len(everybody), len(everybody) / posts if known else None)


@measure("allocation.in_time", "parts", "share")
def allocation_in_time(question, tally):
    records = question.records
    for child, period in known_starts(question, tally):
        limit = records.working_days.after(period.start, LIMITS["allocation"])
        allocated = any(row.start <= min(limit, question.as_at) and row.end > period.start
                        for row in records.allocations.get(child.name, []))
        if allocated:
            tally.count(child, True, period.start)
        elif not records.tables["allocations"]:
            tally.leave_out(NOT_RECORDED, child, period.start)
        elif period.end <= limit:
            tally.leave_out("ended_within_limit", child, period.start)
        elif limit >= question.as_at:
            tally.leave_out("not_yet_due", child, period.start)
        else:
            tally.count(child, False, period.start)


def twelve_months_cohort(question, tally):
    """(child, the first day of the twelve months)."""
    since = months_before(question.on, 12) + datetime.timedelta(days=1)
    for child, _ in looked_after(question.records, question.on):
        period = period_on(child, question.on)
        begin = period.start if READINGS["short_break_ever_leaves_cohort"] else since
        if any(one.ls in timetable.SHORT and one.decom <= question.on and (one.dec is None or one.dec > begin)
               for one in child.sorted_episodes):
            continue
        if period.start <= since:
            yield child, since
        elif start_unknown(period):
            tally.leave_out("history.truncated", child)


@measure("continuity.same_iro", "last_day", "share")
def continuity_same_iro(question, tally):
    for child, since in twelve_months_cohort(question, tally):
        each_day, day = [], since
        rows = [row for row in question.records.allocations.get(child.name, [])
                if row.start <= question.on and row.end > since]
        while day <= question.on:
            each_day.append(frozenset(row.officer for row in rows if row.start <= day < row.end))
            day += datetime.timedelta(days=1)
        if not any(each_day):
            tally.leave_out(NOT_RECORDED, child)
        else:
            tally.count(child, len(set(each_day)) == 1 and len(each_day[0]) == 1)


@measure("continuity.workers", "last_day", "share")
def continuity_workers(question, tally):
    rows = gather(question.records.tables["workers"], "CHILD")
    for child, since in twelve_months_cohort(question, tally):
        seen = sorted((read_day(row["SW_DECOM"]), place, row["SW_ID"])
                      for place, row in enumerate(rows.get(child.name, []))
                      if row["SW_ID"] and row["SW_DECOM"] and read_day(row["SW_DECOM"]) <= question.on)
        changes = [one for before, one in zip(seen, seen[1:]) if one[2] != before[2] and one[0] >= since]
        if seen:
            tally.count(child, len(changes) >= 2)
        else:
            tally.leave_out(NOT_RECORDED, child)


# ------------------------------------------------------------------------------------- numbers and profile

AGES_DFE = ((0, 1, "<1"), (1, 5, "1-4"), (5, 10, "5-9"), (10, 16, "10-15"), (16, 999, "16+"))
AGES_LOCAL = ((0, 5, "0-4"), (5, 12, "5-11"), (12, 16, "12-15"), (16, 999, "16+"))
MONTHS_IN_CARE = ((1, "<1 month"), (6, "1-<6 months"), (12, "6-<12 months"), (24, "1-<2 years"),
                  (60, "2-<5 years"), (120, "5-<10 years"))
LEGAL_GROUPS = {"C2": "full_care_order", "C1": "interim_care_order", "E1": "placement_order", "V2": "section_20",
                "D1": "freed", "L1": "protection", "L2": "protection", "L3": "protection",
                "J1": "youth_justice", "J2": "youth_justice", "J3": "youth_justice"}


def band_of(bands, age):
    for least, end, name in bands:
        if age is not None and least <= age < end:
            return name
    return NOT_RECORDED


def split(question, tally, row_of):
    for child, episode in looked_after(question.records, question.on):
        tally.count(child)
        tally.count_in("", row_of(child, episode), child)


def periods_started(question):
    for child in question.records.children:
        for period in child.periods:
            if question.time.holds(period.start):
                yield child, period


def known_starts(question, tally):
    """Those that are known to be starts; the others are left out by name."""
    for child, period in periods_started(question):
        if start_unknown(period):
            tally.leave_out("history.truncated", child, period.start)
        else:
            yield child, period


@measure("population.looked_after", "month_ends")
def population_looked_after(question, tally):
    for child, _ in looked_after(question.records, question.on):
        tally.count(child)


@measure("population.rate", "last_day", "ratio")
def population_rate(question, tally):
    population_looked_after(question, tally)
    children = len(tally.rows[("", "")])
    years = [(int(row["year"]), float(row["children_0_17"])) for row in question.records.tables["population"]
             if row["year"] and row["children_0_17"] and int(row["year"]) <= question.on.year - 1]
    if not years or max(years)[1] <= 0:
        tally.state("", "", 0, children, None)
        return
    year, of = max(years)
    tally.state("", "", of, children, children / of * 10000)
    tally.state("estimate", str(year), of, children, children / of * 10000)


def count_start(tally, child, period):
    first = period.episodes[0]
    tally.count(child, True, period.start)
    tally.count_in("", first.ls, child, True, period.start)
    tally.count_in("need", first.need, child, True, period.start)
    tally.count_in("age", band_of(AGES_DFE, age_on(child, period.start)), child, True, period.start)


@measure("population.started", "parts")
def population_started(question, tally):
    """Once each: by the first start that is known to be one; left out, once, who has none."""
    starts = {}
    for child, period in periods_started(question):
        starts.setdefault(child.name, []).append((child, period))
    for pairs in starts.values():
        known = [pair for pair in pairs if not start_unknown(pair[1])]
        if known:
            count_start(tally, *known[0])
        else:
            tally.leave_out("history.truncated", pairs[0][0], pairs[0][1].start)


@measure("population.started.periods", "parts")
def population_started_periods(question, tally):
    for child, period in known_starts(question, tally):
        count_start(tally, child, period)


def ended_in(question, child):
    return [period for period in child.periods if question.time.holds(period.end) and period.end <= question.as_at]


def reason_ceased(period):
    """That of the episode that ended the period; none of them did where only the birthday ended it."""
    ending = [one for one in period.episodes if one.dec == period.end]
    later = [one for one in period.episodes if (one.dec or FAR) > period.end]
    return "reached_18" if later else ending[-1].rec


def count_end(tally, child, period):
    tally.count(child, True, period.end)
    tally.count_in("", reason_ceased(period), child, True, period.end)


@measure("population.ceased", "parts")
def population_ceased(question, tally):
    for child in question.records.children:
        ended = ended_in(question, child)
        if ended:
            count_end(tally, child, ended[-1])


@measure("population.ceased.periods", "parts")
def population_ceased_periods(question, tally):
    for child in question.records.children:
        for period in ended_in(question, child):
            count_end(tally, child, period)


def is_uasc(records, child, day):
    return any(row["CHILD"] == child.name and (not row["DUC"] or read_day(row["DUC"]) > day)
               for row in records.tables["uasc"])


@measure("population.uasc", "last_day", "share")
def population_uasc(question, tally):
    for child, _ in looked_after(question.records, question.on):
        tally.count(child, is_uasc(question.records, child, question.on))


@measure("population.uasc.arrived", "parts")
def population_uasc_arrived(question, tally):
    for child, period in periods_started(question):
        if is_uasc(question.records, child, period.start):
            if start_unknown(period):
                tally.leave_out("history.truncated", child, period.start)
            else:
                tally.count(child, True, period.start)


@measure("population.uasc.left", "parts")
def population_uasc_left(question, tally):
    came_alone = {row["CHILD"] for row in question.records.tables["uasc"]}
    for child in question.records.children:
        for period in ended_in(question, child):
            if child.name in came_alone and reason_ceased(period) == "E3":
                tally.count(child, True, period.end)


@measure("population.sex", "last_day")
def population_sex(question, tally):
    codes = {"1": "M", "2": "F"}
    split(question, tally, lambda child, _: codes.get(child.header["SEX"], child.header["SEX"]))


@measure("population.age", "last_day")
def population_age(question, tally):
    split(question, tally, lambda child, _: band_of(AGES_DFE, age_on(child, question.on)))
    for child, _ in looked_after(question.records, question.on):
        tally.count_in("local", band_of(AGES_LOCAL, age_on(child, question.on)), child)


@measure("population.ethnicity", "last_day")
def population_ethnicity(question, tally):
    split(question, tally, lambda child, _: child.header["ETHNIC"])


@measure("population.group", "last_day")
def population_group(question, tally):
    def group(child, _):
        code = child.header["ETHNIC"]
        if code == "CHNE":
            return "asian"
        if code in ("REFU", "NOBT"):
            return "not_known"
        if code == "OOTH":
            return "other"
        return {"W": "white", "M": "mixed", "A": "asian", "B": "black", "": NOT_RECORDED}[code[:1]]
    split(question, tally, group)


@measure("population.disability", "last_day")
def population_disability(question, tally):
    split(question, tally, lambda child, _: child.chosen.get("disability"))


@measure("population.legal_status", "last_day")
def population_legal_status(question, tally):
    split(question, tally, lambda _, episode: episode.ls)
    for child, episode in looked_after(question.records, question.on):
        tally.count_in("group", LEGAL_GROUPS.get(episode.ls), child)


@measure("population.need", "last_day")
def population_need(question, tally):
    split(question, tally, lambda _, episode: episode.need)


@measure("population.time_in_care", "last_day")
def population_time_in_care(question, tally):
    """Where the beginning is not known, only ten years that are known decide."""
    for child, _ in looked_after(question.records, question.on):
        period = period_on(child, question.on)
        row = "10+ years"
        for months, name in reversed(MONTHS_IN_CARE):
            if turn_months(period.start, months) > question.on:
                row = name
        if start_unknown(period) and row != "10+ years":
            tally.leave_out("history.truncated", child)
        else:
            tally.count(child)
            tally.count_in("", row, child)


@measure("population.entry_status", "parts")
def population_entry_status(question, tally):
    for child, period in known_starts(question, tally):
        tally.count(child, True, period.start)
        tally.count_in("", period.episodes[0].ls, child, True, period.start)


# ---------------------------------------------------------------------------------------------- placements

PLACE_GROUPS = {"U1": "foster_relative", "U2": "foster_relative", "U3": "foster_relative", "U4": "foster_other",
                "U5": "foster_other", "U6": "foster_other", "A3": "adoption", "A4": "adoption", "A5": "adoption",
                "A6": "adoption", "P1": "with_parents", "K1": "childrens_home", "K2": "childrens_home",
                "K3": "supported", "H5": "supported", "P2": "supported", "R1": "residential",
                "R2": "residential", "R3": "residential", "S1": "residential", "R5": "custody"}


@measure("placements.type", "last_day")
def placements_type(question, tally):
    split(question, tally, lambda _, episode: episode.place)
    for child, episode in looked_after(question.records, question.on):
        tally.count_in("group", PLACE_GROUPS.get(episode.place, "other") if episode.place else "", child)


@measure("placements.provider", "last_day")
def placements_provider(question, tally):
    split(question, tally, lambda _, episode: episode.provider)


def miles_of(question, episode):
    return question.records.places.miles(episode.home, episode.placed_at)


@measure("placements.distance", "last_day")
def placements_distance(question, tally):
    bands = ((0, 20, "<20"), (20, 50, "20-<50"), (50, 100, "50-<100"), (100, 99999, "100+"))
    split(question, tally, lambda _, episode: band_of(bands, miles_of(question, episode)))


@measure("placements.distance.over_20", "last_day", "share")
def placements_over_20(question, tally):
    for child, episode in looked_after(question.records, question.on):
        miles = miles_of(question, episode)
        if miles is None:
            tally.leave_out("distance_not_known", child)
        else:
            tally.count(child, miles > 20.0)


@measure("placements.area", "last_day")
def placements_area(question, tally):
    own = [row["code"] for row in question.records.tables["authority"] if row["code"]]
    for child, episode in looked_after(question.records, question.on):
        area = question.records.places.area(episode.placed_at)
        tally.count(child)
        if not area or not own:
            tally.count_in("", NOT_RECORDED, child)
        elif area == own[0]:
            tally.count_in("", "inside", child)
        else:
            tally.count_in("", "outside", child)
            tally.count_in("area", area, child)


class Stay:
    """Episodes with one carer; temporary stays are between them and none of them."""

    def __init__(self, first, carer_of_before):
        self.episodes = [first]
        self.carer_of_before = carer_of_before  # who may have been the carer before anything is known

    def overlaps(self, first, last):
        return any(one.decom <= last and (one.dec or FAR) > first for one in self.episodes)


def stays_of(period, by):
    """What is known of the period up to a day, as stays."""
    stays, away = [], False
    for one in period.episodes:
        if one.decom > by or one.decom >= period.end:
            break
        if one.place in timetable.TEMPORARY:
            away = True
            continue
        if not stays:
            goes_on = start_unknown(period) and (away or one.rne in ("T", "U", "L"))
            stays.append(Stay(one, goes_on))
        else:
            home = stays[-1].episodes[-1]
            if away:
                same = (home.place, home.placed_at) == (one.place, one.placed_at)
            else:
                same = one.rne not in ("P", "B", "S")
            if same:
                stays[-1].episodes.append(one)
            else:
                stays.append(Stay(one, False))
        away = False
    return stays


@measure("stability.three_or_more", "last_day", "share")
def stability_three_or_more(question, tally):
    first = months_before(question.on + datetime.timedelta(days=1), 12)
    for child, _ in looked_after(question.records, question.on):
        placements, unknown = 0, False
        for period in child.periods:
            if period.start <= question.on and period.end > first:
                placements += sum(1 for stay in stays_of(period, question.on) if stay.overlaps(first, question.on))
                unknown = unknown or (start_unknown(period) and period.start > first)
        if unknown and placements < 3:
            tally.leave_out("history.truncated", child)
        else:
            tally.count(child, placements >= 3)


@measure("stability.long_term", "last_day", "share")
def stability_long_term(question, tally):
    for child, episode in looked_after(question.records, question.on):
        age, period = age_on(child, question.on), period_on(child, question.on)
        long_enough = period.start <= months_before(question.on, 30)
        if (age is not None and age >= 16) or not (long_enough or start_unknown(period)):
            continue
        stays = stays_of(period, question.on)
        if age is None:
            tally.leave_out("age_not_recorded", child)
        elif not long_enough:
            tally.leave_out("history.truncated", child)
        elif not stays:
            tally.leave_out("placement_not_known", child)
        else:
            since, unknown = same_carer_since(period, stays)
            met = since <= months_before(question.on, 24)
            if not met and unknown:
                tally.leave_out("history.truncated", child)
            else:
                tally.count(child, met)


def same_carer_since(period, stays):
    """The day, and whether the carer may go back further; placed for adoption, the stay before counts too."""
    last = stays[-1]
    placed = last.episodes[-1].place in timetable.PLACED
    if placed and last.episodes[0].place in timetable.PLACED:
        if len(stays) > 1:
            return stays[-2].episodes[0].decom, stays[-2].carer_of_before
        return last.episodes[0].decom, start_unknown(period)
    return last.episodes[0].decom, last.carer_of_before


@measure("stability.long_term_fostering", "last_day", "share")
def stability_long_term_fostering(question, tally):
    """By the latest plan known on the day."""
    for child, episode in looked_after(question.records, question.on):
        plans = [(read_day(row["on"]), place, row["plan"])
                 for place, row in enumerate(question.records.tables["permanence"])
                 if row["child"] == child.name and row["plan"] and read_day(row["on"]) <= question.on]
        if plans and max(plans)[2] == "long_term_fostering":
            tally.count(child, episode.place in ("U1", "U4"))


def missing_in(question):
    known = question.records.by_name
    rows = sorted(question.records.dated("missing", "MIS_START"), key=lambda one: (one[0]["CHILD"], one[1]))
    return [(known[row["CHILD"]], row["MISSING"], day) for row, day in rows if question.time.holds(day)]


@measure("missing.children", "parts")
def missing_children(question, tally):
    counted = set()
    for child, _, day in missing_in(question):
        if child.name not in counted:
            counted.add(child.name)
            tally.count(child, True, day)


@measure("missing.episodes", "parts")
def missing_episodes(question, tally):
    for child, kind, day in missing_in(question):
        tally.count(child, True, day)
        tally.count_in("", kind, child, True, day)


# ---------------------------------------------------------------------------- leaving care and permanence

WAYS_OUT = {"adopted": "E11 E12", "sgo_former_foster_carers": "E43 E45 E46", "sgo_others": "E44 E47 E48", "cao": "E41",
            "home": "E4A E4B", "others_without_responsibility": "E13", "independent": "E5 E6",
            "adult_services": "E7", "custody": "E9", "remand_ended": "E14", "age": "E15 E17", "abroad": "E16",
            "another_authority": "E3", "died": "E2", "other": "E8", "reached_18": "reached_18"}


def ceased(question):
    """(child, the last end in the time, its reason)."""
    for child in question.records.children:
        ended = ended_in(question, child)
        if ended:
            yield child, ended[-1].end, reason_ceased(ended[-1])


@measure("leaving.by_reason", "parts")
def leaving_by_reason(question, tally):
    for child, day, reason in ceased(question):
        ways = [way for way, reasons in WAYS_OUT.items() if reason in reasons.split()]
        tally.count(child, True, day)
        tally.count_in("", ways[0] if ways else NOT_RECORDED, child, True, day)


def left_by(name, ways):
    @measure(name, "parts", "share")
    def work(question, tally):
        wanted = [reason for way in ways for reason in WAYS_OUT[way].split()]
        for child, day, reason in ceased(question):
            tally.count(child, reason in wanted, day)
    return work


left_by("leaving.sgo", ["sgo_former_foster_carers", "sgo_others"])
left_by("leaving.cao", ["cao"])
left_by("leaving.adopted", ["adopted"])


def agency_decision(records, child, by):
    """The latest by the day, of the first source that has one."""
    own = [row["on"] for row in records.tables["permanence"]
           if row["child"] == child.name and row["milestone"] == "adm_decision"]
    returned = [row["DATE_PLACED"] for row in records.tables["adoption_decisions"] if row["CHILD"] == child.name
                and not (row["DATE_PLACED_CEASED"] and read_day(row["DATE_PLACED_CEASED"]) <= by)]
    adoptions = [row["DATE_INT"] for row in records.tables["adoptions"] if row["CHILD"] == child.name]
    for source in (own, returned, adoptions):
        days = [read_day(text) for text in source if text and read_day(text) <= by]
        if days:
            return max(days)
    return None


@measure("adoption.order_after_adm", "year")
def adoption_order_after_adm(question, tally):
    for child in question.records.children:
        for period in ended_in(question, child):
            if reason_ceased(period) not in ("E11", "E12"):
                continue
            decided = agency_decision(question.records, child, period.end)
            if decided is None:
                tally.leave_out("decision_not_known", child, period.end)
                continue
            passed = [count for count in (12, 18) if turn_months(decided, count) <= period.end]
            tally.count(child, True, period.end)
            tally.count_in("", ("under_12_months", "12_to_under_18_months", "18_months_or_more")[len(passed)], child, True, period.end)


@measure("adoption.placed_12_months", "year", "share")
def adoption_placed_12_months(question, tally):
    for child in question.records.children:
        placed = []
        for period in child.periods:
            before = None
            for one in period.episodes:
                if one.place in timetable.PLACED and (before is None or before.place not in timetable.PLACED):
                    placed.append((one.decom, before is None and start_unknown(period)))
                before = one
        placed = [one for one in placed if question.time.holds(one[0]) and one[0] <= question.on]
        if not placed:
            continue
        day, unknown = placed[0]
        decided = agency_decision(question.records, child, day)
        if unknown:
            tally.leave_out("history.truncated", child, day)
        elif decided is None:
            tally.leave_out("decision_not_known", child, day)
        else:
            tally.count(child, day <= turn_months(decided, 12), day)


@measure("permanence.by_second_review", "parts", "share")
def permanence_by_second_review(question, tally):
    agreed = [row for row in question.records.tables["permanence"] if row["milestone"] == "plan_agreed"]
    for review in question.reviews():
        if kind_of_review(review) != "second":
            continue
        if not agreed:
            tally.leave_out(NOT_RECORDED, review.child, review.day)
            continue
        own = [row["on"] for row in agreed if row["child"] == review.child.name]
        period = period_on(review.child, review.day)
        since = period.start if period is not None and not start_unknown(period) else datetime.date.min
        tally.count(review.child, any(since <= read_day(text) <= review.day for text in own), review.day)


@measure("section_20.long", "last_day", "share")
def section_20_long(question, tally):
    for child, episode in looked_after(question.records, question.on):
        if episode.ls != "V2":
            continue
        period = period_on(child, question.on)
        run = []
        for one in period.episodes[:period.episodes.index(episode) + 1]:
            run = run + [one] if one.ls == "V2" else []
        met = turn_months(run[0].decom, 6) < question.on
        if not met and run[0] is period.episodes[0] and start_unknown(period):
            tally.leave_out("history.truncated", child)
        else:
            tally.count(child, met)
            tally.count_in("", band_of(AGES_DFE, age_on(child, question.on)), child, met)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--year", required=True)
    parser.add_argument("--as-at", required=True, type=datetime.date.fromisoformat)
    parser.add_argument("--measure", choices=sorted(CATALOGUE))
    parser.add_argument("--postcodes", help="a table of postcodes, beside it ltla_to_utla_2021.json")
    chosen = parser.parse_args()
    records = Records(chosen.folder, chosen.as_at, timetable.project_working_days(), chosen.postcodes)
    for name in [chosen.measure] if chosen.measure else CATALOGUE:
        for time in times_of(CATALOGUE[name][0], chosen.year, chosen.as_at):
            for (column, row), (of, met, value, left_out) in figures(name, records, time).items():
                json.dump({"measure": name, "period": time.name, "row": row, "column": column, "of": of,
                           "met": met, "value": value, "left_out": left_out}, sys.stdout)
                sys.stdout.write("\n")


if __name__ == "__main__":
    main()
