"""Trackers for a random authority, and faults for an invented one: both for the same seed the same.

`add_trackers` writes officers, allocations, papers and the rest beside a folder's 903 files, with days close to the
edges that the measures know. `roughen` blanks cells and moves days of a folder that is too tidy.
"""
import csv
import datetime
import json
import os

from calendar_tables import WorkingDays
from folder import read_day, read_folder, read_rows

# What roughen may touch: cells to blank, and days to move. Keys and what the import needs stay as they are.
BLANKED = {
    "review_details.csv": ["mode", "officer", "participation", "chaired", "late_reason", "brought_forward_reason",
                           "decisions_sent", "record_completed", "record_shared", "care_plan_received",
                           "report_received", "report_shared_with_child", "child_seen", "child_seen_alone"],
    "allocations.csv": ["until"],
    "attendance.csv": ["invited", "attended", "views", "not_invited_reason"],
    "decisions.csv": ["due", "done"],
    "contacts.csv": ["means", "alone", "on"],
    "midways.csv": ["held"],
    "stood_down.csv": ["stood_down", "reason", "rearranged_for"],
    "officers.csv": ["team", "fte", "started", "ended"],
    "header.csv": ["SEX", "ETHNIC", "DOB"],
    "episodes.csv": ["CIN", "PLACE_PROVIDER", "HOME_POST", "PL_POST"],
    "uasc.csv": ["DUC"],
    "missing.csv": ["MISSING", "MIS_END"],
    "sw_episodes.csv": ["SW_ID", "SW_DEC"],
}
MOVED = {
    "review_details.csv": ["decisions_sent", "record_completed", "record_shared", "care_plan_received",
                           "report_received", "report_shared_with_child", "booked"],
    "allocations.csv": ["from", "until"],
    "decisions.csv": ["due", "done"],
    "contacts.csv": ["on"],
    "midways.csv": ["held"],
    "stood_down.csv": ["booked_for", "stood_down", "rearranged_for"],
    "absences.csv": ["from", "until"],
    "officers.csv": ["started", "ended"],
    "permanence.csv": ["on"],
    "conferences.csv": ["held", "plan_started", "plan_ended"],
    "uasc.csv": ["DUC"],
    "missing.csv": ["MIS_END"],
}


