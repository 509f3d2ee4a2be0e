#!/usr/bin/env python3
"""The peer in pandas: some of the measures of one year from the same files.

Like ours, what is loaded has days as days and episodes put together into periods of care, and what the law makes
due is given to it, made from our timetable: FOLDER-requirements.csv.

In      FOLDER YEAR_STARTS [ROUNDS]
Out     one JSON object: figures, milliseconds of the processor from files to figures, and once loaded (the best
        round)
"""
import json
import sys
import time

import pandas as pd

SHORT_BREAKS = ["V3", "V4"]
NOT_COUNTED = ["short_breaks", "disruption"]
NEVER = pd.Timestamp("2200-01-01")
# The standard profile's: from how many months in care on.
TIME_IN_CARE = ((0, "<1 month"), (1, "1-<6 months"), (6, "6-<12 months"), (12, "1-<2 years"),
                (24, "2-<5 years"), (60, "5-<10 years"), (120, "10+ years"))


def load(folder):
    def table(name, days, dayfirst):
        between = "-" if name == "requirements" else "/"
        frame = pd.read_csv(f"{folder}{between}{name}.csv", dtype=str, keep_default_na=False)
        for day in days:
            frame[day] = pd.to_datetime(frame[day], format="%d/%m/%Y" if dayfirst else "%Y-%m-%d", errors="coerce")
        return frame

    tables = {
        "header": table("header", ["DOB"], True),
        "episodes": table("episodes", ["DECOM", "DEC"], True),
        "reviews": table("reviews", ["REVIEW"], True),
        "missing": table("missing", ["MIS_START"], True),
        "details": table("review_details", ["held"], False),
        "decisions": table("decisions", ["due", "done"], False),
        "requirements": table("requirements", ["first_sitting"], False),
    }
    tables["care"], tables["periods"] = periods_of(tables)
    return tables


def periods_of(tables):
    """Episodes of care without short breaks, ended at 18, put together into periods of care."""
    born = tables["header"].set_index("CHILD")["DOB"]
    rows = tables["episodes"]
    rows = rows[~rows["LS"].isin(SHORT_BREAKS) & rows["DECOM"].notna()].copy()
    dob = rows["CHILD"].map(born)
    adult = dob + pd.DateOffset(years=18)
    rows["until"] = pd.concat([rows["DEC"].fillna(NEVER), adult.fillna(NEVER)], axis=1).min(axis=1)
    rows = rows.sort_values(["CHILD", "DECOM"], kind="stable")
    starts = (rows["CHILD"] != rows["CHILD"].shift()) | (rows["DECOM"] > rows.groupby("CHILD")["until"].shift())
    starts |= (rows["RNE"] == "S")
    rows["period"] = starts.cumsum()
    rows = rows[rows["DECOM"] < rows["until"]]
    periods = rows.groupby("period").agg(CHILD=("CHILD", "first"), begin=("DECOM", "first"), until=("until", "last"),
                                        reason=("RNE", "first"), status=("LS", "first"))
    return rows, periods


def figures(tables, starts, as_at):
    first, last = pd.Timestamp(f"{starts}-04-01"), pd.Timestamp(f"{starts + 1}-03-31")
    out = {}

    def split(measure, column, order=None):
        for row, count in column.value_counts().items():
            out[f"{measure}|{row or 'not_recorded'}"] = int(count)

    rows, periods = tables["care"], tables["periods"]
    now = rows[(rows["DECOM"] <= last) & (rows["until"] > last)].drop_duplicates("CHILD", keep="last")
    out["population.looked_after|"] = len(now)
    split("population.legal_status", now["LS"])
    split("placements.type", now["PLACE"])
    split("population.sex", now["CHILD"].map(tables["header"].set_index("CHILD")["SEX"]))
    split("placements.provider", now["PLACE_PROVIDER"])
    # Where the beginning is not known, the known days decide only that it is the longest time.
    since = periods.loc[now["period"]]
    known = since["reason"] == "S"
    edges = [last - pd.DateOffset(months=months) for months, _ in TIME_IN_CARE]
    for (_, row), edge, longer in zip(TIME_IN_CARE, edges, [*edges[1:], None]):
        lasted = since["begin"] <= edge
        if longer is not None:
            lasted &= known & (since["begin"] > longer)
        if count := int(lasted.sum()):
            out[f"population.time_in_care|{row}"] = count
    began = periods[(periods["begin"] >= first) & (periods["begin"] <= last) & (periods["reason"] == "S")]
    out["population.started.periods|"] = len(began)
    split("population.entry_status", began["status"])
    out["population.ceased.periods|"] = int(((periods["until"] >= first) & (periods["until"] <= last)).sum())

    returned = tables["reviews"][["CHILD", "REVIEW", "REVIEW_CODE"]].rename(
        columns={"CHILD": "child", "REVIEW": "held", "REVIEW_CODE": "code"})
    own = tables["details"].loc[tables["details"]["held"].notna(), ["child", "held", "mode", "participation"]]
    held = returned.merge(own.drop_duplicates(["child", "held"]), on=["child", "held"], how="outer")
    held = held.drop_duplicates(["child", "held"])
    held = held[(held["held"] >= first) & (held["held"] <= last) & (held["held"] <= as_at)]
    code = held["code"].where(held["code"].fillna("") != "", held["participation"].str.split(";").str[0]).fillna("")
    out["reviews.held|"] = len(held)
    split("participation.by_code", code)
    split("reviews.mode", held["mode"].fillna(""))
    counted = code[(code != "") & (code != "PN0")]
    out["participation.rate|of"] = len(counted)
    out["participation.rate|met"] = int((counted != "PN7").sum())

    sittings = tables["requirements"]
    sittings = sittings[(sittings["first_sitting"] >= first) & (sittings["first_sitting"] <= last)
                        & ~sittings["clock"].isin(NOT_COUNTED)]
    in_time = (sittings["state"] == "met").groupby([sittings["child"], sittings["first_sitting"]]).all()
    out["reviews.held_in_time|of"] = len(in_time)
    out["reviews.held_in_time|met"] = int(in_time.sum())

    due = tables["decisions"]
    due = due[due["review"].isin(tables["details"]["review"]) & (due["due"] >= first) & (due["due"] <= last)]
    done = due["done"].notna() & (due["done"] <= due["due"])
    counted = due[done | (due["due"] < as_at)]
    out["decisions.progressed|of"] = len(counted)
    out["decisions.progressed|met"] = int(done.sum())

    gone = tables["missing"]
    gone = gone[(gone["MIS_START"] >= first) & (gone["MIS_START"] <= last)]
    split("missing.episodes", gone["MISSING"])
    return out


def main():
    folder, starts = sys.argv[1], int(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    as_at = pd.Timestamp("2026-03-31")
    from_files, loaded = [], []
    for _ in range(rounds):
        began = time.process_time()
        tables = load(folder)
        read = time.process_time()
        result = figures(tables, starts, as_at)
        ended = time.process_time()
        from_files.append(1000 * (ended - began))
        loaded.append(1000 * (ended - read))
    print(json.dumps({"figures": result, "from_files_ms": min(from_files), "loaded_ms": min(loaded)}))


main()
