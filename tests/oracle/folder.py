"""Reads a folder of SSDA903 files, and of the two tracker files that the timetable needs.

SSDA903 files are recognised by their columns; `authority.csv` and `review_details.csv` by their names.
"""
import csv
import datetime
import os

HEADER = {"CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"}
EPISODES = {"CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
            "HOME_POST", "PL_POST", "URN"}
REVIEWS = {"CHILD", "DOB", "REVIEW", "REVIEW_CODE"}


class Episode:
    def __init__(self, decom, rne, ls, place, dec, rec):
        self.decom = decom
        self.rne = rne
        self.ls = ls
        self.place = place
        self.dec = dec      # None while open
        self.rec = rec


class Review:
    def __init__(self, day, completed, name, relaxed):
        self.day = day              # first sitting
        self.completed = completed  # the same day, unless it was adjourned
        self.name = name
        self.relaxed = relaxed      # a reason under the coronavirus rule is recorded


class Child:
    def __init__(self, name):
        self.name = name
        self.born = None
        self.episodes = []
        self.reviews = []           # one a day, in order of day
        self.relaxed_bookings = []  # booked days of reviews never held, with a coronavirus reason


def read_day(text):
    text = (text or "").strip()
    if not text:
        return None
    if "/" in text:
        day, month, year = text.split("/")
        return datetime.date(int(year), int(month), int(day))
    return datetime.date.fromisoformat(text)


def read_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return {name.strip() for name in reader.fieldnames or []}, list(reader)


def read_folder(folder):
    """Children in order of their ids, and the day from which reviews are known (None: always)."""
    children = {}
    returned = []
    details = []
    known_from = None
    for name in sorted(os.listdir(folder)):
        if not name.lower().endswith(".csv"):
            continue
        columns, rows = read_rows(os.path.join(folder, name))
        if name == "authority.csv":
            for row in rows:
                known_from = read_day(row.get("reviews_known_from"))
        elif name == "review_details.csv":
            details.extend(rows)
        elif columns == HEADER:
            for row in rows:
                child = children.setdefault(row["CHILD"].strip(), Child(row["CHILD"].strip()))
                child.born = read_day(row["DOB"])
        elif columns == EPISODES:
            for row in rows:
                child = children.setdefault(row["CHILD"].strip(), Child(row["CHILD"].strip()))
                child.episodes.append(Episode(
                    read_day(row["DECOM"]), row["RNE"].strip().upper(), row["LS"].strip().upper(),
                    row["PLACE"].strip().upper(), read_day(row["DEC"]), row["REC"].strip().upper()))
        elif columns == REVIEWS:
            returned.extend(rows)
    for child in children.values():
        gather_reviews(child, returned, details)
    return [children[name] for name in sorted(children)], known_from


def gather_reviews(child, returned, details):
    """A review is one thing, matched by child and day, whichever file tells of it."""
    by_day = {}
    for row in returned:
        day = read_day(row["REVIEW"])
        if row["CHILD"].strip() == child.name and day is not None and day not in by_day:
            by_day[day] = Review(day, day, child.name + "@" + day.isoformat(), False)
    named = set()
    for row in details:
        if row["child"].strip() != child.name:
            continue
        day = read_day(row.get("held"))
        relaxed = bool((row.get("relaxed_reason") or "").strip())
        if day is None:
            booked = read_day(row.get("booked"))
            if relaxed and booked is not None:
                child.relaxed_bookings.append(booked)
            continue
        if day in named:
            by_day[day].relaxed = by_day[day].relaxed or relaxed
            continue
        named.add(day)
        completed = read_day(row.get("completed")) or day
        by_day[day] = Review(day, completed, row["review"].strip(), relaxed)
    child.reviews = [by_day[day] for day in sorted(by_day)]