def turn_back(day, months):
    """So many months earlier; near the end of a month some days earlier still."""
    month = day.year * 12 + day.month - 1 - months
    return datetime.date(month // 12, month % 12 + 1, min(day.day, 28))


def rewrite(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def columns_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [name.strip() for name in next(csv.reader(file))]


def roughen(folder, chance):
    for name in sorted(set(BLANKED) | set(MOVED)):
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            continue
        share = chance.choice([0, 0.01, 0.03, 0.1])
        _, rows = read_rows(path)
        for row in rows:
            for column in BLANKED.get(name, []):
                if chance.random() < share:
                    row[column] = ""
            for column in MOVED.get(name, []):
                if row[column] and chance.random() < share * 2:
                    row[column] = moved(row[column], chance)
        rewrite(path, columns_of(path), rows)


def moved(text, chance):
    day = read_day(text) + datetime.timedelta(days=chance.choice([-30, -8, -3, -2, -1, 1, 2, 3, 8, 30]))
    return day.strftime("%d/%m/%Y") if "/" in text else day.isoformat()


def written(column, value):
    """A return's days have slashes, and its columns capital letters."""
    if not isinstance(value, datetime.date):
        return str(value)
    return value.strftime("%d/%m/%Y") if column.isupper() else value.isoformat()


class Trackers:
    """One authority's trackers in the making; every day is drawn near one on which something happened."""

    def __init__(self, folder, chance):
        self.folder = folder
        self.chance = chance
        self.children, self.known_from = read_folder(folder)
        self.tables = {}
        self.working_days = WorkingDays(set())
        self.iros = [f"TESTIRO{number}" for number in range(1, 6)]
        self.all_days = sorted(one.decom for child in self.children for one in child.episodes)

    def happens(self, share):
        return self.chance.random() < share

    def pick(self, *values):
        return self.chance.choice(values)

    def near(self, day, spread=(-2, -1, 0, 0, 0, 1, 2)):
        return day + datetime.timedelta(days=self.chance.choice(spread))

    def event_day(self, child):
        """A day of the child's history, or one at the end of a limit from it."""
        days = [one.decom for one in child.episodes] + [one.dec for one in child.episodes if one.dec]
        day = self.chance.choice(days + [review.day for review in child.reviews])
        limit = self.pick(0, 0, 0, 3, 5, 15, 20)
        if limit and self.happens(0.5):
            return self.near(self.working_days.after(day, limit))
        return self.near(day, (-40, -1, 0, 0, 1, 30, 92, 183, 365))

    def add(self, table, **row):
        rows = self.tables.setdefault(table, [])
        rows.append({column: written(column, value) for column, value in row.items()})
        return rows[-1]

    def write(self):
        for name, rows in self.tables.items():
            rewrite(os.path.join(self.folder, name + ".csv"), list(rows[0]), rows)

    # ------------------------------------------------------------------------------------- the service

    def officers(self):
        for officer in self.iros + ["TESTSIRO", "TESTSW"]:
            role = {"TESTSIRO": "senior_iro", "TESTSW": "social_worker"}.get(officer, "iro")
            start = self.chance.choice(self.all_days) if self.happens(0.4) else ""
            self.add("officers", officer=officer, name="TEST " + officer, role=role,
                     team=self.pick("", "North", "South"), fte=self.pick("1", "0.5", "0.8", "1", "0"),
                     started=self.near(start) if start else "",
                     ended=self.near(self.chance.choice(self.all_days)) if self.happens(0.2) and not start else "")
        for _ in range(4):
            begin = self.near(self.chance.choice(self.all_days))
            until = self.near(begin, (0, 5, 30, 200)) if self.happens(0.7) else ""
            self.add("absences", officer=self.chance.choice(self.iros), **{"from": begin}, until=until,
                     reason="leave", covered_by=self.pick("", self.chance.choice(self.iros)))
        for year in range(self.all_days[0].year - 2, self.all_days[-1].year + 1):
            if self.happens(0.6):
                self.add("population", year=year, children_0_17=self.chance.randint(900, 20000))

    def allocations(self, child):
        day = self.near(child.episodes[0].decom, (-5, 0, 0, 1, 5, 7, 8, 30))
        begun = set()
        for _ in range(self.chance.randint(0, 4)):
            until = self.near(day, (1, 5, 90, 200, 364, 365, 366, 500)) if self.happens(0.7) else ""
            officer = self.pick(*self.iros, *self.iros, "TESTSIRO", "TESTSW")
            if day not in begun:    # the child and the day are the key of the file
                self.add("allocations", child=child.name, officer=officer, **{"from": day}, until=until, reason="")
            begun.add(day)
            day = self.near(until or day, (0, 0, 0, 0, 1, -1, 10, 100))

    def plans(self, child):
        for day in sorted({self.event_day(child) for _ in range(self.chance.randint(0, 2))}):
            self.add("permanence", child=child.name, milestone="plan_agreed",
                     plan=self.pick("long_term_fostering", "long_term_fostering", "adoption", "return_home"),
                     on=day)
        for day in sorted({self.decision_day(child) for _ in range(self.pick(0, 0, 1, 2))}):
            self.add("permanence", child=child.name, milestone="adm_decision", plan="adoption", on=day)
        if self.happens(0.7):
            self.add("children", child=child.name, first_name="Test", last_name="Invented",
                     disability=self.pick("", "autism", "hearing"))

    def families(self, child):
        """Few families with many of the children, so that most have a brother or sister."""
        for family in sorted({self.pick("F1", "F2", "F3", "F4") for _ in range(self.pick(0, 0, 1, 1, 2))}):
            self.add("siblings", child=child.name, family=family)

    def decision_day(self, child):
        """Often twelve or eighteen months before something that happened to the child."""
        return self.near(turn_back(self.event_day(child), self.pick(0, 12, 12, 18)), (-1, 0, 0, 0, 1))

    # ------------------------------------------------------------------------------------- the returns

    def returns(self, child):
        born = child.born.strftime("%d/%m/%Y") if child.born else ""
        for decided in sorted({self.decision_day(child) for _ in range(self.pick(0, 0, 1, 2))}):
            self.add("adoption_decisions", CHILD=child.name, DOB=born, DATE_PLACED=decided,
                     DATE_PLACED_CEASED=self.near(decided, (1, 200, 400)) if self.happens(0.3) else "",
                     REASON_PLACED_CEASED="")
        if self.happens(0.3):
            self.add("adoptions", CHILD=child.name, DOB=born, DATE_INT=self.pick("", self.decision_day(child)),
                     DATE_MATCH="", FOSTER_CARE="", NB_ADOPTR="", SEX_ADOPTR="", LS_ADOPTR="")
        day = child.episodes[0].decom
        for number in range(self.chance.randint(0, 4)):
            until = self.near(day, (1, 60, 180, 365))
            self.add("sw_episodes", CHILD=child.name, DOB=born, SW_ID=self.pick("A1", "B2", "C3", "A1", ""),
                     SW_DECOM=day, SW_DEC=until if self.happens(0.8) else "", SW_REASON="")
            day = self.near(until, (0, 0, 1, 5))
        for start in sorted({self.event_day(child) for _ in range(self.chance.randint(0, 2))}):
            self.add("missing", CHILD=child.name, DOB=born, MISSING=self.pick("M", "A"), MIS_START=start,
                     MIS_END=self.near(start, (0, 1, 4)) if self.happens(0.8) else "")
        if self.happens(0.2):
            self.add("uasc", CHILD=child.name, SEX="M", DOB=born,
                     DUC=self.event_day(child) if self.happens(0.6) else "")

    # ------------------------------------------------------------------------------------- the reviews

    def review(self, row):
        held = read_day(row["held"])
        completed = read_day(row["completed"]) or held
        after = lambda days: self.near(self.working_days.after(completed, days)) if self.happens(0.7) else ""
        before = lambda days: (self.near(self.working_days.before(held, days), (-3, -1, 0, 0, 1, 2))
                               if self.happens(0.7) else "")
        return self.add(
            "review_details", **row, mode=self.pick("", "face_to_face", "virtual", "hybrid"),
            officer=self.pick("", *self.iros), not_attended_reason=self.pick("", "ill", "at school"),
            participation=self.pick("", "PN1", "PN7"),
            chaired=self.pick("", "no", "co", "yes"), late_reason=self.pick("", "illness", "told_late"),
            brought_forward_reason=self.pick("", "", "", "plan_change"), decisions_sent=after(5),
            record_completed=after(15), record_shared=after(20), care_plan_received=before(3),
            report_received=before(3), report_shared_with_child=before(0),
            child_seen=self.pick("", "yes", "no"), child_seen_alone=self.pick("", "yes", "no"))

    def around_review(self, row):
        held = read_day(row["held"])
        for party in ("mother", "father", "carer"):
            if self.happens(0.6):
                self.add("attendance", review=row["review"], party=party, invited=self.pick("", "yes", "no"),
                         attended=self.pick("", "yes", "no", "no"), views=self.pick("", "yes", "no", "no"),
                         not_invited_reason=self.pick("", "", "not safe"))
        for number in range(self.chance.randint(0, 2)):
            due = self.near(held, (0, 5, 28, 60, 90, 180)) if self.happens(0.9) else ""
            self.add("decisions", decision=f"D-{row['review']}-{number}", review=row["review"], text="TEST",
                     due=due, done=self.near(due or held, (-3, -1, 0, 0, 1, 40, 100)) if self.happens(0.6) else "")
        if self.happens(0.3):
            self.add("stood_down", review=row["review"], booked_for=self.near(held, (-60, -7, -1, 0)),
                     stood_down=self.near(held, (-60, -8, -1)), reason=self.pick("", "illness"),
                     rearranged_for=held)

    def bookings(self, child):
        """Bookings of reviews that were never held, some of them stood down."""
        for number in range(self.chance.randint(0, 2)):
            booked, name = self.event_day(child), f"B-{child.name}-{number}"
            row = {"review": name, "child": child.name, "booked": booked, "held": "", "completed": "",
                   "relaxed_reason": ""}
            self.add("review_details", **row, **dict.fromkeys(BLANKED["review_details.csv"], ""),
                     not_attended_reason="")
            if self.happens(0.7):
                self.add("stood_down", review=name, booked_for=booked, stood_down=self.near(booked, (-7, -1, 0)),
                         reason=self.pick("", "told_late"),
                         rearranged_for=self.near(booked, (7, 30, 100)) if self.happens(0.6) else "")

    def between(self, child):
        for number in range(self.chance.randint(0, 3)):
            self.add("midways", midway=f"M-{child.name}-{number}", child=child.name,
                     officer=self.chance.choice(self.iros), held=self.event_day(child))
        for number in range(self.chance.randint(0, 3)):
            self.add("contacts", contact=f"C-{child.name}-{number}", child=child.name,
                     officer=self.chance.choice(self.iros), on=self.event_day(child),
                     means=self.pick("", "call", "video", "face_to_face"), alone=self.pick("", "yes", "no"))


    def conferences(self, child):
        """Plans that begin and end close to the days asked about, often chaired by an IRO."""
        for number in range(self.pick(0, 0, 1, 2)):
            held = self.event_day(child)
            self.add("conferences", conference=f"K-{child.name}-{number}", child=child.name,
                     kind=self.pick("initial", "review", ""), held=self.pick(held, held, ""),
                     plan_started=self.pick(held, self.event_day(child), ""),
                     plan_ended=self.near(held, (1, 90, 200)) if self.happens(0.4) else "",
                     officer=self.pick("", self.chance.choice(self.iros), self.chance.choice(self.iros)))


WAYS_OUT = ["E11", "E12", "E11", "E12", "E2", "E3", "E4A", "E4B", "E13", "E41", "E43", "E44", "E45", "E46", "E47", "E48",
            "E5", "E6", "E7", "E8", "E9", "E14", "E15", "E16", "E17"]

# In the file of postcodes: 20.0 miles from the first to the second, 20.1 to the third; the last lies in a district.
PLACES = [("TE1 1ST", 400000, 300000, "E06000001"), ("TE2 2ST", 432266, 300000, "E06000002"),
          ("TE3 3ST", 432267, 300000, "E06000001"), ("TE4 4ST", 400000, 380465, "E06000003"),
          ("TE5 5ST", 400000, 460930, "E06000003"), ("TE6 6ST", 410000, 310000, "E07000001")]


def invented_places():
    """The postcodes that invented children live at, as the table of the country has them."""
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    rows = read_rows(os.path.join(root, "codes", "invented_places.csv"))[1]
    return [(row["postcode"], row["easting"], row["northing"], row["area"]) for row in rows if row["postcode"]]


def write_postcodes(folder, places=None):
    """The file's path; beside it what leads from lower to upper tier."""
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "postcodes.csv")
    rewrite(path, ["pcd", "easting", "northing", "laua"],
            [dict(zip(("pcd", "easting", "northing", "laua"), place)) for place in places or PLACES])
    with open(os.path.join(folder, "ltla_to_utla_2021.json"), "w", encoding="utf-8") as file:
        json.dump([{"LTLA21CD": "E07000001", "UTLA21CD": "E10000001"}], file, indent=2)
    return path


def vary(folder, chance):
    """The columns that the timetable does not look at, drawn anew."""
    path = os.path.join(folder, "header.csv")
    _, rows = read_rows(path)
    for row in rows:
        row["SEX"] = chance.choice(["M", "F", "U", ""])
        row["ETHNIC"] = chance.choice(["WBRI", "WROM", "MOTH", "ABAN", "CHNE", "BAFR", "OOTH", "REFU", "NOBT", ""])
    rewrite(path, columns_of(path), rows)
    path = os.path.join(folder, "episodes.csv")
    _, rows = read_rows(path)
    for row in rows:
        row["CIN"] = chance.choice(["N1", "N2", "N8", ""])
        places = [place[0] for place in PLACES]
        row["HOME_POST"] = chance.choice(["", "TE1 1ST", "TE1 1ST", "TE4 4ST"])
        row["PL_POST"] = chance.choice(["", "te11st", "TE1 1ST", "TE1 1ST", "TE9 9ST"] + places)
        if row["REC"] not in ("", "X1") and chance.random() < 0.6:
            row["REC"] = chance.choice(WAYS_OUT)
        if row["LS"] == "V2":
            row["LS"] = chance.choice(["V2", "V2", "V2", "L1", "L3", "J1", "D1"])
    rewrite(path, columns_of(path), rows)


def add_trackers(folder, chance):
    """Sometimes a kind of tracker is not there at all."""
    vary(folder, chance)
    trackers = Trackers(folder, chance)
    trackers.officers()
    path = os.path.join(folder, "review_details.csv")
    _, rows = read_rows(path)
    for row in rows:
        trackers.around_review(trackers.review(row))
    for child in trackers.children:
        if not child.episodes:
            continue
        trackers.bookings(child)
        trackers.allocations(child)
        trackers.plans(child)
        trackers.families(child)
        trackers.between(child)
        trackers.conferences(child)
        trackers.returns(child)
    for name in ("allocations", "midways", "contacts", "population", "conferences"):
        if chance.random() < 0.15:
            trackers.tables.pop(name, None)
    trackers.write()
