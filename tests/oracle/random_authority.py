#!/usr/bin/env python3
"""Invents a small authority full of edges: overlaps, gaps, same-day events, adoption, short breaks, birthdays.

    random_authority.py FOLDER --seed 7 [--children 40] [--same-decom]

The same seed writes the same files; printed are the days as at which they are best asked. Days are drawn close to
one another and to the edges that the timetable knows, so that most children sit on one. All children are invented;
their ids begin with TEST.
"""
import argparse
import csv
import datetime
import os
import random
import sys

sys.dont_write_bytecode = True  # the checkout stays as it was

from calendar_tables import WorkingDays, days_later, turn_months

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB".split(",")
EPISODES = ["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
            "HOME_POST", "PL_POST", "URN"]
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE".split(",")
DETAILS = "review,child,booked,held,completed,relaxed_reason".split(",")

CARE = ["U1", "U4", "U6", "K2", "R1"]
PLACED = ["A3", "A4", "A5", "A6"]
TEMPORARY = ["T0", "T1", "T2", "T3", "T4"]
STATUSES = ["V2", "C1", "C2", "E1"]
ENDS = ["E4A", "E13", "E11", "E12", "E15", "E3"]


class Invented:
    """One authority in the making; every choice comes from one seeded generator."""

    def __init__(self, seed, same_decom):
        self.chance = random.Random(seed)
        self.same_decom = same_decom
        self.working_days = WorkingDays(set())
        base = self.chance.choice([datetime.date(2010, 6, 1), datetime.date(2019, 3, 1), datetime.date(2022, 3, 1),
                                   datetime.date(2029, 6, 1)])
        self.begin = base
        self.edges = set()      # days on which an answer may change: asked as at these, and the days beside them
        self.known_from = None
        if self.chance.random() < 0.4:
            self.known_from = days_later(base, self.chance.randint(0, 500))
        self.header, self.episodes, self.reviews, self.details = [], [], [], []

    def happens(self, share):
        return self.chance.random() < share

    # ------------------------------------------------------------------------------------------ episodes

    def child(self, number):
        name = f"TEST{number:04d}"
        style = self.chance.choice(["care", "care", "adoption", "adoption", "adoption", "authorised", "authorised", "short", "mixed"])
        episodes = self.history(style)
        born = self.birth(style, episodes)
        days = self.review_days(episodes, born)
        if self.happens(0.4):
            days = [day for day in days if self.happens(0.4)]
        self.note_edges(born, episodes, days)
        self.write(name, None if self.happens(0.02) else born, episodes, days)

    def step(self):
        """Days until the next event: often few, sometimes the length of a clock."""
        return self.chance.choice([0, 1, 1, 2, 3, 7, 14, 21, 27, 28, 29, 30, 41, 42, 43, 60, 89, 91, 92, 120, 181, 184])

    def history(self, style):
        day = days_later(self.begin, self.chance.randint(0, 400))
        if self.known_from and self.happens(0.2):
            day = self.near(self.known_from)
        episodes = []
        place, status = self.first_of(style)
        rne = "S" if self.happens(0.85) else self.chance.choice(["L", "P", "T", "B", "U"])
        for _ in range(self.chance.randint(1, 8)):
            length = self.step()
            if not self.same_decom and length == 0:
                length = 1
            dec = days_later(day, length)
            last = self.happens(0.15)
            episode = {"decom": day, "rne": rne, "ls": status, "place": place, "dec": dec, "rec": "X1"}
            episodes.append(episode)
            if last:
                break
            day, rne = self.follow(episode, style)
            place, status = self.changed(style, place, status, rne)
            if status in ("V3", "V4") and self.happens(0.8):
                rne = "S"
        self.finish(episodes)
        return self.apart(episodes)

    def first_of(self, style):
        if style == "short":
            return "K2", self.chance.choice(["V3", "V4"])
        if style == "adoption" and self.happens(0.3):
            return self.chance.choice(PLACED), self.chance.choice(["V2", "E1"])
        status = "E1" if style == "authorised" and self.happens(0.3) else "V2"
        return self.chance.choice(CARE), status

    def follow(self, episode, style):
        """When the next episode begins and why: mostly on the same day, sometimes after a gap or in an overlap."""
        roll = self.chance.random()
        if style == "short":
            episode["rec"] = self.chance.choice(["E4A", "E8"])
            gap = self.chance.choice([1, 4, 30, 100, 364, 365, 366, 367])
            exactly = turn_months(episode["dec"], 12)
            if self.happens(0.3):
                return days_later(exactly, self.chance.choice([0, 0, 1])), "S"
            return days_later(episode["dec"], gap), "S"
        if roll < 0.72:
            return episode["dec"], self.chance.choice(["P", "P", "L", "L", "T", "B", "U"])
        if roll < 0.80:
            episode["rec"] = self.chance.choice(ENDS)
            return episode["dec"], self.chance.choice(["S", "S", "P"])
        if roll < 0.90:
            episode["rec"] = self.chance.choice(ENDS + ["X1"])
            return days_later(episode["dec"], self.step() or 1), self.chance.choice(["S", "S", "S", "P"])
        span = (episode["dec"] - episode["decom"]).days
        return days_later(episode["decom"], self.chance.randint(0, max(span, 1))), self.chance.choice(["P", "S", "L"])

    def changed(self, style, place, status, rne):
        if style == "short":
            return place, self.chance.choice(["V3", "V4"])
        if style == "mixed" and self.happens(0.35):
            return "K2", self.chance.choice(["V3", "V4", "V2"])
        if status in ("V3", "V4"):
            status = "V2"
        if rne in ("L", "B", "U", "S"):
            weights = STATUSES + (["E1"] * 4 if style in ("authorised", "adoption") else [])
            status = self.chance.choice(weights)
        if rne == "L" and self.happens(0.9):
            return place, status
        if style == "adoption" or (style == "authorised" and self.happens(0.3)):
            return self.chance.choice(PLACED + PLACED + TEMPORARY + CARE), status
        return self.chance.choice(CARE + TEMPORARY[:1]), status

    def finish(self, episodes):
        last = episodes[-1]
        roll = self.chance.random()
        if roll < 0.55:
            last["dec"], last["rec"] = None, ""
        else:
            last["rec"] = self.chance.choice(ENDS)
        if len(episodes) > 1 and self.happens(0.05):    # an end that nobody entered
            self.chance.choice(episodes[:-1]).update(dec=None, rec="")

    def apart(self, episodes):
        """CHILD and DECOM are the key of the file: of two that begin on one day the first is kept."""
        if self.same_decom:
            return episodes
        seen, kept = set(), []
        for episode in episodes:
            if episode["decom"] not in seen:
                seen.add(episode["decom"])
                kept.append(episode)
        if self.happens(0.1):
            self.chance.shuffle(kept)
        return kept

    # ------------------------------------------------------------------------------------------- the child

    def near(self, day):
        return day + datetime.timedelta(days=self.chance.choice([-2, -1, -1, 0, 0, 1, 1, 2]))

    def birth(self, style, episodes):
        """Mostly a child in the middle of childhood; often one who turns 18 around an event."""
        start = episodes[0]["decom"]
        if self.happens(0.25):
            event = self.chance.choice([episode["decom"] for episode in episodes]
                                       + [episode["dec"] for episode in episodes if episode["dec"]]
                                       + [self.working_days.after(start, 20), turn_months(start, 3)])
            event = self.near(event)
            year = event.year - 18
            leap = datetime.date(year, 2, 28) + datetime.timedelta(days=1)
            if (event.month, event.day) in ((2, 28), (2, 29), (3, 1)) and leap.month == 2:
                return leap
            return datetime.date(year, event.month, 28 if (event.month, event.day) == (2, 29) else event.day)
        if self.happens(0.1):
            return datetime.date(self.chance.choice([2004, 2008, 2012]), 2, 29)
        years = self.chance.randint(1, 3) if style in ("adoption", "authorised") else self.chance.randint(1, 14)
        return days_later(datetime.date(start.year - years, 1, 1), self.chance.randint(0, 27))

    def review_days(self, episodes, born):
        """Reviews near the days that matter: each event, the ends of clocks from it, and from the review before."""
        days = set()
        for episode in episodes:
            for event in filter(None, (episode["decom"], episode["dec"])):
                if self.happens(0.2):
                    days.add(self.near(event))
                if self.happens(0.3):
                    days.add(self.near(self.working_days.after(event, 20)))
                if self.happens(0.15):
                    days.add(self.near(days_later(event, self.chance.choice([28, 42]))))
                if self.happens(0.1):
                    days.add(self.near(turn_months(event, 3)))
        known = sorted(days) or [episodes[0]["decom"]]
        day = self.chance.choice(known)
        for _ in range(self.chance.randint(0, 4)):
            day = self.near(turn_months(day, self.chance.choice([1, 3, 3, 6, 6])))
            days.add(day)
        for edge in (datetime.date(2020, 4, 24), datetime.date(2020, 9, 24), self.known_from):
            if edge and self.happens(0.15):
                days.add(self.near(edge))
        if self.happens(0.1):
            days.add(self.near(datetime.date(born.year + 18, born.month, min(born.day, 28))))
        return sorted(days)

    def note_edges(self, born, episodes, days):
        for episode in episodes:
            self.edges.add(episode["decom"])
            self.edges.add(self.working_days.after(episode["decom"], 20))
            self.edges.add(days_later(episode["decom"], self.chance.choice([28, 42])))
            if episode["dec"]:
                self.edges.add(episode["dec"])
                self.edges.add(turn_months(episode["dec"], 12))
        for day in days:
            self.edges.add(turn_months(day, self.chance.choice([3, 6])))
        if born is not None and born.year + 18 <= self.begin.year + 4:
            self.edges.add(datetime.date(born.year + 18, 3, 1) if (born.month, born.day) == (2, 29)
                           else datetime.date(born.year + 18, born.month, born.day))

    def days_to_ask(self, count):
        """One day far on, and days on the edges, where a wrong comparison shows."""
        asked = [days_later(self.begin, self.chance.randint(200, 1300))]
        edges = sorted(self.edges)
        while len(asked) < count:
            asked.append(self.near(self.chance.choice(edges)))
        return asked

    def write(self, name, born, episodes, days):
        slashed = lambda day: day.strftime("%d/%m/%Y") if day else ""
        self.header.append([name, self.chance.choice("MF"), slashed(born), "WBRI", "UN1", "0", ""])
        for episode in episodes:
            provider = "" if episode["place"] in TEMPORARY else "PR1"
            self.episodes.append([name, slashed(episode["decom"]), episode["rne"], episode["ls"], "N1",
                                  episode["place"], provider, slashed(episode["dec"]), episode["rec"],
                                  "", "", "", ""])
        for place, day in enumerate(days):
            if born is not None and day < born:
                continue
            in_return = self.happens(0.85)
            if in_return:
                code = "PN0" if born is not None and day < turn_months(born, 48) else "PN1"
                self.reviews.append([name, slashed(born), slashed(day), code])
            if not in_return or self.happens(0.35):
                self.add_details(name, place, day)

    def add_details(self, name, place, day):
        completed = ""
        if self.happens(0.5):
            completed = days_later(day, self.chance.choice([0, 0, 1, 7, 14, 28, 29, 35])).isoformat()
        reason = "TEST not practicable" if self.happens(0.4) else ""
        self.details.append([f"R-{name}-{place}", name, "", day.isoformat(), completed, reason])


def write_csv(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def write_authority(folder, seed, children=40, same_decom=False, questions=4):
    """Writes the folder; returns the days as at which it is to be asked."""
    invented = Invented(seed, same_decom)
    for number in range(1, children + 1):
        invented.child(number)
    os.makedirs(folder, exist_ok=True)
    write_csv(os.path.join(folder, "header.csv"), HEADER, invented.header)
    write_csv(os.path.join(folder, "episodes.csv"), EPISODES, invented.episodes)
    write_csv(os.path.join(folder, "reviews.csv"), REVIEWS, invented.reviews)
    write_csv(os.path.join(folder, "review_details.csv"), DETAILS, invented.details)
    known = invented.known_from.isoformat() if invented.known_from else ""
    write_csv(os.path.join(folder, "authority.csv"), ["code", "name", "profile", "reviews_known_from"],
              [["E06000001", "TEST authority", "standard", known]])
    return invented.days_to_ask(questions)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--children", type=int, default=40)
    parser.add_argument("--same-decom", action="store_true", help="let two episodes of a child begin on one day")
    chosen = parser.parse_args()
    for day in write_authority(chosen.folder, chosen.seed, chosen.children, chosen.same_decom):
        print(day.isoformat())


if __name__ == "__main__":
    main()
