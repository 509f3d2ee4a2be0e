#!/usr/bin/env python3
"""Reads the readable cases of tests/cases/timetable and holds the oracle against them.

    case_files.py [FILE.case ...]     all of them when none is named; exit status 1 when one differs
"""
import datetime
import glob
import os
import sys

sys.dont_write_bytecode = True  # the checkout stays as it was

import timetable
from folder import Child, Episode, Review

CHILD = "TESTCASE"


class Case:
    def __init__(self, file, line, title):
        self.file = file
        self.line = line
        self.title = title
        self.child = Child(CHILD)
        self.known_from = None
        self.questions = []     # (as at, line, expected lines)


def read_cases(path):
    cases = []
    with open(path, encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            text = text.strip()
            if not text or text.startswith("#"):
                continue
            word, _, rest = text.partition(":")
            rest = rest.strip()
            if word == "case":
                cases.append(Case(os.path.basename(path), number, rest))
            elif not cases:
                raise SystemExit(f"{path}:{number}: the first line must be a case")
            else:
                read_line(cases[-1], number, word, rest)
    for case in cases:
        case.child.reviews.sort(key=lambda review: review.day)
    return cases


def read_line(case, number, word, rest):
    words = rest.split()
    day = datetime.date.fromisoformat
    if word == "born":
        case.child.born = day(rest)
    elif word == "known from":
        case.known_from = day(rest)
    elif word == "episode":
        dec = None if words[4] == "-" else day(words[4])
        case.child.episodes.append(Episode(day(words[0]), words[1], words[2], words[3], dec,
                                           words[5] if len(words) > 5 else ""))
    elif word == "review":
        add_review(case.child, words)
    elif word == "not held":
        if words[1:] != ["relaxed"]:
            raise SystemExit(f"{case.file}:{number}: 'not held' takes a day and the word relaxed")
        case.child.relaxed_bookings.append(day(words[0]))
    elif word == "as at":
        case.questions.append((day(rest), number, []))
    elif word == "expect":
        case.questions[-1][2].append((number, rest))
    else:
        raise SystemExit(f"{case.file}:{number}: unknown word '{word}'")


def add_review(child, words):
    held = datetime.date.fromisoformat(words[0])
    completed = held
    if "completed" in words:
        completed = datetime.date.fromisoformat(words[words.index("completed") + 1])
    if any(review.day == held for review in child.reviews):
        return      # two on one day count as one
    child.reviews.append(Review(held, completed, CHILD + "@" + held.isoformat(), "relaxed" in words))


def written(row):
    """A requirement in the words of a case, with the optional ones at the end."""
    number = "-" if row["number"] is None else str(row["number"])
    text = f"{row['clock']} {number} {row['kind']} latest {row['latest']} {row['state']}"
    if row["first_sitting"]:
        text += " review " + row["first_sitting"]
    if row["days_late"]:
        text += " late " + str(row["days_late"])
    if row["relaxed"]:
        text += " relaxed"
    if row["next"]:
        text += " next"
    return text, f" because {row['trigger']} {row['triggered_by']}", f" rule {row['rule']}"


def answers(row, expected):
    text, because, rule = written(row)
    if " because " in expected:
        text += because
    if " rule " in expected:
        text += rule
    return text == expected


def check(case, working_days):
    wrong = []
    if not case.questions:
        wrong.append(f"{case.file}:{case.line}: {case.title}\n    no 'as at' line")
    for as_at, line, expected in case.questions:
        rows = timetable.child_requirements(case.child, as_at, case.known_from, working_days)
        expected = [text for _, text in expected]
        if not expected:
            wrong.append(f"{case.file}:{line}: nothing expected; write 'expect: none' for that")
        wanted = [] if expected == ["none"] else expected
        if len(rows) != len(wanted) or not all(map(answers, rows, wanted)):
            got = ["".join(written(row)) for row in rows] or ["none"]
            wrong.append("\n    ".join([f"{case.file}:{line}: {case.title}, as at {as_at}", "expected"]
                                       + ["  " + text for text in expected]
                                       + ["worked out"] + ["  " + text for text in got]))
    return wrong


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    files = sys.argv[1:] or sorted(glob.glob(os.path.join(here, "..", "cases", "timetable", "*.case")))
    working_days = timetable.project_working_days()
    cases = [case for file in files for case in read_cases(file)]
    wrong = [text for case in cases for text in check(case, working_days)]
    for text in wrong:
        print(text)
    questions = sum(len(case.questions) for case in cases)
    print(f"{len(cases)} cases with {questions} questions, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
