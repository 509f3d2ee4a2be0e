#!/usr/bin/env python3
"""Runs random authorities through the program and through the oracle, and prints the first difference.

    compare_timetable.py BINARY [--seeds N] [--first-seed S] [--children N] [--keep FOLDER] [--all-children]

Exit status 0: every requirement agrees to the day; 1: one differs, or the program refused the folder. BINARY may
also be timetable.py itself, which proves the comparer and not the timetable.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

sys.dont_write_bytecode = True  # the checkout stays as it was

import timetable
from folder import read_folder
from random_authority import write_authority

KEYS = ["child", "clock", "number", "kind", "rule", "trigger", "triggered_by", "latest", "review", "first_sitting",
        "state", "relaxed", "next", "days_late"]


def run_program(binary, folder, as_at):
    if binary.endswith("timetable.py"):
        command = [sys.executable, binary, folder, "--as-at", as_at.isoformat()]
    else:
        command = [binary, "timetable", "--db", "files:" + folder, "--as-at", as_at.isoformat(),
                   "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"{' '.join(command)}\nended with exit status {done.returncode}\n{done.stderr[-3000:]}")
        return None
    return [plain(json.loads(line)) for line in done.stdout.splitlines() if line.strip()]


def plain(row):
    """Only the common keys; an absent number, review or day is None however it is written."""
    result = {key: row.get(key) for key in KEYS}
    for key in ("number", "review", "first_sitting"):
        if result[key] in ("", 0, "-", "0"):
            result[key] = None
    for key in ("relaxed", "next"):
        result[key] = bool(result[key])
    result["days_late"] = result["days_late"] or 0
    return result


def by_child(rows):
    children = {}
    for row in rows:
        children.setdefault(row["child"], []).append(row)
    return children


def settle_ties(rows):
    """The page gives no order to requirements of one clock with one latest day that stand side by side."""
    settled, run = [], []
    for row in rows + [None]:
        if run and (row is None or (row["latest"], row["clock"]) != (run[0]["latest"], run[0]["clock"])):
            settled.extend(sorted(run, key=lambda one: json.dumps(one, sort_keys=True)))
            run = []
        if row is not None:
            run.append(row)
    return settled


def first_difference(ours, theirs):
    for place in range(max(len(ours), len(theirs))):
        left = ours[place] if place < len(ours) else None
        right = theirs[place] if place < len(theirs) else None
        if left != right:
            return left, right
    return None


def describe(row, other):
    if row is None:
        return "    (none)"
    words = []
    for key in KEYS[1:]:
        mark = "*" if other is not None and row[key] != other[key] else ""
        words.append(f"{mark}{key}={row[key]}")
    return "    " + " ".join(words)


def print_difference(difference):
    left, right = difference
    print("  oracle:\n" + describe(left, right))
    print("  program:\n" + describe(right, left))


def print_history(child, as_at, known_from, ours, theirs):
    print(f"{child.name} born {child.born} as at {as_at} reviews known from {known_from}")
    for one in child.episodes:
        print(f"    episode {one.decom} {one.rne} {one.ls} {one.place} {one.dec or '-'} {one.rec}")
    for review in child.reviews:
        later = f" completed {review.completed}" if review.completed != review.day else ""
        print(f"    review {review.day}{later}{' relaxed' if review.relaxed else ''} ({review.name})")
    for title, rows in (("oracle", ours), ("program", theirs)):
        print(f"  {title}:")
        for row in rows:
            number = "-" if row["number"] is None else row["number"]
            print(f"    {row['clock']} {number} {row['kind']} latest {row['latest']} {row['state']}"
                  f" review {row['first_sitting'] or '-'} late {row['days_late']}"
                  f"{' relaxed' if row['relaxed'] else ''}{' next' if row['next'] else ''}"
                  f" because {row['trigger']} {row['triggered_by']} rule {row['rule']}")


def compare_folder(folder, as_at, binary, working_days, seen):
    """The children that differ: (child, our rows, their rows, the first difference); None: the program failed."""
    children, known_from = read_folder(folder)
    theirs = run_program(binary, folder, as_at)
    if theirs is None:
        return None, known_from
    order = list(dict.fromkeys(row["child"] for row in theirs))
    if order != sorted(order):
        print("The program does not put the children in order of their ids.")
        return None, known_from
    theirs = by_child(theirs)
    differing = []
    for child in children:
        rows = timetable.child_requirements(child, as_at, known_from, working_days)
        ours = settle_ties([plain(row) for row in rows])
        other = settle_ties(theirs.pop(child.name, []))
        for row in ours:
            seen[row["clock"] + " " + row["state"]] += 1
        difference = first_difference(ours, other)
        if difference:
            differing.append((child, ours, other, difference))
    if theirs:
        print("The program has children that the folder has not:", ", ".join(sorted(theirs)))
        return None, known_from
    return differing, known_from


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--children", type=int, default=40)
    parser.add_argument("--same-decom", action="store_true", help="let two episodes of a child begin on one day")
    parser.add_argument("--all-children", action="store_true", help="do not stop at the first difference")
    parser.add_argument("--keep", help="a folder in which the authorities are left to be looked at")
    chosen = parser.parse_args()
    top = chosen.keep or tempfile.mkdtemp(prefix="timetable-")
    working_days = timetable.project_working_days()
    seen, differed = Counter(), 0
    try:
        for seed in range(chosen.first_seed, chosen.first_seed + chosen.seeds):
            folder = os.path.join(top, f"seed-{seed}")
            for as_at in write_authority(folder, seed, chosen.children, chosen.same_decom):
                differing, known_from = compare_folder(folder, as_at, chosen.binary, working_days, seen)
                if differing is None:
                    print(f"seed {seed}, as at {as_at}")
                    return 1
                for child, ours, theirs, difference in differing:
                    differed += 1
                    print(f"seed {seed}: the first requirement that differs")
                    print_difference(difference)
                    print_history(child, as_at, known_from, ours, theirs)
                    if not chosen.all_children:
                        return 1
    finally:
        if not chosen.keep:
            shutil.rmtree(top)
    counted = ", ".join(f"{name}: {count}" for name, count in sorted(seen.items()))
    print(f"{chosen.seeds} authorities of {chosen.children} children, {differed} answers differ\n{counted}")
    return 1 if differed else 0


if __name__ == "__main__":
    sys.exit(main())
