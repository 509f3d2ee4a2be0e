#!/usr/bin/env python3
"""The review timetable, worked out a second time from its page, plainly and slowly.

    timetable.py FOLDER --as-at 2024-03-31 [--reviews-from 2020-04-01]

prints one JSON object a requirement, in the order child, period, latest, clock. It shares no line with the
program that it is held against. Where the page can be read in two ways, the reading is a name in READINGS.
"""
import argparse
import datetime
import json
import os
import sys

sys.dont_write_bytecode = True  # the checkout stays as it was

import calendar_tables
from calendar_tables import FAR, days_later, turn_months
from folder import read_folder

PLACED = ("A3", "A4", "A5", "A6")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
SHORT = ("V3", "V4")
RELAXED_FROM = datetime.date(2020, 4, 24)
RELAXED_UNTIL = datetime.date(2020, 9, 24)
CLOCKS = ["ordinary", "adoption", "adoption_authorised", "disruption", "short_breaks"]

READINGS = {
    # Periods of care alone can have an unknown past; a series of short breaks has none.
    "series_may_have_unknown_past": False,
    # A series of short breaks ends at 18 as a period of care does.
    "series_ends_at_eighteen": True,
    # A review on the last day of a period of care counts for a series that begins on that day too.
    "review_on_last_day_counts_for_series_too": True,
    # A child who leaves with something overdue keeps it as `next`.
    "next_may_lie_in_an_ended_period": True,
}


class Requirement:
    def __init__(self, clock, number, rule, trigger, triggered_by, latest):
        self.clock = clock
        self.number = number            # None where the past is unknown
        self.rule = rule
        self.trigger = trigger
        self.triggered_by = triggered_by
        self.latest = latest
        self.review = None
        self.closed = FAR               # the day on which the clock stopped: its end, or its replacement
        self.beside = None              # of adoption_authorised: the ordinary one that waited on the same days
        self.next = False

    def kind(self):
        return {1: "first", 2: "second"}.get(self.number, "later")


class Period:
    def __init__(self, episodes, start, end, is_series=False):
        self.episodes = episodes
        self.start = start
        self.end = end                  # FAR while open
        self.is_series = is_series
        self.reviews = []


class Stretch:
    """Days of a period of care under one clock: ordinary, or one placement for adoption."""

    def __init__(self, clock, start, returned_from=None):
        self.clock = clock
        self.start = start
        self.end = None
        self.is_last = False
        self.returned_from = returned_from  # the day on which the placement began that ended here
        self.requirements = []

    def holds(self, day):
        return self.start <= day and (day < self.end or (self.is_last and day == self.end))


# ---------------------------------------------------------------------------------------------- history

def known_episodes(child, as_at):
    """What is known on the day, in order: an end that lies ahead is not known yet."""
    known = []
    for episode in child.episodes:
        if episode.decom is None or episode.decom > as_at:
            continue
        if episode.dec is not None and episode.dec > as_at:
            known.append(type(episode)(episode.decom, episode.rne, episode.ls, episode.place, None, ""))
        else:
            known.append(episode)
    return sorted(known, key=lambda episode: (episode.decom, episode.dec or FAR))


def find_periods(episodes):
    periods = []
    before = None
    for episode in episodes:
        if episode.ls in SHORT:
            before = None       # a change between the two begins a new run
            continue
        if before is not None and continues(before, periods[-1], episode):
            periods[-1].episodes.append(episode)
            periods[-1].end = max(periods[-1].end, episode.dec or FAR)
        else:
            periods.append(Period([episode], episode.decom, episode.dec or FAR))
        before = episode
    return periods


def continues(before, period, episode):
    if episode.rne == "S":
        return False
    follows = episode.decom == before.dec and before.rec == "X1"
    overlaps = episode.decom < period.end
    return follows or overlaps


def find_series(episodes, as_at, birthday):
    """Short breaks hang together while no gap between them exceeds twelve months."""
    breaks = [episode for episode in episodes if episode.ls in SHORT]
    if READINGS["series_ends_at_eighteen"]:
        breaks = [episode for episode in breaks if episode.decom < birthday]
    series = []
    for episode in breaks:
        if series and (series[-1].end == FAR or episode.decom <= turn_months(series[-1].end, 12)):
            series[-1].episodes.append(episode)
            series[-1].end = max(series[-1].end, episode.dec or FAR)
        else:
            series.append(Period([episode], episode.decom, episode.dec or FAR, True))
    for one in series:
        if one.end != FAR and as_at <= turn_months(one.end, 12):
            one.end = FAR       # still open: the next break may come in time
        if READINGS["series_ends_at_eighteen"]:
            one.end = min(one.end, birthday)
    return series


