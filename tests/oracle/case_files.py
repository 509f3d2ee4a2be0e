#!/usr/bin/env python3
"""Reads the readable cases of tests/cases/timetable and holds the oracle against them.

The oracle has no sentences: `why:` lines are read here for the program, which compare_cases.py asks.

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


class Expected:
    """A requirement in the words of a case, and the sentence that says why, where the case writes it."""

    def __init__(self, words):
        self.words = words
        self.why = ""


class Case:
    def __init__(self, file, line, title):
        self.file = file
        self.line = line
        self.title = title
        self.child = Child(CHILD)
        self.written_reviews = []   # all of them, where the child's are one a day
        self.known_from = None
        self.questions = []     # (as at, line, expected)


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
        add_review(case, words)
    elif word == "not held":
        if words[1:] != ["relaxed"]:
            raise SystemExit(f"{case.file}:{number}: 'not held' takes a day and the word relaxed")
        case.child.relaxed_bookings.append(day(words[0]))
    elif word == "as at":
        case.questions.append((day(rest), number, []))
    elif word == "expect":
        case.questions[-1][2].append(Expected(rest))
    elif word == "why":
        add_why(case, number, rest)
    else:
        raise SystemExit(f"{case.file}:{number}: unknown word '{word}'")


def add_why(case, number, rest):
    """A long sentence stands on several lines, which a blank parts."""
    if not case.questions or not case.questions[-1][2]:
        raise SystemExit(f"{case.file}:{number}: 'why' follows the 'expect' that it belongs to")
    expected = case.questions[-1][2][-1]
    expected.why = (expected.why + " " + rest).strip()


def add_review(case, words):
    held = datetime.date.fromisoformat(words[0])
    completed = held
    if "completed" in words:
        completed = datetime.date.fromisoformat(words[words.index("completed") + 1])
    review = Review(held, completed, CHILD + "@" + held.isoformat(), "relaxed" in words)
    case.written_reviews.append(review)
    if all(other.day != held for other in case.child.reviews):
        case.child.reviews.append(review)   # two on one day count as one


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


def differences(case, question, rows):
    """What a question was answered otherwise than the case expects, as texts to print."""
    as_at, line, expected = question
    if not expected:
        return [f"{case.file}:{line}: nothing expected; write 'expect: none' for that"]
    words = [one.words for one in expected]
    wanted = [] if words == ["none"] else words
    if len(rows) == len(wanted) and all(map(answers, rows, wanted)):
        return []
    got = ["".join(written(row)) for row in rows] or ["none"]
    return ["\n    ".join([f"{case.file}:{line}: {case.title}, as at {as_at}", "expected"]
                          + ["  " + text for text in words]
                          + ["worked out"] + ["  " + text for text in got])]


def check(case, working_days):
    if not case.questions:
        return [f"{case.file}:{case.line}: {case.title}\n    no 'as at' line"]
    wrong = []
    for question in case.questions:
        rows = timetable.child_requirements(case.child, question[0], case.known_from, working_days)
        wrong += differences(case, question, rows)
    return wrong


def case_paths(named):
    here = os.path.dirname(os.path.abspath(__file__))
    return named or sorted(glob.glob(os.path.join(here, "..", "cases", "timetable", "*.case")))


def main():
    working_days = timetable.project_working_days()
    cases = [case for file in case_paths(sys.argv[1:]) for case in read_cases(file)]
    wrong = [text for case in cases for text in check(case, working_days)]
    for text in wrong:
        print(text)
    questions = sum(len(case.questions) for case in cases)
    print(f"{len(cases)} cases with {questions} questions, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
