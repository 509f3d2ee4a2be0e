#!/usr/bin/env python3
"""Works the measures of random authorities out with the program and with the oracle, and prints what differs.

    compare_measures.py BINARY [--seeds N] [--first-seed S] [--children N] [--measure ID] [--keep FOLDER]

Every number of every figure is compared, and for some figures those who stand behind it. Each seed makes three
authorities: one full of edges, with trackers drawn at random; one that the program invents, roughened; one in its
database. Exit status 0: all agree; 1: something differs, or the program refused. The last line counts measures.
"""
import argparse
import datetime
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

sys.dont_write_bytecode = True  # the checkout stays as it was

import measures
import timetable
from random_authority import write_authority
from random_trackers import add_trackers, invented_places, roughen, write_postcodes
from records import Records

SHOWN = 5   # differences printed of one measure


def run(command, quiet=False):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0 and quiet:
        return None
    if done.returncode != 0:
        print(f"{' '.join(command)}\nended with exit status {done.returncode}\n{done.stderr[-2000:]}")
        return None
    return done.stdout


def year_of(day):
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def is_month(time):
    return 0 < (time.last - time.first).days < 31


def near(left, right):
    if left is None or right is None:
        return left is right
    return abs(left - right) <= 1e-9 * max(1, abs(left))


def is_nothing(row):
    """A row in which nobody is need not be printed."""
    return row is None or not any(row)


def same(left, right):
    if is_nothing(left) and is_nothing(right):
        return True
    if left is None or right is None or left[3] != right[3]:
        return False
    return all(near(one, other) for one, other in zip(left[:3], right[:3]))


class Authority:
    """One folder, and how the program is asked about it."""

    def __init__(self, binary, folder, postcodes, place, database=None):
        self.binary = binary
        self.folder = folder
        self.database = database or "files:" + folder
        self.postcodes = postcodes
        self.place = place

    def command(self, name, as_at):
        command = [self.binary, name, "--db", self.database, "--as-at", as_at.isoformat(), "--format", "json"]
        return command + (["--postcodes", self.postcodes] if self.postcodes else [])

    def figures(self, year, as_at):
        """{(measure, period): {(column, row): (of, met, value, left_out)}}; None where the program refused."""
        printed = run(self.command("measures", as_at) + ["--year", year])
        if printed is None:
            return None
        found = {}
        for one in json.loads(printed):
            rows = found.setdefault((one["measure"], one["period"]), {})
            key = (one["column"], one["row"])
            if key in rows:
                print(f"{self.place}: {one['measure']} {one['period']} prints the row {key} twice")
                return None
            rows[key] = (one["of"], one.get("met"), one["value"], one["left_out"])
        return found

    def behind(self, name, time, key, as_at, left_out=None, quiet=False):
        """Who stands behind a row, or behind a reason for leaving out."""
        if time.first == time.last:
            asked = ["--year", year_of(time.last)]  # a measure on a day is asked by its year
        else:
            kind = "--quarter" if "-Q" in time.name else "--month" if is_month(time) else "--year"
            asked = [kind, time.name if kind != "--month" else time.first.strftime("%Y-%m")]
        if left_out:
            asked += ["--left-out", left_out]
        else:
            asked += (["--row", key[1]] if key[1] else []) + (["--column", key[0]] if key[0] else [])
        printed = run(self.command("children", as_at) + ["--measure", name] + asked, quiet)
        if printed is None:
            return None
        text = printed.strip()
        rows = json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines()]
        on = min(time.last, as_at).isoformat()
        return Counter((one["child"], one["on"] or on, one["met"] or bool(left_out)) for one in rows)


def ours_behind(records, name, time, key, left_out=None):
    """The same of the oracle; `met` means nothing for those left out."""
    tally = measures.work_out(name, records, time)
    on = min(time.last, records.as_at)
    if left_out:
        return Counter((child, (day or on).isoformat(), True) for child, day in tally.left_out.get(left_out, []))
    return Counter((child, (day or on).isoformat(), met) for child, day, met in tally.rows.get(key, []))


