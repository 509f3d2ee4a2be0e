"""Trackers for a random authority, and faults for an invented one: both for the same seed the same.

`add_trackers` writes officers, allocations, papers and the rest beside a folder's 903 files, with days close to the
edges that the measures know. `roughen` blanks cells and moves days of a folder that is too tidy.
"""
import csv
import datetime
import os

from folder import read_day, read_rows

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
    "uasc.csv": ["DUC"],
    "missing.csv": ["MIS_END"],
}


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


def add_trackers(folder, chance):
    pass
