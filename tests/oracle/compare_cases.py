#!/usr/bin/env python3
"""Writes the readable cases of tests/cases/timetable out as a service's files, and runs the program on them.

    compare_cases.py BINARY [FILE.case ...] [--keep FOLDER]

So reading files, the timetable and printing it are held against the cases together. Exit status 1 when a case
is answered otherwise; the last line counts the cases.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True  # the checkout stays as it was

import case_files
from random_authority import DETAILS, EPISODES, HEADER, REVIEWS, write_csv

KEYS = ["clock", "number", "kind", "latest", "state", "first_sitting", "days_late", "relaxed", "next",
        "trigger", "triggered_by", "rule", "review", "why"]
SAME_KEY = "which has the same key"


def slashed(day):
    return day.strftime("%d/%m/%Y") if day else ""


def write_case(case, folder):
    """The return's tables, and the service's own for what a return cannot tell."""
    child = case.child
    os.makedirs(folder)
    write_csv(os.path.join(folder, "header.csv"), HEADER,
              [[child.name, "F", slashed(child.born), "WBRI", "UN1", "0", ""]])
    write_csv(os.path.join(folder, "episodes.csv"), EPISODES,
              [[child.name, slashed(one.decom), one.rne, one.ls, "N1", one.place, "PR1", slashed(one.dec),
                one.rec, "", "", "", ""] for one in child.episodes])
    plain = [one for one in case.written_reviews if not needs_details(one)]
    write_csv(os.path.join(folder, "reviews.csv"), REVIEWS,
              [[child.name, slashed(child.born), slashed(one.day), "PN1"] for one in plain])
    write_csv(os.path.join(folder, "review_details.csv"), DETAILS,
              [details_row(one, child.name, number) for number, one in enumerate(case.written_reviews)
               if needs_details(one)]
              + [[f"booked-{number}", child.name, day.isoformat(), "", "", "recorded"]
                 for number, day in enumerate(child.relaxed_bookings)])
    known = case.known_from.isoformat() if case.known_from else ""
    write_csv(os.path.join(folder, "authority.csv"), ["code", "name", "profile", "reviews_known_from"],
              [["E06000001", "TEST authority", "standard", known]])


def needs_details(review):
    return review.relaxed or review.completed != review.day


def details_row(review, child, number):
    return [f"review-{number}", child, "", review.day.isoformat(), review.completed.isoformat(),
            "recorded" if review.relaxed else ""]


def ask(binary, folder, as_at):
    """The program's answer, or what it said where it gave none."""
    command = [binary, "timetable", "--db", "files:" + folder, "--as-at", as_at.isoformat(),
               "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return None, f"ended with exit status {done.returncode}: {done.stderr.strip()[-2000:]}"
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    missing = sorted({key for row in rows for key in KEYS if key not in row})
    return (None, "gave no " + ", ".join(missing)) if missing else (rows, "")


def place(case, question):
    return f"{case.file}:{question[1]}: {case.title}, as at {question[0]}\n    "


def wrong_sentences(case, question, rows):
    return [place(case, question) + f"expected  {one.why}\n    said      {row['why']}"
            for one, row in zip(question[2], rows) if one.why and one.why != row["why"]]


def wrong_reviews(case, question, rows):
    """A review that only the return knows has no id of the service's, and is named by child and day."""
    names = {one.day.isoformat(): one.name for one in case.written_reviews}
    for number, one in reversed(list(enumerate(case.written_reviews))):
        if needs_details(one):
            names[one.day.isoformat()] = f"review-{number}"
    return [place(case, question) + f"met by {row['review']}, not by {names.get(row['first_sitting'])}"
            for row in rows if row["review"] != names.get(row["first_sitting"])]


def two_begin_on_one_day(case):
    begun = [one.decom for one in case.child.episodes]
    return len(set(begun)) < len(begun)


def check(case, binary, folder):
    if not case.questions:
        return [f"{case.file}:{case.line}: {case.title}\n    no 'as at' line"]
    write_case(case, folder)
    wrong = []
    for question in case.questions:
        rows, said = ask(binary, folder, question[0])
        # In files DECOM is an episode's key, so such a history is known to the timetable's own tests only.
        if two_begin_on_one_day(case) and "episodes.csv" in said and SAME_KEY in said:
            continue
        if rows is None:
            wrong.append(place(case, question) + "the program " + said)
            continue
        wrong += case_files.differences(case, question, rows)
        wrong += wrong_sentences(case, question, rows)
        wrong += wrong_reviews(case, question, rows)
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("files", nargs="*", metavar="FILE.case")
    parser.add_argument("--keep", help="a folder in which the cases' files are left to be looked at")
    chosen = parser.parse_args()
    cases = [case for path in case_files.case_paths(chosen.files) for case in case_files.read_cases(path)]
    top = chosen.keep or tempfile.mkdtemp(prefix="cases-")
    try:
        with ThreadPoolExecutor(os.cpu_count()) as workers:
            answers = list(workers.map(
                lambda at: check(cases[at], chosen.binary, os.path.join(top, f"case-{at}")),
                range(len(cases))))
    finally:
        if not chosen.keep:
            shutil.rmtree(top)
    for wrong in answers:
        for text in wrong:
            print(text)
    failed = sum(1 for wrong in answers if wrong)
    print(f"cases  {len(cases) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