def give_reviews(periods, reviews):
    """Days of a period, the last one included; a day shared by two periods belongs to the one that ended."""
    for place, period in enumerate(periods):
        for review in reviews:
            if not period.start <= review.day <= period.end:
                continue
            if review.day == period.start and any(other.end == review.day for other in periods[:place]):
                continue
            period.reviews.append(review)


def find_stretches(period):
    """The ordinary clock, and the placements for adoption which replace it, day by day in order."""
    stretches = []
    if period.episodes[0].place not in PLACED:
        stretches.append(Stretch("ordinary", period.start))
    before = None
    placed = False
    for episode in period.episodes:
        if episode.decom >= period.end:
            break
        if episode.place in PLACED:
            again = before is not None and before.place in PLACED and episode.rne in ("S", "P", "T", "B", "U")
            if not placed or again:
                stretches.append(Stretch("adoption", episode.decom))
            placed = True
        elif placed and episode.place not in TEMPORARY:
            stretches.append(Stretch("ordinary", episode.decom, returned_from=stretches[-1].start))
            placed = False
        before = episode
    for stretch, following in zip(stretches, stretches[1:] + [None]):
        stretch.end = following.start if following else period.end
        stretch.is_last = following is None
    return stretches


# ----------------------------------------------------------------------------------------------- clocks

def ordinary_rule(number):
    return {1: "review-first-20wd", 2: "review-second-3m"}.get(number, "review-subsequent-6m")


def placed_rule(number):
    return {1: "adopt-placed-4wk", 2: "adopt-placed-3m"}.get(number, "adopt-placed-6m")


def authorised_rule(number):
    return "adopt-authorised-3m" if number == 1 else "adopt-authorised-6m"


def after_review(clock, number, review):
    """The requirement that a completed review anchors; number None: the past is unknown."""
    if clock in ("ordinary", "adoption"):
        months = 3 if number == 2 else 6
        rule = ordinary_rule(number) if clock == "ordinary" else placed_rule(number)
    else:
        months = 6
        rule = authorised_rule(number) if clock == "adoption_authorised" else "shortbreak-review"
    latest = turn_months(review.completed, months)
    return Requirement(clock, number, rule, "review_completed", review.completed, latest)


def run(clock, first, reviews, closed):
    """A sequence: each review meets the requirement that waits, and anchors the next."""
    requirements = [first]
    for review in reviews:
        requirements[-1].review = review
        number = None if first.number is None else requirements[-1].number + 1
        requirements.append(after_review(clock, number, review))
    for requirement in requirements:
        requirement.closed = closed
    return requirements


def first_of_stretch(stretch, period, unknown_past, working_days):
    if stretch.clock == "adoption":
        latest = days_later(stretch.start, 28)
        return Requirement("adoption", 1, placed_rule(1), "placed_for_adoption", stretch.start, latest)
    twenty = working_days.after(stretch.start, 20)
    if stretch.returned_from is None:
        return Requirement("ordinary", 1, ordinary_rule(1), "became_looked_after", stretch.start, twenty)
    earlier = [review for review in period.reviews if review.day < stretch.start]
    if not earlier:
        return Requirement("ordinary", 1, ordinary_rule(1), "placement_ended", stretch.start, twenty)
    number = None if unknown_past else len(earlier) + 1
    requirement = after_review("ordinary", number, earlier[-1])
    if earlier[-1].day < stretch.returned_from and requirement.latest < twenty:
        requirement.latest = twenty
        requirement.rule = ordinary_rule(1)
        requirement.trigger = "placement_ended"
        requirement.triggered_by = stretch.start
    return requirement


def disruption(stretch, period):
    latest = days_later(stretch.start, 42)
    requirement = Requirement("disruption", 1, "adopt-disruption", "placement_ended", stretch.start, latest)
    for review in period.reviews:
        if days_later(stretch.start, 28) <= review.day <= latest:
            requirement.review = review
            break
    requirement.closed = period.end
    return requirement


