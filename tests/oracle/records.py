"""Reads all of a folder that the measures need: the return's tables by their columns, the trackers by their names.

What is dated after the day as at which all is looked at has not happened yet and is not there.
"""
import json
import math
import os

import timetable
from calendar_tables import FAR, eighteenth_birthday
from folder import Episode, read_day, read_folder, read_rows

TABLES = {
    "header": {"CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"},
    "episodes": {"CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC",
                 "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"},
    "reviews": {"CHILD", "DOB", "REVIEW", "REVIEW_CODE"},
    "uasc": {"CHILD", "SEX", "DOB", "DUC"},
    "missing": {"CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"},
    "adoptions": {"CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"},
    "adoption_decisions": {"CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"},
    "workers": {"CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"},
}
TRACKERS = ["absences", "allocations", "attendance", "authority", "children", "conferences", "contacts", "decisions", "midways", "officers",
            "permanence", "population", "review_details", "siblings", "stood_down"]


class WideEpisode(Episode):
    """An episode with the columns that the timetable does not look at."""

    def __init__(self, row, as_at):
        dec, rec = read_day(row["DEC"]), row["REC"].strip().upper()
        if dec is not None and dec > as_at:
            dec, rec = None, ""
        super().__init__(read_day(row["DECOM"]), row["RNE"].strip().upper(), row["LS"].strip().upper(),
                         row["PLACE"].strip().upper(), dec, rec)
        self.need = row["CIN"].strip().upper()
        self.provider = row["PLACE_PROVIDER"].strip().upper()
        self.home = row["HOME_POST"].strip().upper()
        self.placed_at = row["PL_POST"].strip().upper()


class WideReview:
    """A review held, with all that the trackers tell of it; `code` is the first participation code."""

    def __init__(self, review, child, row, code):
        self.name, self.day, self.completed, self.relaxed = (review.name, review.day, review.completed,
                                                             review.relaxed)
        self.child = child
        self.row = row
        codes = [one.strip().upper() for one in row.get("participation", "").split(";")]
        self.code = code or codes[0]

    def text(self, column):
        return self.row.get(column, "").strip()

    def day_of(self, column, as_at):
        day = read_day(self.row.get(column))
        return day if day is not None and day <= as_at else None


class Allocation:
    """To an IRO, from its first day to the day after its last."""

    def __init__(self, row):
        self.officer = row["officer"]
        self.start = read_day(row["from"])
        self.end = read_day(row["until"]) or FAR


class Places:
    """Where the postcodes of a file lie; without one nothing is known."""

    def __init__(self, path):
        self.known = {}
        if not path:
            return
        upper_file = os.path.join(os.path.dirname(path), "ltla_to_utla_2021.json")
        with open(upper_file, encoding="utf-8") as file:
            upper = {row["LTLA21CD"]: row["UTLA21CD"] for row in json.load(file)}
        for row in read_rows(path)[1]:
            self.known[plain_postcode(row["pcd"])] = (int(row["easting"]), int(row["northing"]),
                                                      upper.get(row["laua"], row["laua"]))

    def area(self, postcode):
        place = self.known.get(plain_postcode(postcode))
        return place and place[2]

    def miles(self, home, placed_at):
        """In a straight line, with one decimal, as the guide to the return has it."""
        one, other = self.known.get(plain_postcode(home)), self.known.get(plain_postcode(placed_at))
        if one is None or other is None:
            return None
        metres = math.hypot(one[0] - other[0], one[1] - other[1])
        return math.floor(metres / 160.93 + 0.5) / 10


def plain_postcode(text):
    return text.replace(" ", "").upper()


class Records:
    """One authority as it was known on a day."""

    def __init__(self, folder, as_at, working_days, postcodes=None):
        self.places = Places(postcodes)
        self.as_at = as_at
        self.working_days = working_days
        tables = read_tables(folder)
        children, known_from = read_folder(folder)
        self.known_from = known_from
        self.tables = tables
        self.children = children
        self.officers = {row["officer"]: row for row in tables["officers"]}
        about = {row["CHILD"].strip(): row for row in tables["header"]}
        chosen = {row["child"]: row for row in tables["children"]}
        wide = gather(tables["episodes"], "CHILD")
        for child in children:
            child.header = about.get(child.name, {})
            child.chosen = chosen.get(child.name, {})
            child.birthday = eighteenth_birthday(child.born) if child.born else FAR
            child.episodes = [WideEpisode(row, as_at) for row in wide.get(child.name, [])]
            child.episodes = [one for one in child.episodes if one.decom is not None and one.decom <= as_at]
            child.held = wide_reviews(child, tables, as_at)
            child.requirements, child.periods = timetable.find_requirements(child, as_at, known_from, working_days)
            child.sorted_episodes = timetable.known_episodes(child, as_at)
        self.allocations = {}
        to_iros = [row for row in tables["allocations"]
                   if row["from"] and self.officers.get(row["officer"], {}).get("role") in ("iro", "senior_iro")]
        for row in sorted(to_iros, key=lambda row: read_day(row["from"])):
            self.allocations.setdefault(row["child"], []).append(Allocation(row))
        self.by_name = {child.name: child for child in children}
        self.reviews = [review for child in children for review in child.held]
        self.details = {row["review"]: row for row in reversed(tables["review_details"])}
        self.by_review = {review.name: review for review in self.reviews}

    def dated(self, table, column):
        """Rows of a tracker with the day in the column, those that have happened."""
        for row in self.tables[table]:
            day = read_day(row.get(column))
            if day is not None and day <= self.as_at:
                yield row, day


def read_tables(folder):
    tables = {name: [] for name in list(TABLES) + TRACKERS}
    for name in sorted(os.listdir(folder)):
        if not name.lower().endswith(".csv"):
            continue
        columns, rows = read_rows(os.path.join(folder, name))
        rows = [{key.strip(): (value or "").strip() for key, value in row.items() if key} for row in rows]
        if name[:-4] in TRACKERS:
            tables[name[:-4]].extend(rows)
            continue
        for table, wanted in TABLES.items():
            if columns == wanted:
                tables[table].extend(rows)
    return tables


def gather(rows, key):
    found = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def wide_reviews(child, tables, as_at):
    """The child's reviews held by the day; the return's code comes first, then the tracker's."""
    codes, details = {}, {}
    for row in tables["reviews"]:
        if row["CHILD"] == child.name and row["REVIEW_CODE"]:
            codes.setdefault(read_day(row["REVIEW"]), row["REVIEW_CODE"].upper())
    for row in tables["review_details"]:
        if row["child"] == child.name:
            details.setdefault(read_day(row.get("held")), row)
    return [WideReview(review, child, details.get(review.day, {}), codes.get(review.day))
            for review in child.reviews if review.day <= as_at]
