#!/usr/bin/env python3
"""Works the measures of random authorities out with the program and with the oracle, and prints what differs.

    compare_measures.py BINARY [--seeds N] [--first-seed S] [--children N] [--measure ID] [--keep FOLDER]

Every number of every figure is compared, and for some figures those who stand behind it. Each seed makes two
authorities: one full of edges, with trackers drawn at random, and one invented by the program and then roughened. Exit
status 0: all agree; 1: something differs, or the program refused. The last line counts measures.
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
from random_trackers import add_trackers, roughen
from records import Records

SHOWN = 5   # differences printed of one measure


class Comparison:
    def __init__(self, chosen):
        self.chosen = chosen
        self.working_days = timetable.project_working_days()
        self.differences = Counter()
        self.figures = Counter()
        self.opened = 0

    def differs(self, name, place, text):
        self.differences[name] += 1
        if self.differences[name] <= SHOWN:
            print(f"{name}  {place}\n    {text}")


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"{' '.join(command)}\nended with exit status {done.returncode}\n{done.stderr[-3000:]}")
        return None
    return done.stdout


def year_of(day):
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def program_figures(binary, folder, year, as_at):
    """{(measure, period, 1 where it is the second of that name): {(column, row): (of, met, value, left_out)}}, or None where the program refused."""
    printed = run([binary, "measures", "--db", "files:" + folder, "--year", year, "--as-at", as_at.isoformat(),
                   "--format", "json"])
    if printed is None:
        return None
    found = {}
    part, last = 0, None
    for one in json.loads(printed):
        name = (one["measure"], one["period"])
        key = (one["column"], one["row"])
        if name != last:    # 2010-11 is the year first, and November of 2010 after its quarters
            part = 1 if name + (0,) in found else 0
        last = name
        rows = found.setdefault(name + (part,), {})
        if key in rows:
            print(f"{one['measure']} {one['period']}: the row {key} is printed twice")
            return None
        rows[key] = (one["of"], one.get("met"), one["value"], one["left_out"])
    return found


def is_month(time):
    return (time.last - time.first).days < 31


def is_nothing(row):
    """A row in which nobody is need not be printed."""
    return row is None or (not row[0] and not row[1] and not row[2] and not row[3])


def same(left, right):
    if is_nothing(left) and is_nothing(right):
        return True
    if left is None or right is None:
        return False
    if left[3] != right[3]:
        return False
    return all(near(one, other) for one, other in zip(left[:3], right[:3]))


def near(left, right):
    if left is None or right is None:
        return left is right
    return abs(left - right) <= 1e-9 * max(1, abs(left))


def compare_question(comparison, folder, year, as_at, place):
    """One folder, one year, one day: every figure of every measure. False where the program refused."""
    theirs = program_figures(comparison.chosen.binary, folder, year, as_at)
    if theirs is None:
        return False
    records = Records(folder, as_at, comparison.working_days)
    place = f"{place} year {year} as at {as_at}"
    openable = []
    for name, (when, _, _) in measures.CATALOGUE.items():
        if comparison.chosen.measure not in (None, name):
            continue
        for time in measures.times_of(when, year, as_at):
            ours = measures.figures(name, records, time)
            other = theirs.pop((name, time.name, int(time.name == year and when == "parts" and is_month(time))), {})
            for key in sorted(set(ours) | set(other)):
                comparison.figures[name] += 1
                left, right = ours.get(key), other.get(key)
                if same(left, right):
                    if time.name in (year, as_at.isoformat()) and not is_nothing(left):
                        openable.append((name, time, key, left[3]))
                    continue
                comparison.differs(name, f"{place} period {time.name} row {key[0]}/{key[1]}",
                                   f"oracle {left}  program {right}{explain(comparison, folder, year, as_at, records, name, time, key)}")
    known = {name for name in measures.CATALOGUE if comparison.chosen.measure in (None, name)}
    for name, period, _ in theirs:
        if name in known:
            comparison.differs(name, f"{place} period {period}", "the oracle has no such time")
    chance = random.Random(place)
    for name, time, key, left_out in chance.sample(openable, min(comparison.chosen.open, len(openable))):
        compare_behind(comparison, folder, as_at, records, (name, time, key, left_out), place)
    return True


def behind(comparison, folder, as_at, name, time, key, left_out=None):
    command = [comparison.chosen.binary, "children", "--db", "files:" + folder, "--as-at", as_at.isoformat(),
               "--measure", name, "--format", "json"]
    kind = "--quarter" if "-Q" in time.name else "--month" if is_month(time) else "--year"
    if time.first == time.last:
        command += ["--year", year_of(time.last)] # a measure on a day is asked by the year that ends on it
    else:
        command += [kind, time.name]
    if left_out:
        command += ["--left-out", left_out]
    else:
        command += ["--row", key[1]] if key[1] else []
        command += ["--column", key[0]] if key[0] else []
    printed = run(command)
    if printed is None:
        return None
    text = printed.strip()
    rows = json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines()]
    return Counter((one["child"], one["on"] or on_the_day(time, as_at), one["met"]) for one in rows)


def on_the_day(time, as_at):
    return min(time.last, as_at).isoformat()


def ours_behind(records, name, time, key, left_out=None):
    tally = measures.work_out(name, records, time)
    on = on_the_day(time, records.as_at)
    if left_out:
        found = {(child, day.isoformat() if day else on, False) for child, day in tally.left_out.get(left_out, [])}
    else:
        found = {(child, day.isoformat() if day else on, met) for child, day, met in tally.rows.get(key, [])}
    return Counter(found)


def plain(counted):
    """Without `met`, which means nothing for those left out."""
    return Counter({(child, day) for child, day, _ in counted})


def compare_behind(comparison, folder, as_at, records, figure, place):
    name, time, key, left_out = figure
    if key not in measures.work_out(name, records, time).rows:
        return  # a stated ratio has nobody behind its row
    for reason in [None] + sorted(left_out):
        theirs = behind(comparison, folder, as_at, name, time, key, reason)
        ours = ours_behind(records, name, time, key, reason)
        comparison.opened += 1
        if theirs is None:
            comparison.differs(name, f"{place} period {time.name} row {key}", "the program does not open it")
            continue
        if reason:
            theirs, ours = plain(theirs), plain(ours)
        if theirs != ours:
            comparison.differs(name, f"{place} period {time.name} row {key} left out {reason}",
                               f"behind it: only oracle {sorted(ours - theirs)[:4]}  only program {sorted(theirs - ours)[:4]}")


def explain(comparison, folder, year, as_at, records, name, time, key):
    """The first children that one has behind the figure and the other has not; nothing when it cannot be opened."""
    if comparison.differences[name] >= SHOWN or (time.first == time.last and time.last != as_at
                                                 and time.last != measures.year_time(year).last):
        return ""
    theirs = behind(comparison, folder, as_at, name, time, key)
    if theirs is None:
        return ""
    ours = ours_behind(records, name, time, key)
    return f"\n    only oracle {sorted(ours - theirs)[:3]}\n    only program {sorted(theirs - ours)[:3]}"


def questions(days, chance):
    """Each day with its own year, and one of them with the year before."""
    for place, day in enumerate(days):
        yield year_of(day), day
        if place == 0:
            yield year_of(day - datetime.timedelta(days=365)), day


def authorities(comparison, seed, top):
    """(place, folder, days): one full of edges, one invented by the program and roughened."""
    chance = random.Random(seed)
    children = comparison.chosen.children
    edges = os.path.join(top, f"edges-{seed}")
    days = write_authority(edges, seed, children, questions=2)
    add_trackers(edges, chance)
    yield f"seed {seed} edges", edges, days
    invented = os.path.join(top, f"invented-{seed}")
    last = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randint(0, 800))
    if run([comparison.chosen.binary, "generate", invented, "--children", str(children), "--years", "3", "--seed",
            str(seed), "--as-at", last.isoformat()]) is None:
        yield f"seed {seed} invented", None, []
        return
    roughen(invented, chance)
    yield f"seed {seed} invented", invented, [last, last - datetime.timedelta(days=chance.randint(1, 700))]


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
    refused = 0
    try:
        for seed in range(chosen.first_seed, chosen.first_seed + chosen.seeds):
            for place, folder, days in authorities(comparison, seed, top):
                for year, as_at in questions(days, random.Random(seed)):
                    if not compare_question(comparison, folder, year, as_at, place):
                        refused += 1
                        print(f"{place} year {year} as at {as_at}: refused")
                refused += folder is None
    finally:
        if not chosen.keep:
            shutil.rmtree(top)
    for name, count in comparison.differences.items():
        print(f"{name}: {count} differences in {comparison.figures[name]} figures")
    compared = [name for name in measures.CATALOGUE if comparison.figures[name]]
    failed = sum(1 for name in compared if comparison.differences[name]) + refused
    print(f"{sum(comparison.figures.values())} figures compared, {comparison.opened} opened, {refused} refused")
    print(f"measures  {len(compared) + refused - failed} passed, {failed} failed")
    return 1 if failed or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