def care_requirements(period, known_from, working_days):
    unknown_past = period.start < known_from or period.episodes[0].rne != "S"
    known = max(period.start, known_from)
    if unknown_past:
        period.reviews = [review for review in period.reviews if review.day >= known]
        if not period.reviews:
            alone = Requirement("ordinary", None, ordinary_rule(None), "history_known_from", known,
                                turn_months(known, 6))
            alone.closed = period.end
            return [alone]
    stretches = find_stretches(period)
    anchor = period.reviews[0] if unknown_past else None
    anchored = None
    if unknown_past:
        holding = [stretch for stretch in stretches if stretch.holds(anchor.day)]
        anchored = holding[-1] if holding else None
    output = []
    for stretch in stretches:
        reviews = [review for review in period.reviews if stretch.holds(review.day)]
        if stretch is anchored:
            first = after_review(stretch.clock, None, anchor)
            stretch.requirements = run(stretch.clock, first, reviews[1:], stretch.end)
        elif unknown_past and (anchored is None or stretches.index(stretch) < stretches.index(anchored)):
            continue
        else:
            first = first_of_stretch(stretch, period, unknown_past, working_days)
            stretch.requirements = run(stretch.clock, first, reviews, stretch.end)
        output.extend(stretch.requirements)
    for stretch in stretches:
        if stretch.returned_from is not None and (anchor is None or stretch.start >= anchor.day):
            output.append(disruption(stretch, period))
    output.extend(authorised(period, stretches, anchor))
    return output


def placement_orders(period):
    """The days [began, ended) of each run of episodes with legal status E1."""
    orders = []
    began = None
    for episode in period.episodes:
        if episode.decom >= period.end:
            break
        if episode.ls == "E1" and began is None:
            began = episode.decom
        elif episode.ls != "E1" and began is not None:
            orders.append((began, episode.decom))
            began = None
    if began is not None:
        orders.append((began, period.end))
    return orders


def authorised(period, stretches, anchor):
    output = []
    for began, ended in placement_orders(period):
        for stretch in stretches:
            start, end = max(began, stretch.start), min(ended, stretch.end)
            if stretch.clock == "ordinary" and start < end:
                output.extend(authorised_stretch(period, stretches, stretch, began, start, end, anchor))
    return output


def authorised_stretch(period, stretches, stretch, began, start, end, anchor):
    last_placed = [other.start for other in stretches if other.clock == "adoption" and other.start <= start]
    if last_placed and last_placed[-1] > began:
        trigger, since = "placed_for_adoption", last_placed[-1]
    else:
        trigger, since = "authorised", began
    first = Requirement("adoption_authorised", 1, authorised_rule(1), trigger, since, turn_months(since, 3))
    reviews = [review for review in period.reviews
               if since <= review.day and (review.day < end or review.day == end == period.end)]
    output = []
    for requirement in run("adoption_authorised", first, reviews, end):
        if anchor is not None and requirement.review is anchor:
            continue        # the first known review meets no requirement
        if anchor is not None and requirement is first and since < anchor.day:
            continue
        beside = pending_beside(stretch.requirements, requirement, end)
        if beside is not None and requirement.latest < beside.latest:
            requirement.beside = beside
            output.append(requirement)
    return output


def pending_beside(ordinary, requirement, end):
    """The ordinary requirement that waited on the same days: for the same review, or past the clock's end."""
    for other in ordinary:
        if requirement.review is not None:
            if other.review is requirement.review:
                return other
        elif other.review is None or other.review.day >= end:
            return other
    return None


def series_requirements(series, known_from):
    if READINGS["series_may_have_unknown_past"] and series.start < known_from:
        reviews = [review for review in series.reviews if review.day >= known_from]
        if not reviews:
            alone = Requirement("short_breaks", None, "shortbreak-review", "history_known_from", known_from,
                                turn_months(known_from, 6))
            alone.closed = series.end
            return [alone]
        return run("short_breaks", after_review("short_breaks", None, reviews[0]), reviews[1:], series.end)
    first = Requirement("short_breaks", 1, "shortbreak-review", "short_breaks_began", series.start,
                        turn_months(series.start, 3))
    return run("short_breaks", first, series.reviews, series.end)


# ----------------------------------------------------------------------------------------------- states

def is_relaxable(requirement):
    if not RELAXED_FROM <= requirement.latest <= RELAXED_UNTIL:
        return False
    if requirement.clock == "ordinary":
        return requirement.kind() == "later"
    return requirement.clock in ("adoption", "adoption_authorised", "short_breaks")