class Comparison:
    def __init__(self, chosen):
        self.chosen = chosen
        self.working_days = timetable.project_working_days()
        self.differences = Counter()
        self.figures = Counter()
        self.opened = 0
        self.refused = 0

    def wanted(self):
        return [name for name in measures.CATALOGUE if self.chosen.measure in (None, name)]

    def differs(self, name, place, text):
        self.differences[name] += 1
        if self.differences[name] <= SHOWN:
            print(f"{name}  {place}\n    {text}")

    def question(self, authority, year, as_at):
        """One folder, one year, one day: every figure of every measure."""
        place = f"{authority.place} year {year} as at {as_at}"
        theirs = authority.figures(year, as_at)
        if theirs is None:
            self.refused += 1
            print(f"{place}: refused")
            return
        records = Records(authority.folder, as_at, self.working_days, authority.postcodes)
        openable = []
        for name in self.wanted():
            for time in measures.times_of(measures.CATALOGUE[name][0], year, as_at):
                other = theirs.pop((name, time.name), {})
                openable += self.compare(authority, records, (name, time, other), place)
        for name, period in theirs:
            if self.chosen.measure in (None, name):
                self.differs(name, f"{place} period {period}", "The oracle has no such measure or time.")
        chance = random.Random(place)
        for name, time, key, left_out in chance.sample(openable, min(self.chosen.open, len(openable))):
            for reason in [None] + sorted(left_out):
                self.open(authority, records, (name, time, key, reason), place)

    def compare(self, authority, records, asked, place):
        """A measure at a time, row by row; returns the rows that agree and can be opened."""
        name, time, theirs = asked
        ours = measures.figures(name, records, time)
        counted = measures.work_out(name, records, time).rows
        agreed = []
        for key in sorted(set(ours) | set(theirs)):
            self.figures[name] += 1
            left, right = ours.get(key), theirs.get(key)
            if not same(left, right):
                self.differs(name, f"{place} period {time.name} column '{key[0]}' row '{key[1]}'",
                             f"oracle {left}  program {right}{self.explain(authority, records, name, time, key)}")
            elif not is_nothing(left) and key in counted and self.can_open(time, year_of(time.last), records):
                agreed.append((name, time, key, left[3]))
        return agreed

    def can_open(self, time, year, records):
        """The last day of a year, and what is no day at all, can be asked of the program."""
        return time.first != time.last or time.last == min(measures.year_time(year).last, records.as_at)

    def explain(self, authority, records, name, time, key):
        """The first who stand behind the figure of one and not of the other."""
        if self.differences[name] >= SHOWN or not self.can_open(time, year_of(time.last), records):
            return ""
        theirs = authority.behind(name, time, key, records.as_at, quiet=True) or Counter()
        ours = ours_behind(records, name, time, key)
        return f"\n    only oracle {sorted(ours - theirs)[:3]}\n    only program {sorted(theirs - ours)[:3]}"

    def open(self, authority, records, figure, place):
        name, time, key, reason = figure
        theirs = authority.behind(name, time, key, records.as_at, reason)
        ours = ours_behind(records, name, time, key, reason)
        self.opened += 1
        if theirs is None:
            self.refused += 1
        elif theirs != ours:
            left_out = f" left out {reason}" if reason else ""
            self.differs(name, f"{place} period {time.name} column '{key[0]}' row '{key[1]}'{left_out}",
                         f"behind it only oracle {sorted(ours - theirs)[:4]}  "
                         f"only program {sorted(theirs - ours)[:4]}")

    def report(self):
        for name, count in self.differences.items():
            print(f"{name}: {count} differences in {self.figures[name]} figures")
        names = set(self.figures) | set(self.differences)
        failed = len(self.differences) + self.refused
        print(f"{sum(self.figures.values())} figures compared, {self.opened} opened, {self.refused} refused")
        print(f"measures  {len(names) - len(self.differences)} passed, {failed} failed")
        return 1 if failed or not names else 0


def questions(days):
    """Each day with its own year; the first also with the year before, and with one that has not begun."""
    for day in days:
        yield year_of(day), day
    yield year_of(days[0] - datetime.timedelta(days=365)), days[0]
    if 2020 <= max(days).year <= 2022:
        yield "2020-21", max(days)  # in which the coronavirus rule stood
    yield year_of(days[0] + datetime.timedelta(days=366)), days[0]


def edges(binary, seed, children, top):
    chance = random.Random(seed)
    folder = os.path.join(top, f"edges-{seed}")
    days = write_authority(folder, seed, children, questions=2)
    add_trackers(folder, chance)
    postcodes = write_postcodes(os.path.join(top, f"postcodes-{seed}")) if chance.random() < 0.8 else None
    return Authority(binary, folder, postcodes, f"seed {seed} edges"), days


def real_places(top):
    """Without a table the program knows of itself where the places of an invented authority lie; the oracle does not."""
    folder = os.path.join(top, "invented-places")
    return folder + "/postcodes.csv" if os.path.exists(folder) else write_postcodes(folder, invented_places())


def invented(binary, seed, children, top):
    chance = random.Random(seed)
    folder = os.path.join(top, f"invented-{seed}")
    last = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randint(0, 800))
    if run([binary, "generate", folder, *invention(seed, children, last)]) is None:
        sys.exit(1)
    roughen(folder, chance)
    earlier = last - datetime.timedelta(days=chance.randint(1, 700))
    return Authority(binary, folder, real_places(top), f"seed {seed} invented"), [last, earlier]


def stored(binary, seed, children, top):
    """The program counts from its database, the oracle from what the program writes out of it."""
    folder = os.path.join(top, f"stored-{seed}")
    database = f"sqlite:{folder}.db"
    last = datetime.date(2021, 1, 1) + datetime.timedelta(days=random.Random(seed).randint(0, 1500))
    if (run([binary, "demo", "--db", database, *invention(seed, children, last)]) is None
            or run([binary, "export", folder, "--db", database]) is None):
        sys.exit(1)
    return Authority(binary, folder, real_places(top), f"seed {seed} stored", database), [last]


def invention(seed, children, last):
    return ["--children", str(children), "--years", "3", "--seed", str(seed), "--as-at", last.isoformat()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--children", type=int, default=40)
    parser.add_argument("--open", type=int, default=6, help="how many figures of a question are opened")
    parser.add_argument("--measure", help="this one only")
    parser.add_argument("--keep", help="a folder in which the authorities are left to be looked at")
    chosen = parser.parse_args()
    comparison = Comparison(chosen)
    top = chosen.keep or tempfile.mkdtemp(prefix="measures-")
    os.environ["XDG_CACHE_HOME"] = top  # where the program keeps its table of postcodes
    try:
        for seed in range(chosen.first_seed, chosen.first_seed + chosen.seeds):
            for made in (edges, invented, stored):
                authority, days = made(chosen.binary, seed, chosen.children, top)
                for year, as_at in questions(days):
                    comparison.question(authority, year, as_at)
    finally:
        if not chosen.keep:
            shutil.rmtree(top)
    return comparison.report()


if __name__ == "__main__":
    sys.exit(main())