def reason_recorded(requirement, child, as_at):
    if requirement.review is not None:
        return requirement.review.relaxed
    until = min(requirement.closed, as_at)
    return any(requirement.triggered_by <= booked <= until for booked in child.relaxed_bookings)


def state_of(requirement, child, as_at):
    if requirement.review is not None:
        if requirement.review.day <= requirement.latest:
            return "met"
        bad = "late"
    elif requirement.closed <= requirement.latest:
        return "lapsed"
    elif requirement.latest >= as_at:
        return "pending"
    else:
        bad = "overdue"
    if is_relaxable(requirement) and reason_recorded(requirement, child, as_at):
        return "relaxed"
    return bad


def days_late(requirement, state, as_at):
    if state in ("met", "lapsed", "pending"):
        return 0
    until = requirement.review.day if requirement.review else min(as_at, requirement.closed)
    return (until - requirement.latest).days


def child_requirements(child, as_at, known_from, working_days):
    """All requirements of a child, in order of output, each as a row of the command's JSON."""
    found, _ = find_requirements(child, as_at, known_from, working_days)
    mark_next(found, child, as_at)
    return [as_row(requirement, child, as_at) for requirement in found]


def find_requirements(child, as_at, known_from, working_days):
    """All requirements of a child, in order of output, and its periods of care."""
    known_from = known_from or calendar_tables.FIRST_DAY
    birthday = calendar_tables.eighteenth_birthday(child.born) if child.born else FAR
    episodes = known_episodes(child, as_at)
    reviews = [review for review in child.reviews if review.day <= as_at]
    periods = find_periods(episodes)
    for period in periods:
        period.end = min(period.end, birthday)
    periods = [period for period in periods if period.start < birthday]
    give_reviews(periods, reviews)
    series = find_series(episodes, as_at, birthday)
    if READINGS["review_on_last_day_counts_for_series_too"]:
        give_reviews(series, reviews)
    else:
        last_days = {period.end for period in periods}
        for one in series:
            one.reviews = [review for review in reviews if one.start <= review.day <= one.end
                           and not (review.day == one.start and review.day in last_days)]
    requirements = []
    for period in sorted(periods + series, key=lambda one: (one.start, one.is_series)):
        if period.is_series:
            found = series_requirements(period, known_from)
        else:
            found = care_requirements(period, known_from, working_days)
        found.sort(key=lambda one: (one.latest, CLOCKS.index(one.clock), one.number or 0))
        requirements.extend(found)
    return requirements, periods


def mark_next(requirements, child, as_at):
    waiting = [one for one in requirements if state_of(one, child, as_at) in ("pending", "overdue")]
    if not READINGS["next_may_lie_in_an_ended_period"]:
        waiting = [one for one in waiting if one.closed > as_at]
    if waiting:
        min(waiting, key=lambda one: one.latest).next = True    # min keeps the first of equals


def as_row(requirement, child, as_at):
    state = state_of(requirement, child, as_at)
    review = requirement.review
    return {
        "child": child.name,
        "clock": requirement.clock,
        "number": requirement.number,
        "kind": requirement.kind(),
        "rule": "before_2011" if requirement.latest < datetime.date(2011, 4, 1) else requirement.rule,
        "trigger": requirement.trigger,
        "triggered_by": requirement.triggered_by.isoformat(),
        "latest": requirement.latest.isoformat(),
        "review": review.name if review else None,
        "first_sitting": review.day.isoformat() if review else None,
        "state": state,
        "relaxed": is_relaxable(requirement),
        "next": requirement.next,
        "days_late": days_late(requirement, state, as_at),
    }


def project_working_days():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return calendar_tables.WorkingDays(calendar_tables.read_holidays(os.path.join(root, "law", "bank_holidays.csv")))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--as-at", required=True, type=datetime.date.fromisoformat)
    parser.add_argument("--reviews-from", type=datetime.date.fromisoformat)
    chosen = parser.parse_args()
    children, known_from = read_folder(chosen.folder)
    if chosen.reviews_from is not None:
        known_from = chosen.reviews_from
    working_days = project_working_days()
    for child in children:
        for row in child_requirements(child, chosen.as_at, known_from, working_days):
            json.dump(row, sys.stdout)
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
